#include "config.h"

#include "ui/ticket/action-bar.h"

#include "ui/common/text-layout.h"
#include "ui/common/tip.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const struct { const char *name, *icon; } icons[] = {
  { "assign", "avatar-default-symbolic" },
  { "pending", "media-playback-pause-symbolic" },
  { "request-info", "dialog-question-symbolic" },
  { "resume", "media-playback-start-symbolic" },
  { "reassign", "avatar-default-symbolic" },
  { "dispatch", "guichet-team-symbolic" },
  { "resolve", "object-select-symbolic" },
  { "reopen", "edit-undo-symbolic" },
};

struct _GuichetActionBar
{
  GtkWidget parent_instance;

  GtkWidget     *rehearsal;
  GtkLabel      *rehearsal_label;
  GtkWidget     *buttons;
  GtkWidget     *apply;
  GtkWidget     *separator;
  GtkBox        *starts;
  GtkBox        *ends;
  GtkMenuButton *more;

  GPtrArray     *actions;
  guint          max_buttons;
  gboolean       is_short;
};

enum
{
  PROP_0,
  PROP_MAX_BUTTONS,
  PROP_SHORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetActionBar, guichet_action_bar, GTK_TYPE_WIDGET)

static const char *
get_icon (const GuichetAction *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i].name, action->name))
      return icons[i].icon;

  return "media-playback-start-symbolic";
}

static GtkWidget *
make_content (const GuichetAction *action)
{
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), get_icon (action));
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), action->label);
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);

  return content;
}

/* Taking a ticket is one click; giving it to a colleague is in the menu. */
static GtkWidget *
make_assign_button (const GuichetAction *action)
{
  GtkWidget *button = adw_split_button_new ();
  g_autoptr(GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("To Me"), "ticket.assign-to-me");
  g_menu_append (menu, _("To a Colleague…"), "ticket.act::assign");

  adw_split_button_set_child (ADW_SPLIT_BUTTON (button), make_content (action));
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (button), G_MENU_MODEL (menu));
  adw_split_button_set_dropdown_tooltip (ADW_SPLIT_BUTTON (button), _("Assign to Somebody"));
  gtk_widget_set_tooltip_text (button, _("Take this ticket"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "ticket.assign-to-me");

  return button;
}

static GtkWidget *
make_button (const GuichetAction *action)
{
  GtkWidget *button;

  if (g_str_equal (action->name, "assign"))
    return make_assign_button (action);

  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), make_content (action));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", action->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "ticket.act");

  return button;
}

static void
append_to_menu (GMenu               *menu,
                const GuichetAction *action)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (action->label, NULL);

  g_menu_item_set_action_and_target (item, "ticket.act", "s", action->name);
  g_menu_append_item (menu, item);
}

static void
empty_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* The one that ends the work stands apart; what a ticket needs first is
 * never in the menu. */
static gboolean
is_apart (const GuichetAction *action)
{
  return g_str_equal (action->name, "resolve");
}

static gboolean
is_first (const GuichetAction *action)
{
  return g_str_equal (action->name, "assign") || g_str_equal (action->name, "resume");
}

/* A telephone has room for one button beside "Apply": what the ticket needs
 * first, else what ends it. */
static gboolean
has_first (GuichetActionBar *self)
{
  for (guint i = 0; self->actions != NULL && i < self->actions->len; i++)
    if (is_first (g_ptr_array_index (self->actions, i)))
      return TRUE;

  return FALSE;
}

static void
rebuild (GuichetActionBar *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  gboolean room_apart = self->max_buttons > 0 || !has_first (self);
  guint n = 0;

  empty_box (self->starts);
  empty_box (self->ends);

  for (guint i = 0; self->actions != NULL && i < self->actions->len; i++)
    {
      const GuichetAction *action = g_ptr_array_index (self->actions, i);

      if (is_apart (action) && room_apart)
        gtk_box_append (self->ends, make_button (action));
      else if (!is_apart (action) && (is_first (action) || n < self->max_buttons))
        {
          gtk_box_append (self->starts, make_button (action));
          n++;
        }
      else
        append_to_menu (menu, action);
    }

  gtk_menu_button_set_menu_model (self->more, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->more), g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
  gtk_widget_set_visible (self->separator, n > 0 && self->max_buttons > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->starts), n > 0 || self->max_buttons > 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->starts), self->max_buttons > 0);
  gtk_widget_set_hexpand (self->apply, self->max_buttons == 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->ends), self->max_buttons == 0);
}

