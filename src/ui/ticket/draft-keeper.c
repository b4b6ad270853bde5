#include "config.h"

#include "ui/ticket/draft-keeper.h"

#include "util/error.h"
#include "util/uuid.h"

/* A save starts this long after the first key that is not kept yet, so that
 * somebody who never pauses is kept too. The promise is 500 ms. */
#define SAVE_DELAY_MS 350

#define RETRY_DELAY_S 5

struct _GuichetDraftKeeper
{
  GObject parent_instance;

  GuichetStore      *store;
  GuichetRichEditor *editor;    /* weak; NULL before it is wanted, too */
  char              *key;
  char              *uuid;
  char              *base;      /* what had been seen when the text was begun */
  char              *seen;      /* what has been seen now */
  char              *kept;      /* what the store has, as far as we know */
  guint              n_saves;
  guint              n_read;    /* of the saves, before the last reading */
  GError            *error;
  gint64             saved;
  guint              timeout;
  gboolean           loaded;
  gboolean           dirty;
  gboolean           saving;
  gboolean           held;      /* between take and settle */
};

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
  WANTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetDraftKeeper, guichet_draft_keeper, G_TYPE_OBJECT)

static void schedule (GuichetDraftKeeper *self,
                      guint               delay);

/* ---- saving */

static void
set_saved (GuichetDraftKeeper *self,
           gint64              saved)
{
  if (self->saved == saved)
    return;

  self->saved = saved;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

static void
take_error (GuichetDraftKeeper *self,
            GError             *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static GuichetDraft *
make_draft (GuichetDraftKeeper *self)
{
  g_autofree char *html = guichet_rich_editor_dup_html (self->editor);
  GuichetDraft *draft = guichet_draft_new (self->key, html);

  g_set_str (&draft->uuid, self->uuid);
  g_set_str (&draft->base, self->base);
  draft->saved = g_get_real_time () / 1000;

  return draft;
}

typedef struct
{
  GuichetDraftKeeper *keeper;
  gint64              saved;    /* 0: there is nothing left to keep */
} Saving;

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr(GuichetDraftKeeper) self = saving->keeper;
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

static void
save (GuichetDraftKeeper *self)
{
  g_autoptr(GuichetDraft) draft = make_draft (self);
  Saving *saving = g_new0 (Saving, 1);

  g_clear_handle_id (&self->timeout, g_source_remove);
  self->dirty = FALSE;
  self->saving = TRUE;
  self->n_saves++;
  g_set_str (&self->kept, draft->html);

  saving->keeper = g_object_ref (self);
  saving->saved = *draft->html != '\0' ? draft->saved : 0;
  guichet_store_save_draft_async (self->store, draft, NULL, saved_cb, saving);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GuichetDraftKeeper *self = user_data;

  self->timeout = 0;
  if (self->dirty && !self->held && self->editor != NULL)
    save (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (GuichetDraftKeeper *self,
          guint               delay)
{
  if (self->timeout == 0 && !self->held && self->editor != NULL)
    self->timeout = g_timeout_add (delay, timeout_cb, self);
}

/* Who has written nothing yet begins after all that they see. */
static void
update_base (GuichetDraftKeeper *self)
{
  if (self->loaded && (self->editor == NULL || guichet_rich_editor_is_blank (self->editor)))
    g_set_str (&self->base, self->seen);
}

static void
changed_cb (GuichetDraftKeeper *self)
{
  self->dirty = TRUE;
  update_base (self);
  /* A new key after a failure is a reason to try again sooner. */
  if (self->error != NULL)
    g_clear_handle_id (&self->timeout, g_source_remove);
  /* One at a time: the end of a save starts the next. */
  if (!self->saving)
    schedule (self, SAVE_DELAY_MS);
}

/* ---- loading */

/* Returns: FALSE when it has gone */
static gboolean
ensure_editor (GuichetDraftKeeper *self)
{
  if (self->editor == NULL)
    g_signal_emit (self, signals[WANTED], 0);

  return self->editor != NULL;
}

/* In front of what was typed while we read, which nobody shall lose either. */
static void
prepend (GuichetDraftKeeper *self,
         const char         *html)
{
  g_autofree char *typed = guichet_rich_editor_dup_html (self->editor);
  g_autofree char *joined = g_strconcat (html, typed, NULL);

  guichet_rich_editor_set_html (self->editor, joined);
  if (*typed != '\0')
    changed_cb (self);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetDraftKeeper) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft_finish (GUICHET_STORE (source), result, &error);

  if (error != NULL)
    take_error (self, g_steal_pointer (&error));
  if (draft == NULL)
    g_set_str (&self->base, self->seen);
  if (draft != NULL && ensure_editor (self))
    {
      g_set_str (&self->uuid, draft->uuid);
      g_set_str (&self->base, draft->base);
      set_saved (self, draft->saved);
      g_set_str (&self->kept, draft->html);
      prepend (self, draft->html);
    }

  self->loaded = TRUE;
  update_base (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/* ---- texts that come back */

static void
read_again_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GuichetDraftKeeper) self = user_data;
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft_finish (GUICHET_STORE (source), result, NULL);
  g_autofree char *returned = NULL;

  /* Each save is told too: what was read before it is old. */
  if (self->held || self->n_saves != self->n_read)
    return;
  if (draft == NULL)
    g_set_str (&self->kept, "");
  if (draft == NULL || g_str_equal (draft->html, self->kept) || !g_str_has_suffix (draft->html, self->kept))
    return;
  if (!ensure_editor (self))
    return;

  returned = g_strndup (draft->html, strlen (draft->html) - strlen (self->kept));
  g_set_str (&self->kept, draft->html);
  prepend (self, returned);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/* An operation that was taken back out of the outbox puts its text in front of
 * the draft, while the editor is open here. */
static void
store_changed_cb (GuichetDraftKeeper *self,
                  GuichetChangeSet   *changes)
{
  if (!changes->drafts || !self->loaded || self->held || self->saving)
    return;

  self->n_read = self->n_saves;
  guichet_store_read_draft_async (self->store, self->key, NULL, read_again_cb, g_object_ref (self));
}

/* ---- class */

static void
guichet_draft_keeper_dispose (GObject *object)
{
  GuichetDraftKeeper *self = GUICHET_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_weak_pointer (&self->editor);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (guichet_draft_keeper_parent_class)->dispose (object);
}

static void
guichet_draft_keeper_finalize (GObject *object)
{
  GuichetDraftKeeper *self = GUICHET_DRAFT_KEEPER (object);

  g_clear_error (&self->error);
  g_free (self->key);
  g_free (self->uuid);
  g_free (self->base);
  g_free (self->seen);
  g_free (self->kept);

  G_OBJECT_CLASS (guichet_draft_keeper_parent_class)->finalize (object);
}

static void
guichet_draft_keeper_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  GuichetDraftKeeper *self = GUICHET_DRAFT_KEEPER (object);

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
guichet_draft_keeper_class_init (GuichetDraftKeeperClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_draft_keeper_dispose;
  object_class->finalize = guichet_draft_keeper_finalize;
  object_class->get_property = guichet_draft_keeper_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_SAVED] = g_param_spec_int64 ("saved", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_draft_keeper_init (GuichetDraftKeeper *self)
{
  self->uuid = guichet_uuid7_new ();
  self->base = g_strdup ("");
  self->seen = g_strdup ("");
  self->kept = g_strdup ("");
}

/**
 * guichet_draft_keeper_new:
 * @editor: (nullable): or it is set when it is wanted
 * @key: which draft: see #GuichetDraft
 *
 * Starts to read what was kept before.
 */
GuichetDraftKeeper *
guichet_draft_keeper_new (GuichetStore      *store,
                          GuichetRichEditor *editor,
                          const char        *key)
{
  GuichetDraftKeeper *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);

  self = g_object_new (GUICHET_TYPE_DRAFT_KEEPER, NULL);
  self->store = g_object_ref (store);
  self->key = g_strdup (key);
  if (editor != NULL)
    guichet_draft_keeper_set_editor (self, editor);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  guichet_store_read_draft_async (store, key, NULL, loaded_cb, g_object_ref (self));

  return self;
}

/* Once: where the text is from now on. */
void
guichet_draft_keeper_set_editor (GuichetDraftKeeper *self,
                                 GuichetRichEditor  *editor)
{
  g_return_if_fail (GUICHET_IS_DRAFT_KEEPER (self));
  g_return_if_fail (GUICHET_IS_RICH_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  g_set_weak_pointer (&self->editor, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

const char *
guichet_draft_keeper_get_key (GuichetDraftKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_KEEPER (self), NULL);

  return self->key;
}

/* The identity that the operation made of this text gets. */
const char *
guichet_draft_keeper_get_uuid (GuichetDraftKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_KEEPER (self), NULL);

  return self->uuid;
}

gboolean
guichet_draft_keeper_get_loaded (GuichetDraftKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_KEEPER (self), FALSE);

  return self->loaded;
}

gint64
guichet_draft_keeper_get_saved (GuichetDraftKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_KEEPER (self), 0);

  return self->saved;
}

const GError *
guichet_draft_keeper_get_error (GuichetDraftKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_KEEPER (self), NULL);

  return self->error;
}

/**
 * guichet_draft_keeper_set_seen:
 * @seen: what a text begun now would know of, such as the number of entries
 *
 * Does not change the base of a text that was begun before.
 */
void
guichet_draft_keeper_set_seen (GuichetDraftKeeper *self,
                               const char         *seen)
{
  g_return_if_fail (GUICHET_IS_DRAFT_KEEPER (self));

  g_set_str (&self->seen, seen);
  update_base (self);
}

/* For a text that was begun elsewhere and moves here. */
void
guichet_draft_keeper_set_base (GuichetDraftKeeper *self,
                               const char         *base)
{
  g_return_if_fail (GUICHET_IS_DRAFT_KEEPER (self));

  g_set_str (&self->base, base);
}

/* "" when it is not known. */
const char *
guichet_draft_keeper_get_base (GuichetDraftKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_KEEPER (self), "");

  return self->base;
}

/* The person has read what came since: the text counts as begun now. */
void
guichet_draft_keeper_accept_seen (GuichetDraftKeeper *self)
{
  g_return_if_fail (GUICHET_IS_DRAFT_KEEPER (self));

  if (g_set_str (&self->base, self->seen))
    changed_cb (self);
}

/**
 * guichet_draft_keeper_flush:
 *
 * Posts what is not kept yet to the store at once: the page is going away.
 */
void
guichet_draft_keeper_flush (GuichetDraftKeeper *self)
{
  g_return_if_fail (GUICHET_IS_DRAFT_KEEPER (self));

  if (self->dirty && !self->held && self->editor != NULL)
    save (self);
}

/**
 * guichet_draft_keeper_take:
 *
 * Empties the editor for an operation that is being made of its text. The
 * draft stays in the store until the outbox has the text. What is typed from
 * here on belongs to the next operation.
 *
 * Returns: (transfer full): the text as HTML, "" when blank
 */
char *
guichet_draft_keeper_take (GuichetDraftKeeper *self)
{
  g_autofree char *uuid = guichet_uuid7_new ();
  char *html;

  g_return_val_if_fail (GUICHET_IS_DRAFT_KEEPER (self), NULL);
  g_return_val_if_fail (!self->held && self->editor != NULL, NULL);

  html = guichet_rich_editor_dup_html (self->editor);
  guichet_rich_editor_set_html (self->editor, "");

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_set_str (&self->uuid, uuid);
  update_base (self);
  self->dirty = FALSE;
  self->held = TRUE;
  set_saved (self, 0);

  return html;
}

/* Ends what take began: the outbox has the text, or it is put back after this. */
void
guichet_draft_keeper_settle (GuichetDraftKeeper *self)
{
  g_return_if_fail (GUICHET_IS_DRAFT_KEEPER (self));

  self->held = FALSE;
  if (self->dirty && !self->saving)
    schedule (self, SAVE_DELAY_MS);
}

/* The text has gone to another editor, which saved it: this one forgets it. */
void
guichet_draft_keeper_discard (GuichetDraftKeeper *self)
{
  g_return_if_fail (GUICHET_IS_DRAFT_KEEPER (self));
  g_return_if_fail (self->editor != NULL);

  guichet_rich_editor_set_html (self->editor, "");
  self->dirty = TRUE;
  guichet_draft_keeper_flush (self);
}

/**
 * guichet_draft_keeper_put_back:
 *
 * Text that came back (recalled, or the outbox could not take it) goes in
 * front of what is in the editor, and is saved at once.
 */
void
guichet_draft_keeper_put_back (GuichetDraftKeeper *self,
                               const char         *html)
{
  g_return_if_fail (GUICHET_IS_DRAFT_KEEPER (self));

  if (html == NULL || *html == '\0')
    return;

  g_return_if_fail (ensure_editor (self));

  prepend (self, html);
  self->dirty = TRUE;
  guichet_draft_keeper_flush (self);
}
