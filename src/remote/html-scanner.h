#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GUICHET_HTML_END,             /* nothing more */
  GUICHET_HTML_TEXT,            /* @start to @end as it is in the source */
  GUICHET_HTML_OPEN,            /* a start tag */
  GUICHET_HTML_CLOSE,           /* an end tag */
} GuichetHtmlKind;

/**
 * GuichetHtmlScanner:
 * @kind, @start, @end: the piece where the scanner stands
 * @name: (nullable): of a tag, in lower case
 *
 * Walks through a fragment of HTML from piece to piece. Tolerant and total:
 * whatever comes in is tags and text, never an error, in time linear to its
 * length; there is no tree, no depth and no copy of the text. On the stack:
 * guichet_html_scanner_init(), guichet_html_scanner_next() until END.
 */
typedef struct
{
  GuichetHtmlKind  kind;
  const char      *start;
  const char      *end;
  char             name[16];

  /*< private >*/
  const char      *stop;
} GuichetHtmlScanner;

void      guichet_html_scanner_init       (GuichetHtmlScanner       *self,
                                           const char               *html,
                                           gssize                    length);
gboolean  guichet_html_scanner_next       (GuichetHtmlScanner       *self);
char     *guichet_html_scanner_dup_attribute (const GuichetHtmlScanner *self,
                                           const char               *name);
gboolean  guichet_html_scanner_has_class  (const GuichetHtmlScanner *self,
                                           const char               *class_name);
gboolean  guichet_html_scanner_read_inner (GuichetHtmlScanner       *self,
                                           const char              **out_start,
                                           gsize                    *out_length);
char     *guichet_html_scanner_dup_inner_text (GuichetHtmlScanner   *self);

G_END_DECLS
