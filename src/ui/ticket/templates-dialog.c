#include "config.h"

#include "ui/ticket/templates-dialog.h"

#include "store/templates.h"
#include "ui/common/problem.h"
#include "ui/common/rich-editor.h"
#include "ui/common/toast.h"
#include "ui/ticket/template-file.h"
#include "ui/ticket/template-text.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* A file that is larger than this holds no templates. */
#define MAX_FILE (8 * 1024 * 1024)

struct _GuichetTemplatesDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation;
  AdwToastOverlay   *overlay;
  GtkStack          *stack;
  GtkListBox        *list;
  AdwNavigationPage *editor_page;
  GtkEditable       *name;
  AdwSwitchRow      *greeting;
  GuichetRichEditor *editor;
  AdwWrapBox        *variables;

  GuichetContext    *context;
  GPtrArray         *templates;
  GuichetTemplate   *edited;            /* nullable */
  GCancellable      *cancellable;
};

G_DEFINE_FINAL_TYPE (GuichetTemplatesDialog, guichet_templates_dialog, ADW_TYPE_DIALOG)

/* Useful ones to begin with, if somebody wants them. */
static const struct
{
  const char *name;
  const char *html;
} examples[] = {
  { N_("Greeting"), N_("<p>Hello {requester},</p><p>Regards,</p><p>{agent}, {team}</p>") },
  { N_("Taken in Hand"), N_("<p>Your request {reference} is being dealt with. I come back to you as soon as I know more.</p>") },
  { N_("Ask for Details"), N_("<p>So that I can go on with “{subject}”, could you tell me:</p><ul><li>since when this happens</li>"
                              "<li>in which room, on which device</li><li>the exact message on the screen</li></ul>") },
  { N_("Visit Announced"), N_("<p>Somebody of our team comes to {site} to deal with this. Would a visit this week suit you?</p>") },
  { N_("Solved"), N_("<p>This should work again. If it does not, you can reopen the request without writing a new one.</p>") },
};

static GuichetStore *
get_store (GuichetTemplatesDialog *self)
{
  return guichet_context_get_store (self->context);
}

/* ---- saving */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GuichetTemplatesDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_save_template_finish (GUICHET_STORE (source), result, &error))
    adw_toast_overlay_add_toast (self->overlay, adw_toast_new (guichet_problem_describe (error).sentence));
}

static void
save (GuichetTemplatesDialog *self,
      const GuichetTemplate  *template_)
{
  guichet_store_save_template_async (get_store (self), template_, NULL, saved_cb, g_object_ref (self));
}

/* ---- removing, with a way back */

static void
undo_cb (AdwToast               *toast,
         GuichetTemplatesDialog *self)
{
  save (self, g_object_get_data (G_OBJECT (toast), "template"));
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetTemplatesDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_remove_template_finish (GUICHET_STORE (source), result, &error))
    adw_toast_overlay_add_toast (self->overlay, adw_toast_new (guichet_problem_describe (error).sentence));
}

static void
remove_template (GuichetTemplatesDialog *self,
                 const GuichetTemplate  *template_)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *title = g_strdup_printf (_("“%s” removed"), template_->name);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, title);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "template", guichet_template_copy (template_), (GDestroyNotify) guichet_template_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  adw_toast_overlay_add_toast (self->overlay, toast);

  guichet_store_remove_template_async (get_store (self), template_->uuid, NULL, removed_cb, g_object_ref (self));
}

/* ---- the list */

static void
remove_clicked_cb (GtkButton              *button,
                   GuichetTemplatesDialog *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);

  remove_template (self, g_ptr_array_index (self->templates, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))));
}

