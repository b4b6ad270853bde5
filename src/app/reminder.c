#include "config.h"

#include "app/reminder.h"

#include "model/notice.h"
#include "model/rules.h"
#include "store/notices.h"
#include "store/reading.h"
#include "ui/user/request-query.h"

/* Changes come in bursts: one look for all of them. */
#define PAUSE_MS 400
/* A computer that slept does not know how long. */
#define MAX_WAIT_SECONDS (30 * 60)
#define MAX_REQUESTS 500

struct _GuichetReminder
{
  GObject parent_instance;

  GuichetContext *context;
  GCancellable   *cancellable;
  guint           timeout;
  gboolean        soon;         /* the next look is for what changed */
};

enum
{
  SIGNAL_LAST_DAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetReminder, guichet_reminder, G_TYPE_OBJECT)

static void schedule (GuichetReminder *self,
                      gint64           milliseconds);

/* ---- the limit */

static GDateTime *
dup_limit (GuichetReminder *self,
           GuichetTicket   *request)
{
  const GuichetAction *reopen = guichet_profile_get_action (guichet_context_get_profile (self->context), "reopen");

  return reopen != NULL ? guichet_rules_dup_limit (reopen, request, guichet_context_get_zone (self->context)) : NULL;
}

/* ---- one look */

typedef struct
{
  GuichetReminder *reminder;
  GHashTable      *requests;    /* key → GuichetTicket: on their last day */
} Look;

static void
free_look (Look *look)
{
  g_object_unref (look->reminder);
  g_hash_table_unref (look->requests);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, free_look)

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) fresh = guichet_store_settle_notices_finish (GUICHET_STORE (source), result, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Nobody is told of a last day: %s", error->message);
  if (look->reminder->context == NULL)
    return;

  for (guint i = 0; fresh != NULL && fresh[i] != NULL; i++)
    {
      GuichetTicket *request = g_hash_table_lookup (look->requests, fresh[i]);
      g_autoptr(GDateTime) limit = dup_limit (look->reminder, request);

      g_signal_emit (look->reminder, signals[SIGNAL_LAST_DAY], 0, fresh[i], request, limit);
    }
}

/* Returns: seconds until the next of them has its last day */
static gint64
sort_out (Look         *look,
          GPtrArray    *requests,
          GStrvBuilder *due,
          GStrvBuilder *over)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  gint64 next = MAX_WAIT_SECONDS;

  for (guint i = 0; i < requests->len; i++)
    {
      GuichetTicket *request = g_ptr_array_index (requests, i);
      g_autofree char *key = guichet_notice_dup_key (GUICHET_NOTICE_LAST_DAY, guichet_ticket_get_id (request));
      g_autoptr(GDateTime) limit = dup_limit (look->reminder, request);
      gint64 until;

      if (limit == NULL)
        continue;

      until = guichet_notice_count_until_last_day (limit, now);
      if (until > 0)
        {
          g_strv_builder_add (over, key);
          next = MIN (next, until);
        }
      else if (g_date_time_compare (now, limit) <= 0)
        {
          g_strv_builder_add (due, key);
          g_hash_table_replace (look->requests, g_steal_pointer (&key), guichet_ticket_ref (request));
        }
    }

  return next;
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  GuichetReminder *self = look->reminder;
  g_autoptr(GPtrArray) requests = guichet_store_read_first_rows_finish (GUICHET_STORE (source), result, NULL);
  g_autoptr(GStrvBuilder) due = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) over = g_strv_builder_new ();
  g_auto(GStrv) due_keys = NULL;
  g_auto(GStrv) over_keys = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || requests == NULL || requests->len == 0)
    return;

  schedule (self, sort_out (look, requests, due, over) * 1000);
  due_keys = g_strv_builder_end (due);
  over_keys = g_strv_builder_end (over);
  guichet_store_settle_notices_async (GUICHET_STORE (source), (const char * const *) due_keys,
                                      (const char * const *) over_keys, self->cancellable, settled_cb,
                                      g_steal_pointer (&look));
}

/* ---- when to look */

static void
timeout_cb (gpointer user_data)
{
  GuichetReminder *self = user_data;
  g_autoptr(GuichetTicketQuery) query = guichet_request_query_new (self->context, GUICHET_REQUESTS_RESOLVED);
  Look *look = g_new0 (Look, 1);

  self->timeout = 0;
  self->soon = FALSE;
  look->reminder = g_object_ref (self);
  look->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) guichet_ticket_unref);
  guichet_store_read_first_rows_async (guichet_context_get_store (self->context), query, MAX_REQUESTS, self->cancellable,
                                       rows_cb, look);
}

static void
schedule (GuichetReminder *self,
          gint64           milliseconds)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_once ((guint) milliseconds, timeout_cb, self);
}

static void
store_changed_cb (GuichetReminder  *self,
                  GuichetChangeSet *changes)
{
  if (self->soon || (!changes->everything && !changes->moved))
    return;

  self->soon = TRUE;
  schedule (self, PAUSE_MS);
}

/* ---- the object */

static void
guichet_reminder_dispose (GObject *object)
{
  GuichetReminder *self = GUICHET_REMINDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_reminder_parent_class)->dispose (object);
}

static void
guichet_reminder_finalize (GObject *object)
{
  g_object_unref (GUICHET_REMINDER (object)->cancellable);

  G_OBJECT_CLASS (guichet_reminder_parent_class)->finalize (object);
}

static void
guichet_reminder_class_init (GuichetReminderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_reminder_dispose;
  object_class->finalize = guichet_reminder_finalize;

  signals[SIGNAL_LAST_DAY] = g_signal_new ("last-day", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 3, G_TYPE_STRING, GUICHET_TYPE_TICKET, G_TYPE_DATE_TIME);
}

static void
guichet_reminder_init (GuichetReminder *self)
{
  self->cancellable = g_cancellable_new ();
}

GuichetReminder *
guichet_reminder_new (GuichetContext *context)
{
  GuichetReminder *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_REMINDER, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  schedule (self, PAUSE_MS);

  return self;
}
