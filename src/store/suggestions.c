#include "config.h"

#include "store/suggestions.h"

#include "richtext/richtext.h"
#include "store/reference-table.h"
#include "store/similar-points.h"
#include "store/similar-query.h"
#include "store/similar-tickets.h"
#include "store/store-private.h"
#include "util/text.h"

#define WORDS 5

/* What a word says by where it stands. */
#define TITLE_POINTS 3
#define TEXT_POINTS 1

/* One word of a title, or two of a text: less is no likeness. Nor is a small
 * part of all that the words say. */
#define LEAST_POINTS 2
#define LEAST_PART 0.3

/* Somebody's requests before these were long ago. */
#define MINE_MAX 1000

/**
 * Candidates:
 * @suggestions: (element-type GuichetSuggestion): all that is compared
 * @points: in the same order
 */
typedef struct
{
  GPtrArray            *suggestions;
  GuichetSimilarPoints *points;
} Candidates;

typedef struct
{
  const GuichetSimilarQuery *query;
  GuichetIdentity           *identity;  /* nullable */
  GPtrArray                 *words;
  GPtrArray                 *found;
} Suggesting;

void
guichet_suggestion_free (GuichetSuggestion *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->ref);
  g_free (self->status);
  g_strfreev (self->words);
  g_free (self);
}

static void
candidates_init (Candidates *self)
{
  self->suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_suggestion_free);
  self->points = guichet_similar_points_new ();
}

static void
candidates_clear (Candidates *self)
{
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  g_clear_pointer (&self->points, guichet_similar_points_free);
}

static void
add_candidate (Candidates            *self,
               GuichetSuggestionKind  kind,
               gint64                 id,
               const char            *title,
               const char            *ref,
               const char            *status,
               const double          *points)
{
  GuichetSuggestion *suggestion = g_new0 (GuichetSuggestion, 1);

  suggestion->kind = kind;
  suggestion->id = id;
  suggestion->title = g_strdup (title != NULL ? title : "");
  suggestion->ref = g_strdup (ref != NULL ? ref : "");
  suggestion->status = g_strdup (status != NULL ? status : "");
  g_ptr_array_add (self->suggestions, suggestion);
  guichet_similar_points_add (self->points, points);
}

/* ---- the best of them */

typedef struct
{
  guint  index;
  double score;
  guint  words;
} Ranked;

/* Candidates come in an order of their own, which stays among equals. */
static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *left = a;
  const Ranked *right = b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;

  return left->index < right->index ? -1 : left->index > right->index;
}

static double
sum_points (Candidates *self,
            guint       index)
{
  double ones[GUICHET_SIMILAR_WORDS_MAX];
  guint words;

  for (guint i = 0; i < GUICHET_SIMILAR_WORDS_MAX; i++)
    ones[i] = 1;

  return guichet_similar_points_score (self->points, index, ones, &words);
}

/* What a title with all the words would have. A word that stands nowhere says
 * as much as one that stands once. */
static double
sum_weights (Suggesting   *suggesting,
             Candidates   *self,
             const double *weights)
{
  double most = guichet_similar_points_get_most (self->points);
  double sum = 0;

  for (guint i = 0; i < suggesting->words->len && i < GUICHET_SIMILAR_WORDS_MAX; i++)
    sum += (weights[i] > 0 ? weights[i] : most) * TITLE_POINTS;

  return sum;
}

static GArray *
rank (Suggesting   *suggesting,
      Candidates   *self,
      const double *weights)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  double least = LEAST_PART * sum_weights (suggesting, self, weights);

  for (guint i = 0; i < self->suggestions->len; i++)
    {
      Ranked one = { .index = i };

      if (sum_points (self, i) < LEAST_POINTS)
        continue;
      one.score = guichet_similar_points_score (self->points, i, weights, &one.words);
      if (one.score >= least)
        g_array_append_val (ranked, one);
    }
  g_array_sort (ranked, compare_ranked);

  return ranked;
}

