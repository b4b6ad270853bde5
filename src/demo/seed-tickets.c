#include "config.h"

#include "demo/seed-private.h"

#include "demo/case-log.h"
#include "demo/life-cycle.h"
#include "demo/seed-texts.h"

#define MINUTE  60
#define HOUR    (60 * MINUTE)
#define DAY     (24 * HOUR)

/* Up to so many requests the desk is for looking at: the numbers that a
 * demonstration wants. Beyond, it is for measuring. */
#define SMALL_DESK 2000

/* The part that a request plays for whoever demonstrates. */
typedef enum
{
  PART_OWN,             /* the first agent works on it */
  PART_TO_TAKE,         /* waits in one of that agent's teams */
  PART_TAKEN,           /* with a colleague of these teams */
  PART_OTHER,           /* of the other teams */
  PART_RESOLVED,
  PART_CLOSED,
  N_PARTS,
} Part;

typedef struct
{
  DemoSeed              *seed;
  Part                   part;
  const DemoTextCase    *text;
  const DemoSeedService *service;
  DemoTextPlaces         places;
  const DemoSeedPerson  *caller;
  gint64                 caller_account;
  gint64                 organisation;
  const DemoSeedPerson  *agent;         /* nullable */
  gint64                 agent_account;
  guint                  team;
  const char            *status;
  gint64                 start;
  gint64                 clock;         /* of the last event so far */
  gint64                 assigned;
  gint64                 resolved;
  gint64                 closed;
  gint64                 pending;
  gint64                 asked;
  char                  *public_log;
  char                  *private_log;
} Story;

typedef struct
{
  guint left[N_PARTS];
} Plan;

static Plan
make_plan (guint n)
{
  guint ongoing = n <= SMALL_DESK ? n * 32 / 100 : MAX (n / 30, SMALL_DESK * 32 / 100);
  guint resolved = n <= SMALL_DESK ? n * 18 / 100 : MAX (n / 60, SMALL_DESK * 18 / 100);
  Plan plan;

  plan.left[PART_OWN] = MIN (n <= SMALL_DESK ? 14 : MAX (14, ongoing * 3 / 100), ongoing);
  plan.left[PART_TO_TAKE] = MIN (n <= SMALL_DESK ? 8 : MAX (8, ongoing / 10), ongoing - plan.left[PART_OWN]);
  plan.left[PART_TAKEN] = MIN (n <= SMALL_DESK ? 12 : MAX (12, ongoing / 5),
                               ongoing - plan.left[PART_OWN] - plan.left[PART_TO_TAKE]);
  plan.left[PART_OTHER] = ongoing - plan.left[PART_OWN] - plan.left[PART_TO_TAKE] - plan.left[PART_TAKEN];
  plan.left[PART_RESOLVED] = resolved;
  plan.left[PART_CLOSED] = n - ongoing - resolved;
  return plan;
}

static guint
count_ongoing (const Plan *plan)
{
  return plan->left[PART_OWN] + plan->left[PART_TO_TAKE] + plan->left[PART_TAKEN] + plan->left[PART_OTHER];
}

/* Some of each kind are kept for the end, so that each has news of today. */
static Part
draw_ongoing (DemoSeed   *seed,
              const Plan *plan)
{
  static const guint kept[] = { 3, 2, 2, 3 };
  guint open[PART_RESOLVED];
  guint n_open = 0;
  guint drawn;
  guint part;

  for (part = PART_OWN; part < PART_RESOLVED; part++)
    {
      open[part] = count_ongoing (plan) > 10 ? plan->left[part] - MIN (plan->left[part], kept[part]) : plan->left[part];
      n_open += open[part];
    }
  if (n_open == 0)
    return PART_OTHER;

  drawn = demo_seed_draw (seed, n_open);
  for (part = PART_OWN; drawn >= open[part]; part++)
    drawn -= open[part];
  return (Part) part;
}

