#include "config.h"

#include "ui/user/user-menu.h"

#include <glib/gi18n.h>

/* Between two entries. */
#define SPACING 2

typedef struct
{
  GtkWidget *button;
  GtkLabel  *label;
  GtkLabel  *badge;
  guint      count;
  guint      n_waiting;
} Entry;

struct _GuichetUserMenu
{
  GtkWidget parent_instance;

  GtkOrientation      orientation;
  GuichetUserSection  section;
  Entry               entries[GUICHET_N_USER_SECTIONS];
  GtkWidget          *more;
  guint               n_outbox;
  guint               n_shown;  /* the others are in the menu behind "more" */
};

enum
{
  PROP_0,
  PROP_ORIENTATION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetUserMenu, guichet_user_menu, GTK_TYPE_WIDGET)

static const struct
{
  const char *name;
  const char *title;
  const char *short_title;
  const char *icon;
} sections[GUICHET_N_USER_SECTIONS] = {
  [GUICHET_SECTION_HOME] = { "home", N_("Home"), NC_("menu", "Home"), "user-home-symbolic" },
  [GUICHET_SECTION_NEW] = { "new", N_("New Ticket"), NC_("menu", "New"), "list-add-symbolic" },
  [GUICHET_SECTION_ONGOING] = { "ongoing", N_("Open Tickets"), NC_("menu", "Open"), "mail-unread-symbolic" },
  [GUICHET_SECTION_HANDLED] = { "handled", N_("Handled Tickets"), NC_("menu", "Handled"), "object-select-symbolic" },
  [GUICHET_SECTION_FAQ] = { "faq", N_("FAQ"), NC_("menu", "FAQ"), "guichet-faq-symbolic" },
};

const char *
guichet_user_section_get_name (GuichetUserSection section)
{
  g_return_val_if_fail (section < GUICHET_N_USER_SECTIONS, NULL);

  return sections[section].name;
}

const char *
guichet_user_section_get_title (GuichetUserSection section)
{
  g_return_val_if_fail (section < GUICHET_N_USER_SECTIONS, "");

  return _(sections[section].title);
}

gboolean
guichet_user_section_from_name (const char         *name,
                                GuichetUserSection *out_section)
{
  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    if (g_strcmp0 (sections[i].name, name) == 0)
      {
        *out_section = i;
        return TRUE;
      }

  return FALSE;
}

/* ---- what the entries say */

/* How many there are, and that some of them wait for the person. */
static char *
dup_description (const Entry *entry)
{
  g_autofree char *count = NULL;
  g_autofree char *waiting = NULL;

  if (entry->count == 0)
    return g_strdup ("");

  count = g_strdup_printf (ngettext ("%u ticket", "%u tickets", entry->count), entry->count);
  if (entry->n_waiting == 0)
    return g_steal_pointer (&count);

  waiting = g_strdup_printf (ngettext ("%u waits for you", "%u wait for you", entry->n_waiting), entry->n_waiting);

  return g_strjoin (", ", count, waiting, NULL);
}

static void
update_entry (GuichetUserMenu    *self,
              GuichetUserSection  section)
{
  Entry *entry = &self->entries[section];
  g_autofree char *count = g_strdup_printf ("%u", entry->count);
  g_autofree char *description = dup_description (entry);

  gtk_label_set_label (entry->badge, count);
  gtk_widget_set_visible (GTK_WIDGET (entry->badge), entry->count > 0);
  if (entry->n_waiting > 0)
    gtk_widget_add_css_class (GTK_WIDGET (entry->badge), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry->badge), "accent");
  gtk_widget_set_tooltip_text (entry->button, *description != '\0' ? description : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(sections[section].title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
set_current (GtkWidget *button,
             gboolean   current)
{
  if (current)
    gtk_widget_add_css_class (button, "current");
  else
    gtk_widget_remove_css_class (button, "current");
}

static void
update_current (GuichetUserMenu *self)
{
  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    {
      set_current (self->entries[i].button, i == self->section);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->entries[i].button),
                                   GTK_ACCESSIBLE_STATE_SELECTED, i == self->section, -1);
    }
  set_current (self->more, self->section >= self->n_shown);
}

/* ---- what finds no room */

