#include "config.h"

#include "fixture.h"

typedef struct
{
  char         *folder;
  GuichetStore *store;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *report = NULL;

  guichet_store_check (fixture->store, &report, &error);
  g_assert_no_error (error);
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GArray *
search (Fixture    *fixture,
        const char *text,
        gboolean    with_private)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ranked = NULL;
  GArray *ids;

  ids = guichet_store_search (fixture->store, text, GUICHET_SEARCH_NEWEST, with_private, NULL, &error);
  g_assert_no_error (error);
  ranked = guichet_store_search (fixture->store, text, GUICHET_SEARCH_RANKED, with_private, NULL, &error);
  g_assert_no_error (error);

  /* The same hits in another order. */
  g_assert_cmpuint (ids->len, ==, ranked->len);
  for (guint i = 0; i < ids->len; i++)
    g_assert_true (ids_contain (ranked, g_array_index (ids, gint64, i)));

  return ids;
}

static gboolean
finds (Fixture    *fixture,
       const char *text,
       gboolean    with_private,
       gint64      id)
{
  g_autoptr(GArray) ids = search (fixture, text, with_private);

  return ids_contain (ids, id);
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *text; gboolean with_private; gboolean found; } cases[] = {
    { "R-000042", FALSE, TRUE },
    { "écran", FALSE, TRUE },
    { "ECRAN", FALSE, TRUE },
    { "ecr", FALSE, TRUE },
    { "é", FALSE, TRUE },
    { "écran noir", FALSE, TRUE },
    { "noir écran", FALSE, TRUE },
    { "écr noir", FALSE, FALSE },           /* only the last word may be a beginning */
    { "ecr ", FALSE, FALSE },               /* a word that is finished is whole */
    { "ecran ", FALSE, TRUE },
    { "l'écran", FALSE, TRUE },             /* two words to the index */
    { "cafetière", FALSE, TRUE },           /* description */
    { "cafe\xcc\x81tie\xcc\x80re", FALSE, TRUE },
    { "cafetie\xcc\x80re", FALSE, TRUE },   /* decomposed accents */
    { "gras", FALSE, TRUE },                /* inside a tag pair */
    { "strong", FALSE, FALSE },             /* a tag is no word */
    { "géraud", FALSE, TRUE },              /* caller */
    { "boulon", FALSE, TRUE },              /* public journal */
    { "secrète", FALSE, FALSE },            /* private journal */
    { "secrète", TRUE, TRUE },
    { "secr", FALSE, FALSE },
    { "secr", TRUE, TRUE },
    { "boulon secrète", FALSE, FALSE },
    { "boulon secrète", TRUE, TRUE },
    { "inspecteur", FALSE, FALSE },         /* who wrote in the private journal */
    { "plan", FALSE, TRUE },                /* name of a file */
    { "remplacement", FALSE, TRUE },        /* solution */
    { "absent", FALSE, FALSE },
    { "", FALSE, FALSE },
    { "   ", FALSE, FALSE },
    { "?!…", FALSE, FALSE },
    { "\"", FALSE, FALSE },
    { "écran\" OR \"absent", FALSE, FALSE },
    { "title : ecran", FALSE, FALSE },      /* operators are words */
    { "ecran OR absent", FALSE, FALSE },
    { "NEAR(ecran noir)", FALSE, FALSE },
    { "ecran*", FALSE, TRUE },
    { "-ecran", FALSE, TRUE },
    { "{private} : secrète", FALSE, FALSE },
    { "écran 日本", FALSE, FALSE },
    { "wifi", FALSE, TRUE },                /* people write either */
    { "Wi-Fi", FALSE, TRUE },
    { "wi‑fi", FALSE, TRUE },
    { "wif", FALSE, TRUE },
    { "rendezvous", FALSE, TRUE },
    { "e-mail", FALSE, TRUE },
    { "r000042", FALSE, TRUE },
    { "wi-fi absent", FALSE, FALSE },
    { "wi-", FALSE, TRUE },
    { "écran ☺", FALSE, TRUE },             /* no word at all */
  };
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GPtrArray) attachments = guichet_attachments_new ();
  g_autoptr(GError) error = NULL;
  GuichetAttachment *attachment = guichet_attachment_new (5, 42);

  set_title (ticket, "L'écran noir, Wi-Fi");
  add_texts (ticket, "<p>La <strong>cafetière</strong> <b>gras</b></p>");
  guichet_ticket_set (ticket, GUICHET_FIELD_SOLUTION, "Remplacement");
  add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "Élodie", "<p>Un boulon, un rendez-vous, un email</p>");
  add_entry (ticket, GUICHET_JOURNAL_PRIVATE, "Inspecteur", "<p>Chose secrète</p>");
  merge_one (fixture->store, ticket);
  g_set_str (&attachment->name, "plan de salle.pdf");
  g_ptr_array_add (attachments, attachment);
  guichet_store_merge_attachments (fixture->store, attachments, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (finds (fixture, cases[i].text, cases[i].with_private, 42) != cases[i].found)
      g_error ("“%s” %s", cases[i].text, cases[i].found ? "finds nothing" : "finds something");
}

