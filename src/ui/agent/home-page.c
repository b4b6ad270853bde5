#include "config.h"

#include "ui/agent/home-page.h"

#include "list/ticket-list.h"
#include "ui/agent/activity-plot.h"
#include "ui/agent/home-figures.h"
#include "ui/agent/home-waits.h"
#include "ui/agent/stat-card.h"
#include "ui/agent/urgent-row.h"
#include "ui/common/ticket-cell.h"
#include "ui/ticket/take.h"

#include <glib/gi18n.h>

#define MAX_ROWS 6

struct _GuichetHomePage
{
  AdwNavigationPage parent_instance;

  GuichetContext         *context;
  GuichetViewCountsModel *counts;
  GuichetHomeFigures     *figures;
  gboolean                compact;
  gboolean                narrow;

  GtkLabel               *greeting_label;
  GtkLabel               *summary_label;
  GtkWidget              *next_button;
  GuichetStatCard        *mine_card;
  GuichetStatCard        *to_take_card;
  GuichetStatCard        *requester_card;
  GuichetStatCard        *partner_card;
  GuichetStatCard        *risk_card;
  GuichetStatCard        *reopened_card;
  GuichetStatCard        *outbox_card;
  GtkOrientable          *columns;
  GtkStack               *urgent_stack;
  GtkListBox             *urgent_list;
  GtkStack               *take_stack;
  GtkListBox             *take_list;
  GtkLabel               *take_count;
  GtkLabel               *activity_title;
  GtkLabel               *activity_caption;
  GuichetActivityPlot    *plot;
  GtkLabel               *waits_caption;
  GtkGrid                *waits_grid;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetHomePage, guichet_home_page, ADW_TYPE_NAVIGATION_PAGE)

/* ---- numbers */

/* Names of days have small letters in French, but not at the beginning. */
static char *
format_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  /* Translators: the day above the figures, see strftime */
  g_autofree char *day = g_date_time_format (now, _("%A, %B %-d"));
  g_autofree char *first = g_utf8_substring (day, 0, 1);
  g_autofree char *large = g_utf8_strup (first, -1);

  return g_strconcat (large, g_utf8_next_char (day), NULL);
}

static void
write_summary (GuichetHomePage *self)
{
  guint n_to_take = guichet_view_counts_model_get (self->counts, GUICHET_VIEW_TO_TAKE);
  guint n_unread = guichet_home_figures_count (self->figures, GUICHET_PRESET_UNREAD);
  g_autofree char *day = format_today ();
  g_autofree char *to_take = g_strdup_printf (ngettext ("%u ticket to take", "%u tickets to take", n_to_take),
                                              n_to_take);
  g_autofree char *unread = g_strdup_printf (ngettext ("%u of yours changed", "%u of yours changed", n_unread),
                                             n_unread);
  g_autofree char *summary = g_strdup_printf (n_unread > 0 ? "%s · %s, %s" : "%s · %s", day, to_take, unread);

  gtk_label_set_label (self->summary_label, summary);
}

static void
counts_changed_cb (GuichetHomePage *self)
{
  guint n_to_take = guichet_view_counts_model_get (self->counts, GUICHET_VIEW_TO_TAKE);
  g_autofree char *count = g_strdup_printf ("%u", n_to_take);

  guichet_stat_card_set_number (self->mine_card, guichet_view_counts_model_get (self->counts, GUICHET_VIEW_MINE));
  guichet_stat_card_set_number (self->to_take_card, n_to_take);
  gtk_label_set_label (self->take_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->take_count), n_to_take > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "home.take-next", n_to_take > 0);
  write_summary (self);
}

static void
outbox_changed_cb (GuichetHomePage *self)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (self->context);
  guint n_parked = guichet_sync_status_get_parked (status);
  g_autofree char *note = g_strdup_printf (ngettext ("%u needs you", "%u need you", n_parked), n_parked);

  guichet_stat_card_set_number (self->outbox_card, guichet_sync_status_get_waiting (status) + n_parked);
  guichet_stat_card_set_note (self->outbox_card, n_parked > 0 ? note : "");
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
show_preset (GuichetHomePage *self,
             GuichetStatCard *card,
             GuichetPreset    preset)
{
  guichet_stat_card_set_number (card, guichet_home_figures_count (self->figures, preset));
  /* The child of the flow box, not only what is in it. */
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (card)),
                          guichet_home_figures_has_preset (self->figures, preset));
}

