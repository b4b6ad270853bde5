#include "config.h"

#include "remote/itop-portal-private.h"

#include "remote/itop-portal-field.h"
#include "richtext/richtext.h"
#include "util/error.h"
#include "util/text.h"
#include "util/uuid.h"

/* ---- forms */

/**
 * _guichet_itop_portal_read_page:
 * @route: of a form whose fetching changes nothing
 *
 * Returns: (transfer full) (nullable): the form, with a fresh transaction
 */
GuichetPortalPage *
_guichet_itop_portal_read_page (GuichetItopPortal  *self,
                                const char         *route,
                                GCancellable       *cancellable,
                                GError            **error)
{
  g_auto(GuichetPortalAnswer) answer = { NULL };
  GuichetPortalPage *page;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_FRAGMENT, route, NULL, &answer, cancellable, error))
    return NULL;
  page = guichet_portal_page_read (answer.body->str, answer.body->len, NULL);
  if (page == NULL)
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER, "The page holds no form");

  return page;
}

/**
 * _guichet_itop_portal_submit:
 * @page: the form as the server gave it, which goes back as it is
 * @values: what a person filled in
 *
 * Returns: (transfer full) (nullable): the answer; the server took the form
 */
yyjson_doc *
_guichet_itop_portal_submit (GuichetItopPortal  *self,
                             GuichetPortalPage  *page,
                             const char         *route,
                             GuichetPortalPost  *values,
                             GCancellable       *cancellable,
                             GError            **error)
{
  g_autoptr(GuichetPortalPost) post = guichet_portal_post_new ();
  GuichetPortalCall call = { .route = route, .post = post, .write = TRUE };
  g_auto(GuichetPortalAnswer) answer = { NULL };
  yyjson_val *form;

  guichet_portal_post_add (post, "operation", "submit");
  guichet_portal_post_add (post, "stimulus_code", "");
  guichet_portal_post_add (post, "transaction_id", page->transaction);
  guichet_portal_post_add_form (post, page->data);
  guichet_portal_post_append (post, values);
  if (!_guichet_itop_portal_call (self, &call, &answer, cancellable, error))
    return NULL;

  form = yyjson_obj_get (yyjson_doc_get_root (answer.doc), "form");
  if (!_guichet_portal_check_validation (form, self->profile, error))
    return NULL;

  return g_steal_pointer (&answer.doc);
}

/* The ticket as far as the answer to a submit shows it. */
static GuichetTicket *
read_result (GuichetItopPortal *self,
             yyjson_val        *form,
             gint64             id)
{
  GuichetTicket *ticket = guichet_ticket_new (id);
  g_autofree char *ref = guichet_json_dup_label (form, "object_name");
  g_autofree char *state = guichet_json_dup_text (form, "object_state");

  guichet_portal_fields_fill_ticket (yyjson_obj_get (yyjson_obj_get (form, "fieldset"), "fields_list"),
                                     self->profile, ticket);
  if (*ref != '\0')
    guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  if (*state != '\0')
    guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, state);

  return ticket;
}

/**
 * _guichet_itop_portal_see_result:
 * @answer: to a submit that was taken
 *
 * Returns: (transfer full) (nullable): the ticket as it is now, read afresh;
 *   where that fails, as the answer shows it. OUTCOME_UNKNOWN when the answer
 *   names none
 */
GuichetTicket *
_guichet_itop_portal_see_result (GuichetItopPortal  *self,
                                 yyjson_doc         *answer,
                                 GCancellable       *cancellable,
                                 GError            **error)
{
  yyjson_val *form = yyjson_obj_get (yyjson_doc_get_root (answer), "form");
  GuichetTicket *ticket;
  gint64 id;

  if (!guichet_json_get_int64 (form, "object_id", &id) || id < 1)
    {
      g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_OUTCOME_UNKNOWN, "The answer names no ticket");
      return NULL;
    }
  ticket = _guichet_itop_portal_view (self, id, NULL, cancellable, NULL);

  return ticket != NULL ? ticket : read_result (self, form, id);
}

static gboolean
refuse (GuichetError   code,
        const char    *field,
        const char    *message,
        GError       **error)
{
  g_propagate_error (error, guichet_error_new (code, field, NULL, "%s", message));

  return FALSE;
}

/* ---- what a change wants to write, against what a form lets it */

