#include "config.h"

#include "ui/ticket/journal-composer.h"

#include "model/crossing.h"
#include "ui/common/text-layout.h"
#include "ui/ticket/inserter.h"
#include "util/error.h"
#include "util/text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GuichetJournalComposer
{
  GtkWidget parent_instance;

  GtkStack           *stack;
  GtkWidget          *opener;
  GtkLabel           *placeholder;
  GtkLabel           *key_hint;
  AdwBin             *place;
  GtkWidget          *status;
  GtkImage           *status_icon;
  GtkLabel           *status_label;

  GuichetRichEditor  *editor;   /* nullable: in its place when it is needed */
  GuichetDraftKeeper *keeper;
  GuichetContext     *context;  /* nullable: it inserts nothing */
  GuichetTicket      *ticket;   /* nullable */
  char               *label;    /* nullable: of the editor */
  char               *button;   /* what the text leaves with */
  gboolean            has_text;
};

enum
{
  PROP_0,
  PROP_HAS_TEXT,
  N_PROPS
};

enum
{
  LEAVE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetJournalComposer, guichet_journal_composer, GTK_TYPE_WIDGET)

/* ---- the line below the text */

static char *
describe_error (const GError *error)
{
  if (g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_DISK_FULL))
    return g_strdup (_("Not saved: the disk is full. Your text stays here. Free some space, or copy it elsewhere before you close Guichet."));

  return g_strdup (_("Not saved: the drafts cannot be written. Your text stays here, and Guichet tries again. Copy it elsewhere before you close Guichet."));
}

static char *
describe_draft (GuichetJournalComposer *self)
{
  gint64 saved = guichet_draft_saver_get_saved (GUICHET_DRAFT_SAVER (self->keeper));
  g_autoptr(GDateTime) when = NULL;
  g_autofree char *time = NULL;

  if (saved == 0)
    /* Translators: %s is a button */
    return g_strdup_printf (_("Kept as you type · leaves with “%s”"), self->button);

  when = g_date_time_new_from_unix_local (saved / 1000);
  time = g_date_time_format (when, "%H:%M");

  /* Translators: a time, then a button */
  return g_strdup_printf (_("Draft saved at %s · leaves with “%s”"), time, self->button);
}

static void
update_status (GuichetJournalComposer *self)
{
  const GError *error = guichet_draft_saver_get_error (GUICHET_DRAFT_SAVER (self->keeper));
  g_autofree char *text = error != NULL ? describe_error (error) : describe_draft (self);

  gtk_label_set_text (self->status_label, text);
  gtk_image_set_from_icon_name (self->status_icon, error != NULL ? "dialog-warning-symbolic" : "document-save-symbolic");

  if (error != NULL)
    {
      gtk_widget_add_css_class (self->status, "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    }
  else
    gtk_widget_remove_css_class (self->status, "error");
}

/* ---- open and closed */

static void
update_has_text (GuichetJournalComposer *self)
{
  gboolean has_text = self->editor != NULL && !guichet_rich_editor_is_blank (self->editor);

  if (has_text)
    gtk_stack_set_visible_child_name (self->stack, "open");
  if (self->has_text == has_text)
    return;

  self->has_text = has_text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_TEXT]);
}

static void
changed_cb (GuichetJournalComposer *self)
{
  update_has_text (self);
}

static void
open_cb (GuichetJournalComposer *self)
{
  guichet_journal_composer_open (self);
}

/* Esc leaves the text alone: it closes what is empty, else only leaves. */
static void
escape_cb (GuichetJournalComposer *self)
{
  if (!self->has_text)
    gtk_stack_set_visible_child_name (self->stack, "closed");

  g_signal_emit (self, signals[LEAVE], 0);
}

/* ---- the editor */

static void
equip_editor (GuichetJournalComposer *self)
{
  if (self->label != NULL)
    guichet_rich_editor_set_label (self->editor, self->label);
  if (self->context != NULL)
    guichet_inserter_attach (self->editor, self->context);
  if (self->context != NULL && self->ticket != NULL)
    guichet_inserter_set_ticket (self->editor, self->ticket);
  if (self->keeper != NULL)
    guichet_draft_keeper_set_editor (self->keeper, self->editor);
}

