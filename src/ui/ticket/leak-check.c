#include "config.h"

#include "ui/ticket/leak-check.h"

#include "model/leak-guard.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* How much is quoted: enough to recognise a passage. */
#define MAX_QUOTES 3
#define MAX_QUOTE_CHARS 200

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

typedef struct
{
  GtkWidget             *asker;
  GuichetRichEditor     *editor;        /* where the first passage is */
  GPtrArray             *quotes;        /* the passages as they are written there */
  guint                  n_words;
  GuichetLeakAnswerFunc  answer;
} Question;

static void
free_question (Question *question)
{
  g_object_unref (question->asker);
  g_clear_object (&question->editor);
  g_ptr_array_unref (question->quotes);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, free_question)

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
check_editor (Question          *question,
              GuichetRichEditor *editor,
              GPtrArray         *private,
              GPtrArray         *public)
{
  g_autofree char *html = guichet_rich_editor_dup_html (editor);
  g_autofree char *text = guichet_html_to_plain (html);
  g_autoptr(GArray) leaks = guichet_leak_guard_find (text, (const char * const *) private->pdata,
                                                     (const char * const *) public->pdata);

  merge_overlaps (leaks);
  if (leaks->len > 0 && question->editor == NULL)
    question->editor = g_object_ref (editor);
  for (guint i = 0; i < leaks->len; i++)
    {
      const GuichetLeak *leak = &g_array_index (leaks, GuichetLeak, i);

      question->n_words += leak->n_words;
      if (question->quotes->len < MAX_QUOTES)
        g_ptr_array_add (question->quotes, g_strndup (text + leak->start, leak->length));
    }
}

static Question *
examine (GtkWidget     *asker,
         GuichetTicket *ticket,
         GPtrArray     *editors)
{
  g_autoptr(GPtrArray) private = list_private (ticket);
  g_autoptr(GPtrArray) public = list_public (ticket);
  Question *question = g_new0 (Question, 1);

  question->asker = g_object_ref (asker);
  question->quotes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < editors->len; i++)
    check_editor (question, g_ptr_array_index (editors, i), private, public);

  return question;
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

/* ---- the dialog */

static GtkWidget *
create_quote (const char *passage)
{
  g_autofree char *line = guichet_text_single_line (passage);
  g_autofree char *quote = NULL;
  GtkWidget *label;

  if (g_utf8_strlen (line, -1) > MAX_QUOTE_CHARS)
    {
      g_autofree char *start = g_utf8_substring (line, 0, MAX_QUOTE_CHARS);

      g_set_str (&line, start);
      g_strchomp (line);
      /* Translators: the beginning of a text that somebody wrote */
      quote = g_strdup_printf (_("“%s…”"), line);
    }
  else
    /* Translators: a text that somebody wrote */
    quote = g_strdup_printf (_("“%s”"), line);

  label = gtk_label_new (quote);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "note");

  return label;
}

static GtkWidget *
create_quotes (const Question *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < question->quotes->len; i++)
    gtk_box_append (GTK_BOX (box), create_quote (g_ptr_array_index (question->quotes, i)));

  return box;
}

static char *
describe (const Question *question,
          GuichetTicket  *ticket)
{
  const char *caller = guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER);

  /* Translators: a number of words, then the requester */
  return g_strdup_printf (ngettext ("%u word of the internal journal would be read by %s.",
                                    "%u words of the internal journal would be read by %s.", question->n_words),
                          question->n_words, *caller != '\0' ? caller : _("the requester"));
}

/* A passage over several paragraphs is not found as one: then the focus is
 * enough. */
static void
show_passage (const Question *question)
{
  GtkTextView *view = guichet_rich_editor_get_view (question->editor);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, match_start, match_end;

  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_buffer_get_start_iter (buffer, &start);
  if (!gtk_text_iter_forward_search (&start, g_ptr_array_index (question->quotes, 0), GTK_TEXT_SEARCH_TEXT_ONLY,
                                     &match_start, &match_end, NULL))
    return;

  gtk_text_buffer_select_range (buffer, &match_start, &match_end);
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0, FALSE, 0, 0);
}

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        user_data)
{
  const Question *question = user_data;
  gboolean send = g_str_equal (response, "send");

  /* Who asked may have gone with its window. */
  if (gtk_widget_get_root (question->asker) == NULL)
    return;

  question->answer (question->asker, send);
  if (!send)
    show_passage (question);
}

static void
free_question_notify (gpointer  data,
                      GClosure *closure)
{
  free_question (data);
}

static AdwDialog *
create_dialog (const Question *question,
               GuichetTicket  *ticket)
{
  g_autofree char *body = describe (question, ticket);
  AdwDialog *dialog = adw_alert_dialog_new (_("Internal Text Found"), body);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_set_extra_child (alert, create_quotes (question));
  adw_alert_dialog_add_responses (alert,
                                  "back", _("Go Back"),
                                  /* Translators: the message, in spite of the warning */
                                  "send", _("Send Anyway"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (alert, "send", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "back");
  adw_alert_dialog_set_close_response (alert, "back");

  return dialog;
}

/**
 * guichet_leak_check_ask:
 * @asker: who is about to send
 * @ticket: with the journals that are shown
 * @editors: (element-type GuichetRichEditor): the texts that the requester is
 *   going to read
 *
 * Compares before anything leaves. Where a text repeats the internal journal
 * the person is asked; until @answer comes, @asker must neither send nor ask
 * again.
 *
 * Returns: whether a dialog asks; %FALSE if there is nothing to worry about,
 *   and @answer is not called
 */
gboolean
guichet_leak_check_ask (GtkWidget             *asker,
                        GuichetTicket         *ticket,
                        GPtrArray             *editors,
                        GuichetLeakAnswerFunc  answer)
{
  g_autoptr(Question) question = NULL;
  AdwDialog *dialog;

  g_return_val_if_fail (GTK_IS_WIDGET (asker), FALSE);
  g_return_val_if_fail (ticket != NULL && editors != NULL && answer != NULL, FALSE);

  if (are_blank (editors))
    return FALSE;
  question = examine (asker, ticket, editors);
  if (question->editor == NULL)
    return FALSE;

  question->answer = answer;
  dialog = create_dialog (question, ticket);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), g_steal_pointer (&question),
                         free_question_notify, 0);
  adw_dialog_present (dialog, asker);

  return TRUE;
}
