#include "config.h"

#include "demo/seed-story.h"

#include "demo/html-filter.h"
#include "demo/life-cycle.h"

#define HOUR    (60 * 60)
#define DAY     (24 * HOUR)

/* Up to so many requests the desk is for looking at: the numbers that a
 * demonstration wants. Beyond, it is for measuring. */
#define SMALL_DESK 2000

typedef struct
{
  guint left[DEMO_N_PARTS];
} Plan;

static guint
count_ongoing (const Plan *plan)
{
  guint n = 0;

  for (guint part = 0; part < DEMO_PART_RESOLVED; part++)
    n += plan->left[part];

  return n;
}

/* As many of the part as wanted, while there are some left. */
static void
reserve (Plan  *plan,
         guint  part,
         guint  wanted,
         guint *left)
{
  plan->left[part] = MIN (wanted, *left);
  *left -= plan->left[part];
}

static Plan
make_plan (guint n)
{
  gboolean small = n <= SMALL_DESK;
  guint ongoing = small ? n * 32 / 100 : MAX (n / 30, SMALL_DESK * 32 / 100);
  guint left = ongoing;
  Plan plan;

  reserve (&plan, DEMO_PART_OWN, small ? 14 : ongoing * 3 / 100, &left);
  reserve (&plan, DEMO_PART_TO_TAKE, small ? 8 : ongoing / 10, &left);
  reserve (&plan, DEMO_PART_TAKEN, small ? 12 : ongoing / 5, &left);
  plan.left[DEMO_PART_OTHER] = left;
  plan.left[DEMO_PART_RESOLVED] = small ? n * 18 / 100 : MAX (n / 60, SMALL_DESK * 18 / 100);
  plan.left[DEMO_PART_CLOSED] = n - ongoing - plan.left[DEMO_PART_RESOLVED];
  return plan;
}

/* Some of each kind are kept for the end, so that each has news of today. */
static DemoPart
draw_ongoing (DemoSeed   *seed,
              const Plan *plan)
{
  static const guint kept[] = { 3, 2, 2, 3 };
  guint open[DEMO_PART_RESOLVED];
  guint n_open = 0;
  guint drawn;
  guint part;

  for (part = DEMO_PART_OWN; part < DEMO_PART_RESOLVED; part++)
    {
      open[part] = count_ongoing (plan) > 10 ? plan->left[part] - MIN (plan->left[part], kept[part]) : plan->left[part];
      n_open += open[part];
    }
  if (n_open == 0)
    return DEMO_PART_OTHER;

  drawn = demo_seed_draw (seed, n_open);
  for (part = DEMO_PART_OWN; drawn >= open[part]; part++)
    drawn -= open[part];
  return (DemoPart) part;
}

/* Closed ones first, then resolved ones, then a mix of what goes on. */
static DemoPart
draw_part (DemoSeed *seed,
           Plan     *plan)
{
  DemoPart part;

  if (plan->left[DEMO_PART_CLOSED] > 0)
    part = DEMO_PART_CLOSED;
  else if (plan->left[DEMO_PART_RESOLVED] > 0)
    part = DEMO_PART_RESOLVED;
  else
    part = draw_ongoing (seed, plan);

  plan->left[part]--;
  return part;
}

static void
add_time (DemoRow   *row,
          DemoStory *story,
          gint64     when)
{
  g_autofree char *text = when != 0 ? demo_seed_format_time (story->seed, when) : g_strdup ("");

  demo_row_add_text (row, text);
}

static void
add_filled (DemoRow    *row,
            DemoStory  *story,
            const char *text)
{
  g_autofree char *filled = demo_texts_fill (text, &story->places);

  demo_row_add_text (row, filled);
}

static void
add_codes (DemoRow   *row,
           DemoStory *story)
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

#define MAX_DAYS_LEFT 10

/* Most requests are in time, one in nine has little left, a few are late. The
 * part that is left hangs on who asks for what: drawing it would change the
 * stories that follow. */
static gint64
find_deadline (DemoStory *story)
{
  gint64 key = story->caller->id * 7919 + story->service->service * 104729;
  double place = (double) (key % 101) / 101;
  double left = 0.95 - place * place * place;

  if (g_str_has_prefix (story->status, "escalated"))
    return story->start + 4 * HOUR;

  return MIN (story->start + HOUR + (gint64) ((double) (story->seed->now - story->start) / (1 - left)),
              story->seed->now + MAX_DAYS_LEFT * DAY);
}

