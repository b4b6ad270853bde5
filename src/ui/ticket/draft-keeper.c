#include "config.h"

#include "ui/ticket/draft-keeper.h"

#include "util/uuid.h"

struct _GuichetDraftKeeper
{
  GuichetDraftSaver parent_instance;

  GuichetRichEditor *editor;    /* weak; NULL before it is wanted, too */
  char              *uuid;
  char              *base;      /* what had been seen when the text was begun */
  char              *seen;      /* what has been seen now */
  guint              n_read;    /* of the saves, before the last reading */
};

enum
{
  WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetDraftKeeper, guichet_draft_keeper, GUICHET_TYPE_DRAFT_SAVER)

/* ---- saving */

static GuichetDraft *
guichet_draft_keeper_make_draft (GuichetDraftSaver *saver)
{
  GuichetDraftKeeper *self = GUICHET_DRAFT_KEEPER (saver);
  g_autofree char *html = NULL;
  GuichetDraft *draft;

  if (self->editor == NULL)
    return NULL;

  html = guichet_rich_editor_dup_html (self->editor);
  draft = guichet_draft_new (guichet_draft_saver_get_key (saver), html);
  g_set_str (&draft->uuid, self->uuid);
  g_set_str (&draft->base, self->base);

  return draft;
}

/* Who has written nothing yet begins after all that they see. */
static void
follow_seen (GuichetDraftKeeper *self)
{
  if (self->editor == NULL || guichet_rich_editor_is_blank (self->editor))
    g_set_str (&self->base, self->seen);
}

static void
update_base (GuichetDraftKeeper *self)
{
  if (guichet_draft_saver_get_loaded (GUICHET_DRAFT_SAVER (self)))
    follow_seen (self);
}

static void
changed_cb (GuichetDraftKeeper *self)
{
  update_base (self);
  guichet_draft_saver_touch (GUICHET_DRAFT_SAVER (self));
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
guichet_draft_keeper_take_draft (GuichetDraftSaver  *saver,
                                 const GuichetDraft *draft)
{
  GuichetDraftKeeper *self = GUICHET_DRAFT_KEEPER (saver);

  if (draft == NULL)
    g_set_str (&self->base, self->seen);
  if (draft != NULL && ensure_editor (self))
    {
      g_set_str (&self->uuid, draft->uuid);
      g_set_str (&self->base, draft->base);
      prepend (self, draft->html);
    }

  follow_seen (self);
}

/* ---- texts that come back */

/* What is in front of that which was kept. */
static char *
find_returned (GuichetDraftKeeper *self,
               const GuichetDraft *draft)
{
  const char *kept = guichet_draft_saver_get_kept (GUICHET_DRAFT_SAVER (self));

  if (!g_str_has_suffix (draft->html, kept))
    return g_strdup ("");

  return g_strndup (draft->html, strlen (draft->html) - strlen (kept));
}

static void
read_again_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GuichetDraftKeeper) self = user_data;
  GuichetDraftSaver *saver = GUICHET_DRAFT_SAVER (self);
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft_finish (GUICHET_STORE (source), result, NULL);
  g_autofree char *returned = NULL;

  /* Each save is told too: what was read before it is old. */
  if (guichet_draft_saver_is_held (saver) || guichet_draft_saver_get_n_saves (saver) != self->n_read)
    return;
  if (draft == NULL)
    {
      guichet_draft_saver_set_kept (saver, "");
      return;
    }

  returned = find_returned (self, draft);
  if (*returned == '\0' || !ensure_editor (self))
    return;

  guichet_draft_saver_set_kept (saver, draft->html);
  prepend (self, returned);
  g_object_notify (G_OBJECT (self), "loaded");
}

/* An operation that was taken back out of the outbox puts its text in front of
 * the draft, while the editor is open here. */
static void
store_changed_cb (GuichetDraftKeeper *self,
                  GuichetChangeSet   *changes)
{
  GuichetDraftSaver *saver = GUICHET_DRAFT_SAVER (self);

  if (!changes->drafts || !guichet_draft_saver_get_loaded (saver) || guichet_draft_saver_is_held (saver) ||
      guichet_draft_saver_is_saving (saver))
    return;

  self->n_read = guichet_draft_saver_get_n_saves (saver);
  guichet_store_read_draft_async (guichet_draft_saver_get_store (saver), guichet_draft_saver_get_key (saver), NULL,
                                  read_again_cb, g_object_ref (self));
}

/* ---- class */

static void
guichet_draft_keeper_dispose (GObject *object)
{
  GuichetDraftKeeper *self = GUICHET_DRAFT_KEEPER (object);

  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (guichet_draft_keeper_parent_class)->dispose (object);
}

static void
guichet_draft_keeper_finalize (GObject *object)
{
  GuichetDraftKeeper *self = GUICHET_DRAFT_KEEPER (object);

  g_free (self->uuid);
  g_free (self->base);
  g_free (self->seen);

  G_OBJECT_CLASS (guichet_draft_keeper_parent_class)->finalize (object);
}

static void
guichet_draft_keeper_class_init (GuichetDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GuichetDraftSaverClass *saver_class = GUICHET_DRAFT_SAVER_CLASS (klass);

  object_class->dispose = guichet_draft_keeper_dispose;
  object_class->finalize = guichet_draft_keeper_finalize;
  saver_class->make_draft = guichet_draft_keeper_make_draft;
  saver_class->take_draft = guichet_draft_keeper_take_draft;

  signals[WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_draft_keeper_init (GuichetDraftKeeper *self)
{
  self->uuid = guichet_uuid7_new ();
  self->base = g_strdup ("");
  self->seen = g_strdup ("");
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
  if (editor != NULL)
    guichet_draft_keeper_set_editor (self, editor);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  guichet_draft_saver_load (GUICHET_DRAFT_SAVER (self), store, key);

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

/* The identity that the operation made of this text gets. */
const char *
guichet_draft_keeper_get_uuid (GuichetDraftKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_DRAFT_KEEPER (self), NULL);

  return self->uuid;
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
 * guichet_draft_keeper_take:
 *
 * Empties the editor for an operation that is being made of its text. The
 * draft stays in the store until the outbox has the text. What is typed from
 * here on belongs to the next operation. guichet_draft_saver_settle() ends that.
 *
 * Returns: (transfer full): the text as HTML, "" when blank
 */
char *
guichet_draft_keeper_take (GuichetDraftKeeper *self)
{
  g_autofree char *uuid = guichet_uuid7_new ();
  char *html;

  g_return_val_if_fail (GUICHET_IS_DRAFT_KEEPER (self), NULL);
  g_return_val_if_fail (self->editor != NULL && !guichet_draft_saver_is_held (GUICHET_DRAFT_SAVER (self)), NULL);

  html = guichet_rich_editor_dup_html (self->editor);
  guichet_rich_editor_set_html (self->editor, "");

  g_set_str (&self->uuid, uuid);
  update_base (self);
  guichet_draft_saver_forget (GUICHET_DRAFT_SAVER (self));
  guichet_draft_saver_hold (GUICHET_DRAFT_SAVER (self));

  return html;
}

/* The text has gone to another editor, which saved it: this one forgets it. */
void
guichet_draft_keeper_discard (GuichetDraftKeeper *self)
{
  g_return_if_fail (GUICHET_IS_DRAFT_KEEPER (self));
  g_return_if_fail (self->editor != NULL);

  guichet_rich_editor_set_html (self->editor, "");
  guichet_draft_saver_touch (GUICHET_DRAFT_SAVER (self));
  guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (self));
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
  guichet_draft_saver_touch (GUICHET_DRAFT_SAVER (self));
  guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (self));
}