typedef struct
{
  GuichetItopPortal   *self;
  const GuichetIntent *intent;
  yyjson_val          *fields;          /* of the form */
  GuichetPortalPost   *values;
  gboolean             entry_written;
} Filling;

static const char *
get_log_code (GuichetItopPortal *self)
{
  return guichet_profile_get_journal_code (self->profile, GUICHET_JOURNAL_PUBLIC);
}

static gboolean
is_writable (const Filling *filling,
             const char    *code)
{
  yyjson_val *field = code != NULL ? yyjson_obj_get (filling->fields, code) : NULL;

  return field != NULL && guichet_portal_field_is_writable (field);
}

static gboolean
write_change (Filling                   *filling,
              const GuichetFieldChange  *change,
              GError                   **error)
{
  const char *code = guichet_profile_get_code (filling->self->profile, change->field);
  const char *name = guichet_field_get_name (change->field);
  g_autoptr(GuichetCreateForm) form = NULL;
  GuichetFormField *field;

  if (!is_writable (filling, code))
    return refuse (GUICHET_ERROR_INVALID, name, "The form of the server does not let this field be written", error);

  form = guichet_create_form_new (0, NULL);
  guichet_portal_fields_fill_form (filling->fields, NULL, filling->self->profile, form);
  field = guichet_create_form_find (form, code);
  if (field != NULL && !guichet_form_field_check (field, change->value, error))
    return FALSE;
  guichet_portal_post_add_value (filling->values, code, change->value != NULL ? change->value : "");

  return TRUE;
}

static gboolean
write_changes (Filling  *filling,
               GError  **error)
{
  for (guint i = 0; i < filling->intent->changes->len; i++)
    if (!write_change (filling, g_ptr_array_index (filling->intent->changes, i), error))
      return FALSE;

  return TRUE;
}

/* The words to the support, with the marker by which they are found again. */
static void
write_entry (Filling *filling)
{
  g_autofree char *marker = guichet_marker_for_uuid (filling->intent->uuid);
  g_autofree char *html = guichet_html_add_marker (filling->intent->entries[GUICHET_JOURNAL_PUBLIC], marker);

  guichet_portal_post_add_value (filling->values, get_log_code (filling->self), html);
  filling->entry_written = TRUE;
}

/* The server does not insist on what a form says is mandatory (§8): a form that
 * wants words or a value gets them. */
static gboolean
check_mandatory (const Filling  *filling,
                 GError        **error)
{
  const char *log = get_log_code (filling->self);
  yyjson_obj_iter iter = yyjson_obj_iter_with (filling->fields);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    {
      const char *code = yyjson_get_str (name);
      yyjson_val *field = yyjson_obj_iter_get_val (name);
      gboolean is_log = g_strcmp0 (code, log) == 0;
      g_autofree char *raw = guichet_portal_field_dup_raw (field);

      if (!guichet_portal_field_is_writable (field) || guichet_portal_field_has_flag (field, "hidden") ||
          !(guichet_portal_field_has_flag (field, "mandatory") || guichet_portal_field_has_flag (field, "must-change")))
        continue;
      /* What is in a journal are the words of before. */
      if (is_log ? filling->entry_written
                 : *raw != '\0' || guichet_portal_post_has_value (filling->values, code))
        continue;
      return refuse (GUICHET_ERROR_INVALID, _guichet_portal_find_name (filling->self->profile, code),
                     "The server wants a value with this action", error);
    }

  return TRUE;
}

/* An entry that is there already is not written again. */
static gboolean
check_entry_absent (const Filling  *filling,
                    GError        **error)
{
  const char *code = get_log_code (filling->self);
  yyjson_val *field = code != NULL ? yyjson_obj_get (filling->fields, code) : NULL;
  g_autofree char *marker = guichet_marker_for_uuid (filling->intent->uuid);
  g_autofree char *raw = field != NULL ? guichet_portal_field_dup_raw (field) : NULL;

  if (raw == NULL || strstr (raw, marker) == NULL)
    return TRUE;

  return refuse (GUICHET_ERROR_PRECONDITION, NULL, "The entry is there already", error);
}

/* ---- fields and entries: the form for editing */

static char *
build_route (GuichetItopPortal *self,
             const char        *what,
             gint64             id)
{
  return g_strdup_printf ("/object/%s/%s/%" G_GINT64_FORMAT, what, self->layout->class_name, id);
}

