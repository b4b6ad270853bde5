#include "config.h"

#include "ui/ticket/own-intents.h"

#include "model/rules.h"
#include "store/outbox.h"
#include "store/reading.h"

/* An agent has one outbox for both portals. What they did as an agent does not
 * show among their own requests, and what is internal never does. */

typedef enum
{
  BELONGS_NO,
  BELONGS_YES,
  BELONGS_WITH_TICKET,          /* when they are the requester of the ticket */
} Belongs;

static Belongs
judge (const GuichetIntent *intent,
       gboolean             is_agent)
{
  if (intent->entries[GUICHET_JOURNAL_PRIVATE] != NULL)
    return BELONGS_NO;
  if (!is_agent || intent->kind == GUICHET_INTENT_CREATE || intent->ticket_id == 0)
    return BELONGS_YES;
  if (intent->action != NULL && !guichet_rules_is_for_requester (intent->action))
    return BELONGS_NO;

  return BELONGS_WITH_TICKET;
}

typedef struct
{
  GPtrArray *intents;
  gint64     me;
  gboolean   is_agent;
} Listing;

static void
free_listing (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->intents, g_ptr_array_unref);
  g_free (listing);
}

static GArray *
list_tickets (const Listing *listing)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < listing->intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (listing->intents, i);

      if (judge (intent, listing->is_agent) == BELONGS_WITH_TICKET)
        g_array_append_val (ids, intent->ticket_id);
    }

  return ids;
}

static gboolean
is_mine (const Listing *listing,
         GPtrArray     *tickets,
         gint64         id)
{
  for (guint i = 0; tickets != NULL && i < tickets->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (tickets, i);

      if (guichet_ticket_get_id (ticket) == id)
        return listing->me != 0 && guichet_ticket_get_key (ticket, GUICHET_FIELD_CALLER) == listing->me;
    }

  return FALSE;
}

/* @tickets: (nullable): those that list_tickets() named */
static void
return_own (GTask     *task,
            GPtrArray *tickets)
{
  const Listing *listing = g_task_get_task_data (task);
  GPtrArray *own = guichet_intents_new ();

  for (guint i = 0; i < listing->intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (listing->intents, i);
      Belongs belongs = judge (intent, listing->is_agent);

      if (belongs == BELONGS_YES ||
          (belongs == BELONGS_WITH_TICKET && is_mine (listing, tickets, intent->ticket_id)))
        g_ptr_array_add (own, guichet_intent_copy (intent));
    }
  g_task_return_pointer (task, own, (GDestroyNotify) g_ptr_array_unref);
}

static void
tickets_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GPtrArray) tickets = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);

  if (tickets == NULL)
    g_task_return_error (task, error);
  else
    return_own (task, tickets);
}

static void
intents_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr(GArray) ids = NULL;

  listing->intents = guichet_store_list_intents_finish (GUICHET_STORE (source), result, &error);
  if (listing->intents == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ids = list_tickets (listing);
  if (ids->len == 0)
    return_own (task, NULL);
  else
    guichet_store_read_rows_async (GUICHET_STORE (source), ids, cancellable, tickets_cb,
                                   g_steal_pointer (&task));
}

/**
 * guichet_own_intents_list_async:
 * @with_over: whether those that are done or withdrawn are wanted too
 */
void
guichet_own_intents_list_async (GuichetContext      *context,
                                gboolean             with_over,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GuichetIdentity *identity;
  Listing *listing;
  GTask *task;

  g_return_if_fail (GUICHET_IS_CONTEXT (context));

  identity = guichet_context_get_identity (context);
  listing = g_new0 (Listing, 1);
  listing->me = identity->person_id;
  listing->is_agent = guichet_identity_is_agent (identity);
  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_own_intents_list_async);
  g_task_set_task_data (task, listing, free_listing);
  guichet_store_list_intents_async (guichet_context_get_store (context), with_over, cancellable, intents_cb, task);
}

/**
 * guichet_own_intents_list_finish:
 *
 * Returns: (transfer full) (element-type GuichetIntent): oldest first
 */
GPtrArray *
guichet_own_intents_list_finish (GuichetContext  *context,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
