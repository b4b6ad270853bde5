#include "config.h"

#include "util/uuid.h"

#include <sys/random.h>

/**
 * guichet_uuid7_new:
 *
 * Any thread. A version 7 UUID (RFC 9562 §5.7): 48 bits of Unix time in
 * milliseconds, then random bits, so that identities sort by their birth.
 *
 * Returns: (transfer full): 36 lower-case characters
 */
char *
guichet_uuid7_new (void)
{
  guint8 bytes[16];
  gint64 ms = g_get_real_time () / 1000;

  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    for (gsize i = 0; i < sizeof bytes; i++)
      bytes[i] = (guint8) g_random_int_range (0, 256);

  for (int i = 0; i < 6; i++)
    bytes[i] = (guint8) (ms >> (8 * (5 - i)));
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5],
                          bytes[6], bytes[7], bytes[8], bytes[9], bytes[10], bytes[11],
                          bytes[12], bytes[13], bytes[14], bytes[15]);
}

gboolean
guichet_uuid_is_valid (const char *uuid)
{
  return uuid != NULL && strlen (uuid) == 36 && g_uuid_string_is_valid (uuid);
}

/**
 * guichet_marker_for_uuid:
 *
 * The marker is a CSS class of a paragraph: it survives the server's HTML
 * sanitiser and nobody sees it (ITOP-PROTOCOL §18, transcript create-34). It
 * holds letters, digits and dashes only, so that it needs no escaping in HTML
 * or OQL.
 *
 * Returns: (transfer full): the marker
 */
char *
guichet_marker_for_uuid (const char *uuid)
{
  g_return_val_if_fail (guichet_uuid_is_valid (uuid), NULL);

  return g_strconcat (GUICHET_MARKER_PREFIX, uuid, NULL);
}
