#include "config.h"

#include "model/resolution.h"

static GuichetProfile *profile;

static GuichetTicket *
make_ticket (const char *status,
             const char *agent)
{
  GuichetTicket *ticket = guichet_ticket_new (42);

  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, status);
  guichet_ticket_set (ticket, GUICHET_FIELD_AGENT, agent);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Imprimante");
  guichet_ticket_set (ticket, GUICHET_FIELD_SOLUTION, "");

  return ticket;
}

static GuichetMergeLine *
get_line (GuichetResolution *resolution,
          GuichetField       field)
{
  for (guint i = 0; i < resolution->lines->len; i++)
    {
      GuichetMergeLine *line = g_ptr_array_index (resolution->lines, i);

      if (line->field == field)
        return line;
    }

  return NULL;
}

static GuichetIntent *
make_reassign (GuichetTicket *base)
{
  GuichetIntent *intent = guichet_intent_new_for_ticket (base);

  intent->action = g_strdup ("reassign");
  guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "5", "6", "Tomás Vidal");
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Pour toi</p>");

  return intent;
}

/* Somebody else reassigned it: one choice, no line for a state that stays. */
static void
test_reassigned (void)
{
  g_autoptr(GuichetTicket) base = make_ticket ("assigned", "5");
  g_autoptr(GuichetTicket) server = make_ticket ("assigned", "7");
  g_autoptr(GuichetIntent) intent = make_reassign (base);
  g_autoptr(GuichetResolution) resolution = guichet_resolution_new (intent, server, profile);
  g_autoptr(GuichetIntent) mine = guichet_resolution_make (resolution);
  g_autoptr(GuichetIntent) theirs = NULL;

  g_assert_cmpuint (resolution->lines->len, ==, 1);
  g_assert_cmpuint (guichet_resolution_count_conflicts (resolution), ==, 1);
  g_assert_cmpstr (mine->action, ==, "reassign");
  g_assert_cmpstr (guichet_intent_get_change (mine, GUICHET_FIELD_AGENT)->value, ==, "6");

  /* Without its agent there is nothing to reassign; the words go all the same. */
  get_line (resolution, GUICHET_FIELD_AGENT)->keeps_mine = FALSE;
  theirs = guichet_resolution_make (resolution);
  g_assert_null (theirs->action);
  g_assert_cmpuint (theirs->changes->len, ==, 0);
  g_assert_cmpuint (guichet_intent_get_parts (theirs), ==, GUICHET_INTENT_PART_PRIVATE);
}

static GuichetIntent *
make_resolve (GuichetTicket *base)
{
  GuichetIntent *intent = guichet_intent_new_for_ticket (base);

  intent->action = g_strdup ("resolve");
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "Toner changé", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "Imprimante", "Imprimante du CDI", NULL);

  return intent;
}

/* The colleague went elsewhere, from where resolving is not offered. */
static void
test_impossible (void)
{
  g_autoptr(GuichetTicket) base = make_ticket ("assigned", "5");
  g_autoptr(GuichetTicket) server = make_ticket ("closed", "5");
  g_autoptr(GuichetIntent) intent = make_resolve (base);
  g_autoptr(GuichetResolution) resolution = guichet_resolution_new (intent, server, profile);
  const GuichetMergeLine *line = get_line (resolution, GUICHET_FIELD_STATUS);
  g_autoptr(GuichetIntent) left = guichet_resolution_make (resolution);

  g_assert_true (line->conflict);
  g_assert_false (line->possible);
  g_assert_false (line->keeps_mine);
  /* The solution belongs to resolving, the subject does not. */
  g_assert_null (left->action);
  g_assert_null (guichet_intent_get_change (left, GUICHET_FIELD_SOLUTION));
  g_assert_nonnull (guichet_intent_get_change (left, GUICHET_FIELD_TITLE));
}

static void
test_arrived (void)
{
  g_autoptr(GuichetTicket) base = make_ticket ("assigned", "5");
  g_autoptr(GuichetTicket) server = make_ticket ("resolved", "5");
  g_autoptr(GuichetIntent) intent = make_resolve (base);
  g_autoptr(GuichetResolution) resolution = guichet_resolution_new (intent, server, profile);

  g_assert_false (get_line (resolution, GUICHET_FIELD_STATUS)->conflict);
  g_assert_cmpuint (guichet_resolution_count_conflicts (resolution), ==, 0);
}

static void
test_safe_lines (void)
{
  g_autoptr(GuichetTicket) base = make_ticket ("assigned", "5");
  g_autoptr(GuichetTicket) server = make_ticket ("assigned", "5");
  g_autoptr(GuichetIntent) intent = make_resolve (base);
  g_autoptr(GuichetResolution) resolution = NULL;
  g_autoptr(GuichetIntent) left = NULL;

  guichet_ticket_set (server, GUICHET_FIELD_TITLE, "Scanner");
  resolution = guichet_resolution_new (intent, server, profile);
  g_assert_cmpuint (resolution->lines->len, ==, 3);
  g_assert_cmpuint (guichet_resolution_count_conflicts (resolution), ==, 1);
  g_assert_true (get_line (resolution, GUICHET_FIELD_TITLE)->conflict);

  get_line (resolution, GUICHET_FIELD_TITLE)->keeps_mine = FALSE;
  left = guichet_resolution_make (resolution);
  g_assert_cmpstr (left->action, ==, "resolve");
  g_assert_cmpuint (left->changes->len, ==, 1);
}

/* What is done is not for choosing any more. */
static void
test_done_part (void)
{
  g_autoptr(GuichetTicket) base = make_ticket ("assigned", "5");
  g_autoptr(GuichetIntent) intent = make_resolve (base);
  g_autoptr(GuichetResolution) resolution = NULL;
  g_autoptr(GuichetIntent) left = NULL;

  intent->seen = GUICHET_INTENT_PART_MAIN;
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Bonjour</p>");
  resolution = guichet_resolution_new (intent, base, profile);
  left = guichet_resolution_make (resolution);
  g_assert_cmpuint (resolution->lines->len, ==, 0);
  g_assert_cmpstr (left->action, ==, "resolve");
  g_assert_cmpuint (left->changes->len, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  profile = guichet_profile_load_named ("asap", NULL);

  g_test_add_func ("/resolution/reassigned", test_reassigned);
  g_test_add_func ("/resolution/impossible", test_impossible);
  g_test_add_func ("/resolution/arrived", test_arrived);
  g_test_add_func ("/resolution/safe-lines", test_safe_lines);
  g_test_add_func ("/resolution/done-part", test_done_part);

  status = g_test_run ();
  guichet_profile_unref (profile);

  return status;
}
