#include "config.h"

#include "ui/user/new-ticket-draft-private.h"

#include "model/creation.h"
#include "store/draft-files.h"

/* A save starts this long after the first key that is not kept yet, so that
 * somebody who never pauses is kept too. The promise is 500 ms. */
#define SAVE_DELAY_MS 350
#define RETRY_DELAY_S 5

/* Of a draft with files alone: one without any text is none. */
#define NO_TEXT "\n"

enum
{
  PROP_0,
  PROP_LOADED,
  PROP_SAVED,
  PROP_ERROR,
  N_PROPS
};

enum
{
  CHANGED,
  FILES_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketDraft, guichet_new_ticket_draft, G_TYPE_OBJECT)

static void schedule (GuichetNewTicketDraft *self,
                      guint                  delay);

/* ---- saving */

static void
set_saved (GuichetNewTicketDraft *self,
           gint64                 saved)
{
  if (self->saved == saved)
    return;

  self->saved = saved;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

static void
take_error (GuichetNewTicketDraft *self,
            GError                *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

typedef struct
{
  GuichetNewTicketDraft *draft;
  gint64                 saved;         /* 0: there is nothing to keep */
} Saving;

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr(GuichetNewTicketDraft) self = saving->draft;
  g_autoptr(GError) error = NULL;

  self->saving = FALSE;
  if (guichet_store_save_draft_finish (GUICHET_STORE (source), result, &error))
    {
      take_error (self, NULL);
      if (!self->held)
        set_saved (self, saving->saved);
      if (self->dirty)
        schedule (self, SAVE_DELAY_MS);
      return;
    }

  self->dirty = TRUE;
  take_error (self, g_steal_pointer (&error));
  schedule (self, RETRY_DELAY_S * 1000);
}

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
  GuichetDraft *draft = guichet_draft_new (self->key, text);

  g_set_str (&draft->uuid, self->intent->uuid);

  return draft;
}

