#include "config.h"

#include "ui/ticket/journal-view.h"

#include "store/drafts.h"
#include "ui/common/when.h"
#include "ui/ticket/journal-row.h"

#include <glib/gi18n.h>

/* What is built at once; the button above brings the rest. */
#define MAX_AT_ONCE 50

/* Nearer than this to the end counts as being at the end. */
#define END_SLACK 32.0

struct _GuichetJournalView
{
  GtkWidget parent_instance;

  GtkImage               *icon;
  GtkLabel               *title;
  GtkLabel               *badge;
  GtkLabel               *count;
  GtkWidget              *head;
  GtkWidget              *who;
  GtkImage               *reader_icon;
  GtkLabel               *reader;
  GtkScrolledWindow      *scroller;
  GtkButton              *earlier;
  GtkWidget              *received;
  GtkLabel               *received_label;
  GtkListBox             *list;
  GtkWidget              *newer;
  GtkLabel               *newer_label;
  GuichetJournalComposer *composer;

  GuichetContext         *context;
  GuichetJournal          journal;
  GPtrArray              *entries;      /* all, in the order of the server */
  GPtrArray              *rows;         /* of entries from @first on; the list owns them */
  GPtrArray              *intents;      /* of this ticket */
  char                   *caller;
  guint                   first;
  guint                   n_newer;
  gboolean                filled;
  gboolean                at_end;
  gboolean                is_short;
  guint                   settling;
  guint                   recall;
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

static void update_states (GuichetJournalView *self);

static gboolean
is_public (GuichetJournalView *self)
{
  return self->journal == GUICHET_JOURNAL_PUBLIC;
}

/* ---- scrolling */

static void
scroll_to_end (GuichetJournalView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
}

static void
set_n_newer (GuichetJournalView *self,
             guint               n)
{
  g_autofree char *text = NULL;

  self->n_newer = n;
  gtk_widget_set_visible (self->newer, n > 0);
  if (n == 0)
    return;

  text = g_strdup_printf (ngettext ("%u new message", "%u new messages", n), n);
  gtk_label_set_text (self->newer_label, text);
}

static gboolean
settled_cb (gpointer user_data)
{
  GuichetJournalView *self = user_data;

  self->settling = 0;
  if (self->at_end)
    scroll_to_end (self);

  return G_SOURCE_REMOVE;
}

/* More or less room, or more to show: who reads the end stays at the end. Not
 * at once: this comes in the middle of an allocation, which another value
 * would leave half done. */
static void
adjustment_changed_cb (GuichetJournalView *self)
{
  if (self->at_end && self->settling == 0)
    self->settling = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, settled_cb, self, NULL);
}

static void
value_changed_cb (GuichetJournalView *self,
                  GtkAdjustment      *adjustment)
{
  double rest = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
                - gtk_adjustment_get_value (adjustment);

  self->at_end = rest <= END_SLACK;
  if (self->at_end && self->n_newer > 0)
    set_n_newer (self, 0);
}

static void
newer_cb (GuichetJournalView *self)
{
  scroll_to_end (self);
}

/* ---- entries */

static const GuichetIntent *
find_intent (GuichetJournalView *self,
             const char         *uuid)
{
  for (guint i = 0; self->intents != NULL && i < self->intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (self->intents, i);

      if (g_str_equal (intent->uuid, uuid))
        return intent;
    }

  return NULL;
}

static void
update_state (GuichetJournalView *self,
              GuichetJournalRow  *row)
{
  const char *uuid = guichet_journal_row_get_entry (row)->intent;
  gboolean online = guichet_sync_status_get_online (guichet_context_get_sync_status (self->context));

  guichet_journal_row_set_intent (row, uuid != NULL ? find_intent (self, uuid) : NULL, online);
}

static gboolean
recall_over_cb (gpointer user_data)
{
  GuichetJournalView *self = user_data;

  self->recall = 0;
  update_states (self);

  return G_SOURCE_REMOVE;
}

