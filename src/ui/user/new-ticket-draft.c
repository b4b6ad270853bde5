#include "config.h"

#include "ui/user/new-ticket-draft-private.h"

#include "model/creation.h"
#include "store/draft-files.h"

/* Of a draft with files alone: one without any text is none. */
#define NO_TEXT "\n"

enum
{
  CHANGED,
  FILES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketDraft, guichet_new_ticket_draft, GUICHET_TYPE_DRAFT_SAVER)

/* ---- saving */

static char *
make_text (GuichetNewTicketDraft *self)
{
  g_autofree char *text = guichet_creation_to_text (self->intent);

  return *text == '\0' && self->files->len > 0 ? g_strdup (NO_TEXT) : g_steal_pointer (&text);
}

static GuichetDraft *
make_draft (GuichetNewTicketDraft *self,
            const char            *text)
{
  GuichetDraft *draft = guichet_draft_new (guichet_draft_saver_get_key (GUICHET_DRAFT_SAVER (self)), text);

  g_set_str (&draft->uuid, self->intent->uuid);

  return draft;
}

/* Not before what was kept is here: it would be overwritten. */
static GuichetDraft *
guichet_new_ticket_draft_make_draft (GuichetDraftSaver *saver)
{
  GuichetNewTicketDraft *self = GUICHET_NEW_TICKET_DRAFT (saver);
  g_autofree char *text = NULL;

  if (!guichet_draft_saver_get_loaded (saver))
    return NULL;

  text = make_text (self);

  return make_draft (self, text);
}

