#include "config.h"

#include "demo/portal-session.h"

#include "util/text.h"

/* session.gc_maxlifetime of the real one. */
#define LIFE_TIME (1440 * G_USEC_PER_SEC)

/* A login goes through so many identifiers; only the last one is good. */
#define N_LOGIN_COOKIES 6

#define COOKIE_FORMAT "itop-0123456789abcdef=%s; path=/"

typedef struct
{
  char   *login;
  gint64  used;
} Session;

static void
session_free (gpointer data)
{
  Session *session = data;

  g_free (session->login);
  g_free (session);
}

DemoPortal *
demo_portal_new (guint seed)
{
  DemoPortal *portal = g_new0 (DemoPortal, 1);

  portal->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, session_free);
  portal->transactions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  portal->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  /* Its own: what goes wrong on REST does not hang on who uses the portal. */
  portal->random = g_rand_new_with_seed (seed);
  portal->key = g_uuid_string_random ();
  return portal;
}

void
demo_portal_free (DemoPortal *portal)
{
  g_hash_table_unref (portal->sessions);
  g_hash_table_unref (portal->transactions);
  g_hash_table_unref (portal->languages);
  g_rand_free (portal->random);
  g_free (portal->key);
  g_free (portal);
}

static char *
draw_name (DemoPortal *portal,
           guint       length)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  char *name = g_malloc0 (length + 1);

  for (guint i = 0; i < length; i++)
    name[i] = letters[g_rand_int_range (portal->random, 0, sizeof letters - 1)];

  return name;
}

static void
add_header (GPtrArray  *headers,
            const char *name,
            const char *value)
{
  g_ptr_array_add (headers, g_strdup (name));
  g_ptr_array_add (headers, g_strdup (value));
}

static void
add_cookie (GPtrArray  *headers,
            const char *id)
{
  g_autofree char *cookie = g_strdup_printf (COOKIE_FORMAT, id);

  add_header (headers, "Set-Cookie", cookie);
}

static void
add_no_cache (GPtrArray *headers)
{
  add_header (headers, "Expires", "Thu, 19 Nov 1981 08:52:00 GMT");
  add_header (headers, "Cache-Control", "no-store, no-cache, must-revalidate");
  add_header (headers, "Pragma", "no-cache");
}

/* As session-05 to 07 have them: of the cookies of one name the last counts. */
static void
add_login_headers (DemoPortal *portal,
                   GPtrArray  *headers,
                   const char *id)
{
  for (guint i = 0; i < N_LOGIN_COOKIES; i++)
    {
      g_autofree char *passing = draw_name (portal, 26);

      add_cookie (headers, i + 1 < N_LOGIN_COOKIES ? passing : id);
      if (i == 0)
        add_no_cache (headers);
    }
  add_header (headers, "Cache-Control", "no-cache, private");
}

/* session-02 and 03: whoever stays outside gets cookies too. */
static void
add_refused_headers (DemoPortal *portal,
                     GPtrArray  *headers,
                     gboolean    tried)
{
  g_autofree char *id = draw_name (portal, 26);

  if (tried)
    add_cookie (headers, id);
  add_no_cache (headers);
  add_cookie (headers, id);
}

static void
add_known_headers (GPtrArray  *headers,
                   const char *id)
{
  add_no_cache (headers);
  add_cookie (headers, id);
  add_header (headers, "Cache-Control", "no-cache, private");
}

/* Returns: (nullable): the session of the cookie, kept alive */
static Session *
find_session (DemoPortal        *portal,
              DemoPortalRequest *request)
{
  Session *session = request->cookie != NULL ? g_hash_table_lookup (portal->sessions, request->cookie) : NULL;
  gint64 now = g_get_monotonic_time ();

  if (session == NULL)
    return NULL;
  if (now - session->used > LIFE_TIME)
    {
      g_hash_table_remove (portal->sessions, request->cookie);
      return NULL;
    }

  session->used = now;
  return session;
}

static DemoAccount *
check_credentials (DemoCore   *core,
                   const char *login,
                   const char *secret)
{
  g_autoptr(DemoAccount) account = demo_account_load (core, login);

  if (account == NULL || g_strcmp0 (secret, DEMO_SECRET) != 0 || (account->flags & DEMO_ACCOUNT_DISABLED) != 0)
    return NULL;

  return g_steal_pointer (&account);
}

static gboolean
is_over_cb (gpointer key,
            gpointer value,
            gpointer data)
{
  Session *session = value;
  gint64 *now = data;

  return *now - session->used > LIFE_TIME;
}

static char *
begin_session (DemoPortal  *portal,
               DemoAccount *account)
{
  Session *session = g_new0 (Session, 1);
  char *id = draw_name (portal, 26);
  gint64 now = g_get_monotonic_time ();

  /* Whoever signs in with each request leaves one behind each time. */
  if (g_hash_table_size (portal->sessions) % 1000 == 999)
    g_hash_table_foreach_remove (portal->sessions, is_over_cb, &now);
  session->login = g_strdup (account->login);
  session->used = now;
  g_hash_table_insert (portal->sessions, g_strdup (id), session);
  return id;
}

