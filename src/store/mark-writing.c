#include "config.h"

#include "store/mark-writing.h"

/* What is to be written of what was seen. Reads only: the reader's thread
 * knows both files, the user writer writes what it is given. */

static void
take_look (GuichetSeen              *seen,
           const GuichetTicketFacts *facts)
{
  seen->id = facts->id;
  g_set_str (&seen->last_update, facts->last_update);
  g_set_str (&seen->status, facts->status);
  seen->team = facts->team;
  seen->agent = facts->agent;
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    seen->n_entries[j] = facts->n_entries[j];
}

static GuichetSeen
copy_seen (const GuichetSeen *seen)
{
  GuichetSeen copy = *seen;

  copy.last_update = g_strdup (seen->last_update);
  copy.status = g_strdup (seen->status);

  return copy;
}

/* ---- what the person marks */

static void
free_writing (gpointer data)
{
  GuichetMarkWriting *writing = data;

  guichet_seen_clear (&writing->seen);
  g_free (writing);
}

static void
apply_marking (GuichetSeen              *seen,
               const GuichetTicketFacts *facts,
               GuichetMarking            marking,
               gint64                    opened)
{
  switch (marking)
    {
    case GUICHET_MARK_SEEN:
      take_look (seen, facts);
      seen->unread = GUICHET_UNREAD_NO;
      if (opened != 0)
        seen->opened = opened;
      break;

    case GUICHET_MARK_UNREAD:
      if (seen->unread == GUICHET_UNREAD_NO)
        seen->unread = GUICHET_UNREAD_WANTED;
      break;

    case GUICHET_MARK_STAR:
    case GUICHET_MARK_UNSTAR:
      seen->starred = marking == GUICHET_MARK_STAR;
      break;

    default:
      g_assert_not_reached ();
    }
  seen->id = facts->id;
}

/* @out_writing: (transfer full) (nullable): NULL for a ticket that is not here */
static gboolean
prepare_one (GuichetDb           *cache,
             GuichetDb           *user,
             gint64               id,
             GuichetMarking       marking,
             gint64               opened,
             GuichetMarkWriting **out_writing,
             GError             **error)
{
  g_auto(GuichetSeen) seen = { .id = 0 };
  g_auto(GuichetTicketFacts) facts = { .id = 0 };

  if (!guichet_seen_table_read (user, id, &seen, error) || !guichet_ticket_facts_read (cache, id, &facts, error))
    return FALSE;

  *out_writing = NULL;
  if (facts.id != 0)
    {
      *out_writing = g_new0 (GuichetMarkWriting, 1);
      (*out_writing)->seen = copy_seen (&seen);
      apply_marking (&(*out_writing)->seen, &facts, marking, opened);
      (*out_writing)->shows = !guichet_seen_shows_same (&seen, &(*out_writing)->seen);
    }

  return TRUE;
}

/**
 * guichet_mark_writing_prepare:
 * @now: Unix ms. Several tickets at once are not opened, only dealt with
 *
 * Returns: (transfer full) (nullable) (element-type GuichetMarkWriting): for
 *   each of @ids that is in the cache
 */
GPtrArray *
guichet_mark_writing_prepare (GuichetDb       *cache,
                              GuichetDb       *user,
                              GArray          *ids,
                              GuichetMarking   marking,
                              gint64           now,
                              GError         **error)
{
  g_autoptr(GPtrArray) writings = g_ptr_array_new_with_free_func (free_writing);

  for (guint i = 0; i < ids->len; i++)
    {
      GuichetMarkWriting *writing;

      if (!prepare_one (cache, user, g_array_index (ids, gint64, i), marking, ids->len == 1 ? now : 0, &writing, error))
        return NULL;
      if (writing != NULL)
        g_ptr_array_add (writings, writing);
    }

  return g_steal_pointer (&writings);
}

/* ---- what the person does */

static gboolean
is_leaving (const GuichetIntent *intent)
{
  return intent->state == GUICHET_INTENT_SENDING && intent->attempts <= 1;
}

/* An attachment does not move its ticket. */
gboolean
guichet_mark_writing_concerns (const GuichetIntent *intent)
{
  return intent->ticket_id != 0 && intent->kind != GUICHET_INTENT_ATTACH &&
         (is_leaving (intent) || intent->state == GUICHET_INTENT_DONE);
}

/* What was unread before the person acted stays so until they look: once the
 * operation has moved the ticket, nothing would tell what somebody else changed
 * from what the operation did. */
static gboolean
settle_leaving (GuichetMarkReader         *reader,
                GuichetSeen               *seen,
                const GuichetTicketFacts  *now,
                GError                   **error)
{
  g_autoptr(GuichetMark) mark = guichet_mark_new (now->id);
  g_auto(GuichetSeen) looked = copy_seen (seen);

  if (!guichet_mark_reader_compare (reader, &looked, now, mark, error))
    return FALSE;

  if (mark->delta == 0)
    take_look (seen, now);
  else if (guichet_seen_has_look (&looked))
    {
      GuichetSeen before = *seen;

      *seen = looked;
      looked = before;
      seen->unread = GUICHET_UNREAD_OTHER;
    }

  return TRUE;
}

static gboolean
settle_done (GuichetMarkReader         *reader,
             GuichetSeen               *seen,
             const GuichetTicketFacts  *now,
             const GuichetIntent       *intent,
             GError                   **error)
{
  if (guichet_seen_has_look (seen))
    return guichet_mark_reader_explain (reader, seen, now, intent, error);
  if (intent->kind == GUICHET_INTENT_CREATE)
    take_look (seen, now);

  return TRUE;
}

/**
 * guichet_mark_writing_settle:
 * @intent: on its way from a state to the next
 *
 * Returns: (transfer full) (nullable): the row to be written; %NULL when there
 *   is none, with @error set when that is a failure
 */
GuichetSeen *
guichet_mark_writing_settle (GuichetMarkReader    *reader,
                             const GuichetIntent  *intent,
                             GError              **error)
{
  g_autoptr(GuichetSeen) seen = g_new0 (GuichetSeen, 1);
  g_auto(GuichetSeen) before = { .id = 0 };
  g_auto(GuichetTicketFacts) now = { .id = 0 };
  gboolean settled;

  if (!guichet_seen_table_read (reader->user, intent->ticket_id, seen, error) ||
      !guichet_ticket_facts_read (reader->cache, intent->ticket_id, &now, error) || now.id == 0)
    return NULL;

  before = copy_seen (seen);
  settled = is_leaving (intent) ? settle_leaving (reader, seen, &now, error)
                                : settle_done (reader, seen, &now, intent, error);

  return settled && !guichet_seen_shows_same (seen, &before) ? g_steal_pointer (&seen) : NULL;
}