/* Closed ones first, then resolved ones, then a mix of what goes on. */
static Part
draw_part (DemoSeed *seed,
           Plan     *plan)
{
  Part part;

  if (plan->left[PART_CLOSED] > 0)
    part = PART_CLOSED;
  else if (plan->left[PART_RESOLVED] > 0)
    part = PART_RESOLVED;
  else
    part = draw_ongoing (seed, plan);

  plan->left[part]--;
  return part;
}

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
draw_start (Story  *story,
            double  age)
{
  DemoSeed *seed = story->seed;
  double days = seed->small ? 75.0 : 3 * 365.0;
  gint64 jitter = demo_seed_draw (seed, 3 * HOUR);
  gint64 spare = demo_seed_draw (seed, 2 * HOUR);
  gint64 back;

  if (story->part == PART_CLOSED)
    back = (gint64) (age * days * DAY) + 25 * DAY;
  else if (story->part == PART_RESOLVED)
    back = (gint64) (age * days * 0.5 * DAY) + 22 * DAY;
  else
    back = (gint64) (age * age * 22 * DAY);

  return to_office_hours (seed, seed->now - back - jitter, spare);
}

static gint64
advance (Story *story,
         gint64 least,
         gint64 most)
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
fits (Story *story,
      guint  team)
{
  switch (story->part)
    {
    case PART_OWN:
    case PART_TO_TAKE:
    case PART_TAKEN:
      return belongs_to_first_agent (team);

    case PART_OTHER:
      return !belongs_to_first_agent (team);

    case PART_RESOLVED:
    case PART_CLOSED:
    case N_PARTS:
    default:
      return TRUE;
    }
}

/* In the lists of whoever demonstrates nothing comes twice while there is
 * something new. */
static guint
draw_case (Story *story,
           guint  n_cases)
{
  if (story->part < PART_OTHER)
    return 7 * story->seed->next_case[story->part]++ % n_cases;

  return demo_seed_draw (story->seed, n_cases);
}

