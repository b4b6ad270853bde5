#include "config.h"

#include "ui/common/rich-editor.h"

#include "ui/common/rich-buffer.h"
#include "ui/common/rich-spelling.h"
#include "util/text.h"

#include <adwaita.h>

/* A pasted text longer than this is cut: no server keeps more in one entry. */
#define MAX_PASTE (256 * 1024)

struct _GuichetRichEditor
{
  GtkWidget parent_instance;

  GtkTextView               *view;
  GtkWidget                 *separator;
  GtkWidget                 *toolbar;
  GtkMenuButton             *link_button;
  GtkPopover                *link_popover;
  GtkEditable               *link_entry;
  GtkWidget                 *link_apply;
  GtkWidget                 *inserts;

  SpellingTextBufferAdapter *spelling;
  GuichetRichBuffer         *buffer;    /* of @spelling */
  GCancellable              *pasting;
  guint                      style;
  GuichetBlockKind           kind;
  gboolean                   loading;
  gboolean                   insertable;
  guint                      inserting; /* until what was typed is in the buffer */
  guint                      insert_kind;
  guint                      n_typed;
};

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

/* ---- what is inserted from elsewhere */

/* Who typed on before this was looked at meant no search. */
static gboolean
is_behind_trigger (GuichetRichEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  for (guint i = 0; i < self->n_typed; i++)
    if (!gtk_text_iter_backward_char (&iter) ||
        gtk_text_iter_get_char (&iter) != (self->insert_kind == GUICHET_RICH_INSERT_MENTION ? '@' : ';'))
      return FALSE;

  return TRUE;
}

static gboolean
insert_cb (gpointer user_data)
{
  GuichetRichEditor *self = user_data;

  self->inserting = 0;
  if (!is_behind_trigger (self))
    return G_SOURCE_REMOVE;

  g_signal_emit (self, signals[INSERT], 0, self->insert_kind, self->n_typed);

  return G_SOURCE_REMOVE;
}

/* Not while the buffer changes: whoever inserts changes it too. */
static void
ask_for_insert (GuichetRichEditor *self,
                GuichetRichInsert  kind,
                guint              n_typed)
{
  if (!self->insertable || self->inserting != 0)
    return;

  self->insert_kind = kind;
  self->n_typed = n_typed;
  self->inserting = g_idle_add_full (G_PRIORITY_HIGH_IDLE, insert_cb, self, NULL);
}

static gboolean
starts_word (const GtkTextIter *iter)
{
  GtkTextIter before = *iter;
  gunichar c;

  if (!gtk_text_iter_backward_char (&before))
    return TRUE;
  c = gtk_text_iter_get_char (&before);

  return !g_unichar_isalnum (c) && c != '.' && c != '_' && c != '-';
}

/* Whatever key makes the character, with AltGr or without: it is in the text
 * and stays there unless something is chosen. */
static void
typed_cb (GuichetRichEditor *self,
          GtkTextIter       *end,
          const char        *text,
          int                length)
{
  GtkTextIter start = *end;

  if (self->loading || length != 1 || !gtk_text_iter_backward_char (&start))
    return;

  if (*text == '@' && starts_word (&start))
    ask_for_insert (self, GUICHET_RICH_INSERT_MENTION, 1);
  else if (*text == ';' && gtk_text_iter_backward_char (&start) && gtk_text_iter_get_char (&start) == ';')
    ask_for_insert (self, GUICHET_RICH_INSERT_TEMPLATE, 2);
}

static void
template_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  ask_for_insert (GUICHET_RICH_EDITOR (widget), GUICHET_RICH_INSERT_TEMPLATE, 0);
}

static void
mention_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  ask_for_insert (GUICHET_RICH_EDITOR (widget), GUICHET_RICH_INSERT_MENTION, 0);
}

