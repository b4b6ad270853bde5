#include "config.h"

#include "app/sign-in.h"

#include "app/secrets.h"
#include "remote/itop-rest.h"
#include "ui/common/problem.h"
#include "util/error.h"

#include <glib/gi18n.h>

struct _GuichetSignIn
{
  GObject parent_instance;

  GuichetSignInPage *page;
  GSettings         *settings;
  char              *folder;            /* nullable: where the data of any account goes */
  GCancellable      *cancellable;
  GCancellable      *probe_cancellable; /* nullable */
  char              *secret;            /* nullable: being tried, kept if it is right */
};

enum
{
  SIGNAL_SIGNED_IN,
  SIGNAL_KEYRING_FAILED,
  SIGNAL_RENEWED,
  SIGNAL_ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetSignIn, guichet_sign_in, G_TYPE_OBJECT)

/* Is somebody there? */

typedef struct
{
  GuichetSignIn *sign_in;
  char          *typed;
} Probe;

static void
free_probe (Probe *probe)
{
  g_object_unref (probe->sign_in);
  g_free (probe->typed);
  g_free (probe);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Probe, free_probe)

static GuichetServerReach
translate_reach (GuichetReach reach)
{
  switch (reach)
    {
    case GUICHET_REACH_ITOP:
      return GUICHET_SERVER_REACHABLE;

    case GUICHET_REACH_MAINTENANCE:
      return GUICHET_SERVER_MAINTENANCE;

    case GUICHET_REACH_OTHER:
      return GUICHET_SERVER_OTHER;

    case GUICHET_REACH_NOBODY:
    default:
      return GUICHET_SERVER_NOBODY;
    }
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Probe) probe = user_data;
  g_autoptr(GError) error = NULL;
  GuichetReach reach = guichet_itop_rest_probe_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && probe->sign_in->page != NULL)
    guichet_sign_in_page_set_reach (probe->sign_in->page, probe->typed, translate_reach (reach));
}

static void
probe_cb (GuichetSignIn *self,
          const char    *typed)
{
  g_autofree char *server = guichet_itop_rest_normalise_address (typed);
  Probe *probe;

  g_cancellable_cancel (self->probe_cancellable);
  g_clear_object (&self->probe_cancellable);
  if (server == NULL)
    {
      guichet_sign_in_page_set_reach (self->page, typed, GUICHET_SERVER_NO_ADDRESS);
      return;
    }

  self->probe_cancellable = g_cancellable_new ();
  probe = g_new (Probe, 1);
  *probe = (Probe) { g_object_ref (self), g_strdup (typed) };
  guichet_itop_rest_probe_async (server, self->probe_cancellable, probed_cb, probe);
}

/* Somebody else signs people in: their browser knows how. */

static void
browsed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error))
    g_debug ("The browser did not open: %s", error->message);
}

static void
browse_cb (GuichetSignIn *self,
           const char    *typed)
{
  g_autofree char *server = guichet_itop_rest_normalise_address (typed);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->page));
  g_autoptr(GtkUriLauncher) launcher = NULL;

  if (server == NULL)
    return;

  launcher = gtk_uri_launcher_new (server);
  gtk_uri_launcher_launch (launcher, root != NULL ? GTK_WINDOW (root) : NULL, self->cancellable, browsed_cb, NULL);
}

/* Signing in */

static void
secret_kept_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GuichetSignIn) self = user_data;
  g_autoptr(GError) error = NULL;

  if (guichet_secrets_store_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("%s", error->message);
  g_signal_emit (self, signals[SIGNAL_KEYRING_FAILED], 0);
}

static void
keep_secret (GuichetSignIn  *self,
             GuichetAccount *account)
{
  if (self->secret != NULL)
    guichet_secrets_store_async (guichet_account_get_server (account), guichet_account_get_login (account),
                                 self->secret, self->cancellable, secret_kept_cb, g_object_ref (self));
  g_clear_pointer (&self->secret, guichet_secret_free);
}

/* Which door it was, where it is not the one that most people think of. */
static void
tell_door (GuichetSignIn  *self,
           GuichetAccount *account)
{
  GuichetIdentity *identity = guichet_context_get_identity (guichet_account_get_context (account));

  if (self->secret != NULL && identity->door == GUICHET_DOOR_PORTAL)
    g_signal_emit (self, signals[SIGNAL_ENTERED], 0, _("Signed in as a requester, through the web portal of the server"));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetSignIn) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetAccount) account = guichet_account_open_finish (result, &error);

  if (account == NULL)
    {
      g_clear_pointer (&self->secret, guichet_secret_free);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        guichet_sign_in_page_set_problem (self->page, error);
      return;
    }

  g_settings_set_string (self->settings, "server", guichet_account_get_server (account));
  g_settings_set_string (self->settings, "login", guichet_account_get_login (account));
  g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0, account);
  tell_door (self, account);
  keep_secret (self, account);
}

static void
open_account (GuichetSignIn *self,
              const char    *server,
              const char    *login,
              const char    *secret,
              gboolean       must_ask)
{
  const GuichetAccountOptions options = {
    .server = server,
    .login = login,
    .secret = secret,
    .folder = self->folder,
    .must_ask = must_ask,
  };

  guichet_account_open_async (&options, self->cancellable, opened_cb, g_object_ref (self));
}

