#include "config.h"

#include "ui/ticket/journal-view.h"

#include "richtext/richtext.h"
#include "store/drafts.h"
#include "ui/common/text-layout.h"
#include "ui/common/tip.h"
#include "ui/common/when.h"
#include "ui/ticket/copied-passages.h"
#include "ui/ticket/journal-events.h"
#include "ui/ticket/journal-list.h"
#include "util/text.h"

#include <glib/gi18n.h>

struct _GuichetJournalView
{
  GtkWidget parent_instance;

  GtkImage               *icon;
  GtkLabel               *title;
  GtkLabel               *badge;
  GtkLabel               *count;
  GtkToggleButton        *events;
  GtkWidget              *head;
  GtkWidget              *who;
  GtkImage               *reader_icon;
  GtkLabel               *reader;
  GuichetJournalList     *list;
  GtkWidget              *newer;
  GtkLabel               *newer_title;
  GtkLabel               *newer_text;
  GuichetJournalComposer *composer;

  GuichetContext         *context;
  GuichetJournal          journal;
  char                   *caller;
  GPtrArray              *entries;
  GPtrArray              *intents;
  GPtrArray              *history;      /* nullable: not read yet */
  guint                   n_entries;
  gboolean                is_short;
  gboolean                for_requester;
};

enum
{
  PROP_0,
  PROP_JOURNAL,
  PROP_SHORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetJournalView, guichet_journal_view, GTK_TYPE_WIDGET)

static gboolean
is_public (GuichetJournalView *self)
{
  return self->journal == GUICHET_JOURNAL_PUBLIC;
}

/* ---- who reads */

static void
update_reader (GuichetJournalView *self)
{
  const char *caller = *self->caller != '\0' ? self->caller : _("the requester");
  g_autofree char *text = NULL;

  if (self->for_requester)
    return;

  /* That the server tells the requester by mail is not proved: it is not promised. */
  text = g_strdup_printf (is_public (self) ? _("Read by %s. Notification not guaranteed.")
                          : _("Read by the support agents. Never by %s."), caller);
  gtk_label_set_text (self->reader, text);
  guichet_tip_set (self->head, text);
  guichet_journal_composer_set_journal (self->composer, self->journal, caller);
}

static void
events_toggled_cb (GuichetJournalView *self)
{
  guichet_journal_list_show_events (self->list, gtk_toggle_button_get_active (self->events));
}

static void
leave_cb (GuichetJournalView *self)
{
  if (!guichet_journal_list_focus_newest (self->list))
    gtk_widget_child_focus (GTK_WIDGET (self->composer), GTK_DIR_TAB_FORWARD);
}

/* ---- what came since the text was begun */

static void
show_newer (GuichetJournalView *self,
            GPtrArray          *newer)
{
  const GuichetJournalEntry *last = g_ptr_array_index (newer, newer->len - 1);
  g_autofree char *plain = guichet_html_to_plain (last->html);
  g_autofree char *line = guichet_text_single_line (plain);
  g_autofree char *title = NULL;

  /* Translators: somebody's name */
  title = g_strdup_printf (_("%s wrote in the meantime"), *last->author != '\0' ? last->author : _("Somebody else"));
  gtk_label_set_text (self->newer_text, line);
  if (g_strcmp0 (gtk_label_get_text (self->newer_title), title) == 0 && gtk_widget_get_visible (self->newer))
    return;

  gtk_label_set_text (self->newer_title, title);
  gtk_widget_set_visible (self->newer, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update_newer (GuichetJournalView *self)
{
  g_autoptr(GPtrArray) newer = NULL;

  if (self->context == NULL)
    return;

  newer = guichet_journal_view_list_newer (self);
  if (newer->len > 0)
    show_newer (self, newer);
  else
    gtk_widget_set_visible (self->newer, FALSE);
}

static void
accept_newer_cb (GuichetJournalView *self)
{
  guichet_draft_keeper_accept_seen (guichet_journal_composer_get_keeper (self->composer));
  update_newer (self);
  guichet_journal_composer_open (self->composer);
}

static void
set_entries (GuichetJournalView *self,
             GPtrArray          *entries)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries != NULL ? g_ptr_array_ref (entries) : NULL;
  guichet_journal_composer_set_seen (self->composer, self->entries);
  update_newer (self);
}

/* ---- quoting */

static void
quote_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  guichet_journal_view_quote_selection (GUICHET_JOURNAL_VIEW (widget));
}

/* Whoever holds both journals asks first. */
static void
quote_publicly_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  g_autofree char *selection = guichet_journal_list_dup_selection (GUICHET_JOURNAL_VIEW (widget)->list);

  if (selection != NULL)
    gtk_widget_activate_action (widget, "ticket.quote-publicly", "s", selection);
}

/* ---- class */

