#include "config.h"

#include "model/profile-private.h"

#include "util/error.h"

/* Far beyond any real server, and small enough for a hostile file. */
#define MAX_BYTES (256 * 1024)
#define MAX_GROUPS 200

typedef struct
{
  GKeyFile           *file;
  GuichetProfileData *data;
} Parser;

static gboolean
fail (GError     **error,
      const char  *group,
      const char  *key,
      const char  *what)
{
  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "[%s] %s: %s", group, key, what);
  return FALSE;
}

/* Codes go into OQL and JSON as they are: only what needs no escaping there. */
static gboolean
is_code (const char *text)
{
  if (text == NULL || !(g_ascii_isalpha (*text) || *text == '_'))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;

  return strlen (text) <= 100;
}

static const char *
keep (Parser     *parser,
      const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (parser->data->chunk, text) : NULL;
}

static const char *
read_text (Parser     *parser,
           const char *group,
           const char *key)
{
  g_autofree char *text = g_key_file_get_string (parser->file, group, key, NULL);

  return keep (parser, text);
}

/* A label in the person's language. */
static const char *
read_label (Parser     *parser,
            const char *group,
            const char *key,
            const char *fallback)
{
  g_autofree char *text = g_key_file_get_locale_string (parser->file, group, key, NULL, NULL);

  return keep (parser, text != NULL && *text != '\0' ? text : fallback);
}

static gboolean
read_code (Parser      *parser,
           const char  *group,
           const char  *key,
           gboolean     required,
           const char **out_code,
           GError     **error)
{
  const char *code = read_text (parser, group, key);

  if (code == NULL && required)
    return fail (error, group, key, "is missing");
  if (code != NULL && !is_code (code))
    return fail (error, group, key, "is not a code (letters, digits, underscores)");

  *out_code = code;
  return TRUE;
}

/* A NULL-terminated list that lives as long as the profile. */
static const char * const *
read_list (Parser     *parser,
           const char *group,
           const char *key)
{
  g_auto(GStrv) items = g_key_file_get_string_list (parser->file, group, key, NULL, NULL);
  GPtrArray *list = g_ptr_array_new ();
  gpointer array;

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      const char *item = g_strstrip (items[i]);

      if (*item != '\0')
        g_ptr_array_add (list, (gpointer) keep (parser, item));
    }
  g_ptr_array_add (list, NULL);
  array = g_ptr_array_free (list, FALSE);
  g_ptr_array_add (parser->data->lists, array);

  return array;
}

static gboolean
parse_head (Parser  *parser,
            GError **error)
{
  GuichetProfileData *data = parser->data;

  if (!read_code (parser, "Profile", "Class", TRUE, &data->class_name, error) ||
      !read_code (parser, "Profile", "Name", TRUE, &data->name, error))
    return FALSE;

  data->title = read_label (parser, "Profile", "Title", data->name);
  data->zone = read_text (parser, "Profile", "Zone");
  data->reopen_days = (guint) CLAMP (g_key_file_get_integer (parser->file, "Profile", "ReopenDays", NULL), 0, 3650);

  return TRUE;
}

static gboolean
parse_fields (Parser  *parser,
              GError **error)
{
  g_auto(GStrv) keys = g_key_file_get_keys (parser->file, "Fields", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      GuichetField field;

      if (!guichet_field_from_name (keys[i], &field))
        return fail (error, "Fields", keys[i], "is not a field");
      if (!read_code (parser, "Fields", keys[i], TRUE, &parser->data->codes[field], error))
        return FALSE;
    }

  if (parser->data->codes[GUICHET_FIELD_REF] == NULL || parser->data->codes[GUICHET_FIELD_STATUS] == NULL ||
      parser->data->codes[GUICHET_FIELD_LAST_UPDATE] == NULL)
    return fail (error, "Fields", "ref, status, last-update", "are needed");

  return TRUE;
}

