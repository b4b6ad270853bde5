#include "config.h"

#include "model/availability-private.h"

#define HALF_HOUR 30
#define NOON (12 * 60)

typedef struct
{
  GArray          *atoms;
  guint            at;
  GArray          *items;
  GuichetLinkKind  link;        /* to the next item */
  gboolean         doubt;
  guint            named;       /* days so far */
} Reader;

static const GuichetAtom *
peek (Reader *self,
      guint   at)
{
  static const GuichetAtom none = { .kind = GUICHET_ATOM_STOP };

  return at < self->atoms->len ? &g_array_index (self->atoms, GuichetAtom, at) : &none;
}

static gboolean
is_kind (Reader          *self,
         guint            at,
         GuichetAtomKind  kind)
{
  return at < self->atoms->len && peek (self, at)->kind == kind;
}

static gboolean
is_noise (Reader *self,
          guint   at)
{
  return is_kind (self, at, GUICHET_ATOM_NOISE) || is_kind (self, at, GUICHET_ATOM_FREE);
}

static guint
skip (Reader          *self,
      guint            at,
      GuichetAtomKind  kind)
{
  while (is_kind (self, at, kind) || is_noise (self, at))
    at++;

  return at;
}

/* Takes the atoms up to @end for one item. */
static void
add_item (Reader            *self,
          const GuichetItem *item,
          guint              end)
{
  GuichetItem added = *item;

  added.link = self->link;
  added.start = peek (self, self->at)->start;
  added.end = peek (self, end - 1)->end;
  g_array_append_val (self->items, added);
  self->link = GUICHET_LINK_NONE;
  self->at = end;
}

/* ---- times */

static guint
round_up (Reader *self,
          guint   minutes)
{
  self->doubt |= minutes % HALF_HOUR != 0;
  return (minutes + HALF_HOUR - 1) / HALF_HOUR;
}

static guint
round_down (Reader *self,
            guint   minutes)
{
  self->doubt |= minutes % HALF_HOUR != 0;
  return minutes / HALF_HOUR;
}

static gboolean
can_be_time (Reader *self,
             guint   at)
{
  return is_kind (self, at, GUICHET_ATOM_TIME) || is_kind (self, at, GUICHET_ATOM_NUMBER) ||
         is_kind (self, at, GUICHET_ATOM_NOON);
}

static guint
get_minutes (const GuichetAtom *atom)
{
  switch ((int) atom->kind)
    {
    case GUICHET_ATOM_NOON:
      return NOON;
    case GUICHET_ATOM_NUMBER:
      return atom->value * 60;
    default:
      return atom->value;
    }
}

static gboolean
joins_times (Reader   *self,
             guint     at,
             gboolean  between)
{
  if (between)
    return is_kind (self, at, GUICHET_ATOM_AND);

  return is_kind (self, at, GUICHET_ATOM_TO) || is_kind (self, at, GUICHET_ATOM_UNTIL) ||
         is_kind (self, at, GUICHET_ATOM_DASH) || is_kind (self, at, GUICHET_ATOM_SLASH);
}

/* Four times with slashes may be two ranges, or two lists. */
static gboolean
goes_on (Reader *self,
         guint   at,
         guint   connector)
{
  return is_kind (self, connector, GUICHET_ATOM_SLASH) && is_kind (self, at, GUICHET_ATOM_SLASH);
}

/* "de 9 h à 16 h", "entre 9 et 16 h", "9h-16h", "9h/12h", "de 9 h à midi" */
static gboolean
read_range (Reader *self)
{
  gboolean between = is_kind (self, self->at, GUICHET_ATOM_BETWEEN);
  guint first = self->at + (between || is_kind (self, self->at, GUICHET_ATOM_FROM));
  const GuichetAtom *from = peek (self, first);
  const GuichetAtom *to = peek (self, first + 2);
  GuichetItem item = { .kind = GUICHET_ITEM_RANGE };

  if (!can_be_time (self, first) || !joins_times (self, first + 1, between) || !can_be_time (self, first + 2) ||
      (from->kind != GUICHET_ATOM_TIME && to->kind != GUICHET_ATOM_TIME) || goes_on (self, first + 3, first + 1))
    return FALSE;

  item.from = round_up (self, get_minutes (from));
  item.to = round_down (self, get_minutes (to));
  self->doubt |= from->vague || to->vague;
  if (item.from >= item.to)
    return FALSE;

  add_item (self, &item, first + 3);
  return TRUE;
}

