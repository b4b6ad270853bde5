#include "config.h"

#include "ui/agent/queue-model.h"

#include "list/ticket-list.h"
#include "util/text.h"

/* Enough rows for a tall window, and how long a list that is there waits for
 * them: one that came without would be drawn twice, empty and filled. */
#define FIRST_ROWS 48
#define FIRST_ROWS_MS 100

struct _GuichetQueueModel
{
  GObject parent_instance;

  GuichetStore       *store;
  GuichetTicketQuery *query;
  GuichetTicketList  *list;     /* nullable: what is shown */
  GuichetTicketList  *next;     /* nullable: what will be shown once it has loaded */
  GPtrArray          *first_rows;       /* nullable: those of next, held while they are read */
  guint               first_rows_source;
  GtkSingleSelection *selection;
  guint               page_size;
  guint               page;
  gint64              selected_id;
};

enum
{
  SIGNAL_SELECTION_REPLACED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetQueueModel, guichet_queue_model, G_TYPE_OBJECT)

static guint
first_of_page (GuichetQueueModel *self)
{
  return self->page_size > 0 ? self->page * self->page_size : 0;
}

static void
select_again (GuichetQueueModel *self)
{
  guint position;

  if (guichet_queue_model_find_id (self, self->selected_id, &position))
    gtk_single_selection_set_selected (self->selection, position);
}

/* A selected ticket that moves is taken away and put in again: nothing is
 * selected for a moment, which must not be remembered. */
static void
selected_cb (GuichetQueueModel *self)
{
  GuichetTicketRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (row != NULL)
    self->selected_id = guichet_ticket_row_get_id (row);
}

/* A page is a slice of the list. Without pages the list is shown as it is,
 * since a slice tells an insertion as a change of all that follows. */
static GListModel *
create_page (GuichetQueueModel *self)
{
  GListModel *list = G_LIST_MODEL (g_object_ref (self->list));

  if (self->page_size == 0)
    return list;

  return G_LIST_MODEL (gtk_slice_list_model_new (list, first_of_page (self), self->page_size));
}

static void
show_page (GuichetQueueModel *self,
           gboolean           keep_place)
{
  g_autoptr(GListModel) page = create_page (self);

  g_clear_object (&self->selection);
  self->selection = g_object_new (GTK_TYPE_SINGLE_SELECTION,
                                  "autoselect", FALSE,
                                  "can-unselect", TRUE,
                                  "model", page,
                                  NULL);
  select_again (self);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[SIGNAL_SELECTION_REPLACED], 0, keep_place);
}

