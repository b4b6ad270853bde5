#include "config.h"

#include "ui/ticket/attachment-add.h"

#include "store/draft-files.h"
#include "store/files.h"
#include "store/outbox.h"
#include "ui/common/problem.h"
#include "ui/common/recall.h"
#include "ui/common/toast.h"
#include "util/file-name.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Files at once: more is a mistake of the hand. */
#define FILES_MAX 50

/**
 * Adding:
 * @ticket: (nullable): that gets the files
 * @draft: (nullable): of the new ticket that gets them instead
 * @files: (element-type GFile): still to be read
 * @sent: (element-type char *): uuids of what is in the outbox
 * @refused: (element-type char *): a sentence for each file that is not
 * @over: (element-type GuichetIntent): larger than what the server refused before
 *
 * One act of a person: some files, read one after the other.
 */
typedef struct
{
  GtkWidget        *page;
  GuichetContext   *context;
  GuichetTicket    *ticket;
  GuichetDraft     *draft;
  GPtrArray        *files;
  guint             next;
  GuichetFileLimit  limit;
  GPtrArray        *sent;
  GPtrArray        *refused;
  GPtrArray        *over;
  GuichetIntent    *intent;     /* being saved */
} Adding;

static void read_next (Adding *adding);

static Adding *
new_adding (GtkWidget          *page,
            GuichetContext     *context,
            GuichetTicket      *ticket,
            const GuichetDraft *draft)
{
  Adding *adding = g_new0 (Adding, 1);

  adding->page = g_object_ref (page);
  adding->context = g_object_ref (context);
  adding->ticket = ticket != NULL ? guichet_ticket_ref (ticket) : NULL;
  adding->draft = draft != NULL ? guichet_draft_copy (draft) : NULL;
  adding->files = g_ptr_array_new_with_free_func (g_object_unref);
  adding->sent = g_ptr_array_new_with_free_func (g_free);
  adding->refused = g_ptr_array_new_with_free_func (g_free);
  adding->over = guichet_intents_new ();

  return adding;
}

static void
free_adding (Adding *adding)
{
  g_object_unref (adding->page);
  g_object_unref (adding->context);
  g_clear_pointer (&adding->ticket, guichet_ticket_unref);
  guichet_draft_free (adding->draft);
  g_ptr_array_unref (adding->files);
  g_ptr_array_unref (adding->sent);
  g_ptr_array_unref (adding->refused);
  g_ptr_array_unref (adding->over);
  guichet_intent_free (adding->intent);
  g_free (adding);
}

static GuichetStore *
get_store (Adding *adding)
{
  return guichet_context_get_store (adding->context);
}

/* ---- the end: what was added, and what was not */

typedef struct
{
  GWeakRef      page;
  GuichetStore *store;
  char        **uuids;
  guint         left;
  gboolean      late;
} TakingBack;

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  TakingBack *back = user_data;
  g_autoptr(GtkWidget) page = NULL;

  back->late = !guichet_store_decide_finish (GUICHET_STORE (source), result, NULL) || back->late;
  if (--back->left > 0)
    return;

  page = g_weak_ref_get (&back->page);
  if (page != NULL && gtk_widget_get_root (page) != NULL)
    guichet_show_toast (page, adw_toast_new (back->late ? _("Too late: this has been sent")
                                                        : _("Taken back: nothing was sent")));
  g_weak_ref_clear (&back->page);
  g_object_unref (back->store);
  g_strfreev (back->uuids);
  g_free (back);
}

static void
undo_cb (AdwToast *toast,
         gpointer  user_data)
{
  TakingBack *back = g_object_steal_data (G_OBJECT (toast), "taking-back");

  if (back == NULL)
    return;

  back->left = g_strv_length (back->uuids);
  for (guint i = 0; back->uuids[i] != NULL; i++)
    guichet_store_decide_async (back->store, back->uuids[i], GUICHET_OUTBOX_WITHDRAW, NULL, taken_back_cb, back);
}

static void
free_taking_back (gpointer data)
{
  TakingBack *back = data;

  g_weak_ref_clear (&back->page);
  g_object_unref (back->store);
  g_strfreev (back->uuids);
  g_free (back);
}

static void
tell_sent (Adding *adding)
{
  TakingBack *back = g_new0 (TakingBack, 1);
  /* Translators: files that were added to a ticket */
  g_autofree char *what = g_strdup_printf (ngettext ("%u file added", "%u files added", adding->sent->len),
                                           adding->sent->len);
  g_autofree char *text = guichet_recall_describe (what);
  AdwToast *toast = adw_toast_new (text);

  g_weak_ref_init (&back->page, adding->page);
  back->store = g_object_ref (get_store (adding));
  g_ptr_array_add (adding->sent, NULL);
  back->uuids = g_strdupv ((char **) adding->sent->pdata);
  adw_toast_set_use_markup (toast, FALSE);
  if (guichet_recall_get_seconds () > 0)
    adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, MAX (guichet_recall_get_seconds (), 1));
  g_object_set_data_full (G_OBJECT (toast), "taking-back", back, free_taking_back);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), NULL);
  guichet_show_toast (adding->page, toast);
}

