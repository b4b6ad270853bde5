#include "config.h"

#include "ui/ticket/send-check.h"

#include "ui/common/rich-view.h"
#include "ui/common/when.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/leak-check.h"
#include "ui/ticket/template-text.h"
#include "util/text.h"

#include <glib/gi18n.h>

#define MAX_QUOTE_CHARS 200

/* Of several new entries the last ones are shown. */
#define MAX_NEWER 3

struct _GuichetSendCheck
{
  GtkWidget             *asker;
  GuichetTicket         *ticket;
  GPtrArray             *public;        /* editors */
  GPtrArray             *private;       /* editors */
  GPtrArray             *newer;         /* (nullable): entries of others */
  GTimeZone             *zone;
  gboolean               has_file;

  /* What was found. */
  char                  *variable;
  GuichetRichEditor     *variable_editor;
  GuichetLeakFinding    *leak;
  gboolean               lacks_file;

  GuichetSendAnswerFunc  answer;
};

/* ---- what is said of files */

/**
 * guichet_mentions_file:
 * @text: plain
 *
 * Returns: whether it speaks of a file that comes with it
 */
gboolean
guichet_mentions_file (const char *text)
{
  static const char * const words[] = {
    "ci-joint", "ci joint", "piece jointe", "pieces jointes", "en pj", "fichier joint", "fichiers joints", "document joint",
    "documents joints", "je vous joins", "je joins", "vous trouverez joint", "attached", "attachment", "enclosed",
  };
  g_autofree char *folded = guichet_text_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (const char *p = folded; (p = strstr (p, words[i])) != NULL; p++)
      if (p == folded || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
        return TRUE;

  return FALSE;
}

/* ---- looking */

static gboolean
speaks_of_file (GPtrArray *editors)
{
  for (guint i = 0; i < editors->len; i++)
    {
      g_autoptr(GuichetRichText) text = guichet_rich_editor_dup_text (g_ptr_array_index (editors, i));
      g_autofree char *plain = guichet_rich_text_to_plain (text);

      if (guichet_mentions_file (plain))
        return TRUE;
    }

  return FALSE;
}

static void
find_variable (GuichetSendCheck *self,
               GPtrArray        *editors)
{
  for (guint i = 0; i < editors->len && self->variable == NULL; i++)
    {
      g_autoptr(GuichetRichText) text = guichet_rich_editor_dup_text (g_ptr_array_index (editors, i));

      self->variable = guichet_template_dup_unfilled (text);
      if (self->variable != NULL)
        self->variable_editor = g_ptr_array_index (editors, i);
    }
}

static gboolean
has_public_text (GuichetSendCheck *self)
{
  for (guint i = 0; i < self->public->len; i++)
    if (!guichet_rich_editor_is_blank (g_ptr_array_index (self->public, i)))
      return TRUE;

  return FALSE;
}

static void
look (GuichetSendCheck *self)
{
  find_variable (self, self->public);
  find_variable (self, self->private);
  self->leak = guichet_leak_check_find (self->ticket, self->public, self->private);
  self->lacks_file = !self->has_file && (speaks_of_file (self->public) || speaks_of_file (self->private));
  if (!has_public_text (self))
    g_clear_pointer (&self->newer, g_ptr_array_unref);
}

static guint
count_concerns (GuichetSendCheck *self)
{
  return (self->leak != NULL) + (self->newer != NULL) + self->lacks_file;
}

/* ---- words */

static const char *
get_caller (GuichetSendCheck *self)
{
  const char *caller = guichet_ticket_get_label (self->ticket, GUICHET_FIELD_CALLER);

  return *caller != '\0' ? caller : _("the requester");
}

static char *
describe_leak (GuichetSendCheck *self)
{
  guint n = self->leak->n_words;

  /* Translators: a number of words, then the requester */
  return g_strdup_printf (ngettext ("%u word of the internal journal would be read by %s.",
                                    "%u words of the internal journal would be read by %s.", n),
                          n, get_caller (self));
}

static char *
describe_newer (GuichetSendCheck *self)
{
  const GuichetJournalEntry *last = g_ptr_array_index (self->newer, self->newer->len - 1);

  /* Translators: somebody's name */
  return g_strdup_printf (_("%s wrote in the meantime. Your message was begun before."),
                          *last->author != '\0' ? last->author : _("Somebody else"));
}

static char *
describe_file (void)
{
  return g_strdup (_("The text speaks of an attached file, and none is waiting to be sent."));
}

static char *
describe_variable (GuichetSendCheck *self)
{
  /* Translators: a name in braces, out of a template */
  return g_strdup_printf (_("“%s” was not replaced. Write what belongs there, or take it away."), self->variable);
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
  guichet_label_wrap (GTK_LABEL (label));
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "note");

  return label;
}

