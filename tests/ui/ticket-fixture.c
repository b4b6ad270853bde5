#include "config.h"

#include "ticket-fixture.h"

#include "crash-trace.h"
#include "store/cache.h"
#include "ui/ticket/journal-composer.h"

#include <glib/gstdio.h>

/* ---- the store */

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
add_entry (GPtrArray  *journal,
           const char *date,
           const char *author,
           const char *html)
{
  g_ptr_array_add (journal, guichet_journal_entry_new (date, author, 0, html));
}

static void
add_journals (GuichetTicket *ticket)
{
  GPtrArray *private = guichet_journal_entries_new ();
  GPtrArray *public = guichet_journal_entries_new ();

  add_entry (private, "2026-11-23 08:51:00", "Yanis Delcourt",
             "<p>Même salle qu’en octobre : le câble HDMI du plafond lâche. Il reste deux câbles de 10 m dans l’armoire 3.</p>");
  add_entry (private, "2026-11-23 09:20:00", "Élise Marchal",
             "<p>Je passe à 14 h si le test avec un <b>autre câble</b> ne donne rien.</p><ul><li>prévoir l’échelle</li><li>voir <a href=\"https://intendance.example/pret\">le prêt</a></li></ul>");
  add_entry (private, "2026-11-23 09:41:00", "Nora Bellanger", "<p>" SECRET_NOTE " jusqu’à 16 h.</p>");

  add_entry (public, "2026-11-23 09:03:00", "Élise Marchal",
             "<p>Bonjour Maud, le voyant du vidéoprojecteur est-il vert ou orange ? Et l’ordinateur affiche-t-il l’image sur son propre écran ?</p>");
  add_entry (public, "2026-11-23 09:52:00", "Maud Ferrand",
             "<p>Voyant vert, et l’image s’affiche bien sur l’écran de l’ordinateur. J’ai cours dans la salle à 15 h 30, est-ce jouable avant ?</p>");

  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PRIVATE, private);
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, public);
}

GuichetTicket *
ticket_fixture_make_ticket (const char *status,
                            gint64      agent)
{
  GuichetTicket *ticket = guichet_ticket_new (TICKET_ID);

  guichet_ticket_set (ticket, GUICHET_FIELD_REF, "R-004871");
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Vidéoprojecteur sans image en salle B204");
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, status);
  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS, "ongoing");
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, "2026-11-23 08:41:00");
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 09:52:00");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, CALLER, "Maud Ferrand");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_BENEFICIARY, CALLER, "Maud Ferrand");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SITE, 7, "Collège des Garrigues");
  guichet_ticket_set (ticket, GUICHET_FIELD_CALLBACK_PHONE, "04 00 12 34 56");
  guichet_ticket_set (ticket, GUICHET_FIELD_AVAILABILITY, "Lun. et jeu., 13–17 h");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, MY_TEAM, "Postes et réseaux");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, agent, agent == ME ? "Élise Marchal" : agent != 0 ? "Nora Bellanger" : "");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_DOMAIN, 1, "Numérique éducatif");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_FAMILY_GROUP, 2, "Équipement des salles");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SERVICE_FAMILY, 3, "Affichage");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SERVICE, 4, "Vidéoprojection");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SUBCATEGORY, 5, "Panne d’image");
  guichet_ticket_set (ticket, GUICHET_FIELD_DESCRIPTION,
                      "<p>Le vidéoprojecteur s’allume mais l’écran reste noir depuis lundi matin.</p>");
  guichet_ticket_set (ticket, GUICHET_FIELD_PENDING_REASON, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_SOLUTION, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_USER_COMMENT, "");
  add_journals (ticket);

  return ticket;
}

void
ticket_fixture_merge (TicketFixture *self,
                      GuichetTicket *ticket)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (tickets, guichet_ticket_ref (ticket));
  guichet_store_merge_tickets (self->store, tickets, NULL, &error);
  g_assert_no_error (error);
}

static void
add_reference (TicketFixture        *self,
               GuichetReferenceKind  kind,
               gint64                id,
               const char           *name,
               gint64                parent,
               gint64                other,
               const char           *code,
               GPtrArray            *all)
{
  GuichetReference *reference = guichet_reference_new (kind, id, name);

  reference->parent = parent;
  reference->other = other;
  reference->active = TRUE;
  g_set_str (&reference->code, code);
  g_ptr_array_add (all, reference);
}

