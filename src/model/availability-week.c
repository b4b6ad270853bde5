#include "config.h"

#include "model/availability-private.h"

/* Days and the times that go with them: « lundi et mardi de 9 h à 12 h ». */
typedef struct
{
  const GuichetItem *days;
  guint              n_days;
  const GuichetItem *times;
  guint              n_times;
} Group;

/**
 * Phrase:
 * @groups: (element-type Group)
 * @n_times: in all groups
 *
 * What is said of free times, or of one exception.
 */
typedef struct
{
  GArray   *groups;
  guint     n_times;
  gboolean  excluded;
  gboolean  doubt;
} Phrase;

static gboolean
is_day (const GuichetItem *item)
{
  return item->kind == GUICHET_ITEM_DAYS;
}

static gboolean
is_time (const GuichetItem *item)
{
  return item->kind == GUICHET_ITEM_PERIOD || item->kind == GUICHET_ITEM_RANGE || item->kind == GUICHET_ITEM_AFTER ||
         item->kind == GUICHET_ITEM_BEFORE;
}

static guint
count_run (const GuichetItem *items,
           guint              n,
           gboolean         (*same) (const GuichetItem *))
{
  guint run = 0;

  while (run < n && same (&items[run]))
    run++;

  return run;
}

/* ---- where days and times belong together */

/* « tous les jours du lundi au jeudi » says once what the second says. */
static gboolean
is_said_again (const GuichetItem *first,
               const GuichetItem *second)
{
  return first->shape == GUICHET_DAYS_SET && second->shape == GUICHET_DAYS_RANGE && second->link <= GUICHET_LINK_COMMA &&
         (second->days & ~first->days) == 0;
}

static guint
join_days (const Group *group,
           gboolean    *out_doubt)
{
  guint days = 0;

  for (guint i = 0; i < group->n_days; i++)
    {
      const GuichetItem *item = &group->days[i];

      if (i > 0 && is_said_again (&group->days[i - 1], item))
        days &= ~group->days[i - 1].days;
      *out_doubt |= (days & item->days) != 0;
      days |= item->days;
    }

  return days;
}

static gboolean
has_shape (const Group *group,
           gboolean     one)
{
  for (guint i = 0; i < group->n_days; i++)
    if ((group->days[i].shape == GUICHET_DAYS_ONE) == one)
      return TRUE;

  return FALSE;
}

/* « lundi et mardi matin », « du lundi au mercredi matin », « la semaine et
 * samedi de 9 h à 12 h »: do the times go with all days or with the last? */
static gboolean
is_unclear_which_days (const Group *group)
{
  const GuichetItem *last = &group->days[group->n_days - 1];

  if (group->n_times == 0)
    return FALSE;
  if (group->times[0].link > GUICHET_LINK_COMMA && group->times[0].link != GUICHET_LINK_STOP)
    return TRUE;
  for (guint i = 1; i < group->n_days; i++)
    if (group->days[i].link == GUICHET_LINK_STOP)
      return TRUE;
  if (group->times[0].bare && (group->n_days > 1 || last->shape == GUICHET_DAYS_RANGE))
    return TRUE;

  return group->n_days > 1 && has_shape (group, TRUE) && has_shape (group, FALSE);
}

/* « le matin et l’après-midi le mercredi », « le matin et mercredi » */
static gboolean
is_unclear_which_times (const Phrase *phrase,
                        const Group  *group)
{
  GuichetLinkKind link = group->n_days > 0 ? group->days[0].link : GUICHET_LINK_NONE;

  for (guint i = 0; i < group->n_times && group->n_times > 1 && group->n_days > 0; i++)
    if (group->times[i].kind != GUICHET_ITEM_RANGE)
      return TRUE;
  for (guint i = 1; i < group->n_days; i++)
    if (group->days[i].link == GUICHET_LINK_STOP)
      return TRUE;

  return link > GUICHET_LINK_COMMA || (phrase->excluded && link != GUICHET_LINK_NONE);
}

/* In an exception nothing is taken to go with more than what stands beside it:
 * « sauf lundi et mardi de 10 h à 11 h ». */
static void
check_exception (Phrase      *phrase,
                 const Group *group)
{
  phrase->doubt |= group->n_days > 1 && group->n_times > 0;
  /* « tous les jours sauf le mercredi, le matin » */
  phrase->doubt |= group->n_days > 0 && group->n_times > 0 && group->times[0].link != GUICHET_LINK_NONE;
  for (guint i = 0; i < group->n_times; i++)
    phrase->doubt |= group->times[i].negated;
}

