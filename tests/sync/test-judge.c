#include "config.h"

#include "sync/judge.h"
#include "util/error.h"
#include "util/uuid.h"

/* ---- what the failure of a sending means */

static void
test_failures (void)
{
  static const struct { GuichetError code; GuichetVerdict verdict; } cases[] = {
    { GUICHET_ERROR_FAILED, GUICHET_VERDICT_UNKNOWN },
    { GUICHET_ERROR_UNREACHABLE, GUICHET_VERDICT_LATER },
    { GUICHET_ERROR_TLS, GUICHET_VERDICT_LATER },
    { GUICHET_ERROR_NOT_ITOP, GUICHET_VERDICT_UNKNOWN },
    { GUICHET_ERROR_BAD_CREDENTIALS, GUICHET_VERDICT_SIGN_IN },
    { GUICHET_ERROR_MISSING_PROFILE, GUICHET_VERDICT_SIGN_IN },
    { GUICHET_ERROR_PORTAL_ACCOUNT, GUICHET_VERDICT_SIGN_IN },
    { GUICHET_ERROR_EMPTY_PORTAL, GUICHET_VERDICT_SIGN_IN },
    { GUICHET_ERROR_SINGLE_SIGN_ON, GUICHET_VERDICT_SIGN_IN },
    { GUICHET_ERROR_RIGHT_OR_READ_ONLY, GUICHET_VERDICT_SOME_TRIES },
    { GUICHET_ERROR_REJECTED, GUICHET_VERDICT_REFUSED },
    { GUICHET_ERROR_NOT_FOUND, GUICHET_VERDICT_REFUSED },
    { GUICHET_ERROR_PRECONDITION, GUICHET_VERDICT_LOOK },
    { GUICHET_ERROR_MAINTENANCE, GUICHET_VERDICT_LATER },
    { GUICHET_ERROR_RETRY_LATER, GUICHET_VERDICT_UNKNOWN },
    { GUICHET_ERROR_OUTCOME_UNKNOWN, GUICHET_VERDICT_UNKNOWN },
    { GUICHET_ERROR_TOO_LARGE, GUICHET_VERDICT_REFUSED },
    { GUICHET_ERROR_DISK_FULL, GUICHET_VERDICT_UNKNOWN },
    { GUICHET_ERROR_DATABASE, GUICHET_VERDICT_UNKNOWN },
    { GUICHET_ERROR_CORRUPT, GUICHET_VERDICT_UNKNOWN },
    { GUICHET_ERROR_NEWER_SCHEMA, GUICHET_VERDICT_UNKNOWN },
    { GUICHET_ERROR_BUSY, GUICHET_VERDICT_UNKNOWN },
    { GUICHET_ERROR_INVALID, GUICHET_VERDICT_REFUSED },
    { GUICHET_ERROR_OTHER_CLASS, GUICHET_VERDICT_REFUSED },
    { GUICHET_ERROR_CONFLICT, GUICHET_VERDICT_CONFLICT },
    { GUICHET_ERROR_NO_KEYRING, GUICHET_VERDICT_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = guichet_error_new (cases[i].code, NULL, NULL, "case %u", i);

      g_assert_cmpint (guichet_judge_failure (error), ==, cases[i].verdict);
    }
}

static void
test_foreign_failure (void)
{
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cut");

  g_assert_cmpint (guichet_judge_failure (cancelled), ==, GUICHET_VERDICT_UNKNOWN);
}

static void
test_troubles (void)
{
  static const struct { GuichetError code; GuichetEngineState state; } cases[] = {
    { GUICHET_ERROR_UNREACHABLE, GUICHET_ENGINE_OFFLINE },
    { GUICHET_ERROR_RETRY_LATER, GUICHET_ENGINE_OFFLINE },
    { GUICHET_ERROR_MAINTENANCE, GUICHET_ENGINE_MAINTENANCE },
    { GUICHET_ERROR_BAD_CREDENTIALS, GUICHET_ENGINE_SIGN_IN },
    { GUICHET_ERROR_PORTAL_ACCOUNT, GUICHET_ENGINE_SIGN_IN },
    { GUICHET_ERROR_EMPTY_PORTAL, GUICHET_ENGINE_SIGN_IN },
    { GUICHET_ERROR_SINGLE_SIGN_ON, GUICHET_ENGINE_SIGN_IN },
    { GUICHET_ERROR_TLS, GUICHET_ENGINE_TROUBLE },
    { GUICHET_ERROR_NOT_ITOP, GUICHET_ENGINE_TROUBLE },
    { GUICHET_ERROR_DISK_FULL, GUICHET_ENGINE_TROUBLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = guichet_error_new (cases[i].code, NULL, NULL, "case %u", i);

      g_assert_cmpint (guichet_judge_trouble (error), ==, cases[i].state);
    }
}

/* ---- what an image says of an operation */

/* One field, one transition, one entry, each may be missing. Letters: what the
 * image has in the journal: "m" our marker, "-" none, "?" no journal at all. */
typedef struct
{
  const char     *name;
  const char     *action;
  GuichetField    field;
  const char     *base;
  const char     *mine;
  const char     *theirs;
  const char     *base_status;
  const char     *status;
  gboolean        sent;
  guint           seen;
  gboolean        entry;
  char            journal;
  GuichetFinding  finding;
  guint           out_seen;
} ImageCase;

#define MAIN GUICHET_INTENT_PART_MAIN
#define PUBLIC GUICHET_INTENT_PART_PUBLIC
#define NO_FIELD GUICHET_N_FIELDS

static const ImageCase image_cases[] = {
  /* an entry alone */
  { "entry/absent", NULL, NO_FIELD, NULL, NULL, NULL, NULL, "assigned", TRUE, 0, TRUE, '-', GUICHET_FINDING_MISSING, 0 },
  { "entry/there", NULL, NO_FIELD, NULL, NULL, NULL, NULL, "assigned", TRUE, 0, TRUE, 'm', GUICHET_FINDING_DONE, PUBLIC },
  { "entry/lost", NULL, NO_FIELD, NULL, NULL, NULL, NULL, "assigned", TRUE, PUBLIC, TRUE, '-', GUICHET_FINDING_MISSING, 0 },
  { "entry/unreadable", NULL, NO_FIELD, NULL, NULL, NULL, NULL, "assigned", TRUE, PUBLIC, TRUE, '?', GUICHET_FINDING_DONE, PUBLIC },
  /* a field alone */
  { "field/free", NULL, GUICHET_FIELD_TITLE, "a", "b", "a", NULL, "new", FALSE, 0, FALSE, '-', GUICHET_FINDING_MISSING, 0 },
  { "field/there", NULL, GUICHET_FIELD_TITLE, "a", "b", "b", NULL, "new", FALSE, 0, FALSE, '-', GUICHET_FINDING_DONE, MAIN },
  { "field/changed", NULL, GUICHET_FIELD_TITLE, "a", "b", "c", NULL, "new", FALSE, 0, FALSE, '-', GUICHET_FINDING_CONFLICT, 0 },
  { "field/key nothing", NULL, GUICHET_FIELD_AGENT, "", "", "0", NULL, "new", FALSE, 0, FALSE, '-', GUICHET_FINDING_DONE, MAIN },
  { "field/unknown here", NULL, GUICHET_FIELD_TITLE, "a", "b", NULL, NULL, "new", TRUE, 0, FALSE, '-', GUICHET_FINDING_DONE, MAIN },
  /* the sanitiser's hand */
  { "html/sanitised", NULL, GUICHET_FIELD_DESCRIPTION, "<p>a</p>", "<div>b &lt; c<br>d</div>", "<p>b &lt; c</p><p>d</p>", NULL, "new", TRUE, 0, FALSE, '-', GUICHET_FINDING_DONE, MAIN },
  { "html/not sent", NULL, GUICHET_FIELD_DESCRIPTION, "<p>a</p>", "<div>b</div>", "<p>b</p>", NULL, "new", FALSE, 0, FALSE, '-', GUICHET_FINDING_CONFLICT, 0 },
  { "html/looks only", NULL, GUICHET_FIELD_DESCRIPTION, "<p>a</p>", "<p><b>a</b></p>", "<p>a</p>", NULL, "new", TRUE, 0, FALSE, '-', GUICHET_FINDING_MISSING, 0 },
  { "html/other words", NULL, GUICHET_FIELD_DESCRIPTION, "<p>a</p>", "<p>b</p>", "<p>c</p>", NULL, "new", TRUE, 0, FALSE, '-', GUICHET_FINDING_CONFLICT, 0 },
  /* a transition */
  { "move/free", "resume", NO_FIELD, NULL, NULL, NULL, "pending", "pending", FALSE, 0, FALSE, '-', GUICHET_FINDING_MISSING, 0 },
  { "move/there", "resume", NO_FIELD, NULL, NULL, NULL, "pending", "assigned", TRUE, 0, FALSE, '-', GUICHET_FINDING_DONE, MAIN },
  { "move/elsewhere", "resume", NO_FIELD, NULL, NULL, NULL, "pending", "resolved", TRUE, 0, FALSE, '-', GUICHET_FINDING_CONFLICT, 0 },
  { "move/base unknown", "resume", NO_FIELD, NULL, NULL, NULL, NULL, "pending", FALSE, 0, FALSE, '-', GUICHET_FINDING_MISSING, 0 },
  /* a transition with a field */
  { "take/free", "assign", GUICHET_FIELD_AGENT, "0", "5", "0", "dispatched", "dispatched", FALSE, 0, FALSE, '-', GUICHET_FINDING_MISSING, 0 },
  { "take/there", "assign", GUICHET_FIELD_AGENT, "0", "5", "5", "dispatched", "assigned", TRUE, 0, FALSE, '-', GUICHET_FINDING_DONE, MAIN },
  { "take/colleague", "assign", GUICHET_FIELD_AGENT, "0", "5", "6", "dispatched", "assigned", TRUE, 0, FALSE, '-', GUICHET_FINDING_CONFLICT, 0 },
  { "take/moved without us", "assign", GUICHET_FIELD_AGENT, "0", "5", "0", "dispatched", "assigned", TRUE, 0, FALSE, '-', GUICHET_FINDING_CONFLICT, 0 },
  { "take/went on", "assign", GUICHET_FIELD_AGENT, "0", "5", "5", "dispatched", "pending", TRUE, 0, FALSE, '-', GUICHET_FINDING_DONE, MAIN },
  { "take/not sent, went on", "assign", GUICHET_FIELD_AGENT, "0", "5", "5", "dispatched", "pending", FALSE, 0, FALSE, '-', GUICHET_FINDING_CONFLICT, 0 },
  { "take/value already", "assign", GUICHET_FIELD_AGENT, "5", "5", "5", "dispatched", "pending", TRUE, 0, FALSE, '-', GUICHET_FINDING_CONFLICT, 0 },
  { "take/same state, other agent", "assign", GUICHET_FIELD_AGENT, "0", "5", "6", "dispatched", "dispatched", FALSE, 0, FALSE, '-', GUICHET_FINDING_CONFLICT, 0 },
  /* a transition that ends where it begins */
  { "stay/free", "reassign", GUICHET_FIELD_AGENT, "4", "5", "4", "assigned", "assigned", FALSE, 0, FALSE, '-', GUICHET_FINDING_MISSING, 0 },
  { "stay/there", "reassign", GUICHET_FIELD_AGENT, "4", "5", "5", "assigned", "assigned", TRUE, 0, FALSE, '-', GUICHET_FINDING_DONE, MAIN },
  /* with an entry: all or nothing */
  { "both/marker proves", "resolve", GUICHET_FIELD_SOLUTION, "", "x", "", "assigned", "pending", TRUE, 0, TRUE, 'm', GUICHET_FINDING_DONE, MAIN | PUBLIC },
  { "both/entry lost", "resolve", GUICHET_FIELD_SOLUTION, "", "x", "x", "assigned", "resolved", TRUE, 0, TRUE, '-', GUICHET_FINDING_MISSING, MAIN },
  { "both/main was seen", "resolve", GUICHET_FIELD_SOLUTION, "", "x", "y", "assigned", "closed", TRUE, MAIN, TRUE, '-', GUICHET_FINDING_MISSING, MAIN },
  { "both/nothing yet", "resolve", GUICHET_FIELD_SOLUTION, "", "x", "", "assigned", "assigned", TRUE, 0, TRUE, '-', GUICHET_FINDING_MISSING, 0 },
  { "both/conflict", "resolve", GUICHET_FIELD_SOLUTION, "", "x", "y", "assigned", "resolved", TRUE, 0, TRUE, '-', GUICHET_FINDING_CONFLICT, 0 },
};

static GuichetIntent *
make_intent (const ImageCase *item)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1);

  intent->action = g_strdup (item->action);
  intent->base_status = g_strdup (item->base_status);
  intent->last_sent = item->sent ? 1 : 0;
  intent->seen = item->seen;
  if (item->field != NO_FIELD)
    guichet_intent_set_field (intent, item->field, item->base, item->mine, NULL);
  if (item->entry)
    intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>x</p>");

  return intent;
}