/* "après 10 h", "pas avant midi", "jusqu'à 16 h" */
static gboolean
read_bound (Reader *self)
{
  GuichetAtomKind kind = peek (self, self->at)->kind;
  guint at = self->at + 1;
  GuichetItem item = { .kind = GUICHET_ITEM_AFTER };

  if (kind == GUICHET_ATOM_BEFORE || kind == GUICHET_ATOM_NOT_AFTER || kind == GUICHET_ATOM_UNTIL)
    item.kind = GUICHET_ITEM_BEFORE;
  else if (kind != GUICHET_ATOM_AFTER && kind != GUICHET_ATOM_NOT_BEFORE)
    return FALSE;
  if (!is_kind (self, at, GUICHET_ATOM_TIME) && !is_kind (self, at, GUICHET_ATOM_NOON))
    return FALSE;

  item.negated = kind == GUICHET_ATOM_NOT_AFTER || kind == GUICHET_ATOM_NOT_BEFORE;
  self->doubt |= peek (self, at)->vague;
  if (item.kind == GUICHET_ITEM_AFTER)
    item.from = round_up (self, get_minutes (peek (self, at)));
  else
    item.to = round_down (self, get_minutes (peek (self, at)));

  add_item (self, &item, at + 1);
  return TRUE;
}

/* A moment is no time to be reached at; half an hour is guessed. */
static gboolean
read_moment (Reader *self)
{
  guint at = self->at + is_kind (self, self->at, GUICHET_ATOM_TO);
  GuichetItem item = { .kind = GUICHET_ITEM_RANGE };

  if (!is_kind (self, at, GUICHET_ATOM_TIME))
    return FALSE;

  self->doubt = TRUE;
  item.from = peek (self, at)->value / HALF_HOUR;
  item.to = item.from + 1;
  if (item.to > GUICHET_WEEK_SLOTS)
    return FALSE;

  add_item (self, &item, at + 1);
  return TRUE;
}

static gboolean
is_day (Reader *self,
        guint   at)
{
  return is_kind (self, at, GUICHET_ATOM_DAY) || is_kind (self, at, GUICHET_ATOM_DAYS);
}

/* « matin », unlike « toute la journée » or « entre midi et deux » */
static gboolean
is_one_word (const GuichetAtom *atom)
{
  return atom->kind == GUICHET_ATOM_NOON || atom->value == GUICHET_PERIOD_MORNING ||
         atom->value == GUICHET_PERIOD_AFTERNOON;
}

static gboolean
read_period (Reader *self)
{
  const GuichetAtom *atom = peek (self, self->at);
  GuichetItem item = { .kind = GUICHET_ITEM_PERIOD };

  if (atom->kind == GUICHET_ATOM_NOON)
    item.period = GUICHET_PERIOD_NOON;
  else if (atom->kind == GUICHET_ATOM_PERIOD)
    item.period = (GuichetPeriod) atom->value;
  else
    return FALSE;

  self->doubt |= item.period >= GUICHET_PERIOD_EARLY_MORNING;
  item.bare = self->at > 0 && is_day (self, self->at - 1) && is_one_word (atom);
  add_item (self, &item, self->at + 1);
  return TRUE;
}

/* ---- what is denied ends */

static gboolean
is_denying (Reader *self)
{
  for (guint i = self->items->len; i > 0; i--)
    switch ((int) g_array_index (self->items, GuichetItem, i - 1).kind)
      {
      case GUICHET_ITEM_NOT:
      case GUICHET_ITEM_EXCEPT:
        return TRUE;
      case GUICHET_ITEM_END:
        return FALSE;
      default:
        break;
      }

  return FALSE;
}

/* « jamais disponible le lundi », unlike « absent lundi, présent mardi » */
static gboolean
denies_nothing_yet (Reader *self)
{
  GuichetItemKind last = g_array_index (self->items, GuichetItem, self->items->len - 1).kind;

  return last == GUICHET_ITEM_NOT || last == GUICHET_ITEM_EXCEPT;
}

static void
end_denial (Reader *self)
{
  const GuichetItem end = { .kind = GUICHET_ITEM_END };

  if (is_denying (self))
    g_array_append_val (self->items, end);
}

/* ---- days */

