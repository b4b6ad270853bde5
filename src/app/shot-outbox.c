#include "config.h"

#include "app/shot-outbox.h"

#include "store/outbox.h"
#include "store/reading.h"
#include "util/error.h"

/* Far enough away for a picture that comes late. */
#define LATER_MS (600 * 1000)

typedef struct
{
  GuichetStore *store;
  GArray       *tickets;
  guint         next;
} Filling;

static GuichetIntent *
begin (Filling            *filling,
       GuichetIntentState  state)
{
  gint64 id = g_array_index (filling->tickets, gint64, filling->next++ % filling->tickets->len);
  g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket (filling->store, id, NULL, NULL);
  GuichetIntent *intent = ticket != NULL ? guichet_intent_new_for_ticket (ticket)
                                         : guichet_intent_new (GUICHET_INTENT_CHANGE, id);

  intent->state = state;

  return intent;
}

static void
save (Filling       *filling,
      GuichetIntent *intent)
{
  g_autoptr(GuichetIntent) taken = intent;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_enqueue (filling->store, taken, NULL, &error))
    g_warning ("The outbox of the picture lacks something: %s", error->message);
}

static void
give_reason (GuichetIntent *intent,
             GuichetError   code,
             const char    *field,
             const char    *detail)
{
  g_autoptr(GError) error = guichet_error_new (code, field, NULL, "%s", detail);

  guichet_intent_set_reason (intent, error);
}

/* The ticket was given to one colleague by me, to another one by somebody. */
static void
add_conflict (Filling *filling)
{
  GuichetIntent *intent = begin (filling, GUICHET_INTENT_CONFLICT);
  g_autoptr(GuichetTicket) server = guichet_store_read_server_ticket (filling->store, intent->ticket_id, NULL);
  const char *phone = server != NULL ? guichet_ticket_get (server, GUICHET_FIELD_CALLBACK_PHONE) : "";

  intent->action = g_strdup ("reassign");
  guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "", "999999", "Tomás Vidal");
  guichet_intent_set_field (intent, GUICHET_FIELD_CALLBACK_PHONE, phone, "04 00 65 43 21", NULL);
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Tomás, deux caissons manquent au bâtiment C, "
                                                       "clé au secrétariat.</p>");
  intent->seen_private = MAX (0, intent->seen_private - 1);
  give_reason (intent, GUICHET_ERROR_CONFLICT, "agent", "agent was changed on the server meanwhile");
  save (filling, intent);
}

static void
add_crossing (Filling *filling)
{
  GuichetIntent *intent = begin (filling, GUICHET_INTENT_CONFLICT);

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Bonjour, je passe demain à 14 h avec l’échelle.</p>");
  intent->seen_public = 0;
  give_reason (intent, GUICHET_ERROR_CONFLICT, "public", "1 entries of the public journal are newer than what was seen");
  save (filling, intent);
}

static void
add_refusal (Filling *filling)
{
  GuichetIntent *intent = begin (filling, GUICHET_INTENT_REFUSED);

  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Note interne sur la baie de brassage.</p>");
  intent->attempts = 3;
  give_reason (intent, GUICHET_ERROR_RIGHT_OR_READ_ONLY, NULL, "Error: You are not allowed to modify this object");
  save (filling, intent);
}

static void
add_waiting (Filling            *filling,
             GuichetIntentState  state,
             gint64              delay)
{
  GuichetIntent *intent = begin (filling, state);

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Merci Maud. Je passe en B204 à 14 h.</p>");
  intent->not_before = g_get_real_time () / 1000 + delay;
  save (filling, intent);
}

static void
add_over (Filling            *filling,
          const char         *action,
          GuichetIntentState  state)
{
  GuichetIntent *intent = begin (filling, state);

  intent->action = g_strdup (action);
  intent->last_sent = g_get_real_time () / 1000;
  save (filling, intent);
}

void
guichet_shot_fill_outbox (GuichetStore *store,
                          GArray       *tickets)
{
  Filling filling = { .store = store, .tickets = tickets };

  if (tickets->len == 0)
    return;

  add_over (&filling, "resolve", GUICHET_INTENT_DONE);
  add_over (&filling, "pending", GUICHET_INTENT_DONE);
  add_over (&filling, "request-info", GUICHET_INTENT_WITHDRAWN);
  add_conflict (&filling);
  add_crossing (&filling);
  add_refusal (&filling);
  add_waiting (&filling, GUICHET_INTENT_WAITING, 8 * 1000);
  add_waiting (&filling, GUICHET_INTENT_VERIFY, LATER_MS);
}

static void
add_new_request (Filling *filling)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);

  intent->title = g_strdup ("Vidéoprojecteur sans image en salle B204");
  intent->state = GUICHET_INTENT_REFUSED;
  intent->attempts = 1;
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, intent->title, NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL,
                            "<p>L’écran reste noir, la lampe est allumée.</p>", NULL);
  give_reason (intent, GUICHET_ERROR_REJECTED, "service_id", "Error: service_id: Null not allowed");
  save (filling, intent);
}

/* Of a requester: what waits, what was refused, what crossed, what was done. */
void
guichet_shot_fill_own_outbox (GuichetStore *store,
                              GArray       *tickets)
{
  Filling filling = { .store = store, .tickets = tickets };

  if (tickets->len == 0)
    return;

  add_over (&filling, "close", GUICHET_INTENT_DONE);
  add_over (&filling, "reopen", GUICHET_INTENT_WITHDRAWN);
  add_crossing (&filling);
  add_new_request (&filling);
  add_waiting (&filling, GUICHET_INTENT_WAITING, 0);
}

/* Returns: (transfer full) (nullable): one whose reason names @field */
GuichetIntent *
guichet_shot_find_conflict (GuichetStore *store,
                            const char   *field)
{
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (store, FALSE, NULL);

  for (guint i = 0; intents != NULL && i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      if (intent->state == GUICHET_INTENT_CONFLICT && g_strcmp0 (intent->reason_field, field) == 0)
        return guichet_intent_copy (intent);
    }

  return NULL;
}
