#include "config.h"

#include "remote/itop-rest-private.h"

#include "remote/ticket-reader.h"
#include "util/error.h"

/* References are small, persons are many. */
#define REFERENCE_PAGE 5000

/* ---- tickets */

/* Whatever the server's states are, it keeps a filter for "still open"; where a
 * profile does not name it, the states that end a ticket are left out. */
static void
where_ongoing (GuichetOql     *oql,
               GuichetProfile *profile)
{
  const char *code = guichet_profile_get_code (profile, GUICHET_FIELD_OPERATIONAL_STATUS);
  g_autoptr(GPtrArray) ended = NULL;
  const GuichetState *states;
  guint n;

  if (code != NULL)
    {
      guichet_oql_where_text (oql, code, "=", "ongoing");
      return;
    }

  ended = g_ptr_array_new ();
  states = guichet_profile_get_states (profile, &n);
  for (guint i = 0; i < n; i++)
    if (states[i].category != GUICHET_CATEGORY_ONGOING)
      g_ptr_array_add (ended, (gpointer) states[i].code);
  guichet_oql_where_not_in (oql, guichet_profile_get_code (profile, GUICHET_FIELD_STATUS), ended);
}

static char *
build_pull_query (GuichetProfile     *profile,
                  const GuichetPull  *pull,
                  GError            **error)
{
  g_autoptr(GuichetOql) oql = guichet_oql_new (guichet_profile_get_class_name (profile));

  switch (pull->what)
    {
    case GUICHET_PULL_ONGOING:
      where_ongoing (oql, profile);
      break;
    case GUICHET_PULL_SINCE:
      guichet_oql_where_text (oql, guichet_profile_get_code (profile, GUICHET_FIELD_LAST_UPDATE), ">=", pull->since);
      break;
    case GUICHET_PULL_IDS:
      guichet_oql_where_ids (oql, "id", pull->ids);
      break;
    case GUICHET_PULL_WINDOW:
      guichet_oql_where_int (oql, "id", ">", pull->low);
      guichet_oql_where_int (oql, "id", "<=", pull->high);
      break;
    case GUICHET_PULL_NEWEST:
    default:
      break;
    }

  return guichet_oql_to_text (oql, error);
}

typedef struct
{
  GuichetProfile    *profile;
  GuichetTicketFunc  func;
  gpointer           user_data;
} TicketReading;

static void
read_ticket_cb (gint64      id,
                yyjson_val *object,
                yyjson_val *fields,
                gpointer    user_data)
{
  TicketReading *reading = user_data;
  g_autoptr(GuichetTicket) ticket = guichet_ticket_reader_read (reading->profile, id, fields);

  if (reading->func != NULL)
    reading->func (ticket, reading->user_data);
}

static GBytes *
build_pull (GuichetItopRest    *self,
            const GuichetPull  *pull,
            GCancellable       *cancellable,
            GError            **error)
{
  const char *class_name = guichet_profile_get_class_name (self->profile);
  gboolean newest = pull->what == GUICHET_PULL_NEWEST;
  g_autofree char *query = build_pull_query (self->profile, pull, error);
  g_autofree char *wishes = NULL;
  GHashTable *codes;

  if (query == NULL || (codes = _guichet_itop_rest_learn_codes (self, class_name, cancellable, error)) == NULL)
    return NULL;
  wishes = guichet_ticket_reader_wishes (self->profile, codes, pull->detail,
                                         guichet_identity_is_agent (self->identity));

  return _guichet_itop_rest_build_get (class_name, query, wishes, newest ? 1 : pull->limit,
                                       newest ? 1 : pull->page, error);
}

gboolean
_guichet_itop_rest_pull (GuichetRemote      *remote,
                         const GuichetPull  *pull,
                         GuichetTicketFunc   func,
                         gpointer            user_data,
                         guint              *out_total,
                         GCancellable       *cancellable,
                         GError            **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);
  TicketReading reading = { self->profile, func, user_data };
  g_autoptr(GBytes) operation = NULL;
  gint64 total = 0;
  GuichetCall call = { .func = read_ticket_cb, .user_data = &reading };

  g_return_val_if_fail (self->profile != NULL, FALSE);

  if (pull->what == GUICHET_PULL_IDS && pull->ids->len == 0)
    {
      if (out_total != NULL)
        *out_total = 0;
      return TRUE;
    }

  operation = build_pull (self, pull, cancellable, error);
  if (operation == NULL)
    return FALSE;
  call.operation = operation;
  if (!_guichet_itop_rest_call (self, &call, &total, cancellable, error))
    return FALSE;
  if (out_total != NULL)
    *out_total = (guint) CLAMP (total, 0, G_MAXUINT);

  return TRUE;
}

/* ---- references */

typedef struct
{
  GuichetReferenceKind          kind;
  const GuichetReferenceSource *source;
  GPtrArray                    *found;
} ReferenceReading;

