#include "config.h"

#include "ui/ticket/merge-grid.h"

#include "store/reading.h"
#include "ui/common/chip.h"
#include "ui/common/field-title.h"
#include "ui/common/rich-view.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/ticket-form.h"
#include "util/text.h"

#include <glib/gi18n.h>

typedef enum
{
  SIDE_BASE,
  SIDE_MINE,
  SIDE_THEIRS,
  N_SIDES,
} Side;

static const struct
{
  const char *title;
  const char *icon;
  const char *tint;
} sides[N_SIDES] = {
  { N_("Before"), "document-open-recent-symbolic", "dim-label" },
  { N_("My Change"), "document-edit-symbolic", "txt-blue" },
  { N_("On the Server"), "network-server-symbolic", "txt-purple" },
};

/* Where the names behind keys are. */
static const struct
{
  GuichetField         field;
  GuichetReferenceKind kind;
} references[] = {
  { GUICHET_FIELD_CALLER, GUICHET_REFERENCE_PERSON },
  { GUICHET_FIELD_BENEFICIARY, GUICHET_REFERENCE_PERSON },
  { GUICHET_FIELD_AGENT, GUICHET_REFERENCE_PERSON },
  { GUICHET_FIELD_TEAM, GUICHET_REFERENCE_TEAM },
  { GUICHET_FIELD_SITE, GUICHET_REFERENCE_SITE },
  { GUICHET_FIELD_DOMAIN, GUICHET_REFERENCE_DOMAIN },
  { GUICHET_FIELD_FAMILY_GROUP, GUICHET_REFERENCE_FAMILY_GROUP },
  { GUICHET_FIELD_SERVICE_FAMILY, GUICHET_REFERENCE_SERVICE_FAMILY },
  { GUICHET_FIELD_SERVICE, GUICHET_REFERENCE_SERVICE },
  { GUICHET_FIELD_SUBCATEGORY, GUICHET_REFERENCE_SUBCATEGORY },
};

typedef struct
{
  GtkWidget *title;
  GtkWidget *cells[N_SIDES];
  GtkWidget *captions[N_SIDES];
} Row;

struct _GuichetMergeGrid
{
  GtkWidget parent_instance;

  GuichetContext    *context;
  GuichetResolution *resolution;
  GtkWidget         *heads[N_SIDES];
  GArray            *rows;      /* of Row */
  GtkSizeGroup      *widths;
  GCancellable      *cancellable;
  gboolean           narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetMergeGrid, guichet_merge_grid, GTK_TYPE_WIDGET)

/* ---- values */

static const char *
get_value (const GuichetMergeLine *line,
           Side                    side)
{
  const char *value = side == SIDE_BASE ? line->base : side == SIDE_MINE ? line->mine : line->theirs;

  return value != NULL ? value : "";
}

/* The name behind a key is stored with mine and with the server's only. */
static const char *
get_key_label (GuichetMergeGrid       *self,
               const GuichetMergeLine *line,
               const char             *value)
{
  if (g_str_equal (value, get_value (line, SIDE_THEIRS)))
    return guichet_ticket_get_label (self->resolution->server, line->field);
  if (g_str_equal (value, get_value (line, SIDE_MINE)))
    return line->label;

  return NULL;
}

typedef struct
{
  GuichetMergeGrid *grid;
  GtkLabel         *label;
} Naming;

static void
name_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Naming *naming = user_data;
  g_autoptr(GuichetMergeGrid) grid = naming->grid;
  g_autoptr(GtkLabel) label = naming->label;
  g_autoptr(GuichetReference) reference = guichet_store_read_reference_finish (GUICHET_STORE (source), result, NULL);

  if (reference != NULL)
    gtk_label_set_text (label, reference->name);
}

static void
read_name (GuichetMergeGrid *self,
           GuichetField      field,
           const char       *value,
           GtkWidget        *label)
{
  gint64 id;
  Naming *naming;

  if (!guichet_text_parse_int64 (value, &id))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (references[i].field == field)
      {
        naming = g_new0 (Naming, 1);
        naming->grid = g_object_ref (self);
        naming->label = GTK_LABEL (g_object_ref (label));
        guichet_store_read_reference_async (guichet_context_get_store (self->context), references[i].kind, id,
                                            self->cancellable, name_read_cb, naming);
        return;
      }
}

static gboolean
is_empty (GuichetField  field,
          const char   *value)
{
  return *value == '\0' || (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY && g_str_equal (value, "0"));
}

