#include "config.h"

#include "store/internal.h"

#include "store/store-private.h"
#include "util/uuid.h"

/**
 * guichet_internal_admit:
 *
 * Returns: (transfer full): @ticket as far as whoever is signed in may have it
 */
GuichetTicket *
guichet_internal_admit (GuichetRules  *rules,
                        GuichetTicket *ticket)
{
  GuichetTicket *admitted;

  if (guichet_rules_may_have_internal (rules) || guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE) == NULL)
    return guichet_ticket_ref (ticket);

  admitted = guichet_ticket_copy (ticket);
  guichet_ticket_take_journal (admitted, GUICHET_JOURNAL_PRIVATE, NULL);

  return admitted;
}

static gboolean
may_have_internal (GuichetStore *self)
{
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);

  return guichet_rules_may_have_internal (rules);
}

static gboolean
refuse (const char  *what,
        GError     **error)
{
  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID,
               "%s of the internal journal is not for this account", what);
  return FALSE;
}

static gboolean
admits_intent (GuichetStore         *self,
               const GuichetIntent  *intent,
               GError              **error)
{
  return intent->entries[GUICHET_JOURNAL_PRIVATE] == NULL || may_have_internal (self) || refuse ("An entry", error);
}

/* Whether the outbox may have it. */
gboolean
_guichet_store_check_intent (GuichetStore         *self,
                             const GuichetIntent  *intent,
                             GError              **error)
{
  if (guichet_uuid_is_valid (intent->uuid))
    return admits_intent (self, intent, error);

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "“%s” is no identity of an operation", intent->uuid);
  return FALSE;
}

gboolean
_guichet_store_admits_draft (GuichetStore  *self,
                             const char    *key,
                             GError       **error)
{
  g_autofree char *ending = g_strconcat ("/", guichet_journal_to_nick (GUICHET_JOURNAL_PRIVATE), NULL);

  return !g_str_has_suffix (key, ending) || may_have_internal (self) || refuse ("A draft", error);
}

/* ---- what an earlier role left */

/* Of an operation stays what was not internal: words to a requester are the
 * person's own, whatever they are now. */
static gboolean
forget_internal (GuichetDb  *db,
                 gpointer    data,
                 GError    **error)
{
  static const char * const statements[] = {
    "DELETE FROM draft WHERE key LIKE '%/private'",
    "DELETE FROM intent WHERE private_entry IS NOT NULL AND kind = 'change' AND action IS NULL"
    " AND public_entry IS NULL AND NOT EXISTS (SELECT 1 FROM intent_change WHERE intent = number)",
    "UPDATE intent SET private_entry = NULL, seen_private = -1, seen = seen & ~2 WHERE private_entry IS NOT NULL",
    "UPDATE seen SET n_private = NULL",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!guichet_db_exec (db, statements[i], error))
      return FALSE;

  return TRUE;
}

G_STATIC_ASSERT (GUICHET_INTENT_PART_PRIVATE == 2);

/* The file is written anew, since pages may hold copies of what moved within
 * them, and the log that had it is cut to nothing. */
static gboolean
leave_no_byte (GuichetDb  *db,
               GError    **error)
{
  gint64 busy = 0;

  if (!guichet_db_exec (db, "VACUUM", error) ||
      !guichet_db_read_int64 (db, "PRAGMA wal_checkpoint (TRUNCATE)", &busy, error))
    return FALSE;
  if (!busy)
    return TRUE;

  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_BUSY, "Somebody reads what is to be forgotten");
  return FALSE;
}

static gpointer
forget_internal_job (GuichetStore  *self,
                     gpointer       data,
                     GError       **error)
{
  if (!guichet_db_transact (self->user_writer.user, forget_internal, NULL, error) ||
      !leave_no_byte (self->user_writer.user, error))
    return NULL;

  _guichet_store_tell_parts (self, GUICHET_STORE_OUTBOX | GUICHET_STORE_DRAFTS);

  return self;
}

/**
 * _guichet_store_forget_internal:
 *
 * Blocking. Takes what is internal out of user.db, to the last byte. cache.db
 * is replaced as a whole: see _guichet_store_empty_cache().
 */
gboolean
_guichet_store_forget_internal (GuichetStore  *self,
                                GError       **error)
{
  return _guichet_store_run (self, &self->user_writer, GUICHET_JOB_PERSON, forget_internal_job, NULL, NULL,
                             error) != NULL;
}