static GtkWidget *
make_row (GuichetTemplatesDialog *self,
          const GuichetTemplate  *template_)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *plain = guichet_html_to_plain (template_->html);
  g_autofree char *line = guichet_text_single_line (plain);
  g_autofree char *subtitle = template_->greeting ? g_strdup_printf (_("Greeting · %s"), line) : g_strdup (line);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), template_->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));

  return row;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) templates = guichet_store_list_templates_finish (GUICHET_STORE (source), result, &error);
  GuichetTemplatesDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = user_data;
  if (templates == NULL)
    {
      adw_toast_overlay_add_toast (self->overlay, adw_toast_new (guichet_problem_describe (error).sentence));
      return;
    }

  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = g_steal_pointer (&templates);
  for (guint i = 0; i < self->templates->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->templates, i)));
  gtk_stack_set_visible_child_name (self->stack, self->templates->len > 0 ? "list" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.export", self->templates->len > 0);
}

static void
read_templates (GuichetTemplatesDialog *self)
{
  guichet_store_list_templates_async (get_store (self), self->cancellable, listed_cb, self);
}

static void
store_changed_cb (GuichetTemplatesDialog *self,
                  GuichetChangeSet       *changes)
{
  if (changes->templates || changes->everything)
    read_templates (self);
}

/* ---- one template */

static void
changed_cb (GuichetTemplatesDialog *self)
{
  gboolean complete = self->edited != NULL && !guichet_text_is_empty (gtk_editable_get_text (self->name))
                      && !guichet_rich_editor_is_blank (self->editor);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.save", complete);
}

static void
edit (GuichetTemplatesDialog *self,
      const GuichetTemplate  *template_)
{
  g_autoptr(GuichetTemplate) copy = template_ != NULL ? guichet_template_copy (template_) : guichet_template_new ("", "");

  g_clear_pointer (&self->edited, guichet_template_free);
  self->edited = g_steal_pointer (&copy);
  gtk_editable_set_text (self->name, self->edited->name);
  guichet_rich_editor_set_html (self->editor, self->edited->html);
  adw_switch_row_set_active (self->greeting, self->edited->greeting);
  adw_navigation_page_set_title (self->editor_page, template_ != NULL ? _("Template") : _("New Template"));
  adw_navigation_view_push_by_tag (self->navigation, "edit");
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
row_activated_cb (GuichetTemplatesDialog *self,
                  GtkListBoxRow          *row)
{
  edit (self, g_ptr_array_index (self->templates, gtk_list_box_row_get_index (row)));
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  edit (GUICHET_TEMPLATES_DIALOG (widget), NULL);
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GuichetTemplatesDialog *self = GUICHET_TEMPLATES_DIALOG (widget);
  g_autofree char *html = guichet_rich_editor_dup_html (self->editor);

  g_set_str (&self->edited->name, gtk_editable_get_text (self->name));
  g_set_str (&self->edited->html, html);
  self->edited->greeting = adw_switch_row_get_active (self->greeting);
  save (self, self->edited);
  g_clear_pointer (&self->edited, guichet_template_free);
  gtk_widget_action_set_enabled (widget, "templates.save", FALSE);
  adw_navigation_view_pop (self->navigation);
}

static void
variable_clicked_cb (GtkButton              *button,
                     GuichetTemplatesDialog *self)
{
  guichet_rich_editor_insert_html (self->editor, 0, gtk_button_get_label (button));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
add_variables (GuichetTemplatesDialog *self)
{
  const char * const *names = guichet_template_list_variables ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *label = g_strdup_printf ("{%s}", names[i]);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_add_css_class (button, "slim");
      g_signal_connect_object (button, "clicked", G_CALLBACK (variable_clicked_cb), self, 0);
      adw_wrap_box_append (self->variables, button);
    }
}

static void
examples_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr(GuichetTemplate) template_ = guichet_template_new (_(examples[i].name), _(examples[i].html));

      template_->greeting = i == 0;
      save (GUICHET_TEMPLATES_DIALOG (widget), template_);
    }
}

/* ---- files */

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetTemplatesDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    adw_toast_overlay_add_toast (self->overlay, adw_toast_new (_("Templates exported")));
  else
    adw_toast_overlay_add_toast (self->overlay, adw_toast_new (_("The file could not be written")));
}

