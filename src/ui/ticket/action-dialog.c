#include "config.h"

#include "ui/ticket/action-dialog-private.h"

#include "store/reading.h"
#include "ui/common/action-keys.h"
#include "ui/common/field-title.h"
#include "ui/common/recall.h"
#include "ui/ticket/action-sections.h"
#include "ui/ticket/inserter.h"
#include "ui/ticket/put-back.h"

#include <glib/gi18n.h>

enum
{
  CONFIRMED,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetActionDialog, guichet_action_dialog, ADW_TYPE_DIALOG)

/* ---- is everything there? */

gboolean
_guichet_action_dialog_is_field_filled (GuichetActionDialog *self,
                                        GuichetField         field)
{
  if (self->texts[field] != NULL)
    return !guichet_rich_editor_is_blank (self->texts[field]);
  if (self->codes[field] != NULL)
    return adw_combo_row_get_selected (self->codes[field]) != GTK_INVALID_LIST_POSITION;
  if (field == GUICHET_FIELD_TEAM && self->team != NULL)
    return guichet_reference_picker_get_id (self->team) != 0;
  if (field == GUICHET_FIELD_AGENT && self->agent != NULL)
    return guichet_reference_picker_get_id (self->agent) != 0;

  return FALSE;
}

static guint
get_demand (const GuichetAction *action,
            guint                journal)
{
  return journal == GUICHET_JOURNAL_PUBLIC ? action->public_entry : action->private_entry;
}

gboolean
_guichet_action_dialog_is_complete (GuichetActionDialog *self)
{
  for (guint i = 0; i < self->action->n_fields; i++)
    if (self->action->fields[i].mandatory && !_guichet_action_dialog_is_field_filled (self, self->action->fields[i].field))
      return FALSE;

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (get_demand (self->action, i) == GUICHET_ENTRY_MANDATORY
        && !guichet_journal_composer_has_text (self->entries[i]))
      return FALSE;

  return TRUE;
}

static void
update (GuichetActionDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.confirm", _guichet_action_dialog_is_complete (self));
}

/* ---- references */

static void
agents_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) members = guichet_store_list_references_finish (GUICHET_STORE (source), result, &error);
  GuichetActionDialog *self = user_data;
  gint64 now;

  if (members == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The members of the team could not be read: %s", error->message);
      return;
    }

  now = guichet_ticket_get_key (self->ticket, GUICHET_FIELD_AGENT);
  guichet_reference_picker_set_references (self->agent, members, now);
  update (self);
}

static void
read_agents (GuichetActionDialog *self,
             gint64               team)
{
  guichet_store_list_references_async (guichet_context_get_store (self->context), GUICHET_REFERENCE_MEMBERSHIP, team,
                                       self->cancellable, agents_cb, self);
}

static void
team_changed_cb (GuichetActionDialog *self)
{
  if (self->agent != NULL)
    read_agents (self, guichet_reference_picker_get_id (self->team));
  update (self);
}

static void
teams_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) teams = guichet_store_list_references_finish (GUICHET_STORE (source), result, &error);
  GuichetActionDialog *self = user_data;
  gint64 now;

  if (teams == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The teams could not be read: %s", error->message);
      return;
    }

  /* Giving it to another team excludes its own; else its own is the likely one. */
  now = guichet_ticket_get_key (self->ticket, GUICHET_FIELD_TEAM);
  guichet_reference_picker_set_references (self->team, teams, self->agent == NULL ? now : 0);
  if (self->agent != NULL)
    guichet_reference_picker_select_id (self->team, now);
  update (self);
}

/* ---- the wrong place */

static void
platform_clicked_cb (GtkButton           *button,
                     GuichetActionDialog *self)
{
  guichet_reference_picker_select_name (self->team, g_object_get_data (G_OBJECT (button), "team"));
}

static void
sites_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GPtrArray) sites = guichet_store_list_references_finish (GUICHET_STORE (source), result, NULL);
  GuichetActionDialog *self = user_data;
  gint64 id;

  if (sites == NULL)
    return;

  id = guichet_ticket_get_key (self->ticket, GUICHET_FIELD_SITE);
  for (guint i = 0; i < sites->len; i++)
    {
      const GuichetReference *site = g_ptr_array_index (sites, i);

      if (site->id == id)
        guichet_platform_strip_set_site (self->platforms, self->profile, site->code);
    }
}