static void
save (GuichetNewTicketDraft *self)
{
  g_autofree char *text = make_text (self);
  g_autoptr(GuichetDraft) draft = make_draft (self, text);
  Saving *saving = g_new0 (Saving, 1);

  g_clear_handle_id (&self->timeout, g_source_remove);
  self->dirty = FALSE;
  self->saving = TRUE;

  saving->draft = g_object_ref (self);
  saving->saved = *text != '\0' ? draft->saved : 0;
  guichet_store_save_draft_async (self->store, draft, NULL, saved_cb, saving);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GuichetNewTicketDraft *self = user_data;

  self->timeout = 0;
  if (self->dirty && !self->held)
    save (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (GuichetNewTicketDraft *self,
          guint                  delay)
{
  if (self->timeout == 0 && !self->held && self->loaded && self->store != NULL)
    self->timeout = g_timeout_add (delay, timeout_cb, self);
}

void
_guichet_new_ticket_draft_take_change (GuichetNewTicketDraft *self)
{
  self->dirty = TRUE;
  /* A new key after a failure is a reason to try again sooner. */
  if (self->error != NULL)
    g_clear_handle_id (&self->timeout, g_source_remove);
  if (!self->saving)
    schedule (self, SAVE_DELAY_MS);
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
  GuichetNewTicketDraft *self = user_data;

  if (files == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The files of a draft could not be listed: %s", error->message);
      return;
    }

  if (files->len > 0 && self->saved == 0)
    set_saved (self, g_get_real_time () / 1000);
  /* The last file may have been all that there was. */
  if (files->len == 0 && self->files->len > 0)
    self->dirty = TRUE;
  g_ptr_array_unref (self->files);
  self->files = g_steal_pointer (&files);
  if (self->dirty && !self->saving)
    schedule (self, SAVE_DELAY_MS);
  g_signal_emit (self, signals[FILES_CHANGED], 0);
}

static void
list_files (GuichetNewTicketDraft *self)
{
  guichet_store_list_draft_files_async (self->store, self->key, self->cancellable, files_listed_cb, self);
}

static void
store_changed_cb (GuichetNewTicketDraft *self,
                  GuichetChangeSet      *changes)
{
  if (changes->drafts && self->loaded && !self->held)
    list_files (self);
}

/* What was set while we read stays: it is newer. */
static void
take_draft (GuichetNewTicketDraft *self,
            const GuichetDraft    *draft)
{
  g_autoptr(GuichetIntent) kept = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autofree char *newer = guichet_creation_to_text (self->intent);

  g_set_str (&kept->uuid, draft->uuid);
  guichet_creation_add_text (kept, draft->html);
  guichet_creation_add_text (kept, newer);
  guichet_intent_free (self->intent);
  self->intent = g_steal_pointer (&kept);
  set_saved (self, draft->saved);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetNewTicketDraft) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft_finish (GUICHET_STORE (source), result, &error);

  if (error != NULL)
    take_error (self, g_steal_pointer (&error));
  if (draft != NULL)
    take_draft (self, draft);

  self->loaded = TRUE;
  if (self->dirty)
    schedule (self, SAVE_DELAY_MS);
  list_files (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/* ---- class */

static void
guichet_new_ticket_draft_dispose (GObject *object)
{
  GuichetNewTicketDraft *self = GUICHET_NEW_TICKET_DRAFT (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (guichet_new_ticket_draft_parent_class)->dispose (object);
}

static void
guichet_new_ticket_draft_finalize (GObject *object)
{
  GuichetNewTicketDraft *self = GUICHET_NEW_TICKET_DRAFT (object);

  g_object_unref (self->cancellable);
  g_clear_object (&self->store);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->files);
  guichet_intent_free (self->intent);
  guichet_intent_free (self->proposals);
  g_free (self->key);

  G_OBJECT_CLASS (guichet_new_ticket_draft_parent_class)->finalize (object);
}

static void
guichet_new_ticket_draft_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  GuichetNewTicketDraft *self = GUICHET_NEW_TICKET_DRAFT (object);

  switch (prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;

    case PROP_SAVED:
      g_value_set_int64 (value, self->saved);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_new_ticket_draft_class_init (GuichetNewTicketDraftClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_new_ticket_draft_dispose;
  object_class->finalize = guichet_new_ticket_draft_finalize;
  object_class->get_property = guichet_new_ticket_draft_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_SAVED] = g_param_spec_int64 ("saved", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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
  GuichetNewTicketDraft *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);

  self = g_object_new (GUICHET_TYPE_NEW_TICKET_DRAFT, NULL);
  self->store = g_object_ref (store);
  self->key = key != NULL ? g_strdup (key) : guichet_creation_dup_key (self->intent);
  self->loaded = key == NULL;
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  if (key != NULL)
    guichet_store_read_draft_async (store, key, NULL, loaded_cb, g_object_ref (self));

  return self;
}

const char *
guichet_new_ticket_draft_get_key (GuichetNewTicketDraft *self)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), NULL);

  return self->key;
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
guichet_new_ticket_draft_get_loaded (GuichetNewTicketDraft *self)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), FALSE);

  return self->loaded;
}

gint64
guichet_new_ticket_draft_get_saved (GuichetNewTicketDraft *self)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), 0);

  return self->saved;
}

const GError *
guichet_new_ticket_draft_get_error (GuichetNewTicketDraft *self)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), NULL);

  return self->error;
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

/* ---- the end */

/* Posts what is not kept yet to the store at once: the page is going away. */
void
guichet_new_ticket_draft_flush (GuichetNewTicketDraft *self)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self));

  if (self->dirty && !self->held && self->loaded)
    save (self);
}

void
guichet_new_ticket_draft_hold (GuichetNewTicketDraft *self)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  self->held = TRUE;
}

void
guichet_new_ticket_draft_release (GuichetNewTicketDraft *self)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self));

  self->held = FALSE;
  if (self->dirty)
    schedule (self, SAVE_DELAY_MS);
}
