#include "config.h"

#include "cli/session.h"

#include <glib/gi18n.h>

#include "cli/trial.h"
#include "cli/password.h"
#include "remote/itop-rest.h"
#include "sync/connection.h"
#include "util/data-dir.h"
#include "util/error.h"

/* A single call never takes longer, whatever --timeout allows in all. */
#define MAX_CALL_SECONDS 30
/* How long another program may have the data folder, and how often it is
 * tried, in microseconds. */
#define MAX_LOCK_SECONDS 5
#define LOCK_STEP (50 * 1000)

struct _GuichetSession
{
  GuichetStore    *store;
  GuichetIdentity *identity;
  GuichetProfile  *profile;
  GuichetRemote   *remote;
  GuichetEngine   *engine;
  GuichetTrial    *trial;
  char            *server;
  char            *login;
  char            *password;
  GuichetDoorChoice door;
  int              timeout;
  gint64           deadline;
  gboolean         offline;
};

static GuichetEngineTimes test_times;

static gboolean
usage (GError     **error,
       const char  *sentence)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, sentence);

  return FALSE;
}

/* Scripts overlap: another call is waited for, a window that stays is not. */
static GuichetStore *
open_patiently (const char  *folder,
                int          timeout,
                GError     **error)
{
  gint64 deadline = g_get_monotonic_time () + MIN (timeout, MAX_LOCK_SECONDS) * G_TIME_SPAN_SECOND;

  for (;;)
    {
      g_autoptr(GError) local = NULL;
      GuichetStore *store = guichet_store_open (folder, &local);

      if (store != NULL)
        return store;
      if (!g_error_matches (local, GUICHET_ERROR, GUICHET_ERROR_BUSY) || g_get_monotonic_time () >= deadline)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_usleep (LOCK_STEP);
    }
}

/* A folder that an earlier call made knows whose it is. */
static gboolean
open_store (GuichetSession  *self,
            const char      *folder,
            GError         **error)
{
  if (!guichet_data_dir_make_private (folder, error))
    return FALSE;
  if (!(self->store = open_patiently (folder, self->timeout, error)))
    return FALSE;

  self->identity = guichet_store_dup_identity (self->store);
  self->profile = guichet_store_dup_profile (self->store);

  return TRUE;
}

static gboolean
check_owner (GuichetSession  *self,
             GError         **error)
{
  if (self->identity == NULL)
    return TRUE;

  if (self->server == NULL)
    self->server = g_strdup (self->identity->server);
  if (self->login == NULL)
    self->login = g_strdup (self->identity->login);

  /* The demonstration desk has another port each time. */
  if ((self->trial != NULL || g_str_equal (self->server, self->identity->server)) &&
      g_ascii_strcasecmp (self->login, self->identity->login) == 0)
    return TRUE;

  return usage (error, _("This data folder belongs to another account or server: name another one with --data."));
}

static gboolean
open_demo (GuichetSession        *self,
           const GuichetOptions  *options,
           GError               **error)
{
  g_autofree char *folder = guichet_trial_dup_folder (options);

  if (!guichet_data_dir_make_private (folder, error))
    return FALSE;
  if (!(self->trial = guichet_trial_new (options, folder, error)))
    return FALSE;

  self->server = g_strdup (guichet_trial_get_address (self->trial));
  self->login = g_strdup (options->login != NULL ? options->login : guichet_trial_get_login (self->trial, self->door));
  self->password = g_strdup (guichet_trial_get_secret (self->trial));

  return open_store (self, folder, error) && check_owner (self, error);
}

static gboolean
read_address (GuichetSession        *self,
              const GuichetOptions  *options,
              GError               **error)
{
  self->login = g_strdup (options->login);
  if (options->server == NULL)
    return TRUE;

  self->server = guichet_itop_rest_normalise_address (options->server);

  return self->server != NULL || usage (error, _("--server is no address of a server."));
}

static gboolean
open_account (GuichetSession        *self,
              const GuichetOptions  *options,
              FILE                  *in,
              FILE                  *err,
              GError               **error)
{
  g_autofree char *folder = g_strdup (options->data);

  if (!read_address (self, options, error))
    return FALSE;
  if (folder == NULL && (self->server == NULL || self->login == NULL))
    return usage (error, _("Name the account with --server and --login, or its folder with --data, or use --demo."));
  if (!self->offline && options->password_file == NULL)
    return usage (error, _("Name the file of the password with --password-file, or use --offline."));

  if (folder == NULL)
    folder = guichet_data_dir_for_login (self->server, self->login);
  if (!open_store (self, folder, error) || !check_owner (self, error))
    return FALSE;
  if (self->server == NULL || self->login == NULL)
    return usage (error, _("Nothing is known of this account yet: name it with --server and --login."));

  if (!self->offline)
    self->password = guichet_password_read (options->password_file, in, err, error);

  return self->offline || self->password != NULL;
}

