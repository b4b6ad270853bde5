#include "config.h"

#include "remote/html-scanner.h"
#include "remote/itop-portal-field.h"
#include "remote/itop-portal-private.h"
#include "remote/itop-portal-row.h"
#include "remote/itop-portal-thread.h"
#include "target.h"
#include "util/error.h"

/* Whatever the portal answers: scanned, searched for literals, read as fields,
 * rows and verdicts. No byte may end in anything but valid texts of bounded
 * number and codes of GuichetError. The first byte chooses the kind of call. */

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

/* Every byte is in one piece at most, in order; the inside of a tag stays
 * within the text. */
static void
check_scanner (const char *html,
               gsize       length)
{
  GuichetHtmlScanner scanner;
  const char *behind = html;
  guint n = 0;

  guichet_html_scanner_init (&scanner, html, (gssize) length);
  while (guichet_html_scanner_next (&scanner))
    {
      g_autofree char *value = NULL;
      GuichetHtmlScanner inside = scanner;
      const char *start;
      gsize inner;

      g_assert_true (scanner.start >= behind && scanner.end > scanner.start && scanner.end <= html + length);
      behind = scanner.end;
      value = guichet_html_scanner_dup_attribute (&scanner, "class");
      check_text (value);
      guichet_html_scanner_has_class (&scanner, "caselog-thread--block");
      if (n++ < 20 && guichet_html_scanner_read_inner (&inside, &start, &inner))
        g_assert_true (start >= html && start + inner <= html + length);
    }
}

static void
check_entries (GPtrArray *entries)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const GuichetJournalEntry *entry = entries->pdata[i];

      check_text (entry->date);
      check_text (entry->author);
      check_text (entry->html);
    }
}

static void
check_attachments (yyjson_val *field)
{
  gint64 offset = GUICHET_PORTAL_NO_OFFSET;
  g_autoptr(GPtrArray) found = guichet_portal_attachments_read (field, 1, &offset);

  for (guint i = 0; i < found->len; i++)
    {
      const GuichetAttachment *attachment = found->pdata[i];

      g_assert_cmpint (attachment->id, >, 0);
      check_text (attachment->name);
      check_text (attachment->date);
      check_text (attachment->author);
      check_text (attachment->mime);
    }
  g_assert_true (offset == GUICHET_PORTAL_NO_OFFSET || ABS (offset) <= 14 * 3600);
}

static void
check_ticket (GuichetTicket *ticket)
{
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      check_text (guichet_ticket_peek (ticket, i));
      check_text (guichet_ticket_get_label (ticket, i));
    }
  check_entries (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC));
  g_assert_null (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE));
}

static void
check_form (yyjson_val     *fields,
            GuichetProfile *profile)
{
  g_autoptr(GuichetCreateForm) form = guichet_create_form_new (1, "UserRequest");

  guichet_portal_fields_fill_form (fields, fields, profile, form);
  g_assert_cmpuint (form->fields->len, <=, 200);
  for (guint i = 0; i < form->fields->len; i++)
    {
      const GuichetFormField *field = form->fields->pdata[i];

      g_assert_true (guichet_portal_layout_is_word (field->code));
      check_text (field->label);
      check_text (field->value);
      check_text (field->value_label);
      for (guint j = 0; j < field->choices->len; j++)
        check_text (((const GuichetChoice *) field->choices->pdata[j])->label);
    }
}

static void
check_fields (yyjson_val     *fields,
              GuichetProfile *profile)
{
  g_autoptr(GuichetTicket) ticket = guichet_ticket_new (1);
  g_autoptr(GuichetTicket) row = guichet_portal_row_read (profile, 1, fields);
  yyjson_obj_iter iter = yyjson_obj_iter_with (fields);
  yyjson_val *name;

  guichet_portal_fields_fill_ticket (fields, profile, ticket);
  check_ticket (ticket);
  check_ticket (row);
  check_form (fields, profile);
  for (guint i = 0; i < 10 && (name = yyjson_obj_iter_next (&iter)) != NULL; i++)
    check_attachments (yyjson_obj_iter_get_val (name));
}

static void
check_page (const char     *html,
            gsize           length,
            GuichetProfile *profile)
{
  gsize consumed = 0;
  g_autoptr(GuichetPortalPage) page = guichet_portal_page_read (html, length, &consumed);

  if (page == NULL)
    return;
  g_assert_true (consumed > 0 && consumed <= length);
  check_text (page->transaction);
  check_fields (page->fields, profile);
}

/* The HTML of a field, as a journal and as attachments. */
static void
check_as_field (const char     *html,
                gsize           length)
{
  g_autofree char *valid = g_utf8_make_valid (html, (gssize) length);
  g_autoptr(yyjson_mut_doc) mut = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (mut);
  g_autoptr(yyjson_doc) doc = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  yyjson_mut_doc_set_root (mut, root);
  yyjson_mut_obj_add_str (mut, root, "html", valid);
  yyjson_mut_obj_add_str (mut, yyjson_mut_obj_add_obj (mut, root, "html_metadata"), "value-raw", valid);
  doc = yyjson_mut_doc_imut_copy (mut, NULL);
  entries = guichet_portal_thread_read (yyjson_doc_get_root (doc));
  check_entries (entries);
  check_attachments (yyjson_doc_get_root (doc));
}