/* Most tickets are read: building it takes longer than the rest of the journal. */
static void
ensure_editor (GuichetJournalComposer *self)
{
  if (self->editor != NULL || self->place == NULL)
    return;

  self->editor = GUICHET_RICH_EDITOR (guichet_rich_editor_new ());
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "escape", G_CALLBACK (escape_cb), self, G_CONNECT_SWAPPED);
  equip_editor (self);
  adw_bin_set_child (self->place, GTK_WIDGET (self->editor));
}

/* ---- class */

static void
guichet_journal_composer_dispose (GObject *object)
{
  GuichetJournalComposer *self = GUICHET_JOURNAL_COMPOSER (object);

  if (self->keeper != NULL)
    {
      guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (self->keeper));
      g_signal_handlers_disconnect_by_data (self->keeper, self);
    }
  g_clear_object (&self->keeper);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_JOURNAL_COMPOSER);
  self->editor = NULL;
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_journal_composer_parent_class)->dispose (object);
}

static void
guichet_journal_composer_finalize (GObject *object)
{
  GuichetJournalComposer *self = GUICHET_JOURNAL_COMPOSER (object);

  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_free (self->label);
  g_free (self->button);

  G_OBJECT_CLASS (guichet_journal_composer_parent_class)->finalize (object);
}

static void
guichet_journal_composer_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HAS_TEXT:
      g_value_set_boolean (value, GUICHET_JOURNAL_COMPOSER (object)->has_text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_journal_composer_class_init (GuichetJournalComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_journal_composer_dispose;
  object_class->finalize = guichet_journal_composer_finalize;
  object_class->get_property = guichet_journal_composer_get_property;

  properties[PROP_HAS_TEXT] =
    g_param_spec_boolean ("has-text", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GUICHET_TYPE_TEXT_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/journal-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalComposer, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalComposer, opener);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalComposer, key_hint);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalComposer, place);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalComposer, status);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalComposer, status_icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalComposer, status_label);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
guichet_journal_composer_init (GuichetJournalComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->button = g_strdup (_("Apply"));
}

/**
 * guichet_journal_composer_set_journal:
 * @caller: the name of the requester
 *
 * Says who is going to read, before the first key.
 */
void
guichet_journal_composer_set_journal (GuichetJournalComposer *self,
                                      GuichetJournal          journal,
                                      const char             *caller)
{
  gboolean public = journal == GUICHET_JOURNAL_PUBLIC;
  g_autofree char *prompt = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));

  prompt = public ? g_strdup_printf (_("Reply to %s…"), caller) : g_strdup (_("Add an internal note…"));
  label = public ? g_strdup_printf (_("Public message, read by %s"), caller)
          : g_strdup (_("Internal note, read by the support only"));
  gtk_label_set_text (self->key_hint, public ? _("Ctrl+R") : _("Ctrl+J"));
  guichet_journal_composer_set_prompt (self, prompt, label);
}

/**
 * guichet_journal_composer_set_prompt:
 * @prompt: in the closed line
 * @label: of the editor, for a screen reader
 */
void
guichet_journal_composer_set_prompt (GuichetJournalComposer *self,
                                     const char             *prompt,
                                     const char             *label)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));

  g_set_str (&self->label, label);
  gtk_label_set_text (self->placeholder, prompt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->opener), GTK_ACCESSIBLE_PROPERTY_LABEL, prompt, -1);
  if (self->editor != NULL)
    guichet_rich_editor_set_label (self->editor, self->label);
}

/**
 * guichet_journal_composer_set_button:
 *
 * In a dialog: the text leaves with its button, and the page's keys do not
 * lead here. Before the draft is set.
 */
void
guichet_journal_composer_set_button (GuichetJournalComposer *self,
                                     const char             *label)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));

  g_set_str (&self->button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->key_hint), FALSE);
}

/**
 * guichet_journal_composer_set_context:
 *
 * To be called once, before anybody writes: from where the editor inserts.
 */
void
guichet_journal_composer_set_context (GuichetJournalComposer *self,
                                      GuichetContext         *context)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));
  g_return_if_fail (self->context == NULL && self->editor == NULL);

  self->context = g_object_ref (context);
}

