#include "config.h"

#include "fixture.h"
#include "store/marks.h"

/* A thousand tickets live random lives: requester, colleagues and the person
 * act on them, here and elsewhere, and the person looks now and then. What the
 * store tells of each after each step is compared with a reference that keeps
 * every event. */

#define SEED 20261124
#define N_TICKETS 1000
#define N_STEPS 14

#define REQUESTER "Élodie Géraud"
#define MYSELF "Agnès Martin"

static const char * const colleagues[] = { "Maud Petit", "Inès Roy" };
static const char * const states[] = { "assigned", "pending", "resolved" };

#define RESOLVED 2
#define UNKNOWN (-1)

typedef struct
{
  int status;           /* index into states */
  int team;
  int agent;
} Fields;

typedef struct
{
  gint64      id;
  gboolean    is_new;           /* younger than the first load */
  int         updated;          /* the step of the last change */
  Fields      now;
  GPtrArray  *entries[GUICHET_N_JOURNALS];

  /* The reference: what the person knows, and what others did since. */
  gboolean    looked;
  gboolean    sticky;           /* was unread when the person acted */
  gboolean    wanted;
  Fields      known;
  gboolean    pending;
  guint       entry_flags;
  const char *who;
} Life;

typedef struct
{
  char         *folder;
  GuichetStore *store;
  GRand        *rand;
  Life          lives[N_TICKETS];
} Fixture;

static char *
make_stamp (int step)
{
  return g_strdup_printf ("2026-02-03 %02d:00:00", step);
}

static GuichetTicket *
make_image (const Life *life)
{
  GuichetTicket *ticket = make_ticket (life->id, states[life->now.status], life->now.team, life->now.agent);
  g_autofree char *updated = make_stamp (life->updated);

  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, 100, REQUESTER);
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, life->is_new ? "2026-02-03 00:30:00" : "2026-02-01 08:00:00");
  set_update (ticket, updated);
  add_texts (ticket, "<p>Texte</p>");
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    for (guint i = 0; i < life->entries[j]->len; i++)
      g_ptr_array_add (guichet_ticket_get_journal (ticket, j),
                       guichet_journal_entry_ref (g_ptr_array_index (life->entries[j], i)));

  return ticket;
}

static void
write_entry (Life           *life,
             GuichetJournal  journal,
             int             step,
             const char     *author,
             const char     *html)
{
  g_autofree char *stamp = make_stamp (step);

  g_ptr_array_add (life->entries[journal], guichet_journal_entry_new (stamp, author, 3, html));
  life->updated = step;
}

/* ---- the reference */

static gboolean
differs (int known,
         int now)
{
  return known != UNKNOWN && known != now;
}

static guint
diff_fields (const Life *life)
{
  guint delta = 0;

  if (differs (life->known.status, life->now.status))
    delta |= GUICHET_DELTA_STATUS;
  if (life->known.status == RESOLVED && life->now.status != RESOLVED)
    delta |= GUICHET_DELTA_REOPENED;
  if (differs (life->known.team, life->now.team))
    delta |= GUICHET_DELTA_TEAM;
  if (differs (life->known.agent, life->now.agent))
    delta |= GUICHET_DELTA_AGENT;

  return delta;
}

static guint
diff (const Life *life)
{
  guint delta;

  if (!life->looked && life->is_new)
    return GUICHET_DELTA_NEW;

  delta = diff_fields (life) | life->entry_flags;
  if (delta == 0 && (life->pending || life->sticky))
    return GUICHET_DELTA_OTHER;

  return delta;
}

static void
look (Life *life)
{
  life->looked = TRUE;
  life->sticky = FALSE;
  life->wanted = FALSE;
  life->known = life->now;
  life->pending = FALSE;
  life->entry_flags = 0;
  life->who = NULL;
}

/* ---- what others do */

static void
answer (Life       *life,
        int         step,
        const char *author)
{
  write_entry (life, GUICHET_JOURNAL_PUBLIC, step, author, "<p>Réponse</p>");
  life->entry_flags &= ~(guint) (GUICHET_DELTA_ANSWER | GUICHET_DELTA_PUBLIC);
  life->entry_flags |= g_str_equal (author, REQUESTER) ? GUICHET_DELTA_ANSWER : GUICHET_DELTA_PUBLIC;
  life->who = author;
  life->pending = TRUE;
}

