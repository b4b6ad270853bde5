#include "config.h"

#include "ui/ticket/field-edits.h"

static GuichetProfile *asap;

static GuichetTicket *
make_ticket (const char *status)
{
  GuichetTicket *ticket = guichet_ticket_new (42);

  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, status);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "No picture");
  guichet_ticket_set (ticket, GUICHET_FIELD_CALLBACK_PHONE, "04 00 12 34 56");
  guichet_ticket_set (ticket, GUICHET_FIELD_URGENCY, "4");
  guichet_ticket_set (ticket, GUICHET_FIELD_DESCRIPTION, "<p>Black</p>");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, 60, "Maud Ferrand");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SITE, 0, "");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, 7, "Nora Bellanger");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SERVICE, 4, "Projectors");

  return ticket;
}

static GuichetFieldEdits *
make_edits (const char *status)
{
  GuichetFieldEdits *edits = guichet_field_edits_new (asap);
  g_autoptr(GuichetTicket) ticket = make_ticket (status);

  guichet_field_edits_set_ticket (edits, ticket);

  return edits;
}

static void
count_cb (GuichetFieldEdits *edits,
          guint             *n)
{
  (*n)++;
}

static void
test_stage (void)
{
  g_autoptr(GuichetFieldEdits) edits = make_edits ("assigned");
  guint n = 0;

  g_signal_connect (edits, "changed", G_CALLBACK (count_cb), &n);
  guichet_field_edits_stage (edits, GUICHET_FIELD_CALLBACK_PHONE, "01", NULL);
  g_assert_cmpstr (guichet_field_edits_get (edits, GUICHET_FIELD_CALLBACK_PHONE), ==, "01");
  g_assert_true (guichet_field_edits_is_staged (edits, GUICHET_FIELD_CALLBACK_PHONE));
  g_assert_cmpuint (n, ==, 1);

  guichet_field_edits_stage (edits, GUICHET_FIELD_CALLBACK_PHONE, "01", NULL);
  g_assert_cmpuint (n, ==, 1);

  guichet_field_edits_stage_key (edits, GUICHET_FIELD_CALLER, 61, "Paul Brun");
  g_assert_cmpint (guichet_field_edits_get_key (edits, GUICHET_FIELD_CALLER), ==, 61);
  g_assert_cmpstr (guichet_field_edits_get_label (edits, GUICHET_FIELD_CALLER), ==, "Paul Brun");
  g_assert_cmpuint (guichet_field_edits_get_n_staged (edits), ==, 2);

  /* Nobody is nobody, however it is written. */
  guichet_field_edits_stage_key (edits, GUICHET_FIELD_SITE, 0, NULL);
  g_assert_cmpuint (guichet_field_edits_get_n_staged (edits), ==, 2);

  /* Back to what is shown is no change. */
  guichet_field_edits_stage (edits, GUICHET_FIELD_CALLBACK_PHONE, "04 00 12 34 56", NULL);
  g_assert_cmpuint (guichet_field_edits_get_n_staged (edits), ==, 1);
  guichet_field_edits_revert (edits, GUICHET_FIELD_CALLER);
  g_assert_cmpuint (guichet_field_edits_get_n_staged (edits), ==, 0);
}

static void
test_undo (void)
{
  g_autoptr(GuichetFieldEdits) edits = make_edits ("assigned");
  GuichetField field;

  guichet_field_edits_stage (edits, GUICHET_FIELD_URGENCY, "2", NULL);

  guichet_field_edits_open_step (edits);
  guichet_field_edits_stage (edits, GUICHET_FIELD_TITLE, "N", NULL);
  guichet_field_edits_stage (edits, GUICHET_FIELD_TITLE, "New", NULL);
  guichet_field_edits_close_step (edits);

  /* Without effect: no step. */
  guichet_field_edits_open_step (edits);
  guichet_field_edits_stage (edits, GUICHET_FIELD_TITLE, "Newer", NULL);
  guichet_field_edits_stage (edits, GUICHET_FIELD_TITLE, "New", NULL);
  guichet_field_edits_close_step (edits);

  guichet_field_edits_open_step (edits);
  guichet_field_edits_stage (edits, GUICHET_FIELD_TITLE, "Oops", NULL);
  guichet_field_edits_cancel_step (edits);
  g_assert_cmpstr (guichet_field_edits_get (edits, GUICHET_FIELD_TITLE), ==, "New");

  g_assert_true (guichet_field_edits_undo (edits, &field));
  g_assert_cmpint (field, ==, GUICHET_FIELD_TITLE);
  g_assert_cmpstr (guichet_field_edits_get (edits, GUICHET_FIELD_TITLE), ==, "No picture");
  g_assert_cmpstr (guichet_field_edits_get (edits, GUICHET_FIELD_URGENCY), ==, "2");

  g_assert_true (guichet_field_edits_undo (edits, NULL));
  g_assert_cmpuint (guichet_field_edits_get_n_staged (edits), ==, 0);
  g_assert_false (guichet_field_edits_can_undo (edits));
  g_assert_false (guichet_field_edits_undo (edits, NULL));
}

