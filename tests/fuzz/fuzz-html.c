#include "config.h"

#include "invariants.h"
#include "target.h"

/* Whatever bytes come in: the tree is within its bounds, the HTML that is
 * written of it holds only what is allowed, reading that gives an equal tree
 * with and without a marker, and text made of the same bytes as plain text
 * obeys the same laws. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr(GuichetRichText) plain = guichet_rich_text_new_from_plain (text);

  check_html ((const char *) data, size);
  check_rich_text (plain);

  return 0;
}

const char * const *
fuzz_target_get_words (void)
{
  static const char * const words[] = {
    "<p>", "</p>", "<br>", "<b>", "</b>", "<ul><li>", "</li>", "<ol start=\"", "<table><tr><td>", "<td>", "</table>", "<pre>",
    "</pre>", "<blockquote>", "</blockquote>", "<a href=\"https://", "<a href='javascript:", "<img alt=\"", "<script>", "</script>",
    "<!--", "-->", "<![CDATA[", "<!DOCTYPE ", "&nbsp;", "&lt;", "&#x", "&amp", "\302\240", "\342\200\256", "<div>", "<h1>", "<hr>",
    "<style>", "<head>", "</body>", " class=\"cl-7f\"", "\n\n", "  ", NULL
  };

  return words;
}
