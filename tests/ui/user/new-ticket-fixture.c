#include "config.h"

#include "new-ticket-fixture.h"

#include "store/cache.h"
#include "store/outbox.h"
#include "ui/ticket/catalogue-picker.h"
#include "ui/user/new-ticket-input.h"

#include <glib/gstdio.h>

#define WIDE 1280
#define TALL 1000

/* ---- the store */

static void
add_references (NewTicketFixture *self)
{
  static const struct { GuichetReferenceKind kind; gint64 id, parent; const char *name, *code; } all[] = {
    { GUICHET_REFERENCE_PERSON, REQUESTER, 0, "Maud Ferrand", "" },
    { GUICHET_REFERENCE_PERSON, OTHER, 0, "Lucie Cabrol", "" },
    { GUICHET_REFERENCE_SITE, 7, 0, "Collège des Garrigues", "0349901X" },
    { GUICHET_REFERENCE_DOMAIN, 1, 0, "Numérique éducatif", "" },
    { GUICHET_REFERENCE_FAMILY_GROUP, 2, 1, "Équipement des salles", "" },
    { GUICHET_REFERENCE_SERVICE_FAMILY, 3, 2, "Affichage", "" },
    { GUICHET_REFERENCE_SERVICE, 4, 3, "Vidéoprojection", "" },
    { GUICHET_REFERENCE_SERVICE, 6, 3, "Écran interactif", "" },
    { GUICHET_REFERENCE_SUBCATEGORY, LEAF, 4, "Panne d’image", "incident" },
    { GUICHET_REFERENCE_SUBCATEGORY, OTHER_LEAF, 6, "Étalonnage", "service_request" },
  };

  for (GuichetReferenceKind kind = 0; kind < GUICHET_N_REFERENCE_KINDS; kind++)
    {
      g_autoptr(GPtrArray) references = guichet_references_new ();
      g_autoptr(GError) error = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        if (all[i].kind == kind)
          {
            GuichetReference *reference = guichet_reference_new (kind, all[i].id, all[i].name);

            reference->parent = all[i].parent;
            reference->active = TRUE;
            g_set_str (&reference->code, all[i].code);
            g_set_str (&reference->phone, kind == GUICHET_REFERENCE_PERSON ? "04 00 12 34 56" : "");
            g_ptr_array_add (references, reference);
          }
      if (references->len == 0)
        continue;
      guichet_store_replace_references (self->store, kind, references, &error);
      g_assert_no_error (error);
    }
}

static GuichetIdentity *
make_identity (void)
{
  GuichetIdentity *identity = guichet_identity_new ("https://desk.example", "maud");

  identity->roles = GUICHET_ROLE_REQUESTER;
  identity->person_id = REQUESTER;
  g_set_str (&identity->name, "Maud Ferrand");
  identity->organisation_id = 9;
  g_set_str (&identity->organisation, "Académie");
  g_set_str (&identity->profile, "asap");
  identity->fields = G_MAXUINT64;

  return identity;
}

static void
open_store (NewTicketFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIdentity) identity = make_identity ();
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);

  g_assert_no_error (error);
  self->store = guichet_store_open (self->folder, &error);
  g_assert_no_error (error);
  guichet_store_set_identity (self->store, identity, profile, &error);
  g_assert_no_error (error);
  add_references (self);
  self->context = guichet_context_new (self->store, identity, profile);
  guichet_sync_status_set_state (guichet_context_get_sync_status (self->context), GUICHET_SYNC_IDLE);
}

static void
close_store (NewTicketFixture *self)
{
  g_clear_object (&self->context);
  guichet_store_close (self->store);
  g_clear_object (&self->store);
}

/* ---- the window */

static void
open_window (NewTicketFixture *self)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->page = guichet_new_ticket_page_new (self->context);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->page));
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, WIDE, TALL);
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (self->window);
  WAIT (new_ticket_fixture_get_form (self) != NULL);
}

static void
close_window (NewTicketFixture *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  gtk_window_destroy (self->window);
  WAIT (self->page == NULL);
}

