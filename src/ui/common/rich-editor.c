#include "config.h"

#include "ui/common/rich-editor-private.h"

#include "ui/common/focus-children.h"
#include "ui/common/rich-spelling.h"
#include "util/text.h"

/* A pasted text longer than this is cut: no server keeps more in one entry. */
#define MAX_PASTE (256 * 1024)

enum
{
  PROP_0,
  PROP_BOLD,
  PROP_ITALIC,
  PROP_BULLETS,
  PROP_NUMBERS,
  PROP_QUOTE,
  PROP_CODE,
  N_PROPS
};

enum
{
  CHANGED,
  ESCAPE,
  INSERT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetRichEditor, guichet_rich_editor, GTK_TYPE_WIDGET)

/* ---- formats */

static gboolean
get_format (GuichetRichEditor *self,
            guint              prop_id)
{
  switch (prop_id)
    {
    case PROP_BOLD:
      return (self->style & GUICHET_SPAN_BOLD) != 0;

    case PROP_ITALIC:
      return (self->style & GUICHET_SPAN_ITALIC) != 0;

    case PROP_BULLETS:
      return self->kind == GUICHET_BLOCK_BULLET;

    case PROP_NUMBERS:
      return self->kind == GUICHET_BLOCK_NUMBER;

    case PROP_QUOTE:
      return self->kind == GUICHET_BLOCK_QUOTE;

    case PROP_CODE:
      return self->kind == GUICHET_BLOCK_CODE || (self->style & GUICHET_SPAN_CODE) != 0;

    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
update_formats (GuichetRichEditor *self)
{
  gboolean before[N_PROPS] = { FALSE };

  for (guint i = PROP_BOLD; i < N_PROPS; i++)
    before[i] = get_format (self, i);

  self->style = guichet_rich_buffer_get_style (self->buffer);
  self->kind = guichet_rich_buffer_get_block (self->buffer);

  for (guint i = PROP_BOLD; i < N_PROPS; i++)
    if (before[i] != get_format (self, i))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
set_block (GuichetRichEditor *self,
           GuichetBlockKind   kind,
           gboolean           on)
{
  guichet_rich_buffer_set_block (self->buffer, on ? kind : GUICHET_BLOCK_PARAGRAPH);
}

/* Code is a few words when words of one line are selected, else whole lines. */
static void
set_code (GuichetRichEditor *self,
          gboolean           on)
{
  GtkTextIter start, end;
  gboolean words;

  words = gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end)
          && gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end);

  if (self->kind == GUICHET_BLOCK_CODE || (on && !words))
    set_block (self, GUICHET_BLOCK_CODE, on);
  else
    guichet_rich_buffer_set_style (self->buffer, GUICHET_SPAN_CODE, on);
}

static void
guichet_rich_editor_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  GuichetRichEditor *self = GUICHET_RICH_EDITOR (object);
  gboolean on = g_value_get_boolean (value);

  switch (prop_id)
    {
    case PROP_BOLD:
      guichet_rich_buffer_set_style (self->buffer, GUICHET_SPAN_BOLD, on);
      break;

    case PROP_ITALIC:
      guichet_rich_buffer_set_style (self->buffer, GUICHET_SPAN_ITALIC, on);
      break;

    case PROP_BULLETS:
      set_block (self, GUICHET_BLOCK_BULLET, on);
      break;

    case PROP_NUMBERS:
      set_block (self, GUICHET_BLOCK_NUMBER, on);
      break;

    case PROP_QUOTE:
      set_block (self, GUICHET_BLOCK_QUOTE, on);
      break;

    case PROP_CODE:
      set_code (self, on);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  update_formats (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
guichet_rich_editor_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  g_value_set_boolean (value, get_format (GUICHET_RICH_EDITOR (object), prop_id));
}

/* ---- links */

/* "www.example.org" and "example.org/page" are meant as addresses of the web. */
static char *
complete_target (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autofree char *scheme = g_uri_parse_scheme (text);
  g_autofree char *target = NULL;

  if (*text == '\0' || strpbrk (text, " \t\n") != NULL)
    return NULL;
  if (scheme != NULL && g_ascii_strcasecmp (scheme, "mailto") == 0)
    return g_steal_pointer (&text);
  if (scheme == NULL && strchr (text, '@') != NULL)
    return g_strconcat ("mailto:", text, NULL);

  target = scheme == NULL ? g_strconcat ("https://", text, NULL) : g_strdup (text);
  if (!g_str_has_prefix (target, "https://") && !g_str_has_prefix (target, "http://"))
    return NULL;

  return g_uri_is_valid (target, G_URI_FLAGS_NONE, NULL) ? g_steal_pointer (&target) : NULL;
}

static void
link_changed_cb (GuichetRichEditor *self)
{
  g_autofree char *target = complete_target (gtk_editable_get_text (self->link_entry));

  gtk_widget_set_sensitive (self->link_apply, target != NULL);
}

static void
link_activate_cb (GuichetRichEditor *self)
{
  g_autofree char *target = complete_target (gtk_editable_get_text (self->link_entry));

  if (target == NULL)
    return;

  gtk_popover_popdown (self->link_popover);
  gtk_editable_set_text (self->link_entry, "");
  guichet_rich_buffer_set_link (self->buffer, target);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
link_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gtk_menu_button_popup (GUICHET_RICH_EDITOR (widget)->link_button);
}

/* ---- keys and the clipboard */

static gboolean
key_pressed_cb (GuichetRichEditor *self,
                guint              keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[ESCAPE], 0);

  return GDK_EVENT_STOP;
}

static void
backspace_cb (GuichetRichEditor *self)
{
  if (guichet_rich_buffer_erase_marker (self->buffer))
    g_signal_stop_emission_by_name (self->view, "backspace");
}

static void
paste (GuichetRichEditor *self,
       const char        *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *valid = guichet_text_make_valid (text, -1, MAX_PASTE);
  g_auto(GStrv) lines = g_regex_split_simple ("\r\n?|\n", valid, 0, 0);
  g_autofree char *clean = g_strjoinv ("\n", lines);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, clean, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (buffer));
}

