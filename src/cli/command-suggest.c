#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

#include "store/proposals.h"
#include "store/suggestions.h"
#include "util/text.h"

#define LEAVES 3
#define SUGGESTIONS 5

/**
 * Answer:
 * @leaves: (element-type GuichetLeafProposal)
 * @suggestions: (element-type GuichetSuggestion): articles, then requests
 */
typedef struct
{
  const char *sentence;
  GPtrArray  *leaves;
  GPtrArray  *suggestions;
} Answer;

static void
answer_clear (Answer *self)
{
  g_clear_pointer (&self->leaves, g_ptr_array_unref);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
}

/* ---- for scripts */

static void
add_words (GuichetJsonWriter  *json,
           char              **words)
{
  guichet_json_writer_begin_array (json, "words");
  for (guint i = 0; words[i] != NULL; i++)
    guichet_json_writer_add_string (json, NULL, words[i]);
  guichet_json_writer_end_array (json);
}

static void
add_path (GuichetJsonWriter         *json,
          const GuichetLeafProposal *proposal)
{
  guichet_json_writer_begin_array (json, "path");
  for (guint i = 0; i < GUICHET_N_LEAF_LEVELS; i++)
    if (*proposal->names[i] != '\0')
      guichet_json_writer_add_string (json, NULL, proposal->names[i]);
  guichet_json_writer_end_array (json);
}

static void
add_leaf (GuichetJsonWriter         *json,
          const GuichetLeafProposal *proposal)
{
  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_int (json, "id", proposal->leaf);
  add_path (json, proposal);
  guichet_json_writer_add_int (json, "percent", (gint64) (proposal->score * 100 + 0.5));
  guichet_json_writer_add_string (json, "reason", proposal->reason == GUICHET_LEAF_BY_TICKETS ? "requests" : "names");
  guichet_json_writer_add_int (json, "count", proposal->count);
  guichet_json_writer_begin_array (json, "examples");
  for (guint i = 0; i < proposal->examples->len; i++)
    guichet_json_writer_add_int (json, NULL, g_array_index (proposal->examples, gint64, i));
  guichet_json_writer_end_array (json);
  add_words (json, proposal->words);
  guichet_json_writer_end_object (json);
}

static void
add_suggestion (GuichetJsonWriter       *json,
                const GuichetSuggestion *suggestion)
{
  static const char * const kinds[] = {
    [GUICHET_SUGGESTION_FAQ] = "faq",
    [GUICHET_SUGGESTION_KNOWN_ERROR] = "known_error",
    [GUICHET_SUGGESTION_TICKET] = "ticket",
  };

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, "kind", kinds[suggestion->kind]);
  guichet_json_writer_add_int (json, "id", suggestion->id);
  guichet_json_writer_add_string (json, "title", suggestion->title);
  if (suggestion->kind == GUICHET_SUGGESTION_TICKET)
    guichet_json_writer_add_string (json, "ref", suggestion->ref);
  add_words (json, suggestion->words);
  guichet_json_writer_end_object (json);
}

static gboolean
is_article (const GuichetSuggestion *suggestion)
{
  return suggestion->kind != GUICHET_SUGGESTION_TICKET;
}

static void
add_suggestions (GuichetJsonWriter *json,
                 const char        *name,
                 const Answer      *answer,
                 gboolean           articles)
{
  guichet_json_writer_begin_array (json, name);
  for (guint i = 0; i < answer->suggestions->len; i++)
    if (is_article (g_ptr_array_index (answer->suggestions, i)) == articles)
      add_suggestion (json, g_ptr_array_index (answer->suggestions, i));
  guichet_json_writer_end_array (json);
}

static void
print_json (GuichetCli   *cli,
            const Answer *answer)
{
  g_autoptr(GuichetJsonWriter) json = guichet_json_writer_new ();

  guichet_json_writer_begin_object (json, NULL);
  guichet_json_writer_add_string (json, "sentence", answer->sentence);
  guichet_json_writer_begin_array (json, "leaves");
  for (guint i = 0; i < answer->leaves->len; i++)
    add_leaf (json, g_ptr_array_index (answer->leaves, i));
  guichet_json_writer_end_array (json);
  add_suggestions (json, "articles", answer, TRUE);
  add_suggestions (json, "requests", answer, FALSE);
  guichet_json_writer_end_object (json);
  guichet_cli_print_json (cli, json);
}