static void
note (Life       *life,
      int         step,
      const char *author)
{
  write_entry (life, GUICHET_JOURNAL_PRIVATE, step, author, "<p>Note</p>");
  life->entry_flags |= GUICHET_DELTA_PRIVATE;
  life->who = author;
  life->pending = TRUE;
}

static void
change_field (Life  *life,
              int    step,
              GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      life->now.status = g_rand_int_range (rand, 0, G_N_ELEMENTS (states));
      break;
    case 1:
      life->now.team = g_rand_int_range (rand, 31, 33);
      break;
    case 2:
      life->now.agent = g_rand_int_range (rand, 6, 9);
      break;
    default:
      break;
    }
  life->updated = step;
  life->pending = TRUE;
}

/* ---- what the person does elsewhere: it explains that the ticket moved, but
 * not what is plainly to be seen */

static void
write_elsewhere (Life  *life,
                 int    step,
                 GRand *rand)
{
  write_entry (life, g_rand_boolean (rand) ? GUICHET_JOURNAL_PUBLIC : GUICHET_JOURNAL_PRIVATE, step, MYSELF,
               "<p>De moi</p>");
  if (diff_fields (life) == 0 && life->entry_flags == 0)
    life->pending = FALSE;
}

/* ---- what the person does here */

static void
merge_life (Fixture *fixture,
            Life    *life)
{
  g_autoptr(GuichetTicket) image = make_image (life);

  merge_one (fixture->store, image);
}

static void
save_state (Fixture            *fixture,
            GuichetIntent      *intent,
            GuichetIntentState  state)
{
  g_autoptr(GError) error = NULL;

  intent->state = state;
  guichet_store_save_intent (fixture->store, intent, &error);
  g_assert_no_error (error);
}

static GuichetMark *
read_mark (Fixture *fixture,
           Life    *life)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) marks = NULL;
  g_autoptr(GError) error = NULL;

  g_array_append_val (ids, life->id);
  marks = guichet_store_read_marks (fixture->store, ids, NULL, &error);
  g_assert_no_error (error);

  return guichet_mark_copy (g_ptr_array_index (marks, 0));
}

static void
assert_same (const Life        *life,
             const GuichetMark *mark,
             const char        *when)
{
  guint delta = diff (life);
  gboolean unread = delta != 0 || life->sticky || life->wanted;

  if (mark->delta != delta || mark->unread != unread || g_strcmp0 (mark->who, delta == GUICHET_DELTA_NEW ? NULL : life->who) != 0)
    g_error ("Ticket %" G_GINT64_FORMAT " %s: delta %x instead of %x, unread %d instead of %d, who %s instead of %s",
             life->id, when, mark->delta, delta, mark->unread, unread, mark->who, life->who);
}

static GuichetIntent *
make_intent (Life  *life,
             GRand *rand)
{
  static const struct { const char *action; int to; } actions[] = { { "resume", 0 }, { "pending", 1 }, { "resolve", 2 } };
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, life->id);
  int i = g_rand_int_range (rand, 0, G_N_ELEMENTS (actions));

  intent->action = g_strdup (actions[i].action);
  life->now.status = actions[i].to;
  life->known.status = actions[i].to;
  if (g_rand_boolean (rand))
    {
      guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "8", "7", MYSELF);
      life->now.agent = 7;
      life->known.agent = 7;
    }

  return intent;
}

static void
act (Fixture *fixture,
     Life    *life,
     int      step)
{
  guint before = diff (life);
  gboolean wanted = life->wanted;
  g_autoptr(GuichetIntent) intent = make_intent (life, fixture->rand);
  g_autoptr(GuichetMark) arriving = NULL;
  g_autoptr(GError) error = NULL;

  if (g_rand_boolean (fixture->rand))
    intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Mien</p>");
  guichet_store_enqueue (fixture->store, intent, NULL, &error);
  g_assert_no_error (error);
  intent->attempts = 1;
  intent->first_sent = 1;
  save_state (fixture, intent, GUICHET_INTENT_SENDING);

  life->updated = step;
  if (intent->entries[GUICHET_JOURNAL_PUBLIC] != NULL)
    {
      g_autofree char *html = g_strdup_printf ("<p class=\"cl-%s\">Mien</p>", intent->uuid);

      write_entry (life, GUICHET_JOURNAL_PUBLIC, step, MYSELF, html);
    }
  if (before == 0)
    look (life);
  else if (before != GUICHET_DELTA_NEW)
    life->sticky = TRUE;
  life->wanted = wanted;
  merge_life (fixture, life);

  arriving = read_mark (fixture, life);
  assert_same (life, arriving, "while an operation arrives");
  save_state (fixture, intent, GUICHET_INTENT_DONE);
}

