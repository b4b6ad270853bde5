#include "config.h"

#include "ui/user/new-ticket-proposals.h"

#include "store/proposals.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* As many as the eye takes in at once. */
#define MAX_PROPOSALS 3
#define DELAY_MS 250

/* Fewer letters say nothing. */
#define MIN_LETTERS 4

struct _GuichetNewTicketProposals
{
  GtkWidget parent_instance;

  GuichetContext *context;
  GtkWidget      *list;
  GCancellable   *cancellable;          /* of the search that runs */
  char           *text;
  gint64          leaf;
  guint           timeout;
  gboolean        dismissed;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketProposals, guichet_new_ticket_proposals, GTK_TYPE_WIDGET)

/* ---- rows */

static char *
describe_path (const GuichetLeafProposal *proposal)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) strings = NULL;

  for (guint i = 0; i < GUICHET_N_LEAF_LEVELS; i++)
    if (!guichet_text_is_empty (proposal->names[i]))
      g_strv_builder_add (names, proposal->names[i]);
  strings = g_strv_builder_end (names);

  return g_strjoinv (" › ", strings);
}

static char *
describe_reason (const GuichetLeafProposal *proposal)
{
  g_autofree char *words = NULL;

  if (proposal->reason == GUICHET_LEAF_BY_TICKETS)
    return g_strdup_printf (ngettext ("%u similar request", "%u similar requests", proposal->count), proposal->count);

  words = proposal->words != NULL ? g_strjoinv (", ", proposal->words) : g_strdup ("");
  /* Translators: %s are words of a sentence that the catalogue has as well */
  return g_strdup_printf (_("words of the catalogue: %s"), words);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_row (GuichetNewTicketProposals *self,
          const GuichetLeafProposal *proposal)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *mark = gtk_image_new_from_icon_name (proposal->leaf == self->leaf ? "object-select-symbolic"
                                                                               : "go-next-symbolic");
  g_autofree char *path = describe_path (proposal);
  g_autofree char *reason = describe_reason (proposal);
  g_autofree char *spoken = NULL;

  gtk_box_append (GTK_BOX (words), make_label (proposal->names[GUICHET_LEAF_SUBCATEGORY], "heading"));
  gtk_box_append (GTK_BOX (words), make_label (path, "meta"));
  gtk_box_append (GTK_BOX (words), make_label (reason, "meta"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_widget_add_css_class (box, "pick-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "leaf", GSIZE_TO_POINTER ((gsize) proposal->leaf));

  spoken = proposal->leaf == self->leaf ? g_strdup_printf (_("%s, chosen"), path)
                                        : g_strdup_printf ("%s, %s", path, reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

static void
show_proposals (GuichetNewTicketProposals *self,
                GPtrArray                 *proposals)
{
  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  for (guint i = 0; i < proposals->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, g_ptr_array_index (proposals, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), proposals->len > 0 && !self->dismissed);
}

static void
row_activated_cb (GuichetNewTicketProposals *self,
                  GtkListBoxRow             *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, (gint64) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "leaf")));
}

/* ---- finding */

static void
proposed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) proposals = guichet_store_propose_leaves_finish (GUICHET_STORE (source), result, &error);
  GuichetNewTicketProposals *self = user_data;

  if (proposals != NULL)
    show_proposals (self, proposals);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("No leaf could be proposed: %s", error->message);
}

static void
stop (GuichetNewTicketProposals *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GuichetNewTicketProposals *self = user_data;

  self->timeout = 0;
  self->cancellable = g_cancellable_new ();
  guichet_store_propose_leaves_async (guichet_context_get_store (self->context), self->text, MAX_PROPOSALS,
                                      self->cancellable, proposed_cb, self);

  return G_SOURCE_REMOVE;
}

static void
dismiss_cb (GuichetNewTicketProposals *self)
{
  self->dismissed = TRUE;
  stop (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* ---- class */

static void
guichet_new_ticket_proposals_dispose (GObject *object)
{
  GuichetNewTicketProposals *self = GUICHET_NEW_TICKET_PROPOSALS (object);
  GtkWidget *child;

  stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_new_ticket_proposals_parent_class)->dispose (object);
}

static void
guichet_new_ticket_proposals_finalize (GObject *object)
{
  g_free (GUICHET_NEW_TICKET_PROPOSALS (object)->text);

  G_OBJECT_CLASS (guichet_new_ticket_proposals_parent_class)->finalize (object);
}

static void
guichet_new_ticket_proposals_class_init (GuichetNewTicketProposalsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_new_ticket_proposals_dispose;
  G_OBJECT_CLASS (klass)->finalize = guichet_new_ticket_proposals_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", GUICHET_TYPE_NEW_TICKET_PROPOSALS, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "proposals");
}

static void
make_heading (GuichetNewTicketProposals *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = make_label (_("Perhaps in the catalogue"), "meta");
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_tooltip_text (close, _("Do Not Propose Any"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Do Not Propose Any"), -1);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "circular");
  g_signal_connect_object (close, "clicked", G_CALLBACK (dismiss_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), close);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
guichet_new_ticket_proposals_init (GuichetNewTicketProposals *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  make_heading (self);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Perhaps in the catalogue"), -1);
  gtk_widget_add_css_class (self->list, "panel");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
guichet_new_ticket_proposals_new (GuichetContext *context)
{
  GuichetNewTicketProposals *self = g_object_new (GUICHET_TYPE_NEW_TICKET_PROPOSALS, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

void
guichet_new_ticket_proposals_set_text (GuichetNewTicketProposals *self,
                                       const char                *text,
                                       gint64                     leaf)
{
  gboolean changed;

  g_return_if_fail (GUICHET_IS_NEW_TICKET_PROPOSALS (self));

  changed = g_set_str (&self->text, text) || self->leaf != leaf;
  self->leaf = leaf;
  if (!changed || self->dismissed)
    return;

  stop (self);
  if (g_utf8_strlen (text, -1) >= MIN_LETTERS)
    self->timeout = g_timeout_add (DELAY_MS, timeout_cb, self);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
