#include "config.h"

#include "ui/common/recall.h"

#include <glib/gi18n.h>

static guint recall_seconds = 10;

/* 0: what is sent leaves at once. */
void
guichet_recall_set_seconds (guint seconds)
{
  recall_seconds = MIN (seconds, GUICHET_RECALL_MAX_SECONDS);
}

guint
guichet_recall_get_seconds (void)
{
  return recall_seconds;
}

/**
 * guichet_recall_get_not_before:
 *
 * Returns: when an operation that is sent now may leave, Unix time in
 *   milliseconds
 */
gint64
guichet_recall_get_not_before (void)
{
  return g_get_real_time () / 1000 + recall_seconds * 1000;
}

/**
 * guichet_recall_describe:
 * @what: what was sent, such as "Internal note"
 *
 * Returns: (transfer full): that, and when it leaves
 */
char *
guichet_recall_describe (const char *what)
{
  if (recall_seconds == 0)
    /* Translators: %s is something that was sent, such as "Internal note" */
    return g_strdup_printf (_("%s: leaves now"), what);

  /* Translators: %s is something that was sent, such as "Internal note" */
  return g_strdup_printf (ngettext ("%s: leaves in %u second", "%s: leaves in %u seconds", recall_seconds),
                          what, recall_seconds);
}
