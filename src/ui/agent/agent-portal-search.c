#include "config.h"

#include "ui/agent/agent-portal-private.h"

#include "store/reading.h"
#include "ui/agent/articles-page.h"
#include "ui/agent/palette.h"
#include "ui/agent/search-page.h"

/* ---- the palette */

/* The deepest widget that knows what can be done: where the focus is, if that
 * is on the page. */
static GtkWidget *
find_place (GuichetAgentPortal *self)
{
  GtkWidget *page = GTK_WIDGET (guichet_agent_portal_get_visible_page (self));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, page) ? focus : page;
}

static void
palette_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (widget);

  adw_dialog_present (guichet_palette_new (self->context, find_place (self)), widget);
}

/* ---- all results */

/**
 * guichet_agent_portal_search:
 *
 * Shows all tickets with the words of @text, on top of the section.
 */
void
guichet_agent_portal_search (GuichetAgentPortal *self,
                             const char         *text)
{
  AdwNavigationPage *page;

  g_return_if_fail (GUICHET_IS_AGENT_PORTAL (self));

  page = guichet_agent_portal_get_visible_page (self);
  if (!GUICHET_IS_SEARCH_PAGE (page))
    {
      page = ADW_NAVIGATION_PAGE (guichet_search_page_new (self->context));
      adw_navigation_view_push (_guichet_agent_portal_get_view (self), page);
    }
  guichet_search_page_set_text (GUICHET_SEARCH_PAGE (page), text);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  guichet_agent_portal_search (GUICHET_AGENT_PORTAL (widget), g_variant_get_string (parameter, NULL));
}

/* ---- people, places, articles */

static void
open_article (GuichetAgentPortal   *self,
              GuichetReferenceKind  kind,
              gint64                id)
{
  AdwNavigationView *view;

  guichet_agent_portal_show_section (self, kind == GUICHET_REFERENCE_FAQ ? "faq" : "articles");
  view = _guichet_agent_portal_get_view (self);
  adw_navigation_view_pop_to_page (view, _guichet_agent_portal_get_root (view));
  guichet_articles_page_open (GUICHET_ARTICLES_PAGE (_guichet_agent_portal_get_root (view)), id);
}

/* Whoever or whatever it is: its tickets. */
static void
party_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GuichetAgentPortal) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetReference) party = guichet_store_read_reference_finish (GUICHET_STORE (source), result, &error);

  if (party == NULL)
    g_message ("A person or place could not be read: %s", error->message);
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    guichet_agent_portal_search (self, party->name);
}

static void
open_reference_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (widget);
  GuichetReferenceKind kind;
  const char *nick;
  gint64 id;

  g_variant_get (parameter, "(&sx)", &nick, &id);
  if (!guichet_reference_kind_from_nick (nick, &kind))
    return;

  if (kind == GUICHET_REFERENCE_FAQ || kind == GUICHET_REFERENCE_KNOWN_ERROR)
    open_article (self, kind, id);
  else
    guichet_store_read_reference_async (guichet_context_get_store (self->context), kind, id, NULL,
                                        party_read_cb, g_object_ref (self));
}

void
_guichet_agent_portal_class_init_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "portal.palette", NULL, palette_action);
  gtk_widget_class_install_action (widget_class, "portal.search", "s", search_action);
  gtk_widget_class_install_action (widget_class, "portal.open-reference", "(sx)", open_reference_action);
}
