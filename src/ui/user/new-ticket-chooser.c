#include "config.h"

#include "ui/user/new-ticket-chooser.h"

#include "ui/ticket/reference-search.h"
#include "ui/user/new-ticket-choice-search.h"
#include "ui/user/new-ticket-input.h"

#include <glib/gi18n.h>

#define SEARCH_WIDTH 320

typedef struct
{
  GuichetContext        *context;
  GuichetNewTicketDraft *draft;
  GuichetCreateForm     *form;          /* has @of */
  const GuichetFormField *of;
  GuichetField           field;
  GtkWidget             *name;
  GtkWidget             *popover;
  char                  *label;         /* (nullable): of a value that has no logical name */
} Chooser;

static void
free_chooser (gpointer data)
{
  Chooser *chooser = data;

  g_object_unref (chooser->context);
  g_object_unref (chooser->draft);
  guichet_create_form_unref (chooser->form);
  g_free (chooser->label);
  g_free (chooser);
}

static Chooser *
get_chooser (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "chooser");
}

static gboolean
is_person (GuichetField field)
{
  return field == GUICHET_FIELD_BENEFICIARY || field == GUICHET_FIELD_CALLER;
}

static void
show_name (GtkWidget *button)
{
  Chooser *chooser = get_chooser (button);
  const char *value = guichet_new_ticket_draft_get_of (chooser->draft, chooser->of);
  gint64 id = g_ascii_strtoll (value, NULL, 10);
  GuichetIdentity *identity = guichet_context_get_identity (chooser->context);
  const char *label = chooser->field < GUICHET_N_FIELDS ? guichet_new_ticket_draft_get_label (chooser->draft, chooser->field)
                                                        : chooser->label;
  g_autofree char *text = NULL;

  if (label == NULL || *label == '\0')
    label = value;
  if (*value == '\0' || g_str_equal (value, "0"))
    text = g_strdup (_("Choose…"));
  else if (is_person (chooser->field) && id == identity->person_id)
    /* Translators: the name of a person, who is the one who reads this. A form of the server may know no name. */
    text = g_strdup_printf (_("%s (me)"), identity->name);
  else
    text = g_strdup (label);

  gtk_label_set_text (GTK_LABEL (chooser->name), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_widget_set_tooltip_text (button, text);
}

static void
choose (GtkWidget  *button,
        const char *value,
        const char *label)
{
  Chooser *chooser = get_chooser (button);

  g_set_str (&chooser->label, label);
  if (chooser->field < GUICHET_N_FIELDS)
    guichet_new_ticket_draft_set (chooser->draft, chooser->field, value, label);
  else
    guichet_new_ticket_draft_set_extra (chooser->draft, chooser->of->code, value);
  show_name (button);
  gtk_popover_popdown (GTK_POPOVER (chooser->popover));
  gtk_widget_grab_focus (button);
}

static void
choose_id (GtkWidget  *button,
           gint64      id,
           const char *label)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  choose (button, value, label);
}

static void
picked_cb (GtkWidget              *button,
           const GuichetReference *picked)
{
  Chooser *chooser = get_chooser (button);
  g_autofree char *label = guichet_reference_format (picked);

  /* A ticket belongs to the organisation of who asks. */
  if (chooser->field == GUICHET_FIELD_CALLER && picked->organisation != 0)
    guichet_new_ticket_draft_set_id (chooser->draft, GUICHET_FIELD_ORGANISATION, picked->organisation, NULL);
  choose_id (button, picked->id, label);
}

static void
me_clicked_cb (GtkWidget *button)
{
  GuichetIdentity *identity = guichet_context_get_identity (get_chooser (button)->context);

  choose_id (button, identity->person_id, identity->name);
}

static void
nobody_clicked_cb (GtkWidget *button)
{
  choose (button, "", NULL);
}

static void
append_shortcut (GtkWidget  *box,
                 GtkWidget  *button,
                 const char *label,
                 GCallback   callback)
{
  GtkWidget *shortcut = gtk_button_new_with_label (label);

  gtk_widget_set_halign (shortcut, GTK_ALIGN_START);
  g_signal_connect_object (shortcut, "clicked", callback, button, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), shortcut);
}

static GtkWidget *
make_search (GtkWidget *button)
{
  Chooser *chooser = get_chooser (button);
  gboolean person = is_person (chooser->field);
  GtkWidget *search;

  if (chooser->form->from_server)
    {
      search = guichet_choice_search_new (chooser->context, chooser->of->code,
                                          guichet_form_field_get_title (chooser->of));
      g_signal_connect_object (search, "picked", G_CALLBACK (choose), button, G_CONNECT_SWAPPED);
      return search;
    }

  search = guichet_reference_search_new (guichet_context_get_store (chooser->context),
                                         person ? GUICHET_REFERENCE_PERSON : GUICHET_REFERENCE_SITE,
                                         person ? _("Search for a person") : _("Search for a site"));
  g_signal_connect_object (search, "picked", G_CALLBACK (picked_cb), button, G_CONNECT_SWAPPED);

  return search;
}

/* Made when it is first opened. */
static void
fill_popover_cb (GtkWidget *button)
{
  Chooser *chooser = get_chooser (button);
  GtkWidget *box;
  GtkWidget *search;

  if (gtk_popover_get_child (GTK_POPOVER (chooser->popover)) != NULL)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  search = make_search (button);
  gtk_widget_set_size_request (search, SEARCH_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), search);
  if (is_person (chooser->field) && guichet_context_get_identity (chooser->context)->person_id != 0)
    append_shortcut (box, button, _("For Me"), G_CALLBACK (me_clicked_cb));
  else
    append_shortcut (box, button, _("Empty the Field"), G_CALLBACK (nobody_clicked_cb));
  gtk_popover_set_child (GTK_POPOVER (chooser->popover), box);
  gtk_widget_grab_focus (search);
}

static GtkWidget *
make_content (Chooser *chooser)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  chooser->name = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (chooser->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (chooser->name), 0);
  gtk_widget_set_hexpand (chooser->name, TRUE);
  gtk_box_append (GTK_BOX (box), chooser->name);
  gtk_box_append (GTK_BOX (box), arrow);

  return box;
}

GtkWidget *
guichet_new_ticket_chooser_new (GuichetContext         *context,
                                GuichetNewTicketDraft  *draft,
                                GuichetCreateForm      *form,
                                const GuichetFormField *field)
{
  GtkWidget *button = gtk_menu_button_new ();
  Chooser *chooser = g_new0 (Chooser, 1);

  chooser->context = g_object_ref (context);
  chooser->draft = g_object_ref (draft);
  chooser->form = guichet_create_form_ref (form);
  chooser->of = field;
  chooser->field = field->field;
  chooser->label = g_strdup (field->value_label);
  chooser->popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (button), "chooser", chooser, free_chooser);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), make_content (chooser));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), chooser->popover);
  g_signal_connect_object (chooser->popover, "show", G_CALLBACK (fill_popover_cb), button, G_CONNECT_SWAPPED);
  show_name (button);

  return button;
}

/* @widget: any: nothing happens to one that is no chooser */
void
guichet_new_ticket_chooser_refresh (GtkWidget *widget)
{
  if (g_object_get_data (G_OBJECT (widget), "chooser") != NULL)
    show_name (widget);
}