/* ---- class */

static void
guichet_action_bar_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GuichetActionBar *self = GUICHET_ACTION_BAR (object);

  switch (prop_id)
    {
    case PROP_MAX_BUTTONS:
      if (self->max_buttons == g_value_get_uint (value))
        return;
      self->max_buttons = g_value_get_uint (value);
      rebuild (self);
      break;

    case PROP_SHORT:
      if (self->is_short == g_value_get_boolean (value))
        return;
      self->is_short = g_value_get_boolean (value);
      gtk_widget_set_visible (self->rehearsal, !self->is_short);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  g_object_notify_by_pspec (object, pspec);
}

static void
guichet_action_bar_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GuichetActionBar *self = GUICHET_ACTION_BAR (object);

  switch (prop_id)
    {
    case PROP_MAX_BUTTONS:
      g_value_set_uint (value, self->max_buttons);
      break;

    case PROP_SHORT:
      g_value_set_boolean (value, self->is_short);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_action_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GUICHET_TYPE_ACTION_BAR);

  G_OBJECT_CLASS (guichet_action_bar_parent_class)->dispose (object);
}

static void
guichet_action_bar_finalize (GObject *object)
{
  g_clear_pointer (&GUICHET_ACTION_BAR (object)->actions, g_ptr_array_unref);

  G_OBJECT_CLASS (guichet_action_bar_parent_class)->finalize (object);
}

static void
guichet_action_bar_class_init (GuichetActionBarClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_action_bar_dispose;
  object_class->finalize = guichet_action_bar_finalize;
  object_class->set_property = guichet_action_bar_set_property;
  object_class->get_property = guichet_action_bar_get_property;

  properties[PROP_MAX_BUTTONS] = g_param_spec_uint ("max-buttons", NULL, NULL, 0, 99, 99, flags);
  properties[PROP_SHORT] = g_param_spec_boolean ("short", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GUICHET_TYPE_TEXT_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/action-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetActionBar, rehearsal);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionBar, rehearsal_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionBar, apply);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionBar, separator);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionBar, starts);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionBar, ends);
  gtk_widget_class_bind_template_child (widget_class, GuichetActionBar, more);
}

static void
guichet_action_bar_init (GuichetActionBar *self)
{
  self->max_buttons = 99;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
is_same_offer (GPtrArray *a,
               GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;

  return TRUE;
}

/**
 * guichet_action_bar_set_actions:
 * @actions: (element-type GuichetAction): what the ticket's state offers; the
 *   profile that owns them must live as long as they are shown
 *
 * Buttons that stay keep the focus: nothing is rebuilt for the same offer.
 */
void
guichet_action_bar_set_actions (GuichetActionBar *self,
                                GPtrArray        *actions)
{
  g_return_if_fail (GUICHET_IS_ACTION_BAR (self));
  g_return_if_fail (actions != NULL);

  if (is_same_offer (self->actions, actions))
    return;

  g_ptr_array_ref (actions);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  self->actions = actions;
  rebuild (self);
}

/* "Apply: 1 message to Maud Ferrand…", its first word strong. */
void
guichet_action_bar_set_rehearsal (GuichetActionBar *self,
                                  const char       *sentence)
{
  g_autofree char *text = NULL;
  g_autoptr(PangoAttrList) attrs = pango_attr_list_new ();
  PangoAttribute *bold;

  g_return_if_fail (GUICHET_IS_ACTION_BAR (self));

  /* Translators: the name of the button, then what it will do */
  text = g_strdup_printf (_("%s: %s"), _("Apply"), sentence);
  if (g_str_equal (gtk_label_get_text (self->rehearsal_label), text))
    return;

  bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  bold->end_index = (guint) strlen (_("Apply"));
  pango_attr_list_insert (attrs, bold);
  gtk_label_set_attributes (self->rehearsal_label, attrs);
  gtk_label_set_text (self->rehearsal_label, text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->apply), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  guichet_tip_set (self->apply, sentence);
}
