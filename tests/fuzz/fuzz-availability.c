#include "config.h"

#include "model/availability.h"
#include "target.h"

/* Whatever somebody types: nothing breaks, the verdict fits the grid, the parts
 * lie in the text one after the other, and what was understood is written in a
 * form that is understood in the same way, with certainty. */

static void
check_parts (const GuichetAvailability *found,
             const char                *text)
{
  guint end = 0;

  for (guint i = 0; i < found->parts->len; i++)
    {
      const GuichetAvailabilityPart *part = &g_array_index (found->parts, GuichetAvailabilityPart, i);

      g_assert_cmpuint (part->start, >=, end);
      g_assert_cmpuint (part->end, >, part->start);
      g_assert_cmpuint (part->end, <=, strlen (text));
      g_assert_true (g_utf8_validate (text + part->start, (gssize) (part->end - part->start), NULL));
      end = part->end;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, MIN (size, 2 * GUICHET_AVAILABILITY_MAX));
  g_autoptr(GuichetAvailability) found = guichet_availability_parse (text);
  g_autofree char *written = guichet_availability_format (&found->week);
  g_autoptr(GuichetAvailability) again = guichet_availability_parse (written);
  gboolean understood = found->verdict != GUICHET_AVAILABILITY_NOT_UNDERSTOOD;

  check_parts (found, text);
  g_assert_cmpint (guichet_week_is_empty (&found->week), !=, understood);
  g_assert_cmpint (found->parts->len > 0, ==, understood);
  g_assert_true (guichet_week_equal (&again->week, &found->week));
  g_assert_cmpint (again->verdict, ==, understood ? GUICHET_AVAILABILITY_CERTAIN : GUICHET_AVAILABILITY_NOT_UNDERSTOOD);
  for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
    g_assert_cmpuint (found->week.days[day] & ~guichet_week_mask (0, GUICHET_WEEK_SLOTS), ==, 0);

  return 0;
}

const char * const *
fuzz_target_get_words (void)
{
  static const char * const words[] = {
    "lundi", "mardi ", "mercredi", " au ", "du ", "de ", "à ", "9h", "16h30", "24h", "0h", " et ", ", ", "; ", "\n", "-", "–", "/",
    "sauf ", "pas ", "ni ", "pas avant ", "après ", "avant ", "jusqu’à ", "entre ", "le matin", "l'après-midi", "midi", "tous les jours",
    "les autres jours", "week-end", "(", ")", ".", "lun.", "7j/7", "24h/24", "06 12 34 56 78", "journée", "ou ", "absent ", NULL
  };

  return words;
}
