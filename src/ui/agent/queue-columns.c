#include "config.h"

#include "ui/agent/queue-columns-private.h"

#include "ui/agent/check-column.h"
#include "ui/agent/keep-place.h"

/* What the subject needs at least. */
#define MIN_SUBJECT 180

enum
{
  SIGNAL_SORT,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The six of the service desk, then those that a person may add. */
static const GuichetSort usual[] = {
  GUICHET_SORT_REF, GUICHET_SORT_TITLE, GUICHET_SORT_START_DATE, GUICHET_SORT_LAST_UPDATE,
  GUICHET_SORT_STATUS, GUICHET_SORT_SERVICE, GUICHET_SORT_CALLER, GUICHET_SORT_TEAM,
  GUICHET_SORT_SITE, GUICHET_SORT_AGENT, GUICHET_SORT_TIME_LEFT,
};

G_DEFINE_FINAL_TYPE (GuichetQueueColumns, guichet_queue_columns, G_TYPE_OBJECT)

/* ---- one column of the view */

GuichetColumnChoice *
_guichet_queue_columns_get_choice (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), "choice");
}

GtkColumnViewColumn *
_guichet_queue_columns_get (GuichetQueueColumns *self,
            guint                position)
{
  g_autoptr(GtkColumnViewColumn) column =
    g_list_model_get_item (gtk_column_view_get_columns (self->view), position);

  return column;
}

guint
_guichet_queue_columns_count (GuichetQueueColumns *self)
{
  return g_list_model_get_n_items (gtk_column_view_get_columns (self->view));
}

GtkColumnViewColumn *
_guichet_queue_columns_find (GuichetQueueColumns *self,
             GuichetSort          sort,
             guint               *out_position)
{
  for (guint i = 0; i < _guichet_queue_columns_count (self); i++)
    {
      GtkColumnViewColumn *column = _guichet_queue_columns_get (self, i);

      if (column == self->check || _guichet_queue_columns_get_choice (column)->kind->sort != sort)
        continue;
      if (out_position != NULL)
        *out_position = i;
      return column;
    }

  g_return_val_if_reached (NULL);
}

static int
get_width (GuichetQueueColumns *self,
           const GuichetColumnChoice        *choice)
{
  if (self->table.width != GUICHET_QUEUE_WIDE)
    return choice->kind->compact_width;

  return choice->width != 0 ? choice->width : choice->kind->width;
}

/* ---- what fits */

static gboolean
has_place (GuichetQueueColumns *self,
           const GuichetColumnChoice        *choice)
{
  if (!choice->wanted || (choice->kind->optional && self->table.width != GUICHET_QUEUE_WIDE))
    return FALSE;
  if (choice->kind->sort == GUICHET_SORT_START_DATE)
    return self->table.width == GUICHET_QUEUE_WIDE;
  if (choice->kind->sort == GUICHET_SORT_SERVICE)
    return self->table.width != GUICHET_QUEUE_TIGHT;

  return TRUE;
}

/* What a row cannot do without. */
gboolean
_guichet_queue_columns_is_needed (const GuichetColumnChoice *choice)
{
  return choice->kind->sort == GUICHET_SORT_REF || choice->kind->sort == GUICHET_SORT_TITLE ||
         choice->kind->sort == GUICHET_SORT_STATUS;
}

static int
measure_columns (GuichetQueueColumns *self,
                 gboolean             only_needed)
{
  int sum = 0;

  for (guint i = 0; i < _guichet_queue_columns_count (self); i++)
    {
      GtkColumnViewColumn *column = _guichet_queue_columns_get (self, i);

      if (column == self->check || !has_place (self, _guichet_queue_columns_get_choice (column)) ||
          (only_needed && !_guichet_queue_columns_is_needed (_guichet_queue_columns_get_choice (column))))
        continue;
      sum += MAX (get_width (self, _guichet_queue_columns_get_choice (column)), GUICHET_COLUMN_MIN_WIDTH);
    }

  return sum + MIN_SUBJECT;
}

/* A column that appears puts a cell into each child of the list, also (GTK
 * 4.18) into the headings of groups: they are made anew. */
static void
show_column (GuichetQueueColumns *self,
             GtkColumnViewColumn *column,
             gboolean             visible)
{
  g_autoptr(GtkListItemFactory) headings = NULL;

  if (gtk_column_view_column_get_visible (column) == visible)
    return;

  g_set_object (&headings, gtk_column_view_get_header_factory (self->view));
  if (visible)
    gtk_column_view_set_header_factory (self->view, NULL);
  gtk_column_view_column_set_visible (column, visible);
  if (visible)
    gtk_column_view_set_header_factory (self->view, headings);
}

