#include "config.h"

#include <string.h>

#include "demo/colleagues.h"
#include "demo/core.h"
#include "demo/seed.h"

/* The invented data: always the same for a seed, plausible, and enough of
 * everything to show every screen. */

static DemoCore *
make_desk (gboolean lab,
           guint    n_tickets,
           guint    seed)
{
  g_autoptr(GError) error = NULL;
  DemoCore *core = demo_core_new (NULL, lab, seed, &error);

  g_assert_no_error (error);
  demo_seed_fill (core, n_tickets, seed, &error);
  g_assert_no_error (error);
  demo_core_create_indexes (core, &error);
  g_assert_no_error (error);
  return core;
}

static gint64
count (DemoCore   *core,
       const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s AND ?1 = 0", condition);

  return demo_core_read_int64 (core, sql, 0);
}

/* All that is told, without the dates. */
static char *
summarise (DemoCore *core)
{
  GString *all = g_string_new (NULL);
  sqlite3_stmt *statement =
    demo_core_prepare (core,
                       "SELECT ref, status, title, description, caller_id, agent_id, team_id, site_id, callback_phone,"
                       " solution, pending_reason, impact, urgency, length(public_log), length(private_log),"
                       " (SELECT group_concat(contents_data || contents_name) FROM attachment WHERE item_id = r.id),"
                       " (SELECT first_name || name || phone FROM person WHERE id = r.caller_id) "
                       "FROM user_request AS r ORDER BY id", NULL);

  g_assert_nonnull (statement);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      g_string_append_printf (all, "%s|", (const char *) sqlite3_column_text (statement, i));
  sqlite3_reset (statement);

  return g_string_free (all, FALSE);
}

static void
test_same_seed (void)
{
  g_autoptr(DemoCore) first = make_desk (TRUE, 150, 5);
  g_autoptr(DemoCore) second = make_desk (TRUE, 150, 5);
  g_autoptr(DemoCore) other = make_desk (TRUE, 150, 6);
  g_autofree char *a = summarise (first);
  g_autofree char *b = summarise (second);
  g_autofree char *c = summarise (other);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
}

static void
test_people (void)
{
  g_autoptr(DemoCore) core = make_desk (TRUE, 10, 1);

  g_assert_cmpint (count (core, "person WHERE 1"), ==, 72);
  g_assert_cmpint (count (core, "team WHERE 1"), ==, 5);
  g_assert_cmpint (count (core, "team WHERE name IN ('DAG Accueil-Courrier', 'DSI Plateforme Assistance TLS',"
                                " 'DSI Plateforme Assistance MPL')"), ==, 3);
  g_assert_cmpint (count (core, "person WHERE id = 1 AND first_name = 'Élise' AND name = 'Marchal'"), ==, 1);
  g_assert_cmpint (count (core, "person AS a JOIN person AS b ON a.email = b.email WHERE a.id < b.id"), ==, 0);
  g_assert_cmpint (count (core, "account WHERE contactid != 0 AND contactid NOT IN (SELECT id FROM person)"), ==, 0);
}

/* The department of a code decides on the academy. */
static void
test_sites (void)
{
  g_autoptr(DemoCore) core = make_desk (TRUE, 10, 1);

  g_assert_cmpint (count (core, "location WHERE length(uai) != 8"), ==, 0);
  g_assert_cmpint (count (core, "location WHERE org_id = 1 AND substr(uai, 1, 3) NOT IN "
                                "('011', '030', '034', '048', '066')"), ==, 0);
  g_assert_cmpint (count (core, "location WHERE org_id = 2 AND substr(uai, 1, 3) NOT IN "
                                "('009', '012', '031', '032', '046', '065', '081', '082')"), ==, 0);
  g_assert_cmpint (count (core, "(SELECT DISTINCT substr(uai, 1, 3) FROM location) WHERE 1"), ==, 13);
}

static void
test_catalogue (void)
{
  g_autoptr(DemoCore) core = make_desk (TRUE, 10, 1);

  g_assert_cmpint (count (core,
                          "subcategory AS u JOIN service AS s ON u.service_id = s.id "
                          "JOIN service_family AS f ON s.servicefamily_id = f.id "
                          "JOIN family_group AS g ON f.familygroup_id = g.id JOIN domain AS d ON g.domain_id = d.id "
                          "WHERE d.name = 'Affaires Générales Rectorat de Montpellier et DSI' "
                          "AND g.name = 'Aménagements de bureau' AND f.name = 'Aménagements de bureau' "
                          "AND s.name = 'Déplacement de meubles' AND u.name = 'Déplacement de meubles'"), ==, 1);
  g_assert_cmpint (count (core, "service WHERE default_team_id = 0"), ==, 0);
  g_assert_cmpint (count (core, "user_request AS r JOIN subcategory AS u ON r.servicesubcategory_id = u.id "
                                "WHERE u.service_id != r.service_id"), ==, 0);
  g_assert_cmpint (count (core, "faq WHERE description != '' AND summary != ''"), >=, 8);
  g_assert_cmpint (count (core, "known_error WHERE solution != ''"), >=, 5);
}

