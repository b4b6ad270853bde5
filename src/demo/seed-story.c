#include "config.h"

#include "demo/seed-story.h"

#include "demo/case-log.h"

#define MINUTE  60
#define HOUR    (60 * MINUTE)
#define DAY     (24 * HOUR)

/* The same moment, at the nearest hour before it at which people work. @spare
 * of up to two hours stands in for what would lie in the future. All that is
 * drawn is drawn in any case: a seed tells the same stories at any hour. */
static gint64
to_office_hours (DemoSeed *seed,
                 gint64    when,
                 gint64    spare)
{
  struct tm tm;
  gint64 moved = when;

  demo_seed_break_down (seed, when, &tm);
  if (tm.tm_hour < 8 || tm.tm_hour > 17)
    moved += ((tm.tm_hour % 10) + 8 - tm.tm_hour) * HOUR;
  if (tm.tm_wday == 0 || tm.tm_wday == 6)
    moved -= (tm.tm_wday == 0 ? 2 : 1) * DAY;

  return moved < seed->now - 15 * MINUTE ? moved : seed->now - 15 * MINUTE - spare;
}

/* The same moment, or the next morning. */
static gint64
to_next_office_hour (DemoSeed *seed,
                     gint64    when)
{
  struct tm tm;
  gint64 moved = when;

  demo_seed_break_down (seed, when, &tm);
  if (tm.tm_hour > 17)
    moved += (24 + 8 - tm.tm_hour) * HOUR;
  else if (tm.tm_hour < 8)
    moved += (8 - tm.tm_hour) * HOUR;

  demo_seed_break_down (seed, moved, &tm);
  if (tm.tm_wday == 0 || tm.tm_wday == 6)
    moved += (tm.tm_wday == 0 ? 1 : 2) * DAY;
  return moved;
}

/* Later requests have later references: closed ones lie furthest back, then
 * resolved ones; what goes on began in the last three weeks, much of it in the
 * last days. */
static gint64
draw_start (DemoStory *story,
            double     age)
{
  DemoSeed *seed = story->seed;
  double days = seed->small ? 75.0 : 3 * 365.0;
  gint64 jitter = demo_seed_draw (seed, 3 * HOUR);
  gint64 spare = demo_seed_draw (seed, 2 * HOUR);
  gint64 back;

  if (story->part == DEMO_PART_CLOSED)
    back = (gint64) (age * days * DAY) + 25 * DAY;
  else if (story->part == DEMO_PART_RESOLVED)
    back = (gint64) (age * days * 0.5 * DAY) + 22 * DAY;
  else
    back = (gint64) (age * age * 22 * DAY);

  return to_office_hours (seed, seed->now - back - jitter, spare);
}

static gint64
advance (DemoStory *story,
         gint64     least,
         gint64     most)
{
  DemoSeed *seed = story->seed;
  gint64 step = least + demo_seed_draw (seed, (guint) (most - least));
  gint64 part = 2 + demo_seed_draw (seed, 2);
  gint64 next = to_next_office_hour (seed, story->clock + step);

  if (next >= seed->now - MINUTE)
    next = story->clock + (seed->now - story->clock) / part;
  story->clock = MAX (next, story->clock + 1);
  return story->clock;
}

static const DemoSeedService *
get_service (DemoSeed           *seed,
             const DemoTextCase *text)
{
  return &g_array_index (seed->services, DemoSeedService, text->service);
}

static gboolean
belongs_to_first_agent (guint team)
{
  return team == DEMO_TEAM_NETWORK || team == DEMO_TEAM_MPL;
}

static gboolean
fits (DemoStory *story,
      guint      team)
{
  switch (story->part)
    {
    case DEMO_PART_OWN:
    case DEMO_PART_TO_TAKE:
    case DEMO_PART_TAKEN:
      return belongs_to_first_agent (team);

    case DEMO_PART_OTHER:
      return !belongs_to_first_agent (team);

    case DEMO_PART_RESOLVED:
    case DEMO_PART_CLOSED:
    case DEMO_N_PARTS:
    default:
      return TRUE;
    }
}

/* In the lists of whoever demonstrates nothing comes twice while there is
 * something new. */
static guint
draw_case (DemoStory *story,
           guint      n_cases)
{
  if (story->part < DEMO_PART_OTHER)
    return 7 * story->seed->next_case[story->part]++ % n_cases;

  return demo_seed_draw (story->seed, n_cases);
}

