#include "config.h"

#include "ui/user/outbox-button.h"

#include "ui/common/sync-indicator.h"
#include "ui/ticket/own-intents.h"

#include <glib/gi18n.h>

struct _GuichetOutboxButton
{
  GtkWidget parent_instance;

  GuichetContext   *context;
  GtkWidget        *button;
  GtkImage         *image;
  GtkLabel         *badge;
  GCancellable     *cancellable;
  GuichetSyncState  state;      /* the last one that is not busy */
  guint             waiting;
  guint             parked;
};

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetOutboxButton, guichet_outbox_button, GTK_TYPE_WIDGET)

/* ---- in words */

/* Whether nothing can leave. */
static gboolean
is_troubled (GuichetOutboxButton *self)
{
  return self->state != GUICHET_SYNC_IDLE && self->state != GUICHET_SYNC_STOPPED;
}

static const char *
choose_icon (GuichetOutboxButton *self)
{
  if (self->parked > 0 || self->state == GUICHET_SYNC_TROUBLE)
    return "dialog-warning-symbolic";
  if (self->state == GUICHET_SYNC_SIGN_IN)
    return "dialog-password-symbolic";

  return is_troubled (self) ? "network-offline-symbolic" : "mail-send-symbolic";
}

static void
append (GString    *text,
        const char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static char *
describe (GuichetOutboxButton *self)
{
  GString *text = g_string_new (NULL);

  if (is_troubled (self))
    {
      g_autofree char *words = guichet_sync_status_dup_words (guichet_context_get_sync_status (self->context),
                                                              g_get_real_time () / 1000);

      append (text, words);
    }
  if (self->parked > 0)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u was not sent and waits for you",
                                                          "%u were not sent and wait for you", self->parked),
                                                self->parked);

      append (text, words);
    }
  if (self->waiting > 0)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u waits to be sent", "%u wait to be sent", self->waiting),
                                                self->waiting);

      append (text, words);
    }

  return g_string_free (text, FALSE);
}

/* ---- showing */

static void
show_state (GuichetOutboxButton *self)
{
  guint count = guichet_outbox_button_get_count (self);
  g_autofree char *words = describe (self);
  g_autofree char *number = g_strdup_printf ("%u", count);

  gtk_image_set_from_icon_name (self->image, choose_icon (self));
  gtk_label_set_label (self->badge, number);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), count > 0);
  if (self->parked > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->badge), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->badge), "accent");
  gtk_widget_set_tooltip_text (self->button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Outbox"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), count > 0 || is_troubled (self));
}

static void
set_counts (GuichetOutboxButton *self,
            guint                waiting,
            guint                parked)
{
  guint before = guichet_outbox_button_get_count (self);

  self->waiting = waiting;
  self->parked = parked;
  show_state (self);
  if (guichet_outbox_button_get_count (self) != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

/* ---- reading */

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) intents = guichet_own_intents_list_finish (GUICHET_CONTEXT (source), result, &error);
  guint waiting = 0;
  guint parked = 0;

  if (intents == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The outbox could not be read: %s", error->message);
      return;
    }

  for (guint i = 0; i < intents->len; i++)
    {
      if (guichet_intent_needs_person (intents->pdata[i]))
        parked++;
      else
        waiting++;
    }
  set_counts (user_data, waiting, parked);
}

static void
read_intents (GuichetOutboxButton *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  guichet_own_intents_list_async (self->context, FALSE, self->cancellable, listed_cb, self);
}

static void
store_changed_cb (GuichetOutboxButton *self,
                  GuichetChangeSet    *changes)
{
  if (changes->outbox)
    read_intents (self);
}

/* The exchange tries again at times: what is told stays until that succeeded. */
static void
status_changed_cb (GuichetOutboxButton *self)
{
  GuichetSyncState state = guichet_sync_status_get_state (guichet_context_get_sync_status (self->context));

  if (state == GUICHET_SYNC_BUSY)
    return;

  self->state = state;
  show_state (self);
}

/* ---- class */

static void
guichet_outbox_button_dispose (GObject *object)
{
  GuichetOutboxButton *self = GUICHET_OUTBOX_BUTTON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_outbox_button_parent_class)->dispose (object);
}

static void
guichet_outbox_button_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  if (prop_id == PROP_COUNT)
    g_value_set_uint (value, guichet_outbox_button_get_count (GUICHET_OUTBOX_BUTTON (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_outbox_button_class_init (GuichetOutboxButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_outbox_button_dispose;
  object_class->get_property = guichet_outbox_button_get_property;

  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
guichet_outbox_button_init (GuichetOutboxButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->state = GUICHET_SYNC_STOPPED;
  self->image = GTK_IMAGE (gtk_image_new ());
  self->badge = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), "badge");
  gtk_widget_set_valign (GTK_WIDGET (self->badge), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->image));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->badge));
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "user.outbox");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
guichet_outbox_button_set_context (GuichetOutboxButton *self,
                                   GuichetContext      *context)
{
  g_return_if_fail (GUICHET_IS_OUTBOX_BUTTON (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify", G_CALLBACK (status_changed_cb), self,
                           G_CONNECT_SWAPPED);
  status_changed_cb (self);
  read_intents (self);
}

guint
guichet_outbox_button_get_count (GuichetOutboxButton *self)
{
  g_return_val_if_fail (GUICHET_IS_OUTBOX_BUTTON (self), 0);

  return self->waiting + self->parked;
}
