#include "config.h"

#include "remote/itop-portal-private.h"

#include "remote/html-scanner.h"
#include "remote/itop-portal-field.h"
#include "remote/itop-portal-thread.h"
#include "util/error.h"

#define ATTACHMENTS_CODE "attachments_plugin"
#define CODES_MAX 200

/* ---- the form call */

static void
add_requested (GuichetPortalPost *post,
               const char        *code,
               guint              index)
{
  g_autofree char *name = g_strdup_printf ("requested_fields[%u]", index);

  guichet_portal_post_add (post, name, code);
}

/**
 * _guichet_itop_portal_update:
 * @route: a form's address
 * @mode: of the form
 * @codes: (nullable): fields of that very form
 *
 * Has the server show its own form of ticket @id: JSON, writes nothing.
 *
 * Returns: (transfer full) (nullable): the answer, whose member "form" is an
 *   object
 */
yyjson_doc *
_guichet_itop_portal_update (GuichetItopPortal  *self,
                             const char         *route,
                             const char         *mode,
                             gint64              id,
                             GPtrArray          *codes,
                             GCancellable       *cancellable,
                             GError            **error)
{
  g_autofree char *data = guichet_portal_build_form_data (self->layout->class_name, id, mode);
  g_autoptr(GuichetPortalPost) post = guichet_portal_post_new ();
  GuichetPortalCall call = { .route = route, .post = post };
  g_auto(GuichetPortalAnswer) answer = { NULL };

  guichet_portal_post_add (post, "operation", "update");
  guichet_portal_post_add_form (post, data);
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    add_requested (post, g_ptr_array_index (codes, i), i);
  if (!_guichet_itop_portal_call (self, &call, &answer, cancellable, error))
    return NULL;
  if (yyjson_is_obj (yyjson_obj_get (yyjson_doc_get_root (answer.doc), "form")))
    return g_steal_pointer (&answer.doc);

  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER, "The answer holds no form");

  return NULL;
}

/* ---- what the server's own form shows */

static void
add_code (GPtrArray  *codes,
          const char *code)
{
  if (codes->len < CODES_MAX && guichet_portal_layout_is_word (code) &&
      !g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
    g_ptr_array_add (codes, g_strdup (code));
}

/* The layout of a form is HTML with a place for each field. */
static void
add_layout_codes (GPtrArray  *codes,
                  const char *html)
{
  GuichetHtmlScanner scanner;

  guichet_html_scanner_init (&scanner, html != NULL ? html : "", -1);
  while (guichet_html_scanner_next (&scanner))
    {
      g_autofree char *code = guichet_html_scanner_dup_attribute (&scanner, "data-field-id");

      if (code != NULL)
        add_code (codes, code);
    }
}

/* Where the layout does not show: the page has all the fields themselves. */
static gboolean
add_page_codes (GuichetItopPortal  *self,
                GPtrArray          *codes,
                const char         *route,
                GCancellable       *cancellable,
                GError            **error)
{
  g_auto(GuichetPortalAnswer) answer = { NULL };
  g_autoptr(GuichetPortalPage) page = NULL;
  yyjson_obj_iter iter;
  yyjson_val *name;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_FRAGMENT, route, NULL, &answer, cancellable, error))
    return FALSE;
  page = guichet_portal_page_read (answer.body->str, answer.body->len, NULL);
  if (page == NULL)
    {
      g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER, "The page of a ticket holds no form");
      return FALSE;
    }
  iter = yyjson_obj_iter_with (page->fields);
  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    add_code (codes, yyjson_get_str (name));

  return TRUE;
}

/* The internal journal is nobody's here, whatever a form says. */
void
_guichet_itop_portal_drop_private (GuichetItopPortal *self,
                                   GPtrArray         *codes)
{
  const char *code = self->profile != NULL
                       ? guichet_profile_get_journal_code (self->profile, GUICHET_JOURNAL_PRIVATE) : NULL;

  for (guint i = codes->len; i > 0; i--)
    if (g_strcmp0 (g_ptr_array_index (codes, i - 1), code) == 0 ||
        g_str_equal (g_ptr_array_index (codes, i - 1), "private_log"))
      g_ptr_array_remove_index (codes, i - 1);
}

static char *
build_view_route (GuichetItopPortal *self,
                  gint64             id)
{
  return g_strdup_printf ("/object/view/%s/%" G_GINT64_FORMAT, self->layout->class_name, id);
}

/**
 * _guichet_itop_portal_learn_view:
 * @id: of any ticket of ours
 *
 * Learns which fields the server's own form of a ticket has.
 */
