#include "config.h"

#include "cli/assignments.h"

#include <glib/gi18n.h>

#include "cli/references.h"
#include "richtext/richtext.h"
#include "store/reading.h"
#include "util/error.h"
#include "util/text.h"

/* The one field whose value limits what another may hold. */
static const struct { GuichetField field, above; } levels[] = {
  { GUICHET_FIELD_FAMILY_GROUP, GUICHET_FIELD_DOMAIN },
  { GUICHET_FIELD_SERVICE_FAMILY, GUICHET_FIELD_FAMILY_GROUP },
  { GUICHET_FIELD_SERVICE, GUICHET_FIELD_SERVICE_FAMILY },
  { GUICHET_FIELD_SUBCATEGORY, GUICHET_FIELD_SERVICE },
};

typedef struct
{
  GuichetIntent   *intent;
  GuichetTicket   *ticket;      /* nullable */
  GuichetStore    *store;
  GuichetProfile  *profile;
  GuichetIdentity *identity;
} Context;

static void
set_field (const Context *context,
           GuichetField   field,
           const char    *value,
           const char    *label)
{
  const char *base = context->ticket != NULL ? guichet_ticket_peek (context->ticket, field) : NULL;

  guichet_intent_set_field (context->intent, field, base, value, label);
}

static void
set_reference (const Context          *context,
               GuichetField            field,
               const GuichetReference *reference)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, reference->id);

  set_field (context, field, value, reference->name);
}

/* What the operation sets, else what the ticket has; 0 for nothing. */
static gint64
get_key (const Context *context,
         GuichetField   field)
{
  const GuichetFieldChange *change = guichet_intent_get_change (context->intent, field);
  gint64 id = 0;

  if (change != NULL)
    {
      guichet_text_parse_int64 (change->value, &id);
      return id;
    }

  return context->ticket != NULL ? guichet_ticket_get_key (context->ticket, field) : 0;
}

/* A level above that is set in the same command limits the choice; one that
 * the ticket merely has does not: it is about to change. */
static gint64
get_parent (const Context *context,
            GuichetField   field)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (levels[i].field == field && guichet_intent_get_change (context->intent, levels[i].above) != NULL)
      return get_key (context, levels[i].above);

  return 0;
}

static gboolean
set_me (const Context  *context,
        GuichetField    field,
        GError        **error)
{
  g_autofree char *value = NULL;

  if (context->identity->person_id == 0)
    {
      g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, guichet_field_get_name (field), NULL,
                                                   "This account has no person"));
      return FALSE;
    }

  value = g_strdup_printf ("%" G_GINT64_FORMAT, context->identity->person_id);
  set_field (context, field, value, context->identity->name);

  return TRUE;
}

