#include "config.h"

#include "sync/ending.h"

#include "store/cache.h"
#include "store/outbox.h"
#include "sync/back-off.h"
#include "sync/doubled.h"
#include "sync/judge.h"
#include "util/error.h"
#include "util/text.h"

gint64
guichet_work_now (const GuichetWork *self)
{
  return guichet_sync_context_now (self->context);
}

guint
guichet_work_delay (const GuichetWork *self,
                    guint              failures)
{
  const GuichetEngineTimes *times = &self->context->times;

  return guichet_back_off_delay (times->back_off_min, times->back_off_max, failures, g_random_double ());
}

gboolean
guichet_work_save (GuichetWork         *self,
                   GuichetIntentState   state,
                   gint64               not_before,
                   GError             **error)
{
  self->intent->state = state;
  self->intent->not_before = not_before;

  return guichet_store_save_intent (self->context->store, self->intent, error);
}

gboolean
guichet_work_park (GuichetWork         *self,
                   GuichetIntentState   state,
                   const GError        *reason,
                   GError             **error)
{
  guichet_intent_set_reason (self->intent, reason);

  return guichet_work_save (self, state, 0, error);
}

/* The ticket is gone or no longer readable: its operation keeps the words. */
gboolean
guichet_work_park_gone (GuichetWork   *self,
                        const GError  *reason,
                        GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, self->intent->ticket_id);

  return guichet_work_park (self, GUICHET_INTENT_REFUSED, reason, error) &&
         guichet_store_vanish_tickets (self->context->store, ids, error);
}

gboolean
guichet_work_merge (GuichetWork    *self,
                    GuichetTicket  *image,
                    GError        **error)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();

  g_ptr_array_add (tickets, guichet_ticket_ref (image));

  return guichet_store_merge_tickets (self->context->store, tickets, NULL, error);
}

/* With the image that it conflicts with, so that the person sees what they
 * choose between. */
gboolean
guichet_work_park_conflict (GuichetWork    *self,
                            GuichetTicket  *image,
                            GuichetField    field,
                            GError        **error)
{
  const char *name = guichet_field_get_name (field);
  g_autoptr(GError) reason = guichet_error_new (GUICHET_ERROR_CONFLICT, name, NULL,
                                                "%s was changed on the server meanwhile", name);

  return guichet_work_merge (self, image, error) &&
         guichet_work_park (self, GUICHET_INTENT_CONFLICT, reason, error);
}

/* A new file moves nothing on its ticket, so that the cache learns of it here.
 * Only a convenience: the attachments' own cursor will bring it too. */
static void
refresh_attachments (GuichetWork *self)
{
  GuichetSyncContext *context = self->context;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) attachments = guichet_remote_read_attachments (context->remote, NULL,
                                                                      self->intent->ticket_id,
                                                                      self->cancellable, &error);

  g_autoptr(GError) note = NULL;

  if (attachments != NULL)
    note = guichet_find_doubled_file (context, self->intent, attachments, self->cancellable);
  if (attachments == NULL ||
      !guichet_store_replace_attachments (context->store, self->intent->ticket_id, attachments, &error))
    g_debug ("The new attachment will show later: %s", error->message);
  if (note == NULL)
    return;

  guichet_intent_set_reason (self->intent, note);
  g_clear_error (&error);
  if (!guichet_work_save (self, GUICHET_INTENT_DONE, 0, &error))
    g_debug ("A doubled file is not noted: %s", error->message);
}

static GError *
find_note (GuichetWork   *self,
           GuichetTicket *image)
{
  GuichetField field;

  if (image == NULL || self->intent->kind != GUICHET_INTENT_CHANGE)
    return NULL;
  if (!guichet_judge_overwritten (self->intent, image, &field))
    return guichet_find_doubled_entry (self->intent, image);

  return guichet_error_new (GUICHET_ERROR_CONFLICT, guichet_field_get_name (field), NULL,
                            "%s was changed by somebody else right after", guichet_field_get_name (field));
}

/* An operation that is done may carry a note: somebody's value took the place
 * of ours in the moment of writing, or the server did it more than once. */
static void
note_outcome (GuichetWork   *self,
              GuichetTicket *image)
{
  g_autoptr(GError) note = find_note (self, image);

  guichet_intent_set_reason (self->intent, note);
}

/* The person is told by this name what became of the request. */
static void
name_created (GuichetIntent *intent,
              GuichetTicket *image)
{
  const char *ref = guichet_ticket_get (image, GUICHET_FIELD_REF);

  intent->ticket_id = guichet_ticket_get_id (image);
  if (!guichet_text_is_empty (ref))
    g_set_str (&intent->ref, ref);
}

/* The image goes first: should this process end between the two databases, the
 * operation is verified again and found. A cache that cannot be written does
 * not make the operation undone. */
static gboolean
finish (GuichetWork    *self,
        GuichetTicket  *image,
        GError        **error)
{
  GuichetIntent *intent = self->intent;
  g_autoptr(GError) failure = NULL;

  if (image != NULL)
    {
      if (intent->kind == GUICHET_INTENT_CREATE)
        name_created (intent, image);
      guichet_work_merge (self, image, &failure);
    }

  note_outcome (self, image);
  intent->seen = guichet_intent_get_parts (intent);
  if (!guichet_work_save (self, GUICHET_INTENT_DONE, 0, error))
    return FALSE;

  if (intent->kind == GUICHET_INTENT_ATTACH)
    refresh_attachments (self);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}

/* Everything is there, but an entry that was just appended may still be wiped
 * out by a simultaneous one (ITOP-PROTOCOL §6): a second look comes later. */
static gboolean
hold_for_read_back (GuichetWork    *self,
                    GuichetTicket  *image,
                    GError        **error)
{
  gint64 when = guichet_work_now (self) + self->context->times.read_back;

  self->intent->seen = guichet_intent_get_parts (self->intent);

  return guichet_work_merge (self, image, error) &&
         guichet_work_save (self, GUICHET_INTENT_VERIFY, when, error);
}

/**
 * guichet_work_settle:
 * @image: (nullable): the ticket as the server has it now
 * @first: whether the parts were not all seen before
 *
 * Every part of the operation was seen on the server. Entries must be seen
 * twice: how long before the first sight the server wrote them is not known,
 * however long its answer took.
 */
gboolean
guichet_work_settle (GuichetWork    *self,
                     GuichetTicket  *image,
                     gboolean        first,
                     GError        **error)
{
  gboolean has_entries = (guichet_intent_get_parts (self->intent) & ~GUICHET_INTENT_PART_MAIN) != 0;

  self->memory->sent = 0;

  return first && has_entries && self->intent->kind == GUICHET_INTENT_CHANGE
           ? hold_for_read_back (self, image, error)
           : finish (self, image, error);
}
