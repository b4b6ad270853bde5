#include "config.h"

#include "app/application.h"

#include "app/demo.h"
#include "app/kept-tickets.h"
#include "app/leave.h"
#include "app/notifier.h"
#include "app/options.h"
#include "app/preferences.h"
#include "app/secrets.h"
#include "app/shot-state.h"
#include "app/shot.h"
#include "app/sign-in.h"
#include "ui/common/action-keys.h"
#include "ui/common/recall.h"
#include "util/data-dir.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Of a picture, when nothing else is said: as in the design. */
#define SHOT_WIDTH 1400
#define SHOT_HEIGHT 900

struct _GuichetApplication
{
  AdwApplication parent_instance;

  GuichetAppOptions  options;
  GSettings         *settings;
  GuichetWindow     *window;            /* nullable */
  gpointer           portal;            /* nullable, weak: the agent's portal that has the preferences */
  GuichetSignIn     *sign_in;           /* nullable */
  GuichetAccount    *account;           /* nullable: nobody is signed in */
  GuichetDemo       *demo;              /* nullable */
  GuichetNotifier   *notifier;          /* nullable: nobody is signed in, or they want no word */
  GCancellable      *cancellable;
  char              *shot_folder;       /* nullable: data of a picture, removed at the end */
  char              *link;              /* nullable: to be opened as soon as somebody is signed in */
  int                status;
};

G_DEFINE_FINAL_TYPE (GuichetApplication, guichet_application, ADW_TYPE_APPLICATION)

/* Pictures */

static void
shot_taken_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GuichetApplication *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_shot_finish (result, &error))
    {
      g_printerr ("guichet: %s\n", error->message);
      self->status = 1;
    }

  g_application_quit (G_APPLICATION (self));
}

static void
take_shot (GuichetApplication *self)
{
  guichet_shot_take (self->window, self->account, self->options.shot_page, self->options.shot_file,
                     self->options.width, self->options.height, shot_taken_cb, self);
}

static void
fail_shot (GuichetApplication *self,
           const GError       *error)
{
  g_printerr ("guichet: %s\n", error->message);
  self->status = 1;
  g_application_quit (G_APPLICATION (self));
}

static gboolean
is_shot (GuichetApplication *self)
{
  return self->options.shot_page != NULL;
}

static gboolean
is_sign_in_shot (GuichetApplication *self)
{
  return is_shot (self) && guichet_shot_is_sign_in_page (self->options.shot_page);
}

/* Accounts */

static void
open_link (GuichetApplication *self)
{
  g_autofree char *link = g_steal_pointer (&self->link);

  guichet_window_open_link (self->window, link);
}

/* A look that is on its way holds it. */
static void
drop_notifier (GuichetApplication *self)
{
  if (self->notifier != NULL)
    g_object_run_dispose (G_OBJECT (self->notifier));
  g_clear_object (&self->notifier);
}

static void
take_preferences (GuichetApplication *self)
{
  GuichetAgentPortal *portal = self->window != NULL ? guichet_window_get_agent_portal (self->window) : NULL;
  GuichetIdentity *identity;

  if (portal == NULL || !g_set_weak_pointer (&self->portal, portal))
    return;

  identity = guichet_context_get_identity (guichet_account_get_context (self->account));
  g_settings_bind (self->settings, "items-per-page", portal, "items-per-page", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "after-action", portal, "after-action", G_SETTINGS_BIND_GET);
  if (!is_shot (self))
    guichet_keep_tickets (self->settings, identity->server, identity->login, guichet_agent_portal_get_hands (portal));
}

/* Who does not want to be told is not told, and nothing counts as told. */
static void
notifications_changed_cb (GuichetApplication *self)
{
  drop_notifier (self);
  if (self->account == NULL || is_shot (self) || !g_settings_get_boolean (self->settings, "notifications"))
    return;

  self->notifier = guichet_notifier_new (guichet_account_get_context (self->account));
  guichet_notifier_send (self->notifier, G_APPLICATION (self));
}

static void
take_account (GuichetApplication *self,
              GuichetAccount     *account)
{
  self->account = g_object_ref (account);
  notifications_changed_cb (self);
  guichet_window_show_account (self->window, guichet_account_get_context (account));
  take_preferences (self);
  /* Somebody may become an agent while they work. */
  g_signal_connect_object (guichet_account_get_context (account), "notify::identity",
                           G_CALLBACK (take_preferences), self, G_CONNECT_SWAPPED);
  if (self->link != NULL)
    open_link (self);

  if (is_shot (self))
    take_shot (self);
}

static void
signed_in_cb (GuichetApplication *self,
              GuichetAccount     *account)
{
  take_account (self, account);
}

/* What goes wrong with the keyring does not keep anybody from working. */
static void
keyring_failed_cb (GuichetApplication *self)
{
  guichet_window_show_toast (self->window,
                             _("There is no keyring: the password is kept for this session only"));
}

static void
demo_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GuichetApplication *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetAccount) account = guichet_account_open_finish (result, &error);

  if (account != NULL)
    take_account (self, account);
  else if (is_shot (self))
    fail_shot (self, error);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    guichet_sign_in_page_set_problem (guichet_window_get_sign_in_page (self->window), error);
}

