#pragma once

#include <adwaita.h>

#include "ui/agent/view-counts-model.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetHomePage:
 *
 * The agent's first page: numbers that lead to the lists, the tickets that
 * changed last and those that nobody has taken.
 */
#define GUICHET_TYPE_HOME_PAGE (guichet_home_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetHomePage, guichet_home_page, GUICHET, HOME_PAGE, AdwNavigationPage)

GuichetHomePage *guichet_home_page_new (GuichetContext         *context,
                                        GuichetViewCountsModel *counts);

G_END_DECLS
