#include "config.h"

#include "ui/ticket/sent-actions.h"

#include "store/outbox.h"
#include "ui/common/problem.h"
#include "ui/common/recall.h"
#include "ui/common/toast.h"

#define DATA_KEY "sent-actions"

/* How long after the end of its time the recall is taken off the screen. */
#define MARGIN_MS 50

typedef struct
{
  GtkWidget           *page;    /* not held: it holds this */
  GuichetStore        *store;
  GuichetTicketReader *reader;
  GuichetPutBackFunc   put_back;
  guint                timeout; /* until nothing can be recalled any more */
} SentActions;

static SentActions *
get_sent_actions (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), DATA_KEY);
}

/* ---- the recall */

/* What was sent last, while it can still be called back. */
static const GuichetIntent *
find_recallable (SentActions *self)
{
  GPtrArray *intents = guichet_ticket_reader_get_intents (self->reader);
  gint64 now = g_get_real_time () / 1000;

  for (guint i = intents->len; i > 0; i--)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i - 1);

      if (intent->state == GUICHET_INTENT_WAITING && intent->not_before > now)
        return intent;
    }

  return NULL;
}

static void update_recall (SentActions *self);

static void
recall_over_cb (gpointer user_data)
{
  SentActions *self = user_data;

  self->timeout = 0;
  update_recall (self);
}

/* The action is there as long as the time; nothing else tells its end. */
static void
update_recall (SentActions *self)
{
  const GuichetIntent *intent = find_recallable (self);

  gtk_widget_action_set_enabled (self->page, "ticket.recall", intent != NULL);
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (intent != NULL)
    {
      gint64 left = intent->not_before - g_get_real_time () / 1000;

      self->timeout = g_timeout_add_once ((guint) CLAMP (left, 0, GUICHET_RECALL_MAX_SECONDS * 1000) + MARGIN_MS,
                                          recall_over_cb, self);
    }
}

/* ---- the actions */

static void
take_back (SentActions         *self,
           const GuichetIntent *intent)
{
  if (intent != NULL)
    guichet_take_back (self->page, self->store, intent, self->put_back);
}

static void
take_back_action (GtkWidget  *page,
                  const char *name,
                  GVariant   *parameter)
{
  SentActions *self = get_sent_actions (page);

  take_back (self, guichet_ticket_reader_find_intent (self->reader, g_variant_get_string (parameter, NULL)));
}

static void
recall_action (GtkWidget  *page,
               const char *name,
               GVariant   *parameter)
{
  SentActions *self = get_sent_actions (page);

  take_back (self, find_recallable (self));
}

static void
retried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWidget) page = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_decide_finish (GUICHET_STORE (source), result, &error))
    guichet_show_toast (page, adw_toast_new (guichet_problem_describe (error).sentence));
}

static void
retry_action (GtkWidget  *page,
              const char *name,
              GVariant   *parameter)
{
  guichet_store_decide_async (get_sent_actions (page)->store, g_variant_get_string (parameter, NULL),
                              GUICHET_OUTBOX_RETRY, NULL, retried_cb, g_object_ref (page));
}

/* For the class of a page, each of which is attached before it is shown. */
void
guichet_sent_actions_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "ticket.take-back", "s", take_back_action);
  gtk_widget_class_install_action (page_class, "ticket.retry", "s", retry_action);
  gtk_widget_class_install_action (page_class, "ticket.recall", NULL, recall_action);
}

static void
free_sent_actions (gpointer data)
{
  SentActions *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->reader, self);
  g_object_unref (self->reader);
  g_object_unref (self->store);
  g_free (self);
}

/**
 * guichet_sent_actions_attach:
 * @reader: of the ticket of @page
 * @put_back: takes the texts of what is withdrawn
 */
void
guichet_sent_actions_attach (GtkWidget           *page,
                             GuichetStore        *store,
                             GuichetTicketReader *reader,
                             GuichetPutBackFunc   put_back)
{
  SentActions *self = g_new0 (SentActions, 1);

  self->page = page;
  self->store = g_object_ref (store);
  self->reader = g_object_ref (reader);
  self->put_back = put_back;
  g_object_set_data_full (G_OBJECT (page), DATA_KEY, self, free_sent_actions);
  g_signal_connect_swapped (reader, "read", G_CALLBACK (update_recall), self);
  update_recall (self);
}