static void
add_platforms (GuichetActionDialog *self)
{
  self->platforms = guichet_platform_strip_new (self->profile, G_CALLBACK (platform_clicked_cb), self);
  if (self->platforms == NULL)
    return;

  gtk_box_append (self->sections, self->platforms);
  guichet_store_list_references_async (guichet_context_get_store (self->context), GUICHET_REFERENCE_SITE, 0,
                                       self->cancellable, sites_cb, self);
}

/* ---- building */

static void
add_team (GuichetActionDialog *self)
{
  self->team = GUICHET_REFERENCE_PICKER (guichet_reference_picker_new (_("Search a team…"), _("Teams")));
  g_signal_connect_object (self->team, "changed", G_CALLBACK (team_changed_cb), self, G_CONNECT_SWAPPED);
  if (g_str_equal (self->action->name, "dispatch"))
    add_platforms (self);
  gtk_box_append (self->sections, GTK_WIDGET (self->team));
  guichet_store_list_references_async (guichet_context_get_store (self->context), GUICHET_REFERENCE_TEAM, 0,
                                       self->cancellable, teams_cb, self);
}

static void
add_agent (GuichetActionDialog *self)
{
  self->agent = GUICHET_REFERENCE_PICKER (guichet_reference_picker_new (_("Search a colleague…"), _("Colleagues of the team")));
  g_signal_connect_object (self->agent, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->sections, GTK_WIDGET (self->agent));
  read_agents (self, guichet_ticket_get_key (self->ticket, GUICHET_FIELD_TEAM));
}

static void
add_inserts (GuichetActionDialog *self,
             GuichetRichEditor   *editor)
{
  guichet_inserter_attach (editor, self->context);
  guichet_inserter_set_ticket (editor, self->ticket);
}

static void
add_text (GuichetActionDialog      *self,
          const GuichetActionField *asked)
{
  g_autofree char *key = guichet_draft_key_for_field (guichet_ticket_get_id (self->ticket), self->action->name, asked->field);
  const char *title = guichet_field_get_title (asked->field);
  GuichetRichEditor *editor = GUICHET_RICH_EDITOR (guichet_rich_editor_new ());

  guichet_rich_editor_set_label (editor, title);
  if (guichet_field_get_kind (asked->field) == GUICHET_FIELD_KIND_PLAIN)
    guichet_rich_editor_set_plain (editor);
  add_inserts (self, editor);
  self->texts[asked->field] = editor;
  self->keepers[asked->field] = guichet_draft_keeper_new (guichet_context_get_store (self->context), editor, key);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keepers[asked->field], "notify::loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->sections, guichet_text_section_new (title, asked->mandatory, GTK_WIDGET (editor)));
  if (asked->field == GUICHET_FIELD_PENDING_REASON)
    gtk_box_append (self->sections, guichet_wait_section_new (&self->partner, &self->expected));
}

