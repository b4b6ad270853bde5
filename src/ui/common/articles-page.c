#include "config.h"

#include "ui/common/articles-page.h"

#include "store/reading.h"
#include "ui/common/article-node.h"
#include "ui/common/article-view.h"
#include "ui/common/problem.h"
#include "util/text.h"

#include <glib/gi18n.h>

struct _GuichetArticlesPage
{
  AdwNavigationPage parent_instance;

  GuichetContext         *context;
  GuichetReferenceKind    kind;
  GCancellable           *cancellable;
  GPtrArray              *categories;   /* read, waiting for the articles */
  GListModel             *tree;         /* nullable: not read yet */
  gint64                  wanted;       /* the article to show, 0 for none */

  GtkWidget              *list_header;
  AdwHeaderBar           *reader_header;
  GtkWidget              *ask;
  GtkStack               *stack;
  AdwStatusPage          *problem;
  AdwNavigationSplitView *split_view;
  GtkWidget              *filter_entry;
  GtkStack               *list_stack;
  GtkListView            *list;
  GtkLabel               *count;
  AdwNavigationPage      *reader_page;
  GuichetArticleView     *reader;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetArticlesPage, guichet_articles_page, ADW_TYPE_NAVIGATION_PAGE)

/* ---- reading */

static void
show_article (GuichetArticlesPage *self,
              GuichetArticleNode  *article)
{
  GuichetReference *reference = article != NULL ? guichet_article_node_get_reference (article) : NULL;

  self->wanted = reference != NULL ? reference->id : 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (gtk_widget_get_parent (self->ask)), reference != NULL);
  adw_navigation_page_set_title (self->reader_page, reference != NULL ? reference->name : _("Article"));
  guichet_article_view_show (self->reader, article);
}

/* After a change of the articles, the one that is read stays. */
static void
show_wanted (GuichetArticlesPage *self)
{
  show_article (self, self->tree != NULL ? guichet_article_tree_find (self->tree, self->wanted) : NULL);
}

/* ---- the list: categories with their articles, or what the filter leaves */

static GListModel *
create_children (gpointer item,
                 gpointer user_data)
{
  GListModel *children = guichet_article_node_get_children (item);

  return children != NULL ? g_object_ref (children) : NULL;
}

static void
show_rows (GuichetArticlesPage *self,
           GListModel          *rows,
           gboolean             expanded)
{
  GtkTreeListModel *model = gtk_tree_list_model_new (g_object_ref (rows), FALSE, expanded, create_children, NULL, NULL);
  g_autoptr(GtkSingleSelection) selection = gtk_single_selection_new (G_LIST_MODEL (model));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_stack_set_visible_child_name (self->list_stack,
                                    g_list_model_get_n_items (rows) > 0 ? "rows" : "no-match");
}

static void
show_count (GuichetArticlesPage *self)
{
  guint n = guichet_article_tree_count (self->tree);
  g_autofree char *text = g_strdup_printf (ngettext ("%u article, readable offline",
                                                     "%u articles, readable offline", n), n);

  gtk_label_set_label (self->count, text);
}

/* A few categories are shown open, many would hide each other. */
#define MAX_OPEN_ARTICLES 30

static void
update_list (GuichetArticlesPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));
  g_autoptr(GListModel) found = NULL;

  if (self->tree == NULL)
    return;

  if (guichet_text_is_empty (text))
    {
      show_rows (self, self->tree, guichet_article_tree_count (self->tree) <= MAX_OPEN_ARTICLES);
      return;
    }

  found = guichet_article_tree_filter (self->tree, text);
  show_rows (self, found, FALSE);
}

static GuichetArticleNode *
get_node (GuichetArticlesPage *self,
          guint                position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr(GtkTreeListRow) row = g_list_model_get_item (model, position);
  g_autoptr(GuichetArticleNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  /* The tree keeps it. */
  return node;
}

static void
row_activated_cb (GuichetArticlesPage *self,
                  guint                position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr(GtkTreeListRow) row = g_list_model_get_item (model, position);
  GuichetArticleNode *node = get_node (self, position);

  if (node == NULL)
    return;

  if (guichet_article_node_get_children (node) != NULL)
    {
      gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
      return;
    }

  show_article (self, node);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
set_up_row (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            gpointer                  user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "small");
  gtk_widget_add_css_class (count, "dim");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (item, expander);
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr(GuichetArticleNode) node = gtk_tree_list_row_get_item (row);
  GListModel *children = guichet_article_node_get_children (node);
  const char *text = guichet_article_node_get_reference (node)->name;
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)));
  GtkWidget *name = gtk_widget_get_next_sibling (icon);
  GtkWidget *count = gtk_widget_get_next_sibling (name);
  g_autofree char *number = children != NULL ? g_strdup_printf ("%u", g_list_model_get_n_items (children)) : NULL;

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), row);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), children != NULL ? "folder-symbolic" : "text-x-generic-symbolic");
  gtk_label_set_label (GTK_LABEL (name), text);
  gtk_widget_set_tooltip_text (name, text);
  gtk_label_set_label (GTK_LABEL (count), number != NULL ? number : "");
  gtk_list_item_set_accessible_label (item, text);
}

/* ---- the filter */

static void
filter_changed_cb (GuichetArticlesPage *self)
{
  update_list (self);
}

/* Enter opens what is first. */
static void
filter_activated_cb (GuichetArticlesPage *self)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));

  if (model != NULL && g_list_model_get_n_items (model) > 0)
    row_activated_cb (self, 0);
}

