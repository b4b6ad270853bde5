#include "config.h"

#include "ui/agent/activity-plot.h"

#include "store/figures.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define HEIGHT 150
#define AXIS_WIDTH 26
#define AXIS_HEIGHT 20
#define TOP 8
#define LINE_WIDTH 2.0f
#define POINT_RADIUS 3.0f
#define MAX_LINES 3

struct _GuichetActivityPlot
{
  GtkWidget parent_instance;

  GArray   *days;       /* of GuichetActivityDay */
  int       pointed;    /* the day that is looked at, -1 for none */
  char     *caption;
};

enum
{
  PROP_0,
  PROP_CAPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetActivityPlot, guichet_activity_plot, GTK_TYPE_WIDGET)

static const GuichetActivityDay *
get_day (GuichetActivityPlot *self,
         guint                i)
{
  return &g_array_index (self->days, GuichetActivityDay, i);
}

/* ---- in words */

static GDateTime *
parse_day (const GuichetActivityDay *day)
{
  g_autofree char *iso = g_strconcat (day->date, "T12:00:00", NULL);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  return g_date_time_new_from_iso8601 (iso, utc);
}

static char *
format_day (const GuichetActivityDay *day,
            const char               *format)
{
  g_autoptr(GDateTime) date = parse_day (day);

  return date != NULL ? g_date_time_format (date, format) : g_strdup (day->date);
}

static char *
describe_day (const GuichetActivityDay *day)
{
  /* Translators: a day of the plot in words, see strftime */
  g_autofree char *date = format_day (day, _("%A, %B %-d"));
  g_autofree char *arrived = g_strdup_printf (ngettext ("%u arrived", "%u arrived", day->arrived), day->arrived);
  g_autofree char *resolved = g_strdup_printf (ngettext ("%u resolved", "%u resolved", day->resolved), day->resolved);

  /* Translators: a day: how many tickets arrived, how many were resolved */
  return g_strdup_printf (_("%s: %s, %s"), date, arrived, resolved);
}

