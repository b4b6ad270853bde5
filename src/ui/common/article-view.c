#include "config.h"

#include "ui/common/article-view.h"

#include "richtext/richtext.h"
#include "ui/common/chip.h"
#include "ui/common/rich-view.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* Words that somebody reads in a minute. */
#define WORDS_PER_MINUTE 200

struct _GuichetArticleView
{
  AdwBin parent_instance;

  GtkStack          *stack;
  GtkScrolledWindow *scrolled_window;
  GtkLabel          *category;
  GtkLabel          *title;
  GuichetChip       *readers;
  GuichetChip       *copy;
  GtkLabel          *duration;
  GtkLabel          *detail;
  GuichetRichView   *body;
};

G_DEFINE_FINAL_TYPE (GuichetArticleView, guichet_article_view, ADW_TYPE_BIN)

static guint
count_words (const char *text)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean is_space = g_unichar_isspace (g_utf8_get_char (p));

      n += !is_space && !inside;
      inside = !is_space;
    }

  return n;
}

static void
show_duration (GuichetArticleView *self)
{
  GuichetRichText *text = guichet_rich_view_get_text (self->body);
  g_autofree char *plain = text != NULL ? guichet_rich_text_to_plain (text) : g_strdup ("");
  guint n = MAX (1, (count_words (plain) + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE);
  g_autofree char *duration = g_strdup_printf (ngettext ("%u min read", "%u min read", n), n);

  gtk_label_set_label (self->duration, duration);
}

static void
show_label (GtkLabel   *label,
            const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), !guichet_text_is_empty (text));
}

/* A known error is the support's own; everybody reads the FAQ. */
static void
show_readers (GuichetArticleView *self,
              GuichetReference   *article)
{
  if (article->kind == GUICHET_REFERENCE_FAQ)
    guichet_chip_show (self->readers, "view-reveal-symbolic", _("Agents and requesters"), "blue");
  else
    guichet_chip_show (self->readers, "changes-prevent-symbolic", _("Agents only"), "amber");
  guichet_chip_show (self->copy, "object-select-symbolic", _("Readable offline"), "green");
}

static void
guichet_article_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GUICHET_TYPE_ARTICLE_VIEW);

  G_OBJECT_CLASS (guichet_article_view_parent_class)->dispose (object);
}

static void
guichet_article_view_class_init (GuichetArticleViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_article_view_dispose;

  g_type_ensure (GUICHET_TYPE_CHIP);
  g_type_ensure (GUICHET_TYPE_RICH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/common/article-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetArticleView, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticleView, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticleView, category);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticleView, title);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticleView, readers);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticleView, copy);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticleView, duration);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticleView, detail);
  gtk_widget_class_bind_template_child (widget_class, GuichetArticleView, body);
}

static void
guichet_article_view_init (GuichetArticleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
guichet_article_view_new (void)
{
  return g_object_new (GUICHET_TYPE_ARTICLE_VIEW, NULL);
}

/* Who else reads it is nothing to a requester. */
void
guichet_article_view_set_for_requester (GuichetArticleView *self)
{
  g_return_if_fail (GUICHET_IS_ARTICLE_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->readers), FALSE);
}

/**
 * guichet_article_view_show:
 * @article: (nullable): %NULL for none
 */
void
guichet_article_view_show (GuichetArticleView *self,
                           GuichetArticleNode *article)
{
  GuichetReference *reference, *category;

  g_return_if_fail (GUICHET_IS_ARTICLE_VIEW (self));

  gtk_stack_set_visible_child_name (self->stack, article != NULL ? "article" : "none");
  if (article == NULL)
    return;

  reference = guichet_article_node_get_reference (article);
  category = guichet_article_node_get_category (article);
  show_label (self->category, category != NULL ? category->name : NULL);
  show_label (self->title, reference->name);
  show_label (self->detail, reference->detail);
  guichet_rich_view_set_html (self->body, reference->html != NULL ? reference->html : "");
  show_readers (self, reference);
  show_duration (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
}
