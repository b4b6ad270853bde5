#include "config.h"

#include "ui/user/new-ticket-missing.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _GuichetNewTicketMissing
{
  GtkWidget parent_instance;

  GtkWidget *sentence;
  GtkWidget *fields;
  GPtrArray *titles;
};

enum
{
  WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketMissing, guichet_new_ticket_missing, GTK_TYPE_WIDGET)

static void
empty_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (box), child);
}

static void
clicked_cb (GuichetNewTicketMissing *self,
            GtkWidget               *button)
{
  g_signal_emit (self, signals[WANTED], 0, g_object_get_data (G_OBJECT (button), "code"));
}

static void
guichet_new_ticket_missing_dispose (GObject *object)
{
  GuichetNewTicketMissing *self = GUICHET_NEW_TICKET_MISSING (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (guichet_new_ticket_missing_parent_class)->dispose (object);
}

static void
guichet_new_ticket_missing_finalize (GObject *object)
{
  g_ptr_array_unref (GUICHET_NEW_TICKET_MISSING (object)->titles);

  G_OBJECT_CLASS (guichet_new_ticket_missing_parent_class)->finalize (object);
}

static void
guichet_new_ticket_missing_class_init (GuichetNewTicketMissingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_new_ticket_missing_dispose;
  G_OBJECT_CLASS (klass)->finalize = guichet_new_ticket_missing_finalize;
  signals[WANTED] = g_signal_new ("wanted", GUICHET_TYPE_NEW_TICKET_MISSING, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
guichet_new_ticket_missing_init (GuichetNewTicketMissing *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0);
  gtk_widget_set_parent (self->sentence, GTK_WIDGET (self));
  self->fields = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->fields), 4);
  gtk_widget_set_parent (self->fields, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "warn");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
guichet_new_ticket_missing_new (void)
{
  return g_object_new (GUICHET_TYPE_NEW_TICKET_MISSING, NULL);
}

void
guichet_new_ticket_missing_clear (GtkWidget *widget)
{
  GuichetNewTicketMissing *self = GUICHET_NEW_TICKET_MISSING (widget);

  empty_box (self->fields);
  g_ptr_array_set_size (self->titles, 0);
  gtk_widget_set_visible (widget, FALSE);
}

void
guichet_new_ticket_missing_append (GtkWidget  *widget,
                                   const char *code,
                                   const char *title)
{
  GuichetNewTicketMissing *self = GUICHET_NEW_TICKET_MISSING (widget);
  GtkWidget *button = gtk_button_new_with_label (title);
  g_autofree char *name = NULL;

  /* Translators: the name of a field */
  name = g_strdup_printf (_("Go to %s"), title);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "slim");
  g_object_set_data_full (G_OBJECT (button), "code", g_strdup (code), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (self->fields), button);
  g_ptr_array_add (self->titles, g_strdup (title));
}

gboolean
guichet_new_ticket_missing_is_empty (GtkWidget *widget)
{
  return GUICHET_NEW_TICKET_MISSING (widget)->titles->len == 0;
}

void
guichet_new_ticket_missing_announce (GtkWidget  *widget,
                                     const char *sentence)
{
  GuichetNewTicketMissing *self = GUICHET_NEW_TICKET_MISSING (widget);
  g_autofree char *counted = NULL;
  g_autofree char *names = NULL;
  g_autofree char *spoken = NULL;

  if (self->titles->len == 0 && sentence == NULL)
    return;

  counted = g_strdup_printf (ngettext ("%u field still needs you:", "%u fields still need you:", self->titles->len),
                             self->titles->len);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence != NULL ? sentence : counted);
  gtk_widget_set_visible (widget, TRUE);

  g_ptr_array_add (self->titles, NULL);
  names = g_strjoinv (", ", (char **) self->titles->pdata);
  g_ptr_array_set_size (self->titles, (int) self->titles->len - 1);
  spoken = g_strconcat (gtk_label_get_text (GTK_LABEL (self->sentence)), " ", names, NULL);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}
