#include "config.h"

#include "ui/agent/queue-settings.h"

#define SCHEMA GUICHET_APPLICATION_ID ".List"
#define PATH "/org/guichet/Guichet/lists/"

/**
 * guichet_queue_settings_new:
 * @list: a name made of letters and dashes
 *
 * Returns: (transfer full) (nullable): %NULL where the schema is not installed,
 *   as in a benchmark
 */
GSettings *
guichet_queue_settings_new (const char *list)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (list != NULL, NULL);

  if (source == NULL || !(schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE)))
    return NULL;

  path = g_strconcat (PATH, list, "/", NULL);

  return g_settings_new_full (schema, NULL, path);
}

static void
load_sort (GSettings          *settings,
           GuichetTicketQuery *query)
{
  g_autoptr(GVariant) keys = g_settings_get_value (settings, "sort");
  gboolean first = TRUE;
  gboolean ascending;
  const char *nick;
  GVariantIter iter;

  g_variant_iter_init (&iter, keys);
  while (g_variant_iter_next (&iter, "(&sb)", &nick, &ascending))
    {
      GuichetSort sort;

      if (!guichet_sort_from_nick (nick, &sort))
        continue;
      if (first)
        guichet_ticket_query_set_sort (query, sort, ascending);
      else
        guichet_ticket_query_add_sort (query, sort, ascending);
      first = FALSE;
    }
}

/* Another version of the program may have written what this one does not know. */
void
guichet_queue_settings_load_order (GSettings          *settings,
                                   GuichetTicketQuery *query)
{
  g_autofree char *nick = NULL;
  GuichetGroup group;

  if (settings == NULL)
    return;

  load_sort (settings, query);
  nick = g_settings_get_string (settings, "group");
  if (guichet_group_from_nick (nick, &group))
    query->group = group;
}

void
guichet_queue_settings_save_order (GSettings                *settings,
                                   const GuichetTicketQuery *query)
{
  GVariantBuilder keys;

  if (settings == NULL)
    return;

  g_variant_builder_init (&keys, G_VARIANT_TYPE ("a(sb)"));
  for (guint i = 0; i < query->n_keys; i++)
    g_variant_builder_add (&keys, "(sb)", guichet_sort_to_nick (query->keys[i].sort), query->keys[i].ascending);
  g_settings_set_value (settings, "sort", g_variant_builder_end (&keys));
  g_settings_set_string (settings, "group", guichet_group_to_nick (query->group));
}

/**
 * guichet_queue_settings_get_page_size:
 *
 * Returns: tickets per page, 0 for all on one, or
 *   %GUICHET_PAGE_SIZE_AS_ELSEWHERE
 */
int
guichet_queue_settings_get_page_size (GSettings *settings)
{
  return settings != NULL ? g_settings_get_int (settings, "page-size") : GUICHET_PAGE_SIZE_AS_ELSEWHERE;
}

void
guichet_queue_settings_set_page_size (GSettings *settings,
                                      int        page_size)
{
  if (settings != NULL)
    g_settings_set_int (settings, "page-size", page_size);
}

gboolean
guichet_queue_settings_get_split (GSettings *settings)
{
  return settings != NULL && g_settings_get_boolean (settings, "split");
}

void
guichet_queue_settings_set_split (GSettings *settings,
                                  gboolean   split)
{
  if (settings != NULL)
    g_settings_set_boolean (settings, "split", split);
}
