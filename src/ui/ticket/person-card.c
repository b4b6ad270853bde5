#include "config.h"

#include "ui/ticket/person-card.h"

#include "store/reading.h"
#include "ui/common/toast.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/related-list.h"

#include <glib/gi18n.h>

/* Tickets shown of each kind. */
#define N_TICKETS 4

struct _GuichetPersonCard
{
  GtkWidget parent_instance;

  GuichetContext *context;
  gint64          person_id;
  gint64          site_id;
  gint64          left_out;
  GtkWidget      *avatar;
  GtkWidget      *name;
  GtkWidget      *function;
  GtkWidget      *contacts;
  GtkWidget      *site;
  GtkWidget      *open;
  GtkWidget      *past;
  GtkWidget      *of_site;
  GtkWidget      *box;
  GCancellable   *cancellable;
  guint           idle;
};

G_DEFINE_FINAL_TYPE (GuichetPersonCard, guichet_person_card, GTK_TYPE_WIDGET)

/* ---- ways to reach somebody */

/* The number as a telephone takes it: signs that only help reading are left
 * out, anything else would be no number. */
static char *
make_tel_uri (const char *phone)
{
  GString *uri = g_string_new ("tel:");

  for (const char *at = phone; *at != '\0'; at++)
    if (g_ascii_isdigit (*at) || *at == '*' || *at == '#' || (*at == '+' && uri->len == 4))
      g_string_append_c (uri, *at);

  return g_string_free_and_steal (uri);
}

static char *
make_mail_uri (const char *email)
{
  g_autofree char *escaped = g_uri_escape_string (email, "@", FALSE);

  return g_strconcat ("mailto:", escaped, NULL);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;

  g_message ("No program took the address: %s", error->message);
  guichet_show_toast (widget, adw_toast_new (_("No program on this computer takes this")));
}

static void
launch_clicked_cb (GtkWidget *button,
                   gpointer   user_data)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (g_object_get_data (G_OBJECT (button), "uri"));
  GtkRoot *root = gtk_widget_get_root (button);

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           launched_cb, g_object_ref (button));
}

static void
copy_clicked_cb (GtkWidget *button,
                 gpointer   user_data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), g_object_get_data (G_OBJECT (button), "text"));
  guichet_show_toast (button, adw_toast_new (_("Copied")));
}

static GtkWidget *
make_button (const char *icon,
             const char *tooltip,
             GCallback   callback,
             const char *key,
             const char *value)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data_full (G_OBJECT (button), key, g_strdup (value), g_free);
  g_signal_connect (button, "clicked", callback, NULL);

  return button;
}

static GtkWidget *
make_value (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "selectable", TRUE,
                       "xalign", 0.0,
                       "ellipsize", PANGO_ELLIPSIZE_END,
                       "hexpand", TRUE,
                       NULL);
}

static GtkWidget *
make_contact (const char *icon,
              const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, "meta");
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), make_value (text));

  return line;
}

static void
add_phone (GuichetPersonCard *self,
           const char        *phone)
{
  GtkWidget *line = make_contact ("call-start-symbolic", phone);
  g_autofree char *uri = make_tel_uri (phone);
  g_autofree char *call = g_strdup_printf (_("Call %s"), phone);

  gtk_box_append (GTK_BOX (line), make_button ("edit-copy-symbolic", _("Copy the Number"),
                                               G_CALLBACK (copy_clicked_cb), "text", phone));
  if (!g_str_equal (uri, "tel:"))
    gtk_box_append (GTK_BOX (line), make_button ("call-start-symbolic", call,
                                                 G_CALLBACK (launch_clicked_cb), "uri", uri));
  gtk_box_append (GTK_BOX (self->contacts), line);
}

static void
add_email (GuichetPersonCard *self,
           const char        *email)
{
  GtkWidget *line = make_contact ("mail-send-symbolic", email);
  g_autofree char *uri = make_mail_uri (email);
  g_autofree char *write = g_strdup_printf (_("Write to %s"), email);

  gtk_box_append (GTK_BOX (line), make_button ("edit-copy-symbolic", _("Copy the Address"),
                                               G_CALLBACK (copy_clicked_cb), "text", email));
  gtk_box_append (GTK_BOX (line), make_button ("mail-send-symbolic", write,
                                               G_CALLBACK (launch_clicked_cb), "uri", uri));
  gtk_box_append (GTK_BOX (self->contacts), line);
}

/* ---- reading */

static void
show_text (GtkWidget  *label,
           const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
organisation_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetReference) organisation =
    guichet_store_read_reference_finish (GUICHET_STORE (source), result, &error);
  GuichetPersonCard *self = user_data;

  if (organisation != NULL)
    gtk_box_append (GTK_BOX (self->contacts), make_contact ("guichet-team-symbolic", organisation->name));
}

static void
show_person (GuichetPersonCard      *self,
             const GuichetReference *person)
{
  guichet_person_card_set_name (self, person->name);
  show_text (self->function, person->detail);
  if (person->phone != NULL && *person->phone != '\0')
    add_phone (self, person->phone);
  if (person->email != NULL && *person->email != '\0')
    add_email (self, person->email);
  if (person->organisation != 0)
    guichet_store_read_reference_async (guichet_context_get_store (self->context), GUICHET_REFERENCE_ORGANISATION,
                                        person->organisation, self->cancellable, organisation_cb, self);
}

