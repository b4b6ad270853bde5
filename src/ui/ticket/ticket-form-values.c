#include "config.h"

#include "ui/ticket/ticket-form-private.h"

#include "store/reading.h"
#include "ui/common/rich-flow.h"
#include "ui/ticket/reference-search.h"

#include <glib/gi18n.h>

/* ---- the site, with its code */

static void
site_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetReference) site = guichet_store_read_reference_finish (GUICHET_STORE (source), result, &error);
  GuichetTicketForm *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_message ("The site could not be read: %s", error->message);

  g_clear_pointer (&self->site, guichet_reference_unref);
  self->site = g_steal_pointer (&site);
  if (self->site != NULL)
    _guichet_ticket_form_show_all (self);
}

static void
read_site (GuichetTicketForm *self)
{
  gint64 id = guichet_field_edits_get_key (self->edits, GUICHET_FIELD_SITE);

  if (id == self->site_id)
    return;

  self->site_id = id;
  if (id != 0)
    guichet_store_read_reference_async (guichet_context_get_store (self->context), GUICHET_REFERENCE_SITE, id,
                                        self->cancellable, site_cb, self);
}

/* Returns: (transfer full): the name, with the code once it is read */
char *
_guichet_ticket_form_format_site (GuichetTicketForm *self)
{
  read_site (self);
  if (self->site != NULL && self->site->id == guichet_field_edits_get_key (self->edits, GUICHET_FIELD_SITE))
    return guichet_reference_format (self->site);

  return g_strdup (guichet_field_edits_get_label (self->edits, GUICHET_FIELD_SITE));
}

/* ---- values */

static char *
format_value (GuichetTicketForm *self,
              GuichetField       field)
{
  const char *value = guichet_field_edits_get (self->edits, field);

  if (field == GUICHET_FIELD_SITE)
    return _guichet_ticket_form_format_site (self);

  switch (guichet_field_get_kind (field))
    {
    case GUICHET_FIELD_KIND_KEY:
      return g_strdup (guichet_field_edits_get_label (self->edits, field));

    case GUICHET_FIELD_KIND_CODE:
      return g_strdup (guichet_profile_get_value_label (guichet_context_get_profile (self->context), field, value));

    case GUICHET_FIELD_KIND_TEXT:
    case GUICHET_FIELD_KIND_TIME:
    case GUICHET_FIELD_KIND_PLAIN:
    case GUICHET_FIELD_KIND_HTML:
    default:
      return guichet_space_french (value);
    }
}

/* What the seed's form has is always there; the rest only where the server
 * sends it. A wait and a solution are there once somebody wrote them. */
static gboolean
is_shown (GuichetTicketForm *self,
          GuichetField       field)
{
  switch (field)
    {
    case GUICHET_FIELD_PARENT:
      return guichet_field_edits_get_key (self->edits, field) != 0;

    case GUICHET_FIELD_RESOLUTION_CODE:
      return *guichet_ticket_get (self->ticket, field) != '\0'
             && *guichet_ticket_get (self->ticket, GUICHET_FIELD_SOLUTION) != '\0';

    case GUICHET_FIELD_PENDING_REASON:
    case GUICHET_FIELD_SOLUTION:
    case GUICHET_FIELD_PRIORITY:
    case GUICHET_FIELD_REQUEST_TYPE:
    case GUICHET_FIELD_IMPACT:
    case GUICHET_FIELD_URGENCY:
    case GUICHET_FIELD_ORIGIN:
      return *guichet_field_edits_get (self->edits, field) != '\0';

    default:
      return TRUE;
    }
}

static void
show_text (GuichetTicketForm *self,
           GuichetField       field)
{
  const char *value = guichet_field_edits_get (self->edits, field);
  g_autoptr(GuichetRichText) text = NULL;

  if (!g_set_str (&self->texts_html[field], value))
    return;

  text = guichet_field_get_kind (field) == GUICHET_FIELD_KIND_HTML
         ? guichet_rich_text_new_from_html (value, -1) : guichet_rich_text_new_from_plain (value);
  guichet_rich_view_set_text (self->texts[field], text);
}

static void
show_value (GuichetTicketForm *self,
            GuichetField       field)
{
  if (field == GUICHET_FIELD_STATUS)
    guichet_chip_show_status (self->status, guichet_context_get_profile (self->context),
                              guichet_ticket_get (self->ticket, field));
  else if (self->texts[field] != NULL)
    show_text (self, field);
  else
    {
      g_autofree char *value = format_value (self, field);

      guichet_field_row_set_value (GUICHET_FIELD_ROW (self->rows[field]), value);
    }
}

/* ---- what is wrong with a value */

static void
show_problem (GuichetTicketForm *self,
              GuichetField       field)
{
  GuichetFieldRow *row = GUICHET_FIELD_ROW (self->rows[field]);
  gboolean named = self->named_missing & (G_GUINT64_CONSTANT (1) << field);

  if (named && (guichet_field_edits_find_missing (self->edits) & (G_GUINT64_CONSTANT (1) << field)))
    guichet_field_row_set_problem (row, _("This must be filled in."));
  else if (guichet_field_edits_is_outdated (self->edits, field))
    guichet_field_row_set_problem (row, _("Somebody else changed this meanwhile."));
  else
    guichet_field_row_set_problem (row, NULL);
}

static void
show_field (GuichetTicketForm *self,
            GuichetField       field)
{
  GtkWidget *row = self->rows[field];

  gtk_widget_set_visible (row, is_shown (self, field));
  if (self->editor == NULL || self->edited != field)
    show_value (self, field);
  _guichet_ticket_form_update_use (self, field);
  guichet_field_row_set_modified (GUICHET_FIELD_ROW (row), guichet_field_edits_is_staged (self->edits, field));
  show_problem (self, field);
}

/* ---- lines */

/* Two fields share a line while both are short. */
static void
arrange_line (const GuichetFormLine *line,
              gboolean               hidden)
{
  gboolean both_short = TRUE;
  gboolean shown = FALSE;

  for (guint i = 0; i < 2; i++)
    if (line->rows[i] != NULL && gtk_widget_get_visible (line->rows[i]))
      {
        shown = TRUE;
        /* One that is alone has the whole line: nothing to measure. */
        both_short = both_short && (line->rows[1] == NULL
                                    || guichet_field_row_is_short (GUICHET_FIELD_ROW (line->rows[i])));
      }

  gtk_widget_set_visible (line->box, shown && !hidden);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (line->box),
                                  both_short ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (GTK_BOX (line->box), both_short);
  gtk_box_set_spacing (GTK_BOX (line->box), both_short ? 12 : 4);
}

void
_guichet_ticket_form_show_all (GuichetTicketForm *self)
{
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (self->rows[i] != NULL)
      show_field (self, i);

  /* The lines of the catalogue give way to its picker. */
  for (guint i = 0; i < GUICHET_FORM_MAX_LINES; i++)
    if (self->lines[i].box != NULL)
      arrange_line (&self->lines[i], self->catalogue_box != NULL
                    && gtk_widget_get_parent (self->lines[i].box) == self->catalogue_panel);

  _guichet_ticket_form_update_catalogue (self);
  _guichet_ticket_form_show_missing (self);
}