static GuichetTicket *
make_image (const ImageCase *item,
            const char      *uuid)
{
  g_autofree char *marker = guichet_marker_for_uuid (uuid);
  g_autofree char *html = g_strdup_printf ("<p class=\"%s\">x</p>", marker);
  GuichetTicket *image = guichet_ticket_new (1);
  GPtrArray *entries;

  guichet_ticket_set (image, GUICHET_FIELD_STATUS, item->status);
  if (item->field != NO_FIELD && item->theirs != NULL)
    guichet_ticket_set (image, item->field, item->theirs);
  if (item->journal == '?')
    return image;

  entries = guichet_journal_entries_new ();
  g_ptr_array_add (entries, guichet_journal_entry_new ("2026-11-24 08:00:00", "A", 1, "<p>before</p>"));
  if (item->journal == 'm')
    g_ptr_array_add (entries, guichet_journal_entry_new ("2026-11-24 08:00:00", "A", 1, html));
  guichet_ticket_take_journal (image, GUICHET_JOURNAL_PUBLIC, entries);

  return image;
}

static void
test_image (gconstpointer data)
{
  const ImageCase *item = data;
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  g_autoptr(GuichetIntent) intent = make_intent (item);
  g_autoptr(GuichetTicket) image = make_image (item, intent->uuid);
  GuichetField field = GUICHET_FIELD_REF;
  guint seen = 0;

  g_assert_cmpint (guichet_judge_image (intent, guichet_profile_get_action (profile, intent->action), image,
                                        &seen, &field), ==, item->finding);
  if (item->finding == GUICHET_FINDING_CONFLICT)
    g_assert_cmpint (field, !=, GUICHET_FIELD_REF);
  else
    g_assert_cmpuint (seen, ==, item->out_seen);
}

