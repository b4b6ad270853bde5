#include "config.h"

#include "ui/agent/bulk.h"

#include "model/assignment.h"
#include "model/rules.h"
#include "richtext/richtext.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "ui/common/problem.h"
#include "ui/common/recall.h"
#include "util/text.h"

#include <glib/gi18n.h>

struct _GuichetBulk
{
  GObject parent_instance;

  GuichetContext  *context;
  GuichetProfile  *profile;
  GuichetIdentity *identity;
  GTimeZone       *zone;        /* nullable */
  GArray          *ids;
  gint64           team_id;     /* 0: to oneself */
  char            *team;
  char            *note;        /* nullable: HTML for the agent journal */
  gint64           not_before;
  GPtrArray       *items;
};

G_DEFINE_FINAL_TYPE (GuichetBulk, guichet_bulk, G_TYPE_OBJECT)

static void
free_item (gpointer data)
{
  GuichetBulkItem *item = data;

  g_free (item->ref);
  g_free (item->title);
  g_free (item->reason);
  g_clear_pointer (&item->intent, guichet_intent_free);
  g_free (item);
}

static void
guichet_bulk_finalize (GObject *object)
{
  GuichetBulk *self = GUICHET_BULK (object);

  g_object_unref (self->context);
  guichet_profile_unref (self->profile);
  guichet_identity_unref (self->identity);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_array_unref (self->ids);
  g_free (self->team);
  g_free (self->note);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (guichet_bulk_parent_class)->finalize (object);
}

static void
guichet_bulk_class_init (GuichetBulkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_bulk_finalize;
}

static void
guichet_bulk_init (GuichetBulk *self)
{
  self->items = g_ptr_array_new_with_free_func (free_item);
}

static GuichetBulk *
create (GuichetContext *context,
        GArray         *ids)
{
  GuichetBulk *self = g_object_new (GUICHET_TYPE_BULK, NULL);
  GTimeZone *zone = guichet_context_get_zone (context);

  self->context = g_object_ref (context);
  self->profile = guichet_profile_ref (guichet_context_get_profile (context));
  self->identity = guichet_identity_ref (guichet_context_get_identity (context));
  self->zone = zone != NULL ? g_time_zone_ref (zone) : NULL;
  self->ids = g_array_ref (ids);

  return self;
}

/* Each ticket to the person who is signed in. */
GuichetBulk *
guichet_bulk_new_take (GuichetContext *context,
                       GArray         *ids)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  return create (context, ids);
}

/**
 * guichet_bulk_new_dispatch:
 * @note: (nullable): plain text for the agent journal of each ticket
 */
GuichetBulk *
guichet_bulk_new_dispatch (GuichetContext *context,
                           GArray         *ids,
                           gint64          team_id,
                           const char     *team,
                           const char     *note)
{
  GuichetBulk *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (team_id > 0, NULL);

  self = create (context, ids);
  self->team_id = team_id;
  self->team = g_strdup (team);
  if (!guichet_text_is_empty (note))
    self->note = guichet_html_from_plain (note, NULL);

  return self;
}

/* ---- each ticket; any thread */

static GuichetIntent *
create_dispatch (GuichetBulk   *self,
                 GuichetTicket *ticket)
{
  GuichetIntent *intent = guichet_intent_new_for_ticket (ticket);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->team_id);

  g_set_str (&intent->action, "dispatch");
  guichet_intent_set_field (intent, GUICHET_FIELD_TEAM, guichet_ticket_peek (ticket, GUICHET_FIELD_TEAM), id, self->team);
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup (self->note);

  return intent;
}

static char *
dup_reason (const GError *error)
{
  GuichetError code = error->code;

  /* What the rules say no to is mostly the state; the technical text says which. */
  if (g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_INVALID))
    return g_strdup (_("Its state does not allow this, or something would be missing"));

  return g_strdup (guichet_problem_describe (&(GError) { GUICHET_ERROR, code, error->message }).sentence);
}

static void
decide_item (GuichetBulk     *self,
             GuichetBulkItem *item,
             GuichetTicket   *ticket,
             GDateTime       *now)
{
  g_autoptr(GError) error = NULL;

  item->intent = self->team_id != 0 ? create_dispatch (self, ticket)
                                    : guichet_assignment_new (ticket, self->profile, self->identity);
  if (item->intent == NULL)
    {
      item->reason = g_strdup (_("Its state does not allow this, or something would be missing"));
      return;
    }

  item->intent->not_before = self->not_before;
  if (guichet_rules_check_change (item->intent, ticket, self->profile, self->zone, now, &error))
    return;

  item->reason = dup_reason (error);
  g_clear_pointer (&item->intent, guichet_intent_free);
}

