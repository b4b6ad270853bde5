#include "config.h"

#include "ui/agent/articles-page.h"

#include "store/reading.h"
#include "ui/common/problem.h"
#include "ui/common/rich-view.h"
#include "ui/common/toast.h"
#include "util/text.h"

#include <glib/gi18n.h>

struct _GuichetArticlesPage
{
  AdwNavigationPage parent_instance;

  GuichetContext       *context;
  GuichetReferenceKind  kind;
  GCancellable         *cancellable;
  char                 *filter;         /* folded */

  GtkWidget            *filter_entry;
  GtkStack             *stack;
  GtkListBox           *list;
};

G_DEFINE_FINAL_TYPE (GuichetArticlesPage, guichet_articles_page, ADW_TYPE_NAVIGATION_PAGE)

static GuichetReference *
get_article (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "article");
}

static void
append_article (GuichetArticlesPage *self,
                GuichetReference    *article)
{
  g_autofree char *folded = NULL;
  g_autofree char *words = g_strconcat (article->name, " ", article->code, " ", article->detail, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "activatable", TRUE,
                                 NULL);

  /* Not at construction: markup would still be on. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), article->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), article->detail != NULL ? article->detail : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);

  folded = guichet_text_fold (words);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE,
                                           "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  g_object_set_data_full (G_OBJECT (row), "words", g_steal_pointer (&folded), g_free);
  g_object_set_data_full (G_OBJECT (row), "article", guichet_reference_ref (article),
                          (GDestroyNotify) guichet_reference_unref);
  gtk_list_box_append (self->list, row);
}

static void
articles_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GuichetArticlesPage *self = user_data;
  g_autoptr(GPtrArray) articles = NULL;
  g_autoptr(GError) error = NULL;

  articles = guichet_store_list_references_finish (GUICHET_STORE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (articles == NULL)
    {
      guichet_show_toast (GTK_WIDGET (self), adw_toast_new (guichet_problem_describe (error).sentence));
      return;
    }

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < articles->len; i++)
    append_article (self, articles->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, articles->len > 0 ? "articles" : "empty");
}

static void
read_articles (GuichetArticlesPage *self)
{
  guichet_store_list_references_async (guichet_context_get_store (self->context), self->kind, 0,
                                       self->cancellable, articles_read_cb, self);
}

static void
store_changed_cb (GuichetArticlesPage *self,
                  GuichetChangeSet    *changes)
{
  if (changes->references)
    read_articles (self);
}

static gboolean
matches_filter (GtkListBoxRow *row,
                gpointer       user_data)
{
  GuichetArticlesPage *self = user_data;

  return self->filter == NULL || strstr (g_object_get_data (G_OBJECT (row), "words"), self->filter) != NULL;
}

static void
filter_changed_cb (GuichetArticlesPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));

  g_clear_pointer (&self->filter, g_free);
  if (!guichet_text_is_empty (text))
    self->filter = guichet_text_fold (text);
  gtk_list_box_invalidate_filter (self->list);
}

static GtkWidget *
create_title (const char *text,
              const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "xalign", 0.0f,
                                   "wrap", TRUE,
                                   "selectable", TRUE,
                                   NULL);

  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
create_body (GuichetReference *article)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX,
                                 "orientation", GTK_ORIENTATION_VERTICAL,
                                 "spacing", 12,
                                 "margin-top", 12, "margin-bottom", 36,
                                 "margin-start", 12, "margin-end", 12,
                                 NULL);
  GtkWidget *text = guichet_rich_view_new ();

  gtk_box_append (GTK_BOX (box), create_title (article->name, "title-1"));
  if (!guichet_text_is_empty (article->detail))
    gtk_box_append (GTK_BOX (box), create_title (article->detail, "dim"));
  gtk_widget_add_css_class (text, "articlebody");
  guichet_rich_view_set_html (GUICHET_RICH_VIEW (text), article->html != NULL ? article->html : "");
  gtk_box_append (GTK_BOX (box), text);

  return g_object_new (ADW_TYPE_CLAMP, "maximum-size", 680, "child", box, NULL);
}

static AdwNavigationPage *
create_reader (GuichetReference *article)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroll = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                    "hscrollbar-policy", GTK_POLICY_NEVER,
                                    "child", create_body (article),
                                    NULL);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view),
                                g_object_new (ADW_TYPE_HEADER_BAR, "show-title", FALSE, NULL));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroll);

  return adw_navigation_page_new (view, article->name);
}

static void
row_activated_cb (GuichetArticlesPage *self,
                  GtkListBoxRow       *row)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), create_reader (get_article (row)));
}

static void
guichet_articles_page_dispose (GObject *object)
{
  GuichetArticlesPage *self = GUICHET_ARTICLES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_ARTICLES_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_articles_page_parent_class)->dispose (object);
}

static void
guichet_articles_page_finalize (GObject *object)
{
  GuichetArticlesPage *self = GUICHET_ARTICLES_PAGE (object);

  g_object_unref (self->cancellable);
  g_free (self->filter);

  G_OBJECT_CLASS (guichet_articles_page_parent_class)->finalize (object);
}

static void
guichet_articles_page_class_init (GuichetArticlesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_articles_page_dispose;
  object_class->finalize = guichet_articles_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/articles-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticlesPage, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
guichet_articles_page_init (GuichetArticlesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_list_box_set_filter_func (self->list, matches_filter, self, NULL);
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

void
guichet_articles_page_focus_filter (GuichetArticlesPage *self)
{
  g_return_if_fail (GUICHET_IS_ARTICLES_PAGE (self));

  gtk_widget_grab_focus (self->filter_entry);
}
