#include "config.h"

#include "ui/ticket/ticket-reader.h"

#include "util/error.h"

struct _GuichetTicketReader
{
  GObject parent_instance;

  GuichetStore    *store;       /* NULL before it is opened */
  gint64           ticket_id;
  GuichetAudience  audience;
  GPtrArray       *intents;
  GCancellable    *cancellable;
  gboolean         reading;
  gboolean         outdated;    /* to be read again after this reading */
  gboolean         has_image;
  gboolean         vanished;
};

enum
{
  SIGNAL_READ,
  SIGNAL_FAILED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetTicketReader, guichet_ticket_reader, G_TYPE_OBJECT)

/* ---- reading */

static void
take_snapshot (GuichetTicketReader   *self,
               GuichetTicketSnapshot *snapshot)
{
  g_ptr_array_unref (self->intents);
  self->intents = g_steal_pointer (&snapshot->intents);
  self->has_image = TRUE;
  self->vanished = FALSE;
  g_signal_emit (self, signals[SIGNAL_READ], 0, snapshot->ticket);
}

static void
take_failure (GuichetTicketReader *self,
              const GError        *error)
{
  if (self->has_image && g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
    self->vanished = TRUE;
  else if (self->has_image)
    g_message ("Ticket %" G_GINT64_FORMAT " could not be read again: %s", self->ticket_id, error->message);

  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
snapshot_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicketSnapshot) snapshot = guichet_store_read_snapshot_finish (GUICHET_STORE (source), result, &error);
  g_autoptr(GuichetTicketReader) self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Whoever hears of it may drop the page, and this with it. */
  self = g_object_ref (user_data);
  self->reading = FALSE;
  if (snapshot != NULL)
    take_snapshot (self, snapshot);
  else
    take_failure (self, error);

  if (self->outdated)
    guichet_ticket_reader_reload (self);
}

static void
store_changed_cb (GuichetTicketReader *self,
                  GuichetChangeSet    *changes)
{
  if (!changes->everything && !changes->outbox && !guichet_change_set_has_ticket (changes, self->ticket_id))
    return;

  guichet_ticket_reader_reload (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- class */

static void
guichet_ticket_reader_dispose (GObject *object)
{
  g_cancellable_cancel (GUICHET_TICKET_READER (object)->cancellable);

  G_OBJECT_CLASS (guichet_ticket_reader_parent_class)->dispose (object);
}

static void
guichet_ticket_reader_finalize (GObject *object)
{
  GuichetTicketReader *self = GUICHET_TICKET_READER (object);

  g_clear_object (&self->store);
  g_ptr_array_unref (self->intents);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (guichet_ticket_reader_parent_class)->finalize (object);
}

static void
guichet_ticket_reader_class_init (GuichetTicketReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_ticket_reader_dispose;
  object_class->finalize = guichet_ticket_reader_finalize;

  signals[SIGNAL_READ] = g_signal_new ("read", GUICHET_TYPE_TICKET_READER, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, GUICHET_TYPE_TICKET);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", GUICHET_TYPE_TICKET_READER, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GUICHET_TYPE_TICKET_READER, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_ticket_reader_init (GuichetTicketReader *self)
{
  self->intents = guichet_intents_new ();
  self->cancellable = g_cancellable_new ();
}

/* Of no ticket yet: a page may be made before it is known of which. */
GuichetTicketReader *
guichet_ticket_reader_new (void)
{
  return g_object_new (GUICHET_TYPE_TICKET_READER, NULL);
}

/* Once: starts to read. */
void
guichet_ticket_reader_open (GuichetTicketReader *self,
                            GuichetStore        *store,
                            gint64               ticket_id,
                            GuichetAudience      audience)
{
  g_return_if_fail (GUICHET_IS_TICKET_READER (self));
  g_return_if_fail (GUICHET_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  self->ticket_id = ticket_id;
  self->audience = audience;
  guichet_ticket_reader_reload (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
}

void
guichet_ticket_reader_reload (GuichetTicketReader *self)
{
  g_return_if_fail (GUICHET_IS_TICKET_READER (self));
  g_return_if_fail (self->store != NULL);

  self->outdated = self->reading;
  if (self->reading)
    return;

  self->reading = TRUE;
  guichet_store_read_snapshot_async (self->store, self->ticket_id, self->audience, self->cancellable, snapshot_cb, self);
}

/**
 * guichet_ticket_reader_get_intents:
 *
 * Returns: (transfer none) (element-type GuichetIntent): the open operations
 *   on the ticket, oldest first
 */
GPtrArray *
guichet_ticket_reader_get_intents (GuichetTicketReader *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_READER (self), NULL);

  return self->intents;
}

/**
 * guichet_ticket_reader_find_intent:
 *
 * Returns: (transfer none) (nullable): an open operation on the ticket
 */
const GuichetIntent *
guichet_ticket_reader_find_intent (GuichetTicketReader *self,
                                   const char          *uuid)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_READER (self), NULL);

  for (guint i = 0; i < self->intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (self->intents, i);

      if (g_str_equal (intent->uuid, uuid))
        return intent;
    }

  return NULL;
}

/* Whether the last image is of a ticket that can no longer be seen. */
gboolean
guichet_ticket_reader_is_vanished (GuichetTicketReader *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_READER (self), FALSE);

  return self->vanished;
}

/* Whether a newer image is on its way, after the one that is being read. */
gboolean
guichet_ticket_reader_is_outdated (GuichetTicketReader *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_READER (self), FALSE);

  return self->outdated;
}