static void
take_best (Suggesting *suggesting,
           Candidates *self)
{
  double weights[GUICHET_SIMILAR_WORDS_MAX];
  g_autoptr(GArray) ranked = NULL;

  guichet_similar_points_weigh (self->points, weights);
  ranked = rank (suggesting, self, weights);
  for (guint i = 0; i < ranked->len && i < suggesting->query->limit; i++)
    {
      const Ranked *one = &g_array_index (ranked, Ranked, i);
      gpointer *place = &g_ptr_array_index (self->suggestions, one->index);
      GuichetSuggestion *suggestion = g_steal_pointer (place);
      double said[GUICHET_SIMILAR_WORDS_MAX];

      for (guint word = 0; word < GUICHET_SIMILAR_WORDS_MAX; word++)
        said[word] = (one->words >> word & 1) != 0 ? weights[word] : 0;
      suggestion->words = guichet_similar_words_dup_strongest (suggesting->words, said, WORDS);
      g_ptr_array_add (suggesting->found, suggestion);
    }
}

/* ---- articles */

/* What an article says: its summary, or the beginning of its text where people
 * write none. */
static void
mark_article (double           *points,
              GPtrArray        *words,
              GuichetReference *reference)
{
  g_autofree char *plain = NULL;

  guichet_similar_points_mark (points, words, reference->name, TITLE_POINTS);
  if (guichet_text_is_empty (reference->detail) && reference->html != NULL)
    plain = guichet_html_to_plain (reference->html);
  guichet_similar_points_mark (points, words, plain != NULL ? plain : reference->detail, TEXT_POINTS);
  /* The key words of an article; other kinds have other codes. */
  if (reference->kind == GUICHET_REFERENCE_FAQ)
    guichet_similar_points_mark (points, words, reference->code, TITLE_POINTS);
}

static gboolean
add_articles (Candidates             *self,
              Suggesting             *suggesting,
              GuichetDb              *db,
              GuichetReferenceKind    kind,
              GuichetSuggestionKind   as,
              GError                **error)
{
  g_autoptr(GPtrArray) references = guichet_reference_table_list (db, kind, 0, error);

  if (references == NULL)
    return FALSE;

  for (guint i = 0; i < references->len; i++)
    {
      GuichetReference *reference = g_ptr_array_index (references, i);
      double points[GUICHET_SIMILAR_WORDS_MAX] = { 0 };

      mark_article (points, suggesting->words, reference);
      add_candidate (self, as, reference->id, reference->name, NULL, NULL, points);
    }

  return TRUE;
}

/* Known errors are written for those who help. */
static gboolean
suggest_articles (GuichetDb   *db,
                  Suggesting  *suggesting,
                  GError     **error)
{
  gboolean agent = suggesting->identity != NULL && guichet_identity_is_agent (suggesting->identity);
  Candidates articles;
  gboolean done;

  candidates_init (&articles);
  done = add_articles (&articles, suggesting, db, GUICHET_REFERENCE_FAQ, GUICHET_SUGGESTION_FAQ, error) &&
         (!agent || add_articles (&articles, suggesting, db, GUICHET_REFERENCE_KNOWN_ERROR,
                                  GUICHET_SUGGESTION_KNOWN_ERROR, error));
  if (done)
    take_best (suggesting, &articles);
  candidates_clear (&articles);

  return done;
}

/* ---- one's own requests */

static guint
find_words (GHashTable *rows,
            gint64      row)
{
  const GuichetSimilarTicket *similar = g_hash_table_lookup (rows, &row);

  return similar != NULL ? similar->words : 0;
}

static GHashTable *
index_rows (GuichetSimilarTickets *similar)
{
  GHashTable *rows = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < similar->tickets->len; i++)
    {
      GuichetSimilarTicket *ticket = &g_array_index (similar->tickets, GuichetSimilarTicket, i);

      g_hash_table_insert (rows, &ticket->row, ticket);
    }

  return rows;
}

/* The title as it is shown, which an operation that waits may have changed;
 * the rest as the index has it. */
