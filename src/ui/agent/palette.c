#include "config.h"

#include "ui/agent/palette.h"

#include "ui/agent/palette-row.h"
#include "ui/agent/palette-search.h"
#include "ui/common/action-keys.h"
#include "ui/common/problem.h"
#include "ui/ticket/ticket-page.h"
#include "util/text.h"

#include <glib/gi18n.h>

#define PAGE_ROWS 8

struct _GuichetPalette
{
  AdwDialog parent_instance;

  GuichetPaletteSearch *search;
  GtkWidget            *from;           /* weak, nullable: where somebody was */
  GPtrArray            *rows;           /* (element-type GuichetPaletteRow): all that were made */
  GuichetPaletteItem   *all_results;    /* nullable: the line that leads to all hits */
  guint                 n_shown;
  gboolean              chose;          /* the person moved: the selection stays where it is */
  gboolean              eager;          /* Enter came before the answer */

  GtkWidget            *entry;
  GtkStack             *stack;
  GtkListBox           *list;
  AdwStatusPage        *problem;
  GtkLabel             *figures;
  GtkWidget            *hints;
};

G_DEFINE_FINAL_TYPE (GuichetPalette, guichet_palette, ADW_TYPE_DIALOG)

/* ---- what can be done now */

static gboolean
can_be_done (GtkWidget              *from,
             const GuichetActionRow *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (from, GUICHET_TYPE_TICKET_PAGE);
  const char *transition = "ticket.act::";

  /* One action for all transitions: the page knows which are offered. */
  if (g_str_has_prefix (row->action, transition))
    return page != NULL && guichet_ticket_page_is_offered (GUICHET_TICKET_PAGE (page), row->action + strlen (transition));

  return TRUE;
}

static GPtrArray *
list_actions (GtkWidget *from)
{
  g_autoptr(GPtrArray) available = guichet_action_list_available (from);
  GPtrArray *actions = g_ptr_array_new ();

  for (guint i = 0; i < available->len; i++)
    {
      const GuichetActionRow *row = g_ptr_array_index (available, i);

      if (!g_str_equal (row->action, "portal.palette") && can_be_done (from, row))
        g_ptr_array_add (actions, (gpointer) row);
    }

  return actions;
}

/* ---- the lines */

static const char *
get_heading (GuichetPalette      *self,
             GuichetPaletteGroup  group)
{
  static const char * const headings[] = {
    [GUICHET_PALETTE_TICKETS] = N_("Tickets"),
    [GUICHET_PALETTE_PEOPLE] = N_("People and Places"),
    [GUICHET_PALETTE_ARTICLES] = N_("Articles"),
    [GUICHET_PALETTE_ACTIONS] = N_("Actions"),
    [GUICHET_PALETTE_GO] = N_("Go To"),
  };

  if (group == GUICHET_PALETTE_TICKETS && guichet_palette_search_is_recent (self->search))
    return _("Opened Last");

  return _(headings[group]);
}

static GuichetPaletteRow *
get_row (GuichetPalette *self,
         guint           position)
{
  return g_ptr_array_index (self->rows, position);
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  const GuichetPaletteItem *item = guichet_palette_row_get_item (GUICHET_PALETTE_ROW (row));
  const GuichetPaletteItem *previous = before != NULL ? guichet_palette_row_get_item (GUICHET_PALETTE_ROW (before)) : NULL;
  GtkWidget *heading = gtk_list_box_row_get_header (row);

  if (previous != NULL && previous->group == item->group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  if (heading == NULL)
    {
      heading = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, NULL);
      gtk_widget_add_css_class (heading, "palette-heading");
      gtk_list_box_row_set_header (row, heading);
    }
  gtk_label_set_label (GTK_LABEL (heading), get_heading (user_data, item->group));
}

static void
show_item (GuichetPalette     *self,
           GuichetPaletteItem *item,
           const char * const *words)
{
  if (self->n_shown == self->rows->len)
    {
      GtkWidget *row = guichet_palette_row_new ();

      g_ptr_array_add (self->rows, row);
      guichet_palette_row_set_item (GUICHET_PALETTE_ROW (row), item, words);
      gtk_list_box_append (self->list, row);
    }
  else
    {
      guichet_palette_row_set_item (get_row (self, self->n_shown), item, words);
    }
  gtk_widget_set_visible (GTK_WIDGET (get_row (self, self->n_shown)), TRUE);
  self->n_shown++;
}

