#include "config.h"

#include "app/notifier.h"

#include "app/reminder.h"
#include "store/marks.h"
#include "store/notices.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "ui/common/when.h"
#include "ui/ticket/delivery.h"
#include "util/server-time.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* Changes come in bursts: one look for all of them. */
#define PAUSE_MS 400
/* What the first load brings is no news. */
#define MAX_TICKETS 500
#define SUBJECT_CHARS 80

typedef struct
{
  gint64  ticket_id;
  char   *title;
  char   *body;
} Notice;

struct _GuichetNotifier
{
  GObject parent_instance;

  GuichetContext  *context;
  GuichetReminder *reminder;
  GCancellable    *cancellable;
  GHashTable      *ids;         /* gint64 → nothing: to be looked at */
  guint            timeout;
  gboolean         outbox;      /* it is to be looked at */
  gboolean         looking;
};

enum
{
  SIGNAL_NOTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNotifier, guichet_notifier, G_TYPE_OBJECT)

static void schedule (GuichetNotifier *self);

static void
free_notice (gpointer data)
{
  Notice *notice = data;

  g_free (notice->title);
  g_free (notice->body);
  g_free (notice);
}

/* ---- in words */

/* The reference and the subject, of bounded length. */
static char *
describe_ticket (const char *ref,
                 const char *title)
{
  g_autofree char *line = guichet_text_single_line (title != NULL ? title : "");

  if (g_utf8_strlen (line, -1) > SUBJECT_CHARS)
    {
      g_autofree char *start = g_utf8_substring (line, 0, SUBJECT_CHARS);

      /* Translators: a reference, and the beginning of a longer subject */
      return g_strdup_printf (_("%s · %s…"), ref, start);
    }

  return g_strdup_printf ("%s · %s", ref, line);
}

static char *
describe_request (GuichetNoticeKind  kind,
                  const GuichetMark *mark,
                  GuichetTicket     *ticket,
                  GuichetProfile    *profile)
{
  const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
  const GuichetState *state = guichet_profile_get_state (profile, status);

  if (kind == GUICHET_NOTICE_STATUS)
    /* Translators: %s is the state of a request */
    return g_strdup_printf (_("Your request is now: %s"), state != NULL ? state->label : status);
  if (guichet_text_is_empty (mark->who))
    return g_strdup (_("The support answered you"));

  /* Translators: %s is somebody of the support */
  return g_strdup_printf (_("%s answered you"), mark->who);
}

static char *
describe_kind (GuichetNoticeKind  kind,
               const GuichetMark *mark,
               GuichetTicket     *ticket,
               GuichetProfile    *profile)
{
  const char *caller = guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER);

  if (kind == GUICHET_NOTICE_MESSAGE || kind == GUICHET_NOTICE_STATUS)
    return describe_request (kind, mark, ticket, profile);
  if (kind == GUICHET_NOTICE_ASSIGNED)
    return g_strdup (_("A ticket was assigned to you"));
  if (caller == NULL || *caller == '\0')
    return g_strdup (_("The requester answered"));

  /* Translators: the requester */
  return g_strdup_printf (_("%s answered"), caller);
}

/* ---- what is due */

/* One look at the store: what holds, what does not, and the words. */
typedef struct
{
  GuichetNotifier *notifier;
  GStrvBuilder    *due;
  GStrvBuilder    *over;
  GHashTable      *notices;     /* key → Notice */
  GArray          *ids;
  GPtrArray       *tickets;
} Look;

static Look *
look_new (GuichetNotifier *self)
{
  Look *look = g_new0 (Look, 1);

  look->notifier = g_object_ref (self);
  look->due = g_strv_builder_new ();
  look->over = g_strv_builder_new ();
  look->notices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_notice);
  look->ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return look;
}

