#include "config.h"

#include "ui/ticket/ticket-form.h"

#include "store/reading.h"
#include "ui/common/chip.h"
#include "ui/common/rich-flow.h"
#include "ui/common/rich-view.h"
#include "ui/ticket/field-row.h"

#include <glib/gi18n.h>

#define MAX_LINES 16

/* The form of SPEC §6, line by line. */
static const struct
{
  const char   *group;          /* begins one */
  GuichetField  fields[2];
  guint         n_fields;
} lines[] = {
  { N_("General Information"), { GUICHET_FIELD_CALLER, GUICHET_FIELD_BENEFICIARY }, 2 },
  { NULL, { GUICHET_FIELD_SITE }, 1 },
  { NULL, { GUICHET_FIELD_CALLBACK_PHONE, GUICHET_FIELD_AVAILABILITY }, 2 },
  { NULL, { GUICHET_FIELD_STATUS, GUICHET_FIELD_TEAM }, 2 },
  { NULL, { GUICHET_FIELD_AGENT }, 1 },
  { N_("Catalogue"), { GUICHET_FIELD_DOMAIN }, 1 },
  { NULL, { GUICHET_FIELD_FAMILY_GROUP, GUICHET_FIELD_SERVICE_FAMILY }, 2 },
  { NULL, { GUICHET_FIELD_SERVICE, GUICHET_FIELD_SUBCATEGORY }, 2 },
  { N_("Ticket Description"), { GUICHET_FIELD_TITLE }, 1 },
  { NULL, { GUICHET_FIELD_DESCRIPTION }, 1 },
  { NULL, { GUICHET_FIELD_PENDING_REASON }, 1 },
  { NULL, { GUICHET_FIELD_SOLUTION }, 1 },
};

static const struct
{
  GuichetField  field;
  const char   *title;
} titles[] = {
  { GUICHET_FIELD_CALLER, N_("Requester") },
  { GUICHET_FIELD_BENEFICIARY, N_("Beneficiary") },
  { GUICHET_FIELD_SITE, N_("Site concerned") },
  { GUICHET_FIELD_CALLBACK_PHONE, N_("Callback Phone") },
  { GUICHET_FIELD_AVAILABILITY, N_("State Your Availability") },
  { GUICHET_FIELD_STATUS, N_("Status") },
  { GUICHET_FIELD_TEAM, N_("Team") },
  { GUICHET_FIELD_AGENT, N_("Agent") },
  { GUICHET_FIELD_DOMAIN, N_("Domain") },
  { GUICHET_FIELD_FAMILY_GROUP, N_("Family Group") },
  { GUICHET_FIELD_SERVICE_FAMILY, N_("Service Family") },
  { GUICHET_FIELD_SERVICE, N_("Service") },
  { GUICHET_FIELD_SUBCATEGORY, N_("Service Subcategory") },
  { GUICHET_FIELD_TITLE, N_("Request Subject") },
  { GUICHET_FIELD_DESCRIPTION, N_("Request Details") },
  { GUICHET_FIELD_PENDING_REASON, N_("Reason for the Wait") },
  { GUICHET_FIELD_SOLUTION, N_("Solution") },
};

typedef struct
{
  GtkWidget *box;
  GtkWidget *rows[2];
} Line;

struct _GuichetTicketForm
{
  GtkWidget parent_instance;

  GuichetContext  *context;
  GuichetTicket   *ticket;
  Line             lines[MAX_LINES];
  GtkWidget       *rows[GUICHET_N_FIELDS];
  GuichetRichView *texts[GUICHET_N_FIELDS];
  char            *texts_html[GUICHET_N_FIELDS];
  GuichetChip     *status;
  GPtrArray       *sites;
  GCancellable    *cancellable;
};

G_STATIC_ASSERT (G_N_ELEMENTS (lines) <= MAX_LINES);

G_DEFINE_FINAL_TYPE (GuichetTicketForm, guichet_ticket_form, GTK_TYPE_WIDGET)

/* ---- building */

static const char *
get_title (GuichetField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (titles[i].field == field)
      return _(titles[i].title);

  return guichet_field_get_name (field);
}

static gboolean
is_rich (GuichetField field)
{
  return guichet_field_is_long (field);
}

static GtkWidget *
make_row (GuichetTicketForm *self,
          GuichetField       field)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  GtkWidget *row = guichet_field_row_new (get_title (field), guichet_profile_is_mandatory (profile, field));

  if (field == GUICHET_FIELD_STATUS)
    {
      self->status = GUICHET_CHIP (guichet_chip_new ());
      gtk_widget_set_margin_top (GTK_WIDGET (self->status), 2);
      guichet_field_row_set_child (GUICHET_FIELD_ROW (row), GTK_WIDGET (self->status));
    }
  else if (is_rich (field))
    {
      self->texts[field] = GUICHET_RICH_VIEW (guichet_rich_view_new ());
      guichet_field_row_set_child (GUICHET_FIELD_ROW (row), GTK_WIDGET (self->texts[field]));
    }
  self->rows[field] = row;

  return row;
}

static void
make_line (GuichetTicketForm *self,
           guint              index,
           GtkWidget         *panel)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "kv");

  for (guint i = 0; i < lines[index].n_fields; i++)
    if (guichet_profile_has_field (profile, lines[index].fields[i]))
      {
        self->lines[index].rows[i] = make_row (self, lines[index].fields[i]);
        gtk_box_append (GTK_BOX (box), self->lines[index].rows[i]);
      }

  if (gtk_widget_get_first_child (box) == NULL)
    {
      g_object_ref_sink (box);
      g_object_unref (box);
      return;
    }

  self->lines[index].box = box;
  gtk_box_append (GTK_BOX (panel), box);
}