static void
add_sentence (GtkBox *box,
              char   *text)
{
  GtkWidget *label = gtk_label_new (text);

  guichet_label_wrap (GTK_LABEL (label));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (box, label);
  g_free (text);
}

static void
add_entry (GuichetSendCheck          *self,
           GtkBox                    *box,
           const GuichetJournalEntry *entry)
{
  g_autofree char *when = guichet_when_format_short (entry->date, self->zone);
  g_autofree char *heading = g_strdup_printf (_("%s · %s"), entry->author, when);
  GtkWidget *bubble = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (heading);
  GtkWidget *view = guichet_rich_view_new ();

  guichet_rich_view_set_html (GUICHET_RICH_VIEW (view), entry->html);
  /* The focus stays with the answers. */
  gtk_widget_set_can_focus (view, FALSE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "author");
  gtk_widget_add_css_class (bubble, "bubble");
  gtk_widget_add_css_class (bubble, "them");
  gtk_box_append (GTK_BOX (bubble), label);
  gtk_box_append (GTK_BOX (bubble), view);
  gtk_box_append (box, bubble);
}

/* The sentences stand in the body when there is one concern only. */
static GtkWidget *
create_details (GuichetSendCheck *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gboolean several = count_concerns (self) > 1;

  if (self->newer != NULL && several)
    add_sentence (box, describe_newer (self));
  for (guint i = self->newer != NULL ? self->newer->len - MIN (self->newer->len, MAX_NEWER) : 0;
       self->newer != NULL && i < self->newer->len; i++)
    add_entry (self, box, g_ptr_array_index (self->newer, i));

  if (self->leak != NULL && several)
    add_sentence (box, describe_leak (self));
  for (guint i = 0; self->leak != NULL && i < self->leak->quotes->len; i++)
    gtk_box_append (box, create_quote (g_ptr_array_index (self->leak->quotes, i)));

  if (self->lacks_file && several)
    add_sentence (box, describe_file ());

  return GTK_WIDGET (box);
}

static const char *
get_heading (GuichetSendCheck *self)
{
  if (self->variable != NULL)
    return _("Unfinished Text");
  if (count_concerns (self) > 1)
    return _("Before You Send");
  if (self->leak != NULL)
    return _("Internal Text Found");
  if (self->newer != NULL)
    return _("New Message");

  return _("Attachment Forgotten?");
}

static char *
describe (GuichetSendCheck *self)
{
  if (self->variable != NULL)
    return describe_variable (self);
  if (count_concerns (self) > 1)
    return g_strdup ("");
  if (self->leak != NULL)
    return describe_leak (self);

  return self->newer != NULL ? describe_newer (self) : describe_file ();
}

/* A passage over several paragraphs is not found as one: then the focus is
 * enough. */
static void
show_passage (GuichetRichEditor *editor,
              const char        *passage)
{
  GtkTextView *view = guichet_rich_editor_get_view (editor);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, match_start, match_end;

  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_buffer_get_start_iter (buffer, &start);
  if (!gtk_text_iter_forward_search (&start, passage, GTK_TEXT_SEARCH_TEXT_ONLY, &match_start, &match_end, NULL))
    return;

  gtk_text_buffer_select_range (buffer, &match_start, &match_end);
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0, FALSE, 0, 0);
}

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        user_data)
{
  GuichetSendCheck *self = user_data;
  gboolean send = g_str_equal (response, "send");

  /* Who asked may have gone with its window. */
  if (gtk_widget_get_root (self->asker) == NULL)
    return;

  self->answer (self->asker, send);
  if (!send && self->variable != NULL)
    show_passage (self->variable_editor, self->variable);
  else if (!send && self->leak != NULL)
    show_passage (self->leak->editor, g_ptr_array_index (self->leak->quotes, 0));
}

