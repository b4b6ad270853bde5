#include "config.h"

#include "ui/agent/tickets-page-private.h"

#include "store/views.h"
#include "ui/agent/queue-columns-dialog.h"
#include "ui/agent/saved-view-dialog.h"
#include "ui/common/problem.h"
#include "ui/common/toast.h"

#include <glib/gi18n.h>

/* The view menu: order, groups and columns of the list that is looked at. */

static GParamSpec **view_properties;

static const GuichetTicketQuery *
get_query (GuichetTicketsPage *self)
{
  return guichet_queue_model_get_query (guichet_queue_view_get_model (guichet_tickets_page_get_queue (self)));
}

static void
columns_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GuichetQueueView *queue = guichet_tickets_page_get_queue (GUICHET_TICKETS_PAGE (widget));

  adw_dialog_present (guichet_queue_columns_dialog_new (guichet_queue_view_get_columns (queue)), widget);
}

/* ---- keeping it as a view */

typedef struct
{
  GtkWidget        *page;
  GuichetSavedView *view;
} Saving;

static void
free_saving (Saving *saving)
{
  g_object_unref (saving->page);
  guichet_saved_view_free (saving->view);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, free_saving)

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  AdwToast *toast;

  /* Translators: %s is the name of a saved view */
  if (guichet_store_save_view_finish (GUICHET_STORE (source), result, &error))
    title = g_strdup_printf (_("“%s” is in the sidebar, under My Views"), saving->view->name);
  else
    title = g_strdup (guichet_problem_describe (error).sentence);
  toast = adw_toast_new (title);
  adw_toast_set_use_markup (toast, FALSE);
  guichet_show_toast (saving->page, toast);
}

static void
named_cb (const char *name,
          gpointer    user_data,
          GtkWidget  *parent)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (parent);
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (parent);
  saving->view = guichet_saved_view_new (name, get_query (self), guichet_context_get_profile (self->context));
  saving->view->position = GUICHET_SAVED_VIEW_LAST;
  guichet_store_save_view_async (guichet_context_get_store (self->context), saving->view, NULL, saved_cb, saving);
}

static void
save_view_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);

  guichet_saved_view_dialog_ask (widget, _("Save This View"), self->title != NULL ? self->title : "", _("_Save"),
                                 named_cb, NULL, NULL);
}

void
_guichet_tickets_page_view_class_init (GuichetTicketsPageClass  *klass,
                                       GParamSpec              **properties)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  view_properties = properties;
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, "none", flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "last-update", flags);
  properties[PROP_ASCENDING] = g_param_spec_boolean ("ascending", NULL, NULL, FALSE, flags);
  properties[PROP_SECOND_SORT] = g_param_spec_string ("second-sort", NULL, NULL, "none", flags);
  properties[PROP_SECOND_ASCENDING] = g_param_spec_boolean ("second-ascending", NULL, NULL, FALSE, flags);
  /* Installed with the others by the class. */
  gtk_widget_class_install_action (widget_class, "list.columns", NULL, columns_action);
  gtk_widget_class_install_action (widget_class, "list.save-view", NULL, save_view_action);
}

/* After the properties. */
void
_guichet_tickets_page_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "list.group", "group");
  gtk_widget_class_install_property_action (widget_class, "list.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "list.ascending", "ascending");
  gtk_widget_class_install_property_action (widget_class, "list.second-sort", "second-sort");
  gtk_widget_class_install_property_action (widget_class, "list.second-ascending", "second-ascending");
}

void
_guichet_tickets_page_get_view (GuichetTicketsPage *self,
                                guint               prop_id,
                                GValue             *value)
{
  const GuichetTicketQuery *query = self->context != NULL ? get_query (self) : NULL;

  if (query == NULL)
    return;

  if (prop_id == PROP_GROUP)
    g_value_set_static_string (value, guichet_group_to_nick (query->group));
  else if (prop_id == PROP_SORT)
    g_value_set_static_string (value, guichet_sort_to_nick (query->keys[0].sort));
  else if (prop_id == PROP_ASCENDING)
    g_value_set_boolean (value, query->keys[0].ascending);
  else if (prop_id == PROP_SECOND_SORT)
    g_value_set_static_string (value, query->n_keys > 1 ? guichet_sort_to_nick (query->keys[1].sort) : "none");
  else
    g_value_set_boolean (value, query->n_keys > 1 && query->keys[1].ascending);
}

static void
set_group (GuichetTicketsPage *self,
           const char         *nick)
{
  GuichetGroup group;

  if (guichet_group_from_nick (nick, &group))
    guichet_queue_view_set_group (guichet_tickets_page_get_queue (self), group);
}

/* The first level keeps the second one, unless that is the same. */
static void
set_first (GuichetTicketsPage *self,
           GuichetSort         sort,
           gboolean            ascending)
{
  GuichetQueueView *queue = guichet_tickets_page_get_queue (self);
  g_autoptr(GuichetTicketQuery) old = guichet_ticket_query_copy (get_query (self));

  guichet_queue_view_sort (queue, sort, ascending, FALSE);
  if (old->n_keys > 1 && old->keys[1].sort != sort)
    guichet_queue_view_sort (queue, old->keys[1].sort, old->keys[1].ascending, TRUE);
}

static void
set_second (GuichetTicketsPage *self,
            const char         *nick,
            gboolean            ascending)
{
  GuichetQueueView *queue = guichet_tickets_page_get_queue (self);
  const GuichetTicketQuery *query = get_query (self);
  GuichetSort sort;

  if (!guichet_sort_from_nick (nick, &sort))
    guichet_queue_view_sort (queue, query->keys[0].sort, query->keys[0].ascending, FALSE);
  else if (sort != query->keys[0].sort)
    guichet_queue_view_sort (queue, sort, ascending, TRUE);
}

void
_guichet_tickets_page_set_view (GuichetTicketsPage *self,
                                guint               prop_id,
                                const GValue       *value)
{
  const GuichetTicketQuery *query;
  GuichetSort sort;

  if (self->context == NULL)
    return;

  query = get_query (self);
  if (prop_id == PROP_GROUP)
    set_group (self, g_value_get_string (value));
  else if (prop_id == PROP_SORT && guichet_sort_from_nick (g_value_get_string (value), &sort))
    set_first (self, sort, query->keys[0].ascending);
  else if (prop_id == PROP_ASCENDING)
    set_first (self, query->keys[0].sort, g_value_get_boolean (value));
  else if (prop_id == PROP_SECOND_SORT)
    set_second (self, g_value_get_string (value), query->n_keys > 1 && query->keys[1].ascending);
  else if (prop_id == PROP_SECOND_ASCENDING && query->n_keys > 1)
    set_second (self, guichet_sort_to_nick (query->keys[1].sort), g_value_get_boolean (value));

  _guichet_tickets_page_notify_view (self);
}

void
_guichet_tickets_page_notify_view (GuichetTicketsPage *self)
{
  for (guint i = PROP_GROUP; i <= PROP_SECOND_ASCENDING; i++)
    g_object_notify_by_pspec (G_OBJECT (self), view_properties[i]);
}
