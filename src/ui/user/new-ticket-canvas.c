#include "config.h"

#include "ui/user/new-ticket-canvas.h"

#include "ui/user/new-ticket-mosaic.h"

#include <glib/gi18n.h>
#include <math.h>

/* A mark that is smaller was a slip of the hand, in pixels of the screen. */
#define SLIP 4.0

/* Steps of the keyboard, as parts of the picture. */
#define STEPS 40

struct _GuichetPictureCanvas
{
  GtkWidget parent_instance;

  GdkTexture      *picture;
  GPtrArray       *mosaics;
  graphene_rect_t  mark;        /* in pixels of the picture; of no size: none */
  graphene_point_t start;       /* where the drag began, in the widget */
};

enum
{
  MARKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetPictureCanvas, guichet_picture_canvas, GTK_TYPE_WIDGET)

/* ---- where the picture is */

/* Not enlarged, in the middle. */
static double
find_place (GuichetPictureCanvas *self,
            graphene_rect_t      *out_place)
{
  double width = gdk_texture_get_width (self->picture);
  double height = gdk_texture_get_height (self->picture);
  double room_width = gtk_widget_get_width (GTK_WIDGET (self));
  double room_height = gtk_widget_get_height (GTK_WIDGET (self));
  double scale = MIN (1.0, MIN (room_width / width, room_height / height));

  graphene_rect_init (out_place, (float) floor ((room_width - width * scale) / 2),
                      (float) floor ((room_height - height * scale) / 2),
                      (float) (width * scale), (float) (height * scale));

  return MAX (scale, 1e-6);
}

static graphene_rect_t
to_widget (GuichetPictureCanvas  *self,
           const graphene_rect_t *in_picture)
{
  graphene_rect_t place;
  float scale = (float) find_place (self, &place);

  return GRAPHENE_RECT_INIT (place.origin.x + in_picture->origin.x * scale,
                             place.origin.y + in_picture->origin.y * scale,
                             in_picture->size.width * scale, in_picture->size.height * scale);
}

/* ---- drawing */

static void
draw_mosaic (GuichetPictureCanvas *self,
             GtkSnapshot          *snapshot,
             const GuichetMosaic  *mosaic)
{
  const GdkRectangle *area = guichet_mosaic_get_area (mosaic);
  const graphene_rect_t in_picture = GRAPHENE_RECT_INIT ((float) area->x, (float) area->y,
                                                         (float) area->width, (float) area->height);
  const graphene_rect_t where = to_widget (self, &in_picture);

  gtk_snapshot_append_scaled_texture (snapshot, guichet_mosaic_get_tiles (mosaic), GSK_SCALING_FILTER_NEAREST, &where);
}

static void
draw_mark (GuichetPictureCanvas *self,
           GtkSnapshot          *snapshot)
{
  const graphene_rect_t where = to_widget (self, &self->mark);
  GskRoundedRect outline;
  const float outer[] = { 3, 3, 3, 3 };
  const float inner[] = { 1, 1, 1, 1 };
  const GdkRGBA dark = { 0, 0, 0, .85f };
  const GdkRGBA light = { 1, 1, 1, 1 };
  const GdkRGBA colours_dark[] = { dark, dark, dark, dark };
  const GdkRGBA colours_light[] = { light, light, light, light };

  /* Dark and light: seen on any picture. */
  gsk_rounded_rect_init_from_rect (&outline, &where, 0);
  gtk_snapshot_append_border (snapshot, &outline, outer, colours_dark);
  gtk_snapshot_append_border (snapshot, &outline, inner, colours_light);
}

static void
guichet_picture_canvas_snapshot (GtkWidget   *widget,
                                 GtkSnapshot *snapshot)
{
  GuichetPictureCanvas *self = GUICHET_PICTURE_CANVAS (widget);
  graphene_rect_t place;

  find_place (self, &place);
  gtk_snapshot_append_scaled_texture (snapshot, self->picture, GSK_SCALING_FILTER_TRILINEAR, &place);
  for (guint i = 0; i < self->mosaics->len; i++)
    draw_mosaic (self, snapshot, g_ptr_array_index (self->mosaics, i));
  if (self->mark.size.width > 0)
    draw_mark (self, snapshot);
}

/* ---- marking */

static void
finish (GuichetPictureCanvas *self)
{
  graphene_rect_t whole;
  GdkRectangle area;

  graphene_rect_round_extents (&self->mark, &whole);
  area = (GdkRectangle) { (int) whole.origin.x, (int) whole.origin.y, (int) whole.size.width, (int) whole.size.height };
  self->mark = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MARKED], 0, &area);
}

