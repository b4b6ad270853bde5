#include "config.h"

#include "ui/ticket/journal-list-private.h"

#include "ui/ticket/journal-row.h"

#include <glib/gi18n.h>

/* What is built before the first picture: about what is seen. The rest comes
 * when somebody scrolls towards it, a few rows at a time, so that the longest
 * history opens as fast as the shortest. */
#define N_AT_ONCE 4
#define SLICE_US 2000

/* How many pages above the one in sight are there before they are scrolled to. */
#define PAGES_AHEAD 1.0

/* Nearer than this to the end counts as being at the end. */
#define END_SLACK 32.0

G_DEFINE_FINAL_TYPE (GuichetJournalList, guichet_journal_list, GTK_TYPE_WIDGET)

static void update_states (GuichetJournalList *self);
static void ensure_earlier (GuichetJournalList *self);

/* ---- scrolling */

static void
scroll_to_end (GuichetJournalList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
}

static void
set_n_newer (GuichetJournalList *self,
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
  GuichetJournalList *self = user_data;

  self->settling = 0;
  if (self->at_end)
    scroll_to_end (self);

  return G_SOURCE_REMOVE;
}

/* More or less room, or more to show: who reads the end stays at the end. Not
 * at once: this comes in the middle of an allocation, which another value
 * would leave half done. */
static void
adjustment_changed_cb (GuichetJournalList *self)
{
  if (self->at_end && self->settling == 0)
    self->settling = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, settled_cb, self, NULL);
  ensure_earlier (self);
}

static void
value_changed_cb (GuichetJournalList *self,
                  GtkAdjustment      *adjustment)
{
  double rest = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
                - gtk_adjustment_get_value (adjustment);

  self->at_end = rest <= END_SLACK;
  if (self->at_end && self->n_newer > 0)
    set_n_newer (self, 0);
  ensure_earlier (self);
}

static void
newer_cb (GuichetJournalList *self)
{
  scroll_to_end (self);
}

/* ---- entries */

static const GuichetIntent *
find_intent (GuichetJournalList *self,
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
update_state (GuichetJournalList *self,
              GuichetJournalRow  *row)
{
  const char *uuid = guichet_journal_row_get_entry (row)->intent;
  gboolean online = guichet_sync_status_get_online (guichet_context_get_sync_status (self->context));

  guichet_journal_row_set_intent (row, uuid != NULL ? find_intent (self, uuid) : NULL, online);
}

static gboolean
recall_over_cb (gpointer user_data)
{
  GuichetJournalList *self = user_data;

  self->recall = 0;
  update_states (self);

  return G_SOURCE_REMOVE;
}

/* No change of the store tells that the time for calling back is over. */
static void
watch_recall (GuichetJournalList *self)
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
update_states (GuichetJournalList *self)
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
count_kept (GuichetJournalList *self)
{
  guint n = 0;

  while (n < self->rows->len && self->first + n < self->entries->len
         && is_same_entry (guichet_journal_row_get_entry (g_ptr_array_index (self->rows, n)),
                           g_ptr_array_index (self->entries, self->first + n)))
    n++;

  return n;
}

static GuichetJournalRow *
make_row (GuichetJournalList *self,
          guint               index)
{
  GTimeZone *zone = guichet_context_get_zone (self->context);
  GuichetJournalEntry *entry = g_ptr_array_index (self->entries, index);
  GuichetJournalRow *row = self->for_requester ? guichet_journal_row_new_for_requester (entry, zone, self->caller)
                                               : guichet_journal_row_new (self->journal, entry, zone, self->caller);

  update_state (self, row);

  return row;
}

static void
append_row (GuichetJournalList *self,
            guint               index)
{
  GuichetJournalRow *row = make_row (self, index);

  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static void
remove_rows (GuichetJournalList *self,
             guint               n_kept)
{
  while (self->rows->len > n_kept)
    {
      gtk_list_box_remove (self->list, g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
}

static void
update_earlier (GuichetJournalList *self)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("Show %u earlier message", "Show %u earlier messages", self->first), self->first);
  gtk_button_set_label (self->earlier, text);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), self->first > 0);
}

/* ---- earlier entries */

static int
measure_content (GuichetJournalList *self)
{
  int width = gtk_widget_get_width (self->content);
  int height;

  gtk_widget_measure (self->content, GTK_ORIENTATION_VERTICAL, width > 0 ? width : -1, NULL, &height, NULL, NULL);

  return height;
}

/* What comes above must not move what is read: the place counts from the end.
 * Said before the next allocation, which finds the same height. */
static void
keep_place (GuichetJournalList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);
  double rest = gtk_adjustment_get_upper (adjustment) - page - gtk_adjustment_get_value (adjustment);
  double upper = MAX (page, measure_content (self));

  gtk_adjustment_configure (adjustment, MAX (0, upper - page - rest), 0, upper,
                            gtk_adjustment_get_step_increment (adjustment),
                            gtk_adjustment_get_page_increment (adjustment), page);
}

/* Builds upwards, @n rows and as many more as the time allows. Shaping a text
 * takes longer than making its widgets: it counts, and is not done twice. */
static void
build_earlier (GuichetJournalList *self,
               guint               n,
               gint64              microseconds)
{
  gint64 until = g_get_monotonic_time () + microseconds;
  int width = gtk_widget_get_width (GTK_WIDGET (self->list));

  while (self->first > 0 && (n > 0 || g_get_monotonic_time () < until))
    {
      GuichetJournalRow *row = make_row (self, --self->first);

      g_ptr_array_insert (self->rows, 0, row);
      gtk_list_box_prepend (self->list, GTK_WIDGET (row));
      if (width > 0)
        gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
      if (n > 0)
        n--;
    }
  update_earlier (self);
}