/* No change of the store tells that the time for calling back is over. */
static void
watch_recall (GuichetJournalView *self)
{
  gint64 now = g_get_real_time () / 1000;
  gint64 wait = 0;

  for (guint i = 0; self->intents != NULL && i < self->intents->len; i++)
    wait = MAX (wait, ((const GuichetIntent *) g_ptr_array_index (self->intents, i))->not_before - now);

  g_clear_handle_id (&self->recall, g_source_remove);
  if (wait > 0)
    self->recall = g_timeout_add ((guint) MIN (wait, 60000) + 100, recall_over_cb, self);
}

static void
update_states (GuichetJournalView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    update_state (self, g_ptr_array_index (self->rows, i));

  watch_recall (self);
}

static gboolean
is_same_entry (GuichetJournalEntry *a,
               GuichetJournalEntry *b)
{
  return a == b || (guichet_journal_entry_equal (a, b) && g_strcmp0 (a->intent, b->intent) == 0);
}

/* How many rows, from the first on, still show what they should. */
static guint
count_kept (GuichetJournalView *self)
{
  guint n = 0;

  while (n < self->rows->len && self->first + n < self->entries->len
         && is_same_entry (guichet_journal_row_get_entry (g_ptr_array_index (self->rows, n)),
                           g_ptr_array_index (self->entries, self->first + n)))
    n++;

  return n;
}

static void
append_row (GuichetJournalView  *self,
            GuichetJournalEntry *entry)
{
  GTimeZone *zone = guichet_context_get_zone (self->context);
  GuichetJournalRow *row = guichet_journal_row_new (self->journal, entry, zone, self->caller);

  update_state (self, row);
  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static void
patch_rows (GuichetJournalView *self)
{
  guint kept = count_kept (self);
  guint n_before = self->rows->len;

  while (self->rows->len > kept)
    {
      gtk_list_box_remove (self->list, g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  for (guint i = self->first + kept; i < self->entries->len; i++)
    append_row (self, g_ptr_array_index (self->entries, i));

  if (self->filled && !self->at_end && self->rows->len > n_before)
    set_n_newer (self, self->n_newer + self->rows->len - n_before);
}

static void
update_counts (GuichetJournalView *self)
{
  g_autofree char *count = g_strdup_printf ("%u", self->entries->len);
  g_autofree char *spoken = NULL;
  g_autofree char *earlier = NULL;

  spoken = g_strdup_printf (ngettext ("%u message", "%u messages", self->entries->len), self->entries->len);
  gtk_label_set_text (self->count, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  earlier = g_strdup_printf (ngettext ("Show %u earlier message", "Show %u earlier messages", self->first), self->first);
  gtk_button_set_label (self->earlier, earlier);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), self->first > 0);
}

static void
earlier_cb (GuichetJournalView *self)
{
  gtk_list_box_remove_all (self->list);
  g_ptr_array_set_size (self->rows, 0);
  self->first = 0;
  self->filled = FALSE;
  patch_rows (self);
  self->filled = TRUE;
  update_counts (self);
}

/* ---- days */

static GtkWidget *
make_day_header (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines[2];

  for (guint i = 0; i < 2; i++)
    {
      lines[i] = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_hexpand (lines[i], TRUE);
      gtk_widget_set_valign (lines[i], GTK_ALIGN_CENTER);
    }
  gtk_widget_add_css_class (box, "evt");
  gtk_box_append (GTK_BOX (box), lines[0]);
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  gtk_box_append (GTK_BOX (box), lines[1]);

  return box;
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  GuichetJournalView *self = user_data;
  GTimeZone *zone = guichet_context_get_zone (self->context);
  const char *date = guichet_journal_row_get_entry (GUICHET_JOURNAL_ROW (row))->date;
  g_autofree char *day = NULL;

  if (before != NULL
      && guichet_when_is_same_day (guichet_journal_row_get_entry (GUICHET_JOURNAL_ROW (before))->date, date, zone))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  if (gtk_list_box_row_get_header (row) != NULL)
    return;

  day = guichet_when_format_day (date, zone);
  gtk_list_box_row_set_header (row, make_day_header (day));
}

/* ---- who reads */

static void
update_reader (GuichetJournalView *self)
{
  const char *caller = *self->caller != '\0' ? self->caller : _("the requester");
  g_autofree char *text = NULL;

  /* That the server tells the requester by mail is not proved: it is not promised. */
  text = g_strdup_printf (is_public (self) ? _("Read by %s. Notification not guaranteed.")
                          : _("Read by the support agents. Never by %s."), caller);
  gtk_label_set_text (self->reader, text);
  gtk_widget_set_tooltip_text (self->head, text);
  guichet_journal_composer_set_journal (self->composer, self->journal, caller);
}

static void
update_received (GuichetJournalView *self,
                 GuichetTicket      *ticket)
{
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  when = guichet_when_format_short (guichet_ticket_get (ticket, GUICHET_FIELD_START_DATE), guichet_context_get_zone (self->context));
  /* Translators: an event in a journal, with its time */
  text = g_strdup_printf (_("Request received · %s"), when);
  gtk_label_set_text (self->received_label, text);
  gtk_widget_set_visible (self->received, is_public (self) && *when != '\0');
}

static void
leave_cb (GuichetJournalView *self)
{
  if (self->rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, self->rows->len - 1));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->composer), GTK_DIR_TAB_FORWARD);
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
guichet_journal_view_dispose (GObject *object)
{
  GuichetJournalView *self = GUICHET_JOURNAL_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->settling, g_source_remove);
  g_clear_handle_id (&self->recall, g_source_remove);
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
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
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
  g_type_ensure (GUICHET_TYPE_JOURNAL_COMPOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/journal-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, title);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, badge);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, count);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, head);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, who);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, reader_icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, reader);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, scroller);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, earlier);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, received);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, received_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, list);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, newer);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, newer_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalView, composer);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, newer_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
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

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
guichet_journal_view_init (GuichetJournalView *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->entries = guichet_journal_entries_new ();
  self->rows = g_ptr_array_new ();
  self->caller = g_strdup ("");
  self->at_end = TRUE;

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
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
  guichet_journal_composer_set_draft (self->composer, guichet_context_get_store (context), key);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::online",
                           G_CALLBACK (update_states), self, G_CONNECT_SWAPPED);
}