/* Several fields that were changed at once go back at once. */
static void
test_undo_together (void)
{
  g_autoptr(GuichetFieldEdits) edits = make_edits ("assigned");

  guichet_field_edits_open_step (edits);
  guichet_field_edits_stage_key (edits, GUICHET_FIELD_CALLER, 61, "Paul Brun");
  guichet_field_edits_stage_key (edits, GUICHET_FIELD_SITE, 8, "Lycée");
  guichet_field_edits_close_step (edits);
  g_assert_cmpuint (guichet_field_edits_get_n_staged (edits), ==, 2);
  guichet_field_edits_undo (edits, NULL);
  g_assert_cmpuint (guichet_field_edits_get_n_staged (edits), ==, 0);
}

static void
test_can_edit (void)
{
  static const struct { const char *status; GuichetField field; gboolean can; } cases[] = {
    { "assigned", GUICHET_FIELD_TITLE, TRUE },
    { "pending", GUICHET_FIELD_CALLER, TRUE },
    { "assigned", GUICHET_FIELD_STATUS, FALSE },
    { "assigned", GUICHET_FIELD_AGENT, FALSE },
    { "assigned", GUICHET_FIELD_BENEFICIARY, FALSE },     /* not in this image */
    { "resolved", GUICHET_FIELD_TITLE, FALSE },
    { "closed", GUICHET_FIELD_TITLE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetFieldEdits) edits = make_edits (cases[i].status);
      const char *reason;

      g_assert_cmpint (guichet_field_edits_can_edit (edits, cases[i].field, &reason), ==, cases[i].can);
      g_assert_cmpint (reason == NULL, ==, cases[i].can);

      guichet_field_edits_stage (edits, cases[i].field, "1", NULL);
      g_assert_cmpint (guichet_field_edits_is_staged (edits, cases[i].field), ==, cases[i].can);

      guichet_field_edits_clear (edits);
      guichet_field_edits_set_frozen (edits, TRUE);
      guichet_field_edits_stage (edits, cases[i].field, "2", NULL);
      g_assert_false (guichet_field_edits_is_staged (edits, cases[i].field));
    }
}

static void
test_missing (void)
{
  g_autoptr(GuichetFieldEdits) edits = make_edits ("assigned");
  g_autoptr(GuichetFieldEdits) empty = make_edits ("assigned");
  g_autoptr(GuichetTicket) ticket = make_ticket ("assigned");

  g_assert_cmpuint (guichet_field_edits_find_missing (edits), ==, 0);
  guichet_field_edits_stage (edits, GUICHET_FIELD_TITLE, "  ", NULL);
  guichet_field_edits_stage_key (edits, GUICHET_FIELD_SERVICE, 0, NULL);
  g_assert_cmpuint (guichet_field_edits_find_missing (edits), ==,
                    (G_GUINT64_CONSTANT (1) << GUICHET_FIELD_TITLE) | (G_GUINT64_CONSTANT (1) << GUICHET_FIELD_SERVICE));

  /* What arrived without it keeps nobody from answering. */
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "");
  guichet_field_edits_set_ticket (empty, ticket);
  g_assert_cmpuint (guichet_field_edits_find_missing (empty), ==, 0);
  guichet_field_edits_stage (empty, GUICHET_FIELD_URGENCY, "1", NULL);
  g_assert_cmpuint (guichet_field_edits_find_missing (empty), ==, G_GUINT64_CONSTANT (1) << GUICHET_FIELD_TITLE);
}

