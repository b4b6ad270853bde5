#include "config.h"

#include "shell-fixture.h"

#include "store/cache.h"
#include "ui/agent/queue-settings.h"
#include "ui/agent/tickets-page.h"

#include <glib/gstdio.h>

static const char * const services[] = { "Wi-Fi", "Messagerie", "Imprimantes", "Téléphonie" };

/* The tests run one after the other in one program: one application for all. */
AdwApplication *
shell_fixture_get_application (void)
{
  static AdwApplication *application;
  g_autoptr(GError) error = NULL;

  if (application != NULL)
    return application;

  application = g_object_new (ADW_TYPE_APPLICATION,
                              "application-id", "org.guichet.Test",
                              "flags", G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", "/org/guichet/Guichet",
                              NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

static GuichetTicket *
make_ticket (gint64      id,
             const char *status,
             gint64      agent)
{
  GuichetTicket *ticket = guichet_ticket_new (id);
  gboolean resolved = g_str_equal (status, "resolved");
  g_autofree char *ref = g_strdup_printf ("R-%06d", (int) id);
  g_autofree char *title = g_strdup_printf ("Demande %03d%s", (int) ((id * 37) % 101), id % 10 == 0 ? " spéciale" : "");
  g_autofree char *update = g_strdup_printf ("2026-11-%02d 10:%02d:00", 1 + (int) id / 60, (int) id % 60);

  guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, title);
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, status);
  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS, resolved ? "resolved" : "ongoing");
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, "2026-11-01 09:00:00");
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, update);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, CALLER, "Maud Ferrand");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, MY_TEAM, "Postes et réseaux");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, agent, agent == 0 ? "" : agent == ME ? "Élise Marchal" : "Nora Bellanger");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SERVICE, 1 + id % 4, services[id % 4]);

  return ticket;
}

static void
merge_tickets (ShellFixture *self)
{
  static const struct
  {
    guint       n;
    const char *status;
    gint64      agent;
  } parts[] = {
    { N_MINE, "assigned", ME },
    { N_TO_TAKE, "dispatched", 0 },
    { N_TAKEN, "assigned", COLLEAGUE },
    { N_RESOLVED_MINE, "resolved", ME },
    { N_RESOLVED_OTHERS, "resolved", COLLEAGUE },
  };
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;
  gint64 id = 1;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint j = 0; j < parts[i].n; j++)
      g_ptr_array_add (tickets, make_ticket (id++, parts[i].status, parts[i].agent));

  guichet_store_merge_tickets (self->store, tickets, NULL, &error);
  g_assert_no_error (error);
}

static void
merge_articles (ShellFixture *self)
{
  g_autoptr(GPtrArray) articles = guichet_references_new ();
  g_autoptr(GError) error = NULL;
  const char *names[] = { "Changer son mot de passe", "Le Wi-Fi ne marche pas" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GuichetReference *article = guichet_reference_new (GUICHET_REFERENCE_FAQ, i + 1, names[i]);

      article->active = TRUE;
      article->html = g_strdup ("<p>Éteindre, puis rallumer.</p>");
      g_ptr_array_add (articles, article);
    }

  guichet_store_replace_references (self->store, GUICHET_REFERENCE_FAQ, articles, &error);
  g_assert_no_error (error);
}

static GuichetIdentity *
make_identity (void)
{
  GuichetIdentity *identity = guichet_identity_new ("https://desk.example", "elise");
  gint64 team = MY_TEAM;

  identity->person_id = ME;
  g_set_str (&identity->name, "Élise Marchal");
  g_set_str (&identity->profile, "asap");
  identity->fields = G_MAXUINT64;
  g_array_append_val (identity->teams, team);

  return identity;
}

static void
open_store (ShellFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);

  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("guichet-shell-XXXXXX", &error);
  g_assert_no_error (error);
  self->store = guichet_store_open (self->folder, &error);
  g_assert_no_error (error);
  guichet_store_set_identity (self->store, identity, profile, &error);
  g_assert_no_error (error);
  self->context = guichet_context_new (self->store, identity, profile);
}

/* The settings are those of the process: no test finds what another one chose. */
static void
reset_lists (void)
{
  static const char * const names[] = {
    "mine", "to-take", "taken", "resolved-mine", "resolved-team", "query", "page-open", "page-resolved", "page-query",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GSettings) settings = guichet_queue_settings_new (names[i]);

      g_settings_reset (settings, "columns");
      g_settings_reset (settings, "sort");
      g_settings_reset (settings, "group");
      g_settings_reset (settings, "page-size");
      g_settings_reset (settings, "split");
    }
}

void
shell_fixture_set_up (ShellFixture *self,
                      int           width,
                      int           height)
{
  GuichetSyncStatus *status;

  self->application = shell_fixture_get_application ();
  reset_lists ();
  open_store (self);
  merge_tickets (self);
  merge_articles (self);
  status = guichet_context_get_sync_status (self->context);
  guichet_sync_status_set_last_success (status, g_get_real_time () / 1000);
  guichet_sync_status_set_state (status, GUICHET_SYNC_IDLE);

  self->window = guichet_window_new (self->application);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  guichet_window_show_account (self->window, self->context);
  self->portal = guichet_window_get_agent_portal (self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  shell_fixture_settle (self);
}

static void
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

/* The window goes, and nothing that it showed stays. */
void
shell_fixture_tear_down (ShellFixture *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_object_add_weak_pointer (G_OBJECT (self->portal), (gpointer *) &self->portal);
  gtk_window_destroy (GTK_WINDOW (self->window));
  WAIT (self->window == NULL && self->portal == NULL);

  g_object_add_weak_pointer (G_OBJECT (self->context), (gpointer *) &self->context);
  g_object_unref (self->context);
  WAIT (self->context == NULL);

  guichet_store_close (self->store);
  g_clear_object (&self->store);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

/* Tickets to take, with the ids from @first on. */
void
shell_fixture_add_to_take (ShellFixture *self,
                           gint64        first,
                           guint         n)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (tickets, make_ticket (first + i, "dispatched", 0));
  guichet_store_merge_tickets (self->store, tickets, NULL, &error);
  g_assert_no_error (error);
}

/* What sync would do: ticket @id of mine changed on the server. */
void
shell_fixture_touch (ShellFixture *self,
                     gint64        id,
                     const char   *last_update,
                     const char   *title)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (id, "assigned", ME);
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;

  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, last_update);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, title);
  g_ptr_array_add (tickets, guichet_ticket_ref (ticket));
  guichet_store_merge_tickets (self->store, tickets, NULL, &error);
  g_assert_no_error (error);
}

/* The list that is looked at. */
GuichetQueueModel *
shell_fixture_get_queue (ShellFixture *self)
{
  AdwNavigationPage *page = guichet_agent_portal_get_visible_page (self->portal);

  g_assert_true (GUICHET_IS_TICKETS_PAGE (page));

  return guichet_queue_view_get_model (guichet_tickets_page_get_queue (GUICHET_TICKETS_PAGE (page)));
}

void
shell_fixture_settle (ShellFixture *self)
{
  WAIT (guichet_queue_model_is_settled (shell_fixture_get_queue (self)));
  ticket_fixture_spin (80);
}
