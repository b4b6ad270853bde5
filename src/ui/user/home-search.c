#include "config.h"

#include "ui/user/home-search.h"

#include "store/proposals.h"
#include "store/reading.h"
#include "store/suggestions.h"
#include "ui/user/request-query.h"
#include "util/text.h"

/* Of each kind: more would push the others off the screen. */
#define MAX_FOUND 5
#define MAX_PROPOSED 3

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
  GArray           *ids;        /* of requests */
  GPtrArray        *similar;    /* nullable: articles and requests that have some of the words */
  GPtrArray        *proposals;  /* nullable: leaves by what was asked before */
  guint             pending;    /* answers that are still awaited */
};

enum
{
  SIGNAL_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetHomeSearch, guichet_home_search, G_TYPE_OBJECT)

/* ---- together: what has all the words comes before what is similar */

static gboolean
has_article (GuichetHomeSearch *self,
             gint64             id)
{
  for (guint i = 0; i < self->articles->len; i++)
    if (((GuichetReference *) g_ptr_array_index (self->articles, i))->id == id)
      return TRUE;

  return FALSE;
}

static gboolean
has_request (GuichetHomeSearch *self,
             gint64             id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* What the support knows for itself is not for requesters, also where the
 * requester is an agent. */
static void
add_similar (GuichetHomeSearch       *self,
             const GuichetSuggestion *suggestion)
{
  if (suggestion->kind == GUICHET_SUGGESTION_FAQ && self->articles->len < MAX_FOUND && !has_article (self, suggestion->id))
    g_ptr_array_add (self->articles, guichet_reference_new (GUICHET_REFERENCE_FAQ, suggestion->id, suggestion->title));
  else if (suggestion->kind == GUICHET_SUGGESTION_TICKET && self->ids->len < MAX_FOUND && !has_request (self, suggestion->id))
    g_array_append_val (self->ids, suggestion->id);
}

static void
add_proposal (GuichetHomeSearch         *self,
              const GuichetLeafProposal *proposal)
{
  const GuichetCatalogueNode *leaf =
    self->catalogue != NULL ? guichet_catalogue_find (self->catalogue, GUICHET_CATALOGUE_SUBCATEGORY, proposal->leaf) : NULL;

  if (leaf != NULL && self->leaves->len < MAX_FOUND && !g_ptr_array_find (self->leaves, leaf, NULL))
    g_ptr_array_add (self->leaves, (gpointer) leaf);
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GuichetHomeSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL)
    g_message ("The requests that were found could not be read: %s", error->message);

  g_ptr_array_unref (self->requests);
  self->requests = rows != NULL ? g_steal_pointer (&rows) : guichet_tickets_new ();
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

static void
merge (GuichetHomeSearch *self)
{
  for (guint i = 0; self->similar != NULL && i < self->similar->len; i++)
    add_similar (self, g_ptr_array_index (self->similar, i));
  for (guint i = 0; self->proposals != NULL && i < self->proposals->len; i++)
    add_proposal (self, g_ptr_array_index (self->proposals, i));

  guichet_store_read_rows_async (guichet_context_get_store (self->context), self->ids, self->cancellable, rows_cb,
                                 g_object_ref (self));
}

/* ---- answers; those to an earlier text were cancelled */

/* Returns: whether @error is about the present text */
static gboolean
take_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  if (error != NULL)
    g_message ("A search of the home page failed: %s", error->message);

  return TRUE;
}

static void
finish_one (GuichetHomeSearch *self)
{
  if (--self->pending == 0)
    merge (self);
}

static void
take_list (GPtrArray **place,
           GPtrArray  *found)
{
  if (found == NULL)
    return;

  g_clear_pointer (place, g_ptr_array_unref);
  *place = found;
}

static void
articles_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetHomeSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *found = guichet_store_search_references_finish (GUICHET_STORE (source), result, &error);

  if (!take_error (error))
    return;

  take_list (&self->articles, found);
  finish_one (self);
}

static void
similar_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetHomeSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *found = guichet_store_suggest_finish (GUICHET_STORE (source), result, &error);

  if (!take_error (error))
    return;

  take_list (&self->similar, found);
  finish_one (self);
}

static void
proposals_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GuichetHomeSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *found = guichet_store_propose_leaves_finish (GUICHET_STORE (source), result, &error);

  if (!take_error (error))
    return;

  take_list (&self->proposals, found);
  finish_one (self);
}

static void
ids_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GuichetHomeSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_ids_finish (GUICHET_STORE (source), result, &error);

  if (!take_error (error))
    return;

  if (ids != NULL)
    g_array_append_vals (self->ids, ids->data, MIN (ids->len, MAX_FOUND));
  finish_one (self);
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

/* In a person's own words: some of them, with a wrong letter, what others asked. */
static void
look_for_similar (GuichetHomeSearch *self)
{
  GuichetStore *store = guichet_context_get_store (self->context);

  self->pending += 2;
  guichet_store_suggest_async (store, self->text, 2 * MAX_FOUND, self->cancellable, similar_cb, g_object_ref (self));
  guichet_store_propose_leaves_async (store, self->text, MAX_PROPOSED, self->cancellable, proposals_cb, g_object_ref (self));
}

static void
forget (GuichetHomeSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->pending = 0;
  g_ptr_array_unref (self->articles);
  self->articles = guichet_references_new ();
  g_array_set_size (self->ids, 0);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
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
  g_array_unref (self->ids);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
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
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
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
  /* What is on screen was found without them. */
  if (self->pending == 0 && !guichet_text_is_empty (self->text))
    g_signal_emit (self, signals[SIGNAL_FOUND], 0);
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
  forget (self);
  look_for_leaves (self);
  if (guichet_text_is_empty (text))
    return;

  look_for_articles (self);
  look_for_requests (self);
  look_for_similar (self);
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
