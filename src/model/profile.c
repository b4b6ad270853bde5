#include "config.h"

#include "model/profile.h"

#include "model/journal-entry.h"
#include "model/profile-private.h"
#include "util/data-dir.h"
#include "util/error.h"

struct _GuichetProfile
{
  GuichetProfileData *data;
  guint64             fields;
};

G_DEFINE_BOXED_TYPE (GuichetProfile, guichet_profile, guichet_profile_ref, guichet_profile_unref)

static guint64
collect_fields (const GuichetProfileData *data)
{
  guint64 fields = 0;

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (data->codes[i] != NULL)
      fields |= G_GUINT64_CONSTANT (1) << i;

  return fields;
}

static GuichetProfile *
wrap_data (GuichetProfileData *data,
           guint64             fields)
{
  GuichetProfile *self = g_atomic_rc_box_new0 (GuichetProfile);

  self->data = data;
  self->fields = fields;

  return self;
}

/**
 * guichet_profile_new_from_data:
 * @data: the text of a profile; its origin need not be trusted
 * @length: bytes, or -1
 *
 * Any thread. Labels are read in the locale of the moment.
 *
 * Returns: (transfer full) (nullable): the profile; %NULL with
 *   %GUICHET_ERROR_INVALID when a group or key is wrong
 */
GuichetProfile *
guichet_profile_new_from_data (const char  *data,
                               gssize       length,
                               GError     **error)
{
  GuichetProfileData *parsed = _guichet_profile_data_parse (data, length, error);

  return parsed != NULL ? wrap_data (parsed, collect_fields (parsed)) : NULL;
}

GuichetProfile *
guichet_profile_load (const char  *path,
                      GError     **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return guichet_profile_new_from_data (text, (gssize) length, error);
}

/* The folders that may hold profiles, the person's own first: an
 * administrator installs another one without rebuilding. */
static GPtrArray *
list_folders (void)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  const char * const *system = g_get_system_data_dirs ();

  g_ptr_array_add (folders, g_build_filename (g_get_user_data_dir (), "guichet", "profiles", NULL));
  g_ptr_array_add (folders, g_build_filename ("/etc", "guichet", "profiles", NULL));
  for (guint i = 0; system[i] != NULL; i++)
    g_ptr_array_add (folders, g_build_filename (system[i], "guichet", "profiles", NULL));
  g_ptr_array_add (folders, guichet_data_dir_find ("profiles"));

  return folders;
}

/**
 * guichet_profile_load_named:
 * @name: such as "asap"
 *
 * Returns: (transfer full) (nullable): the first profile of that name in the
 *   person's, the administrator's and the installed folders
 */
GuichetProfile *
guichet_profile_load_named (const char  *name,
                            GError     **error)
{
  g_autoptr(GPtrArray) folders = list_folders ();
  g_autofree char *file = g_strconcat (name, ".profile", NULL);

  if (strchr (name, G_DIR_SEPARATOR) == NULL)
    for (guint i = 0; i < folders->len; i++)
      {
        g_autofree char *path = g_build_filename (g_ptr_array_index (folders, i), file, NULL);

        if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
          return guichet_profile_load (path, error);
      }

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "There is no profile named “%s”", name);
  return NULL;
}

static void
add_names (GHashTable *names,
           const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".profile"))
      g_hash_table_add (names, g_strndup (file, strlen (file) - strlen (".profile")));
}

/**
 * guichet_profile_list_names:
 *
 * Returns: (transfer full) (array zero-terminated=1): every profile there is,
 *   in alphabetical order
 */
char **
guichet_profile_list_names (void)
{
  g_autoptr(GPtrArray) folders = list_folders ();
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) sorted = NULL;

  for (guint i = 0; i < folders->len; i++)
    add_names (names, g_ptr_array_index (folders, i));

  sorted = g_hash_table_steal_all_keys (names);
  g_ptr_array_sort_values (sorted, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (sorted, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&sorted), FALSE);
}

GuichetProfile *
guichet_profile_ref (GuichetProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_profile (gpointer data)
{
  GuichetProfile *self = data;

  g_clear_pointer (&self->data, _guichet_profile_data_unref);
}

void
guichet_profile_unref (GuichetProfile *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_profile);
}

