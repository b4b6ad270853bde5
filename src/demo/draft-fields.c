#include "config.h"

#include "demo/draft-fields.h"

#include "demo/case-log.h"
#include "demo/html-filter.h"
#include "demo/query.h"
#include "util/server-time.h"
#include "util/text.h"

/* What the server makes of each kind of value that a client may send
 * (ITOP-PROTOCOL §4 to §6, §12). */

static gboolean
refuse (GError     **error,
        int          code,
        const char  *attribute,
        const char  *format,
        ...) G_GNUC_PRINTF (4, 5);

static gboolean
refuse (GError     **error,
        int          code,
        const char  *attribute,
        const char  *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, DEMO_EXCEPTION, code, "%s: %s", attribute, message);
  return FALSE;
}

/* Scalars are cast; an array becomes the text "Array" (misc-15); an object
 * breaks the PHP (misc-16). */
static char *
cast_to_text (yyjson_val  *value,
              GError     **error)
{
  if (yyjson_is_str (value))
    return g_strdup (yyjson_get_str (value));
  if (yyjson_is_null (value))
    return g_strdup ("");
  if (yyjson_is_bool (value))
    return g_strdup (yyjson_get_bool (value) ? "1" : "");
  if (yyjson_is_arr (value))
    return g_strdup ("Array");
  if (yyjson_is_obj (value))
    {
      g_set_error_literal (error, DEMO_EXCEPTION, DEMO_CODE_BREAKDOWN, "Object where a text is due");
      return NULL;
    }

  return demo_json_to_text (value);
}

static gboolean
take_text (DemoDraft            *draft,
           const DemoAttribute  *attribute,
           yyjson_val           *value,
           GError              **error)
{
  g_autofree char *text = cast_to_text (value, error);
  g_autofree char *clean = NULL;

  if (text == NULL)
    return FALSE;

  if (attribute->kind == DEMO_KIND_HTML)
    clean = demo_html_clean (text);
  demo_draft_set (draft, attribute->code, clean != NULL ? clean : text);
  return TRUE;
}

static gboolean
has_date_form (const char *text)
{
  static const char pattern[] = "dddd-dd-dd dd:dd:dd";

  if (strlen (text) != sizeof pattern - 1)
    return FALSE;

  for (gsize i = 0; pattern[i] != '\0'; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (text[i]) : pattern[i] != text[i])
      return FALSE;

  return TRUE;
}

/* Both an hour that summer time skips and a Unix time end as what the clock
 * of the server shows (date-04, date-06). */
static char *
normalise_date (DemoCore   *core,
                const char *text)
{
  g_autoptr(GDateTime) when = NULL;
  gint64 seconds;

  if (guichet_text_parse_int64 (text, &seconds))
    when = g_date_time_new_from_unix_utc (seconds);
  else
    when = guichet_server_time_parse (text, core->zone);

  return when != NULL ? guichet_server_time_format (when, core->zone) : NULL;
}

static gboolean
take_date (DemoDraft            *draft,
           const DemoAttribute  *attribute,
           yyjson_val           *value,
           GError              **error)
{
  g_autofree char *text = cast_to_text (value, error);
  g_autofree char *date = NULL;
  gint64 seconds;

  if (text == NULL)
    return FALSE;
  if (*text == '\0')
    {
      demo_draft_set (draft, attribute->code, "");
      return TRUE;
    }
  if (!has_date_form (text) && !guichet_text_parse_int64 (text, &seconds))
    return refuse (error, DEMO_CODE_INTERNAL, attribute->code,
                   "Wrong format for date attribute %s, expecting \"Y-m-d H:i:s\" and got \"%s\"",
                   attribute->code, text);

  date = normalise_date (draft->core, text);
  if (date == NULL)
    {
      g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL,
                   "Failed to issue SQL query: query = UPDATE `%s`, mysql_errno = 1292, "
                   "mysql_error = Incorrect datetime value: '%s' for column `%s` at row 1: id = %" G_GINT64_FORMAT
                   ", class = %s", draft->class->table, text, attribute->code, draft->id, draft->class->name);
      return FALSE;
    }

  demo_draft_set (draft, attribute->code, date);
  return TRUE;
}

