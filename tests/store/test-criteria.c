#include "config.h"

#include "fixture.h"
#include "store/marks.h"
#include "util/server-time.h"
#include "util/text.h"

/* Every kind of condition with every operator, on random tickets, against the
 * same said a second time in C. */

#define SEED 20260212
#define N_TICKETS 150
#define ROUNDS 1500

typedef struct
{
  char         *folder;
  GuichetStore *store;
  GRand        *rand;
  GPtrArray    *tickets;
  GHashTable   *starred;
  GHashTable   *drafts;
  GHashTable   *unread;
  GHashTable   *at_risk;
} Fixture;

static const char * const texts[] = {
  "", "Écran noir", "ecran", "ECRAN NOIR", "Wi-Fi", "100 %", "a_b", "l’eau", "Zone 31", "31", "0", "été", "' OR 1",
};
static const char * const codes[] = { "", "1", "2", "3", "new", "assigned", "resolved", "closed", "dispatched", "pending" };
static const char * const times[] = {
  "", "2024-02-29 23:59:59", "2024-03-01 00:00:00", "2024-03-01 12:00:00", "2024-12-31 08:00:00", "2025-01-01 00:00:00",
};
static const char * const beginnings[] = { "2", "2024", "2024-03", "2024-03-01", "2024-03-01 12", "2024-03-01 12:00:00", "2025" };

static const char *
pick (GRand              *rand,
      const char * const *pool,
      guint               n)
{
  return pool[g_rand_int_range (rand, 0, (gint32) n)];
}

#define PICK(rand, pool) pick (rand, pool, G_N_ELEMENTS (pool))

static void
fill_field (GuichetTicket *ticket,
            GuichetField   field,
            GRand         *rand)
{
  gint64 key;

  switch (guichet_field_get_kind (field))
    {
    case GUICHET_FIELD_KIND_KEY:
      key = g_rand_int_range (rand, 0, 5);
      guichet_ticket_set_key (ticket, field, key == 4 ? 31 : key, key != 0 ? PICK (rand, texts) : "");
      break;

    case GUICHET_FIELD_KIND_TIME:
      guichet_ticket_set (ticket, field, PICK (rand, times));
      break;

    case GUICHET_FIELD_KIND_CODE:
      guichet_ticket_set (ticket, field, PICK (rand, codes));
      break;

    case GUICHET_FIELD_KIND_TEXT:
    case GUICHET_FIELD_KIND_PLAIN:
    case GUICHET_FIELD_KIND_HTML:
    default:
      guichet_ticket_set (ticket, field, PICK (rand, texts));
    }
}

/* Some fields stay unknown. */
static GuichetTicket *
make_random (GRand  *rand,
             gint64  id)
{
  GuichetTicket *ticket = guichet_ticket_new (id);
  g_autofree char *ref = g_strdup_printf ("R-%06" G_GINT64_FORMAT, id);

  for (guint field = 0; field < GUICHET_N_FIELDS; field++)
    if (g_rand_int_range (rand, 0, 10) > 0)
      fill_field (ticket, field, rand);
  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, times[g_rand_int_range (rand, 1, G_N_ELEMENTS (times))]);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, g_rand_boolean (rand) ? MY_TEAM : 2, PICK (rand, texts));
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PRIVATE, guichet_journal_entries_new ());
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, guichet_journal_entries_new ());

  return ticket;
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add (GHashTable *set,
     gint64      id)
{
  g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

static void
mark_one (Fixture        *fixture,
          gint64          id,
          GuichetMarking  marking)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;

  g_array_append_val (ids, id);
  guichet_store_mark (fixture->store, ids, marking, &error);
  g_assert_no_error (error);
}

static void
mark_some (Fixture *fixture)
{
  for (gint64 id = 1; id <= N_TICKETS; id++)
    {
      if (g_rand_int_range (fixture->rand, 0, 5) == 0)
        {
          mark_one (fixture, id, GUICHET_MARK_STAR);
          add (fixture->starred, id);
        }
      if (g_rand_int_range (fixture->rand, 0, 5) == 0)
        {
          mark_one (fixture, id, GUICHET_MARK_UNREAD);
          add (fixture->unread, id);
        }
    }
}

static void
save_draft (Fixture    *fixture,
            const char *key)
{
  GuichetDraft *draft = guichet_draft_new (key, "<p>Bon</p>");
  g_autoptr(GError) error = NULL;

  guichet_store_save_draft (fixture->store, draft, &error);
  g_assert_no_error (error);
  guichet_draft_free (draft);
}