/* Below the tickets: all of them, with where the words stand. */
static void
show_all_results (GuichetPalette     *self,
                  const char * const *words)
{
  const char *text = guichet_palette_search_get_words (self->search);
  g_autofree char *title = NULL;

  g_clear_pointer (&self->all_results, guichet_palette_item_unref);
  if (*text == '\0' || guichet_palette_search_get_items (self->search, GUICHET_PALETTE_TICKETS)->len < 2)
    return;

  /* Translators: %s is what was typed */
  title = g_strdup_printf (_("All results for “%s”"), text);
  self->all_results = guichet_palette_item_new (GUICHET_PALETTE_TICKETS, "system-search-symbolic", title, "",
                                                "portal.search", g_variant_new_string (text));
  show_item (self, self->all_results, words);
}

static void
show_items (GuichetPalette *self)
{
  g_autofree char *folded = guichet_text_fold (guichet_palette_search_get_words (self->search));
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);

  self->n_shown = 0;
  for (guint group = 0; group < GUICHET_N_PALETTE_GROUPS; group++)
    {
      GPtrArray *items = guichet_palette_search_get_items (self->search, group);

      for (guint i = 0; i < items->len; i++)
        show_item (self, g_ptr_array_index (items, i), (const char * const *) words);
      if (group == GUICHET_PALETTE_TICKETS)
        show_all_results (self, (const char * const *) words);
    }
  for (guint i = self->n_shown; i < self->rows->len; i++)
    gtk_widget_set_visible (GTK_WIDGET (get_row (self, i)), FALSE);
  gtk_list_box_invalidate_headers (self->list);
}

/* ---- the selection */

static int
get_selected (GuichetPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static void
scroll_to (GuichetPalette *self,
           GtkWidget      *row)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);

  if (viewport != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);
}

static void
select_row (GuichetPalette *self,
            int             position)
{
  GuichetPaletteRow *row;

  if (self->n_shown == 0)
    {
      gtk_list_box_unselect_all (self->list);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }

  row = get_row (self, (guint) CLAMP (position, 0, (int) self->n_shown - 1));
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  scroll_to (self, GTK_WIDGET (row));
}

static GuichetPaletteItem *
dup_chosen (GuichetPalette *self)
{
  int at = self->chose ? get_selected (self) : -1;

  return at >= 0 ? guichet_palette_item_ref (guichet_palette_row_get_item (get_row (self, (guint) at))) : NULL;
}

/* Who has chosen keeps it, wherever it stands now. */
static void
select_again (GuichetPalette     *self,
              GuichetPaletteItem *chosen)
{
  for (guint i = 0; chosen != NULL && i < self->n_shown; i++)
    if (guichet_palette_item_equal (chosen, guichet_palette_row_get_item (get_row (self, i))))
      {
        select_row (self, (int) i);
        return;
      }

  self->chose = FALSE;
  select_row (self, 0);
}

/* ---- the whole */

static void
show_figures (GuichetPalette *self)
{
  gint64 milliseconds = MAX (1, guichet_palette_search_get_micros (self->search) / 1000);
  g_autofree char *text = NULL;

  if (guichet_palette_search_is_pending (self->search))
    return;

  /* Translators: how long the search took */
  text = g_strdup_printf (_("Found in %u ms on this computer"), (guint) milliseconds);
  gtk_label_set_label (self->figures, *guichet_palette_search_get_words (self->search) != '\0' ? text : "");
}

static void
show_state (GuichetPalette *self)
{
  const GError *error = guichet_palette_search_get_error (self->search);

  if (self->n_shown > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "found");
    }
  else if (error != NULL)
    {
      adw_status_page_set_description (self->problem, guichet_problem_describe (error).sentence);
      gtk_stack_set_visible_child_name (self->stack, "problem");
    }
  /* Not while something may still be found. */
  else if (!guichet_palette_search_is_pending (self->search))
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
    }
}

static void
choose (GuichetPalette           *self,
        const GuichetPaletteItem *item,
        gboolean                  own_window)
{
  g_autofree char *action = g_strdup (own_window && item->ticket_id != 0 ? "portal.open-window" : item->action);
  g_autoptr(GVariant) target = item->target != NULL ? g_variant_ref (item->target) : NULL;
  g_autoptr(GtkWidget) from = self->from != NULL ? g_object_ref (self->from) : NULL;

  adw_dialog_close (ADW_DIALOG (self));
  if (from != NULL)
    gtk_widget_activate_action_variant (from, action, target);
}