static void
test_answer (void)
{
  const ImageCase lost = { .field = GUICHET_FIELD_TITLE, .base = "a", .mine = "b", .theirs = "b",
                           .status = "new", .entry = TRUE, .journal = '-' };
  const ImageCase there = { .field = NO_FIELD, .status = "new", .entry = TRUE, .journal = 'm' };
  g_autoptr(GuichetIntent) both = make_intent (&lost);
  g_autoptr(GuichetIntent) entry = make_intent (&there);
  g_autoptr(GuichetTicket) without = make_image (&lost, both->uuid);
  g_autoptr(GuichetTicket) with = make_image (&there, entry->uuid);

  g_assert_cmpuint (guichet_judge_answer (both, without), ==, MAIN);
  g_assert_cmpuint (guichet_judge_answer (entry, with), ==, PUBLIC);
}

static void
test_overwritten (void)
{
  const ImageCase ours = { .field = GUICHET_FIELD_TITLE, .base = "a", .mine = "b", .theirs = "b", .status = "new" };
  const ImageCase theirs = { .field = GUICHET_FIELD_TITLE, .base = "a", .mine = "b", .theirs = "c", .status = "new" };
  g_autoptr(GuichetIntent) intent = make_intent (&ours);
  g_autoptr(GuichetTicket) kept = make_image (&ours, intent->uuid);
  g_autoptr(GuichetTicket) lost = make_image (&theirs, intent->uuid);
  GuichetField field = GUICHET_FIELD_REF;

  g_assert_false (guichet_judge_overwritten (intent, kept, &field));
  g_assert_true (guichet_judge_overwritten (intent, lost, &field));
  g_assert_cmpint (field, ==, GUICHET_FIELD_TITLE);
}