/* In their order, as far as there is room beside those that are needed. */
static void
fit (GuichetQueueColumns *self)
{
  int left = self->room > 0 ? self->room - measure_columns (self, TRUE) : G_MAXINT;

  self->writing = TRUE;
  for (guint i = 0; i < _guichet_queue_columns_count (self); i++)
    {
      GtkColumnViewColumn *column = _guichet_queue_columns_get (self, i);
      const GuichetColumnChoice *choice = _guichet_queue_columns_get_choice (column);
      gboolean visible;

      if (column == self->check)
        continue;
      visible = has_place (self, choice);
      if (visible && !_guichet_queue_columns_is_needed (choice))
        {
          left -= MAX (get_width (self, choice), GUICHET_COLUMN_MIN_WIDTH);
          visible = left >= 0;
        }
      show_column (self, column, visible);
    }
  self->writing = FALSE;
}

static void
set_width (GuichetQueueColumns *self,
           GtkColumnViewColumn *column)
{
  int width = get_width (self, _guichet_queue_columns_get_choice (column));

  self->writing = TRUE;
  gtk_column_view_column_set_expand (column, _guichet_queue_columns_get_choice (column)->kind->sort == GUICHET_SORT_TITLE);
  gtk_column_view_column_set_fixed_width (column, width);
  self->writing = FALSE;
}

/* ---- changes of a person */