static void
person_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetReference) person = guichet_store_read_reference_finish (GUICHET_STORE (source), result, &error);

  if (person != NULL)
    show_person (user_data, person);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The person could not be read: %s", error->message);
}

static gboolean
read_cb (gpointer user_data)
{
  GuichetPersonCard *self = user_data;

  self->idle = 0;
  guichet_store_read_reference_async (guichet_context_get_store (self->context), GUICHET_REFERENCE_PERSON,
                                      self->person_id, self->cancellable, person_cb, self);
  guichet_related_list_read (GUICHET_RELATED_LIST (self->open), GUICHET_FIELD_CALLER, self->person_id, self->left_out);
  guichet_related_list_read (GUICHET_RELATED_LIST (self->past), GUICHET_FIELD_CALLER, self->person_id, self->left_out);
  if (self->site_id != 0)
    guichet_related_list_read (GUICHET_RELATED_LIST (self->of_site), GUICHET_FIELD_SITE, self->site_id, self->left_out);

  return G_SOURCE_REMOVE;
}

/* ---- class */

static void
guichet_person_card_dispose (GObject *object)
{
  GuichetPersonCard *self = GUICHET_PERSON_CARD (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_person_card_parent_class)->dispose (object);
}

static void
guichet_person_card_finalize (GObject *object)
{
  g_clear_object (&GUICHET_PERSON_CARD (object)->cancellable);

  G_OBJECT_CLASS (guichet_person_card_parent_class)->finalize (object);
}

static void
guichet_person_card_class_init (GuichetPersonCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_person_card_dispose;
  object_class->finalize = guichet_person_card_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "personcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_words (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  guichet_label_wrap (GTK_LABEL (label));
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);

  return label;
}

static GtkWidget *
make_heading (GuichetPersonCard *self)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->avatar = adw_avatar_new (44, NULL, TRUE);
  self->name = make_words ("title-4");
  self->function = make_words ("meta");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), self->name);
  gtk_box_append (GTK_BOX (words), self->function);
  gtk_box_append (GTK_BOX (heading), self->avatar);
  gtk_box_append (GTK_BOX (heading), words);

  return heading;
}

static void
guichet_person_card_init (GuichetPersonCard *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  self->contacts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->site = make_words ("meta");
  gtk_box_append (GTK_BOX (self->box), make_heading (self));
  gtk_box_append (GTK_BOX (self->box), self->contacts);
  gtk_box_append (GTK_BOX (self->box), self->site);
  gtk_widget_set_size_request (self->box, 300, -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkWidget *
add_list (GuichetPersonCard  *self,
          const char         *title,
          GuichetRelatedPart  part)
{
  GtkWidget *list = guichet_related_list_new (self->context, title, part, N_TICKETS);

  gtk_box_append (GTK_BOX (self->box), list);

  return list;
}

/**
 * guichet_person_card_new:
 *
 * Reads when the program is idle next: what is set before counts.
 */
GtkWidget *
guichet_person_card_new (GuichetContext *context,
                         gint64          person_id)
{
  GuichetPersonCard *self = g_object_new (GUICHET_TYPE_PERSON_CARD, NULL);

  self->context = g_object_ref (context);
  self->person_id = person_id;
  self->open = add_list (self, _("Open Tickets of This Person"), GUICHET_RELATED_ONGOING);
  self->past = add_list (self, _("Past Tickets of This Person"), GUICHET_RELATED_PAST);
  self->of_site = add_list (self, _("Tickets of the Site"), GUICHET_RELATED_ALL);
  self->idle = g_idle_add (read_cb, self);

  return GTK_WIDGET (self);
}

/* Until the cache tells, or when it knows nothing of the person. */
void
guichet_person_card_set_name (GuichetPersonCard *self,
                              const char        *name)
{
  g_return_if_fail (GUICHET_IS_PERSON_CARD (self));

  show_text (self->name, name);
  adw_avatar_set_text (ADW_AVATAR (self->avatar), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The site that the person writes for. */
void
guichet_person_card_set_site (GuichetPersonCard *self,
                              gint64             site_id,
                              const char        *name)
{
  g_return_if_fail (GUICHET_IS_PERSON_CARD (self));

  self->site_id = site_id;
  show_text (self->site, name);
}

/* The ticket that is looked at is no news. */
void
guichet_person_card_leave_out (GuichetPersonCard *self,
                               gint64             ticket_id)
{
  g_return_if_fail (GUICHET_IS_PERSON_CARD (self));

  self->left_out = ticket_id;
}

/* Something to do, below the heading. */
void
guichet_person_card_add (GuichetPersonCard *self,
                         GtkWidget         *widget)
{
  g_return_if_fail (GUICHET_IS_PERSON_CARD (self));

  gtk_box_insert_child_after (GTK_BOX (self->box), widget, self->site);
}
