#pragma once

#include <adwaita.h>

#include "ui/common/article-node.h"

G_BEGIN_DECLS

/**
 * GuichetArticleView:
 *
 * Reads an article: where it is filed, its name, its text. Nothing is fetched:
 * it is in the cache.
 */
#define GUICHET_TYPE_ARTICLE_VIEW (guichet_article_view_get_type ())

G_DECLARE_FINAL_TYPE (GuichetArticleView, guichet_article_view, GUICHET, ARTICLE_VIEW, AdwBin)

GtkWidget *guichet_article_view_new  (void);
void       guichet_article_view_set_for_requester
                                      (GuichetArticleView *self);
void       guichet_article_view_show (GuichetArticleView *self,
                                      GuichetArticleNode *article);

G_END_DECLS
