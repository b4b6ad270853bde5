#include "config.h"

#include "ui/common/problem.h"

#include "ui/common/wrapping.h"
#include "util/error.h"

#include <glib/gi18n.h>

/* By GuichetError. */
static const GuichetProblem problems[] = {
  [GUICHET_ERROR_FAILED] = {
    N_("Something went wrong."),
    N_("Nothing you wrote is lost. Try again; the details tell your administrator more."),
  },
  [GUICHET_ERROR_UNREACHABLE] = {
    N_("The server does not answer."),
    N_("Check the address and your network. What you write here is kept and leaves later."),
  },
  [GUICHET_ERROR_TLS] = {
    N_("The identity of the server could not be verified."),
    N_("Nothing was sent. Check the date of this computer, or ask your administrator about the certificate."),
  },
  [GUICHET_ERROR_NOT_ITOP] = {
    N_("This address answers, but it is not a service desk."),
    N_("Copy the address of the page where you usually sign in."),
  },
  [GUICHET_ERROR_BAD_CREDENTIALS] = {
    N_("The account or the password is not right."),
    N_("Check both; capital letters count in the password."),
  },
  [GUICHET_ERROR_MISSING_PROFILE] = {
    N_("Your password is right, but your account may not use the web service."),
    N_("Ask your administrator for the profile “REST Services User”, or “Portal user” for requests of your own."),
  },
  [GUICHET_ERROR_PORTAL_ACCOUNT] = {
    N_("Your password is right, but this is a requester’s account."),
    N_("The server closes its web service to such accounts. Sign in again: Guichet then goes through the web portal."),
  },
  [GUICHET_ERROR_EMPTY_PORTAL] = {
    N_("Your password is right, but the web portal has nothing for your account."),
    N_("Ask your administrator whether your account has its person and the profile “Portal user”."),
  },
  [GUICHET_ERROR_SINGLE_SIGN_ON] = {
    N_("This service desk signs people in through another site, and only a browser can go there."),
    N_("Open the web portal in your browser, or ask your administrator for an account with a password."),
  },
  [GUICHET_ERROR_RIGHT_OR_READ_ONLY] = {
    N_("The server refuses changes: a right is missing, or it is read-only for maintenance."),
    N_("Your text is kept. Try again later, or ask your administrator."),
  },
  [GUICHET_ERROR_REJECTED] = {
    N_("The server refused a value."),
    N_("Your text is kept. Correct it and send it again."),
  },
  [GUICHET_ERROR_NOT_FOUND] = {
    N_("This is no longer visible on the server."),
    N_("It was removed, or you may no longer read it."),
  },
  [GUICHET_ERROR_PRECONDITION] = {
    N_("The ticket changed on the server in the meantime."),
    N_("Your text is kept. Look at the ticket and decide again."),
  },
  [GUICHET_ERROR_MAINTENANCE] = {
    N_("The server is under maintenance."),
    N_("Your work is kept and leaves when it is back."),
  },
  [GUICHET_ERROR_RETRY_LATER] = {
    N_("The server is overloaded or in trouble."),
    N_("Your work is kept; Guichet tries again by itself."),
  },
  [GUICHET_ERROR_OUTCOME_UNKNOWN] = {
    N_("The connection broke before the server confirmed."),
    N_("Guichet looks on the server before it sends anything again: nothing is doubled."),
  },
  [GUICHET_ERROR_TOO_LARGE] = {
    N_("The answer or the file is too large."),
    N_("Choose a smaller file, or ask your administrator about the limits of the server."),
  },
  [GUICHET_ERROR_DISK_FULL] = {
    N_("The disk of this computer is full."),
    N_("Free some space, then try again. What was saved before is safe."),
  },
  [GUICHET_ERROR_DATABASE] = {
    N_("The local data could not be read or written."),
    N_("Check the disk of this computer and the rights on your data folder."),
  },
  [GUICHET_ERROR_CORRUPT] = {
    N_("A file with local data is damaged."),
    N_("It is left untouched. Ask your administrator before you remove anything."),
  },
  [GUICHET_ERROR_NEWER_SCHEMA] = {
    N_("Your data was written by a newer version of Guichet."),
    N_("Nothing was changed. Install the newer version again."),
  },
  [GUICHET_ERROR_BUSY] = {
    N_("Another program is using the data of this account."),
    N_("Close the other window of Guichet or its command line, then try again."),
  },
  [GUICHET_ERROR_INVALID] = {
    N_("This is not possible here."),
    NULL,
  },
  [GUICHET_ERROR_OTHER_CLASS] = {
    N_("The server makes another kind of ticket of this, which Guichet does not show."),
    N_("Your text is kept. Make this request in the web portal with your browser."),
  },
  [GUICHET_ERROR_CONFLICT] = {
    N_("Somebody else changed the same thing."),
    N_("Both versions are kept. Choose which one is right."),
  },
  [GUICHET_ERROR_NO_KEYRING] = {
    N_("There is no keyring on this computer."),
    N_("The password is kept for this session only."),
  },
};

/**
 * guichet_problem_describe:
 *
 * The sentence for a failure, chosen by its code. An error of another domain
 * is one that no code foresaw.
 */
GuichetProblem
guichet_problem_describe (const GError *error)
{
  guint code = GUICHET_ERROR_FAILED;
  GuichetProblem problem;

  if (error->domain == GUICHET_ERROR && error->code >= 0 &&
      error->code < (int) G_N_ELEMENTS (problems))
    code = error->code;

  problem.sentence = _(problems[code].sentence);
  problem.remedy = problems[code].remedy != NULL ? _(problems[code].remedy) : NULL;

  return problem;
}

/**
 * guichet_problem_dup_details:
 *
 * Returns: (transfer full): the technical text, for an administrator; it has
 *   no secret in it since errors have none
 */
char *
guichet_problem_dup_details (const GError *error)
{
  const char *detail = NULL;

  if (error->domain == GUICHET_ERROR)
    detail = guichet_error_get_detail (error);

  return g_strdup_printf ("Guichet %s\n%s %d: %s%s%s",
                          GUICHET_VERSION,
                          g_quark_to_string (error->domain), error->code, error->message,
                          detail != NULL ? "\n" : "", detail != NULL ? detail : "");
}

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response)
{
  const char *details = g_object_get_data (G_OBJECT (dialog), "details");

  if (g_strcmp0 (response, "copy") == 0)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), details);
}

static GtkWidget *
create_details_view (const char *details)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", details,
                                   "selectable", TRUE,
                                   "xalign", 0.0f,
                                   NULL);

  guichet_label_wrap (GTK_LABEL (label));
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "caption");

  return g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                       "child", label,
                       "hscrollbar-policy", GTK_POLICY_NEVER,
                       "propagate-natural-height", TRUE,
                       "max-content-height", 300,
                       NULL);
}

/**
 * guichet_problem_show_details:
 *
 * A dialog with the technical text, which can be copied.
 */
void
guichet_problem_show_details (GtkWidget    *parent,
                              const GError *error)
{
  GuichetProblem problem = guichet_problem_describe (error);
  AdwDialog *dialog = adw_alert_dialog_new (problem.sentence, problem.remedy);
  g_autofree char *details = guichet_problem_dup_details (error);

  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), create_details_view (details));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "copy", _("_Copy"),
                                  "close", _("C_lose"),
                                  NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_object_set_data_full (G_OBJECT (dialog), "details", g_steal_pointer (&details), g_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);

  adw_dialog_present (dialog, parent);
}