/* An editor that is not one of a ticket is of no ticket. */
static void
draft_some (Fixture *fixture)
{
  for (gint64 id = 1; id <= N_TICKETS; id++)
    if (g_rand_int_range (fixture->rand, 0, 6) == 0)
      {
        g_autofree char *key = guichet_draft_key_for_journal (id, g_rand_boolean (fixture->rand));

        save_draft (fixture, key);
        add (fixture->drafts, id);
      }
  save_draft (fixture, "new/description");
  save_draft (fixture, "3");
}

/* Two weeks were granted; from a day late to plenty of time. */
static void
set_deadlines (Fixture       *fixture,
               GuichetTicket *ticket)
{
  static const struct { int hours; gboolean at_risk; } cases[] = {
    { -24, TRUE }, { -1, TRUE }, { 24, TRUE }, { 100, FALSE }, { 250, FALSE },
  };
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GTimeZone) zone = guichet_identity_dup_zone (identity);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  guint n = (guint) g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (cases));
  g_autoptr(GDateTime) end = g_date_time_add_hours (now, cases[n].hours);
  g_autoptr(GDateTime) start = g_date_time_add_hours (end, -14 * 24);
  g_autofree char *deadline = guichet_server_time_format (end, zone);
  g_autofree char *beginning = guichet_server_time_format (start, zone);
  const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);

  guichet_ticket_set (ticket, GUICHET_FIELD_TTR_DEADLINE, deadline);
  guichet_ticket_set (ticket, GUICHET_FIELD_TTO_DEADLINE, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, beginning);
  if (cases[n].at_risk && !g_str_equal (status, "resolved") && !g_str_equal (status, "closed") &&
      !g_str_equal (status, "pending"))
    add (fixture->at_risk, guichet_ticket_get_id (ticket));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  fixture->rand = g_rand_new_with_seed (SEED);
  fixture->tickets = guichet_tickets_new ();
  fixture->starred = new_set ();
  fixture->drafts = new_set ();
  fixture->unread = new_set ();
  fixture->at_risk = new_set ();
  for (gint64 id = 1; id <= N_TICKETS; id++)
    {
      GuichetTicket *ticket = make_random (fixture->rand, id);

      set_deadlines (fixture, ticket);
      g_ptr_array_add (fixture->tickets, ticket);
    }
  guichet_store_merge_tickets (fixture->store, fixture->tickets, NULL, &error);
  g_assert_no_error (error);
  mark_some (fixture);
  draft_some (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  g_ptr_array_unref (fixture->tickets);
  g_hash_table_unref (fixture->starred);
  g_hash_table_unref (fixture->drafts);
  g_hash_table_unref (fixture->unread);
  g_hash_table_unref (fixture->at_risk);
  g_rand_free (fixture->rand);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* ---- what a condition says */

static const char *
get_text (GuichetTicket *ticket,
          GuichetField   field)
{
  return guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY ? guichet_ticket_get_label (ticket, field)
                                                                   : guichet_ticket_get (ticket, field);
}

static gboolean
is_value (GuichetTicket *ticket,
          GuichetField   field,
          const char    *value)
{
  GuichetFieldKind kind = guichet_field_get_kind (field);
  g_autofree char *text = guichet_text_fold (get_text (ticket, field));
  g_autofree char *folded = guichet_text_fold (value);
  gint64 id;

  if (kind == GUICHET_FIELD_KIND_CODE || kind == GUICHET_FIELD_KIND_TIME)
    return g_str_equal (guichet_ticket_get (ticket, field), value);
  if (kind == GUICHET_FIELD_KIND_KEY && guichet_text_parse_int64 (value, &id))
    return guichet_ticket_get_key (ticket, field) == id;

  return g_str_equal (text, folded);
}

static gboolean
is_empty (GuichetTicket *ticket,
          GuichetField   field)
{
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY)
    return guichet_ticket_get_key (ticket, field) == 0;

  return *guichet_ticket_get (ticket, field) == '\0';
}