/* Returns: (transfer full): the value in words, one line or more */
static char *
describe_value (GuichetMergeGrid       *self,
                const GuichetMergeLine *line,
                Side                    side)
{
  const char *value = get_value (line, side);
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  const GuichetState *state;
  const char *label;

  if (is_empty (line->field, value))
    /* Translators: a field without a value */
    return g_strdup (_("Empty"));

  switch (guichet_field_get_kind (line->field))
    {
    case GUICHET_FIELD_KIND_KEY:
      label = get_key_label (self, line, value);
      return g_strdup (label != NULL && *label != '\0' ? label : value);

    case GUICHET_FIELD_KIND_CODE:
      if (line->field == GUICHET_FIELD_STATUS)
        {
          state = guichet_profile_get_state (profile, value);
          return g_strdup (state != NULL ? state->label : value);
        }
      return g_strdup (guichet_profile_get_value_label (profile, line->field, value));

    case GUICHET_FIELD_KIND_HTML:
      return guichet_html_to_plain (value);

    case GUICHET_FIELD_KIND_TEXT:
    case GUICHET_FIELD_KIND_TIME:
    case GUICHET_FIELD_KIND_PLAIN:
    default:
      return g_strdup (value);
    }
}

static GtkWidget *
create_label (GuichetMergeGrid       *self,
              const GuichetMergeLine *line,
              Side                    side)
{
  const char *value = get_value (line, side);
  g_autofree char *text = describe_value (self, line, side);
  GtkWidget *label = gtk_label_new (text);

  guichet_label_wrap (GTK_LABEL (label));
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (is_empty (line->field, value))
    gtk_widget_add_css_class (label, "meta");
  else if (guichet_field_get_kind (line->field) == GUICHET_FIELD_KIND_KEY &&
           get_key_label (self, line, value) == NULL)
    read_name (self, line->field, value, label);

  return label;
}

static GtkWidget *
create_value (GuichetMergeGrid       *self,
              const GuichetMergeLine *line,
              Side                    side)
{
  const char *value = get_value (line, side);
  GtkWidget *widget;

  if (line->field == GUICHET_FIELD_STATUS)
    {
      widget = guichet_chip_new ();
      guichet_chip_show_status (GUICHET_CHIP (widget), guichet_context_get_profile (self->context), value);
      gtk_widget_set_halign (widget, GTK_ALIGN_START);
    }
  else if (guichet_field_get_kind (line->field) == GUICHET_FIELD_KIND_HTML && *value != '\0')
    {
      widget = guichet_rich_view_new ();
      guichet_rich_view_set_html (GUICHET_RICH_VIEW (widget), value);
    }
  else
    widget = create_label (self, line, side);
  gtk_widget_set_hexpand (widget, TRUE);

  return widget;
}

/* ---- cells */

static void
name_cell (GuichetMergeGrid       *self,
           GtkWidget              *cell,
           const GuichetMergeLine *line,
           Side                    side)
{
  g_autofree char *value = describe_value (self, line, side);
  g_autofree char *name = NULL;

  /* Translators: a field of the form, one of "Before", "My Change" and "On the
   * Server", and a value: read to people who do not see the table */
  name = g_strdup_printf (_("%s, %s: %s"), guichet_field_get_title (line->field), _(sides[side].title), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
mine_toggled_cb (GtkCheckButton *button,
                 gpointer        user_data)
{
  GuichetMergeLine *line = user_data;

  line->keeps_mine = gtk_check_button_get_active (button);
}

static gboolean
is_choice (const GuichetMergeLine *line,
           Side                    side)
{
  return line->conflict && line->possible && side != SIDE_BASE;
}

static gboolean
is_taken (const GuichetMergeLine *line,
          Side                    side)
{
  return side == (line->keeps_mine ? SIDE_MINE : SIDE_THEIRS);
}

static GtkWidget *
create_content (GuichetMergeGrid       *self,
                const GuichetMergeLine *line,
                Side                    side,
                GtkWidget             **out_caption)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  *out_caption = gtk_label_new (_(sides[side].title));
  gtk_label_set_xalign (GTK_LABEL (*out_caption), 0);
  gtk_widget_add_css_class (*out_caption, "field-title");
  gtk_box_append (GTK_BOX (box), *out_caption);
  gtk_box_append (GTK_BOX (box), create_value (self, line, side));

  return box;
}

static GtkWidget *
create_radio (GuichetMergeLine *line,
              Side              side,
              GtkWidget        *content)
{
  GtkWidget *radio = gtk_check_button_new ();

  gtk_check_button_set_child (GTK_CHECK_BUTTON (radio), content);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (radio), is_taken (line, side));
  if (side == SIDE_MINE)
    g_signal_connect (radio, "toggled", G_CALLBACK (mine_toggled_cb), line);

  return radio;
}