static void
add_code (GuichetActionDialog      *self,
          const GuichetActionField *asked)
{
  const char * const *values = guichet_profile_get_values (self->profile, asked->field);
  GtkWidget *section = guichet_code_section_new (self->profile, asked->field, asked->mandatory, &self->codes[asked->field]);

  if (values == NULL)
    return;

  g_signal_connect_object (self->codes[asked->field], "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->sections, section);
}

static void
add_field (GuichetActionDialog      *self,
           const GuichetActionField *asked)
{
  if (asked->field == GUICHET_FIELD_TEAM)
    add_team (self);
  else if (asked->field == GUICHET_FIELD_AGENT)
    add_agent (self);
  else if (guichet_field_is_long (asked->field))
    add_text (self, asked);
  else if (guichet_field_get_kind (asked->field) == GUICHET_FIELD_KIND_CODE)
    add_code (self, asked);
}

static void
add_entry (GuichetActionDialog *self,
           guint                journal)
{
  gint64 id = guichet_ticket_get_id (self->ticket);
  g_autofree char *key = NULL;

  key = g_strdup_printf ("%" G_GINT64_FORMAT "/%s/%s", id, self->action->name, guichet_journal_to_nick (journal));
  self->entries[journal] = g_object_new (GUICHET_TYPE_JOURNAL_COMPOSER, NULL);
  guichet_journal_composer_set_journal (self->entries[journal], journal,
                                        guichet_ticket_get_label (self->ticket, GUICHET_FIELD_CALLER));
  guichet_journal_composer_set_button (self->entries[journal], self->action->label);
  add_inserts (self, guichet_journal_composer_get_editor (self->entries[journal]));
  guichet_journal_composer_set_draft (self->entries[journal], guichet_context_get_store (self->context), key);
  guichet_journal_composer_set_seen (self->entries[journal], guichet_ticket_get_journal (self->ticket, journal));
  g_signal_connect_object (self->entries[journal], "notify::has-text", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->sections,
                  guichet_entry_section_new (self->action, journal,
                                             get_demand (self->action, journal) == GUICHET_ENTRY_MANDATORY,
                                             GTK_WIDGET (self->entries[journal])));
  if (get_demand (self->action, journal) == GUICHET_ENTRY_MANDATORY)
    guichet_journal_composer_show_editor (self->entries[journal]);
}

/* Where one begins: the first thing that is asked for. */
static GtkWidget *
find_first (GuichetActionDialog *self)
{
  for (guint i = 0; i < self->action->n_fields; i++)
    {
      GuichetField field = self->action->fields[i].field;

      if (self->texts[field] != NULL)
        return GTK_WIDGET (guichet_rich_editor_get_view (self->texts[field]));
      if (field == GUICHET_FIELD_TEAM || field == GUICHET_FIELD_AGENT)
        return GTK_WIDGET (field == GUICHET_FIELD_TEAM ? self->team : self->agent);
    }

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (get_demand (self->action, i) == GUICHET_ENTRY_MANDATORY)
      return GTK_WIDGET (guichet_rich_editor_get_view (guichet_journal_composer_get_editor (self->entries[i])));

  return GTK_WIDGET (self->confirm);
}

static void
show_recall (GuichetActionDialog *self)
{
  guint seconds = guichet_recall_get_seconds ();
  g_autofree char *text = NULL;

  /* Translators: a number of seconds */
  text = g_strdup_printf (_("Can be taken back for %u s"), seconds);
  gtk_label_set_text (self->recall, seconds > 0 ? text : _("Leaves at once"));
}

static void
build (GuichetActionDialog *self)
{
  g_autofree char *title = NULL;
  g_autofree char *sentence = guichet_action_rehearse (self->action, self->profile, self->ticket);

  /* Translators: an action, then the reference of a ticket */
  title = g_strdup_printf (_("%s · %s"), self->action->label, guichet_ticket_get (self->ticket, GUICHET_FIELD_REF));
  adw_dialog_set_title (ADW_DIALOG (self), title);
  gtk_button_set_label (self->confirm, self->action->label);
  gtk_label_set_text (self->rehearsal, sentence);
  show_recall (self);

  /* The agents depend on the team: an agent that is asked for too is known
   * before the teams are read. */
  for (guint i = 0; i < self->action->n_fields; i++)
    add_field (self, &self->action->fields[i]);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (get_demand (self->action, i) != GUICHET_ENTRY_NONE)
      add_entry (self, i);
  if (self->texts[GUICHET_FIELD_SOLUTION] != NULL)
    _guichet_action_dialog_add_preview (self);
  adw_dialog_set_focus (ADW_DIALOG (self), find_first (self));
  update (self);
}

/* ---- what comes meanwhile */

static void
latest_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetTicket) latest = guichet_store_read_ticket_finish (GUICHET_STORE (source), result, NULL);
  GuichetActionDialog *self = user_data;

  /* Cancelled, or gone: what was known stays known. */
  if (latest == NULL)
    return;

  g_clear_pointer (&self->latest, guichet_ticket_unref);
  self->latest = g_steal_pointer (&latest);
}

static void
store_changed_cb (GuichetActionDialog *self,
                  GuichetChangeSet    *changes)
{
  gint64 id = guichet_ticket_get_id (self->ticket);

  if (changes->everything || guichet_change_set_has_ticket (changes, id))
    guichet_store_read_ticket_async (guichet_context_get_store (self->context), id, self->cancellable, latest_cb, self);
}

/* ---- the outcome */