/**
 * guichet_profile_restrict:
 * @fields: bit n for the logical field n
 *
 * Returns: (transfer full): the same profile without the fields that a server
 *   was found not to have; actions keep naming them, see guichet_profile_has_field()
 */
GuichetProfile *
guichet_profile_restrict (GuichetProfile *self,
                          guint64         fields)
{
  g_return_val_if_fail (self != NULL, NULL);

  return wrap_data (_guichet_profile_data_ref (self->data), self->fields & fields);
}

const char *
guichet_profile_get_name (GuichetProfile *self)
{
  return self->data->name;
}

const char *
guichet_profile_get_title (GuichetProfile *self)
{
  return self->data->title;
}

const char *
guichet_profile_get_class_name (GuichetProfile *self)
{
  return self->data->class_name;
}

guint
guichet_profile_get_reopen_days (GuichetProfile *self)
{
  return self->data->reopen_days;
}

/**
 * guichet_profile_get_zone:
 *
 * Returns: (transfer none) (nullable): the zone in which servers of this kind
 *   write dates, as an identifier
 */
const char *
guichet_profile_get_zone (GuichetProfile *self)
{
  return self->data->zone;
}

guint64
guichet_profile_get_fields (GuichetProfile *self)
{
  return self->fields;
}

gboolean
guichet_profile_has_field (GuichetProfile *self,
                           GuichetField    field)
{
  return (self->fields >> field & 1) != 0;
}

/**
 * guichet_profile_get_code:
 *
 * Returns: (transfer none) (nullable): the server's attribute code of @field,
 *   %NULL when the server has none
 */
const char *
guichet_profile_get_code (GuichetProfile *self,
                          GuichetField    field)
{
  return guichet_profile_has_field (self, field) ? self->data->codes[field] : NULL;
}

const char *
guichet_profile_get_journal_code (GuichetProfile *self,
                                  guint           journal)
{
  g_return_val_if_fail (journal < GUICHET_N_JOURNALS, NULL);

  return self->data->journals[journal];
}

/**
 * guichet_profile_find_field:
 * @code: an attribute code of the server
 *
 * Returns: whether a logical field has this code
 */
gboolean
guichet_profile_find_field (GuichetProfile *self,
                            const char     *code,
                            GuichetField   *out_field)
{
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (guichet_profile_has_field (self, i) && g_strcmp0 (self->data->codes[i], code) == 0)
      {
        *out_field = i;
        return TRUE;
      }

  return FALSE;
}

static const GuichetValueList *
find_values (GuichetProfile *self,
             GuichetField    field)
{
  for (guint i = 0; i < self->data->values->len; i++)
    {
      const GuichetValueList *list = &g_array_index (self->data->values, GuichetValueList, i);

      if (list->field == field)
        return list;
    }

  return NULL;
}

/**
 * guichet_profile_get_values:
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the codes that
 *   @field may hold, in the order in which they are offered
 */
const char * const *
guichet_profile_get_values (GuichetProfile *self,
                            GuichetField    field)
{
  const GuichetValueList *list = find_values (self, field);

  return list != NULL ? list->codes : NULL;
}

/**
 * guichet_profile_get_value_label:
 *
 * Returns: (transfer none): what a person reads for the code @value: a state's
 *   or a value's label, the code itself where the profile knows none
 */
const char *
guichet_profile_get_value_label (GuichetProfile *self,
                                 GuichetField    field,
                                 const char     *value)
{
  const GuichetValueList *list = find_values (self, field);
  const GuichetState *state;

  if (field == GUICHET_FIELD_STATUS && (state = guichet_profile_get_state (self, value)) != NULL)
    return state->label;

  for (guint i = 0; list != NULL && list->codes[i] != NULL; i++)
    if (g_strcmp0 (list->codes[i], value) == 0)
      return list->labels[i];

  return value;
}

/**
 * guichet_profile_get_value_names:
 *
 * Returns: (transfer none) (array length=out_n): what the states and the
 *   values of the other fields are called, in all languages
 */
