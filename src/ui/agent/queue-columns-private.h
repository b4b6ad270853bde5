#pragma once

#include "ui/agent/queue-columns.h"

G_BEGIN_DECLS

/* The bounds of what somebody may drag. */
#define GUICHET_COLUMN_MIN_WIDTH 48
#define GUICHET_COLUMN_MAX_WIDTH 800

/* What a person chose for one column of the view. */
typedef struct
{
  const GuichetQueueColumn *kind;
  gboolean                  wanted;
  int                       width;      /* as dragged; 0 for the usual one */
} GuichetColumnChoice;

struct _GuichetQueueColumns
{
  GObject parent_instance;

  GtkColumnView       *view;    /* not held: it holds this */
  GSettings           *settings;
  GuichetQueueTable    table;
  GtkColumnViewColumn *check;   /* not counted among the columns of the ticket */
  GuichetSortKey       keys[GUICHET_N_SORT_KEYS];
  guint                n_keys;
  int                  room;
  guint                save_source;
  gboolean             writing; /* a change of ours, not of a person */
  gboolean             adding;  /* Shift was held at the last press */
};

GuichetColumnChoice *_guichet_queue_columns_get_choice (GtkColumnViewColumn *column);
GtkColumnViewColumn *_guichet_queue_columns_get        (GuichetQueueColumns *self,
                                                        guint                position);
guint                _guichet_queue_columns_count      (GuichetQueueColumns *self);
GtkColumnViewColumn *_guichet_queue_columns_find       (GuichetQueueColumns *self,
                                                        GuichetSort          sort,
                                                        guint               *out_position);
gboolean             _guichet_queue_columns_is_needed  (const GuichetColumnChoice *choice);
void                 _guichet_queue_columns_place      (GuichetQueueColumns *self,
                                                        GtkColumnViewColumn *column,
                                                        guint                position);

/* Settings: queue-columns-keep.c */
void                 _guichet_queue_columns_load       (GuichetQueueColumns *self);
void                 _guichet_queue_columns_save       (GuichetQueueColumns *self);
void                 _guichet_queue_columns_save_soon  (GuichetQueueColumns *self);

G_END_DECLS