static void
read_text_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (text != NULL)
    paste (user_data, text);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Nothing to paste: %s", error->message);
}

/* Other programs' fonts and colours stay where they are. */
static void
paste_clipboard_cb (GuichetRichEditor *self)
{
  g_signal_stop_emission_by_name (self->view, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->pasting, read_text_cb, self);
}

/* ---- the buffer */

static void
changed_cb (GuichetRichEditor *self)
{
  if (!self->loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
measured_cb (gpointer user_data)
{
  GuichetRichEditor *self = user_data;
  double upper = gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (self->scroller));
  gboolean is_long = upper > gtk_scrolled_window_get_max_content_height (self->scroller);

  self->measuring = 0;
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, is_long ? GTK_POLICY_AUTOMATIC : GTK_POLICY_EXTERNAL);

  return G_SOURCE_REMOVE;
}

/* A bar only where the text is higher than the editor may become: while it grows
 * with the text none flashes up. Not in the middle of an allocation. */
static void
height_changed_cb (GuichetRichEditor *self)
{
  if (self->measuring == 0)
    self->measuring = g_idle_add_full (G_PRIORITY_LOW, measured_cb, self, NULL);
}

static void
attach_spelling (GuichetRichEditor *self)
{
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", G_ACTION_GROUP (self->spelling));
  gtk_text_view_set_extra_menu (self->view, spelling_text_buffer_adapter_get_menu_model (self->spelling));
}

/* ---- class */

static gboolean
guichet_rich_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUICHET_RICH_EDITOR (widget)->view));
}

static void
guichet_rich_editor_dispose (GObject *object)
{
  GuichetRichEditor *self = GUICHET_RICH_EDITOR (object);
  GtkWidget *child;

  g_cancellable_cancel (self->pasting);
  g_clear_handle_id (&self->inserting, g_source_remove);
  g_clear_handle_id (&self->scrolling, g_source_remove);
  g_clear_handle_id (&self->measuring, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_RICH_EDITOR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->buffer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->buffer, self);
      guichet_rich_spelling_return (g_steal_pointer (&self->spelling));
      self->buffer = NULL;
    }

  G_OBJECT_CLASS (guichet_rich_editor_parent_class)->dispose (object);
}

static void
guichet_rich_editor_finalize (GObject *object)
{
  GuichetRichEditor *self = GUICHET_RICH_EDITOR (object);

  g_clear_object (&self->pasting);

  G_OBJECT_CLASS (guichet_rich_editor_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "editor.bold", "bold");
  gtk_widget_class_install_property_action (widget_class, "editor.italic", "italic");
  gtk_widget_class_install_property_action (widget_class, "editor.bullets", "bullets");
  gtk_widget_class_install_property_action (widget_class, "editor.numbers", "numbers");
  gtk_widget_class_install_property_action (widget_class, "editor.quote", "quote");
  gtk_widget_class_install_property_action (widget_class, "editor.code", "code");
  gtk_widget_class_install_action (widget_class, "editor.link", NULL, link_action);
  _guichet_rich_editor_class_init_inserts (widget_class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "editor.bold", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "editor.italic", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "editor.link", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "editor.bullets", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_semicolon, GDK_CONTROL_MASK, "editor.template", NULL);
}

