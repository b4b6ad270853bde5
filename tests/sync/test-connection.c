#include "config.h"

#include "demo/desk.h"
#include "sync/connection.h"
#include "util/error.h"

static GuichetDemoDesk *desk;

static GuichetConnection
connect_as (const char        *login,
            GuichetDoorChoice  choice)
{
  return (GuichetConnection) {
    .server = guichet_demo_desk_get_address (desk),
    .login = login,
    .secret = guichet_demo_desk_get_secret (desk),
    .choice = choice,
  };
}

static GuichetIdentity *
make_identity (GuichetDoor  door,
               GuichetRoles roles)
{
  GuichetIdentity *identity = guichet_identity_new ("http://desk.invalid", "nora");

  identity->door = door;
  identity->roles = roles;

  return identity;
}

static void
test_choices (void)
{
  GuichetDoorChoice choice;

  g_assert_true (guichet_door_choice_from_nick ("portal", &choice));
  g_assert_cmpint (choice, ==, GUICHET_DOOR_CHOICE_PORTAL);
  g_assert_false (guichet_door_choice_from_nick ("window", &choice));
  g_assert_false (guichet_door_choice_from_nick (NULL, &choice));
}

/* What was found is remembered, unless another door is insisted on. */
static void
test_resume (void)
{
  g_autoptr(GuichetIdentity) identity = make_identity (GUICHET_DOOR_PORTAL, GUICHET_ROLE_REQUESTER);
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("itop", NULL);
  const GuichetConnection any = connect_as ("requester", GUICHET_DOOR_CHOICE_AUTO);
  const GuichetConnection portal = connect_as ("requester", GUICHET_DOOR_CHOICE_PORTAL);
  const GuichetConnection rest = connect_as ("requester", GUICHET_DOOR_CHOICE_REST);

  g_assert_true (guichet_connection_can_resume (&any, identity, profile));
  g_assert_true (guichet_connection_can_resume (&portal, identity, profile));
  g_assert_false (guichet_connection_can_resume (&rest, identity, profile));
  g_assert_false (guichet_connection_can_resume (&any, NULL, profile));
  g_assert_false (guichet_connection_can_resume (&any, identity, NULL));
}

/* An agent's internal notes do not go because REST was out of order. */
static void
test_role (void)
{
  g_autoptr(GuichetIdentity) agent = make_identity (GUICHET_DOOR_REST, GUICHET_ROLE_AGENT);
  g_autoptr(GuichetIdentity) requester = make_identity (GUICHET_DOOR_PORTAL, GUICHET_ROLE_REQUESTER);
  const GuichetConnection still = connect_as (guichet_demo_desk_get_login (desk), GUICHET_DOOR_CHOICE_AUTO);
  const GuichetConnection closed = connect_as ("requester", GUICHET_DOOR_CHOICE_AUTO);
  GuichetConnection nobody = connect_as ("requester", GUICHET_DOOR_CHOICE_AUTO);
  g_autoptr(GError) error = NULL;

  g_assert_true (guichet_connection_check_role (&still, NULL, requester, NULL, &error));
  g_assert_true (guichet_connection_check_role (&still, agent, agent, NULL, &error));
  g_assert_true (guichet_connection_check_role (&closed, agent, requester, NULL, &error));
  g_assert_no_error (error);

  g_assert_false (guichet_connection_check_role (&still, agent, requester, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER);
  g_clear_error (&error);
  nobody.server = "http://127.0.0.1:1";
  g_assert_false (guichet_connection_check_role (&nobody, agent, requester, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_UNREACHABLE);
}

int
main (int   argc,
      char *argv[])
{
  const GuichetDemoOptions options = { .profile = "itop", .tickets = 20, .seed = 3 };
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = guichet_demo_desk_new (&options, NULL);
  g_assert_nonnull (desk);

  g_test_add_func ("/sync/connection/choices", test_choices);
  g_test_add_func ("/sync/connection/resume", test_resume);
  g_test_add_func ("/sync/connection/role", test_role);
  status = g_test_run ();

  guichet_demo_desk_stop (desk);
  g_object_unref (desk);

  return status;
}