/* Whose values are inserted. */
void
guichet_journal_composer_set_ticket (GuichetJournalComposer *self,
                                     GuichetTicket          *ticket)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));
  g_return_if_fail (self->context != NULL);

  guichet_ticket_ref (ticket);
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  self->ticket = ticket;
  if (self->editor != NULL)
    guichet_inserter_set_ticket (self->editor, ticket);
}

static void
loaded_cb (GuichetJournalComposer *self)
{
  update_has_text (self);
}

/**
 * guichet_journal_composer_set_draft:
 * @key: of the draft to go on with
 *
 * To be called once.
 */
void
guichet_journal_composer_set_draft (GuichetJournalComposer *self,
                                    GuichetStore           *store,
                                    const char             *key)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));
  g_return_if_fail (self->keeper == NULL);

  self->keeper = guichet_draft_keeper_new (store, self->editor, key);
  g_signal_connect_object (self->keeper, "wanted", G_CALLBACK (ensure_editor), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::saved", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::error", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
  update_status (self);
}

/**
 * guichet_journal_composer_get_keeper:
 *
 * Returns: (transfer none) (nullable): who saves the text
 */
GuichetDraftKeeper *
guichet_journal_composer_get_keeper (GuichetJournalComposer *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self), NULL);

  return self->keeper;
}

/**
 * guichet_journal_composer_get_editor:
 *
 * Returns: (transfer none): where the text is, made now if it was not
 */
GuichetRichEditor *
guichet_journal_composer_get_editor (GuichetJournalComposer *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self), NULL);

  ensure_editor (self);

  return self->editor;
}

gboolean
guichet_journal_composer_has_text (GuichetJournalComposer *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self), FALSE);

  return self->has_text;
}

/* Entries that wait in the outbox are the person's own. */
static guint
count_on_server (GPtrArray *entries)
{
  guint n = 0;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    n += ((const GuichetJournalEntry *) g_ptr_array_index (entries, i))->intent == NULL;

  return n;
}

/**
 * guichet_journal_composer_set_seen:
 * @entries: (nullable): the journal as it is shown
 *
 * Who begins to write now knows these.
 */
void
guichet_journal_composer_set_seen (GuichetJournalComposer *self,
                                   GPtrArray              *entries)
{
  g_autofree char *seen = g_strdup_printf ("%u", count_on_server (entries));

  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));

  guichet_draft_keeper_set_seen (self->keeper, seen);
}

/**
 * guichet_journal_composer_list_newer:
 *
 * See guichet_crossing_list().
 *
 * Returns: (transfer full): what others wrote since the text was begun
 */
GPtrArray *
guichet_journal_composer_list_newer (GuichetJournalComposer *self,
                                     GPtrArray              *entries,
                                     GPtrArray              *intents,
                                     const char             *name)
{
  gint64 base;

  g_return_val_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self), NULL);

  if (!guichet_text_parse_int64 (guichet_draft_keeper_get_base (self->keeper), &base))
    base = -1;

  return guichet_crossing_list (entries, (int) CLAMP (base, -1, G_MAXINT), intents, name);
}

/* Opens, and leaves the focus where it is. */
void
guichet_journal_composer_show_editor (GuichetJournalComposer *self)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));

  ensure_editor (self);
  gtk_stack_set_visible_child_name (self->stack, "open");
}

/* Opens, and puts the cursor into the text. */
void
guichet_journal_composer_open (GuichetJournalComposer *self)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));

  guichet_journal_composer_show_editor (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* See guichet_draft_keeper_take(). */
char *
guichet_journal_composer_take (GuichetJournalComposer *self)
{
  char *html;

  g_return_val_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self), NULL);

  html = guichet_draft_keeper_take (self->keeper);
  update_has_text (self);

  return html;
}

/* See guichet_draft_keeper_discard(). */
void
guichet_journal_composer_discard (GuichetJournalComposer *self)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));

  guichet_draft_keeper_discard (self->keeper);
  update_has_text (self);
}

/* See guichet_draft_keeper_put_back(). */
void
guichet_journal_composer_put_back (GuichetJournalComposer *self,
                                   const char             *html)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_COMPOSER (self));

  guichet_draft_keeper_put_back (self->keeper, html);
  update_has_text (self);
}
