#include "config.h"

#include "ui/ticket/draft-saver.h"

/* A save starts this long after the first change that is not kept yet, so that
 * somebody who never pauses is kept too. The promise is 500 ms. */
#define SAVE_DELAY_MS 350

#define RETRY_DELAY_S 5

typedef struct
{
  GuichetStore *store;
  char         *key;
  char         *kept;           /* what the store has or is being given, as far as we know */
  GError       *error;
  gint64        saved;
  guint         n_saves;
  guint         timeout;
  gboolean      loaded;
  gboolean      dirty;          /* something changed since the last save began */
  gboolean      saving;
  gboolean      held;           /* between hold and settle */
} GuichetDraftSaverPrivate;

enum
{
  PROP_0,
  PROP_LOADED,
  PROP_SAVED,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GuichetDraftSaver, guichet_draft_saver, G_TYPE_OBJECT)

static GuichetDraftSaverPrivate *
get_private (GuichetDraftSaver *self)
{
  return guichet_draft_saver_get_instance_private (self);
}

static void
take_error (GuichetDraftSaver *self,
            GError            *error)
{
  GuichetDraftSaverPrivate *priv = get_private (self);

  if (priv->error == NULL && error == NULL)
    return;
  if (error != NULL)
    g_message ("The draft %s could not be read or saved: %s", priv->key, error->message);

  g_clear_error (&priv->error);
  priv->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* ---- saving */

static void schedule (GuichetDraftSaver *self,
                      guint              delay);

typedef struct
{
  GuichetDraftSaver *saver;
  gint64             saved;     /* 0: there is nothing left to keep */
  char              *before;    /* what the store has if it fails */
} Saving;

static void
free_saving (Saving *saving)
{
  g_object_unref (saving->saver);
  g_free (saving->before);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, free_saving)

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  GuichetDraftSaver *self = saving->saver;
  GuichetDraftSaverPrivate *priv = get_private (self);
  g_autoptr(GError) error = NULL;

  priv->saving = FALSE;
  if (guichet_store_save_draft_finish (GUICHET_STORE (source), result, &error))
    {
      take_error (self, NULL);
      if (!priv->held)
        guichet_draft_saver_set_saved (self, saving->saved);
      if (priv->dirty)
        schedule (self, SAVE_DELAY_MS);
      return;
    }

  priv->dirty = TRUE;
  guichet_draft_saver_set_kept (self, saving->before);
  take_error (self, g_steal_pointer (&error));
  schedule (self, RETRY_DELAY_S * 1000);
}

static void
save (GuichetDraftSaver *self)
{
  GuichetDraftSaverPrivate *priv = get_private (self);
  g_autoptr(GuichetDraft) draft = GUICHET_DRAFT_SAVER_GET_CLASS (self)->make_draft (self);
  Saving *saving;

  g_clear_handle_id (&priv->timeout, g_source_remove);
  if (draft == NULL)
    return;

  saving = g_new0 (Saving, 1);
  saving->saver = g_object_ref (self);
  saving->saved = *draft->html != '\0' ? draft->saved : 0;
  saving->before = g_strdup (priv->kept);
  priv->dirty = FALSE;
  priv->saving = TRUE;
  priv->n_saves++;
  guichet_draft_saver_set_kept (self, draft->html);
  guichet_store_save_draft_async (priv->store, draft, NULL, saved_cb, saving);
}

static void
timeout_cb (gpointer user_data)
{
  get_private (user_data)->timeout = 0;
  guichet_draft_saver_flush (user_data);
}

/* One save at a time: the end of one starts the next. */
static void
schedule (GuichetDraftSaver *self,
          guint              delay)
{
  GuichetDraftSaverPrivate *priv = get_private (self);

  if (priv->timeout == 0 && !priv->held && !priv->saving)
    priv->timeout = g_timeout_add_once (delay, timeout_cb, self);
}

/* ---- loading */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetDraftSaver) self = user_data;
  GuichetDraftSaverPrivate *priv = get_private (self);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft_finish (GUICHET_STORE (source), result, &error);

  if (error != NULL)
    take_error (self, g_steal_pointer (&error));
  if (draft != NULL)
    {
      guichet_draft_saver_set_kept (self, draft->html);
      guichet_draft_saver_set_saved (self, draft->saved);
    }
  GUICHET_DRAFT_SAVER_GET_CLASS (self)->take_draft (self, draft);

  priv->loaded = TRUE;
  if (priv->dirty)
    schedule (self, SAVE_DELAY_MS);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/* ---- class */

static void
guichet_draft_saver_dispose (GObject *object)
{
  g_clear_handle_id (&get_private (GUICHET_DRAFT_SAVER (object))->timeout, g_source_remove);

  G_OBJECT_CLASS (guichet_draft_saver_parent_class)->dispose (object);
}

static void
guichet_draft_saver_finalize (GObject *object)
{
  GuichetDraftSaverPrivate *priv = get_private (GUICHET_DRAFT_SAVER (object));

  g_clear_object (&priv->store);
  g_clear_error (&priv->error);
  g_free (priv->key);
  g_free (priv->kept);

  G_OBJECT_CLASS (guichet_draft_saver_parent_class)->finalize (object);
}

