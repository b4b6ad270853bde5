#include "config.h"

#include "ui/user/request-page-private.h"

#include "model/rules.h"
#include "ui/common/toast.h"
#include "ui/ticket/attachment-add.h"
#include "ui/ticket/file-intake.h"

#include <glib/gi18n.h>

static gboolean
may_attach (GuichetRequestPage *self)
{
  return self->ticket != NULL && !guichet_ticket_reader_is_vanished (self->reader) &&
         guichet_rules_may_attach (self->ticket, guichet_context_get_profile (self->context));
}

static gboolean
may_take (GtkWidget *page,
          gboolean   tell)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (page);

  if (may_attach (self))
    return TRUE;
  if (tell && self->ticket != NULL)
    guichet_show_toast (page, adw_toast_new (guichet_ticket_reader_is_vanished (self->reader)
                                             ? _("No longer visible on the server: nothing can be added")
                                             : _("This request is closed: nothing can be added")));

  return FALSE;
}

static void
take_files (GtkWidget  *page,
            GListModel *files)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (page);

  guichet_attach_files (page, self->context, self->ticket, files);
}

static void
take_picture (GtkWidget  *page,
              GdkTexture *picture)
{
  GuichetRequestPage *self = GUICHET_REQUEST_PAGE (page);

  guichet_attach_picture (page, self->context, self->ticket, picture);
}

static const GuichetFileIntakeFuncs intake = { may_take, take_files, take_picture };

void
_guichet_request_page_update_files (GuichetRequestPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ticket.attach", may_attach (self));
}

static void
attach_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  guichet_file_intake_choose (widget);
}

void
_guichet_request_page_init_files (GuichetRequestPage *self)
{
  guichet_attachment_strip_set_column (self->attachments);
  guichet_file_intake_add (ADW_NAVIGATION_PAGE (self), &intake);
}

void
_guichet_request_page_class_init_files (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "ticket.attach", NULL, attach_action);
}
