#include "config.h"

#include "demo/colleagues.h"

#include "demo/json.h"
#include "demo/operation.h"
#include "demo/seed-texts.h"
#include "util/error.h"

static DemoAccount *
find_author (DemoCore    *core,
             const char  *login,
             GError     **error)
{
  DemoAccount *account = demo_account_load (core, login);

  if (account == NULL)
    g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "no account “%s” on the demonstration desk", login);
  return account;
}

static gboolean
judge (const DemoAnswer  *answer,
       GError           **error)
{
  yyjson_doc *document = yyjson_read (answer->body->str, answer->body->len, 0);
  yyjson_val *root = yyjson_doc_get_root (document);
  gboolean done = answer->status == 200 && yyjson_get_int (yyjson_obj_get (root, "code")) == 0 && root != NULL;

  if (!done)
    g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED, "%s", answer->body->str);
  yyjson_doc_free (document);

  return done;
}

/**
 * demo_colleagues_run:
 * @json: an operation as REST takes it; a missing comment is added
 *
 * Somebody works over the pages: the same rules, no REST profile needed.
 */
gboolean
demo_colleagues_run (DemoCore    *core,
                     const char  *login,
                     const char  *json,
                     GError     **error)
{
  g_autoptr(DemoAccount) account = find_author (core, login, error);
  DemoCaller caller = { account, "1.3", NULL, core->n_commits, TRUE };
  DemoAnswer answer;
  yyjson_doc *document;
  yyjson_mut_doc *copy;
  yyjson_mut_val *root;
  yyjson_doc *request;
  gboolean done;

  if (account == NULL)
    return FALSE;
  if ((document = yyjson_read (json, strlen (json), 0)) == NULL)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "no JSON: %s", json);
      return FALSE;
    }

  copy = yyjson_doc_mut_copy (document, NULL);
  root = yyjson_mut_doc_get_root (copy);
  if (yyjson_mut_is_obj (root) && yyjson_mut_obj_get (root, "comment") == NULL)
    yyjson_mut_obj_add_str (copy, root, "comment", account->name);
  request = yyjson_mut_doc_imut_copy (copy, NULL);
  yyjson_mut_doc_free (copy);
  yyjson_doc_free (document);

  demo_operation_run (core, &caller, yyjson_doc_get_root (request), &answer);
  done = judge (&answer, error);
  demo_answer_clear (&answer);
  yyjson_doc_free (request);

  return done;
}

/* One act of the live desk: who, on which kind of request, does what. %s is
 * replaced in turn by the id, and by the text where there is one. */
typedef struct
{
  const char *condition;        /* SQL on the request */
  gboolean    by_requester;
  const char *stimulus;         /* nullable: an update */
  const char *fields;           /* JSON; %TEXT% and %AGENT% are replaced */
  const char *text;             /* nullable: drawn from the replies */
} Act;

static const Act acts[] = {
  { "r.status IN ('dispatched', 'new') AND r.team_id != 0", FALSE, "ev_assign", "{\"agent_id\":%AGENT%}", NULL },
  { "r.status = 'assigned'", FALSE, NULL, "{\"public_log\":%TEXT%}",
    "Bonjour, je fais un essai de mon côté et je reviens vers vous dans l’heure." },
  { "r.status = 'assigned'", FALSE, NULL, "{\"private_log\":%TEXT%}",
    "Même panne la semaine dernière à l’étage du dessous, voir l’armoire 3." },
  { "r.status IN ('assigned', 'to_complete') AND r.public_log != ''", TRUE, NULL, "{\"public_log\":%TEXT%}",
    "Bonjour, voici le complément : le problème revient surtout le matin." },
  { "r.status = 'assigned' AND r.public_log != ''", FALSE, "ev_resolve",
    "{\"solution\":%TEXT%,\"resolution_code\":\"assistance\"}",
    "<p>Réglé à distance, vérifié avec le demandeur.</p>" },
  { "r.status = 'assigned'", FALSE, "ev_pending", "{\"pending_reason\":%TEXT%}", "Attente de la pièce commandée." },
  { "r.status = 'pending'", FALSE, "ev_assign", "{}", NULL },
  { "r.status = 'resolved' AND r.resolution_date > datetime('now', '-15 days')", TRUE, "ev_reopen",
    "{\"public_log\":%TEXT%}", "Bonjour, le problème est revenu ce matin. Pouvez-vous regarder à nouveau ?" },
};

typedef struct
{
  gint64  ticket;
  char   *login;
  gint64  person;
} Actor;

/* A request of the kind, and the account of whom it falls to: its requester;
 * its agent; a member of its team. Never one of the two who watch. */
static gboolean
find_actor (DemoCore  *core,
            const Act *act,
            Actor     *actor)
{
  const char *person = act->by_requester ? "a.contactid = r.caller_id"
                                         : "a.contactid = r.agent_id OR (r.agent_id = 0 AND a.contactid IN "
                                           "(SELECT person_id FROM person_team WHERE team_id = r.team_id))";
  g_autofree char *sql =
    g_strdup_printf ("SELECT r.id, a.login, a.contactid FROM user_request AS r JOIN account AS a ON (%s) "
                     "WHERE r.operational_status != 'closed' AND %s AND a.login NOT IN ('agent', 'requester') "
                     "AND a.contactid != 0 AND a.profiles %s '%%portal%%' AND a.profiles NOT LIKE '%%disabled%%' "
                     "ORDER BY (r.id * 7919 + ?1) %% 1009, a.id LIMIT 1",
                     person, act->condition, act->by_requester ? "LIKE" : "NOT LIKE");
  sqlite3_stmt *statement = demo_core_prepare (core, sql, NULL);
  gboolean found;

  g_return_val_if_fail (statement != NULL, FALSE);

  sqlite3_bind_int64 (statement, 1, g_rand_int_range (core->random, 0, 1009));
  found = sqlite3_step (statement) == SQLITE_ROW;
  if (found)
    {
      actor->ticket = sqlite3_column_int64 (statement, 0);
      actor->login = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      actor->person = sqlite3_column_int64 (statement, 2);
    }
  sqlite3_reset (statement);

  return found;
}