static void
add_overflow (GuichetUserMenu *self,
              GMenu           *menu)
{
  g_autoptr(GMenu) part = g_menu_new ();

  for (guint i = self->n_shown; i < GUICHET_N_USER_SECTIONS; i++)
    {
      g_autofree char *action = g_strconcat ("user.section::", sections[i].name, NULL);

      g_menu_append (part, _(sections[i].title), action);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (part)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
}

static void
add_outbox (GuichetUserMenu *self,
            GMenu           *menu)
{
  g_autoptr(GMenu) part = g_menu_new ();
  g_autofree char *label = NULL;

  /* Translators: a number of operations that are not over */
  label = self->n_outbox > 0 ? g_strdup_printf (_("_Outbox (%u)"), self->n_outbox) : g_strdup (_("_Outbox"));
  g_menu_append (part, label, "user.outbox");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
}

static void
create_popup (GtkMenuButton *button,
              gpointer       user_data)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) program = g_menu_new ();

  add_overflow (user_data, menu);
  add_outbox (user_data, menu);
  g_menu_append (program, _("_Preferences"), "app.preferences");
  g_menu_append (program, _("_Keyboard Shortcuts"), "win.shortcuts");
  g_menu_append (program, _("_About Guichet"), "app.about");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (program));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* ---- building */

static GtkWidget *
make_label (GuichetUserMenu *self,
            const char      *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);

  return label;
}

static GtkWidget *
make_content (GuichetUserMenu *self,
              const char      *icon,
              const char      *text,
              GtkLabel       **out_label,
              GtkLabel       **out_badge)
{
  gboolean below = self->orientation == GTK_ORIENTATION_VERTICAL;
  GtkWidget *box = gtk_box_new (self->orientation, below ? 2 : 7);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *label = make_label (self, text);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_visible (badge, FALSE);
  gtk_widget_set_valign (badge, below ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  if (below)
    {
      gtk_widget_set_halign (badge, GTK_ALIGN_CENTER);
      gtk_widget_set_margin_start (badge, 30);
      gtk_overlay_add_overlay (GTK_OVERLAY (overlay), badge);
    }
  else
    gtk_box_append (GTK_BOX (box), badge);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);

  *out_label = GTK_LABEL (label);
  *out_badge = GTK_LABEL (badge);

  return box;
}

static void
make_entry (GuichetUserMenu    *self,
            GuichetUserSection  section)
{
  Entry *entry = &self->entries[section];
  gboolean below = self->orientation == GTK_ORIENTATION_VERTICAL;
  const char *text = below ? g_dpgettext2 (GETTEXT_PACKAGE, "menu", sections[section].short_title)
                           : _(sections[section].title);

  entry->button = g_object_new (GTK_TYPE_BUTTON,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_TAB,
                                "child", make_content (self, sections[section].icon, text, &entry->label, &entry->badge),
                                "css-classes", (const char *[]) { "flat", NULL },
                                NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (entry->button), "s", sections[section].name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (entry->button), "user.section");
  gtk_widget_set_parent (entry->button, GTK_WIDGET (self));
  update_entry (self, section);
}

static void
make_more (GuichetUserMenu *self)
{
  gboolean below = self->orientation == GTK_ORIENTATION_VERTICAL;
  GtkLabel *label;
  GtkLabel *badge;
  GtkWidget *content = make_content (self, below ? "view-more-horizontal-symbolic" : "pan-down-symbolic", _("More"),
                                     &label, &badge);

  /* The arrow stands behind the word. */
  if (!below)
    gtk_box_reorder_child_after (GTK_BOX (content), gtk_widget_get_first_child (content), GTK_WIDGET (label));
  self->more = g_object_new (GTK_TYPE_MENU_BUTTON, "child", content, "has-frame", FALSE, NULL);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->more), below ? GTK_ARROW_UP : GTK_ARROW_DOWN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More"), -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), create_popup, self, NULL);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

/* ---- layout */

static int
measure_child (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static void
measure_width (GuichetUserMenu *self,
               int             *minimum,
               int             *natural)
{
  int more = measure_child (self->more);
  int widest = more;
  int sum = more;

  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    {
      int width = measure_child (self->entries[i].button);

      widest = MAX (widest, width);
      sum += width + SPACING;
    }

  *minimum = more;
  *natural = self->orientation == GTK_ORIENTATION_VERTICAL
             ? (GUICHET_N_USER_SECTIONS + 1) * widest + GUICHET_N_USER_SECTIONS * SPACING : sum;
}

static void
measure_height (GuichetUserMenu *self,
                int             *minimum,
                int             *natural)
{
  gtk_widget_measure (self->more, GTK_ORIENTATION_VERTICAL, -1, minimum, natural, NULL, NULL);
  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    {
      int least;
      int best;

      gtk_widget_measure (self->entries[i].button, GTK_ORIENTATION_VERTICAL, -1, &least, &best, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, best);
    }
}

static void
guichet_user_menu_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (GUICHET_USER_MENU (widget), minimum, natural);
  else
    measure_height (GUICHET_USER_MENU (widget), minimum, natural);
}