static void
confirm_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  _guichet_action_dialog_confirm (GUICHET_ACTION_DIALOG (widget));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* What was written here goes back to the page: it stays a draft. */
static void
guichet_action_dialog_closed (AdwDialog *dialog)
{
  GuichetActionDialog *self = GUICHET_ACTION_DIALOG (dialog);

  for (guint i = 0; i < GUICHET_N_JOURNALS && !self->confirmed; i++)
    {
      g_autofree char *html = NULL;

      if (self->entries[i] == NULL || !guichet_journal_composer_has_text (self->entries[i]))
        continue;
      html = guichet_rich_editor_dup_html (guichet_journal_composer_get_editor (self->entries[i]));
      g_signal_emit (self, signals[CANCELLED], 0, i, html);
      guichet_draft_keeper_discard (guichet_journal_composer_get_keeper (self->entries[i]));
    }
}

/* ---- class */

static void
guichet_action_dialog_dispose (GObject *object)
{
  GuichetActionDialog *self = GUICHET_ACTION_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->previewing, g_source_remove);
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      if (self->keepers[i] != NULL)
        guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (self->keepers[i]));
      g_clear_object (&self->keepers[i]);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_ACTION_DIALOG);

  G_OBJECT_CLASS (guichet_action_dialog_parent_class)->dispose (object);
}

static void
guichet_action_dialog_finalize (GObject *object)
{
  GuichetActionDialog *self = GUICHET_ACTION_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->page_note);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->latest, guichet_ticket_unref);

  G_OBJECT_CLASS (guichet_action_dialog_parent_class)->finalize (object);
}

static void
guichet_action_dialog_class_init (GuichetActionDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_action_dialog_dispose;
  object_class->finalize = guichet_action_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = guichet_action_dialog_closed;

  signals[CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 2, GUICHET_TYPE_INTENT, G_TYPE_STRV);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "dialog.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/action-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetActionDialog, panes);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionDialog, sections);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionDialog, rehearsal);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionDialog, recall);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionDialog, confirm);
}

static void
guichet_action_dialog_init (GuichetActionDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  guichet_action_keys_add (GTK_WIDGET (self), "dialog", GTK_SHORTCUT_SCOPE_LOCAL);
}

AdwDialog *
guichet_action_dialog_new (GuichetContext      *context,
                           GuichetTicket       *ticket,
                           const GuichetAction *action)
{
  GuichetActionDialog *self = g_object_new (GUICHET_TYPE_ACTION_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->profile = guichet_profile_ref (guichet_context_get_profile (context));
  self->ticket = guichet_ticket_ref (ticket);
  self->latest = guichet_ticket_ref (ticket);
  self->action = action;
  build (self);
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return ADW_DIALOG (self);
}

/**
 * guichet_action_dialog_set_entry:
 * @base: what had been seen then: see #GuichetDraft
 *
 * Goes on with what was begun in the journal on the page.
 *
 * Returns: whether the action has an entry in that journal
 */
gboolean
guichet_action_dialog_set_entry (GuichetActionDialog *self,
                                 GuichetJournal       journal,
                                 const char          *html,
                                 const char          *base)
{
  g_return_val_if_fail (GUICHET_IS_ACTION_DIALOG (self), FALSE);

  if (self->entries[journal] == NULL)
    return FALSE;

  guichet_journal_composer_put_back (self->entries[journal], html);
  guichet_draft_keeper_set_base (guichet_journal_composer_get_keeper (self->entries[journal]), base);
  _guichet_action_dialog_queue_preview (self);

  return TRUE;
}

/* @editor: where an internal note is begun that does not move into the dialog */
void
guichet_action_dialog_set_page_note (GuichetActionDialog *self,
                                     GuichetRichEditor   *editor)
{
  g_return_if_fail (GUICHET_IS_ACTION_DIALOG (self));

  g_set_object (&self->page_note, editor);
}

/* Whether a file of the ticket waits to be sent, or was sent just now. */
void
guichet_action_dialog_set_has_file (GuichetActionDialog *self,
                                    gboolean             has_file)
{
  g_return_if_fail (GUICHET_IS_ACTION_DIALOG (self));

  self->has_file = has_file;
}

/* Something else that the action does, in front of the rehearsal. */
void
guichet_action_dialog_set_warning (GuichetActionDialog *self,
                                   const char          *warning)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GUICHET_IS_ACTION_DIALOG (self));

  text = g_strdup_printf ("%s %s", warning, gtk_label_get_text (self->rehearsal));
  gtk_label_set_text (self->rehearsal, text);
}
