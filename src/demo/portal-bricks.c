#include "config.h"

#include "demo/portal-bricks.h"

#include "demo/portal-answer.h"
#include "demo/portal-text.h"

#define COLUMNS "friendlyname|title|start_date|status|service_id|servicesubcategory_id|priority|caller_id"

static const DemoBrick bricks[] = {
  { "ongoing-tickets-for-portal-user", "Requêtes en cours", "1", COLUMNS, "edit",
    { { "opened", "Ouvertes", "o.status NOT IN ('resolved', 'closed')" },
      { "resolved", "Résolues", "o.status = 'resolved'" } }, 2 },
  { "closed-tickets-for-portal-user", "Requêtes closes", "o.status = 'closed'", COLUMNS, "view",
    { { "all", "Toutes", "1" } }, 1 },
  /* Of 3.2, not on the home page: what its search brick leads to. */
  { "manage-all-tickets-for-portal-user", "Toutes les requêtes", "1", "friendlyname|title|description|status", "view",
    { { "all", "Toutes", "1" } }, 1 },
};

static const DemoBrick *
find_brick (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bricks); i++)
    if (g_str_equal (bricks[i].id, id))
      return &bricks[i];

  return NULL;
}

/* Returns: (nullable): an unknown tab is not an error (list-10) */
const DemoTab *
demo_brick_find_tab (const DemoBrick *brick,
                     const char      *id)
{
  for (guint i = 0; i < brick->n_tabs; i++)
    if (g_str_equal (brick->tabs[i].id, id))
      return &brick->tabs[i];

  return NULL;
}

static char *
make_series (DemoVisit       *visit,
             const DemoBrick *brick,
             GString         *names,
             GString         *urls)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < brick->n_tabs; i++)
    {
      const DemoTab *tab = &brick->tabs[i];
      const char *comma = i > 0 ? "," : "";
      g_autofree char *url = demo_portal_make_url ("/manage/%s/display-as/list/%s", brick->id, tab->id);

      g_string_append_printf (columns, "%s[\"series_%u\",%" G_GINT64_FORMAT "]", comma, i,
                              demo_portal_count (visit, brick, tab));
      g_string_append_printf (names, "%s\"series_%u\":\"%s\"", comma, i, tab->label);
      g_string_append_printf (urls, "%s\"%s\"", comma, url);
    }
  g_string_replace (urls, "/", "\\/", 0);

  return g_string_free (columns, FALSE);
}

/* The light page: counts only (list-04). */
static void
answer_chart (DemoVisit       *visit,
              const DemoBrick *brick,
              DemoAnswer      *answer)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GString) urls = g_string_new (NULL);
  g_autofree char *columns = make_series (visit, brick, names, urls);
  g_autofree char *html =
    g_strdup_printf ("<!DOCTYPE html>\n<html><head><title>%s</title></head><body>\n<div id=\"brick-%s\"></div>\n"
                     "<script type=\"text/javascript\">\n$(document).ready(function(){\n"
                     "var aURLs = [%s];\nvar oChart = c3.generate({\n  bindto: '#brick-%s',\n  data: {\n"
                     "    columns: [%s],\n    type : 'pie',\n    names: {%s},\n"
                     "    onclick: function (d, i) { window.location.href = aURLs[d.index]; }\n  }\n});\n});\n</script>\n"
                     "</body></html>\n", brick->title, brick->id, urls->str, brick->id, columns, names->str);

  demo_portal_answer_html (answer, html);
}

/* The normal page embeds its rows besides (list-03). */
static void
answer_tabs (DemoVisit       *visit,
             const DemoBrick *brick,
             DemoAnswer      *answer)
{
  g_autoptr(GString) html = g_string_new (NULL);
  g_autofree char *rows = NULL;

  demo_portal_list (visit, brick, answer);
  rows = g_strndup (answer->body->str, answer->body->len);
  g_string_printf (html, "<!DOCTYPE html>\n<html><head><title>%s</title></head><body>\n"
                         "<ul class=\"nav nav-tabs grouping_tabs\">\n", brick->title);
  for (guint i = 0; i < brick->n_tabs; i++)
    {
      const DemoTab *tab = &brick->tabs[i];
      gint64 count = demo_portal_count (visit, brick, tab);
      g_autofree char *url = demo_portal_make_url ("/manage/%s/%s", brick->id, tab->id);
      g_autofree char *safe = demo_portal_escape (url);

      g_string_append_printf (html, "<li data-id=\"%s\" data-label=\"%s\" data-item-count=\"%" G_GINT64_FORMAT "\">"
                                    "<a href=\"%s\">%s <span class=\"badge\">%" G_GINT64_FORMAT "</span></a></li>\n",
                              tab->id, tab->label, count, safe, tab->label, count);
    }
  g_string_append_printf (html, "</ul>\n<script type=\"text/javascript\">\nvar oRawDatas = %s;\n</script>\n"
                                "</body></html>\n", rows);
  answer->plain = FALSE;
  demo_portal_answer_html (answer, html->str);
}

/* /manage/<brick>[/<tab>[/<class>/page/<n>/show/<k>]] and its other displays */
void
demo_portal_manage (DemoVisit  *visit,
                    DemoAnswer *answer)
{
  const DemoBrick *brick = find_brick (demo_portal_request_get_part (visit->request, 1));
  const char *second = demo_portal_request_get_part (visit->request, 2);

  if (brick == NULL)
    demo_portal_answer_missing (visit, answer);
  else if (g_str_equal (second, "display-as") &&
           !g_str_equal (demo_portal_request_get_part (visit->request, 3), "list"))
    answer_chart (visit, brick, answer);
  else if (!visit->request->ajax)
    answer_tabs (visit, brick, answer);
  else
    demo_portal_list (visit, brick, answer);
}
