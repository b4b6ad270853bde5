#pragma once

#include <adwaita.h>

#include "model/reference.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetArticlesPage:
 *
 * « Fiches de connaissance » or « FAQ »: the articles by category, with a
 * filter, and the one that is read beside them; where there is no room for
 * both, one after the other. Property: compact (boolean).
 */
#define GUICHET_TYPE_ARTICLES_PAGE (guichet_articles_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetArticlesPage, guichet_articles_page, GUICHET, ARTICLES_PAGE, AdwNavigationPage)

GuichetArticlesPage *guichet_articles_page_new          (GuichetContext       *context,
                                                         GuichetReferenceKind  kind);
void                 guichet_articles_page_set_for_requester
                                                        (GuichetArticlesPage  *self);
void                 guichet_articles_page_open         (GuichetArticlesPage  *self,
                                                         gint64                article_id);
void                 guichet_articles_page_focus_filter (GuichetArticlesPage  *self);

G_END_DECLS
