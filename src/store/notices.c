#include "config.h"

#include "store/notices.h"

#include "store/fact-table.h"
#include "store/store-private.h"

#define FACT_PREFIX "notice/"

typedef struct
{
  char         **due;
  char         **over;
  GStrvBuilder  *fresh;
} Settle;

static void
settle_free (gpointer data)
{
  Settle *settle = data;

  g_strfreev (settle->due);
  g_strfreev (settle->over);
  g_strv_builder_unref (settle->fresh);
  g_free (settle);
}

static Settle *
settle_new (const char * const *due,
            const char * const *over)
{
  Settle *settle = g_new0 (Settle, 1);

  settle->due = g_strdupv ((char **) due);
  settle->over = g_strdupv ((char **) over);
  settle->fresh = g_strv_builder_new ();

  return settle;
}

static gboolean
add_due (GuichetDb   *db,
         const char  *key,
         Settle      *settle,
         GError     **error)
{
  g_autofree char *name = g_strconcat (FACT_PREFIX, key, NULL);

  if (!guichet_fact_table_add (db, name, "", error))
    return FALSE;
  if (guichet_db_get_changes (db) == 1)
    g_strv_builder_add (settle->fresh, key);

  return TRUE;
}

static gboolean
forget (GuichetDb   *db,
        const char  *key,
        GError     **error)
{
  g_autofree char *name = g_strconcat (FACT_PREFIX, key, NULL);

  return guichet_fact_table_remove (db, name, error);
}

static gboolean
settle (GuichetDb  *db,
        gpointer    data,
        GError    **error)
{
  Settle *settle = data;

  for (guint i = 0; settle->over != NULL && settle->over[i] != NULL; i++)
    if (!forget (db, settle->over[i], error))
      return FALSE;
  for (guint i = 0; settle->due != NULL && settle->due[i] != NULL; i++)
    if (!add_due (db, settle->due[i], settle, error))
      return FALSE;

  return TRUE;
}

static gpointer
settle_job (GuichetStore  *self,
            gpointer       data,
            GError       **error)
{
  Settle *wish = data;

  if (!guichet_db_transact (self->user_writer.user, settle, wish, error))
    return NULL;

  return g_strv_builder_end (wish->fresh);
}

static const GuichetStoreCall settle_call = {
  .func = settle_job,
  .free_data = settle_free,
  .free_result = (GDestroyNotify) g_strfreev,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_SCREEN,
};

char **
guichet_store_settle_notices (GuichetStore        *self,
                              const char * const  *due,
                              const char * const  *over,
                              GError             **error)
{
  Settle *wish = settle_new (due, over);
  char **fresh = _guichet_store_call (self, &settle_call, wish, NULL, error);

  settle_free (wish);

  return fresh;
}

void
guichet_store_settle_notices_async (GuichetStore        *self,
                                    const char * const  *due,
                                    const char * const  *over,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  _guichet_store_begin (self, &settle_call, settle_new (due, over), cancellable, callback, user_data);
}

char **
guichet_store_settle_notices_finish (GuichetStore  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return _guichet_store_finish (self, &settle_call, result, error);
}
