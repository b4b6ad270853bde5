#include "config.h"

#include "ui/agent/search-row.h"

#include "ui/common/chip.h"
#include "ui/common/highlight.h"
#include "ui/common/wrapping.h"

#include <glib/gi18n.h>

struct _GuichetSearchRow
{
  GtkBox parent_instance;

  GuichetSearchHit  *hit;       /* nullable */
  char             **words;

  GtkLabel          *ref;
  GtkLabel          *title;
  GuichetChip       *status;
  GtkLabel          *people;
  GtkLabel          *found;
};

G_DEFINE_FINAL_TYPE (GuichetSearchRow, guichet_search_row, GTK_TYPE_BOX)

static const char * const places[GUICHET_N_FOUND_IN] = {
  [GUICHET_FOUND_SUBJECT] = N_("Subject"),
  [GUICHET_FOUND_DESCRIPTION] = N_("Description"),
  [GUICHET_FOUND_PUBLIC] = N_("Requester Journal"),
  [GUICHET_FOUND_PRIVATE] = N_("Agent Journal"),
  [GUICHET_FOUND_PEOPLE] = N_("People"),
  [GUICHET_FOUND_FILES] = N_("Files"),
};

static void
forget_hit (GuichetSearchRow *self)
{
  if (self->hit != NULL)
    g_signal_handlers_disconnect_by_data (self->hit, self);
  g_clear_object (&self->hit);
}

static void
guichet_search_row_dispose (GObject *object)
{
  forget_hit (GUICHET_SEARCH_ROW (object));

  G_OBJECT_CLASS (guichet_search_row_parent_class)->dispose (object);
}

static void
guichet_search_row_finalize (GObject *object)
{
  g_strfreev (GUICHET_SEARCH_ROW (object)->words);

  G_OBJECT_CLASS (guichet_search_row_parent_class)->finalize (object);
}

static void
guichet_search_row_class_init (GuichetSearchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_search_row_dispose;
  object_class->finalize = guichet_search_row_finalize;
}

static GtkLabel *
create_label (const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, style);

  return GTK_LABEL (label);
}

static void
guichet_search_row_init (GuichetSearchRow *self)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 2);

  self->ref = create_label ("ref");
  gtk_label_set_ellipsize (self->ref, PANGO_ELLIPSIZE_NONE);
  self->title = create_label ("results-title");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->status = g_object_new (GUICHET_TYPE_CHIP, NULL);
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->ref));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->status));

  self->people = create_label ("dim");
  self->found = create_label ("found");
  guichet_label_wrap (self->found);
  gtk_label_set_lines (self->found, 2);
  gtk_box_append (GTK_BOX (self), first);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->people));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->found));
}

GtkWidget *
guichet_search_row_new (void)
{
  return g_object_new (GUICHET_TYPE_SEARCH_ROW, NULL);
}

static void
set_text (GuichetSearchRow *self,
          GtkLabel         *label,
          const char       *text)
{
  PangoAttrList *attributes = guichet_highlight_new (text, (const char * const *) self->words);

  gtk_label_set_text (label, text);
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

/* "Agent Journal: …in the cupboard of room 12… Also in: Files" */
static char *
describe_found (const GuichetFound *found)
{
  g_autoptr(GPtrArray) others = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < GUICHET_N_FOUND_IN; i++)
    if ((found->where & (1u << i)) != 0 && i != found->shown)
      g_ptr_array_add (others, (gpointer) _(places[i]));
  g_ptr_array_add (others, NULL);
  list = g_strjoinv (", ", (char **) others->pdata);

  if (*found->snippet == '\0')
    return g_strdup ("");
  if (*list == '\0')
    /* Translators: where in a ticket words were found, then the text around them */
    return g_strdup_printf (_("%s: %s"), _(places[found->shown]), found->snippet);

  /* Translators: as before; the last is a list of the other places */
  return g_strdup_printf (_("%s: %s — also in: %s"), _(places[found->shown]), found->snippet, list);
}

static void
found_cb (GuichetSearchRow *self)
{
  const GuichetFound *found = guichet_search_hit_get_found (self->hit);
  g_autofree char *text = found != NULL ? describe_found (found) : g_strdup ("");

  set_text (self, self->found, text);
}

static void
show_ticket (GuichetSearchRow *self,
             GuichetProfile   *profile)
{
  GuichetTicket *ticket = guichet_search_hit_get_ticket (self->hit);
  const char *caller = guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER);
  const char *site = guichet_ticket_get_label (ticket, GUICHET_FIELD_SITE);
  g_autofree char *people = g_strconcat (caller, *caller != '\0' && *site != '\0' ? " · " : "", site, NULL);

  set_text (self, self->ref, guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  set_text (self, self->title, guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
  set_text (self, self->people, people);
  gtk_widget_set_visible (GTK_WIDGET (self->people), *people != '\0');
  guichet_chip_show_status (self->status, profile, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));
}

/**
 * guichet_search_row_set_hit:
 * @words: folded; drawn bold
 */
void
guichet_search_row_set_hit (GuichetSearchRow   *self,
                            GuichetSearchHit   *hit,
                            GuichetProfile     *profile,
                            const char * const *words)
{
  g_return_if_fail (GUICHET_IS_SEARCH_ROW (self));

  forget_hit (self);
  self->hit = g_object_ref (hit);
  g_strfreev (self->words);
  self->words = g_strdupv ((char **) words);
  g_signal_connect_object (hit, "notify::found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  show_ticket (self, profile);
  found_cb (self);
}