static void
open_demo (GuichetApplication *self)
{
  g_autoptr(GError) error = NULL;
  const char *folder = self->shot_folder != NULL ? self->shot_folder : self->options.data;

  g_clear_pointer (&self->demo, guichet_demo_free);
  if ((self->demo = guichet_demo_new (folder, &error)))
    guichet_demo_open_account (self->demo, self->cancellable, demo_opened_cb, self);
  else if (is_shot (self))
    fail_shot (self, error);
  else
    guichet_sign_in_page_set_problem (guichet_window_get_sign_in_page (self->window), error);
}

static void
close_account (GuichetApplication *self)
{
  if (self->account == NULL)
    return;

  drop_notifier (self);
  guichet_account_close (self->account);
  g_clear_object (&self->account);
  g_clear_pointer (&self->demo, guichet_demo_free);
}

static void
sign_out_cb (GuichetApplication *self,
             gboolean            erase)
{
  g_autoptr(GuichetAccount) account = g_steal_pointer (&self->account);
  gboolean is_demo = self->demo != NULL;

  if (account == NULL)
    return;

  guichet_window_show_sign_in (self->window);
  if (!is_demo)
    guichet_sign_in_forget (self->sign_in, account);
  self->account = g_object_ref (account);
  close_account (self);
  if (erase)
    guichet_leave_erase (account, self->window, self->settings, is_demo);
}

static void
refresh_cb (GuichetApplication *self)
{
  if (self->account != NULL)
    guichet_account_sync_now (self->account);
}

static void
renew_cb (GuichetApplication *self,
          const char         *secret)
{
  if (self->account != NULL)
    guichet_sign_in_renew (self->sign_in, self->account, secret);
}

static void
renewed_cb (GuichetApplication *self,
            const char         *sentence)
{
  guichet_window_show_toast (self->window, sentence);
}

/* The window */