static void
draw_text (DemoStory *story)
{
  guint n_cases;
  const DemoTextCase *cases = demo_texts_get_cases (&n_cases);

  do
    {
      story->text = &cases[draw_case (story, n_cases)];
      story->service = get_service (story->seed, story->text);
      story->team = story->service->team;
    }
  while (!fits (story, story->team));

  story->places = demo_texts_draw_places (story->seed->random);
}

/* Now and then the first agent is the one who asks: for the user portal. */
static void
draw_caller (DemoStory *story)
{
  DemoSeed *seed = story->seed;
  guint index = demo_seed_draw (seed, DEMO_N_REQUESTERS - 1);

  if (story->part >= DEMO_PART_OTHER && demo_seed_draw (seed, 14) == 0)
    {
      story->caller = &seed->agents[0];
      story->caller_account = seed->accounts[0];
      story->organisation = seed->agents[0].organisation;
      return;
    }

  story->caller = &seed->requesters[index];
  /* The accounts of requesters follow each other. */
  story->caller_account = seed->requester_account + index;
  story->organisation = story->caller->organisation;
}

static void
draw_agent (DemoStory *story)
{
  DemoSeed *seed = story->seed;
  GArray *members = seed->members[story->team];
  guint agent;

  if (story->part == DEMO_PART_TO_TAKE)
    return;
  if (story->part == DEMO_PART_OWN ||
      (story->part >= DEMO_PART_RESOLVED && belongs_to_first_agent (story->team) &&
       story->caller != &seed->agents[0] && demo_seed_draw (seed, 3) == 0))
    agent = 0;
  else
    do
      agent = g_array_index (members, guint, demo_seed_draw (seed, members->len));
    while (agent == 0);

  story->agent = &seed->agents[agent];
  story->agent_account = seed->accounts[agent];
}

static const char *
draw_other_status (DemoStory *story)
{
  static const char * const lab[] = {
    "dispatched", "assigned", "pending", "to_complete", "assigned", "dispatched", "new", "assigned", "redispatched",
    "waiting_for_approval", "escalated_tto", "escalated_ttr", "approved", "rejected",
  };
  static const char * const stock[] = {
    "new", "assigned", "pending", "assigned", "new", "waiting_for_approval", "escalated_tto", "escalated_ttr",
    "approved", "rejected",
  };

  return story->seed->core->lab ? lab[demo_seed_draw (story->seed, G_N_ELEMENTS (lab))]
                                : stock[demo_seed_draw (story->seed, G_N_ELEMENTS (stock))];
}

/* The first agent's list shows each state, and work to do at its top: the
 * oldest comes first here. */
static const char *
choose_own_status (DemoStory *story)
{
  static const char * const statuses[] = {
    "assigned", "pending", "assigned", "to_complete", "assigned", "assigned", "pending", "assigned", "assigned",
    "to_complete", "assigned", "pending", "assigned", "assigned",
  };
  const char *status = statuses[story->seed->n_own++ % G_N_ELEMENTS (statuses)];

  return g_str_equal (status, "to_complete") && !story->seed->core->lab ? "pending" : status;
}

static const char *
draw_busy_status (DemoStory *story)
{
  guint drawn = demo_seed_draw (story->seed, 10);

  if (drawn < 6)
    return "assigned";
  if (drawn < 8 || !story->seed->core->lab)
    return "pending";
  return "to_complete";
}

static void
draw_status (DemoStory *story)
{
  switch (story->part)
    {
    case DEMO_PART_OWN:
      story->status = choose_own_status (story);
      break;

    case DEMO_PART_TAKEN:
      story->status = draw_busy_status (story);
      break;

    case DEMO_PART_TO_TAKE:
      story->status = story->seed->core->lab ? "dispatched" : "new";
      break;

    case DEMO_PART_RESOLVED:
      story->status = "resolved";
      break;

    case DEMO_PART_CLOSED:
      story->status = "closed";
      break;

    case DEMO_PART_OTHER:
    case DEMO_N_PARTS:
    default:
      story->status = draw_other_status (story);
      break;
    }
}

static gboolean
is_status (DemoStory  *story,
           const char *first,
           const char *second,
           const char *third)
{
  return g_str_equal (story->status, first) || g_str_equal (story->status, second) ||
         g_str_equal (story->status, third);
}

/* Nobody works on it yet. */
gboolean
demo_story_is_waiting (DemoStory *story)
{
  return is_status (story, "new", "dispatched", "redispatched") ||
         is_status (story, "waiting_for_approval", "approved", "rejected") ||
         g_str_equal (story->status, "escalated_tto");
}