/* The one guard there is: what the form shows is what the person saw. */
static gboolean
check_bases (const Filling  *filling,
             GError        **error)
{
  for (guint i = 0; i < filling->intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (filling->intent->changes, i);
      const char *code = guichet_profile_get_code (filling->self->profile, change->field);
      yyjson_val *field = code != NULL ? yyjson_obj_get (filling->fields, code) : NULL;
      g_autofree char *raw = field != NULL ? guichet_portal_field_dup_raw (field) : NULL;

      if (raw != NULL && change->base != NULL && !g_str_equal (raw, change->base))
        return refuse (GUICHET_ERROR_PRECONDITION, guichet_field_get_name (change->field),
                       "The field has another value by now", error);
    }

  return TRUE;
}

static gboolean
fill_edit (Filling   *filling,
           guint      parts,
           GError   **error)
{
  if ((parts & GUICHET_INTENT_PART_MAIN) && (!check_bases (filling, error) || !write_changes (filling, error)))
    return FALSE;
  if (!(parts & GUICHET_INTENT_PART_PUBLIC))
    return TRUE;
  if (!is_writable (filling, get_log_code (filling->self)))
    return refuse (GUICHET_ERROR_INVALID, guichet_journal_to_nick (GUICHET_JOURNAL_PUBLIC),
                   "The ticket takes no messages in this state", error);
  if (!check_entry_absent (filling, error))
    return FALSE;
  write_entry (filling);

  return TRUE;
}

static yyjson_doc *
send_edit (GuichetItopPortal    *self,
           const GuichetIntent  *intent,
           guint                 parts,
           GCancellable         *cancellable,
           GError              **error)
{
  g_autofree char *route = build_route (self, "edit", intent->ticket_id);
  g_autoptr(GuichetPortalPage) page = _guichet_itop_portal_read_page (self, route, cancellable, error);
  g_autoptr(GuichetPortalPost) values = guichet_portal_post_new ();
  Filling filling = { .self = self, .intent = intent, .values = values };

  if (page == NULL)
    return NULL;
  filling.fields = page->fields;
  if (!fill_edit (&filling, parts, error))
    return NULL;

  return _guichet_itop_portal_submit (self, page, route, values, cancellable, error);
}

/* ---- transitions
 *
 * Where the form of a transition has nothing to fill in, fetching it makes the
 * transition (§8). So it is first looked at by a form call, which changes
 * nothing; its page is fetched when it is certain that it waits for something,
 * or that it is to happen now. */

/* "Not allowed", "not from this state": which of them is told by the ticket. */
static gboolean
explain_refusal (GuichetItopPortal    *self,
                 const GuichetIntent  *intent,
                 const GError         *refusal,
                 GCancellable         *cancellable,
                 GError              **error)
{
  g_autoptr(GuichetTicket) ticket = _guichet_itop_portal_view (self, intent->ticket_id, NULL, cancellable, error);
  const char *status;

  if (ticket == NULL)
    return FALSE;
  status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
  if (intent->base_status != NULL && !g_str_equal (status, intent->base_status))
    return refuse (GUICHET_ERROR_PRECONDITION, guichet_field_get_name (GUICHET_FIELD_STATUS),
                   "The ticket is in another state by now", error);

  g_propagate_error (error, guichet_error_new (GUICHET_ERROR_REJECTED, guichet_field_get_name (GUICHET_FIELD_STATUS),
                                               guichet_error_get_detail (refusal), "%s", refusal->message));

  return FALSE;
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
}

static GPtrArray *
list_wanted_codes (GuichetItopPortal   *self,
                   const GuichetIntent *intent)
{
  GPtrArray *codes = g_ptr_array_new ();
  const char *log = get_log_code (self);

  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);
      const char *code = guichet_profile_get_code (self->profile, change->field);

      if (code != NULL)
        g_ptr_array_add (codes, (gpointer) code);
    }
  if (log != NULL)
    g_ptr_array_add (codes, (gpointer) log);

  return codes;
}

