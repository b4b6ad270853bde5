#include "config.h"

#include "desk.h"

#include "tickets.h"

#include <string.h>

static const char head[] = "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{";
static const char tail[] = "}}";

/* Every attribute that the profile names: the client asks before its first
 * query, since one unknown code would make that fail. */
static void
answer_discovery (FixtureReply *reply)
{
  g_autoptr(GuichetProfile) profile = tickets_load_profile ();
  g_autoptr(GString) codes = g_string_new ("{\"code\":100,\"message\":\"Unknown attribute, expecting {id");

  for (guint f = 0; f < GUICHET_N_FIELDS; f++)
    {
      const char *code = guichet_profile_get_code (profile, f);

      if (code == NULL)
        continue;
      g_string_append_printf (codes, ", %s", code);
      if (guichet_field_get_kind (f) == GUICHET_FIELD_KIND_KEY)
        g_string_append_printf (codes, ", %s_friendlyname", code);
    }
  for (guint journal = 0; journal < GUICHET_N_JOURNALS; journal++)
    g_string_append_printf (codes, ", %s", guichet_profile_get_journal_code (profile, journal));
  g_string_append (codes, "}\"}");
  fixture_reply_set_text (reply, codes->str);
}

static guint
find_page (const char *operation)
{
  const char *page = strstr (operation, "\"page\":");

  if (page == NULL)
    return 1;
  page += strlen ("\"page\":");

  return (guint) g_ascii_strtoull (*page == '"' ? page + 1 : page, NULL, 10);
}

static void
answer_cb (FixtureRequest *request,
           FixtureReply   *reply,
           gpointer        user_data)
{
  Desk *self = user_data;
  guint page = find_page (request->operation);

  if (strstr (request->operation, "guichet_impossible_attribute") != NULL)
    {
      answer_discovery (reply);
      return;
    }
  if (page < 1 || page > self->pages->len)
    {
      fixture_reply_set_text (reply, "{\"code\":0,\"message\":\"Found: 0\",\"objects\":null}");
      return;
    }
  reply->body = g_bytes_ref (g_ptr_array_index (self->pages, page - 1));
  reply->repeat = self->repeat;
  reply->prologue = g_bytes_new_static (head, strlen (head));
  reply->epilogue = g_bytes_new_static (tail, strlen (tail));
}

static Desk *
create (void)
{
  Desk *self = g_new0 (Desk, 1);

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->repeat = 1;
  self->server = fixture_server_new (answer_cb, self);

  return self;
}

Desk *
desk_new (GPtrArray *tickets,
          guint      page_size)
{
  Desk *self = create ();
  g_autoptr(GuichetProfile) profile = tickets_load_profile ();

  for (guint from = 0; from < tickets->len; from += page_size)
    {
      GString *page = g_string_new (NULL);

      for (guint i = from; i < MIN (from + page_size, tickets->len); i++)
        {
          if (i > from)
            g_string_append_c (page, ',');
          tickets_append_json (page, profile, g_ptr_array_index (tickets, i));
        }
      g_ptr_array_add (self->pages, g_string_free_to_bytes (page));
    }

  return self;
}

Desk *
desk_new_large (gsize n_bytes)
{
  Desk *self = create ();
  g_autoptr(GuichetProfile) profile = tickets_load_profile ();
  g_autoptr(Words) words = words_new (16);
  g_autoptr(GuichetTicket) ticket = tickets_make (words, 1, 1, TRUE);
  GString *body = g_string_new (NULL);

  /* A member may come twice; a comma must not come last. */
  tickets_append_json (body, profile, ticket);
  self->repeat = (guint) MAX (n_bytes / (body->len + 1), 1);
  if (self->repeat > 1)
    g_string_append_c (body, ',');
  g_ptr_array_add (self->pages, g_string_free_to_bytes (body));

  return self;
}

void
desk_free (Desk *self)
{
  fixture_server_free (self->server);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

GuichetRemote *
desk_connect (Desk *self)
{
  g_autoptr(GuichetIdentity) identity = tickets_make_identity ();
  g_autoptr(GuichetProfile) profile = tickets_load_profile ();
  g_autoptr(GError) error = NULL;
  GuichetRemote *remote = guichet_itop_rest_new (fixture_server_get_address (self->server), "agent", "secret", &error);

  if (remote == NULL)
    g_error ("%s", error->message);
  guichet_itop_rest_restore (GUICHET_ITOP_REST (remote), identity, profile);

  return remote;
}
