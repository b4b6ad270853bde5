#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>

char *
make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("guichet-store-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

GuichetIdentity *
make_identity (void)
{
  GuichetIdentity *identity = guichet_identity_new ("https://desk.example", "agent");
  gint64 teams[] = { MY_TEAM, MY_OTHER_TEAM };

  identity->person_id = ME;
  g_set_str (&identity->name, "Agnès Martin");
  g_set_str (&identity->profile, "asap");
  identity->fields = G_MAXUINT64;
  g_array_append_vals (identity->teams, teams, G_N_ELEMENTS (teams));

  return identity;
}

GuichetProfile *
load_profile (void)
{
  g_autoptr(GError) error = NULL;
  GuichetProfile *profile = guichet_profile_load_named ("asap", &error);

  g_assert_no_error (error);

  return profile;
}

GuichetStore *
open_store (const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = load_profile ();
  GuichetStore *store = guichet_store_open (folder, &error);

  g_assert_no_error (error);
  guichet_store_set_identity (store, identity, profile, &error);
  g_assert_no_error (error);

  return store;
}

GuichetTicket *
make_ticket (gint64      id,
             const char *status,
             gint64      team,
             gint64      agent)
{
  GuichetTicket *ticket = guichet_ticket_new (id);
  g_autofree char *ref = g_strdup_printf ("R-%06" G_GINT64_FORMAT, id);
  g_autofree char *title = g_strdup_printf ("Ticket %" G_GINT64_FORMAT, id);

  guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, title);
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, status);
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, "2026-01-05 08:00:00");
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-01-06 09:30:00");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, 100 + id % 10, "Élodie Géraud");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, team, team != 0 ? "Équipe" : "");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, agent, agent != 0 ? "Un agent" : "");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SERVICE, 1 + id % 3, "Déplacement de meubles");

  return ticket;
}

void
set_title (GuichetTicket *ticket,
           const char    *title)
{
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, title);
}

void
set_update (GuichetTicket *ticket,
            const char    *last_update)
{
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, last_update);
}

void
add_texts (GuichetTicket *ticket,
           const char    *description)
{
  guichet_ticket_set (ticket, GUICHET_FIELD_DESCRIPTION, description);
  guichet_ticket_set (ticket, GUICHET_FIELD_SOLUTION, "");
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PRIVATE, guichet_journal_entries_new ());
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, guichet_journal_entries_new ());
}

void
add_entry (GuichetTicket  *ticket,
           GuichetJournal  journal,
           const char     *author,
           const char     *html)
{
  g_ptr_array_add (guichet_ticket_get_journal (ticket, journal),
                   guichet_journal_entry_new ("2026-01-06 10:00:00", author, 3, html));
}

void
merge_one (GuichetStore  *store,
           GuichetTicket *ticket)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (tickets, guichet_ticket_ref (ticket));
  guichet_store_merge_tickets (store, tickets, NULL, &error);
  g_assert_no_error (error);
}

GArray *
list_view (GuichetStore *store,
           GuichetView   view)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (view);
  g_autoptr(GError) error = NULL;
  GArray *ids = guichet_store_list_ids (store, query, NULL, &error);

  g_assert_no_error (error);

  return ids;
}

gboolean
ids_contain (GArray *ids,
             gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}