static void
add_dates (DemoRow   *row,
           DemoStory *story)
{
  gint64 due = find_deadline (story);

  add_time (row, story, story->start);
  add_time (row, story, story->clock);
  add_time (row, story, story->assigned);
  add_time (row, story, story->resolved);
  add_time (row, story, story->closed);
  add_time (row, story, story->pending);
  add_time (row, story, g_str_equal (story->status, "to_complete") ? story->asked : 0);
  add_time (row, story, demo_story_is_waiting (story) ? due : 0);
  add_time (row, story, story->resolved == 0 ? due + (demo_story_is_waiting (story) ? 2 * DAY : 0) : 0);
}

static void
add_keys (DemoRow   *row,
          DemoStory *story)
{
  const DemoSeedService *service = story->service;
  gint64 site = story->caller->site;

  demo_row_add_int (row, story->organisation);
  demo_row_add_int (row, story->caller->id);
  demo_row_add_int (row, story->caller->id);
  demo_row_add_int (row, site);
  demo_row_add_int (row, g_str_equal (story->status, "new") && story->part == DEMO_PART_OTHER
                           ? 0 : story->seed->teams[story->team]);
  demo_row_add_int (row, story->agent != NULL && !demo_story_is_waiting (story) ? story->agent->id : 0);
  demo_row_add_int (row, service->domain);
  demo_row_add_int (row, service->group);
  demo_row_add_int (row, service->family);
  demo_row_add_int (row, service->service);
  demo_row_add_int (row, service->subcategories[MIN (story->text->subcategory, service->n_subcategories - 1)]);
}

/* The solution is plain text on the server; the story tells it as a message. */
static void
add_solution (DemoRow   *row,
              DemoStory *story)
{
  g_autofree char *plain = demo_html_to_plain (story->resolved != 0 ? story->text->solution : "");

  add_filled (row, story, plain);
}

static void
add_texts (DemoRow   *row,
           DemoStory *story)
{
  g_autofree char *spent = story->resolved != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, story->resolved - story->start)
                                                : g_strdup ("");

  add_filled (row, story, story->text->title);
  add_filled (row, story, story->text->description);
  demo_row_add_text (row, story->caller->phone);
  demo_row_add_text (row, demo_texts_draw_availability (story->seed->random));
  demo_row_add_text (row, story->public_log);
  demo_row_add_text (row, story->private_log);
  add_solution (row, story);
  add_filled (row, story, story->pending != 0 ? story->text->pending : "");
  demo_row_add_text (row, spent);
}

static gboolean
write_story (DemoStory   *story,
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

/* One request in nine, and every third of the first agent's. */
static gboolean
add_attachments (DemoStory  *story,
                 gint64      ticket,
                 GError    **error)
{
  guint n = demo_seed_draw (story->seed, story->part == DEMO_PART_OWN ? 3 : 9) == 0 ? 1 + demo_seed_draw (story->seed, 2) : 0;
  g_autofree char *date = demo_seed_format_time (story->seed, story->start);

  for (guint i = 0; i < n; i++)
    if (!demo_seed_attachment (story->seed, ticket, story->organisation, story->caller_account, story->caller->id,
                               date, error))
      return FALSE;

  return TRUE;
}

static gboolean
add_story (DemoSeed  *seed,
           DemoPart   part,
           double     age,
           gboolean   with_files,
           gint64    *number,
           GError   **error)
{
  DemoStory story = { seed, part };
  g_autofree char *ref = NULL;
  gint64 id;
  gboolean done;

  /* Some references are missing, as on the real server. */
  *number += demo_seed_draw (seed, 12) == 0 ? 2 : 1;
  ref = g_strdup_printf ("R-%06" G_GINT64_FORMAT, *number);
  demo_story_draw (&story, age);
  done = write_story (&story, ref, &id, error) && (!with_files || add_attachments (&story, id, error));
  g_free (story.public_log);
  g_free (story.private_log);

  return done;
}

/* How far back a request lies among those of its kind, from 1 to 0. */
static double
get_age (const Plan *plan,
         DemoPart    part,
         guint       n_ongoing,
         guint       index,
         guint       n)
{
  if (part < DEMO_PART_RESOLVED)
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
      DemoPart part = draw_part (seed, &plan);

      if (!add_story (seed, part, get_age (&plan, part, n_ongoing, i, n_tickets), i + SMALL_DESK >= n_tickets, &number,
                      error))
        return FALSE;
    }

  counter = g_strdup_printf ("UPDATE counter SET value = %" G_GINT64_FORMAT " WHERE name = 'ref'", number);
  return demo_core_run (seed->core, counter, error);
}