static void
filter_stopped_cb (GuichetArticlesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
}

/* ---- from the store */

static void
show_problem (GuichetArticlesPage *self,
              const GError        *error)
{
  GuichetProblem problem = guichet_problem_describe (error);

  adw_status_page_set_title (self->problem, problem.sentence);
  adw_status_page_set_description (self->problem, problem.remedy);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static GPtrArray *
finish_reading (GuichetArticlesPage *self,
                GObject             *source,
                GAsyncResult        *result)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *references = guichet_store_list_references_finish (GUICHET_STORE (source), result, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error);

  return references;
}

static void
articles_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GuichetArticlesPage) self = user_data;
  g_autoptr(GPtrArray) articles = finish_reading (self, source, result);

  if (articles == NULL)
    return;

  g_clear_object (&self->tree);
  self->tree = guichet_article_tree_new (self->categories, articles);
  gtk_stack_set_visible_child_name (self->stack, articles->len > 0 ? "articles" : "empty");
  show_count (self);
  update_list (self);
  show_wanted (self);
}

static void
categories_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GuichetArticlesPage) self = user_data;
  g_autoptr(GPtrArray) categories = finish_reading (self, source, result);

  if (categories == NULL)
    return;

  g_clear_pointer (&self->categories, g_ptr_array_unref);
  self->categories = g_steal_pointer (&categories);
  guichet_store_list_references_async (GUICHET_STORE (source), self->kind, 0, self->cancellable, articles_read_cb,
                                       g_object_ref (self));
}

static void
read_articles (GuichetArticlesPage *self)
{
  guichet_store_list_references_async (guichet_context_get_store (self->context), GUICHET_REFERENCE_FAQ_CATEGORY, 0,
                                       self->cancellable, categories_read_cb, g_object_ref (self));
}

static void
retry_cb (GuichetArticlesPage *self)
{
  read_articles (self);
}

static void
store_changed_cb (GuichetArticlesPage *self,
                  GuichetChangeSet    *changes)
{
  if (changes->references || changes->everything)
    read_articles (self);
}

/* ---- the page */

static void
guichet_articles_page_dispose (GObject *object)
{
  GuichetArticlesPage *self = GUICHET_ARTICLES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  /* The end of the template would unparent the stack behind the page's back. */
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_ARTICLES_PAGE);
  g_clear_object (&self->tree);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_articles_page_parent_class)->dispose (object);
}

static void
guichet_articles_page_finalize (GObject *object)
{
  GuichetArticlesPage *self = GUICHET_ARTICLES_PAGE (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->categories, g_ptr_array_unref);

  G_OBJECT_CLASS (guichet_articles_page_parent_class)->finalize (object);
}

static void
guichet_articles_page_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  if (prop_id == PROP_COMPACT)
    g_value_set_boolean (value, adw_navigation_split_view_get_collapsed (GUICHET_ARTICLES_PAGE (object)->split_view));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_articles_page_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  if (prop_id == PROP_COMPACT)
    adw_navigation_split_view_set_collapsed (GUICHET_ARTICLES_PAGE (object)->split_view, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_articles_page_class_init (GuichetArticlesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_articles_page_dispose;
  object_class->finalize = guichet_articles_page_finalize;
  object_class->get_property = guichet_articles_page_get_property;
  object_class->set_property = guichet_articles_page_set_property;

  properties[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GUICHET_TYPE_ARTICLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/common/articles-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, list_header);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, reader_header);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, ask);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, problem);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, list);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, count);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, reader_page);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, reader);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
guichet_articles_page_init (GuichetArticlesPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

GuichetArticlesPage *
guichet_articles_page_new (GuichetContext       *context,
                           GuichetReferenceKind  kind)
{
  GuichetArticlesPage *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_ARTICLES_PAGE,
                       "title", kind == GUICHET_REFERENCE_FAQ ? _("FAQ") : _("Knowledge Articles"),
                       NULL);
  self->context = g_object_ref (context);
  self->kind = kind;
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  read_articles (self);

  return self;
}

/**
 * guichet_articles_page_set_for_requester:
 *
 * Below a header bar of its own: it has none, but for the way back. Who does
 * not find an answer is led to a new ticket ("user.new-ticket").
 */
void
guichet_articles_page_set_for_requester (GuichetArticlesPage *self)
{
  g_return_if_fail (GUICHET_IS_ARTICLES_PAGE (self));

  gtk_widget_set_visible (self->list_header, FALSE);
  adw_header_bar_set_show_start_title_buttons (self->reader_header, FALSE);
  adw_header_bar_set_show_end_title_buttons (self->reader_header, FALSE);
  g_object_bind_property (self->split_view, "collapsed", self->reader_header, "visible", G_BINDING_SYNC_CREATE);
  gtk_widget_set_visible (self->ask, TRUE);
  guichet_article_view_set_for_requester (self->reader);
}

/**
 * guichet_articles_page_open:
 *
 * Shows an article, now or as soon as the articles are read.
 */
void
guichet_articles_page_open (GuichetArticlesPage *self,
                            gint64               article_id)
{
  g_return_if_fail (GUICHET_IS_ARTICLES_PAGE (self));

  self->wanted = article_id;
  if (self->tree != NULL)
    show_wanted (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

void
guichet_articles_page_focus_filter (GuichetArticlesPage *self)
{
  g_return_if_fail (GUICHET_IS_ARTICLES_PAGE (self));

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gtk_widget_grab_focus (self->filter_entry);
}
