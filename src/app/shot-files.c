#include "config.h"

#include "app/shot-files.h"

#include "store/outbox.h"
#include "store/reading.h"
#include "ui/common/file-preview.h"

/* The file of the picture does not leave before the picture is taken. */
#define NEVER_MS (3600 * G_GINT64_CONSTANT (1000))

static const char * const pages[] = { "files", "file", NULL };

gboolean
guichet_shot_is_files_page (const char *page)
{
  return g_strv_contains (pages, page);
}

/* The ticket with the most files. The picture may wait for the store. */
static gint64
find_ticket (GuichetStore  *store,
             GPtrArray    **out_attachments)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_MINE);
  g_autoptr(GArray) ids = guichet_store_list_ids (store, query, NULL, NULL);
  gint64 best = 0;

  *out_attachments = guichet_attachments_new ();
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr(GPtrArray) attachments = guichet_store_list_attachments (store, id, NULL);

      if (attachments == NULL || attachments->len <= (*out_attachments)->len)
        continue;

      best = id;
      g_ptr_array_unref (*out_attachments);
      *out_attachments = g_steal_pointer (&attachments);
    }

  return best;
}

static void
add_file (GuichetStore *store,
          gint64        ticket_id)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_ATTACH, ticket_id);
  g_autoptr(GError) error = NULL;

  intent->file_name = g_strdup ("photo de l’écran.png");
  intent->file_mime = g_strdup ("image/png");
  intent->file_data = g_bytes_new_static ("PNG", 3);
  intent->not_before = g_get_real_time () / 1000 + NEVER_MS;
  if (!guichet_store_enqueue (store, intent, NULL, &error))
    g_warning ("No file for the picture: %s", error->message);
}

void
guichet_shot_open_files (const char         *page,
                         GuichetAgentPortal *portal,
                         GuichetContext     *context)
{
  GuichetStore *store = guichet_context_get_store (context);
  g_autoptr(GPtrArray) attachments = NULL;
  gint64 id = find_ticket (store, &attachments);

  if (id == 0)
    return;

  guichet_agent_portal_open_ticket (portal, id);
  if (g_str_equal (page, "file"))
    guichet_file_preview_open (GTK_WIDGET (portal), context, g_ptr_array_index (attachments, 0));
  else
    add_file (store, id);
}
