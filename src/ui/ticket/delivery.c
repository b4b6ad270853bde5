#include "config.h"

#include "ui/ticket/delivery.h"

#include "ui/common/problem.h"

#include <glib/gi18n.h>

static gboolean
may_be_recalled (const GuichetIntent *intent)
{
  return intent->not_before > g_get_real_time () / 1000;
}

static const char *
get_reason (const GuichetIntent *intent)
{
  g_autoptr(GError) error = g_error_new_literal (GUICHET_ERROR, (int) intent->reason, "");

  return guichet_problem_describe (error).sentence;
}

/**
 * guichet_delivery_describe:
 *
 * Returns: (transfer full): where the words are that somebody sent
 */
char *
guichet_delivery_describe (const GuichetIntent *intent,
                           gboolean             online)
{
  switch (intent->state)
    {
    case GUICHET_INTENT_WAITING:
      if (may_be_recalled (intent))
        return g_strdup (_("Leaves in a few seconds"));
      return g_strdup (online ? _("Waiting to be sent") : _("Waiting for the network"));

    case GUICHET_INTENT_SENDING:
      return g_strdup (_("Being sent"));

    case GUICHET_INTENT_VERIFY:
      return g_strdup (_("Sent; being checked on the server"));

    case GUICHET_INTENT_DONE:
      return g_strdup (_("Delivered"));

    case GUICHET_INTENT_REFUSED:
      /* Translators: %s is a whole sentence: why */
      return g_strdup_printf (_("Not sent. %s"), get_reason (intent));

    case GUICHET_INTENT_CONFLICT:
      if (g_strcmp0 (intent->reason_field, guichet_journal_to_nick (GUICHET_JOURNAL_PUBLIC)) == 0)
        return g_strdup (_("Not sent. Something was said in the meantime that you had not seen."));
      if (intent->detail != NULL && intent->reason == GUICHET_ERROR_OUTCOME_UNKNOWN)
        return g_strdup (_("Sent without an answer, and the ticket was changed since."));
      return g_strdup (_("Not sent. Somebody else changed the ticket in the meantime."));

    case GUICHET_INTENT_WITHDRAWN:
      return g_strdup (_("Taken back"));

    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
guichet_delivery_get_icon (const GuichetIntent *intent,
                           gboolean             online)
{
  switch (intent->state)
    {
    case GUICHET_INTENT_WAITING:
      return online || may_be_recalled (intent) ? "document-open-recent-symbolic" : "network-offline-symbolic";

    case GUICHET_INTENT_SENDING:
      return "mail-send-symbolic";

    case GUICHET_INTENT_VERIFY:
      return "view-refresh-symbolic";

    case GUICHET_INTENT_REFUSED:
    case GUICHET_INTENT_CONFLICT:
      return "dialog-warning-symbolic";

    case GUICHET_INTENT_WITHDRAWN:
      return "edit-undo-symbolic";

    case GUICHET_INTENT_DONE:
    default:
      return "object-select-symbolic";
    }
}