static GtkWidget *
make_group (GuichetTicketForm *self,
            const char        *title)
{
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "formgroup");
  gtk_widget_add_css_class (panel, "panel");
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  gtk_widget_set_parent (panel, GTK_WIDGET (self));

  return panel;
}

static void
build (GuichetTicketForm *self)
{
  GtkWidget *panel = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (lines[i].group != NULL)
        panel = make_group (self, _(lines[i].group));
      make_line (self, i, panel);
    }
}

/* ---- values */

static const GuichetReference *
find_site (GuichetTicketForm *self,
           gint64             id)
{
  for (guint i = 0; self->sites != NULL && i < self->sites->len; i++)
    {
      const GuichetReference *site = g_ptr_array_index (self->sites, i);

      if (site->id == id)
        return site;
    }

  return NULL;
}

/* "0349901X · Collège des Garrigues", once the code is known. */
static char *
format_site (GuichetTicketForm *self)
{
  const char *name = guichet_ticket_get_label (self->ticket, GUICHET_FIELD_SITE);
  const GuichetReference *site = find_site (self, guichet_ticket_get_key (self->ticket, GUICHET_FIELD_SITE));

  if (site == NULL || site->code == NULL || *site->code == '\0' || strstr (name, site->code) != NULL)
    return g_strdup (name);

  return g_strdup_printf ("%s · %s", site->code, name);
}

static char *
format_value (GuichetTicketForm *self,
              GuichetField       field)
{
  if (field == GUICHET_FIELD_SITE)
    return format_site (self);
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY)
    return g_strdup (guichet_ticket_get_label (self->ticket, field));

  return guichet_space_french (guichet_ticket_get (self->ticket, field));
}

static void
show_text (GuichetTicketForm *self,
           GuichetField       field)
{
  const char *value = guichet_ticket_get (self->ticket, field);
  g_autoptr(GuichetRichText) text = NULL;

  /* A wait and a solution are there only once somebody wrote them. */
  gtk_widget_set_visible (gtk_widget_get_parent (self->rows[field]),
                          field == GUICHET_FIELD_DESCRIPTION || *value != '\0');
  if (!g_set_str (&self->texts_html[field], value))
    return;

  text = guichet_field_get_kind (field) == GUICHET_FIELD_KIND_HTML
         ? guichet_rich_text_new_from_html (value, -1) : guichet_rich_text_new_from_plain (value);
  guichet_rich_view_set_text (self->texts[field], text);
}

static void
show_field (GuichetTicketForm *self,
            GuichetField       field)
{
  g_autofree char *value = NULL;

  if (self->rows[field] == NULL)
    return;

  if (field == GUICHET_FIELD_STATUS)
    guichet_chip_show_status (self->status, guichet_context_get_profile (self->context),
                              guichet_ticket_get (self->ticket, field));
  else if (is_rich (field))
    show_text (self, field);
  else
    {
      value = format_value (self, field);
      guichet_field_row_set_value (GUICHET_FIELD_ROW (self->rows[field]), value);
    }
}

/* Two fields share a line while both are short. */
static void
arrange_line (const Line *line)
{
  gboolean both_short = TRUE;

  if (line->box == NULL)
    return;

  for (guint i = 0; i < 2; i++)
    if (line->rows[i] != NULL && !guichet_field_row_is_short (GUICHET_FIELD_ROW (line->rows[i])))
      both_short = FALSE;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (line->box),
                                  both_short ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (GTK_BOX (line->box), both_short);
  gtk_box_set_spacing (GTK_BOX (line->box), both_short ? 12 : 4);
}

static void
show_all (GuichetTicketForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      for (guint n = 0; n < lines[i].n_fields; n++)
        show_field (self, lines[i].fields[n]);
      arrange_line (&self->lines[i]);
    }
}

static void
sites_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sites = guichet_store_list_references_finish (GUICHET_STORE (source), result, &error);
  GuichetTicketForm *self = user_data;

  if (sites == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The sites could not be read: %s", error->message);
      return;
    }

  g_clear_pointer (&self->sites, g_ptr_array_unref);
  self->sites = g_steal_pointer (&sites);
  if (self->ticket != NULL)
    show_all (self);
}

/* ---- class */

static void
guichet_ticket_form_dispose (GObject *object)
{
  GuichetTicketForm *self = GUICHET_TICKET_FORM (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_ticket_form_parent_class)->dispose (object);
}

static void
guichet_ticket_form_finalize (GObject *object)
{
  GuichetTicketForm *self = GUICHET_TICKET_FORM (object);

  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    g_free (self->texts_html[i]);

  G_OBJECT_CLASS (guichet_ticket_form_parent_class)->finalize (object);
}

static void
guichet_ticket_form_class_init (GuichetTicketFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_ticket_form_dispose;
  object_class->finalize = guichet_ticket_form_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "ticketform");
}

static void
guichet_ticket_form_init (GuichetTicketForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/**
 * guichet_ticket_form_open:
 *
 * To be called once: builds the rows of the fields that the server has.
 */
void
guichet_ticket_form_open (GuichetTicketForm *self,
                          GuichetContext    *context)
{
  g_return_if_fail (GUICHET_IS_TICKET_FORM (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  build (self);

  if (self->rows[GUICHET_FIELD_SITE] != NULL)
    guichet_store_list_references_async (guichet_context_get_store (context), GUICHET_REFERENCE_SITE, 0,
                                         self->cancellable, sites_cb, self);
}

void
guichet_ticket_form_set_ticket (GuichetTicketForm *self,
                                GuichetTicket     *ticket)
{
  g_return_if_fail (GUICHET_IS_TICKET_FORM (self));
  g_return_if_fail (self->context != NULL && ticket != NULL);

  guichet_ticket_ref (ticket);
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  self->ticket = ticket;
  show_all (self);
}
