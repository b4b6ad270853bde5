#include "config.h"

#include "ui/ticket/field-edits-private.h"

#include "util/text.h"

typedef GuichetFieldEdit Edit;

/* How a field was before a step. */
typedef struct
{
  GuichetField field;
  Edit         before;
} Undo;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetFieldEdits, guichet_field_edits, G_TYPE_OBJECT)

/* ---- steps */

static void
clear_edit (Edit *edit)
{
  g_clear_pointer (&edit->base, g_free);
  g_clear_pointer (&edit->value, g_free);
  g_clear_pointer (&edit->label, g_free);
  edit->staged = FALSE;
}

static void
copy_edit (const Edit *from,
           Edit       *to)
{
  to->staged = from->staged;
  to->base = g_strdup (from->base);
  to->value = g_strdup (from->value);
  to->label = g_strdup (from->label);
}

static void
clear_undo (gpointer data)
{
  clear_edit (&((Undo *) data)->before);
}

static GArray *
new_step (void)
{
  GArray *step = g_array_new (FALSE, TRUE, sizeof (Undo));

  g_array_set_clear_func (step, clear_undo);

  return step;
}

static void
remember (GuichetFieldEdits *self,
          GuichetField       field)
{
  Undo undo = { .field = field };

  for (guint i = 0; i < self->open->len; i++)
    if (g_array_index (self->open, Undo, i).field == field)
      return;

  copy_edit (&self->edits[field], &undo.before);
  g_array_append_val (self->open, undo);
}

static gboolean
is_same (const Edit *a,
         const Edit *b)
{
  return a->staged == b->staged && g_strcmp0 (a->value, b->value) == 0;
}

static gboolean
has_effect (GuichetFieldEdits *self,
            GArray            *step)
{
  for (guint i = 0; i < step->len; i++)
    {
      const Undo *undo = &g_array_index (step, Undo, i);

      if (!is_same (&undo->before, &self->edits[undo->field]))
        return TRUE;
    }

  return FALSE;
}

static void
take_back (GuichetFieldEdits *self,
           GArray            *step)
{
  for (guint i = 0; i < step->len; i++)
    {
      const Undo *undo = &g_array_index (step, Undo, i);

      clear_edit (&self->edits[undo->field]);
      copy_edit (&undo->before, &self->edits[undo->field]);
    }
}

void
_guichet_field_edits_changed (GuichetFieldEdits *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Closes the step before, if its editor did not. */
void
guichet_field_edits_open_step (GuichetFieldEdits *self)
{
  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  guichet_field_edits_close_step (self);
  self->open = new_step ();
}

void
guichet_field_edits_close_step (GuichetFieldEdits *self)
{
  g_autoptr(GArray) step = NULL;

  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  step = g_steal_pointer (&self->open);
  if (step != NULL && has_effect (self, step))
    g_ptr_array_add (self->steps, g_steal_pointer (&step));
}

void
guichet_field_edits_cancel_step (GuichetFieldEdits *self)
{
  g_autoptr(GArray) step = NULL;

  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  step = g_steal_pointer (&self->open);
  if (step == NULL || !has_effect (self, step))
    return;

  take_back (self, step);
  _guichet_field_edits_changed (self);
}

gboolean
guichet_field_edits_can_undo (GuichetFieldEdits *self)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), FALSE);

  return self->steps->len > 0;
}

/**
 * guichet_field_edits_undo:
 * @out_field: (out) (optional): one of the fields that are as before again
 *
 * Returns: whether there was a step to take back
 */
gboolean
guichet_field_edits_undo (GuichetFieldEdits *self,
                          GuichetField      *out_field)
{
  g_autoptr(GArray) step = NULL;

  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), FALSE);

  guichet_field_edits_close_step (self);
  if (self->steps->len == 0)
    return FALSE;

  step = g_ptr_array_steal_index (self->steps, self->steps->len - 1);
  take_back (self, step);
  if (out_field != NULL)
    *out_field = g_array_index (step, Undo, 0).field;
  _guichet_field_edits_changed (self);

  return TRUE;
}

/* ---- staging */

static const char *
get_shown (GuichetFieldEdits *self,
           GuichetField       field)
{
  return self->ticket != NULL ? guichet_ticket_get (self->ticket, field) : "";
}

/* Back to what is shown is no change any more. */
static void
put_edit (GuichetFieldEdits *self,
          GuichetField       field,
          const char        *base,
          const char        *value,
          const char        *label)
{
  Edit *edit = &self->edits[field];
  g_autofree char *kept_base = g_strdup (edit->staged ? edit->base : base);

  clear_edit (edit);
  if (g_strcmp0 (value, get_shown (self, field)) == 0)
    return;

  edit->staged = TRUE;
  edit->base = g_steal_pointer (&kept_base);
  edit->value = g_strdup (value);
  edit->label = g_strdup (label);
}

void
_guichet_field_edits_put (GuichetFieldEdits *self,
                          GuichetField       field,
                          const char        *base,
                          const char        *value,
                          const char        *label)
{
  remember (self, field);
  clear_edit (&self->edits[field]);
  put_edit (self, field, base, value, label);
}

/**
 * guichet_field_edits_stage:
 * @label: (nullable): the name behind a key, or of a code
 */
