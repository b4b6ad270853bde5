#include "config.h"

#include "ui/common/rich-view.h"

#include "ui/common/rich-flow.h"
#include "ui/common/text-layout.h"
#include "ui/common/wrapping.h"

#include <glib/gi18n.h>

/* Beyond this many widgets the rest of a text is one label: a pasted log of
 * thousands of list items must not stop the screen. */
#define MAX_WIDGETS 200

/* A link's tooltip and menu entry: enough to judge, never a wall of text. */
#define MAX_SHOWN_TARGET 160

struct _GuichetRichView
{
  GtkWidget parent_instance;

  GuichetRichText *text;
  GMenuModel      *menu;        /* nullable: of every label, besides its links */
  guint            n_widgets;
};

enum
{
  ACTIVATE_LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetRichView, guichet_rich_view, GTK_TYPE_WIDGET)

/* ---- links */

static gboolean
may_open (const char *target)
{
  g_autofree char *scheme = g_uri_parse_scheme (target);

  return scheme != NULL && (g_ascii_strcasecmp (scheme, "https") == 0
                            || g_ascii_strcasecmp (scheme, "http") == 0
                            || g_ascii_strcasecmp (scheme, "mailto") == 0);
}

static char *
shorten_target (const char *target)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (target, -1) <= MAX_SHOWN_TARGET)
    return g_strdup (target);

  start = g_utf8_substring (target, 0, MAX_SHOWN_TARGET);

  return g_strconcat (start, "…", NULL);
}

/* The host as it will be asked for: a name in foreign letters that looks like
 * a familiar one shows its other face. */
static char *
dup_host (const char *target)
{
  g_autoptr(GUri) uri = g_uri_parse (target, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    return NULL;

  return g_hostname_is_non_ascii (host) ? g_hostname_to_ascii (host) : g_strdup (host);
}

/**
 * guichet_link_describe:
 *
 * Returns: (transfer full): where a link really leads, the host first
 */
char *
guichet_link_describe (const char *target)
{
  g_autofree char *host = dup_host (target);
  g_autofree char *shown = shorten_target (target);

  if (host == NULL)
    return g_steal_pointer (&shown);

  /* Translators: tooltip of a link: its host, then its whole address */
  return g_strdup_printf (_("Opens %s\n%s"), host, shown);
}

static void
launch_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    g_message ("A link could not be opened: %s", error->message);
}

static gboolean
guichet_rich_view_real_activate_link (GuichetRichView *self,
                                      const char      *target)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (target);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launch_cb, NULL);

  return TRUE;
}

static void
open_link (GuichetRichView *self,
           const char      *target)
{
  gboolean handled;

  if (may_open (target))
    g_signal_emit (self, signals[ACTIVATE_LINK], 0, target, &handled);
}

static void
open_link_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  open_link (GUICHET_RICH_VIEW (widget), g_variant_get_string (parameter, NULL));
}

/* ---- one label */

static const GuichetRichLink *
find_link_at (GtkLabel *label,
              double    x,
              double    y)
{
  GuichetRichFlow *flow = g_object_get_data (G_OBJECT (label), "flow");
  int left, top, index, trailing;

  gtk_label_get_layout_offsets (label, &left, &top);
  if (!pango_layout_xy_to_index (gtk_label_get_layout (label),
                                 (int) ((x - left) * PANGO_SCALE), (int) ((y - top) * PANGO_SCALE),
                                 &index, &trailing))
    return NULL;

  return guichet_rich_flow_find_link (flow, index);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            GtkLabel        *label)
{
  if (n_press == 1 && find_link_at (label, x, y) != NULL)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             GtkLabel        *label)
{
  const GuichetRichLink *link = find_link_at (label, x, y);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (label), GUICHET_TYPE_RICH_VIEW);

  if (n_press == 1 && link != NULL)
    open_link (GUICHET_RICH_VIEW (view), link->target);
}

static void
motion_cb (GtkEventControllerMotion *motion,
           double                    x,
           double                    y,
           GtkLabel                 *label)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (label), find_link_at (label, x, y) != NULL ? "pointer" : "text");
}

static gboolean
query_tooltip_cb (GtkWidget  *label,
                  int         x,
                  int         y,
                  gboolean    keyboard_mode,
                  GtkTooltip *tooltip)
{
  GuichetRichFlow *flow = g_object_get_data (G_OBJECT (label), "flow");
  const GuichetRichLink *link;
  g_autofree char *description = NULL;

  link = keyboard_mode ? &g_array_index (flow->links, GuichetRichLink, 0) : find_link_at (GTK_LABEL (label), x, y);
  if (link == NULL)
    return FALSE;

  description = guichet_link_describe (link->target);
  gtk_tooltip_set_text (tooltip, description);

  return TRUE;
}

