#include "config.h"

#include "list/ticket-list.h"

#include "list/id-vector.h"
#include "list/named-ids.h"
#include "list/row-cache.h"
#include "store/reading.h"

/* More single steps than this take longer than a new list. */
#define MAX_STEPS 400

/* While changes keep coming, the order is read again at most this often. */
#define REST_MS 100

/* Time alone brings tickets near their deadlines. */
#define CLOCK_SECONDS 60

struct _GuichetTicketList
{
  GObject parent_instance;

  GuichetStore       *store;
  GuichetRowCache    *rows;
  GuichetTicketQuery *query;
  GuichetIdVector    *ids;      /* nullable: what the model shows */
  GuichetIdVector    *fresh;    /* nullable: what could not be told in steps */
  GError             *error;

  GCancellable       *cancellable;
  guint               rest_source;
  guint               clock_source;
  gboolean            running;  /* whether a query is on its way */
  gboolean            dirty;    /* whether another one is needed after it */
  gboolean            failed;   /* whether the last answer could not be followed */
  gboolean            held;     /* whether nothing moves for now */
  guint               n_held;   /* how many tickets would move */
  GuichetNamedIds     named;    /* what may differ from ids */
  GuichetNamedIds     late;     /* of these: what the running query may not know */
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_N_ITEMS,
  N_PROPS
};

enum
{
  SIGNAL_REPLACED,
  SIGNAL_SECTIONS_CHANGED,
  SIGNAL_UPDATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);
static void store_changed_cb      (GuichetTicketList   *self,
                                   GuichetChangeSet    *changes);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuichetTicketList, guichet_ticket_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
items_changed (GuichetTicketList *self,
               guint              position,
               guint              removed,
               guint              added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/* Both show the same ids: groups that begin elsewhere are no step. */
static void
take_vector (GuichetTicketList *self,
             GuichetIdVector   *fresh)
{
  gboolean same = self->query->group == GUICHET_GROUP_NONE || guichet_id_vector_same_sections (self->ids, fresh);
  guint n = guichet_id_vector_get_n (fresh);

  guichet_id_vector_free (self->ids);
  self->ids = fresh;
  if (!same)
    g_signal_emit (self, signals[SIGNAL_SECTIONS_CHANGED], 0, 0, n);
}

/* Takes away from the end and puts in from the start: each position is right
 * at the moment it is told. */
static void
replay_steps (GuichetTicketList *self,
              GuichetIdVector   *fresh,
              GArray            *removed,
              GArray            *added)
{
  for (guint i = removed->len; i > 0; i--)
    {
      guint index = g_array_index (removed, guint, i - 1);

      items_changed (self, guichet_id_vector_hide (self->ids, index), 1, 0);
    }

  for (guint i = 0; i < added->len; i++)
    guichet_id_vector_hide (fresh, g_array_index (added, guint, i));
  take_vector (self, fresh);

  for (guint i = 0; i < added->len; i++)
    {
      guint index = g_array_index (added, guint, i);

      items_changed (self, guichet_id_vector_show (self->ids, index), 0, 1);
    }
}

/* Takes @fresh when the way there is short enough. */
static gboolean
follow (GuichetTicketList  *self,
        GuichetIdVector   **fresh)
{
  g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!guichet_id_vector_compare (self->ids, *fresh, self->named.ids, MAX_STEPS, removed, added))
    return FALSE;

  replay_steps (self, g_steal_pointer (fresh), removed, added);

  return TRUE;
}

static void
take_first (GuichetTicketList *self,
            GuichetIdVector   *fresh)
{
  self->ids = fresh;
  if (guichet_id_vector_get_n (fresh) > 0)
    items_changed (self, 0, 0, guichet_id_vector_get_n (fresh));
}

/* What remains named is what the answer may not have known. */
static void
forget_named (GuichetTicketList *self)
{
  GuichetNamedIds emptied = self->named;

  guichet_named_ids_clear (&emptied);
  self->named = self->late;
  self->late = emptied;
  self->dirty = !guichet_named_ids_is_empty (&self->named);
  self->failed = FALSE;
}

