#include "config.h"

#include "sample-files.h"

#include "ui/common/file-preview.h"
#include "ui/common/opened-files.h"
#include "util/error.h"

typedef struct
{
  TicketFixture  ticket;
  SampleSource  *source;
  GtkWidget     *preview;
} Fixture;

static void
set_up (Fixture *self,
        int      width,
        int      height)
{
  ticket_fixture_set_up (&self->ticket, width, height);
  self->source = sample_source_new ();
  guichet_context_set_file_source (self->ticket.context, GUICHET_FILE_SOURCE (self->source));
}

static void
close_preview (Fixture *self)
{
  if (self->preview == NULL)
    return;

  g_object_add_weak_pointer (G_OBJECT (self->preview), (gpointer *) &self->preview);
  adw_dialog_force_close (ADW_DIALOG (self->preview));
  WAIT (self->preview == NULL);
}

static void
tear_down (Fixture *self)
{
  close_preview (self);
  ticket_fixture_tear_down (&self->ticket);
  g_assert_finalize_object (self->source);
}

static void
open_file (Fixture    *self,
           gint64      id,
           const char *name,
           const char *mime,
           GBytes     *data)
{
  g_autoptr(GuichetAttachment) attachment = guichet_attachment_new (id, TICKET_ID);

  if (data != NULL)
    sample_source_put (self->source, id, name, mime, data);
  self->preview = GTK_WIDGET (guichet_file_preview_open (GTK_WIDGET (self->ticket.page), self->ticket.context,
                                                         attachment));
}

static const char *
get_page (Fixture *self)
{
  GtkWidget *stack = find_widget (self->preview, GTK_TYPE_STACK, 0);

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static gboolean
shows (Fixture    *self,
       const char *words)
{
  g_autofree char *text = collect_text (self->preview);

  return strstr (text, words) != NULL;
}

static gboolean
is_enabled (Fixture    *self,
            const char *action)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *button = find_widget (self->preview, GTK_TYPE_BUTTON, i);

      if (button == NULL)
        return FALSE;
      if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), action) == 0)
        return gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button);
    }
}

static void
test_image (void)
{
  Fixture self = { 0 };
  g_autoptr(GBytes) png = sample_png (640, 400);

  set_up (&self, 1280, 820);
  open_file (&self, 50, "../photo \342\200\256gpj.png", "image/png", png);
  WAIT (g_str_equal (get_page (&self), "picture"));
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (self.preview)), ==, "photo gpj.png");
  WAIT (is_enabled (&self, "preview.save"));
  WAIT (is_enabled (&self, "preview.open"));
  g_assert_false (is_enabled (&self, "preview.next-page"));
  save_picture (GTK_WIDGET (self.ticket.window), "preview-image.png");
  tear_down (&self);
}

static void
test_pdf (void)
{
  Fixture self = { 0 };
  g_autoptr(GBytes) pdf = sample_pdf (3);

  set_up (&self, 1280, 820);
  open_file (&self, 51, "bordereau.pdf", "application/pdf", pdf);
  WAIT (!g_str_equal (get_page (&self), "loading"));
  if (g_str_equal (get_page (&self), "picture"))
    {
      g_assert_true (shows (&self, "1 of 3"));
      g_assert_false (is_enabled (&self, "preview.previous-page"));
      gtk_widget_activate_action (self.preview, "preview.next-page", NULL);
      WAIT (shows (&self, "2 of 3"));
      gtk_widget_activate_action (self.preview, "preview.next-page", NULL);
      WAIT (shows (&self, "3 of 3"));
      g_assert_false (is_enabled (&self, "preview.next-page"));
      gtk_widget_activate_action (self.preview, "preview.previous-page", NULL);
      WAIT (shows (&self, "2 of 3"));
    }
  save_picture (GTK_WIDGET (self.ticket.window), "preview-pdf.png");
  tear_down (&self);
}

/* Shown as it is: no markup, nothing followed. */
static void
test_text (void)
{
  Fixture self = { 0 };
  const char *words = "<b>Journal</b> é\n<a href='x'>y</a>\n";
  g_autoptr(GBytes) text = g_bytes_new_static (words, strlen (words));

  set_up (&self, 1280, 820);
  open_file (&self, 52, "relevé.log", "text/plain", text);
  WAIT (g_str_equal (get_page (&self), "text"));
  g_assert_true (shows (&self, "<b>Journal</b>"));
  save_picture (GTK_WIDGET (self.ticket.window), "preview-text.png");
  tear_down (&self);
}