/* What a demonstration shows first. */
static void
test_lists (void)
{
  g_autoptr(DemoCore) core = make_desk (TRUE, 400, 1);

  g_assert_cmpint (count (core, "user_request WHERE 1"), ==, 400);
  g_assert_cmpint (count (core, "user_request WHERE agent_id = 1 AND operational_status = 'ongoing'"), ==, 14);
  g_assert_cmpint (count (core, "user_request WHERE agent_id = 0 AND operational_status = 'ongoing' "
                                "AND team_id IN (3, 4)"), ==, 8);
  g_assert_cmpint (count (core, "user_request WHERE agent_id NOT IN (0, 1) AND operational_status = 'ongoing' "
                                "AND team_id IN (3, 4)"), ==, 12);
  g_assert_cmpint (count (core, "user_request WHERE agent_id = 1 AND status = 'resolved'"), >=, 4);
  g_assert_cmpint (count (core, "user_request WHERE caller_id = 1"), >=, 4);
  g_assert_cmpint (count (core, "user_request WHERE agent_id = 1 AND caller_id = 1"), ==, 0);
  g_assert_cmpint (count (core, "(SELECT DISTINCT title FROM user_request WHERE agent_id = 1 "
                                "AND operational_status = 'ongoing') WHERE 1"), ==, 14);
  g_assert_cmpint (count (core, "attachment WHERE 1"), >, 20);
}

/* What the user portal shows to the first requester. */
static void
test_requester (void)
{
  static const char * const states[] = { "new", "dispatched", "assigned", "pending", "resolved", "closed" };
  g_autoptr(DemoCore) core = make_desk (TRUE, 400, 1);
  g_autofree char *now = demo_core_now (core);
  g_autofree char *yesterday =
    g_strdup_printf ("user_request WHERE caller_id = 13 AND status = 'resolved' AND resolution_date BETWEEN "
                     "datetime('%s', '-25 hours') AND datetime('%s', '-23 hours')", now, now);
  g_autofree char *last_day =
    g_strdup_printf ("user_request WHERE caller_id = 13 AND status = 'resolved' AND resolution_date BETWEEN "
                     "datetime('%s', '-16 days') AND datetime('%s', '-15 days')", now, now);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *condition = g_strdup_printf ("user_request WHERE caller_id = 13 AND status = '%s'", states[i]);

      g_assert_cmpint (count (core, condition), >=, 1);
    }
  g_assert_cmpint (count (core, "user_request WHERE caller_id = 13 AND status = 'to_complete'"), >=, 2);
  g_assert_cmpint (count (core, yesterday), ==, 1);
  g_assert_cmpint (count (core, last_day), ==, 1);
  g_assert_cmpint (count (core, "user_request WHERE caller_id = 13 AND status = 'closed' AND user_comment != ''"), ==, 2);
  g_assert_cmpint (count (core, "user_request WHERE caller_id = 13 AND last_update < resolution_date"), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE caller_id = 13 AND resolution_date != '' "
                                "AND resolution_date < start_date"), ==, 0);
  /* Whose entries they were is forgotten. */
  g_assert_cmpint (count (core, "user_request AS r WHERE r.caller_id = 13 AND EXISTS (SELECT 1 FROM account AS a "
                                "JOIN person AS p ON p.id = a.contactid WHERE a.profiles = 'portal' AND p.id != 13 "
                                "AND instr(r.public_log, char(31) || a.id || char(31)))"), ==, 0);
  g_assert_cmpint (count (core, "(SELECT DISTINCT category_id FROM faq) WHERE 1"), >=, 4);
}

static void
test_states (void)
{
  static const char * const states[] = {
    "new", "dispatched", "redispatched", "assigned", "pending", "to_complete", "waiting_for_approval", "approved",
    "rejected", "escalated_tto", "escalated_ttr", "resolved", "closed",
  };
  g_autoptr(DemoCore) core = make_desk (TRUE, 400, 1);
  g_autoptr(DemoCore) stock = make_desk (FALSE, 400, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *condition = g_strdup_printf ("user_request WHERE status = '%s'", states[i]);

      g_assert_cmpint (count (core, condition), >, 0);
    }
  g_assert_cmpint (count (stock, "user_request WHERE status IN ('dispatched', 'redispatched', 'to_complete')"), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE status = 'pending' AND pending_reason = ''"), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE operational_status != 'ongoing' AND solution = ''"), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE status = 'assigned' AND (agent_id = 0 OR public_log = '')"), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE title LIKE '%{%' OR description LIKE '%{%' "
                                "OR public_log LIKE '%{%' OR private_log LIKE '%{%' OR solution LIKE '%{%'"), ==, 0);
}