void
_guichet_new_ticket_draft_take_change (GuichetNewTicketDraft *self)
{
  guichet_draft_saver_touch (GUICHET_DRAFT_SAVER (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- loading */

static void
files_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = guichet_store_list_draft_files_finish (GUICHET_STORE (source), result, &error);
  GuichetNewTicketDraft *self;
  GuichetDraftSaver *saver;
  gboolean was_last;

  if (files == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The files of a draft could not be listed: %s", error->message);
      return;
    }

  self = user_data;
  saver = user_data;
  if (files->len > 0 && guichet_draft_saver_get_saved (saver) == 0)
    guichet_draft_saver_set_saved (saver, g_get_real_time () / 1000);
  was_last = files->len == 0 && self->files->len > 0;
  g_ptr_array_unref (self->files);
  self->files = g_steal_pointer (&files);
  /* The last file may have been all that there was. */
  if (was_last)
    guichet_draft_saver_touch (saver);
  g_signal_emit (self, signals[FILES_CHANGED], 0);
}

static void
list_files (GuichetNewTicketDraft *self)
{
  GuichetDraftSaver *saver = GUICHET_DRAFT_SAVER (self);

  guichet_store_list_draft_files_async (guichet_draft_saver_get_store (saver), guichet_draft_saver_get_key (saver),
                                        self->cancellable, files_listed_cb, self);
}

static void
store_changed_cb (GuichetNewTicketDraft *self,
                  GuichetChangeSet      *changes)
{
  GuichetDraftSaver *saver = GUICHET_DRAFT_SAVER (self);

  if (changes->drafts && guichet_draft_saver_get_loaded (saver) && !guichet_draft_saver_is_held (saver))
    list_files (self);
}

/* What was set while we read stays: it is newer. */
static void
add_kept (GuichetNewTicketDraft *self,
          const GuichetDraft    *draft)
{
  g_autoptr(GuichetIntent) kept = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autofree char *newer = guichet_creation_to_text (self->intent);

  g_set_str (&kept->uuid, draft->uuid);
  guichet_creation_add_text (kept, draft->html);
  guichet_creation_add_text (kept, newer);
  guichet_intent_free (self->intent);
  self->intent = g_steal_pointer (&kept);
}

static void
guichet_new_ticket_draft_take_draft (GuichetDraftSaver  *saver,
                                     const GuichetDraft *draft)
{
  GuichetNewTicketDraft *self = GUICHET_NEW_TICKET_DRAFT (saver);

  if (draft != NULL)
    add_kept (self, draft);
  list_files (self);
}

/* ---- class */

static void
guichet_new_ticket_draft_dispose (GObject *object)
{
  g_cancellable_cancel (GUICHET_NEW_TICKET_DRAFT (object)->cancellable);

  G_OBJECT_CLASS (guichet_new_ticket_draft_parent_class)->dispose (object);
}

static void
guichet_new_ticket_draft_finalize (GObject *object)
{
  GuichetNewTicketDraft *self = GUICHET_NEW_TICKET_DRAFT (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->files);
  guichet_intent_free (self->intent);
  guichet_intent_free (self->proposals);

  G_OBJECT_CLASS (guichet_new_ticket_draft_parent_class)->finalize (object);
}

static void
guichet_new_ticket_draft_class_init (GuichetNewTicketDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GuichetDraftSaverClass *saver_class = GUICHET_DRAFT_SAVER_CLASS (klass);

  object_class->dispose = guichet_new_ticket_draft_dispose;
  object_class->finalize = guichet_new_ticket_draft_finalize;
  saver_class->make_draft = guichet_new_ticket_draft_make_draft;
  saver_class->take_draft = guichet_new_ticket_draft_take_draft;

  signals[CHANGED] = g_signal_new ("changed", GUICHET_TYPE_NEW_TICKET_DRAFT, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILES_CHANGED] = g_signal_new ("files-changed", GUICHET_TYPE_NEW_TICKET_DRAFT, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_new_ticket_draft_init (GuichetNewTicketDraft *self)
{
  self->intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  self->proposals = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  self->files = guichet_intents_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * guichet_new_ticket_draft_new:
 * @key: (nullable): of a draft that is kept; %NULL begins another one
 */
GuichetNewTicketDraft *
guichet_new_ticket_draft_new (GuichetStore *store,
                              const char   *key)
{
  g_autofree char *new_key = NULL;
  GuichetNewTicketDraft *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);

  self = g_object_new (GUICHET_TYPE_NEW_TICKET_DRAFT, NULL);
  new_key = guichet_creation_dup_key (self->intent);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  if (key != NULL)
    guichet_draft_saver_load (GUICHET_DRAFT_SAVER (self), store, key);
  else
    guichet_draft_saver_begin (GUICHET_DRAFT_SAVER (self), store, new_key);

  return self;
}

static void
add_missing (GuichetIntent       *intent,
             const GuichetIntent *proposals)
{
  GHashTableIter iter;
  gpointer code;
  gpointer value;

  for (guint i = 0; i < proposals->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (proposals->changes, i);

      if (guichet_intent_get_change (intent, change->field) == NULL)
        guichet_intent_set_field (intent, change->field, NULL, change->value, change->label);
    }

  g_hash_table_iter_init (&iter, proposals->extras);
  while (g_hash_table_iter_next (&iter, &code, &value))
    if (!g_hash_table_contains (intent->extras, code))
      guichet_intent_set_extra (intent, code, value);
}

/**
 * guichet_new_ticket_draft_make_intent:
 *
 * Returns: (transfer full): the new ticket as it stands, with what is proposed
 */
GuichetIntent *
guichet_new_ticket_draft_make_intent (GuichetNewTicketDraft *self)
{
  GuichetIntent *intent;

  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), NULL);

  intent = guichet_intent_copy (self->intent);
  add_missing (intent, self->proposals);
  intent->created = g_get_real_time () / 1000;

  return intent;
}

/**
 * guichet_new_ticket_draft_dup_draft:
 *
 * Returns: (transfer full):
 */
GuichetDraft *
guichet_new_ticket_draft_dup_draft (GuichetNewTicketDraft *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), NULL);

  text = make_text (self);

  return make_draft (self, *text != '\0' ? text : NO_TEXT);
}

gboolean
guichet_new_ticket_draft_is_blank (GuichetNewTicketDraft *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), TRUE);

  text = make_text (self);

  return *text == '\0';
}

GPtrArray *
guichet_new_ticket_draft_get_files (GuichetNewTicketDraft *self)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), NULL);

  return self->files;
}
