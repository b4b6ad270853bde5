#include "config.h"

#include "model/crossing.h"
#include "util/uuid.h"

#define ME "Nora Bellanger"
#define MY_USER 7

/* Letters of a journal: "r" the requester, "c" a colleague, "C" a colleague of
 * my name, "g" a colleague who uses this program too, "m" mine by its marker,
 * "q" the requester who quotes me, "w" mine, written over the pages, "o" mine, still in the outbox. */
typedef struct
{
  const char *name;
  const char *journal;
  int         seen;
  guint       crossing;
} Case;

static const Case cases[] = {
  { "nothing-new", "rc", 2, 0 },
  { "never-counted", "rc", -1, 0 },
  { "empty", "", 0, 0 },
  { "first-ever", "r", 0, 1 },
  { "one", "rcr", 2, 1 },
  { "two", "rcrg", 2, 2 },
  { "mine", "rcm", 2, 0 },
  { "mine-from-pages", "rcw", 2, 0 },
  { "mine-waiting", "rco", 2, 0 },
  { "behind-mine", "rcmr", 2, 1 },
  { "before-mine", "rcrm", 2, 1 },
  { "other-program", "g", 0, 1 },
  { "quoted", "rmq", 2, 1 },
  { "quoted-first", "q", 0, 1 },
  { "namesake", "rmC", 2, 1 },
  { "wiped-out", "r", 2, 0 },
};

static GuichetJournalEntry *
make_entry (char        letter,
            const char *marker)
{
  g_autofree char *foreign_uuid = guichet_uuid7_new ();
  g_autofree char *foreign = guichet_marker_for_uuid (foreign_uuid);
  g_autofree char *html = g_strdup_printf ("<p title=\"%s\">x</p>", letter == 'm' || letter == 'q' ? marker : letter == 'g' ? foreign : "");
  gboolean by_me = strchr ("mwo", letter) != NULL;
  GuichetJournalEntry *entry = guichet_journal_entry_new ("2026-01-06 09:30:00", by_me || letter == 'C' ? ME : "Maud Ferrand",
                                                          by_me ? MY_USER : 8, html);

  if (letter == 'o')
    entry->intent = g_strdup ("019b0000-0000-7000-8000-000000000001");

  return entry;
}

static void
test_case (gconstpointer data)
{
  const Case *this = data;
  g_autoptr(GPtrArray) entries = guichet_journal_entries_new ();
  g_autoptr(GPtrArray) intents = guichet_intents_new ();
  g_autoptr(GPtrArray) crossing = NULL;
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);

  g_ptr_array_add (intents, intent);
  for (const char *letter = this->journal; *letter != '\0'; letter++)
    g_ptr_array_add (entries, make_entry (*letter, marker));

  crossing = guichet_crossing_list (entries, this->seen, intents, ME);
  g_assert_cmpuint (crossing->len, ==, this->crossing);
}

static void
test_journal_not_read (void)
{
  g_autoptr(GPtrArray) crossing = guichet_crossing_list (NULL, 0, NULL, ME);

  g_assert_cmpuint (crossing->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/crossing/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/crossing/journal-not-read", test_journal_not_read);

  return g_test_run ();
}
