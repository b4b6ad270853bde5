#include "config.h"

#include "ui/agent/palette-search.h"

#include "model/link.h"
#include "store/marks.h"
#include "store/reading.h"
#include "store/views.h"
#include "ui/agent/palette-text.h"

#include <glib/gi18n.h>

/* How many of each kind are shown: together with the others, and alone. */
#define ALONE_MAX 30
static const guint together_max[GUICHET_N_PALETTE_GROUPS] = { 6, 4, 3, 5, 4 };

#define RECENT_MAX 8

struct _GuichetPaletteSearch
{
  GObject parent_instance;

  GuichetPaletteText typed;

  GuichetContext *context;
  GPtrArray      *actions;      /* (element-type GuichetActionRow): those that can be done now */
  GPtrArray      *views;        /* nullable (element-type GuichetSavedView) */
  GPtrArray      *groups[GUICHET_N_PALETTE_GROUPS];
  gboolean        is_recent;    /* the tickets are those that were opened last */
  gboolean        is_ranked;    /* the tickets came in their best order already */
  guint           pending;      /* answers of the store that are still to come */
  GCancellable   *cancellable;  /* of the present text */
  GError         *error;
  gint64          begun;
  gint64          micros;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetPaletteSearch, guichet_palette_search, G_TYPE_OBJECT)

static guint
get_max (GuichetPaletteSearch *self,
         GuichetPaletteGroup   group)
{
  return self->typed.only < 0 ? together_max[group] : ALONE_MAX;
}

static void
emit_changed (GuichetPaletteSearch *self)
{
  self->micros = g_get_monotonic_time () - self->begun;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take_items (GuichetPaletteSearch *self,
            GuichetPaletteGroup   group,
            GPtrArray            *items)
{
  g_ptr_array_unref (self->groups[group]);
  self->groups[group] = items;
}

/* ---- what needs no store */

static void
add_views (GuichetPaletteSearch *self,
           GPtrArray            *items)
{
  for (guint i = 0; self->views != NULL && i < self->views->len; i++)
    {
      const GuichetSavedView *view = g_ptr_array_index (self->views, i);

      if (guichet_palette_text_wants (&self->typed, GUICHET_PALETTE_GO) && items->len < get_max (self, GUICHET_PALETTE_GO) && guichet_palette_text_fits (&self->typed, view->name))
        g_ptr_array_add (items, guichet_palette_item_new (GUICHET_PALETTE_GO, "folder-saved-search-symbolic", view->name,
                                                          _("Saved View"), "portal.show-saved-view", g_variant_new_string (view->uuid)));
    }
}

static void
find_actions (GuichetPaletteSearch *self)
{
  GPtrArray *found[GUICHET_N_PALETTE_GROUPS] = { NULL };

  found[GUICHET_PALETTE_ACTIONS] = guichet_palette_items_new ();
  found[GUICHET_PALETTE_GO] = guichet_palette_items_new ();
  for (guint i = 0; i < self->actions->len; i++)
    {
      g_autoptr(GuichetPaletteItem) item = guichet_palette_item_new_action (g_ptr_array_index (self->actions, i));
      GPtrArray *group = found[item->group];

      if (guichet_palette_text_wants (&self->typed, item->group) && group->len < get_max (self, item->group) && guichet_palette_text_fits (&self->typed, item->title))
        g_ptr_array_add (group, g_steal_pointer (&item));
    }

  add_views (self, found[GUICHET_PALETTE_GO]);
  take_items (self, GUICHET_PALETTE_ACTIONS, found[GUICHET_PALETTE_ACTIONS]);
  take_items (self, GUICHET_PALETTE_GO, found[GUICHET_PALETTE_GO]);
}

/* ---- answers of the store */

/* Returns: whether @error is that of a text that is no longer asked for; the
 * search itself may be gone then */
static gboolean
is_overtaken (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
take_failure (GuichetPaletteSearch *self,
              GError               *error)
{
  if (self->error == NULL)
    self->error = g_error_copy (error);
}

static void
end_answer (GuichetPaletteSearch *self)
{
  g_assert (self->pending > 0);

  self->pending--;
  emit_changed (self);
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);
  GuichetPaletteSearch *self = user_data;
  GPtrArray *items;

  if (is_overtaken (error))
    return;

  if (rows == NULL)
    take_failure (self, error);
  items = guichet_palette_items_new ();
  for (guint i = 0; rows != NULL && i < rows->len && i < get_max (self, GUICHET_PALETTE_TICKETS); i++)
    g_ptr_array_add (items, guichet_palette_item_new_ticket (g_ptr_array_index (rows, i),
                                                             guichet_context_get_profile (self->context)));
  take_items (self, GUICHET_PALETTE_TICKETS, items);
  end_answer (self);
}

static void
read_rows (GuichetPaletteSearch *self,
           GArray               *ids)
{
  guint max = self->is_recent ? RECENT_MAX : get_max (self, GUICHET_PALETTE_TICKETS);

  if (ids->len > max)
    g_array_set_size (ids, max);
  self->pending++;
  guichet_store_read_rows_async (guichet_context_get_store (self->context), ids, self->cancellable, rows_cb, self);
}

static void
hits_cb (GuichetPaletteSearch *self,
         GArray               *ids,
         GError               *error)
{
  if (ids != NULL)
    read_rows (self, ids);
  else
    take_failure (self, error);
  end_answer (self);
}

static void
ranked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_search_finish (GUICHET_STORE (source), result, &error);

  if (is_overtaken (error))
    return;

  GUICHET_PALETTE_SEARCH (user_data)->is_ranked = TRUE;
  hits_cb (user_data, ids, error);
}

