#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A journal as the real server keeps it: one text, rewritten as a whole. */

/* @html: as it is shown, whatever it was written in. */
typedef struct
{
  char   *date;
  char   *author;
  char   *user_id;
  char   *html;
} DemoCaseEntry;

char  *demo_case_log_append        (const char *log,
                                    const char *date,
                                    const char *author,
                                    gint64      user_id,
                                    gboolean    html,
                                    const char *body);
void   demo_case_log_append_json   (const char *log,
                                    GString    *out);
GPtrArray *demo_case_log_list      (const char *log);
guint  demo_case_log_count_entries (const char *log);
guint  demo_case_log_count_marker  (const char *log,
                                    const char *marker);

G_END_DECLS
