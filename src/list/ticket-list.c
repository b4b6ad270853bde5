#include "config.h"

#include "list/ticket-list.h"

#include "list/ticket-list-private.h"

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

G_DEFINE_FINAL_TYPE_WITH_CODE (GuichetTicketList, guichet_ticket_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

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
  _guichet_ticket_list_listen (self);

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
  _guichet_ticket_list_ask (self);

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
      _guichet_ticket_list_ask (fresh);
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
    _guichet_ticket_list_ask (self);
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
