#pragma once

#include "remote/itop-portal-private.h"

G_BEGIN_DECLS

/**
 * GuichetPortalDiscovery:
 * @manage, @browse: (element-type utf8): ids of bricks
 * @classes: the set of classes of tickets
 * @codes: the set of attribute codes that are shown somewhere
 * @states: the set of states that occur
 * @ticket: the highest id seen; 0 for none
 *
 * What is found on the way.
 */
typedef struct
{
  GPtrArray  *manage;
  GPtrArray  *browse;
  GHashTable *classes;
  GHashTable *codes;
  GHashTable *states;
  gint64      ticket;
} GuichetPortalDiscovery;

void     guichet_portal_discovery_init         (GuichetPortalDiscovery *discovery);
void     guichet_portal_discovery_clear        (GuichetPortalDiscovery *discovery);
void     guichet_portal_discovery_note_class   (GuichetPortalDiscovery *self,
                                                const char             *class_name);
gboolean guichet_portal_discovery_pass_over    (GError                 *failure,
                                                GError                **error);
gboolean guichet_portal_discovery_read_bricks  (GuichetItopPortal      *self,
                                                GuichetPortalDiscovery *discovery,
                                                GCancellable           *cancellable,
                                                GError                **error);
void     guichet_portal_discovery_reset_layout (GuichetItopPortal      *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetPortalDiscovery, guichet_portal_discovery_clear)

G_END_DECLS
