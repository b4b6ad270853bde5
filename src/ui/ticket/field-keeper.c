#include "config.h"

#include "ui/ticket/field-keeper.h"

#include "util/uuid.h"

#define SAVE_DELAY_MS 350
#define RETRY_DELAY_S 5

struct _GuichetFieldKeeper
{
  GObject parent_instance;

  GuichetStore      *store;
  GuichetFieldEdits *edits;
  char              *key;
  char              *uuid;
  char              *kept;      /* what the store has, or is being given */
  guint              timeout;
  gboolean           loaded;
  gboolean           saving;
  gboolean           held;      /* between hold and settle */
};

enum
{
  PROP_0,
  PROP_LOADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetFieldKeeper, guichet_field_keeper, G_TYPE_OBJECT)

static void schedule (GuichetFieldKeeper *self,
                      guint               delay);

/* ---- saving */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GuichetFieldKeeper) self = user_data;
  g_autoptr(GError) error = NULL;

  self->saving = FALSE;
  if (guichet_store_save_draft_finish (GUICHET_STORE (source), result, &error))
    {
      schedule (self, SAVE_DELAY_MS);
      return;
    }

  g_message ("Changes of a form could not be kept: %s", error->message);
  g_clear_pointer (&self->kept, g_free);
  schedule (self, RETRY_DELAY_S * 1000);
}

static gboolean
is_dirty (GuichetFieldKeeper *self)
{
  g_autofree char *text = guichet_field_edits_to_text (self->edits);

  return self->loaded && !self->held && g_strcmp0 (text, self->kept) != 0;
}

static void
save (GuichetFieldKeeper *self)
{
  g_autofree char *text = guichet_field_edits_to_text (self->edits);
  g_autoptr(GuichetDraft) draft = guichet_draft_new (self->key, text);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_set_str (&draft->uuid, self->uuid);
  draft->saved = g_get_real_time () / 1000;
  g_set_str (&self->kept, text);
  self->saving = TRUE;
  guichet_store_save_draft_async (self->store, draft, NULL, saved_cb, g_object_ref (self));
}

static gboolean
timeout_cb (gpointer user_data)
{
  GuichetFieldKeeper *self = user_data;

  self->timeout = 0;
  if (!self->saving && is_dirty (self))
    save (self);

  return G_SOURCE_REMOVE;
}

/* One save at a time: the end of one looks for the next. */
static void
schedule (GuichetFieldKeeper *self,
          guint               delay)
{
  if (self->timeout == 0 && self->edits != NULL && !self->saving && is_dirty (self))
    self->timeout = g_timeout_add (delay, timeout_cb, self);
}

static void
edits_changed_cb (GuichetFieldKeeper *self)
{
  schedule (self, SAVE_DELAY_MS);
}

/* ---- loading */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetFieldKeeper) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft_finish (GUICHET_STORE (source), result, &error);

  if (error != NULL)
    g_message ("Kept changes of a form could not be read: %s", error->message);

  self->loaded = TRUE;
  if (self->edits == NULL)
    return;
  if (draft != NULL)
    {
      g_set_str (&self->uuid, draft->uuid);
      g_set_str (&self->kept, draft->html);
      guichet_field_edits_add_text (self->edits, draft->html);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/* ---- class */

static void
guichet_field_keeper_dispose (GObject *object)
{
  GuichetFieldKeeper *self = GUICHET_FIELD_KEEPER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->edits);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (guichet_field_keeper_parent_class)->dispose (object);
}

static void
guichet_field_keeper_finalize (GObject *object)
{
  GuichetFieldKeeper *self = GUICHET_FIELD_KEEPER (object);

  g_free (self->key);
  g_free (self->uuid);
  g_free (self->kept);

  G_OBJECT_CLASS (guichet_field_keeper_parent_class)->finalize (object);
}

static void
guichet_field_keeper_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  GuichetFieldKeeper *self = GUICHET_FIELD_KEEPER (object);

  switch (prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_field_keeper_class_init (GuichetFieldKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_field_keeper_dispose;
  object_class->finalize = guichet_field_keeper_finalize;
  object_class->get_property = guichet_field_keeper_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
guichet_field_keeper_init (GuichetFieldKeeper *self)
{
  self->uuid = guichet_uuid7_new ();
  self->kept = g_strdup ("");
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
  GuichetFieldKeeper *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);
  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (edits), NULL);

  self = g_object_new (GUICHET_TYPE_FIELD_KEEPER, NULL);
  self->store = g_object_ref (store);
  self->edits = g_object_ref (edits);
  self->key = guichet_draft_key_for_fields (ticket_id);
  g_signal_connect_object (edits, "changed", G_CALLBACK (edits_changed_cb), self, G_CONNECT_SWAPPED);

  guichet_store_read_draft_async (store, self->key, NULL, loaded_cb, g_object_ref (self));

  return self;
}

const char *
guichet_field_keeper_get_key (GuichetFieldKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_KEEPER (self), NULL);

  return self->key;
}

/* The identity that the operation made of these changes gets. */
const char *
guichet_field_keeper_get_uuid (GuichetFieldKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_KEEPER (self), NULL);

  return self->uuid;
}

gboolean
guichet_field_keeper_get_loaded (GuichetFieldKeeper *self)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_KEEPER (self), FALSE);

  return self->loaded;
}

/* Posts what is not kept yet to the store at once: the page is going away. */
void
guichet_field_keeper_flush (GuichetFieldKeeper *self)
{
  g_return_if_fail (GUICHET_IS_FIELD_KEEPER (self));

  if (self->edits != NULL && is_dirty (self))
    save (self);
}

/* An operation is being made of the changes: what the store keeps of them is
 * removed with its saving, and not before. */
void
guichet_field_keeper_hold (GuichetFieldKeeper *self)
{
  g_autofree char *uuid = guichet_uuid7_new ();

  g_return_if_fail (GUICHET_IS_FIELD_KEEPER (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_set_str (&self->uuid, uuid);
  self->held = TRUE;
}

/* The outbox has the changes, or they were staged again. */
void
guichet_field_keeper_settle (GuichetFieldKeeper *self)
{
  g_return_if_fail (GUICHET_IS_FIELD_KEEPER (self));

  self->held = FALSE;
  g_set_str (&self->kept, "");
  schedule (self, SAVE_DELAY_MS);
}
