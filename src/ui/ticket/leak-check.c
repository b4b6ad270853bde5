#include "config.h"

#include "ui/ticket/leak-check.h"

#include "model/leak-guard.h"
#include "ui/ticket/copied-passages.h"

/* How much is quoted: enough to recognise a passage. */
#define MAX_QUOTES 3

/* Bytes of HTML of one journal that are compared, the newest entries first: the
 * person waits meanwhile. */
#define MAX_JOURNAL_BYTES (512 * 1024)

/* ---- what is compared */

static void
add_plain (GPtrArray  *texts,
           const char *html)
{
  g_ptr_array_add (texts, guichet_html_to_plain (html));
}

static void
add_journal (GPtrArray      *texts,
             GuichetTicket  *ticket,
             GuichetJournal  journal)
{
  GPtrArray *entries = guichet_ticket_get_journal (ticket, journal);
  gsize n_bytes = 0;

  for (guint i = entries != NULL ? entries->len : 0; i > 0 && n_bytes < MAX_JOURNAL_BYTES; i--)
    {
      const GuichetJournalEntry *entry = g_ptr_array_index (entries, i - 1);

      n_bytes += strlen (entry->html);
      add_plain (texts, entry->html);
    }
}

static GPtrArray *
list_private (GuichetTicket *ticket)
{
  GPtrArray *texts = g_ptr_array_new_null_terminated (16, g_free, TRUE);

  add_journal (texts, ticket, GUICHET_JOURNAL_PRIVATE);

  return texts;
}

static GPtrArray *
list_public (GuichetTicket *ticket)
{
  GPtrArray *texts = g_ptr_array_new_null_terminated (16, g_free, TRUE);

  add_plain (texts, guichet_ticket_get (ticket, GUICHET_FIELD_DESCRIPTION));
  add_journal (texts, ticket, GUICHET_JOURNAL_PUBLIC);

  return texts;
}

/* ---- what is repeated */

void
guichet_leak_finding_free (GuichetLeakFinding *self)
{
  g_clear_object (&self->editor);
  g_ptr_array_unref (self->quotes);
  g_free (self);
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const GuichetLeak *left = a;
  const GuichetLeak *right = b;

  return (left->start > right->start) - (left->start < right->start);
}

/* Several notes may say the same: of passages that overlap the longest stays. */
static void
merge_overlaps (GArray *leaks)
{
  guint n = 0;

  g_array_sort (leaks, compare_starts);
  for (guint i = 0; i < leaks->len; i++)
    {
      GuichetLeak *leak = &g_array_index (leaks, GuichetLeak, i);
      GuichetLeak *last = n > 0 ? &g_array_index (leaks, GuichetLeak, n - 1) : NULL;

      if (last == NULL || leak->start >= last->start + last->length)
        g_array_index (leaks, GuichetLeak, n++) = *leak;
      else if (leak->n_words > last->n_words)
        *last = *leak;
    }
  g_array_set_size (leaks, n);
}

static void
check_editor (GuichetLeakFinding *self,
              GuichetRichEditor  *editor,
              GPtrArray          *private,
              GPtrArray          *public)
{
  g_autofree char *html = guichet_rich_editor_dup_html (editor);
  g_autofree char *text = guichet_html_to_plain (html);
  g_autoptr(GArray) leaks = guichet_leak_guard_find (text, (const char * const *) private->pdata,
                                                     (const char * const *) public->pdata);

  merge_overlaps (leaks);
  if (leaks->len > 0 && self->editor == NULL)
    self->editor = g_object_ref (editor);
  for (guint i = 0; i < leaks->len; i++)
    {
      const GuichetLeak *leak = &g_array_index (leaks, GuichetLeak, i);

      self->n_words += leak->n_words;
      if (self->quotes->len < MAX_QUOTES)
        g_ptr_array_add (self->quotes, g_strndup (text + leak->start, leak->length));
    }
}

/* Spares a page that sends an internal note the comparison. */
static gboolean
are_blank (GPtrArray *editors)
{
  for (guint i = 0; i < editors->len; i++)
    if (!guichet_rich_editor_is_blank (g_ptr_array_index (editors, i)))
      return FALSE;

  return TRUE;
}

static void
add_editors (GPtrArray *texts,
             GPtrArray *editors)
{
  for (guint i = 0; i < editors->len; i++)
    {
      g_autofree char *html = guichet_rich_editor_dup_html (g_ptr_array_index (editors, i));

      if (*html != '\0')
        add_plain (texts, html);
    }
}

/**
 * guichet_leak_check_find:
 * @ticket: with the journals that are shown
 * @public_editors: (element-type GuichetRichEditor): the texts that the
 *   requester is going to read
 * @private_editors: (element-type GuichetRichEditor): internal texts that are
 *   being written beside them
 *
 * Compares with the internal journal, with what is written internally and not
 * sent yet, and with what was copied out of any internal journal.
 *
 * Returns: (transfer full) (nullable): what is repeated; %NULL for nothing
 */
GuichetLeakFinding *
guichet_leak_check_find (GuichetTicket *ticket,
                         GPtrArray     *public_editors,
                         GPtrArray     *private_editors)
{
  g_autoptr(GuichetLeakFinding) self = NULL;
  g_autoptr(GPtrArray) private = NULL;
  g_autoptr(GPtrArray) public = NULL;

  g_return_val_if_fail (ticket != NULL && public_editors != NULL && private_editors != NULL, NULL);

  if (are_blank (public_editors))
    return NULL;

  private = list_private (ticket);
  add_editors (private, private_editors);
  guichet_copied_passages_list (private);
  public = list_public (ticket);
  self = g_new0 (GuichetLeakFinding, 1);
  self->quotes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < public_editors->len; i++)
    check_editor (self, g_ptr_array_index (public_editors, i), private, public);

  return self->editor != NULL ? g_steal_pointer (&self) : NULL;
}
