#include "config.h"

#include "store/store-private.h"

void
_guichet_store_tell_parts (GuichetStore      *self,
                           GuichetStoreParts  parts)
{
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();

  changes->outbox = (parts & GUICHET_STORE_OUTBOX) != 0;
  changes->drafts = (parts & GUICHET_STORE_DRAFTS) != 0;
  changes->views = (parts & GUICHET_STORE_VIEWS) != 0;
  changes->templates = (parts & GUICHET_STORE_TEMPLATES) != 0;
  _guichet_store_tell (self, changes);
}

/**
 * _guichet_store_write:
 * @parts: what @func changes
 *
 * Runs @func in a transaction of user.db and tells what it changed. On the
 * user writer.
 *
 * Returns: (nullable): the store, %NULL when nothing was written: the result
 *   of a job
 */
gpointer
_guichet_store_write (GuichetStore       *self,
                      GuichetStoreParts   parts,
                      GuichetDbFunc       func,
                      gpointer            data,
                      GError            **error)
{
  if (!guichet_db_transact (self->user_writer.user, func, data, error))
    return NULL;

  _guichet_store_tell_parts (self, parts);

  return self;
}
