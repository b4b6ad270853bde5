#include "config.h"

#include "ui/ticket/file-intake.h"

#include "ui/common/wrapping.h"

#include <glib/gi18n.h>

#define KEY "guichet-file-intake"

typedef struct
{
  const GuichetFileIntakeFuncs *funcs;
  GtkWidget                    *zone;   /* the page has it */
} Intake;

static const Intake *
get_intake (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), KEY);
}

static gboolean
may_take (GtkWidget *page)
{
  return get_intake (page)->funcs->may_take (page, FALSE);
}

/* ---- chosen */

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkWidget) page = user_data;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL && gtk_widget_get_root (page) != NULL && get_intake (page)->funcs->may_take (page, TRUE))
    get_intake (page)->funcs->take_files (page, files);
}

/**
 * guichet_file_intake_choose:
 *
 * Lets somebody choose files.
 */
void
guichet_file_intake_choose (GtkWidget *page)
{
  g_autoptr(GtkFileDialog) dialog = NULL;

  g_return_if_fail (get_intake (page) != NULL);

  if (!get_intake (page)->funcs->may_take (page, TRUE))
    return;

  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _("Add Files"));
  gtk_file_dialog_set_accept_label (dialog, C_("file", "_Add"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (page)), NULL, chosen_cb, g_object_ref (page));
}

/* ---- dropped and pasted */

static GListModel *
list_files (const GValue *value)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *link = list; link != NULL; link = link->next)
    g_list_store_append (files, link->data);

  return G_LIST_MODEL (files);
}

static gboolean
take_value (GtkWidget    *page,
            const GValue *value)
{
  const GuichetFileIntakeFuncs *funcs = get_intake (page)->funcs;

  if (!funcs->may_take (page, TRUE))
    return FALSE;

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr(GListModel) files = list_files (value);

      funcs->take_files (page, files);
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      funcs->take_picture (page, g_value_get_object (value));
      return TRUE;
    }

  return FALSE;
}

static void
show_zone (GtkWidget *page,
           gboolean   shown)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (get_intake (page)->zone), shown);
}

static GdkDragAction
enter_cb (GtkWidget *page,
          double     x,
          double     y)
{
  show_zone (page, may_take (page));

  return may_take (page) ? GDK_ACTION_COPY : 0;
}

static void
leave_cb (GtkWidget *page)
{
  show_zone (page, FALSE);
}

static gboolean
drop_cb (GtkWidget    *page,
         const GValue *value,
         double        x,
         double        y)
{
  show_zone (page, FALSE);

  return take_value (page, value);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkWidget) page = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && gtk_widget_get_root (page) != NULL)
    take_value (page, value);
}

/* Files and pictures become files of the ticket; whatever also is text goes
 * where text goes. A program that copies cells or a passage offers both. */
static gboolean
paste_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type;

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    type = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
           !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    type = GDK_TYPE_TEXTURE;
  else
    return FALSE;

  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, pasted_cb, g_object_ref (widget));

  return TRUE;
}

/* ---- the page */

static GtkWidget *
make_zone (void)
{
  GtkWidget *zone = gtk_revealer_new ();
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("mail-attachment-symbolic");
  GtkWidget *label = gtk_label_new (_("Drop to attach to this ticket"));

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 48);
  gtk_widget_set_valign (icon, GTK_ALIGN_END);
  gtk_widget_set_vexpand (icon, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_vexpand (label, TRUE);
  guichet_label_wrap (GTK_LABEL (label));
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "title-2");
  gtk_widget_add_css_class (frame, "drop-zone");
  gtk_box_append (GTK_BOX (frame), icon);
  gtk_box_append (GTK_BOX (frame), label);

  gtk_revealer_set_transition_type (GTK_REVEALER (zone), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (GTK_REVEALER (zone), frame);
  gtk_widget_set_can_target (zone, FALSE);

  return zone;
}

/* Over the whole page, journals too: an editor would take the path of a file
 * for text. */
static GtkWidget *
add_zone (AdwNavigationPage *page)
{
  g_autoptr(GtkWidget) content = g_object_ref (adw_navigation_page_get_child (page));
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *zone = make_zone ();

  adw_navigation_page_set_child (page, overlay);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), content);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), zone);

  return zone;
}

static void
add_target (GtkWidget *page)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (enter_cb), page);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), page);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), page);
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (target));
}

static void
add_paste (GtkWidget *page)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>v|<Shift>Insert"),
                                                          gtk_callback_action_new (paste_cb, NULL, NULL)));
  gtk_widget_add_controller (page, controller);
}

/**
 * guichet_file_intake_add:
 * @page: has its child
 * @funcs: (const): lives as long as the program
 *
 * Lets @page take files and pictures that are dropped anywhere on it or pasted.
 */
void
guichet_file_intake_add (AdwNavigationPage            *page,
                         const GuichetFileIntakeFuncs *funcs)
{
  Intake *intake;

  g_return_if_fail (ADW_IS_NAVIGATION_PAGE (page));

  intake = g_new0 (Intake, 1);
  intake->funcs = funcs;
  intake->zone = add_zone (page);
  g_object_set_data_full (G_OBJECT (page), KEY, intake, g_free);
  add_target (GTK_WIDGET (page));
  add_paste (GTK_WIDGET (page));
}
