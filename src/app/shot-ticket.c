#include "config.h"

#include "app/shot-ticket.h"

#include "app/shot-find.h"
#include "store/reading.h"
#include "store/templates.h"
#include "ui/ticket/action-dialog.h"
#include "ui/ticket/field-row.h"
#include "ui/ticket/journal-view.h"
#include "ui/ticket/templates-dialog.h"
#include "ui/ticket/ticket-page.h"

#define NOTE "<p>Le câble du plafond est à changer, l’échelle est à l’intendance jusqu’à 16 h.</p>"
#define MESSAGE "<p>Merci. Je passe demain à 14 h pour remplacer le câble.</p>"

/* @step: 0, 1… as long as it returns %TRUE, each once the page is quiet */
typedef gboolean (*Pose) (GtkWidget      *page,
                          GuichetContext *context,
                          guint           step);

static gboolean pose_confirm   (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_written   (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_sent      (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_leak      (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_variable  (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_forgotten (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_quote     (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_preview   (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_person    (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_templates (GtkWidget *page, GuichetContext *context, guint step);
static gboolean pose_insert    (GtkWidget *page, GuichetContext *context, guint step);

static const struct
{
  const char *page;
  GuichetView view;
  const char *action;           /* offered for the ticket, opened where there is no pose */
  Pose        pose;             /* nullable */
} pages[] = {
  { "assign", GUICHET_VIEW_TO_TAKE, "assign", NULL },
  { "dispatch", GUICHET_VIEW_TO_TAKE, "dispatch", NULL },
  { "pending", GUICHET_VIEW_MINE, "pending", NULL },
  { "request-info", GUICHET_VIEW_MINE, "request-info", NULL },
  { "resume", GUICHET_VIEW_MINE, "resume", NULL },
  { "reassign", GUICHET_VIEW_MINE, "reassign", NULL },
  { "resolve", GUICHET_VIEW_MINE, "resolve", NULL },
  { "reopen", GUICHET_VIEW_RESOLVED_MINE, "reopen", NULL },
  { "resolve-missing", GUICHET_VIEW_MINE, "resolve", pose_confirm },
  { "ticket-new", GUICHET_VIEW_TO_TAKE, "assign", NULL },
  { "ticket-written", GUICHET_VIEW_MINE, "pending", pose_written },
  { "ticket-sent", GUICHET_VIEW_MINE, "pending", pose_sent },
  { "leak", GUICHET_VIEW_MINE, "pending", pose_leak },
  { "variable", GUICHET_VIEW_MINE, "pending", pose_variable },
  { "forgotten-file", GUICHET_VIEW_MINE, "pending", pose_forgotten },
  { "quote", GUICHET_VIEW_MINE, "pending", pose_quote },
  { "preview", GUICHET_VIEW_MINE, "pending", pose_preview },
  { "person", GUICHET_VIEW_MINE, "pending", pose_person },
  { "templates", GUICHET_VIEW_MINE, "pending", pose_templates },
  { "insert", GUICHET_VIEW_MINE, "pending", pose_insert },
};

static int
find_page (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].page, page))
      return i;

  return -1;
}

gboolean
guichet_shot_is_ticket_page (const char *page)
{
  return find_page (page) >= 0;
}

void
guichet_shot_open_ticket_page (GuichetWindow  *window,
                               GuichetContext *context,
                               const char     *page)
{
  int found = find_page (page);
  gint64 id = guichet_shot_find_ticket (context, pages[found].view, pages[found].action);

  if (id != 0)
    guichet_agent_portal_open_ticket (guichet_window_get_agent_portal (window), id);
  else
    g_warning ("No ticket for the picture");
}

/**
 * guichet_shot_pose_ticket_page:
 *
 * Returns: whether something was done that the picture has to wait for
 */
gboolean
guichet_shot_pose_ticket_page (GuichetWindow  *window,
                               GuichetContext *context,
                               const char     *page,
                               guint           step)
{
  GtkWidget *ticket = guichet_shot_find (GTK_WIDGET (window), GUICHET_TYPE_TICKET_PAGE);
  int found = find_page (page);

  if (ticket == NULL || g_str_equal (page, "ticket-new"))
    return FALSE;
  if (pages[found].pose != NULL)
    return pages[found].pose (ticket, context, step);
  if (step > 0)
    return FALSE;

  gtk_widget_activate_action (ticket, "ticket.act", "s", pages[found].action);

  return TRUE;
}

/* ---- what is written */

static void
write_entry (GtkWidget      *page,
             GuichetJournal  journal,
             const char     *html)
{
  GtkWidget *view;

  /* Where there is room for one only, its journal comes up. */
  gtk_widget_activate_action (page, journal == GUICHET_JOURNAL_PUBLIC ? "ticket.focus-public" : "ticket.focus-private", NULL);
  view = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (page))),
                                  GUICHET_TYPE_JOURNAL_VIEW);
  if (view == NULL)
    return;

  guichet_journal_composer_put_back (guichet_journal_view_get_composer (GUICHET_JOURNAL_VIEW (view)), html);
}

static gboolean
pose_written (GtkWidget      *page,
              GuichetContext *context,
              guint           step)
{
  if (step > 0)
    return FALSE;

  write_entry (page, GUICHET_JOURNAL_PRIVATE, NOTE);
  write_entry (page, GUICHET_JOURNAL_PUBLIC, MESSAGE);

  return TRUE;
}

/* Writes it, then sends it. */
static gboolean
send_public (GtkWidget  *page,
             const char *html,
             guint       step)
{
  if (step == 0)
    write_entry (page, GUICHET_JOURNAL_PUBLIC, html);
  else if (step == 1)
    gtk_widget_activate_action (page, "ticket.apply", NULL);

  return step < 2;
}

static gboolean
pose_sent (GtkWidget      *page,
           GuichetContext *context,
           guint           step)
{
  return send_public (page, MESSAGE, step);
}

static gboolean
pose_leak (GtkWidget      *page,
           GuichetContext *context,
           guint           step)
{
  if (step == 0)
    write_entry (page, GUICHET_JOURNAL_PRIVATE, NOTE);

  return send_public (page, "<p>Bonjour, le câble du plafond est à changer, l’échelle est à l’intendance.</p>", step);
}

static gboolean
pose_variable (GtkWidget      *page,
               GuichetContext *context,
               guint           step)
{
  return send_public (page, "<p>Bonjour, le rendez-vous est le {jour}.</p>", step);
}

static gboolean
pose_forgotten (GtkWidget      *page,
                GuichetContext *context,
                guint           step)
{
  return send_public (page, "<p>Bonjour, vous trouverez la marche à suivre en pièce jointe.</p>", step);
}

static gboolean
pose_quote (GtkWidget      *page,
            GuichetContext *context,
            guint           step)
{
  if (step == 0)
    gtk_widget_activate_action (page, "ticket.quote-publicly", "s", "Attente du rappel.");

  return step < 1;
}

/* ---- dialogs and popovers */

static gboolean
pose_confirm (GtkWidget      *page,
              GuichetContext *context,
              guint           step)
{
  if (step == 0)
    gtk_widget_activate_action (page, "ticket.resolve", NULL);
  else if (step == 1)
    {
      GtkWidget *dialog = guichet_shot_find (GTK_WIDGET (gtk_widget_get_root (page)), GUICHET_TYPE_ACTION_DIALOG);

      gtk_widget_activate_action (dialog, "dialog.confirm", NULL);
    }

  return step < 2;
}

static gboolean
pose_preview (GtkWidget      *page,
              GuichetContext *context,
              guint           step)
{
  if (step == 0)
    gtk_widget_activate_action (page, "ticket.view-as-requester", NULL);

  return step < 1;
}

static gboolean
pose_person (GtkWidget      *page,
             GuichetContext *context,
             guint           step)
{
  GtkWidget *row = guichet_shot_find (page, GUICHET_TYPE_FIELD_ROW);

  if (step == 0 && row != NULL)
    g_signal_emit_by_name (row, "activate");

  return step < 1;
}

static void
keep_template (GuichetContext *context,
               const char     *name,
               const char     *html)
{
  g_autoptr(GuichetTemplate) template_ = guichet_template_new (name, html);
  g_autoptr(GError) error = NULL;

  if (!guichet_store_save_template (guichet_context_get_store (context), template_, &error))
    g_warning ("No template for the picture: %s", error->message);
}

static void
keep_templates (GuichetContext *context)
{
  keep_template (context, "Rappel promis", "<p>Bonjour {demandeur}, je vous rappelle au {téléphone}.</p>");
  keep_template (context, "Mot de passe réinitialisé", "<p>Votre mot de passe a été réinitialisé.</p>");
  keep_template (context, "Passage dans l’établissement", "<p>Je passe demain dans votre établissement.</p>");
}

static gboolean
pose_templates (GtkWidget      *page,
                GuichetContext *context,
                guint           step)
{
  if (step == 0)
    {
      keep_templates (context);
      adw_dialog_present (guichet_templates_dialog_new (context), page);
    }

  return step < 1;
}

static gboolean
pose_insert (GtkWidget      *page,
             GuichetContext *context,
             guint           step)
{
  if (step == 0)
    {
      keep_templates (context);
      gtk_widget_activate_action (page, "ticket.focus-public", NULL);
    }
  else if (step == 1)
    gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (page))), "editor.template", NULL);

  return step < 2;
}