/* ---- what stays to be found */

static void
test_trace (void)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1);

  intent->action = g_strdup ("resume");
  g_assert_false (guichet_judge_leaves_trace (intent));
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "a", "a", NULL);
  g_assert_false (guichet_judge_leaves_trace (intent));
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "a", "b", NULL);
  g_assert_true (guichet_judge_leaves_trace (intent));

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "a", "a", NULL);
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>x</p>");
  g_assert_true (guichet_judge_leaves_trace (intent));
}

static void
test_offered (void)
{
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  const GuichetAction *resume = guichet_profile_get_action (profile, "resume");
  g_autoptr(GuichetTicket) ticket = guichet_ticket_new (1);

  /* Not known where it is: not for us to say. */
  g_assert_true (guichet_judge_offered (resume, 0, ticket));
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, "pending");
  g_assert_true (guichet_judge_offered (resume, 0, ticket));
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, "assigned");
  g_assert_false (guichet_judge_offered (resume, 0, ticket));
  /* It was made: that it cannot be made again is no obstacle to the rest. */
  g_assert_true (guichet_judge_offered (resume, MAIN, ticket));
  g_assert_true (guichet_judge_offered (NULL, 0, ticket));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/judge/failures", test_failures);
  g_test_add_func ("/sync/judge/foreign-failure", test_foreign_failure);
  g_test_add_func ("/sync/judge/troubles", test_troubles);
  for (guint i = 0; i < G_N_ELEMENTS (image_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/judge/image/", image_cases[i].name, NULL);

      g_test_add_data_func (path, &image_cases[i], test_image);
    }
  g_test_add_func ("/sync/judge/answer", test_answer);
  g_test_add_func ("/sync/judge/overwritten", test_overwritten);

  g_test_add_func ("/sync/judge/trace", test_trace);
  g_test_add_func ("/sync/judge/offered", test_offered);

  return g_test_run ();
}