static void
judge (const char     *body,
       gsize           length,
       guint8          kind,
       GuichetProfile *profile)
{
  static const guint statuses[] = { 200, 200, 200, 500, 503, 404, 302, 401 };
  g_auto(GuichetPortalAnswer) answer = { .body = g_string_new_len (body, (gssize) length) };
  g_autoptr(GError) error = NULL;
  GuichetPortalJudged judged = {
    .reply = { .sent = TRUE, .status = statuses[kind & 7], .redirected = statuses[kind & 7] == 302 },
    .write = (kind & 8) != 0,
    .expected = (GuichetPortalExpected) ((kind >> 4) & 3),
    .location = kind & 64 ? "https://sso.example/" : NULL,
    .host = "itop.example",
    .sentence = "out",
    .profile = profile,
  };
  GuichetPortalVerdict verdict = _guichet_portal_answer_judge (&judged, &answer, &error);
  yyjson_val *form = yyjson_obj_get (yyjson_doc_get_root (answer.doc), "form");

  g_assert_true ((verdict == GUICHET_PORTAL_FAILED) == (error != NULL));
  if (error != NULL)
    {
      g_assert_true (error->domain == GUICHET_ERROR);
      check_text (guichet_error_get_detail (error));
    }
  g_clear_error (&error);
  if (form == NULL)
    return;
  if (!_guichet_portal_check_validation (form, profile, &error))
    {
      g_assert_true (error->domain == GUICHET_ERROR);
      check_text (guichet_error_get_detail (error));
    }
  check_fields (yyjson_obj_get (form, "updated_fields"), profile);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GuichetProfile *profile;
  const char *body = (const char *) data + 1;
  g_autofree char *copy = NULL;

  if (profile == NULL)
    profile = guichet_profile_load_named ("asap", NULL);
  if (size < 1)
    return 0;

  /* As the transport hands it over: ended by a zero byte. */
  copy = g_malloc (size);
  memcpy (copy, body, size - 1);
  copy[size - 1] = '\0';
  check_scanner (copy, size - 1);
  check_page (copy, size - 1, profile);
  check_as_field (copy, size - 1);
  judge (copy, size - 1, data[0], profile);

  return 0;
}

/* Of a recorded page the two literals, as they stand in it. */
static char *
dup_page (yyjson_val *summary)
{
  g_autofree char *fields = yyjson_val_write (yyjson_obj_get (summary, "field_set.fields_list"),
                                              YYJSON_WRITE_NOFLAG, NULL);
  g_autofree char *data = yyjson_val_write (yyjson_obj_get (summary, "formmanager_data"), YYJSON_WRITE_NOFLAG, NULL);

  if (fields == NULL || data == NULL)
    return NULL;

  return g_strdup_printf ("<script>x.field_set({\"fields_list\":%s});\nformmanager_data: %s,</script>", fields, data);
}

/* The body of a recorded answer. */
GBytes *
fuzz_target_make_seed (const char *contents,
                       gsize       length)
{
  g_autoptr(yyjson_doc) doc = yyjson_read (contents, length, YYJSON_READ_NOFLAG);
  yyjson_val *body = yyjson_doc_ptr_get (doc, "/response/body");
  g_autofree char *text = body != NULL ? yyjson_val_write (body, YYJSON_WRITE_NOFLAG, NULL)
                                       : dup_page (yyjson_doc_ptr_get (doc, "/response/body_summary"));
  g_autoptr(GByteArray) seed = g_byte_array_new ();

  g_byte_array_append (seed, (const guint8 *) "\0", 1);
  if (text != NULL)
    g_byte_array_append (seed, (const guint8 *) text, (guint) strlen (text));

  return g_byte_array_free_to_bytes (g_steal_pointer (&seed));
}

const char * const *
fuzz_target_get_words (void)
{
  static const char * const words[] = {
    ".field_set({\"fields_list\":{", "formmanager_data: {\"formmanager_class\":\"x\"}", "\"html\":\"", "\"html_metadata\":{",
    "\"value-raw\":\"", "<div class=\"caselog-thread--block-user\">", "<div class=\"caselog-thread--block-entry-content\">",
    "<div class=\"caselog-thread--block-entry-date\">", "<div class=\"caselog_field_entry_header\">",
    "<div class=\"caselog_field_entry_content\">", "========== 2026-11-24 00:17:35 : x (1) ============\n",
    "<tr id=\"display_attachment_7\">", "<td role=\"upload-date\" data-order=\"1795475855\">", "<td role=\"filename\">",
    "<option value=\"1\">", "<!--", "-->", "<script>", "</script>", "</div>", "&eacute;", "&#x10ffff;", "&#", "=\"", "='",
    "\"updated_fields\":{", "\"validation\":{\"valid\":false,\"messages\":{\"error\":", "auth_user", "\"error_message\":\"",
    "\\u0000", "\\ud800", "\xff", "{", "}", "[", "]", "<", ">", NULL
  };

  return words;
}