void
guichet_field_edits_stage (GuichetFieldEdits *self,
                           GuichetField       field,
                           const char        *value,
                           const char        *label)
{
  gboolean alone;

  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));
  g_return_if_fail (field < GUICHET_N_FIELDS && value != NULL);

  if (!guichet_field_edits_can_edit (self, field, NULL)
      || g_strcmp0 (value, guichet_field_edits_get (self, field)) == 0)
    return;

  alone = self->open == NULL;
  if (alone)
    guichet_field_edits_open_step (self);
  remember (self, field);
  put_edit (self, field, get_shown (self, field), value, label);
  if (alone)
    guichet_field_edits_close_step (self);
  _guichet_field_edits_changed (self);
}

/* @id: 0 empties the field */
void
guichet_field_edits_stage_key (GuichetFieldEdits *self,
                               GuichetField       field,
                               gint64             id,
                               const char        *label)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  /* The server writes nobody as 0, the cache as "". */
  if (id == 0 && guichet_field_edits_get_key (self, field) == 0)
    return;

  guichet_field_edits_stage (self, field, value, label);
}

/* Back to what is shown, as a step that can be taken back. */
void
guichet_field_edits_revert (GuichetFieldEdits *self,
                            GuichetField       field)
{
  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  if (self->edits[field].staged)
    guichet_field_edits_stage (self, field, get_shown (self, field), NULL);
}

/* ---- values */

const char *
guichet_field_edits_get (GuichetFieldEdits *self,
                         GuichetField       field)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), "");

  return self->edits[field].staged ? self->edits[field].value : get_shown (self, field);
}

gint64
guichet_field_edits_get_key (GuichetFieldEdits *self,
                             GuichetField       field)
{
  gint64 id;

  return guichet_text_parse_int64 (guichet_field_edits_get (self, field), &id) ? id : 0;
}

/* The name behind a key. */
const char *
guichet_field_edits_get_label (GuichetFieldEdits *self,
                               GuichetField       field)
{
  const Edit *edit;

  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), "");

  edit = &self->edits[field];
  if (edit->staged)
    return edit->label != NULL ? edit->label : "";

  return self->ticket != NULL ? guichet_ticket_get_label (self->ticket, field) : "";
}

gboolean
guichet_field_edits_is_staged (GuichetFieldEdits *self,
                               GuichetField       field)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), FALSE);

  return self->edits[field].staged;
}

/* Whether somebody else changed the field after the person began to. */
gboolean
guichet_field_edits_is_outdated (GuichetFieldEdits *self,
                                 GuichetField       field)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), FALSE);

  return self->edits[field].staged && g_strcmp0 (self->edits[field].base, get_shown (self, field)) != 0;
}

guint
guichet_field_edits_get_n_staged (GuichetFieldEdits *self)
{
  guint n = 0;

  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), 0);

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    n += self->edits[i].staged;

  return n;
}

/* ---- the ticket */

/* What arrived with the value that was wanted needs no change any more. */
static void
drop_arrived (GuichetFieldEdits *self)
{
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (self->edits[i].staged && g_strcmp0 (self->edits[i].value, get_shown (self, i)) == 0)
      clear_edit (&self->edits[i]);
}

void
guichet_field_edits_set_ticket (GuichetFieldEdits *self,
                                GuichetTicket     *ticket)
{
  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));
  g_return_if_fail (ticket != NULL);

  guichet_ticket_ref (ticket);
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  self->ticket = ticket;
  if (self->open == NULL)
    drop_arrived (self);
  _guichet_field_edits_changed (self);
}

void
guichet_field_edits_set_profile (GuichetFieldEdits *self,
                                 GuichetProfile    *profile)
{
  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  guichet_profile_ref (profile);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  self->profile = profile;
}

/* Nothing can be changed: the ticket has vanished. */
void
guichet_field_edits_set_frozen (GuichetFieldEdits *self,
                                gboolean           frozen)
{
  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  frozen = !!frozen;
  if (self->frozen == frozen)
    return;

  self->frozen = frozen;
  _guichet_field_edits_changed (self);
}

/* ---- away from here */

/**
 * guichet_field_edits_collect:
 *
 * Adds the staged changes to @intent; what that changes itself stays.
 */
void
guichet_field_edits_collect (GuichetFieldEdits *self,
                             GuichetIntent     *intent)
{
  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      const Edit *edit = &self->edits[i];

      if (edit->staged && guichet_intent_get_change (intent, i) == NULL)
        guichet_intent_set_field (intent, i, edit->base, edit->value, edit->label);
    }
}

/* Forgets all changes, and the steps that led to them. */
void
guichet_field_edits_clear (GuichetFieldEdits *self)
{
  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  g_clear_pointer (&self->open, g_array_unref);
  g_ptr_array_set_size (self->steps, 0);
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    clear_edit (&self->edits[i]);
  _guichet_field_edits_changed (self);
}

/* ---- class */

static void
guichet_field_edits_finalize (GObject *object)
{
  GuichetFieldEdits *self = GUICHET_FIELD_EDITS (object);

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    clear_edit (&self->edits[i]);
  g_clear_pointer (&self->open, g_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);

  G_OBJECT_CLASS (guichet_field_edits_parent_class)->finalize (object);
}

static void
guichet_field_edits_class_init (GuichetFieldEditsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_field_edits_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_field_edits_init (GuichetFieldEdits *self)
{
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

GuichetFieldEdits *
guichet_field_edits_new (GuichetProfile *profile)
{
  GuichetFieldEdits *self;

  g_return_val_if_fail (profile != NULL, NULL);

  self = g_object_new (GUICHET_TYPE_FIELD_EDITS, NULL);
  self->profile = guichet_profile_ref (profile);

  return self;
}