static void
install_properties (GObjectClass *object_class)
{
  static const char *names[N_PROPS] = { NULL, "bold", "italic", "bullets", "numbers", "quote", "code" };

  for (guint i = PROP_BOLD; i < N_PROPS; i++)
    properties[i] = g_param_spec_boolean (names[i], NULL, NULL, FALSE,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
guichet_rich_editor_class_init (GuichetRichEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_rich_editor_dispose;
  object_class->finalize = guichet_rich_editor_finalize;
  object_class->set_property = guichet_rich_editor_set_property;
  object_class->get_property = guichet_rich_editor_get_property;
  widget_class->focus = guichet_focus_children;
  widget_class->grab_focus = guichet_rich_editor_grab_focus;

  install_properties (object_class);
  install_actions (widget_class);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ESCAPE] = g_signal_new ("escape", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[INSERT] = g_signal_new ("insert", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/common/rich-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetRichEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, GuichetRichEditor, view);
  gtk_widget_class_bind_template_child (widget_class, GuichetRichEditor, separator);
  gtk_widget_class_bind_template_child (widget_class, GuichetRichEditor, toolbar);
  gtk_widget_class_bind_template_child (widget_class, GuichetRichEditor, link_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetRichEditor, link_popover);
  gtk_widget_class_bind_template_child (widget_class, GuichetRichEditor, link_entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetRichEditor, link_apply);
  gtk_widget_class_bind_template_child (widget_class, GuichetRichEditor, inserts);
  gtk_widget_class_bind_template_callback (widget_class, backspace_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_clipboard_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_activate_cb);
  gtk_widget_class_set_css_name (widget_class, "richeditor");
}

static void
guichet_rich_editor_init (GuichetRichEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->pasting = g_cancellable_new ();
  self->spelling = guichet_rich_spelling_borrow ();
  self->buffer = guichet_rich_spelling_get_buffer (self->spelling);
  gtk_text_view_set_buffer (self->view, GTK_TEXT_BUFFER (self->buffer));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (_guichet_rich_editor_typed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (update_formats), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::has-selection", G_CALLBACK (update_formats), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::upper",
                           G_CALLBACK (height_changed_cb), self, G_CONNECT_SWAPPED);
  attach_spelling (self);
  guichet_rich_editor_set_insertable (self, FALSE);
}

GtkWidget *
guichet_rich_editor_new (void)
{
  return g_object_new (GUICHET_TYPE_RICH_EDITOR, NULL);
}

/* What a screen reader calls the place where one writes. */
void
guichet_rich_editor_set_label (GuichetRichEditor *self,
                               const char        *label)
{
  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* For a field that keeps no formats: without the bar and its shortcuts. */
void
guichet_rich_editor_set_plain (GuichetRichEditor *self)
{
  static const char * const actions[] = {
    "editor.bold", "editor.italic", "editor.bullets", "editor.numbers", "editor.quote", "editor.code", "editor.link", "editor.mention", "editor.article"
  };

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_widget_set_visible (self->toolbar, FALSE);
  gtk_widget_set_visible (self->separator, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], FALSE);
}

/**
 * guichet_rich_editor_set_html:
 *
 * Replaces all. No "changed" signal: this was not a person.
 */
void
guichet_rich_editor_set_html (GuichetRichEditor *self,
                              const char        *html)
{
  g_autoptr(GuichetRichText) text = NULL;

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  if (html != NULL && *html != '\0')
    text = guichet_rich_text_new_from_html (html, -1);

  self->loading = TRUE;
  guichet_rich_buffer_set_text (self->buffer, text);
  self->loading = FALSE;
}

/**
 * guichet_rich_editor_dup_html:
 *
 * Returns: (transfer full): what was written, without a marker; "" when blank
 */
char *
guichet_rich_editor_dup_html (GuichetRichEditor *self)
{
  g_autoptr(GuichetRichText) text = NULL;

  g_return_val_if_fail (GUICHET_IS_RICH_EDITOR (self), NULL);

  if (guichet_rich_buffer_is_blank (self->buffer))
    return g_strdup ("");

  text = guichet_rich_buffer_dup_text (self->buffer);

  return guichet_rich_text_to_html (text, NULL);
}

GuichetRichText *
guichet_rich_editor_dup_text (GuichetRichEditor *self)
{
  g_return_val_if_fail (GUICHET_IS_RICH_EDITOR (self), NULL);

  return guichet_rich_buffer_dup_text (self->buffer);
}

gboolean
guichet_rich_editor_is_blank (GuichetRichEditor *self)
{
  g_return_val_if_fail (GUICHET_IS_RICH_EDITOR (self), TRUE);

  return guichet_rich_buffer_is_blank (self->buffer);
}

gboolean
guichet_rich_editor_has_focus (GuichetRichEditor *self)
{
  g_return_val_if_fail (GUICHET_IS_RICH_EDITOR (self), FALSE);

  return gtk_widget_is_focus (GTK_WIDGET (self->view));
}

/**
 * guichet_rich_editor_get_view:
 *
 * Returns: (transfer none): where keys go
 */
GtkTextView *
guichet_rich_editor_get_view (GuichetRichEditor *self)
{
  g_return_val_if_fail (GUICHET_IS_RICH_EDITOR (self), NULL);

  return self->view;
}