/**
 * demo_portal_enter:
 * @headers: (element-type utf8): gets the headers of the answer
 * @out_account: (out) (transfer full) (optional): unless refused
 *
 * Credentials go with any request, in the form or as Basic; a live session is
 * stronger than either.
 */
DemoEntry
demo_portal_enter (DemoPortal         *portal,
                   DemoCore           *core,
                   DemoPortalRequest  *request,
                   GPtrArray          *headers,
                   DemoAccount       **out_account)
{
  Session *session = find_session (portal, request);
  const char *login = demo_portal_request_get (request, "auth_user");
  g_autofree char *id = NULL;

  if (session != NULL && (*out_account = demo_account_load (core, session->login)) != NULL)
    {
      add_known_headers (headers, request->cookie);
      return DEMO_ENTRY_KNOWN;
    }

  if (login != NULL)
    *out_account = check_credentials (core, login, demo_portal_request_get (request, "auth_pwd"));
  else if (request->basic_login != NULL)
    *out_account = check_credentials (core, request->basic_login, request->basic_secret);
  if (*out_account == NULL)
    {
      add_refused_headers (portal, headers, login != NULL || request->basic_login != NULL);
      return DEMO_ENTRY_REFUSED;
    }

  id = begin_session (portal, *out_account);
  add_login_headers (portal, headers, id);
  return DEMO_ENTRY_FRESH;
}

/* The session of the request ends; others of the same account go on. */
void
demo_portal_leave (DemoPortal        *portal,
                   DemoPortalRequest *request)
{
  if (request->cookie != NULL)
    g_hash_table_remove (portal->sessions, request->cookie);
}

/* The session that the answer's last cookie names: so that a client learns of
 * it and finds it gone. */
void
demo_portal_forget (DemoPortal *portal,
                    GPtrArray  *headers)
{
  for (guint i = headers->len; i > 1; i -= 2)
    {
      const char *value = g_ptr_array_index (headers, i - 1);
      g_autofree char *id = NULL;

      if (!g_str_equal (g_ptr_array_index (headers, i - 2), "Set-Cookie"))
        continue;
      value = strchr (value, '=') + 1;
      id = g_strndup (value, strcspn (value, ";"));
      g_hash_table_remove (portal->sessions, id);
      return;
    }
}

/**
 * demo_portal_make_transaction:
 *
 * Returns: (transfer full): bound to the account, good for any number of
 *   submits and uploads (PORTAL-PROTOCOL §2)
 */
char *
demo_portal_make_transaction (DemoVisit *visit)
{
  const char *login = visit->caller.account->login;
  g_autofree char *name = draw_name (visit->portal, 6);
  char *id = g_strdup_printf ("%s-%s", login, name);

  g_hash_table_insert (visit->portal->transactions, g_strdup (id), g_strdup (login));
  return id;
}

gboolean
demo_portal_knows_transaction (DemoVisit  *visit,
                               const char *id)
{
  const char *login = id != NULL ? g_hash_table_lookup (visit->portal->transactions, id) : NULL;

  return g_strcmp0 (login, visit->caller.account->login) == 0;
}

static char *
sign (DemoPortal *portal,
      const char *text)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) portal->key, strlen (portal->key), text, -1);
}

/**
 * demo_portal_make_token:
 *
 * Returns: (transfer full): what a row of the catalogue gives for @action on
 *   an object, never the same twice
 */
char *
demo_portal_make_token (DemoPortal *portal,
                        const char *action,
                        const char *class,
                        gint64      id)
{
  g_autofree char *salt = draw_name (portal, 8);
  g_autofree char *text = g_strdup_printf ("%s|%s|%s|%" G_GINT64_FORMAT, salt, action, class, id);
  g_autofree char *signature = sign (portal, text);
  g_autofree char *token = g_strdup_printf ("%s|%s", text, signature);

  return g_base64_encode ((const guchar *) token, strlen (token));
}

/* Returns: whether @token is one of ours for @action */
gboolean
demo_portal_read_token (DemoPortal *portal,
                        const char *token,
                        const char *action,
                        gint64     *out_id)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (token, &length);
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  char *bar = strrchr (text, '|');
  g_autofree char *signature = NULL;
  g_auto(GStrv) parts = NULL;

  if (bar == NULL)
    return FALSE;

  *bar = '\0';
  signature = sign (portal, text);
  parts = g_strsplit (text, "|", -1);
  return g_str_equal (signature, bar + 1) && g_strv_length (parts) == 4 && g_str_equal (parts[1], action) &&
         guichet_text_parse_int64 (parts[3], out_id);
}