static char *
describe_all (GuichetActivityPlot *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->days->len; i++)
    {
      g_autofree char *day = describe_day (get_day (self, i));

      g_string_append_printf (text, i > 0 ? "\n%s" : "%s", day);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
point_at (GuichetActivityPlot *self,
          int                  day)
{
  if (self->pointed == day)
    return;

  self->pointed = day;
  g_free (self->caption);
  self->caption = day >= 0 ? describe_day (get_day (self, (guint) day)) : g_strdup ("");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPTION]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (day >= 0 && gtk_widget_is_focus (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), self->caption, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* ---- measures */

/**
 * guichet_activity_plot_find_step:
 *
 * Returns: the distance of the plot's lines: 1, 2 or 5 times a power of ten,
 *   such that three of them are not below @max
 */
guint
guichet_activity_plot_find_step (guint max)
{
  static const guint steps[] = { 1, 2, 5 };

  for (guint power = 1; power <= 100000000; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if ((guint64) steps[i] * power * MAX_LINES >= max)
        return steps[i] * power;

  return max;
}

typedef struct
{
  float left, top, width, height;       /* of the area between the axes */
  float slot;                           /* the width of a day */
  guint step;
} Frame;

static Frame
measure_frame (GuichetActivityPlot *self)
{
  Frame frame = { AXIS_WIDTH, TOP, 0, 0, 0, 1 };
  guint max = 0;

  for (guint i = 0; i < self->days->len; i++)
    max = MAX (max, MAX (get_day (self, i)->arrived, get_day (self, i)->resolved));

  frame.width = MAX (0, (float) gtk_widget_get_width (GTK_WIDGET (self)) - AXIS_WIDTH);
  frame.height = MAX (0, (float) gtk_widget_get_height (GTK_WIDGET (self)) - AXIS_HEIGHT - TOP);
  frame.slot = self->days->len > 0 ? frame.width / (float) self->days->len : 0;
  frame.step = guichet_activity_plot_find_step (max);

  return frame;
}

static float
find_y (const Frame *frame,
        guint        number)
{
  return frame->top + frame->height * (1 - (float) number / (float) (frame->step * MAX_LINES));
}

static float
find_x (const Frame *frame,
        guint        day)
{
  return frame->left + frame->slot * ((float) day + .5f);
}

static int
find_day (GuichetActivityPlot *self,
          double               x)
{
  Frame frame = measure_frame (self);

  if (frame.slot <= 0 || x < (double) frame.left)
    return -1;

  return MIN ((int) ((x - (double) frame.left) / (double) frame.slot), (int) self->days->len - 1);
}

/* ---- drawing */

typedef struct
{
  GdkRGBA words, lines, bar, today, line;
} Inks;

static GdkRGBA
make_ink (const char *colour,
          float       alpha)
{
  GdkRGBA ink;

  gdk_rgba_parse (&ink, colour);
  ink.alpha = alpha;
  return ink;
}

/* Both shapes have 3 to 1 against either background. */
static Inks
choose_inks (GuichetActivityPlot *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style);
  gboolean strong = adw_style_manager_get_high_contrast (style);
  Inks inks;

  gtk_widget_get_color (GTK_WIDGET (self), &inks.words);
  inks.lines = inks.words;
  inks.words.alpha = strong ? 1 : .76f;
  inks.lines.alpha = strong ? .5f : .15f;
  inks.bar = make_ink (dark ? "#62a0ea" : "#3584e4", strong ? 1 : .7f);
  inks.today = make_ink (dark ? "#99c1f1" : "#1a5fb4", 1);
  inks.line = make_ink (dark ? "#8ff0a4" : "#0d6338", 1);

  return inks;
}

static void
draw_words (GuichetActivityPlot *self,
            GtkSnapshot         *snapshot,
            const char          *words,
            float                x,
            float                y,
            float                align,
            gboolean             bold,
            const GdkRGBA       *ink)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (.78));
  pango_attr_list_insert (attributes, pango_attr_weight_new (bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, &height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - align * (float) width, y - (float) height / 2));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

static void
draw_grid (GuichetActivityPlot *self,
           GtkSnapshot         *snapshot,
           const Frame         *frame,
           const Inks          *inks)
{
  for (guint i = 0; i <= MAX_LINES; i++)
    {
      guint number = i * frame->step;
      float y = find_y (frame, number);
      g_autofree char *words = g_strdup_printf ("%u", number);

      gtk_snapshot_append_color (snapshot, &inks->lines,
                                 &GRAPHENE_RECT_INIT (frame->left, (float) (int) y, frame->width, 1));
      draw_words (self, snapshot, words, frame->left - 6, y, 1, FALSE, &inks->words);
    }
}

static void
draw_bars (GuichetActivityPlot *self,
           GtkSnapshot         *snapshot,
           const Frame         *frame,
           const Inks          *inks)
{
  float width = MIN (frame->slot * .55f, 22);

  for (guint i = 0; i < self->days->len; i++)
    {
      const GuichetActivityDay *day = get_day (self, i);
      gboolean is_today = i + 1 == self->days->len;
      float top = find_y (frame, day->arrived);
      g_autofree char *number = format_day (day, "%-d");
      GskRoundedRect rounded;

      gsk_rounded_rect_init (&rounded,
                             &GRAPHENE_RECT_INIT (find_x (frame, i) - width / 2, top, width,
                                                  frame->top + frame->height - top),
                             &GRAPHENE_SIZE_INIT (3, 3), &GRAPHENE_SIZE_INIT (3, 3),
                             &GRAPHENE_SIZE_INIT (0, 0), &GRAPHENE_SIZE_INIT (0, 0));
      gtk_snapshot_push_rounded_clip (snapshot, &rounded);
      gtk_snapshot_append_color (snapshot, is_today ? &inks->today : &inks->bar, &rounded.bounds);
      gtk_snapshot_pop (snapshot);
      draw_words (self, snapshot, number, find_x (frame, i), frame->top + frame->height + AXIS_HEIGHT / 2.f + 2, .5f,
                  is_today || (int) i == self->pointed, &inks->words);
    }
}

static void
draw_line (GuichetActivityPlot *self,
           GtkSnapshot         *snapshot,
           const Frame         *frame,
           const Inks          *inks)
{
  g_autoptr(GskPathBuilder) line = gsk_path_builder_new ();
  g_autoptr(GskPathBuilder) points = gsk_path_builder_new ();
  g_autoptr(GskPath) line_path = NULL;
  g_autoptr(GskPath) points_path = NULL;
  g_autoptr(GskStroke) stroke = gsk_stroke_new (LINE_WIDTH);

  for (guint i = 0; i < self->days->len; i++)
    {
      graphene_point_t at = GRAPHENE_POINT_INIT (find_x (frame, i), find_y (frame, get_day (self, i)->resolved));

      if (i == 0)
        gsk_path_builder_move_to (line, at.x, at.y);
      else
        gsk_path_builder_line_to (line, at.x, at.y);
      gsk_path_builder_add_circle (points, &at, POINT_RADIUS);
    }

  line_path = gsk_path_builder_to_path (line);
  points_path = gsk_path_builder_to_path (points);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, line_path, stroke, &inks->line);
  gtk_snapshot_append_fill (snapshot, points_path, GSK_FILL_RULE_WINDING, &inks->line);
}

