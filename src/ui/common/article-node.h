#pragma once

#include <gio/gio.h>

#include "model/reference.h"

G_BEGIN_DECLS

/**
 * GuichetArticleNode:
 *
 * A category with its articles, or an article: a line of the tree.
 */
#define GUICHET_TYPE_ARTICLE_NODE (guichet_article_node_get_type ())

G_DECLARE_FINAL_TYPE (GuichetArticleNode, guichet_article_node, GUICHET, ARTICLE_NODE, GObject)

GuichetReference   *guichet_article_node_get_reference (GuichetArticleNode *self);
GuichetReference   *guichet_article_node_get_category  (GuichetArticleNode *self);
GListModel         *guichet_article_node_get_children  (GuichetArticleNode *self);

GListModel         *guichet_article_tree_new           (GPtrArray          *categories,
                                                        GPtrArray          *articles);
GListModel         *guichet_article_tree_filter        (GListModel         *tree,
                                                        const char         *text);
GuichetArticleNode *guichet_article_tree_find          (GListModel         *tree,
                                                        gint64              article_id);
guint               guichet_article_tree_count         (GListModel         *tree);

G_END_DECLS
