#include "config.h"

#include "store/shown.h"

#include "model/overlay.h"
#include "store/intent-table.h"
#include "store/store-private.h"

/**
 * guichet_shown_apply:
 * @intents: (element-type GuichetIntent): the open operations on @server
 *
 * Returns: (transfer full): shown = server ⊕ intents; @server itself when
 *   there are none
 */
GuichetTicket *
guichet_shown_apply (GuichetTicket *server,
                     GPtrArray     *intents,
                     GuichetRules  *rules)
{
  /* Without a profile nobody knows what an action does. */
  if (intents->len == 0 || guichet_rules_get_profile (rules) == NULL)
    return guichet_ticket_ref (server);

  return guichet_overlay_apply (server, intents, guichet_rules_get_profile (rules),
                                guichet_rules_get_identity (rules));
}

/**
 * guichet_shown_compute:
 * @user: (nullable): a connection to user.db; %NULL when the caller knows that
 *   no operation is open on this ticket
 * @server: an image of the server, thin or whole
 *
 * Returns: (transfer full) (nullable): as guichet_shown_apply()
 */
GuichetTicket *
guichet_shown_compute (GuichetDb      *user,
                       GuichetTicket  *server,
                       GuichetRules   *rules,
                       GError        **error)
{
  g_autoptr(GPtrArray) intents = NULL;

  if (user == NULL)
    return guichet_ticket_ref (server);
  if (!(intents = guichet_intent_table_list_for (user, guichet_ticket_get_id (server), error)))
    return NULL;

  return guichet_shown_apply (server, intents, rules);
}

/* An overlay of long fields, which have no place in the thin row, is left to
 * the reading of a whole ticket. */
static GuichetTicket *
make_thin (GuichetTicket *ticket)
{
  g_autoptr(GuichetTicket) thin = guichet_ticket_copy (ticket);

  for (guint f = GUICHET_FIELD_FIRST_LONG; f < GUICHET_N_FIELDS; f++)
    guichet_ticket_set (thin, f, NULL);
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    guichet_ticket_take_journal (thin, j, NULL);

  return g_steal_pointer (&thin);
}

/* What the row of @server should hold. */
GuichetTicket *
guichet_shown_compute_thin (GuichetDb      *user,
                            GuichetTicket  *server,
                            GuichetRules   *rules,
                            GError        **error)
{
  g_autoptr(GuichetTicket) whole = guichet_shown_compute (user, server, rules, error);

  if (whole == NULL || whole == server)
    return g_steal_pointer (&whole);

  return make_thin (whole);
}

/**
 * guichet_shown_write:
 * @record: the row as it is stored; its texts_update and vanished may have
 *   been changed by the caller, who wants them written
 * @server: the image that the server has now; thin if operations are open
 * @changes: receives the ticket if what is shown of it changes
 *
 * Cache writer, inside a transaction. Computes the shown row and writes both.
 */
gboolean
guichet_shown_write (GuichetDb            *cache,
                     GuichetDb            *user,
                     GuichetTicketRecord  *record,
                     GuichetTicket        *server,
                     GuichetRules         *rules,
                     GuichetChangeSet     *changes,
                     GError              **error)
{
  g_auto(GuichetTicketRecord) fresh = { NULL };

  if (!(fresh.ticket = guichet_shown_compute_thin (user, server, rules, error)))
    return FALSE;

  if (fresh.ticket != server && !guichet_ticket_equal (fresh.ticket, server))
    fresh.server = guichet_ticket_ref (server);
  fresh.drop_server = record->server != NULL;
  fresh.texts_update = g_strdup (record->texts_update);
  fresh.vanished = record->vanished;

  if (record->ticket == NULL || !guichet_ticket_equal (record->ticket, fresh.ticket))
    guichet_change_set_add_ticket (changes, guichet_ticket_get_id (server),
                                   record->ticket == NULL ||
                                   guichet_ticket_place_differs (record->ticket, fresh.ticket));

  return guichet_ticket_table_write (cache, &fresh, rules, error);
}

/* ---- after a change of the outbox */

typedef struct
{
  GuichetStore     *store;
  GuichetRules     *rules;
  GArray           *ids;
  GuichetChangeSet *changes;
} Refresh;

