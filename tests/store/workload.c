#include "config.h"

#include "workload.h"

#include <stdio.h>

/* A value of which the store said "saved" once and "not saved" never again
 * since, or which was on its way when the disk broke. */
typedef struct
{
  char *saved;          /* the last one acknowledged; NULL for none */
  char *tried;          /* the one that was not answered; NULL for none */
} Value;

struct _Ledger
{
  GHashTable *intents;          /* uuid → Value of the state's nick */
  GHashTable *texts;            /* uuid → the entry that was enqueued */
  GHashTable *drafts;           /* key → Value of the html, "" for removed */
  GHashTable *origins;          /* uuid → key of the draft it was made of */
  Value       cursor;
  guint       n_pages;
};

#define PAGE_SIZE 3

static void
free_value (gpointer data)
{
  Value *value = data;

  g_free (value->saved);
  g_free (value->tried);
  g_free (value);
}

Ledger *
ledger_new (void)
{
  Ledger *self = g_new0 (Ledger, 1);

  self->intents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
  self->origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
ledger_free (Ledger *self)
{
  g_hash_table_unref (self->intents);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->drafts);
  g_hash_table_unref (self->origins);
  g_free (self->cursor.saved);
  g_free (self->cursor.tried);
  g_free (self);
}

static Value *
get_value (GHashTable *table,
           const char *key)
{
  Value *value = g_hash_table_lookup (table, key);

  if (value == NULL)
    {
      value = g_new0 (Value, 1);
      g_hash_table_insert (table, g_strdup (key), value);
    }

  return value;
}

static void
try_value (Value      *value,
           const char *text)
{
  g_set_str (&value->tried, text);
}

static void
settle_value (Value *value)
{
  g_free (value->saved);
  value->saved = g_steal_pointer (&value->tried);
}

/* ---- steps */

static gboolean
save_draft (Ledger        *ledger,
            GuichetStore  *store,
            const char    *key,
            const char    *html,
            GError       **error)
{
  g_autoptr(GuichetDraft) draft = guichet_draft_new (key, html);
  Value *value = get_value (ledger->drafts, key);

  try_value (value, html);
  if (!guichet_store_save_draft (store, draft, error))
    return FALSE;

  settle_value (value);
  return TRUE;
}

static gboolean
enqueue (Ledger         *ledger,
         GuichetStore   *store,
         GuichetIntent  *intent,
         const char     *draft,
         GError        **error)
{
  const char *drafts[] = { draft, NULL };
  Value *state = get_value (ledger->intents, intent->uuid);
  Value *html = draft != NULL ? get_value (ledger->drafts, draft) : NULL;

  g_hash_table_insert (ledger->texts, g_strdup (intent->uuid), g_strdup (intent->entries[GUICHET_JOURNAL_PUBLIC]));
  if (draft != NULL)
    g_hash_table_insert (ledger->origins, g_strdup (intent->uuid), g_strdup (draft));
  try_value (state, "waiting");
  if (html != NULL)
    try_value (html, "");
  if (!guichet_store_enqueue (store, intent, draft != NULL ? drafts : NULL, error))
    return FALSE;

  settle_value (state);
  if (html != NULL)
    settle_value (html);
  return TRUE;
}

static gboolean
save_state (Ledger              *ledger,
            GuichetStore        *store,
            GuichetIntent       *intent,
            GuichetIntentState   state,
            GError             **error)
{
  Value *value = get_value (ledger->intents, intent->uuid);

  intent->state = state;
  try_value (value, guichet_intent_state_to_nick (state));
  if (!guichet_store_save_intent (store, intent, error))
    return FALSE;

  settle_value (value);
  return TRUE;
}

static GuichetTicket *
make_page_ticket (guint page,
                  guint index,
                  guint version)
{
  gint64 id = page * PAGE_SIZE + index + 1;
  g_autofree char *update = g_strdup_printf ("2026-01-%02u 10:00:%02u", version + 1, page);
  g_autofree char *text = g_strdup_printf ("<p>Version%u de la page %u</p>", version, page);
  GuichetTicket *ticket = make_ticket (id, "assigned", MY_TEAM, index % 2 ? ME : 0);

  set_update (ticket, update);
  add_texts (ticket, text);
  add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "Élodie", text);

  return ticket;
}