static gboolean
is_mine (GuichetBulk   *self,
         GuichetTicket *ticket)
{
  return self->team_id == 0 && guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT) == self->identity->person_id;
}

static void
add_item (GuichetBulk   *self,
          GuichetTicket *ticket,
          GDateTime     *now)
{
  GuichetBulkItem *item = g_new0 (GuichetBulkItem, 1);

  item->ticket_id = guichet_ticket_get_id (ticket);
  item->ref = g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  item->title = g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
  g_ptr_array_add (self->items, item);
  if (is_mine (self, ticket))
    item->reason = g_strdup (_("It is yours already"));
  else
    decide_item (self, item, ticket, now);
}

static void
prepare_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GPtrArray *tickets = data;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; i < tickets->len; i++)
    add_item (source, g_ptr_array_index (tickets, i), now);

  g_task_return_boolean (task, TRUE);
}

/* ---- the steps */

static void
enqueued_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (guichet_store_enqueue_many_finish (GUICHET_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GuichetBulk *self = GUICHET_BULK (source);
  g_autoptr(GPtrArray) intents = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      GuichetBulkItem *item = g_ptr_array_index (self->items, i);

      if (item->intent != NULL)
        g_ptr_array_add (intents, item->intent);
    }

  guichet_store_enqueue_many_async (guichet_context_get_store (self->context), intents, NULL, enqueued_cb, user_data);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GuichetBulk *self = g_task_get_source_object (task);
  GError *error = NULL;
  GPtrArray *tickets = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);
  g_autoptr(GTask) preparing = NULL;

  if (tickets == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  preparing = g_task_new (self, NULL, prepared_cb, g_steal_pointer (&task));
  g_task_set_source_tag (preparing, read_cb);
  g_task_set_task_data (preparing, tickets, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (preparing, prepare_thread);
}

/**
 * guichet_bulk_run_async:
 *
 * Once. Afterwards guichet_bulk_get_items() tells of each ticket.
 */
void
guichet_bulk_run_async (GuichetBulk         *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GUICHET_IS_BULK (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, guichet_bulk_run_async);
  self->not_before = guichet_recall_get_not_before ();
  guichet_store_read_rows_async (guichet_context_get_store (self->context), self->ids, NULL, read_cb, task);
}

gboolean
guichet_bulk_run_finish (GuichetBulk   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- afterwards */

static void
withdrawn_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  /* What has left already stays, and the outbox shows it. */
  if (!guichet_store_decide_finish (GUICHET_STORE (source), result, &error))
    g_debug ("Not withdrawn: %s", error->message);
}

/* Takes back all that have not left. */
void
guichet_bulk_withdraw (GuichetBulk *self)
{
  g_return_if_fail (GUICHET_IS_BULK (self));

  for (guint i = 0; i < self->items->len; i++)
    {
      GuichetBulkItem *item = g_ptr_array_index (self->items, i);

      if (item->intent != NULL)
        guichet_store_decide_async (guichet_context_get_store (self->context), item->intent->uuid,
                                    GUICHET_OUTBOX_WITHDRAW, NULL, withdrawn_cb, NULL);
    }
}

/**
 * guichet_bulk_get_items:
 *
 * Returns: (transfer none) (element-type GuichetBulkItem): in the order of the
 *   list; tickets that are not there any more are left out
 */
GPtrArray *
guichet_bulk_get_items (GuichetBulk *self)
{
  g_return_val_if_fail (GUICHET_IS_BULK (self), NULL);

  return self->items;
}

guint
guichet_bulk_count_done (GuichetBulk *self)
{
  guint n = 0;

  g_return_val_if_fail (GUICHET_IS_BULK (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += ((GuichetBulkItem *) g_ptr_array_index (self->items, i))->intent != NULL;

  return n;
}

gboolean
guichet_bulk_is_take (GuichetBulk *self)
{
  g_return_val_if_fail (GUICHET_IS_BULK (self), FALSE);

  return self->team_id == 0;
}