static void
add_days (Reader           *self,
          guint             days,
          GuichetDaysShape  shape,
          guint             end)
{
  GuichetItem item = { .kind = GUICHET_ITEM_DAYS, .days = days, .shape = shape };

  self->named |= days;
  add_item (self, &item, end);
}

static guint
mask_days (guint first,
           guint last)
{
  guint mask = 0;

  for (guint day = first; day <= last; day++)
    mask |= 1u << day;

  return mask;
}

/* "lun-mer" is a range, "lundi-mercredi-vendredi" a list, "lundi/jeudi" and
 * "lundi - jeudi" may be either. */
static gboolean
read_joined_days (Reader          *self,
                  GuichetAtomKind  sign)
{
  guint first = peek (self, self->at)->value;
  guint last = peek (self, self->at + 2)->value;
  gboolean loose = !peek (self, self->at + 1)->tight || !peek (self, self->at + 2)->tight;

  if (!is_kind (self, self->at, GUICHET_ATOM_DAY) || !is_kind (self, self->at + 1, sign) ||
      !is_kind (self, self->at + 2, GUICHET_ATOM_DAY) || last <= first)
    return FALSE;
  if ((is_kind (self, self->at + 3, sign) && is_kind (self, self->at + 4, GUICHET_ATOM_DAY)) ||
      (self->at >= 2 && is_kind (self, self->at - 1, sign) && is_kind (self, self->at - 2, GUICHET_ATOM_DAY)))
    return FALSE;

  self->doubt |= last - first > 1 && (sign == GUICHET_ATOM_SLASH || (loose && last - first != 4));
  add_days (self, mask_days (first, last), last - first > 1 ? GUICHET_DAYS_RANGE : GUICHET_DAYS_SET, self->at + 3);
  return TRUE;
}

/* "du lundi au jeudi", "lundi à jeudi", "de lundi jusqu'à jeudi" */
static gboolean
read_range_of_days (Reader *self)
{
  guint first = self->at + is_kind (self, self->at, GUICHET_ATOM_FROM);
  guint second = skip (self, first + 2, GUICHET_ATOM_ARTICLE);

  if (!is_kind (self, first, GUICHET_ATOM_DAY) || !is_kind (self, second, GUICHET_ATOM_DAY) ||
      (!is_kind (self, first + 1, GUICHET_ATOM_TO) && !is_kind (self, first + 1, GUICHET_ATOM_UNTIL)) ||
      peek (self, second)->value <= peek (self, first)->value)
    return FALSE;

  add_days (self, mask_days (peek (self, first)->value, peek (self, second)->value), GUICHET_DAYS_RANGE, second + 1);
  return TRUE;
}

/* « mercredi les autres jours » lacks what holds on Wednesday. */
static gboolean
ends_with_days (Reader *self)
{
  return self->items->len > 0 && !is_denying (self) &&
         g_array_index (self->items, GuichetItem, self->items->len - 1).kind == GUICHET_ITEM_DAYS;
}

static gboolean
read_rest (Reader *self)
{
  guint rest = GUICHET_DAY_MON_TO_FRI & ~self->named;

  if (!is_kind (self, self->at, GUICHET_ATOM_REST))
    return FALSE;

  self->doubt |= self->named == 0 || rest == 0 || ends_with_days (self);
  end_denial (self);
  add_days (self, rest, GUICHET_DAYS_SET, self->at + 1);
  return TRUE;
}

static gboolean
read_days (Reader *self)
{
  const GuichetAtom *atom = peek (self, self->at);

  if (read_joined_days (self, GUICHET_ATOM_DASH) || read_joined_days (self, GUICHET_ATOM_SLASH) ||
      read_range_of_days (self) || read_rest (self))
    return TRUE;

  /* « Hormis le jeudi, tous les jours » */
  if (atom->kind == GUICHET_ATOM_DAYS && atom->value == GUICHET_DAY_MON_TO_FRI && self->link == GUICHET_LINK_COMMA)
    end_denial (self);

  if (atom->kind == GUICHET_ATOM_DAY)
    add_days (self, 1u << atom->value, GUICHET_DAYS_ONE, self->at + 1);
  else if (atom->kind == GUICHET_ATOM_DAYS)
    add_days (self, atom->value, GUICHET_DAYS_SET, self->at + 1);
  else
    return FALSE;

  return TRUE;
}

/* ---- what is denied begins */