static void
show_presets (GuichetHomePage *self)
{
  guint n_unread = guichet_home_figures_count (self->figures, GUICHET_PRESET_UNREAD);
  g_autofree char *unread = g_strdup_printf (ngettext ("%u unread", "%u unread", n_unread), n_unread);

  show_preset (self, self->requester_card, GUICHET_PRESET_WAITING_REQUESTER);
  show_preset (self, self->partner_card, GUICHET_PRESET_WAITING_PARTNER);
  show_preset (self, self->risk_card, GUICHET_PRESET_AT_RISK);
  show_preset (self, self->reopened_card, GUICHET_PRESET_REOPENED);
  guichet_stat_card_set_note (self->mine_card, n_unread > 0 ? unread : "");
}

/* ---- activity */

static void
caption_changed_cb (GuichetHomePage *self)
{
  g_autofree char *day = NULL;

  g_object_get (self->plot, "caption", &day, NULL);
  gtk_label_set_label (self->activity_caption, *day != '\0' ? day : _("14 days, my teams"));
}

static void
show_activity (GuichetHomePage *self)
{
  GArray *days = guichet_home_figures_get_activity (self->figures);
  guint n_arrived = 0;
  guint n_resolved = 0;
  g_autofree char *arrived = NULL;
  g_autofree char *resolved = NULL;
  g_autofree char *title = NULL;

  for (guint i = 0; i < days->len; i++)
    {
      n_arrived += g_array_index (days, GuichetActivityDay, i).arrived;
      n_resolved += g_array_index (days, GuichetActivityDay, i).resolved;
    }

  arrived = g_strdup_printf (ngettext ("%u arrived", "%u arrived", n_arrived), n_arrived);
  resolved = g_strdup_printf (ngettext ("%u resolved", "%u resolved", n_resolved), n_resolved);
  title = g_strdup_printf ("%s · %s", arrived, resolved);
  gtk_label_set_label (self->activity_title, title);
  guichet_activity_plot_set_days (self->plot, days);
  caption_changed_cb (self);
}

/* ---- what comes first */

static gint64
get_focused_ticket (GuichetHomePage *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->urgent_list));

  return GUICHET_IS_URGENT_ROW (focus) ? guichet_urgent_row_get_ticket_id (GUICHET_URGENT_ROW (focus)) : 0;
}

/* The rows are made anew, six at most; who was on one of them stays there. */
static void
show_urgent (GuichetHomePage *self)
{
  GArray *urgents = guichet_home_figures_get_urgent (self->figures);
  gint64 focused = get_focused_ticket (self);

  gtk_list_box_remove_all (self->urgent_list);
  for (guint i = 0; i < urgents->len; i++)
    {
      const GuichetHomeUrgent *urgent = &g_array_index (urgents, GuichetHomeUrgent, i);
      GtkWidget *row = guichet_urgent_row_new (self->context, urgent->ticket, urgent->urgency);

      g_object_set (row, "narrow", self->narrow, NULL);
      gtk_list_box_append (self->urgent_list, row);
      if (guichet_ticket_get_id (urgent->ticket) == focused)
        gtk_widget_grab_focus (row);
    }

  gtk_stack_set_visible_child_name (self->urgent_stack, urgents->len > 0 ? "rows" : "none");
}

static void
figures_changed_cb (GuichetHomePage *self)
{
  show_presets (self);
  show_activity (self);
  show_urgent (self);
  guichet_home_waits_show (self->waits_grid, self->waits_caption, self->figures);
  write_summary (self);
}

static void
open_ticket (GuichetHomePage *self,
             gint64           id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "portal.open-ticket", "x", id);
}

static void
urgent_activated_cb (GuichetHomePage  *self,
                     GuichetUrgentRow *row)
{
  open_ticket (self, guichet_urgent_row_get_ticket_id (row));
}

/* ---- to take: who waits longest comes first */

static GuichetTicketRow *
get_ticket_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "ticket-row");
}

static void
row_activated_cb (GuichetHomePage *self,
                  GtkListBoxRow   *row)
{
  open_ticket (self, guichet_ticket_row_get_id (get_ticket_row (row)));
}

static void
take (GuichetHomePage  *self,
      GuichetTicketRow *row)
{
  if (guichet_ticket_row_get_ticket (row) != NULL)
    guichet_take_ticket (GTK_WIDGET (self), self->context, guichet_ticket_row_get_ticket (row));
}

static void
take_clicked_cb (GtkWidget        *button,
                 GuichetTicketRow *row)
{
  take (GUICHET_HOME_PAGE (gtk_widget_get_ancestor (button, GUICHET_TYPE_HOME_PAGE)), row);
}

static void
take_next_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GuichetHomePage *self = GUICHET_HOME_PAGE (widget);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->take_list, 0);

  if (first == NULL)
    return;

  take (self, get_ticket_row (first));
  open_ticket (self, guichet_ticket_row_get_id (get_ticket_row (first)));
}