static void
look_free (Look *look)
{
  look->notifier->looking = FALSE;
  if (look->notifier->context != NULL && (look->notifier->outbox || g_hash_table_size (look->notifier->ids) > 0))
    schedule (look->notifier);
  g_object_unref (look->notifier);
  g_strv_builder_unref (look->due);
  g_strv_builder_unref (look->over);
  g_hash_table_unref (look->notices);
  g_array_unref (look->ids);
  g_clear_pointer (&look->tickets, g_ptr_array_unref);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
judge (Look       *look,
       char       *key,
       gboolean    due,
       gint64      ticket_id,
       char       *title,
       const char *ref,
       const char *subject)
{
  Notice *notice;

  g_strv_builder_add (due ? look->due : look->over, key);
  notice = g_new0 (Notice, 1);
  notice->ticket_id = ticket_id;
  notice->title = title;
  notice->body = describe_ticket (ref != NULL ? ref : "", subject);
  g_hash_table_replace (look->notices, key, notice);
}

static void
judge_ticket (Look              *look,
              const GuichetMark *mark,
              GuichetTicket     *ticket)
{
  GuichetIdentity *identity = guichet_context_get_identity (look->notifier->context);

  for (GuichetNoticeKind kind = GUICHET_NOTICE_ANSWERED; kind <= GUICHET_NOTICE_STATUS; kind++)
    judge (look, guichet_notice_dup_key (kind, mark->id), guichet_notice_is_due (kind, mark, ticket, identity),
           mark->id, describe_kind (kind, mark, ticket, guichet_context_get_profile (look->notifier->context)), guichet_ticket_get (ticket, GUICHET_FIELD_REF),
           guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
}

static void
judge_intent (Look                *look,
              const GuichetIntent *intent)
{
  judge (look, guichet_notice_key_for (intent), guichet_intent_needs_person (intent), intent->ticket_id,
         guichet_delivery_describe (intent, TRUE), intent->ref, intent->title);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) fresh = guichet_store_settle_notices_finish (GUICHET_STORE (source), result, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Nobody is told what is new: %s", error->message);

  for (guint i = 0; fresh != NULL && fresh[i] != NULL; i++)
    {
      const Notice *notice = g_hash_table_lookup (look->notices, fresh[i]);

      g_signal_emit (look->notifier, signals[SIGNAL_NOTICE], 0,
                     fresh[i], notice->ticket_id, notice->title, notice->body);
    }
}

static void
settle (Look *look)
{
  g_auto(GStrv) due = g_strv_builder_end (look->due);
  g_auto(GStrv) over = g_strv_builder_end (look->over);

  guichet_store_settle_notices_async (guichet_context_get_store (look->notifier->context),
                                      (const char * const *) due, (const char * const *) over,
                                      look->notifier->cancellable, settled_cb, look);
}

static GuichetTicket *
find_ticket (Look   *look,
             gint64  id)
{
  for (guint i = 0; i < look->tickets->len; i++)
    if (guichet_ticket_get_id (look->tickets->pdata[i]) == id)
      return look->tickets->pdata[i];

  return NULL;
}

static void
marks_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  g_autoptr(GPtrArray) marks = guichet_store_read_marks_finish (GUICHET_STORE (source), result, NULL);

  if (g_cancellable_is_cancelled (look->notifier->cancellable))
    return;

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const GuichetMark *mark = g_ptr_array_index (marks, i);
      GuichetTicket *ticket = find_ticket (look, mark->id);

      if (ticket != NULL)
        judge_ticket (look, mark, ticket);
    }
  settle (g_steal_pointer (&look));
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Look *look = user_data;

  look->tickets = guichet_store_read_rows_finish (GUICHET_STORE (source), result, NULL);
  if (g_cancellable_is_cancelled (look->notifier->cancellable))
    look_free (look);
  else if (look->tickets == NULL || look->tickets->len == 0)
    settle (look);
  else
    guichet_store_read_marks_async (GUICHET_STORE (source), look->ids, look->notifier->cancellable,
                                    marks_read_cb, look);
}

static void
read_tickets (Look *look)
{
  guichet_store_read_rows_async (guichet_context_get_store (look->notifier->context), look->ids,
                                 look->notifier->cancellable, rows_read_cb, look);
}

static void
intents_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  g_autoptr(GPtrArray) intents = guichet_store_list_intents_finish (GUICHET_STORE (source), result, NULL);

  if (g_cancellable_is_cancelled (look->notifier->cancellable))
    return;

  for (guint i = 0; intents != NULL && i < intents->len; i++)
    judge_intent (look, intents->pdata[i]);
  read_tickets (g_steal_pointer (&look));
}

