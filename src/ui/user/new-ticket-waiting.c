#include "config.h"

#include "ui/user/new-ticket-waiting.h"

#include "model/creation.h"
#include "store/outbox.h"
#include "ui/ticket/delivery.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GuichetNewTicketWaiting
{
  GtkWidget parent_instance;

  GuichetContext *context;
  GtkWidget      *box;
  GtkWidget      *list;
  GCancellable   *cancellable;
  guint           timeout;      /* until the next one can no longer be called back */
};

G_DEFINE_FINAL_TYPE (GuichetNewTicketWaiting, guichet_new_ticket_waiting, GTK_TYPE_WIDGET)

static void read_intents (GuichetNewTicketWaiting *self);

/* ---- rows */

static gboolean
can_come_back (const GuichetIntent *intent)
{
  return intent->state == GUICHET_INTENT_WAITING || guichet_intent_needs_person (intent);
}

static GtkWidget *
make_button (const GuichetIntent *intent,
             const char          *title)
{
  const char *label = guichet_intent_needs_person (intent) ? _("_Correct…") : _("Take _Back");
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", title, guichet_intent_needs_person (intent) ? _("Correct the Request")
                                                                                                    : _("Take Back and Change"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "user.correct-request");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", intent->uuid);

  return button;
}

static GtkWidget *
make_row (GuichetNewTicketWaiting *self,
          const GuichetIntent     *intent)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean online = guichet_sync_status_get_state (guichet_context_get_sync_status (self->context)) != GUICHET_SYNC_OFFLINE;
  const char *title = intent->title != NULL ? intent->title : "";
  g_autofree char *reference = guichet_creation_dup_provisional_ref (intent->uuid);
  g_autofree char *state = guichet_delivery_describe (intent, online);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", reference, state);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (guichet_delivery_get_icon (intent, online)));
  if (can_come_back (intent))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (intent, title));

  return row;
}

/* ---- reading */

static gboolean
timeout_cb (gpointer user_data)
{
  GuichetNewTicketWaiting *self = user_data;

  self->timeout = 0;
  read_intents (self);

  return G_SOURCE_REMOVE;
}

/* What a row says of one that waits changes with its time. */
static void
look_again (GuichetNewTicketWaiting *self,
            gint64                   when)
{
  gint64 left = when - g_get_real_time () / 1000;

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (left > 0)
    self->timeout = g_timeout_add ((guint) MIN (left + 100, 60 * 1000), timeout_cb, self);
}

static void
show_intents (GuichetNewTicketWaiting *self,
              GPtrArray               *intents)
{
  gint64 next = 0;
  guint n = 0;

  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  for (guint i = 0; i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      if (intent->kind != GUICHET_INTENT_CREATE)
        continue;

      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, intent));
      next = MAX (next, intent->not_before);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  look_again (self, next);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) intents = guichet_store_list_intents_finish (GUICHET_STORE (source), result, &error);

  if (intents != NULL)
    show_intents (user_data, intents);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The outbox could not be read: %s", error->message);
}

static void
read_intents (GuichetNewTicketWaiting *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  guichet_store_list_intents_async (guichet_context_get_store (self->context), FALSE, self->cancellable, listed_cb,
                                    self);
}

static void
store_changed_cb (GuichetNewTicketWaiting *self,
                  GuichetChangeSet        *changes)
{
  if (changes->outbox)
    read_intents (self);
}

/* ---- class */

static void
guichet_new_ticket_waiting_dispose (GObject *object)
{
  GuichetNewTicketWaiting *self = GUICHET_NEW_TICKET_WAITING (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_new_ticket_waiting_parent_class)->dispose (object);
}

static void
guichet_new_ticket_waiting_class_init (GuichetNewTicketWaitingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guichet_new_ticket_waiting_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
guichet_new_ticket_waiting_init (GuichetNewTicketWaiting *self)
{
  GtkWidget *heading = gtk_label_new (_("Waiting to be sent"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Waiting to be sent"), -1);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
guichet_new_ticket_waiting_new (GuichetContext *context)
{
  GuichetNewTicketWaiting *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_NEW_TICKET_WAITING, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::state", G_CALLBACK (read_intents), self,
                           G_CONNECT_SWAPPED);
  read_intents (self);

  return GTK_WIDGET (self);
}