/* How many sections there is room for beside "more". */
static guint
count_fitting (GuichetUserMenu *self,
               int              width)
{
  int rest = width - measure_child (self->more);
  guint n = 0;

  while (n < GUICHET_N_USER_SECTIONS && (rest -= measure_child (self->entries[n].button) + SPACING) >= 0)
    n++;

  return n;
}

static void
place (GtkWidget *child,
       int        x,
       int        width,
       int        height)
{
  GtkAllocation allocation = { x, 0, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

/* Whatever is left over widens the entries of the bar at the bottom. */
static void
guichet_user_menu_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GuichetUserMenu *self = GUICHET_USER_MENU (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint n_shown = count_fitting (self, width);
  int used = measure_child (self->more);
  int extra = 0;
  int x = 0;

  for (guint i = 0; i < n_shown; i++)
    used += measure_child (self->entries[i].button) + SPACING;
  if (self->orientation == GTK_ORIENTATION_VERTICAL)
    extra = MAX (width - used, 0) / ((int) n_shown + 1);

  for (guint i = 0; i <= GUICHET_N_USER_SECTIONS; i++)
    {
      GtkWidget *child = i < GUICHET_N_USER_SECTIONS ? self->entries[i].button : self->more;
      gboolean shown = i < n_shown || child == self->more;
      int own = measure_child (child) + extra;

      gtk_widget_set_child_visible (child, shown);
      if (!shown)
        continue;
      place (child, rtl ? width - x - own : x, own, height);
      x += own + SPACING;
    }

  if (self->n_shown != n_shown)
    {
      self->n_shown = n_shown;
      set_current (self->more, self->section >= n_shown);
    }
}

/* ---- class */

static void
guichet_user_menu_constructed (GObject *object)
{
  GuichetUserMenu *self = GUICHET_USER_MENU (object);

  G_OBJECT_CLASS (guichet_user_menu_parent_class)->constructed (object);

  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    make_entry (self, i);
  make_more (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->orientation == GTK_ORIENTATION_VERTICAL ? "bottom" : "top");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sections"), -1);
  update_current (self);
}

static void
guichet_user_menu_dispose (GObject *object)
{
  GuichetUserMenu *self = GUICHET_USER_MENU (object);

  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    g_clear_pointer (&self->entries[i].button, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);

  G_OBJECT_CLASS (guichet_user_menu_parent_class)->dispose (object);
}

static void
guichet_user_menu_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (prop_id == PROP_ORIENTATION)
    GUICHET_USER_MENU (object)->orientation = g_value_get_enum (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_user_menu_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (prop_id == PROP_ORIENTATION)
    g_value_set_enum (value, GUICHET_USER_MENU (object)->orientation);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_user_menu_class_init (GuichetUserMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = guichet_user_menu_constructed;
  object_class->dispose = guichet_user_menu_dispose;
  object_class->set_property = guichet_user_menu_set_property;
  object_class->get_property = guichet_user_menu_get_property;
  widget_class->measure = guichet_user_menu_measure;
  widget_class->size_allocate = guichet_user_menu_size_allocate;

  properties[PROP_ORIENTATION] =
    g_param_spec_enum ("orientation", NULL, NULL, GTK_TYPE_ORIENTATION, GTK_ORIENTATION_HORIZONTAL,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "usermenu");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TAB_LIST);
}

static void
guichet_user_menu_init (GuichetUserMenu *self)
{
  self->n_shown = GUICHET_N_USER_SECTIONS;
}

/* Which one is on screen. */
void
guichet_user_menu_set_section (GuichetUserMenu    *self,
                               GuichetUserSection  section)
{
  g_return_if_fail (GUICHET_IS_USER_MENU (self));
  g_return_if_fail (section < GUICHET_N_USER_SECTIONS);

  self->section = section;
  update_current (self);
}

/* @n_waiting: how many of them wait for something of the person. */
void
guichet_user_menu_set_count (GuichetUserMenu    *self,
                             GuichetUserSection  section,
                             guint               count,
                             guint               n_waiting)
{
  g_return_if_fail (GUICHET_IS_USER_MENU (self));
  g_return_if_fail (section < GUICHET_N_USER_SECTIONS);

  self->entries[section].count = count;
  self->entries[section].n_waiting = n_waiting;
  update_entry (self, section);
}

/* @count: what of the person's is not over in the outbox */
void
guichet_user_menu_set_outbox (GuichetUserMenu *self,
                              guint            count)
{
  g_return_if_fail (GUICHET_IS_USER_MENU (self));

  self->n_outbox = count;
}
