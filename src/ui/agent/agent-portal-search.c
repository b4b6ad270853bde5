#include "config.h"

#include "ui/agent/agent-portal-private.h"

#include "store/reading.h"
#include "ui/common/articles-page.h"
#include "ui/agent/palette.h"
#include "ui/agent/search-page.h"
#include "ui/ticket/person-card.h"

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

typedef struct
{
  GuichetAgentPortal *portal;
  AdwDialog          *dialog;
} Card;

static void
open_from_card_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  const Card *card = user_data;
  GuichetAgentPortal *portal = card->portal;

  adw_dialog_close (card->dialog);
  guichet_agent_portal_open_ticket (portal, g_variant_get_int64 (parameter));
}

static void
free_card (gpointer  user_data,
           GClosure *closure)
{
  g_free (user_data);
}

/* A dialog lies in the window, not in the portal: what the card sets off there
 * is passed on. */
static void
pass_on_tickets (GuichetAgentPortal *self,
                 AdwDialog          *dialog)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) open = g_simple_action_new ("open-ticket", G_VARIANT_TYPE_INT64);
  Card *card = g_new0 (Card, 1);

  card->portal = self;
  card->dialog = dialog;
  g_signal_connect_data (open, "activate", G_CALLBACK (open_from_card_cb), card, free_card, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (open));
  gtk_widget_insert_action_group (GTK_WIDGET (dialog), "portal", G_ACTION_GROUP (group));
}

static void
open_person (GuichetAgentPortal *self,
             GuichetReference   *person)
{
  GtkWidget *card = guichet_person_card_new (self->context, person->id);
  GtkWidget *view = adw_toolbar_view_new ();
  AdwDialog *dialog = adw_dialog_new ();

  guichet_person_card_set_name (GUICHET_PERSON_CARD (card), person->name);
  gtk_widget_set_margin_bottom (card, 18);
  gtk_widget_set_margin_start (card, 18);
  gtk_widget_set_margin_end (card, 18);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view),
                                g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                              "hscrollbar-policy", GTK_POLICY_NEVER,
                                              "propagate-natural-height", TRUE,
                                              "child", card,
                                              NULL));
  adw_dialog_set_title (dialog, person->name);
  adw_dialog_set_content_width (dialog, 440);
  adw_dialog_set_child (dialog, view);
  pass_on_tickets (self, dialog);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* A person has a card; a place leads to its tickets. */
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
  else if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  else if (party->kind == GUICHET_REFERENCE_PERSON)
    open_person (self, party);
  else
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