static void
guichet_activity_plot_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  GuichetActivityPlot *self = GUICHET_ACTIVITY_PLOT (widget);
  Frame frame = measure_frame (self);
  Inks inks = choose_inks (self);

  if (self->days->len == 0)
    return;

  if (self->pointed >= 0)
    gtk_snapshot_append_color (snapshot, &inks.lines,
                               &GRAPHENE_RECT_INIT (frame.left + frame.slot * (float) self->pointed, frame.top,
                                                    frame.slot, frame.height));
  draw_grid (self, snapshot, &frame, &inks);
  draw_bars (self, snapshot, &frame, &inks);
  draw_line (self, snapshot, &frame, &inks);
}

static void
guichet_activity_plot_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : AXIS_WIDTH + 14 * 12;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : AXIS_WIDTH + 14 * 22;
}

/* ---- pointer and keys */

static void
motion_cb (GuichetActivityPlot *self,
           double               x,
           double               y)
{
  point_at (self, find_day (self, x));
}

static void
left_cb (GuichetActivityPlot *self)
{
  point_at (self, -1);
}

static gboolean
move_day (GtkWidget *widget,
          GVariant  *parameters,
          gpointer   user_data)
{
  GuichetActivityPlot *self = GUICHET_ACTIVITY_PLOT (widget);
  int last = (int) self->days->len - 1;
  int step = g_variant_get_int32 (parameters);

  if (last < 0)
    return FALSE;

  point_at (self, self->pointed < 0 ? last : CLAMP (self->pointed + step, 0, last));
  return TRUE;
}

static void
guichet_activity_plot_finalize (GObject *object)
{
  GuichetActivityPlot *self = GUICHET_ACTIVITY_PLOT (object);

  g_array_unref (self->days);
  g_free (self->caption);

  G_OBJECT_CLASS (guichet_activity_plot_parent_class)->finalize (object);
}

static void
guichet_activity_plot_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  if (prop_id == PROP_CAPTION)
    g_value_set_string (value, GUICHET_ACTIVITY_PLOT (object)->caption);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_activity_plot_class_init (GuichetActivityPlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = guichet_activity_plot_finalize;
  object_class->get_property = guichet_activity_plot_get_property;
  widget_class->snapshot = guichet_activity_plot_snapshot;
  widget_class->measure = guichet_activity_plot_measure;

  properties[PROP_CAPTION] =
    g_param_spec_string ("caption", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "activityplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_day, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_day, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_day, "i", -G_MAXINT16);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_day, "i", G_MAXINT16);
}

static void
guichet_activity_plot_init (GuichetActivityPlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->days = g_array_new (FALSE, FALSE, sizeof (GuichetActivityDay));
  self->pointed = -1;
  self->caption = g_strdup ("");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * guichet_activity_plot_set_days:
 * @days: (element-type GuichetActivityDay): oldest first, the last one is today
 */
void
guichet_activity_plot_set_days (GuichetActivityPlot *self,
                                GArray              *days)
{
  g_autofree char *description = NULL;

  g_return_if_fail (GUICHET_IS_ACTIVITY_PLOT (self));

  point_at (self, -1);
  g_array_unref (self->days);
  self->days = g_array_ref (days);
  description = describe_all (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Activity, day by day"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