static void
take_ids (GuichetNotifier *self,
          Look            *look)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (look->ids, id, 1);
  g_hash_table_remove_all (self->ids);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GuichetNotifier *self = user_data;
  Look *look = look_new (self);

  self->timeout = 0;
  self->looking = TRUE;
  take_ids (self, look);
  if (self->outbox)
    guichet_store_list_intents_async (guichet_context_get_store (self->context), FALSE, self->cancellable,
                                      intents_read_cb, look);
  else
    read_tickets (look);
  self->outbox = FALSE;

  return G_SOURCE_REMOVE;
}

static void
schedule (GuichetNotifier *self)
{
  if (self->timeout == 0 && !self->looking)
    self->timeout = g_timeout_add (PAUSE_MS, timeout_cb, self);
}

static void
store_changed_cb (GuichetNotifier  *self,
                  GuichetChangeSet *changes)
{
  self->outbox |= changes->outbox;
  for (guint i = 0; i < changes->tickets->len && g_hash_table_size (self->ids) < MAX_TICKETS; i++)
    g_hash_table_add (self->ids, g_memdup2 (&g_array_index (changes->tickets, gint64, i), sizeof (gint64)));
  if (self->outbox || g_hash_table_size (self->ids) > 0)
    schedule (self);
}

/* ---- the last day of a reopening */

static void
last_day_cb (GuichetNotifier *self,
             const char      *key,
             GuichetTicket   *request,
             GDateTime       *limit)
{
  GTimeZone *zone = guichet_context_get_zone (self->context);
  g_autofree char *server_time = guichet_server_time_format (limit, zone);
  g_autofree char *when = guichet_when_format_short (server_time, zone);
  /* Translators: %s is a date and a time */
  g_autofree char *title = g_strdup_printf (_("Last day to reopen your request, until %s"), when);
  g_autofree char *body = describe_ticket (guichet_ticket_get (request, GUICHET_FIELD_REF),
                                           guichet_ticket_get (request, GUICHET_FIELD_TITLE));

  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, key, guichet_ticket_get_id (request), title, body);
}

/* ---- the object */

static void
guichet_notifier_dispose (GObject *object)
{
  GuichetNotifier *self = GUICHET_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->reminder != NULL)
    g_object_run_dispose (G_OBJECT (self->reminder));
  g_clear_object (&self->reminder);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_notifier_parent_class)->dispose (object);
}

static void
guichet_notifier_finalize (GObject *object)
{
  GuichetNotifier *self = GUICHET_NOTIFIER (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->ids);

  G_OBJECT_CLASS (guichet_notifier_parent_class)->finalize (object);
}

static void
guichet_notifier_class_init (GuichetNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_notifier_dispose;
  object_class->finalize = guichet_notifier_finalize;

  signals[SIGNAL_NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_STRING);
}

static void
guichet_notifier_init (GuichetNotifier *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

GuichetNotifier *
guichet_notifier_new (GuichetContext *context)
{
  GuichetNotifier *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_NOTIFIER, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  self->reminder = guichet_reminder_new (context);
  g_signal_connect_object (self->reminder, "last-day", G_CALLBACK (last_day_cb), self, G_CONNECT_SWAPPED);

  return self;
}

static void
send_cb (GuichetNotifier *self,
         const char      *id,
         gint64           ticket_id,
         const char      *title,
         const char      *body,
         GApplication    *application)
{
  g_autoptr(GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  if (ticket_id != 0)
    g_notification_set_default_action_and_target (notification, "app.open-ticket", "x", ticket_id);
  g_application_send_notification (application, id, notification);
}

/**
 * guichet_notifier_send:
 *
 * From now on @application shows the notices; its action "open-ticket" (x) is
 * what a click sets off.
 */
void
guichet_notifier_send (GuichetNotifier *self,
                       GApplication    *application)
{
  g_return_if_fail (GUICHET_IS_NOTIFIER (self));
  g_return_if_fail (G_IS_APPLICATION (application));

  g_signal_connect_object (self, "notice", G_CALLBACK (send_cb), application, 0);
}
