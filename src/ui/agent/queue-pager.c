#include "config.h"

#include "ui/agent/queue-pager.h"

#include "ui/agent/queue-column.h"

#include <glib/gi18n.h>

struct _GuichetQueuePager
{
  AdwBin parent_instance;

  GSignalGroup *model_signals;
  int           items_per_page;

  GtkWidget    *size_box;
  GtkLabel     *before_label;
  GtkDropDown  *size_drop_down;
  GtkLabel     *after_label;
  GtkLabel     *sort_label;
  GtkWidget    *sort_separator;
  GtkLabel     *range_label;
  GtkWidget    *previous_button;
  GtkWidget    *next_button;
};

enum
{
  PROP_0,
  PROP_ITEMS_PER_PAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetQueuePager, guichet_queue_pager, ADW_TYPE_BIN)

/* In the order of the drop-down; 0 is all of them. */
static const int sizes[] = { 20, 50, 100, 0 };

static GuichetQueueModel *
dup_model (GuichetQueuePager *self)
{
  return g_signal_group_dup_target (self->model_signals);
}

static char *
dup_level (const GuichetSortKey *key)
{
  return g_strdup_printf ("%s %s", guichet_queue_column_get_title (key->sort), key->ascending ? "↑" : "↓");
}

/* "Status ↑, then Last Update ↓" */
static char *
dup_order (const GuichetTicketQuery *query)
{
  g_autofree char *first = dup_level (&query->keys[0]);
  g_autofree char *second = NULL;

  if (query->n_keys < 2)
    return g_steal_pointer (&first);

  second = dup_level (&query->keys[1]);

  /* Translators: the two levels of an order, each the title of a column and an arrow */
  return g_strdup_printf (_("%s, then %s"), first, second);
}

static void
write_sort (GuichetQueuePager        *self,
            const GuichetTicketQuery *query)
{
  g_autofree char *order = dup_order (query);
  /* Translators: the order of a list: titles of columns with arrows */
  g_autofree char *text = g_strdup_printf (_("Sort: %s"), order);

  gtk_label_set_label (self->sort_label, text);
}

static void
write_range (GuichetQueuePager *self,
             GuichetQueueModel *model)
{
  g_autofree char *text = NULL;
  guint first;
  guint last;

  if (guichet_queue_model_get_n_tickets (model) == 0)
    {
      gtk_label_set_label (self->range_label, "");
      return;
    }

  guichet_queue_model_get_range (model, &first, &last);
  /* Translators: the first and last ticket shown, and how many there are: "1–20 of 43" */
  text = g_strdup_printf (_("%'u–%'u of %'u"), first, last, guichet_queue_model_get_n_tickets (model));
  gtk_label_set_label (self->range_label, text);
}

static void
model_changed_cb (GuichetQueuePager *self)
{
  g_autoptr(GuichetQueueModel) model = dup_model (self);
  guint page;

  if (model == NULL)
    return;

  page = guichet_queue_model_get_page (model);
  write_sort (self, guichet_queue_model_get_query (model));
  write_range (self, model);
  gtk_widget_set_sensitive (self->previous_button, page > 0);
  gtk_widget_set_sensitive (self->next_button, page + 1 < guichet_queue_model_get_n_pages (model));
}

static void
turn_page (GuichetQueuePager *self,
           int                step)
{
  g_autoptr(GuichetQueueModel) model = dup_model (self);

  if (model != NULL)
    guichet_queue_model_set_page (model, guichet_queue_model_get_page (model) + step);
}

static void
previous_cb (GuichetQueuePager *self)
{
  turn_page (self, -1);
}

static void
next_cb (GuichetQueuePager *self)
{
  turn_page (self, 1);
}

static void
size_selected_cb (GuichetQueuePager *self)
{
  guint selected = gtk_drop_down_get_selected (self->size_drop_down);

  if (selected < G_N_ELEMENTS (sizes))
    guichet_queue_pager_set_items_per_page (self, sizes[selected]);
}

