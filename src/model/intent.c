#include "config.h"

#include "model/intent.h"

#include "util/uuid.h"

G_DEFINE_BOXED_TYPE (GuichetIntent, guichet_intent, guichet_intent_copy, guichet_intent_free)

static const char * const state_nicks[GUICHET_N_INTENT_STATES] = {
  [GUICHET_INTENT_WAITING] = "waiting",
  [GUICHET_INTENT_SENDING] = "sending",
  [GUICHET_INTENT_VERIFY] = "verify",
  [GUICHET_INTENT_DONE] = "done",
  [GUICHET_INTENT_REFUSED] = "refused",
  [GUICHET_INTENT_CONFLICT] = "conflict",
  [GUICHET_INTENT_WITHDRAWN] = "withdrawn",
};

static void
free_change (gpointer data)
{
  GuichetFieldChange *change = data;

  g_free (change->base);
  g_free (change->value);
  g_free (change->label);
  g_free (change);
}

static GHashTable *
new_extras (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
copy_extras (GuichetIntent       *copy,
             const GuichetIntent *self)
{
  GHashTableIter iter;
  gpointer code;
  gpointer value;

  g_hash_table_iter_init (&iter, self->extras);
  while (g_hash_table_iter_next (&iter, &code, &value))
    guichet_intent_set_extra (copy, code, value);
}

/**
 * guichet_intent_new:
 *
 * Returns: (transfer full): a waiting operation with an identity of its own
 */
GuichetIntent *
guichet_intent_new (GuichetIntentKind kind,
                    gint64            ticket_id)
{
  GuichetIntent *self = g_new0 (GuichetIntent, 1);

  self->uuid = guichet_uuid7_new ();
  self->kind = kind;
  self->ticket_id = ticket_id;
  self->changes = g_ptr_array_new_with_free_func (free_change);
  self->extras = new_extras ();
  self->created = g_get_real_time () / 1000;
  self->seen_private = -1;
  self->seen_public = -1;

  return self;
}

/* Entries that wait in the outbox are the person's own: nobody has to see them. */
static int
count_entries (GPtrArray *entries)
{
  int n = 0;

  if (entries == NULL)
    return -1;

  for (guint i = 0; i < entries->len; i++)
    {
      const GuichetJournalEntry *entry = g_ptr_array_index (entries, i);

      n += entry->intent == NULL;
    }

  return n;
}

/**
 * guichet_intent_set_seen_journals:
 * @ticket: what the person looks at, shown or the server's; journals that it
 *   does not hold are not known to have been seen
 */
void
guichet_intent_set_seen_journals (GuichetIntent *self,
                                  GuichetTicket *ticket)
{
  self->seen_private = count_entries (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE));
  self->seen_public = count_entries (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC));
}

/**
 * guichet_intent_new_for_ticket:
 *
 * Returns: (transfer full): a change of @ticket that remembers what was seen
 */
GuichetIntent *
guichet_intent_new_for_ticket (GuichetTicket *ticket)
{
  GuichetIntent *self = guichet_intent_new (GUICHET_INTENT_CHANGE, guichet_ticket_get_id (ticket));

  self->ref = g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  self->title = g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
  self->base_status = g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));
  self->base_last_update = g_strdup (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE));
  guichet_intent_set_seen_journals (self, ticket);

  return self;
}

GuichetIntent *
guichet_intent_copy (const GuichetIntent *self)
{
  GuichetIntent *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->uuid = g_strdup (self->uuid);
  copy->creation = g_strdup (self->creation);
  copy->ref = g_strdup (self->ref);
  copy->title = g_strdup (self->title);
  copy->action = g_strdup (self->action);
  copy->base_status = g_strdup (self->base_status);
  copy->base_last_update = g_strdup (self->base_last_update);
  copy->changes = g_ptr_array_new_with_free_func (free_change);
  for (guint i = 0; i < self->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (self->changes, i);

      guichet_intent_set_field (copy, change->field, change->base, change->value, change->label);
    }
  copy->extras = new_extras ();
  copy_extras (copy, self);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    copy->entries[i] = g_strdup (self->entries[i]);
  copy->file_name = g_strdup (self->file_name);
  copy->file_mime = g_strdup (self->file_mime);
  copy->file_data = self->file_data != NULL ? g_bytes_ref (self->file_data) : NULL;
  copy->file_size = self->file_size;
  copy->reason_field = g_strdup (self->reason_field);
  copy->detail = g_strdup (self->detail);

  return copy;
}

