#include "config.h"

#include "list/ticket-row.h"

struct _GuichetTicketRow
{
  GObject parent_instance;

  gint64         id;
  GuichetTicket *ticket;
  GuichetMark   *mark;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_LOADING,
  PROP_MARK,
  PROP_TICKET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetTicketRow, guichet_ticket_row, G_TYPE_OBJECT)

static void
guichet_ticket_row_finalize (GObject *object)
{
  GuichetTicketRow *self = GUICHET_TICKET_ROW (object);

  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->mark, guichet_mark_free);

  G_OBJECT_CLASS (guichet_ticket_row_parent_class)->finalize (object);
}

static void
guichet_ticket_row_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GuichetTicketRow *self = GUICHET_TICKET_ROW (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;

    case PROP_LOADING:
      g_value_set_boolean (value, self->ticket == NULL);
      break;

    case PROP_MARK:
      g_value_set_boxed (value, self->mark);
      break;

    case PROP_TICKET:
      g_value_set_boxed (value, self->ticket);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_ticket_row_class_init (GuichetTicketRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = guichet_ticket_row_finalize;
  object_class->get_property = guichet_ticket_row_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  properties[PROP_MARK] = g_param_spec_boxed ("mark", NULL, NULL, GUICHET_TYPE_MARK, flags);
  properties[PROP_TICKET] = g_param_spec_boxed ("ticket", NULL, NULL, GUICHET_TYPE_TICKET, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
guichet_ticket_row_init (GuichetTicketRow *self)
{
}

GuichetTicketRow *
guichet_ticket_row_new (gint64 id)
{
  GuichetTicketRow *self = g_object_new (GUICHET_TYPE_TICKET_ROW, NULL);

  self->id = id;

  return self;
}

gint64
guichet_ticket_row_get_id (GuichetTicketRow *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_ROW (self), 0);

  return self->id;
}

gboolean
guichet_ticket_row_get_loading (GuichetTicketRow *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_ROW (self), FALSE);

  return self->ticket == NULL;
}

/**
 * guichet_ticket_row_get_ticket:
 *
 * Returns: (nullable) (transfer none): a thin shown image, %NULL while loading
 */
GuichetTicket *
guichet_ticket_row_get_ticket (GuichetTicketRow *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_ROW (self), NULL);

  return self->ticket;
}

void
guichet_ticket_row_set_ticket (GuichetTicketRow *self,
                               GuichetTicket    *ticket)
{
  g_autoptr(GuichetTicket) old = NULL;

  g_return_if_fail (GUICHET_IS_TICKET_ROW (self));
  g_return_if_fail (ticket != NULL && guichet_ticket_get_id (ticket) == self->id);

  if (self->ticket == ticket ||
      (self->ticket != NULL && guichet_ticket_equal (self->ticket, ticket)))
    return;

  old = g_steal_pointer (&self->ticket);
  self->ticket = guichet_ticket_ref (ticket);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TICKET]);
  if (old == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * guichet_ticket_row_get_mark:
 *
 * Returns: (nullable) (transfer none): %NULL until it was read
 */
const GuichetMark *
guichet_ticket_row_get_mark (GuichetTicketRow *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_ROW (self), NULL);

  return self->mark;
}

void
guichet_ticket_row_set_mark (GuichetTicketRow  *self,
                             const GuichetMark *mark)
{
  g_return_if_fail (GUICHET_IS_TICKET_ROW (self));
  g_return_if_fail (mark != NULL && mark->id == self->id);

  if (self->mark != NULL && guichet_mark_equal (self->mark, mark))
    return;

  guichet_mark_free (self->mark);
  self->mark = guichet_mark_copy (mark);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK]);
}