static gboolean
refresh_ticket (Refresh    *refresh,
                GuichetDb  *db,
                gint64      id,
                GError    **error)
{
  g_auto(GuichetTicketRecord) record = { NULL };
  g_autoptr(GuichetTicket) server = NULL;

  if (!guichet_ticket_table_read (db, id, &record, error))
    return FALSE;
  if (record.ticket == NULL)
    return TRUE;

  server = guichet_ticket_ref (guichet_ticket_record_get_server (&record));
  return guichet_shown_write (db, refresh->store->cache_writer.user, &record, server, refresh->rules,
                              refresh->changes, error);
}

static gboolean
refresh_tickets (GuichetDb  *db,
                 gpointer    data,
                 GError    **error)
{
  Refresh *refresh = data;

  for (guint i = 0; i < refresh->ids->len; i++)
    if (!refresh_ticket (refresh, db, g_array_index (refresh->ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
run_refresh (GuichetStore  *self,
             GArray        *ids,
             GError       **error)
{
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();
  Refresh refresh = { .store = self, .rules = rules, .ids = ids, .changes = changes };

  if (ids->len == 0)
    return TRUE;
  if (!guichet_db_transact (self->cache_writer.cache, refresh_tickets, &refresh, error))
    return FALSE;

  _guichet_store_tell (self, changes);
  return TRUE;
}

typedef struct
{
  GuichetStore *store;
  gint64        id;
} Request;

static gpointer
refresh_one_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (ids, data, 1);

  return run_refresh (self, ids, error) ? self : NULL;
}

/* The operation itself is saved: what fails here is what the lists show of it,
 * which the next start computes again. */
static void
refresh_job (gpointer data)
{
  g_autofree Request *request = data;
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();
  g_autoptr(GError) error = NULL;

  if (_guichet_store_run (request->store, &request->store->cache_writer, GUICHET_JOB_PERSON, refresh_one_job,
                          &request->id, NULL, &error) == NULL)
    g_warning ("Ticket %" G_GINT64_FORMAT " is not shown with its operations: %s", request->id, error->message);

  /* Journal entries and long texts are on top too: the ticket changed even
   * when its row did not. */
  guichet_change_set_add_ticket (changes, request->id, FALSE);
  _guichet_store_tell (request->store, changes);
}

/**
 * _guichet_store_refresh_shown:
 * @ticket_id: 0 for a ticket that the server does not have yet: nothing happens
 *
 * User writer, after a change of an operation on that ticket. Asks the cache
 * writer to compute the shown row again.
 */
void
_guichet_store_refresh_shown (GuichetStore *self,
                              gint64        ticket_id)
{
  Request *request;

  if (ticket_id == 0)
    return;

  request = g_new0 (Request, 1);
  request->store = self;
  request->id = ticket_id;
  guichet_job_queue_post (self->cache_writer.queue, GUICHET_JOB_PERSON, refresh_job, request);
}

static gpointer
do_nothing_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  return self;
}

/* Waits until what was asked for by _guichet_store_refresh_shown() is done. */
void
_guichet_store_wait_shown (GuichetStore *self)
{
  _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_PERSON, do_nothing_job, NULL, NULL, NULL);
}

/* Cache writer. The tickets that have operations, and those that had some
 * when their rows were written. */
GArray *
_guichet_store_list_overlaid (GuichetStore  *self,
                              GError       **error)
{
  g_autoptr(GArray) open = NULL;
  g_autoptr(GArray) overlaid = NULL;

  open = guichet_ticket_table_list (self->cache_writer.user, GUICHET_INTENT_TABLE_TICKETS, 0, error);
  if (open == NULL)
    return NULL;
  overlaid = guichet_ticket_table_list (self->cache_writer.cache, "SELECT id FROM ticket_server", 0, error);
  if (overlaid == NULL)
    return NULL;

  g_array_append_vals (open, overlaid->data, overlaid->len);

  return g_steal_pointer (&open);
}

/* Cache writer. */
gpointer
_guichet_store_refresh_all_job (GuichetStore  *self,
                                gpointer       data,
                                GError       **error)
{
  g_autoptr(GArray) ids = _guichet_store_list_overlaid (self, error);

  return ids != NULL && run_refresh (self, ids, error) ? self : NULL;
}