/* What is taken without being asked for has a mark, not only a colour. */
static GtkWidget *
create_still (const GuichetMergeLine *line,
              Side                    side,
              GtkWidget              *content)
{
  GtkWidget *cell = g_object_new (GTK_TYPE_BOX, "spacing", 6, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *image;

  if (is_taken (line, side))
    {
      image = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                            "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (image, "txt-green");
      gtk_box_append (GTK_BOX (cell), image);
      gtk_widget_add_css_class (cell, "taken");
    }
  gtk_box_append (GTK_BOX (cell), content);

  return cell;
}

static GtkWidget *
create_cell (GuichetMergeGrid *self,
             GuichetMergeLine *line,
             Side              side,
             GtkWidget       **out_caption)
{
  GtkWidget *content = create_content (self, line, side, out_caption);
  GtkWidget *cell = is_choice (line, side) ? create_radio (line, side, content) : create_still (line, side, content);

  gtk_widget_add_css_class (cell, "cmp");
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_size_group_add_widget (self->widths, cell);
  name_cell (self, cell, line, side);
  gtk_widget_set_parent (cell, GTK_WIDGET (self));

  return cell;
}

static GtkWidget *
create_title (const GuichetMergeLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (guichet_field_get_title (line->field));
  const char *word = !line->possible && line->conflict ? _("no longer possible")
                     : line->conflict ? _("to choose") : _("safe merge");
  GtkWidget *state = gtk_label_new (word);

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (state, line->conflict ? "txt-amber" : "txt-green");
  gtk_widget_add_css_class (state, "merge-state");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (state), 0);
  guichet_label_wrap (GTK_LABEL (title));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), state);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

static GtkWidget *
create_head (GuichetMergeGrid *self,
             Side              side)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", sides[side].icon,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (_(sides[side].title));

  gtk_widget_add_css_class (image, sides[side].tint);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_size_group_add_widget (self->widths, box);
  gtk_widget_set_parent (box, GTK_WIDGET (self));

  return box;
}

/* ---- places */

static void
place (GuichetMergeGrid *self,
       GtkWidget        *child,
       int               column,
       int               row)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkGridLayoutChild *seat = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, child));

  gtk_grid_layout_child_set_column (seat, column);
  gtk_grid_layout_child_set_row (seat, row);
}

static void
place_all (GuichetMergeGrid *self)
{
  for (guint s = 0; s < N_SIDES && self->heads[s] != NULL; s++)
    {
      place (self, self->heads[s], (int) s + 1, 0);
      gtk_widget_set_visible (self->heads[s], !self->narrow);
    }

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);
      int top = self->narrow ? (int) i * (N_SIDES + 1) : (int) i + 1;

      place (self, row->title, 0, top);
      for (guint s = 0; s < N_SIDES; s++)
        {
          place (self, row->cells[s], self->narrow ? 0 : (int) s + 1, self->narrow ? top + 1 + (int) s : top);
          gtk_widget_set_visible (row->captions[s], self->narrow);
        }
    }
}

/* ---- the object */

static void
set_narrow (GuichetMergeGrid *self,
            gboolean          narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  place_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
guichet_merge_grid_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, GUICHET_MERGE_GRID (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_merge_grid_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  if (prop_id == PROP_NARROW)
    set_narrow (GUICHET_MERGE_GRID (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_merge_grid_dispose (GObject *object)
{
  GuichetMergeGrid *self = GUICHET_MERGE_GRID (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_object (&self->widths);

  G_OBJECT_CLASS (guichet_merge_grid_parent_class)->dispose (object);
}

static void
guichet_merge_grid_finalize (GObject *object)
{
  g_object_unref (GUICHET_MERGE_GRID (object)->cancellable);

  G_OBJECT_CLASS (guichet_merge_grid_parent_class)->finalize (object);
}

static void
guichet_merge_grid_class_init (GuichetMergeGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = guichet_merge_grid_get_property;
  object_class->set_property = guichet_merge_grid_set_property;
  object_class->dispose = guichet_merge_grid_dispose;
  object_class->finalize = guichet_merge_grid_finalize;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "mergegrid");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_GRID_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
guichet_merge_grid_init (GuichetMergeGrid *self)
{
  GtkGridLayout *layout = GTK_GRID_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_grid_layout_set_row_spacing (layout, 8);
  gtk_grid_layout_set_column_spacing (layout, 8);
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->widths = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->cancellable = g_cancellable_new ();
}

static void
add_line (GuichetMergeGrid *self,
          GuichetMergeLine *line)
{
  Row row = { .title = create_title (line) };

  gtk_widget_set_parent (row.title, GTK_WIDGET (self));
  for (guint s = 0; s < N_SIDES; s++)
    row.cells[s] = create_cell (self, line, s, &row.captions[s]);
  if (is_choice (line, SIDE_MINE))
    gtk_check_button_set_group (GTK_CHECK_BUTTON (row.cells[SIDE_THEIRS]), GTK_CHECK_BUTTON (row.cells[SIDE_MINE]));
  g_array_append_val (self->rows, row);
}

/**
 * guichet_merge_grid_show:
 * @resolution: outlives the grid; the choices are made in it
 *
 * Once.
 */
void
guichet_merge_grid_show (GuichetMergeGrid  *self,
                         GuichetContext    *context,
                         GuichetResolution *resolution)
{
  g_return_if_fail (GUICHET_IS_MERGE_GRID (self));
  g_return_if_fail (self->resolution == NULL);

  self->context = g_object_ref (context);
  self->resolution = resolution;
  for (guint s = 0; s < N_SIDES; s++)
    self->heads[s] = create_head (self, s);
  for (guint i = 0; i < resolution->lines->len; i++)
    add_line (self, g_ptr_array_index (resolution->lines, i));
  place_all (self);
}