static void
submit_cb (GuichetSignIn *self,
           const char    *typed,
           const char    *login,
           const char    *secret)
{
  g_autofree char *server = guichet_itop_rest_normalise_address (typed);

  if (server == NULL)
    {
      g_autoptr(GError) error = g_error_new (GUICHET_ERROR, GUICHET_ERROR_NOT_ITOP,
                                             "No address can be made of what was typed");

      guichet_sign_in_page_set_problem (self->page, error);
      return;
    }

  g_clear_pointer (&self->secret, guichet_secret_free);
  self->secret = g_strdup (secret);
  open_account (self, server, login, secret, TRUE);
}

/* An account that is remembered opens without the network. */
static void
secret_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GuichetSignIn) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *server = g_settings_get_string (self->settings, "server");
  g_autofree char *login = g_settings_get_string (self->settings, "login");
  char *secret = guichet_secrets_lookup_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (secret != NULL)
    open_account (self, server, login, secret, FALSE);
  guichet_secret_free (secret);
}

static void
keyring_probed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GuichetSignIn) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean available = guichet_secrets_probe_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  guichet_sign_in_page_set_keyring (self->page, available);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetSignIn) self = user_data;
  GuichetAccount *account = GUICHET_ACCOUNT (source);
  g_autoptr(GError) error = NULL;

  if (guichet_account_renew_finish (account, result, &error))
    {
      keep_secret (self, account);
      g_signal_emit (self, signals[SIGNAL_RENEWED], 0, _("Signed in again"));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&self->secret, guichet_secret_free);
      g_signal_emit (self, signals[SIGNAL_RENEWED], 0, guichet_problem_describe (error).sentence);
    }
}

static void
guichet_sign_in_dispose (GObject *object)
{
  GuichetSignIn *self = GUICHET_SIGN_IN (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->probe_cancellable);
  g_clear_object (&self->probe_cancellable);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->secret, guichet_secret_free);

  G_OBJECT_CLASS (guichet_sign_in_parent_class)->dispose (object);
}

static void
guichet_sign_in_finalize (GObject *object)
{
  GuichetSignIn *self = GUICHET_SIGN_IN (object);

  g_object_unref (self->cancellable);
  g_free (self->folder);

  G_OBJECT_CLASS (guichet_sign_in_parent_class)->finalize (object);
}

static void
guichet_sign_in_class_init (GuichetSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_sign_in_dispose;
  object_class->finalize = guichet_sign_in_finalize;

  signals[SIGNAL_SIGNED_IN] =
    g_signal_new ("signed-in", GUICHET_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, GUICHET_TYPE_ACCOUNT);
  signals[SIGNAL_KEYRING_FAILED] =
    g_signal_new ("keyring-failed", GUICHET_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_RENEWED] =
    g_signal_new ("renewed", GUICHET_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ENTERED] =
    g_signal_new ("entered", GUICHET_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
guichet_sign_in_init (GuichetSignIn *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * guichet_sign_in_new:
 * @folder: (nullable): where data goes instead of the account's own folder
 */
GuichetSignIn *
guichet_sign_in_new (GuichetSignInPage *page,
                     GSettings         *settings,
                     const char        *folder)
{
  GuichetSignIn *self;

  g_return_val_if_fail (GUICHET_IS_SIGN_IN_PAGE (page), NULL);

  self = g_object_new (GUICHET_TYPE_SIGN_IN, NULL);
  g_set_weak_pointer (&self->page, page);
  self->settings = g_object_ref (settings);
  self->folder = g_strdup (folder);
  g_signal_connect_object (page, "probe", G_CALLBACK (probe_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "submit", G_CALLBACK (submit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "browse", G_CALLBACK (browse_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * guichet_sign_in_begin:
 * @server: (nullable): asked for on the command line: then nobody is signed in
 *   by what is remembered of another one
 */
void
guichet_sign_in_begin (GuichetSignIn *self,
                       const char    *server)
{
  g_autofree char *known = g_settings_get_string (self->settings, "server");
  g_autofree char *login = g_settings_get_string (self->settings, "login");
  gboolean other = server != NULL && g_strcmp0 (server, known) != 0;

  g_return_if_fail (GUICHET_IS_SIGN_IN (self));

  guichet_sign_in_page_set_account (self->page, server != NULL ? server : known, other ? "" : login);
  guichet_secrets_probe_async (self->cancellable, keyring_probed_cb, g_object_ref (self));
  if (!other && known[0] != '\0' && login[0] != '\0')
    guichet_secrets_lookup_async (known, login, self->cancellable, secret_found_cb, g_object_ref (self));
}

/* The session expired. */
void
guichet_sign_in_renew (GuichetSignIn  *self,
                       GuichetAccount *account,
                       const char     *secret)
{
  g_return_if_fail (GUICHET_IS_SIGN_IN (self));

  g_clear_pointer (&self->secret, guichet_secret_free);
  self->secret = g_strdup (secret);
  guichet_account_renew_async (account, secret, self->cancellable, renewed_cb, g_object_ref (self));
}

/* Somebody signs out: the password goes; data and outbox stay for the next time. */
void
guichet_sign_in_forget (GuichetSignIn  *self,
                        GuichetAccount *account)
{
  g_return_if_fail (GUICHET_IS_SIGN_IN (self));

  guichet_secrets_forget (guichet_account_get_server (account), guichet_account_get_login (account));
}