static void
tell_changed (GuichetQueueColumns *self)
{
  _guichet_queue_columns_save_soon (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
width_dragged_cb (GtkColumnViewColumn *column,
                  GParamSpec          *pspec,
                  GuichetQueueColumns *self)
{
  int width = gtk_column_view_column_get_fixed_width (column);

  if (self->writing || self->table.width != GUICHET_QUEUE_WIDE || width <= 0)
    return;

  _guichet_queue_columns_get_choice (column)->width = CLAMP (width, GUICHET_COLUMN_MIN_WIDTH, GUICHET_COLUMN_MAX_WIDTH);
  _guichet_queue_columns_save_soon (self);
}

static void
order_changed_cb (GuichetQueueColumns *self)
{
  if (!self->writing)
    tell_changed (self);
}

void
_guichet_queue_columns_place (GuichetQueueColumns *self,
              GtkColumnViewColumn *column,
              guint                position)
{
  self->writing = TRUE;
  gtk_column_view_insert_column (self->view, position, column);
  self->writing = FALSE;
}

/* ---- the order in the headers */

static void
write_titles (GuichetQueueColumns *self)
{
  for (guint i = 0; i < _guichet_queue_columns_count (self); i++)
    {
      GtkColumnViewColumn *column = _guichet_queue_columns_get (self, i);
      g_autofree char *second = NULL;
      const char *title;

      if (column == self->check)
        continue;
      title = guichet_queue_column_get_title (_guichet_queue_columns_get_choice (column)->kind->sort);
      if (self->n_keys > 1 && self->keys[1].sort == _guichet_queue_columns_get_choice (column)->kind->sort)
        second = g_strdup_printf ("%s %s²", title, self->keys[1].ascending ? "↑" : "↓");
      gtk_column_view_column_set_title (column, second != NULL ? second : title);
    }
}

/* GTK only marks the header: its sorters compare nothing. */
static void
mark_header (GuichetQueueColumns *self)
{
  self->writing = TRUE;
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->view, _guichet_queue_columns_find (self, self->keys[0].sort, NULL),
                                  self->keys[0].ascending ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
  self->writing = FALSE;
}

static void
sorter_changed_cb (GuichetQueueColumns *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  gboolean ascending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_ASCENDING;
  GuichetSort sort;
  gboolean add;

  if (self->writing || column == NULL || column == self->check)
    return;

  sort = _guichet_queue_columns_get_choice (column)->kind->sort;
  add = self->adding && self->n_keys > 0 && sort != self->keys[0].sort;
  if (add)
    ascending = self->n_keys < 2 || self->keys[1].sort != sort || !self->keys[1].ascending;
  g_signal_emit (self, signals[SIGNAL_SORT], 0, (guint) sort, ascending, add);
}

/* The header itself does not tell what was held when it was clicked. */
static gboolean
event_cb (GtkEventControllerLegacy *controller,
          GdkEvent                 *event,
          GuichetQueueColumns      *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_BUTTON_RELEASE || type == GDK_KEY_PRESS)
    self->adding = (gdk_event_get_modifier_state (event) & GDK_SHIFT_MASK) != 0;

  return GDK_EVENT_PROPAGATE;
}

static void
watch_shift (GuichetQueueColumns *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

/* ---- class */

static void
guichet_queue_columns_dispose (GObject *object)
{
  guichet_queue_columns_detach (GUICHET_QUEUE_COLUMNS (object));

  G_OBJECT_CLASS (guichet_queue_columns_parent_class)->dispose (object);
}

static void
guichet_queue_columns_finalize (GObject *object)
{
  GuichetQueueColumns *self = GUICHET_QUEUE_COLUMNS (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->table.context);

  G_OBJECT_CLASS (guichet_queue_columns_parent_class)->finalize (object);
}

static void
guichet_queue_columns_class_init (GuichetQueueColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_queue_columns_dispose;
  object_class->finalize = guichet_queue_columns_finalize;

  signals[SIGNAL_SORT] =
    g_signal_new ("sort", GUICHET_TYPE_QUEUE_COLUMNS, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GUICHET_TYPE_QUEUE_COLUMNS, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_queue_columns_init (GuichetQueueColumns *self)
{
}

static void
add_column (GuichetQueueColumns *self,
            GuichetSort          sort)
{
  const GuichetQueueColumn *kind = guichet_queue_column_get (sort);
  g_autoptr(GtkColumnViewColumn) column = NULL;
  g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  GuichetColumnChoice *choice = g_new0 (GuichetColumnChoice, 1);

  choice->kind = kind;
  choice->wanted = !kind->optional;
  column = gtk_column_view_column_new (guichet_queue_column_get_title (sort),
                                       guichet_queue_column_create_factory (kind, &self->table));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  g_object_set_data_full (G_OBJECT (column), "choice", choice, g_free);
  gtk_column_view_append_column (self->view, column);
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (width_dragged_cb), self, 0);
}

static void
fill (GuichetQueueColumns *self)
{
  self->check = guichet_check_column_new ();
  gtk_column_view_append_column (self->view, self->check);
  g_object_unref (self->check);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    add_column (self, usual[i]);
}

static void
lay_out (GuichetQueueColumns *self)
{
  for (guint i = 0; i < _guichet_queue_columns_count (self); i++)
    if (_guichet_queue_columns_get (self, i) != self->check)
      set_width (self, _guichet_queue_columns_get (self, i));
  fit (self);
}

/**
 * guichet_queue_columns_new:
 * @view: empty; holds what is returned until guichet_queue_columns_detach()
 * @settings: (nullable): of the list
 * @open: called when somebody clicks on a reference
 */
GuichetQueueColumns *
guichet_queue_columns_new (GtkColumnView        *view,
                           GuichetContext       *context,
                           GSettings            *settings,
                           GuichetQueueOpenFunc  open,
                           gpointer              user_data)
{
  GuichetQueueColumns *self = g_object_new (GUICHET_TYPE_QUEUE_COLUMNS, NULL);

  self->view = view;
  self->table.context = g_object_ref (context);
  self->table.open = open;
  self->table.user_data = user_data;
  g_set_object (&self->settings, settings);
  fill (self);
  _guichet_queue_columns_load (self);
  lay_out (self);
  watch_shift (self);
  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed",
                           G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/* Before the view goes: what was not yet saved is. */
void
guichet_queue_columns_detach (GuichetQueueColumns *self)
{
  if (self->view == NULL)
    return;

  if (self->save_source != 0)
    _guichet_queue_columns_save (self);
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (self->view), self);
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
  self->view = NULL;
}

/* Another factory writes all times, and all that changed, anew. */
static void
renew_cells (GuichetQueueColumns *self)
{
  for (guint i = 0; i < _guichet_queue_columns_count (self); i++)
    {
      GtkColumnViewColumn *column = _guichet_queue_columns_get (self, i);
      g_autoptr(GtkListItemFactory) factory = NULL;
      GuichetSort sort;

      if (column == self->check)
        continue;
      sort = _guichet_queue_columns_get_choice (column)->kind->sort;
      if (sort != GUICHET_SORT_LAST_UPDATE && sort != GUICHET_SORT_TITLE)
        continue;
      factory = guichet_queue_column_create_factory (_guichet_queue_columns_get_choice (column)->kind, &self->table);
      gtk_column_view_column_set_factory (column, factory);
    }
}

void
guichet_queue_columns_set_width (GuichetQueueColumns *self,
                                 GuichetQueueWidth    width)
{
  g_return_if_fail (GUICHET_IS_QUEUE_COLUMNS (self));

  if (self->table.width == width)
    return;

  self->table.width = width;
  renew_cells (self);
  lay_out (self);
}

/* How wide the view is. */
void
guichet_queue_columns_set_room (GuichetQueueColumns *self,
                                int                  pixels)
{
  g_return_if_fail (GUICHET_IS_QUEUE_COLUMNS (self));

  if (self->room == pixels)
    return;

  self->room = pixels;
  fit (self);
}

/* A column of check marks in front. */
void
guichet_queue_columns_set_selecting (GuichetQueueColumns *self,
                                     gboolean             selecting)
{
  g_return_if_fail (GUICHET_IS_QUEUE_COLUMNS (self));

  if (gtk_column_view_column_get_visible (self->check) == selecting)
    return;

  guichet_keep_place (GTK_SCROLLABLE (self->view));
  show_column (self, self->check, selecting);
}

void
guichet_queue_columns_show_order (GuichetQueueColumns  *self,
                                  const GuichetSortKey *keys,
                                  guint                 n_keys)
{
  g_return_if_fail (GUICHET_IS_QUEUE_COLUMNS (self));
  g_return_if_fail (n_keys >= 1 && n_keys <= GUICHET_N_SORT_KEYS);

  for (guint i = 0; i < n_keys; i++)
    self->keys[i] = keys[i];
  self->n_keys = n_keys;
  write_titles (self);
  mark_header (self);
}

/* ---- for a dialog and for files */

/**
 * guichet_queue_columns_dup_sorts:
 * @only_shown: without those that the person hid
 *
 * Returns: (transfer full) (element-type GuichetSort): the columns in their
 *   order, whether or not they fit
 */
GArray *
guichet_queue_columns_dup_sorts (GuichetQueueColumns *self,
                                 gboolean             only_shown)
{
  GArray *sorts = g_array_new (FALSE, FALSE, sizeof (GuichetSort));

  g_return_val_if_fail (GUICHET_IS_QUEUE_COLUMNS (self), sorts);

  for (guint i = 0; i < _guichet_queue_columns_count (self); i++)
    {
      GtkColumnViewColumn *column = _guichet_queue_columns_get (self, i);

      if (column != self->check && (!only_shown || _guichet_queue_columns_get_choice (column)->wanted))
        g_array_append_val (sorts, _guichet_queue_columns_get_choice (column)->kind->sort);
    }

  return sorts;
}

gboolean
guichet_queue_columns_is_shown (GuichetQueueColumns *self,
                                GuichetSort          sort)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_COLUMNS (self), FALSE);

  return _guichet_queue_columns_get_choice (_guichet_queue_columns_find (self, sort, NULL))->wanted;
}

/* Reference, subject and state stay. */
void
guichet_queue_columns_set_shown (GuichetQueueColumns *self,
                                 GuichetSort          sort,
                                 gboolean             shown)
{
  GuichetColumnChoice *choice;

  g_return_if_fail (GUICHET_IS_QUEUE_COLUMNS (self));

  choice = _guichet_queue_columns_get_choice (_guichet_queue_columns_find (self, sort, NULL));
  if (choice->wanted == shown || _guichet_queue_columns_is_needed (choice))
    return;

  choice->wanted = shown;
  fit (self);
  tell_changed (self);
}

/* @step: -1 towards the start, 1 towards the end */
void
guichet_queue_columns_move (GuichetQueueColumns *self,
                            GuichetSort          sort,
                            int                  step)
{
  g_autoptr(GtkColumnViewColumn) column = NULL;
  guint position;
  int target;

  g_return_if_fail (GUICHET_IS_QUEUE_COLUMNS (self));

  column = g_object_ref (_guichet_queue_columns_find (self, sort, &position));
  target = (int) position + step;
  if (target < 1 || target >= (int) _guichet_queue_columns_count (self))
    return;

  _guichet_queue_columns_place (self, column, target);
  fit (self);
  tell_changed (self);
}

/* The six usual columns in their order, as wide as they were. */
void
guichet_queue_columns_reset (GuichetQueueColumns *self)
{
  g_return_if_fail (GUICHET_IS_QUEUE_COLUMNS (self));

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      GtkColumnViewColumn *column = _guichet_queue_columns_find (self, usual[i], NULL);

      _guichet_queue_columns_get_choice (column)->wanted = !_guichet_queue_columns_get_choice (column)->kind->optional;
      _guichet_queue_columns_get_choice (column)->width = 0;
      _guichet_queue_columns_place (self, column, i + 1);
    }

  if (self->settings != NULL)
    g_settings_reset (self->settings, "columns");
  lay_out (self);
  tell_changed (self);
}
