#include "config.h"

#include "model/availability-private.h"

/* The hours of an office, in half hours. */
#define DAY_START 16
#define DAY_END 36

/**
 * Span:
 * @from, @to: what is meant when nothing else is said
 * @excluded_from, @excluded_to: what is meant when it is excluded: who is not
 *   there in the afternoon leaves at noon
 * @widest_from, @widest_to: hours that people still call so
 */
typedef struct
{
  guint from, to;
  guint excluded_from, excluded_to;
  guint widest_from, widest_to;
} Span;

static const Span spans[] = {
  [GUICHET_PERIOD_DAY] = { DAY_START, DAY_END, 0, 48, 0, 48 },
  [GUICHET_PERIOD_MORNING] = { DAY_START, 24, 0, 24, 0, 26 },
  [GUICHET_PERIOD_NOON] = { 24, 28, 24, 28, 22, 29 },
  [GUICHET_PERIOD_AFTERNOON] = { 28, DAY_END, 24, 48, 24, 40 },
  [GUICHET_PERIOD_ALWAYS] = { 0, 48, 0, 48, 0, 48 },
  [GUICHET_PERIOD_EARLY_MORNING] = { DAY_START, 20, 0, 20, 0, 22 },
  [GUICHET_PERIOD_LATE_MORNING] = { 20, 24, 20, 24, 20, 26 },
  [GUICHET_PERIOD_EARLY_AFTERNOON] = { 28, 32, 24, 32, 24, 34 },
  [GUICHET_PERIOD_LATE_AFTERNOON] = { 32, DAY_END, 32, 48, 30, 40 },
  [GUICHET_PERIOD_EVENING] = { 36, 40, 34, 48, 34, 48 },
};

/**
 * Joining:
 * @last: the last time that was joined, and what it adds to @mask
 * @refined: it was told more exactly behind its hours ("9 h à 11 h le matin")
 */
typedef struct
{
  gboolean           excluded;
  guint64            mask;
  guint64            last_mask;
  const GuichetItem *last;
  gboolean           refined;
  gboolean           doubt;
} Joining;

static gboolean
is_bound (const GuichetItem *item)
{
  return item->kind == GUICHET_ITEM_AFTER || item->kind == GUICHET_ITEM_BEFORE;
}

/* An open end is that of the office day; what begins or ends beyond it is a
 * guess. */
static guint64
mask_bound (Joining           *self,
            const GuichetItem *item)
{
  if (self->excluded)
    return item->kind == GUICHET_ITEM_AFTER ? guichet_week_mask (item->from, GUICHET_WEEK_SLOTS)
                                            : guichet_week_mask (0, item->to);
  if (item->kind == GUICHET_ITEM_AFTER && item->from >= DAY_END)
    {
      self->doubt = TRUE;
      return guichet_week_mask (item->from, item->from + 4);
    }
  if (item->kind == GUICHET_ITEM_BEFORE && item->to <= DAY_START)
    {
      self->doubt = TRUE;
      return guichet_week_mask (item->to >= 2 ? item->to - 2 : 0, item->to);
    }

  return item->kind == GUICHET_ITEM_AFTER ? guichet_week_mask (item->from, DAY_END)
                                          : guichet_week_mask (DAY_START, item->to);
}

static guint64
mask_item (Joining           *self,
           const GuichetItem *item)
{
  const Span *span = &spans[item->period];

  switch ((int) item->kind)
    {
    case GUICHET_ITEM_PERIOD:
      return self->excluded ? guichet_week_mask (span->excluded_from, span->excluded_to)
                            : guichet_week_mask (span->from, span->to);
    case GUICHET_ITEM_RANGE:
      return guichet_week_mask (item->from, item->to);
    default:
      return mask_bound (self, item);
    }
}

static guint64
mask_widest (const GuichetItem *period)
{
  return guichet_week_mask (spans[period->period].widest_from, spans[period->period].widest_to);
}

static void
add (Joining           *self,
     const GuichetItem *item,
     guint64            mask)
{
  self->doubt |= (self->mask & mask) != 0;
  self->mask |= mask;
  self->last_mask = mask;
  self->last = item;
  self->refined = FALSE;
}