static gboolean
parse_journals (Parser  *parser,
                GError **error)
{
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (!read_code (parser, "Journals", guichet_journal_to_nick (i), TRUE, &parser->data->journals[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
parse_mandatory (Parser  *parser,
                 GError **error)
{
  const char * const *names = read_list (parser, "Profile", "Mandatory");

  for (guint i = 0; names[i] != NULL; i++)
    {
      GuichetField field;

      if (!guichet_field_from_name (names[i], &field))
        return fail (error, "Profile", "Mandatory", "names something that is not a field");
      parser->data->mandatory |= G_GUINT64_CONSTANT (1) << field;
    }

  return TRUE;
}

static gboolean
parse_defaults (Parser  *parser,
                GError **error)
{
  g_auto(GStrv) keys = g_key_file_get_keys (parser->file, "Defaults", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      GuichetField field;

      if (!guichet_field_from_name (keys[i], &field))
        return fail (error, "Defaults", keys[i], "is not a field");
      parser->data->defaults[field] = read_text (parser, "Defaults", keys[i]);
    }

  return TRUE;
}

/* What a field is for: key[fr]… as with labels. */
static gboolean
parse_help (Parser  *parser,
            GError **error)
{
  g_auto(GStrv) keys = g_key_file_get_keys (parser->file, "Help", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      GuichetField field;

      if (strchr (keys[i], '[') != NULL)
        continue;
      if (!guichet_field_from_name (keys[i], &field))
        return fail (error, "Help", keys[i], "is not a field");
      parser->data->help[field] = read_label (parser, "Help", keys[i], "");
    }

  return TRUE;
}

/* What @code is called, whatever the language: @key, key[fr]… among @keys */
static void
keep_names (Parser       *parser,
            const char   *group,
            GStrv         keys,
            const char   *key,
            GuichetField  field,
            const char   *code)
{
  gsize length = strlen (key);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      GuichetValueName name = { field, code, NULL };

      if (strncmp (keys[i], key, length) != 0 || (keys[i][length] != '\0' && keys[i][length] != '['))
        continue;
      name.name = read_text (parser, group, keys[i]);
      if (name.name != NULL && *name.name != '\0')
        g_array_append_val (parser->data->names, name);
    }
}

static gboolean
parse_values (Parser      *parser,
              const char  *group,
              const char  *name,
              GError     **error)
{
  g_auto(GStrv) keys = g_key_file_get_keys (parser->file, group, NULL, NULL);
  GPtrArray *codes, *labels;
  GuichetValueList list = { 0 };

  if (!guichet_field_from_name (name, &list.field))
    return fail (error, group, name, "is not a field");

  codes = g_ptr_array_new ();
  labels = g_ptr_array_new ();
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (strchr (keys[i], '[') == NULL)
      {
        g_ptr_array_add (codes, (gpointer) keep (parser, keys[i]));
        g_ptr_array_add (labels, (gpointer) read_label (parser, group, keys[i], keys[i]));
        keep_names (parser, group, keys, keys[i], list.field, g_ptr_array_index (codes, codes->len - 1));
      }
  g_ptr_array_add (codes, NULL);
  g_ptr_array_add (labels, NULL);
  list.codes = (const char * const *) g_ptr_array_free (codes, FALSE);
  list.labels = (const char * const *) g_ptr_array_free (labels, FALSE);
  g_ptr_array_add (parser->data->lists, (gpointer) list.codes);
  g_ptr_array_add (parser->data->lists, (gpointer) list.labels);
  g_array_append_val (parser->data->values, list);

  return TRUE;
}

static gboolean
parse_state (Parser      *parser,
             const char  *group,
             const char  *name,
             GError     **error)
{
  static const char * const categories[] = { "ongoing", "resolved", "closed" };
  g_auto(GStrv) keys = g_key_file_get_keys (parser->file, group, NULL, NULL);
  const char *category = read_text (parser, group, "Category");
  GuichetState state = { 0 };
  guint n;

  if (!is_code (name))
    return fail (error, group, "the name", "is not a code");
  for (n = 0; n < G_N_ELEMENTS (categories); n++)
    if (g_strcmp0 (categories[n], category) == 0)
      break;
  if (n == G_N_ELEMENTS (categories))
    return fail (error, group, "Category", "is not ongoing, resolved or closed");

  state.code = keep (parser, name);
  state.label = read_label (parser, group, "Label", name);
  state.category = n;
  state.icon = read_text (parser, group, "Icon");
  state.tint = read_text (parser, group, "Tint");
  if (state.icon == NULL)
    state.icon = "dialog-information-symbolic";
  if (state.tint == NULL)
    state.tint = "grey";
  g_array_append_val (parser->data->states, state);
  keep_names (parser, group, keys, "Label", GUICHET_FIELD_STATUS, state.code);

  return TRUE;
}

/* "agent!;service": a mark of exclamation makes a field mandatory. */
static gboolean
parse_action_fields (Parser         *parser,
                     const char     *group,
                     GuichetAction  *action,
                     GError        **error)
{
  g_auto(GStrv) names = g_key_file_get_string_list (parser->file, group, "Fields", NULL, NULL);
  g_autoptr(GArray) fields = g_array_new (FALSE, TRUE, sizeof (GuichetActionField));

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      GuichetActionField field = { 0 };
      char *name = g_strstrip (names[i]);

      if (*name == '\0')
        continue;
      field.mandatory = g_str_has_suffix (name, "!");
      if (field.mandatory)
        name[strlen (name) - 1] = '\0';
      if (!guichet_field_from_name (name, &field.field))
        return fail (error, group, "Fields", "names something that is not a field");
      g_array_append_val (fields, field);
    }

  action->n_fields = fields->len;
  action->fields = (GuichetActionField *) g_array_free (g_steal_pointer (&fields), FALSE);
  g_ptr_array_add (parser->data->lists, (gpointer) action->fields);

  return TRUE;
}

static gboolean
parse_entry (Parser      *parser,
             const char  *group,
             const char  *key,
             guint       *out_entry,
             GError     **error)
{
  static const char * const words[] = { "no", "offered", "mandatory" };
  const char *word = read_text (parser, group, key);

  *out_entry = 0;
  if (word == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      {
        *out_entry = i;
        return TRUE;
      }

  return fail (error, group, key, "is not no, offered or mandatory");
}

static gboolean
parse_action (Parser      *parser,
              const char  *group,
              const char  *name,
              GError     **error)
{
  GuichetAction action = { 0 };

  if (!read_code (parser, group, "Stimulus", TRUE, &action.stimulus, error) ||
      !read_code (parser, group, "To", FALSE, &action.to, error) ||
      !parse_action_fields (parser, group, &action, error) ||
      !parse_entry (parser, group, "PublicEntry", &action.public_entry, error) ||
      !parse_entry (parser, group, "PrivateEntry", &action.private_entry, error))
    return FALSE;

  action.name = keep (parser, name);
  action.label = read_label (parser, group, "Label", name);
  action.from = read_list (parser, group, "From");
  action.clears_agent = g_key_file_get_boolean (parser->file, group, "ClearsAgent", NULL);
  action.notifies_caller = g_key_file_get_boolean (parser->file, group, "NotifiesCaller", NULL);
  action.days = (guint) CLAMP (g_key_file_get_integer (parser->file, group, "Days", NULL), 0, 3650);
  g_array_append_val (parser->data->actions, action);

  return TRUE;
}

static gboolean
parse_reference (Parser      *parser,
                 const char  *group,
                 const char  *name,
                 GError     **error)
{
  GuichetReferenceSource source = { 0 };
  GuichetReferenceKind kind;
  const struct { const char *key; const char **code; } codes[] = {
    { "Name", &source.name }, { "Parent", &source.parent }, { "Other", &source.other },
    { "Organisation", &source.organisation }, { "Code", &source.code }, { "Email", &source.email },
    { "Phone", &source.phone }, { "Detail", &source.detail }, { "Html", &source.html },
    { "Status", &source.status },
  };

  if (!guichet_reference_kind_from_nick (name, &kind))
    return fail (error, group, name, "is not a kind of reference");
  if (!read_code (parser, group, "Class", TRUE, &source.class_name, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (!read_code (parser, group, codes[i].key, FALSE, codes[i].code, error))
      return FALSE;

  source.where = read_text (parser, group, "Where");
  parser->data->sources[kind] = source;

  return TRUE;
}

static gboolean
parse_platform (Parser      *parser,
                const char  *group,
                const char  *name,
                GError     **error)
{
  GuichetPlatform platform = { 0 };

  platform.team = read_text (parser, group, "Team");
  if (platform.team == NULL)
    return fail (error, group, "Team", "is missing");
  platform.label = read_label (parser, group, "Label", platform.team);
  platform.departments = read_list (parser, group, "Departments");
  g_array_append_val (parser->data->platforms, platform);

  return TRUE;
}

static gboolean
parse_groups (Parser  *parser,
              GError **error)
{
  static const struct
  {
    const char *prefix;
    gboolean  (*parse) (Parser *parser, const char *group, const char *name, GError **error);
  } kinds[] = {
    { "State ", parse_state },
    { "Action ", parse_action },
    { "Values ", parse_values },
    { "Reference ", parse_reference },
    { "Platform ", parse_platform },
  };
  gsize n_groups;
  g_auto(GStrv) groups = g_key_file_get_groups (parser->file, &n_groups);

  if (n_groups > MAX_GROUPS)
    return fail (error, "Profile", "the file", "has too many groups");

  for (guint i = 0; groups[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      if (g_str_has_prefix (groups[i], kinds[k].prefix) &&
          !kinds[k].parse (parser, groups[i], groups[i] + strlen (kinds[k].prefix), error))
        return FALSE;

  return TRUE;
}

/* A transition must lead from and to states that exist. */
static gboolean
check_actions (Parser  *parser,
               GError **error)
{
  GuichetProfileData *data = parser->data;
  g_autoptr(GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < data->states->len; i++)
    g_hash_table_add (codes, (gpointer) g_array_index (data->states, GuichetState, i).code);

  for (guint i = 0; i < data->actions->len; i++)
    {
      const GuichetAction *action = &g_array_index (data->actions, GuichetAction, i);

      if (action->to != NULL && !g_hash_table_contains (codes, action->to))
        return fail (error, action->name, "To", "is not a state of this profile");
      for (guint k = 0; action->from[k] != NULL; k++)
        if (!g_hash_table_contains (codes, action->from[k]))
          return fail (error, action->name, "From", "names something that is not a state of this profile");
    }

  return TRUE;
}

static GuichetProfileData *
new_data (void)
{
  GuichetProfileData *data = g_atomic_rc_box_new0 (GuichetProfileData);

  data->chunk = g_string_chunk_new (4096);
  data->lists = g_ptr_array_new_with_free_func (g_free);
  data->values = g_array_new (FALSE, TRUE, sizeof (GuichetValueList));
  data->names = g_array_new (FALSE, TRUE, sizeof (GuichetValueName));
  data->states = g_array_new (FALSE, TRUE, sizeof (GuichetState));
  data->actions = g_array_new (FALSE, TRUE, sizeof (GuichetAction));
  data->platforms = g_array_new (FALSE, TRUE, sizeof (GuichetPlatform));

  return data;
}

GuichetProfileData *
_guichet_profile_data_parse (const char  *text,
                             gssize       length,
                             GError     **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  Parser parser = { .file = file };
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr(GError) local = NULL;

  if (size > MAX_BYTES)
    {
      fail (error, "Profile", "the file", "is too large");
      return NULL;
    }
  if (!g_utf8_validate (text, (gssize) size, NULL))
    {
      fail (error, "Profile", "the file", "is not UTF-8");
      return NULL;
    }
  if (!g_key_file_load_from_data (file, text, size, G_KEY_FILE_KEEP_TRANSLATIONS, &local))
    {
      fail (error, "Profile", "the file", local->message);
      return NULL;
    }

  parser.data = new_data ();
  if (!parse_head (&parser, error) || !parse_fields (&parser, error) || !parse_journals (&parser, error) ||
      !parse_mandatory (&parser, error) || !parse_defaults (&parser, error) || !parse_help (&parser, error) ||
      !parse_groups (&parser, error) || !check_actions (&parser, error))
    g_clear_pointer (&parser.data, _guichet_profile_data_unref);

  return parser.data;
}

GuichetProfileData *
_guichet_profile_data_ref (GuichetProfileData *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_data (gpointer pointer)
{
  GuichetProfileData *data = pointer;

  g_string_chunk_free (data->chunk);
  g_ptr_array_unref (data->lists);
  g_array_unref (data->values);
  g_array_unref (data->names);
  g_array_unref (data->states);
  g_array_unref (data->actions);
  g_array_unref (data->platforms);
}

void
_guichet_profile_data_unref (GuichetProfileData *self)
{
  g_atomic_rc_box_release_full (self, clear_data);
}
