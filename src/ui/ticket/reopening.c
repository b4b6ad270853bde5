#include "config.h"

#include "ui/ticket/reopening.h"

#include "model/rules.h"
#include "ui/common/when.h"
#include "util/server-time.h"

#include <glib/gi18n.h>

/**
 * guichet_reopening_show:
 * @chip: tells until when @ticket can be reopened, or that it no longer can;
 *   hidden for a ticket that is not resolved, and where there is no limit
 *
 * The limit is the one of the rule, to the second (SPEC §11.13).
 */
void
guichet_reopening_show (GuichetChip    *chip,
                        GuichetContext *context,
                        GuichetTicket  *ticket,
                        GDateTime      *now)
{
  const GuichetAction *action = guichet_profile_get_action (guichet_context_get_profile (context), "reopen");
  GTimeZone *zone = guichet_context_get_zone (context);
  g_autoptr(GDateTime) limit = NULL;
  g_autofree char *server_time = NULL;
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  gboolean is_open;

  if (action != NULL && guichet_action_is_offered_from (action, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS)))
    limit = guichet_rules_dup_limit (action, ticket, zone);

  gtk_widget_set_visible (GTK_WIDGET (chip), limit != NULL);
  if (limit == NULL)
    return;

  is_open = guichet_rules_offer_action (action, ticket, zone, now);
  server_time = guichet_server_time_format (limit, zone);
  when = guichet_when_format_short (server_time, zone);
  /* Translators: %s is a date and a time */
  text = g_strdup_printf (is_open ? _("Can be reopened until %s") : _("Could be reopened until %s"), when);
  guichet_chip_show (chip, is_open ? "edit-undo-symbolic" : "media-playback-stop-symbolic", text,
                     is_open ? "green" : "grey");
}