static void
add_references (TicketFixture *self)
{
  g_autoptr(GPtrArray) sites = guichet_references_new ();
  g_autoptr(GPtrArray) teams = guichet_references_new ();
  g_autoptr(GPtrArray) members = guichet_references_new ();
  g_autoptr(GError) error = NULL;

  add_reference (self, GUICHET_REFERENCE_SITE, 7, "Collège des Garrigues", 0, 0, "0349901X", sites);
  add_reference (self, GUICHET_REFERENCE_TEAM, MY_TEAM, "Postes et réseaux", 0, 0, "", teams);
  add_reference (self, GUICHET_REFERENCE_TEAM, 4, "Câblage et courants faibles", 0, 0, "", teams);
  add_reference (self, GUICHET_REFERENCE_TEAM, 5, "DSI Plateforme Assistance MPL", 0, 0, "", teams);
  add_reference (self, GUICHET_REFERENCE_TEAM, 6, "DSI Plateforme Assistance TLS", 0, 0, "", teams);
  add_reference (self, GUICHET_REFERENCE_MEMBERSHIP, 1, "Élise Marchal", MY_TEAM, ME, "", members);
  add_reference (self, GUICHET_REFERENCE_MEMBERSHIP, 2, "Nora Bellanger", MY_TEAM, COLLEAGUE, "", members);
  add_reference (self, GUICHET_REFERENCE_MEMBERSHIP, 3, "Yanis Delcourt", MY_TEAM, 14, "", members);

  guichet_store_replace_references (self->store, GUICHET_REFERENCE_SITE, sites, &error);
  g_assert_no_error (error);
  guichet_store_replace_references (self->store, GUICHET_REFERENCE_TEAM, teams, &error);
  g_assert_no_error (error);
  guichet_store_replace_references (self->store, GUICHET_REFERENCE_MEMBERSHIP, members, &error);
  g_assert_no_error (error);
}

static void
add_attachments (TicketFixture *self)
{
  g_autoptr(GPtrArray) attachments = guichet_attachments_new ();
  g_autoptr(GError) error = NULL;
  const char *names[] = { "photo-b204.jpg", "prise-murale.jpg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GuichetAttachment *attachment = guichet_attachment_new (i + 1, TICKET_ID);

      g_set_str (&attachment->name, names[i]);
      g_set_str (&attachment->mime, "image/jpeg");
      g_set_str (&attachment->author, "Maud Ferrand");
      attachment->size = 860000 + 340000 * i;
      g_ptr_array_add (attachments, attachment);
    }
  guichet_store_merge_attachments (self->store, attachments, NULL, &error);
  g_assert_no_error (error);
}

static void
open_store (TicketFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);

  g_assert_no_error (error);
  self->store = guichet_store_open (self->folder, &error);
  g_assert_no_error (error);
  guichet_store_set_identity (self->store, identity, profile, &error);
  g_assert_no_error (error);
  self->context = guichet_context_new (self->store, identity, profile);
  guichet_sync_status_set_state (guichet_context_get_sync_status (self->context), GUICHET_SYNC_IDLE);
}

/* ---- the window */

void
ticket_fixture_load_style (void)
{
  static GtkCssProvider *providers[2];
  const char *paths[] = { "/org/guichet/Guichet/style.css", "/org/guichet/Guichet/style-dark.css" };
  GdkDisplay *display = gdk_display_get_default ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  crash_trace_install ();

  /* Nothing moves: a test need not wait for it, and GTK 4.18 leaks what it
   * draws into an empty clip, as in the first frame of a page that slides in
   * (gtk_snapshot_collect_clip()). Nor does a cursor blink: GTK warns when
   * another window of the display has taken the focus meanwhile. */
  g_object_set (gtk_settings_get_for_display (display), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);

  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), "/org/guichet/Guichet/icons");
  for (guint i = 0; i < (dark ? 2u : 1u); i++)
    if (providers[i] == NULL)
      {
        providers[i] = gtk_css_provider_new ();
        gtk_css_provider_load_from_resource (providers[i], paths[i]);
        gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (providers[i]),
                                                    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      }
}

