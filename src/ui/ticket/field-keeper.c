#include "config.h"

#include "ui/ticket/field-keeper.h"

#include "util/uuid.h"

struct _GuichetFieldKeeper
{
  GuichetDraftSaver parent_instance;

  GuichetFieldEdits *edits;     /* NULL once the page has gone */
  char              *uuid;
};

G_DEFINE_FINAL_TYPE (GuichetFieldKeeper, guichet_field_keeper, GUICHET_TYPE_DRAFT_SAVER)

/* Not before what was kept is staged: it would be overwritten. */
static GuichetDraft *
guichet_field_keeper_make_draft (GuichetDraftSaver *saver)
{
  GuichetFieldKeeper *self = GUICHET_FIELD_KEEPER (saver);
  g_autofree char *text = NULL;
  GuichetDraft *draft;

  if (self->edits == NULL || !guichet_draft_saver_get_loaded (saver))
    return NULL;

  text = guichet_field_edits_to_text (self->edits);
  if (g_str_equal (text, guichet_draft_saver_get_kept (saver)))
    return NULL;

  draft = guichet_draft_new (guichet_draft_saver_get_key (saver), text);
  g_set_str (&draft->uuid, self->uuid);

  return draft;
}

static void
guichet_field_keeper_take_draft (GuichetDraftSaver  *saver,
                                 const GuichetDraft *draft)
{
  GuichetFieldKeeper *self = GUICHET_FIELD_KEEPER (saver);

  if (draft == NULL || self->edits == NULL)
    return;

  g_set_str (&self->uuid, draft->uuid);
  guichet_field_edits_add_text (self->edits, draft->html);
}

/* ---- class */

static void
guichet_field_keeper_dispose (GObject *object)
{
  GuichetFieldKeeper *self = GUICHET_FIELD_KEEPER (object);

  g_clear_object (&self->edits);

  G_OBJECT_CLASS (guichet_field_keeper_parent_class)->dispose (object);
}

static void
guichet_field_keeper_finalize (GObject *object)
{
  g_free (GUICHET_FIELD_KEEPER (object)->uuid);

  G_OBJECT_CLASS (guichet_field_keeper_parent_class)->finalize (object);
}

static void
guichet_field_keeper_class_init (GuichetFieldKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GuichetDraftSaverClass *saver_class = GUICHET_DRAFT_SAVER_CLASS (klass);

  object_class->dispose = guichet_field_keeper_dispose;
  object_class->finalize = guichet_field_keeper_finalize;
  saver_class->make_draft = guichet_field_keeper_make_draft;
  saver_class->take_draft = guichet_field_keeper_take_draft;
}

static void
guichet_field_keeper_init (GuichetFieldKeeper *self)
{
  self->uuid = guichet_uuid7_new ();
}

/**
 * guichet_draft_key_for_fields:
 *
 * Returns: (transfer full): the draft of the changes of a form; its text is no
 *   HTML: see guichet_field_edits_to_text()
 */
char *
guichet_draft_key_for_fields (gint64 ticket_id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/fields", ticket_id);
}

/**
 * guichet_field_keeper_new:
 * @edits: that has the ticket already, by which kept changes are judged
 *
 * Starts to read what was kept before.
 */
GuichetFieldKeeper *
guichet_field_keeper_new (GuichetStore      *store,
                          GuichetFieldEdits *edits,
                          gint64             ticket_id)
{
  g_autofree char *key = guichet_draft_key_for_fields (ticket_id);
  GuichetFieldKeeper *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);
  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (edits), NULL);

  self = g_object_new (GUICHET_TYPE_FIELD_KEEPER, NULL);
  self->edits = g_object_ref (edits);
  g_signal_connect_object (edits, "changed", G_CALLBACK (guichet_draft_saver_touch), self, G_CONNECT_SWAPPED);
  guichet_draft_saver_load (GUICHET_DRAFT_SAVER (self), store, key);

  return self;
}

/* The identity that the operation made of these changes gets. */
const char *
guichet_field_keeper_get_uuid (GuichetFieldKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_KEEPER (self), NULL);

  return self->uuid;
}

/* See guichet_draft_saver_hold(). What is changed from here on belongs to the
 * next operation. */
void
guichet_field_keeper_hold (GuichetFieldKeeper *self)
{
  g_autofree char *uuid = guichet_uuid7_new ();

  g_return_if_fail (GUICHET_IS_FIELD_KEEPER (self));

  g_set_str (&self->uuid, uuid);
  guichet_draft_saver_hold (GUICHET_DRAFT_SAVER (self));
}

/* See guichet_draft_saver_settle(): the store keeps nothing of it any more. */
void
guichet_field_keeper_settle (GuichetFieldKeeper *self)
{
  g_return_if_fail (GUICHET_IS_FIELD_KEEPER (self));

  guichet_draft_saver_set_kept (GUICHET_DRAFT_SAVER (self), "");
  guichet_draft_saver_settle (GUICHET_DRAFT_SAVER (self));
}