/* The newest hits come at once; the best ones a moment later. */
static void
newest_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_search_finish (GUICHET_STORE (source), result, &error);
  GuichetPaletteSearch *self = user_data;

  if (is_overtaken (error))
    return;

  if (!self->is_ranked)
    hits_cb (self, ids, error);
  else
    end_answer (self);
}

static void
recent_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_recent_finish (GUICHET_STORE (source), result, &error);

  if (!is_overtaken (error))
    hits_cb (user_data, ids, error);
}

static void
ref_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gint64 id = guichet_store_find_ref_finish (GUICHET_STORE (source), result, &error);
  g_autoptr(GArray) ids = NULL;

  if (is_overtaken (error))
    return;

  if (error == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (id != 0)
        g_array_append_val (ids, id);
    }
  hits_cb (user_data, ids, error);
}

static void
take_references (GuichetPaletteSearch *self,
                 GuichetPaletteGroup   group,
                 GPtrArray            *references,
                 GError               *error)
{
  GPtrArray *items = guichet_palette_items_new ();

  if (references == NULL)
    take_failure (self, error);
  for (guint i = 0; references != NULL && i < references->len; i++)
    g_ptr_array_add (items, guichet_palette_item_new_reference (g_ptr_array_index (references, i)));
  take_items (self, group, items);
  end_answer (self);
}

static void
people_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) people = guichet_store_search_references_finish (GUICHET_STORE (source), result, &error);

  if (!is_overtaken (error))
    take_references (user_data, GUICHET_PALETTE_PEOPLE, people, error);
}

static void
articles_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) articles = guichet_store_search_references_finish (GUICHET_STORE (source), result, &error);

  if (!is_overtaken (error))
    take_references (user_data, GUICHET_PALETTE_ARTICLES, articles, error);
}

/* ---- questions to the store */

static void
ask_for_ticket (GuichetPaletteSearch *self,
                const GuichetLink    *link)
{
  GuichetStore *store = guichet_context_get_store (self->context);
  g_autoptr(GArray) ids = NULL;

  if (link->kind == GUICHET_LINK_REF)
    {
      self->pending++;
      guichet_store_find_ref_async (store, link->ref, self->cancellable, ref_cb, self);
      return;
    }

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (link->kind == GUICHET_LINK_TICKET)
    g_array_append_val (ids, link->id);
  read_rows (self, ids);
}

static void
ask_for_words (GuichetPaletteSearch *self)
{
  GuichetStore *store = guichet_context_get_store (self->context);

  self->pending += 2;
  guichet_store_search_async (store, self->typed.text, GUICHET_SEARCH_NEWEST, TRUE, self->cancellable, newest_cb, self);
  guichet_store_search_async (store, self->typed.text, GUICHET_SEARCH_RANKED, TRUE, self->cancellable, ranked_cb, self);
}

static void
ask_for_tickets (GuichetPaletteSearch *self)
{
  g_autoptr(GuichetLink) link = NULL;

  self->is_recent = *self->typed.text == '\0';
  self->is_ranked = FALSE;
  if (self->is_recent)
    {
      self->pending++;
      guichet_store_list_recent_async (guichet_context_get_store (self->context), RECENT_MAX, self->cancellable, recent_cb, self);
      return;
    }

  link = guichet_link_parse (self->typed.text, guichet_context_get_identity (self->context)->server,
                             guichet_profile_get_class_name (guichet_context_get_profile (self->context)));
  if (link->kind == GUICHET_LINK_NONE)
    ask_for_words (self);
  else
    ask_for_ticket (self, link);
}

static void
ask_for_references (GuichetPaletteSearch *self,
                    GuichetPaletteGroup   group)
{
  static const GuichetReferenceKind people[] = { GUICHET_REFERENCE_PERSON, GUICHET_REFERENCE_SITE };
  static const GuichetReferenceKind articles[] = { GUICHET_REFERENCE_FAQ, GUICHET_REFERENCE_KNOWN_ERROR };
  gboolean of_people = group == GUICHET_PALETTE_PEOPLE;

  self->pending++;
  guichet_store_search_references_async (guichet_context_get_store (self->context), of_people ? people : articles, 2,
                                         self->typed.text, get_max (self, group), self->cancellable,
                                         of_people ? people_cb : articles_cb, self);
}