static void
draw_text (Story *story)
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
draw_caller (Story *story)
{
  DemoSeed *seed = story->seed;
  guint index = demo_seed_draw (seed, DEMO_N_REQUESTERS - 1);

  if (story->part >= PART_OTHER && demo_seed_draw (seed, 14) == 0)
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
draw_agent (Story *story)
{
  DemoSeed *seed = story->seed;
  GArray *members = seed->members[story->team];
  guint agent;

  if (story->part == PART_TO_TAKE)
    return;
  if (story->part == PART_OWN ||
      (story->part >= PART_RESOLVED && belongs_to_first_agent (story->team) &&
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
draw_other_status (Story *story)
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

static const char *
draw_busy_status (Story *story)
{
  guint drawn = demo_seed_draw (story->seed, 10);

  if (drawn < 6)
    return "assigned";
  if (drawn < 8 || !story->seed->core->lab)
    return "pending";
  return "to_complete";
}

static void
draw_status (Story *story)
{
  switch (story->part)
    {
    case PART_OWN:
    case PART_TAKEN:
      story->status = draw_busy_status (story);
      break;

    case PART_TO_TAKE:
      story->status = story->seed->core->lab ? "dispatched" : "new";
      break;

    case PART_RESOLVED:
      story->status = "resolved";
      break;

    case PART_CLOSED:
      story->status = "closed";
      break;

    case PART_OTHER:
    case N_PARTS:
    default:
      story->status = draw_other_status (story);
      break;
    }
}

static gboolean
is_status (Story      *story,
           const char *first,
           const char *second,
           const char *third)
{
  return g_str_equal (story->status, first) || g_str_equal (story->status, second) ||
         g_str_equal (story->status, third);
}

/* Nobody works on it yet. */
static gboolean
is_waiting (Story *story)
{
  return is_status (story, "new", "dispatched", "redispatched") ||
         is_status (story, "waiting_for_approval", "approved", "rejected") ||
         g_str_equal (story->status, "escalated_tto");
}

static void
say (char                 **log,
     Story                 *story,
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
note (Story      *story,
      const char *text)
{
  say (&story->private_log, story, story->clock, story->agent, story->agent_account, NULL, text);
}

static void
ask (Story      *story,
     const char *text)
{
  say (&story->public_log, story, story->clock, story->agent, story->agent_account,
       demo_texts_draw_greeting (story->seed->random), text);
}

static void
reply (Story      *story,
       const char *text)
{
  say (&story->public_log, story, story->clock, story->caller, story->caller_account, NULL, text);
}

/* Before anyone took it: the platform leaves a line for the next team. */
static void
tell_dispatch (Story *story)
{
  DemoSeed *seed = story->seed;

  advance (story, 3 * MINUTE, 3 * HOUR);
  if (demo_seed_draw (seed, 2) == 0)
    say (&story->private_log, story, story->clock, &seed->agents[9], seed->accounts[9], NULL,
         "Vu à la plateforme : relève de l’équipe de proximité, le demandeur est prévenu du délai.");
}

static void
tell_work (Story *story)
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
tell_pending (Story *story)
{
  story->pending = advance (story, 10 * MINUTE, 6 * HOUR);
  note (story, story->text->pending);
}

/* Half of the resolved ones may still be reopened, half no longer: sixteen
 * days. */
static void
tell_end (Story *story)
{
  DemoSeed *seed = story->seed;

  advance (story, 20 * MINUTE, DAY);
  if (story->part == PART_RESOLVED)
    story->clock = MAX (story->clock,
                        to_office_hours (seed, seed->now - (gint64) (demo_seed_draw (seed, 21 * 24) + 2) * HOUR, HOUR));
  story->resolved = story->clock;
  ask (story, story->text->solution);
  if (demo_seed_draw (seed, 3) == 0)
    {
      advance (story, 10 * MINUTE, 5 * HOUR);
      reply (story, demo_texts_draw_thanks (seed->random));
    }
  if (story->part == PART_CLOSED)
    story->closed = story->clock = MIN (story->resolved + 16 * DAY, seed->now - HOUR);
}

static void
tell (Story *story)
{
  story->public_log = g_strdup ("");
  story->private_log = g_strdup ("");

  if (is_waiting (story))
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

static void
add_time (DemoRow *row,
          Story   *story,
          gint64   when)
{
  g_autofree char *text = when != 0 ? demo_seed_format_time (story->seed, when) : g_strdup ("");

  demo_row_add_text (row, text);
}

static void
add_filled (DemoRow    *row,
            Story      *story,
            const char *text)
{
  g_autofree char *filled = demo_texts_fill (text, &story->places);

  demo_row_add_text (row, filled);
}

static void
add_codes (DemoRow *row,
           Story   *story)
{
  static const char * const origins[] = { "portal", "portal", "portal", "phone", "mail" };
  const char *impact = &"1\0" "2\0" "3\0" "3\0" "3"[2 * demo_seed_draw (story->seed, 5)];
  const char *urgency = &"2\0" "3\0" "3\0" "4\0" "4"[2 * demo_seed_draw (story->seed, 5)];

  demo_row_add_text (row, demo_life_cycle_categorise (story->status));
  demo_row_add_text (row, story->status);
  demo_row_add_text (row, impact);
  demo_row_add_text (row, urgency);
  demo_row_add_text (row, demo_life_cycle_priority (impact, urgency));
  demo_row_add_text (row, origins[demo_seed_draw (story->seed, G_N_ELEMENTS (origins))]);
}

static void
add_dates (DemoRow *row,
           Story   *story)
{
  gint64 due = story->start + 4 * HOUR;

  add_time (row, story, story->start);
  add_time (row, story, story->clock);
  add_time (row, story, story->assigned);
  add_time (row, story, story->resolved);
  add_time (row, story, story->closed);
  add_time (row, story, story->pending);
  add_time (row, story, g_str_equal (story->status, "to_complete") ? story->asked : 0);
  add_time (row, story, is_waiting (story) ? due : 0);
  add_time (row, story, story->resolved == 0 ? due + 2 * DAY : 0);
}

static void
add_keys (DemoRow *row,
          Story   *story)
{
  const DemoSeedService *service = story->service;
  gint64 site = story->caller->site;

  demo_row_add_int (row, story->organisation);
  demo_row_add_int (row, story->caller->id);
  demo_row_add_int (row, story->caller->id);
  demo_row_add_int (row, site);
  demo_row_add_int (row, g_str_equal (story->status, "new") && story->part == PART_OTHER
                           ? 0 : story->seed->teams[story->team]);
  demo_row_add_int (row, story->agent != NULL && !is_waiting (story) ? story->agent->id : 0);
  demo_row_add_int (row, service->domain);
  demo_row_add_int (row, service->group);
  demo_row_add_int (row, service->family);
  demo_row_add_int (row, service->service);
  demo_row_add_int (row, service->subcategories[MIN (story->text->subcategory, service->n_subcategories - 1)]);
}

static void
add_texts (DemoRow *row,
           Story   *story)
{
  g_autofree char *spent = story->resolved != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, story->resolved - story->start)
                                                : g_strdup ("");

  add_filled (row, story, story->text->title);
  add_filled (row, story, story->text->description);
  demo_row_add_text (row, story->caller->phone);
  demo_row_add_text (row, demo_texts_draw_availability (story->seed->random));
  demo_row_add_text (row, story->public_log);
  demo_row_add_text (row, story->private_log);
  add_filled (row, story, story->resolved != 0 ? story->text->solution : "");
  add_filled (row, story, story->pending != 0 ? story->text->pending : "");
  demo_row_add_text (row, spent);
}

static gboolean
write_story (Story       *story,
             const char  *ref,
             gint64      *out_id,
             GError     **error)
{
  DemoRow row;

  if (!demo_row_begin (&row, story->seed->core,
                       "INSERT INTO user_request (ref, operational_status, status, impact, urgency, priority, origin,"
                       "  start_date, last_update, assignment_date, resolution_date, close_date, last_pending_date,"
                       "  last_info_request_date, tto_escalation_deadline, ttr_escalation_deadline,"
                       "  org_id, caller_id, beneficiary_id, site_id, team_id, agent_id,"
                       "  domain_id, familygroup_id, servicefamily_id, service_id, servicesubcategory_id,"
                       "  title, description, callback_phone, availabilities, public_log, private_log,"
                       "  solution, pending_reason, time_spent,"
                       "  request_type, resolution_code, user_satisfaction, escalation_flag) "
                       "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
                       "  'service_request', 'assistance', '1', 'no')", error))
    return FALSE;

  demo_row_add_text (&row, ref);
  add_codes (&row, story);
  add_dates (&row, story);
  add_keys (&row, story);
  add_texts (&row, story);
  return demo_row_finish (&row, story->seed->core, out_id, error);
}

static void
draw_story (Story  *story,
            double  age)
{
  draw_text (story);
  draw_caller (story);
  draw_agent (story);
  draw_status (story);
  story->start = story->clock = draw_start (story, age);
  tell (story);
}

/* One request in nine, and every third of the first agent's. */
static gboolean
add_attachments (Story   *story,
                 gint64   ticket,
                 GError **error)
{
  guint n = demo_seed_draw (story->seed, story->part == PART_OWN ? 3 : 9) == 0 ? 1 + demo_seed_draw (story->seed, 2) : 0;
  g_autofree char *date = demo_seed_format_time (story->seed, story->start);

  for (guint i = 0; i < n; i++)
    if (!demo_seed_attachment (story->seed, ticket, story->organisation, story->caller_account, story->caller->id,
                               date, error))
      return FALSE;

  return TRUE;
}

static gboolean
add_story (DemoSeed  *seed,
           Part       part,
           double     age,
           gboolean   with_files,
           gint64    *number,
           GError   **error)
{
  Story story = { seed, part };
  g_autofree char *ref = NULL;
  gint64 id;
  gboolean done;

  /* Some references are missing, as on the real server. */
  *number += demo_seed_draw (seed, 12) == 0 ? 2 : 1;
  ref = g_strdup_printf ("R-%06" G_GINT64_FORMAT, *number);
  draw_story (&story, age);
  done = write_story (&story, ref, &id, error) && (!with_files || add_attachments (&story, id, error));
  g_free (story.public_log);
  g_free (story.private_log);

  return done;
}

/* How far back a request lies among those of its kind, from 1 to 0. */
static double
get_age (const Plan *plan,
         Part        part,
         guint       n_ongoing,
         guint       index,
         guint       n)
{
  if (part < PART_RESOLVED)
    return (double) count_ongoing (plan) / MAX (n_ongoing, 1);

  return 1.0 - (double) index / n;
}

gboolean
demo_seed_tickets (DemoSeed  *seed,
                   guint      n_tickets,
                   GError   **error)
{
  Plan plan = make_plan (n_tickets);
  guint n_ongoing = count_ongoing (&plan);
  g_autofree char *counter = NULL;
  gint64 number = n_tickets <= SMALL_DESK ? 4380 : 0;

  seed->small = n_tickets <= SMALL_DESK;
  for (guint i = 0; i < n_tickets; i++)
    {
      Part part = draw_part (seed, &plan);

      if (!add_story (seed, part, get_age (&plan, part, n_ongoing, i, n_tickets), i + SMALL_DESK >= n_tickets, &number,
                      error))
        return FALSE;
    }

  counter = g_strdup_printf ("UPDATE counter SET value = %" G_GINT64_FORMAT " WHERE name = 'ref'", number);
  return demo_core_run (seed->core, counter, error);
}
