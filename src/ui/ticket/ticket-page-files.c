#include "config.h"

#include "ui/ticket/ticket-page-private.h"

#include "model/rules.h"
#include "ui/common/toast.h"
#include "ui/ticket/attachment-add.h"

#include <glib/gi18n.h>

/* How files come to a ticket: chosen, dropped anywhere on the page, pasted. */

#define DROP_ZONE "drop-zone"

static gboolean
may_attach (GuichetTicketPage *self)
{
  return self->ticket != NULL && !self->vanished &&
         guichet_rules_may_attach (self->ticket, guichet_context_get_profile (self->context));
}

/* Says why when nothing can be added. */
static gboolean
check_may_attach (GuichetTicketPage *self)
{
  if (may_attach (self))
    return TRUE;
  if (self->ticket != NULL)
    guichet_show_toast (GTK_WIDGET (self),
                        adw_toast_new (self->vanished ? _("No longer visible on the server: nothing can be added")
                                                      : _("This ticket is closed: nothing can be added")));

  return FALSE;
}

void
_guichet_ticket_page_update_files (GuichetTicketPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ticket.attach", may_attach (self));
}

/* ---- chosen */

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetTicketPage) self = user_data;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL && check_may_attach (self))
    guichet_attach_files (GTK_WIDGET (self), self->context, self->ticket, files);
}

static void
attach_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = NULL;

  if (!check_may_attach (GUICHET_TICKET_PAGE (widget)))
    return;

  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _("Add Files"));
  gtk_file_dialog_set_accept_label (dialog, C_("file", "_Add"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb,
                                 g_object_ref (widget));
}

/* ---- dropped and pasted */

static GListModel *
list_files (const GValue *value)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *link = list; link != NULL; link = link->next)
    g_list_store_append (files, link->data);

  return G_LIST_MODEL (files);
}

static gboolean
take_value (GuichetTicketPage *self,
            const GValue      *value)
{
  if (!check_may_attach (self))
    return FALSE;

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr(GListModel) files = list_files (value);

      guichet_attach_files (GTK_WIDGET (self), self->context, self->ticket, files);
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      guichet_attach_picture (GTK_WIDGET (self), self->context, self->ticket, g_value_get_object (value));
      return TRUE;
    }

  return FALSE;
}

static GtkWidget *
get_zone (GuichetTicketPage *self)
{
  return g_object_get_data (G_OBJECT (self), DROP_ZONE);
}

static void
show_zone (GuichetTicketPage *self,
           gboolean           shown)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (get_zone (self)), shown);
}

static GdkDragAction
enter_cb (GuichetTicketPage *self,
          double             x,
          double             y)
{
  show_zone (self, may_attach (self));

  return may_attach (self) ? GDK_ACTION_COPY : 0;
}

static void
leave_cb (GuichetTicketPage *self)
{
  show_zone (self, FALSE);
}

static gboolean
drop_cb (GuichetTicketPage *self,
         const GValue      *value,
         double             x,
         double             y)
{
  show_zone (self, FALSE);

  return take_value (self, value);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetTicketPage) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    take_value (self, value);
}

/* Files and pictures become files of the ticket; whatever also is text goes
 * where text goes. A program that copies cells or a passage offers both. */
static gboolean
paste_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type;

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    type = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
           !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    type = GDK_TYPE_TEXTURE;
  else
    return FALSE;

  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, pasted_cb, g_object_ref (widget));

  return TRUE;
}

/* ---- the page */

static GtkWidget *
make_zone (void)
{
  GtkWidget *zone = gtk_revealer_new ();
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("mail-attachment-symbolic");
  GtkWidget *label = gtk_label_new (_("Drop to attach to this ticket"));

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 48);
  gtk_widget_set_valign (icon, GTK_ALIGN_END);
  gtk_widget_set_vexpand (icon, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "title-2");
  gtk_widget_add_css_class (frame, DROP_ZONE);
  gtk_box_append (GTK_BOX (frame), icon);
  gtk_box_append (GTK_BOX (frame), label);

  gtk_revealer_set_transition_type (GTK_REVEALER (zone), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (GTK_REVEALER (zone), frame);
  gtk_widget_set_can_target (zone, FALSE);

  return zone;
}

/* Over the whole page, journals too: an editor would take the path of a file
 * for text. */
static void
add_zone (GuichetTicketPage *self)
{
  AdwNavigationPage *page = ADW_NAVIGATION_PAGE (self);
  g_autoptr(GtkWidget) content = g_object_ref (adw_navigation_page_get_child (page));
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *zone = make_zone ();

  adw_navigation_page_set_child (page, overlay);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), content);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), zone);
  g_object_set_data (G_OBJECT (self), DROP_ZONE, zone);
}

static void
add_target (GuichetTicketPage *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
add_paste (GuichetTicketPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>v|<Shift>Insert"),
                                                          gtk_callback_action_new (paste_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
_guichet_ticket_page_init_files (GuichetTicketPage *self)
{
  add_zone (self);
  add_target (self);
  add_paste (self);
}

void
_guichet_ticket_page_class_init_files (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "ticket.attach", NULL, attach_cb);
}