static void
restore_size (GuichetApplication *self)
{
  GtkWindow *window = GTK_WINDOW (self->window);

  if (is_shot (self) && self->options.width == 0)
    {
      self->options.width = SHOT_WIDTH;
      self->options.height = SHOT_HEIGHT;
    }

  if (self->options.width > 0)
    {
      gtk_window_set_default_size (window, self->options.width, self->options.height);
      return;
    }

  g_settings_bind (self->settings, "window-width", window, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", window, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", window, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
create_window (GuichetApplication *self)
{
  GuichetSignInPage *page;

  self->window = guichet_window_new (ADW_APPLICATION (self));
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  restore_size (self);

  page = guichet_window_get_sign_in_page (self->window);
  self->sign_in = guichet_sign_in_new (page, self->settings, self->options.data);
  g_signal_connect_object (page, "demo", G_CALLBACK (open_demo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "signed-in", G_CALLBACK (signed_in_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "keyring-failed", G_CALLBACK (keyring_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "renewed", G_CALLBACK (renewed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "entered", G_CALLBACK (renewed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "refresh", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "sign-out", G_CALLBACK (sign_out_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "renew", G_CALLBACK (renew_cb), self, G_CONNECT_SWAPPED);
}

static void
guichet_application_activate (GApplication *application)
{
  GuichetApplication *self = GUICHET_APPLICATION (application);

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }

  create_window (self);
  if (self->options.demo && !is_sign_in_shot (self))
    open_demo (self);
  else
    guichet_sign_in_begin (self->sign_in, self->options.server);
  if (guichet_window_get_agent_portal (self->window) != NULL)
    guichet_agent_portal_present (guichet_window_get_agent_portal (self->window));
  else
    gtk_window_present (GTK_WINDOW (self->window));

  if (is_sign_in_shot (self))
    take_shot (self);
}

/* "guichet R-001678", or an address that another program hands over: also to
 * the instance that runs. GApplication makes files of them all. */
static void
guichet_application_open (GApplication  *application,
                          GFile        **files,
                          int            n_files,
                          const char    *hint)
{
  GuichetApplication *self = GUICHET_APPLICATION (application);

  g_free (self->link);
  self->link = g_file_is_native (files[0]) ? g_file_get_basename (files[0]) : g_file_get_uri (files[0]);
  g_application_activate (application);
  if (self->account != NULL)
    open_link (self);
}

/* Actions */

static void
single_keys_changed_cb (GuichetApplication *self)
{
  guichet_action_keys_set_single (g_settings_get_boolean (self->settings, "single-keys"));
}

/* What a click on a notification sets off. */
static void
open_ticket_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  GuichetApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  if (self->account != NULL)
    guichet_window_open_ticket (self->window, g_variant_get_int64 (parameter));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GuichetApplication *self = user_data;

  adw_show_about_dialog (GTK_WIDGET (self->window),
                         "application-name", "Guichet",
                         "application-icon", GUICHET_APPLICATION_ID,
                         "version", GUICHET_VERSION,
                         "comments", _("A client for iTop service desks, for agents and for requesters. "
                                       "Compatible with iTop; not made by its publisher."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  GuichetApplication *self = user_data;

  adw_dialog_present (guichet_preferences_new (self->settings), GTK_WIDGET (self->window));
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GuichetApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_action },
  { .name = "open-ticket", .activate = open_ticket_action, .parameter_type = "x" },
  { .name = "preferences", .activate = preferences_action },
  { .name = "quit", .activate = quit_action },
};

/* In the build folder the icons lie beside the source. */
static void
add_icons (void)
{
  g_autofree char *icons = guichet_data_dir_find ("icons");

  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), icons);
}

static void
recall_changed_cb (GSettings *settings)
{
  guichet_recall_set_seconds (g_settings_get_uint (settings, "recall-seconds"));
}

static void
guichet_application_startup (GApplication *application)
{
  GuichetApplication *self = GUICHET_APPLICATION (application);

  G_APPLICATION_CLASS (guichet_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (GUICHET_APPLICATION_ID);
  add_icons ();
  self->settings = g_settings_new (GUICHET_APPLICATION_ID);
  if (self->options.dark)
    adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  else
    guichet_preferences_follow_colours (self->settings);

  g_signal_connect_object (self->settings, "changed::recall-seconds", G_CALLBACK (recall_changed_cb), self, 0);
  recall_changed_cb (self->settings);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  guichet_action_keys_apply (GTK_APPLICATION (self));
  g_signal_connect_object (self->settings, "changed::notifications", G_CALLBACK (notifications_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::single-keys", G_CALLBACK (single_keys_changed_cb), self, G_CONNECT_SWAPPED);
  single_keys_changed_cb (self);
}

/* A picture leaves nothing behind. */
static void
remove_shot_folder (GuichetApplication *self)
{
  g_autoptr(GDir) directory = NULL;
  const char *name;

  if (self->shot_folder == NULL || !(directory = g_dir_open (self->shot_folder, 0, NULL)))
    return;

  while ((name = g_dir_read_name (directory)))
    {
      g_autofree char *path = g_build_filename (self->shot_folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->shot_folder);
}

static void
guichet_application_shutdown (GApplication *application)
{
  GuichetApplication *self = GUICHET_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->sign_in);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  close_account (self);
  g_clear_pointer (&self->demo, guichet_demo_free);
  remove_shot_folder (self);

  G_APPLICATION_CLASS (guichet_application_parent_class)->shutdown (application);
}

/* A demonstration is apart from the work: it is never the one that runs. */
static int
guichet_application_handle_local_options (GApplication *application,
                                          GVariantDict *dict)
{
  GuichetApplication *self = GUICHET_APPLICATION (application);
  g_autoptr(GError) error = NULL;

  if (self->options.version)
    {
      g_print ("Guichet %s\n", GUICHET_VERSION);
      return 0;
    }

  if (!guichet_app_options_check (&self->options, &error))
    {
      g_printerr ("guichet: %s\n", error->message);
      return 2;
    }

  if (self->options.demo || is_shot (self))
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  if (is_shot (self) && !(self->shot_folder = g_dir_make_tmp ("guichet-shot-XXXXXX", &error)))
    {
      g_printerr ("guichet: %s\n", error->message);
      return 1;
    }

  return -1;
}

static void
guichet_application_finalize (GObject *object)
{
  GuichetApplication *self = GUICHET_APPLICATION (object);

  g_clear_weak_pointer (&self->portal);
  guichet_app_options_clear (&self->options);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_free (self->shot_folder);
  g_free (self->link);

  G_OBJECT_CLASS (guichet_application_parent_class)->finalize (object);
}

static void
guichet_application_class_init (GuichetApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = guichet_application_finalize;

  application_class->activate = guichet_application_activate;
  application_class->open = guichet_application_open;
  application_class->startup = guichet_application_startup;
  application_class->shutdown = guichet_application_shutdown;
  application_class->handle_local_options = guichet_application_handle_local_options;
}

static void
guichet_application_init (GuichetApplication *self)
{
  self->cancellable = g_cancellable_new ();
  guichet_app_options_add (&self->options, G_APPLICATION (self));
  /* Translators: on the command line: what can be opened; "R-001678" stays as it is */
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[R-001678 | LINK]"));
}

GuichetApplication *
guichet_application_new (void)
{
  return g_object_new (GUICHET_TYPE_APPLICATION,
                       "application-id", GUICHET_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/guichet/Guichet",
                       NULL);
}

GuichetWindow *
guichet_application_get_window (GuichetApplication *self)
{
  g_return_val_if_fail (GUICHET_IS_APPLICATION (self), NULL);

  return self->window;
}

GuichetAccount *
guichet_application_get_account (GuichetApplication *self)
{
  g_return_val_if_fail (GUICHET_IS_APPLICATION (self), NULL);

  return self->account;
}

/* What the process ends with when the main loop itself went well. */
int
guichet_application_get_status (GuichetApplication *self)
{
  g_return_val_if_fail (GUICHET_IS_APPLICATION (self), 1);

  return self->status;
}
