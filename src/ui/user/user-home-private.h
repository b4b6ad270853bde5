#pragma once

#include "ui/user/user-home.h"

#include "list/row-cache.h"
#include "ui/common/sync-indicator.h"
#include "ui/user/home-search.h"
#include "ui/user/recent-requests.h"

G_BEGIN_DECLS

struct _GuichetUserHome
{
  AdwNavigationPage parent_instance;

  GuichetContext        *context;
  GuichetRowCache       *rows;
  GuichetRecentRequests *recent;
  GuichetHomeSearch     *finder;
  GuichetCatalogue      *catalogue;     /* nullable: not read yet */
  GCancellable          *cancellable;
  gint64                 family;        /* whose leaves are shown, 0 for none */
  gboolean               narrow;

  GtkScrolledWindow     *scroller;
  GtkWidget             *content;
  GtkEditable           *search;
  GtkStack              *stack;
  GtkFlowBox            *tiles;
  GtkOrientable         *columns;
  GtkStack              *requests_stack;
  GtkLabel              *loading;
  GtkListBox            *requests;
  GtkWidget             *faq;
  GtkListBox            *articles;
  GtkBox                *results;
  GuichetSyncIndicator  *sync;
};

/* ---- user-home-results.c */

void       _guichet_user_home_show_results (GuichetUserHome *self);
void       _guichet_user_home_show_leaves  (GuichetUserHome *self,
                                            const char      *title,
                                            GPtrArray       *leaves,
                                            GtkWidget       *way_back);
GtkWidget *_guichet_user_home_find_first   (GuichetUserHome *self);
GVariant  *_guichet_user_home_make_target  (gint64           leaf,
                                            const char      *subject);

G_END_DECLS
