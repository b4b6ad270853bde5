#include "config.h"

#include "app/shot-user.h"

#include "store/reading.h"
#include "ui/common/articles-page.h"
#include "ui/user/request-query.h"
#include "ui/user/user-home.h"

/* What is looked for in a picture. */
#define SHOT_WORDS "mot"

static const char * const pages[] = {
  "user", "user-search", "user-new", "user-ongoing", "user-handled", "user-request", "user-complete", "user-close", "user-closed",
  "user-faq", NULL
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
};

gboolean
guichet_shot_is_user_page (const char *page)
{
  return g_strv_contains (pages, page);
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
open_article (GuichetUserPortal *portal,
              GuichetContext    *context)
{
  g_autoptr(GPtrArray) articles = guichet_store_list_references (guichet_context_get_store (context),
                                                                 GUICHET_REFERENCE_FAQ, 0, NULL);

  if (articles != NULL && articles->len > 0)
    guichet_articles_page_open (GUICHET_ARTICLES_PAGE (guichet_user_portal_get_visible_page (portal)),
                                ((GuichetReference *) g_ptr_array_index (articles, 0))->id);
}

void
guichet_shot_open_user_page (GuichetWindow  *window,
                             GuichetContext *context,
                             const char     *page)
{
  GuichetUserPortal *portal = guichet_window_get_user_portal (window);
  GuichetUserSection section;

  guichet_window_show_portal (window, "user");
  if (g_str_equal (page, "user-search"))
    guichet_user_home_set_text (GUICHET_USER_HOME (guichet_user_portal_get_visible_page (portal)), SHOT_WORDS);
  else if (g_str_has_prefix (page, "user-") && guichet_user_section_from_name (page + strlen ("user-"), &section))
    guichet_user_portal_show_section (portal, section);
  if (g_str_equal (page, "user-faq"))
    open_article (portal, context);

  open_request (portal, context, page);
}
