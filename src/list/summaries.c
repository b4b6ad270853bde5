#include "config.h"

#include "list/summaries.h"

struct _GuichetSummaries
{
  GQueue      order;    /* of GuichetTicket, the last used first */
  GHashTable *links;    /* id → GList of order */
  guint       max;
};

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

  return link->data;
}

void
guichet_summaries_add (GuichetSummaries *self,
                       GuichetTicket    *ticket)
{
  gint64 id = guichet_ticket_get_id (ticket);

  guichet_summaries_remove (self, id);
  g_queue_push_head (&self->order, guichet_ticket_ref (ticket));
  g_hash_table_insert (self->links, g_memdup2 (&id, sizeof id), self->order.head);

  if (self->order.length > self->max)
    guichet_summaries_remove (self, guichet_ticket_get_id (self->order.tail->data));
}

void
guichet_summaries_remove (GuichetSummaries *self,
                          gint64            id)
{
  GList *link = g_hash_table_lookup (self->links, &id);

  if (link == NULL)
    return;

  g_hash_table_remove (self->links, &id);
  guichet_ticket_unref (link->data);
  g_queue_delete_link (&self->order, link);
}

void
guichet_summaries_clear (GuichetSummaries *self)
{
  g_hash_table_remove_all (self->links);
  g_queue_clear_full (&self->order, (GDestroyNotify) guichet_ticket_unref);
}

guint
guichet_summaries_get_n (GuichetSummaries *self)
{
  return self->order.length;
}
