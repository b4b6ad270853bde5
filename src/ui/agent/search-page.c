#include "config.h"

#include "ui/agent/search-page.h"

#include "store/reading.h"
#include "ui/agent/search-hit.h"
#include "ui/agent/search-row.h"
#include "ui/common/problem.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* How long after a change in the store the same question is asked again: the
 * index of words comes after the tickets. */
#define AGAIN_MS 1000

struct _GuichetSearchPage
{
  AdwNavigationPage parent_instance;

  GuichetContext *context;
  GListStore     *hits;
  char          **words;        /* folded */
  GCancellable   *cancellable;  /* of the present text */
  guint           again;        /* a source, or 0 */

  GtkWidget      *entry;
  GtkLabel       *count;
  GtkStack       *stack;
  AdwStatusPage  *problem;
  GtkListView    *list;
};

G_DEFINE_FINAL_TYPE (GuichetSearchPage, guichet_search_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *
get_text (GuichetSearchPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* ---- rows */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, guichet_search_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         GuichetSearchPage        *self)
{
  GuichetSearchHit *hit = gtk_list_item_get_item (item);
  GuichetTicket *ticket = guichet_search_hit_get_ticket (hit);
  g_autofree char *label = g_strjoin (", ", guichet_ticket_get (ticket, GUICHET_FIELD_REF),
                                      guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), NULL);

  guichet_search_row_set_hit (GUICHET_SEARCH_ROW (gtk_list_item_get_child (item)), hit,
                              guichet_context_get_profile (self->context), (const char * const *) self->words);
  gtk_list_item_set_accessible_label (item, label);
}

static void
row_activated_cb (GuichetSearchPage *self,
                  guint              position)
{
  g_autoptr(GuichetSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->hits), position);

  if (hit != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "portal.open-ticket", "x",
                                guichet_ticket_get_id (guichet_search_hit_get_ticket (hit)));
}

/* ---- answers */

static void
show_problem (GuichetSearchPage *self,
              const GError      *error)
{
  adw_status_page_set_description (self->problem, guichet_problem_describe (error).sentence);
  gtk_label_set_label (self->count, "");
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
explained_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = guichet_store_explain_finish (GUICHET_STORE (source), result, &error);
  GuichetSearchPage *self = user_data;

  if (all == NULL)
    {
      /* The results are there; only why they are is missing. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("Results could not be explained: %s", error->message);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->hits)); i++)
    {
      g_autoptr(GuichetSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->hits), i);

      for (guint j = 0; j < all->len; j++)
        {
          GuichetFound *found = g_ptr_array_index (all, j);

          if (found->id != guichet_ticket_get_id (guichet_search_hit_get_ticket (hit)))
            continue;
          g_ptr_array_steal_index_fast (all, j);
          guichet_search_hit_take_found (hit, found);
          break;
        }
    }
}

/* Nothing moves under who reads unless it has to. */
static gboolean
shows_rows (GuichetSearchPage *self,
            GPtrArray         *rows)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->hits)) != rows->len)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr(GuichetSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->hits), i);
      GuichetTicket *before = guichet_search_hit_get_ticket (hit);
      GuichetTicket *now = g_ptr_array_index (rows, i);

      if (guichet_ticket_get_id (before) != guichet_ticket_get_id (now) ||
          !g_str_equal (guichet_ticket_get (before, GUICHET_FIELD_LAST_UPDATE), guichet_ticket_get (now, GUICHET_FIELD_LAST_UPDATE)) ||
          !g_str_equal (guichet_ticket_get (before, GUICHET_FIELD_STATUS), guichet_ticket_get (now, GUICHET_FIELD_STATUS)))
        return FALSE;
    }

  return TRUE;
}

