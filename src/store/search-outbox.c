#include "config.h"

#include "store/search-outbox.h"

#include "richtext/richtext.h"
#include "store/intent-table.h"
#include "store/search-terms.h"
#include "store/ticket-table.h"
#include "util/text.h"

/* What a person wrote and the server has not is no document: it is a few texts
 * in user.db, and they are gone through one by one. */

static void
append_line (GString    *out,
             const char *text)
{
  if (!guichet_text_is_empty (text))
    g_string_append_printf (out, "%s\n", text);
}

static void
append_html (GString    *out,
             const char *html)
{
  g_autofree char *plain = html != NULL ? guichet_html_to_plain (html) : NULL;

  append_line (out, plain);
}

static void
append_change (GString                  *out,
               const GuichetFieldChange *change)
{
  switch (guichet_field_get_kind (change->field))
    {
    case GUICHET_FIELD_KIND_HTML:
      append_html (out, change->value);
      break;

    case GUICHET_FIELD_KIND_TEXT:
    case GUICHET_FIELD_KIND_PLAIN:
      append_line (out, change->value);
      break;

    case GUICHET_FIELD_KIND_KEY:
      append_line (out, change->label);
      break;

    case GUICHET_FIELD_KIND_CODE:
    case GUICHET_FIELD_KIND_TIME:
    default:
      break;
    }
}

static char *
make_text (const GuichetIntent *intent,
           gboolean             with_private)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *joined = NULL;

  append_line (out, intent->ref);
  append_line (out, intent->title);
  append_line (out, intent->file_name);
  append_html (out, intent->entries[GUICHET_JOURNAL_PUBLIC]);
  if (with_private)
    append_html (out, intent->entries[GUICHET_JOURNAL_PRIVATE]);
  for (guint i = 0; i < intent->changes->len; i++)
    append_change (out, g_ptr_array_index (intent->changes, i));
  joined = guichet_text_join_hyphens (out->str);
  append_line (out, joined);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
has_id (GArray *ids,
        gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/**
 * guichet_search_outbox_find:
 * @text: what the person typed
 *
 * Reader thread. Words that stand partly in the outbox and partly on the
 * server, but for reference and subject, are not found together.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the tickets with
 *   operations that wait and have all the words, the last written first
 */
GArray *
guichet_search_outbox_find (GuichetDb   *cache,
                            GuichetDb   *user,
                            const char  *text,
                            gboolean     with_private,
                            GError     **error)
{
  g_autoptr(GPtrArray) intents = guichet_intent_table_list (user, GUICHET_INTENTS_OPEN, error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (intents == NULL)
    return NULL;

  for (guint i = intents->len; i > 0; i--)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i - 1);
      g_autofree char *written = NULL;
      gboolean found, present;

      if (intent->ticket_id == 0 || has_id (ids, intent->ticket_id))
        continue;
      written = make_text (intent, with_private);
      if (!guichet_search_terms_match (cache, text, written, &found, error))
        return NULL;
      if (found && !guichet_ticket_table_is_present (cache, intent->ticket_id, &present, error))
        return NULL;
      if (found && present)
        g_array_append_val (ids, intent->ticket_id);
    }

  return g_steal_pointer (&ids);
}
