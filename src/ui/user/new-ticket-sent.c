#include "config.h"

#include "ui/user/new-ticket-sent.h"

#include "model/creation.h"
#include "store/outbox.h"
#include "ui/common/problem.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GuichetNewTicketSent
{
  GtkWidget parent_instance;

  GuichetContext *context;
  char           *uuid;
  GuichetIntent  *intent;       /* (nullable): until it is read */
  GCancellable   *cancellable;
  guint           tick;         /* while the seconds are counted down */
  GtkWidget      *page;
  GtkWidget      *correct;
  GtkWidget      *open;
  GtkWidget      *list;
  GtkWidget      *begin;
};

enum
{
  CORRECT,
  OPEN_REQUEST,
  SHOW_REQUESTS,
  BEGIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketSent, guichet_new_ticket_sent, GTK_TYPE_WIDGET)

/* ---- words */

static gint64
get_seconds_left (const GuichetIntent *intent)
{
  gint64 left = intent->not_before - g_get_real_time () / 1000;

  return intent->state == GUICHET_INTENT_WAITING ? MAX ((left + 999) / 1000, 0) : 0;
}

static gboolean
is_online (GuichetNewTicketSent *self)
{
  return guichet_sync_status_get_state (guichet_context_get_sync_status (self->context)) != GUICHET_SYNC_OFFLINE;
}

static char *
describe_waiting (GuichetNewTicketSent *self)
{
  gint64 left = get_seconds_left (self->intent);

  if (left > 0)
    return g_strdup_printf (ngettext ("It leaves in %u second. Until then you can take it back.",
                                      "It leaves in %u seconds. Until then you can take it back.", (guint) left),
                            (guint) left);
  if (!is_online (self))
    return g_strdup (_("You are offline. It is kept on this computer and leaves as soon as the network is back."));

  return g_strdup (_("It is about to leave. The support gives it a reference, which you then find in your requests."));
}

static char *
describe_refusal (const GuichetIntent *intent)
{
  g_autoptr(GError) error = g_error_new_literal (GUICHET_ERROR, (int) intent->reason, "");

  /* Translators: %s is a whole sentence: why */
  return g_strdup_printf (_("%s Your text and your files are kept: correct the request and send it again."),
                          guichet_problem_describe (error).sentence);
}

static char *
describe (GuichetNewTicketSent *self)
{
  switch (self->intent->state)
    {
    case GUICHET_INTENT_WAITING:
      return describe_waiting (self);
    case GUICHET_INTENT_DONE:
      return g_strdup (_("A team of the support takes it in hand. You are told here of every answer, and you can add to it at any time."));
    case GUICHET_INTENT_REFUSED:
    case GUICHET_INTENT_CONFLICT:
      return describe_refusal (self->intent);
    case GUICHET_INTENT_WITHDRAWN:
      return g_strdup (_("Nothing was sent."));
    case GUICHET_INTENT_SENDING:
    case GUICHET_INTENT_VERIFY:
    default:
      return g_strdup (_("It is on its way. The support gives it a reference, which you then find in your requests."));
    }
}

static char *
make_title (const GuichetIntent *intent)
{
  g_autofree char *provisional = guichet_creation_dup_provisional_ref (intent->uuid);

  switch (intent->state)
    {
    case GUICHET_INTENT_DONE:
      /* Translators: the reference of a request */
      return g_strdup_printf (_("Request %s Received"), intent->ref != NULL ? intent->ref : provisional);
    case GUICHET_INTENT_REFUSED:
    case GUICHET_INTENT_CONFLICT:
      return g_strdup (_("Request Not Sent"));
    case GUICHET_INTENT_WITHDRAWN:
      return g_strdup (_("Request Taken Back"));
    case GUICHET_INTENT_WAITING:
    case GUICHET_INTENT_SENDING:
    case GUICHET_INTENT_VERIFY:
    default:
      /* Translators: a provisional reference */
      return g_strdup_printf (_("Request %s Waiting to Be Sent"), provisional);
    }
}

static const char *
choose_icon (const GuichetIntent *intent)
{
  if (guichet_intent_needs_person (intent))
    return "dialog-warning-symbolic";

  return intent->state == GUICHET_INTENT_DONE ? "object-select-symbolic" : "mail-send-symbolic";
}

/* ---- showing */

static void
show_buttons (GuichetNewTicketSent *self)
{
  gboolean parked = guichet_intent_needs_person (self->intent);
  gboolean waits = self->intent->state == GUICHET_INTENT_WAITING;

  gtk_widget_set_visible (self->correct, parked || waits);
  gtk_button_set_label (GTK_BUTTON (self->correct), parked ? _("_Correct the Request") : _("_Take Back and Change"));
  if (parked)
    gtk_widget_add_css_class (self->correct, "suggested-action");
  else
    gtk_widget_remove_css_class (self->correct, "suggested-action");
  gtk_widget_set_visible (self->open, self->intent->state == GUICHET_INTENT_DONE && self->intent->ticket_id != 0);
}

static gboolean tick_cb (gpointer user_data);