static void
list_updated_cb (GuichetQueueModel *self)
{
  guint n_pages = guichet_queue_model_get_n_pages (self);

  if (self->page >= n_pages)
    {
      self->page = n_pages - 1;
      show_page (self, FALSE);
    }

  select_again (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
drop_list (GuichetQueueModel  *self,
           GuichetTicketList **list)
{
  if (*list != NULL)
    g_signal_handlers_disconnect_by_data (*list, self);
  g_clear_object (list);
}

static void show_list (GuichetQueueModel *self,
                       GuichetTicketList *list,
                       gboolean           keep_place);

static void
list_replaced_cb (GuichetQueueModel *self)
{
  g_autoptr(GuichetTicketList) fresh = guichet_ticket_list_dup_fresh (self->list);

  show_list (self, fresh, TRUE);
}

static void
show_list (GuichetQueueModel *self,
           GuichetTicketList *list,
           gboolean           keep_place)
{
  g_object_ref (list);
  drop_list (self, &self->list);
  self->list = list;
  g_signal_connect_object (list, "updated", G_CALLBACK (list_updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "replaced", G_CALLBACK (list_replaced_cb), self, G_CONNECT_SWAPPED);

  self->page = keep_place ? MIN (self->page, guichet_queue_model_get_n_pages (self) - 1) : 0;
  show_page (self, keep_place);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
forget_first_rows (GuichetQueueModel *self)
{
  g_clear_handle_id (&self->first_rows_source, g_source_remove);
  for (guint i = 0; self->first_rows != NULL && i < self->first_rows->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->first_rows, i), self);
  g_clear_pointer (&self->first_rows, g_ptr_array_unref);
}

static void
drop_next (GuichetQueueModel *self)
{
  forget_first_rows (self);
  drop_list (self, &self->next);
}

/* The rows are let go when the view holds them. */
static void
show_next (GuichetQueueModel *self)
{
  g_autoptr(GuichetTicketList) list = g_object_ref (self->next);
  g_autoptr(GPtrArray) rows = self->first_rows != NULL ? g_ptr_array_ref (self->first_rows) : NULL;

  drop_next (self);
  show_list (self, list, FALSE);
}

static void
first_row_read_cb (GuichetQueueModel *self)
{
  for (guint i = 0; i < self->first_rows->len; i++)
    if (guichet_ticket_row_get_loading (g_ptr_array_index (self->first_rows, i)))
      return;

  show_next (self);
}

static void
first_rows_due_cb (gpointer user_data)
{
  GuichetQueueModel *self = user_data;

  self->first_rows_source = 0;
  show_next (self);
}

static void
hold_first_rows (GuichetQueueModel *self)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->next)), FIRST_ROWS);

  if (self->page_size > 0)
    n = MIN (n, self->page_size);
  self->first_rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      GuichetTicketRow *row = g_list_model_get_item (G_LIST_MODEL (self->next), i);

      g_signal_connect_object (row, "notify::loading", G_CALLBACK (first_row_read_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->first_rows, row);
    }
}

static void
next_loaded_cb (GuichetQueueModel *self)
{
  forget_first_rows (self);
  hold_first_rows (self);
  self->first_rows_source = g_timeout_add_once (FIRST_ROWS_MS, first_rows_due_cb, self);
  first_row_read_cb (self);
}

/* The old list stays until the new one is there, with the rows that are seen
 * first. */
static void
run_query (GuichetQueueModel *self)
{
  drop_next (self);
  self->next = guichet_ticket_list_new (self->store, self->query);
  g_signal_connect_object (self->next, "updated", G_CALLBACK (next_loaded_cb), self, G_CONNECT_SWAPPED);
}

static void
guichet_queue_model_dispose (GObject *object)
{
  GuichetQueueModel *self = GUICHET_QUEUE_MODEL (object);

  g_clear_object (&self->selection);
  drop_list (self, &self->list);
  drop_next (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (guichet_queue_model_parent_class)->dispose (object);
}

static void
guichet_queue_model_finalize (GObject *object)
{
  guichet_ticket_query_free (GUICHET_QUEUE_MODEL (object)->query);

  G_OBJECT_CLASS (guichet_queue_model_parent_class)->finalize (object);
}

static void
guichet_queue_model_class_init (GuichetQueueModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_queue_model_dispose;
  object_class->finalize = guichet_queue_model_finalize;

  signals[SIGNAL_SELECTION_REPLACED] =
    g_signal_new ("selection-replaced", GUICHET_TYPE_QUEUE_MODEL, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GUICHET_TYPE_QUEUE_MODEL, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_queue_model_init (GuichetQueueModel *self)
{
}

GuichetQueueModel *
guichet_queue_model_new (GuichetStore *store,
                         GuichetView   view)
{
  GuichetQueueModel *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);

  self = g_object_new (GUICHET_TYPE_QUEUE_MODEL, NULL);
  self->store = g_object_ref (store);
  self->query = guichet_ticket_query_new (view);
  run_query (self);

  return self;
}

/**
 * guichet_queue_model_set_filter:
 * @filter: words that must all occur; blank for no filter
 */
void
guichet_queue_model_set_filter (GuichetQueueModel *self,
                                const char        *filter)
{
  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));

  if (g_set_str (&self->query->filter, guichet_text_is_empty (filter) ? NULL : filter))
    run_query (self);
}

