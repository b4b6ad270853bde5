#include "config.h"

#include "ui/ticket/begun-action.h"

#include "store/drafts.h"
#include "ui/common/toast.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget      *page;
  GuichetContext *context;
  gint64          ticket_id;
} Telling;

static void
free_telling (Telling *telling)
{
  g_object_unref (telling->page);
  g_object_unref (telling->context);
  g_free (telling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Telling, free_telling)

/* A draft of a dialog has the key "ticket/action/text". */
static const GuichetAction *
find_action (const Telling      *telling,
             const GuichetDraft *draft)
{
  g_auto(GStrv) parts = g_strsplit (draft->key, "/", -1);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, telling->ticket_id);

  if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], id))
    return NULL;

  return guichet_profile_get_action (guichet_context_get_profile (telling->context), parts[1]);
}

static void
go_on_cb (AdwToast  *toast,
          GtkWidget *page)
{
  gtk_widget_activate_action (page, "ticket.act", "s", g_object_get_data (G_OBJECT (toast), "action"));
}

static void
show (const Telling       *telling,
      const GuichetAction *action)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *title = NULL;

  /* Translators: %s is the name of an action such as "On Hold" */
  title = g_strdup_printf (_("A text begun in “%s” was not sent"), action->label);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, title);
  adw_toast_set_button_label (toast, _("_Go On"));
  g_object_set_data_full (G_OBJECT (toast), "action", g_strdup (action->name), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (go_on_cb), telling->page, 0);
  guichet_show_toast (telling->page, toast);
}

static void
drafts_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Telling) telling = user_data;
  g_autoptr(GPtrArray) drafts = guichet_store_list_drafts_finish (GUICHET_STORE (source), result, NULL);

  /* The texts are safe in any case: without an answer they are only not
   * announced. */
  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const GuichetAction *action = find_action (telling, g_ptr_array_index (drafts, i));

      if (action != NULL)
        {
          show (telling, action);
          return;
        }
    }
}

/**
 * guichet_begun_action_tell:
 * @page: the ticket's page, which has the action "ticket.act"
 *
 * A text moves into the dialog of an action when that opens. Whoever comes
 * back after the program was cut off there is told where it is.
 */
void
guichet_begun_action_tell (GtkWidget      *page,
                           GuichetContext *context,
                           gint64          ticket_id,
                           GCancellable   *cancellable)
{
  Telling *telling = g_new0 (Telling, 1);

  telling->page = g_object_ref (page);
  telling->context = g_object_ref (context);
  telling->ticket_id = ticket_id;
  guichet_store_list_drafts_async (guichet_context_get_store (context), cancellable, drafts_listed_cb, telling);
}