static gboolean
merge_page (Ledger        *ledger,
            GuichetStore  *store,
            guint          page,
            guint          version,
            GError       **error)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autofree char *place = g_strdup_printf ("%u.%u", version, page);
  GuichetCursor cursor = { "delta", place };

  for (guint i = 0; i < PAGE_SIZE; i++)
    g_ptr_array_add (tickets, make_page_ticket (page, i, version));
  try_value (&ledger->cursor, place);
  ledger->n_pages = MAX (ledger->n_pages, page + 1);
  if (!guichet_store_merge_tickets (store, tickets, &cursor, error))
    return FALSE;

  settle_value (&ledger->cursor);
  return TRUE;
}

static gboolean
run_idle_steps (GuichetStore  *store,
                GError       **error)
{
  gboolean left = TRUE;

  while (left)
    if (!guichet_store_index_step (store, &left, error))
      return FALSE;

  return TRUE;
}

/* ---- workloads */

static gboolean
work_on_outbox (Ledger        *ledger,
                GuichetStore  *store,
                GError       **error)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1 + i % 3);
      g_autofree char *key = g_strdup_printf ("%u/public", i);

      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup_printf ("<p>Réponse %u</p>", i);
      if (!save_draft (ledger, store, key, intent->entries[GUICHET_JOURNAL_PUBLIC], error) ||
          !enqueue (ledger, store, intent, key, error))
        return FALSE;
      if (i % 2 == 0 &&
          (!save_state (ledger, store, intent, GUICHET_INTENT_SENDING, error) ||
           !save_state (ledger, store, intent, GUICHET_INTENT_DONE, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
work_on_drafts (Ledger        *ledger,
                GuichetStore  *store,
                GError       **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u/public", i % 3);

      g_string_append_printf (text, "<p>Encore une ligne, la %u, et elle n'est pas courte.</p>", i);
      if (!save_draft (ledger, store, key, i % 8 == 7 ? "" : text->str, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
work_on_cache (Ledger        *ledger,
               GuichetStore  *store,
               GError       **error)
{
  for (guint version = 0; version < 2; version++)
    {
      for (guint page = 0; page < 3; page++)
        if (!merge_page (ledger, store, page, version, error))
          return FALSE;
      if (!run_idle_steps (store, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
attach (Ledger        *ledger,
        GuichetStore  *store,
        GError       **error)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_ATTACH, 2);
  g_autofree char *bytes = g_strnfill (9000, 'x');

  intent->file_name = g_strdup ("plan.bin");
  intent->file_data = g_bytes_new (bytes, 9000);

  return enqueue (ledger, store, intent, NULL, error);
}

static gboolean
work_on_both (Ledger        *ledger,
              GuichetStore  *store,
              GError       **error)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1 + i);

      intent->action = g_strdup ("pending");
      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup_printf ("<p>Pris %u</p>", i);
      guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "x", "Un titre à moi", NULL);
      if (!merge_page (ledger, store, 0, i, error) ||
          !enqueue (ledger, store, intent, NULL, error) ||
          !save_state (ledger, store, intent, GUICHET_INTENT_SENDING, error))
        return FALSE;
      if (i == 1 && !attach (ledger, store, error))
        return FALSE;
      if (i > 0 && !save_state (ledger, store, intent, i == 1 ? GUICHET_INTENT_CONFLICT : GUICHET_INTENT_DONE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
begin_everything (Ledger        *ledger,
                  GuichetStore  *store,
                  GError       **error)
{
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = load_profile ();
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Premier</p>");

  return save_draft (ledger, store, "new/public", "<p>Premier</p>", error) &&
         guichet_store_set_identity (store, identity, profile, error) &&
         guichet_store_begin_bulk (store, error) &&
         merge_page (ledger, store, 0, 0, error) &&
         enqueue (ledger, store, intent, "new/public", error) &&
         guichet_store_end_bulk (store, error) &&
         run_idle_steps (store, error);
}

const WorkloadInfo workloads[] = {
  { "outbox", work_on_outbox, FALSE },
  { "drafts", work_on_drafts, FALSE },
  { "cache", work_on_cache, FALSE },
  { "both", work_on_both, FALSE },
  { "begin", begin_everything, TRUE },
};
const guint n_workloads = G_N_ELEMENTS (workloads);

/* ---- the verdict */

G_GNUC_PRINTF (2, 3)
static void
complain (GPtrArray  *violations,
          const char *format,
          ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (violations, g_strdup_vprintf (format, args));
  va_end (args);
}

static gboolean
value_allows (const Value *value,
              const char  *found)
{
  return g_strcmp0 (found, value->saved) == 0 || (value->tried != NULL && g_strcmp0 (found, value->tried) == 0);
}

static void
verify_intents (Ledger       *self,
                GuichetStore *store,
                GPtrArray    *violations)
{
  GHashTableIter iter;
  gpointer uuid, value;

  g_hash_table_iter_init (&iter, self->intents);
  while (g_hash_table_iter_next (&iter, &uuid, &value))
    {
      g_autoptr(GuichetIntent) intent = guichet_store_read_intent (store, uuid, NULL);
      const char *state = intent != NULL ? guichet_intent_state_to_nick (intent->state) : NULL;
      const char *text = g_hash_table_lookup (self->texts, uuid);

      if (!value_allows (value, state))
        complain (violations, "operation %s is %s, was called %s", (char *) uuid, state, ((Value *) value)->saved);
      if (intent != NULL && g_strcmp0 (intent->entries[GUICHET_JOURNAL_PUBLIC], text) != 0)
        complain (violations, "operation %s has other words", (char *) uuid);
      if (intent != NULL && intent->kind == GUICHET_INTENT_ATTACH &&
          (intent->file_data == NULL || g_bytes_get_size (intent->file_data) != 9000))
        complain (violations, "operation %s lost its file", (char *) uuid);
    }
}

static void
verify_drafts (Ledger       *self,
               GuichetStore *store,
               GPtrArray    *violations)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autoptr(GuichetDraft) draft = guichet_store_read_draft (store, key, NULL);
      const char *html = draft != NULL ? draft->html : "";
      gboolean nothing = *html == '\0' && ((Value *) value)->saved == NULL;

      if (!nothing && !value_allows (value, html))
        complain (violations, "draft %s is “%s”, was “%s”", (char *) key, html, ((Value *) value)->saved);
    }
}

/* Text is a draft or an operation, never both and never neither. */
static void
verify_hand_over (Ledger       *self,
                  GuichetStore *store,
                  GPtrArray    *violations)
{
  GHashTableIter iter;
  gpointer uuid, key;

  g_hash_table_iter_init (&iter, self->origins);
  while (g_hash_table_iter_next (&iter, &uuid, &key))
    {
      g_autoptr(GuichetIntent) intent = guichet_store_read_intent (store, uuid, NULL);
      g_autoptr(GuichetDraft) draft = guichet_store_read_draft (store, key, NULL);

      if ((intent != NULL) == (draft != NULL))
        complain (violations, "draft %s is %s", (char *) key, intent != NULL ? "sent and kept" : "lost");
    }
}

static void
verify_page (GuichetStore *store,
             guint         page,
             guint         at_least,
             GPtrArray    *violations)
{
  for (guint i = 0; i < PAGE_SIZE; i++)
    {
      gint64 id = page * PAGE_SIZE + i + 1;
      g_autoptr(GuichetTicket) ticket = guichet_store_read_server_ticket (store, id, NULL);
      gboolean found = FALSE;

      for (guint version = at_least; version < 5 && ticket != NULL && !found; version++)
        {
          g_autoptr(GuichetTicket) expected = make_page_ticket (page, i, version);

          found = guichet_ticket_equal (expected, ticket);
        }
      if (!found)
        complain (violations, "ticket %" G_GINT64_FORMAT " is %s", id, ticket != NULL ? "half written" : "missing");
    }
}

/* The cursor never passes a ticket that is not there. */
static void
verify_cache (Ledger       *self,
              GuichetStore *store,
              LedgerMode    mode,
              GPtrArray    *violations)
{
  g_autofree char *place = guichet_store_read_cursor (store, "delta", NULL);
  guint version = 0;
  guint page = 0;

  if (mode == LEDGER_STRICT && !value_allows (&self->cursor, place))
    complain (violations, "cursor is %s, was %s", place, self->cursor.saved);
  if (place == NULL || sscanf (place, "%u.%u", &version, &page) != 2)
    return;

  for (guint i = 0; i < self->n_pages; i++)
    if (i <= page || version > 0)
      verify_page (store, i, i <= page ? version : version - 1, violations);
}

void
ledger_verify (Ledger       *self,
               GuichetStore *store,
               LedgerMode    mode,
               GPtrArray    *violations)
{
  g_autofree char *report = NULL;
  g_autoptr(GError) error = NULL;

  if (guichet_store_was_rebuilt (store))
    complain (violations, "cache.db was set aside");
  if (!guichet_store_check (store, &report, &error))
    complain (violations, "%s: %s", error->message, report);

  verify_intents (self, store, violations);
  verify_drafts (self, store, violations);
  verify_hand_over (self, store, violations);
  verify_cache (self, store, mode, violations);
}
