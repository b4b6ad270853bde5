#include "config.h"

#include "ui/ticket/page-frame.h"

struct _GuichetPageFrame
{
  GtkWidget parent_instance;

  GtkWidget *child;
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetPageFrame, guichet_page_frame, GTK_TYPE_WIDGET)

static void
guichet_page_frame_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
}

static void
guichet_page_frame_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  GuichetPageFrame *self = GUICHET_PAGE_FRAME (widget);

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static void
set_child (GuichetPageFrame *self,
           GtkWidget        *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  self->child = child;
}

static void
guichet_page_frame_dispose (GObject *object)
{
  set_child (GUICHET_PAGE_FRAME (object), NULL);

  G_OBJECT_CLASS (guichet_page_frame_parent_class)->dispose (object);
}

static void
guichet_page_frame_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      set_child (GUICHET_PAGE_FRAME (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_page_frame_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, GUICHET_PAGE_FRAME (object)->child);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_page_frame_class_init (GuichetPageFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_page_frame_dispose;
  object_class->set_property = guichet_page_frame_set_property;
  object_class->get_property = guichet_page_frame_get_property;
  widget_class->measure = guichet_page_frame_measure;
  widget_class->size_allocate = guichet_page_frame_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
guichet_page_frame_init (GuichetPageFrame *self)
{
}
