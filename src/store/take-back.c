#include "config.h"

#include "store/outbox.h"

#include "store/draft-file-table.h"
#include "store/draft-table.h"
#include "store/intent-table.h"
#include "store/store-private.h"

/* An operation that becomes drafts again. */

typedef struct
{
  char          *uuid;
  GPtrArray     *drafts;
  GuichetIntent *intent;
} TakeBack;

static void
take_back_free (gpointer data)
{
  TakeBack *back = data;

  g_free (back->uuid);
  g_ptr_array_unref (back->drafts);
  g_clear_pointer (&back->intent, guichet_intent_free);
  g_free (back);
}

static TakeBack *
take_back_new (const char *uuid,
               GPtrArray  *drafts)
{
  TakeBack *back = g_new0 (TakeBack, 1);

  back->uuid = g_strdup (uuid);
  back->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
  for (guint i = 0; i < drafts->len; i++)
    g_ptr_array_add (back->drafts, guichet_draft_copy (g_ptr_array_index (drafts, i)));

  return back;
}

/* In front of what was written since, whose uuid and base stay. */
static gboolean
put_draft (GuichetDb           *db,
           const GuichetDraft  *draft,
           GError             **error)
{
  g_autoptr(GuichetDraft) kept = NULL;
  g_autofree char *html = NULL;

  if (!guichet_draft_table_read (db, draft->key, &kept, error))
    return FALSE;
  if (kept == NULL)
    return guichet_draft_table_save (db, draft, error);

  html = g_strconcat (draft->html, kept->html, NULL);
  g_set_str (&kept->html, html);
  kept->saved = draft->saved;

  return guichet_draft_table_save (db, kept, error);
}

/* A new ticket is one draft, which gets the files that waited for it. */
static gboolean
return_files (GuichetDb  *db,
              TakeBack   *back,
              GError    **error)
{
  const GuichetDraft *draft = back->drafts->len > 0 ? g_ptr_array_index (back->drafts, 0) : NULL;

  return draft != NULL ? guichet_draft_file_table_return (db, draft->key, back->intent, error)
                       : guichet_intent_table_withdraw_created (db, back->intent->uuid, error);
}

static gboolean
apply (GuichetDb  *db,
       gpointer    data,
       GError    **error)
{
  TakeBack *back = data;

  back->intent->state = GUICHET_INTENT_WITHDRAWN;
  if (!guichet_intent_table_update (db, back->intent, error))
    return FALSE;

  for (guint i = 0; i < back->drafts->len; i++)
    if (!put_draft (db, g_ptr_array_index (back->drafts, i), error))
      return FALSE;

  return back->intent->kind != GUICHET_INTENT_CREATE || return_files (db, back, error);
}

static gpointer
take_back_job (GuichetStore  *self,
               gpointer       data,
               GError       **error)
{
  TakeBack *back = data;
  GuichetStoreParts parts = back->drafts->len > 0 ? GUICHET_STORE_OUTBOX | GUICHET_STORE_DRAFTS : GUICHET_STORE_OUTBOX;

  back->intent = _guichet_store_find_intent (self->user_writer.user, back->uuid, error);
  if (back->intent == NULL)
    return NULL;
  if (back->intent->state != GUICHET_INTENT_WAITING && !guichet_intent_needs_person (back->intent))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "Operation %s is %s: too late for that",
                   back->uuid, guichet_intent_state_to_nick (back->intent->state));
      return NULL;
    }
  for (guint i = 0; i < back->drafts->len; i++)
    if (!_guichet_store_admits_draft (self, ((GuichetDraft *) g_ptr_array_index (back->drafts, i))->key, error))
      return NULL;
  if (_guichet_store_write (self, parts, apply, back, error) == NULL)
    return NULL;

  _guichet_store_refresh_shown (self, back->intent->ticket_id);

  return self;
}

static const GuichetStoreCall take_back_call = {
  .func = take_back_job,
  .free_data = take_back_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

gboolean
guichet_store_take_back (GuichetStore  *self,
                         const char    *uuid,
                         GPtrArray     *drafts,
                         GError       **error)
{
  TakeBack *back;
  gboolean done;

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && drafts != NULL, FALSE);

  back = take_back_new (uuid, drafts);
  done = _guichet_store_call (self, &take_back_call, back, NULL, error) != NULL;
  take_back_free (back);
  if (done)
    _guichet_store_wait_shown (self);

  return done;
}

void
guichet_store_take_back_async (GuichetStore        *self,
                               const char          *uuid,
                               GPtrArray           *drafts,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (uuid != NULL && drafts != NULL);

  _guichet_store_begin (self, &take_back_call, take_back_new (uuid, drafts), cancellable, callback, user_data);
}

gboolean
guichet_store_take_back_finish (GuichetStore  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return _guichet_store_finish (self, &take_back_call, result, error) != NULL;
}
