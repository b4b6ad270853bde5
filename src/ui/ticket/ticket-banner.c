#include "config.h"

#include "ui/ticket/ticket-banner.h"

#include <glib/gi18n.h>

/**
 * guichet_ticket_banner_ask:
 * @answer: the label of the button
 * @action: what the button does to the operation @uuid
 *
 * Something of the person's was not sent and waits for their choice.
 */
void
guichet_ticket_banner_ask (AdwBanner  *banner,
                           const char *question,
                           const char *answer,
                           const char *action,
                           const char *uuid)
{
  adw_banner_set_button_label (banner, answer);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (banner), "s", uuid);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (banner), action);
  adw_banner_set_title (banner, question);
  adw_banner_set_revealed (banner, TRUE);
}

/**
 * guichet_ticket_banner_tell:
 * @ticket: (nullable): the copy that is shown
 * @vanished: whether the server shows it no longer
 * @without_texts: what to say of a copy without its texts
 *
 * What @ticket lacks; of a whole one, nothing.
 */
void
guichet_ticket_banner_tell (AdwBanner     *banner,
                            GuichetTicket *ticket,
                            gboolean       vanished,
                            const char    *without_texts)
{
  gboolean waits = ticket != NULL && !guichet_ticket_has_texts (ticket);

  adw_banner_set_button_label (banner, NULL);
  if (vanished)
    adw_banner_set_title (banner, _("No longer visible on the server. This copy can be read; nothing can be sent from it."));
  else if (waits)
    adw_banner_set_title (banner, without_texts);

  adw_banner_set_revealed (banner, vanished || waits);
}