static void
export_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GuichetTemplatesDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *data = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize length;

  if (file == NULL)
    return;

  data = guichet_template_file_write (self->templates);
  length = strlen (data);
  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, exported_cb, g_steal_pointer (&self));
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_initial_name (dialog, _("reply-templates.ini"));
  gtk_file_dialog_save (dialog, get_window (widget), NULL, export_chosen_cb, g_object_ref (widget));
}

static void
import (GuichetTemplatesDialog *self,
        const char             *data,
        gsize                   length)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) templates = guichet_template_file_read (data, length, &error);
  g_autofree char *text = NULL;

  if (templates == NULL)
    {
      adw_toast_overlay_add_toast (self->overlay, adw_toast_new (_("There is no template in this file")));
      return;
    }

  for (guint i = 0; i < templates->len; i++)
    save (self, g_ptr_array_index (templates, i));
  text = g_strdup_printf (ngettext ("%u template imported", "%u templates imported", templates->len), templates->len);
  adw_toast_overlay_add_toast (self->overlay, adw_toast_new (text));
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetTemplatesDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length;
  const char *data;

  if (bytes == NULL)
    {
      adw_toast_overlay_add_toast (self->overlay, adw_toast_new (_("The file could not be read")));
      return;
    }

  data = g_bytes_get_data (bytes, &length);
  import (self, data != NULL ? data : "", length);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetTemplatesDialog) self = user_data;
  g_autoptr(GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, NULL);

  if (stream != NULL)
    g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), MAX_FILE, G_PRIORITY_DEFAULT, NULL, imported_cb, g_steal_pointer (&self));
  else
    adw_toast_overlay_add_toast (self->overlay, adw_toast_new (_("The file could not be read")));
}

static void
import_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GuichetTemplatesDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, opened_cb, g_steal_pointer (&self));
}

static void
import_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_open (dialog, get_window (widget), NULL, import_chosen_cb, g_object_ref (widget));
}

/* ---- class */

static void
guichet_templates_dialog_dispose (GObject *object)
{
  GuichetTemplatesDialog *self = GUICHET_TEMPLATES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_TEMPLATES_DIALOG);

  G_OBJECT_CLASS (guichet_templates_dialog_parent_class)->dispose (object);
}

static void
guichet_templates_dialog_finalize (GObject *object)
{
  GuichetTemplatesDialog *self = GUICHET_TEMPLATES_DIALOG (object);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->edited, guichet_template_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_templates_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GUICHET_TYPE_RICH_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/templates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetTemplatesDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, GuichetTemplatesDialog, overlay);
  gtk_widget_class_bind_template_child (widget_class, GuichetTemplatesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetTemplatesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GuichetTemplatesDialog, editor_page);
  gtk_widget_class_bind_template_child (widget_class, GuichetTemplatesDialog, name);
  gtk_widget_class_bind_template_child (widget_class, GuichetTemplatesDialog, greeting);
  gtk_widget_class_bind_template_child (widget_class, GuichetTemplatesDialog, editor);
  gtk_widget_class_bind_template_child (widget_class, GuichetTemplatesDialog, variables);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
guichet_templates_dialog_class_init (GuichetTemplatesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_templates_dialog_dispose;
  object_class->finalize = guichet_templates_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "templates.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "templates.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "templates.examples", NULL, examples_action);
  gtk_widget_class_install_action (widget_class, "templates.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "templates.export", NULL, export_action);

  bind_template (widget_class);
}

static void
guichet_templates_dialog_init (GuichetTemplatesDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  guichet_rich_editor_set_label (self->editor, _("Text of the template"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.save", FALSE);
  add_variables (self);
}

AdwDialog *
guichet_templates_dialog_new (GuichetContext *context)
{
  GuichetTemplatesDialog *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_TEMPLATES_DIALOG, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (get_store (self), "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  read_templates (self);

  return ADW_DIALOG (self);
}