static void save (Adding *adding);

/* The person knows better than what was learned: an administrator may have
 * raised the limit. */
static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Adding *adding = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  g_ptr_array_set_size (adding->refused, 0);
  g_ptr_array_set_size (adding->sent, 0);
  if (g_str_equal (response, "send"))
    save (adding);
  else
    free_adding (adding);
}

static void
tell_refused (Adding *adding)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Not Everything Was Added"), NULL);
  g_autoptr(GString) body = g_string_new (NULL);

  for (guint i = 0; i < adding->refused->len; i++)
    g_string_append_printf (body, "%s%s", i > 0 ? "\n" : "", (char *) g_ptr_array_index (adding->refused, i));
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), body->str);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("C_lose"));
  if (adding->over->len > 0)
    adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "send", _("_Send Anyway"));
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), adding->page, NULL, answered_cb, adding);
}

static void
end (Adding *adding)
{
  gboolean visible = gtk_widget_get_root (adding->page) != NULL;

  /* Nothing leaves with a draft before the person sends it. */
  if (adding->sent->len > 0 && visible && adding->draft == NULL)
    tell_sent (adding);
  if (adding->refused->len > 0 && visible)
    tell_refused (adding);
  else
    free_adding (adding);
}

/* ---- into the outbox */

static void
refuse (Adding *adding,
        char   *sentence)
{
  g_ptr_array_add (adding->refused, sentence);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Adding *adding = user_data;
  g_autoptr(GError) error = NULL;

  if (adding->draft != NULL ? guichet_store_add_draft_file_finish (GUICHET_STORE (source), result, &error)
                            : guichet_store_enqueue_finish (GUICHET_STORE (source), result, &error))
    g_ptr_array_add (adding->sent, g_strdup (adding->intent->uuid));
  else
    refuse (adding, g_strdup_printf ("%s: %s", adding->intent->file_name, guichet_problem_describe (error).sentence));

  g_clear_pointer (&adding->intent, guichet_intent_free);
  save (adding);
}

/* What was found too large first, when the person wants it all the same; else
 * the next file. */
static void
save (Adding *adding)
{
  if (adding->intent == NULL && adding->next >= adding->files->len && adding->over->len > 0 && adding->refused->len == 0)
    adding->intent = g_ptr_array_steal_index (adding->over, 0);
  if (adding->intent == NULL)
    {
      read_next (adding);
      return;
    }

  if (adding->draft != NULL)
    {
      guichet_store_add_draft_file_async (get_store (adding), adding->draft, adding->intent, NULL, saved_cb, adding);
      return;
    }

  adding->intent->not_before = guichet_recall_get_not_before ();
  guichet_store_enqueue_async (get_store (adding), adding->intent, NULL, NULL, saved_cb, adding);
}

static char *
describe_over (Adding     *adding,
               const char *name,
               gint64      size)
{
  g_autofree char *mine = g_format_size ((guint64) size);
  g_autofree char *refused = g_format_size ((guint64) adding->limit.refused);

  /* Translators: a file, its size, the size of a smaller or equal one that the server refused */
  return g_strdup_printf (_("“%s” has %s. The server has refused a file of %s as too large."), name, mine, refused);
}

/* Takes @data. */
static void
take (Adding     *adding,
      const char *name,
      const char *mime,
      GBytes     *data)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_ATTACH, 0);
  gint64 size = (gint64) g_bytes_get_size (data);

  if (adding->ticket != NULL)
    {
      intent->ticket_id = guichet_ticket_get_id (adding->ticket);
      intent->ref = g_strdup (guichet_ticket_get (adding->ticket, GUICHET_FIELD_REF));
      intent->title = g_strdup (guichet_ticket_get (adding->ticket, GUICHET_FIELD_TITLE));
    }
  intent->file_name = guichet_file_name_make_safe (name);
  intent->file_mime = g_strdup (mime != NULL ? mime : "application/octet-stream");
  intent->file_data = data;
  intent->file_size = size;
  if (adding->limit.refused > 0 && size >= adding->limit.refused)
    {
      refuse (adding, describe_over (adding, intent->file_name, size));
      g_ptr_array_add (adding->over, intent);
      read_next (adding);
      return;
    }

  adding->intent = intent;
  save (adding);
}

/* ---- reading */

static char *
describe_too_large (const char *name,
                    gint64      size)
{
  g_autofree char *mine = g_format_size ((guint64) size);
  g_autofree char *most = g_format_size (GUICHET_ATTACH_MAX);

  /* Translators: a file, its size, the largest size */
  return g_strdup_printf (_("“%s” has %s. Files of up to %s can be sent."), name, mine, most);
}

static char *
find_objection (GFileInfo  *info,
                const char *name)
{
  gint64 size = g_file_info_get_size (info);

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return g_strdup_printf (_("“%s” is no file. A folder can be sent as an archive."), name);
  if (size == 0)
    return g_strdup_printf (_("“%s” is empty."), name);
  if (size > GUICHET_ATTACH_MAX)
    return describe_too_large (name, size);

  return NULL;
}