static void
say (char                 **log,
     DemoStory             *story,
     gint64                 when,
     const DemoSeedPerson  *author,
     gint64                 account,
     const char            *first,
     const char            *text)
{
  g_autofree char *filled = demo_texts_fill (text, &story->places);
  g_autofree char *date = demo_seed_format_time (story->seed, when);
  g_autofree char *name = g_strdup_printf ("%s %s", author->first_name, author->name);
  g_autofree char *body = first != NULL ? g_strdup_printf ("<p>%s</p><p>%s</p>", first, filled)
                                        : g_strdup_printf ("<p>%s</p>", filled);
  char *longer = demo_case_log_append (*log, date, name, account, TRUE, body);

  g_free (*log);
  *log = longer;
}

static void
note (DemoStory  *story,
      const char *text)
{
  say (&story->private_log, story, story->clock, story->agent, story->agent_account, NULL, text);
}

static void
ask (DemoStory  *story,
     const char *text)
{
  say (&story->public_log, story, story->clock, story->agent, story->agent_account,
       demo_texts_draw_greeting (story->seed->random), text);
}

static void
reply (DemoStory  *story,
       const char *text)
{
  say (&story->public_log, story, story->clock, story->caller, story->caller_account, NULL, text);
}

/* Before anyone took it: the platform leaves a line for the next team. */
static void
tell_dispatch (DemoStory *story)
{
  DemoSeed *seed = story->seed;

  advance (story, 3 * MINUTE, 3 * HOUR);
  if (demo_seed_draw (seed, 2) == 0)
    say (&story->private_log, story, story->clock, &seed->agents[9], seed->accounts[9], NULL,
         "Vu à la plateforme : relève de l’équipe de proximité, le demandeur est prévenu du délai.");
}

static void
tell_work (DemoStory *story)
{
  DemoSeed *seed = story->seed;

  story->assigned = advance (story, 5 * MINUTE, 5 * HOUR);
  if (demo_seed_draw (seed, 4) > 0)
    {
      advance (story, MINUTE, HOUR);
      note (story, story->text->note);
    }
  if (g_str_equal (story->status, "escalated_ttr"))
    return;

  story->asked = advance (story, 2 * MINUTE, 2 * HOUR);
  ask (story, story->text->question);
  if (g_str_equal (story->status, "to_complete"))
    return;

  advance (story, 10 * MINUTE, DAY);
  reply (story, story->text->reply);
}

static void
tell_pending (DemoStory *story)
{
  story->pending = advance (story, 10 * MINUTE, 6 * HOUR);
  note (story, story->text->pending);
}

/* Half of the resolved ones may still be reopened, half no longer: sixteen
 * days. */
static void
tell_end (DemoStory *story)
{
  DemoSeed *seed = story->seed;

  advance (story, 20 * MINUTE, DAY);
  if (story->part == DEMO_PART_RESOLVED)
    story->clock = MAX (story->clock,
                        to_office_hours (seed, seed->now - (gint64) (demo_seed_draw (seed, 21 * 24) + 2) * HOUR, HOUR));
  story->resolved = story->clock;
  ask (story, story->text->solution);
  if (demo_seed_draw (seed, 3) == 0)
    {
      advance (story, 10 * MINUTE, 5 * HOUR);
      reply (story, demo_texts_draw_thanks (seed->random));
    }
  if (story->part == DEMO_PART_CLOSED)
    story->closed = story->clock = MIN (story->resolved + 16 * DAY, seed->now - HOUR);
}

static void
tell (DemoStory *story)
{
  story->public_log = g_strdup ("");
  story->private_log = g_strdup ("");

  if (demo_story_is_waiting (story))
    {
      tell_dispatch (story);
      return;
    }

  tell_work (story);
  if (g_str_equal (story->status, "pending"))
    tell_pending (story);
  if (is_status (story, "resolved", "closed", "closed"))
    tell_end (story);
}

/**
 * demo_story_draw:
 * @age: how far back it lies among its kind, from 1 to 0
 *
 * Draws all of the story, in an order that never depends on the hour.
 */
void
demo_story_draw (DemoStory *story,
                 double     age)
{
  draw_text (story);
  draw_caller (story);
  draw_agent (story);
  draw_status (story);
  story->start = story->clock = draw_start (story, age);
  tell (story);
}