/* The way to the links for somebody without a mouse. */
static GMenuModel *
make_link_menu (GuichetRichFlow *flow,
                GMenuModel      *more)
{
  GMenu *menu = g_menu_new ();

  if (more != NULL)
    g_menu_append_section (menu, NULL, more);

  for (guint i = 0; i < flow->links->len && i < 12; i++)
    {
      const GuichetRichLink *link = &g_array_index (flow->links, GuichetRichLink, i);
      g_autofree char *target = shorten_target (link->target);
      g_auto(GStrv) parts = g_strsplit (target, "_", -1);
      g_autofree char *escaped = g_strjoinv ("__", parts);
      g_autofree char *label = g_strdup_printf (_("Open %s"), escaped);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "rich-view.open-link", "s", link->target);
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

static void
add_links (GtkWidget       *label,
           GuichetRichFlow *flow,
           GMenuModel      *more)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  g_autoptr(GMenuModel) menu = make_link_menu (flow, more);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), label);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), label);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), label);
  gtk_widget_add_controller (label, motion);

  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_label_set_extra_menu (GTK_LABEL (label), menu);
}

static GtkWidget *
make_label (GuichetRichView *self,
            GuichetRichFlow *flow,
            const char      *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", flow->text->str,
                                   "attributes", flow->attrs,
                                   "selectable", TRUE,
                                   "xalign", 0.0,
                                   "hexpand", TRUE,
                                   NULL);

  guichet_label_wrap (GTK_LABEL (label));
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  if (flow->links->len > 0)
    {
      g_object_set_data_full (G_OBJECT (label), "flow", flow, (GDestroyNotify) guichet_rich_flow_free);
      add_links (label, flow, self->menu);
    }
  else
    {
      gtk_label_set_extra_menu (GTK_LABEL (label), self->menu);
      guichet_rich_flow_free (flow);
    }

  return label;
}

/* ---- blocks */

static void
append_child (GuichetRichView *self,
              GtkWidget       *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  self->n_widgets++;
}

static const char *
get_css_class (GuichetBlockKind kind)
{
  switch (kind)
    {
    case GUICHET_BLOCK_QUOTE:
      return "rich-quote";

    case GUICHET_BLOCK_CODE:
      return "rich-code";

    case GUICHET_BLOCK_PARAGRAPH:
    case GUICHET_BLOCK_HEADING:
    case GUICHET_BLOCK_BULLET:
    case GUICHET_BLOCK_NUMBER:
    case GUICHET_BLOCK_TABLE_ROW:
    case GUICHET_BLOCK_RULE:
    default:
      return NULL;
    }
}

static gboolean
is_list_item (const GuichetBlock *block)
{
  return block->kind == GUICHET_BLOCK_BULLET || block->kind == GUICHET_BLOCK_NUMBER;
}

/* Whether two neighbours can share a label. */
static gboolean
flows_together (const GuichetBlock *a,
                const GuichetBlock *b)
{
  if (is_list_item (b) || b->kind == GUICHET_BLOCK_RULE)
    return FALSE;

  return get_css_class (a->kind) == get_css_class (b->kind) && (get_css_class (a->kind) == NULL || a->level == b->level);
}

