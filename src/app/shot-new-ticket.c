#include "config.h"

#include "app/shot-new-ticket.h"

#include "model/creation.h"
#include "store/drafts.h"
#include "store/reading.h"
#include "ui/user/new-ticket-form.h"
#include "ui/user/new-ticket-page.h"
#include "ui/user/new-ticket-picture.h"

static const char * const pages[] = {
  "new-ticket", "new-ticket-end", "new-ticket-missing", "new-ticket-drafts", "new-ticket-sent", "new-ticket-blur", NULL
};

gboolean
guichet_shot_is_new_ticket_page (const char *page)
{
  return g_strv_contains (pages, page);
}

/* The picture may wait for the store. */
static void
keep_draft (GuichetContext *context,
            const char     *subject,
            gint64          age)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autofree char *key = guichet_creation_dup_key (intent);
  g_autofree char *text = NULL;
  g_autoptr(GuichetDraft) draft = NULL;
  g_autoptr(GError) error = NULL;

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, subject, NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL,
                            "<p>Trois bureaux et leurs caissons, un étage à monter, ascenseur disponible.</p>", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_AVAILABILITY, NULL,
                            "lundi et jeudi 13 h-17 h, vendredi 8 h-11 h", NULL);
  text = guichet_creation_to_text (intent);
  draft = guichet_draft_new (key, text);
  g_set_str (&draft->uuid, intent->uuid);
  draft->saved -= age;
  if (!guichet_store_save_draft (guichet_context_get_store (context), draft, &error))
    g_warning ("The draft for a picture could not be saved: %s", error->message);
}

static GtkWidget *
find (GtkWidget *root,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gint64
find_leaf (GuichetContext *context,
           const char     *word)
{
  g_autoptr(GPtrArray) leaves = guichet_store_list_references (guichet_context_get_store (context),
                                                               GUICHET_REFERENCE_SUBCATEGORY, 0, NULL);
  gint64 first = 0;

  for (guint i = 0; leaves != NULL && i < leaves->len; i++)
    {
      const GuichetReference *leaf = g_ptr_array_index (leaves, i);

      if (strstr (leaf->name, word) != NULL)
        return leaf->id;
      if (first == 0 && leaf->active)
        first = leaf->id;
    }

  return first;
}

void
guichet_shot_open_new_ticket (GuichetWindow  *window,
                              GuichetContext *context,
                              const char     *page)
{
  guichet_window_show_portal (window, "user");
  if (g_str_equal (page, "new-ticket-missing"))
    {
      guichet_user_portal_begin_ticket (guichet_window_get_user_portal (window), 0, "Vidéoprojecteur");
      return;
    }

  keep_draft (context, "Vidéoprojecteur sans image en salle B204", 26 * G_TIME_SPAN_HOUR / 1000);
  keep_draft (context, "Commander des cartouches", 50 * G_TIME_SPAN_HOUR / 1000);
  keep_draft (context, "Déplacer trois bureaux de la salle 12 vers le CDI", 0);
  guichet_user_portal_show_section (guichet_window_get_user_portal (window), GUICHET_SECTION_NEW);
}

static void
scroll_down (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

/* A picture of anything, with a part that nobody shall read. */
static void
hide_a_part (GtkWidget *page)
{
  const GdkRectangle area = { 150, 90, 300, 60 };
  const int width = 640;
  const int height = 400;
  g_autofree guchar *pixels = g_malloc ((gsize) width * height * 3);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  AdwDialog *dialog;

  for (int i = 0; i < width * height; i++)
    memset (pixels + i * 3, (i / width / 20 + i % width / 40) % 2 == 0 ? 235 : 90, 3);
  bytes = g_bytes_new (pixels, (gsize) width * height * 3);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8, bytes, (gsize) width * 3);
  dialog = guichet_new_ticket_picture_new (texture);
  adw_dialog_present (dialog, page);
  guichet_new_ticket_picture_hide (GUICHET_NEW_TICKET_PICTURE (dialog), &area);
}

void
guichet_shot_pose_new_ticket (GuichetWindow  *window,
                              GuichetContext *context,
                              const char     *page)
{
  GtkWidget *new_ticket = find (GTK_WIDGET (window), GUICHET_TYPE_NEW_TICKET_PAGE);
  GtkWidget *form = new_ticket != NULL ? find (new_ticket, GUICHET_TYPE_NEW_TICKET_FORM) : NULL;

  if (form == NULL)
    return;

  if (!g_str_equal (page, "new-ticket-missing"))
    guichet_new_ticket_form_choose_leaf (GUICHET_NEW_TICKET_FORM (form), find_leaf (context, "meubles"));
  if (g_str_equal (page, "new-ticket-end"))
    scroll_down (form);
  else if (g_str_equal (page, "new-ticket-blur"))
    hide_a_part (new_ticket);
  else if (g_str_equal (page, "new-ticket-drafts"))
    gtk_widget_activate_action (new_ticket, "new-ticket.drafts", NULL);
  else if (g_str_equal (page, "new-ticket-sent") || g_str_equal (page, "new-ticket-missing"))
    gtk_widget_activate_action (new_ticket, "new-ticket.send", NULL);
}