static void
test_other (void)
{
  Fixture self = { 0 };
  g_autoptr(GBytes) data = g_bytes_new_static ("PK\003\004\0\0\0", 7);

  set_up (&self, 1280, 820);
  open_file (&self, 53, "lettre.docx", "application/vnd.openxmlformats", data);
  WAIT (g_str_equal (get_page (&self), "other"));
  WAIT (is_enabled (&self, "preview.open"));
  save_picture (GTK_WIDGET (self.ticket.window), "preview-other.png");
  tear_down (&self);
}

static void
refused_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError **error = user_data;

  guichet_opened_files_launch_finish (result, error);
}

/* A program is flagged, saved on demand, and opened by nobody: not by the
 * button, which is gone, not by the action, not by the function. */
static void
test_dangerous (void)
{
  Fixture self = { 0 };
  g_autoptr(GBytes) data = g_bytes_new_static ("MZ\220\0\003\0\0\0", 8);
  g_autoptr(GuichetFile) file = guichet_file_new (54, "facture.pdf", "application/pdf", data);
  g_autoptr(GError) error = NULL;

  set_up (&self, 360, 720);
  open_file (&self, 54, "facture.pdf", "application/pdf", data);
  WAIT (g_str_equal (get_page (&self), "other"));
  g_assert_true (adw_banner_get_revealed (ADW_BANNER (find_widget (self.preview, ADW_TYPE_BANNER, 0))));
  g_assert_false (is_enabled (&self, "preview.open"));
  WAIT (is_enabled (&self, "preview.save"));
  guichet_opened_files_launch_async (file, NULL, NULL, refused_cb, &error);
  WAIT (error != NULL);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  save_picture (GTK_WIDGET (self.ticket.window), "preview-dangerous-360.png");
  tear_down (&self);
}

/* Damaged contents say so; nothing breaks. */
static void
test_damaged (void)
{
  Fixture self = { 0 };
  g_autoptr(GBytes) png = sample_png (64, 64);
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes (png, 0, 40);

  set_up (&self, 1280, 820);
  open_file (&self, 55, "photo.png", "image/png", cut);
  WAIT (g_str_equal (get_page (&self), "other"));
  g_assert_true (shows (&self, "damaged"));
  tear_down (&self);
}

/* Without the network: why, and again when it is back. */
static void
test_retry (void)
{
  Fixture self = { 0 };
  g_autoptr(GError) error = guichet_error_new (GUICHET_ERROR_UNREACHABLE, NULL, NULL, "no route");
  g_autoptr(GBytes) text = g_bytes_new_static ("Bonjour", 7);

  set_up (&self, 1280, 820);
  sample_source_fail (self.source, error);
  open_file (&self, 56, "a.txt", "text/plain", text);
  WAIT (g_str_equal (get_page (&self), "problem"));
  g_assert_true (shows (&self, "The server does not answer."));
  g_assert_false (is_enabled (&self, "preview.save"));
  save_picture (GTK_WIDGET (self.ticket.window), "preview-problem.png");
  gtk_widget_activate_action (self.preview, "preview.retry", NULL);
  WAIT (g_str_equal (get_page (&self), "text"));
  g_assert_cmpuint (sample_source_count (self.source), ==, 2);
  tear_down (&self);
}

/* Closed while it is on its way: nobody waits, nothing comes back to life. */
static void
test_close (void)
{
  Fixture self = { 0 };
  g_autoptr(GBytes) text = g_bytes_new_static ("Bonjour", 7);

  set_up (&self, 1280, 820);
  sample_source_hold (self.source);
  open_file (&self, 57, "a.txt", "text/plain", text);
  WAIT (sample_source_count (self.source) == 1);
  guichet_context_tell_transfer (self.ticket.context, "57", 100, 1000);
  g_assert_cmpstr (get_page (&self), ==, "loading");
  save_picture (GTK_WIDGET (self.ticket.window), "preview-loading.png");
  adw_dialog_force_close (ADW_DIALOG (self.preview));
  ticket_fixture_spin (50);
  sample_source_answer (self.source);
  ticket_fixture_spin (50);
  self.preview = NULL;
  tear_down (&self);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/file-preview/image", test_image);
  g_test_add_func ("/file-preview/pdf", test_pdf);
  g_test_add_func ("/file-preview/text", test_text);
  g_test_add_func ("/file-preview/other", test_other);
  g_test_add_func ("/file-preview/dangerous", test_dangerous);
  g_test_add_func ("/file-preview/damaged", test_damaged);
  g_test_add_func ("/file-preview/retry", test_retry);
  g_test_add_func ("/file-preview/close", test_close);

  return g_test_run ();
}
