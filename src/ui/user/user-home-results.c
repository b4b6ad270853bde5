#include "config.h"

#include "ui/user/user-home-private.h"

#include "ui/user/progress.h"
#include "ui/user/result-row.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* What comes in the place of the tiles: what was found, or the leaves of one
 * family. */

#define MAX_LEAVES 40

/* (transfer floating): of "user.ask" */
GVariant *
_guichet_user_home_make_target (gint64      leaf,
                                const char *subject)
{
  return g_variant_new ("(xs)", leaf, subject);
}

static void
row_activated_cb (GuichetUserHome *self,
                  GtkListBoxRow   *row)
{
  guichet_result_row_follow (row);
}

static void
clear_results (GuichetUserHome *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    gtk_box_remove (self->results, child);
}

static GtkListBox *
add_group (GuichetUserHome *self,
           const char      *title)
{
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY, heading, NULL, -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->results, heading);
  gtk_box_append (self->results, list);

  return GTK_LIST_BOX (list);
}

static void
add_leaf (GtkListBox                 *list,
          const GuichetCatalogueNode *leaf,
          const char                 *subject)
{
  g_autofree char *path = leaf->parent != NULL ? guichet_catalogue_dup_path (leaf->parent) : NULL;

  gtk_list_box_append (list, guichet_result_row_new ("list-add-symbolic", leaf->name, path, "user.ask",
                                                     _guichet_user_home_make_target (leaf->id, subject)));
}

static void
add_leaves (GuichetUserHome *self,
            const char      *title,
            GPtrArray       *leaves,
            const char      *subject)
{
  GtkListBox *list;

  if (leaves->len == 0)
    return;

  list = add_group (self, title);
  for (guint i = 0; i < MIN (leaves->len, MAX_LEAVES); i++)
    add_leaf (list, g_ptr_array_index (leaves, i), subject);
}

static void
add_articles (GuichetUserHome *self)
{
  GPtrArray *articles = guichet_home_search_get_articles (self->finder);
  GtkListBox *list;

  if (articles->len == 0)
    return;

  list = add_group (self, _("Answers in the FAQ"));
  for (guint i = 0; i < articles->len; i++)
    {
      GuichetReference *article = g_ptr_array_index (articles, i);

      gtk_list_box_append (list, guichet_result_row_new ("guichet-faq-symbolic", article->name, article->detail,
                                                         "user.open-article", g_variant_new_int64 (article->id)));
    }
}

static void
add_requests (GuichetUserHome *self)
{
  GPtrArray *tickets = guichet_home_search_get_requests (self->finder);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GtkListBox *list;

  if (tickets->len == 0)
    return;

  list = add_group (self, _("Your Requests"));
  for (guint i = 0; i < tickets->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (tickets, i);
      g_autoptr(GuichetProgress) progress = guichet_progress_new (self->context, ticket, NULL, now);
      g_autofree char *detail = g_strjoin (" · ", guichet_ticket_get (ticket, GUICHET_FIELD_REF), progress->words, NULL);

      gtk_list_box_append (list, guichet_result_row_new (progress->icon, guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), detail,
                                                         "user.open-request",
                                                         g_variant_new_int64 (guichet_ticket_get_id (ticket))));
    }
}

/* Whatever was found, or not: one can always ask. */
static void
add_own_words (GuichetUserHome *self,
               const char      *text,
               gboolean         found)
{
  GtkListBox *list = add_group (self, found ? _("None of These?") : _("Nothing Found: Ask the Support"));

  gtk_list_box_append (list, guichet_result_row_new ("document-edit-symbolic", _("New ticket in your own words"), text,
                                                     "user.ask", _guichet_user_home_make_target (0, text)));
}

/* What was found for the text in the entry. */
void
_guichet_user_home_show_results (GuichetUserHome *self)
{
  const char *text = gtk_editable_get_text (self->search);
  GPtrArray *leaves = guichet_home_search_get_leaves (self->finder);
  gboolean found = leaves->len + guichet_home_search_get_articles (self->finder)->len +
                   guichet_home_search_get_requests (self->finder)->len > 0;

  if (guichet_text_is_empty (text))
    return;

  clear_results (self);
  add_articles (self);
  add_leaves (self, _("What You Can Ask For"), leaves, text);
  add_requests (self);
  add_own_words (self, text, found);
  gtk_stack_set_visible_child_name (self->stack, "results");
}

/* @way_back: (transfer floating): above them */
void
_guichet_user_home_show_leaves (GuichetUserHome *self,
                                const char      *title,
                                GPtrArray       *leaves,
                                GtkWidget       *way_back)
{
  clear_results (self);
  gtk_box_append (self->results, way_back);
  add_leaves (self, title, leaves, "");
  gtk_stack_set_visible_child_name (self->stack, "results");
}

/* Returns: (nullable): the first row of the first group */
GtkWidget *
_guichet_user_home_find_first (GuichetUserHome *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->results)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX (child))
      return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (child), 0));

  return NULL;
}
