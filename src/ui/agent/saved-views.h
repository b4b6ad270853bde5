#pragma once

#include <adwaita.h>

#include "store/views.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetSavedViews:
 *
 * « Mes vues » in the sidebar: the lists that a person named, with how many
 * tickets they have. A row activates "portal.show-saved-view"; its menu renames,
 * moves and deletes it. Hidden while there is none.
 */
#define GUICHET_TYPE_SAVED_VIEWS (guichet_saved_views_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSavedViews, guichet_saved_views, GUICHET, SAVED_VIEWS, GtkBox)

void                    guichet_saved_views_set_context (GuichetSavedViews *self,
                                                         GuichetContext    *context);
const GuichetSavedView *guichet_saved_views_find        (GuichetSavedViews *self,
                                                         const char        *uuid);
void                    guichet_saved_views_select      (GuichetSavedViews *self,
                                                         const char        *uuid);

G_END_DECLS
