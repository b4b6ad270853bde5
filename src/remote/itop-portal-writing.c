#include "config.h"

#include "remote/itop-portal-filling.h"

#include "remote/itop-portal-field.h"
#include "util/error.h"
#include "util/uuid.h"

/* ---- fields and entries: the form for editing */

/* The one guard there is: what the form shows is what the person saw. */
static gboolean
check_bases (const GuichetPortalFilling  *filling,
             GError                     **error)
{
  for (guint i = 0; i < filling->intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (filling->intent->changes, i);
      const char *code = guichet_profile_get_code (filling->self->profile, change->field);
      yyjson_val *field = code != NULL ? yyjson_obj_get (filling->fields, code) : NULL;
      g_autofree char *raw = field != NULL ? guichet_portal_field_dup_raw (field) : NULL;

      if (raw != NULL && change->base != NULL && !g_str_equal (raw, change->base))
        return _guichet_portal_refuse (GUICHET_ERROR_PRECONDITION, guichet_field_get_name (change->field),
                                       "The field has another value by now", error);
    }

  return TRUE;
}

static gboolean
fill_edit (GuichetPortalFilling  *filling,
           guint                  parts,
           GError               **error)
{
  if ((parts & GUICHET_INTENT_PART_MAIN) &&
      (!check_bases (filling, error) || !_guichet_portal_filling_write_changes (filling, error)))
    return FALSE;
  if (!(parts & GUICHET_INTENT_PART_PUBLIC))
    return TRUE;
  if (!_guichet_portal_filling_takes_words (filling))
    return _guichet_portal_refuse (GUICHET_ERROR_INVALID, guichet_journal_to_nick (GUICHET_JOURNAL_PUBLIC),
                                   "The ticket takes no messages in this state", error);
  if (!_guichet_portal_filling_check_entry_absent (filling, error))
    return FALSE;
  _guichet_portal_filling_write_entry (filling);

  return TRUE;
}

static yyjson_doc *
send_edit (GuichetItopPortal    *self,
           const GuichetIntent  *intent,
           guint                 parts,
           GCancellable         *cancellable,
           GError              **error)
{
  g_autofree char *route = _guichet_portal_build_route (self, "edit", intent->ticket_id);
  g_autoptr(GuichetPortalPage) page = _guichet_itop_portal_read_page (self, route, cancellable, error);
  g_autoptr(GuichetPortalPost) values = guichet_portal_post_new ();
  GuichetPortalFilling filling = { .self = self, .intent = intent, .values = values };

  if (page == NULL)
    return NULL;
  filling.fields = page->fields;
  if (!fill_edit (&filling, parts, error))
    return NULL;

  return _guichet_itop_portal_submit (self, page, route, values, cancellable, error);
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

  _guichet_portal_refuse (GUICHET_ERROR_OUTCOME_UNKNOWN, NULL,
                          failure != NULL ? failure->message : "The ticket is still in the state that it was in",
                          error);

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

  _guichet_portal_refuse (GUICHET_ERROR_OUTCOME_UNKNOWN, NULL, failure->message, error);

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

  if (!_guichet_itop_portal_send_transition (self, intent, parts, &entry_written, &answer, cancellable, error))
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
      _guichet_portal_refuse (GUICHET_ERROR_INVALID, guichet_journal_to_nick (GUICHET_JOURNAL_PRIVATE),
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