static yyjson_doc *
look_at_transition (GuichetItopPortal    *self,
                    const GuichetIntent  *intent,
                    const char           *route,
                    GCancellable         *cancellable,
                    GError              **error)
{
  g_autoptr(GPtrArray) codes = list_wanted_codes (self, intent);
  g_autoptr(GError) failure = NULL;
  yyjson_doc *doc = _guichet_itop_portal_update (self, route, "apply_stimulus", intent->ticket_id, codes,
                                                 cancellable, &failure);

  if (doc == NULL && is_refusal (failure))
    explain_refusal (self, intent, failure, cancellable, error);
  else if (doc == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return doc;
}

static gboolean
check_state (const GuichetIntent  *intent,
             yyjson_val           *form,
             GError              **error)
{
  g_autofree char *state = guichet_json_dup_text (form, "object_state");

  if (intent->base_status == NULL || *state == '\0' || g_str_equal (state, intent->base_status))
    return TRUE;

  return refuse (GUICHET_ERROR_PRECONDITION, guichet_field_get_name (GUICHET_FIELD_STATUS),
                 "The ticket is in another state by now", error);
}

/* The fields and the entry as far as the form of the transition takes them. */
static gboolean
fill_transition (Filling   *filling,
                 guint      parts,
                 GError   **error)
{
  if (!write_changes (filling, error))
    return FALSE;
  if ((parts & GUICHET_INTENT_PART_PUBLIC) && is_writable (filling, get_log_code (filling->self)))
    {
      if (!check_entry_absent (filling, error))
        return FALSE;
      write_entry (filling);
    }

  return check_mandatory (filling, error);
}

/* Whether the form of the transition is known to wait for somebody. */
static gboolean
waits_for_input (yyjson_val *fields)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (fields);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    if (guichet_portal_field_is_writable (yyjson_obj_iter_get_val (name)))
      return TRUE;

  return FALSE;
}

/* @out_page: (nullable): %NULL when there was nothing to fill in, so that the
 * transition was made. */
static gboolean
open_transition (GuichetItopPortal    *self,
                 const char           *route,
                 gboolean              waits,
                 GuichetPortalPage   **out_page,
                 GCancellable         *cancellable,
                 GError              **error)
{
  GuichetPortalCall call = { .route = route, .expected = GUICHET_PORTAL_FRAGMENT, .write = !waits };
  g_auto(GuichetPortalAnswer) answer = { NULL };

  if (!_guichet_itop_portal_call (self, &call, &answer, cancellable, error))
    return FALSE;
  *out_page = guichet_portal_page_read (answer.body->str, answer.body->len, NULL);
  if (*out_page == NULL && waits)
    return refuse (GUICHET_ERROR_RETRY_LATER, NULL, "The page of the transition holds no form", error);

  return TRUE;
}

static gboolean
make_transition (Filling       *filling,
                 const char    *route,
                 guint          parts,
                 gboolean       waits,
                 yyjson_doc   **out_answer,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(GuichetPortalPage) page = NULL;

  if (!waits && filling->intent->changes->len > 0)
    return refuse (GUICHET_ERROR_INVALID, NULL, "The form of the transition does not have these fields", error);
  if (!open_transition (filling->self, route, waits, &page, cancellable, error))
    return FALSE;
  if (page == NULL)
    return TRUE;

  filling->fields = page->fields;
  if (!fill_transition (filling, parts, error))
    return FALSE;
  *out_answer = _guichet_itop_portal_submit (filling->self, page, route, filling->values, cancellable, error);

  return *out_answer != NULL;
}

static gboolean
send_transition (GuichetItopPortal    *self,
                 const GuichetIntent  *intent,
                 guint                 parts,
                 gboolean             *out_entry_written,
                 yyjson_doc          **out_answer,
                 GCancellable         *cancellable,
                 GError              **error)
{
  const GuichetAction *action = guichet_profile_get_action (self->profile, intent->action);
  g_autoptr(GuichetPortalPost) values = guichet_portal_post_new ();
  Filling filling = { .self = self, .intent = intent, .values = values };
  g_autofree char *route = NULL;
  g_autofree char *what = NULL;
  g_autoptr(yyjson_doc) look = NULL;
  yyjson_val *form;

  if (action == NULL || !guichet_portal_layout_is_word (action->stimulus))
    return refuse (GUICHET_ERROR_INVALID, NULL, "There is no such action", error);

  what = g_strconcat ("apply-stimulus/", action->stimulus, NULL);
  route = build_route (self, what, intent->ticket_id);
  if ((look = look_at_transition (self, intent, route, cancellable, error)) == NULL)
    return FALSE;
  form = yyjson_obj_get (yyjson_doc_get_root (look), "form");
  if (!check_state (intent, form, error) ||
      !make_transition (&filling, route, parts, waits_for_input (yyjson_obj_get (form, "updated_fields")), out_answer,
                        cancellable, error))
    return FALSE;

  *out_entry_written = filling.entry_written;

  return TRUE;
}