/* ---- for people */

/* Server text cannot command the terminal. */
static void
print_line (GuichetCli *cli,
            const char *indent,
            const char *text)
{
  g_autofree char *valid = guichet_text_make_valid (text, -1, 0);
  g_autofree char *line = guichet_text_single_line (valid);

  fprintf (cli->out, "%s%s\n", indent, line);
}

static void
print_reason (GuichetCli                *cli,
              const GuichetLeafProposal *proposal)
{
  g_autofree char *words = g_strjoinv (", ", proposal->words);
  g_autofree char *count = g_strdup_printf (ngettext ("%u similar request", "%u similar requests", proposal->count),
                                            proposal->count);
  g_autofree char *reason = NULL;

  if (proposal->reason == GUICHET_LEAF_BY_TICKETS)
    /* Translators: why a place of the catalogue is proposed: how many similar
     * requests went there, and the words that they share with the sentence. */
    reason = g_strdup_printf (_("%s: %s"), count, words);
  else
    /* Translators: why a place of the catalogue is proposed: words of the
     * sentence that stand in its name. */
    reason = g_strdup_printf (_("by its name: %s"), words);
  print_line (cli, "        ", reason);
}

static void
print_leaf (GuichetCli                *cli,
            const GuichetLeafProposal *proposal)
{
  g_autoptr(GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%d %%  ", (int) (proposal->score * 100 + 0.5));
  for (guint i = 0; i < GUICHET_N_LEAF_LEVELS; i++)
    if (*proposal->names[i] != '\0')
      g_string_append_printf (line, "%s%s", g_str_has_suffix (line->str, "%  ") ? "" : " › ", proposal->names[i]);
  print_line (cli, "  ", line->str);
  print_reason (cli, proposal);
}

static void
print_suggestions (GuichetCli   *cli,
                   const char   *heading,
                   const Answer *answer,
                   gboolean      articles)
{
  gboolean first = TRUE;

  for (guint i = 0; i < answer->suggestions->len; i++)
    {
      const GuichetSuggestion *suggestion = g_ptr_array_index (answer->suggestions, i);
      g_autofree char *line = NULL;

      if (is_article (suggestion) != articles)
        continue;
      if (first)
        fprintf (cli->out, "%s\n", heading);
      first = FALSE;
      line = g_strdup_printf ("%s%s%s", suggestion->ref, *suggestion->ref != '\0' ? "  " : "", suggestion->title);
      print_line (cli, "  ", line);
    }
}

static void
print_answer (GuichetCli   *cli,
              const Answer *answer)
{
  if (answer->leaves->len == 0 && answer->suggestions->len == 0)
    {
      fprintf (cli->out, "%s\n", _("Nothing that is known here is like this"));
      return;
    }

  if (answer->leaves->len > 0)
    fprintf (cli->out, "%s\n", _("Where it belongs"));
  for (guint i = 0; i < answer->leaves->len; i++)
    print_leaf (cli, g_ptr_array_index (answer->leaves, i));
  print_suggestions (cli, _("Similar articles"), answer, TRUE);
  print_suggestions (cli, _("Similar requests of yours"), answer, FALSE);
}

GuichetExit
guichet_command_suggest (GuichetCli  *cli,
                         char       **args)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetSession) session = NULL;
  Answer answer = { .sentence = args[0] };
  GuichetStore *store;
  GuichetExit status;

  if (!(session = guichet_cli_open_here (cli, &status)))
    return status;

  store = guichet_session_get_store (session);
  if (!guichet_cli_finish_index (store, &error) ||
      !(answer.leaves = guichet_store_propose_leaves (store, args[0], LEAVES, NULL, &error)) ||
      !(answer.suggestions = guichet_store_suggest (store, args[0], SUGGESTIONS, NULL, &error)))
    {
      answer_clear (&answer);
      return guichet_cli_fail (cli, error);
    }

  if (cli->options.json)
    print_json (cli, &answer);
  else
    print_answer (cli, &answer);
  answer_clear (&answer);

  return status;
}
