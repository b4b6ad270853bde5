#include "config.h"

#include "remote/itop-portal-private.h"

#include "remote/itop-portal-field.h"
#include "remote/itop-portal-row.h"
#include "richtext/richtext.h"
#include "util/error.h"
#include "util/text.h"
#include "util/uuid.h"

/* How long a form does that a person fills in; sending takes a fresh one. */
#define FORM_SECONDS (10 * 60)
/* The newest tickets among which one is looked for that may have been made. */
#define NEWEST_ROWS 50
#define CHOICES_MAX 200

/* ---- the form */

/**
 * _guichet_itop_portal_read_create_page:
 *
 * Returns: (transfer full) (nullable): the server's form for a ticket of a
 *   leaf of the catalogue, filled in as the leaf wants it
 */
GuichetPortalPage *
_guichet_itop_portal_read_create_page (GuichetItopPortal  *self,
                                       gint64              leaf,
                                       GCancellable       *cancellable,
                                       GError            **error)
{
  const GuichetPortalLeaf *found = _guichet_itop_portal_find_leaf (self, leaf, cancellable, error);
  g_autofree char *query = NULL;
  g_autofree char *token = NULL;
  g_auto(GuichetPortalAnswer) answer = { NULL };
  GuichetPortalPage *page;

  if (found == NULL)
    return NULL;
  token = g_uri_escape_string (found->token, NULL, FALSE);
  query = g_strconcat ("ar_token=", token, NULL);
  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_FRAGMENT, found->route, query, &answer, cancellable, error))
    return NULL;
  page = guichet_portal_page_read (answer.body->str, answer.body->len, NULL);
  if (page == NULL)
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER, "The page of a new ticket holds no form");

  return page;
}

static GuichetPortalPage *
ensure_page (GuichetItopPortal  *self,
             gint64              leaf,
             GCancellable       *cancellable,
             GError            **error)
{
  gint64 now = g_get_monotonic_time ();
  GuichetPortalPage *page;

  if (self->create_page != NULL && self->create_leaf == leaf && now - self->create_read < FORM_SECONDS * G_USEC_PER_SEC)
    return self->create_page;

  page = _guichet_itop_portal_read_create_page (self, leaf, cancellable, error);
  if (page == NULL)
    return NULL;
  g_clear_pointer (&self->create_page, guichet_portal_page_free);
  self->create_page = page;
  self->create_leaf = leaf;
  self->create_read = now;

  return page;
}

/* Stock iTop may have incidents beside requests: some leaves then lead to them.
 * A ticket of theirs would be made and never be seen here. */
static gboolean
check_class (GuichetItopPortal        *self,
             const GuichetPortalPage  *page,
             GError                  **error)
{
  if (g_strcmp0 (page->class_name, self->layout->class_name) == 0)
    return TRUE;

  g_propagate_error (error, guichet_error_new (GUICHET_ERROR_OTHER_CLASS,
                                               guichet_field_get_name (GUICHET_FIELD_SUBCATEGORY), NULL,
                                               "This leaf of the catalogue makes a ticket of class %s", page->class_name));

  return FALSE;
}

/* The address to which a form of this class is sent. */
static char *
build_create_route (const GuichetPortalPage *page)
{
  return g_strconcat ("/object/create/", page->class_name, NULL);
}

/* The fields that follow those which were changed. */
static GPtrArray *
list_impacted (GuichetCreateForm *form,
               GHashTable        *values)
{
  GPtrArray *codes = g_ptr_array_new ();

  for (guint i = 0; i < form->fields->len; i++)
    {
      const GuichetFormField *field = g_ptr_array_index (form->fields, i);
      const char *value = g_hash_table_lookup (values, field->code);

      if (value == NULL || g_str_equal (value, field->value))
        continue;
      for (guint j = 0; field->impacts[j] != NULL; j++)
        if (!g_ptr_array_find_with_equal_func (codes, field->impacts[j], g_str_equal, NULL) &&
            guichet_create_form_find (form, field->impacts[j]) != NULL)
          g_ptr_array_add (codes, field->impacts[j]);
    }

  return codes;
}

/* Only what the form lets be written goes along. */
static void
add_values (GuichetPortalPost *post,
            GuichetPortalPage *page,
            GHashTable        *values)
{
  GHashTableIter iter;
  gpointer code;
  gpointer value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &code, &value))
    if (guichet_portal_field_is_writable (yyjson_obj_get (page->fields, code)))
      guichet_portal_post_add_value (post, code, value);
}