static void
apply_journal (GuichetJournalView *self)
{
  const char *title = is_public (self) ? _("Requester Journal") : _("Agent Journal");

  gtk_widget_add_css_class (GTK_WIDGET (self), is_public (self) ? "j-pub" : "j-int");
  gtk_image_set_from_icon_name (self->icon, is_public (self) ? "view-reveal-symbolic" : "changes-prevent-symbolic");
  gtk_image_set_from_icon_name (self->reader_icon, is_public (self) ? "mail-send-symbolic" : "guichet-team-symbolic");
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->badge, is_public (self) ? _("PUBLIC") : _("INTERNAL"));
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), is_public (self) ? "pub-chip" : "lock-chip");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_public (self) ? _("Requester Journal, public") : _("Agent Journal, internal"), -1);
}

static void
guichet_journal_view_dispose (GObject *object)
{
  GuichetJournalView *self = GUICHET_JOURNAL_VIEW (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_JOURNAL_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_journal_view_parent_class)->dispose (object);
}

static void
guichet_journal_view_finalize (GObject *object)
{
  GuichetJournalView *self = GUICHET_JOURNAL_VIEW (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_free (self->caller);

  G_OBJECT_CLASS (guichet_journal_view_parent_class)->finalize (object);
}

static void
guichet_journal_view_constructed (GObject *object)
{
  G_OBJECT_CLASS (guichet_journal_view_parent_class)->constructed (object);

  apply_journal (GUICHET_JOURNAL_VIEW (object));
}

static void
set_short (GuichetJournalView *self,
           gboolean            is_short)
{
  if (self->is_short == is_short)
    return;

  self->is_short = is_short;
  gtk_widget_set_visible (self->who, !is_short);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHORT]);
}

static void
guichet_journal_view_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_JOURNAL:
      GUICHET_JOURNAL_VIEW (object)->journal = g_value_get_uint (value);
      break;

    case PROP_SHORT:
      set_short (GUICHET_JOURNAL_VIEW (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_journal_view_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_JOURNAL:
      g_value_set_uint (value, GUICHET_JOURNAL_VIEW (object)->journal);
      break;

    case PROP_SHORT:
      g_value_set_boolean (value, GUICHET_JOURNAL_VIEW (object)->is_short);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GUICHET_TYPE_TEXT_LAYOUT);
  g_type_ensure (GUICHET_TYPE_JOURNAL_COMPOSER);
  g_type_ensure (GUICHET_TYPE_JOURNAL_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/journal-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, title);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, badge);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, count);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, events);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, head);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, who);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, reader_icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, reader);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, list);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, composer);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, newer);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, newer_title);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, newer_text);
  gtk_widget_class_bind_template_callback (widget_class, events_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_newer_cb);
}

static void
guichet_journal_view_class_init (GuichetJournalViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = guichet_journal_view_constructed;
  object_class->dispose = guichet_journal_view_dispose;
  object_class->finalize = guichet_journal_view_finalize;
  object_class->set_property = guichet_journal_view_set_property;
  object_class->get_property = guichet_journal_view_get_property;

  properties[PROP_JOURNAL] =
    g_param_spec_uint ("journal", NULL, NULL, 0, GUICHET_N_JOURNALS - 1, 0,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHORT] =
    g_param_spec_boolean ("short", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "journal.quote", NULL, quote_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "journal.quote-publicly", NULL, quote_publicly_action);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
guichet_journal_view_init (GuichetJournalView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  guichet_journal_events_bind (self->events);
  guichet_copied_passages_watch (gtk_widget_get_display (GTK_WIDGET (self)));
}

/**
 * guichet_journal_view_set_for_requester:
 *
 * To be called before it is opened, on a public journal: the requester
 * themselves look at it. Who answers decides what the composer says.
 */
void
guichet_journal_view_set_for_requester (GuichetJournalView *self)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_VIEW (self));
  g_return_if_fail (self->context == NULL && is_public (self));

  self->for_requester = TRUE;
  gtk_label_set_text (self->title, _("My Messages With the Support"));
  gtk_label_set_text (self->reader, _("Read by you and by the support."));
  gtk_widget_set_visible (GTK_WIDGET (self->badge), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->events), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (self->title), -1);
  guichet_journal_list_set_for_requester (self->list);
}

/**
 * guichet_journal_view_open:
 *
 * To be called once: which ticket's journal this is, and whose drafts.
 */