static void
ask (GuichetPaletteSearch *self,
     GuichetPaletteGroup   group)
{
  if (!guichet_palette_text_wants (&self->typed, group))
    take_items (self, group, guichet_palette_items_new ());
  else if (group == GUICHET_PALETTE_TICKETS)
    ask_for_tickets (self);
  else
    ask_for_references (self, group);
}

/**
 * guichet_palette_search_set_text:
 *
 * Whatever was asked for another text is cancelled; its answers are dropped.
 */
void
guichet_palette_search_set_text (GuichetPaletteSearch *self,
                                 const char           *text)
{
  g_return_if_fail (GUICHET_IS_PALETTE_SEARCH (self));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_error (&self->error);
  self->pending = 0;
  self->begun = g_get_monotonic_time ();

  guichet_palette_text_take (&self->typed, text);
  find_actions (self);
  ask (self, GUICHET_PALETTE_TICKETS);
  ask (self, GUICHET_PALETTE_PEOPLE);
  ask (self, GUICHET_PALETTE_ARTICLES);
  emit_changed (self);
}

/* ---- saved views */

static void
views_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) views = guichet_store_list_views_finish (GUICHET_STORE (source), result, &error);
  g_autoptr(GuichetPaletteSearch) self = user_data;

  if (views == NULL)
    {
      g_message ("The saved views could not be read: %s", error->message);
      return;
    }
  /* The palette was closed meanwhile. */
  if (self->context == NULL)
    return;

  self->views = g_steal_pointer (&views);
  find_actions (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- class */

static void
guichet_palette_search_dispose (GObject *object)
{
  GuichetPaletteSearch *self = GUICHET_PALETTE_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_palette_search_parent_class)->dispose (object);
}

static void
guichet_palette_search_finalize (GObject *object)
{
  GuichetPaletteSearch *self = GUICHET_PALETTE_SEARCH (object);

  for (guint i = 0; i < GUICHET_N_PALETTE_GROUPS; i++)
    g_ptr_array_unref (self->groups[i]);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  guichet_palette_text_clear (&self->typed);

  G_OBJECT_CLASS (guichet_palette_search_parent_class)->finalize (object);
}

static void
guichet_palette_search_class_init (GuichetPaletteSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_palette_search_dispose;
  object_class->finalize = guichet_palette_search_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GUICHET_TYPE_PALETTE_SEARCH, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_palette_search_init (GuichetPaletteSearch *self)
{
  for (guint i = 0; i < GUICHET_N_PALETTE_GROUPS; i++)
    self->groups[i] = guichet_palette_items_new ();
  self->cancellable = g_cancellable_new ();
  guichet_palette_text_take (&self->typed, "");
}

/**
 * guichet_palette_search_new:
 * @actions: (element-type GuichetActionRow): what can be done now
 */
GuichetPaletteSearch *
guichet_palette_search_new (GuichetContext *context,
                            GPtrArray      *actions)
{
  GuichetPaletteSearch *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_PALETTE_SEARCH, NULL);
  self->context = g_object_ref (context);
  self->actions = g_ptr_array_ref (actions);
  guichet_store_list_views_async (guichet_context_get_store (context), NULL, views_cb, g_object_ref (self));

  return self;
}

/**
 * guichet_palette_search_get_items:
 *
 * Returns: (transfer none) (element-type GuichetPaletteItem): until "changed"
 */
GPtrArray *
guichet_palette_search_get_items (GuichetPaletteSearch *self,
                                  GuichetPaletteGroup   group)
{
  g_return_val_if_fail (GUICHET_IS_PALETTE_SEARCH (self), NULL);

  return self->groups[group];
}

/* What was typed, without its prefix. */
const char *
guichet_palette_search_get_words (GuichetPaletteSearch *self)
{
  g_return_val_if_fail (GUICHET_IS_PALETTE_SEARCH (self), "");

  return self->typed.text;
}

/* Whether there is more to come for this text. */
gboolean
guichet_palette_search_is_pending (GuichetPaletteSearch *self)
{
  g_return_val_if_fail (GUICHET_IS_PALETTE_SEARCH (self), FALSE);

  return self->pending > 0;
}

gboolean
guichet_palette_search_is_recent (GuichetPaletteSearch *self)
{
  g_return_val_if_fail (GUICHET_IS_PALETTE_SEARCH (self), FALSE);

  return self->is_recent;
}

/**
 * guichet_palette_search_get_error:
 *
 * Returns: (nullable): why a part of the answer is missing
 */
const GError *
guichet_palette_search_get_error (GuichetPaletteSearch *self)
{
  g_return_val_if_fail (GUICHET_IS_PALETTE_SEARCH (self), NULL);

  return self->error;
}

/* Microseconds from the last key to the last answer. */
gint64
guichet_palette_search_get_micros (GuichetPaletteSearch *self)
{
  g_return_val_if_fail (GUICHET_IS_PALETTE_SEARCH (self), 0);

  return self->micros;
}
