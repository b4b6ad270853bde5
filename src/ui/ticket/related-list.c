#include "config.h"

#include "ui/ticket/related-list.h"

#include "store/reading.h"
#include "ui/common/chip.h"
#include "ui/common/when.h"

#include <glib/gi18n.h>

/* Among so many of the last changed ones a part is looked for. */
#define MAX_LOOKED_AT 40

struct _GuichetRelatedList
{
  GtkWidget parent_instance;

  GuichetContext     *context;
  char               *title;
  GuichetRelatedPart  part;
  guint               limit;
  gint64              excluded;
  guint               count;
  GtkWidget          *heading;
  GtkWidget          *list;
  GCancellable       *cancellable;
};

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetRelatedList, guichet_related_list, GTK_TYPE_WIDGET)

/* ---- rows */

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_line (GuichetRelatedList *self,
           GuichetTicket      *ticket)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *ref = gtk_label_new (guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  GtkWidget *status = guichet_chip_new ();
  GtkWidget *date;
  g_autofree char *changed =
    guichet_when_format_short (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE),
                               guichet_context_get_zone (self->context));

  guichet_chip_show_status (GUICHET_CHIP (status), guichet_context_get_profile (self->context),
                            guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));
  guichet_chip_set_flat (GUICHET_CHIP (status), TRUE);
  /* Where there is little room, it is the date that gives way. */
  gtk_widget_add_css_class (ref, "ref");
  gtk_box_append (GTK_BOX (line), ref);
  gtk_box_append (GTK_BOX (line), status);
  date = make_label (changed, "meta");
  gtk_widget_set_hexpand (date, TRUE);
  gtk_widget_set_halign (date, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (line), date);

  return line;
}

static GtkWidget *
make_row (GuichetRelatedList *self,
          GuichetTicket      *ticket)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gint64 *id = g_new (gint64, 1);
  const char *title = guichet_ticket_get (ticket, GUICHET_FIELD_TITLE);
  g_autofree char *name = g_strdup_printf ("%s, %s", guichet_ticket_get (ticket, GUICHET_FIELD_REF), title);

  *id = guichet_ticket_get_id (ticket);
  gtk_widget_add_css_class (box, "pick-row");
  gtk_box_append (GTK_BOX (box), make_label (title, "related-title"));
  gtk_box_append (GTK_BOX (box), make_line (self, ticket));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "ticket", id, g_free);

  return row;
}

static void
row_activated_cb (GtkListBox         *list,
                  GtkListBoxRow      *row,
                  GuichetRelatedList *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "ticket");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  gtk_widget_activate_action (GTK_WIDGET (self), "portal.open-ticket", "x", *id);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* ---- reading */

static gboolean
is_wanted (GuichetRelatedList *self,
           GuichetTicket      *ticket)
{
  gboolean ongoing;

  if (guichet_ticket_get_id (ticket) == self->excluded)
    return FALSE;
  if (self->part == GUICHET_RELATED_ALL)
    return TRUE;

  ongoing = guichet_profile_categorise (guichet_context_get_profile (self->context),
                                        guichet_ticket_get (ticket, GUICHET_FIELD_STATUS),
                                        guichet_ticket_get (ticket, GUICHET_FIELD_OPERATIONAL_STATUS))
            == GUICHET_CATEGORY_ONGOING;

  return ongoing == (self->part == GUICHET_RELATED_ONGOING);
}

static void
show_heading (GuichetRelatedList *self)
{
  g_autofree char *text = g_strdup_printf ("%s (%u)", self->title, self->count);

  gtk_label_set_text (GTK_LABEL (self->heading), text);
  gtk_widget_set_visible (GTK_WIDGET (self), self->count > 0);
}

static void
set_count (GuichetRelatedList *self,
           guint               count)
{
  gboolean changed = self->count != count;

  self->count = count;
  show_heading (self);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
fill (GuichetRelatedList *self,
      GPtrArray          *tickets)
{
  guint n = 0;

  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  for (guint i = 0; i < tickets->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (tickets, i);

      if (!is_wanted (self, ticket))
        continue;
      if (n++ < self->limit)
        gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, ticket));
    }

  /* All of them were counted by the store, a part of them by us. */
  if (self->part != GUICHET_RELATED_ALL)
    set_count (self, n);
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tickets = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);

  if (tickets != NULL)
    fill (user_data, tickets);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("Related tickets could not be read: %s", error->message);
}

static gboolean
holds (GArray *ids,
       gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

static void
ids_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  guint count = 0;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_related_finish (GUICHET_STORE (source), result, &count, &error);
  GuichetRelatedList *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (ids == NULL)
    {
      g_message ("Related tickets could not be found: %s", error->message);
      return;
    }

  if (self->part == GUICHET_RELATED_ALL)
    set_count (self, count - (holds (ids, self->excluded) ? 1 : 0));
  guichet_store_read_rows_async (GUICHET_STORE (source), ids, self->cancellable, rows_cb, self);
}

/* ---- class */

static void
guichet_related_list_dispose (GObject *object)
{
  GuichetRelatedList *self = GUICHET_RELATED_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->heading, gtk_widget_unparent);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_related_list_parent_class)->dispose (object);
}

static void
guichet_related_list_finalize (GObject *object)
{
  GuichetRelatedList *self = GUICHET_RELATED_LIST (object);

  g_clear_object (&self->cancellable);
  g_free (self->title);

  G_OBJECT_CLASS (guichet_related_list_parent_class)->finalize (object);
}

static void
guichet_related_list_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  GuichetRelatedList *self = GUICHET_RELATED_LIST (object);

  switch (prop_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_related_list_class_init (GuichetRelatedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_related_list_dispose;
  object_class->finalize = guichet_related_list_finalize;
  object_class->get_property = guichet_related_list_get_property;

  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "relatedlist");
}

static void
guichet_related_list_init (GuichetRelatedList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->cancellable = g_cancellable_new ();

  self->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "formgroup");
  gtk_widget_set_parent (self->heading, GTK_WIDGET (self));

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "panel");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * guichet_related_list_new:
 * @title: what the tickets have in common
 * @limit: how many are shown
 */
GtkWidget *
guichet_related_list_new (GuichetContext     *context,
                          const char         *title,
                          GuichetRelatedPart  part,
                          guint               limit)
{
  GuichetRelatedList *self = g_object_new (GUICHET_TYPE_RELATED_LIST, NULL);

  self->context = g_object_ref (context);
  self->title = g_strdup (title);
  self->part = part;
  self->limit = limit;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}

/**
 * guichet_related_list_read:
 * @field: CALLER, SITE or PARENT
 * @id: what that field holds
 * @excluded: a ticket to leave out, or 0
 */
void
guichet_related_list_read (GuichetRelatedList *self,
                           GuichetField        field,
                           gint64              id,
                           gint64              excluded)
{
  g_return_if_fail (GUICHET_IS_RELATED_LIST (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->excluded = excluded;
  guichet_store_list_related_async (guichet_context_get_store (self->context), field, id, MAX_LOOKED_AT,
                                    self->cancellable, ids_cb, self);
}

guint
guichet_related_list_get_count (GuichetRelatedList *self)
{
  g_return_val_if_fail (GUICHET_IS_RELATED_LIST (self), 0);

  return self->count;
}
