#include "config.h"

#include "ui/agent/hands.h"

#include "model/mark.h"
#include "model/ticket.h"
#include "store/marks.h"
#include "store/reading.h"

/* ---- one */

struct _GuichetHand
{
  GObject parent_instance;

  gint64    ticket_id;
  char     *ref;
  char     *title;
  gboolean  unread;
};

enum
{
  HAND_PROP_0,
  HAND_PROP_TICKET_ID,
  HAND_PROP_REF,
  HAND_PROP_TITLE,
  HAND_PROP_UNREAD,
  HAND_N_PROPS
};

static GParamSpec *hand_properties[HAND_N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetHand, guichet_hand, G_TYPE_OBJECT)

static void
guichet_hand_finalize (GObject *object)
{
  GuichetHand *self = GUICHET_HAND (object);

  g_free (self->ref);
  g_free (self->title);

  G_OBJECT_CLASS (guichet_hand_parent_class)->finalize (object);
}

static void
guichet_hand_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GuichetHand *self = GUICHET_HAND (object);

  switch (prop_id)
    {
    case HAND_PROP_TICKET_ID:
      g_value_set_int64 (value, self->ticket_id);
      break;

    case HAND_PROP_REF:
      g_value_set_string (value, self->ref);
      break;

    case HAND_PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case HAND_PROP_UNREAD:
      g_value_set_boolean (value, self->unread);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_hand_class_init (GuichetHandClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = guichet_hand_finalize;
  object_class->get_property = guichet_hand_get_property;

  hand_properties[HAND_PROP_TICKET_ID] = g_param_spec_int64 ("ticket-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  hand_properties[HAND_PROP_REF] = g_param_spec_string ("ref", NULL, NULL, NULL, flags);
  hand_properties[HAND_PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  hand_properties[HAND_PROP_UNREAD] = g_param_spec_boolean ("unread", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, HAND_N_PROPS, hand_properties);
}

static void
guichet_hand_init (GuichetHand *self)
{
  self->ref = g_strdup ("");
  self->title = g_strdup ("");
}

static void
take_row (GuichetHand   *self,
          GuichetTicket *ticket)
{
  if (g_set_str (&self->ref, guichet_ticket_get (ticket, GUICHET_FIELD_REF)))
    g_object_notify_by_pspec (G_OBJECT (self), hand_properties[HAND_PROP_REF]);
  if (g_set_str (&self->title, guichet_ticket_get (ticket, GUICHET_FIELD_TITLE)))
    g_object_notify_by_pspec (G_OBJECT (self), hand_properties[HAND_PROP_TITLE]);
}

static void
take_unread (GuichetHand *self,
             gboolean     unread)
{
  unread = !!unread;
  if (self->unread == unread)
    return;

  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), hand_properties[HAND_PROP_UNREAD]);
}

gint64
guichet_hand_get_ticket_id (GuichetHand *self)
{
  g_return_val_if_fail (GUICHET_IS_HAND (self), 0);

  return self->ticket_id;
}

const char *
guichet_hand_get_ref (GuichetHand *self)
{
  g_return_val_if_fail (GUICHET_IS_HAND (self), "");

  return self->ref;
}

const char *
guichet_hand_get_title (GuichetHand *self)
{
  g_return_val_if_fail (GUICHET_IS_HAND (self), "");

  return self->title;
}

gboolean
guichet_hand_get_unread (GuichetHand *self)
{
  g_return_val_if_fail (GUICHET_IS_HAND (self), FALSE);

  return self->unread;
}

/* ---- all */

struct _GuichetHands
{
  GObject parent_instance;

  GuichetStore *store;
  GListStore   *list;
  GCancellable *cancellable;
};

enum
{
  PROP_0,
  PROP_IDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetHands, guichet_hands, G_TYPE_OBJECT)

static GuichetHand *
get_hand (GuichetHands *self,
          guint         position)
{
  g_autoptr(GuichetHand) hand = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  return hand;
}

static GuichetHand *
find_hand (GuichetHands *self,
           gint64        ticket_id,
           guint        *out_position)
{
  GuichetHand *hand;

  for (guint i = 0; (hand = get_hand (self, i)) != NULL; i++)
    if (hand->ticket_id == ticket_id)
      {
        if (out_position != NULL)
          *out_position = i;
        return hand;
      }

  return NULL;
}

static void
marks_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) marks = guichet_store_read_marks_finish (GUICHET_STORE (source), result, &error);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const GuichetMark *mark = g_ptr_array_index (marks, i);
      GuichetHand *hand = find_hand (user_data, mark->id, NULL);

      if (hand != NULL)
        take_unread (hand, mark->unread);
    }
}

/* What is not in the cache any more, or not visible, is no longer at hand. */
static void
drop_absent (GuichetHands *self,
             GPtrArray    *rows)
{
  GuichetHand *hand;

  for (guint i = 0; (hand = get_hand (self, i)) != NULL;)
    {
      gboolean present = FALSE;

      for (guint j = 0; j < rows->len && !present; j++)
        present = guichet_ticket_get_id (g_ptr_array_index (rows, j)) == hand->ticket_id;
      if (present)
        i++;
      else
        g_list_store_remove (self->list, i);
    }
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);

  if (rows == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The tickets at hand could not be read: %s", error->message);
      return;
    }

  drop_absent (user_data, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (rows, i);
      GuichetHand *hand = find_hand (user_data, guichet_ticket_get_id (ticket), NULL);

      if (hand != NULL)
        take_row (hand, ticket);
    }
}