static void
add_group (Phrase      *phrase,
           const Group *group,
           gboolean     days_first)
{
  phrase->doubt |= days_first ? is_unclear_which_days (group) : is_unclear_which_times (phrase, group);
  /* « lundi matin et mardi »: all of Tuesday? */
  phrase->doubt |= phrase->groups->len > 0 && (group->n_days == 0 || group->n_times == 0);
  if (phrase->groups->len > 0)
    {
      const Group *first = &g_array_index (phrase->groups, Group, 0);

      phrase->doubt |= first->n_days == 0 || first->n_times == 0;
    }
  if (phrase->excluded)
    check_exception (phrase, group);

  phrase->n_times += group->n_times;
  g_array_append_vals (phrase->groups, group, 1);
}

static void
read_phrase (Phrase            *phrase,
             const GuichetItem *items,
             guint              n)
{
  gboolean days_first = n > 0 && is_day (items);

  while (n > 0)
    {
      guint first = count_run (items, n, days_first ? is_day : is_time);
      guint second = count_run (items + first, n - first, days_first ? is_time : is_day);
      Group group = {
        .days = days_first ? items : items + first, .n_days = days_first ? first : second,
        .times = days_first ? items + first : items, .n_times = days_first ? second : first,
      };

      add_group (phrase, &group, days_first);
      items += first + second;
      n -= first + second;
    }
}

/* ---- a grid of it */

static gboolean
overlaps (const GuichetWeek *week,
          guint              days,
          guint64            mask)
{
  for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
    if ((days >> day & 1) != 0 && (week->days[day] & mask) != 0)
      return TRUE;

  return FALSE;
}

static gboolean
touches (const GuichetWeek *week,
         guint              days)
{
  return overlaps (week, days, ~G_GUINT64_CONSTANT (0));
}

/* « tous les jours le matin, mercredi l’après-midi »: also on Wednesday? */
static gboolean
is_contradictory (const Phrase      *phrase,
                  const Group       *group,
                  const GuichetWeek *week,
                  guint              days,
                  guint64            mask)
{
  gboolean all_single = TRUE;

  for (guint i = 0; i < phrase->groups->len; i++)
    all_single &= !has_shape (&g_array_index (phrase->groups, Group, i), FALSE);

  return overlaps (week, days, mask) || (touches (week, days) && !all_single);
}

static void
fill_group (Phrase      *phrase,
            const Group *group,
            GuichetWeek *week)
{
  const GuichetItem whole = { .kind = GUICHET_ITEM_PERIOD, .period = GUICHET_PERIOD_DAY };
  guint days = phrase->excluded ? GUICHET_DAY_EVERY : GUICHET_DAY_MON_TO_FRI;
  guint64 mask;

  if (group->n_days > 0)
    days = join_days (group, &phrase->doubt);
  mask = group->n_times > 0
           ? _guichet_availability_join_times (group->times, group->n_times, phrase->excluded, &phrase->doubt)
           : _guichet_availability_join_times (&whole, 1, phrase->excluded, &phrase->doubt);

  phrase->doubt |= is_contradictory (phrase, group, week, days, mask);
  for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
    if ((days >> day & 1) != 0)
      week->days[day] |= mask;
}

static void
fill_phrase (Phrase      *phrase,
             GuichetWeek *week)
{
  for (guint i = 0; i < phrase->groups->len; i++)
    fill_group (phrase, &g_array_index (phrase->groups, Group, i), week);
}

static void
phrase_init (Phrase   *phrase,
             gboolean  excluded)
{
  *phrase = (Phrase) { .groups = g_array_new (FALSE, FALSE, sizeof (Group)), .excluded = excluded };
}

/* ---- exceptions */

static gboolean
has_periods (const Group *group)
{
  for (guint i = 0; i < group->n_times; i++)
    if (group->times[i].kind == GUICHET_ITEM_PERIOD)
      return TRUE;

  return FALSE;
}

/* « pas le lundi, le mardi », « absent lundi, mardi de 9 h à 12 h »: what is
 * denied ends at a comma, or goes on. */
static gboolean
is_unclear_how_far (const Group *out)
{
  for (guint i = 1; i < out->n_days; i++)
    if (out->days[i].link == GUICHET_LINK_COMMA)
      return TRUE;

  return FALSE;
}

