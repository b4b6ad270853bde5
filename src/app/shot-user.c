#include "config.h"

#include "app/shot-user.h"

#include "app/shot-find.h"
#include "app/shot-outbox.h"
#include "store/reading.h"
#include "ui/common/articles-page.h"
#include "ui/ticket/journal-view.h"
#include "ui/user/request-card.h"
#include "ui/user/request-page.h"
#include "ui/user/request-query.h"
#include "ui/user/user-home.h"

/* What is looked for in a picture. */
#define SHOT_WORDS "mot"

static const char * const pages[] = {
  "user", "user-search", "user-new", "user-ongoing", "user-handled", "user-request", "user-complete", "user-close", "user-closed",
  "user-faq", "user-faq-list", "user-more", "user-outbox", "user-outbox-offline", "user-offline", "user-empty", "user-ongoing-empty",
  "user-handled-empty", "user-outbox-empty", "user-compare", "user-opinion", "user-reopen", NULL
};

static const char * const offline_pages[] = { "user-offline", "user-outbox-offline", NULL };

static const char * const empty_pages[] = {
  "user-empty", "user-ongoing-empty", "user-handled-empty", "user-outbox-empty", NULL
};

/* Of a request that shows the page as it is meant. */
static const struct
{
  const char     *page;
  GuichetRequests which;
} requests[] = {
  { "user-request", GUICHET_REQUESTS_ONGOING },
  { "user-complete", GUICHET_REQUESTS_TO_COMPLETE },
  { "user-close", GUICHET_REQUESTS_RESOLVED },
  { "user-closed", GUICHET_REQUESTS_HANDLED },
  { "user-compare", GUICHET_REQUESTS_ONGOING },
  { "user-opinion", GUICHET_REQUESTS_RESOLVED },
  { "user-reopen", GUICHET_REQUESTS_RESOLVED },
};

gboolean
guichet_shot_is_user_page (const char *page)
{
  return g_strv_contains (pages, page);
}

gboolean
guichet_shot_is_offline_page (const char *page)
{
  return g_strv_contains (offline_pages, page);
}

/* The picture may wait for the store. */
static gint64
find_request (GuichetContext  *context,
              GuichetRequests  which,
              gboolean         last)
{
  g_autoptr(GuichetTicketQuery) query = guichet_request_query_new (context, which);
  g_autoptr(GArray) ids = guichet_store_list_ids (guichet_context_get_store (context), query, NULL, NULL);

  if (ids == NULL || ids->len == 0)
    return 0;

  return g_array_index (ids, gint64, last ? ids->len - 1 : 0);
}

static void
open_request (GuichetUserPortal *portal,
              GuichetContext    *context,
              const char        *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    if (g_str_equal (requests[i].page, page))
      {
        gint64 id = find_request (context, requests[i].which, requests[i].which == GUICHET_REQUESTS_HANDLED);

        if (id != 0)
          guichet_user_portal_open_request (portal, id);
      }
}

static void
become (GuichetContext *context,
        gint64          person_id,
        const char     *name)
{
  GuichetIdentity *old = guichet_context_get_identity (context);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (old->server, old->login);

  identity->door = old->door;
  identity->roles = old->roles;
  identity->fields = old->fields;
  identity->person_id = person_id;
  g_set_str (&identity->name, name);
  guichet_context_set_identity (context, identity, guichet_context_get_profile (context));
}

/* Somebody who has asked for nothing yet. */
static void
become_new (GuichetContext *context)
{
  become (context, G_MAXINT32, guichet_context_get_identity (context)->name);
}

/* Of this person the demonstration's agents want to know nothing at present. */
static void
become_who_is_asked (GuichetContext *context)
{
  GuichetStore *store = guichet_context_get_store (context);
  g_autoptr(GuichetTicketQuery) query = guichet_request_query_new (context, GUICHET_REQUESTS_TO_COMPLETE);
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GArray) ids = NULL;

  /* Without whose they are. */
  g_ptr_array_remove_index (query->criteria, 0);
  ids = guichet_store_list_ids (store, query, NULL, NULL);
  if (ids != NULL && ids->len > 0)
    ticket = guichet_store_read_ticket (store, g_array_index (ids, gint64, 0), NULL, NULL);
  if (ticket != NULL)
    become (context, guichet_ticket_get_key (ticket, GUICHET_FIELD_CALLER),
            guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER));
}

static void
open_article (GuichetUserPortal *portal,
              GuichetContext    *context)
{
  g_autoptr(GPtrArray) articles = guichet_store_list_references (guichet_context_get_store (context),
                                                                 GUICHET_REFERENCE_FAQ, 0, NULL);

  if (articles != NULL && articles->len > 0)
    guichet_articles_page_open (GUICHET_ARTICLES_PAGE (guichet_user_portal_get_visible_page (portal)),
                                ((GuichetReference *) g_ptr_array_index (articles, 0))->id);
}

