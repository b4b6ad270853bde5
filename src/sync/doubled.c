#include "config.h"

#include "sync/doubled.h"

#include "store/reading.h"
#include "util/error.h"
#include "util/uuid.h"

static gboolean
is_known (GPtrArray *known,
          gint64     id)
{
  for (guint i = 0; i < known->len; i++)
    if (((GuichetAttachment *) g_ptr_array_index (known, i))->id == id)
      return TRUE;

  return FALSE;
}

/* The person's own files that the cache does not know yet: the one that was
 * just sent, and what else came with it. */
static GArray *
list_new (GuichetSyncContext  *context,
          const GuichetIntent *intent,
          GPtrArray           *attachments)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetIdentity) me = guichet_store_dup_identity (context->store);
  g_autoptr(GPtrArray) known = guichet_store_list_attachments (context->store, intent->ticket_id, NULL);

  for (guint i = 0; me != NULL && known != NULL && i < attachments->len; i++)
    {
      const GuichetAttachment *attachment = g_ptr_array_index (attachments, i);

      if (attachment->author_id == me->person_id && !is_known (known, attachment->id))
        g_array_append_val (ids, attachment->id);
    }

  return g_steal_pointer (&ids);
}

static gboolean
is_copy (GuichetSyncContext  *context,
         const GuichetIntent *intent,
         gint64               id,
         GCancellable        *cancellable)
{
  g_autoptr(GBytes) data = guichet_remote_read_file (context->remote, id, NULL, NULL, cancellable, NULL);

  return data != NULL && intent->file_data != NULL && g_bytes_equal (data, intent->file_data);
}

/**
 * guichet_find_doubled_file:
 * @attachments: (element-type GuichetAttachment): all that are beside the ticket,
 *   not in the cache yet
 *
 * A server that does a request twice makes two files of one, and there is
 * nothing to guard an attachment with. The second one is told, not removed: it
 * may be another file with the same contents. Costs nothing where only one file
 * is new.
 *
 * Returns: (transfer full) (nullable): a note about it
 */
GError *
guichet_find_doubled_file (GuichetSyncContext  *context,
                           const GuichetIntent *intent,
                           GPtrArray           *attachments,
                           GCancellable        *cancellable)
{
  g_autoptr(GArray) ids = list_new (context, intent, attachments);
  guint n_copies = 0;

  for (guint i = 0; ids->len > 1 && i < ids->len; i++)
    n_copies += is_copy (context, intent, g_array_index (ids, gint64, i), cancellable);
  if (n_copies < 2)
    return NULL;

  return guichet_error_new (GUICHET_ERROR_FAILED, NULL, NULL,
                            "The server made %u files of this one: it did the same request more than once", n_copies);
}

static guint
count_copies (GPtrArray  *entries,
              const char *marker)
{
  guint n = 0;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    n += guichet_journal_entry_has_marker (g_ptr_array_index (entries, i), marker);

  return n;
}

/**
 * guichet_find_doubled_entry:
 * @image: the ticket after @intent
 *
 * The same for words, where no guard stops the second time: through the web
 * portal.
 *
 * Returns: (transfer full) (nullable): a note about it
 */
GError *
guichet_find_doubled_entry (const GuichetIntent *intent,
                            GuichetTicket       *image)
{
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  guint n = 0;

  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    n = MAX (n, count_copies (guichet_ticket_get_journal (image, j), marker));
  if (n < 2)
    return NULL;

  return guichet_error_new (GUICHET_ERROR_FAILED, NULL, NULL,
                            "The server has this entry %u times: it did the same request more than once", n);
}
