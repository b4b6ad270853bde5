#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Which door of a server lets this account in. */
typedef enum
{
  GUICHET_DOOR_REST,            /* webservices/rest.php */
  GUICHET_DOOR_PORTAL,          /* the web portal's own addresses */
} GuichetDoor;

/* What somebody is on the desk. An account has at least one of them. */
typedef enum
{
  GUICHET_ROLE_REQUESTER = 1 << 0,  /* has requests of their own: the user portal */
  GUICHET_ROLE_AGENT = 1 << 1,      /* treats the requests of others: the agent portal */
} GuichetRoles;

/**
 * GuichetIdentity:
 * @server: the address as the person gave it, without a trailing slash
 * @person_id: 0 when the account has no person: then there are no "my tickets"
 * @teams: (element-type gint64): ids of the teams this person belongs to
 * @profile: the name of the profile that fits the server best
 * @fields: bit n is set when the server has the logical field n
 * @zone: (nullable): the server's time zone as an identifier or "+01:00"
 * @door: the door that let them in
 * @roles: without %GUICHET_ROLE_AGENT nothing of the internal journal is asked
 *   for, kept or shown
 * @layout: (nullable): what discovery learned of the door's addresses: the
 *   remote's own text, for its restore function
 * @server_limit: seconds a request may go on working on the server after its
 *   connection died; nothing of unknown outcome is sent again before
 *
 * Who is signed in, and what discovery learned of the server.
 */
typedef struct
{
  char        *server;
  char        *login;
  GuichetDoor  door;
  GuichetRoles roles;
  gint64       person_id;
  char        *name;
  char        *email;
  gint64       organisation_id;
  char        *organisation;
  GArray      *teams;
  char        *profile;
  guint64      fields;
  char        *zone;
  char        *layout;
  gint         server_limit;
  char        *server_version;
} GuichetIdentity;

#define GUICHET_TYPE_IDENTITY (guichet_identity_get_type ())

GType            guichet_identity_get_type (void) G_GNUC_CONST;
GuichetIdentity *guichet_identity_new      (const char      *server,
                                            const char      *login);
GuichetIdentity *guichet_identity_ref      (GuichetIdentity *self);
void             guichet_identity_unref    (GuichetIdentity *self);
gboolean         guichet_identity_is_agent (GuichetIdentity *self);
gboolean         guichet_identity_has_team (GuichetIdentity *self,
                                            gint64           team_id);
GTimeZone       *guichet_identity_dup_zone (GuichetIdentity *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetIdentity, guichet_identity_unref)

G_END_DECLS
