#include "config.h"

#include "ui/ticket/journal-list-private.h"

#include "ui/common/when.h"
#include "ui/ticket/journal-events.h"
#include "ui/ticket/journal-row.h"

/* The moment of the entry before @row, which may have no row yet. */
static const char *
get_moment_before (GuichetJournalList *self,
                   GtkListBoxRow      *before)
{
  if (before != NULL)
    return guichet_journal_row_get_entry (GUICHET_JOURNAL_ROW (before))->date;
  if (self->first > 0)
    return ((GuichetJournalEntry *) g_ptr_array_index (self->entries, self->first - 1))->date;

  return NULL;
}

static GtkWidget *
make_events (GuichetJournalList *self,
             const char         *after,
             const char         *until)
{
  return guichet_journal_events_new_line (self->shows_events ? self->events : NULL, after, until,
                                          guichet_context_get_zone (self->context));
}

/* What happened since the entry before, and the day if it is another one. An
 * entry that waits has no time yet: it comes after all. */
void
_guichet_journal_list_header_cb (GtkListBoxRow *row,
                                 GtkListBoxRow *before,
                                 gpointer       user_data)
{
  GuichetJournalList *self = user_data;
  GTimeZone *zone = guichet_context_get_zone (self->context);
  const char *date = guichet_journal_row_get_entry (GUICHET_JOURNAL_ROW (row))->date;
  GtkWidget *header = make_events (self, get_moment_before (self, before), *date != '\0' ? date : NULL);
  g_autofree char *day = NULL;

  if (before == NULL
      || !guichet_when_is_same_day (guichet_journal_row_get_entry (GUICHET_JOURNAL_ROW (before))->date, date, zone))
    {
      day = guichet_when_format_day (date, zone);
      if (header == NULL)
        header = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_box_append (GTK_BOX (header), guichet_journal_event_new_line (NULL, day));
    }

  gtk_list_box_row_set_header (row, header);
}

/* What happened after the last entry. */
void
_guichet_journal_list_update_tail (GuichetJournalList *self)
{
  guint n = self->entries->len;
  const char *last = n > 0 ? ((GuichetJournalEntry *) g_ptr_array_index (self->entries, n - 1))->date : NULL;
  GtkWidget *events = last == NULL || *last != '\0' ? make_events (self, last, NULL) : NULL;

  adw_bin_set_child (self->tail, events);
}

static void
update_events (GuichetJournalList *self)
{
  gtk_list_box_invalidate_headers (self->list);
  _guichet_journal_list_update_tail (self);
}

/* @events: (element-type GuichetJournalEvent): what happened to the ticket */
void
guichet_journal_list_set_events (GuichetJournalList *self,
                                 GPtrArray          *events)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_LIST (self));

  g_ptr_array_ref (events);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  self->events = events;
  update_events (self);
}

void
guichet_journal_list_show_events (GuichetJournalList *self,
                                  gboolean            shown)
{
  g_return_if_fail (GUICHET_IS_JOURNAL_LIST (self));

  if (self->shows_events == !!shown)
    return;

  self->shows_events = !!shown;
  if (self->context != NULL)
    update_events (self);
}