static void
drag_begin_cb (GuichetPictureCanvas *self,
               double                x,
               double                y)
{
  self->start = GRAPHENE_POINT_INIT ((float) x, (float) y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (GuichetPictureCanvas *self,
                double                dx,
                double                dy)
{
  graphene_rect_t place;
  float scale = (float) find_place (self, &place);
  graphene_rect_t dragged = GRAPHENE_RECT_INIT (self->start.x, self->start.y, (float) dx, (float) dy);
  graphene_rect_t inside;

  graphene_rect_normalize (&dragged);
  if (dragged.size.width < SLIP || dragged.size.height < SLIP || !graphene_rect_intersection (&dragged, &place, &inside))
    self->mark = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  else
    self->mark = GRAPHENE_RECT_INIT ((inside.origin.x - place.origin.x) / scale,
                                     (inside.origin.y - place.origin.y) / scale,
                                     inside.size.width / scale, inside.size.height / scale);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (GuichetPictureCanvas *self,
             double                dx,
             double                dy)
{
  drag_update_cb (self, dx, dy);
  if (self->mark.size.width > 0)
    finish (self);
}

/* ---- with the keyboard */

static void
begin_mark (GuichetPictureCanvas *self)
{
  float width = (float) gdk_texture_get_width (self->picture);
  float height = (float) gdk_texture_get_height (self->picture);

  self->mark = GRAPHENE_RECT_INIT (width * .4f, height * .45f, width * .2f, height * .1f);
}

static void
move_mark (GuichetPictureCanvas *self,
           int                   x,
           int                   y,
           gboolean              resize)
{
  float width = (float) gdk_texture_get_width (self->picture);
  float height = (float) gdk_texture_get_height (self->picture);
  float dx = (float) x * width / STEPS;
  float dy = (float) y * height / STEPS;

  if (self->mark.size.width <= 0)
    begin_mark (self);
  else if (resize)
    {
      self->mark.size.width = CLAMP (self->mark.size.width + dx, 1, width - self->mark.origin.x);
      self->mark.size.height = CLAMP (self->mark.size.height + dy, 1, height - self->mark.origin.y);
    }
  else
    {
      self->mark.origin.x = CLAMP (self->mark.origin.x + dx, 0, width - self->mark.size.width);
      self->mark.origin.y = CLAMP (self->mark.origin.y + dy, 0, height - self->mark.size.height);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GuichetPictureCanvas  *self)
{
  gboolean resize = (state & GDK_SHIFT_MASK) != 0;

  switch (keyval)
    {
    case GDK_KEY_Left:
      move_mark (self, -1, 0, resize);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      move_mark (self, 1, 0, resize);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      move_mark (self, 0, -1, resize);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      move_mark (self, 0, 1, resize);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->mark.size.width <= 0)
        return GDK_EVENT_PROPAGATE;
      finish (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- class */

static void
guichet_picture_canvas_measure (GtkWidget      *widget,
                                GtkOrientation  orientation,
                                int             for_size,
                                int            *minimum,
                                int            *natural,
                                int            *minimum_baseline,
                                int            *natural_baseline)
{
  GuichetPictureCanvas *self = GUICHET_PICTURE_CANVAS (widget);

  *minimum = 120;
  *natural = MAX (120, orientation == GTK_ORIENTATION_HORIZONTAL ? gdk_texture_get_width (self->picture)
                                                                 : gdk_texture_get_height (self->picture));
}

static void
guichet_picture_canvas_finalize (GObject *object)
{
  GuichetPictureCanvas *self = GUICHET_PICTURE_CANVAS (object);

  g_clear_object (&self->picture);
  g_clear_pointer (&self->mosaics, g_ptr_array_unref);

  G_OBJECT_CLASS (guichet_picture_canvas_parent_class)->finalize (object);
}

static void
guichet_picture_canvas_class_init (GuichetPictureCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = guichet_picture_canvas_finalize;
  widget_class->snapshot = guichet_picture_canvas_snapshot;
  widget_class->measure = guichet_picture_canvas_measure;

  signals[MARKED] = g_signal_new ("marked", GUICHET_TYPE_PICTURE_CANVAS, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  GDK_TYPE_RECTANGLE | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_css_name (widget_class, "picturecanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
guichet_picture_canvas_init (GuichetPictureCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
guichet_picture_canvas_new (GdkTexture *picture,
                            GPtrArray  *mosaics)
{
  GuichetPictureCanvas *self = g_object_new (GUICHET_TYPE_PICTURE_CANVAS, NULL);

  self->picture = g_object_ref (picture);
  self->mosaics = g_ptr_array_ref (mosaics);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Picture"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Arrows move a mark, with Shift they change its size, Enter hides what is in it."),
                                  -1);

  return GTK_WIDGET (self);
}
