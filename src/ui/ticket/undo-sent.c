#include "config.h"

#include "ui/ticket/undo-sent.h"

#include "store/outbox.h"
#include "store/reading.h"
#include "ui/common/field-title.h"
#include "ui/common/toast.h"
#include "ui/ticket/ticket-form.h"

#include <glib/gi18n.h>

/* The way back from what was sent. While it waits it is taken back as a whole;
 * once the server has it, the inverse of what the form changed is staged, for
 * the fields that nobody changed since. */

typedef struct
{
  GWeakRef           page;
  GuichetFieldEdits *edits;
  gint64             ticket_id;
  GuichetPutBackFunc put_back;
  GuichetIntent     *inverse;
  guint              n_names;   /* names that are still being read */
  GuichetField       kept;      /* one that somebody else changed since */
} Undoing;

typedef struct
{
  Undoing      *undoing;
  GuichetField  field;
} Naming;

static void
free_undoing (Undoing *undoing)
{
  g_weak_ref_clear (&undoing->page);
  g_object_unref (undoing->edits);
  g_clear_pointer (&undoing->inverse, guichet_intent_free);
  g_free (undoing);
}

static void
tell (Undoing    *undoing,
      const char *text)
{
  g_autoptr(GtkWidget) page = g_weak_ref_get (&undoing->page);

  if (page != NULL)
    guichet_show_toast (page, adw_toast_new (text));
}

/* ---- staging */

static void
stage (Undoing *undoing)
{
  GPtrArray *changes = undoing->inverse->changes;

  guichet_field_edits_open_step (undoing->edits);
  for (guint i = 0; i < changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (changes, i);

      guichet_field_edits_stage (undoing->edits, change->field, change->value, change->label);
    }
  guichet_field_edits_close_step (undoing->edits);

  if (undoing->kept != GUICHET_N_FIELDS)
    {
      /* Translators: the name of a field */
      g_autofree char *text = g_strdup_printf (_("“%s” was changed by somebody else since and stays as it is"),
                                               guichet_field_get_title (undoing->kept));

      tell (undoing, text);
    }
  else
    tell (undoing, _("The former values are back in the form: send them with “Apply”"));
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Naming *naming = user_data;
  Undoing *undoing = naming->undoing;
  g_autoptr(GuichetReference) reference = guichet_store_read_reference_finish (GUICHET_STORE (source), result, NULL);

  if (reference != NULL)
    g_set_str (&guichet_intent_get_change (undoing->inverse, naming->field)->label, reference->name);
  if (--undoing->n_names > 0)
    return;

  stage (undoing);
  free_undoing (undoing);
}

static GuichetReferenceKind
get_kind (GuichetField field)
{
  switch (field)
    {
    case GUICHET_FIELD_SITE:
      return GUICHET_REFERENCE_SITE;

    case GUICHET_FIELD_ORGANISATION:
      return GUICHET_REFERENCE_ORGANISATION;

    case GUICHET_FIELD_DOMAIN:
      return GUICHET_REFERENCE_DOMAIN;

    case GUICHET_FIELD_FAMILY_GROUP:
      return GUICHET_REFERENCE_FAMILY_GROUP;

    case GUICHET_FIELD_SERVICE_FAMILY:
      return GUICHET_REFERENCE_SERVICE_FAMILY;

    case GUICHET_FIELD_SERVICE:
      return GUICHET_REFERENCE_SERVICE;

    case GUICHET_FIELD_SUBCATEGORY:
      return GUICHET_REFERENCE_SUBCATEGORY;

    default:
      return GUICHET_REFERENCE_PERSON;
    }
}

