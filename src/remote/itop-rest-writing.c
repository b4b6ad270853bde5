#include "config.h"

#include "remote/itop-rest-private.h"

#include "remote/guard.h"
#include "remote/ticket-reader.h"
#include "richtext/richtext.h"
#include "util/error.h"
#include "util/uuid.h"

/* ---- sending and what comes back */

typedef struct
{
  GuichetProfile *profile;
  GuichetTicket  *ticket;       /* of several, the oldest */
} ImageReading;

static void
read_image_cb (gint64      id,
               yyjson_val *object,
               yyjson_val *fields,
               gpointer    user_data)
{
  ImageReading *reading = user_data;

  if (reading->ticket != NULL && guichet_ticket_get_id (reading->ticket) < id)
    return;
  g_clear_pointer (&reading->ticket, guichet_ticket_unref);
  reading->ticket = guichet_ticket_reader_read (reading->profile, id, fields);
}

static char *
dup_image_wishes (GuichetItopRest  *self,
                  GCancellable     *cancellable,
                  GError          **error)
{
  GHashTable *codes = _guichet_itop_rest_learn_codes (self, guichet_profile_get_class_name (self->profile),
                                                      cancellable, error);

  if (codes == NULL)
    return NULL;

  return guichet_ticket_reader_wishes (self->profile, codes, GUICHET_DETAIL_FULL,
                                       guichet_identity_is_agent (self->identity));
}

/* Success without the object would be a success that nobody saw. */
static GuichetTicket *
write_ticket (GuichetItopRest  *self,
              yyjson_mut_doc   *doc,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr(GBytes) operation = guichet_json_write (doc, error);
  ImageReading reading = { .profile = self->profile };
  GuichetCall call = { .operation = operation, .write = TRUE, .func = read_image_cb, .user_data = &reading };

  if (operation == NULL)
    return NULL;
  if (!_guichet_itop_rest_call (self, &call, NULL, cancellable, error))
    {
      g_clear_pointer (&reading.ticket, guichet_ticket_unref);
      return NULL;
    }
  if (reading.ticket == NULL)
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_OUTCOME_UNKNOWN, "The answer holds no ticket");

  return reading.ticket;
}

/* ---- a new ticket */

static void
add_marked_description (GuichetItopRest     *self,
                        yyjson_mut_doc      *doc,
                        yyjson_mut_val      *fields,
                        const GuichetIntent *intent)
{
  const char *code = guichet_profile_get_code (self->profile, GUICHET_FIELD_DESCRIPTION);
  const GuichetFieldChange *change = guichet_intent_get_change (intent, GUICHET_FIELD_DESCRIPTION);
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autofree char *html = NULL;

  if (code == NULL)
    return;
  html = guichet_html_add_marker (change != NULL && change->value != NULL ? change->value : "", marker);
  yyjson_mut_obj_remove_key (fields, code);
  yyjson_mut_obj_add_strcpy (doc, fields, code, html);
}

static gboolean
fill_create (GuichetItopRest      *self,
             yyjson_mut_doc       *doc,
             yyjson_mut_val       *fields,
             const GuichetIntent  *intent,
             GError              **error)
{
  const char *reference = guichet_profile_get_code (self->profile, GUICHET_FIELD_CLIENT_REF);
  const char *organisation = guichet_profile_get_code (self->profile, GUICHET_FIELD_ORGANISATION);

  if (!_guichet_itop_rest_add_changes (self, doc, fields, intent, error) ||
      !_guichet_itop_rest_add_entries (self, doc, fields, intent, guichet_intent_get_parts (intent), error))
    return FALSE;

  add_marked_description (self, doc, fields, intent);
  if (reference != NULL)
    yyjson_mut_obj_add_str (doc, fields, reference, intent->uuid);
  /* The class refuses a ticket without organisation (transcript create-28). */
  if (organisation != NULL && guichet_intent_get_change (intent, GUICHET_FIELD_ORGANISATION) == NULL &&
      self->identity->organisation_id > 0)
    yyjson_mut_obj_add_sint (doc, fields, organisation, self->identity->organisation_id);

  return TRUE;
}

/* A rule of uniqueness refuses the second of two equal requests, as a proxy
 * that tries again would make them (transcript create-19): a refusal is one
 * only if the ticket is not there. */
static GuichetTicket *
doubt_refusal (GuichetItopRest      *self,
               const GuichetIntent  *intent,
               GError               *refusal,
               GCancellable         *cancellable,
               GError              **error)
{
  GuichetTicket *ticket = NULL;

  if (g_error_matches (refusal, GUICHET_ERROR, GUICHET_ERROR_REJECTED) &&
      guichet_profile_has_field (self->profile, GUICHET_FIELD_CLIENT_REF))
    ticket = _guichet_itop_rest_find_created (GUICHET_REMOTE (self), intent, cancellable, NULL);
  if (ticket == NULL)
    g_propagate_error (error, refusal);
  else
    g_error_free (refusal);

  return ticket;
}