/* "Show %s items per page" around a drop-down. */
static void
write_size_sentence (GuichetQueuePager *self)
{
  /* Translators: %s is a list of numbers to choose from */
  g_auto(GStrv) parts = g_strsplit (_("Show %s items per page"), "%s", 2);

  gtk_label_set_label (self->before_label, g_strstrip (parts[0]));
  gtk_label_set_label (self->after_label, parts[1] != NULL ? g_strstrip (parts[1]) : "");
}

static void
fill_sizes (GuichetQueuePager *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", sizes[i]);

      gtk_string_list_append (names, sizes[i] > 0 ? number : C_("items per page", "All"));
    }

  gtk_drop_down_set_model (self->size_drop_down, G_LIST_MODEL (names));
}

static void
guichet_queue_pager_dispose (GObject *object)
{
  GuichetQueuePager *self = GUICHET_QUEUE_PAGER (object);

  g_clear_object (&self->model_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_QUEUE_PAGER);

  G_OBJECT_CLASS (guichet_queue_pager_parent_class)->dispose (object);
}

static void
guichet_queue_pager_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEMS_PER_PAGE:
      g_value_set_int (value, GUICHET_QUEUE_PAGER (object)->items_per_page);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_queue_pager_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEMS_PER_PAGE:
      guichet_queue_pager_set_items_per_page (GUICHET_QUEUE_PAGER (object), g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_queue_pager_class_init (GuichetQueuePagerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_queue_pager_dispose;
  object_class->get_property = guichet_queue_pager_get_property;
  object_class->set_property = guichet_queue_pager_set_property;

  properties[PROP_ITEMS_PER_PAGE] =
    g_param_spec_int ("items-per-page", NULL, NULL, 0, 1000, 20,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/queue-pager.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetQueuePager, size_box);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueuePager, before_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueuePager, size_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueuePager, after_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueuePager, sort_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueuePager, sort_separator);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueuePager, range_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueuePager, previous_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueuePager, next_button);
  gtk_widget_class_bind_template_callback (widget_class, size_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
guichet_queue_pager_init (GuichetQueuePager *self)
{
  self->items_per_page = sizes[0];
  gtk_widget_init_template (GTK_WIDGET (self));

  self->model_signals = g_signal_group_new (GUICHET_TYPE_QUEUE_MODEL);
  g_signal_group_connect_swapped (self->model_signals, "changed", G_CALLBACK (model_changed_cb), self);
  write_size_sentence (self);
  fill_sizes (self);
}

/* Follows another list; its page size becomes the chosen one. */
void
guichet_queue_pager_set_model (GuichetQueuePager *self,
                               GuichetQueueModel *model)
{
  g_return_if_fail (GUICHET_IS_QUEUE_PAGER (self));

  g_signal_group_set_target (self->model_signals, model);
  if (model != NULL)
    guichet_queue_model_set_page_size (model, self->items_per_page);
  model_changed_cb (self);
}

void
guichet_queue_pager_set_narrow (GuichetQueuePager *self,
                                gboolean           narrow)
{
  g_return_if_fail (GUICHET_IS_QUEUE_PAGER (self));

  gtk_widget_set_visible (self->size_box, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->sort_label), !narrow);
  gtk_widget_set_visible (self->sort_separator, !narrow);
}

int
guichet_queue_pager_get_items_per_page (GuichetQueuePager *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_PAGER (self), 0);

  return self->items_per_page;
}

void
guichet_queue_pager_set_items_per_page (GuichetQueuePager *self,
                                        int                items_per_page)
{
  g_autoptr(GuichetQueueModel) model = NULL;

  g_return_if_fail (GUICHET_IS_QUEUE_PAGER (self));

  if (self->items_per_page == items_per_page)
    return;

  self->items_per_page = items_per_page;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i] == items_per_page)
      gtk_drop_down_set_selected (self->size_drop_down, i);
  if ((model = dup_model (self)))
    guichet_queue_model_set_page_size (model, items_per_page);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEMS_PER_PAGE]);
}