/* ---- the course of things */

typedef struct
{
  GPtrArray *images;
  GArray    *seen;
  GArray    *unread;
} Step;

static void
live (Fixture *fixture,
      Life    *life,
      int      number,
      Step    *step)
{
  const char *colleague = colleagues[g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (colleagues))];
  int dice = g_rand_int_range (fixture->rand, 0, 100);

  if (dice < 10)
    answer (life, number, REQUESTER);
  else if (dice < 17)
    answer (life, number, colleague);
  else if (dice < 24)
    note (life, number, colleague);
  else if (dice < 45)
    change_field (life, number, fixture->rand);
  else if (dice < 52)
    write_elsewhere (life, number, fixture->rand);
  else if (dice < 55)
    act (fixture, life, number);
  else if (dice < 72)
    g_array_append_val (step->seen, life->id);
  else if (dice < 75)
    g_array_append_val (step->unread, life->id);

  if (dice < 52)
    g_ptr_array_add (step->images, make_image (life));
}

static void
mark_all (Fixture        *fixture,
          GArray         *ids,
          GuichetMarking  marking)
{
  g_autoptr(GError) error = NULL;

  guichet_store_mark (fixture->store, ids, marking, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      Life *life = &fixture->lives[g_array_index (ids, gint64, i) - 1];

      if (marking == GUICHET_MARK_SEEN)
        look (life);
      else if (!life->sticky)
        life->wanted = TRUE;
    }
}

static void
run_step (Fixture *fixture,
          int      number)
{
  g_autoptr(GPtrArray) images = guichet_tickets_new ();
  g_autoptr(GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) unread = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;
  Step step = { images, seen, unread };

  for (guint i = 0; i < N_TICKETS; i++)
    live (fixture, &fixture->lives[i], number, &step);
  guichet_store_merge_tickets (fixture->store, images, NULL, &error);
  g_assert_no_error (error);
  mark_all (fixture, seen, GUICHET_MARK_SEEN);
  mark_all (fixture, unread, GUICHET_MARK_UNREAD);
}

static void
compare_all (Fixture *fixture)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) marks = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < N_TICKETS; i++)
    g_array_append_val (ids, fixture->lives[i].id);
  marks = guichet_store_read_marks (fixture->store, ids, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_TICKETS; i++)
    assert_same (&fixture->lives[i], g_ptr_array_index (marks, i), "after a step");
}

static void
begin_life (Life     *life,
            gint64    id,
            gboolean  is_new)
{
  life->id = id;
  life->is_new = is_new;
  life->updated = is_new ? 1 : 0;
  life->now = (Fields) { 0, 31, 8 };
  life->known = (Fields) { UNKNOWN, UNKNOWN, UNKNOWN };
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    life->entries[j] = guichet_journal_entries_new ();
}

static void
merge_some (Fixture *fixture,
            guint    from,
            guint    to)
{
  g_autoptr(GPtrArray) images = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = from; i < to; i++)
    g_ptr_array_add (images, make_image (&fixture->lives[i]));
  guichet_store_merge_tickets (fixture->store, images, NULL, &error);
  g_assert_no_error (error);
}

/* Nine in ten were there at the first load. */
static void
test_replay (void)
{
  g_autofree Fixture *fixture = g_new0 (Fixture, 1);
  const guint n_old = N_TICKETS * 9 / 10;
  g_autoptr(GError) error = NULL;

  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  fixture->rand = g_rand_new_with_seed (SEED);
  for (guint i = 0; i < N_TICKETS; i++)
    begin_life (&fixture->lives[i], i + 1, i >= n_old);

  merge_some (fixture, 0, n_old);
  guichet_store_begin_unread (fixture->store, &error);
  g_assert_no_error (error);
  merge_some (fixture, n_old, N_TICKETS);
  compare_all (fixture);
  for (int number = 2; number < N_STEPS + 2; number++)
    {
      run_step (fixture, number);
      compare_all (fixture);
    }

  for (guint i = 0; i < N_TICKETS; i++)
    for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
      g_ptr_array_unref (fixture->lives[i].entries[j]);
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_rand_free (fixture->rand);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/marks/replay", test_replay);

  return g_test_run ();
}
