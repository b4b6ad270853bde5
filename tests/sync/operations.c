#include "config.h"

#include "operations.h"

void
operations_init (Fixture    *fixture,
                 const char *status)
{
  fixture_init (fixture, fake_remote_new (), status);
  fake_remote_tick (fixture->server, 300);
  rig_pull (&fixture->rig);
}

GuichetIntent *
operations_make (Fixture *f,
                 Op       op)
{
  GuichetIntent *intent;

  switch (op)
    {
    case OP_PUBLIC:
      return rig_new_say (f->ticket, GUICHET_JOURNAL_PUBLIC, "<p>Bonjour</p>");
    case OP_PRIVATE:
      return rig_new_say (f->ticket, GUICHET_JOURNAL_PRIVATE, "<p>Note</p>");
    case OP_BOTH:
      intent = rig_new_say (f->ticket, GUICHET_JOURNAL_PRIVATE, "<p>Note</p>");
      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Bonjour</p>");
      return intent;
    case OP_FIELD:
      intent = rig_new_change (&f->rig, f->ticket);
      guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "Imprimante", "Imprimante du CDI", NULL);
      return intent;
    case OP_RESUME:
      intent = rig_new_change (&f->rig, f->ticket);
      intent->action = g_strdup ("resume");
      return intent;
    case OP_TAKE:
      intent = rig_new_change (&f->rig, f->ticket);
      intent->action = g_strdup ("assign");
      guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "", "5", "Moi");
      return intent;
    case OP_RESOLVE:
      intent = rig_new_change (&f->rig, f->ticket);
      intent->action = g_strdup ("resolve");
      guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "Toner remplacé", NULL);
      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>C'est fait</p>");
      return intent;
    case OP_NEW:
      return rig_new_ticket ("Clavier");
    case OP_ATTACH:
    case N_OPS:
    default:
      return rig_new_file (f->ticket, "contents");
    }
}

void
assert_value (Fixture      *f,
              GuichetField  field,
              const char   *expected)
{
  g_autoptr(GuichetTicket) ticket = fake_remote_dup (f->server, f->ticket);

  g_assert_cmpstr (guichet_ticket_get (ticket, field), ==, expected);
}
