#include "config.h"

#include "model/ticket.h"

#include "util/text.h"

struct _GuichetTicket
{
  gint64     id;
  char      *values[GUICHET_N_FIELDS];
  char      *labels[GUICHET_N_FIELDS];
  GPtrArray *journals[GUICHET_N_JOURNALS];
};

G_DEFINE_BOXED_TYPE (GuichetTicket, guichet_ticket, guichet_ticket_ref, guichet_ticket_unref)

GuichetTicket *
guichet_ticket_new (gint64 id)
{
  GuichetTicket *self = g_atomic_rc_box_new0 (GuichetTicket);

  self->id = id;

  return self;
}

GuichetTicket *
guichet_ticket_ref (GuichetTicket *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_ticket (gpointer data)
{
  GuichetTicket *self = data;

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      g_free (self->values[i]);
      g_free (self->labels[i]);
    }
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    g_clear_pointer (&self->journals[i], g_ptr_array_unref);
}

void
guichet_ticket_unref (GuichetTicket *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_ticket);
}

static gpointer
ref_entry (gconstpointer entry,
           gpointer      user_data)
{
  return guichet_journal_entry_ref ((GuichetJournalEntry *) entry);
}

/**
 * guichet_ticket_copy:
 *
 * Returns: (transfer full): a ticket of the caller's own
 */
GuichetTicket *
guichet_ticket_copy (GuichetTicket *self)
{
  GuichetTicket *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = guichet_ticket_new (self->id);
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      copy->values[i] = g_strdup (self->values[i]);
      copy->labels[i] = g_strdup (self->labels[i]);
    }
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (self->journals[i] != NULL)
      copy->journals[i] = g_ptr_array_copy (self->journals[i], ref_entry, NULL);

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (copy->journals[i] != NULL)
      g_ptr_array_set_free_func (copy->journals[i], (GDestroyNotify) guichet_journal_entry_unref);

  return copy;
}

gint64
guichet_ticket_get_id (GuichetTicket *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->id;
}

/**
 * guichet_ticket_peek:
 *
 * Returns: (transfer none) (nullable): the value, or %NULL if it is not known
 */
const char *
guichet_ticket_peek (GuichetTicket *self,
                     GuichetField   field)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (field < GUICHET_N_FIELDS, NULL);

  return self->values[field];
}

/**
 * guichet_ticket_get:
 *
 * Returns: (transfer none): the value, "" when empty or not known
 */
const char *
guichet_ticket_get (GuichetTicket *self,
                    GuichetField   field)
{
  const char *value = guichet_ticket_peek (self, field);

  return value != NULL ? value : "";
}

/**
 * guichet_ticket_get_key:
 *
 * Returns: the id that @field points at, 0 for none
 */
gint64
guichet_ticket_get_key (GuichetTicket *self,
                        GuichetField   field)
{
  gint64 id = 0;

  if (!guichet_text_parse_int64 (guichet_ticket_peek (self, field), &id))
    return 0;

  return id;
}

/**
 * guichet_ticket_get_label:
 *
 * Returns: (transfer none): for a key, the name of what it points at, "" when
 *   there is none; for other fields the value
 */
const char *
guichet_ticket_get_label (GuichetTicket *self,
                          GuichetField   field)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (field < GUICHET_N_FIELDS, NULL);

  if (guichet_field_get_kind (field) != GUICHET_FIELD_KIND_KEY)
    return guichet_ticket_get (self, field);

  return self->labels[field] != NULL ? self->labels[field] : "";
}

void
guichet_ticket_set (GuichetTicket *self,
                    GuichetField   field,
                    const char    *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (field < GUICHET_N_FIELDS);

  g_set_str (&self->values[field], value);
}

/**
 * guichet_ticket_set_label:
 *
 * A label of white space only is the server's name of nobody: it becomes "".
 */
void
guichet_ticket_set_label (GuichetTicket *self,
                          GuichetField   field,
                          const char    *label)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (field < GUICHET_N_FIELDS);

  g_set_str (&self->labels[field], guichet_text_is_empty (label) ? "" : label);
}

void
guichet_ticket_set_key (GuichetTicket *self,
                        GuichetField   field,
                        gint64         id,
                        const char    *label)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, id);
  guichet_ticket_set (self, field, text);
  guichet_ticket_set_label (self, field, label);
}

/**
 * guichet_ticket_get_journal:
 *
 * Returns: (transfer none) (nullable) (element-type GuichetJournalEntry):
 *   oldest first; %NULL if this image was read without journals
 */
GPtrArray *
guichet_ticket_get_journal (GuichetTicket  *self,
                            GuichetJournal  journal)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (journal < GUICHET_N_JOURNALS, NULL);

  return self->journals[journal];
}

/**
 * guichet_ticket_take_journal:
 * @entries: (transfer full) (nullable) (element-type GuichetJournalEntry):
 */
void
guichet_ticket_take_journal (GuichetTicket  *self,
                             GuichetJournal  journal,
                             GPtrArray      *entries)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (journal < GUICHET_N_JOURNALS);

  g_clear_pointer (&self->journals[journal], g_ptr_array_unref);
  self->journals[journal] = entries;
}

/**
 * guichet_ticket_has_texts:
 *
 * Returns: whether this image was read with its long texts and journals. A
 *   requester's image has no private journal and still counts.
 */
gboolean
guichet_ticket_has_texts (GuichetTicket *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->journals[GUICHET_JOURNAL_PUBLIC] != NULL;
}

static gboolean
journals_equal (GPtrArray *a,
                GPtrArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!guichet_journal_entry_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

gboolean
guichet_ticket_equal (GuichetTicket *a,
                      GuichetTicket *b)
{
  if (a->id != b->id)
    return FALSE;
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (g_strcmp0 (a->values[i], b->values[i]) != 0 || g_strcmp0 (a->labels[i], b->labels[i]) != 0)
      return FALSE;
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (!journals_equal (a->journals[i], b->journals[i]))
      return FALSE;

  return TRUE;
}

/**
 * guichet_tickets_new:
 *
 * Returns: (transfer full) (element-type GuichetTicket): an empty array that
 *   owns its tickets
 */
GPtrArray *
guichet_tickets_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_unref);
}
