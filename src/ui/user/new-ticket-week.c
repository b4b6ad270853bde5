#include "config.h"

#include "ui/user/new-ticket-week.h"

#include <glib/gi18n.h>

/* The week of an office. */
#define FIRST_HOUR 8
#define LAST_HOUR 18            /* excluded */
#define OFFICE_DAYS 5
#define HOURS 24

struct _GuichetWeekGrid
{
  GtkWidget parent_instance;

  GuichetWeek  week;
  GtkWidget   *grid;
  GtkWidget   *cells[GUICHET_WEEK_DAYS][HOURS];         /* (nullable) */
  guint        first_hour;
  guint        last_hour;       /* excluded */
  guint        n_days;
  guint        day;             /* where the focus is, or comes to */
  guint        hour;
  gboolean     filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetWeekGrid, guichet_week_grid, GTK_TYPE_WIDGET)

static const struct { const char *whole, *brief; } day_names[GUICHET_WEEK_DAYS] = {
  { N_("Monday"), NC_("day", "Mon.") },
  { N_("Tuesday"), NC_("day", "Tue.") },
  { N_("Wednesday"), NC_("day", "Wed.") },
  { N_("Thursday"), NC_("day", "Thu.") },
  { N_("Friday"), NC_("day", "Fri.") },
  { N_("Saturday"), NC_("day", "Sat.") },
  { N_("Sunday"), NC_("day", "Sun.") },
};

/* ---- cells */

static gboolean
has_half (GuichetWeekGrid *self,
          guint            day,
          guint            hour,
          guint            half)
{
  return guichet_week_get (&self->week, day, 2 * hour + half);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Half of an hour must not look like all or nothing of it. */
static void
show_cell (GuichetWeekGrid *self,
           guint            day,
           guint            hour)
{
  GtkWidget *cell = self->cells[day][hour];
  gboolean first = has_half (self, day, hour, 0);
  gboolean second = has_half (self, day, hour, 1);
  g_autofree char *name = NULL;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (cell), first || second);
  gtk_button_set_icon_name (GTK_BUTTON (cell), first && second ? "object-select-symbolic" : "");
  set_class (cell, "first-half", first && !second);
  set_class (cell, "second-half", second && !first);

  if (first && second)
    /* Translators: a day, and an hour with the one at which it ends */
    name = g_strdup_printf (_("%s, %u to %u"), _(day_names[day].whole), hour, hour + 1);
  else if (first)
    name = g_strdup_printf (_("%s, only the first half hour from %u"), _(day_names[day].whole), hour);
  else if (second)
    name = g_strdup_printf (_("%s, only the second half hour from %u"), _(day_names[day].whole), hour);
  else
    name = g_strdup_printf (_("%s, %u to %u"), _(day_names[day].whole), hour, hour + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (cell, name);
}

static void
show_all (GuichetWeekGrid *self)
{
  self->filling = TRUE;
  for (guint day = 0; day < self->n_days; day++)
    for (guint hour = self->first_hour; hour < self->last_hour; hour++)
      show_cell (self, day, hour);
  self->filling = FALSE;
}

static void
toggled_cb (GuichetWeekGrid *self,
            GtkToggleButton *cell)
{
  guint at = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), "at"));
  guint day = at / HOURS;
  guint hour = at % HOURS;
  gboolean free;

  if (self->filling)
    return;

  /* Half of an hour becomes the whole one. */
  free = !(has_half (self, day, hour, 0) && has_half (self, day, hour, 1));
  guichet_week_set (&self->week, day, 2 * hour, free);
  guichet_week_set (&self->week, day, 2 * hour + 1, free);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "guess");
  self->filling = TRUE;
  show_cell (self, day, hour);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
make_cell (GuichetWeekGrid *self,
           guint            day,
           guint            hour)
{
  GtkWidget *cell = gtk_toggle_button_new ();

  gtk_widget_add_css_class (cell, "week-cell");
  gtk_widget_set_hexpand (cell, TRUE);
  g_object_set_data (G_OBJECT (cell), "at", GUINT_TO_POINTER (day * HOURS + hour));
  g_signal_connect_object (cell, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (GTK_GRID (self->grid), cell, (int) (1 + hour - self->first_hour), (int) (day + 1), 1, 1);
  self->cells[day][hour] = cell;
}

/* ---- the grid */

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "week-name");

  return label;
}

static void
build (GuichetWeekGrid *self)
{
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  memset (self->cells, 0, sizeof self->cells);
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 4);

  /* Every other hour has a name: there is room for those on a telephone. */
  for (guint hour = self->first_hour; hour < self->last_hour; hour += 2)
    {
      /* Translators: an hour of the day over a column of a week, "8 h" in French */
      g_autofree char *text = g_strdup_printf (_("%u h"), hour);
      GtkWidget *name = make_label (text);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_grid_attach (GTK_GRID (self->grid), name, (int) (1 + hour - self->first_hour), 0,
                       (int) MIN (2, self->last_hour - hour), 1);
    }
  for (guint day = 0; day < self->n_days; day++)
    {
      GtkWidget *name = make_label (g_dpgettext2 (NULL, "day", day_names[day].brief));

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_grid_attach (GTK_GRID (self->grid), name, 0, (int) (day + 1), 1, 1);
      for (guint hour = self->first_hour; hour < self->last_hour; hour++)
        make_cell (self, day, hour);
    }
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