static gboolean
read_impacted (GuichetItopPortal  *self,
               GuichetPortalPage  *page,
               GuichetCreateForm  *form,
               GHashTable         *values,
               GPtrArray          *codes,
               GCancellable       *cancellable,
               GError            **error)
{
  g_autofree char *route = build_create_route (page);
  g_autoptr(GuichetPortalPost) post = guichet_portal_post_new ();
  GuichetPortalCall call = { .route = route, .post = post };
  g_auto(GuichetPortalAnswer) answer = { NULL };

  guichet_portal_post_add (post, "operation", "update");
  guichet_portal_post_add_form (post, page->data);
  add_values (post, page, values);
  for (guint i = 0; i < codes->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("requested_fields[%u]", i);

      guichet_portal_post_add (post, name, g_ptr_array_index (codes, i));
    }
  if (!_guichet_itop_portal_call (self, &call, &answer, cancellable, error))
    return FALSE;

  guichet_portal_fields_fill_form (yyjson_doc_ptr_get (answer.doc, "/form/updated_fields"), page->impacts,
                                   self->profile, form);

  return TRUE;
}

static GuichetCreateForm *
build_form (GuichetItopPortal *self,
            GuichetPortalPage *page,
            gint64             leaf)
{
  GuichetCreateForm *form = guichet_create_form_new (leaf, page->class_name);

  form->from_server = TRUE;
  guichet_portal_fields_fill_form (page->fields, page->impacts, self->profile, form);

  return form;
}

GuichetCreateForm *
_guichet_itop_portal_read_create_form (GuichetRemote  *remote,
                                       gint64          leaf,
                                       GHashTable     *values,
                                       GCancellable   *cancellable,
                                       GError        **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);
  g_autoptr(GuichetCreateForm) form = NULL;
  g_autoptr(GPtrArray) codes = NULL;
  GuichetPortalPage *page;

  g_return_val_if_fail (self->profile != NULL, NULL);

  if (!_guichet_itop_portal_ensure_layout (self, cancellable, error) ||
      (page = ensure_page (self, leaf, cancellable, error)) == NULL || !check_class (self, page, error))
    return NULL;
  form = build_form (self, page, leaf);
  if (values == NULL)
    return g_steal_pointer (&form);

  codes = list_impacted (form, values);
  if (codes->len > 0 && !read_impacted (self, page, form, values, codes, cancellable, error))
    return NULL;

  return g_steal_pointer (&form);
}

/* ---- the search behind a field */

static GPtrArray *
read_items (yyjson_val *items)
{
  GPtrArray *found = guichet_choices_new ();
  yyjson_arr_iter iter = yyjson_arr_iter_with (items);
  yyjson_val *item;

  while ((item = yyjson_arr_iter_next (&iter)) != NULL && found->len < CHOICES_MAX)
    {
      g_autofree char *id = guichet_json_dup_text (item, "id");
      g_autofree char *html = guichet_json_dup_text (item, "name");
      g_autofree char *plain = guichet_html_unescape (html, -1);
      g_autofree char *name = guichet_text_single_line (plain);

      if (*id != '\0')
        g_ptr_array_add (found, guichet_choice_new (id, name));
    }

  return found;
}

/* Only by POST (transcript search-01). What was entered so far goes along, as
 * far as the form that was read last has it. */
GPtrArray *
_guichet_itop_portal_search_choices (GuichetRemote  *remote,
                                     const char     *code,
                                     const char     *words,
                                     GHashTable     *values,
                                     GCancellable   *cancellable,
                                     GError        **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);
  g_autoptr(GuichetPortalPost) post = guichet_portal_post_new ();
  GuichetPortalCall call = { .post = post };
  g_auto(GuichetPortalAnswer) answer = { NULL };
  g_autofree char *route = NULL;
  g_autofree char *data = NULL;

  g_return_val_if_fail (self->profile != NULL, NULL);

  if (!guichet_portal_layout_is_word (code))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "No field can be called %s", code);
      return NULL;
    }
  if (!_guichet_itop_portal_ensure_layout (self, cancellable, error))
    return NULL;

  call.route = route = g_strdup_printf ("/object/search/autocomplete/%s/%s", code, self->layout->class_name);
  data = guichet_portal_build_form_data (self->layout->class_name, 0, "create");
  guichet_portal_post_add (post, "sQuery", words);
  guichet_portal_post_add_form (post, self->create_page != NULL ? self->create_page->data : data);
  if (values != NULL && self->create_page != NULL)
    add_values (post, self->create_page, values);
  if (!_guichet_itop_portal_call (self, &call, &answer, cancellable, error))
    return NULL;

  return read_items (yyjson_doc_ptr_get (answer.doc, "/results/items"));
}

/* ---- a new ticket */

