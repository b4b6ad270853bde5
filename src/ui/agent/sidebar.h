#pragma once

#include <adwaita.h>

#include "store/views.h"
#include "ui/agent/view-counts-model.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetSidebar:
 *
 * The agent portal's sections with their counts, the state of the exchange
 * and the account menu. A row activates "portal.section".
 */
#define GUICHET_TYPE_SIDEBAR (guichet_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSidebar, guichet_sidebar, GUICHET, SIDEBAR, AdwNavigationPage)

void guichet_sidebar_set_context    (GuichetSidebar         *self,
                                     GuichetContext         *context,
                                     GuichetViewCountsModel *counts);
void guichet_sidebar_select_section (GuichetSidebar         *self,
                                     const char             *section);
const GuichetSavedView *
     guichet_sidebar_select_view    (GuichetSidebar         *self,
                                     const char             *uuid);
void guichet_sidebar_add_list       (GuichetSidebar         *self,
                                     GtkWidget              *list);

G_END_DECLS