/* The outbox knows the former key, not its name. */
static void
read_names (Undoing      *undoing,
            GuichetStore *store)
{
  GPtrArray *changes = undoing->inverse->changes;

  undoing->n_names = 1;
  for (guint i = 0; i < changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (changes, i);
      gint64 id = g_ascii_strtoll (change->value, NULL, 10);
      Naming *naming;

      if (guichet_field_get_kind (change->field) != GUICHET_FIELD_KIND_KEY || id == 0)
        continue;

      naming = g_new0 (Naming, 1);
      naming->undoing = undoing;
      naming->field = change->field;
      undoing->n_names++;
      guichet_store_read_reference_async (store, get_kind (change->field), id, NULL, named_cb, naming);
    }

  if (--undoing->n_names > 0)
    return;

  stage (undoing);
  free_undoing (undoing);
}

/* ---- finding */

static gboolean
changes_form (const GuichetIntent *intent)
{
  for (guint i = 0; i < intent->changes->len; i++)
    if (guichet_field_is_of_form (((GuichetFieldChange *) g_ptr_array_index (intent->changes, i))->field))
      return TRUE;

  return FALSE;
}

static const GuichetIntent *
find_waiting (GPtrArray *intents,
              gint64     ticket_id)
{
  for (guint i = intents->len; i > 0; i--)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i - 1);

      if (intent->ticket_id == ticket_id && intent->state == GUICHET_INTENT_WAITING)
        return intent;
    }

  return NULL;
}

static void
take_back (Undoing             *undoing,
           GuichetStore        *store,
           const GuichetIntent *waiting)
{
  g_autoptr(GtkWidget) page = g_weak_ref_get (&undoing->page);

  if (page != NULL)
    guichet_take_back (page, store, waiting, undoing->put_back);
  free_undoing (undoing);
}

static const GuichetIntent *
find_last (GPtrArray *intents,
           gint64     ticket_id)
{
  for (guint i = intents->len; i > 0; i--)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i - 1);

      if (intent->ticket_id == ticket_id && intent->kind == GUICHET_INTENT_CHANGE
          && intent->state == GUICHET_INTENT_DONE && changes_form (intent))
        return intent;
    }

  return NULL;
}

static void
invert (Undoing             *undoing,
        const GuichetIntent *done)
{
  undoing->inverse = guichet_intent_new (GUICHET_INTENT_CHANGE, undoing->ticket_id);
  for (guint i = 0; i < done->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (done->changes, i);

      if (!guichet_field_is_of_form (change->field) || change->base == NULL)
        continue;
      if (g_strcmp0 (guichet_field_edits_get (undoing->edits, change->field), change->value) == 0)
        guichet_intent_set_field (undoing->inverse, change->field, change->value, change->base, NULL);
      else
        undoing->kept = change->field;
    }
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Undoing *undoing = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) intents = guichet_store_list_intents_finish (GUICHET_STORE (source), result, &error);
  const GuichetIntent *intent;

  if (intents == NULL)
    {
      g_message ("The outbox could not be read: %s", error->message);
      free_undoing (undoing);
      return;
    }

  if ((intent = find_waiting (intents, undoing->ticket_id)) != NULL)
    take_back (undoing, GUICHET_STORE (source), intent);
  else if ((intent = find_last (intents, undoing->ticket_id)) != NULL)
    {
      invert (undoing, intent);
      read_names (undoing, GUICHET_STORE (source));
    }
  else
    {
      tell (undoing, _("There is nothing to undo"));
      free_undoing (undoing);
    }
}

/**
 * guichet_undo_sent:
 * @page: gets a word on what happened
 * @put_back: takes the texts of what had not left
 *
 * Takes back what waits to leave this ticket last; else stages the inverse of
 * the last change of the form that was sent from here.
 */
void
guichet_undo_sent (GtkWidget          *page,
                   GuichetStore       *store,
                   GuichetFieldEdits  *edits,
                   gint64              ticket_id,
                   GuichetPutBackFunc  put_back)
{
  Undoing *undoing = g_new0 (Undoing, 1);

  g_weak_ref_init (&undoing->page, page);
  undoing->edits = g_object_ref (edits);
  undoing->ticket_id = ticket_id;
  undoing->put_back = put_back;
  undoing->kept = GUICHET_N_FIELDS;
  guichet_store_list_intents_async (store, TRUE, NULL, listed_cb, undoing);
}
