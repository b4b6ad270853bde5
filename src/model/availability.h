#pragma once

#include "model/week.h"

G_BEGIN_DECLS

/* More of a text than this many bytes is not looked at, and then it is never
 * understood with certainty. */
#define GUICHET_AVAILABILITY_MAX 4000

typedef enum
{
  GUICHET_AVAILABILITY_NOT_UNDERSTOOD,  /* the grid is empty */
  GUICHET_AVAILABILITY_PARTLY,          /* a guess, to be shown as one: something was left over, vague or ambiguous */
  GUICHET_AVAILABILITY_CERTAIN,         /* all of the text, in one way only */
} GuichetAvailabilityVerdict;

/* A piece of the text in bytes, the end excluded. */
typedef struct
{
  guint start;
  guint end;
} GuichetAvailabilityPart;

/**
 * GuichetAvailability:
 * @week: what the text says, as far as it was understood
 * @parts: (element-type GuichetAvailabilityPart): the words that the grid was
 *   made of, in their order
 *
 * What was understood of the free text "State Your Availability".
 */
typedef struct
{
  GuichetAvailabilityVerdict  verdict;
  GuichetWeek                 week;
  GArray                     *parts;
} GuichetAvailability;

/* Reads French as people type it: « Lundi & Vendredi de 9h à 16h », « tous les
 * jours sauf mercredi après-midi », « lun-mer 8h30-12h ». Any text will do; any
 * thread.
 *
 * What people leave out is the week of an office: no day, or all of them, are
 * Monday to Friday unless the weekend is named; a day is from 8 h to 18 h, its
 * morning ends and its midday begins at 12 h, its afternoon begins at 14 h. An
 * afternoon that is excluded begins at 12 h: rather too little than too much. */
GuichetAvailability *guichet_availability_parse   (const char          *text);
void                 guichet_availability_free    (GuichetAvailability *self);

/* Short French that is understood as the same grid, with certainty; "" for an
 * empty one. The server's field is read by people who speak French, whatever
 * the language of the program: it is not translated. */
char                *guichet_availability_format  (const GuichetWeek   *week);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetAvailability, guichet_availability_free)

G_END_DECLS
