#include "config.h"

#include "ui/agent/queue-model-private.h"

#include "ui/agent/queue-sections.h"
#include "util/text.h"

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

/* A page is a slice of the list. Without pages the list is shown as it is,
 * since a slice tells an insertion as a change of all that follows. */
static GListModel *
create_page (GuichetQueueModel *self)
{
  GListModel *list = guichet_queue_sections_new (self->list);

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
  self->selection = guichet_queue_selection_new (page);
  _guichet_queue_model_select_again (self);
  g_signal_connect_object (self->selection, "changed-by-person",
                           G_CALLBACK (_guichet_queue_model_take_picked), self, G_CONNECT_SWAPPED);
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

  _guichet_queue_model_select_again (self);
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
  guichet_ticket_list_set_held (list, self->held);
  g_signal_connect_object (list, "updated", G_CALLBACK (list_updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "replaced", G_CALLBACK (list_replaced_cb), self, G_CONNECT_SWAPPED);

  self->page = keep_place ? MIN (self->page, guichet_queue_model_get_n_pages (self) - 1) : 0;
  show_page (self, keep_place);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
drop_next (GuichetQueueModel *self)
{
  g_clear_pointer (&self->first_rows, guichet_first_rows_free);
  drop_list (self, &self->next);
}

/* The rows are let go when the view holds them. */
static void
show_next (gpointer user_data)
{
  GuichetQueueModel *self = user_data;
  g_autoptr(GuichetTicketList) list = g_object_ref (self->next);
  g_autoptr(GuichetFirstRows) rows = g_steal_pointer (&self->first_rows);

  drop_next (self);
  show_list (self, list, FALSE);
}

static void
next_loaded_cb (GuichetQueueModel *self)
{
  g_clear_pointer (&self->first_rows, guichet_first_rows_free);
  self->first_rows = guichet_first_rows_new (G_LIST_MODEL (self->next), self->page_size);
  guichet_first_rows_wait (self->first_rows, show_next, self);
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
  GuichetQueueModel *self = GUICHET_QUEUE_MODEL (object);

  g_clear_pointer (&self->query, guichet_ticket_query_free);
  g_array_unref (self->picked);

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
  /* Emitted where the selection is kept. */
  g_signal_new ("picked", GUICHET_TYPE_QUEUE_MODEL, G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_queue_model_init (GuichetQueueModel *self)
{
  self->picked = g_array_new (FALSE, FALSE, sizeof (gint64));
}

GuichetQueueModel *
guichet_queue_model_new (GuichetStore             *store,
                         const GuichetTicketQuery *query)
{
  GuichetQueueModel *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = g_object_new (GUICHET_TYPE_QUEUE_MODEL, NULL);
  self->store = g_object_ref (store);
  self->query = guichet_ticket_query_copy (query);
  run_query (self);

  return self;
}

/**
 * guichet_queue_model_set_query:
 *
 * Asks for another list; what is shown stays until that is there.
 */
void
guichet_queue_model_set_query (GuichetQueueModel        *self,
                               const GuichetTicketQuery *query)
{
  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));
  g_return_if_fail (query != NULL);

  if (guichet_ticket_query_equal (self->query, query))
    return;

  guichet_ticket_query_free (self->query);
  self->query = guichet_ticket_query_copy (query);
  run_query (self);
}

/**
 * guichet_queue_model_set_conditions:
 * @criteria: (nullable) (element-type GuichetCriterion): all must hold
 * @words: (nullable): all must occur; blank for none
 */
void
guichet_queue_model_set_conditions (GuichetQueueModel *self,
                                    GPtrArray         *criteria,
                                    const char        *words)
{
  g_autoptr(GuichetTicketQuery) query = NULL;

  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));

  query = guichet_ticket_query_copy (self->query);
  g_clear_pointer (&query->criteria, g_ptr_array_unref);
  if (criteria != NULL && criteria->len > 0)
    query->criteria = guichet_criteria_copy (criteria);
  g_set_str (&query->filter, guichet_text_is_empty (words) ? NULL : words);
  guichet_queue_model_set_query (self, query);
}

void
guichet_queue_model_set_order (GuichetQueueModel    *self,
                               const GuichetSortKey *keys,
                               guint                 n_keys)
{
  g_autoptr(GuichetTicketQuery) query = NULL;

  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));
  g_return_if_fail (n_keys >= 1 && n_keys <= GUICHET_N_SORT_KEYS);

  query = guichet_ticket_query_copy (self->query);
  for (guint i = 0; i < n_keys; i++)
    query->keys[i] = keys[i];
  query->n_keys = n_keys;
  guichet_queue_model_set_query (self, query);
}

void
guichet_queue_model_set_group (GuichetQueueModel *self,
                               GuichetGroup       group)
{
  g_autoptr(GuichetTicketQuery) query = NULL;

  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));

  query = guichet_ticket_query_copy (self->query);
  query->group = group;
  guichet_queue_model_set_query (self, query);
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

/* While somebody walks through the list nothing in it moves. */
void
guichet_queue_model_set_held (GuichetQueueModel *self,
                              gboolean           held)
{
  g_return_if_fail (GUICHET_IS_QUEUE_MODEL (self));

  self->held = held;
  if (self->list != NULL)
    guichet_ticket_list_set_held (self->list, held);
}

/* How many tickets would come, go or move if it were not held. */
guint
guichet_queue_model_get_n_held (GuichetQueueModel *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), 0);

  return self->list != NULL ? guichet_ticket_list_get_n_held (self->list) : 0;
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

/**
 * guichet_queue_model_dup_ids:
 *
 * Returns: (transfer full) (element-type gint64): all tickets of the list, on
 *   whatever page
 */
GArray *
guichet_queue_model_dup_ids (GuichetQueueModel *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), ids);

  for (guint i = 0; i < guichet_queue_model_get_n_tickets (self); i++)
    {
      gint64 id = guichet_ticket_list_get_id (self->list, i);

      g_array_append_val (ids, id);
    }

  return ids;
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

/**
 * guichet_queue_model_count_group:
 * @position: in the page
 *
 * Returns: how many tickets the group has that is there, on all pages
 */
guint
guichet_queue_model_count_group (GuichetQueueModel *self,
                                 guint              position)
{
  guint start;
  guint end;

  g_return_val_if_fail (GUICHET_IS_QUEUE_MODEL (self), 0);

  if (guichet_queue_model_get_id (self, position) == 0)
    return 0;

  guichet_ticket_list_get_section (self->list, first_of_page (self) + position, &start, &end);

  return end - start;
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