static GuichetTicket *
send_create (GuichetItopRest      *self,
             const GuichetIntent  *intent,
             GCancellable         *cancellable,
             GError              **error)
{
  g_autoptr(yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autofree char *wishes = dup_image_wishes (self, cancellable, error);
  yyjson_mut_val *root;
  GuichetTicket *ticket;
  GError *refusal = NULL;

  if (wishes == NULL)
    return NULL;
  root = _guichet_itop_rest_add_operation (self, doc, "core/create",
                                           guichet_profile_get_class_name (self->profile), wishes);
  if (!fill_create (self, doc, yyjson_mut_obj_add_obj (doc, root, "fields"), intent, error))
    return NULL;

  ticket = write_ticket (self, doc, cancellable, &refusal);

  return ticket != NULL ? ticket : doubt_refusal (self, intent, refusal, cancellable, error);
}

/* ---- a change */

static const GuichetAction *
find_action (GuichetItopRest      *self,
             const GuichetIntent  *intent,
             GError              **error)
{
  const GuichetAction *action = guichet_profile_get_action (self->profile, intent->action);

  if (action == NULL)
    g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "There is no action named “%s”", intent->action);

  return action;
}

/* The transition, its fields and the entries in one request: all or nothing
 * (ITOP-PROTOCOL §7). What was seen on the server before is left out, and a
 * transition that was seen makes the rest a plain update. */
static gboolean
fill_change (GuichetItopRest      *self,
             yyjson_mut_doc       *doc,
             yyjson_mut_val       *root,
             const GuichetIntent  *intent,
             guint                 parts,
             const GuichetAction  *action,
             GError              **error)
{
  g_autofree char *key = guichet_guard_build (self->profile, intent, parts, error);
  yyjson_mut_val *fields;

  if (key == NULL)
    return FALSE;
  yyjson_mut_obj_add_strcpy (doc, root, "key", key);
  if (action != NULL)
    yyjson_mut_obj_add_str (doc, root, "stimulus", action->stimulus);
  /* May be empty but must be there (transcript stim-06). */
  fields = yyjson_mut_obj_add_obj (doc, root, "fields");

  return (!(parts & GUICHET_INTENT_PART_MAIN) || _guichet_itop_rest_add_changes (self, doc, fields, intent, error)) &&
         _guichet_itop_rest_add_entries (self, doc, fields, intent, parts, error);
}

static GuichetTicket *
send_change (GuichetItopRest      *self,
             const GuichetIntent  *intent,
             GCancellable         *cancellable,
             GError              **error)
{
  g_autoptr(yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  guint parts = guichet_intent_get_parts (intent) & ~intent->seen;
  const GuichetAction *action = NULL;
  g_autofree char *wishes = NULL;
  yyjson_mut_val *root;

  if (parts == 0)
    return guichet_remote_read_ticket (GUICHET_REMOTE (self), intent->ticket_id, cancellable, error);
  if ((parts & GUICHET_INTENT_PART_MAIN) && intent->action != NULL &&
      (action = find_action (self, intent, error)) == NULL)
    return NULL;
  if ((wishes = dup_image_wishes (self, cancellable, error)) == NULL)
    return NULL;

  root = _guichet_itop_rest_add_operation (self, doc, action != NULL ? "core/apply_stimulus" : "core/update",
                                           guichet_profile_get_class_name (self->profile), wishes);
  if (!fill_change (self, doc, root, intent, parts, action, error))
    return NULL;

  return write_ticket (self, doc, cancellable, error);
}

GuichetTicket *
_guichet_itop_rest_send (GuichetRemote        *remote,
                         const GuichetIntent  *intent,
                         GCancellable         *cancellable,
                         GError              **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);

  g_return_val_if_fail (self->profile != NULL, NULL);
  g_return_val_if_fail (guichet_uuid_is_valid (intent->uuid), NULL);

  switch (intent->kind)
    {
    case GUICHET_INTENT_CREATE:
      return send_create (self, intent, cancellable, error);
    case GUICHET_INTENT_ATTACH:
      _guichet_itop_rest_attach (self, intent, cancellable, error);
      return NULL;
    case GUICHET_INTENT_CHANGE:
    default:
      return send_change (self, intent, cancellable, error);
    }
}

/* ---- whether a ticket was created */

static char *
build_created_query (GuichetItopRest      *self,
                     const GuichetIntent  *intent,
                     GError              **error)
{
  const char *reference = guichet_profile_get_code (self->profile, GUICHET_FIELD_CLIENT_REF);
  const char *start_date = guichet_profile_get_code (self->profile, GUICHET_FIELD_START_DATE);
  g_autofree char *since = _guichet_itop_rest_dup_since (intent);
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autoptr(GuichetOql) oql = guichet_oql_new (guichet_profile_get_class_name (self->profile));

  if (reference != NULL)
    guichet_oql_where_text (oql, reference, "=", intent->uuid);
  else
    {
      /* Without the date the server reads every description there is. */
      if (start_date != NULL)
        guichet_oql_where_text (oql, start_date, ">=", since);
      guichet_oql_where_contains (oql, guichet_profile_get_code (self->profile, GUICHET_FIELD_DESCRIPTION), marker);
    }

  return guichet_oql_to_text (oql, error);
}

GuichetTicket *
_guichet_itop_rest_find_created (GuichetRemote        *remote,
                                 const GuichetIntent  *intent,
                                 GCancellable         *cancellable,
                                 GError              **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);
  ImageReading reading = { .profile = self->profile };
  g_autofree char *query = NULL;
  g_autofree char *wishes = NULL;

  g_return_val_if_fail (self->profile != NULL, NULL);

  if ((query = build_created_query (self, intent, error)) == NULL ||
      (wishes = dup_image_wishes (self, cancellable, error)) == NULL)
    return NULL;
  if (!_guichet_itop_rest_get (self, guichet_profile_get_class_name (self->profile), query, wishes,
                               read_image_cb, &reading, cancellable, error))
    {
      g_clear_pointer (&reading.ticket, guichet_ticket_unref);
      return NULL;
    }

  return reading.ticket;
}
