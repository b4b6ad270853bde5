#include "config.h"

#include "ui/user/home-search.h"

#include "store/reading.h"
#include "ui/user/request-query.h"
#include "util/text.h"

/* Of each kind: more would push the others off the screen. */
#define MAX_FOUND 5

struct _GuichetHomeSearch
{
  GObject parent_instance;

  GuichetContext   *context;
  GuichetCatalogue *catalogue;  /* nullable: not read yet */
  GCancellable     *cancellable;
  char             *text;
  GPtrArray        *articles;
  GPtrArray        *leaves;
  GPtrArray        *requests;
  guint             pending;    /* answers that are still awaited */
};

enum
{
  SIGNAL_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetHomeSearch, guichet_home_search, G_TYPE_OBJECT)

/* ---- answers; those to an earlier text were cancelled */

static void
finish_one (GuichetHomeSearch *self)
{
  if (--self->pending == 0)
    g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

/* (transfer full) */
static void
take_found (GuichetHomeSearch  *self,
            GPtrArray         **place,
            GPtrArray          *found,
            const GError       *error)
{
  if (found == NULL)
    g_message ("A search of the home page failed: %s", error->message);
  else
    {
      g_ptr_array_unref (*place);
      *place = found;
    }

  finish_one (self);
}

static void
articles_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetHomeSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *found = guichet_store_search_references_finish (GUICHET_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_found (self, &self->articles, found, error);
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GuichetHomeSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *found = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_found (self, &self->requests, found, error);
}

static void
ids_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GuichetHomeSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_ids_finish (GUICHET_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (ids == NULL)
    {
      take_found (self, &self->requests, NULL, error);
      return;
    }

  g_array_set_size (ids, MIN (ids->len, MAX_FOUND));
  guichet_store_read_rows_async (GUICHET_STORE (source), ids, self->cancellable, rows_cb, g_object_ref (self));
}

/* ---- questions */

static void
look_for_leaves (GuichetHomeSearch *self)
{
  g_clear_pointer (&self->leaves, g_ptr_array_unref);
  self->leaves = self->catalogue != NULL ? guichet_catalogue_search (self->catalogue, self->text, MAX_FOUND)
                                         : g_ptr_array_new ();
}

static void
look_for_articles (GuichetHomeSearch *self)
{
  static const GuichetReferenceKind kinds[] = { GUICHET_REFERENCE_FAQ };

  self->pending++;
  guichet_store_search_references_async (guichet_context_get_store (self->context), kinds, G_N_ELEMENTS (kinds), self->text,
                                         MAX_FOUND, self->cancellable, articles_cb, g_object_ref (self));
}

static void
look_for_requests (GuichetHomeSearch *self)
{
  g_autoptr(GuichetTicketQuery) query = guichet_request_query_new (self->context, GUICHET_REQUESTS_ALL);

  g_set_str (&query->filter, self->text);
  self->pending++;
  guichet_store_list_ids_async (guichet_context_get_store (self->context), query, self->cancellable, ids_cb,
                                g_object_ref (self));
}

static void
cancel (GuichetHomeSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->pending = 0;
}

/* ---- class */

static void
guichet_home_search_dispose (GObject *object)
{
  GuichetHomeSearch *self = GUICHET_HOME_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_home_search_parent_class)->dispose (object);
}

static void
guichet_home_search_finalize (GObject *object)
{
  GuichetHomeSearch *self = GUICHET_HOME_SEARCH (object);

  g_object_unref (self->cancellable);
  g_free (self->text);
  g_ptr_array_unref (self->articles);
  g_ptr_array_unref (self->leaves);
  g_ptr_array_unref (self->requests);
  g_clear_pointer (&self->catalogue, guichet_catalogue_unref);

  G_OBJECT_CLASS (guichet_home_search_parent_class)->finalize (object);
}

static void
guichet_home_search_class_init (GuichetHomeSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_home_search_dispose;
  object_class->finalize = guichet_home_search_finalize;

  signals[SIGNAL_FOUND] = g_signal_new ("found", GUICHET_TYPE_HOME_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
guichet_home_search_init (GuichetHomeSearch *self)
{
  self->cancellable = g_cancellable_new ();
  self->text = g_strdup ("");
  self->articles = guichet_references_new ();
  self->leaves = g_ptr_array_new ();
  self->requests = guichet_tickets_new ();
}

GuichetHomeSearch *
guichet_home_search_new (GuichetContext *context)
{
  GuichetHomeSearch *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_HOME_SEARCH, NULL);
  self->context = g_object_ref (context);

  return self;
}

void
guichet_home_search_set_catalogue (GuichetHomeSearch *self,
                                   GuichetCatalogue  *catalogue)
{
  g_return_if_fail (GUICHET_IS_HOME_SEARCH (self));

  /* Its leaves go with it. */
  g_clear_pointer (&self->leaves, g_ptr_array_unref);
  self->leaves = g_ptr_array_new ();
  guichet_catalogue_ref (catalogue);
  g_clear_pointer (&self->catalogue, guichet_catalogue_unref);
  self->catalogue = catalogue;
  look_for_leaves (self);
}

/**
 * guichet_home_search_set_text:
 * @text: what somebody needs; blank for nothing
 *
 * "found" follows, but for a blank text. A text that comes before it replaces
 * this one.
 */
void
guichet_home_search_set_text (GuichetHomeSearch *self,
                              const char        *text)
{
  g_return_if_fail (GUICHET_IS_HOME_SEARCH (self));

  g_set_str (&self->text, text);
  cancel (self);
  look_for_leaves (self);
  if (guichet_text_is_empty (text))
    return;

  look_for_articles (self);
  look_for_requests (self);
}

GPtrArray *
guichet_home_search_get_articles (GuichetHomeSearch *self)
{
  g_return_val_if_fail (GUICHET_IS_HOME_SEARCH (self), NULL);

  return self->articles;
}

GPtrArray *
guichet_home_search_get_leaves (GuichetHomeSearch *self)
{
  g_return_val_if_fail (GUICHET_IS_HOME_SEARCH (self), NULL);

  return self->leaves;
}

GPtrArray *
guichet_home_search_get_requests (GuichetHomeSearch *self)
{
  g_return_val_if_fail (GUICHET_IS_HOME_SEARCH (self), NULL);

  return self->requests;
}
