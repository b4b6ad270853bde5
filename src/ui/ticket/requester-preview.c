#include "config.h"

#include "ui/ticket/requester-preview.h"

#include "ui/common/rich-flow.h"
#include "ui/common/rich-view.h"
#include "ui/common/when.h"
#include "ui/ticket/journal-row.h"
#include "util/server-time.h"

#include <glib/gi18n.h>

/* The last ones; the button brings the rest. Where one writes, the last one only:
 * what is being written is in sight below it. */
#define MAX_AT_ONCE 10
#define MAX_WHILE_WRITING 1

struct _GuichetRequesterPreview
{
  GtkWidget parent_instance;

  GtkWidget       *scroller;
  GtkLabel        *who;
  GtkLabel        *subject;
  GtkLabel        *facts;
  GuichetRichView *description;
  GtkButton       *earlier;
  GtkListBox      *entries;
  GtkWidget       *message;
  GuichetRichView *message_view;
  GtkWidget       *solution;
  GuichetRichView *solution_view;
  GtkLabel        *reopen;

  GuichetContext  *context;
  const GuichetState *becomes;  /* nullable: the state that it gets with what is being written */
  gboolean         writing;
  GuichetTicket   *ticket;      /* nullable: what the requester may see of it */
};

G_DEFINE_FINAL_TYPE (GuichetRequesterPreview, guichet_requester_preview, GTK_TYPE_WIDGET)

/* What the requester's own portal shows: nothing else is copied. */
static const GuichetField public_fields[] = {
  GUICHET_FIELD_REF, GUICHET_FIELD_TITLE, GUICHET_FIELD_DESCRIPTION, GUICHET_FIELD_STATUS, GUICHET_FIELD_START_DATE,
  GUICHET_FIELD_LAST_UPDATE, GUICHET_FIELD_RESOLUTION_DATE, GUICHET_FIELD_CALLER, GUICHET_FIELD_SITE, GUICHET_FIELD_SERVICE,
  GUICHET_FIELD_SOLUTION,
};

static GuichetTicket *
copy_public (GuichetTicket *ticket)
{
  GuichetTicket *copy = guichet_ticket_new (guichet_ticket_get_id (ticket));
  GPtrArray *entries = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);

  for (guint i = 0; i < G_N_ELEMENTS (public_fields); i++)
    {
      GuichetField field = public_fields[i];

      if (guichet_ticket_peek (ticket, field) == NULL)
        continue;
      guichet_ticket_set (copy, field, guichet_ticket_peek (ticket, field));
      guichet_ticket_set_label (copy, field, guichet_ticket_get_label (ticket, field));
    }
  if (entries != NULL)
    guichet_ticket_take_journal (copy, GUICHET_JOURNAL_PUBLIC, g_ptr_array_ref (entries));

  return copy;
}

/* ---- what is shown */

static char *
describe_facts (GuichetRequesterPreview *self)
{
  const GuichetState *now = guichet_profile_get_state (guichet_context_get_profile (self->context),
                                                       guichet_ticket_get (self->ticket, GUICHET_FIELD_STATUS));
  const GuichetState *state = self->becomes != NULL ? self->becomes : now;
  const char *status = state != NULL ? state->label : guichet_ticket_get (self->ticket, GUICHET_FIELD_STATUS);
  g_autofree char *start = guichet_when_format_short (guichet_ticket_get (self->ticket, GUICHET_FIELD_START_DATE),
                                                      guichet_context_get_zone (self->context));

  /* Translators: a reference, a state, a date */
  return g_strdup_printf (_("%s · %s · opened %s"), guichet_ticket_get (self->ticket, GUICHET_FIELD_REF), status, start);
}

/* The server counts the days from the resolution; one that is being written is
 * counted from now. */
static char *
describe_reopening (GuichetRequesterPreview *self)
{
  guint days = guichet_profile_get_reopen_days (guichet_context_get_profile (self->context));
  g_autoptr(GDateTime) resolved = NULL;
  g_autoptr(GDateTime) limit = NULL;
  g_autoptr(GDateTime) local = NULL;
  g_autofree char *when = NULL;

  if (days == 0)
    return g_strdup ("");

  resolved = guichet_server_time_parse (guichet_ticket_get (self->ticket, GUICHET_FIELD_RESOLUTION_DATE),
                                        guichet_context_get_zone (self->context));
  if (resolved == NULL)
    resolved = g_date_time_new_now (guichet_context_get_zone (self->context));
  limit = g_date_time_add_days (resolved, (int) days);
  local = g_date_time_to_local (limit);
  when = g_date_time_format (local, "%x %H:%M");

  /* Translators: a date and a time */
  return g_strdup_printf (_("Can be reopened until %s"), when);
}

