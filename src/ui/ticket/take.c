#include "config.h"

#include "ui/ticket/take.h"

#include "model/assignment.h"
#include "model/rules.h"
#include "store/outbox.h"
#include "ui/common/problem.h"
#include "ui/common/recall.h"
#include "ui/common/toast.h"
#include "ui/ticket/put-back.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget     *near;
  GuichetIntent *intent;
} Taking;

static void
free_taking (Taking *taking)
{
  g_object_unref (taking->near);
  guichet_intent_free (taking->intent);
  g_free (taking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, free_taking)

static void
tell_problem (GtkWidget    *near,
              const GError *error)
{
  guichet_show_toast (near, adw_toast_new (guichet_problem_describe (error).sentence));
}

static void
enqueued_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Taking) taking = user_data;
  GuichetStore *store = GUICHET_STORE (source);
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;

  if (!guichet_store_enqueue_finish (store, result, &error))
    {
      tell_problem (taking->near, error);
      return;
    }

  /* Translators: %s is a reference */
  title = g_strdup_printf (_("%s is assigned to you"), taking->intent->ref);
  message = guichet_recall_describe (title);
  guichet_show_toast (taking->near, guichet_recall_toast_new (taking->near, store, taking->intent, message, NULL));
}

/**
 * guichet_take_ticket:
 * @near: a widget of the window that tells what became of it
 * @ticket: a thin image suffices
 *
 * Gives @ticket to the person who is signed in, with the usual time to call it
 * back. What cannot be done without a question is left to the ticket's page.
 *
 * Returns: whether it was begun; %FALSE when the ticket has to be opened, or
 *   when a toast tells why it cannot be taken
 */
gboolean
guichet_take_ticket (GtkWidget      *near,
                     GuichetContext *context,
                     GuichetTicket  *ticket)
{
  GuichetProfile *profile = guichet_context_get_profile (context);
  g_autoptr(GuichetIntent) intent = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GError) error = NULL;
  Taking *taking;

  intent = guichet_assignment_new (ticket, profile, guichet_context_get_identity (context));
  if (intent == NULL)
    {
      gtk_widget_activate_action (near, "portal.open-ticket", "x", guichet_ticket_get_id (ticket));
      return FALSE;
    }
  if (!guichet_rules_check_change (intent, ticket, profile, guichet_context_get_zone (context), now, &error))
    {
      tell_problem (near, error);
      return FALSE;
    }

  intent->not_before = guichet_recall_get_not_before ();
  taking = g_new0 (Taking, 1);
  taking->near = g_object_ref (near);
  taking->intent = g_steal_pointer (&intent);
  guichet_store_enqueue_async (guichet_context_get_store (context), taking->intent, NULL, NULL, enqueued_cb, taking);

  return TRUE;
}