static void
fill_outbox (GuichetContext *context,
             const char     *page)
{
  gboolean compare = g_str_equal (page, "user-compare");
  g_autoptr(GuichetTicketQuery) query = guichet_request_query_new (context, compare ? GUICHET_REQUESTS_ONGOING
                                                                                    : GUICHET_REQUESTS_ALL);
  GuichetStore *store = guichet_context_get_store (context);
  g_autoptr(GArray) ids = guichet_store_list_ids (store, query, NULL, NULL);

  /* The one that the page shows. */
  if (compare && ids != NULL && ids->len > 1)
    g_array_set_size (ids, 1);
  if (ids != NULL)
    guichet_shot_fill_own_outbox (store, ids);
}

void
guichet_shot_open_user_page (GuichetWindow  *window,
                             GuichetContext *context,
                             const char     *page)
{
  GuichetUserPortal *portal = guichet_window_get_user_portal (window);
  GuichetUserSection section;

  if (g_strv_contains (empty_pages, page))
    become_new (context);
  if (g_str_equal (page, "user-complete"))
    become_who_is_asked (context);
  if (g_str_has_prefix (page, "user-outbox") || g_str_equal (page, "user-compare"))
    fill_outbox (context, page);
  guichet_window_show_portal (window, "user");
  if (g_str_equal (page, "user-search"))
    guichet_user_home_set_text (GUICHET_USER_HOME (guichet_user_portal_get_visible_page (portal)), SHOT_WORDS);
  else if (g_str_has_prefix (page, "user-") && guichet_user_section_from_name (page + strlen ("user-"), &section))
    guichet_user_portal_show_section (portal, section);
  else if (g_str_has_prefix (page, "user-ongoing"))
    guichet_user_portal_show_section (portal, GUICHET_SECTION_ONGOING);
  else if (g_str_has_prefix (page, "user-handled"))
    guichet_user_portal_show_section (portal, GUICHET_SECTION_HANDLED);
  else if (g_str_has_prefix (page, "user-faq"))
    guichet_user_portal_show_section (portal, GUICHET_SECTION_FAQ);
  else if (g_str_has_prefix (page, "user-outbox"))
    gtk_widget_activate_action (GTK_WIDGET (portal), "user.outbox", NULL);
  if (g_str_equal (page, "user-faq"))
    open_article (portal, context);

  open_request (portal, context, page);
}

/* ---- what a person would do there */

static void
write_message (GuichetWindow *window)
{
  GtkWidget *journal = guichet_shot_find (GTK_WIDGET (window), GUICHET_TYPE_JOURNAL_VIEW);

  guichet_journal_composer_put_back (guichet_journal_view_get_composer (GUICHET_JOURNAL_VIEW (journal)),
                                     "<p>Bonjour, l’écran est de nouveau noir depuis ce matin.</p>");
}

static void
give_opinion (GuichetWindow *window)
{
  GtkWidget *card = guichet_shot_find (GTK_WIDGET (window), GUICHET_TYPE_REQUEST_CARD);
  GtkWidget *level = guichet_shot_find (card, GTK_TYPE_TOGGLE_BUTTON);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (level), TRUE);
  guichet_draft_keeper_put_back (guichet_request_card_get_keeper (GUICHET_REQUEST_CARD (card)),
                                 "<p>Merci, très rapide.</p>");
}

static void
compare (GuichetWindow  *window,
         GuichetContext *context)
{
  g_autoptr(GuichetIntent) intent = guichet_shot_find_conflict (guichet_context_get_store (context), "public");
  GtkWidget *page = guichet_shot_find (GTK_WIDGET (window), GUICHET_TYPE_REQUEST_PAGE);

  if (intent != NULL && page != NULL)
    gtk_widget_activate_action (page, "ticket.compare", "s", intent->uuid);
}

/* Returns: whether there was something to do at this @step */
gboolean
guichet_shot_pose_user_page (GuichetWindow  *window,
                             GuichetContext *context,
                             const char     *page,
                             guint           step)
{
  /* The exchange, which works, says otherwise at first. */
  if (guichet_shot_is_offline_page (page))
    {
      guichet_sync_status_set_state (guichet_context_get_sync_status (context), GUICHET_SYNC_OFFLINE);
      return step < 3;
    }
  if (step > 0)
    return FALSE;

  if (g_str_equal (page, "user-reopen"))
    write_message (window);
  else if (g_str_equal (page, "user-opinion"))
    give_opinion (window);
  else if (g_str_equal (page, "user-compare"))
    compare (window, context);
  else if (g_str_equal (page, "user-more"))
    gtk_menu_button_popup (GTK_MENU_BUTTON (guichet_shot_find (guichet_shot_find (GTK_WIDGET (window), GUICHET_TYPE_USER_MENU),
                                                               GTK_TYPE_MENU_BUTTON)));
  else
    return FALSE;

  return TRUE;
}
