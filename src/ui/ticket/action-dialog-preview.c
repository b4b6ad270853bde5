#include "config.h"

#include "ui/ticket/action-dialog-private.h"

/* After this long a new text is shown as the requester will read it. */
#define PREVIEW_DELAY_MS 200

static gboolean
preview_cb (gpointer user_data)
{
  GuichetActionDialog *self = user_data;
  g_autofree char *solution = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *message = NULL;

  self->previewing = 0;
  if (self->texts[GUICHET_FIELD_SOLUTION] != NULL)
    {
      solution = guichet_rich_editor_dup_html (self->texts[GUICHET_FIELD_SOLUTION]);
      plain = guichet_html_to_plain (solution);
      guichet_requester_preview_set_solution (self->preview, plain);
    }
  if (self->entries[GUICHET_JOURNAL_PUBLIC] != NULL)
    {
      message = guichet_rich_editor_dup_html (guichet_journal_composer_get_editor (self->entries[GUICHET_JOURNAL_PUBLIC]));
      guichet_requester_preview_set_message (self->preview, message);
    }

  return G_SOURCE_REMOVE;
}

/* Not with each key: shaping a text takes longer than typing it. */
void
_guichet_action_dialog_queue_preview (GuichetActionDialog *self)
{
  if (self->preview != NULL && self->previewing == 0)
    self->previewing = g_timeout_add (PREVIEW_DELAY_MS, preview_cb, self);
}

static void
watch_text (GuichetActionDialog *self,
            GuichetRichEditor   *editor,
            GuichetDraftKeeper  *keeper)
{
  g_signal_connect_object (editor, "changed", G_CALLBACK (_guichet_action_dialog_queue_preview), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "notify::loaded", G_CALLBACK (_guichet_action_dialog_queue_preview), self, G_CONNECT_SWAPPED);
}

void
_guichet_action_dialog_add_preview (GuichetActionDialog *self)
{
  GtkWidget *preview = guichet_requester_preview_new (self->context);
  GuichetJournalComposer *composer = self->entries[GUICHET_JOURNAL_PUBLIC];

  self->preview = GUICHET_REQUESTER_PREVIEW (preview);
  guichet_requester_preview_set_writing (self->preview, self->action->to != NULL
                                         ? guichet_profile_get_state (self->profile, self->action->to) : NULL);
  guichet_requester_preview_set_ticket (self->preview, self->ticket);
  gtk_widget_set_hexpand (preview, TRUE);
  gtk_box_append (self->panes, preview);
  adw_dialog_set_content_width (ADW_DIALOG (self), 900);

  watch_text (self, self->texts[GUICHET_FIELD_SOLUTION], self->keepers[GUICHET_FIELD_SOLUTION]);
  if (composer != NULL)
    watch_text (self, guichet_journal_composer_get_editor (composer), guichet_journal_composer_get_keeper (composer));
}