static void
test_changed_text (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GuichetTicket) before = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) after = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;
  gint64 id = 42;

  add_texts (before, "<p>avant</p>");
  merge_one (fixture->store, before);
  g_assert_true (finds (fixture, "avant", FALSE, 42));

  add_texts (after, "<p>maintenant</p>");
  set_update (after, "2026-01-09 00:00:00");
  merge_one (fixture->store, after);
  g_assert_false (finds (fixture, "avant", FALSE, 42));
  g_assert_true (finds (fixture, "maintenant", FALSE, 42));

  g_array_append_val (gone, id);
  guichet_store_vanish_tickets (fixture->store, gone, &error);
  g_assert_no_error (error);
  g_assert_false (finds (fixture, "maintenant", FALSE, 42));
}

/* Whatever the order in which tickets come in. */
static void
test_newest_first (Fixture       *fixture,
                   gconstpointer  data)
{
  static const guint days[] = { 14, 3, 27, 9, 1, 22, 5 };
  g_autoptr(GArray) ids = NULL;
  guint previous = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (days[i], "assigned", MY_TEAM, ME);
      g_autofree char *update = g_strdup_printf ("2026-01-%02u 12:00:00", days[i]);

      set_update (ticket, update);
      merge_one (fixture->store, ticket);
    }

  ids = guichet_store_search (fixture->store, "ticket", GUICHET_SEARCH_NEWEST, FALSE, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, G_N_ELEMENTS (days));
  for (guint i = 0; i < ids->len; i++)
    {
      g_assert_cmpint (g_array_index (ids, gint64, i), <, previous);
      previous = (guint) g_array_index (ids, gint64, i);
    }
}

/* Many tickets that changed in the same second, and at most 50 hits. */
static void
test_same_moment (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  gboolean left = TRUE;

  for (gint64 id = 1; id <= 300; id++)
    g_ptr_array_add (tickets, make_ticket (id, "assigned", MY_TEAM, ME));
  guichet_store_merge_tickets (fixture->store, tickets, NULL, &error);
  g_assert_no_error (error);
  while (left)
    g_assert_true (guichet_store_index_step (fixture->store, &left, &error));

  ids = search (fixture, "ticket", FALSE);
  g_assert_cmpuint (ids->len, ==, 50);
  for (gint64 id = 1; id <= 300; id++)
    {
      g_autofree char *ref = g_strdup_printf ("R-%06" G_GINT64_FORMAT, id);

      g_assert_true (finds (fixture, ref, FALSE, id));
    }
}

static void
test_ranked (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GuichetTicket) in_title = make_ticket (1, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) in_text = make_ticket (2, "assigned", MY_TEAM, ME);
  g_autoptr(GArray) newest = NULL;
  g_autoptr(GArray) ranked = NULL;

  set_title (in_title, "Imprimante");
  set_update (in_title, "2026-01-01 00:00:00");
  add_texts (in_text, "<p>imprimante</p>");
  set_update (in_text, "2026-01-02 00:00:00");
  merge_one (fixture->store, in_title);
  merge_one (fixture->store, in_text);

  newest = guichet_store_search (fixture->store, "imprimante", GUICHET_SEARCH_NEWEST, FALSE, NULL, NULL);
  ranked = guichet_store_search (fixture->store, "imprimante", GUICHET_SEARCH_RANKED, FALSE, NULL, NULL);
  g_assert_cmpint (g_array_index (newest, gint64, 0), ==, 2);
  g_assert_cmpint (g_array_index (ranked, gint64, 0), ==, 1);
}