static gboolean
ends_clause (Reader *self,
             guint   at)
{
  GuichetAtomKind kind = at < self->atoms->len ? peek (self, at)->kind : GUICHET_ATOM_STOP;

  return kind == GUICHET_ATOM_COMMA || kind == GUICHET_ATOM_STOP || kind == GUICHET_ATOM_CLOSE;
}

/* « mercredi : absent » says the opposite of « absent mercredi »: what is
 * denied follows at once, in a clause that begins with the denial. */
static gboolean
begins_denial (Reader *self)
{
  guint before = self->at;

  while (before > 0 && (is_noise (self, before - 1) || is_kind (self, before - 1, GUICHET_ATOM_ARTICLE)))
    before--;
  if (before > 0 && !ends_clause (self, before - 1) && !is_kind (self, before - 1, GUICHET_ATOM_AND))
    return FALSE;

  return !ends_clause (self, skip (self, self->at + 1, GUICHET_ATOM_ARTICLE));
}

static gboolean
read_negation (Reader *self)
{
  GuichetAtomKind kind = peek (self, self->at)->kind;
  GuichetItem item = { .kind = GUICHET_ITEM_NOT };

  if (kind == GUICHET_ATOM_NEITHER && is_denying (self))
    {
      self->link = GUICHET_LINK_AND;
      self->at++;
      return TRUE;
    }
  if (kind == GUICHET_ATOM_EXCEPT)
    item.kind = GUICHET_ITEM_EXCEPT;
  else if (kind != GUICHET_ATOM_NOT && kind != GUICHET_ATOM_NEITHER)
    return FALSE;

  self->doubt |= kind == GUICHET_ATOM_EXCEPT ? ends_clause (self, self->at + 1) : !begins_denial (self);
  add_item (self, &item, self->at + 1);
  return TRUE;
}

/* ---- what connects */

static void
set_link (Reader          *self,
          GuichetLinkKind  link)
{
  /* The strongest one counts. */
  self->link = MAX (self->link, link);
}

/* A dash that makes no range is a comma, or the middle of « lundi matin –
 * mercredi soir », which is none. */
static gboolean
read_dash (Reader *self)
{
  const GuichetItem *last = self->items->len > 0 ? &g_array_index (self->items, GuichetItem, self->items->len - 1) : NULL;

  self->doubt |= last != NULL && last->kind != GUICHET_ITEM_DAYS && is_day (self, self->at + 1);
  set_link (self, GUICHET_LINK_COMMA);
  return TRUE;
}

static gboolean
read_link (Reader *self)
{
  switch ((int) peek (self, self->at)->kind)
    {
    case GUICHET_ATOM_COMMA:
      set_link (self, GUICHET_LINK_COMMA);
      return TRUE;
    case GUICHET_ATOM_AND:
    case GUICHET_ATOM_SLASH:
      set_link (self, GUICHET_LINK_AND);
      return TRUE;
    case GUICHET_ATOM_OR:
      set_link (self, GUICHET_LINK_OR);
      return TRUE;
    case GUICHET_ATOM_DASH:
      return read_dash (self);
    case GUICHET_ATOM_STOP:
      end_denial (self);
      set_link (self, GUICHET_LINK_STOP);
      return TRUE;
    case GUICHET_ATOM_CLOSE:
      end_denial (self);
      set_link (self, GUICHET_LINK_COMMA);
      return TRUE;
    case GUICHET_ATOM_FREE:
      return !is_denying (self) || denies_nothing_yet (self);
    case GUICHET_ATOM_ALSO:
      /* « même le dimanche »: and all others? */
      return (self->named & (self->named - 1)) != 0;
    case GUICHET_ATOM_NOISE:
    case GUICHET_ATOM_ARTICLE:
    case GUICHET_ATOM_FROM:
      return TRUE;
    default:
      return FALSE;
    }
}

GArray *
_guichet_availability_read_items (GArray   *atoms,
                                  gboolean *out_doubt)
{
  Reader self = { .atoms = atoms, .items = g_array_new (FALSE, TRUE, sizeof (GuichetItem)) };

  while (self.at < atoms->len)
    {
      if (read_range (&self) || read_bound (&self) || read_moment (&self) || read_period (&self) || read_days (&self) ||
          read_negation (&self))
        continue;

      self.doubt |= !read_link (&self);
      self.at++;
    }

  *out_doubt = self.doubt;
  return self.items;
}
