#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

#include "cli/labels.h"
#include "cli/print.h"
#include "store/figures.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "store/views.h"

typedef struct
{
  GuichetViewCounts   views;
  GuichetOutboxCount  outbox;
  GPtrArray          *saved;    /* of GuichetSavedView */
  GArray             *counts;   /* of guint, in their order */
} Counts;

static void
counts_clear (Counts *self)
{
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counts, counts_clear)

static gboolean
count_saved (GuichetSession  *session,
             Counts          *counts,
             GError         **error)
{
  GuichetStore *store = guichet_session_get_store (session);
  g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_query_free);

  if (!(counts->saved = guichet_store_list_views (store, error)))
    return FALSE;
  for (guint i = 0; i < counts->saved->len; i++)
    g_ptr_array_add (queries, guichet_saved_view_to_query (g_ptr_array_index (counts->saved, i),
                                                           guichet_session_get_profile (session)));

  return (counts->counts = guichet_store_count_queries (store, queries, NULL, error)) != NULL;
}

static gboolean
read_counts (GuichetSession  *session,
             Counts          *counts,
             GError         **error)
{
  GuichetStore *store = guichet_session_get_store (session);

  return guichet_store_count_views (store, &counts->views, error) &&
         guichet_store_count_outbox (store, &counts->outbox, error) && count_saved (session, counts, error);
}

static void
print_json_counts (GuichetCli   *cli,
                   const Counts *counts)
{
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_begin_object (json, "views");
  for (guint i = 0; i < GUICHET_N_VIEWS; i++)
    guichet_json_writer_add_int (json, guichet_view_to_nick (i), counts->views.views[i]);
  guichet_json_writer_end_object (json);
  guichet_json_writer_begin_array (json, "saved");
  for (guint i = 0; i < counts->saved->len; i++)
    {
      const GuichetSavedView *saved = g_ptr_array_index (counts->saved, i);

      guichet_json_writer_begin_object (json, NULL);
      guichet_json_writer_add_string (json, "name", saved->name);
      guichet_json_writer_add_string (json, "view", guichet_view_to_nick (saved->view));
      guichet_json_writer_add_string (json, "conditions", saved->conditions);
      guichet_json_writer_add_int (json, "total", g_array_index (counts->counts, guint, i));
      guichet_json_writer_end_object (json);
    }
  guichet_json_writer_end_array (json);
  guichet_json_writer_begin_object (json, "outbox");
  guichet_json_writer_add_int (json, "waiting", counts->outbox.waiting);
  guichet_json_writer_add_int (json, "parked", counts->outbox.parked);
  guichet_json_writer_end_object (json);
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);
}

static void
print_counts (GuichetCli   *cli,
              const Counts *counts)
{
  guint n_operations = counts->outbox.waiting + counts->outbox.parked;

  if (cli->options.json)
    {
      print_json_counts (cli, counts);
      return;
    }

  for (guint i = 0; i < GUICHET_N_VIEWS; i++)
    fprintf (cli->out, "%6u  %s\n", counts->views.views[i], guichet_label_for_view (i));
  for (guint i = 0; i < counts->saved->len; i++)
    guichet_print_count (cli->out, g_array_index (counts->counts, guint, i),
                         ((GuichetSavedView *) g_ptr_array_index (counts->saved, i))->name);
  if (n_operations > 0)
    fprintf (cli->out, ngettext ("%6u  operation in the outbox\n", "%6u  operations in the outbox\n", n_operations),
             n_operations);
}

static gboolean
synchronise (GuichetSession  *session,
             GError         **error)
{
  GuichetEngine *engine;

  if (!guichet_session_connect (session, TRUE, error))
    return FALSE;

  engine = guichet_session_get_engine (session);
  guichet_session_arm_fault (session);

  return guichet_engine_drain (engine, guichet_session_get_deadline (session), NULL, error) &&
         guichet_engine_pull_once (engine, NULL, error) &&
         guichet_cli_finish_index (guichet_session_get_store (session), error);
}

/* Nothing there and nothing to begin with: no fault, but strange to look at. */
static gboolean
warn_if_empty (GuichetCli      *cli,
               GuichetSession  *session,
               const Counts    *counts,
               GError         **error)
{
  g_autoptr(GPtrArray) leaves = NULL;

  if (guichet_session_get_identity (session)->door != GUICHET_DOOR_PORTAL || counts->views.views[GUICHET_VIEW_ALL] > 0)
    return TRUE;
  leaves = guichet_store_list_references (guichet_session_get_store (session), GUICHET_REFERENCE_SUBCATEGORY, 0, error);
  if (leaves == NULL)
    return FALSE;
  if (leaves->len == 0)
    fprintf (cli->err, "%s", _("guichetctl: The web portal has no requests for this account, and no catalogue to make "
                               "one from: an administrator has to open it.\n"));

  return TRUE;
}

GuichetExit
guichet_command_sync (GuichetCli  *cli,
                      char       **args)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetSession) session = guichet_session_open (&cli->options, cli->in, cli->err, &error);
  g_auto(Counts) counts = { .saved = NULL };

  if (session == NULL)
    return guichet_cli_fail (cli, error);
  if (guichet_session_is_offline (session))
    g_set_error_literal (&error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("There is no sync with --offline."));

  if (error != NULL || !synchronise (session, &error) || !read_counts (session, &counts, &error) ||
      !warn_if_empty (cli, session, &counts, &error))
    return guichet_cli_fail (cli, error);

  print_counts (cli, &counts);

  return counts.outbox.waiting > 0 ? GUICHET_EXIT_WAITING : GUICHET_EXIT_DONE;
}
