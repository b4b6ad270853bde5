#include "config.h"

#include "ui/ticket/field-row.h"

#include "ui/common/focus-children.h"
#include "ui/common/text-layout.h"
#include "ui/common/tip.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/mandatory-star.h"

#include <glib/gi18n.h>

/* Longer values take a line for themselves. */
#define SHORT_VALUE 24
#define SHORT_WIDTH 120

struct _GuichetFieldRow
{
  GtkWidget parent_instance;

  char               *title;
  GtkWidget          *heading;
  GtkWidget          *tag;      /* "changed": made when first needed, like the pencil and the problem */
  GtkWidget          *pencil;
  GtkWidget          *value;    /* the label, until another child takes its place */
  GtkWidget          *button;   /* around the label while it can be clicked */
  GtkWidget          *editor;
  GtkWidget          *problem;
  GuichetFieldRowUse  use;
  gboolean            mandatory;
  gboolean            modified;
};

enum
{
  ACTIVATE,
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetFieldRow, guichet_field_row, GTK_TYPE_WIDGET)

/* ---- parts */

static GtkWidget *
make_value_label (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "selectable", TRUE, "xalign", 0.0, NULL);

  guichet_label_wrap (GTK_LABEL (label));

  return label;
}

/* With the keyboard as with the pointer: a button that opens the words. */
static GtkWidget *
make_help (const char *title,
           const char *help)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (help);
  g_autofree char *name = NULL;

  guichet_label_wrap (GTK_LABEL (label));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "guichet-help-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field-help");
  gtk_widget_set_tooltip_text (button, help);

  /* Translators: the name of a field */
  name = g_strdup_printf (_("Help on %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

static GtkWidget *
make_heading (const char *title,
              gboolean    mandatory,
              const char *help)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (box, "field-title");
  gtk_box_append (GTK_BOX (box), label);

  if (mandatory)
    gtk_box_append (GTK_BOX (box), guichet_mandatory_star_new ());
  if (help != NULL && *help != '\0')
    gtk_box_append (GTK_BOX (box), make_help (title, help));

  return box;
}

static GtkWidget *
make_tag (void)
{
  GtkWidget *tag = gtk_label_new (_("changed"));

  gtk_widget_add_css_class (tag, "field-changed");
  gtk_widget_set_tooltip_text (tag, _("Not sent yet: leaves with “Apply”"));

  return tag;
}

static void
pencil_clicked_cb (GuichetFieldRow *self)
{
  g_signal_emit (self, signals[EDIT], 0);
}

static GtkWidget *
make_pencil (GuichetFieldRow *self)
{
  GtkWidget *pencil = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *name = NULL;

  /* Translators: the name of a field */
  name = g_strdup_printf (_("Change %s"), self->title);
  gtk_widget_add_css_class (pencil, "flat");
  gtk_widget_add_css_class (pencil, "field-pencil");
  gtk_widget_set_tooltip_text (pencil, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pencil), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (pencil, "clicked", G_CALLBACK (pencil_clicked_cb), self, G_CONNECT_SWAPPED);

  return pencil;
}

/* ---- what is said */

static void
update_spoken (GuichetFieldRow *self)
{
  g_autofree char *spoken = NULL;

  if (self->mandatory)
    /* Translators: the name of a field that must be filled in, for a screen reader */
    spoken = g_strdup_printf (_("%s, mandatory"), self->title);
  else
    spoken = g_strdup (self->title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (self->button != NULL)
    {
      const char *value = gtk_label_get_text (GTK_LABEL (self->value));
      g_autofree char *name = NULL;

      if (self->modified)
        /* Translators: the name of a field, then its value, which is not sent yet */
        name = g_strdup_printf (_("%s: %s, changed"), spoken, value);
      else
        /* Translators: the name of a field, then its value */
        name = g_strdup_printf (_("%s: %s"), spoken, value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

/* ---- the value as a button */

static void
value_clicked_cb (GuichetFieldRow *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
insert_value (GuichetFieldRow *self,
              GtkWidget       *widget)
{
  gtk_widget_insert_after (widget, GTK_WIDGET (self), self->heading);
}

static void
wrap_value (GuichetFieldRow *self)
{
  g_object_ref (self->value);
  gtk_widget_unparent (self->value);
  gtk_label_set_selectable (GTK_LABEL (self->value), FALSE);

  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "field-value");
  gtk_button_set_child (GTK_BUTTON (self->button), self->value);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (value_clicked_cb), self, G_CONNECT_SWAPPED);
  insert_value (self, self->button);
  g_object_unref (self->value);
}

static void
unwrap_value (GuichetFieldRow *self)
{
  g_object_ref (self->value);
  gtk_button_set_child (GTK_BUTTON (self->button), NULL);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  gtk_label_set_selectable (GTK_LABEL (self->value), TRUE);
  insert_value (self, self->value);
  g_object_unref (self->value);
}

static GtkWidget *
get_value_widget (GuichetFieldRow *self)
{
  return self->button != NULL ? self->button : self->value;
}

/* ---- class */

static void
guichet_field_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (guichet_field_row_parent_class)->dispose (object);
}

static void
guichet_field_row_finalize (GObject *object)
{
  g_free (GUICHET_FIELD_ROW (object)->title);

  G_OBJECT_CLASS (guichet_field_row_parent_class)->finalize (object);
}

static gboolean
guichet_field_row_grab_focus (GtkWidget *widget)
{
  GuichetFieldRow *self = GUICHET_FIELD_ROW (widget);

  if (self->editor != NULL)
    return gtk_widget_grab_focus (self->editor);
  if (self->button != NULL)
    return gtk_widget_grab_focus (self->button);
  if (self->pencil != NULL && gtk_widget_get_visible (self->pencil))
    return gtk_widget_grab_focus (self->pencil);

  return guichet_focus_children (widget, GTK_DIR_TAB_FORWARD);
}

static void
guichet_field_row_class_init (GuichetFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_field_row_dispose;
  object_class->finalize = guichet_field_row_finalize;
  widget_class->focus = guichet_focus_children;
  widget_class->grab_focus = guichet_field_row_grab_focus;

  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GUICHET_TYPE_TEXT_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
guichet_field_row_init (GuichetFieldRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/**
 * guichet_field_row_new:
 * @help: (nullable): what the field is for
 */
GtkWidget *
guichet_field_row_new (const char *title,
                       gboolean    mandatory,
                       const char *help)
{
  GuichetFieldRow *self = g_object_new (GUICHET_TYPE_FIELD_ROW, NULL);

  self->title = g_strdup (title);
  self->mandatory = mandatory;
  self->heading = make_heading (title, mandatory, help);
  self->value = make_value_label ();
  gtk_widget_set_parent (self->heading, GTK_WIDGET (self));
  gtk_widget_set_parent (self->value, GTK_WIDGET (self));
  update_spoken (self);

  return GTK_WIDGET (self);
}

const char *
guichet_field_row_get_title (GuichetFieldRow *self)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_ROW (self), NULL);

  return self->title;
}

/**
 * guichet_field_row_set_value:
 * @value: (nullable): shown as it is, never as markup; nothing shows as a dash
 */
void
guichet_field_row_set_value (GuichetFieldRow *self,
                             const char      *value)
{
  gboolean empty = value == NULL || *value == '\0';

  g_return_if_fail (GUICHET_IS_FIELD_ROW (self));
  g_return_if_fail (GTK_IS_LABEL (self->value));

  /* Setting the same text again would drop what somebody selected in it. */
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->value)), empty ? "—" : value) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->value), empty ? "—" : value);
  if (empty)
    gtk_widget_add_css_class (self->value, "meta");
  else
    gtk_widget_remove_css_class (self->value, "meta");
  update_spoken (self);
}

