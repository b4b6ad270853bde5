#include "config.h"

#include "ui/ticket/copied-passages.h"

/* The last passages; of each no more than what one compares in a moment. */
#define MAX_PASSAGES 20
#define MAX_BYTES (64 * 1024)

/* The class of all that only the support reads: journals, and parts of dialogs. */
#define INTERNAL_CLASS "j-int"

static GQueue passages = G_QUEUE_INIT;

static gboolean
is_internal (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_has_css_class (widget, INTERNAL_CLASS))
      return TRUE;

  return FALSE;
}

/* Whether the focus of a window of ours is where only the support reads. */
static gboolean
comes_from_inside (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (is_internal (gtk_window_get_focus (window)))
        return TRUE;
    }

  return FALSE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL)
    guichet_copied_passages_add (text);
}

static void
changed_cb (GdkClipboard *clipboard,
            gpointer      user_data)
{
  if (gdk_clipboard_is_local (clipboard) && gdk_clipboard_get_content (clipboard) != NULL && comes_from_inside ())
    gdk_clipboard_read_text_async (clipboard, NULL, read_cb, NULL);
}

/* Once for a display is enough; more does no harm. */
void
guichet_copied_passages_watch (GdkDisplay *display)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (display);

  if (g_object_get_data (G_OBJECT (clipboard), "copied-passages") != NULL)
    return;

  g_object_set_data (G_OBJECT (clipboard), "copied-passages", (gpointer) "watched");
  g_signal_connect (clipboard, "changed", G_CALLBACK (changed_cb), NULL);
}

void
guichet_copied_passages_add (const char *text)
{
  const char *end;

  g_utf8_validate_len (text, strnlen (text, MAX_BYTES), &end);
  g_queue_push_head (&passages, g_strndup (text, (gsize) (end - text)));
  if (passages.length > MAX_PASSAGES)
    g_free (g_queue_pop_tail (&passages));
}

/* @texts: (element-type utf8): gets copies of all */
void
guichet_copied_passages_list (GPtrArray *texts)
{
  for (GList *l = passages.head; l != NULL; l = l->next)
    g_ptr_array_add (texts, g_strdup (l->data));
}

void
guichet_copied_passages_clear (void)
{
  g_queue_clear_full (&passages, g_free);
}