/* Nothing leaves before the drafts are read. */
static gboolean
has_drafts (TicketFixture *self)
{
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *composer = find_widget (GTK_WIDGET (self->page), GUICHET_TYPE_JOURNAL_COMPOSER, i);

      if (!guichet_draft_saver_get_loaded (GUICHET_DRAFT_SAVER (guichet_journal_composer_get_keeper (GUICHET_JOURNAL_COMPOSER (composer)))))
        return FALSE;
    }

  return TRUE;
}

void
ticket_fixture_open_page (TicketFixture *self)
{
  self->page = GUICHET_TICKET_PAGE (guichet_ticket_page_new (self->context, TICKET_ID));
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->page));
  WAIT (g_str_equal (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self->page)), "R-004871"));
  WAIT (has_drafts (self));
  ticket_fixture_spin (50);
}

void
ticket_fixture_close_page (TicketFixture *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  adw_navigation_view_pop (self->navigation);
  WAIT (self->page == NULL);
}

static void
open_window (TicketFixture *self,
             int            width,
             int            height)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  AdwNavigationPage *root = adw_navigation_page_new (gtk_label_new ("root"), "Root");

  self->navigation = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_set_animate_transitions (self->navigation, FALSE);
  adw_navigation_view_push (self->navigation, root);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->navigation));

  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, width, height);
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (self->window);
}

void
ticket_fixture_set_up (TicketFixture *self,
                       int            width,
                       int            height)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);

  ticket_fixture_load_style ();
  self->folder = g_dir_make_tmp ("guichet-ui-XXXXXX", &error);
  g_assert_no_error (error);
  open_store (self);
  ticket_fixture_merge (self, ticket);
  add_references (self);
  add_attachments (self);
  open_window (self, width, height);
  ticket_fixture_open_page (self);
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

void
ticket_fixture_tear_down (TicketFixture *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  gtk_window_destroy (self->window);
  WAIT (self->page == NULL);

  g_clear_object (&self->context);
  guichet_store_close (self->store);
  g_clear_object (&self->store);
  remove_folder (self->folder);
  g_free (self->folder);
}

void
ticket_fixture_spin (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}

/* ---- looking around */

static GtkWidget *
search (GtkWidget  *root,
        gboolean  (*matches) (GtkWidget *widget, gconstpointer wanted),
        gconstpointer wanted,
        guint        *skip)
{
  if (matches (root, wanted) && (*skip)-- == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = search (child, matches, wanted, skip);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_of_type (GtkWidget     *widget,
            gconstpointer  wanted)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, GPOINTER_TO_SIZE (wanted));
}

static gboolean
is_of_class (GtkWidget     *widget,
             gconstpointer  wanted)
{
  return gtk_widget_has_css_class (widget, wanted);
}

GtkWidget *
find_widget (GtkWidget *root,
             GType      type,
             guint      nth)
{
  return search (root, is_of_type, GSIZE_TO_POINTER (type), &nth);
}

GtkWidget *
find_by_class (GtkWidget  *root,
               const char *css_class)
{
  guint nth = 0;

  return search (root, is_of_class, css_class, &nth);
}

static void
append_text (GtkWidget *root,
             GString   *text)
{
  if (GTK_IS_LABEL (root))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (root)));
  if (GTK_IS_INSCRIPTION (root) && gtk_inscription_get_text (GTK_INSCRIPTION (root)) != NULL)
    g_string_append_printf (text, "%s\n", gtk_inscription_get_text (GTK_INSCRIPTION (root)));
  if (GTK_IS_TEXT_VIEW (root))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (root));
      g_autofree char *content = NULL;

      g_object_get (buffer, "text", &content, NULL);
      g_string_append_printf (text, "%s\n", content);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    append_text (child, text);
}

/* All that can be read below @root. */
char *
collect_text (GtkWidget *root)
{
  GString *text = g_string_new (NULL);

  append_text (root, text);

  return g_string_free_and_steal (text);
}

static GskRenderNode *
draw (GtkWidget *window)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));

  return gtk_snapshot_free_to_node (snapshot);
}

/* Into the folder GUICHET_TEST_PICTURES, for somebody to look at. */
void
save_picture (GtkWidget  *window,
              const char *name)
{
  const char *folder = g_getenv ("GUICHET_TEST_PICTURES");
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;

  ticket_fixture_spin (300);
  while ((node = draw (window)) == NULL)
    ticket_fixture_spin (100);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  path = g_build_filename (folder, name, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