void
guichet_queue_model_set_sort (GuichetQueueModel *self,
                              GuichetSort        sort,
                              gboolean           ascending)
{
  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));

  if (self->query->keys[0].sort == sort && self->query->keys[0].ascending == ascending)
    return;

  guichet_ticket_query_set_sort (self->query, sort, ascending);
  run_query (self);
}

/**
 * guichet_queue_model_set_page_size:
 * @page_size: 0 for all on one page
 */
void
guichet_queue_model_set_page_size (GuichetQueueModel *self,
                                   guint              page_size)
{
  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));

  if (self->page_size == page_size)
    return;

  self->page = page_size > 0 ? first_of_page (self) / page_size : 0;
  self->page_size = page_size;
  if (self->list == NULL)
    return;

  show_page (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
guichet_queue_model_set_page (GuichetQueueModel *self,
                              guint              page)
{
  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));

  page = MIN (page, guichet_queue_model_get_n_pages (self) - 1);
  if (self->page == page)
    return;

  self->page = page;
  show_page (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* After an error. */
void
guichet_queue_model_retry (GuichetQueueModel *self)
{
  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));

  run_query (self);
}

const GuichetTicketQuery *
guichet_queue_model_get_query (GuichetQueueModel *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), NULL);

  return self->query;
}

/**
 * guichet_queue_model_get_selection:
 *
 * Returns: (nullable) (transfer none): %NULL before anything was loaded
 */
GtkSelectionModel *
guichet_queue_model_get_selection (GuichetQueueModel *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), NULL);

  return self->selection != NULL ? GTK_SELECTION_MODEL (self->selection) : NULL;
}

/**
 * guichet_queue_model_get_error:
 *
 * Returns: (nullable) (transfer none): why the list could not be read
 */
const GError *
guichet_queue_model_get_error (GuichetQueueModel *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), NULL);

  return self->list != NULL ? guichet_ticket_list_get_error (self->list) : NULL;
}

guint
guichet_queue_model_get_n_tickets (GuichetQueueModel *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), 0);

  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

guint
guichet_queue_model_get_page (GuichetQueueModel *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), 0);

  return self->page;
}

/* At least one. */
guint
guichet_queue_model_get_n_pages (GuichetQueueModel *self)
{
  guint n = guichet_queue_model_get_n_tickets (self);

  if (self->page_size == 0 || n == 0)
    return 1;

  return (n - 1) / self->page_size + 1;
}

/* The numbers of the first and last ticket of the page, from 1; 0 when there
 * is none. */
void
guichet_queue_model_get_range (GuichetQueueModel *self,
                               guint             *out_first,
                               guint             *out_last)
{
  guint n = guichet_queue_model_get_n_tickets (self);

  *out_first = n > 0 ? first_of_page (self) + 1 : 0;
  *out_last = self->page_size > 0 ? MIN (n, first_of_page (self) + self->page_size) : n;
}

/**
 * guichet_queue_model_get_id:
 * @position: in the page
 *
 * Returns: the ticket there, 0 beyond the end
 */
gint64
guichet_queue_model_get_id (GuichetQueueModel *self,
                            guint              position)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), 0);

  return self->list != NULL ? guichet_ticket_list_get_id (self->list, first_of_page (self) + position) : 0;
}

/* Whether ticket @id is on the page that is looked at, and where. */
gboolean
guichet_queue_model_find_id (GuichetQueueModel *self,
                             gint64             id,
                             guint             *out_position)
{
  guint position;

  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), FALSE);

  if (id == 0 || self->list == NULL || !guichet_ticket_list_find_id (self->list, id, &position) ||
      position < first_of_page (self))
    return FALSE;

  position -= first_of_page (self);
  if (self->page_size > 0 && position >= self->page_size)
    return FALSE;

  *out_position = position;
  return TRUE;
}

/* Whether what was asked for is what is shown. */
gboolean
guichet_queue_model_is_settled (GuichetQueueModel *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), FALSE);

  return self->list != NULL && self->next == NULL;
}
