#include "config.h"

#include "user-fixture.h"

#include "store/cache.h"
#include "store/outbox.h"
#include "util/server-time.h"

#include <glib/gstdio.h>

/* ---- the store */

static GuichetIdentity *
make_identity (GuichetRoles roles)
{
  GuichetIdentity *identity = guichet_identity_new ("https://desk.example", "elise");
  gint64 team = MY_TEAM;

  identity->person_id = ME;
  identity->roles = roles;
  g_set_str (&identity->name, "Élise Marchal");
  g_set_str (&identity->profile, "asap");
  identity->fields = G_MAXUINT64;
  if (guichet_identity_is_agent (identity))
    g_array_append_val (identity->teams, team);

  return identity;
}

static void
add_journals (GuichetTicket *ticket)
{
  GPtrArray *private = guichet_journal_entries_new ();
  GPtrArray *public = guichet_journal_entries_new ();

  g_ptr_array_add (private, guichet_journal_entry_new ("2026-11-23 08:51:00", "Nora Bellanger", 0, "<p>" SECRET_NOTE "</p>"));
  g_ptr_array_add (public, guichet_journal_entry_new ("2026-11-23 09:03:00", "Nora Bellanger", 0,
                                                      "<p>Depuis quand, et dans quelle salle ?</p>"));
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PRIVATE, private);
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, public);
}

GuichetTicket *
user_fixture_make_ticket (gint64      id,
                          const char *status,
                          gint64      caller,
                          gint64      agent)
{
  GuichetTicket *ticket = guichet_ticket_new (id);
  gboolean over = g_str_equal (status, "resolved") || g_str_equal (status, "closed");
  g_autofree char *ref = g_strdup_printf ("R-%06d", (int) id);
  g_autofree char *title = g_strdup_printf ("Demande numéro %d", (int) id);
  g_autofree char *update = g_strdup_printf ("2026-11-23 10:%02d:00", (int) id);

  guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, title);
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, status);
  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS, over ? status : "ongoing");
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, "2026-11-20 09:00:00");
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, update);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, caller, caller == ME ? "Élise Marchal" : "Maud Ferrand");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, MY_TEAM, "Postes et réseaux");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, agent, agent != 0 ? "Nora Bellanger" : "");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SERVICE, 4, "Vidéoprojection");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SUBCATEGORY, 5, "Panne d’image");
  guichet_ticket_set (ticket, GUICHET_FIELD_DESCRIPTION, "<p>L’écran reste noir.</p>");
  guichet_ticket_set (ticket, GUICHET_FIELD_PENDING_REASON, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_SOLUTION, over ? "Câble remplacé." : "");
  guichet_ticket_set (ticket, GUICHET_FIELD_USER_COMMENT, "");
  add_journals (ticket);

  return ticket;
}

void
user_fixture_merge (UserFixture   *self,
                    GuichetTicket *ticket)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (tickets, guichet_ticket_ref (ticket));
  guichet_store_merge_tickets (self->store, tickets, NULL, &error);
  g_assert_no_error (error);
}

/* So many days and seconds from now, as the server writes it: the same time of
 * day, whatever the clocks did in between. */
char *
user_fixture_dup_time (UserFixture *self,
                       int          days,
                       int          seconds)
{
  GTimeZone *zone = guichet_context_get_zone (self->context);
  g_autoptr(GDateTime) now = g_date_time_new_now (zone);
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, seconds);
  g_autoptr(GDateTime) day = g_date_time_add_days (then, days);

  return guichet_server_time_format (day, zone);
}

static void
merge_requests (UserFixture *self)
{
  static const struct
  {
    gint64      id;
    const char *status;
    gint64      caller;
    gint64      agent;
  } requests[] = {
    { ID_NEW, "new", ME, 0 },
    { ID_ASSIGNED, "assigned", ME, COLLEAGUE },
    { ID_COMPLETE, "to_complete", ME, COLLEAGUE },
    { ID_RESOLVED, "resolved", ME, COLLEAGUE },
    { ID_CLOSED, "closed", ME, COLLEAGUE },
    { ID_FOREIGN, "assigned", CALLER, COLLEAGUE },
  };
  g_autofree char *yesterday = user_fixture_dup_time (self, -1, 0);

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr(GuichetTicket) ticket =
        user_fixture_make_ticket (requests[i].id, requests[i].status, requests[i].caller, requests[i].agent);

      if (requests[i].id == ID_RESOLVED)
        guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, yesterday);
      user_fixture_merge (self, ticket);
    }
}

