#include "config.h"

#include "ui/user/new-ticket-similar.h"

#include "store/suggestions.h"

#include <glib/gi18n.h>

#define MAX_SIMILAR 5
#define DELAY_MS 200

/* Fewer letters say nothing. */
#define MIN_LETTERS 3

typedef enum
{
  GROUP_ARTICLES,
  GROUP_REQUESTS,
  N_GROUPS
} Group;

struct _GuichetNewTicketSimilar
{
  GtkWidget parent_instance;

  GuichetContext *context;
  GtkWidget      *boxes[N_GROUPS];
  GtkWidget      *lists[N_GROUPS];
  GtkWidget      *note;
  GCancellable   *cancellable;          /* of the search that runs */
  GHashTable     *away;                 /* what somebody put away: "a12", "r12" */
  char           *text;
  guint           timeout;
};

enum
{
  OPEN_ARTICLE,
  OPEN_REQUEST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketSimilar, guichet_new_ticket_similar, GTK_TYPE_WIDGET)

static Group
get_group (const GuichetSuggestion *suggestion)
{
  return suggestion->kind == GUICHET_SUGGESTION_TICKET ? GROUP_REQUESTS : GROUP_ARTICLES;
}

static char *
make_key (const GuichetSuggestion *suggestion)
{
  return g_strdup_printf ("%c%" G_GINT64_FORMAT, get_group (suggestion) == GROUP_REQUESTS ? 'r' : 'a', suggestion->id);
}

/* ---- rows */

static char *
describe (GuichetNewTicketSimilar *self,
          const GuichetSuggestion *suggestion)
{
  const GuichetState *state;

  if (suggestion->kind == GUICHET_SUGGESTION_FAQ)
    return g_strdup (_("FAQ"));

  state = guichet_profile_get_state (guichet_context_get_profile (self->context), suggestion->status);

  /* Translators: the reference of one's own request, and its state */
  return g_strdup_printf (_("%s · yours · %s"), suggestion->ref, state != NULL ? state->label : suggestion->status);
}

static void
show_boxes (GuichetNewTicketSimilar *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < N_GROUPS; i++)
    {
      gboolean has_rows = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->lists[i]), 0) != NULL;

      gtk_widget_set_visible (self->boxes[i], has_rows);
      any = any || has_rows;
    }
  gtk_widget_set_visible (self->note, any);
}

static void
put_away_cb (GuichetNewTicketSimilar *self,
             GtkWidget               *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *list = gtk_widget_get_parent (row);

  g_hash_table_add (self->away, g_strdup (g_object_get_data (G_OBJECT (row), "key")));
  gtk_list_box_remove (GTK_LIST_BOX (list), row);
  show_boxes (self);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_close (GuichetNewTicketSimilar *self,
            const GuichetSuggestion *suggestion)
{
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: the title of an article or a request that is proposed */
  g_autofree char *name = g_strdup_printf (_("Put Away: %s"), suggestion->title);

  gtk_widget_set_tooltip_text (close, _("Put Away"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "circular");
  g_signal_connect_object (close, "clicked", G_CALLBACK (put_away_cb), self, G_CONNECT_SWAPPED);

  return close;
}

static GtkWidget *
make_row (GuichetNewTicketSimilar *self,
          const GuichetSuggestion *suggestion)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gboolean is_request = get_group (suggestion) == GROUP_REQUESTS;
  g_autofree char *meta = describe (self, suggestion);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", suggestion->title, meta);

  gtk_box_append (GTK_BOX (words), make_label (suggestion->title, "heading"));
  gtk_box_append (GTK_BOX (words), make_label (meta, "meta"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (is_request ? "avatar-default-symbolic"
                                                                          : "guichet-faq-symbolic"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), make_close (self, suggestion));
  gtk_widget_add_css_class (box, "pick-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "key", make_key (suggestion), g_free);

  return row;
}

static void
show_suggestions (GuichetNewTicketSimilar *self,
                  GPtrArray               *suggestions)
{
  for (guint i = 0; i < N_GROUPS; i++)
    gtk_list_box_remove_all (GTK_LIST_BOX (self->lists[i]));

  for (guint i = 0; i < suggestions->len; i++)
    {
      const GuichetSuggestion *suggestion = g_ptr_array_index (suggestions, i);
      g_autofree char *key = make_key (suggestion);

      /* What is written for agents is not for the user portal. */
      if (suggestion->kind != GUICHET_SUGGESTION_KNOWN_ERROR && !g_hash_table_contains (self->away, key))
        gtk_list_box_append (GTK_LIST_BOX (self->lists[get_group (suggestion)]), make_row (self, suggestion));
    }
  show_boxes (self);
}

static void
row_activated_cb (GuichetNewTicketSimilar *self,
                  GtkListBoxRow           *row)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");

  g_signal_emit (self, signals[*key == 'r' ? OPEN_REQUEST : OPEN_ARTICLE], 0, g_ascii_strtoll (key + 1, NULL, 10));
}

/* ---- finding */

static void
suggested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) suggestions = guichet_store_suggest_finish (GUICHET_STORE (source), result, &error);
  GuichetNewTicketSimilar *self = user_data;

  if (suggestions != NULL)
    show_suggestions (self, suggestions);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("Nothing similar could be looked for: %s", error->message);
}