const GuichetValueName *
guichet_profile_get_value_names (GuichetProfile *self,
                                 guint          *out_n)
{
  *out_n = self->data->names->len;

  return (const GuichetValueName *) self->data->names->data;
}

/**
 * guichet_profile_get_default:
 *
 * Returns: (transfer none) (nullable): what a new ticket holds in @field
 *   unless the person says otherwise
 */
const char *
guichet_profile_get_default (GuichetProfile *self,
                             GuichetField    field)
{
  g_return_val_if_fail (field < GUICHET_N_FIELDS, NULL);

  return self->data->defaults[field];
}

/**
 * guichet_profile_get_help:
 *
 * Returns: (transfer none) (nullable): what @field is for, as a sentence
 */
const char *
guichet_profile_get_help (GuichetProfile *self,
                          GuichetField    field)
{
  g_return_val_if_fail (field < GUICHET_N_FIELDS, NULL);

  return self->data->help[field];
}

gboolean
guichet_profile_is_mandatory (GuichetProfile *self,
                              GuichetField    field)
{
  return guichet_profile_has_field (self, field) && (self->data->mandatory >> field & 1) != 0;
}

/**
 * guichet_profile_get_state:
 *
 * Returns: (transfer none) (nullable): %NULL for a state that the profile does
 *   not know: it is shown raw and offers no transition
 */
const GuichetState *
guichet_profile_get_state (GuichetProfile *self,
                           const char     *code)
{
  for (guint i = 0; i < self->data->states->len; i++)
    {
      const GuichetState *state = &g_array_index (self->data->states, GuichetState, i);

      if (g_strcmp0 (state->code, code) == 0)
        return state;
    }

  return NULL;
}

const GuichetState *
guichet_profile_get_states (GuichetProfile *self,
                            guint          *out_n)
{
  *out_n = self->data->states->len;

  return (const GuichetState *) self->data->states->data;
}

/**
 * guichet_profile_categorise:
 * @operational_status: (nullable): the server's own ready-made filter
 *
 * The server's word counts before the profile's table, since it is right for
 * states that the profile never heard of (ITOP-PROTOCOL §7).
 */
GuichetCategory
guichet_profile_categorise (GuichetProfile *self,
                            const char     *status,
                            const char     *operational_status)
{
  const GuichetState *state = guichet_profile_get_state (self, status);

  if (g_strcmp0 (operational_status, "ongoing") == 0)
    return GUICHET_CATEGORY_ONGOING;
  if (g_strcmp0 (operational_status, "resolved") == 0)
    return GUICHET_CATEGORY_RESOLVED;
  if (g_strcmp0 (operational_status, "closed") == 0)
    return GUICHET_CATEGORY_CLOSED;

  return state != NULL ? state->category : GUICHET_CATEGORY_ONGOING;
}

const GuichetAction *
guichet_profile_get_action (GuichetProfile *self,
                            const char     *name)
{
  for (guint i = 0; i < self->data->actions->len; i++)
    {
      const GuichetAction *action = &g_array_index (self->data->actions, GuichetAction, i);

      if (g_strcmp0 (action->name, name) == 0)
        return action;
    }

  return NULL;
}

const GuichetAction *
guichet_profile_get_actions (GuichetProfile *self,
                             guint          *out_n)
{
  *out_n = self->data->actions->len;

  return (const GuichetAction *) self->data->actions->data;
}

gboolean
guichet_action_is_offered_from (const GuichetAction *action,
                                const char          *status)
{
  return g_strv_contains (action->from, status);
}

const GuichetReferenceSource *
guichet_profile_get_reference_source (GuichetProfile       *self,
                                      GuichetReferenceKind  kind)
{
  g_return_val_if_fail (kind < GUICHET_N_REFERENCE_KINDS, NULL);

  return self->data->sources[kind].class_name != NULL ? &self->data->sources[kind] : NULL;
}

const GuichetPlatform *
guichet_profile_get_platforms (GuichetProfile *self,
                               guint          *out_n)
{
  *out_n = self->data->platforms->len;

  return (const GuichetPlatform *) self->data->platforms->data;
}
