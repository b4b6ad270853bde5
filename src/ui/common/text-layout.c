#include "config.h"

#include "ui/common/text-layout.h"

struct _GuichetTextLayout
{
  GtkLayoutManager parent_instance;

  GtkOrientation orientation;
  int            spacing;
};

enum
{
  PROP_SPACING = 1,
  N_PROPS,
  PROP_ORIENTATION = N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (GuichetTextLayout, guichet_text_layout, GTK_TYPE_LAYOUT_MANAGER,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ORIENTABLE, NULL))

/* ---- children */

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
get_first (GtkWidget *widget)
{
  return skip_hidden (gtk_widget_get_first_child (widget));
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static gboolean
expands (GtkWidget *child)
{
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
}

/* ---- side by side */

typedef struct
{
  int   n_expanding;
  int   surplus;        /* beyond all the natural widths; below 0 what is missing */
  int   shrinkable;     /* between all the natural widths and all the least ones */
} Row;

static Row
begin_row (GuichetTextLayout *self,
           GtkWidget         *widget,
           int                width)
{
  Row row = { 0, width, 0 };
  int n = 0;

  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child), n++)
    {
      int minimum, natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      row.n_expanding += expands (child) ? 1 : 0;
      row.surplus -= natural;
      row.shrinkable += natural - minimum;
    }
  row.surplus -= n > 0 ? (n - 1) * self->spacing : 0;

  return row;
}

/* How wide the next child gets: what is there in excess goes to those that
 * expand; what is missing is taken from each by what it can give. */
static int
take_width (Row       *row,
            GtkWidget *child)
{
  int minimum, natural, share;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  if (row->surplus >= 0)
    {
      share = expands (child) && row->n_expanding > 0 ? row->surplus / row->n_expanding-- : 0;
      row->surplus -= share;
    }
  else
    {
      int gives = natural - minimum;

      share = gives > 0 && row->shrinkable > 0 ? -MIN (gives, (int) ((gint64) -row->surplus * gives / row->shrinkable)) : 0;
      row->shrinkable -= gives;
      row->surplus -= share;
    }

  return natural + share;
}

/* ---- measuring */

static void
measure_width (GuichetTextLayout *self,
               GtkWidget         *widget,
               int               *out_minimum,
               int               *out_natural)
{
  gboolean row = self->orientation == GTK_ORIENTATION_HORIZONTAL;

  *out_minimum = *out_natural = 0;
  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      int gap = row && get_next (child) != NULL ? self->spacing : 0;
      int minimum, natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      *out_minimum = row ? *out_minimum + minimum + gap : MAX (*out_minimum, minimum);
      *out_natural = row ? *out_natural + natural + gap : MAX (*out_natural, natural);
    }
}

static void
measure_column (GuichetTextLayout *self,
                GtkWidget         *widget,
                int                width,
                int               *out_minimum,
                int               *out_natural)
{
  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      int gap = get_next (child) != NULL ? self->spacing : 0;
      int minimum, natural;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
      *out_minimum += minimum + gap;
      *out_natural += natural + gap;
    }
}

static void
measure_row (GuichetTextLayout *self,
             GtkWidget         *widget,
             int                width,
             int               *out_minimum,
             int               *out_natural)
{
  Row row = begin_row (self, widget, MAX (width, 0));

  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      int share = width < 0 ? -1 : take_width (&row, child);
      int minimum, natural;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, share, &minimum, &natural, NULL, NULL);
      *out_minimum = MAX (*out_minimum, minimum);
      *out_natural = MAX (*out_natural, natural);
    }
}

static void
guichet_text_layout_measure (GtkLayoutManager *layout,
                             GtkWidget        *widget,
                             GtkOrientation    orientation,
                             int               for_size,
                             int              *minimum,
                             int              *natural,
                             int              *minimum_baseline,
                             int              *natural_baseline)
{
  GuichetTextLayout *self = GUICHET_TEXT_LAYOUT (layout);
  int least = 0, wanted = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, &least, &wanted);
  else if (self->orientation == GTK_ORIENTATION_VERTICAL)
    measure_column (self, widget, for_size, &least, &wanted);
  else
    measure_row (self, widget, for_size, &least, &wanted);

  *minimum = least;
  *natural = wanted;
}

/* ---- placing */

static void
place (GtkWidget *widget,
       GtkWidget *child,
       int        x,
       int        y,
       int        width,
       int        height)
{
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
guichet_text_layout_allocate (GtkLayoutManager *layout,
                              GtkWidget        *widget,
                              int               width,
                              int               height,
                              int               baseline)
{
  GuichetTextLayout *self = GUICHET_TEXT_LAYOUT (layout);
  Row row = { 0, 0, 0 };
  int at = 0;

  if (self->orientation == GTK_ORIENTATION_HORIZONTAL)
    row = begin_row (self, widget, width);

  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      int size;

      if (self->orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          size = take_width (&row, child);
          place (widget, child, at, 0, size, height);
        }
      else
        {
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &size, NULL, NULL);
          place (widget, child, 0, at, width, size);
        }
      at += size + self->spacing;
    }
}

static GtkSizeRequestMode
guichet_text_layout_get_request_mode (GtkLayoutManager *layout,
                                      GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* ---- class */

static void
guichet_text_layout_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  GuichetTextLayout *self = GUICHET_TEXT_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;

    case PROP_ORIENTATION:
      g_value_set_enum (value, self->orientation);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_text_layout_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  GuichetTextLayout *self = GUICHET_TEXT_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;

    case PROP_ORIENTATION:
      self->orientation = g_value_get_enum (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
guichet_text_layout_class_init (GuichetTextLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = guichet_text_layout_get_property;
  object_class->set_property = guichet_text_layout_set_property;
  layout_class->measure = guichet_text_layout_measure;
  layout_class->allocate = guichet_text_layout_allocate;
  layout_class->get_request_mode = guichet_text_layout_get_request_mode;

  props[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_object_class_override_property (object_class, PROP_ORIENTATION, "orientation");
}

static void
guichet_text_layout_init (GuichetTextLayout *self)
{
}

/**
 * guichet_text_layout_new:
 * @spacing: pixels between two children
 *
 * Returns: (transfer full): for gtk_widget_set_layout_manager()
 */
GtkLayoutManager *
guichet_text_layout_new (GtkOrientation orientation,
                         int            spacing)
{
  return g_object_new (GUICHET_TYPE_TEXT_LAYOUT, "orientation", orientation, "spacing", spacing, NULL);
}
