#include "config.h"

#include "ui/agent/bulk-result-dialog.h"

#include "store/outbox.h"
#include "ui/ticket/delivery.h"

#include <glib/gi18n.h>

/* More than somebody reads one by one; the outbox has them all. */
#define MAX_ROWS 500

typedef struct
{
  GuichetContext *context;
  GuichetBulk    *bulk;
  GCancellable   *cancellable;
  GPtrArray      *rows;         /* AdwActionRow, in the order of the items */
} Result;

static void
free_result (gpointer data)
{
  Result *result = data;

  g_cancellable_cancel (result->cancellable);
  g_object_unref (result->cancellable);
  g_signal_handlers_disconnect_by_data (guichet_context_get_store (result->context), result);
  g_object_unref (result->context);
  g_object_unref (result->bulk);
  g_ptr_array_unref (result->rows);
  g_free (result);
}

static gboolean
is_online (Result *result)
{
  return guichet_sync_status_get_state (guichet_context_get_sync_status (result->context)) != GUICHET_SYNC_OFFLINE;
}

static void
show_intent (Result              *result,
             AdwActionRow        *row,
             const GuichetIntent *intent)
{
  g_autofree char *state = guichet_delivery_describe (intent, is_online (result));
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "icon");

  adw_action_row_set_subtitle (row, state);
  gtk_image_set_from_icon_name (icon, guichet_delivery_get_icon (intent, is_online (result)));
}

static GHashTable *
index_intents (GPtrArray *intents)
{
  GHashTable *by_uuid = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < intents->len; i++)
    {
      GuichetIntent *intent = g_ptr_array_index (intents, i);

      g_hash_table_insert (by_uuid, intent->uuid, intent);
    }

  return by_uuid;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *async,
           gpointer      user_data)
{
  g_autoptr(GPtrArray) intents = guichet_store_list_intents_finish (GUICHET_STORE (source), async, NULL);
  g_autoptr(GHashTable) by_uuid = NULL;
  Result *result = user_data;
  GPtrArray *items;

  if (intents == NULL)
    return;

  by_uuid = index_intents (intents);
  items = guichet_bulk_get_items (result->bulk);
  for (guint i = 0; i < result->rows->len; i++)
    {
      const GuichetBulkItem *item = g_ptr_array_index (items, i);
      const GuichetIntent *intent = item->intent != NULL ? g_hash_table_lookup (by_uuid, item->intent->uuid) : NULL;

      if (intent != NULL)
        show_intent (result, g_ptr_array_index (result->rows, i), intent);
    }
}

static void
store_changed_cb (Result           *result,
                  GuichetChangeSet *changes)
{
  if (changes->outbox || changes->everything)
    guichet_store_list_intents_async (guichet_context_get_store (result->context), TRUE, result->cancellable,
                                      listed_cb, result);
}

static GtkWidget *
create_row (Result                *result,
            const GuichetBulkItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  g_autofree char *title = g_strdup_printf ("%s · %s", item->ref, item->title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  if (item->intent != NULL)
    show_intent (result, ADW_ACTION_ROW (row), item->intent);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->reason);

  return row;
}

/* What was not done comes first. */
static GtkWidget *
create_list (Result *result)
{
  GPtrArray *items = guichet_bulk_get_items (result->bulk);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tickets"), -1);
  for (guint i = 0; i < MIN (items->len, MAX_ROWS); i++)
    {
      const GuichetBulkItem *item = g_ptr_array_index (items, i);
      GtkWidget *row = create_row (result, item);

      g_ptr_array_add (result->rows, row);
      if (item->intent == NULL)
        gtk_list_box_prepend (GTK_LIST_BOX (list), row);
      else
        gtk_list_box_append (GTK_LIST_BOX (list), row);
    }

  return list;
}

static char *
dup_summary (GuichetBulk *bulk)
{
  guint n = guichet_bulk_count_done (bulk);
  guint refused = guichet_bulk_get_items (bulk)->len - n;
  g_autofree char *done = g_strdup_printf (ngettext ("%u ticket is in the outbox.", "%u tickets are in the outbox.", n), n);
  g_autofree char *left =
    g_strdup_printf (ngettext ("%u ticket stays as it is.", "%u tickets stay as they are.", refused), refused);

  if (refused == 0)
    return g_steal_pointer (&done);
  if (n == 0)
    return g_steal_pointer (&left);

  return g_strdup_printf ("%s %s", done, left);
}

static GtkWidget *
create_content (Result *result)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *summary = dup_summary (result->bulk);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", summary, "wrap", TRUE, "xalign", 0.0f, NULL));
  gtk_box_append (GTK_BOX (box), create_list (result));
  gtk_widget_add_css_class (box, "dialog-sections");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);

  return scroll;
}

static void
withdraw_cb (GtkWidget   *button,
             GuichetBulk *bulk)
{
  gtk_widget_set_sensitive (button, FALSE);
  guichet_bulk_withdraw (bulk);
}

static GtkWidget *
create_header (Result *result)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Withdraw All"));

  gtk_widget_set_tooltip_text (button, _("Take back all that have not left yet"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (withdraw_cb), result->bulk, 0);
  if (guichet_bulk_count_done (result->bulk) > 0)
    adw_header_bar_pack_start (ADW_HEADER_BAR (header), button);
  else
    g_object_unref (g_object_ref_sink (button));

  return header;
}

AdwDialog *
guichet_bulk_result_dialog_new (GuichetContext *context,
                                GuichetBulk    *bulk)
{
  AdwDialog *self = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  Result *result = g_new0 (Result, 1);

  result->context = g_object_ref (context);
  result->bulk = g_object_ref (bulk);
  result->cancellable = g_cancellable_new ();
  result->rows = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (self), "result", result, free_result);
  adw_dialog_set_title (self, _("Result"));
  adw_dialog_set_content_width (self, 520);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), create_header (result));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), create_content (result));
  adw_dialog_set_child (self, view);
  g_signal_connect_swapped (guichet_context_get_store (context), "changed", G_CALLBACK (store_changed_cb), result);
  store_changed_cb (result, &(GuichetChangeSet) { .outbox = TRUE });

  return self;
}
