#include "config.h"

#include "rig.h"

#include <glib/gstdio.h>
#include <yyjson.h>

#include "cli/session.h"
#include "remote/itop-rest.h"

/* Milliseconds: how late the desk may still do what a dead connection asked,
 * and the engine's longer patience. */
#define DESK_LIMIT 150
/* The desk wipes an entry out up to 60 ms after its answer. */
#define READ_BACK 150

/* Tickets of a requester. */
#define N_REQUESTED 12

static char *home;

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/* GLib's own isolation hides the system's settings schemas too, which its
 * network resolver cannot do without. */
void
rig_init (int    *argc,
          char ***argv)
{
  const GuichetEngineTimes times = {
    .server_limit = DESK_LIMIT + 100, .read_back = READ_BACK, .back_off_min = 20, .back_off_max = 200,
  };

  guichet_session_set_times (&times);
  home = g_dir_make_tmp ("guichet-home-XXXXXX", NULL);
  g_assert_nonnull (home);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (argc, argv, NULL);
}

int
rig_finish (void)
{
  int status = g_test_run ();

  remove_tree (home);
  g_clear_pointer (&home, g_free);

  return status;
}

Rig *
rig_new (const char *profile)
{
  const GuichetDemoOptions options = { .profile = profile, .tickets = 120, .seed = 7, .server_limit = DESK_LIMIT };
  g_autoptr(GError) error = NULL;
  Rig *rig = g_new0 (Rig, 1);

  rig->desk = guichet_demo_desk_new (&options, &error);
  g_assert_no_error (error);

  rig->scratch = g_dir_make_tmp ("guichet-cli-XXXXXX", &error);
  g_assert_no_error (error);
  rig->folder = g_build_filename (rig->scratch, "data", NULL);
  rig->password_file = g_build_filename (rig->scratch, "password", NULL);
  g_file_set_contents_full (rig->password_file, guichet_demo_desk_get_secret (rig->desk), -1,
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  rig->login = g_strdup (guichet_demo_desk_get_login (rig->desk));
  rig->timeout = "20";

  return rig;
}

void
rig_free (Rig *rig)
{
  guichet_demo_desk_stop (rig->desk);
  g_object_unref (rig->desk);
  remove_tree (rig->scratch);
  g_free (rig->scratch);
  g_free (rig->folder);
  g_free (rig->password_file);
  g_free (rig->login);
  g_free (rig->out);
  g_free (rig->err);
  g_free (rig);
}

/* As the administrator would, without HTTP. @fields: inside of a JSON object */
void
rig_set_fields (Rig        *rig,
                gint64      ticket,
                const char *fields)
{
  g_autofree char *json = g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"comment\":\"test\","
                                           "\"key\":%" G_GINT64_FORMAT ",\"output_fields\":\"id\",\"fields\":{%s}}",
                                           ticket, fields);
  g_autoptr(GError) error = NULL;

  g_assert_true (guichet_demo_desk_act (rig->desk, "admin", json, &error));
  g_assert_no_error (error);
}

/* Yesterday: it may still be reopened. */
void
rig_resolve (Rig        *rig,
             gint64      ticket,
             const char *solution)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_days (now, -1);
  g_autofree char *date = g_date_time_format (then, "%Y-%m-%d %H:%M:%S");
  g_autofree char *fields = g_strdup_printf ("\"status\":\"resolved\",\"resolution_date\":\"%s\",\"solution\":\"%s\"",
                                             date, solution);

  rig_set_fields (rig, ticket, fields);
}

/* The same person has an account that REST lets in. */
static GuichetIdentity *
ask_requester (Rig *rig)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetRemote) remote = guichet_itop_rest_new (guichet_demo_desk_get_address (rig->desk), "requester-rest",
                                                           guichet_demo_desk_get_secret (rig->desk), &error);
  GuichetIdentity *identity;

  g_assert_no_error (error);
  identity = guichet_remote_sign_in (remote, &profile, NULL, &error);
  g_assert_no_error (error);

  return identity;
}

/* The account of somebody whom only the web portal lets in, and who made the
 * first tickets. */
void
rig_become_requester (Rig *rig)
{
  g_autoptr(GuichetIdentity) identity = ask_requester (rig);
  g_autofree char *fields = g_strdup_printf ("\"caller_id\":%" G_GINT64_FORMAT ",\"org_id\":%" G_GINT64_FORMAT,
                                             identity->person_id, identity->organisation_id);

  for (gint64 id = 1; id <= N_REQUESTED; id++)
    rig_set_fields (rig, id, fields);
  g_set_str (&rig->login, "requester");
  rig->door = "portal";
}

/* Takes what @stream wrote, in memory that g_free() may have. */
static void
take_output (FILE  *stream,
             char **buffer,
             char **out)
{
  fclose (stream);
  g_free (*out);
  *out = g_strdup (*buffer);
  free (*buffer);
}