static char *
dup_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *shown = base != NULL ? g_filename_display_name (base) : NULL;

  return guichet_file_name_make_safe (shown);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Adding *adding = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = dup_name (G_FILE (source));
  g_autofree char *type = NULL;
  g_autofree char *mime = NULL;
  g_autoptr(GBytes) data = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  gsize length = data != NULL ? g_bytes_get_size (data) : 0;

  if (data == NULL || length == 0 || length > GUICHET_ATTACH_MAX)
    {
      refuse (adding, length > 0 ? describe_too_large (name, (gint64) length)
                                 : g_strdup_printf (_("“%s” could not be read."), name));
      read_next (adding);
      return;
    }

  type = g_content_type_guess (name, g_bytes_get_data (data, NULL), MIN (length, 4096), NULL);
  mime = g_content_type_get_mime_type (type);
  take (adding, name, mime, g_steal_pointer (&data));
}

static void
queried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Adding *adding = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  g_autofree char *name = dup_name (G_FILE (source));
  char *objection = info != NULL ? find_objection (info, name)
                                 : g_strdup_printf (_("“%s” could not be read."), name);

  if (objection == NULL)
    {
      g_file_load_bytes_async (G_FILE (source), NULL, loaded_cb, adding);
      return;
    }

  refuse (adding, objection);
  read_next (adding);
}

/* One after the other: the order is that of the person, and the memory that of
 * one file. */
static void
read_next (Adding *adding)
{
  if (adding->next >= adding->files->len)
    {
      end (adding);
      return;
    }

  g_file_query_info_async (g_ptr_array_index (adding->files, adding->next++),
                           G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, queried_cb, adding);
}

static void
limit_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Adding *adding = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_read_file_limit_finish (GUICHET_STORE (source), result, &adding->limit, &error))
    g_debug ("The limits of the server are not known: %s", error->message);
  read_next (adding);
}

static void
add_files (Adding     *adding,
           GListModel *files)
{
  guint n = g_list_model_get_n_items (files);

  for (guint i = 0; i < MIN (n, FILES_MAX); i++)
    g_ptr_array_add (adding->files, g_list_model_get_item (files, i));
  if (n > FILES_MAX)
    refuse (adding, g_strdup_printf (ngettext ("More than %u file at once: the others were left out.",
                                               "More than %u files at once: the others were left out.", FILES_MAX),
                                     FILES_MAX));
  guichet_store_read_file_limit_async (get_store (adding), NULL, limit_cb, adding);
}

void
guichet_attach_files (GtkWidget      *page,
                      GuichetContext *context,
                      GuichetTicket  *ticket,
                      GListModel     *files)
{
  add_files (new_adding (page, context, ticket, NULL), files);
}

void
guichet_attach_files_to_draft (GtkWidget          *page,
                               GuichetContext     *context,
                               const GuichetDraft *draft,
                               GListModel         *files)
{
  add_files (new_adding (page, context, NULL, draft), files);
}

/* ---- a picture */

static void
encode_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (source), (GDestroyNotify) g_bytes_unref);
}

/* By the ticket and the time: nobody gave it a name. */
static char *
make_picture_name (Adding *adding)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H.%M");

  if (adding->ticket == NULL)
    /* Translators: the name of a file; %s is a date and a time */
    return g_strdup_printf (_("Picture %s.png"), time);

  return g_strdup_printf ("%s %s.png", guichet_ticket_get (adding->ticket, GUICHET_FIELD_REF), time);
}

static void
encoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Adding *adding = user_data;
  g_autofree char *name = make_picture_name (adding);
  GBytes *data = g_task_propagate_pointer (G_TASK (result), NULL);

  if (data != NULL)
    {
      take (adding, name, "image/png", data);
      return;
    }

  refuse (adding, g_strdup_printf (_("“%s” could not be read."), name));
  end (adding);
}

static void
picture_limit_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Adding *adding = g_task_get_task_data (task);

  guichet_store_read_file_limit_finish (GUICHET_STORE (source), result, &adding->limit, NULL);
  g_task_run_in_thread (task, encode_thread);
  g_object_unref (task);
}

static void
add_picture (Adding     *adding,
             GdkTexture *picture)
{
  GTask *task = g_task_new (picture, NULL, encoded_cb, adding);

  g_task_set_source_tag (task, add_picture);
  g_task_set_task_data (task, adding, NULL);
  guichet_store_read_file_limit_async (get_store (adding), NULL, picture_limit_cb, task);
}

void
guichet_attach_picture (GtkWidget      *page,
                        GuichetContext *context,
                        GuichetTicket  *ticket,
                        GdkTexture     *picture)
{
  add_picture (new_adding (page, context, ticket, NULL), picture);
}

void
guichet_attach_picture_to_draft (GtkWidget          *page,
                                 GuichetContext     *context,
                                 const GuichetDraft *draft,
                                 GdkTexture         *picture)
{
  add_picture (new_adding (page, context, NULL, draft), picture);
}