static void
free_check_notify (gpointer  data,
                   GClosure *closure)
{
  guichet_send_check_free (data);
}

static void
add_responses (GuichetSendCheck *self,
               AdwAlertDialog   *alert)
{
  gboolean newer_only = self->newer != NULL && count_concerns (self) == 1;

  /* Translators: the message stays a draft */
  adw_alert_dialog_add_response (alert, "back", newer_only && self->variable == NULL ? _("Keep as Draft") : _("Go Back"));
  adw_alert_dialog_set_default_response (alert, "back");
  adw_alert_dialog_set_close_response (alert, "back");
  if (self->variable != NULL)
    return;

  /* Translators: the message, in spite of the warning */
  adw_alert_dialog_add_response (alert, "send", _("Send Anyway"));
  if (self->leak != NULL)
    adw_alert_dialog_set_response_appearance (alert, "send", ADW_RESPONSE_DESTRUCTIVE);
}

static AdwDialog *
create_dialog (GuichetSendCheck *self)
{
  g_autofree char *body = describe (self);
  AdwDialog *dialog = adw_alert_dialog_new (get_heading (self), body);

  if (self->variable == NULL)
    adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), create_details (self));
  add_responses (self, ADW_ALERT_DIALOG (dialog));

  return dialog;
}

/* ---- the object */

/* @asker: who is about to send */
GuichetSendCheck *
guichet_send_check_new (GtkWidget     *asker,
                        GuichetTicket *ticket)
{
  GuichetSendCheck *self;

  g_return_val_if_fail (GTK_IS_WIDGET (asker), NULL);
  g_return_val_if_fail (ticket != NULL, NULL);

  self = g_new0 (GuichetSendCheck, 1);
  self->asker = g_object_ref (asker);
  self->ticket = guichet_ticket_ref (ticket);
  self->public = g_ptr_array_new_with_free_func (g_object_unref);
  self->private = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

void
guichet_send_check_free (GuichetSendCheck *self)
{
  g_object_unref (self->asker);
  guichet_ticket_unref (self->ticket);
  g_ptr_array_unref (self->public);
  g_ptr_array_unref (self->private);
  g_clear_pointer (&self->newer, g_ptr_array_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->leak, guichet_leak_finding_free);
  g_free (self->variable);
  g_free (self);
}

/* A text that the requester is going to read. */
void
guichet_send_check_add_public (GuichetSendCheck  *self,
                               GuichetRichEditor *editor)
{
  g_ptr_array_add (self->public, g_object_ref (editor));
}

/* An internal text that leaves with it. */
void
guichet_send_check_add_private (GuichetSendCheck  *self,
                                GuichetRichEditor *editor)
{
  g_ptr_array_add (self->private, g_object_ref (editor));
}

/* @entries: (element-type GuichetJournalEntry): what others wrote since the
 * message was begun */
void
guichet_send_check_set_newer (GuichetSendCheck *self,
                              GPtrArray        *entries,
                              GTimeZone        *zone)
{
  g_clear_pointer (&self->newer, g_ptr_array_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  if (entries->len > 0)
    self->newer = g_ptr_array_ref (entries);
}

/* Whether a file of this ticket waits to be sent, or was sent while it is on
 * screen. */
void
guichet_send_check_set_has_file (GuichetSendCheck *self,
                                 gboolean          has_file)
{
  self->has_file = has_file;
}

/**
 * guichet_send_check_ask:
 * @self: (transfer full)
 *
 * Compares before anything leaves. Until @answer comes, who asked must neither
 * send nor ask again.
 *
 * Returns: whether a dialog asks; %FALSE if there is nothing to worry about,
 *   and @answer is not called
 */
gboolean
guichet_send_check_ask (GuichetSendCheck      *self,
                        GuichetSendAnswerFunc  answer)
{
  AdwDialog *dialog;

  g_return_val_if_fail (answer != NULL, FALSE);

  look (self);
  if (self->variable == NULL && count_concerns (self) == 0)
    {
      guichet_send_check_free (self);
      return FALSE;
    }

  self->answer = answer;
  dialog = create_dialog (self);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self, free_check_notify, 0);
  adw_dialog_present (dialog, self->asker);

  return TRUE;
}
