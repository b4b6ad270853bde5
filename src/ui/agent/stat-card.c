#include "config.h"

#include "ui/agent/stat-card.h"

struct _GuichetStatCard
{
  GtkButton parent_instance;

  char     *title;
  char     *icon;
  char     *tint;

  GtkLabel *number_label;
  GtkLabel *note_label;
  GtkImage *image;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_ICON,
  PROP_TINT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetStatCard, guichet_stat_card, GTK_TYPE_BUTTON)

static void
guichet_stat_card_constructed (GObject *object)
{
  GuichetStatCard *self = GUICHET_STAT_CARD (object);
  g_autofree char *style = g_strconcat ("txt-", self->tint, NULL);

  G_OBJECT_CLASS (guichet_stat_card_parent_class)->constructed (object);

  gtk_widget_add_css_class (GTK_WIDGET (self->image), style);
}

static void
guichet_stat_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GUICHET_TYPE_STAT_CARD);

  G_OBJECT_CLASS (guichet_stat_card_parent_class)->dispose (object);
}

static void
guichet_stat_card_finalize (GObject *object)
{
  GuichetStatCard *self = GUICHET_STAT_CARD (object);

  g_free (self->title);
  g_free (self->icon);
  g_free (self->tint);

  G_OBJECT_CLASS (guichet_stat_card_parent_class)->finalize (object);
}

static void
guichet_stat_card_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GuichetStatCard *self = GUICHET_STAT_CARD (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_ICON:
      g_value_set_string (value, self->icon);
      break;

    case PROP_TINT:
      g_value_set_string (value, self->tint);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_stat_card_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GuichetStatCard *self = GUICHET_STAT_CARD (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;

    case PROP_ICON:
      self->icon = g_value_dup_string (value);
      break;

    case PROP_TINT:
      self->tint = g_value_dup_string (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_stat_card_class_init (GuichetStatCardClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = guichet_stat_card_constructed;
  object_class->dispose = guichet_stat_card_dispose;
  object_class->finalize = guichet_stat_card_finalize;
  object_class->get_property = guichet_stat_card_get_property;
  object_class->set_property = guichet_stat_card_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_ICON] = g_param_spec_string ("icon", NULL, NULL, NULL, flags);
  properties[PROP_TINT] = g_param_spec_string ("tint", NULL, NULL, "grey", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/stat-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetStatCard, number_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetStatCard, note_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetStatCard, image);
}

static void
guichet_stat_card_init (GuichetStatCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
update_spoken (GuichetStatCard *self)
{
  const char *note = gtk_label_get_label (self->note_label);
  g_autofree char *spoken = g_strdup_printf ("%s: %s%s%s", self->title, gtk_label_get_label (self->number_label),
                                             *note != '\0' ? ", " : "", note);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
guichet_stat_card_set_number (GuichetStatCard *self,
                              guint            number)
{
  g_autofree char *text = g_strdup_printf ("%'u", number);

  g_return_if_fail (GUICHET_IS_STAT_CARD (self));

  gtk_label_set_label (self->number_label, text);
  update_spoken (self);
}

/**
 * guichet_stat_card_set_note:
 * @note: a few words on the number; "" for none
 */
void
guichet_stat_card_set_note (GuichetStatCard *self,
                            const char      *note)
{
  g_return_if_fail (GUICHET_IS_STAT_CARD (self));

  gtk_label_set_label (self->note_label, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), *note != '\0');
  update_spoken (self);
}
