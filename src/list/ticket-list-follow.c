#include "config.h"

#include "list/ticket-list-private.h"

#include "store/reading.h"

/* How a list gets from one answer of the store to the next. */

/* More single steps than this take longer than a new list. */
#define MAX_STEPS 400

/* While changes keep coming, the order is read again at most this often. */
#define REST_MS 100

/* Time alone brings tickets near their deadlines. */
#define CLOCK_SECONDS 60

static void store_changed_cb (GuichetTicketList *self,
                              GuichetChangeSet  *changes);

static void
items_changed (GuichetTicketList *self,
               guint              position,
               guint              removed,
               guint              added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  g_object_notify (G_OBJECT (self), "n-items");
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
    g_signal_emit_by_name (self, "sections-changed", 0, n);
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
  g_signal_emit_by_name (self, "replaced");
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
  g_signal_emit_by_name (self, "updated");
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
  g_signal_emit_by_name (self, "updated");
}

static void
rest_over_cb (gpointer user_data)
{
  GuichetTicketList *self = user_data;

  self->rest_source = 0;
  if (self->dirty && self->fresh == NULL)
    _guichet_ticket_list_ask (self);
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
    g_signal_emit_by_name (self, "updated");
  g_object_notify (G_OBJECT (self), "loading");

  self->rest_source = g_timeout_add_once (REST_MS, rest_over_cb, self);
}

/**
 * _guichet_ticket_list_ask:
 *
 * Asks the store for the ids as they are now.
 */
void
_guichet_ticket_list_ask (GuichetTicketList *self)
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
    _guichet_ticket_list_ask (self);
}

static gboolean
clock_cb (gpointer user_data)
{
  GuichetTicketList *self = user_data;

  self->named.everything = TRUE;
  self->late.everything |= self->running;
  self->dirty = TRUE;
  if (!self->running && self->rest_source == 0 && self->fresh == NULL)
    _guichet_ticket_list_ask (self);

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

/**
 * _guichet_ticket_list_listen:
 *
 * From now on the list follows what changes, and the clock if its query does.
 */
void
_guichet_ticket_list_listen (GuichetTicketList *self)
{
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  if (depends_on_time (self->query))
    self->clock_source = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
}
