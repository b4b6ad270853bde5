#include "config.h"

#include "model/creation.h"

#include "util/text.h"

/* A draft that holds more than this is damaged. */
#define MAX_TEXT (4 * 1024 * 1024)

/* Groups of attribute codes that have no logical name. No field is named so. */
#define EXTRA "extra:"

/* What people would spell on the telephone. */
#define PROVISIONAL_DIGITS 4

char *
guichet_creation_dup_key (const GuichetIntent *creation)
{
  g_return_val_if_fail (creation != NULL, NULL);

  return g_strconcat (GUICHET_CREATION_DRAFT_PREFIX, creation->uuid, NULL);
}

gboolean
guichet_creation_is_draft_key (const char *key)
{
  g_return_val_if_fail (key != NULL, FALSE);

  return g_str_has_prefix (key, GUICHET_CREATION_DRAFT_PREFIX);
}

/**
 * guichet_creation_dup_provisional_ref:
 *
 * Returns: (transfer full): such as "P-3F2A": the end of the identity, which
 *   differs from one operation to the next
 */
char *
guichet_creation_dup_provisional_ref (const char *uuid)
{
  gsize length;
  g_autofree char *end = NULL;

  g_return_val_if_fail (uuid != NULL, NULL);

  length = strlen (uuid);
  end = g_ascii_strup (uuid + length - MIN (length, PROVISIONAL_DIGITS), -1);

  return g_strconcat ("P-", end, NULL);
}

/* ---- as text */

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (a, b);
}

/* Between bars: a key file loses white space at the edges. */
static void
write_string (GKeyFile   *file,
              const char *group,
              const char *key,
              const char *string)
{
  g_autofree char *barred = g_strconcat ("|", string, "|", NULL);

  g_key_file_set_string (file, group, key, barred);
}

static char *
read_string (GKeyFile   *file,
             const char *group,
             const char *key)
{
  g_autofree char *barred = g_key_file_get_string (file, group, key, NULL);
  gsize length = barred != NULL ? strlen (barred) : 0;

  if (length < 2 || barred[0] != '|' || barred[length - 1] != '|')
    return NULL;

  return g_strndup (barred + 1, length - 2);
}

static void
write_extras (GKeyFile            *file,
              const GuichetIntent *creation)
{
  g_autoptr(GList) codes = g_list_sort (g_hash_table_get_keys (creation->extras), compare_strings);

  for (GList *l = codes; l != NULL; l = l->next)
    {
      g_autofree char *group = g_strconcat (EXTRA, l->data, NULL);

      write_string (file, group, "Value", g_hash_table_lookup (creation->extras, l->data));
    }
}

/**
 * guichet_creation_to_text:
 *
 * Returns: (transfer full):
 */
char *
guichet_creation_to_text (const GuichetIntent *creation)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (creation != NULL, NULL);

  for (guint i = 0; i < creation->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (creation->changes, i);
      const char *group = guichet_field_get_name (change->field);

      write_string (file, group, "Value", change->value != NULL ? change->value : "");
      if (change->label != NULL)
        write_string (file, group, "Label", change->label);
    }
  write_extras (file, creation);

  return g_key_file_to_data (file, NULL, NULL);
}

static void
read_group (GuichetIntent *creation,
            GKeyFile      *file,
            const char    *group)
{
  g_autofree char *value = read_string (file, group, "Value");
  g_autofree char *label = read_string (file, group, "Label");
  GuichetField field;

  if (value == NULL)
    return;

  if (guichet_field_from_name (group, &field))
    guichet_intent_set_field (creation, field, NULL, value, label);
  else if (g_str_has_prefix (group, EXTRA))
    guichet_intent_set_extra (creation, group + strlen (EXTRA), value);
}

/**
 * guichet_creation_add_text:
 * @text: what guichet_creation_to_text() gave once; what cannot be read is left
 *   out
 */
void
guichet_creation_add_text (GuichetIntent *creation,
                           const char    *text)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_auto(GStrv) groups = NULL;

  g_return_if_fail (creation != NULL);

  if (text == NULL || *text == '\0' || strlen (text) > MAX_TEXT ||
      !g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return;

  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    read_group (creation, file, groups[i]);
}

/* ---- completing */

static void
set_missing (GuichetIntent  *creation,
             GuichetProfile *profile,
             GuichetField    field,
             const char     *value,
             const char     *label)
{
  const GuichetFieldChange *change = guichet_intent_get_change (creation, field);

  if (guichet_profile_has_field (profile, field) && !guichet_text_is_empty (value) &&
      (change == NULL || guichet_text_is_empty (change->value)))
    guichet_intent_set_field (creation, field, NULL, value, label);
}

static void
set_missing_key (GuichetIntent  *creation,
                 GuichetProfile *profile,
                 GuichetField    field,
                 gint64          id,
                 const char     *label)
{
  g_autofree char *value = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;

  set_missing (creation, profile, field, value, label);
}

void
guichet_creation_complete (GuichetIntent    *creation,
                           GuichetProfile   *profile,
                           GuichetIdentity  *identity,
                           GuichetReference *leaf)
{
  g_return_if_fail (creation != NULL && profile != NULL && identity != NULL);

  set_missing_key (creation, profile, GUICHET_FIELD_CALLER, identity->person_id, identity->name);
  set_missing_key (creation, profile, GUICHET_FIELD_ORGANISATION, identity->organisation_id, identity->organisation);
  if (leaf != NULL)
    set_missing (creation, profile, GUICHET_FIELD_REQUEST_TYPE, leaf->code, NULL);
  for (guint field = GUICHET_FIELD_REQUEST_TYPE; field <= GUICHET_FIELD_URGENCY; field++)
    set_missing (creation, profile, field, guichet_profile_get_default (profile, field), NULL);
}
