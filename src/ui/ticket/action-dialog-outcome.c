#include "config.h"

#include "ui/ticket/action-dialog-private.h"

#include "ui/ticket/send-check.h"
#include "util/text.h"

#include <glib/gi18n.h>

static void
add_draft_key (GPtrArray  *keys,
               const char *key)
{
  g_ptr_array_add (keys, g_strdup (key));
}

static void
append_line (GString     *text,
             const char  *title,
             AdwEntryRow *row)
{
  g_autofree char *value = guichet_text_single_line (gtk_editable_get_text (GTK_EDITABLE (row)));

  if (guichet_text_is_empty (value))
    return;

  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  g_string_append_printf (text, "%s %s", title, value);
}

/* Who is waited for, and until when, stands below the reason. */
static char *
complete_reason (GuichetActionDialog *self,
                 const char          *plain)
{
  GString *text = g_string_new (plain);

  append_line (text, _("Partner:"), self->partner);
  append_line (text, _("Expected return:"), self->expected);

  return g_string_free_and_steal (text);
}

static void
take_text (GuichetActionDialog *self,
           GuichetField         field,
           GuichetIntent       *intent,
           GPtrArray           *keys)
{
  g_autofree char *html = guichet_draft_keeper_take (self->keepers[field]);
  g_autofree char *plain = guichet_html_to_plain (html);
  gboolean rich = guichet_field_get_kind (field) == GUICHET_FIELD_KIND_HTML;

  if (field == GUICHET_FIELD_PENDING_REASON)
    {
      g_autofree char *complete = complete_reason (self, plain);

      g_set_str (&plain, complete);
      if (rich)
        {
          g_autofree char *complete_html = guichet_html_from_plain (complete, NULL);

          g_set_str (&html, complete_html);
        }
    }
  guichet_intent_set_field (intent, field, guichet_ticket_peek (self->ticket, field), rich ? html : plain, NULL);
  add_draft_key (keys, guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (self->keepers[field])));
}

static void
take_reference (GuichetReferencePicker *picker,
                GuichetTicket          *ticket,
                GuichetField            field,
                GuichetIntent          *intent)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, guichet_reference_picker_get_id (picker));

  guichet_intent_set_field (intent, field, guichet_ticket_peek (ticket, field), id, guichet_reference_picker_get_name (picker));
}

static void
take_field (GuichetActionDialog *self,
            GuichetField         field,
            GuichetIntent       *intent,
            GPtrArray           *keys)
{
  if (!_guichet_action_dialog_is_field_filled (self, field))
    return;

  if (self->texts[field] != NULL)
    take_text (self, field, intent, keys);
  else if (self->codes[field] != NULL)
    guichet_intent_set_field (intent, field, guichet_ticket_peek (self->ticket, field),
                              guichet_profile_get_values (self->profile, field)[adw_combo_row_get_selected (self->codes[field])], NULL);
  else if (field == GUICHET_FIELD_TEAM)
    take_reference (self->team, self->ticket, field, intent);
  else if (field == GUICHET_FIELD_AGENT)
    take_reference (self->agent, self->ticket, field, intent);
}

static void
take_entry (GuichetActionDialog *self,
            guint                journal,
            GuichetIntent       *intent,
            GPtrArray           *keys)
{
  GuichetDraftKeeper *keeper;

  if (self->entries[journal] == NULL || !guichet_journal_composer_has_text (self->entries[journal]))
    return;

  keeper = guichet_journal_composer_get_keeper (self->entries[journal]);
  g_set_str (&intent->uuid, guichet_draft_keeper_get_uuid (keeper));
  intent->entries[journal] = guichet_journal_composer_take (self->entries[journal]);
  add_draft_key (keys, guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (keeper)));
}

static void
finish (GuichetActionDialog *self)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  g_autoptr(GuichetIntent) intent = NULL;

  if (self->confirmed || !_guichet_action_dialog_is_complete (self))
    return;

  self->confirmed = TRUE;
  intent = guichet_intent_new_for_ticket (self->ticket);
  g_set_str (&intent->action, self->action->name);
  for (guint i = 0; i < self->action->n_fields; i++)
    take_field (self, self->action->fields[i].field, intent, keys);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    take_entry (self, i, intent, keys);

  g_signal_emit_by_name (self, "confirmed", intent, keys->pdata);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
answered_cb (GtkWidget *dialog,
             gboolean   send)
{
  GuichetActionDialog *self = GUICHET_ACTION_DIALOG (dialog);

  self->asking = FALSE;
  if (send)
    finish (self);
}

static GPtrArray *
list_newer (GuichetActionDialog *self)
{
  GuichetJournalComposer *composer = self->entries[GUICHET_JOURNAL_PUBLIC];

  if (composer == NULL || !guichet_journal_composer_has_text (composer))
    return guichet_journal_entries_new ();

  return guichet_journal_composer_list_newer (composer, guichet_ticket_get_journal (self->latest, GUICHET_JOURNAL_PUBLIC), NULL,
                                              guichet_context_get_identity (self->context)->name);
}

/* The solution is read by the requester, every other text by the support. */
static GuichetSendCheck *
make_check (GuichetActionDialog *self)
{
  GuichetSendCheck *check = guichet_send_check_new (GTK_WIDGET (self), self->latest);
  g_autoptr(GPtrArray) newer = list_newer (self);

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (self->texts[i] != NULL && i == GUICHET_FIELD_SOLUTION)
      guichet_send_check_add_public (check, self->texts[i]);
    else if (self->texts[i] != NULL)
      guichet_send_check_add_private (check, self->texts[i]);

  if (self->entries[GUICHET_JOURNAL_PUBLIC] != NULL)
    guichet_send_check_add_public (check, guichet_journal_composer_get_editor (self->entries[GUICHET_JOURNAL_PUBLIC]));
  if (self->entries[GUICHET_JOURNAL_PRIVATE] != NULL)
    guichet_send_check_add_private (check, guichet_journal_composer_get_editor (self->entries[GUICHET_JOURNAL_PRIVATE]));
  if (self->page_note != NULL)
    guichet_send_check_add_private (check, self->page_note);
  guichet_send_check_set_newer (check, newer, guichet_context_get_zone (self->context));
  guichet_send_check_set_has_file (check, self->has_file);

  return check;
}

/* Asks first where there is a doubt: see #GuichetSendCheck. */
void
_guichet_action_dialog_confirm (GuichetActionDialog *self)
{
  if (self->confirmed || self->asking || !_guichet_action_dialog_is_complete (self))
    return;

  self->asking = guichet_send_check_ask (make_check (self), answered_cb);
  if (!self->asking)
    finish (self);
}
