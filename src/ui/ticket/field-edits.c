#include "config.h"

#include "ui/ticket/field-edits.h"

#include "util/text.h"

#include <glib/gi18n.h>

/* A form that holds more than this is damaged. */
#define MAX_TEXT (4 * 1024 * 1024)

typedef struct
{
  gboolean  staged;
  char     *base;
  char     *value;
  char     *label;
} Edit;

/* How a field was before a step. */
typedef struct
{
  GuichetField field;
  Edit         before;
} Undo;

struct _GuichetFieldEdits
{
  GObject parent_instance;

  GuichetProfile *profile;
  GuichetTicket  *ticket;
  Edit            edits[GUICHET_N_FIELDS];
  GPtrArray      *steps;        /* of GArray of Undo, oldest first */
  GArray         *open;         /* the step that is being made */
  gboolean        frozen;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetFieldEdits, guichet_field_edits, G_TYPE_OBJECT)

/* ---- which fields */

/**
 * guichet_field_is_of_form:
 *
 * Returns: whether the form changes @field; what a transition asks for is
 *   changed by the transition
 */
gboolean
guichet_field_is_of_form (GuichetField field)
{
  switch (field)
    {
    case GUICHET_FIELD_TITLE:
    case GUICHET_FIELD_ORGANISATION:
    case GUICHET_FIELD_CALLER:
    case GUICHET_FIELD_BENEFICIARY:
    case GUICHET_FIELD_SITE:
    case GUICHET_FIELD_CALLBACK_PHONE:
    case GUICHET_FIELD_AVAILABILITY:
    case GUICHET_FIELD_DOMAIN:
    case GUICHET_FIELD_FAMILY_GROUP:
    case GUICHET_FIELD_SERVICE_FAMILY:
    case GUICHET_FIELD_SERVICE:
    case GUICHET_FIELD_SUBCATEGORY:
    case GUICHET_FIELD_REQUEST_TYPE:
    case GUICHET_FIELD_ORIGIN:
    case GUICHET_FIELD_IMPACT:
    case GUICHET_FIELD_URGENCY:
    case GUICHET_FIELD_DESCRIPTION:
      return TRUE;

    default:
      return FALSE;
    }
}

static const char *
tell_fixed (GuichetField field)
{
  switch (field)
    {
    case GUICHET_FIELD_STATUS:
    case GUICHET_FIELD_TEAM:
    case GUICHET_FIELD_AGENT:
    case GUICHET_FIELD_SOLUTION:
    case GUICHET_FIELD_RESOLUTION_CODE:
    case GUICHET_FIELD_PENDING_REASON:
      return _("This changes through the actions below the ticket.");

    case GUICHET_FIELD_SATISFACTION:
    case GUICHET_FIELD_USER_COMMENT:
      return _("This is the requester’s word.");

    default:
      return _("The server computes this.");
    }
}

static const char *
tell_state (GuichetFieldEdits *self)
{
  if (self->frozen)
    return _("This ticket is no longer visible on the server.");

  switch (guichet_profile_categorise (self->profile, guichet_ticket_get (self->ticket, GUICHET_FIELD_STATUS),
                                      guichet_ticket_get (self->ticket, GUICHET_FIELD_OPERATIONAL_STATUS)))
    {
    case GUICHET_CATEGORY_RESOLVED:
      return _("The form of a resolved ticket cannot be changed.");

    case GUICHET_CATEGORY_CLOSED:
      return _("The form of a closed ticket cannot be changed.");

    case GUICHET_CATEGORY_ONGOING:
    default:
      return NULL;
    }
}

static gboolean
has_values (GuichetFieldEdits *self,
            GuichetField       field)
{
  const char * const *values;

  if (guichet_field_get_kind (field) != GUICHET_FIELD_KIND_CODE)
    return TRUE;

  values = guichet_profile_get_values (self->profile, field);
  return values != NULL && *values != NULL;
}

/**
 * guichet_field_edits_can_edit:
 * @out_reason: (out) (optional) (nullable): why not, as a sentence
 */