/* The base is what the person saw, whatever arrives meanwhile. */
static void
test_new_image (void)
{
  g_autoptr(GuichetFieldEdits) edits = make_edits ("assigned");
  g_autoptr(GuichetTicket) ticket = make_ticket ("assigned");
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);

  guichet_field_edits_stage (edits, GUICHET_FIELD_TITLE, "Mine", NULL);
  guichet_field_edits_stage (edits, GUICHET_FIELD_URGENCY, "2", NULL);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Theirs");
  guichet_ticket_set (ticket, GUICHET_FIELD_URGENCY, "2");
  guichet_field_edits_set_ticket (edits, ticket);

  g_assert_false (guichet_field_edits_is_staged (edits, GUICHET_FIELD_URGENCY));
  g_assert_true (guichet_field_edits_is_outdated (edits, GUICHET_FIELD_TITLE));

  guichet_intent_set_field (intent, GUICHET_FIELD_URGENCY, "4", "1", NULL);
  guichet_field_edits_stage (edits, GUICHET_FIELD_TITLE, "Mine too", NULL);
  guichet_field_edits_collect (edits, intent);
  g_assert_cmpuint (intent->changes->len, ==, 2);
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_TITLE)->base, ==, "No picture");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_TITLE)->value, ==, "Mine too");
}

static void
test_text (void)
{
  g_autoptr(GuichetFieldEdits) edits = make_edits ("assigned");
  g_autoptr(GuichetFieldEdits) other = make_edits ("assigned");
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autofree char *nothing = guichet_field_edits_to_text (edits);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autofree char *both = NULL;

  g_assert_cmpstr (nothing, ==, "");
  guichet_field_edits_stage (edits, GUICHET_FIELD_DESCRIPTION, "<p>[x]\n = \\n é ;</p>", NULL);
  guichet_field_edits_stage_key (edits, GUICHET_FIELD_CALLER, 61, "Paul\nBrun");
  guichet_field_edits_stage (edits, GUICHET_FIELD_TITLE, "", NULL);
  text = guichet_field_edits_to_text (edits);

  guichet_field_edits_add_text (other, text);
  again = guichet_field_edits_to_text (other);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (guichet_field_edits_get_label (other, GUICHET_FIELD_CALLER), ==, "Paul\nBrun");
  g_assert_true (guichet_field_edits_undo (other, NULL));
  g_assert_cmpuint (guichet_field_edits_get_n_staged (other), ==, 0);

  /* What came back from the outbox stands in front of what is kept. */
  guichet_intent_set_field (intent, GUICHET_FIELD_CALLER, "60", "62", "Léa");
  guichet_intent_set_field (intent, GUICHET_FIELD_URGENCY, "4", "1", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "7", "8", "Yanis");
  again = (g_free (again), guichet_field_changes_to_text (intent));
  both = g_strconcat (again, text, NULL);
  guichet_field_edits_add_text (other, both);
  g_assert_cmpint (guichet_field_edits_get_key (other, GUICHET_FIELD_CALLER), ==, 61);
  g_assert_cmpstr (guichet_field_edits_get (other, GUICHET_FIELD_URGENCY), ==, "1");
  g_assert_false (guichet_field_edits_is_staged (other, GUICHET_FIELD_AGENT));
}

static void
test_damaged_text (void)
{
  static const char * const texts[] = {
    "", "junk", "[title]", "[title]\nValue=x", "[title]\nBase=a\nValue=\\xff", "[nobody]\nBase=a\nValue=b",
    "[agent]\nBase=7\nValue=8", "[status]\nBase=a\nValue=closed", "<p>text</p>",
  };
  g_autoptr(GuichetFieldEdits) edits = make_edits ("assigned");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guichet_field_edits_add_text (edits, texts[i]);
      g_assert_cmpuint (guichet_field_edits_get_n_staged (edits), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  asap = guichet_profile_load_named ("asap", &error);
  g_assert_no_error (error);

  g_test_add_func ("/ui/field-edits/stage", test_stage);
  g_test_add_func ("/ui/field-edits/undo", test_undo);
  g_test_add_func ("/ui/field-edits/undo-together", test_undo_together);
  g_test_add_func ("/ui/field-edits/can-edit", test_can_edit);
  g_test_add_func ("/ui/field-edits/missing", test_missing);
  g_test_add_func ("/ui/field-edits/new-image", test_new_image);
  g_test_add_func ("/ui/field-edits/text", test_text);
  g_test_add_func ("/ui/field-edits/damaged-text", test_damaged_text);

  return g_test_run ();
}