static void
add_reference (UserFixture          *self,
               GuichetReferenceKind  kind,
               gint64                id,
               const char           *name,
               gint64                parent)
{
  g_autoptr(GPtrArray) references = guichet_references_new ();
  GuichetReference *reference = guichet_reference_new (kind, id, name);
  g_autoptr(GError) error = NULL;

  reference->parent = parent;
  reference->active = TRUE;
  reference->html = g_strdup ("<p>Éteindre, puis rallumer.</p>");
  g_ptr_array_add (references, reference);
  guichet_store_replace_references (self->store, kind, references, &error);
  g_assert_no_error (error);
}

static void
add_references (UserFixture *self)
{
  add_reference (self, GUICHET_REFERENCE_DOMAIN, 1, "Numérique éducatif", 0);
  add_reference (self, GUICHET_REFERENCE_FAMILY_GROUP, 2, "Équipement des salles", 1);
  add_reference (self, GUICHET_REFERENCE_SERVICE_FAMILY, 3, "Affichage", 2);
  add_reference (self, GUICHET_REFERENCE_SERVICE, 4, "Vidéoprojection", 3);
  add_reference (self, GUICHET_REFERENCE_SUBCATEGORY, 5, "Panne d’image", 4);
  add_reference (self, GUICHET_REFERENCE_FAQ, 1, "Pas d’image au vidéoprojecteur", 0);
}

static void
open_store (UserFixture  *self,
            GuichetRoles  roles)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIdentity) identity = make_identity (roles);
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);

  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("guichet-user-XXXXXX", &error);
  g_assert_no_error (error);
  self->store = guichet_store_open (self->folder, &error);
  g_assert_no_error (error);
  guichet_store_set_identity (self->store, identity, profile, &error);
  g_assert_no_error (error);
  self->context = guichet_context_new (self->store, identity, profile);
}

/* ---- the window */

void
user_fixture_set_up (UserFixture  *self,
                     GuichetRoles  roles,
                     int           width,
                     int           height)
{
  AdwApplication *application = shell_fixture_get_application ();
  GuichetSyncStatus *status;

  ticket_fixture_load_style ();
  open_store (self, roles);
  merge_requests (self);
  add_references (self);
  status = guichet_context_get_sync_status (self->context);
  guichet_sync_status_set_last_success (status, g_get_real_time () / 1000);
  guichet_sync_status_set_state (status, GUICHET_SYNC_IDLE);

  self->window = guichet_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  guichet_window_show_account (self->window, self->context);
  self->portal = guichet_window_get_user_portal (self->window);
  guichet_window_show_portal (self->window, "user");
  gtk_window_present (GTK_WINDOW (self->window));
  ticket_fixture_spin (80);
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
user_fixture_tear_down (UserFixture *self)
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

/* The page of a request, read. */
GtkWidget *
user_fixture_open (UserFixture *self,
                   gint64       id)
{
  g_autofree char *ref = g_strdup_printf ("R-%06d", (int) id);
  AdwNavigationPage *page;

  guichet_user_portal_open_request (self->portal, id);
  page = guichet_user_portal_get_visible_page (self->portal);
  WAIT (g_str_equal (adw_navigation_page_get_title (page), ref));
  ticket_fixture_spin (80);

  return GTK_WIDGET (page);
}

/* (transfer full): the one that waits */
GuichetIntent *
user_fixture_dup_intent (UserFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) intents = NULL;
  gint64 until = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  do
    {
      ticket_fixture_spin (20);
      g_clear_pointer (&intents, g_ptr_array_unref);
      intents = guichet_store_list_intents (self->store, FALSE, &error);
      g_assert_no_error (error);
    }
  while (intents->len == 0 && g_get_monotonic_time () < until);

  g_assert_cmpuint (intents->len, ==, 1);

  return guichet_intent_copy (g_ptr_array_index (intents, 0));
}

/* ---- looking around */

static gboolean
has_label (GtkWidget  *button,
           const char *label)
{
  g_autofree char *text = NULL;

  if (!GTK_IS_BUTTON (button) || !gtk_widget_get_mapped (button))
    return FALSE;

  text = collect_text (button);

  return strstr (text, label) != NULL;
}

/* (nullable): a button that is on screen */
GtkWidget *
user_fixture_find_button (GtkWidget  *root,
                          const char *label)
{
  if (has_label (root, label))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = user_fixture_find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gboolean
user_fixture_shows (GtkWidget  *root,
                    const char *text)
{
  g_autofree char *all = collect_text (root);

  return strstr (all, text) != NULL;
}
