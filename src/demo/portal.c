#include "config.h"

#include "demo/portal.h"

#include "demo/portal-answer.h"
#include "demo/portal-bricks.h"
#include "demo/portal-browse.h"
#include "demo/portal-files.h"
#include "demo/portal-image.h"
#include "demo/portal-object.h"
#include "demo/portal-pages.h"
#include "demo/portal-profile.h"
#include "demo/portal-search.h"

static const struct { const char *first; const char *second; DemoPortalHandler handler; } routes[] = {
  { "", NULL, demo_portal_home },
  { "manage", NULL, demo_portal_manage },
  { "browse", NULL, demo_portal_browse },
  { "user", NULL, demo_portal_user },
  { "object", "view", demo_portal_view },
  { "object", "edit", demo_portal_edit },
  { "object", "create", demo_portal_create },
  { "object", "create-from-factory", demo_portal_create_from },
  { "object", "apply-stimulus", demo_portal_apply_stimulus },
  { "object", "attachment", demo_portal_attachment },
  { "object", "search", demo_portal_search },
};

static DemoPortalHandler
find_handler (DemoPortalRequest *request)
{
  const char *first = demo_portal_request_get_part (request, 0);
  const char *second = demo_portal_request_get_part (request, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (routes[i].first, first) && (routes[i].second == NULL || g_str_equal (routes[i].second, second)))
      return routes[i].handler;

  return NULL;
}

static gboolean
has_query (DemoPortalRequest *request)
{
  return g_strcmp0 (demo_portal_request_get (request, "exec_module"), "itop-portal-base") == 0 &&
         g_strcmp0 (demo_portal_request_get (request, "exec_page"), "index.php") == 0 &&
         g_strcmp0 (demo_portal_request_get (request, "portal_id"), "itop-portal") == 0;
}

static void
visit_portal (DemoVisit  *visit,
              DemoAnswer *answer)
{
  DemoPortalHandler handler = find_handler (visit->request);

  if (!has_query (visit->request))
    demo_portal_answer_html (answer, "<p>Missing or unknown parameters: exec_module, exec_page, portal_id</p>\n");
  else if (visit->caller.account->person == 0)
    demo_portal_say_contactless (answer);
  else if (handler != NULL)
    handler (visit, answer);
  else
    demo_portal_answer_missing (visit, answer);
}

/**
 * demo_portal_visit:
 * @answer: prepared, empty
 *
 * One request of somebody who is in.
 */
void
demo_portal_visit (DemoVisit  *visit,
                   DemoAnswer *answer)
{
  demo_core_trim (visit->core);
  if (g_str_equal (visit->request->page, DEMO_PORTAL_PAGE))
    visit_portal (visit, answer);
  else if (g_str_equal (visit->request->page, "/pages/UI.php"))
    demo_portal_console (visit, answer);
  else
    demo_portal_upload_image (visit, answer);
}

/* Whether the request may change something: only such ones suffer the faults
 * of writes. */
gboolean
demo_portal_is_write (DemoPortal        *portal,
                      DemoPortalRequest *request)
{
  const char *operation = demo_portal_request_get (request, "operation");
  gboolean is_transition = g_str_equal (demo_portal_request_get_part (request, 1), "apply-stimulus");

  if (!request->is_post)
    return is_transition && portal->bare_transitions;
  if (g_str_equal (request->page, "/pages/ajax.render.php"))
    return TRUE;
  if (!g_str_equal (request->page, DEMO_PORTAL_PAGE))
    return FALSE;

  return g_strcmp0 (operation, "submit") == 0 || g_strcmp0 (operation, "add") == 0 ||
         g_str_equal (demo_portal_request_get_part (request, 0), "user");
}
