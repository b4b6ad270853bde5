#include "config.h"

#include "ui/agent/sidebar-row.h"

struct _GuichetSidebarRow
{
  GtkListBoxRow parent_instance;

  char     *section;
  char     *icon_name;
  char     *label;
  gboolean  accent;

  GtkLabel *badge;
};

enum
{
  PROP_0,
  PROP_SECTION,
  PROP_ICON_NAME,
  PROP_LABEL,
  PROP_ACCENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetSidebarRow, guichet_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
guichet_sidebar_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GUICHET_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (guichet_sidebar_row_parent_class)->dispose (object);
}

static void
guichet_sidebar_row_finalize (GObject *object)
{
  GuichetSidebarRow *self = GUICHET_SIDEBAR_ROW (object);

  g_free (self->section);
  g_free (self->icon_name);
  g_free (self->label);

  G_OBJECT_CLASS (guichet_sidebar_row_parent_class)->finalize (object);
}

static void
guichet_sidebar_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  GuichetSidebarRow *self = GUICHET_SIDEBAR_ROW (object);

  switch (prop_id)
    {
    case PROP_SECTION:
      g_value_set_string (value, self->section);
      break;

    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;

    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;

    case PROP_ACCENT:
      g_value_set_boolean (value, self->accent);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_sidebar_row_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  GuichetSidebarRow *self = GUICHET_SIDEBAR_ROW (object);

  switch (prop_id)
    {
    case PROP_SECTION:
      self->section = g_value_dup_string (value);
      break;

    case PROP_ICON_NAME:
      self->icon_name = g_value_dup_string (value);
      break;

    case PROP_LABEL:
      self->label = g_value_dup_string (value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
      break;

    case PROP_ACCENT:
      self->accent = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_sidebar_row_class_init (GuichetSidebarRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_sidebar_row_dispose;
  object_class->finalize = guichet_sidebar_row_finalize;
  object_class->get_property = guichet_sidebar_row_get_property;
  object_class->set_property = guichet_sidebar_row_set_property;

  properties[PROP_SECTION] = g_param_spec_string ("section", NULL, NULL, "", flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  properties[PROP_ACCENT] = g_param_spec_boolean ("accent", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebarRow, badge);
}

static void
guichet_sidebar_row_init (GuichetSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
guichet_sidebar_row_get_section (GuichetSidebarRow *self)
{
  g_return_val_if_fail (GUICHET_IS_SIDEBAR_ROW (self), NULL);

  return self->section;
}

void
guichet_sidebar_row_set_count (GuichetSidebarRow *self,
                               guint              count)
{
  g_autofree char *text = g_strdup_printf ("%'u", count);

  g_return_if_fail (GUICHET_IS_SIDEBAR_ROW (self));

  gtk_label_set_label (self->badge, text);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), count > 0);
  if (self->accent)
    gtk_widget_add_css_class (GTK_WIDGET (self->badge), "accent");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, count > 0 ? text : "", -1);
}