/* Puts @mask in the place of what the last time added. */
static void
refine (Joining           *self,
        const GuichetItem *item,
        guint64            mask)
{
  self->mask = (self->mask & ~self->last_mask) | mask;
  self->doubt |= mask == 0;
  self->last_mask = mask;
  self->last = item;
  self->refined = TRUE;
}

/* « le matin de 9 h à 11 h », « de 9 h à 11 h le matin »: the hours count, if
 * they can be called so. */
static gboolean
refine_period (Joining           *self,
               const GuichetItem *period,
               const GuichetItem *hours,
               const GuichetItem *item)
{
  guint64 mask = guichet_week_mask (hours->from, hours->to);

  if (item->link != GUICHET_LINK_NONE && item->link != GUICHET_LINK_COMMA)
    return FALSE;
  if ((mask & ~mask_widest (period)) != 0)
    {
      self->doubt |= item->link == GUICHET_LINK_NONE;
      return FALSE;
    }

  refine (self, item, mask);
  return TRUE;
}

/* « le matin à partir de 9 h » */
static gboolean
refine_with_bound (Joining           *self,
                   const GuichetItem *period,
                   const GuichetItem *bound,
                   const GuichetItem *item)
{
  guint at = bound->kind == GUICHET_ITEM_AFTER ? bound->from : bound->to;
  const Span *span = &spans[period->period];
  guint64 mask = bound->kind == GUICHET_ITEM_AFTER ? guichet_week_mask (at, span->to) : guichet_week_mask (span->from, at);

  if (at <= span->from || at >= span->to)
    {
      self->doubt |= item->link == GUICHET_LINK_NONE || bound->negated;
      return FALSE;
    }

  self->doubt |= item->link > GUICHET_LINK_COMMA;
  refine (self, item, mask);
  return TRUE;
}

/* « après 10 h et avant 16 h » is both at once, « avant 10 h et après 16 h » is
 * either. */
static gboolean
join_bounds (Joining           *self,
             const GuichetItem *item)
{
  const GuichetItem *after = item->kind == GUICHET_ITEM_AFTER ? item : self->last;
  const GuichetItem *before = item->kind == GUICHET_ITEM_AFTER ? self->last : item;

  self->doubt |= self->last->kind == item->kind || self->excluded;
  if (self->last->kind == item->kind || after->from >= before->to)
    {
      self->doubt |= item->link == GUICHET_LINK_NONE;
      return FALSE;
    }

  self->doubt |= item->link == GUICHET_LINK_OR;
  refine (self, item, guichet_week_mask (after->from, before->to));
  return TRUE;
}

static gboolean
join_with_last (Joining           *self,
                const GuichetItem *item)
{
  const GuichetItem *last = self->last;

  if (last == NULL)
    return FALSE;

  /* « de 9 h à 11 h le matin et l’après-midi »: the same hours? */
  self->doubt |= self->refined && item->kind == GUICHET_ITEM_PERIOD && last->kind == GUICHET_ITEM_PERIOD;

  if (last->kind == GUICHET_ITEM_PERIOD && item->kind == GUICHET_ITEM_RANGE)
    return refine_period (self, last, item, item);
  if (last->kind == GUICHET_ITEM_RANGE && item->kind == GUICHET_ITEM_PERIOD)
    return refine_period (self, item, last, item);
  if (last->kind == GUICHET_ITEM_PERIOD && is_bound (item))
    return refine_with_bound (self, last, item, item);
  if (is_bound (last) && item->kind == GUICHET_ITEM_PERIOD)
    return refine_with_bound (self, item, last, item);
  if (is_bound (last) && is_bound (item))
    return join_bounds (self, item);

  self->doubt |= item->link == GUICHET_LINK_NONE && (is_bound (last) || is_bound (item));
  return FALSE;
}

/**
 * _guichet_availability_join_times:
 * @items: times that follow each other
 *
 * Returns: half hours of a day
 */
guint64
_guichet_availability_join_times (const GuichetItem *items,
                                  guint              n,
                                  gboolean           excluded,
                                  gboolean          *out_doubt)
{
  Joining self = { .excluded = excluded };

  for (guint i = 0; i < n; i++)
    if (!join_with_last (&self, &items[i]))
      add (&self, &items[i], mask_item (&self, &items[i]));

  *out_doubt |= self.doubt;
  return self.mask;
}