static gboolean
find_target (DemoDraft            *draft,
             const DemoAttribute  *key,
             yyjson_val           *value,
             gint64               *out_id,
             GError              **error)
{
  const DemoClass *target = key->target != NULL ? demo_schema_get_class (key->target, draft->core->lab) : NULL;
  g_autoptr(GError) local = NULL;
  g_autoptr(DemoSet) set = NULL;
  gint64 number;

  *out_id = 0;
  if (yyjson_is_null (value) || target == NULL)
    return TRUE;
  if (yyjson_is_str (value) && (*yyjson_get_str (value) == '\0' || g_str_equal (yyjson_get_str (value), "0")))
    return TRUE;
  if (yyjson_is_int (value) && yyjson_get_sint (value) == 0)
    return TRUE;

  /* Unlike a key, a bad query is told without its frame (create-32). */
  if (yyjson_is_str (value) && !guichet_text_parse_int64 (yyjson_get_str (value), &number))
    set = demo_set_new_from_oql (draft->core, draft->account, yyjson_get_str (value), &local);
  else
    set = demo_set_new_from_key (draft->core, draft->account, target, value, &local);

  if (set == NULL || (*out_id = demo_set_find_one (set, draft->core, &local)) < 0)
    return refuse (error, DEMO_CODE_INTERNAL, key->code, "%s", local->message);

  return TRUE;
}

static gboolean
take_key (DemoDraft            *draft,
          const DemoAttribute  *attribute,
          yyjson_val           *value,
          GError              **error)
{
  g_autofree char *text = NULL;
  gint64 id;

  if (!find_target (draft, attribute, value, &id, error))
    return FALSE;

  text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  demo_draft_set (draft, attribute->code, text);
  return TRUE;
}

static void
append_entry (DemoDraft  *draft,
              const char *code,
              const char *date,
              gboolean    html,
              const char *message)
{
  g_autofree char *now = demo_core_now (draft->core);
  g_autofree char *clean = html ? demo_html_clean (message) : NULL;
  g_autofree char *log = NULL;

  log = demo_case_log_append (demo_draft_get (draft, code), date != NULL ? date : now, draft->account->name,
                              draft->account->id, html, html ? clean : message);
  demo_draft_set (draft, code, log);
  if (!g_ptr_array_find_with_equal_func (draft->appended, code, g_str_equal, NULL))
    g_ptr_array_add (draft->appended, (gpointer) code);
}

static gboolean
take_item (DemoDraft            *draft,
           const DemoAttribute  *attribute,
           yyjson_val           *item,
           GError              **error)
{
  const char *message = yyjson_get_str (yyjson_obj_get (item, "message"));
  const char *format = yyjson_get_str (yyjson_obj_get (item, "format"));
  const char *date = yyjson_get_str (yyjson_obj_get (item, "date"));
  g_autofree char *when = NULL;

  if (yyjson_obj_get (item, "user_id") != NULL && (draft->account->flags & DEMO_ACCOUNT_ADMIN) == 0)
    return refuse (error, DEMO_CODE_UNAUTHORIZED, attribute->code, "Only administrators can set the user id");
  if (message == NULL)
    return refuse (error, DEMO_CODE_INTERNAL, attribute->code, "Missing mandatory field 'message'");
  if (date != NULL && (!has_date_form (date) || (when = normalise_date (draft->core, date)) == NULL))
    return refuse (error, DEMO_CODE_INTERNAL, attribute->code, "Invalid date '%s'", date);

  append_entry (draft, attribute->code, when, format == NULL || g_str_equal (format, "html"), message);
  return TRUE;
}

/* Replaces the whole history, even for a plain agent (log-17). */
static gboolean
take_items (DemoDraft            *draft,
            const DemoAttribute  *attribute,
            yyjson_val           *items,
            GError              **error)
{
  yyjson_val *item;
  gsize i, max;

  demo_draft_set (draft, attribute->code, "");
  yyjson_arr_foreach (items, i, max, item)
    if (!take_item (draft, attribute, item, error))
      return FALSE;

  g_ptr_array_remove (draft->appended, (gpointer) attribute->code);
  return TRUE;
}

static gboolean
take_log (DemoDraft            *draft,
          const DemoAttribute  *attribute,
          yyjson_val           *value,
          GError              **error)
{
  yyjson_val *items;
  yyjson_val *item;

  if (yyjson_is_null (value))
    return TRUE;
  if (!yyjson_is_obj (value))
    {
      g_autofree char *text = cast_to_text (value, error);

      if (text != NULL && *text != '\0')
        append_entry (draft, attribute->code, NULL, TRUE, text);
      return text != NULL;
    }
  if ((item = yyjson_obj_get (value, "add_item")) != NULL)
    return take_item (draft, attribute, item, error);
  if (yyjson_is_arr (items = yyjson_obj_get (value, "items")))
    return take_items (draft, attribute, items, error);

  return refuse (error, DEMO_CODE_INTERNAL, attribute->code, "Missing 'items' elements");
}

