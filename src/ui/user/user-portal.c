#include "config.h"

#include "ui/user/user-portal.h"

#include "store/reading.h"
#include "ui/common/ticket-cell.h"

/* More requests than this are not shown on one page. */
#define MAX_REQUESTS 100

struct _GuichetUserPortal
{
  AdwBin parent_instance;

  GuichetContext *context;
  GCancellable   *cancellable;

  AdwAvatar      *avatar;
  GtkStack       *stack;
  GtkListBox     *list;
};

G_DEFINE_FINAL_TYPE (GuichetUserPortal, guichet_user_portal, ADW_TYPE_BIN)

static void
append_request (GuichetUserPortal *self,
                GuichetTicket     *ticket)
{
  g_autoptr(GuichetTicketRow) ticket_row = guichet_ticket_row_new (guichet_ticket_get_id (ticket));
  GtkWidget *cell = guichet_ticket_cell_new (self->context);
  GtkWidget *row = gtk_list_box_row_new ();

  guichet_ticket_row_set_ticket (ticket_row, ticket);
  guichet_ticket_cell_set_row (GUICHET_TICKET_CELL (cell), ticket_row);
  gtk_widget_add_css_class (cell, "home-cell");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), cell);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
}

/* The name of the requester led to these; the id decides. */
static void
show_requests (GuichetUserPortal *self,
               GPtrArray         *tickets)
{
  gint64 me = guichet_context_get_identity (self->context)->person_id;
  guint n = 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < tickets->len; i++)
    if (guichet_ticket_get_key (tickets->pdata[i], GUICHET_FIELD_CALLER) == me)
      {
        append_request (self, tickets->pdata[i]);
        n++;
      }

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "requests" : "empty");
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GuichetUserPortal) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tickets = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);

  if (tickets != NULL && self->context != NULL)
    show_requests (self, tickets);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The requests could not be read: %s", error->message);
}

static void
ids_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetUserPortal) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_ids_finish (GUICHET_STORE (source), result, &error);

  if (ids == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The requests could not be listed: %s", error->message);
      return;
    }

  if (ids->len > MAX_REQUESTS)
    g_array_set_size (ids, MAX_REQUESTS);
  guichet_store_read_rows_async (GUICHET_STORE (source), ids, self->cancellable,
                                 rows_read_cb, g_object_ref (self));
}

static void
read_requests (GuichetUserPortal *self)
{
  GuichetIdentity *identity = guichet_context_get_identity (self->context);
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_ALL);

  if (identity->person_id == 0 || identity->name[0] == '\0')
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  query->filter = g_strdup (identity->name);
  guichet_store_list_ids_async (guichet_context_get_store (self->context), query, self->cancellable,
                                ids_read_cb, g_object_ref (self));
}

/* Read when somebody looks, and again when something changed meanwhile. */
static void
store_changed_cb (GuichetUserPortal *self,
                  GuichetChangeSet  *changes)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && (changes->tickets->len > 0 || changes->everything))
    read_requests (self);
}

static void
guichet_user_portal_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (guichet_user_portal_parent_class)->map (widget);

  read_requests (GUICHET_USER_PORTAL (widget));
}

static void
guichet_user_portal_dispose (GObject *object)
{
  GuichetUserPortal *self = GUICHET_USER_PORTAL (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_USER_PORTAL);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_user_portal_parent_class)->dispose (object);
}

static void
guichet_user_portal_finalize (GObject *object)
{
  g_object_unref (GUICHET_USER_PORTAL (object)->cancellable);

  G_OBJECT_CLASS (guichet_user_portal_parent_class)->finalize (object);
}

static void
guichet_user_portal_class_init (GuichetUserPortalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_user_portal_dispose;
  object_class->finalize = guichet_user_portal_finalize;
  widget_class->map = guichet_user_portal_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/user/user-portal.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, avatar);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, list);
}

static void
guichet_user_portal_init (GuichetUserPortal *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GuichetUserPortal *
guichet_user_portal_new (GuichetContext *context)
{
  GuichetUserPortal *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_USER_PORTAL, NULL);
  self->context = g_object_ref (context);
  adw_avatar_set_text (self->avatar, guichet_context_get_identity (context)->name);
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}