void
guichet_journal_view_open (GuichetJournalView *self,
                           GuichetContext     *context,
                           gint64              ticket_id)
{
  g_autofree char *key = guichet_draft_key_for_journal (ticket_id, self->journal);

  g_return_if_fail (GUICHET_IS_JOURNAL_VIEW (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  guichet_journal_list_open (self->list, context, self->journal, gtk_label_get_text (self->title));
  /* What the support inserts, such as its own articles, is not for requesters. */
  if (!self->for_requester)
    guichet_journal_composer_set_context (self->composer, context);
  guichet_journal_composer_set_draft (self->composer, guichet_context_get_store (context), key);
  g_signal_connect_object (self->composer, "notify::has-text", G_CALLBACK (update_newer), self, G_CONNECT_SWAPPED);
}

static void
update_count (GuichetJournalView *self,
              guint               n)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *spoken = g_strdup_printf (ngettext ("%u message", "%u messages", n), n);

  self->n_entries = n;
  gtk_label_set_text (self->count, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * guichet_journal_view_set_ticket:
 *
 * Shows the journal of this image of the ticket.
 */
void
guichet_journal_view_set_ticket (GuichetJournalView *self,
                                 GuichetTicket      *ticket)
{
  GPtrArray *entries = guichet_ticket_get_journal (ticket, self->journal);
  const char *caller = guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER);
  g_autofree char *received = NULL;

  g_return_if_fail (GUICHET_IS_JOURNAL_VIEW (self));
  g_return_if_fail (self->context != NULL);

  if (g_set_str (&self->caller, caller))
    update_reader (self);
  if (!self->for_requester)
    guichet_journal_composer_set_ticket (self->composer, ticket);
  guichet_journal_list_set_entries (self->list, entries, caller);
  update_count (self, entries != NULL ? entries->len : 0);

  received = guichet_when_format_short (guichet_ticket_get (ticket, GUICHET_FIELD_START_DATE),
                                        guichet_context_get_zone (self->context));
  guichet_journal_list_set_received (self->list, is_public (self) ? received : NULL);

  set_entries (self, entries);
  guichet_journal_view_set_history (self, ticket, self->history);
}

/**
 * guichet_journal_view_set_history:
 * @history: (nullable) (element-type GuichetHistoryEntry)
 *
 * Puts what happened to the ticket between the entries.
 */
void
guichet_journal_view_set_history (GuichetJournalView *self,
                                  GuichetTicket      *ticket,
                                  GPtrArray          *history)
{
  g_autoptr(GPtrArray) events = NULL;

  g_return_if_fail (GUICHET_IS_JOURNAL_VIEW (self));
  g_return_if_fail (self->context != NULL);

  if (history != NULL)
    g_ptr_array_ref (history);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  self->history = history;
  events = guichet_journal_events_new (ticket, history, guichet_context_get_profile (self->context));
  guichet_journal_list_set_events (self->list, events);
}

/**
 * guichet_journal_view_list_newer:
 *
 * Returns: (transfer full) (element-type GuichetJournalEntry): what others
 *   wrote here since the text in the composer was begun
 */
GPtrArray *
guichet_journal_view_list_newer (GuichetJournalView *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_VIEW (self), NULL);

  if (!guichet_journal_composer_has_text (self->composer))
    return guichet_journal_entries_new ();

  return guichet_journal_composer_list_newer (self->composer, self->entries, self->intents,
                                              guichet_context_get_identity (self->context)->name);
}

/**
 * guichet_journal_view_set_intents:
 * @intents: (element-type GuichetIntent): the open operations on this ticket
 *
 * Says of each waiting entry where it is.
 */
void
guichet_journal_view_set_intents (GuichetJournalView *self,
                                  GPtrArray          *intents)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_VIEW (self));

  guichet_journal_list_set_intents (self->list, intents);
  g_ptr_array_ref (intents);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  self->intents = intents;
  update_newer (self);
}

GuichetJournal
guichet_journal_view_get_journal (GuichetJournalView *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_VIEW (self), GUICHET_JOURNAL_PRIVATE);

  return self->journal;
}

/**
 * guichet_journal_view_get_composer:
 *
 * Returns: (transfer none): where one writes
 */
GuichetJournalComposer *
guichet_journal_view_get_composer (GuichetJournalView *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_VIEW (self), NULL);

  return self->composer;
}

guint
guichet_journal_view_get_n_entries (GuichetJournalView *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_VIEW (self), 0);

  return self->n_entries;
}

/* Opens the composer and puts the cursor there. */
void
guichet_journal_view_focus (GuichetJournalView *self)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_VIEW (self));

  guichet_journal_composer_open (self->composer);
}

/**
 * guichet_journal_view_quote_selection:
 *
 * Quotes what is selected in an entry of this journal, in its editor.
 *
 * Returns: whether anything is
 */
gboolean
guichet_journal_view_quote_selection (GuichetJournalView *self)
{
  g_autofree char *selection = NULL;

  g_return_val_if_fail (GUICHET_IS_JOURNAL_VIEW (self), FALSE);

  if ((selection = guichet_journal_list_dup_selection (self->list)) == NULL)
    return FALSE;

  guichet_journal_view_quote (self, selection);

  return TRUE;
}

void
guichet_journal_view_quote (GuichetJournalView *self,
                            const char         *plain)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_VIEW (self));

  guichet_journal_composer_open (self->composer);
  guichet_rich_editor_insert_quote (guichet_journal_composer_get_editor (self->composer), plain);
}
