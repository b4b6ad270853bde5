#pragma once

#include "ui/agent/queue-view.h"

G_BEGIN_DECLS

struct _GuichetQueueView
{
  AdwBin parent_instance;

  GuichetContext    *context;
  GuichetQueueModel *model;
  GuichetQueueColumns *columns;
  GSettings         *settings;  /* nullable */
  guint              loading_source;
  guint              hold_source;
  guint              top_tick;
  guint              room_tick;
  guint              top_frames;
  double             scroll_height;
  gboolean           at_top;
  gboolean           narrow;
  gboolean           selecting;

  GtkStack          *stack;
  GtkScrolledWindow *table_scroll;
  GtkColumnView     *table;
  GtkScrolledWindow *rows_scroll;
  GtkListView       *rows;
  AdwStatusPage     *empty_page;
  GtkWidget         *clear_button;
  AdwStatusPage     *error_page;
  GtkButton         *updates_button;
};

/* Where one is in the list: queue-view-scroll.c */
void   _guichet_queue_view_stay_at_top   (GuichetQueueView *self);
void   _guichet_queue_view_scrolled      (GuichetQueueView *self,
                                          GtkAdjustment    *adjustment);
gint64 _guichet_queue_view_find_top      (GuichetQueueView *self);
void   _guichet_queue_view_scroll_to     (GuichetQueueView *self,
                                          guint             position);

/* What moves while somebody walks through it: queue-view-hold.c */
void   _guichet_queue_view_show_updates  (GuichetQueueView *self);
void   _guichet_queue_view_focus_changed (GuichetQueueView *self);
void   _guichet_queue_view_watch_space   (GuichetQueueView *self);

G_END_DECLS