static void
give_up (GuichetTicketList *self,
         GuichetIdVector   *fresh)
{
  self->fresh = fresh;
  g_signal_handlers_disconnect_by_func (self->store, store_changed_cb, self);
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0);
}

/* While the list is held an answer only counts what would move. The named ids
 * stay, so that the next one can be followed. */
static void
hold_back (GuichetTicketList *self,
           GuichetIdVector   *fresh)
{
  g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean known = guichet_id_vector_compare (self->ids, fresh, self->named.ids, MAX_STEPS, removed, added);

  guichet_named_ids_clear (&self->late);
  self->n_held = known ? MAX (removed->len, added->len) : MAX (g_hash_table_size (self->named.ids), 1);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

/* An answer may know of a change whose set has not come yet: the query is
 * asked once more before the list gives up. */
static void
take_ids (GuichetTicketList *self,
          GuichetGroupedIds *list)
{
  g_autoptr(GuichetIdVector) fresh = guichet_id_vector_new (g_array_ref (list->ids), list->runs);

  if (self->held && self->ids != NULL)
    {
      hold_back (self, fresh);
      return;
    }

  if (self->ids == NULL)
    take_first (self, g_steal_pointer (&fresh));
  else if (!follow (self, &fresh))
    {
      if (!self->failed && !self->named.everything)
        {
          guichet_named_ids_clear (&self->late);
          self->failed = TRUE;
          self->dirty = TRUE;
          return;
        }

      forget_named (self);
      give_up (self, g_steal_pointer (&fresh));
      return;
    }

  forget_named (self);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

static void run_query (GuichetTicketList *self);

static void
rest_over_cb (gpointer user_data)
{
  GuichetTicketList *self = user_data;

  self->rest_source = 0;
  if (self->dirty && self->fresh == NULL)
    run_query (self);
}

/* A query does not keep its list alive: the one that nobody shows any more is
 * disposed of, which stops the query. */
static gpointer
new_listener (GuichetTicketList *self)
{
  GWeakRef *listener = g_new (GWeakRef, 1);

  g_weak_ref_init (listener, self);

  return listener;
}

static GuichetTicketList *
take_listener (gpointer user_data)
{
  g_autofree GWeakRef *listener = user_data;
  GuichetTicketList *self = g_weak_ref_get (listener);

  g_weak_ref_clear (listener);

  return self;
}

static void
ids_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetTicketList) self = take_listener (user_data);
  g_autoptr(GuichetGroupedIds) ids = NULL;
  g_autoptr(GError) error = NULL;

  ids = guichet_store_list_grouped_finish (GUICHET_STORE (source), result, &error);
  if (self == NULL)
    return;

  self->running = FALSE;
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  if (ids != NULL)
    take_ids (self, ids);
  else
    g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);

  self->rest_source = g_timeout_add_once (REST_MS, rest_over_cb, self);
}

static void
run_query (GuichetTicketList *self)
{
  self->running = TRUE;
  self->dirty = FALSE;
  guichet_store_list_grouped_async (self->store, self->query, self->cancellable,
                                    ids_read_cb, new_listener (self));
}

/* Without conditions only what moves a ticket matters. A condition may ask for
 * any field, or for a mark. */
static gboolean
may_differ (GuichetTicketList *self,
            GuichetChangeSet  *changes)
{
  GPtrArray *criteria = self->query->criteria;

  return changes->moved || changes->everything || changes->identity ||
         (changes->tickets->len > 0 && criteria != NULL && criteria->len > 0);
}

static void
store_changed_cb (GuichetTicketList *self,
                  GuichetChangeSet  *changes)
{
  if (!may_differ (self, changes))
    return;

  guichet_named_ids_add (&self->named, changes);
  if (self->running)
    guichet_named_ids_add (&self->late, changes);
  self->dirty = TRUE;

  if (!self->running && self->rest_source == 0)
    run_query (self);
}