static void
guichet_draft_saver_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  GuichetDraftSaverPrivate *priv = get_private (GUICHET_DRAFT_SAVER (object));

  switch (prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, priv->loaded);
      break;

    case PROP_SAVED:
      g_value_set_int64 (value, priv->saved);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, priv->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_draft_saver_class_init (GuichetDraftSaverClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_draft_saver_dispose;
  object_class->finalize = guichet_draft_saver_finalize;
  object_class->get_property = guichet_draft_saver_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_SAVED] = g_param_spec_int64 ("saved", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
guichet_draft_saver_init (GuichetDraftSaver *self)
{
  get_private (self)->kept = g_strdup ("");
}

const char *
guichet_draft_saver_get_key (GuichetDraftSaver *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_SAVER (self), NULL);

  return get_private (self)->key;
}

gboolean
guichet_draft_saver_get_loaded (GuichetDraftSaver *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_SAVER (self), FALSE);

  return get_private (self)->loaded;
}

gint64
guichet_draft_saver_get_saved (GuichetDraftSaver *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_SAVER (self), 0);

  return get_private (self)->saved;
}

const GError *
guichet_draft_saver_get_error (GuichetDraftSaver *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_SAVER (self), NULL);

  return get_private (self)->error;
}

/* Posts what is not kept yet to the store at once: the page is going away. */
void
guichet_draft_saver_flush (GuichetDraftSaver *self)
{
  g_return_if_fail (GUICHET_IS_DRAFT_SAVER (self));

  if (get_private (self)->dirty && !get_private (self)->held)
    save (self);
}

/**
 * guichet_draft_saver_hold:
 *
 * An operation is being made of it: what the store keeps is removed when that
 * is saved, and not before.
 */
void
guichet_draft_saver_hold (GuichetDraftSaver *self)
{
  g_return_if_fail (GUICHET_IS_DRAFT_SAVER (self));

  g_clear_handle_id (&get_private (self)->timeout, g_source_remove);
  get_private (self)->held = TRUE;
}

/* Ends what hold began: the outbox has it, or it comes back after this. */
void
guichet_draft_saver_settle (GuichetDraftSaver *self)
{
  g_return_if_fail (GUICHET_IS_DRAFT_SAVER (self));

  get_private (self)->held = FALSE;
  if (get_private (self)->dirty)
    schedule (self, SAVE_DELAY_MS);
}

/* ---- for the classes */

/* Once, or load: a draft of which the store keeps nothing yet. */
void
guichet_draft_saver_begin (GuichetDraftSaver *self,
                           GuichetStore      *store,
                           const char        *key)
{
  GuichetDraftSaverPrivate *priv = get_private (self);

  g_return_if_fail (priv->store == NULL);

  priv->store = g_object_ref (store);
  priv->key = g_strdup (key);
  priv->loaded = TRUE;
}

/* Once, or begin: starts to read what was kept before. */
void
guichet_draft_saver_load (GuichetDraftSaver *self,
                          GuichetStore      *store,
                          const char        *key)
{
  guichet_draft_saver_begin (self, store, key);
  get_private (self)->loaded = FALSE;
  guichet_store_read_draft_async (store, key, NULL, loaded_cb, g_object_ref (self));
}

GuichetStore *
guichet_draft_saver_get_store (GuichetDraftSaver *self)
{
  return get_private (self)->store;
}

/* Something changed that is to be kept. */
void
guichet_draft_saver_touch (GuichetDraftSaver *self)
{
  GuichetDraftSaverPrivate *priv = get_private (self);

  priv->dirty = TRUE;
  /* A new change after a failure is a reason to try again sooner. */
  if (priv->error != NULL)
    g_clear_handle_id (&priv->timeout, g_source_remove);
  schedule (self, SAVE_DELAY_MS);
}

/* There is nothing any more that would have to be kept. */
void
guichet_draft_saver_forget (GuichetDraftSaver *self)
{
  g_clear_handle_id (&get_private (self)->timeout, g_source_remove);
  get_private (self)->dirty = FALSE;
  guichet_draft_saver_set_saved (self, 0);
}

/* For what is kept in another way than by a save of this. */
void
guichet_draft_saver_set_saved (GuichetDraftSaver *self,
                               gint64             saved)
{
  GuichetDraftSaverPrivate *priv = get_private (self);

  if (priv->saved == saved)
    return;

  priv->saved = saved;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

/**
 * guichet_draft_saver_get_kept:
 *
 * Returns: what the store has, as far as is known, or is being given
 */
const char *
guichet_draft_saver_get_kept (GuichetDraftSaver *self)
{
  return get_private (self)->kept;
}

void
guichet_draft_saver_set_kept (GuichetDraftSaver *self,
                              const char        *html)
{
  g_set_str (&get_private (self)->kept, html);
}

gboolean
guichet_draft_saver_is_held (GuichetDraftSaver *self)
{
  return get_private (self)->held;
}

gboolean
guichet_draft_saver_is_saving (GuichetDraftSaver *self)
{
  return get_private (self)->saving;
}

/* How many saves have begun: what was read before the last is old. */
guint
guichet_draft_saver_get_n_saves (GuichetDraftSaver *self)
{
  return get_private (self)->n_saves;
}
