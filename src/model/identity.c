#include "config.h"

#include "model/identity.h"

/* PHP's own default for a web server's longest run, used until a server shows
 * another. */
#define DEFAULT_SERVER_LIMIT 30

G_DEFINE_BOXED_TYPE (GuichetIdentity, guichet_identity, guichet_identity_ref, guichet_identity_unref)

GuichetIdentity *
guichet_identity_new (const char *server,
                      const char *login)
{
  GuichetIdentity *self = g_atomic_rc_box_new0 (GuichetIdentity);

  self->server = g_strdup (server != NULL ? server : "");
  self->login = g_strdup (login != NULL ? login : "");
  self->name = g_strdup ("");
  self->email = g_strdup ("");
  self->organisation = g_strdup ("");
  self->teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->profile = g_strdup ("itop");
  self->roles = GUICHET_ROLE_REQUESTER | GUICHET_ROLE_AGENT;
  self->server_limit = DEFAULT_SERVER_LIMIT;
  self->server_version = g_strdup ("");

  return self;
}

GuichetIdentity *
guichet_identity_ref (GuichetIdentity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_identity (gpointer data)
{
  GuichetIdentity *self = data;

  g_free (self->server);
  g_free (self->login);
  g_free (self->name);
  g_free (self->email);
  g_free (self->organisation);
  g_array_unref (self->teams);
  g_free (self->profile);
  g_free (self->zone);
  g_free (self->layout);
  g_free (self->server_version);
}

void
guichet_identity_unref (GuichetIdentity *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_identity);
}

gboolean
guichet_identity_is_agent (GuichetIdentity *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->roles & GUICHET_ROLE_AGENT) != 0;
}

gboolean
guichet_identity_has_team (GuichetIdentity *self,
                           gint64           team_id)
{
  for (guint i = 0; i < self->teams->len; i++)
    if (g_array_index (self->teams, gint64, i) == team_id)
      return TRUE;

  return FALSE;
}

/**
 * guichet_identity_dup_zone:
 *
 * Returns: (transfer full): the server's zone, this computer's if unknown
 */
GTimeZone *
guichet_identity_dup_zone (GuichetIdentity *self)
{
  GTimeZone *zone = NULL;

  if (self->zone != NULL)
    zone = g_time_zone_new_identifier (self->zone);

  return zone != NULL ? zone : g_time_zone_new_local ();
}
