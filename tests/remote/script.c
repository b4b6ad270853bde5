#include "config.h"

#include "script.h"

#include <string.h>

typedef struct
{
  char         **words;
  guint          status;
  char          *headers;
  char          *answer;
  ScriptManner   manner;
  guint          times;
  gboolean       spent;
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_strfreev (line->words);
  g_free (line->headers);
  g_free (line->answer);
  g_free (line);
}

static gboolean
has_words (char * const *words,
           const char   *operation)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (operation, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static Line *
find_line (Script         *self,
           FixtureRequest *request)
{
  const char *text = *request->operation != '\0' ? request->operation : request->target;

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);

      if (line->spent || !has_words (line->words, text))
        continue;
      if (line->times > 0 && --line->times == 0)
        line->spent = TRUE;
      return line;
    }

  return NULL;
}

static void
behave (FixtureReply *reply,
        Line         *line)
{
  switch (line->manner)
    {
    case SCRIPT_DROP:
      reply->drop = TRUE;
      break;
    case SCRIPT_CUT:
      reply->cut = (gssize) strlen (line->answer) / 2;
      break;
    case SCRIPT_SILENT:
      reply->silence = 1000;
      break;
    case SCRIPT_GZIP:
      fixture_reply_set_gzip (reply, line->answer, strlen (line->answer));
      break;
    case SCRIPT_SLICED:
      reply->chunks = 1;
      break;
    case SCRIPT_PLAIN:
    default:
      break;
    }
}

static void
handle_cb (FixtureRequest *request,
           FixtureReply   *reply,
           gpointer        user_data)
{
  Script *self = user_data;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Line *line = find_line (self, request);

  g_ptr_array_add (self->asked, g_strdup (request->operation));
  g_ptr_array_add (self->heads, g_strdup_printf ("%s %s\n%s", request->method, request->target, request->head));
  g_ptr_array_add (self->forms, g_strdup (request->form));
  if (self->fail_at > 0 && --self->fail_at == 0)
    {
      reply->status = 500;
      fixture_reply_set_text (reply, "<p>iTop: An error occurred</p>");
      return;
    }
  if (line == NULL)
    {
      fixture_reply_set_text (reply, "{\"code\":100,\"message\":\"Error: the script has no such line\"}");
      return;
    }
  reply->status = line->status;
  g_string_append (reply->headers, line->headers);
  fixture_reply_set_text (reply, line->answer);
  behave (reply, line);
}

Script *
script_new (void)
{
  Script *self = g_new0 (Script, 1);

  g_mutex_init (&self->mutex);
  self->lines = g_ptr_array_new_with_free_func (free_line);
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->forms = g_ptr_array_new_with_free_func (g_free);
  self->server = fixture_server_new (handle_cb, self);

  return self;
}

void
script_free (Script *self)
{
  if (self == NULL)
    return;

  fixture_server_free (self->server);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->asked);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->forms);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
script_add_full (Script       *self,
                 const char   *words,
                 guint         status,
                 const char   *headers,
                 const char   *answer,
                 ScriptManner  manner,
                 guint         times)
{
  Line *line = g_new0 (Line, 1);

  line->words = g_strsplit (words, "&", -1);
  line->status = status;
  line->headers = g_strdup (headers != NULL ? headers : "Content-Type: application/json\r\n");
  line->answer = g_strdup (answer);
  line->manner = manner;
  line->times = times;
  g_ptr_array_add (self->lines, line);
}

void
script_add (Script     *self,
            const char *words,
            const char *answer)
{
  script_add_full (self, words, 200, NULL, answer, SCRIPT_PLAIN, 0);
}

void
script_fail_at (Script *self,
                guint   nth)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->fail_at = nth;
}

#define CODES(list) \
  "{\"code\":100,\"message\":\"Error: Query failed to execute: query = x, exception_class = OqlNormalizeException," \
  " exception_message = Unknown filter code - found 'x' at 25 in 'x', expecting {" list "}, I would suggest to use ''\"}"

void
script_add_desk (Script *self)
{
  script_add (self, "list_operations", "{\"code\":0,\"message\":\"Operations: 7\",\"version\":\"1.3\",\"operations\":[]}");
  script_add (self, "SELECT UserRequest WHERE guichet_impossible_attribute",
              CODES ("finalclass, friendlyname, operational_status, ref, org_id, org_id_friendlyname, caller_id,"
                     " caller_id_friendlyname, team_id, team_id_friendlyname, agent_id, agent_id_friendlyname, title,"
                     " description, start_date, last_update, close_date, private_log, public_log, status, request_type,"
                     " impact, priority, urgency, origin, service_id, service_id_friendlyname, servicesubcategory_id,"
                     " servicesubcategory_id_friendlyname, assignment_date, resolution_date, resolution_code, solution,"
                     " pending_reason, beneficiary_id, beneficiary_id_friendlyname, site_id, site_id_friendlyname,"
                     " callback_phone, client_ref, id"));
  script_add (self, "SELECT Attachment WHERE guichet_impossible_attribute",
              CODES ("id, item_class, item_id, item_org_id, creation_date, user_id, contact_id, contact_id_friendlyname"));
  script_add (self, "SELECT Person WHERE id = :current_contact_id",
              "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"Person::45\":{\"code\":0,\"message\":\"\","
              "\"class\":\"Person\",\"key\":\"45\",\"fields\":{\"id\":\"45\",\"friendlyname\":\"In\\u00e8s Morvan\","
              "\"email\":\"agent1@lab.example\",\"org_id\":\"6\",\"org_id_friendlyname\":\"DSI\"}}}}");
  script_add (self, "\"limit\":500&\"output_fields\":\"status\"",
              "{\"code\":0,\"message\":\"Found: 2\",\"objects\":{"
              "\"UserRequest::1\":{\"key\":\"1\",\"fields\":{\"status\":\"dispatched\"}},"
              "\"UserRequest::2\":{\"key\":\"2\",\"fields\":{\"status\":\"to_complete\"}}}}");
  script_add (self, "lnkPersonToTeam&person_id = 45",
              "{\"code\":0,\"message\":\"Found: 2\",\"objects\":{"
              "\"lnkPersonToTeam::1\":{\"key\":\"1\",\"fields\":{\"team_id\":\"40\"}},"
              "\"lnkPersonToTeam::2\":{\"key\":\"2\",\"fields\":{\"team_id\":\"42\"}}}}");
}

guint
script_count (Script     *self,
              const char *words)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_auto(GStrv) list = g_strsplit (words, "&", -1);
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    if (has_words (list, g_ptr_array_index (self->asked, i)))
      n++;

  return n;
}

const char *
script_find (Script     *self,
             const char *words)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_auto(GStrv) list = g_strsplit (words, "&", -1);

  for (guint i = self->asked->len; i-- > 0;)
    if (has_words (list, g_ptr_array_index (self->asked, i)))
      return g_ptr_array_index (self->asked, i);

  return NULL;
}

GuichetRemote *
script_sign_in (Script *self)
{
  g_autoptr(GError) error = NULL;
  GuichetRemote *remote = guichet_itop_rest_new (fixture_server_get_address (self->server), "agent1", "s3cret&+é", &error);
  g_autoptr(GuichetIdentity) identity = NULL;

  g_assert_no_error (error);
  script_add_desk (self);
  identity = guichet_remote_sign_in (remote, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (identity);

  return remote;
}