/* What the leaf and the account decide; where the form does not have it, there
 * is nothing to be said about it. */
static gboolean
is_implied (GuichetField field)
{
  switch (field)
    {
    case GUICHET_FIELD_ORGANISATION:
    case GUICHET_FIELD_CALLER:
    case GUICHET_FIELD_DOMAIN:
    case GUICHET_FIELD_FAMILY_GROUP:
    case GUICHET_FIELD_SERVICE_FAMILY:
    case GUICHET_FIELD_SERVICE:
    case GUICHET_FIELD_SUBCATEGORY:
    case GUICHET_FIELD_REQUEST_TYPE:
    case GUICHET_FIELD_ORIGIN:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
refuse_field (const char  *name,
              const char  *message,
              GError     **error)
{
  g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, name, NULL, "%s: %s", name, message));

  return FALSE;
}

/* The values of @intent by attribute code, without those that are implied. */
static gboolean
collect_values (GuichetItopPortal    *self,
                const GuichetIntent  *intent,
                GuichetCreateForm    *form,
                GHashTable           *values,
                GError              **error)
{
  GHashTableIter iter;
  gpointer code;
  gpointer value;

  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);
      const char *name = guichet_profile_get_code (self->profile, change->field);
      const GuichetFormField *field = name != NULL ? guichet_create_form_find (form, name) : NULL;

      if (field != NULL && !field->read_only)
        g_hash_table_replace (values, g_strdup (name), g_strdup (change->value != NULL ? change->value : ""));
      else if (!is_implied (change->field) && !guichet_text_is_empty (change->value))
        return refuse_field (guichet_field_get_name (change->field), "the server's form does not have it", error);
    }
  g_hash_table_iter_init (&iter, intent->extras);
  while (g_hash_table_iter_next (&iter, &code, &value))
    g_hash_table_replace (values, g_strdup (code), g_strdup (value));

  return TRUE;
}

/* The server forgets to look, or loses what it finds (§7). Choices that depend
 * on what was changed were read with the values. */
