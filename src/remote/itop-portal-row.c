#include "config.h"

#include "remote/itop-portal-row.h"

#include "richtext/richtext.h"
#include "util/text.h"

/* A name for display, which is HTML there. */
static char *
dup_label (yyjson_val *attribute)
{
  g_autofree char *html = guichet_json_dup_text (attribute, "value_html");
  g_autofree char *plain = guichet_html_unescape (html, -1);

  return guichet_text_single_line (plain);
}

static void
read_key (GuichetTicket *ticket,
          GuichetField   field,
          yyjson_val    *attribute)
{
  g_autofree char *label = dup_label (attribute);
  gint64 id;

  if (!guichet_json_get_int64 (attribute, "value_raw", &id) || id < 0)
    id = 0;
  guichet_ticket_set_key (ticket, field, id, id > 0 ? label : "");
}

/* Long texts have no raw value in lists: they are left to the form. */
static void
read_attribute (GuichetTicket *ticket,
                GuichetField   field,
                yyjson_val    *attribute)
{
  g_autofree char *raw = NULL;

  if (guichet_field_is_long (field))
    return;
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY)
    {
      read_key (ticket, field, attribute);
      return;
    }
  raw = guichet_json_dup_text (attribute, "value_raw");
  guichet_ticket_set (ticket, field, raw);
}

/**
 * guichet_portal_row_read:
 * @attributes: the columns of a row; which ones is up to the server
 *
 * Returns: (transfer full): the ticket as far as a list shows it
 */
GuichetTicket *
guichet_portal_row_read (GuichetProfile *profile,
                         gint64          id,
                         yyjson_val     *attributes)
{
  GuichetTicket *ticket = guichet_ticket_new (id);
  yyjson_val *name = yyjson_obj_get (attributes, "friendlyname");

  /* By which a ticket is known: its reference, unless there is a better one. */
  if (name != NULL)
    read_attribute (ticket, GUICHET_FIELD_REF, name);
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      const char *code = guichet_profile_get_code (profile, i);
      yyjson_val *attribute = code != NULL ? yyjson_obj_get (attributes, code) : NULL;

      if (attribute != NULL)
        read_attribute (ticket, i, attribute);
    }

  return ticket;
}
