#include "config.h"

#include "model/journal-entry.h"
#include "model/profile.h"
#include "target.h"
#include "util/error.h"

/* A profile comes from a folder that an administrator fills by hand: what is
 * wrong in it is an error that says so, and what is accepted can be used
 * without looking again: names are there, fields exist, lists have an end. */

static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
check_optional (const char *text)
{
  if (text != NULL)
    check_text (text);
}

static void
check_list (const char * const *texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    check_text (texts[i]);
}

static void
check_fields (GuichetProfile *profile)
{
  for (GuichetField field = 0; field < GUICHET_N_FIELDS; field++)
    {
      const char *code = guichet_profile_get_code (profile, field);
      const char * const *values = guichet_profile_get_values (profile, field);
      GuichetField found;

      g_assert_cmpint (code != NULL, ==, guichet_profile_has_field (profile, field));
      check_optional (code);
      g_assert_true (code == NULL || guichet_profile_find_field (profile, code, &found));
      check_optional (guichet_profile_get_default (profile, field));
      check_list (values);
      for (guint i = 0; values != NULL && values[i] != NULL; i++)
        check_text (guichet_profile_get_value_label (profile, field, values[i]));
    }
}

static void
check_states (GuichetProfile *profile)
{
  guint n;
  const GuichetState *states = guichet_profile_get_states (profile, &n);

  for (guint i = 0; i < n; i++)
    {
      check_text (states[i].code);
      check_text (states[i].label);
      check_optional (states[i].icon);
      check_optional (states[i].tint);
      g_assert_cmpint (states[i].category, <=, GUICHET_CATEGORY_CLOSED);
      g_assert_nonnull (guichet_profile_get_state (profile, states[i].code));
    }
  g_assert_cmpint (guichet_profile_categorise (profile, "no such state", NULL), ==, GUICHET_CATEGORY_ONGOING);
}

static void
check_action (GuichetProfile      *profile,
              const GuichetAction *action)
{
  check_text (action->name);
  check_text (action->label);
  check_optional (action->stimulus);
  check_optional (action->to);
  g_assert_nonnull (action->from);
  check_list (action->from);
  g_assert_cmpuint (action->public_entry, <=, 2);
  g_assert_cmpuint (action->private_entry, <=, 2);
  for (guint i = 0; i < action->n_fields; i++)
    g_assert_cmpuint (action->fields[i].field, <, GUICHET_N_FIELDS);
  for (guint i = 0; action->from[i] != NULL; i++)
    g_assert_true (guichet_action_is_offered_from (action, action->from[i]));
  g_assert_nonnull (guichet_profile_get_action (profile, action->name));
}

static void
check_sources (GuichetProfile *profile)
{
  for (guint i = 0; i < GUICHET_N_REFERENCE_KINDS; i++)
    {
      const GuichetReferenceSource *source = guichet_profile_get_reference_source (profile, i);

      if (source == NULL)
        continue;
      check_text (source->class_name);
      check_optional (source->name);
      check_optional (source->parent);
      check_optional (source->where);
    }
}

static void
check_platforms (GuichetProfile *profile)
{
  guint n;
  const GuichetPlatform *platforms = guichet_profile_get_platforms (profile, &n);

  for (guint i = 0; i < n; i++)
    {
      check_text (platforms[i].team);
      check_text (platforms[i].label);
      check_list (platforms[i].departments);
    }
}

static void
check_profile (GuichetProfile *profile)
{
  guint n_actions;
  const GuichetAction *actions = guichet_profile_get_actions (profile, &n_actions);

  check_text (guichet_profile_get_name (profile));
  check_text (guichet_profile_get_title (profile));
  check_text (guichet_profile_get_class_name (profile));
  check_optional (guichet_profile_get_zone (profile));
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    check_optional (guichet_profile_get_journal_code (profile, i));
  check_fields (profile);
  check_states (profile);
  for (guint i = 0; i < n_actions; i++)
    check_action (profile, &actions[i]);
  check_sources (profile);
  check_platforms (profile);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetProfile) profile = guichet_profile_new_from_data ((const char *) data, (gssize) size, &error);
  g_autoptr(GuichetProfile) bare = NULL;

  g_assert_cmpint (profile == NULL, ==, error != NULL);
  if (profile == NULL)
    {
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  check_profile (profile);
  bare = guichet_profile_restrict (profile, 0);
  check_profile (bare);

  return 0;
}

const char * const *
fuzz_target_get_words (void)
{
  static const char * const words[] = {
    "\n[", "]\n", "=", ";", ";;", "\\s", "\\;", "[fr]", "\n#", "[fields]\n", "[profile]\n", "status=", "label=", "from=", "to=",
    "fields=", "!", "*", "-1", "99999999999", "true", "é", "\n\n", " ", NULL
  };

  return words;
}
