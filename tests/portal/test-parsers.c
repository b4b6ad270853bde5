#include "config.h"

#include "remote/html-scanner.h"
#include "remote/itop-portal-field.h"
#include "remote/itop-portal-layout.h"
#include "remote/itop-portal-page.h"
#include "remote/itop-portal-thread.h"
#include "richtext/richtext.h"

/* ---- entities */

static void
test_entities (void)
{
  static const struct { const char *escaped; const char *plain; } cases[] = {
    { "Sous cat&eacute;gorie de service", "Sous catégorie de service" },
    { "&lt;p&gt;&amp;lt;3&lt;/p&gt;", "<p>&lt;3</p>" },
    { "&#39;&#x27;&apos;&quot;&nbsp;|", "'''\"\u00a0|" },
    { "&laquo;&thetasym;&raquo;", "«ϑ»" },
    { "&; &nothing; & &#; &#x; &#xZ; &#0; &#xd800; &#1114112; &amp", "&; &nothing; & &#; &#x; &#xZ; &#0; &#xd800; &#1114112; &amp" },
    { "a\nb", "a\nb" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = guichet_html_unescape (cases[i].escaped, -1);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

/* ---- the scanner */

static char *
dup_pieces (const char *html)
{
  GString *pieces = g_string_new (NULL);
  GuichetHtmlScanner scanner;

  guichet_html_scanner_init (&scanner, html, -1);
  while (guichet_html_scanner_next (&scanner))
    {
      if (scanner.kind == GUICHET_HTML_TEXT)
        g_string_append_printf (pieces, "[%.*s]", (int) (scanner.end - scanner.start), scanner.start);
      else
        g_string_append_printf (pieces, "%s%s ", scanner.kind == GUICHET_HTML_OPEN ? "+" : "-", scanner.name);
    }

  return g_string_free (pieces, FALSE);
}

static void
test_scanner (void)
{
  static const struct { const char *html; const char *pieces; } cases[] = {
    { "<P class=x>a<br/>b</P>", "+p [a]+br [b]-p " },
    { "1 < 2 <3 & a<b", "[1 < 2 <3 & a]+b " },
    { "<a title=\"x > y\" data = 'p>q'>z</a>", "+a [z]-a " },
    { "<a title=it's>z</a>", "+a [z]-a " },
    { "a<!-- <b> -->c<!DOCTYPE x>d<?php x ?>e", "[a][c][d][e]" },
    { "<script>if (a < b) '</p>';</script>x", "+script [if (a < b) '</p>';]-script [x]" },
    { "<script>", "+script " },
    { "<", "[<]" },
    { "</", "[</]" },
    { "<a", "+a " },
    { "<!--", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *pieces = dup_pieces (cases[i].html);

      g_assert_cmpstr (pieces, ==, cases[i].pieces);
    }
}

static void
test_attributes (void)
{
  GuichetHtmlScanner scanner;
  g_autofree char *title = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *none = NULL;

  guichet_html_scanner_init (&scanner, "<a Title=\"&eacute; > b\" disabled data-x='' class=\" one  two\tthree \" n=1/>", -1);
  g_assert_true (guichet_html_scanner_next (&scanner));
  title = guichet_html_scanner_dup_attribute (&scanner, "title");
  empty = guichet_html_scanner_dup_attribute (&scanner, "data-x");
  bare = guichet_html_scanner_dup_attribute (&scanner, "disabled");
  none = guichet_html_scanner_dup_attribute (&scanner, "data");
  g_assert_cmpstr (title, ==, "é > b");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (bare, ==, "");
  g_assert_null (none);
  g_assert_true (guichet_html_scanner_has_class (&scanner, "one"));
  g_assert_true (guichet_html_scanner_has_class (&scanner, "three"));
  g_assert_false (guichet_html_scanner_has_class (&scanner, "tw"));
}

static void
test_inner (void)
{
  static const char html[] = "<div id=a><p>x <div>y</div></p> z &amp; w<br>v</div><i>rest</i>";
  GuichetHtmlScanner scanner;
  const char *start;
  gsize length;
  g_autofree char *text = NULL;

  guichet_html_scanner_init (&scanner, html, -1);
  guichet_html_scanner_next (&scanner);
  g_assert_true (guichet_html_scanner_read_inner (&scanner, &start, &length));
  g_assert_cmpmem (start, length, "<p>x <div>y</div></p> z &amp; w<br>v", 36);
  guichet_html_scanner_next (&scanner);
  g_assert_cmpstr (scanner.name, ==, "i");

  guichet_html_scanner_init (&scanner, html, -1);
  guichet_html_scanner_next (&scanner);
  text = guichet_html_scanner_dup_inner_text (&scanner);
  g_assert_cmpstr (text, ==, "x y z & w v");

  guichet_html_scanner_init (&scanner, "<br>x", -1);
  guichet_html_scanner_next (&scanner);
  g_assert_false (guichet_html_scanner_read_inner (&scanner, &start, &length));
}

/* ---- literals in pages */

static void
test_literals (void)
{
  static const char page[] =
    "<h1>.field_set( {&quot;fields_list&quot;:{}} )</h1>"
    "<script>x.field_set(\n {\"fields_list\":{\"title\":{\"html\":\".field_set({\\\"fields_list\\\":{}})\"}},"
    "\"fields_impacts\":[]}); y({ formmanager_class: \"z\", formmanager_data: {\"transaction_id\":\"t-1\","
    "\"formmanager_class\":\"C\",\"formobject_class\":\"UserRequest\",\"formobject_id\":\"12\",\"formmode\":\"edit\"},"
    " endpoint: \"\"});</script>";
  g_autoptr(GuichetPortalPage) form = guichet_portal_page_read (page, strlen (page), NULL);
  g_autoptr(GuichetPortalPage) cut = guichet_portal_page_read (page, strlen (page) - 80, NULL);

  g_assert_nonnull (form);
  g_assert_nonnull (yyjson_obj_get (form->fields, "title"));
  g_assert_cmpstr (form->transaction, ==, "t-1");
  g_assert_cmpstr (form->class_name, ==, "UserRequest");
  g_assert_cmpint (form->object_id, ==, 12);
  g_assert_true (g_str_has_prefix (form->data, "{\"transaction_id\":\"t-1\""));
  g_assert_true (g_str_has_suffix (form->data, "\"edit\"}"));
  g_assert_null (cut);
}

/* ---- journals */

/* A field whose HTML and text are given. */
static yyjson_doc *
make_field (const char *html,
            const char *raw)
{
  g_autoptr(yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *escaped = guichet_html_escape (raw);
  yyjson_mut_val *metadata;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "html", html);
  metadata = yyjson_mut_obj_add_obj (doc, root, "html_metadata");
  yyjson_mut_obj_add_str (doc, metadata, "value-raw", escaped);

  return yyjson_mut_doc_imut_copy (doc, NULL);
}

#define RAW_TWO \
  "\n========== 2026-11-24 00:19:51 : Lucie Cabrol (11) ============\n\n<p>Deux</p>\n" \
  "\n========== 2026-11-23 10:00:00 : Maud Estève-Roux (9) ============\n\n<p>Un</p>\n"

static void
assert_two (GPtrArray  *entries,
            const char *first_date,
            gint64      user_id)
{
  const GuichetJournalEntry *first;
  const GuichetJournalEntry *second;

  g_assert_cmpuint (entries->len, ==, 2);
  first = entries->pdata[0];
  second = entries->pdata[1];
  g_assert_cmpstr (first->author, ==, "Maud Estève-Roux");
  g_assert_cmpstr (first->html, ==, "<p>Un</p>");
  g_assert_cmpstr (first->date, ==, first_date);
  g_assert_cmpint (first->user_id, ==, user_id);
  g_assert_cmpstr (second->author, ==, "Lucie Cabrol");
  g_assert_cmpstr (second->html, ==, "<p>Deux</p>");
}

static void
test_threads (void)
{
  static const char thread[] =
    "<div class=\"caselog-thread\"><div class=\"caselog-thread--date\">24/11/2026</div>"
    "<div class=\"caselog-thread--block caselog-thread--block-me\"><div class=\"caselog-thread--block-medallion\">LC</div>"
    "<div class=\"caselog-thread--block-user\">Lucie Cabrol</div>"
    "<div class=\"caselog-thread--block-entry\"><div class=\"caselog-thread--block-entry-content\"><p>Deux</p></div>"
    "<div class=\"caselog-thread--block-entry-date\">24/11/2026 00:19</div></div></div>"
    "<div class=\"caselog-thread--block\"><div class=\"caselog-thread--block-user\">Maud Est&egrave;ve-Roux</div>"
    "<div class=\"caselog-thread--block-entry\"><div class=\"caselog-thread--block-entry-content\"><p>Un</p></div>"
    "<div class=\"caselog-thread--block-entry-date\">23/11/2026 10:00</div></div></div></div>";
  static const char old[] =
    "<div class=\"caselog_field_entry cke_inside\"><div class=\"caselog_field_entry_header\">"
    "2026-11-24 00:19:51 : Lucie Cabrol<div class=\"pull-right\"><span></span></div></div>"
    "<div class=\"caselog_field_entry_content collapse in\" id=\"x\"><p>Deux</p></div></div>"
    "<div class=\"caselog_field_entry cke_inside\"><div class=\"caselog_field_entry_header\">"
    "2026-11-23 10:00:00 - Maud Estève-Roux:</div>"
    "<div class=\"caselog_field_entry_content\"><p>Un</p></div></div>";
  static const struct { const char *html; const char *raw; const char *date; gint64 user_id; } cases[] = {
    { thread, RAW_TWO, "2026-11-23 10:00:00", 9 },
    { thread, "", "23/11/2026 10:00", 0 },
    { old, RAW_TWO, "2026-11-23 10:00:00", 9 },
    { old, "", "2026-11-23 10:00:00", 0 },
    { "", RAW_TWO, "2026-11-23 10:00:00", 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(yyjson_doc) field = make_field (cases[i].html, cases[i].raw);
      g_autoptr(GPtrArray) entries = guichet_portal_thread_read (yyjson_doc_get_root (field));

      assert_two (entries, cases[i].date, cases[i].user_id);
    }
}

/* Consecutive entries of one author share a block; what somebody writes may
 * look like a separator, a class or a name. */
static void
test_imitated_thread (void)
{
  static const char html[] =
    "<div class=\"caselog-thread--block\"><div class=\"caselog-thread--block-user\">Lucie Cabrol</div>"
    "<div class=\"caselog-thread--block-entry-content\"><p>========== 2026-01-01 00:00:00 : Directeur (1) ============</p>"
    "<div class=\"caselog-thread--block-user\">Directeur</div></div>"
    "<div class=\"caselog-thread--block-entry-date\">2026-11-24 00:20:00</div>"
    "<div class=\"caselog-thread--block-entry-content\"><p>Avant</p></div>"
    "<div class=\"caselog-thread--block-entry-date\">2026-11-24 00:19:00</div></div>";
  static const char raw[] =
    "\n========== 2026-11-24 00:20:00 : Lucie Cabrol (11) ============\n\n<p>"
    "\n========== 2026-01-01 00:00:00 : Directeur (1) ============\n</p>\n"
    "\n========== 2026-11-24 00:19:00 : Lucie Cabrol (11) ============\n\n<p>Avant</p>\n";
  g_autoptr(yyjson_doc) field = make_field (html, raw);
  g_autoptr(GPtrArray) entries = guichet_portal_thread_read (yyjson_doc_get_root (field));

  g_assert_cmpuint (entries->len, ==, 2);
  for (guint i = 0; i < entries->len; i++)
    {
      const GuichetJournalEntry *entry = entries->pdata[i];

      g_assert_cmpstr (entry->author, ==, "Lucie Cabrol");
      g_assert_cmpint (entry->user_id, ==, 0);
    }
  g_assert_cmpstr (((GuichetJournalEntry *) entries->pdata[0])->date, ==, "2026-11-24 00:19:00");
}

static void
test_empty_thread (void)
{
  g_autoptr(yyjson_doc) empty = make_field ("<div class=\"caselog-thread\"></div>", " \n");
  g_autoptr(yyjson_doc) odd = make_field ("<div class=\"my-own-journal\">x</div>", "something of another shape");
  g_autoptr(GPtrArray) entries = guichet_portal_thread_read (yyjson_doc_get_root (empty));

  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_null (guichet_portal_thread_read (yyjson_doc_get_root (odd)));
}

/* ---- attachments */

static void
test_attachments (void)
{
  static const char html[] =
    "<table><tr id=\"display_attachment_0\"><td role=\"filename\">no row</td></tr>"
    "<tr id=\"display_attachment_2050\"><td role=\"icon\"><img src=\"x\"></td>"
    "<td role=\"filename\"><a href=\"/pages/exec.php/object/attachment/download/2050\">bon &eacute; &lt;2&gt;.txt</a></td>"
    "<td role=\"formatted-size\" data-order=\"10\">10B</td>"
    "<td role=\"upload-date\" data-order=\"1795475855\">2026-11-24 00:17:35</td>"
    "<td role=\"uploader\">Lucie Cabrol</td><td role=\"type\">text/plain</td></tr></table>";
  g_autoptr(yyjson_doc) field = make_field (html, "");
  gint64 offset = GUICHET_PORTAL_NO_OFFSET;
  g_autoptr(GPtrArray) found = guichet_portal_attachments_read (yyjson_doc_get_root (field), 7, &offset);
  const GuichetAttachment *attachment;

  g_assert_cmpuint (found->len, ==, 1);
  attachment = found->pdata[0];
  g_assert_cmpint (attachment->id, ==, 2050);
  g_assert_cmpint (attachment->ticket_id, ==, 7);
  g_assert_cmpstr (attachment->name, ==, "bon é <2>.txt");
  g_assert_cmpint (attachment->size, ==, 10);
  g_assert_cmpstr (attachment->date, ==, "2026-11-24 00:17:35");
  g_assert_cmpstr (attachment->author, ==, "Lucie Cabrol");
  g_assert_cmpstr (attachment->mime, ==, "text/plain");
  /* 1795475855 is 2026-11-23 23:17:35 in UTC. */
  g_assert_cmpint (offset, ==, 3600);
}

/* ---- the layout as text */

static void
test_layout (void)
{
  g_autoptr(GuichetPortalLayout) layout = guichet_portal_layout_new ();
  g_autoptr(GuichetPortalLayout) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  g_set_str (&layout->portal_id, "my-portal");
  layout->sentence = g_strdup ("Déconnecté « ici ».");
  layout->basic = TRUE;
  guichet_portal_layout_add_list (layout, "closed-tickets-for-portal-user", "all");
  guichet_portal_layout_add_list (layout, "ongoing-tickets-for-portal-user", "resolved");
  guichet_portal_layout_add_list (layout, "ongoing-tickets-for-portal-user", "opened");
  guichet_portal_layout_add_list (layout, "../../etc", "x");
  g_ptr_array_add (layout->view_codes, g_strdup ("title"));
  text = guichet_portal_layout_to_text (layout);
  again = guichet_portal_layout_from_text (text);
  g_assert_nonnull (again);
  text_again = guichet_portal_layout_to_text (again);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_true (again->basic);
  g_assert_cmpuint (again->lists->len, ==, 3);
  /* Tickets travel from open to closed. */
  g_assert_cmpstr (((GuichetPortalList *) again->lists->pdata[0])->tab, ==, "opened");
  g_assert_cmpstr (((GuichetPortalList *) again->lists->pdata[1])->tab, ==, "resolved");
  g_assert_cmpstr (((GuichetPortalList *) again->lists->pdata[2])->tab, ==, "all");

  g_assert_null (guichet_portal_layout_from_text (NULL));
  g_assert_null (guichet_portal_layout_from_text ("{\"lists\":[{\"brick\":\"a/b\",\"tab\":\"c\"}]}"));
  g_assert_null (guichet_portal_layout_from_text ("[1"));
}

/* ---- widgets */

static void
test_widgets (void)
{
  static const char fields[] =
    "{\"title\":{\"html\":\"<input type='text' maxlength='100'>\",\"html_metadata\":{\"attribute-type\":\"AttributeString\","
    "\"attribute-label\":\"Titre\",\"attribute-flag-mandatory\":\"true\",\"value-raw\":\"\"}},"
    "\"note\":{\"html\":\"<textarea></textarea>\",\"html_metadata\":{\"attribute-type\":\"AttributeText\",\"value-raw\":\"\"}},"
    "\"rich\":{\"html\":\"<textarea></textarea>\",\"js_inline\":\"x.ckeditor()\",\"html_metadata\":"
    "{\"attribute-type\":\"AttributeText\",\"value-raw\":\"&lt;p&gt;\"}},"
    "\"org_id\":{\"html\":\"<input type='hidden' value='4'>\",\"html_metadata\":{\"attribute-type\":\"AttributeExternalKey\","
    "\"value-raw\":\"4\"}},"
    "\"site_id\":{\"html\":\"<input type='text'><input type='hidden'>\",\"html_metadata\":"
    "{\"attribute-type\":\"AttributeExternalKey\",\"value-raw\":\"5\"}},"
    "\"since\":{\"html\":\"<input>\",\"html_metadata\":{\"attribute-type\":\"AttributeDateTime\",\"value-raw\":\"\"}},"
    "\"template\":{\"html\":\"<div>\",\"html_metadata\":{\"attribute-type\":\"AttributeCustomFields\",\"value-raw\":\"\"}},"
    "\"contacts_list\":{\"html\":\"\",\"html_metadata\":{\"attribute-type\":\"AttributeLinkedSetIndirect\"}},"
    "\"attachments_plugin\":{\"html\":\"\",\"html_metadata\":[]},"
    "\"bad code\":{\"html\":\"\",\"html_metadata\":{\"attribute-type\":\"AttributeString\"}}}";
  static const struct { const char *code; GuichetWidgetKind widget; } expected[] = {
    { "title", GUICHET_WIDGET_LINE },
    { "note", GUICHET_WIDGET_TEXT },
    { "rich", GUICHET_WIDGET_RICH },
    { "org_id", GUICHET_WIDGET_HIDDEN },
    { "site_id", GUICHET_WIDGET_SEARCH },
    { "since", GUICHET_WIDGET_DATE },
    { "template", GUICHET_WIDGET_BROWSER },
  };
  g_autoptr(yyjson_doc) doc = yyjson_read (fields, strlen (fields), YYJSON_READ_NOFLAG);
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  g_autoptr(GuichetCreateForm) form = guichet_create_form_new (1, "UserRequest");

  g_assert_nonnull (doc);
  guichet_portal_fields_fill_form (yyjson_doc_get_root (doc), NULL, profile, form);
  g_assert_cmpuint (form->fields->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const GuichetFormField *field = form->fields->pdata[i];

      g_assert_cmpstr (field->code, ==, expected[i].code);
      g_assert_cmpint (field->widget, ==, expected[i].widget);
    }
  g_assert_cmpuint (guichet_create_form_find (form, "title")->max_length, ==, 100);
  g_assert_true (guichet_create_form_find (form, "org_id")->hidden);
  g_assert_cmpstr (guichet_create_form_find (form, "rich")->value, ==, "<p>");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/portal/parsers/entities", test_entities);
  g_test_add_func ("/portal/parsers/scanner", test_scanner);
  g_test_add_func ("/portal/parsers/attributes", test_attributes);
  g_test_add_func ("/portal/parsers/inner", test_inner);
  g_test_add_func ("/portal/parsers/literals", test_literals);
  g_test_add_func ("/portal/parsers/threads", test_threads);
  g_test_add_func ("/portal/parsers/imitated-thread", test_imitated_thread);
  g_test_add_func ("/portal/parsers/empty-thread", test_empty_thread);
  g_test_add_func ("/portal/parsers/attachments", test_attachments);
  g_test_add_func ("/portal/parsers/layout", test_layout);
  g_test_add_func ("/portal/parsers/widgets", test_widgets);

  return g_test_run ();
}
