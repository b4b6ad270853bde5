#include "config.h"

#include "ui/user/new-ticket-drafts.h"

#include "model/creation.h"
#include "store/drafts.h"
#include "ui/common/toast.h"
#include "util/text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Seconds in which a deleted draft can be had back. */
#define UNDO_SECONDS 10

struct _GuichetNewTicketDrafts
{
  GtkWidget parent_instance;

  GuichetContext *context;
  GtkWidget      *stack;
  GtkWidget      *list;
  GPtrArray      *drafts;       /* (element-type GuichetDraft): that are shown */
  GHashTable     *going;        /* keys of those that are about to be deleted */
  GCancellable   *cancellable;
  gboolean        loaded;
};

enum
{
  PROP_0,
  PROP_COUNT,
  PROP_LOADED,
  N_PROPS
};

enum
{
  RESUME,
  BEGIN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketDrafts, guichet_new_ticket_drafts, GTK_TYPE_WIDGET)

static void read_drafts (GuichetNewTicketDrafts *self);

/* ---- deleting */

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!guichet_store_save_draft_finish (GUICHET_STORE (source), result, &error))
    g_warning ("A draft could not be deleted: %s", error->message);
}

static void
delete_draft (GuichetNewTicketDrafts *self,
              const char             *key)
{
  g_autoptr(GuichetDraft) nothing = guichet_draft_new (key, "");

  guichet_store_save_draft_async (guichet_context_get_store (self->context), nothing, NULL, deleted_cb, NULL);
}

static const char *
get_key (gpointer object)
{
  return g_object_get_data (object, "key");
}

/* Until now it is only hidden: a crash deletes nothing. */
static void
dismissed_cb (GuichetNewTicketDrafts *self,
              AdwToast               *toast)
{
  if (self->context != NULL && g_hash_table_remove (self->going, get_key (toast)))
    delete_draft (self, get_key (toast));
}

static void
undo_cb (GuichetNewTicketDrafts *self,
         AdwToast               *toast)
{
  g_hash_table_remove (self->going, get_key (toast));
  read_drafts (self);
}

static void
delete_clicked_cb (GuichetNewTicketDrafts *self,
                   GtkWidget              *button)
{
  AdwToast *toast = adw_toast_new (_("Draft deleted"));

  g_hash_table_add (self->going, g_strdup (get_key (button)));
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), "key", g_strdup (get_key (button)), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  guichet_show_toast (GTK_WIDGET (self), toast);
  read_drafts (self);
}

/* The window closes: what was deleted is. */
static void
delete_going (GuichetNewTicketDrafts *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->going);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    delete_draft (self, key);
  g_hash_table_remove_all (self->going);
}

/* ---- rows */

static char *
make_title (const GuichetDraft *draft)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  const GuichetFieldChange *title;
  const GuichetFieldChange *leaf;

  guichet_creation_add_text (intent, draft->html);
  title = guichet_intent_get_change (intent, GUICHET_FIELD_TITLE);
  leaf = guichet_intent_get_change (intent, GUICHET_FIELD_SUBCATEGORY);
  if (title != NULL && !guichet_text_is_empty (title->value))
    return g_strdup (title->value);
  if (leaf != NULL && !guichet_text_is_empty (leaf->label))
    return g_strdup (leaf->label);

  return g_strdup (_("Without a subject"));
}

static char *
describe_saved (gint64 saved)
{
  g_autoptr(GDateTime) when = g_date_time_new_from_unix_local (saved / 1000);
  /* Translators: the day and time at which something was saved, see strftime */
  g_autofree char *time = g_date_time_format (when, _("%A %-d %B, %H:%M"));

  /* Translators: %s is a day and a time */
  return g_strdup_printf (_("Saved %s"), time);
}

static GtkWidget *
make_delete (GuichetNewTicketDrafts *self,
             const GuichetDraft     *draft,
             const char             *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: the subject of a draft */
  g_autofree char *name = g_strdup_printf (_("Delete the Draft: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Delete the Draft"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (draft->key), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
make_row (GuichetNewTicketDrafts *self,
          const GuichetDraft     *draft)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = make_title (draft);
  g_autofree char *when = describe_saved (draft->saved);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_delete (self, draft, title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (draft->key), g_free);

  return row;
}

static void
row_activated_cb (GuichetNewTicketDrafts *self,
                  GtkListBoxRow          *row)
{
  g_autofree char *key = g_strdup (get_key (row));

  g_signal_emit (self, signals[RESUME], 0, key);
}

static void
show_drafts (GuichetNewTicketDrafts *self)
{
  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  for (guint i = 0; i < self->drafts->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, g_ptr_array_index (self->drafts, i)));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->drafts->len > 0 ? "drafts" : "none");
}