static gboolean
needs_earlier (GuichetJournalList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);

  if (self->first == 0 || page <= 0)
    return FALSE;

  return self->wants_all || gtk_adjustment_get_value (adjustment) < page * PAGES_AHEAD;
}

static gboolean
fill_cb (gpointer user_data)
{
  GuichetJournalList *self = user_data;

  self->filling = 0;
  if (!needs_earlier (self))
    return G_SOURCE_REMOVE;

  build_earlier (self, 1, SLICE_US);
  keep_place (self);
  ensure_earlier (self);

  return G_SOURCE_REMOVE;
}

static void
ensure_earlier (GuichetJournalList *self)
{
  if (self->filling == 0 && needs_earlier (self))
    self->filling = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fill_cb, self, NULL);
}

static void
earlier_cb (GuichetJournalList *self)
{
  self->wants_all = TRUE;
  ensure_earlier (self);
}

/* ---- patching */

static void
build_anew (GuichetJournalList *self)
{
  remove_rows (self, 0);
  self->first = self->entries->len;
  build_earlier (self, N_AT_ONCE, 0);
  ensure_earlier (self);
}

static void
patch_rows (GuichetJournalList *self)
{
  guint kept = count_kept (self);
  guint n_before = self->rows->len;

  if (kept == 0)
    {
      build_anew (self);
      return;
    }

  remove_rows (self, kept);
  for (guint i = self->first + kept; i < self->entries->len; i++)
    append_row (self, i);

  if (self->filled && !self->at_end && self->rows->len > n_before)
    set_n_newer (self, self->n_newer + self->rows->len - n_before);
}

/* ---- class */

static void
guichet_journal_list_dispose (GObject *object)
{
  GuichetJournalList *self = GUICHET_JOURNAL_LIST (object);

  g_clear_handle_id (&self->settling, g_source_remove);
  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_handle_id (&self->recall, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_JOURNAL_LIST);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_journal_list_parent_class)->dispose (object);
}

static void
guichet_journal_list_finalize (GObject *object)
{
  GuichetJournalList *self = GUICHET_JOURNAL_LIST (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self->caller);

  G_OBJECT_CLASS (guichet_journal_list_parent_class)->finalize (object);
}

static void
guichet_journal_list_class_init (GuichetJournalListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_journal_list_dispose;
  object_class->finalize = guichet_journal_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/journal-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, overlay);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, scroller);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, content);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, earlier);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, received);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, received_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, list);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, tail);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, newer);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalList, newer_label);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, newer_cb);
}

static void
guichet_journal_list_init (GuichetJournalList *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->entries = guichet_journal_entries_new ();
  self->rows = g_ptr_array_new ();
  self->caller = g_strdup ("");
  self->at_end = TRUE;
  self->shows_events = TRUE;

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_set_header_func (self->list, _guichet_journal_list_header_cb, self, NULL);
}

/* To be called once. */
void
guichet_journal_list_open (GuichetJournalList *self,
                           GuichetContext     *context,
                           GuichetJournal      journal,
                           const char         *label)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_LIST (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  self->journal = journal;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::online",
                           G_CALLBACK (update_states), self, G_CONNECT_SWAPPED);
}

/* Before it has entries: the requester themselves look at it. */
void
guichet_journal_list_set_for_requester (GuichetJournalList *self)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_LIST (self));

  self->for_requester = TRUE;
}

/**
 * guichet_journal_list_set_entries:
 * @entries: (nullable) (element-type GuichetJournalEntry): oldest first
 * @caller: the name of the requester; another one changes the side of each bubble
 */
void
guichet_journal_list_set_entries (GuichetJournalList *self,
                                  GPtrArray          *entries,
                                  const char         *caller)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_LIST (self));
  g_return_if_fail (self->context != NULL);

  if (g_set_str (&self->caller, caller))
    remove_rows (self, 0);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries != NULL ? g_ptr_array_ref (entries) : guichet_journal_entries_new ();
  self->first = MIN (self->first, self->entries->len);

  patch_rows (self);
  _guichet_journal_list_update_tail (self);
  self->filled = TRUE;
}

/* @when: (nullable): when the request came, shown above all entries */
void
guichet_journal_list_set_received (GuichetJournalList *self,
                                   const char         *when)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GUICHET_IS_JOURNAL_LIST (self));

  gtk_widget_set_visible (self->received, when != NULL && *when != '\0');
  if (when == NULL)
    return;

  /* Translators: an event in a journal, with its time */
  text = g_strdup_printf (_("Request received · %s"), when);
  gtk_label_set_text (self->received_label, text);
}

/* @intents: (element-type GuichetIntent): the open operations on this ticket */
void
guichet_journal_list_set_intents (GuichetJournalList *self,
                                  GPtrArray          *intents)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_LIST (self));

  g_ptr_array_ref (intents);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  self->intents = intents;
  update_states (self);
}

/* Returns: whether there is an entry to give the focus to: the newest */
gboolean
guichet_journal_list_focus_newest (GuichetJournalList *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_LIST (self), FALSE);

  return self->rows->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->rows, self->rows->len - 1));
}

/* Returns: (transfer full) (nullable): what is selected in an entry that has the focus */
char *
guichet_journal_list_dup_selection (GuichetJournalList *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_LIST (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      char *selection = guichet_journal_row_dup_selection (g_ptr_array_index (self->rows, i));

      if (selection != NULL)
        return selection;
    }

  return NULL;
}