static gboolean
clock_cb (gpointer user_data)
{
  GuichetTicketList *self = user_data;

  self->named.everything = TRUE;
  self->late.everything |= self->running;
  self->dirty = TRUE;
  if (!self->running && self->rest_source == 0 && self->fresh == NULL)
    run_query (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
depends_on_time (const GuichetTicketQuery *query)
{
  for (guint i = 0; query->criteria != NULL && i < query->criteria->len; i++)
    if (((GuichetCriterion *) g_ptr_array_index (query->criteria, i))->kind == GUICHET_CRITERION_AT_RISK)
      return TRUE;

  return FALSE;
}

static GType
guichet_ticket_list_get_item_type (GListModel *model)
{
  return GUICHET_TYPE_TICKET_ROW;
}

static guint
guichet_ticket_list_get_n_items (GListModel *model)
{
  GuichetTicketList *self = GUICHET_TICKET_LIST (model);

  return self->ids != NULL ? guichet_id_vector_get_n (self->ids) : 0;
}

static gpointer
guichet_ticket_list_get_item (GListModel *model,
                              guint       position)
{
  GuichetTicketList *self = GUICHET_TICKET_LIST (model);

  if (position >= guichet_ticket_list_get_n_items (model))
    return NULL;

  return guichet_row_cache_dup_row (self->rows, guichet_id_vector_get (self->ids, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = guichet_ticket_list_get_item_type;
  iface->get_n_items = guichet_ticket_list_get_n_items;
  iface->get_item = guichet_ticket_list_get_item;
}

static void
guichet_ticket_list_dispose (GObject *object)
{
  GuichetTicketList *self = GUICHET_TICKET_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_object (&self->rows);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (guichet_ticket_list_parent_class)->dispose (object);
}

static void
guichet_ticket_list_finalize (GObject *object)
{
  GuichetTicketList *self = GUICHET_TICKET_LIST (object);

  g_clear_pointer (&self->query, guichet_ticket_query_free);
  g_clear_pointer (&self->ids, guichet_id_vector_free);
  g_clear_pointer (&self->fresh, guichet_id_vector_free);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  guichet_named_ids_finish (&self->named);
  guichet_named_ids_finish (&self->late);

  G_OBJECT_CLASS (guichet_ticket_list_parent_class)->finalize (object);
}

static void
guichet_ticket_list_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  GuichetTicketList *self = GUICHET_TICKET_LIST (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, guichet_ticket_list_get_loading (self));
      break;

    case PROP_N_ITEMS:
      g_value_set_uint (value, guichet_ticket_list_get_n_items (G_LIST_MODEL (self)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_ticket_list_class_init (GuichetTicketListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_ticket_list_dispose;
  object_class->finalize = guichet_ticket_list_finalize;
  object_class->get_property = guichet_ticket_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_REPLACED] =
    g_signal_new ("replaced", GUICHET_TYPE_TICKET_LIST, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SECTIONS_CHANGED] =
    g_signal_new ("sections-changed", GUICHET_TYPE_TICKET_LIST, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_UPDATED] =
    g_signal_new ("updated", GUICHET_TYPE_TICKET_LIST, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_ticket_list_init (GuichetTicketList *self)
{
  self->cancellable = g_cancellable_new ();
  guichet_named_ids_init (&self->named);
  guichet_named_ids_init (&self->late);
}

static GuichetTicketList *
create_list (GuichetStore             *store,
             const GuichetTicketQuery *query)
{
  GuichetTicketList *self = g_object_new (GUICHET_TYPE_TICKET_LIST, NULL);

  self->store = g_object_ref (store);
  self->rows = guichet_row_cache_dup_for_store (store);
  self->query = guichet_ticket_query_copy (query);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  if (depends_on_time (query))
    self->clock_source = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);

  return self;
}

/**
 * guichet_ticket_list_new:
 *
 * Returns: (transfer full): a list that is loading
 */
GuichetTicketList *
guichet_ticket_list_new (GuichetStore             *store,
                         const GuichetTicketQuery *query)
{
  GuichetTicketList *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = create_list (store, query);
  run_query (self);

  return self;
}

/**
 * guichet_ticket_list_dup_fresh:
 *
 * After "replaced": the list as it is now, for a new selection. Rows that
 * somebody holds are the same objects in both.
 *
 * Returns: (transfer full)
 */
GuichetTicketList *
guichet_ticket_list_dup_fresh (GuichetTicketList *self)
{
  GuichetTicketList *fresh;

  g_return_val_if_fail (GUICHET_IS_TICKET_LIST (self), NULL);

  if (self->fresh == NULL)
    return guichet_ticket_list_new (self->store, self->query);

  fresh = create_list (self->store, self->query);
  fresh->ids = g_steal_pointer (&self->fresh);
  if (self->dirty)
    {
      GuichetNamedIds empty = fresh->named;

      fresh->named = self->named;
      self->named = empty;
      run_query (fresh);
    }

  return fresh;
}

/* The query that the list was made for. */
const GuichetTicketQuery *
guichet_ticket_list_get_query (GuichetTicketList *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_LIST (self), NULL);

  return self->query;
}

/**
 * guichet_ticket_list_get_loading:
 *
 * Returns: whether neither ids nor an error came yet
 */
gboolean
guichet_ticket_list_get_loading (GuichetTicketList *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_LIST (self), FALSE);

  return self->ids == NULL && self->error == NULL;
}

/**
 * guichet_ticket_list_get_error:
 *
 * Returns: (nullable) (transfer none): why the last query failed
 */
const GError *
guichet_ticket_list_get_error (GuichetTicketList *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_LIST (self), NULL);

  return self->error;
}

/**
 * guichet_ticket_list_set_held:
 * @held: whether somebody is walking through the list
 *
 * While it is held no ticket comes, goes or moves; those that are there change
 * in their place. "updated" tells when the number of those that would move is
 * another one. Afterwards they all move.
 */
void
guichet_ticket_list_set_held (GuichetTicketList *self,
                              gboolean           held)
{
  g_return_if_fail (GUICHET_IS_TICKET_LIST (self));

  if (self->held == held)
    return;

  self->held = held;
  if (held || self->n_held == 0)
    return;

  self->n_held = 0;
  self->dirty = TRUE;
  if (!self->running && self->fresh == NULL)
    run_query (self);
}

/* How many tickets would come, go or move. */
guint
guichet_ticket_list_get_n_held (GuichetTicketList *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_LIST (self), 0);

  return self->n_held;
}

/**
 * guichet_ticket_list_get_id:
 *
 * Returns: the id at @position without making a row, 0 beyond the end
 */
gint64
guichet_ticket_list_get_id (GuichetTicketList *self,
                            guint              position)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_LIST (self), 0);

  if (position >= guichet_ticket_list_get_n_items (G_LIST_MODEL (self)))
    return 0;

  return guichet_id_vector_get (self->ids, position);
}

gboolean
guichet_ticket_list_find_id (GuichetTicketList *self,
                             gint64             id,
                             guint             *out_position)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_LIST (self), FALSE);
  g_return_val_if_fail (out_position != NULL, FALSE);

  return self->ids != NULL && guichet_id_vector_find (self->ids, id, out_position);
}

/**
 * guichet_ticket_list_get_section:
 * @out_start, @out_end: the group that @position is in: the first of its
 *   positions and the one behind the last
 *
 * As GtkSectionModel wants it: without groups all is one, and what is beyond
 * the end is one of its own. What a group is called is in the ticket of any of
 * its rows.
 */
void
guichet_ticket_list_get_section (GuichetTicketList *self,
                                 guint              position,
                                 guint             *out_start,
                                 guint             *out_end)
{
  guint n;

  g_return_if_fail (GUICHET_IS_TICKET_LIST (self));
  g_return_if_fail (out_start != NULL && out_end != NULL);

  n = guichet_ticket_list_get_n_items (G_LIST_MODEL (self));
  if (position < n)
    {
      guichet_id_vector_get_section (self->ids, position, out_start, out_end);
      return;
    }

  *out_start = n;
  *out_end = G_MAXUINT;
}
