#include "config.h"

#include "store/similar-tickets.h"

#include <math.h>

/* Of a word that stands in more tickets only the newest ones are looked at: it
 * says little, and a ranking over all that have it takes seconds (PERF §2.2). */
#define ROWS_MAX 2000

/* A wrong letter is looked for only in words as long as this; the word that is
 * found says less. */
#define REPAIR_MIN 5
#define REPAIRED_PART 0.7

typedef struct
{
  GuichetDb  *db;
  GHashTable *tickets;          /* row (gint64) → GuichetSimilarTicket in it */
  double      n_documents;
} Finding;

void
guichet_similar_tickets_free (GuichetSimilarTickets *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->tickets, g_array_unref);
  g_free (self);
}

/* ---- rows of one word */

/* The newest first. A stem is letters and digits, which need no more than the
 * quotes. Where a word stands, in the subject or below, was measured to make no
 * difference to what is right. */
static GArray *
list_rows (GuichetDb   *db,
           const char  *stem,
           guint        limit,
           GError     **error)
{
  g_autofree char *match = g_strdup_printf ("{title description} : \"%s\" *", stem);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2", error)))
    return NULL;
  guichet_db_stmt_bind_text (stmt, 1, match);
  guichet_db_stmt_bind_int64 (stmt, 2, limit);

  for (;;)
    {
      gint64 row;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      row = guichet_db_stmt_get_int64 (stmt, 0);
      g_array_append_val (rows, row);
    }
}

static gboolean
count_newer (GuichetDb  *db,
             gint64      row,
             double     *out_n,
             GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT count(*) FROM search_document WHERE id >= ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, row);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_n = (double) guichet_db_stmt_get_int64 (stmt, 0);
  return TRUE;
}

/* How many documents have a word of which @rows are the newest: those before
 * are taken to have it as often. */
static gboolean
estimate_frequency (Finding  *self,
                    GArray   *rows,
                    double   *out_n,
                    GError  **error)
{
  double newer;

  *out_n = rows->len;
  if (rows->len < ROWS_MAX)
    return TRUE;
  if (!count_newer (self->db, g_array_index (rows, gint64, rows->len - 1), &newer, error))
    return FALSE;

  *out_n = MIN (rows->len * self->n_documents / MAX (newer, 1), self->n_documents);
  return TRUE;
}

/* ---- wrong letters */

/**
 * Repair:
 * @best: (nullable): the rows of the stem that most tickets have so far
 */
typedef struct
{
  Finding *finding;
  GArray  *best;
} Repair;

/* Only of a stem that has more than the best one all rows are listed. */
static gboolean
try_stem (Repair      *repair,
          const char  *stem,
          GError     **error)
{
  GuichetDb *db = repair->finding->db;
  guint least = repair->best != NULL ? repair->best->len + 1 : 1;
  g_autoptr(GArray) some = list_rows (db, stem, least, error);
  GArray *all;

  if (some == NULL)
    return FALSE;
  if (some->len < least)
    return TRUE;
  if (!(all = list_rows (db, stem, ROWS_MAX, error)))
    return FALSE;

  g_clear_pointer (&repair->best, g_array_unref);
  repair->best = all;
  return TRUE;
}

/* The stem without its letter @i, with another one there, and with the next one
 * before it. The first letter is taken to be there. */