void
new_ticket_fixture_set_up (NewTicketFixture *self,
                           gconstpointer     data)
{
  g_autoptr(GError) error = NULL;

  ticket_fixture_load_style ();
  self->folder = g_dir_make_tmp ("guichet-new-XXXXXX", &error);
  g_assert_no_error (error);
  open_store (self);
  open_window (self);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        remove_folder (path);
    }
  g_rmdir (folder);
}

void
new_ticket_fixture_tear_down (NewTicketFixture *self,
                              gconstpointer     data)
{
  close_window (self);
  close_store (self);
  remove_folder (self->folder);
  g_free (self->folder);
}

/* The copy is of the files as they are while all is open: what a killed
 * process leaves. */
static char *
copy_files (const char *folder)
{
  char *copy = g_dir_make_tmp ("guichet-new-XXXXXX", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (folder, name, NULL);
      g_autofree char *to = g_build_filename (copy, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (!g_str_has_prefix (name, "user.db") || g_str_has_suffix (name, "-shm"))
        continue;
      g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
      g_assert_true (g_file_set_contents (to, contents, (gssize) length, NULL));
    }

  return copy;
}

void
new_ticket_fixture_kill (NewTicketFixture *self)
{
  char *copy = copy_files (self->folder);

  close_window (self);
  close_store (self);
  remove_folder (self->folder);
  g_free (self->folder);
  self->folder = copy;
  open_store (self);
  open_window (self);
}

/* ---- the form */

GtkWidget *
new_ticket_fixture_get_form (NewTicketFixture *self)
{
  GtkWidget *form = find_widget (GTK_WIDGET (self->page), GUICHET_TYPE_NEW_TICKET_FORM, 0);

  return form != NULL && gtk_widget_get_mapped (form) ? form : NULL;
}

static GtkWidget *
find_row (GtkWidget    *root,
          GuichetField  field)
{
  if (g_object_get_data (G_OBJECT (root), "input") != NULL &&
      guichet_new_ticket_input_get_field (root)->field == field)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, field);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
new_ticket_fixture_find_input (NewTicketFixture *self,
                               GuichetField      field)
{
  GtkWidget *row = find_row (new_ticket_fixture_get_form (self), field);

  g_assert_nonnull (row);

  return row;
}

/* Into whatever the field is filled in with, as a person would. */
void
new_ticket_fixture_type (NewTicketFixture *self,
                         GuichetField      field,
                         const char       *text)
{
  GtkWidget *row = new_ticket_fixture_find_input (self, field);
  GtkWidget *view = find_widget (row, GTK_TYPE_TEXT_VIEW, 0);
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  if (view == NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (find_widget (row, GTK_TYPE_ENTRY, 0)), text);
      return;
    }

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

void
new_ticket_fixture_choose (NewTicketFixture *self,
                           gint64            leaf)
{
  GtkWidget *form = new_ticket_fixture_get_form (self);
  GtkWidget *picker = find_widget (form, GUICHET_TYPE_CATALOGUE_PICKER, 0);
  const GuichetCatalogueChoice *choice = guichet_catalogue_picker_get_choice (GUICHET_CATALOGUE_PICKER (picker));

  guichet_new_ticket_form_choose_leaf (GUICHET_NEW_TICKET_FORM (form), leaf);
  WAIT (choice->ids[GUICHET_CATALOGUE_SUBCATEGORY] == leaf);
}

/* All that is asked for. */
void
new_ticket_fixture_fill (NewTicketFixture *self)
{
  new_ticket_fixture_choose (self, LEAF);
  new_ticket_fixture_type (self, GUICHET_FIELD_TITLE, "Vidéoprojecteur sans image");
  new_ticket_fixture_type (self, GUICHET_FIELD_DESCRIPTION, "Écran noir depuis lundi.");
}

/* Returns: (transfer full): the operations of that kind in the outbox, in their order */
GPtrArray *
new_ticket_fixture_list (NewTicketFixture  *self,
                         GuichetIntentKind  kind)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = guichet_store_list_intents (self->store, FALSE, &error);
  GPtrArray *found = guichet_intents_new ();

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    if (((GuichetIntent *) g_ptr_array_index (all, i))->kind == kind)
      g_ptr_array_add (found, guichet_intent_copy (g_ptr_array_index (all, i)));

  return found;
}