static gboolean
set_ticket_key (const Context  *context,
                GuichetField    field,
                const char     *text,
                GError        **error)
{
  g_autofree char *ref = guichet_text_parse_ref (text);
  g_autofree char *value = NULL;
  g_autoptr(GError) local = NULL;
  gint64 id = ref != NULL ? guichet_store_find_ref (context->store, ref, &local) : 0;

  if (id == 0)
    {
      if (local == NULL)
        local = guichet_error_new (GUICHET_ERROR_NOT_FOUND, guichet_field_get_name (field), NULL,
                                   "No ticket has the reference %s", text);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  set_field (context, field, value, ref);

  return TRUE;
}

static gboolean
set_key (const Context  *context,
         GuichetField    field,
         const char     *text,
         GError        **error)
{
  g_autoptr(GuichetReference) reference = NULL;
  GuichetReferenceKind kind;

  if (guichet_text_is_empty (text) || g_str_equal (text, "0"))
    {
      set_field (context, field, "0", "");
      return TRUE;
    }
  if (!guichet_references_kind_of (field, &kind))
    return set_ticket_key (context, field, text, error);
  if (kind == GUICHET_REFERENCE_PERSON && g_str_equal (text, "me"))
    return set_me (context, field, error);

  reference = guichet_references_find (context->store, field, get_parent (context, field), text, error);
  if (reference == NULL)
    return FALSE;

  set_reference (context, field, reference);

  return TRUE;
}

/* A code, or what the profile calls it. */
static void
set_code (const Context *context,
          GuichetField   field,
          const char    *text)
{
  const char * const *codes = guichet_profile_get_values (context->profile, field);
  g_autofree char *folded = guichet_text_fold (text);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    {
      const char *label = guichet_profile_get_value_label (context->profile, field, codes[i]);
      g_autofree char *folded_label = guichet_text_fold (label);

      if (g_str_equal (folded_label, folded))
        {
          set_field (context, field, codes[i], NULL);
          return;
        }
    }

  set_field (context, field, text, NULL);
}

static gboolean
set_value (const Context  *context,
           GuichetField    field,
           const char     *text,
           GError        **error)
{
  g_autofree char *valid = guichet_text_make_valid (text, -1, 0);
  g_autofree char *html = NULL;

  switch (guichet_field_get_kind (field))
    {
    case GUICHET_FIELD_KIND_KEY:
      return set_key (context, field, valid, error);

    case GUICHET_FIELD_KIND_CODE:
      set_code (context, field, valid);
      return TRUE;

    case GUICHET_FIELD_KIND_HTML:
      html = guichet_html_from_plain (valid, NULL);
      set_field (context, field, html, NULL);
      return TRUE;

    case GUICHET_FIELD_KIND_TEXT:
    case GUICHET_FIELD_KIND_TIME:
    case GUICHET_FIELD_KIND_PLAIN:
    default:
      set_field (context, field, valid, NULL);
      return TRUE;
    }
}

static gboolean
split_assignment (const char    *assignment,
                  GuichetField  *out_field,
                  const char   **out_value,
                  GError       **error)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *name = equals != NULL ? g_strndup (assignment, equals - assignment) : NULL;

  if (name == NULL || !guichet_field_from_name (name, out_field))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is no FIELD=VALUE: “guichetctl fields” lists the fields."), assignment);
      return FALSE;
    }

  *out_value = equals + 1;

  return TRUE;
}

/* The rule that the server does not keep: ITOP-PROTOCOL §18. */
static gboolean
check_agent (const Context  *context,
             GError        **error)
{
  gint64 agent = get_key (context, GUICHET_FIELD_AGENT);
  gint64 team = get_key (context, GUICHET_FIELD_TEAM);
  gboolean is_member = TRUE;

  if (guichet_intent_get_change (context->intent, GUICHET_FIELD_AGENT) == NULL || agent == 0 || team == 0)
    return TRUE;
  if (!guichet_references_is_member (context->store, team, agent, &is_member, error))
    return FALSE;

  if (!is_member)
    g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, "agent", NULL,
                                                 "This person is not in the team of the ticket"));
  return is_member;
}

/**
 * guichet_assignments_apply:
 * @assignments: (nullable) (array zero-terminated=1): FIELD=VALUE
 * @ticket: (nullable): what the operation is about; %NULL for a new one
 *
 * Adds the changes to @intent. Values of keys are ids or names, "me" is the
 * person who signed in; values of lists are codes or labels; formatted texts
 * are given as plain text. The order on the command line does not matter.
 */
gboolean
guichet_assignments_apply (GuichetIntent       *intent,
                           const char * const  *assignments,
                           GuichetTicket       *ticket,
                           GuichetStore        *store,
                           GuichetProfile      *profile,
                           GuichetIdentity     *identity,
                           GError             **error)
{
  const Context context = { intent, ticket, store, profile, identity };
  const char *values[GUICHET_N_FIELDS] = { NULL };

  for (guint i = 0; assignments != NULL && assignments[i] != NULL; i++)
    {
      const char *value = NULL;
      GuichetField field;

      if (!split_assignment (assignments[i], &field, &value, error))
        return FALSE;
      values[field] = value;
    }

  /* Fields are numbered from the top of the catalogue down. */
  for (guint field = 0; field < GUICHET_N_FIELDS; field++)
    if (values[field] != NULL && !set_value (&context, field, values[field], error))
      return FALSE;

  return check_agent (&context, error);
}