static void
append_item (GuichetRichView    *self,
             const GuichetBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GuichetRichFlow *flow = guichet_rich_flow_new ();
  g_autofree char *number = g_strdup_printf ("%u.", block->number);
  GtkWidget *marker = gtk_label_new (block->kind == GUICHET_BLOCK_NUMBER ? number : "•");

  guichet_rich_flow_add_block (flow, block);
  gtk_widget_set_layout_manager (box, guichet_text_layout_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_set_valign (marker, GTK_ALIGN_START);
  gtk_widget_set_size_request (marker, 14, -1);
  gtk_widget_add_css_class (marker, "numeric");
  gtk_widget_set_margin_start (box, 16 * (int) (CLAMP (block->level, 1, 5) - 1));
  gtk_box_append (GTK_BOX (box), marker);
  gtk_box_append (GTK_BOX (box), make_label (self, flow, NULL));
  append_child (self, box);
}

/* Appends the block at @index and those that flow with it; returns how many. */
static guint
append_flow (GuichetRichView *self,
             guint            index)
{
  const GuichetBlock *first = guichet_rich_text_get_block (self->text, index);
  guint n_blocks = guichet_rich_text_get_n_blocks (self->text);
  GuichetRichFlow *flow = guichet_rich_flow_new ();
  GtkWidget *label;
  guint n = 1;

  guichet_rich_flow_add_block (flow, first);
  while (index + n < n_blocks)
    {
      const GuichetBlock *next = guichet_rich_text_get_block (self->text, index + n);

      if (self->n_widgets < MAX_WIDGETS && !flows_together (first, next))
        break;
      guichet_rich_flow_add_block (flow, next);
      n++;
    }

  label = make_label (self, flow, get_css_class (first->kind));
  if (first->kind == GUICHET_BLOCK_QUOTE)
    gtk_widget_set_margin_start (label, 12 * (int) (CLAMP (first->level, 1, 5) - 1));
  append_child (self, label);

  return n;
}

static void
append_blocks (GuichetRichView *self)
{
  guint n_blocks = guichet_rich_text_get_n_blocks (self->text);

  for (guint i = 0; i < n_blocks; )
    {
      const GuichetBlock *block = guichet_rich_text_get_block (self->text, i);

      if (self->n_widgets >= MAX_WIDGETS)
        i += append_flow (self, i);
      else if (block->kind == GUICHET_BLOCK_RULE)
        {
          append_child (self, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
          i++;
        }
      else if (is_list_item (block))
        {
          append_item (self, block);
          i++;
        }
      else
        i += append_flow (self, i);
    }
}

static void
append_cut_notice (GuichetRichView *self)
{
  GtkWidget *label = gtk_label_new (_("The rest of this text is too long to be shown here."));

  guichet_label_wrap (GTK_LABEL (label));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "meta");
  append_child (self, label);
}

static void
remove_children (GuichetRichView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  self->n_widgets = 0;
}

/* ---- class */

static void
guichet_rich_view_dispose (GObject *object)
{
  GuichetRichView *self = GUICHET_RICH_VIEW (object);

  remove_children (self);
  g_clear_pointer (&self->text, guichet_rich_text_unref);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (guichet_rich_view_parent_class)->dispose (object);
}

static void
guichet_rich_view_class_init (GuichetRichViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_rich_view_dispose;

  signals[ACTIVATE_LINK] =
    g_signal_new_class_handler ("activate-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                G_CALLBACK (guichet_rich_view_real_activate_link),
                                g_signal_accumulator_true_handled, NULL, NULL,
                                G_TYPE_BOOLEAN, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "rich-view.open-link", "s", open_link_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GUICHET_TYPE_TEXT_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "richview");
}

static void
guichet_rich_view_init (GuichetRichView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  g_object_set (layout, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, NULL);
}

GtkWidget *
guichet_rich_view_new (void)
{
  return g_object_new (GUICHET_TYPE_RICH_VIEW, NULL);
}

/* What one can do with the text, besides copying it. Before there is one. */
void
guichet_rich_view_set_menu (GuichetRichView *self,
                            GMenuModel      *menu)
{
  g_return_if_fail (GUICHET_IS_RICH_VIEW (self));

  g_set_object (&self->menu, menu);
}

/**
 * guichet_rich_view_dup_selection:
 *
 * Returns: (transfer full) (nullable): the selected part of the text, if the
 *   focus is in it
 */
char *
guichet_rich_view_dup_selection (GuichetRichView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const char *text;
  int start, end;

  g_return_val_if_fail (GUICHET_IS_RICH_VIEW (self), NULL);

  if (!GTK_IS_LABEL (focus) || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
      || !gtk_label_get_selection_bounds (GTK_LABEL (focus), &start, &end))
    return NULL;

  text = gtk_label_get_text (GTK_LABEL (focus));

  return g_utf8_substring (text, start, end);
}

void
guichet_rich_view_set_text (GuichetRichView *self,
                            GuichetRichText *text)
{
  g_return_if_fail (GUICHET_IS_RICH_VIEW (self));
  g_return_if_fail (text != NULL);

  if (self->text == text)
    return;

  remove_children (self);
  g_clear_pointer (&self->text, guichet_rich_text_unref);
  self->text = guichet_rich_text_ref (text);

  append_blocks (self);
  if (guichet_rich_text_was_cut (text))
    append_cut_notice (self);
}

void
guichet_rich_view_set_html (GuichetRichView *self,
                            const char      *html)
{
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (html, -1);

  guichet_rich_view_set_text (self, text);
}

/**
 * guichet_rich_view_get_text:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
GuichetRichText *
guichet_rich_view_get_text (GuichetRichView *self)
{
  g_return_val_if_fail (GUICHET_IS_RICH_VIEW (self), NULL);

  return self->text;
}
