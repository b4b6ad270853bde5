#include "config.h"

#include "app/preferences.h"

struct _GuichetPreferences
{
  AdwPreferencesDialog parent_instance;

  AdwComboRow  *colours;
  AdwComboRow  *after_action;
  AdwSwitchRow *notifications;
  AdwSwitchRow *single_keys;
  AdwSpinRow   *recall_seconds;
  AdwComboRow  *keep_files;
  AdwSpinRow   *megabytes;
};

G_DEFINE_FINAL_TYPE (GuichetPreferences, guichet_preferences, ADW_TYPE_PREFERENCES_DIALOG)

/* The values of a key in the order of its row's choices. */
static const char * const colour_values[] = { "system", "light", "dark", NULL };
static const char * const after_action_values[] = { "stay", "close", "next", "overview", NULL };
static const char * const keep_files_values[] = { "none", "opened", "own", NULL };

static gboolean
get_choice (GValue   *value,
            GVariant *variant,
            gpointer  user_data)
{
  const char * const *values = user_data;

  for (guint i = 0; values[i] != NULL; i++)
    if (g_str_equal (values[i], g_variant_get_string (variant, NULL)))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }

  return FALSE;
}

static GVariant *
set_choice (const GValue       *value,
            const GVariantType *expected_type,
            gpointer            user_data)
{
  const char * const *values = user_data;
  guint choice = g_value_get_uint (value);

  return choice < g_strv_length ((char **) values) ? g_variant_new_string (values[choice]) : NULL;
}

static void
bind_choice (GSettings          *settings,
             const char         *key,
             AdwComboRow        *row,
             const char * const *values)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, get_choice, set_choice,
                                (gpointer) values, NULL);
}

static void
guichet_preferences_class_init (GuichetPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/app/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetPreferences, colours);
  gtk_widget_class_bind_template_child (widget_class, GuichetPreferences, after_action);
  gtk_widget_class_bind_template_child (widget_class, GuichetPreferences, notifications);
  gtk_widget_class_bind_template_child (widget_class, GuichetPreferences, single_keys);
  gtk_widget_class_bind_template_child (widget_class, GuichetPreferences, recall_seconds);
  gtk_widget_class_bind_template_child (widget_class, GuichetPreferences, keep_files);
  gtk_widget_class_bind_template_child (widget_class, GuichetPreferences, megabytes);
}

static void
guichet_preferences_init (GuichetPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * guichet_preferences_new:
 *
 * Returns: (transfer floating): to be presented over a window
 */
AdwDialog *
guichet_preferences_new (GSettings *settings)
{
  GuichetPreferences *self = g_object_new (GUICHET_TYPE_PREFERENCES, NULL);

  bind_choice (settings, "color-scheme", self->colours, colour_values);
  bind_choice (settings, "after-action", self->after_action, after_action_values);
  bind_choice (settings, "keep-files", self->keep_files, keep_files_values);
  g_settings_bind (settings, "notifications", self->notifications, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "single-keys", self->single_keys, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "recall-seconds", self->recall_seconds, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "keep-files-megabytes", self->megabytes, "value", G_SETTINGS_BIND_DEFAULT);

  return ADW_DIALOG (self);
}

static gboolean
get_colours (GValue   *value,
             GVariant *variant,
             gpointer  user_data)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK
  };
  GValue choice = G_VALUE_INIT;

  g_value_init (&choice, G_TYPE_UINT);
  if (!get_choice (&choice, variant, (gpointer) colour_values))
    return FALSE;

  g_value_set_enum (value, schemes[g_value_get_uint (&choice)]);
  return TRUE;
}

/**
 * guichet_preferences_follow_colours:
 *
 * Lets the program have the colours that are chosen, now and later.
 */
void
guichet_preferences_follow_colours (GSettings *settings)
{
  g_settings_bind_with_mapping (settings, "color-scheme", adw_style_manager_get_default (), "color-scheme",
                                G_SETTINGS_BIND_GET, get_colours, NULL, NULL, NULL);
}