/* ---- reading */

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const GuichetDraft *first = g_ptr_array_index (a, i);
      const GuichetDraft *second = g_ptr_array_index (b, i);

      if (!g_str_equal (first->key, second->key) || first->saved != second->saved)
        return FALSE;
    }

  return TRUE;
}

static void
take_drafts (GuichetNewTicketDrafts *self,
             GPtrArray              *all)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
  guint before = self->drafts->len;

  for (guint i = 0; i < all->len; i++)
    {
      const GuichetDraft *draft = g_ptr_array_index (all, i);

      if (guichet_creation_is_draft_key (draft->key) && !g_hash_table_contains (self->going, draft->key))
        g_ptr_array_add (drafts, guichet_draft_copy (draft));
    }

  if (!is_same (self->drafts, drafts) || !self->loaded)
    {
      g_ptr_array_unref (self->drafts);
      self->drafts = g_steal_pointer (&drafts);
      show_drafts (self);
    }
  if (before != self->drafts->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  if (self->loaded)
    return;

  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = guichet_store_list_drafts_finish (GUICHET_STORE (source), result, &error);

  if (all != NULL)
    take_drafts (user_data, all);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The drafts could not be listed: %s", error->message);
}

static void
read_drafts (GuichetNewTicketDrafts *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  guichet_store_list_drafts_async (guichet_context_get_store (self->context), self->cancellable, listed_cb, self);
}

static void
store_changed_cb (GuichetNewTicketDrafts *self,
                  GuichetChangeSet       *changes)
{
  if (changes->drafts)
    read_drafts (self);
}

/* ---- class */

static void
guichet_new_ticket_drafts_dispose (GObject *object)
{
  GuichetNewTicketDrafts *self = GUICHET_NEW_TICKET_DRAFTS (object);

  if (self->context != NULL)
    delete_going (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_new_ticket_drafts_parent_class)->dispose (object);
}

static void
guichet_new_ticket_drafts_finalize (GObject *object)
{
  GuichetNewTicketDrafts *self = GUICHET_NEW_TICKET_DRAFTS (object);

  g_ptr_array_unref (self->drafts);
  g_hash_table_unref (self->going);

  G_OBJECT_CLASS (guichet_new_ticket_drafts_parent_class)->finalize (object);
}

static void
guichet_new_ticket_drafts_get_property (GObject    *object,
                                        guint       prop_id,
                                        GValue     *value,
                                        GParamSpec *pspec)
{
  GuichetNewTicketDrafts *self = GUICHET_NEW_TICKET_DRAFTS (object);

  switch (prop_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, self->drafts->len);
      break;

    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_new_ticket_drafts_class_init (GuichetNewTicketDraftsClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_new_ticket_drafts_dispose;
  object_class->finalize = guichet_new_ticket_drafts_finalize;
  object_class->get_property = guichet_new_ticket_drafts_get_property;

  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RESUME] = g_signal_new ("resume", GUICHET_TYPE_NEW_TICKET_DRAFTS, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[BEGIN] = g_signal_new ("begin", GUICHET_TYPE_NEW_TICKET_DRAFTS, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
begin_clicked_cb (GuichetNewTicketDrafts *self)
{
  g_signal_emit (self, signals[BEGIN], 0);
}

static GtkWidget *
make_begin (GuichetNewTicketDrafts *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_New Request"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", G_CALLBACK (begin_clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
make_page (GuichetNewTicketDrafts *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *heading = gtk_label_new (_("Drafts of New Requests"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title-1");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Drafts of New Requests"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), make_begin (self));
  gtk_widget_add_css_class (box, "new-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  return scroller;
}

static GtkWidget *
make_none (GuichetNewTicketDrafts *self)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-edit-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Drafts"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("A request that you begin is kept here until you send it."));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), make_begin (self));

  return page;
}

static void
guichet_new_ticket_drafts_init (GuichetNewTicketDrafts *self)
{
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
  self->going = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_page (self), "drafts");
  gtk_stack_add_named (GTK_STACK (self->stack), make_none (self), "none");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
guichet_new_ticket_drafts_new (GuichetContext *context)
{
  GuichetNewTicketDrafts *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_NEW_TICKET_DRAFTS, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  read_drafts (self);

  return GTK_WIDGET (self);
}

guint
guichet_new_ticket_drafts_get_count (GuichetNewTicketDrafts *self)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFTS (self), 0);

  return self->drafts->len;
}

gboolean
guichet_new_ticket_drafts_get_loaded (GuichetNewTicketDrafts *self)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFTS (self), FALSE);

  return self->loaded;
}

const char *
guichet_new_ticket_drafts_get_latest (GuichetNewTicketDrafts *self)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFTS (self), NULL);

  return self->drafts->len > 0 ? ((const GuichetDraft *) g_ptr_array_index (self->drafts, 0))->key : NULL;
}
