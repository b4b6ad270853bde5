#include "config.h"

#include "ui/ticket/put-back.h"

#include "richtext/richtext.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "ui/common/problem.h"
#include "ui/common/recall.h"
#include "ui/common/toast.h"
#include "ui/ticket/field-keeper.h"

#include <glib/gi18n.h>

/**
 * guichet_draft_key_for_field:
 *
 * Returns: (transfer full): the draft of a long text that an action asks for
 */
char *
guichet_draft_key_for_field (gint64        ticket_id,
                             const char   *action,
                             GuichetField  field)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s/%s", ticket_id, action, guichet_field_get_name (field));
}

/* ---- into the store, when no editor is open */

typedef struct
{
  char *key;
  char *html;
} Return;

static void
free_return (Return *back)
{
  g_free (back->key);
  g_free (back->html);
  g_free (back);
}

static void
draft_saved_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!guichet_store_save_draft_finish (GUICHET_STORE (source), result, &error))
    g_warning ("A text that was taken back could not be saved as a draft: %s", error->message);
}

static void
draft_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Return *back = user_data;
  g_autoptr(GuichetDraft) kept = guichet_store_read_draft_finish (GUICHET_STORE (source), result, NULL);
  g_autofree char *html = g_strconcat (back->html, kept != NULL ? kept->html : NULL, NULL);
  g_autoptr(GuichetDraft) draft = guichet_draft_new (back->key, html);

  draft->saved = g_get_real_time () / 1000;
  guichet_store_save_draft_async (GUICHET_STORE (source), draft, NULL, draft_saved_cb, NULL);
  free_return (back);
}

static void
put_back (GtkWidget          *page,
          GuichetStore       *store,
          const char         *key,
          const char         *html,
          GuichetPutBackFunc  func)
{
  Return *back;

  if (html == NULL || *html == '\0')
    return;
  if (page != NULL && func (page, key, html))
    return;

  back = g_new0 (Return, 1);
  back->key = g_strdup (key);
  back->html = g_strdup (html);
  guichet_store_read_draft_async (store, key, NULL, draft_read_cb, back);
}

/* Drafts are HTML, whatever the field is on the server. */
static char *
make_html (const GuichetFieldChange *change)
{
  if (guichet_field_get_kind (change->field) == GUICHET_FIELD_KIND_HTML)
    return g_strdup (change->value);

  return *change->value != '\0' ? guichet_html_from_plain (change->value, NULL) : g_strdup ("");
}

/* What was changed in the form is kept as one text. */
static void
put_back_changes (GtkWidget           *page,
                  GuichetStore        *store,
                  const GuichetIntent *intent,
                  GuichetPutBackFunc   func)
{
  g_autofree char *key = guichet_draft_key_for_fields (intent->ticket_id);
  g_autofree char *text = guichet_field_changes_to_text (intent);

  if (intent->kind == GUICHET_INTENT_CHANGE)
    put_back (page, store, key, text, func);
}

/**
 * guichet_put_back_texts:
 * @page: (nullable): the page that may have the editors open
 *
 * Every text of an operation that will not be sent becomes a draft again, in
 * front of what was written since.
 */
void
guichet_put_back_texts (GtkWidget           *page,
                        GuichetStore        *store,
                        const GuichetIntent *intent,
                        GuichetPutBackFunc   func)
{
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      g_autofree char *key = guichet_draft_key_for_journal (intent->ticket_id, i);

      put_back (page, store, key, intent->entries[i], func);
    }
  put_back_changes (page, store, intent, func);

  for (guint i = 0; i < intent->changes->len && intent->action != NULL; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (guichet_field_is_long (change->field))
        {
          g_autofree char *key = guichet_draft_key_for_field (intent->ticket_id, intent->action, change->field);
          g_autofree char *html = make_html (change);

          put_back (page, store, key, html, func);
        }
    }
}

/* ---- out of the outbox */

typedef struct
{
  GWeakRef            page;
  GWeakRef            overlay;  /* for a word when the page is gone */
  GuichetStore       *store;
  GuichetIntent      *intent;
  GuichetPutBackFunc  func;
} Recall;

static Recall *
new_recall (GtkWidget           *page,
            GuichetStore        *store,
            const GuichetIntent *intent,
            GuichetPutBackFunc   func)
{
  Recall *recall = g_new0 (Recall, 1);

  g_weak_ref_init (&recall->page, page);
  g_weak_ref_init (&recall->overlay, gtk_widget_get_ancestor (page, ADW_TYPE_TOAST_OVERLAY));
  recall->store = g_object_ref (store);
  recall->intent = guichet_intent_copy (intent);
  recall->func = func;

  return recall;
}

static void
free_recall (gpointer data)
{
  Recall *recall = data;

  g_weak_ref_clear (&recall->page);
  g_weak_ref_clear (&recall->overlay);
  g_object_unref (recall->store);
  guichet_intent_free (recall->intent);
  g_free (recall);
}

static void
tell (Recall     *recall,
      const char *text)
{
  g_autoptr(GtkWidget) overlay = g_weak_ref_get (&recall->overlay);

  if (overlay != NULL)
    guichet_show_toast (overlay, adw_toast_new (text));
}

static void
withdrawn_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Recall *recall = user_data;
  g_autoptr(GtkWidget) page = g_weak_ref_get (&recall->page);
  g_autoptr(GError) error = NULL;

  if (guichet_store_decide_finish (GUICHET_STORE (source), result, &error))
    {
      guichet_put_back_texts (page, recall->store, recall->intent, recall->func);
      tell (recall, _("Taken back: nothing was sent"));
    }
  else if (g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_INVALID))
    tell (recall, _("Too late: this has been sent"));
  else
    tell (recall, guichet_problem_describe (error).sentence);

  free_recall (recall);
}

static void
withdraw (Recall *recall)
{
  guichet_store_decide_async (recall->store, recall->intent->uuid, GUICHET_OUTBOX_WITHDRAW, NULL,
                              withdrawn_cb, recall);
}

/**
 * guichet_take_back:
 *
 * Withdraws an operation that was not sent yet, and puts its texts back to
 * where they were written, or into the drafts when @page is gone by then.
 */
void
guichet_take_back (GtkWidget           *page,
                   GuichetStore        *store,
                   const GuichetIntent *intent,
                   GuichetPutBackFunc   func)
{
  withdraw (new_recall (page, store, intent, func));
}

static void
button_clicked_cb (AdwToast *toast,
                   gpointer  user_data)
{
  Recall *recall = g_object_steal_data (G_OBJECT (toast), "recall");

  if (recall != NULL)
    withdraw (recall);
}

/**
 * guichet_recall_toast_new:
 * @title: what was done; shown as it is
 *
 * Returns: (transfer full): a toast with the way back, also when the page is
 *   closed before its time is over
 */
AdwToast *
guichet_recall_toast_new (GtkWidget           *page,
                          GuichetStore        *store,
                          const GuichetIntent *intent,
                          const char          *title,
                          GuichetPutBackFunc   func)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, title);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, MAX (guichet_recall_get_seconds (), 1));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "recall", new_recall (page, store, intent, func), free_recall);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (button_clicked_cb), NULL);

  return toast;
}