static GtkWidget *
create_take_row (gpointer item,
                 gpointer user_data)
{
  GuichetHomePage *self = user_data;
  GuichetTicketRow *ticket_row = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cell = guichet_ticket_cell_new (self->context);
  GtkWidget *button = gtk_button_new_with_label (C_("to oneself", "Take"));

  guichet_ticket_cell_set_row (GUICHET_TICKET_CELL (cell), ticket_row);
  gtk_widget_add_css_class (cell, "home-cell");
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (button, 10);
  gtk_widget_set_tooltip_text (button, _("Assign this ticket to yourself"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_clicked_cb), ticket_row, 0);
  gtk_box_append (GTK_BOX (box), cell);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "ticket-row", g_object_ref (ticket_row), g_object_unref);

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
                              GuichetHomePage   *self);

static void
show_list (GuichetHomePage   *self,
           GuichetTicketList *list)
{
  g_autoptr(GtkSliceListModel) slice =
    gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (list)), 0, MAX_ROWS);

  g_signal_connect_object (list, "replaced", G_CALLBACK (list_replaced_cb), self, 0);
  g_signal_connect_object (slice, "items-changed", G_CALLBACK (slice_changed_cb), self->take_stack, 0);
  gtk_list_box_bind_model (self->take_list, G_LIST_MODEL (slice), create_take_row, self, NULL);
  slice_changed_cb (G_LIST_MODEL (slice), 0, 0, 0, self->take_stack);
}

static void
list_replaced_cb (GuichetTicketList *list,
                  GuichetHomePage   *self)
{
  g_autoptr(GuichetTicketList) fresh = guichet_ticket_list_dup_fresh (list);

  show_list (self, fresh);
}

static void
show_to_take (GuichetHomePage *self)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_TO_TAKE);
  g_autoptr(GuichetTicketList) list = NULL;

  guichet_ticket_query_set_sort (query, GUICHET_SORT_START_DATE, TRUE);
  list = guichet_ticket_list_new (guichet_context_get_store (self->context), query);
  show_list (self, list);
}

/* ---- the page */

static void
set_compact (GuichetHomePage *self,
             gboolean         compact)
{
  self->compact = compact;
  gtk_orientable_set_orientation (self->columns,
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
set_narrow (GuichetHomePage *self,
            gboolean         narrow)
{
  GtkWidget *row;

  self->narrow = narrow;
  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->urgent_list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (GUICHET_IS_URGENT_ROW (row))
      g_object_set (row, "narrow", narrow, NULL);
}

static void
guichet_home_page_dispose (GObject *object)
{
  GuichetHomePage *self = GUICHET_HOME_PAGE (object);

  if (self->take_list != NULL)
    gtk_list_box_bind_model (self->take_list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_HOME_PAGE);
  g_clear_object (&self->figures);
  g_clear_object (&self->counts);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_home_page_parent_class)->dispose (object);
}

static void
guichet_home_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GuichetHomePage *self = GUICHET_HOME_PAGE (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
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
      set_compact (self, g_value_get_boolean (value));
      break;

    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, greeting_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, next_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, mine_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, to_take_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, requester_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, partner_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, risk_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, reopened_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, outbox_card);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, columns);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, urgent_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, urgent_list);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, take_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, take_list);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, take_count);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, activity_title);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, activity_caption);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, plot);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, waits_caption);
  gtk_widget_class_bind_template_child (widget_class, GuichetHomePage, waits_grid);
}

static void
guichet_home_page_class_init (GuichetHomePageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_home_page_dispose;
  object_class->get_property = guichet_home_page_get_property;
  object_class->set_property = guichet_home_page_set_property;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GUICHET_TYPE_ACTIVITY_PLOT);
  g_type_ensure (GUICHET_TYPE_STAT_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/home-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, urgent_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "home.take-next", NULL, take_next_action);
}

static void
guichet_home_page_init (GuichetHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->plot, "notify::caption", G_CALLBACK (caption_changed_cb), self, G_CONNECT_SWAPPED);
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
  self->figures = guichet_home_figures_new (context);
  status = guichet_context_get_sync_status (context);
  g_signal_connect_object (counts, "changed", G_CALLBACK (counts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->figures, "changed", G_CALLBACK (figures_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "notify::waiting", G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "notify::parked", G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::identity", G_CALLBACK (identity_changed_cb), self, G_CONNECT_SWAPPED);
  counts_changed_cb (self);
  outbox_changed_cb (self);
  identity_changed_cb (self);
  caption_changed_cb (self);
  show_to_take (self);

  return self;
}
