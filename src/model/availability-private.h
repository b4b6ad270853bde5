#pragma once

#include "model/availability.h"

G_BEGIN_DECLS

/* How a text of availabilities is read: tokens (words, numbers, signs), atoms
 * (what phrases of them mean), items (days, times and what connects them), and
 * out of these the grid. What one step does not know the next one is told of,
 * so that nothing is left out silently. */

#define GUICHET_DAY_MON_TO_FRI 0x1f
#define GUICHET_DAY_WEEKEND 0x60
#define GUICHET_DAY_EVERY 0x7f

/* ---- tokens (availability-tokens.c) */

typedef enum
{
  GUICHET_TOKEN_WORD,
  GUICHET_TOKEN_NUMBER,
  GUICHET_TOKEN_SIGN,
} GuichetTokenKind;

/**
 * GuichetToken:
 * @text: folded
 * @sign: of a sign, the character
 * @spaced: something white stood before it
 */
typedef struct
{
  GuichetTokenKind  kind;
  char             *text;
  gunichar          sign;
  guint             start;
  guint             end;
  gboolean          spaced;
} GuichetToken;

/* (element-type GuichetToken); apostrophes only separate. */
GArray *_guichet_availability_cut       (const char  *text,
                                         gsize        length);

/* ---- atoms (availability-atoms.c) */

typedef enum
{
  GUICHET_ATOM_UNKNOWN,
  GUICHET_ATOM_NOISE,           /* says nothing about when */
  GUICHET_ATOM_FREE,            /* disponible: noise, unless something was denied before */
  GUICHET_ATOM_ALSO,            /* même, aussi: noise behind days */
  GUICHET_ATOM_ARTICLE,         /* le, la, les… */
  GUICHET_ATOM_DAY,             /* value: 0 to 6 */
  GUICHET_ATOM_DAYS,            /* value: a mask */
  GUICHET_ATOM_REST,            /* the days that were not named so far */
  GUICHET_ATOM_PERIOD,          /* value: GuichetPeriod */
  GUICHET_ATOM_TIME,            /* value: minutes */
  GUICHET_ATOM_NUMBER,          /* value: hours, if the other end of a range is a time */
  GUICHET_ATOM_NOON,
  GUICHET_ATOM_FROM,            /* de, du */
  GUICHET_ATOM_BETWEEN,         /* entre */
  GUICHET_ATOM_TO,              /* à, au */
  GUICHET_ATOM_UNTIL,           /* jusqu'à */
  GUICHET_ATOM_DASH,
  GUICHET_ATOM_SLASH,
  GUICHET_ATOM_AND,
  GUICHET_ATOM_OR,
  GUICHET_ATOM_COMMA,
  GUICHET_ATOM_STOP,            /* the end of a sentence or a line */
  GUICHET_ATOM_CLOSE,           /* of a bracket */
  GUICHET_ATOM_AFTER,
  GUICHET_ATOM_BEFORE,
  GUICHET_ATOM_NOT_BEFORE,
  GUICHET_ATOM_NOT_AFTER,
  GUICHET_ATOM_EXCEPT,
  GUICHET_ATOM_NOT,
  GUICHET_ATOM_NEITHER,         /* ni: as NOT, or going on with it */
} GuichetAtomKind;

typedef enum
{
  GUICHET_PERIOD_DAY,
  GUICHET_PERIOD_MORNING,
  GUICHET_PERIOD_NOON,
  GUICHET_PERIOD_AFTERNOON,
  GUICHET_PERIOD_ALWAYS,        /* day and night */
  /* Nobody can say when these begin. */
  GUICHET_PERIOD_EARLY_MORNING,
  GUICHET_PERIOD_LATE_MORNING,
  GUICHET_PERIOD_EARLY_AFTERNOON,
  GUICHET_PERIOD_LATE_AFTERNOON,
  GUICHET_PERIOD_EVENING,
} GuichetPeriod;

/**
 * GuichetAtom:
 * @tight: no space before it
 * @vague: the value is a guess
 */
typedef struct
{
  GuichetAtomKind kind;
  guint           value;
  guint           start;
  guint           end;
  gboolean        tight;
  gboolean        vague;
} GuichetAtom;

/* (element-type GuichetAtom) */
GArray *_guichet_availability_read_atoms (GArray *tokens);

/* ---- items (availability-items.c) */

/* Days and times come first. */
typedef enum
{
  GUICHET_ITEM_DAYS,
  GUICHET_ITEM_PERIOD,
  GUICHET_ITEM_RANGE,           /* from, to */
  GUICHET_ITEM_AFTER,           /* from */
  GUICHET_ITEM_BEFORE,          /* to */
  GUICHET_ITEM_EXCEPT,
  GUICHET_ITEM_NOT,
  GUICHET_ITEM_END,             /* of what is excepted */
} GuichetItemKind;

/* What stands between an item and the one before it. */
typedef enum
{
  GUICHET_LINK_NONE,
  GUICHET_LINK_COMMA,
  GUICHET_LINK_AND,
  GUICHET_LINK_OR,
  GUICHET_LINK_STOP,
} GuichetLinkKind;

/* How days were named. */
typedef enum
{
  GUICHET_DAYS_ONE,
  GUICHET_DAYS_RANGE,
  GUICHET_DAYS_SET,
} GuichetDaysShape;

/**
 * GuichetItem:
 * @bare: a period without an article right behind a day
 * @negated: « pas avant » rather than « après »
 * @from, @to: half hours
 */
typedef struct
{
  GuichetItemKind   kind;
  GuichetLinkKind   link;
  guint             days;
  GuichetDaysShape  shape;
  GuichetPeriod     period;
  guint             from;
  guint             to;
  gboolean          bare;
  gboolean          negated;
  guint             start;
  guint             end;
} GuichetItem;

/* (element-type GuichetItem); @out_doubt: something was left over or vague. */
GArray *_guichet_availability_read_items (GArray   *atoms,
                                          gboolean *out_doubt);

/* ---- a grid of them (availability-week.c) */

gboolean _guichet_availability_fill_week (GuichetWeek *week,
                                          GArray      *items);

/* ---- times of a day (availability-times.c) */

/* @excluded: bounds are those of the whole day, not of an office's. */
guint64 _guichet_availability_join_times (const GuichetItem *items,
                                          guint              n,
                                          gboolean           excluded,
                                          gboolean          *out_doubt);

G_END_DECLS