/* A first load: found after the idle steps, newest first. */
static void
test_bulk (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  gboolean left = TRUE;

  g_assert_true (guichet_store_begin_bulk (fixture->store, &error));
  for (gint64 page = 0; page < 5; page++)
    {
      g_autoptr(GPtrArray) tickets = guichet_tickets_new ();

      for (gint64 id = page * 100 + 1; id <= page * 100 + 100; id++)
        {
          g_autoptr(GuichetTicket) ticket = make_ticket (id, "assigned", MY_TEAM, ME);
          g_autofree char *update = g_strdup_printf ("2026-01-01 %02d:%02d:00", (int) (23 - id / 60), (int) (59 - id % 60));

          set_update (ticket, update);
          g_ptr_array_add (tickets, g_steal_pointer (&ticket));
        }
      guichet_store_merge_tickets (fixture->store, tickets, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_true (guichet_store_index_step (fixture->store, &left, &error));
  g_assert_false (left);
  ids = search (fixture, "ticket", FALSE);
  g_assert_cmpuint (ids->len, ==, 0);
  g_assert_true (guichet_store_end_bulk (fixture->store, &error));

  left = TRUE;
  for (guint i = 0; i < 100 && left; i++)
    g_assert_true (guichet_store_index_step (fixture->store, &left, &error));
  g_assert_false (left);
  g_array_unref (ids);
  ids = search (fixture, "ticket", FALSE);
  g_assert_cmpuint (ids->len, ==, 50);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), ==, i + 1);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = NULL;

  g_cancellable_cancel (cancellable);
  ids = guichet_store_search (fixture->store, "x", GUICHET_SEARCH_NEWEST, FALSE, cancellable, &error);
  g_assert_null (ids);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_waiting (Fixture    *fixture,
                const char *text,
                gboolean    in_public,
                gboolean    in_all)
{
  g_assert_cmpint (finds (fixture, text, FALSE, 42), ==, in_public);
  g_assert_cmpint (finds (fixture, text, TRUE, 42), ==, in_all);
}

/* What was written here and has not left is found like the rest. */
static void
test_outbox (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (42, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) other = make_ticket (43, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetIntent) intent = NULL;
  g_autoptr(GArray) both = NULL;
  g_autoptr(GError) error = NULL;

  add_texts (ticket, "<p>Texte</p>");
  add_texts (other, "<p>Tournevis</p>");
  merge_one (fixture->store, ticket);
  merge_one (fixture->store, other);
  intent = guichet_intent_new_for_ticket (ticket);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Un <b>Tournevis</b> Wi-Fi</p>");
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Une scie</p>");
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "Râteau", NULL);
  guichet_store_enqueue (fixture->store, intent, NULL, &error);
  g_assert_no_error (error);

  assert_waiting (fixture, "tournevis", TRUE, TRUE);
  assert_waiting (fixture, "tourn", TRUE, TRUE);
  assert_waiting (fixture, "tourn ", FALSE, FALSE);
  assert_waiting (fixture, "wifi", TRUE, TRUE);
  assert_waiting (fixture, "wi-fi", TRUE, TRUE);
  assert_waiting (fixture, "RATEAU tournevis", TRUE, TRUE);
  assert_waiting (fixture, "scie", FALSE, TRUE);
  assert_waiting (fixture, "tournevis scie", FALSE, TRUE);
  assert_waiting (fixture, "tournevis absent", FALSE, FALSE);
  assert_waiting (fixture, "b", FALSE, FALSE);
  both = search (fixture, "tournevis", FALSE);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpint (g_array_index (both, gint64, 0), ==, 42);

  guichet_store_decide (fixture->store, intent->uuid, GUICHET_OUTBOX_WITHDRAW, &error);
  g_assert_no_error (error);
  assert_waiting (fixture, "tournevis", FALSE, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/search/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("words", test_words);
  ADD ("changed-text", test_changed_text);
  ADD ("newest-first", test_newest_first);
  ADD ("same-moment", test_same_moment);
  ADD ("ranked", test_ranked);
  ADD ("bulk", test_bulk);
  ADD ("outbox", test_outbox);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