/* ---- a change */

/* A transition that was made by fetching its address answers nothing of use:
 * the ticket tells. */
static GuichetTicket *
read_afterwards (GuichetItopPortal    *self,
                 const GuichetIntent  *intent,
                 GCancellable         *cancellable,
                 GError              **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(GuichetTicket) ticket = _guichet_itop_portal_view (self, intent->ticket_id, NULL, cancellable, &failure);

  if (ticket != NULL && g_strcmp0 (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), intent->base_status) != 0)
    return g_steal_pointer (&ticket);

  refuse (GUICHET_ERROR_OUTCOME_UNKNOWN, NULL,
          failure != NULL ? failure->message : "The ticket is still in the state that it was in", error);

  return NULL;
}

/* A form of a transition that has no room for words: they follow by that for
 * editing. What goes wrong there leaves the whole half done, and to be looked
 * at. */
static GuichetTicket *
send_words_after (GuichetItopPortal    *self,
                  const GuichetIntent  *intent,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(yyjson_doc) answer = send_edit (self, intent, GUICHET_INTENT_PART_PUBLIC, cancellable, &failure);

  if (answer != NULL)
    return _guichet_itop_portal_see_result (self, answer, cancellable, error);

  refuse (GUICHET_ERROR_OUTCOME_UNKNOWN, NULL, failure->message, error);

  return NULL;
}

static GuichetTicket *
send_action (GuichetItopPortal    *self,
             const GuichetIntent  *intent,
             guint                 parts,
             GCancellable         *cancellable,
             GError              **error)
{
  g_autoptr(yyjson_doc) answer = NULL;
  gboolean entry_written = FALSE;

  if (!send_transition (self, intent, parts, &entry_written, &answer, cancellable, error))
    return NULL;
  if ((parts & GUICHET_INTENT_PART_PUBLIC) && !entry_written)
    return send_words_after (self, intent, cancellable, error);
  if (answer == NULL)
    return read_afterwards (self, intent, cancellable, error);

  return _guichet_itop_portal_see_result (self, answer, cancellable, error);
}

static GuichetTicket *
send_change (GuichetItopPortal    *self,
             const GuichetIntent  *intent,
             GCancellable         *cancellable,
             GError              **error)
{
  guint parts = guichet_intent_get_parts (intent) & ~intent->seen;
  g_autoptr(yyjson_doc) answer = NULL;

  if (parts & GUICHET_INTENT_PART_PRIVATE)
    {
      refuse (GUICHET_ERROR_INVALID, guichet_journal_to_nick (GUICHET_JOURNAL_PRIVATE),
              "There is no such journal for requesters", error);
      return NULL;
    }
  if (parts == 0)
    return _guichet_itop_portal_view (self, intent->ticket_id, NULL, cancellable, error);
  if ((parts & GUICHET_INTENT_PART_MAIN) && intent->action != NULL)
    return send_action (self, intent, parts, cancellable, error);

  answer = send_edit (self, intent, parts, cancellable, error);

  return answer != NULL ? _guichet_itop_portal_see_result (self, answer, cancellable, error) : NULL;
}

GuichetTicket *
_guichet_itop_portal_send (GuichetRemote        *remote,
                           const GuichetIntent  *intent,
                           GCancellable         *cancellable,
                           GError              **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);

  g_return_val_if_fail (self->profile != NULL, NULL);
  g_return_val_if_fail (guichet_uuid_is_valid (intent->uuid), NULL);

  if (!_guichet_itop_portal_ensure_layout (self, cancellable, error))
    return NULL;
  switch (intent->kind)
    {
    case GUICHET_INTENT_CREATE:
      return _guichet_itop_portal_create (self, intent, cancellable, error);
    case GUICHET_INTENT_ATTACH:
      _guichet_itop_portal_attach (self, intent, cancellable, error);
      return NULL;
    case GUICHET_INTENT_CHANGE:
    default:
      return send_change (self, intent, cancellable, error);
    }
}