void
guichet_intent_free (GuichetIntent *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->creation);
  g_free (self->ref);
  g_free (self->title);
  g_free (self->action);
  g_free (self->base_status);
  g_free (self->base_last_update);
  g_ptr_array_unref (self->changes);
  g_hash_table_unref (self->extras);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    g_free (self->entries[i]);
  g_free (self->file_name);
  g_free (self->file_mime);
  g_clear_pointer (&self->file_data, g_bytes_unref);
  g_free (self->reason_field);
  g_free (self->detail);
  g_free (self);
}

GuichetFieldChange *
guichet_intent_get_change (const GuichetIntent *self,
                           GuichetField         field)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      GuichetFieldChange *change = g_ptr_array_index (self->changes, i);

      if (change->field == field)
        return change;
    }

  return NULL;
}

/**
 * guichet_intent_set_field:
 * @base: (nullable): what the person saw before
 * @value: what it shall be
 * @label: (nullable): the name behind a key
 *
 * Adds a change, or replaces the one of the same field and keeps its base.
 */
void
guichet_intent_set_field (GuichetIntent *self,
                          GuichetField   field,
                          const char    *base,
                          const char    *value,
                          const char    *label)
{
  GuichetFieldChange *change = guichet_intent_get_change (self, field);

  if (change == NULL)
    {
      change = g_new0 (GuichetFieldChange, 1);
      change->field = field;
      change->base = g_strdup (base);
      g_ptr_array_add (self->changes, change);
    }
  g_set_str (&change->value, value);
  g_set_str (&change->label, label);
}

/**
 * guichet_intent_set_extra:
 * @code: an attribute code of the server
 */
void
guichet_intent_set_extra (GuichetIntent *self,
                          const char    *code,
                          const char    *value)
{
  g_return_if_fail (code != NULL && value != NULL);

  g_hash_table_replace (self->extras, g_strdup (code), g_strdup (value));
}

/**
 * guichet_intent_get_parts:
 *
 * Returns: the #GuichetIntentParts that this operation consists of
 */
guint
guichet_intent_get_parts (const GuichetIntent *self)
{
  guint parts = 0;

  if (self->kind != GUICHET_INTENT_CHANGE || self->action != NULL || self->changes->len > 0)
    parts |= GUICHET_INTENT_PART_MAIN;
  if (self->entries[GUICHET_JOURNAL_PRIVATE] != NULL)
    parts |= GUICHET_INTENT_PART_PRIVATE;
  if (self->entries[GUICHET_JOURNAL_PUBLIC] != NULL)
    parts |= GUICHET_INTENT_PART_PUBLIC;

  return parts;
}

/**
 * guichet_intent_is_open:
 *
 * Returns: whether the operation is still to have its effect, so that the
 *   screen shows it on top of the server's image
 */
gboolean
guichet_intent_is_open (const GuichetIntent *self)
{
  return self->state != GUICHET_INTENT_DONE && self->state != GUICHET_INTENT_WITHDRAWN;
}

gboolean
guichet_intent_needs_person (const GuichetIntent *self)
{
  return self->state == GUICHET_INTENT_REFUSED || self->state == GUICHET_INTENT_CONFLICT;
}

/**
 * guichet_intent_set_reason:
 * @error: (nullable): %NULL clears the reason
 */
void
guichet_intent_set_reason (GuichetIntent *self,
                           const GError  *error)
{
  self->reason = error != NULL && error->domain == GUICHET_ERROR ? (GuichetError) error->code : GUICHET_ERROR_FAILED;
  g_set_str (&self->reason_field, guichet_error_get_field (error));
  g_set_str (&self->detail, guichet_error_get_detail (error));
}

const char *
guichet_intent_state_to_nick (GuichetIntentState state)
{
  g_return_val_if_fail (state < GUICHET_N_INTENT_STATES, NULL);

  return state_nicks[state];
}

gboolean
guichet_intent_state_from_nick (const char         *nick,
                                GuichetIntentState *out_state)
{
  for (guint i = 0; i < GUICHET_N_INTENT_STATES; i++)
    if (g_strcmp0 (state_nicks[i], nick) == 0)
      {
        *out_state = i;
        return TRUE;
      }

  return FALSE;
}

const char *
guichet_intent_kind_to_nick (GuichetIntentKind kind)
{
  switch (kind)
    {
    case GUICHET_INTENT_CREATE:
      return "create";
    case GUICHET_INTENT_CHANGE:
      return "change";
    case GUICHET_INTENT_ATTACH:
      return "attach";
    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
guichet_intent_kind_from_nick (const char        *nick,
                               GuichetIntentKind *out_kind)
{
  for (guint i = GUICHET_INTENT_CREATE; i <= GUICHET_INTENT_ATTACH; i++)
    if (g_strcmp0 (guichet_intent_kind_to_nick (i), nick) == 0)
      {
        *out_kind = i;
        return TRUE;
      }

  return FALSE;
}

GPtrArray *
guichet_intents_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_intent_free);
}
