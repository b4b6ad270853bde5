#include "config.h"

#include "store/merge-tickets.h"

#include "store/history-table.h"
#include "store/intent-table.h"
#include "store/internal.h"
#include "store/search-document.h"
#include "store/search-index.h"
#include "store/shown.h"
#include "store/text-table.h"
#include "store/ticket-table.h"

/* What is to be done about one ticket. */
typedef struct
{
  GuichetTicketRecord  record;          /* as stored */
  GuichetTicket       *server;          /* as the server has it now, thin */
  gboolean             is_first;        /* nothing of it is stored */
  gboolean             is_new;          /* that, or it comes back */
  gboolean             row_changed;
  gboolean             texts_read;      /* the texts are of another moment than those stored */
  gboolean             texts_changed;
} Plan;

static void
plan_clear (Plan *plan)
{
  guichet_ticket_record_clear (&plan->record);
  g_clear_pointer (&plan->server, guichet_ticket_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* What @incoming does not know stays as it is in @stored. */
static GuichetTicket *
combine (GuichetTicket *stored,
         GuichetTicket *incoming)
{
  g_autoptr(GuichetTicket) ticket = NULL;

  ticket = stored != NULL ? guichet_ticket_copy (stored) : guichet_ticket_new (guichet_ticket_get_id (incoming));
  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      const char *value = guichet_ticket_peek (incoming, f);

      if (value == NULL)
        continue;
      guichet_ticket_set (ticket, f, value);
      if (guichet_field_get_kind (f) == GUICHET_FIELD_KIND_KEY)
        guichet_ticket_set_label (ticket, f, guichet_ticket_get_label (incoming, f));
    }

  return g_steal_pointer (&ticket);
}

static void
make_plan (Plan          *plan,
           GuichetTicket *incoming,
           gboolean       overlaid)
{
  GuichetTicket *stored = guichet_ticket_record_get_server (&plan->record);
  const char *last_update;

  plan->is_first = stored == NULL;
  plan->is_new = plan->is_first || plan->record.vanished;
  /* Most of a first load: what the server says is all there is to know. */
  plan->server = plan->is_first && !overlaid ? guichet_ticket_ref (incoming) : combine (stored, incoming);
  plan->row_changed = plan->is_new || !guichet_ticket_equal (stored, plan->server);
  plan->record.vanished = FALSE;

  last_update = guichet_ticket_get (plan->server, GUICHET_FIELD_LAST_UPDATE);
  if (guichet_ticket_has_texts (incoming) && g_strcmp0 (plan->record.texts_update, last_update) != 0)
    {
      plan->texts_read = TRUE;
      g_set_str (&plan->record.texts_update, last_update);
    }
}

static gboolean
needs_document (Plan *plan)
{
  return plan->is_new || plan->texts_read || plan->texts_changed ||
         guichet_search_people_differ (guichet_ticket_record_get_server (&plan->record), plan->server);
}

/* Before the stored image makes way for the new one. */
static gboolean
note_history (GuichetTicketMerge  *self,
              Plan                *plan,
              GError             **error)
{
  if (plan->is_first || !plan->row_changed)
    return TRUE;

  return guichet_history_table_note (self->cache, guichet_ticket_record_get_server (&plan->record), plan->server, error);
}

static gboolean
write_plan (GuichetTicketMerge  *self,
            Plan                *plan,
            GuichetTicket       *incoming,
            gboolean             overlaid,
            GError             **error)
{
  gint64 id = guichet_ticket_get_id (incoming);
  GuichetDb *user = overlaid ? self->user : NULL;

  if (!note_history (self, plan, error))
    return FALSE;
  if ((plan->row_changed || plan->texts_read) &&
      !guichet_shown_write (self->cache, user, &plan->record, plan->server, self->rules, self->changes, error))
    return FALSE;
  if (!guichet_text_table_merge (self->cache, incoming, plan->is_first, &plan->texts_changed, error))
    return FALSE;

  if (plan->texts_changed || plan->is_new)
    guichet_change_set_add_ticket (self->changes, id, plan->is_new);
  if (!needs_document (plan))
    return TRUE;

  self->n_documents++;
  return guichet_search_index_enqueue (self->cache, id,
                                       guichet_ticket_get (plan->server, GUICHET_FIELD_LAST_UPDATE), error);
}

/**
 * guichet_ticket_merge_add:
 * @ticket: an image of the server, light or whole
 *
 * Merging the same image again changes nothing and tells nothing.
 */
gboolean
guichet_ticket_merge_add (GuichetTicketMerge  *self,
                          GuichetTicket       *ticket,
                          GError             **error)
{
  g_autoptr(GuichetTicket) admitted = guichet_internal_admit (self->rules, ticket);
  g_auto(Plan) plan = { .is_new = FALSE };
  gint64 id = guichet_ticket_get_id (ticket);
  gboolean overlaid = g_hash_table_contains (self->overlaid, &id);

  if (!guichet_ticket_table_read (self->cache, id, &plan.record, error))
    return FALSE;

  make_plan (&plan, admitted, overlaid);

  return write_plan (self, &plan, admitted, overlaid, error);
}

/* An operation that is saved after this look has its own refresh coming. */
static gboolean
find_overlaid (GuichetTicketMerge  *self,
               GError             **error)
{
  g_autoptr(GArray) ids = guichet_ticket_table_list (self->user, GUICHET_INTENT_TABLE_TICKETS, 0, error);

  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->overlaid, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));

  return TRUE;
}

gboolean
guichet_ticket_merge_init (GuichetTicketMerge  *self,
                           GuichetDb           *cache,
                           GuichetDb           *user,
                           GuichetRules        *rules,
                           GError             **error)
{
  self->cache = cache;
  self->user = user;
  self->rules = guichet_rules_ref (rules);
  self->overlaid = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->changes = guichet_change_set_new ();

  return find_overlaid (self, error);
}

void
guichet_ticket_merge_clear (GuichetTicketMerge *self)
{
  g_clear_pointer (&self->rules, guichet_rules_unref);
  g_clear_pointer (&self->overlaid, g_hash_table_unref);
  g_clear_pointer (&self->changes, guichet_change_set_free);
}
