#include "config.h"

#include "ui/agent/queue-view-private.h"

#include <glib/gi18n.h>

/* How long what a person set off may move tickets. */
#define LET_GO_MS 2000

void
_guichet_queue_view_show_updates (GuichetQueueView *self)
{
  guint n = guichet_queue_model_get_n_held (self->model);
  /* Translators: what would move in the list below if nobody were in it */
  g_autofree char *text = g_strdup_printf (ngettext ("%'u update", "%'u updates", n), n);

  gtk_button_set_label (self->updates_button, text);
  gtk_widget_set_visible (GTK_WIDGET (self->updates_button), n > 0);
}

static gboolean
has_focus (GuichetQueueView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *list = self->narrow ? GTK_WIDGET (self->rows_scroll) : GTK_WIDGET (self->table_scroll);

  return focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_ancestor (focus, list);
}

void
_guichet_queue_view_focus_changed (GuichetQueueView *self)
{
  if (self->model == NULL || self->hold_source != 0)
    return;

  guichet_queue_model_set_held (self->model, has_focus (self));
  _guichet_queue_view_show_updates (self);
}

/* Space looks at the row that has the focus; where many are selected it adds
 * the row, as GTK does. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GuichetQueueView      *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (keyval != GDK_KEY_space || self->selecting || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0 || !has_focus (self))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (focus, "listitem.select", "(bb)", FALSE, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "list.peek", NULL);

  return GDK_EVENT_STOP;
}

void
_guichet_queue_view_watch_space (GuichetQueueView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
hold_again_cb (gpointer user_data)
{
  GuichetQueueView *self = user_data;

  self->hold_source = 0;
  _guichet_queue_view_focus_changed (self);
}

/* Lets what waits move now, although somebody is in the list: who asks for it,
 * or did something that moves tickets, wants to see it. */
void
guichet_queue_view_let_go (GuichetQueueView *self)
{
  g_return_if_fail (GUICHET_IS_QUEUE_VIEW (self));

  guichet_queue_model_set_held (self->model, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->updates_button), FALSE);
  g_clear_handle_id (&self->hold_source, g_source_remove);
  self->hold_source = g_timeout_add_once (LET_GO_MS, hold_again_cb, self);
}