/* In order, and none in the future. */
static void
test_dates (void)
{
  g_autoptr(DemoCore) core = make_desk (TRUE, 400, 1);
  g_autofree char *now = demo_core_now (core);
  g_autofree char *future = g_strdup_printf ("user_request WHERE last_update > '%s' OR start_date > last_update", now);
  g_autofree char *reopenable =
    g_strdup_printf ("user_request WHERE status = 'resolved' AND resolution_date > datetime('%s', '-16 days')", now);
  g_autofree char *late =
    g_strdup_printf ("user_request WHERE status = 'resolved' AND resolution_date < datetime('%s', '-16 days')", now);
  g_autofree char *fresh =
    g_strdup_printf ("user_request WHERE agent_id = 1 AND last_update > datetime('%s', '-4 days')", now);

  g_assert_cmpint (count (core, future), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE assignment_date != '' AND assignment_date < start_date"), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE resolution_date != '' AND resolution_date < assignment_date"), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE close_date != '' AND close_date < resolution_date"), ==, 0);
  g_assert_cmpint (count (core, reopenable), >, 10);
  g_assert_cmpint (count (core, late), >, 3);
  g_assert_cmpint (count (core, fresh), >, 0);
}

static void
test_files (void)
{
  g_autoptr(DemoCore) core = make_desk (TRUE, 400, 1);
  sqlite3_stmt *statement =
    demo_core_prepare (core, "SELECT contents_data, contents_type FROM attachment ORDER BY id", NULL);
  guint n_pictures = 0;

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gsize length;
      g_autofree guchar *bytes = g_base64_decode ((const char *) sqlite3_column_text (statement, 0), &length);
      const char *type = (const char *) sqlite3_column_text (statement, 1);

      g_assert_cmpuint (length, >, 100);
      if (g_str_equal (type, "image/png"))
        g_assert_cmpmem (bytes, 8, "\x89PNG\r\n\x1a\n", 8);
      else if (g_str_equal (type, "application/pdf"))
        g_assert_cmpmem (bytes, 8, "%PDF-1.4", 8);
      else
        g_assert_cmpstr (type, ==, "text/plain");
      n_pictures += g_str_equal (type, "image/png");
    }
  sqlite3_reset (statement);
  g_assert_cmpuint (n_pictures, >, 5);
}

static void
test_sizes (void)
{
  static const guint sizes[] = { 1, 2, 7, 33, 2001, 5000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(DemoCore) core = make_desk (TRUE, sizes[i], 1);

      g_assert_cmpint (count (core, "user_request WHERE 1"), ==, sizes[i]);
      g_assert_cmpint (count (core, "user_request AS a JOIN user_request AS b ON a.ref = b.ref WHERE a.id < b.id"), ==, 0);
    }
}

/* A live desk lives: after many acts much has happened, none of it to what the
 * watching agent holds, all of it by the rules. */
static void
check_colleagues (gboolean lab)
{
  g_autoptr(DemoCore) core = make_desk (lab, 400, 1);
  guint64 before = core->n_commits;

  for (int i = 0; i < 300; i++)
    demo_colleagues_act (core);

  g_assert_cmpuint (core->n_commits - before, >, 100);
  g_assert_cmpint (count (core, "user_request WHERE agent_id = 1 AND operational_status = 'ongoing'"), >=, 14);
  g_assert_cmpint (count (core, "user_request WHERE status = 'assigned' AND agent_id = 0"), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE status = 'resolved' AND solution = ''"), ==, 0);
  g_assert_cmpint (count (core, "user_request WHERE 1"), >, 430);
  g_assert_cmpint (count (core, "user_request WHERE id > 400 AND (service_id = 0 OR servicesubcategory_id = 0 OR "
                                "caller_id = 0 OR title LIKE '%{%')"), ==, 0);
}

static void
test_colleagues (void)
{
  check_colleagues (TRUE);
  check_colleagues (FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/seed/same-seed", test_same_seed);
  g_test_add_func ("/demo/seed/people", test_people);
  g_test_add_func ("/demo/seed/sites", test_sites);
  g_test_add_func ("/demo/seed/catalogue", test_catalogue);
  g_test_add_func ("/demo/seed/lists", test_lists);
  g_test_add_func ("/demo/seed/requester", test_requester);
  g_test_add_func ("/demo/seed/states", test_states);
  g_test_add_func ("/demo/seed/dates", test_dates);
  g_test_add_func ("/demo/seed/files", test_files);
  g_test_add_func ("/demo/seed/sizes", test_sizes);
  g_test_add_func ("/demo/seed/colleagues", test_colleagues);

  return g_test_run ();
}