static gboolean
try_at (Repair      *repair,
        const char  *stem,
        gsize        n,
        gsize        i,
        GError     **error)
{
  g_autofree char *swapped = g_strdup (stem);
  g_autofree char *shortened = g_strndup (stem, n - 1);
  g_autofree char *changed = g_strdup (stem);

  memmove (shortened + i, stem + i + 1, n - 1 - i);
  if (!try_stem (repair, shortened, error))
    return FALSE;
  if (i + 1 < n)
    {
      swapped[i] = stem[i + 1];
      swapped[i + 1] = stem[i];
      if (!try_stem (repair, swapped, error))
        return FALSE;
    }
  for (char c = 'a'; i > 0 && c <= 'z'; c++)
    {
      changed[i] = c;
      if (c != stem[i] && !try_stem (repair, changed, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_islower (*text))
      return FALSE;

  return TRUE;
}

/* Of the words that differ in one letter from one that nobody ever wrote, the
 * one that most have written. */
static gboolean
repair_word (Finding                   *self,
             const GuichetSimilarWord  *word,
             GArray                   **out_rows,
             GError                   **error)
{
  Repair repair = { .finding = self };
  gsize n = strlen (word->stem);
  gboolean done = TRUE;

  if (strlen (word->folded) >= REPAIR_MIN && is_plain (word->stem))
    for (gsize i = 0; done && i < n; i++)
      done = try_at (&repair, word->stem, n, i, error);
  if (!done)
    g_clear_pointer (&repair.best, g_array_unref);

  *out_rows = repair.best;
  return done;
}

/* ---- adding up */

static void
add_rows (Finding *self,
          GArray  *rows,
          double   weight,
          guint    word)
{
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      GuichetSimilarTicket *ticket = g_hash_table_lookup (self->tickets, &row);

      if (ticket == NULL)
        {
          ticket = g_new0 (GuichetSimilarTicket, 1);
          ticket->row = row;
          g_hash_table_add (self->tickets, ticket);
        }
      ticket->score += weight;
      ticket->words |= 1u << word;
    }
}

/* What a word says falls with the number of tickets that have it. */
static gboolean
weigh (Finding  *self,
       GArray   *rows,
       double   *out_weight,
       GError  **error)
{
  double n;

  if (!estimate_frequency (self, rows, &n, error))
    return FALSE;

  *out_weight = rows->len > 0 ? MAX (log ((self->n_documents + 1) / (n + 0.5)), 0) : 0;
  return TRUE;
}

static gboolean
add_word (Finding                   *self,
          const GuichetSimilarWord  *word,
          guint                      index,
          double                    *out_weight,
          GError                   **error)
{
  g_autoptr(GArray) rows = list_rows (self->db, word->stem, ROWS_MAX, error);
  g_autoptr(GArray) repaired = NULL;

  if (rows == NULL || (rows->len == 0 && !repair_word (self, word, &repaired, error)) ||
      !weigh (self, repaired != NULL ? repaired : rows, out_weight, error))
    return FALSE;

  if (repaired != NULL)
    *out_weight *= REPAIRED_PART;
  add_rows (self, repaired != NULL ? repaired : rows, *out_weight, index);
  return TRUE;
}

static int
compare_tickets (gconstpointer a,
                 gconstpointer b)
{
  const GuichetSimilarTicket *left = a;
  const GuichetSimilarTicket *right = b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;

  return left->row > right->row ? -1 : left->row < right->row;
}

static GArray *
sort_tickets (GHashTable *tickets)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (GuichetSimilarTicket), g_hash_table_size (tickets));
  GHashTableIter iter;
  gpointer ticket;

  g_hash_table_iter_init (&iter, tickets);
  while (g_hash_table_iter_next (&iter, &ticket, NULL))
    g_array_append_vals (sorted, ticket, 1);
  g_array_sort (sorted, compare_tickets);

  return sorted;
}

/**
 * guichet_similar_tickets_find:
 *
 * Each word gives the newest tickets that have it, by the beginnings that are
 * in the index; what a word says is added up over them. A ticket that no word
 * finds among the newest is not like the text in any word that says much.
 *
 * Returns: (transfer full) (nullable)
 */
GuichetSimilarTickets *
guichet_similar_tickets_find (GuichetDb  *db,
                              GPtrArray  *words,
                              GError    **error)
{
  g_autoptr(GuichetSimilarTickets) self = g_new0 (GuichetSimilarTickets, 1);
  g_autoptr(GHashTable) tickets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Finding finding = { db, tickets, 0 };

  if (!count_newer (db, G_MININT64, &finding.n_documents, error))
    return NULL;
  for (guint i = 0; i < words->len && i < GUICHET_SIMILAR_WORDS_MAX; i++)
    if (!add_word (&finding, g_ptr_array_index (words, i), i, &self->weights[i], error))
      return NULL;

  self->tickets = sort_tickets (tickets);
  return g_steal_pointer (&self);
}