gboolean
guichet_field_edits_can_edit (GuichetFieldEdits  *self,
                              GuichetField        field,
                              const char        **out_reason)
{
  const char *reason = NULL;

  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), FALSE);

  if (self->ticket == NULL || guichet_ticket_peek (self->ticket, field) == NULL)
    reason = _("This has not arrived from the server yet.");
  else if (!guichet_field_is_of_form (field) || !guichet_field_is_writable (field)
           || !guichet_profile_has_field (self->profile, field))
    reason = tell_fixed (field);
  else if (!has_values (self, field))
    reason = _("The values that this may have are not known.");
  else
    reason = tell_state (self);

  if (out_reason != NULL)
    *out_reason = reason;

  return reason == NULL;
}

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

static void
emit_changed (GuichetFieldEdits *self)
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
  emit_changed (self);
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
  emit_changed (self);

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
  emit_changed (self);
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

static gboolean
is_missing (GuichetFieldEdits *self,
            GuichetField       field)
{
  const char *value = guichet_field_edits_get (self, field);

  if (!guichet_profile_is_mandatory (self->profile, field) || !guichet_field_edits_can_edit (self, field, NULL))
    return FALSE;
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY)
    return guichet_field_edits_get_key (self, field) == 0;

  return guichet_text_is_empty (value);
}

/**
 * guichet_field_edits_find_missing:
 *
 * Nobody is kept from answering because a ticket arrived without a subject:
 * fields are missing once something in the form is changed.
 *
 * Returns: the mandatory fields that are empty, a bit each
 */
guint64
guichet_field_edits_find_missing (GuichetFieldEdits *self)
{
  guint64 missing = 0;

  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), 0);

  if (guichet_field_edits_get_n_staged (self) == 0)
    return 0;

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (is_missing (self, i))
      missing |= G_GUINT64_CONSTANT (1) << i;

  return missing;
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
  emit_changed (self);
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
  emit_changed (self);
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
  emit_changed (self);
}

static void
write_change (GKeyFile     *file,
              GuichetField  field,
              const char   *base,
              const char   *value,
              const char   *label)
{
  const char *group = guichet_field_get_name (field);

  g_key_file_set_string (file, group, "Base", base != NULL ? base : "");
  g_key_file_set_string (file, group, "Value", value);
  g_key_file_set_string (file, group, "Label", label != NULL ? label : "");
}

/**
 * guichet_field_edits_to_text:
 *
 * Returns: (transfer full): the staged changes, "" for none
 */
char *
guichet_field_edits_to_text (GuichetFieldEdits *self)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), NULL);

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (self->edits[i].staged)
      write_change (file, i, self->edits[i].base, self->edits[i].value, self->edits[i].label);

  return g_key_file_to_data (file, NULL, NULL);
}

/**
 * guichet_field_changes_to_text:
 *
 * Returns: (transfer full): the changes of @intent that the form made, in the
 *   same form; "" for none
 */
char *
guichet_field_changes_to_text (const GuichetIntent *intent)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (guichet_field_is_of_form (change->field))
        write_change (file, change->field, change->base, change->value, change->label);
    }

  return g_key_file_to_data (file, NULL, NULL);
}

static void
read_change (GuichetFieldEdits *self,
             GKeyFile          *file,
             const char        *group)
{
  g_autofree char *base = g_key_file_get_string (file, group, "Base", NULL);
  g_autofree char *value = g_key_file_get_string (file, group, "Value", NULL);
  g_autofree char *label = g_key_file_get_string (file, group, "Label", NULL);
  GuichetField field;

  if (base == NULL || value == NULL || !guichet_field_from_name (group, &field) || !guichet_field_is_of_form (field))
    return;

  remember (self, field);
  clear_edit (&self->edits[field]);
  put_edit (self, field, base, value, label);
}

/**
 * guichet_field_edits_add_text:
 * @text: what guichet_field_edits_to_text() gave once; anything else is left out
 *
 * What the text holds is staged again, as one step.
 */
void
guichet_field_edits_add_text (GuichetFieldEdits *self,
                              const char        *text)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) groups = NULL;

  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  if (text == NULL || *text == '\0' || strlen (text) > MAX_TEXT)
    return;
  if (!g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, &error))
    {
      g_message ("Kept changes of a form could not be read: %s", error->message);
      return;
    }

  guichet_field_edits_open_step (self);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    read_change (self, file, groups[i]);
  guichet_field_edits_close_step (self);
  emit_changed (self);
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