static GuichetExit
run (Rig       *rig,
     GPtrArray *words)
{
  const char *input = rig->input != NULL ? rig->input : "";
  char *out_text = NULL, *err_text = NULL;
  gsize out_length, err_length;
  FILE *in = *input != '\0' ? fmemopen ((char *) input, strlen (input), "r") : fopen ("/dev/null", "r");
  FILE *out = open_memstream (&out_text, &out_length);
  FILE *err = open_memstream (&err_text, &err_length);
  GuichetExit status;

  g_assert (in != NULL && out != NULL && err != NULL);
  status = guichet_cli_run ((int) words->len, (char **) words->pdata, in, out, err);
  fclose (in);
  take_output (out, &out_text, &rig->out);
  take_output (err, &err_text, &rig->err);
  rig->input = NULL;

  return status;
}

static void
add_words (GPtrArray *words,
           va_list    args)
{
  const char *word;

  while ((word = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (words, g_strdup (word));
}

/* guichetctl with the options that name the desk's account, then what follows. */
GuichetExit
rig_run (Rig *rig,
         ...)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  va_list args;

  g_ptr_array_add (words, g_strdup ("guichetctl"));
  g_ptr_array_add (words, g_strdup ("--server"));
  g_ptr_array_add (words, g_strdup (guichet_demo_desk_get_address (rig->desk)));
  g_ptr_array_add (words, g_strdup ("--login"));
  g_ptr_array_add (words, g_strdup (rig->login));
  g_ptr_array_add (words, g_strdup ("--password-file"));
  g_ptr_array_add (words, g_strdup (rig->password_file));
  g_ptr_array_add (words, g_strdup ("--data"));
  g_ptr_array_add (words, g_strdup (rig->folder));
  if (rig->door != NULL)
    {
      g_ptr_array_add (words, g_strdup ("--door"));
      g_ptr_array_add (words, g_strdup (rig->door));
    }
  g_ptr_array_add (words, g_strdup ("--timeout"));
  g_ptr_array_add (words, g_strdup (rig->timeout));
  va_start (args, rig);
  add_words (words, args);
  va_end (args);

  return run (rig, words);
}

/* guichetctl with nothing but what follows. */
GuichetExit
rig_run_bare (Rig *rig,
              ...)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  va_list args;

  g_ptr_array_add (words, g_strdup ("guichetctl"));
  va_start (args, rig);
  add_words (words, args);
  va_end (args);

  return run (rig, words);
}

/**
 * rig_get_json:
 * @pointer: a JSON pointer such as "/tickets/0/ref"
 *
 * Asserts that the last output is one valid JSON value.
 *
 * Returns: (transfer full) (nullable): what is there, as text
 */
char *
rig_get_json (Rig        *rig,
              const char *pointer)
{
  yyjson_read_err problem = { 0 };
  yyjson_doc *document = yyjson_read_opts (rig->out, strlen (rig->out), YYJSON_READ_NOFLAG, NULL, &problem);
  char *text = NULL;
  yyjson_val *value;

  if (document == NULL)
    g_error ("no JSON: %s at %zu in: %s", problem.msg, problem.pos, rig->out);

  value = yyjson_doc_ptr_get (document, pointer);
  if (yyjson_is_str (value))
    text = g_strdup (yyjson_get_str (value));
  else if (yyjson_is_int (value))
    text = g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_get_sint (value));
  else if (yyjson_is_bool (value))
    text = g_strdup (yyjson_get_bool (value) ? "true" : "false");
  else if (yyjson_is_arr (value) || yyjson_is_obj (value))
    text = g_strdup_printf ("%zu", yyjson_get_len (value));
  yyjson_doc_free (document);

  return text;
}

/* The first ticket of @view in the local copy that is in the state @status, if
 * that is given. */
char *
rig_pick_ref (Rig        *rig,
              const char *view,
              const char *status)
{
  g_assert_cmpint (rig_run (rig, "--offline", "--json", "list", view, NULL), ==, GUICHET_EXIT_DONE);

  for (guint i = 0; ; i++)
    {
      g_autofree char *ref_pointer = g_strdup_printf ("/tickets/%u/ref", i);
      g_autofree char *status_pointer = g_strdup_printf ("/tickets/%u/status/code", i);
      g_autofree char *ref = rig_get_json (rig, ref_pointer);
      g_autofree char *found = rig_get_json (rig, status_pointer);

      if (ref == NULL)
        g_error ("the desk has no ticket in the view %s and the state %s", view, status);
      if (status == NULL || g_strcmp0 (found, status) == 0)
        return g_steal_pointer (&ref);
    }
}

gint64
rig_pick_id (Rig        *rig,
             const char *ref)
{
  g_autofree char *text = NULL;

  g_assert_cmpint (rig_run (rig, "--offline", "--json", "show", ref, NULL), ==, GUICHET_EXIT_DONE);
  text = rig_get_json (rig, "/ticket/id");

  return g_ascii_strtoll (text, NULL, 10);
}
