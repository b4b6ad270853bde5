#include "config.h"

#include "ui/agent/palette-row.h"

#include "ui/common/action-keys.h"
#include "ui/common/highlight.h"

struct _GuichetPaletteRow
{
  GtkListBoxRow parent_instance;

  GuichetPaletteItem *item;             /* nullable */
  char               *tint;

  GtkWidget          *box;
  GtkWidget          *icon;
  GtkLabel           *title;
  GtkLabel           *subtitle;
  GtkWidget          *keys;             /* nullable */
};

G_DEFINE_FINAL_TYPE (GuichetPaletteRow, guichet_palette_row, GTK_TYPE_LIST_BOX_ROW)

static void
guichet_palette_row_finalize (GObject *object)
{
  GuichetPaletteRow *self = GUICHET_PALETTE_ROW (object);

  g_clear_pointer (&self->item, guichet_palette_item_unref);
  g_free (self->tint);

  G_OBJECT_CLASS (guichet_palette_row_parent_class)->finalize (object);
}

static void
guichet_palette_row_class_init (GuichetPaletteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_palette_row_finalize;
}

static GtkLabel *
add_label (GuichetPaletteRow *self,
           const char        *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->box), label);

  return GTK_LABEL (label);
}

static void
guichet_palette_row_init (GuichetPaletteRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  self->title = add_label (self, "numeric");
  self->subtitle = add_label (self, "dim");
  gtk_widget_set_hexpand (GTK_WIDGET (self->subtitle), TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  /* Who types stays in the entry. */
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
guichet_palette_row_new (void)
{
  return g_object_new (GUICHET_TYPE_PALETTE_ROW, NULL);
}

static void
set_text (GtkLabel           *label,
          const char         *text,
          const char * const *words)
{
  PangoAttrList *attributes = guichet_highlight_new (text, words);

  gtk_label_set_text (label, text);
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

static void
set_tint (GuichetPaletteRow *self,
          const char        *tint)
{
  if (g_strcmp0 (self->tint, tint) == 0)
    return;

  if (self->tint != NULL)
    gtk_widget_remove_css_class (self->icon, self->tint);
  if (tint != NULL)
    gtk_widget_add_css_class (self->icon, tint);
  g_set_str (&self->tint, tint);
}

static void
set_keys (GuichetPaletteRow      *self,
          const GuichetActionRow *row)
{
  if (self->keys != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->keys);
  self->keys = row != NULL ? guichet_key_caps_new (row) : NULL;
  if (self->keys != NULL)
    gtk_box_append (GTK_BOX (self->box), self->keys);
}

static void
describe (GuichetPaletteRow *self)
{
  const GuichetPaletteItem *item = self->item;
  g_autofree char *keys = item->row != NULL ? guichet_action_row_dup_keys (item->row) : NULL;
  g_autofree char *label = g_strjoin (", ", item->title, *item->subtitle != '\0' ? item->subtitle : item->title, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, *item->subtitle != '\0' ? label : item->title,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, keys != NULL ? keys : "",
                                  -1);
}

/**
 * guichet_palette_row_set_item:
 * @words: folded; drawn bold
 */
void
guichet_palette_row_set_item (GuichetPaletteRow  *self,
                              GuichetPaletteItem *item,
                              const char * const *words)
{
  g_return_if_fail (GUICHET_IS_PALETTE_ROW (self));

  guichet_palette_item_ref (item);
  g_clear_pointer (&self->item, guichet_palette_item_unref);
  self->item = item;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), item->icon);
  set_tint (self, item->tint);
  set_text (self->title, item->title, words);
  set_text (self->subtitle, item->subtitle, words);
  /* A reference is never cut; a name may be. */
  gtk_label_set_ellipsize (self->title, item->ticket_id != 0 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  set_keys (self, item->row);
  describe (self);
}

GuichetPaletteItem *
guichet_palette_row_get_item (GuichetPaletteRow *self)
{
  g_return_val_if_fail (GUICHET_IS_PALETTE_ROW (self), NULL);

  return self->item;
}
