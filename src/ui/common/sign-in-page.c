#include "config.h"

#include "ui/common/sign-in-page.h"

#include "ui/common/chip.h"
#include "ui/common/problem.h"
#include "util/error.h"

#include <glib/gi18n.h>

/* Nobody is asked while somebody types. */
#define PROBE_DELAY_MS 600

struct _GuichetSignInPage
{
  AdwNavigationPage parent_instance;

  guint     probe_source;
  gboolean  busy;
  GError   *error;

  GtkImage    *app_icon;
  GtkWidget   *server_row;
  GtkWidget   *login_row;
  GtkWidget   *secret_row;
  GtkStack    *reach_stack;
  GuichetChip *reach_chip;
  GtkRevealer *problem_revealer;
  GtkLabel    *problem_sentence;
  GtkLabel    *problem_remedy;
  GtkWidget   *browse_button;
  GtkStack    *submit_stack;
  GtkWidget   *submit_button;
  GtkWidget   *demo_button;
  GtkLabel    *keyring_label;
};

enum
{
  SIGNAL_PROBE,
  SIGNAL_SUBMIT,
  SIGNAL_DEMO,
  SIGNAL_BROWSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetSignInPage, guichet_sign_in_page, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  const char *icon;
  const char *label;
  const char *tint;
} reaches[] = {
  [GUICHET_SERVER_REACHABLE] = { "object-select-symbolic", N_("Reachable"), "green" },
  [GUICHET_SERVER_MAINTENANCE] = { "dialog-warning-symbolic", N_("Under maintenance"), "amber" },
  [GUICHET_SERVER_OTHER] = { "dialog-warning-symbolic", N_("Not a service desk"), "amber" },
  [GUICHET_SERVER_NOBODY] = { "network-offline-symbolic", N_("No answer"), "red" },
  [GUICHET_SERVER_NO_ADDRESS] = { "dialog-warning-symbolic", N_("Not an address"), "amber" },
};

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_filled (GtkWidget *row)
{
  return get_text (row)[0] != '\0';
}

static void
update_sensitivity (GuichetSignInPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* The focus cannot stay in a row that becomes insensitive. */
  if (self->busy && root != NULL)
    gtk_root_set_focus (root, NULL);

  gtk_widget_set_sensitive (self->server_row, !self->busy);
  gtk_widget_set_sensitive (self->login_row, !self->busy);
  gtk_widget_set_sensitive (self->secret_row, !self->busy);
  gtk_widget_set_sensitive (self->demo_button, !self->busy);
  gtk_widget_set_sensitive (self->submit_button,
                            is_filled (self->server_row) && is_filled (self->login_row) &&
                            is_filled (self->secret_row));
  gtk_stack_set_visible_child_name (self->submit_stack, self->busy ? "busy" : "ready");
}

static void
clear_problem (GuichetSignInPage *self)
{
  gtk_widget_remove_css_class (self->server_row, "error");
  gtk_widget_remove_css_class (self->login_row, "error");
  gtk_widget_remove_css_class (self->secret_row, "error");
  gtk_revealer_set_reveal_child (self->problem_revealer, FALSE);
  g_clear_error (&self->error);
}

static void
probe_due_cb (gpointer user_data)
{
  GuichetSignInPage *self = user_data;

  self->probe_source = 0;
  guichet_sign_in_page_set_reach (self, get_text (self->server_row), GUICHET_SERVER_CHECKING);
  g_signal_emit (self, signals[SIGNAL_PROBE], 0, get_text (self->server_row));
}

static void
input_changed_cb (GuichetSignInPage *self)
{
  clear_problem (self);
  update_sensitivity (self);
}

static void
server_changed_cb (GuichetSignInPage *self)
{
  g_clear_handle_id (&self->probe_source, g_source_remove);
  gtk_stack_set_visible_child_name (self->reach_stack, "nothing");
  if (is_filled (self->server_row))
    self->probe_source = g_timeout_add_once (PROBE_DELAY_MS, probe_due_cb, self);

  input_changed_cb (self);
}

static GtkWidget *
find_empty_row (GuichetSignInPage *self)
{
  GtkWidget *rows[] = { self->server_row, self->login_row, self->secret_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!is_filled (rows[i]))
      return rows[i];

  return NULL;
}

/* Enter in a row goes to the next empty one, then signs in. */
static void
submit_cb (GuichetSignInPage *self)
{
  GtkWidget *empty = find_empty_row (self);

  if (self->busy)
    return;

  if (empty != NULL)
    {
      gtk_widget_grab_focus (empty);
      return;
    }

  clear_problem (self);
  self->busy = TRUE;
  update_sensitivity (self);
  g_signal_emit (self, signals[SIGNAL_SUBMIT], 0,
                 get_text (self->server_row), get_text (self->login_row), get_text (self->secret_row));
}

static void
demo_cb (GuichetSignInPage *self)
{
  self->busy = TRUE;
  update_sensitivity (self);
  g_signal_emit (self, signals[SIGNAL_DEMO], 0);
}

static void
browse_cb (GuichetSignInPage *self)
{
  g_signal_emit (self, signals[SIGNAL_BROWSE], 0, get_text (self->server_row));
}

static void
details_cb (GuichetSignInPage *self)
{
  if (self->error != NULL)
    guichet_problem_show_details (GTK_WIDGET (self), self->error);
}