static void
stop (GuichetNewTicketSimilar *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GuichetNewTicketSimilar *self = user_data;

  self->timeout = 0;
  self->cancellable = g_cancellable_new ();
  guichet_store_suggest_async (guichet_context_get_store (self->context), self->text, MAX_SIMILAR, self->cancellable,
                               suggested_cb, self);

  return G_SOURCE_REMOVE;
}

/* ---- class */

static void
guichet_new_ticket_similar_dispose (GObject *object)
{
  GuichetNewTicketSimilar *self = GUICHET_NEW_TICKET_SIMILAR (object);
  GtkWidget *child;

  stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_new_ticket_similar_parent_class)->dispose (object);
}

static void
guichet_new_ticket_similar_finalize (GObject *object)
{
  GuichetNewTicketSimilar *self = GUICHET_NEW_TICKET_SIMILAR (object);

  g_hash_table_unref (self->away);
  g_free (self->text);

  G_OBJECT_CLASS (guichet_new_ticket_similar_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, GUICHET_TYPE_NEW_TICKET_SIMILAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
guichet_new_ticket_similar_class_init (GuichetNewTicketSimilarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_new_ticket_similar_dispose;
  G_OBJECT_CLASS (klass)->finalize = guichet_new_ticket_similar_finalize;
  signals[OPEN_ARTICLE] = add_signal ("open-article");
  signals[OPEN_REQUEST] = add_signal ("open-request");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "similar");
}

static void
make_group (GuichetNewTicketSimilar *self,
            Group                    group,
            const char              *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (list, "panel");
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), make_label (title, "heading"));
  gtk_box_append (GTK_BOX (box), list);
  gtk_widget_set_visible (box, FALSE);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  self->boxes[group] = box;
  self->lists[group] = list;
}

static void
guichet_new_ticket_similar_init (GuichetNewTicketSimilar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *words;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 18);
  self->away = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  make_group (self, GROUP_ARTICLES, _("Perhaps Already the Answer"));
  make_group (self, GROUP_REQUESTS, _("Similar Requests"));

  self->note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  words = make_label (_("Searched on this computer; nothing was sent."), "meta");
  gtk_box_append (GTK_BOX (self->note), gtk_image_new_from_icon_name ("channel-secure-symbolic"));
  gtk_box_append (GTK_BOX (self->note), words);
  gtk_widget_set_visible (self->note, FALSE);
  gtk_widget_set_parent (self->note, GTK_WIDGET (self));
}

GtkWidget *
guichet_new_ticket_similar_new (GuichetContext *context)
{
  GuichetNewTicketSimilar *self = g_object_new (GUICHET_TYPE_NEW_TICKET_SIMILAR, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

void
guichet_new_ticket_similar_set_text (GuichetNewTicketSimilar *self,
                                     const char              *text)
{
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();

  g_return_if_fail (GUICHET_IS_NEW_TICKET_SIMILAR (self));

  if (!g_set_str (&self->text, text))
    return;

  stop (self);
  if (g_utf8_strlen (text, -1) >= MIN_LETTERS)
    self->timeout = g_timeout_add (DELAY_MS, timeout_cb, self);
  else
    show_suggestions (self, nothing);
}
