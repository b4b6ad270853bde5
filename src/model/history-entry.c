#include "config.h"

#include "model/history-entry.h"

GuichetHistoryEntry *
guichet_history_entry_new (const char   *moment,
                           GuichetField  field,
                           const char   *before,
                           const char   *after)
{
  GuichetHistoryEntry *self = g_new0 (GuichetHistoryEntry, 1);

  self->moment = g_strdup (moment);
  self->field = field;
  self->before = g_strdup (before);
  self->after = g_strdup (after);

  return self;
}

void
guichet_history_entry_free (GuichetHistoryEntry *self)
{
  g_free (self->moment);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

/* Returns: (transfer full) (element-type GuichetHistoryEntry): */
GPtrArray *
guichet_history_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_history_entry_free);
}

/* How often @field changed. */
guint
guichet_history_count (GPtrArray    *history,
                       GuichetField  field)
{
  guint n = 0;

  for (guint i = 0; i < history->len; i++)
    n += ((const GuichetHistoryEntry *) g_ptr_array_index (history, i))->field == field;

  return n;
}

/**
 * guichet_history_dup_path:
 * @history: oldest first
 *
 * Returns: (transfer full): the values that @field had, such as "A → B → A";
 *   "" when it never changed
 */
char *
guichet_history_dup_path (GPtrArray    *history,
                          GuichetField  field)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < history->len; i++)
    {
      const GuichetHistoryEntry *entry = g_ptr_array_index (history, i);

      if (entry->field != field)
        continue;
      if (path->len == 0)
        g_string_append (path, *entry->before != '\0' ? entry->before : "—");
      g_string_append_printf (path, " → %s", *entry->after != '\0' ? entry->after : "—");
    }

  return g_string_free_and_steal (path);
}
