#include "config.h"

#include "ui/agent/search-hit.h"

struct _GuichetSearchHit
{
  GObject parent_instance;

  GuichetTicket *ticket;
  GuichetFound  *found;
};

enum
{
  PROP_0,
  PROP_FOUND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetSearchHit, guichet_search_hit, G_TYPE_OBJECT)

static void
guichet_search_hit_finalize (GObject *object)
{
  GuichetSearchHit *self = GUICHET_SEARCH_HIT (object);

  guichet_ticket_unref (self->ticket);
  g_clear_pointer (&self->found, guichet_found_free);

  G_OBJECT_CLASS (guichet_search_hit_parent_class)->finalize (object);
}

static void
guichet_search_hit_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  g_assert (prop_id == PROP_FOUND);
  g_value_set_pointer (value, GUICHET_SEARCH_HIT (object)->found);
}

static void
guichet_search_hit_class_init (GuichetSearchHitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = guichet_search_hit_finalize;
  object_class->get_property = guichet_search_hit_get_property;

  properties[PROP_FOUND] = g_param_spec_pointer ("found", NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
guichet_search_hit_init (GuichetSearchHit *self)
{
}

GuichetSearchHit *
guichet_search_hit_new (GuichetTicket *ticket)
{
  GuichetSearchHit *self = g_object_new (GUICHET_TYPE_SEARCH_HIT, NULL);

  self->ticket = guichet_ticket_ref (ticket);

  return self;
}

GuichetTicket *
guichet_search_hit_get_ticket (GuichetSearchHit *self)
{
  g_return_val_if_fail (GUICHET_IS_SEARCH_HIT (self), NULL);

  return self->ticket;
}

/**
 * guichet_search_hit_get_found:
 *
 * Returns: (nullable): not known yet
 */
const GuichetFound *
guichet_search_hit_get_found (GuichetSearchHit *self)
{
  g_return_val_if_fail (GUICHET_IS_SEARCH_HIT (self), NULL);

  return self->found;
}

/**
 * guichet_search_hit_take_found:
 * @found: (transfer full)
 */
void
guichet_search_hit_take_found (GuichetSearchHit *self,
                               GuichetFound     *found)
{
  g_return_if_fail (GUICHET_IS_SEARCH_HIT (self));

  g_clear_pointer (&self->found, guichet_found_free);
  self->found = found;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOUND]);
}