/* Another widget in the place of the value's label. */
void
guichet_field_row_set_child (GuichetFieldRow *self,
                             GtkWidget       *child)
{
  g_return_if_fail (GUICHET_IS_FIELD_ROW (self));
  g_return_if_fail (GTK_IS_WIDGET (child) && self->button == NULL);

  gtk_widget_unparent (self->value);
  self->value = child;
  insert_value (self, child);
}

static void
show_pencil (GuichetFieldRow *self,
             gboolean         show)
{
  if (show && self->pencil == NULL)
    {
      self->pencil = make_pencil (self);
      gtk_widget_set_hexpand (self->pencil, TRUE);
      gtk_widget_set_halign (self->pencil, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (self->heading), self->pencil);
    }
  if (self->pencil != NULL)
    gtk_widget_set_visible (self->pencil, show);
}

static void
set_reason (GuichetFieldRow *self,
            const char      *reason)
{
  if (g_strcmp0 (guichet_tip_get (GTK_WIDGET (self)), reason) == 0)
    return;

  guichet_tip_set (GTK_WIDGET (self), reason);
  if (reason != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * guichet_field_row_set_use:
 * @reason: (nullable): why the value cannot be changed, for the tooltip
 */
void
guichet_field_row_set_use (GuichetFieldRow    *self,
                           GuichetFieldRowUse  use,
                           const char         *reason)
{
  gboolean click = use == GUICHET_FIELD_ROW_CLICK || use == GUICHET_FIELD_ROW_BOTH;

  g_return_if_fail (GUICHET_IS_FIELD_ROW (self));

  set_reason (self, reason);
  if (self->use == use)
    return;

  self->use = use;
  show_pencil (self, use == GUICHET_FIELD_ROW_PENCIL || use == GUICHET_FIELD_ROW_BOTH);
  if (GTK_IS_LABEL (self->value) && click != (self->button != NULL))
    {
      if (click)
        wrap_value (self);
      else
        unwrap_value (self);
      gtk_widget_set_visible (get_value_widget (self), self->editor == NULL);
    }
  update_spoken (self);
}

/* A word beside the name, not a colour alone. */
void
guichet_field_row_set_modified (GuichetFieldRow *self,
                                gboolean         modified)
{
  g_return_if_fail (GUICHET_IS_FIELD_ROW (self));

  modified = !!modified;
  if (self->modified == modified)
    return;

  self->modified = modified;
  if (self->tag == NULL)
    {
      self->tag = make_tag ();
      gtk_box_append (GTK_BOX (self->heading), self->tag);
      if (self->pencil != NULL)
        gtk_box_reorder_child_after (GTK_BOX (self->heading), self->pencil, self->tag);
    }
  gtk_widget_set_visible (self->tag, modified);
  update_spoken (self);
}

/**
 * guichet_field_row_set_problem:
 * @problem: (nullable): what is wrong with the value, as a sentence
 */
void
guichet_field_row_set_problem (GuichetFieldRow *self,
                               const char      *problem)
{
  g_return_if_fail (GUICHET_IS_FIELD_ROW (self));

  if (problem == NULL && self->problem == NULL)
    return;

  if (self->problem == NULL)
    {
      self->problem = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);
      guichet_label_wrap (GTK_LABEL (self->problem));
      gtk_widget_add_css_class (self->problem, "field-problem");
      gtk_widget_insert_before (self->problem, GTK_WIDGET (self), NULL);
    }
  gtk_label_set_text (GTK_LABEL (self->problem), problem);
  gtk_widget_set_visible (self->problem, problem != NULL);

  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
}

/* @editor: takes the place of the value, and the focus */
void
guichet_field_row_begin_edit (GuichetFieldRow *self,
                              GtkWidget       *editor)
{
  g_return_if_fail (GUICHET_IS_FIELD_ROW (self));
  g_return_if_fail (GTK_IS_WIDGET (editor) && self->editor == NULL);

  self->editor = editor;
  insert_value (self, editor);
  gtk_widget_set_visible (get_value_widget (self), FALSE);
  gtk_widget_grab_focus (editor);
}

void
guichet_field_row_end_edit (GuichetFieldRow *self,
                            gboolean         take_focus)
{
  g_return_if_fail (GUICHET_IS_FIELD_ROW (self));

  if (self->editor == NULL)
    return;

  gtk_widget_set_visible (get_value_widget (self), TRUE);
  g_clear_pointer (&self->editor, gtk_widget_unparent);
  if (take_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Returns: (nullable) (transfer none): while the field is being changed */
GtkWidget *
guichet_field_row_get_editor (GuichetFieldRow *self)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_ROW (self), NULL);

  return self->editor;
}

/* Whether another field has room beside it. */
gboolean
guichet_field_row_is_short (GuichetFieldRow *self)
{
  g_return_val_if_fail (GUICHET_IS_FIELD_ROW (self), FALSE);

  if (self->editor != NULL)
    return FALSE;
  if (!GTK_IS_LABEL (self->value))
    {
      int natural;

      gtk_widget_measure (self->value, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      return natural <= SHORT_WIDTH;
    }

  return g_utf8_strlen (gtk_label_get_text (GTK_LABEL (self->value)), -1) <= SHORT_VALUE;
}
