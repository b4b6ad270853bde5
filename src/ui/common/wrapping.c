#include "config.h"

#include "ui/common/wrapping.h"

#define NARROWEST_CHARS 8

/**
 * guichet_label_wrap:
 *
 * Lets @label break its lines, within a word if need be, down to eight
 * characters. To learn how narrow it can get, GtkLabel lays its text out at
 * the least width, else with a break after every character: eight times the
 * work of all else that is measured of it. In a template: wrap, wrap-mode:
 * word_char and width-chars: 8.
 */
void
guichet_label_wrap (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", NARROWEST_CHARS, NULL);
}
