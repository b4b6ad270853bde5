#include "config.h"

#include "ui/common/article-node.h"

#include "util/text.h"

struct _GuichetArticleNode
{
  GObject parent_instance;

  GuichetReference *reference;
  GuichetReference *category;   /* nullable: of an article */
  GListStore       *children;   /* nullable: it is an article */
  char             *folded;     /* of an article: what a filter looks at */
};

G_DEFINE_FINAL_TYPE (GuichetArticleNode, guichet_article_node, G_TYPE_OBJECT)

static void
guichet_article_node_finalize (GObject *object)
{
  GuichetArticleNode *self = GUICHET_ARTICLE_NODE (object);

  guichet_reference_unref (self->reference);
  g_clear_pointer (&self->category, guichet_reference_unref);
  g_clear_object (&self->children);
  g_free (self->folded);

  G_OBJECT_CLASS (guichet_article_node_parent_class)->finalize (object);
}

static void
guichet_article_node_class_init (GuichetArticleNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_article_node_finalize;
}

static void
guichet_article_node_init (GuichetArticleNode *self)
{
}

static GuichetArticleNode *
new_category (GuichetReference *reference)
{
  GuichetArticleNode *self = g_object_new (GUICHET_TYPE_ARTICLE_NODE, NULL);

  self->reference = guichet_reference_ref (reference);
  self->children = g_list_store_new (GUICHET_TYPE_ARTICLE_NODE);

  return self;
}

static GuichetArticleNode *
new_article (GuichetReference *reference,
             GuichetReference *category)
{
  GuichetArticleNode *self = g_object_new (GUICHET_TYPE_ARTICLE_NODE, NULL);
  g_autofree char *words = NULL;

  self->reference = guichet_reference_ref (reference);
  if (category != NULL)
    self->category = guichet_reference_ref (category);
  words = g_strjoin (" ", reference->name, reference->code != NULL ? reference->code : "",
                     reference->detail != NULL ? reference->detail : "", category != NULL ? category->name : "", NULL);
  self->folded = guichet_text_fold (words);

  return self;
}

/**
 * guichet_article_node_get_reference:
 *
 * Returns: (transfer none): the category or the article itself
 */
GuichetReference *
guichet_article_node_get_reference (GuichetArticleNode *self)
{
  g_return_val_if_fail (GUICHET_IS_ARTICLE_NODE (self), NULL);

  return self->reference;
}

/**
 * guichet_article_node_get_category:
 *
 * Returns: (transfer none) (nullable): what an article is filed under
 */
GuichetReference *
guichet_article_node_get_category (GuichetArticleNode *self)
{
  g_return_val_if_fail (GUICHET_IS_ARTICLE_NODE (self), NULL);

  return self->category;
}

/**
 * guichet_article_node_get_children:
 *
 * Returns: (transfer none) (nullable): the articles of a category
 */
GListModel *
guichet_article_node_get_children (GuichetArticleNode *self)
{
  g_return_val_if_fail (GUICHET_IS_ARTICLE_NODE (self), NULL);

  return self->children != NULL ? G_LIST_MODEL (self->children) : NULL;
}

/* ---- the tree */

/**
 * guichet_article_tree_new:
 * @categories: (element-type GuichetReference): by name
 * @articles: (element-type GuichetReference): by name; those of no known
 *   category stand beside the categories
 *
 * Categories without an article are left out.
 *
 * Returns: (transfer full): a list of #GuichetArticleNode
 */
GListModel *
guichet_article_tree_new (GPtrArray *categories,
                          GPtrArray *articles)
{
  g_autoptr(GHashTable) nodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  GListStore *tree = g_list_store_new (GUICHET_TYPE_ARTICLE_NODE);

  for (guint i = 0; i < categories->len; i++)
    {
      GuichetReference *category = g_ptr_array_index (categories, i);

      g_hash_table_insert (nodes, &category->id, new_category (category));
    }

  for (guint i = 0; i < articles->len; i++)
    {
      GuichetReference *article = g_ptr_array_index (articles, i);
      GuichetArticleNode *parent = g_hash_table_lookup (nodes, &article->parent);
      g_autoptr(GuichetArticleNode) node = new_article (article, parent != NULL ? parent->reference : NULL);

      g_list_store_append (parent != NULL ? parent->children : tree, node);
    }

  for (guint i = categories->len; i-- > 0;)
    {
      GuichetReference *category = g_ptr_array_index (categories, i);
      GuichetArticleNode *node = g_hash_table_lookup (nodes, &category->id);

      if (g_list_model_get_n_items (G_LIST_MODEL (node->children)) > 0)
        g_list_store_insert (tree, 0, node);
    }

  return G_LIST_MODEL (tree);
}

typedef gboolean (*VisitFunc) (GuichetArticleNode *article,
                               gpointer            user_data);

/* Calls @func with each article; ends when it says so. */
static void
visit_articles (GListModel *tree,
                VisitFunc   func,
                gpointer    user_data)
{
  for (guint i = 0; i < g_list_model_get_n_items (tree); i++)
    {
      g_autoptr(GuichetArticleNode) node = g_list_model_get_item (tree, i);

      if (node->children != NULL)
        visit_articles (G_LIST_MODEL (node->children), func, user_data);
      else if (!func (node, user_data))
        return;
    }
}

typedef struct
{
  char       **words;
  GListStore  *found;
} Filter;

static gboolean
filter_article (GuichetArticleNode *article,
                gpointer            user_data)
{
  Filter *filter = user_data;

  for (guint i = 0; filter->words[i] != NULL; i++)
    if (strstr (article->folded, filter->words[i]) == NULL)
      return TRUE;

  g_list_store_append (filter->found, article);
  return TRUE;
}

/**
 * guichet_article_tree_filter:
 *
 * Returns: (transfer full): the articles that have all words of @text in name,
 *   summary, key words or category, without their categories
 */
GListModel *
guichet_article_tree_filter (GListModel *tree,
                             const char *text)
{
  g_autofree char *folded = guichet_text_fold (text);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t\n", -1);
  Filter filter = { words, g_list_store_new (GUICHET_TYPE_ARTICLE_NODE) };

  visit_articles (tree, filter_article, &filter);

  return G_LIST_MODEL (filter.found);
}

typedef struct
{
  gint64              id;
  GuichetArticleNode *found;
} Search;

static gboolean
is_not_it (GuichetArticleNode *article,
           gpointer            user_data)
{
  Search *search = user_data;

  if (article->reference->id == search->id)
    search->found = article;

  return search->found == NULL;
}

/**
 * guichet_article_tree_find:
 *
 * Returns: (transfer none) (nullable): the article, which the tree keeps
 */
GuichetArticleNode *
guichet_article_tree_find (GListModel *tree,
                           gint64      article_id)
{
  Search search = { article_id, NULL };

  visit_articles (tree, is_not_it, &search);

  return search.found;
}

static gboolean
count_article (GuichetArticleNode *article,
               gpointer            user_data)
{
  guint *n = user_data;

  (*n)++;
  return TRUE;
}

guint
guichet_article_tree_count (GListModel *tree)
{
  guint n = 0;

  visit_articles (tree, count_article, &n);

  return n;
}