static void
show_entries (GuichetRequesterPreview *self,
              guint                    n_shown)
{
  GPtrArray *entries = guichet_ticket_get_journal (self->ticket, GUICHET_JOURNAL_PUBLIC);
  guint n = entries != NULL ? entries->len : 0;
  guint first = n - MIN (n, n_shown);
  g_autofree char *label = NULL;

  gtk_list_box_remove_all (self->entries);
  for (guint i = first; i < n; i++)
    gtk_list_box_append (self->entries,
                         GTK_WIDGET (guichet_journal_row_new (GUICHET_JOURNAL_PUBLIC, g_ptr_array_index (entries, i),
                                                              guichet_context_get_zone (self->context),
                                                              guichet_ticket_get_label (self->ticket, GUICHET_FIELD_CALLER))));

  label = g_strdup_printf (ngettext ("Show %u earlier message", "Show %u earlier messages", first), first);
  gtk_button_set_label (self->earlier, label);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), first > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->entries), n > 0);
}

static void
earlier_cb (GuichetRequesterPreview *self)
{
  show_entries (self, G_MAXUINT);
}

/* ---- class */

static void
guichet_requester_preview_dispose (GObject *object)
{
  GuichetRequesterPreview *self = GUICHET_REQUESTER_PREVIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_REQUESTER_PREVIEW);
  g_clear_object (&self->context);
  g_clear_pointer (&self->ticket, guichet_ticket_unref);

  G_OBJECT_CLASS (guichet_requester_preview_parent_class)->dispose (object);
}

static void
guichet_requester_preview_class_init (GuichetRequesterPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_requester_preview_dispose;

  g_type_ensure (GUICHET_TYPE_RICH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/requester-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, scroller);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, who);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, subject);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, facts);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, description);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, earlier);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, entries);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, message);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, message_view);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, solution);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, solution_view);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequesterPreview, reopen);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
}

static void
guichet_requester_preview_init (GuichetRequesterPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
guichet_requester_preview_new (GuichetContext *context)
{
  GuichetRequesterPreview *self = g_object_new (GUICHET_TYPE_REQUESTER_PREVIEW, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * guichet_requester_preview_set_writing:
 * @becomes: (nullable): a state of the profile of the context, which the ticket
 *   gets with what is being written
 *
 * Beside an editor. Before the ticket is set.
 */
void
guichet_requester_preview_set_writing (GuichetRequesterPreview *self,
                                       const GuichetState      *becomes)
{
  g_return_if_fail (GUICHET_IS_REQUESTER_PREVIEW (self));

  self->writing = TRUE;
  self->becomes = becomes;
  gtk_widget_set_visible (GTK_WIDGET (self->description), FALSE);
}

void
guichet_requester_preview_set_ticket (GuichetRequesterPreview *self,
                                      GuichetTicket           *ticket)
{
  const char *caller;
  g_autofree char *who = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *subject = NULL;

  g_return_if_fail (GUICHET_IS_REQUESTER_PREVIEW (self));

  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  self->ticket = copy_public (ticket);
  caller = guichet_ticket_get_label (self->ticket, GUICHET_FIELD_CALLER);
  /* Translators: %s is the requester */
  who = g_strdup_printf (_("What %s reads"), *caller != '\0' ? caller : _("the requester"));
  facts = describe_facts (self);
  subject = guichet_space_french (guichet_ticket_get (self->ticket, GUICHET_FIELD_TITLE));

  gtk_label_set_text (self->who, who);
  gtk_label_set_text (self->subject, subject);
  gtk_label_set_text (self->facts, facts);
  guichet_rich_view_set_html (self->description, guichet_ticket_get (self->ticket, GUICHET_FIELD_DESCRIPTION));
  show_entries (self, self->writing ? MAX_WHILE_WRITING : MAX_AT_ONCE);
  guichet_requester_preview_set_solution (self, guichet_ticket_get (self->ticket, GUICHET_FIELD_SOLUTION));
}

/* @html: a message that is being written; "" for none */
void
guichet_requester_preview_set_message (GuichetRequesterPreview *self,
                                       const char              *html)
{
  g_return_if_fail (GUICHET_IS_REQUESTER_PREVIEW (self));

  gtk_widget_set_visible (self->message, *html != '\0');
  if (*html != '\0')
    guichet_rich_view_set_html (self->message_view, html);
}

/* @plain: the solution, or the one that is being written; "" for none */
void
guichet_requester_preview_set_solution (GuichetRequesterPreview *self,
                                        const char              *plain)
{
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_plain (plain);
  g_autofree char *reopening = NULL;

  g_return_if_fail (GUICHET_IS_REQUESTER_PREVIEW (self));
  g_return_if_fail (self->ticket != NULL);

  reopening = describe_reopening (self);
  gtk_label_set_text (self->reopen, reopening);
  gtk_widget_set_visible (self->solution, !guichet_rich_text_is_empty (text));
  guichet_rich_view_set_text (self->solution_view, text);
}

/**
 * guichet_requester_preview_dialog_new:
 *
 * Returns: the ticket as its requester sees it, in a dialog
 */
AdwDialog *
guichet_requester_preview_dialog_new (GuichetContext *context,
                                      GuichetTicket  *ticket)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *preview = guichet_requester_preview_new (context);

  guichet_requester_preview_set_ticket (GUICHET_REQUESTER_PREVIEW (preview), ticket);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), preview);
  adw_dialog_set_title (dialog, _("View as the Requester"));
  adw_dialog_set_content_width (dialog, 580);
  adw_dialog_set_content_height (dialog, 640);
  adw_dialog_set_child (dialog, view);

  return dialog;
}
