#pragma once

#include <adwaita.h>

#include "ui/ticket/journal-list.h"

G_BEGIN_DECLS

struct _GuichetJournalList
{
  GtkWidget parent_instance;

  GtkWidget         *overlay;
  GtkScrolledWindow *scroller;
  GtkWidget         *content;
  GtkButton         *earlier;
  GtkWidget         *received;
  GtkLabel          *received_label;
  GtkListBox        *list;
  AdwBin            *tail;
  GtkWidget         *newer;
  GtkLabel          *newer_label;

  GuichetContext    *context;
  GuichetJournal     journal;
  GPtrArray         *entries;   /* all, in the order of the server */
  GPtrArray         *rows;      /* of entries from @first on; the list owns them */
  GPtrArray         *intents;   /* of this ticket */
  GPtrArray         *events;    /* nullable */
  gboolean           shows_events;
  char              *caller;
  gboolean           for_requester;
  guint              first;     /* entries before it have no row yet */
  guint              n_newer;
  gboolean           filled;
  gboolean           wants_all;
  gboolean           at_end;
  guint              settling;
  guint              filling;
  guint              recall;
};

/* Between the entries: journal-list-events.c */
void _guichet_journal_list_header_cb   (GtkListBoxRow      *row,
                                        GtkListBoxRow      *before,
                                        gpointer            user_data);
void _guichet_journal_list_update_tail (GuichetJournalList *self);

G_END_DECLS
