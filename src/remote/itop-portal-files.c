#include "config.h"

#include "remote/itop-portal-private.h"

#include "util/error.h"
#include "util/server-time.h"
#include "util/text.h"

/* Bounds of what a server says of a file. */
#define NAME_MAX_BYTES 255
/* Files that were seen beside tickets and not asked for yet. */
#define NOTED_MAX 5000
/* The zone and the clock of the server need not be known exactly. */
#define CLOCK_MARGIN_SECONDS (2 * 24 * 60 * 60)

/* ---- what is there
 *
 * The portal has no list of all files: those of a ticket are told with it. They
 * are kept until somebody asks for the files of all tickets. */

void
_guichet_itop_portal_note_attachments (GuichetItopPortal *self,
                                       GPtrArray         *attachments)
{
  for (guint i = 0; i < attachments->len && self->attachments->len < NOTED_MAX; i++)
    g_ptr_array_add (self->attachments, guichet_attachment_ref (g_ptr_array_index (attachments, i)));
}

static GPtrArray *
take_noted (GuichetItopPortal *self)
{
  GPtrArray *noted = self->attachments;

  self->attachments = guichet_attachments_new ();

  return noted;
}

GPtrArray *
_guichet_itop_portal_read_attachments (GuichetRemote  *remote,
                                       const char     *since,
                                       gint64          ticket_id,
                                       GCancellable   *cancellable,
                                       GError        **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);
  g_autoptr(GuichetTicket) ticket = NULL;
  GPtrArray *attachments = NULL;

  g_return_val_if_fail (self->profile != NULL, NULL);

  if (!_guichet_itop_portal_ensure_layout (self, cancellable, error))
    return NULL;
  if (ticket_id == 0)
    return take_noted (self);

  ticket = _guichet_itop_portal_view (self, ticket_id, &attachments, cancellable, error);

  return ticket != NULL ? attachments : NULL;
}

/* ---- contents */

/* attachment;filename="note é.txt": the bytes of the name come raw
 * (transcript attachment-01). */
static char *
dup_file_name (const char *disposition)
{
  const char *start = disposition != NULL ? strstr (disposition, "filename=\"") : NULL;
  const char *end;
  g_autofree char *valid = NULL;
  g_autofree char *line = NULL;

  if (start == NULL)
    return g_strdup ("");
  start += strlen ("filename=\"");
  end = strrchr (start, '"');
  valid = guichet_text_make_valid (start, end != NULL ? end - start : -1, 0);
  line = guichet_text_single_line (valid);

  return guichet_text_make_valid (line, -1, NAME_MAX_BYTES);
}

static char *
dup_mime (const char *type)
{
  g_autofree char *valid = guichet_text_make_valid (type != NULL ? type : "", -1, NAME_MAX_BYTES);

  valid[strcspn (valid, ";")] = '\0';

  return guichet_text_single_line (valid);
}

/* The name is the server's text, made valid and short, not yet fit for a file
 * system: that is up to whoever saves it. */
GBytes *
_guichet_itop_portal_read_file (GuichetRemote  *remote,
                                gint64          attachment_id,
                                char          **out_name,
                                char          **out_mime,
                                GCancellable   *cancellable,
                                GError        **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);
  g_autofree char *route = g_strdup_printf ("/object/attachment/download/%" G_GINT64_FORMAT, attachment_id);
  g_auto(GuichetPortalAnswer) answer = { NULL };

  g_return_val_if_fail (self->profile != NULL, NULL);

  if (!_guichet_itop_portal_ensure_layout (self, cancellable, error) ||
      !_guichet_itop_portal_get (self, GUICHET_PORTAL_FILE, route, NULL, &answer, cancellable, error))
    return NULL;

  if (out_name != NULL)
    *out_name = dup_file_name (guichet_transport_get_header (self->transport, "Content-Disposition"));
  if (out_mime != NULL)
    *out_mime = dup_mime (guichet_transport_get_header (self->transport, "Content-Type"));

  return g_string_free_to_bytes (g_steal_pointer (&answer.body));
}

/* ---- whether a file arrived */

/* Milliseconds to the server's text: since when something of @intent can be. */
static char *
dup_since (const GuichetIntent *intent)
{
  gint64 milliseconds = intent->first_sent > 0 ? intent->first_sent : intent->created;
  g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc (milliseconds / 1000 - CLOCK_MARGIN_SECONDS);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  return guichet_server_time_format (when, utc);
}

/* What the list tells of a file rules out most of them. */
static gboolean
may_be (const GuichetAttachment *candidate,
        const GuichetIntent     *intent,
        const char              *since)
{
  if (candidate->size >= 0 && (gsize) candidate->size != g_bytes_get_size (intent->file_data))
    return FALSE;

  return *candidate->date == '\0' || strcmp (candidate->date, since) >= 0;
}