static gboolean
compares (GuichetTicket   *ticket,
          GuichetField     field,
          GuichetOperator  op,
          const char      *value)
{
  const char *text = get_text (ticket, field);
  g_autofree char *folded = guichet_text_fold (text);
  g_autofree char *folded_value = guichet_text_fold (value);

  switch (op)
    {
    case GUICHET_OPERATOR_IS:
    case GUICHET_OPERATOR_IS_NOT:
      return is_value (ticket, field, value);
    case GUICHET_OPERATOR_CONTAINS:
      return strstr (folded, folded_value) != NULL;
    case GUICHET_OPERATOR_BEGINS:
      return g_str_has_prefix (folded, folded_value);
    case GUICHET_OPERATOR_BEFORE:
      return *text != '\0' && strcmp (text, value) < 0;
    case GUICHET_OPERATOR_SINCE:
      return *text != '\0' && strcmp (text, value) >= 0;
    case GUICHET_OPERATOR_EMPTY:
    case GUICHET_OPERATOR_NOT_EMPTY:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
field_holds (GuichetTicket          *ticket,
             const GuichetCriterion *criterion)
{
  gboolean any = FALSE;

  if (criterion->op == GUICHET_OPERATOR_EMPTY)
    return is_empty (ticket, criterion->field);
  if (criterion->op == GUICHET_OPERATOR_NOT_EMPTY)
    return !is_empty (ticket, criterion->field);

  for (guint i = 0; criterion->values[i] != NULL; i++)
    any |= compares (ticket, criterion->field, criterion->op, criterion->values[i]);

  return criterion->op == GUICHET_OPERATOR_IS_NOT ? !any : any;
}

static gboolean
is_ongoing (GuichetTicket *ticket)
{
  const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);

  return !g_str_equal (status, "resolved") && !g_str_equal (status, "closed");
}

static gboolean
holds (Fixture                *fixture,
       GuichetTicket          *ticket,
       const GuichetCriterion *criterion)
{
  gint64 id = guichet_ticket_get_id (ticket);
  gboolean result;

  switch (criterion->kind)
    {
    case GUICHET_CRITERION_FIELD:
      result = field_holds (ticket, criterion);
      break;
    case GUICHET_CRITERION_UNREAD:
      result = g_hash_table_contains (fixture->unread, &id);
      break;
    case GUICHET_CRITERION_STARRED:
      result = g_hash_table_contains (fixture->starred, &id);
      break;
    case GUICHET_CRITERION_REOPENED:
      result = is_ongoing (ticket) && *guichet_ticket_get (ticket, GUICHET_FIELD_RESOLUTION_DATE) != '\0';
      break;
    case GUICHET_CRITERION_AT_RISK:
      result = g_hash_table_contains (fixture->at_risk, &id);
      break;
    case GUICHET_CRITERION_DRAFT:
      result = g_hash_table_contains (fixture->drafts, &id);
      break;
    default:
      g_assert_not_reached ();
    }

  return !result != !criterion->negated;
}

/* ---- asking both */

static gboolean
is_open_and_ours (GuichetTicket *ticket)
{
  return is_ongoing (ticket) && (guichet_ticket_get_key (ticket, GUICHET_FIELD_TEAM) == MY_TEAM ||
                                 guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT) == ME);
}

static gboolean
is_listed (Fixture                  *fixture,
           GuichetTicket            *ticket,
           const GuichetTicketQuery *query)
{
  for (guint i = 0; i < query->criteria->len; i++)
    if (!holds (fixture, ticket, g_ptr_array_index (query->criteria, i)))
      return FALSE;

  return query->view == GUICHET_VIEW_ALL || is_open_and_ours (ticket);
}

static char *
describe (const GuichetTicketQuery *query)
{
  GString *out = g_string_new (query->view == GUICHET_VIEW_ALL ? "all" : "open");

  for (guint i = 0; i < query->criteria->len; i++)
    {
      const GuichetCriterion *criterion = g_ptr_array_index (query->criteria, i);
      g_autofree char *values = criterion->values != NULL ? g_strjoinv ("|", criterion->values) : g_strdup ("");

      g_string_append_printf (out, "; %skind %d, field %s, operator %d: %s", criterion->negated ? "not " : "",
                              criterion->kind, guichet_field_get_name (criterion->field), criterion->op, values);
    }

  return g_string_free (out, FALSE);
}

/* With groups it is the same list, and each of its tickets is in one. */
static void
assert_groups (Fixture                  *fixture,
               const GuichetTicketQuery *query,
               guint                     n_tickets)
{
  g_autoptr(GuichetTicketQuery) grouped = guichet_ticket_query_copy (query);
  g_autoptr(GuichetGroupedIds) list = NULL;
  guint n = 0;

  grouped->group = GUICHET_GROUP_SITE;
  list = guichet_store_list_grouped (fixture->store, grouped, NULL, NULL);
  g_assert_cmpuint (list->ids->len, ==, n_tickets);
  for (guint i = 0; i < list->runs->len; i++)
    {
      g_assert_cmpuint (g_array_index (list->runs, guint, i), >, 0);
      n += g_array_index (list->runs, guint, i);
    }
  g_assert_cmpuint (n, ==, n_tickets);
}

static void
assert_query (Fixture                  *fixture,
              const GuichetTicketQuery *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_ids (fixture->store, query, NULL, &error);
  g_autofree char *text = describe (query);

  g_assert_no_error (error);
  for (guint i = 0; i < fixture->tickets->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (fixture->tickets, i);
      gint64 id = guichet_ticket_get_id (ticket);

      if (is_listed (fixture, ticket, query) != ids_contain (ids, id))
        g_error ("Ticket %" G_GINT64_FORMAT ": %s", id, text);
    }
  assert_groups (fixture, query, ids->len);
}