static void
show_rows (GuichetSearchPage *self,
           GPtrArray         *rows)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result", "%u results", rows->len), rows->len);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (hits, guichet_search_hit_new (g_ptr_array_index (rows, i)));
  if (!shows_rows (self, rows))
    g_list_store_splice (self->hits, 0, g_list_model_get_n_items (G_LIST_MODEL (self->hits)), hits->pdata, hits->len);

  gtk_label_set_label (self->count, count);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "results" : "nothing");
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);
  GuichetSearchPage *self = user_data;
  g_autoptr(GArray) ids = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL)
    {
      show_problem (self, error);
      return;
    }

  show_rows (self, rows);
  ids = guichet_search_page_dup_ids (self);
  guichet_store_explain_async (GUICHET_STORE (source), ids, get_text (self), TRUE, self->cancellable, explained_cb, self);
}

static void
hits_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_search_finish (GUICHET_STORE (source), result, &error);
  GuichetSearchPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (ids != NULL)
    guichet_store_read_rows_async (GUICHET_STORE (source), ids, self->cancellable, rows_cb, self);
  else
    show_problem (self, error);
}

/* ---- questions */

static void
ask (GuichetSearchPage *self)
{
  const char *text = get_text (self);
  g_autofree char *folded = guichet_text_fold (text);
  g_autofree char *title = NULL;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_strfreev (self->words);
  self->words = g_strsplit (folded, " ", -1);

  if (guichet_text_is_empty (text))
    {
      g_list_store_remove_all (self->hits);
      gtk_label_set_label (self->count, "");
      gtk_stack_set_visible_child_name (self->stack, "start");
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Search"));
      return;
    }

  /* Translators: %s is what was typed */
  title = g_strdup_printf (_("Results for “%s”"), text);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  guichet_store_search_async (guichet_context_get_store (self->context), text, GUICHET_SEARCH_RANKED, TRUE,
                              self->cancellable, hits_cb, self);
}

static void
text_changed_cb (GuichetSearchPage *self)
{
  if (self->context != NULL)
    ask (self);
}

static void
again_cb (gpointer user_data)
{
  GuichetSearchPage *self = user_data;

  self->again = 0;
  ask (self);
}

static void
store_changed_cb (GuichetSearchPage *self,
                  GuichetChangeSet  *changes)
{
  if (self->again == 0 && (changes->everything || changes->tickets->len > 0))
    self->again = g_timeout_add_once (AGAIN_MS, again_cb, self);
}

static void
activate_cb (GuichetSearchPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* ---- class */

static void
guichet_search_page_dispose (GObject *object)
{
  GuichetSearchPage *self = GUICHET_SEARCH_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->again, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_SEARCH_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_search_page_parent_class)->dispose (object);
}

static void
guichet_search_page_finalize (GObject *object)
{
  GuichetSearchPage *self = GUICHET_SEARCH_PAGE (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->hits);
  g_strfreev (self->words);

  G_OBJECT_CLASS (guichet_search_page_parent_class)->finalize (object);
}

static void
guichet_search_page_class_init (GuichetSearchPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_search_page_dispose;
  object_class->finalize = guichet_search_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/agent/search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetSearchPage, count);
  gtk_widget_class_bind_template_child (widget_class, GuichetSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetSearchPage, problem);
  gtk_widget_class_bind_template_child (widget_class, GuichetSearchPage, list);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
guichet_search_page_init (GuichetSearchPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkSelectionModel) selection = NULL;

  self->cancellable = g_cancellable_new ();
  self->hits = g_list_store_new (GUICHET_TYPE_SEARCH_HIT);
  self->words = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->hits))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
}

GtkWidget *
guichet_search_page_new (GuichetContext *context)
{
  GuichetSearchPage *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_SEARCH_PAGE, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/* As if somebody had typed it. */
void
guichet_search_page_set_text (GuichetSearchPage *self,
                              const char        *text)
{
  g_return_if_fail (GUICHET_IS_SEARCH_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  ask (self);
}

/**
 * guichet_search_page_dup_ids:
 *
 * Returns: (transfer full) (element-type gint64): what is shown, in its order
 */
GArray *
guichet_search_page_dup_ids (GuichetSearchPage *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (GUICHET_IS_SEARCH_PAGE (self), ids);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->hits)); i++)
    {
      g_autoptr(GuichetSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->hits), i);
      gint64 id = guichet_ticket_get_id (guichet_search_hit_get_ticket (hit));

      g_array_append_val (ids, id);
    }

  return ids;
}