static gboolean
check_values (GuichetCreateForm  *form,
              GHashTable         *values,
              GError            **error)
{
  GHashTableIter iter;
  gpointer code;

  for (guint i = 0; i < form->fields->len; i++)
    {
      const GuichetFormField *field = g_ptr_array_index (form->fields, i);
      const char *value = g_hash_table_lookup (values, field->code);

      if (!guichet_form_field_check (field, value != NULL ? value : field->value, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    {
      const GuichetFormField *field = guichet_create_form_find (form, code);

      if (field == NULL || field->read_only)
        return refuse_field (code, "the server's form does not let it be written", error);
    }

  return TRUE;
}

static void
mark_description (GuichetItopPortal   *self,
                  const GuichetIntent *intent,
                  GuichetCreateForm   *form,
                  GHashTable          *values)
{
  const char *code = guichet_profile_get_code (self->profile, GUICHET_FIELD_DESCRIPTION);
  const char *text = code != NULL ? g_hash_table_lookup (values, code) : NULL;
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);

  if (code != NULL && guichet_create_form_find (form, code) != NULL)
    g_hash_table_replace (values, g_strdup (code), guichet_html_add_marker (text != NULL ? text : "", marker));
}

static gint64
get_leaf (const GuichetIntent *intent)
{
  const GuichetFieldChange *change = guichet_intent_get_change (intent, GUICHET_FIELD_SUBCATEGORY);
  gint64 id;

  return change != NULL && guichet_text_parse_int64 (change->value, &id) ? id : 0;
}

static GuichetPortalPost *
prepare_values (GuichetItopPortal    *self,
                const GuichetIntent  *intent,
                GuichetPortalPage    *page,
                GCancellable         *cancellable,
                GError              **error)
{
  g_autoptr(GuichetCreateForm) form = build_form (self, page, get_leaf (intent));
  g_autoptr(GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GPtrArray) codes = NULL;
  GuichetPortalPost *post;

  if (!collect_values (self, intent, form, values, error))
    return NULL;
  codes = list_impacted (form, values);
  if ((codes->len > 0 && !read_impacted (self, page, form, values, codes, cancellable, error)) ||
      !check_values (form, values, error))
    return NULL;

  mark_description (self, intent, form, values);
  post = guichet_portal_post_new ();
  add_values (post, page, values);

  return post;
}

/* No protection against a double send (§7): the marker in the description is
 * what an unknown outcome is cleared up by. */
GuichetTicket *
_guichet_itop_portal_create (GuichetItopPortal    *self,
                             const GuichetIntent  *intent,
                             GCancellable         *cancellable,
                             GError              **error)
{
  g_autoptr(GuichetPortalPage) page = _guichet_itop_portal_read_create_page (self, get_leaf (intent),
                                                                             cancellable, error);
  g_autoptr(GuichetPortalPost) values = NULL;
  g_autofree char *route = NULL;
  g_autoptr(yyjson_doc) answer = NULL;

  if (page == NULL || !check_class (self, page, error) || (values = prepare_values (self, intent, page, cancellable, error)) == NULL)
    return NULL;

  route = build_create_route (page);
  answer = _guichet_itop_portal_submit (self, page, route, values, cancellable, error);

  return answer != NULL ? _guichet_itop_portal_see_result (self, answer, cancellable, error) : NULL;
}

/* ---- whether a ticket was created */

static void
keep_id_cb (gint64      id,
            yyjson_val *attributes,
            gpointer    user_data)
{
  g_array_append_val ((GArray *) user_data, id);
}

typedef struct
{
  GuichetProfile *profile;
  const char     *title;        /* nullable */
  GArray         *ids;
} TitleReading;

/* The title as the server keeps it: without the space around it. */
static void
keep_titled_cb (gint64      id,
                yyjson_val *attributes,
                gpointer    user_data)
{
  TitleReading *reading = user_data;
  g_autoptr(GuichetTicket) ticket = guichet_portal_row_read (reading->profile, id, attributes);
  g_autofree char *theirs = guichet_text_single_line (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
  g_autofree char *ours = guichet_text_single_line (reading->title != NULL ? reading->title : "");

  if (*theirs == '\0' || *ours == '\0' || g_str_equal (theirs, ours))
    g_array_append_val (reading->ids, id);
}

/* Since 3.2 one list searches in the descriptions of all tickets. */
static gboolean
search_marker (GuichetItopPortal  *self,
               const char         *marker,
               GArray             *ids,
               GCancellable       *cancellable,
               GError            **error)
{
  GuichetPortalWalk walk = {
    .brick = self->layout->everything,
    .tab = "all",
    .search = marker,
    .show = 5,
    .page = 1,
  };

  return _guichet_itop_portal_read_rows (self, &walk, keep_id_cb, ids, NULL, cancellable, error);
}

/* Elsewhere it is among the newest. */
static gboolean
list_newest (GuichetItopPortal    *self,
             const GuichetIntent  *intent,
             GArray               *ids,
             GCancellable         *cancellable,
             GError              **error)
{
  const GuichetFieldChange *title = guichet_intent_get_change (intent, GUICHET_FIELD_TITLE);
  TitleReading reading = { self->profile, title != NULL ? title->value : NULL, ids };

  for (guint i = 0; i < self->layout->lists->len; i++)
    {
      const GuichetPortalList *list = g_ptr_array_index (self->layout->lists, i);
      GuichetPortalWalk walk = {
        .brick = list->brick,
        .tab = list->tab,
        .order = guichet_profile_get_code (self->profile, GUICHET_FIELD_START_DATE),
        .show = NEWEST_ROWS,
        .page = 1,
      };

      if (!_guichet_itop_portal_read_rows (self, &walk, keep_titled_cb, &reading, NULL, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* Of several that carry the marker, the oldest. */
static GuichetTicket *
find_marked (GuichetItopPortal  *self,
             const char         *marker,
             GArray             *ids,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autoptr(GuichetTicket) found = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(GError) failure = NULL;
      g_autoptr(GuichetTicket) ticket = _guichet_itop_portal_view (self, g_array_index (ids, gint64, i), NULL,
                                                                   cancellable, &failure);

      if (failure != NULL && !g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (ticket == NULL || strstr (guichet_ticket_get (ticket, GUICHET_FIELD_DESCRIPTION), marker) == NULL)
        continue;
      if (found == NULL || guichet_ticket_get_id (ticket) < guichet_ticket_get_id (found))
        {
          g_clear_pointer (&found, guichet_ticket_unref);
          found = g_steal_pointer (&ticket);
        }
    }

  return g_steal_pointer (&found);
}

GuichetTicket *
_guichet_itop_portal_find_created (GuichetRemote        *remote,
                                   const GuichetIntent  *intent,
                                   GCancellable         *cancellable,
                                   GError              **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);

  g_return_val_if_fail (self->profile != NULL, NULL);

  if (!_guichet_itop_portal_ensure_layout (self, cancellable, error))
    return NULL;
  if (self->layout->everything != NULL
        ? !search_marker (self, marker, ids, cancellable, error)
        : !list_newest (self, intent, ids, cancellable, error))
    return NULL;

  return find_marked (self, marker, ids, cancellable, error);
}
