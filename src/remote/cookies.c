#include "config.h"

#include "remote/cookies.h"

#define COOKIES_MAX 8
#define COOKIE_BYTES 4096

struct _GuichetCookies
{
  GPtrArray *cookies;           /* of SoupCookie */
};

GuichetCookies *
guichet_cookies_new (void)
{
  GuichetCookies *self = g_new0 (GuichetCookies, 1);

  self->cookies = g_ptr_array_new_with_free_func ((GDestroyNotify) soup_cookie_free);

  return self;
}

void
guichet_cookies_free (GuichetCookies *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->cookies);
  g_free (self);
}

void
guichet_cookies_clear (GuichetCookies *self)
{
  g_ptr_array_set_size (self->cookies, 0);
}

static void
remove_named (GuichetCookies *self,
              const char     *name)
{
  for (guint i = 0; i < self->cookies->len; i++)
    if (g_str_equal (soup_cookie_get_name (g_ptr_array_index (self->cookies, i)), name))
      {
        g_ptr_array_remove_index (self->cookies, i);
        return;
      }
}

static gboolean
is_expired (SoupCookie *cookie)
{
  GDateTime *expires = soup_cookie_get_expires (cookie);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return expires != NULL && g_date_time_compare (expires, now) <= 0;
}

/* Of several with one name the last counts (PORTAL-PROTOCOL §2). */
static void
take_line (GuichetCookies *self,
           const char     *line)
{
  g_autoptr(SoupCookie) cookie = NULL;

  if (strlen (line) > COOKIE_BYTES || (cookie = soup_cookie_parse (line, NULL)) == NULL)
    return;

  remove_named (self, soup_cookie_get_name (cookie));
  if (!is_expired (cookie) && self->cookies->len < COOKIES_MAX)
    g_ptr_array_add (self->cookies, g_steal_pointer (&cookie));
}

/**
 * guichet_cookies_take:
 * @headers: of an answer
 */
void
guichet_cookies_take (GuichetCookies     *self,
                      SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strcasecmp (name, "Set-Cookie") == 0)
      take_line (self, value);
}

/**
 * guichet_cookies_add:
 * @headers: of a request
 */
void
guichet_cookies_add (GuichetCookies     *self,
                     SoupMessageHeaders *headers)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->cookies->len; i++)
    {
      SoupCookie *cookie = g_ptr_array_index (self->cookies, i);

      if (line->len > 0)
        g_string_append (line, "; ");
      g_string_append_printf (line, "%s=%s", soup_cookie_get_name (cookie), soup_cookie_get_value (cookie));
    }
  if (line->len > 0)
    soup_message_headers_replace (headers, "Cookie", line->str);
}