static void
find_extent (const GuichetWeek *week,
             guint             *out_first,
             guint             *out_last,
             guint             *out_days)
{
  *out_first = FIRST_HOUR;
  *out_last = LAST_HOUR;
  *out_days = OFFICE_DAYS;
  for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
    for (guint slot = 0; slot < GUICHET_WEEK_SLOTS; slot++)
      if (guichet_week_get (week, day, slot))
        {
          *out_first = MIN (*out_first, slot / 2);
          *out_last = MAX (*out_last, slot / 2 + 1);
          *out_days = MAX (*out_days, day + 1);
        }
}

/* Hours that were there stay: a grid that shrinks while one types is no help. */
static void
make_room (GuichetWeekGrid *self)
{
  guint first;
  guint last;
  guint days;

  find_extent (&self->week, &first, &last, &days);
  if (self->grid != NULL && first >= self->first_hour && last <= self->last_hour && days <= self->n_days)
    return;

  self->first_hour = MIN (self->first_hour, first);
  self->last_hour = MAX (self->last_hour, last);
  self->n_days = MAX (self->n_days, days);
  build (self);
}

/* ---- the focus */

static gboolean
find_focus (GuichetWeekGrid *self)
{
  for (guint day = 0; day < self->n_days; day++)
    for (guint hour = self->first_hour; hour < self->last_hour; hour++)
      if (gtk_widget_is_focus (self->cells[day][hour]))
        {
          self->day = day;
          self->hour = hour;
          return TRUE;
        }

  return FALSE;
}

static gboolean
move (GuichetWeekGrid *self,
      int              days,
      int              hours)
{
  int day = (int) self->day + days;
  int hour = (int) self->hour + hours;

  if (day >= 0 && day < (int) self->n_days && hour >= (int) self->first_hour && hour < (int) self->last_hour)
    gtk_widget_grab_focus (self->cells[day][hour]);

  /* At an edge the focus stays: arrows do not leave a field. */
  return TRUE;
}

static gboolean
guichet_week_grid_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  GuichetWeekGrid *self = GUICHET_WEEK_GRID (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (!find_focus (self))
    return gtk_widget_grab_focus (widget);

  switch (direction)
    {
    case GTK_DIR_UP:
      return move (self, -1, 0);
    case GTK_DIR_DOWN:
      return move (self, 1, 0);
    case GTK_DIR_LEFT:
      return move (self, 0, rtl ? 1 : -1);
    case GTK_DIR_RIGHT:
      return move (self, 0, rtl ? -1 : 1);
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
    default:
      return FALSE;
    }
}

static gboolean
guichet_week_grid_grab_focus (GtkWidget *widget)
{
  GuichetWeekGrid *self = GUICHET_WEEK_GRID (widget);
  guint day = MIN (self->day, self->n_days - 1);
  guint hour = CLAMP (self->hour, self->first_hour, self->last_hour - 1);

  return gtk_widget_grab_focus (self->cells[day][hour]);
}

/* ---- class */

static void
guichet_week_grid_dispose (GObject *object)
{
  GuichetWeekGrid *self = GUICHET_WEEK_GRID (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (guichet_week_grid_parent_class)->dispose (object);
}

static void
guichet_week_grid_class_init (GuichetWeekGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_week_grid_dispose;
  widget_class->focus = guichet_week_grid_focus;
  widget_class->grab_focus = guichet_week_grid_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", GUICHET_TYPE_WEEK_GRID, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "weekgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
guichet_week_grid_init (GuichetWeekGrid *self)
{
  self->first_hour = FIRST_HOUR;
  self->last_hour = LAST_HOUR;
  self->n_days = OFFICE_DAYS;
  self->hour = FIRST_HOUR;
  build (self);
  show_all (self);
}

GtkWidget *
guichet_week_grid_new (void)
{
  return g_object_new (GUICHET_TYPE_WEEK_GRID, NULL);
}

const GuichetWeek *
guichet_week_grid_get_week (GuichetWeekGrid *self)
{
  g_return_val_if_fail (GUICHET_IS_WEEK_GRID (self), NULL);

  return &self->week;
}

void
guichet_week_grid_set_week (GuichetWeekGrid   *self,
                            const GuichetWeek *week,
                            gboolean           guess)
{
  g_return_if_fail (GUICHET_IS_WEEK_GRID (self));

  self->week = *week;
  set_class (GTK_WIDGET (self), "guess", guess);
  make_room (self);
  show_all (self);
}

GtkWidget *
guichet_week_grid_get_cell (GuichetWeekGrid *self,
                            guint            day,
                            guint            hour)
{
  g_return_val_if_fail (GUICHET_IS_WEEK_GRID (self), NULL);

  return day < GUICHET_WEEK_DAYS && hour < HOURS ? self->cells[day][hour] : NULL;
}
