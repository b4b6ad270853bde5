#include "config.h"

#include "ui/common/action-keys.h"

#include <adwaita.h>

/* The scopes whose keys GtkApplication looks after. */
static const char * const program_scopes[] = { "app", "win", "window" };

/* A preference of the person, so of the whole program. */
static gboolean single_keys = TRUE;

void
guichet_action_keys_set_single (gboolean enabled)
{
  single_keys = enabled;
}

/**
 * guichet_action_is_writing:
 *
 * Returns: whether the focus of the window of @widget is where one writes
 */
gboolean
guichet_action_is_writing (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (GTK_IS_TEXT_VIEW (focus))
    return gtk_text_view_get_editable (GTK_TEXT_VIEW (focus));

  return GTK_IS_EDITABLE (focus) && gtk_editable_get_editable (GTK_EDITABLE (focus));
}

/* A dialog lies over the page: its keys, not those of the page. */
static gboolean
is_covered (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  AdwDialog *dialog = NULL;

  if (ADW_IS_APPLICATION_WINDOW (root))
    dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root));
  else if (ADW_IS_WINDOW (root))
    dialog = adw_window_get_visible_dialog (ADW_WINDOW (root));

  return dialog != NULL && widget != GTK_WIDGET (dialog) && !gtk_widget_is_ancestor (widget, GTK_WIDGET (dialog));
}

static gboolean
set_off (GtkWidget              *widget,
         const GuichetActionRow *row)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (!gtk_widget_get_mapped (widget) || is_covered (widget))
    return FALSE;
  if (!g_action_parse_detailed_name (row->action, &name, &target, NULL))
    return FALSE;

  return gtk_widget_activate_action_variant (widget, name, target);
}

static gboolean
keys_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  const GuichetActionRow *row = user_data;

  /* Nobody else is to take Alt either: a navigation view goes back with it. */
  if ((row->flags & GUICHET_ACTION_NEVER_IN_EDITORS) != 0 && guichet_action_is_writing (widget))
    return gtk_widget_get_mapped (widget) && strstr (row->keys, "<Alt>") != NULL;
  if ((row->flags & GUICHET_ACTION_WHEN_ENABLED) != 0 && !guichet_action_is_available (widget, row->action))
    return FALSE;

  return set_off (widget, row);
}

static gboolean
single_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  return single_keys && !guichet_action_is_writing (widget) && set_off (widget, user_data);
}

static void
add_shortcut (GtkEventController     *controller,
              const char             *keys,
              GtkShortcutFunc         callback,
              const GuichetActionRow *row)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (keys);

  g_return_if_fail (trigger != NULL);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (trigger, gtk_callback_action_new (callback, (gpointer) row, NULL)));
}

/**
 * guichet_action_keys_add:
 * @widget: where the actions of @scope are installed, or a child of it
 * @reach: local: with the focus in @widget; global: wherever the focus is in
 *   the window, while @widget is on screen
 *
 * The keys come before what the focused widget makes of them: a text view
 * takes Ctrl+Enter for a line break.
 */
void
guichet_action_keys_add (GtkWidget        *widget,
                         const char       *scope,
                         GtkShortcutScope  reach)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  guint n;
  const GuichetActionRow *rows = guichet_action_table_get_rows (&n);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), reach);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < n; i++)
    {
      if (!guichet_action_row_is_in_scope (&rows[i], scope) || (rows[i].flags & GUICHET_ACTION_OWN_KEYS) != 0)
        continue;
      if (rows[i].keys != NULL)
        add_shortcut (controller, rows[i].keys, keys_cb, &rows[i]);
      if (rows[i].single != NULL)
        add_shortcut (controller, rows[i].single, single_cb, &rows[i]);
    }

  gtk_widget_add_controller (widget, controller);
}

static gboolean
is_of_program (const GuichetActionRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (program_scopes); i++)
    if (guichet_action_row_is_in_scope (row, program_scopes[i]))
      return TRUE;

  return FALSE;
}