/* A change of the requester changes who reads, and the side of each bubble. */
static void
update_caller (GuichetJournalView *self,
               GuichetTicket      *ticket)
{
  if (!g_set_str (&self->caller, guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER)) && self->filled)
    return;
  if (self->caller == NULL)
    self->caller = g_strdup ("");

  gtk_list_box_remove_all (self->list);
  g_ptr_array_set_size (self->rows, 0);
  update_reader (self);
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
  g_autofree char *base = NULL;

  g_return_if_fail (GUICHET_IS_JOURNAL_VIEW (self));
  g_return_if_fail (self->context != NULL);

  update_caller (self, ticket);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries != NULL ? g_ptr_array_ref (entries) : guichet_journal_entries_new ();
  if (!self->filled && self->entries->len > MAX_AT_ONCE)
    self->first = self->entries->len - MAX_AT_ONCE;
  self->first = MIN (self->first, self->entries->len);

  patch_rows (self);
  self->filled = TRUE;
  update_counts (self);
  update_received (self, ticket);

  base = g_strdup_printf ("%u", self->entries->len);
  guichet_draft_keeper_set_base (guichet_journal_composer_get_keeper (self->composer), base);
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

  g_ptr_array_ref (intents);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  self->intents = intents;
  update_states (self);
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

  return self->entries->len;
}

/* Opens the composer and puts the cursor there. */
void
guichet_journal_view_focus (GuichetJournalView *self)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_VIEW (self));

  guichet_journal_composer_open (self->composer);
}
