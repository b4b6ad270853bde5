#include "config.h"

#include "ui/agent/home-page.h"

#include "list/ticket-list.h"
#include "ui/agent/stat-card.h"
#include "ui/common/ticket-cell.h"

#include <glib/gi18n.h>

#define MAX_ROWS 6

struct _GuichetHomePage
{
  AdwNavigationPage parent_instance;

  GuichetContext         *context;
  GuichetViewCountsModel *counts;

  GtkLabel               *greeting_label;
  GtkLabel               *summary_label;
  GuichetStatCard        *mine_card;
  GuichetStatCard        *to_take_card;
  GuichetStatCard        *taken_card;
  GuichetStatCard        *resolved_card;
  GuichetStatCard        *outbox_card;
  GtkOrientable          *lists_box;
  GtkStack               *recent_stack;
  GtkListBox             *recent_list;
  GtkStack               *take_stack;
  GtkListBox             *take_list;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetHomePage, guichet_home_page, ADW_TYPE_NAVIGATION_PAGE)

static void
write_summary (GuichetHomePage *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  guint n_to_take = guichet_view_counts_model_get (self->counts, GUICHET_VIEW_TO_TAKE);
  /* Translators: the day above the figures, see strftime */
  g_autofree char *day = g_date_time_format (now, _("%A, %B %-d"));
  g_autofree char *to_take = g_strdup_printf (ngettext ("%u ticket to take", "%u tickets to take", n_to_take),
                                              n_to_take);
  g_autofree char *summary = g_strdup_printf ("%s · %s", day, to_take);

  gtk_label_set_label (self->summary_label, summary);
}

static void
counts_changed_cb (GuichetHomePage *self)
{
  guichet_stat_card_set_number (self->mine_card,
                                guichet_view_counts_model_get (self->counts, GUICHET_VIEW_MINE));
  guichet_stat_card_set_number (self->to_take_card,
                                guichet_view_counts_model_get (self->counts, GUICHET_VIEW_TO_TAKE));
  guichet_stat_card_set_number (self->taken_card,
                                guichet_view_counts_model_get (self->counts, GUICHET_VIEW_TAKEN));
  guichet_stat_card_set_number (self->resolved_card,
                                guichet_view_counts_model_get (self->counts, GUICHET_VIEW_RESOLVED_TEAM));
  write_summary (self);
}

static void
outbox_changed_cb (GuichetHomePage *self)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (self->context);

  guichet_stat_card_set_number (self->outbox_card,
                                guichet_sync_status_get_waiting (status) +
                                guichet_sync_status_get_parked (status));
}

/* Only the first name: it is one's own. */
static void
identity_changed_cb (GuichetHomePage *self)
{
  GuichetIdentity *identity = guichet_context_get_identity (self->context);
  g_auto(GStrv) names = g_strsplit (identity->name, " ", 2);
  g_autofree char *greeting = NULL;

  if (names[0] != NULL)
    /* Translators: %s is a first name */
    greeting = g_strdup_printf (_("Hello, %s"), names[0]);

  gtk_label_set_label (self->greeting_label, greeting != NULL ? greeting : _("Hello"));
}

static void
row_activated_cb (GuichetHomePage *self,
                  GtkListBoxRow   *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "ticket-id");

  gtk_widget_activate_action (GTK_WIDGET (self), "portal.open-ticket", "x", *id);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GuichetHomePage *self = user_data;
  GuichetTicketRow *ticket_row = item;
  GtkWidget *cell = guichet_ticket_cell_new (self->context);
  GtkWidget *row = gtk_list_box_row_new ();
  gint64 id = guichet_ticket_row_get_id (ticket_row);

  guichet_ticket_cell_set_row (GUICHET_TICKET_CELL (cell), ticket_row);
  gtk_widget_add_css_class (cell, "home-cell");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), cell);
  g_object_set_data_full (G_OBJECT (row), "ticket-id", g_memdup2 (&id, sizeof id), g_free);

  return row;
}

static void
slice_changed_cb (GListModel *slice,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GtkStack   *stack)
{
  gtk_stack_set_visible_child_name (stack, g_list_model_get_n_items (slice) > 0 ? "rows" : "none");
}

static void list_replaced_cb (GuichetTicketList *list,
                              GtkListBox        *list_box);

static void
show_list (GuichetHomePage   *self,
           GtkListBox        *list_box,
           GuichetTicketList *list)
{
  g_autoptr(GtkSliceListModel) slice =
    gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (list)), 0, MAX_ROWS);
  GtkStack *stack = list_box == self->recent_list ? self->recent_stack : self->take_stack;

  g_signal_connect_object (list, "replaced", G_CALLBACK (list_replaced_cb), list_box, 0);
  g_signal_connect_object (slice, "items-changed", G_CALLBACK (slice_changed_cb), stack, 0);
  gtk_list_box_bind_model (list_box, G_LIST_MODEL (slice), create_row, self, NULL);
  slice_changed_cb (G_LIST_MODEL (slice), 0, 0, 0, stack);
}

static void
list_replaced_cb (GuichetTicketList *list,
                  GtkListBox        *list_box)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (list_box), GUICHET_TYPE_HOME_PAGE);
  g_autoptr(GuichetTicketList) fresh = guichet_ticket_list_dup_fresh (list);

  show_list (GUICHET_HOME_PAGE (page), list_box, fresh);
}

static void
show_view (GuichetHomePage *self,
           GtkListBox      *list_box,
           GuichetView      view)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (view);
  g_autoptr(GuichetTicketList) list =
    guichet_ticket_list_new (guichet_context_get_store (self->context), query);

  show_list (self, list_box, list);
}

static void
guichet_home_page_dispose (GObject *object)
{
  GuichetHomePage *self = GUICHET_HOME_PAGE (object);

  if (self->recent_list != NULL)
    gtk_list_box_bind_model (self->recent_list, NULL, NULL, NULL, NULL);
  if (self->take_list != NULL)
    gtk_list_box_bind_model (self->take_list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_HOME_PAGE);
  g_clear_object (&self->counts);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_home_page_parent_class)->dispose (object);
}

static void
guichet_home_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GuichetHomePage *self = GUICHET_HOME_PAGE (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      gtk_orientable_set_orientation (self->lists_box,
                                      g_value_get_boolean (value) ? GTK_ORIENTATION_VERTICAL
                                                                  : GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_homogeneous (GTK_BOX (self->lists_box), !g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_home_page_class_init (GuichetHomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_home_page_dispose;
  object_class->set_property = guichet_home_page_set_property;

  properties[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GUICHET_TYPE_STAT_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, greeting_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, mine_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, to_take_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, taken_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, resolved_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, outbox_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, lists_box);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, recent_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, take_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, take_list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
guichet_home_page_init (GuichetHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GuichetHomePage *
guichet_home_page_new (GuichetContext         *context,
                       GuichetViewCountsModel *counts)
{
  GuichetHomePage *self;
  GuichetSyncStatus *status;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_HOME_PAGE, NULL);
  self->context = g_object_ref (context);
  self->counts = g_object_ref (counts);
  status = guichet_context_get_sync_status (context);
  g_signal_connect_object (counts, "changed", G_CALLBACK (counts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "notify::waiting", G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "notify::parked", G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::identity", G_CALLBACK (identity_changed_cb), self, G_CONNECT_SWAPPED);
  counts_changed_cb (self);
  outbox_changed_cb (self);
  identity_changed_cb (self);

  show_view (self, self->recent_list, GUICHET_VIEW_MINE);
  show_view (self, self->take_list, GUICHET_VIEW_TO_TAKE);

  return self;
}