static char *
build_request (const Act   *act,
               const Actor *actor)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) fields = g_string_new (act->fields);
  g_autofree char *person = g_strdup_printf ("%" G_GINT64_FORMAT, actor->person);

  demo_json_append_string (text, act->text != NULL ? act->text : "");
  g_string_replace (fields, "%TEXT%", text->str, 0);
  g_string_replace (fields, "%AGENT%", person, 0);
  if (act->stimulus == NULL)
    return g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT
                            ",\"fields\":%s,\"output_fields\":\"id\"}", actor->ticket, fields->str);

  return g_strdup_printf ("{\"operation\":\"core/apply_stimulus\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT
                          ",\"stimulus\":\"%s\",\"fields\":%s,\"output_fields\":\"id\"}",
                          actor->ticket, act->stimulus, fields->str);
}

/* Where a new request would be filed: the keys of the catalogue, as members of
 * a JSON object. */
static char *
describe_service (DemoCore           *core,
                  const DemoTextCase *text)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT '\"service_id\":' || s.id || ',\"servicesubcategory_id\":' ||"
                     "  (SELECT id FROM subcategory WHERE service_id = s.id ORDER BY id LIMIT 1 OFFSET %u)%s "
                     "FROM service AS s LEFT JOIN service_family AS f ON f.id = s.servicefamily_id "
                     "LEFT JOIN family_group AS g ON g.id = f.familygroup_id WHERE s.id = "
                     "  (SELECT id FROM service ORDER BY id LIMIT 1 OFFSET ?1)",
                     text->subcategory,
                     core->lab ? " || ',\"servicefamily_id\":' || f.id || ',\"familygroup_id\":' || g.id ||"
                                 " ',\"domain_id\":' || g.domain_id" : "");

  return demo_core_read_text (core, sql, text->service);
}

static char *
describe_requester (DemoCore *core,
                    gint64    person)
{
  return demo_core_read_text (core,
                              core->lab
                              ? "SELECT '\"org_id\":' || org_id || ',\"caller_id\":' || id || ',\"beneficiary_id\":' || id"
                                " || ',\"site_id\":' || location_id || ',\"callback_phone\":\"' || phone || '\"'"
                                " FROM person WHERE id = ?1"
                              : "SELECT '\"org_id\":' || org_id || ',\"caller_id\":' || id FROM person WHERE id = ?1",
                              person);
}

static char *
build_creation (DemoCore *core,
                gint64    person)
{
  guint n_cases;
  const DemoTextCase *cases = demo_texts_get_cases (&n_cases);
  const DemoTextCase *text = &cases[g_rand_int_range (core->random, 0, (gint32) n_cases)];
  DemoTextPlaces places = demo_texts_draw_places (core->random);
  g_autofree char *title = demo_texts_fill (text->title, &places);
  g_autofree char *description = demo_texts_fill (text->description, &places);
  g_autofree char *who = describe_requester (core, person);
  g_autofree char *what = describe_service (core, text);
  GString *json = g_string_new ("{\"operation\":\"core/create\",\"class\":\"UserRequest\",\"output_fields\":\"id\","
                                "\"fields\":{\"origin\":\"portal\",\"impact\":\"3\",\"urgency\":\"3\",");

  demo_json_append_member (json, "title", title);
  g_string_append_c (json, ',');
  demo_json_append_member (json, "description", description);
  g_string_append_printf (json, ",%s,%s}}", who, what);
  return g_string_free (json, FALSE);
}

/* A requester asks for something new. */
static void
ask (DemoCore *core)
{
  g_autofree char *login = g_strdup_printf ("requester%d", g_rand_int_range (core->random, 2, 60));
  g_autoptr(DemoAccount) account = demo_account_load (core, login);
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;

  if (account == NULL)
    return;

  json = build_creation (core, account->person);
  if (!demo_colleagues_run (core, login, json, &error))
    g_debug ("A requester of the demonstration desk was refused: %s", error->message);
}

static void
work (DemoCore *core)
{
  const Act *act = &acts[g_rand_int_range (core->random, 0, G_N_ELEMENTS (acts))];
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;
  Actor actor = { 0 };

  if (!find_actor (core, act, &actor))
    return;

  json = build_request (act, &actor);
  if (!demo_colleagues_run (core, actor.login, json, &error))
    g_debug ("A colleague of the demonstration desk was refused: %s", error->message);
  g_free (actor.login);
}

/**
 * demo_colleagues_act:
 *
 * One thing that happens on a live desk: a requester asks for something new,
 * replies or asks again; somebody takes a request, answers, resolves.
 */
void
demo_colleagues_act (DemoCore *core)
{
  if (g_rand_int_range (core->random, 0, 5) == 0)
    ask (core);
  else
    work (core);
}
