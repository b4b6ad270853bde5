#include "config.h"

#include "ui/agent/agent-portal-private.h"

#include "ui/common/link-opener.h"

static void
open_cb (GtkWidget *portal,
         gint64     ticket_id)
{
  guichet_agent_portal_open_ticket (GUICHET_AGENT_PORTAL (portal), ticket_id);
}

/**
 * guichet_agent_portal_open_link:
 * @text: hostile: see guichet_link_open()
 */
void
guichet_agent_portal_open_link (GuichetAgentPortal *self,
                                const char         *text)
{
  g_return_if_fail (GUICHET_IS_AGENT_PORTAL (self));
  g_return_if_fail (text != NULL);

  guichet_link_open (GTK_WIDGET (self), self->context, text, open_cb);
}