/* « lundi et mardi, sauf le matin »: on both days? « le matin et l’après-midi
 * sauf le mercredi »: or only that afternoon? « tous les jours sauf mercredi de
 * 9 h à 16 h »: are these the hours of all other days? */
static gboolean
is_unclear_where (const Phrase      *base,
                  const Phrase      *exception,
                  const GuichetItem *begin)
{
  const Group *first = base->groups->len > 0 ? &g_array_index (base->groups, Group, 0) : NULL;
  const Group *out = &g_array_index (exception->groups, Group, 0);
  gboolean hours = out->n_days > 0 && out->n_times > 0 && out->times[0].kind != GUICHET_ITEM_PERIOD;

  if (begin->kind == GUICHET_ITEM_NOT && is_unclear_how_far (out))
    return TRUE;
  if (first == NULL)
    return hours && begin->kind == GUICHET_ITEM_EXCEPT && out->times[0].kind == GUICHET_ITEM_RANGE;
  if (out->n_days == 0 && (base->groups->len > 1 || (first->n_days > 1 && has_shape (first, TRUE))))
    return TRUE;
  if (out->n_days > 0 && out->n_times == 0 && first->n_days == 0 && first->n_times > 1 && has_periods (first))
    return TRUE;

  return base->n_times == 0 && hours;
}

static gboolean
subtract (GuichetWeek       *week,
          const GuichetWeek *exception)
{
  gboolean any = FALSE;

  for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
    {
      any |= (week->days[day] & exception->days[day]) != 0;
      week->days[day] &= ~exception->days[day];
    }

  return any;
}

/* @begin: what denies; the @n items behind it are denied. */
static gboolean
exclude (GuichetWeek       *week,
         const Phrase      *base,
         const GuichetItem *begin,
         guint              n)
{
  GuichetWeek out = { { 0 } };
  Phrase exception;
  gboolean doubt = TRUE;

  phrase_init (&exception, TRUE);
  read_phrase (&exception, begin + 1, n);
  fill_phrase (&exception, &out);
  if (exception.groups->len > 0)
    doubt = exception.doubt | is_unclear_where (base, &exception, begin) | !subtract (week, &out);
  g_array_unref (exception.groups);

  return doubt;
}

/* ---- the whole */

static gboolean
begins_exception (const GuichetItem *item)
{
  return item->kind == GUICHET_ITEM_EXCEPT || item->kind == GUICHET_ITEM_NOT;
}

static GArray *
list_free_items (GArray *items)
{
  GArray *free_items = g_array_new (FALSE, FALSE, sizeof (GuichetItem));
  gboolean excluded = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      const GuichetItem *item = &g_array_index (items, GuichetItem, i);

      excluded = begins_exception (item) || (excluded && item->kind != GUICHET_ITEM_END);
      if (!excluded && (is_day (item) || is_time (item)))
        g_array_append_vals (free_items, item, 1);
    }

  return free_items;
}

static gboolean
exclude_all (GuichetWeek  *week,
             const Phrase *base,
             GArray       *items)
{
  gboolean doubt = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      guint end = i + 1;

      if (!begins_exception (&g_array_index (items, GuichetItem, i)))
        continue;
      while (end < items->len && !begins_exception (&g_array_index (items, GuichetItem, end)) &&
             g_array_index (items, GuichetItem, end).kind != GUICHET_ITEM_END)
        end++;
      doubt |= exclude (week, base, &g_array_index (items, GuichetItem, i), end - i - 1);
    }

  return doubt;
}

/**
 * _guichet_availability_fill_week:
 *
 * Of nothing but an exception the rest of the office week is free.
 *
 * Returns: whether there is a doubt
 */
gboolean
_guichet_availability_fill_week (GuichetWeek *week,
                                 GArray      *items)
{
  const GuichetItem always = { .kind = GUICHET_ITEM_PERIOD, .period = GUICHET_PERIOD_DAY };
  g_autoptr(GArray) free_items = list_free_items (items);
  gboolean doubt;
  Phrase base;

  phrase_init (&base, FALSE);
  read_phrase (&base, (const GuichetItem *) free_items->data, free_items->len);
  fill_phrase (&base, week);
  if (base.groups->len == 0 && items->len > 0)
    fill_group (&base, &(Group) { .times = &always, .n_times = 1 }, week);
  doubt = exclude_all (week, &base, items);
  doubt |= base.doubt;
  g_array_unref (base.groups);

  return doubt;
}
