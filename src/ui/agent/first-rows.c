#include "config.h"

#include "ui/agent/first-rows.h"

#include "list/ticket-row.h"

/* Enough rows for a tall window, and how long a list that is there waits for
 * them. */
#define FIRST_ROWS 48
#define FIRST_ROWS_MS 100

struct _GuichetFirstRows
{
  GPtrArray            *rows;
  GuichetFirstRowsFunc  ready;
  gpointer              user_data;
  guint                 source;
};

/**
 * guichet_first_rows_new:
 * @max: how many are shown at most; 0 for all
 */
GuichetFirstRows *
guichet_first_rows_new (GListModel *list,
                        guint       max)
{
  GuichetFirstRows *self = g_new0 (GuichetFirstRows, 1);
  guint n = MIN (g_list_model_get_n_items (list), FIRST_ROWS);

  if (max > 0)
    n = MIN (n, max);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->rows, g_list_model_get_item (list, i));

  return self;
}

static gboolean
are_read (GuichetFirstRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (guichet_ticket_row_get_loading (g_ptr_array_index (self->rows, i)))
      return FALSE;

  return TRUE;
}

static void
stop (GuichetFirstRows *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  for (guint i = 0; i < self->rows->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->rows, i), self);
}

static void
finish (GuichetFirstRows *self)
{
  GuichetFirstRowsFunc ready = self->ready;

  stop (self);
  self->ready = NULL;
  ready (self->user_data);
}

static void
row_read_cb (GuichetFirstRows *self)
{
  if (are_read (self))
    finish (self);
}

static void
due_cb (gpointer user_data)
{
  GuichetFirstRows *self = user_data;

  self->source = 0;
  finish (self);
}

/**
 * guichet_first_rows_wait:
 * @ready: may free @self
 */
void
guichet_first_rows_wait (GuichetFirstRows     *self,
                         GuichetFirstRowsFunc  ready,
                         gpointer              user_data)
{
  g_return_if_fail (self != NULL && ready != NULL);
  g_return_if_fail (self->ready == NULL);

  self->ready = ready;
  self->user_data = user_data;
  for (guint i = 0; i < self->rows->len; i++)
    g_signal_connect_swapped (g_ptr_array_index (self->rows, i), "notify::loading", G_CALLBACK (row_read_cb), self);
  self->source = g_timeout_add_once (FIRST_ROWS_MS, due_cb, self);
  row_read_cb (self);
}

void
guichet_first_rows_free (GuichetFirstRows *self)
{
  if (self == NULL)
    return;

  stop (self);
  g_ptr_array_unref (self->rows);
  g_free (self);
}
