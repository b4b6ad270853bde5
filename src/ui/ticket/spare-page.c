#include "config.h"

#include "ui/ticket/spare-page.h"

#include "ui/ticket/ticket-page-private.h"

/* The ticket that was opened is on the screen, with all its entries. */
#define REST_MS 300

#define KEY "guichet-spare-page"

typedef struct
{
  GuichetContext *context;      /* (unowned): what all this belongs to */
  GuichetProfile *profile;      /* nullable: that @page was built for */
  GtkWidget      *page;         /* nullable: not built yet */
  guint           source;
} Spare;

static void
free_spare (gpointer data)
{
  Spare *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->page);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_free (self);
}

static Spare *
get_spare (GuichetContext *context)
{
  Spare *self = g_object_get_data (G_OBJECT (context), KEY);

  if (self == NULL)
    {
      self = g_new0 (Spare, 1);
      self->context = context;
      g_object_set_data_full (G_OBJECT (context), KEY, self, free_spare);
    }

  return self;
}

static gboolean
build_cb (gpointer user_data)
{
  Spare *self = user_data;

  self->source = 0;
  g_clear_pointer (&self->profile, guichet_profile_unref);
  self->profile = guichet_profile_ref (guichet_context_get_profile (self->context));
  self->page = g_object_ref_sink (_guichet_ticket_page_build (self->profile));

  return G_SOURCE_REMOVE;
}

static gboolean
rested_cb (gpointer user_data)
{
  Spare *self = user_data;

  self->source = g_idle_add_full (G_PRIORITY_LOW, build_cb, self, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * guichet_spare_page_prepare:
 *
 * Builds the page for the next ticket when the program comes to rest.
 */
void
guichet_spare_page_prepare (GuichetContext *context)
{
  Spare *self;

  g_return_if_fail (GUICHET_IS_CONTEXT (context));

  self = get_spare (context);
  if (self->page != NULL)
    return;

  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (REST_MS, rested_cb, self);
}

/**
 * guichet_spare_page_take:
 *
 * Returns: (transfer floating): a page to be opened: the one that is ready, or
 *   one built now; the next is prepared
 */
GtkWidget *
guichet_spare_page_take (GuichetContext *context)
{
  GuichetProfile *profile;
  Spare *self;
  GtkWidget *page;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = get_spare (context);
  profile = guichet_context_get_profile (context);
  if (self->profile != profile)
    g_clear_object (&self->page);
  page = g_steal_pointer (&self->page);
  if (page != NULL)
    g_object_force_floating (G_OBJECT (page));
  else
    page = _guichet_ticket_page_build (profile);
  guichet_spare_page_prepare (context);

  return page;
}
