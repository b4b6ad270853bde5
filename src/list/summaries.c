#include "config.h"

#include "list/summaries.h"

typedef struct
{
  GuichetTicket *ticket;
  GuichetMark   *mark;          /* nullable: not read yet */
} Summary;

struct _GuichetSummaries
{
  GQueue      order;    /* of Summary, the last used first */
  GHashTable *links;    /* id → GList of order */
  guint       max;
};

static void
free_summary (gpointer data)
{
  Summary *summary = data;

  guichet_ticket_unref (summary->ticket);
  guichet_mark_free (summary->mark);
  g_free (summary);
}

static Summary *
find_summary (GuichetSummaries *self,
              gint64            id)
{
  GList *link = g_hash_table_lookup (self->links, &id);

  return link != NULL ? link->data : NULL;
}

GuichetSummaries *
guichet_summaries_new (guint max)
{
  GuichetSummaries *self = g_new0 (GuichetSummaries, 1);

  g_queue_init (&self->order);
  self->links = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->max = max;

  return self;
}

void
guichet_summaries_free (GuichetSummaries *self)
{
  if (self == NULL)
    return;

  guichet_summaries_clear (self);
  g_hash_table_unref (self->links);
  g_free (self);
}

/**
 * guichet_summaries_get:
 *
 * Returns: (nullable) (transfer none): the ticket, which counts as used now
 */
GuichetTicket *
guichet_summaries_get (GuichetSummaries *self,
                       gint64            id)
{
  GList *link = g_hash_table_lookup (self->links, &id);

  if (link == NULL)
    return NULL;

  g_queue_unlink (&self->order, link);
  g_queue_push_head_link (&self->order, link);

  return ((Summary *) link->data)->ticket;
}

/* Returns: (nullable) (transfer none): what was read with the ticket or since */
const GuichetMark *
guichet_summaries_get_mark (GuichetSummaries *self,
                            gint64            id)
{
  const Summary *summary = find_summary (self, id);

  return summary != NULL ? summary->mark : NULL;
}

/* Of a ticket that is here; another one's mark is not kept. */
void
guichet_summaries_set_mark (GuichetSummaries  *self,
                            const GuichetMark *mark)
{
  Summary *summary = find_summary (self, mark->id);

  if (summary == NULL)
    return;

  guichet_mark_free (summary->mark);
  summary->mark = guichet_mark_copy (mark);
}

void
guichet_summaries_add (GuichetSummaries *self,
                       GuichetTicket    *ticket)
{
  gint64 id = guichet_ticket_get_id (ticket);
  Summary *summary = g_new0 (Summary, 1);

  summary->ticket = guichet_ticket_ref (ticket);
  guichet_summaries_remove (self, id);
  g_queue_push_head (&self->order, summary);
  g_hash_table_insert (self->links, g_memdup2 (&id, sizeof id), self->order.head);

  if (self->order.length > self->max)
    guichet_summaries_remove (self, guichet_ticket_get_id (((Summary *) self->order.tail->data)->ticket));
}

void
guichet_summaries_remove (GuichetSummaries *self,
                          gint64            id)
{
  GList *link = g_hash_table_lookup (self->links, &id);

  if (link == NULL)
    return;

  g_hash_table_remove (self->links, &id);
  free_summary (link->data);
  g_queue_delete_link (&self->order, link);
}

void
guichet_summaries_clear (GuichetSummaries *self)
{
  g_hash_table_remove_all (self->links);
  g_queue_clear_full (&self->order, free_summary);
}

guint
guichet_summaries_get_n (GuichetSummaries *self)
{
  return self->order.length;
}