static gint64
read_key (yyjson_val *fields,
          const char *code)
{
  gint64 id;

  return code != NULL && guichet_json_get_int64 (fields, code, &id) && id > 0 ? id : 0;
}

static void
read_label (char       **target,
            yyjson_val  *fields,
            const char  *code)
{
  if (code == NULL)
    return;
  g_free (*target);
  *target = guichet_json_dup_label (fields, code);
}

/* Persons and teams become inactive, services obsolete; the server returns
 * them like the others (ITOP-PROTOCOL §10). */
static gboolean
is_active (yyjson_val *fields,
           const char *code)
{
  g_autofree char *status = code != NULL ? guichet_json_dup_text (fields, code) : NULL;

  return g_strcmp0 (status, "inactive") != 0 && g_strcmp0 (status, "obsolete") != 0;
}

static void
read_reference_cb (gint64      id,
                   yyjson_val *object,
                   yyjson_val *fields,
                   gpointer    user_data)
{
  ReferenceReading *reading = user_data;
  const GuichetReferenceSource *source = reading->source;
  GuichetReference *reference = guichet_reference_new (reading->kind, id, NULL);

  read_label (&reference->name, fields, source->name);
  read_label (&reference->code, fields, source->code);
  read_label (&reference->email, fields, source->email);
  read_label (&reference->phone, fields, source->phone);
  if (source->detail != NULL)
    {
      g_free (reference->detail);
      reference->detail = guichet_json_dup_text (fields, source->detail);
    }
  if (source->html != NULL)
    reference->html = guichet_json_dup_text (fields, source->html);
  reference->parent = read_key (fields, source->parent);
  reference->other = read_key (fields, source->other);
  reference->organisation = read_key (fields, source->organisation);
  reference->active = is_active (fields, source->status);
  g_ptr_array_add (reading->found, reference);
}

static char *
build_reference_wishes (const GuichetReferenceSource *source,
                        GHashTable                   *codes)
{
  const char * const wanted[] = {
    source->name, source->parent, source->other, source->organisation, source->code,
    source->email, source->phone, source->detail, source->html, source->status,
  };
  g_autoptr(GString) wishes = g_string_new ("id");

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (wanted[i] != NULL && g_hash_table_contains (codes, wanted[i]))
      g_string_append_printf (wishes, ",%s", wanted[i]);

  return g_string_free (g_steal_pointer (&wishes), FALSE);
}

static char *
build_reference_query (const GuichetReferenceSource  *source,
                       GError                       **error)
{
  g_autoptr(GuichetOql) oql = guichet_oql_new (source->class_name);

  if (source->where != NULL)
    guichet_oql_where_trusted (oql, source->where);

  return guichet_oql_to_text (oql, error);
}

/* Page after page until as many came as the server says there are, or none
 * came any more: a server too old to know pages sends all at once. */
static gboolean
walk_references (GuichetItopRest   *self,
                 ReferenceReading  *reading,
                 const char        *query,
                 const char        *wishes,
                 GCancellable      *cancellable,
                 GError           **error)
{
  for (guint page = 1;; page++)
    {
      g_autoptr(GBytes) operation = _guichet_itop_rest_build_get (reading->source->class_name, query, wishes,
                                                                  REFERENCE_PAGE, page, error);
      gint64 total = 0;
      GuichetCall call = { .operation = operation, .func = read_reference_cb, .user_data = reading };
      guint before = reading->found->len;

      if (operation == NULL || !_guichet_itop_rest_call (self, &call, &total, cancellable, error))
        return FALSE;
      if (reading->found->len == before || reading->found->len >= total)
        return TRUE;
    }
}

static gboolean
is_closed_class (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_RIGHT_OR_READ_ONLY);
}

/* A kind that the server does not have, or that this account may not read, is
 * an empty one. */
GPtrArray *
_guichet_itop_rest_read_references (GuichetRemote         *remote,
                                    GuichetReferenceKind   kind,
                                    GCancellable          *cancellable,
                                    GError               **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);
  g_autoptr(GPtrArray) found = guichet_references_new ();
  ReferenceReading reading = { .kind = kind, .found = found };
  g_autofree char *query = NULL;
  g_autofree char *wishes = NULL;
  g_autoptr(GError) failure = NULL;
  GHashTable *codes;

  g_return_val_if_fail (self->profile != NULL, NULL);

  reading.source = guichet_profile_get_reference_source (self->profile, kind);
  if (reading.source == NULL)
    return g_steal_pointer (&found);

  if ((codes = _guichet_itop_rest_learn_codes (self, reading.source->class_name, cancellable, &failure)) != NULL &&
      g_hash_table_size (codes) > 0 &&
      (query = build_reference_query (reading.source, &failure)) != NULL)
    {
      wishes = build_reference_wishes (reading.source, codes);
      walk_references (self, &reading, query, wishes, cancellable, &failure);
    }
  if (failure != NULL && !is_closed_class (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return g_steal_pointer (&found);
}
