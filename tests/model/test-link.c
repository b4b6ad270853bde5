#include "config.h"

#include "model/link.h"

static const struct
{
  const char      *text;
  const char      *server;
  GuichetLinkKind  kind;
  const char      *ref;
  gint64           id;
} cases[] = {
  { "R-001678", "https://desk.example/itop", GUICHET_LINK_REF, "R-001678" },
  { " r1678 ", "https://desk.example/itop", GUICHET_LINK_REF, "R-001678" },
  { "1678", "https://desk.example/itop", GUICHET_LINK_REF, "R-001678" },
  { "asap:R-001678", "https://desk.example/itop", GUICHET_LINK_REF, "R-001678" },
  { "ASAP://r1678", "https://desk.example/itop", GUICHET_LINK_REF, "R-001678" },
  { "asap:", "https://desk.example/itop", GUICHET_LINK_NONE },
  { "/r1678", "https://desk.example/itop", GUICHET_LINK_NONE },
  { "imprimante", "https://desk.example/itop", GUICHET_LINK_NONE },
  { "", "https://desk.example/itop", GUICHET_LINK_NONE },
  { "https://desk.example/itop/pages/UI.php?operation=details&class=UserRequest&id=42", "https://desk.example/itop", GUICHET_LINK_TICKET, NULL, 42 },
  { "http://DESK.example/itop/pages/UI.php?id=42&class=Ticket&c%5Bmenu%5D=x#tab", "https://desk.example/itop", GUICHET_LINK_TICKET, NULL, 42 },
  { "https://desk.example:443/pages/UI.php?class=UserRequest&id=42", "https://desk.example/", GUICHET_LINK_TICKET, NULL, 42 },
  { "https://desk.example/itop/pages/exec.php/object/view/UserRequest/42?exec_module=itop-portal-base", "https://desk.example/itop", GUICHET_LINK_TICKET, NULL, 42 },
  { "http://127.0.0.1:8000/pages/UI.php?class=UserRequest&id=42", "http://127.0.0.1:8000", GUICHET_LINK_TICKET, NULL, 42 },
  { "http://127.0.0.1:8001/pages/UI.php?class=UserRequest&id=42", "http://127.0.0.1:8000", GUICHET_LINK_FOREIGN },
  { "https://desk.example.evil/itop/pages/UI.php?class=UserRequest&id=42", "https://desk.example/itop", GUICHET_LINK_FOREIGN },
  { "https://desk.example@evil.example/itop/pages/UI.php?class=UserRequest&id=42", "https://desk.example/itop", GUICHET_LINK_FOREIGN },
  { "https://desk.example/itop2/pages/UI.php?class=UserRequest&id=42", "https://desk.example/itop", GUICHET_LINK_FOREIGN },
  { "https://desk.example/itop/pages/UI.php?class=Person&id=42", "https://desk.example/itop", GUICHET_LINK_FOREIGN },
  { "https://desk.example/itop/pages/UI.php?class=UserRequest&id=-4", "https://desk.example/itop", GUICHET_LINK_FOREIGN },
  { "https://desk.example/itop/pages/UI.php?class=UserRequest&id=99999999999999999999", "https://desk.example/itop", GUICHET_LINK_FOREIGN },
  { "https://desk.example/itop/pages/UI.php", "https://desk.example/itop", GUICHET_LINK_FOREIGN },
  { "ftp://desk.example/itop/pages/UI.php?class=UserRequest&id=42", "https://desk.example/itop", GUICHET_LINK_NONE },
  { "https://", "https://desk.example/itop", GUICHET_LINK_NONE },
  { "R-\xff\xfe", "https://desk.example/itop", GUICHET_LINK_NONE },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetLink) link = guichet_link_parse (cases[i].text, cases[i].server, "UserRequest");

      g_test_message ("%s", g_utf8_validate (cases[i].text, -1, NULL) ? cases[i].text : "bytes");
      g_assert_cmpint (link->kind, ==, cases[i].kind);
      g_assert_cmpstr (link->ref, ==, cases[i].ref);
      g_assert_cmpint (link->id, ==, cases[i].id);
    }
}

/* What is copied opens. */
static void
test_round_trip (void)
{
  const char *servers[] = { "https://desk.example", "https://desk.example/itop", "http://127.0.0.1:8000" };

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_autofree char *text = guichet_link_build (servers[i], "UserRequest", 1678);
      g_autoptr(GuichetLink) link = guichet_link_parse (text, servers[i], "UserRequest");

      g_assert_cmpint (link->kind, ==, GUICHET_LINK_TICKET);
      g_assert_cmpint (link->id, ==, 1678);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link/parse", test_parse);
  g_test_add_func ("/link/round-trip", test_round_trip);

  return g_test_run ();
}