/* Choosing a leaf of the catalogue chooses what is above it. */
static gboolean
complete_catalogue (const Context  *context,
                    GError        **error)
{
  for (guint i = G_N_ELEMENTS (levels); i-- > 0; )
    {
      g_autoptr(GuichetReference) reference = NULL;
      g_autoptr(GuichetReference) above = NULL;
      gint64 id = get_key (context, levels[i].field);
      GuichetReferenceKind kind = 0;

      if (id == 0 || guichet_intent_get_change (context->intent, levels[i].above) != NULL)
        continue;
      guichet_references_kind_of (levels[i].field, &kind);
      if (!(reference = guichet_references_find_id (context->store, kind, id, error)))
        return FALSE;
      guichet_references_kind_of (levels[i].above, &kind);
      if (reference->parent == 0 || !guichet_profile_has_field (context->profile, levels[i].above))
        continue;
      if (!(above = guichet_references_find_id (context->store, kind, reference->parent, error)))
        return FALSE;
      set_reference (context, levels[i].above, above);
    }

  return TRUE;
}

/* The type that a subcategory is for, else what the profile says. */
static gboolean
complete_defaults (const Context  *context,
                   GError        **error)
{
  g_autoptr(GuichetReference) leaf = NULL;
  gint64 id = get_key (context, GUICHET_FIELD_SUBCATEGORY);

  if (id != 0)
    {
      if (!(leaf = guichet_references_find_id (context->store, GUICHET_REFERENCE_SUBCATEGORY, id, error)))
        return FALSE;
      if (!guichet_text_is_empty (leaf->code) &&
          guichet_profile_has_field (context->profile, GUICHET_FIELD_REQUEST_TYPE) &&
          guichet_intent_get_change (context->intent, GUICHET_FIELD_REQUEST_TYPE) == NULL)
        set_field (context, GUICHET_FIELD_REQUEST_TYPE, leaf->code, NULL);
    }

  for (guint field = GUICHET_FIELD_REQUEST_TYPE; field <= GUICHET_FIELD_URGENCY; field++)
    {
      const char *value = guichet_profile_get_default (context->profile, field);

      if (value != NULL && guichet_profile_has_field (context->profile, field) &&
          guichet_intent_get_change (context->intent, field) == NULL)
        set_field (context, field, value, NULL);
    }

  return TRUE;
}

/* A ticket belongs to the organisation of the person who asks. */
static gboolean
complete_caller (const Context  *context,
                 GError        **error)
{
  g_autoptr(GuichetReference) caller = NULL;
  g_autofree char *organisation = NULL;
  gint64 id;

  if (!guichet_profile_has_field (context->profile, GUICHET_FIELD_CALLER))
    return TRUE;
  if (guichet_intent_get_change (context->intent, GUICHET_FIELD_CALLER) == NULL && context->identity->person_id != 0 &&
      !set_me (context, GUICHET_FIELD_CALLER, error))
    return FALSE;

  id = get_key (context, GUICHET_FIELD_CALLER);
  if (id == 0 || guichet_intent_get_change (context->intent, GUICHET_FIELD_ORGANISATION) != NULL)
    return TRUE;
  if (!(caller = guichet_references_find_id (context->store, GUICHET_REFERENCE_PERSON, id, error)))
    return FALSE;
  if (caller->organisation == 0)
    return TRUE;

  organisation = g_strdup_printf ("%" G_GINT64_FORMAT, caller->organisation);
  set_field (context, GUICHET_FIELD_ORGANISATION, organisation, NULL);

  return TRUE;
}

/**
 * guichet_assignments_complete:
 * @intent: of a new ticket, with what was given
 *
 * Fills what follows from it: the requester is the person who signed in, the
 * organisation is the requester's, the catalogue above the chosen service, the
 * defaults of the profile.
 */
gboolean
guichet_assignments_complete (GuichetIntent    *intent,
                              GuichetStore     *store,
                              GuichetProfile   *profile,
                              GuichetIdentity  *identity,
                              GError          **error)
{
  const Context context = { intent, NULL, store, profile, identity };

  return complete_caller (&context, error) &&
         complete_catalogue (&context, error) &&
         complete_defaults (&context, error);
}