/* Decoded as leniently as PHP does: what is no base64 is skipped (att-06). */
static char *
normalise_base64 (const char *data)
{
  g_autoptr(GString) kept = g_string_sized_new (strlen (data));
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  for (const char *p = data; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || *p == '+' || *p == '/')
      g_string_append_c (kept, *p);
  while (kept->len % 4 == 2 || kept->len % 4 == 3)
    g_string_append_c (kept, '=');

  bytes = g_base64_decode (kept->str, &length);
  return g_base64_encode (bytes, length);
}

static void
set_part (DemoDraft  *draft,
          const char *code,
          const char *suffix,
          const char *value)
{
  g_autofree char *column = g_strconcat (code, suffix, NULL);

  demo_draft_set (draft, column, value);
}

static gboolean
take_blob (DemoDraft            *draft,
           const DemoAttribute  *attribute,
           yyjson_val           *value,
           GError              **error)
{
  const char *data = yyjson_get_str (yyjson_obj_get (value, "data"));
  const char *name = yyjson_get_str (yyjson_obj_get (value, "filename"));
  const char *type = yyjson_get_str (yyjson_obj_get (value, "mimetype"));
  g_autofree char *normal = NULL;

  if (data == NULL)
    return refuse (error, DEMO_CODE_INTERNAL, attribute->code, "Missing mandatory field 'data'");

  normal = normalise_base64 (data);
  set_part (draft, attribute->code, "_data", normal);
  set_part (draft, attribute->code, "_name", name != NULL ? name : "");
  set_part (draft, attribute->code, "_type", type != NULL ? type : "");
  return TRUE;
}

static gboolean
take_number (DemoDraft            *draft,
             const DemoAttribute  *attribute,
             yyjson_val           *value,
             GError              **error)
{
  g_autofree char *text = cast_to_text (value, error);
  g_autofree char *normal = NULL;
  gint64 number;

  if (text == NULL)
    return FALSE;
  if (!guichet_text_parse_int64 (text, &number))
    number = 0;

  normal = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  demo_draft_set (draft, attribute->code, normal);
  return TRUE;
}

static gboolean
take_stored (DemoDraft            *draft,
             const DemoAttribute  *attribute,
             yyjson_val           *value,
             GError              **error)
{
  switch (attribute->kind)
    {
    case DEMO_KIND_DATE:
      return take_date (draft, attribute, value, error);

    case DEMO_KIND_KEY:
      return take_key (draft, attribute, value, error);

    case DEMO_KIND_LOG:
      return take_log (draft, attribute, value, error);

    case DEMO_KIND_BLOB:
      return take_blob (draft, attribute, value, error);

    case DEMO_KIND_INTEGER:
    case DEMO_KIND_SECONDS:
      return take_number (draft, attribute, value, error);

    case DEMO_KIND_STRING:
    case DEMO_KIND_TEXT:
    case DEMO_KIND_HTML:
    case DEMO_KIND_CODE:
    case DEMO_KIND_EXTERNAL:
    case DEMO_KIND_LINKS:
    case DEMO_KIND_TAGS:
    case DEMO_KIND_FLAG:
    case DEMO_KIND_NULL:
    case DEMO_KIND_HIDDEN:
    case DEMO_KIND_ID:
    case DEMO_KIND_FRIENDLY_NAME:
    case DEMO_KIND_FINAL_CLASS:
    case DEMO_KIND_OBSOLETE:
    case DEMO_KIND_OBSOLETE_DATE:
    case DEMO_KIND_KEY_NAME:
    case DEMO_KIND_KEY_CLASS:
    case DEMO_KIND_KEY_OBSOLETE:
    default:
      return take_text (draft, attribute, value, error);
    }
}

gboolean
_demo_draft_take_field (DemoDraft   *draft,
                        const char  *code,
                        yyjson_val  *value,
                        GError     **error)
{
  DemoAttributeRef ref;

  if (!demo_class_resolve (draft->class, code, draft->core->lab, &ref) || ref.kind == DEMO_KIND_ID)
    return refuse (error, DEMO_CODE_INTERNAL, code, "Unknown attribute");
  /* Sets of links are taken and, here, have no store to go to. */
  if (ref.kind == DEMO_KIND_LINKS || ref.kind == DEMO_KIND_TAGS)
    return TRUE;
  if (!demo_kind_is_stored (ref.kind) ||
      (g_str_equal (code, "status") && draft->id != 0 &&
       !demo_core_is_weak (draft->core, GUICHET_DEMO_WEAKNESS_WRITABLE_STATUS)))
    return refuse (error, DEMO_CODE_INTERNAL, code, "Attempting to set the value on the read-only attribute %s::%s",
                   draft->class->name, code);

  return take_stored (draft, ref.attribute, value, error);
}