static const char *
pick_value (Fixture         *fixture,
            GuichetField     field)
{
  switch (guichet_field_get_kind (field))
    {
    case GUICHET_FIELD_KIND_TIME:
      return PICK (fixture->rand, beginnings);
    case GUICHET_FIELD_KIND_CODE:
      return PICK (fixture->rand, codes);
    case GUICHET_FIELD_KIND_KEY:
    case GUICHET_FIELD_KIND_TEXT:
    case GUICHET_FIELD_KIND_PLAIN:
    case GUICHET_FIELD_KIND_HTML:
    default:
      return PICK (fixture->rand, texts);
    }
}

static GuichetCriterion *
make_field_criterion (Fixture         *fixture,
                      GuichetField     field,
                      GuichetOperator  op)
{
  GuichetCriterion *criterion = guichet_criterion_new_field (field, op, NULL);
  guint n = (guint) g_rand_int_range (fixture->rand, 1, 4);

  criterion->negated = g_rand_boolean (fixture->rand);
  if (op == GUICHET_OPERATOR_EMPTY || op == GUICHET_OPERATOR_NOT_EMPTY)
    return criterion;

  criterion->values = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    criterion->values[i] = g_strdup (pick_value (fixture, field));

  return criterion;
}

static GuichetTicketQuery *
new_query (GuichetView view)
{
  GuichetTicketQuery *query = guichet_ticket_query_new (view);

  query->criteria = guichet_criteria_new ();

  return query;
}

static void
test_fields (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint field = 0; field < GUICHET_N_FIELDS; field++)
    for (guint op = 0; op < GUICHET_N_OPERATORS; op++)
      for (guint i = 0; i < 4; i++)
        {
          g_autoptr(GuichetTicketQuery) query = new_query (i % 2 ? GUICHET_VIEW_ALL : GUICHET_VIEW_OPEN);

          g_ptr_array_add (query->criteria, make_field_criterion (fixture, field, op));
          assert_query (fixture, query);
        }
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint kind = GUICHET_CRITERION_UNREAD; kind < GUICHET_N_CRITERION_KINDS; kind++)
    for (guint negated = 0; negated < 2; negated++)
      for (guint i = 0; i < 2; i++)
        {
          g_autoptr(GuichetTicketQuery) query = new_query (i ? GUICHET_VIEW_ALL : GUICHET_VIEW_OPEN);
          GuichetCriterion *criterion = guichet_criterion_new (kind);

          criterion->negated = negated;
          g_ptr_array_add (query->criteria, criterion);
          assert_query (fixture, query);
        }
}

static void
test_combinations (Fixture       *fixture,
                   gconstpointer  data)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr(GuichetTicketQuery) query = new_query (round % 2 ? GUICHET_VIEW_ALL : GUICHET_VIEW_OPEN);

      for (guint n = (guint) g_rand_int_range (fixture->rand, 0, 4); n > 0; n--)
        {
          GuichetCriterionKind kind = (guint) g_rand_int_range (fixture->rand, 0, GUICHET_N_CRITERION_KINDS);
          GuichetCriterion *criterion;

          if (kind == GUICHET_CRITERION_FIELD)
            criterion = make_field_criterion (fixture, g_rand_int_range (fixture->rand, 0, GUICHET_N_FIELDS),
                                              g_rand_int_range (fixture->rand, 0, GUICHET_N_OPERATORS));
          else
            criterion = guichet_criterion_new (kind);
          g_ptr_array_add (query->criteria, criterion);
        }
      assert_query (fixture, query);
    }
}

/* One that has nothing to compare with is none, either way round. */
static void
test_without_values (Fixture       *fixture,
                     gconstpointer  data)
{
  static char *none[] = { NULL };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(GuichetTicketQuery) query = new_query (GUICHET_VIEW_ALL);
      GuichetCriterion *criterion = guichet_criterion_new_field (GUICHET_FIELD_TEAM, GUICHET_OPERATOR_IS, NULL);
      g_autoptr(GArray) ids = NULL;

      criterion->negated = i % 2;
      criterion->values = i < 2 ? NULL : g_strdupv (none);
      g_ptr_array_add (query->criteria, criterion);
      ids = guichet_store_list_ids (fixture->store, query, NULL, NULL);
      g_assert_cmpuint (ids->len, ==, N_TICKETS);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/criteria/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("fields", test_fields);
  ADD ("kinds", test_kinds);
  ADD ("combinations", test_combinations);
  ADD ("without-values", test_without_values);

  return g_test_run ();
}