static void
article_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  ask_for_insert (GUICHET_RICH_EDITOR (widget), GUICHET_RICH_INSERT_ARTICLE, 0);
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
  gtk_widget_class_install_action (widget_class, "editor.template", NULL, template_action);
  gtk_widget_class_install_action (widget_class, "editor.mention", NULL, mention_action);
  gtk_widget_class_install_action (widget_class, "editor.article", NULL, article_action);

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
  widget_class->grab_focus = guichet_rich_editor_grab_focus;

  install_properties (object_class);
  install_actions (widget_class);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ESCAPE] = g_signal_new ("escape", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[INSERT] = g_signal_new ("insert", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  g_type_ensure (ADW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/common/rich-editor.ui");
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
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (update_formats), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::has-selection", G_CALLBACK (update_formats), self, G_CONNECT_SWAPPED);
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

/* Whether somebody answers the signal "insert"; the buttons for it are there then. */
void
guichet_rich_editor_set_insertable (GuichetRichEditor *self,
                                    gboolean           insertable)
{
  static const char * const actions[] = { "editor.template", "editor.mention", "editor.article" };

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  self->insertable = insertable;
  gtk_widget_set_visible (self->inserts, insertable);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], insertable);
}

/* Takes away what was typed to ask for it; leaves the cursor there. */
static void
delete_typed (GuichetRichEditor *self,
              guint              n_typed)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  start = end;
  if (n_typed > 0 && gtk_text_iter_backward_chars (&start, (int) n_typed))
    gtk_text_buffer_delete (buffer, &start, &end);
}

/**
 * guichet_rich_editor_insert_html:
 *
 * Puts it in the place of the selection, or of the @n_typed characters before
 * the cursor, as one step of undo and as if a person had typed it.
 */
void
guichet_rich_editor_insert_html (GuichetRichEditor *self,
                                 guint              n_typed,
                                 const char        *html)
{
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (html, -1);

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->buffer));
  delete_typed (self, n_typed);
  guichet_rich_buffer_insert_text (self->buffer, text);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->buffer));
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/**
 * guichet_rich_editor_insert_mention:
 * @target: (nullable): the page of the person on the server
 *
 * Inserts "@" and the name; what is typed next is text again.
 */
void
guichet_rich_editor_insert_mention (GuichetRichEditor *self,
                                    guint              n_typed,
                                    const char        *name,
                                    const char        *target)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *text = g_strconcat ("@", name, NULL);
  GtkTextIter start, end;
  int offset;

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_text_buffer_begin_user_action (buffer);
  delete_typed (self, n_typed);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  if (target != NULL)
    {
      gtk_text_buffer_select_range (buffer, &start, &end);
      guichet_rich_buffer_set_link (self->buffer, target);
    }
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + (int) g_utf8_strlen (text, -1));
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, " ", 1);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * guichet_rich_editor_insert_quote:
 *
 * At the end, as lines of a quotation; what is typed next stands below it.
 */
void
guichet_rich_editor_insert_quote (GuichetRichEditor *self,
                                  const char        *plain)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *escaped = guichet_html_escape (plain);
  g_auto(GStrv) lines = g_strsplit (escaped, "\n", -1);
  g_autofree char *joined = g_strjoinv ("</p><p>", lines);
  g_autofree char *html = g_strdup_printf ("<blockquote><p>%s</p></blockquote>", joined);
  GtkTextIter end;

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  if (!gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  guichet_rich_buffer_set_block (self->buffer, GUICHET_BLOCK_PARAGRAPH);
  guichet_rich_editor_insert_html (self, 0, html);
  gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  guichet_rich_buffer_set_block (self->buffer, GUICHET_BLOCK_PARAGRAPH);
  gtk_text_buffer_end_user_action (buffer);
}

/* @out_area: where the cursor is, in the editor */
void
guichet_rich_editor_get_cursor_area (GuichetRichEditor *self,
                                     GdkRectangle      *out_area)
{
  graphene_point_t place = GRAPHENE_POINT_INIT (0, 0);
  GdkRectangle cursor;
  int x, y;

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_text_view_get_cursor_locations (self->view, NULL, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, cursor.x, cursor.y, &x, &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    place = GRAPHENE_POINT_INIT (0, 0);

  *out_area = (GdkRectangle) { (int) place.x, (int) place.y, MAX (cursor.width, 1), MAX (cursor.height, 1) };
}