/* The row that a person has to look at. */
static GtkWidget *
find_row_at_fault (GuichetSignInPage *self,
                   const GError      *error)
{
  if (error->domain != GUICHET_ERROR)
    return NULL;

  switch (error->code)
    {
    case GUICHET_ERROR_UNREACHABLE:
    case GUICHET_ERROR_TLS:
    case GUICHET_ERROR_NOT_ITOP:
    case GUICHET_ERROR_INVALID:
      return self->server_row;

    case GUICHET_ERROR_MISSING_PROFILE:
    case GUICHET_ERROR_PORTAL_ACCOUNT:
    case GUICHET_ERROR_EMPTY_PORTAL:
      return self->login_row;

    case GUICHET_ERROR_BAD_CREDENTIALS:
      return self->secret_row;

    default:
      return NULL;
    }
}

static void
guichet_sign_in_page_dispose (GObject *object)
{
  GuichetSignInPage *self = GUICHET_SIGN_IN_PAGE (object);

  g_clear_handle_id (&self->probe_source, g_source_remove);
  g_clear_error (&self->error);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_SIGN_IN_PAGE);

  G_OBJECT_CLASS (guichet_sign_in_page_parent_class)->dispose (object);
}

static void
guichet_sign_in_page_class_init (GuichetSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_sign_in_page_dispose;

  signals[SIGNAL_PROBE] =
    g_signal_new ("probe", GUICHET_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SUBMIT] =
    g_signal_new ("submit", GUICHET_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_DEMO] =
    g_signal_new ("demo", GUICHET_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  signals[SIGNAL_BROWSE] =
    g_signal_new ("browse", GUICHET_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GUICHET_TYPE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/common/sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, app_icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, login_row);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, secret_row);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, reach_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, reach_chip);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, problem_sentence);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, problem_remedy);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, browse_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, submit_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, submit_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, demo_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetSignInPage, keyring_label);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, input_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
}

static void
guichet_sign_in_page_init (GuichetSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_image_set_from_icon_name (self->app_icon, GUICHET_APPLICATION_ID);
  guichet_chip_set_flat (self->reach_chip, TRUE);
  guichet_sign_in_page_set_keyring (self, TRUE);
}

GuichetSignInPage *
guichet_sign_in_page_new (void)
{
  return g_object_new (GUICHET_TYPE_SIGN_IN_PAGE, NULL);
}

void
guichet_sign_in_page_set_account (GuichetSignInPage *self,
                                  const char        *server,
                                  const char        *login)
{
  GtkWidget *empty;

  g_return_if_fail (GUICHET_IS_SIGN_IN_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->server_row), server);
  gtk_editable_set_text (GTK_EDITABLE (self->login_row), login);
  if ((empty = find_empty_row (self)))
    gtk_widget_grab_focus (empty);
}

void
guichet_sign_in_page_set_keyring (GuichetSignInPage *self,
                                  gboolean           available)
{
  g_return_if_fail (GUICHET_IS_SIGN_IN_PAGE (self));

  gtk_label_set_label (self->keyring_label,
                       available
                       ? _("The password stays in the keyring of the system, never in files of Guichet.")
                       : _("There is no keyring on this computer: the password is kept for this session only."));
}

/**
 * guichet_sign_in_page_set_reach:
 * @typed: what had been asked; an answer to something else is too late
 */
void
guichet_sign_in_page_set_reach (GuichetSignInPage  *self,
                                const char         *typed,
                                GuichetServerReach  reach)
{
  g_return_if_fail (GUICHET_IS_SIGN_IN_PAGE (self));

  if (g_strcmp0 (typed, get_text (self->server_row)) != 0)
    return;

  if (reach == GUICHET_SERVER_UNKNOWN)
    {
      gtk_stack_set_visible_child_name (self->reach_stack, "nothing");
    }
  else if (reach == GUICHET_SERVER_CHECKING)
    {
      gtk_stack_set_visible_child_name (self->reach_stack, "checking");
    }
  else
    {
      guichet_chip_show (self->reach_chip, reaches[reach].icon, _(reaches[reach].label), reaches[reach].tint);
      gtk_stack_set_visible_child_name (self->reach_stack, "answer");
    }
}

/* Only a browser gets past a sign-in of another site. */
static gboolean
needs_browser (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_SINGLE_SIGN_ON);
}

/* The sign-in failed: says why, and puts the focus on the row at fault, or on
 * the way out. */
void
guichet_sign_in_page_set_problem (GuichetSignInPage *self,
                                  const GError      *error)
{
  GuichetProblem problem;
  GtkWidget *row;

  g_return_if_fail (GUICHET_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (error != NULL);

  guichet_sign_in_page_reset (self);
  self->error = g_error_copy (error);
  problem = guichet_problem_describe (error);
  gtk_label_set_label (self->problem_sentence, problem.sentence);
  gtk_label_set_label (self->problem_remedy, problem.remedy != NULL ? problem.remedy : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_remedy), problem.remedy != NULL);
  gtk_widget_set_visible (self->browse_button, needs_browser (error));
  gtk_revealer_set_reveal_child (self->problem_revealer, TRUE);

  if (needs_browser (error))
    gtk_widget_grab_focus (self->browse_button);
  if ((row = find_row_at_fault (self, error)))
    {
      gtk_widget_add_css_class (row, "error");
      gtk_widget_grab_focus (row);
    }
  gtk_accessible_announce (GTK_ACCESSIBLE (self), problem.sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* Ready for input again. */
void
guichet_sign_in_page_reset (GuichetSignInPage *self)
{
  g_return_if_fail (GUICHET_IS_SIGN_IN_PAGE (self));

  self->busy = FALSE;
  clear_problem (self);
  update_sensitivity (self);
}