gint64
_guichet_itop_portal_find_attached (GuichetRemote        *remote,
                                    const GuichetIntent  *intent,
                                    GCancellable         *cancellable,
                                    GError              **error)
{
  g_autoptr(GPtrArray) candidates =
    guichet_remote_read_attachments (remote, NULL, intent->ticket_id, cancellable, error);
  g_autofree char *since = dup_since (intent);

  for (guint i = 0; candidates != NULL && intent->file_data != NULL && i < candidates->len; i++)
    {
      const GuichetAttachment *candidate = g_ptr_array_index (candidates, i);
      g_autoptr(GError) failure = NULL;
      g_autoptr(GBytes) data = NULL;

      if (!may_be (candidate, intent, since))
        continue;
      data = guichet_remote_read_file (remote, candidate->id, NULL, NULL, cancellable, &failure);
      if (data != NULL && g_bytes_equal (data, intent->file_data))
        return candidate->id;
      if (failure != NULL && !g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return 0;
        }
    }

  return 0;
}

/* ---- sending one
 *
 * A file is uploaded under the transaction of the form, where it lives for an
 * hour, and belongs to the ticket once the form is submitted. Until then there
 * is nothing to be seen: an upload of unknown outcome has none. */

static GuichetPortalPost *
build_upload (GuichetItopPortal   *self,
              const GuichetIntent *intent,
              const char          *transaction)
{
  GuichetPortalPost *post = guichet_portal_post_new ();

  guichet_portal_post_add (post, "operation", "add");
  guichet_portal_post_add (post, "temp_id", transaction);
  guichet_portal_post_add (post, "object_class", self->layout->class_name);
  /* Another name of the part makes an empty file without a word (§7). */
  guichet_portal_post_add (post, "field_name", "file");
  guichet_portal_post_set_file (post, "file", intent->file_name != NULL ? intent->file_name : "",
                                intent->file_mime != NULL ? intent->file_mime : "application/octet-stream",
                                intent->file_data);

  return post;
}

static gboolean
refuse_upload (yyjson_val  *root,
               GError     **error)
{
  g_autofree char *text = guichet_json_dup_text (root, "error");
  g_autofree char *line = guichet_text_single_line (text);

  g_propagate_error (error, guichet_error_new (GUICHET_ERROR_REJECTED, NULL, line,
                                               "The server did not take the file: %s", line));

  return FALSE;
}

/* An upload in which the server found no file makes an attachment without a
 * name (§7): submitted, it would stay beside the ticket. */
static gboolean
is_kept (yyjson_val *root,
         gint64     *out_id)
{
  g_autofree char *name = guichet_json_dup_text (root, "msg");

  return guichet_json_get_int64 (root, "att_id", out_id) && *out_id > 0 && *name != '\0';
}

static gboolean
upload (GuichetItopPortal    *self,
        const GuichetIntent  *intent,
        const char           *transaction,
        gint64               *out_id,
        GCancellable         *cancellable,
        GError              **error)
{
  g_autoptr(GuichetPortalPost) post = build_upload (self, intent, transaction);
  GuichetPortalCall call = { .route = "/object/attachment/add", .post = post, .write = TRUE };
  g_auto(GuichetPortalAnswer) answer = { NULL };
  yyjson_val *root;

  if (!_guichet_itop_portal_call (self, &call, &answer, cancellable, error))
    return FALSE;

  root = yyjson_doc_get_root (answer.doc);
  if (is_kept (root, out_id))
    return TRUE;

  return refuse_upload (root, error);
}

gboolean
_guichet_itop_portal_attach (GuichetItopPortal    *self,
                             const GuichetIntent  *intent,
                             GCancellable         *cancellable,
                             GError              **error)
{
  g_autofree char *route = g_strdup_printf ("/object/edit/%s/%" G_GINT64_FORMAT, self->layout->class_name,
                                            intent->ticket_id);
  g_autoptr(GuichetPortalPage) page = NULL;
  g_autoptr(GuichetPortalPost) values = guichet_portal_post_new ();
  g_autofree char *number = NULL;
  g_autoptr(yyjson_doc) answer = NULL;
  gint64 id = 0;

  if (intent->file_data == NULL)
    {
      g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "There is no file to attach");
      return FALSE;
    }
  if ((page = _guichet_itop_portal_read_page (self, route, cancellable, error)) == NULL ||
      !upload (self, intent, page->transaction, &id, cancellable, error))
    return FALSE;

  number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  guichet_portal_post_add (values, "attachment_ids[actual_attachments_ids][]", number);
  answer = _guichet_itop_portal_submit (self, page, route, values, cancellable, error);

  return answer != NULL;
}