/* What works in every window of the program. */
void
guichet_action_keys_apply (GtkApplication *application)
{
  guint n;
  const GuichetActionRow *rows = guichet_action_table_get_rows (&n);

  for (guint i = 0; i < n; i++)
    if (rows[i].keys != NULL && is_of_program (&rows[i]))
      {
        g_auto(GStrv) accels = g_strsplit (rows[i].keys, "|", -1);

        gtk_application_set_accels_for_action (application, rows[i].action, (const char **) accels);
      }
}

/* GTK tells only its own widgets whether an action is there and enabled: a
 * button asks for us. */
static GtkWidget *
begin_probe (GtkWidget *from)
{
  GtkWidget *probe = g_object_ref_sink (gtk_button_new ());

  gtk_widget_set_visible (probe, FALSE);
  gtk_widget_set_parent (probe, from);

  return probe;
}

static gboolean
probe_action (GtkWidget  *probe,
              const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (!g_action_parse_detailed_name (action, &name, &target, NULL))
    return FALSE;

  /* In this order no action ever meets the target of another. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (probe), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), name);

  return gtk_widget_get_sensitive (probe);
}

static void
end_probe (GtkWidget *probe)
{
  gtk_widget_unparent (probe);
  g_object_unref (probe);
}

/**
 * guichet_action_is_available:
 * @from: where somebody is
 * @action: a detailed name
 */
gboolean
guichet_action_is_available (GtkWidget  *from,
                             const char *action)
{
  GtkWidget *probe = begin_probe (from);
  gboolean available = probe_action (probe, action);

  end_probe (probe);

  return available;
}

/**
 * guichet_action_list_available:
 * @from: where somebody is
 *
 * Returns: (transfer full) (element-type GuichetActionRow): what can be set off
 *   from there without telling on what
 */
GPtrArray *
guichet_action_list_available (GtkWidget *from)
{
  GPtrArray *available = g_ptr_array_new ();
  GtkWidget *probe = begin_probe (from);
  guint n;
  const GuichetActionRow *rows = guichet_action_table_get_rows (&n);

  for (guint i = 0; i < n; i++)
    if ((rows[i].flags & (GUICHET_ACTION_BY_TARGET | GUICHET_ACTION_WITH_FOCUS)) == 0 && probe_action (probe, rows[i].action))
      g_ptr_array_add (available, (gpointer) &rows[i]);
  end_probe (probe);

  return available;
}

/* ---- shown */

static char *
dup_label (const char *keys)
{
  g_auto(GStrv) all = g_strsplit (keys, "|", 2);
  GdkModifierType modifiers;
  guint keyval;

  if (!gtk_accelerator_parse (all[0], &keyval, &modifiers))
    return NULL;

  return gtk_accelerator_get_label (keyval, modifiers);
}

/**
 * guichet_action_row_dup_keys:
 *
 * Returns: (transfer full) (nullable): what to press, in words, such as
 *   "Ctrl+K"; a single key only while these are on
 */
char *
guichet_action_row_dup_keys (const GuichetActionRow *row)
{
  if (row->keys != NULL)
    return dup_label (row->keys);

  return row->single != NULL && single_keys ? dup_label (row->single) : NULL;
}

static GtkWidget *
make_caps (const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_auto(GStrv) caps = g_strsplit (label, "+", -1);

  for (guint i = 0; caps[i] != NULL; i++)
    {
      /* The key + itself leaves two empty parts. */
      GtkWidget *cap = gtk_label_new (*caps[i] != '\0' ? caps[i] : "+");

      gtk_widget_add_css_class (cap, "kbd");
      gtk_box_append (GTK_BOX (box), cap);
      if (*caps[i] == '\0')
        break;
    }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

/**
 * guichet_key_caps_new_for_keys:
 * @keys: triggers; the first one is drawn
 */
GtkWidget *
guichet_key_caps_new_for_keys (const char *keys)
{
  g_autofree char *label = dup_label (keys);

  return make_caps (label != NULL ? label : "");
}

/**
 * guichet_key_caps_new:
 *
 * Returns: (nullable): the keys of an action, drawn as such
 */
GtkWidget *
guichet_key_caps_new (const GuichetActionRow *row)
{
  g_autofree char *label = guichet_action_row_dup_keys (row);

  return label != NULL ? make_caps (label) : NULL;
}