static void
add_ticket (Candidates    *self,
            Suggesting    *suggesting,
            GuichetDbStmt *stmt,
            GHashTable    *rows)
{
  const char *title = guichet_db_stmt_get_text (stmt, 2);
  guint words = find_words (rows, guichet_db_stmt_get_int64 (stmt, 4));
  double points[GUICHET_SIMILAR_WORDS_MAX] = { 0 };

  for (guint i = 0; i < GUICHET_SIMILAR_WORDS_MAX; i++)
    points[i] = (words >> i & 1) != 0 ? TEXT_POINTS : 0;
  guichet_similar_points_mark (points, suggesting->words, title, TITLE_POINTS);
  add_candidate (self, GUICHET_SUGGESTION_TICKET, guichet_db_stmt_get_int64 (stmt, 0), title,
                 guichet_db_stmt_get_text (stmt, 1), guichet_db_stmt_get_text (stmt, 3), points);
}

static gboolean
add_mine (Candidates  *self,
          Suggesting  *suggesting,
          GuichetDb   *db,
          GHashTable  *rows,
          GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT t.id, t.ref, t.title, t.status, ifnull (d.id, 0) FROM ticket AS t"
                                       " LEFT JOIN search_document AS d ON d.ticket_id = t.id"
                                       " WHERE t.vanished = 0 AND t.caller > 0 AND t.caller = ?1"
                                       " ORDER BY t.last_update DESC, t.id DESC LIMIT ?2", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, suggesting->identity->person_id);
  guichet_db_stmt_bind_int64 (stmt, 2, MINE_MAX);

  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      add_ticket (self, suggesting, stmt, rows);
    }
}

static gboolean
suggest_mine (GuichetDb   *db,
              Suggesting  *suggesting,
              GError     **error)
{
  g_autoptr(GuichetSimilarTickets) similar = guichet_similar_tickets_find (db, suggesting->words, error);
  g_autoptr(GHashTable) rows = NULL;
  Candidates mine;
  gboolean done;

  if (similar == NULL)
    return FALSE;

  rows = index_rows (similar);
  candidates_init (&mine);
  done = add_mine (&mine, suggesting, db, rows, error);
  if (done)
    take_best (suggesting, &mine);
  candidates_clear (&mine);

  return done;
}

/* ---- both */

static gboolean
suggest (GuichetDb  *db,
         gpointer    data,
         GError    **error)
{
  Suggesting *suggesting = data;

  if (suggesting->words->len == 0)
    return TRUE;
  if (!suggest_articles (db, suggesting, error))
    return FALSE;

  return suggesting->identity == NULL || suggesting->identity->person_id == 0 || suggest_mine (db, suggesting, error);
}

static gpointer
suggest_job (GuichetStore  *self,
             gpointer       data,
             GError       **error)
{
  const GuichetSimilarQuery *query = data;
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  g_autoptr(GPtrArray) words = guichet_similar_words_cut (query->text, GUICHET_SIMILAR_WORDS_MAX);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_suggestion_free);
  Suggesting suggesting = { query, rules != NULL ? guichet_rules_get_identity (rules) : NULL, words, found };

  return guichet_db_look (self->reader.cache, suggest, &suggesting, error) ? g_steal_pointer (&found) : NULL;
}

/* ---- calls */

static const GuichetStoreCall suggest_call = {
  .func = suggest_job,
  .free_data = guichet_similar_query_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_suggest:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetSuggestion)
 */
GPtrArray *
guichet_store_suggest (GuichetStore  *self,
                       const char    *text,
                       guint          limit,
                       GCancellable  *cancellable,
                       GError       **error)
{
  GuichetSimilarQuery query = { (char *) text, limit };

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  return _guichet_store_call (self, &suggest_call, &query, cancellable, error);
}

void
guichet_store_suggest_async (GuichetStore        *self,
                             const char          *text,
                             guint                limit,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (text != NULL);

  _guichet_store_begin (self, &suggest_call, guichet_similar_query_new (text, limit), cancellable, callback,
                        user_data);
}

GPtrArray *
guichet_store_suggest_finish (GuichetStore  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return _guichet_store_finish (self, &suggest_call, result, error);
}