/**
 * guichet_session_open:
 * @in: where a password file named "-" is read
 *
 * Opens the store; does not talk to the server. Errors of G_OPTION_ERROR are
 * about the command line, with a sentence for people.
 */
GuichetSession *
guichet_session_open (const GuichetOptions  *options,
                      FILE                  *in,
                      FILE                  *err,
                      GError               **error)
{
  g_autoptr(GuichetSession) self = g_new0 (GuichetSession, 1);

  self->offline = options->offline;
  self->timeout = options->timeout;
  self->door = options->door_choice;
  self->deadline = g_get_monotonic_time () + options->timeout * G_TIME_SPAN_SECOND;

  if (options->demo ? !open_demo (self, options, error) : !open_account (self, options, in, err, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
guichet_session_free (GuichetSession *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->engine);
  g_clear_object (&self->remote);
  if (self->store != NULL)
    guichet_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_pointer (&self->trial, guichet_trial_free);
  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_clear_pointer (&self->password, guichet_password_clear);
  g_free (self->server);
  g_free (self->login);
  g_free (self);
}

static gboolean
sign_in (GuichetSession           *self,
         const GuichetConnection  *connection,
         GError                  **error)
{
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;

  self->remote = guichet_connection_sign_in (connection, &identity, &profile, NULL, error);
  if (self->remote == NULL ||
      !guichet_connection_check_role (connection, self->identity, identity, NULL, error) ||
      !guichet_store_set_identity (self->store, identity, profile, error))
    return FALSE;

  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  self->identity = g_steal_pointer (&identity);
  self->profile = g_steal_pointer (&profile);

  return TRUE;
}

/**
 * guichet_session_connect:
 * @discover: ask the server what it has, also when that is known from before
 *
 * Makes the server's side. The server of the demonstration desk is always
 * asked: its address is new.
 */
gboolean
guichet_session_connect (GuichetSession  *self,
                         gboolean         discover,
                         GError         **error)
{
  const GuichetConnection connection = {
    .server = self->server,
    .login = self->login,
    .secret = self->password,
    .choice = self->door,
    .timeout = (guint) CLAMP (self->timeout, 1, MAX_CALL_SECONDS) * 1000,
  };

  g_return_val_if_fail (!self->offline && self->remote == NULL, FALSE);

  if (self->door == GUICHET_DOOR_CHOICE_PORTAL && self->identity != NULL && guichet_identity_is_agent (self->identity))
    return usage (error, _("These are the data of an agent: for the web portal name another folder with --data."));
  if (discover || self->trial != NULL || !guichet_connection_can_resume (&connection, self->identity, self->profile))
    {
      if (!sign_in (self, &connection, error))
        return FALSE;
    }
  else if (!(self->remote = guichet_connection_resume (&connection, self->identity, self->profile, error)))
    return FALSE;

  self->engine = guichet_engine_new (self->store, self->remote);
  guichet_engine_set_times (self->engine, &test_times);
  if (self->trial != NULL)
    guichet_trial_set_times (self->engine);

  return TRUE;
}

void
guichet_session_set_times (const GuichetEngineTimes *times)
{
  test_times = *times;
}

/* From here on the demonstration desk misbehaves, if it was told to. */
void
guichet_session_arm_fault (GuichetSession *self)
{
  if (self->trial != NULL)
    guichet_trial_arm_fault (self->trial);
}

gboolean
guichet_session_is_offline (GuichetSession *self)
{
  return self->offline;
}

gint64
guichet_session_get_deadline (GuichetSession *self)
{
  return self->deadline;
}

GuichetStore *
guichet_session_get_store (GuichetSession *self)
{
  return self->store;
}

/* NULL unless connected. */
GuichetRemote *
guichet_session_get_remote (GuichetSession *self)
{
  return self->remote;
}

/* NULL unless connected. */
GuichetEngine *
guichet_session_get_engine (GuichetSession *self)
{
  return self->engine;
}

GuichetIdentity *
guichet_session_get_identity (GuichetSession *self)
{
  return self->identity;
}

GuichetProfile *
guichet_session_get_profile (GuichetSession *self)
{
  return self->profile;
}
