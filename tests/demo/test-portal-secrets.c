#include "config.h"

#include <string.h>

#include "portal-rig.h"

/* What is said among agents: a word of it is planted in the private journals,
 * and every answer that a requester can get is searched for it. */

#define SECRET "zzyzx-interne"
#define FIELDS "title|public_log|private_log|solution|status|attachments_plugin"
#define ALL    "/manage/manage-all-tickets-for-portal-user/all/UserRequest/page/1/show/0"

static void
plant (Rig    *rig,
       gint64  ticket)
{
  g_autofree char *json =
    g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT
                     ",\"fields\":{\"private_log\":\"<p>" SECRET "</p>\"}}", ticket);
  g_autoptr(GError) error = NULL;

  guichet_demo_desk_act (rig->desk, "agent", json, &error);
  g_assert_no_error (error);
}

/* Consumes @reply. */
static void
search (Reply      *reply,
        const char *what)
{
  g_assert_nonnull (reply->body);
  if (strstr (reply->body, SECRET) != NULL)
    g_test_message ("%s tells it", what);
  g_assert_null (strstr (reply->body, SECRET));
  reply_free (reply);
}

static void
crawl (Visitor    *visitor,
       const char *route)
{
  search (visitor_get (visitor, route), route);
  search (visitor_open (visitor, route), route);
}

static void
crawl_ticket (Visitor *visitor,
              gint64   ticket)
{
  static const char * const actions[] = { "view", "edit", "apply-stimulus/ev_close", "apply-stimulus/ev_reopen" };
  static const char * const modes[] = { "view", "edit", "apply_stimulus", "apply_stimulus" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *route = g_strdup_printf ("/object/%s/UserRequest/%" G_GINT64_FORMAT, actions[i], ticket);
      g_autofree char *data = portal_make_data (modes[i], ticket, "none", NULL);

      crawl (visitor, route);
      search (visitor_update (visitor, route, data, FIELDS), route);
    }
  search (visitor_say (visitor, ticket, "cl-crawl"), "submit");
}

/* Form data with properties of the client's making change nothing. */
static void
crawl_with_own_properties (Visitor *visitor,
                           gint64   ticket)
{
  g_autofree char *route = g_strdup_printf ("/object/view/UserRequest/%" G_GINT64_FORMAT, ticket);
  g_autofree char *data =
    g_strdup_printf ("{\"id\":\"c\",\"transaction_id\":\"none\",\"formobject_class\":\"UserRequest\","
                     "\"formobject_id\":\"%" G_GINT64_FORMAT "\",\"formmode\":\"view\",\"formproperties\":{\"id\":\"x\","
                     "\"type\":\"custom_list\",\"fields\":{\"private_log\":[]},\"layout\":{\"type\":\"xhtml\","
                     "\"content\":\"<div class=\\\"form_field\\\" data-field-id=\\\"private_log\\\"></div>\"}}}", ticket);

  search (visitor_update (visitor, route, data, "private_log"), "own properties");
}

static void
test_lists (void)
{
  static const char * const routes[] = {
    "/", "/user", "/manage/ongoing-tickets-for-portal-user", "/manage/closed-tickets-for-portal-user",
    "/manage/ongoing-tickets-for-portal-user/display-as/pie-chart",
    "/manage/ongoing-tickets-for-portal-user/opened/UserRequest/page/1/show/0",
    "/manage/ongoing-tickets-for-portal-user/resolved/UserRequest/page/1/show/0",
    "/manage/ongoing-tickets-for-portal-user/nope/UserRequest/page/1/show/0",
    "/manage/closed-tickets-for-portal-user/all/UserRequest/page/1/show/0",
    ALL,
    ALL "?aSortParams%5Bprivate_log%5D=true",
    "/browse/services/list/page/1/show/5000", "/browse/services/tree", "/browse/faq/list/page/1/show/5000",
    "/object/search/autocomplete/private_log/UserRequest", "/object/search/from-attribute/parent_request_id/UserRequest",
    "/object/create/UserRequest",
  };
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");

  plant (rig, rig_make_ticket (rig, RIG_ASSIGNED));
  plant (rig, rig_make_ticket (rig, RIG_RESOLVED));
  plant (rig, rig_make_ticket (rig, RIG_CLOSED));
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    crawl (visitor, routes[i]);
}

/* Searching for the word finds nothing either. */
static void
test_search (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autoptr(Reply) reply = NULL;

  plant (rig, rig_make_ticket (rig, RIG_ASSIGNED));
  reply = visitor_get (visitor, ALL "?sSearchValue=zzyzx");
  g_assert_cmpint (yyjson_get_int (reply_dig (reply, "recordsTotal")), ==, 0);
}

static void
test_tickets (void)
{
  static const RigState states[] = {
    RIG_DISPATCHED, RIG_ASSIGNED, RIG_PENDING, RIG_TO_COMPLETE, RIG_RESOLVED, RIG_CLOSED,
  };
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      gint64 ticket = rig_make_ticket (rig, states[i]);

      plant (rig, ticket);
      crawl_ticket (visitor, ticket);
      crawl_with_own_properties (visitor, ticket);
    }
}

/* Nor is the requester's to write. */
static void
test_writing (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  g_autofree char *route = g_strdup_printf ("/object/edit/UserRequest/%" G_GINT64_FORMAT, ticket);
  g_autoptr(Reply) reply = visitor_submit (visitor, route, "edit", ticket, NULL, "private_log=" SECRET "|status=closed");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, SECRET), ==, 0);
  rig_assert_value (rig, ticket, "status", "assigned");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/portal/secrets/lists", test_lists);
  g_test_add_func ("/demo/portal/secrets/search", test_search);
  g_test_add_func ("/demo/portal/secrets/tickets", test_tickets);
  g_test_add_func ("/demo/portal/secrets/writing", test_writing);

  return g_test_run ();
}