static GArray *
list_ids (GuichetHands *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GuichetHand *hand;

  for (guint i = 0; (hand = get_hand (self, i)) != NULL; i++)
    g_array_append_val (ids, hand->ticket_id);

  return ids;
}

/* Whatever was asked before is overtaken. */
static void
read_hands (GuichetHands *self)
{
  g_autoptr(GArray) ids = list_ids (self);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (ids->len == 0)
    return;

  guichet_store_read_rows_async (self->store, ids, self->cancellable, rows_cb, self);
  guichet_store_read_marks_async (self->store, ids, self->cancellable, marks_cb, self);
}

static void
store_changed_cb (GuichetHands     *self,
                  GuichetChangeSet *changes)
{
  GuichetHand *hand;
  gboolean concerned = changes->everything;

  for (guint i = 0; !concerned && (hand = get_hand (self, i)) != NULL; i++)
    concerned = guichet_change_set_has_ticket (changes, hand->ticket_id);

  if (concerned)
    read_hands (self);
}

static void
items_changed_cb (GuichetHands *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IDS]);
}

static void
guichet_hands_dispose (GObject *object)
{
  GuichetHands *self = GUICHET_HANDS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (guichet_hands_parent_class)->dispose (object);
}

static void
guichet_hands_finalize (GObject *object)
{
  GuichetHands *self = GUICHET_HANDS (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->list);

  G_OBJECT_CLASS (guichet_hands_parent_class)->finalize (object);
}

static void
guichet_hands_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  g_assert (prop_id == PROP_IDS);
  g_value_take_variant (value, guichet_hands_dup_ids (GUICHET_HANDS (object)));
}

static void
guichet_hands_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  g_assert (prop_id == PROP_IDS);
  guichet_hands_set_ids (GUICHET_HANDS (object), g_value_get_variant (value));
}

static void
guichet_hands_class_init (GuichetHandsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_hands_dispose;
  object_class->finalize = guichet_hands_finalize;
  object_class->get_property = guichet_hands_get_property;
  object_class->set_property = guichet_hands_set_property;

  properties[PROP_IDS] =
    g_param_spec_variant ("ids", NULL, NULL, G_VARIANT_TYPE ("ax"), NULL,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
guichet_hands_init (GuichetHands *self)
{
  self->cancellable = g_cancellable_new ();
  self->list = g_list_store_new (GUICHET_TYPE_HAND);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

GuichetHands *
guichet_hands_new (GuichetStore *store)
{
  GuichetHands *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);

  self = g_object_new (GUICHET_TYPE_HANDS, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

GListModel *
guichet_hands_get_model (GuichetHands *self)
{
  g_return_val_if_fail (GUICHET_IS_HANDS (self), NULL);

  return G_LIST_MODEL (self->list);
}

static void
append (GuichetHands *self,
        gint64        ticket_id)
{
  g_autoptr(GuichetHand) hand = NULL;

  if (ticket_id <= 0 || find_hand (self, ticket_id, NULL) != NULL)
    return;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == GUICHET_HANDS_MAX)
    g_list_store_remove (self->list, 0);
  hand = g_object_new (GUICHET_TYPE_HAND, NULL);
  hand->ticket_id = ticket_id;
  g_list_store_append (self->list, hand);
}

/* One that is there keeps its place. */
void
guichet_hands_add (GuichetHands *self,
                   gint64        ticket_id)
{
  g_return_if_fail (GUICHET_IS_HANDS (self));

  if (find_hand (self, ticket_id, NULL) != NULL)
    return;

  append (self, ticket_id);
  read_hands (self);
}

void
guichet_hands_remove (GuichetHands *self,
                      gint64        ticket_id)
{
  guint position;

  g_return_if_fail (GUICHET_IS_HANDS (self));

  if (find_hand (self, ticket_id, &position) != NULL)
    g_list_store_remove (self->list, position);
}

/**
 * guichet_hands_dup_ids:
 *
 * Returns: (transfer full): not floating
 */
GVariant *
guichet_hands_dup_ids (GuichetHands *self)
{
  g_autoptr(GArray) ids = list_ids (self);

  return g_variant_ref_sink (g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64)));
}

void
guichet_hands_set_ids (GuichetHands *self,
                       GVariant     *ids)
{
  g_autoptr(GVariant) before = guichet_hands_dup_ids (self);

  g_return_if_fail (GUICHET_IS_HANDS (self));
  g_return_if_fail (ids != NULL && g_variant_is_of_type (ids, G_VARIANT_TYPE ("ax")));

  if (g_variant_equal (before, ids))
    return;

  g_list_store_remove_all (self->list);
  for (gsize i = 0; i < MIN (g_variant_n_children (ids), GUICHET_HANDS_MAX); i++)
    {
      gint64 id;

      g_variant_get_child (ids, i, "x", &id);
      append (self, id);
    }
  read_hands (self);
}