static void
show_intent (GuichetNewTicketSent *self)
{
  g_autofree char *title = make_title (self->intent);
  g_autofree char *words = describe (self);
  const char *before = adw_status_page_get_title (ADW_STATUS_PAGE (self->page));

  if (!g_str_equal (before, title))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page), choose_icon (self->intent));
  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->page), words);
  show_buttons (self);
  if (get_seconds_left (self->intent) > 0 && self->tick == 0)
    self->tick = g_timeout_add (250, tick_cb, self);
}

static gboolean
tick_cb (gpointer user_data)
{
  GuichetNewTicketSent *self = user_data;
  gboolean goes_on = get_seconds_left (self->intent) > 0;

  if (!goes_on)
    self->tick = 0;
  show_intent (self);

  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) intents = guichet_store_list_intents_finish (GUICHET_STORE (source), result, &error);
  GuichetNewTicketSent *self = user_data;

  if (intents == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The outbox could not be read: %s", error->message);
      return;
    }

  for (guint i = 0; i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      if (!g_str_equal (intent->uuid, self->uuid))
        continue;

      g_clear_pointer (&self->intent, guichet_intent_free);
      self->intent = guichet_intent_copy (intent);
      show_intent (self);
    }
}

static void
read_intent (GuichetNewTicketSent *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  guichet_store_list_intents_async (guichet_context_get_store (self->context), TRUE, self->cancellable, listed_cb,
                                    self);
}

static void
store_changed_cb (GuichetNewTicketSent *self,
                  GuichetChangeSet     *changes)
{
  if (changes->outbox && self->uuid != NULL)
    read_intent (self);
}

static void
status_changed_cb (GuichetNewTicketSent *self)
{
  if (self->intent != NULL)
    show_intent (self);
}

/* ---- buttons */

static void
correct_cb (GuichetNewTicketSent *self)
{
  if (self->intent != NULL)
    g_signal_emit (self, signals[CORRECT], 0, self->intent);
}

static void
open_cb (GuichetNewTicketSent *self)
{
  if (self->intent != NULL)
    g_signal_emit (self, signals[OPEN_REQUEST], 0, self->intent->ticket_id);
}

static void
list_cb (GuichetNewTicketSent *self)
{
  g_signal_emit (self, signals[SHOW_REQUESTS], 0);
}

static void
begin_cb (GuichetNewTicketSent *self)
{
  g_signal_emit (self, signals[BEGIN], 0);
}

static GtkWidget *
append_button (GuichetNewTicketSent *self,
               GtkWidget            *box,
               const char           *label,
               GCallback             callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);

  return button;
}

/* ---- class */

static void
guichet_new_ticket_sent_dispose (GObject *object)
{
  GuichetNewTicketSent *self = GUICHET_NEW_TICKET_SENT (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_new_ticket_sent_parent_class)->dispose (object);
}

static void
guichet_new_ticket_sent_finalize (GObject *object)
{
  GuichetNewTicketSent *self = GUICHET_NEW_TICKET_SENT (object);

  g_clear_pointer (&self->intent, guichet_intent_free);
  g_free (self->uuid);

  G_OBJECT_CLASS (guichet_new_ticket_sent_parent_class)->finalize (object);
}

static void
guichet_new_ticket_sent_class_init (GuichetNewTicketSentClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_new_ticket_sent_dispose;
  G_OBJECT_CLASS (klass)->finalize = guichet_new_ticket_sent_finalize;

  signals[CORRECT] = g_signal_new ("correct", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, GUICHET_TYPE_INTENT);
  signals[OPEN_REQUEST] = g_signal_new ("open-request", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SHOW_REQUESTS] = g_signal_new ("show-requests", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[BEGIN] = g_signal_new ("begin", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
guichet_new_ticket_sent_init (GuichetNewTicketSent *self)
{
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 12);
  adw_wrap_box_set_align (ADW_WRAP_BOX (box), .5f);
  self->correct = append_button (self, box, _("_Take Back and Change"), G_CALLBACK (correct_cb));
  self->open = append_button (self, box, _("_Open the Request"), G_CALLBACK (open_cb));
  self->list = append_button (self, box, _("_See My Requests"), G_CALLBACK (list_cb));
  self->begin = append_button (self, box, _("_Another Request"), G_CALLBACK (begin_cb));

  gtk_widget_set_visible (self->correct, FALSE);
  gtk_widget_set_visible (self->open, FALSE);

  self->page = adw_status_page_new ();
  gtk_widget_add_css_class (self->page, "compact");
  adw_status_page_set_child (ADW_STATUS_PAGE (self->page), box);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}

GtkWidget *
guichet_new_ticket_sent_new (GuichetContext *context)
{
  GuichetNewTicketSent *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_NEW_TICKET_SENT, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::state",
                           G_CALLBACK (status_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
guichet_new_ticket_sent_show (GuichetNewTicketSent *self,
                              const char           *uuid)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_SENT (self));
  g_return_if_fail (uuid != NULL);

  g_set_str (&self->uuid, uuid);
  read_intent (self);
}