static void
choose_selected (GuichetPalette *self,
                 gboolean        own_window)
{
  int at = get_selected (self);

  /* What is on screen may belong to the text before. */
  if (!self->chose && guichet_palette_search_is_pending (self->search))
    {
      self->eager = TRUE;
      return;
    }

  if (at >= 0 && self->n_shown > 0)
    choose (self, guichet_palette_row_get_item (get_row (self, (guint) at)), own_window);
}

static void
announce (GuichetPalette *self)
{
  g_autofree char *sentence = NULL;

  if (guichet_palette_search_is_pending (self->search) || *guichet_palette_search_get_words (self->search) == '\0')
    return;

  sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result", "%u results", self->n_shown), self->n_shown);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
found_cb (GuichetPalette *self)
{
  g_autoptr(GuichetPaletteItem) chosen = dup_chosen (self);

  show_items (self);
  select_again (self, chosen);
  show_state (self);
  show_figures (self);
  announce (self);

  if (self->eager && !guichet_palette_search_is_pending (self->search))
    {
      self->eager = FALSE;
      choose_selected (self, FALSE);
    }
}

/* ---- what the person does */

static void
text_changed_cb (GuichetPalette *self)
{
  self->chose = FALSE;
  self->eager = FALSE;
  guichet_palette_search_set_text (self->search, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
activate_cb (GuichetPalette *self)
{
  choose_selected (self, FALSE);
}

static void
row_activated_cb (GuichetPalette *self,
                  GtkListBoxRow  *row)
{
  choose (self, guichet_palette_row_get_item (GUICHET_PALETTE_ROW (row)), FALSE);
}

static void
stop_cb (GuichetPalette *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
move (GuichetPalette *self,
      int             step)
{
  int at = get_selected (self);

  self->chose = TRUE;
  /* Round the ends, but only with single steps. */
  if (step == -1 && at <= 0)
    select_row (self, (int) self->n_shown - 1);
  else if (step == 1 && at == (int) self->n_shown - 1)
    select_row (self, 0);
  else
    select_row (self, at + step);
}

static gboolean
key_pressed_cb (GuichetPalette  *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      move (self, -PAGE_ROWS);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      move (self, PAGE_ROWS);
      return GDK_EVENT_STOP;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if ((state & GDK_CONTROL_MASK) == 0)
        return GDK_EVENT_PROPAGATE;
      choose_selected (self, TRUE);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- class */

static void
add_hint (GuichetPalette *self,
          const char     *prefix,
          const char     *word)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *mark = gtk_label_new (prefix);

  gtk_widget_add_css_class (mark, "heading");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), gtk_label_new (word));
  gtk_box_append (GTK_BOX (self->hints), box);
}

static void
guichet_palette_dispose (GObject *object)
{
  GuichetPalette *self = GUICHET_PALETTE (object);

  g_clear_object (&self->search);
  g_clear_weak_pointer (&self->from);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->all_results, guichet_palette_item_unref);
  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_PALETTE);

  G_OBJECT_CLASS (guichet_palette_parent_class)->dispose (object);
}

static void
guichet_palette_class_init (GuichetPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_palette_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/agent/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetPalette, list);
  gtk_widget_class_bind_template_child (widget_class, GuichetPalette, problem);
  gtk_widget_class_bind_template_child (widget_class, GuichetPalette, figures);
  gtk_widget_class_bind_template_child (widget_class, GuichetPalette, hints);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
guichet_palette_init (GuichetPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
  /* Translators: behind > in the foot of the palette, in small letters, like the next three */
  add_hint (self, ">", _("actions"));
  add_hint (self, "#", _("tickets"));
  add_hint (self, "@", _("people"));
  add_hint (self, "?", _("articles"));
}

/**
 * guichet_palette_new:
 * @from: where somebody is: its actions are offered, and set off from there
 */
AdwDialog *
guichet_palette_new (GuichetContext *context,
                     GtkWidget      *from)
{
  GuichetPalette *self;
  g_autoptr(GPtrArray) actions = NULL;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);

  self = g_object_new (GUICHET_TYPE_PALETTE, NULL);
  actions = list_actions (from);
  g_set_weak_pointer (&self->from, from);
  self->search = guichet_palette_search_new (context, actions);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  guichet_palette_search_set_text (self->search, "");

  return ADW_DIALOG (self);
}

/* As if somebody had typed it. */
void
guichet_palette_set_text (GuichetPalette *self,
                          const char     *text)
{
  g_return_if_fail (GUICHET_IS_PALETTE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}