gboolean
_guichet_itop_portal_learn_view (GuichetItopPortal  *self,
                                 gint64              id,
                                 GCancellable       *cancellable,
                                 GError            **error)
{
  g_autofree char *route = build_view_route (self, id);
  g_autoptr(yyjson_doc) doc = _guichet_itop_portal_update (self, route, "view", id, NULL, cancellable, error);
  yyjson_val *layout;

  if (doc == NULL)
    return FALSE;

  layout = yyjson_doc_ptr_get (doc, "/form/formmanager_data/formproperties/layout/content");
  add_layout_codes (self->layout->view_codes, yyjson_get_str (layout));
  if (self->layout->view_codes->len == 0 &&
      !add_page_codes (self, self->layout->view_codes, route, cancellable, error))
    return FALSE;
  add_code (self->layout->view_codes, ATTACHMENTS_CODE);
  _guichet_itop_portal_drop_private (self, self->layout->view_codes);

  return TRUE;
}

/* ---- a ticket */

/* What the form has and does not show is empty, or not for this person. */
static void
empty_hidden (GuichetItopPortal *self,
              yyjson_val        *fields,
              GuichetTicket     *ticket)
{
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      const char *code = guichet_profile_get_code (self->profile, i);

      if (!guichet_portal_layout_has_code (self->layout, code) || yyjson_obj_get (fields, code) != NULL)
        continue;
      if (guichet_field_get_kind (i) == GUICHET_FIELD_KIND_KEY)
        guichet_ticket_set_key (ticket, i, 0, "");
      else
        guichet_ticket_set (ticket, i, "");
    }
}

static GuichetTicket *
read_ticket (GuichetItopPortal *self,
             gint64             id,
             yyjson_val        *form)
{
  const char *log = guichet_profile_get_journal_code (self->profile, GUICHET_JOURNAL_PUBLIC);
  yyjson_val *fields = yyjson_obj_get (form, "updated_fields");
  g_autofree char *ref = guichet_json_dup_label (form, "object_name");
  g_autofree char *state = guichet_json_dup_text (form, "object_state");
  GuichetTicket *ticket = guichet_ticket_new (id);

  empty_hidden (self, fields, ticket);
  if (*state != '\0')
    guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, state);
  guichet_portal_fields_fill_ticket (fields, self->profile, ticket);
  if (*guichet_ticket_get (ticket, GUICHET_FIELD_REF) == '\0' && *ref != '\0')
    guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  /* A form without the journal is of a ticket whose journal is empty, as far
   * as this person is concerned. */
  if (!guichet_ticket_has_texts (ticket) && (log == NULL || yyjson_obj_get (fields, log) == NULL))
    guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, guichet_journal_entries_new ());

  return ticket;
}

/* Of what the form has, what there is a use for. */
static GPtrArray *
list_wanted_codes (GuichetItopPortal *self)
{
  const char *log = guichet_profile_get_journal_code (self->profile, GUICHET_JOURNAL_PUBLIC);
  GPtrArray *wanted = g_ptr_array_new ();
  GuichetField field;

  for (guint i = 0; i < self->layout->view_codes->len; i++)
    {
      char *code = g_ptr_array_index (self->layout->view_codes, i);

      if (guichet_profile_find_field (self->profile, code, &field) || g_strcmp0 (code, log) == 0 ||
          g_str_equal (code, ATTACHMENTS_CODE))
        g_ptr_array_add (wanted, code);
    }

  return wanted;
}

/**
 * _guichet_itop_portal_view:
 * @out_attachments: (out) (optional) (transfer full): its files
 *
 * Returns: (transfer full) (nullable): the whole ticket; NOT_FOUND when it is
 *   gone or not ours
 */
GuichetTicket *
_guichet_itop_portal_view (GuichetItopPortal  *self,
                           gint64              id,
                           GPtrArray         **out_attachments,
                           GCancellable       *cancellable,
                           GError            **error)
{
  g_autofree char *route = build_view_route (self, id);
  g_autoptr(GPtrArray) codes = NULL;
  g_autoptr(yyjson_doc) doc = NULL;
  g_autoptr(GPtrArray) attachments = NULL;
  yyjson_val *form;

  if (self->layout->view_codes->len == 0 && !_guichet_itop_portal_learn_view (self, id, cancellable, error))
    return NULL;
  codes = list_wanted_codes (self);
  doc = _guichet_itop_portal_update (self, route, "view", id, codes, cancellable, error);
  if (doc == NULL)
    return NULL;

  form = yyjson_obj_get (yyjson_doc_get_root (doc), "form");
  attachments = guichet_portal_attachments_read (yyjson_obj_get (yyjson_obj_get (form, "updated_fields"),
                                                                 ATTACHMENTS_CODE), id, &self->offset);
  _guichet_itop_portal_note_attachments (self, attachments);
  if (out_attachments != NULL)
    *out_attachments = g_steal_pointer (&attachments);

  return read_ticket (self, id, form);
}
