#include "config.h"

#include "ui/user/request-page-private.h"

#include "ui/common/field-title.h"
#include "ui/common/rich-flow.h"
#include "ui/common/rich-view.h"
#include "ui/common/when.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* What of the form a requester's own pages show, beside what has a place of its
 * own. Nothing that the support keeps for itself is here. */
static const GuichetField public_fields[] = {
  GUICHET_FIELD_BENEFICIARY,
  GUICHET_FIELD_SITE,
  GUICHET_FIELD_CALLBACK_PHONE,
  GUICHET_FIELD_AVAILABILITY,
  GUICHET_FIELD_SERVICE_FAMILY,
  GUICHET_FIELD_SERVICE,
  GUICHET_FIELD_SUBCATEGORY,
};

static const char *
get_text (GuichetRequestPage *self,
          GuichetField        field)
{
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY)
    return guichet_ticket_get_label (self->ticket, field);

  return guichet_ticket_get (self->ticket, field);
}

static void
add_field (GuichetRequestPage *self,
           GuichetField        field)
{
  const char *text = get_text (self, field);
  GtkWidget *row;
  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *value;

  if (guichet_text_is_empty (text) || !guichet_profile_has_field (guichet_context_get_profile (self->context), field))
    return;

  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  title = gtk_label_new (guichet_field_get_title (field));
  value = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (title, "field-title");
  gtk_widget_add_css_class (box, "kv");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, value, NULL, -1);
  gtk_list_box_append (self->fields, row);
}

static void
show_fields (GuichetRequestPage *self)
{
  gtk_list_box_remove_all (self->fields);
  for (guint i = 0; i < G_N_ELEMENTS (public_fields); i++)
    add_field (self, public_fields[i]);
}

static void
show_followed (GuichetRequestPage *self)
{
  const char *agent = guichet_ticket_get_label (self->ticket, GUICHET_FIELD_AGENT);
  const char *team = guichet_ticket_get_label (self->ticket, GUICHET_FIELD_TEAM);
  gboolean has_agent = !guichet_text_is_empty (agent);
  gboolean has_team = !guichet_text_is_empty (team);

  gtk_label_set_label (self->agent, has_agent ? agent : has_team ? team : "");
  gtk_label_set_label (self->team, has_agent && has_team ? team : has_team ? _("The team, nobody in particular yet") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->team), has_team);
  adw_avatar_set_text (self->agent_avatar, has_agent ? agent : NULL);
  adw_avatar_set_show_initials (self->agent_avatar, has_agent);
  gtk_widget_set_visible (self->followed, has_agent || has_team);
  gtk_widget_set_visible (self->followed_title, has_agent || has_team);
}

static void
show_details (GuichetRequestPage *self)
{
  const char *html = guichet_ticket_get (self->ticket, GUICHET_FIELD_DESCRIPTION);
  gboolean any = !guichet_text_is_empty (html);

  gtk_widget_set_visible (self->details, any);
  gtk_widget_set_visible (self->details_title, any);
  guichet_rich_view_set_html (GUICHET_RICH_VIEW (self->details), any ? html : "");
}

/* "R-004871 · opened 23 Nov 08:41 · Messaging › Mailbox" */
static char *
describe_facts (GuichetRequestPage *self)
{
  g_autofree char *start = guichet_when_format_short (guichet_ticket_get (self->ticket, GUICHET_FIELD_START_DATE),
                                                      guichet_context_get_zone (self->context));
  const char *service = guichet_ticket_get_label (self->ticket, GUICHET_FIELD_SERVICE);
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;

  g_strv_builder_add (parts, guichet_ticket_get (self->ticket, GUICHET_FIELD_REF));
  if (*start != '\0')
    /* Translators: %s is a date and a time */
    g_strv_builder_take (parts, g_strdup_printf (_("asked on %s"), start));
  if (!guichet_text_is_empty (service))
    g_strv_builder_add (parts, service);
  all = g_strv_builder_end (parts);

  return g_strjoinv (" · ", all);
}

/* The heading, the facts beside the messages, who follows it. */
void
_guichet_request_page_show_facts (GuichetRequestPage *self)
{
  g_autofree char *title = guichet_space_french (guichet_ticket_get (self->ticket, GUICHET_FIELD_TITLE));
  g_autofree char *facts = describe_facts (self);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), guichet_ticket_get (self->ticket, GUICHET_FIELD_REF));
  if (g_strcmp0 (gtk_label_get_text (self->subject), title) != 0)
    gtk_label_set_text (self->subject, title);
  gtk_label_set_text (self->facts, facts);
  guichet_chip_show_status (self->status, guichet_context_get_profile (self->context),
                            guichet_ticket_get (self->ticket, GUICHET_FIELD_STATUS));
  show_fields (self);
  show_followed (self);
  show_details (self);
}
