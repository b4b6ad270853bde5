#include "config.h"

#include "remote/itop-portal-private.h"

#include "remote/itop-portal-row.h"
#include "util/error.h"

/* Rows a page when changes are looked for, and when everything is read. */
#define CHANGES_PAGE 20
#define EVERYTHING_PAGE 500
/* How long an image of all lists does: the windows of one walk through the
 * history come within it. */
#define SNAPSHOT_SECONDS (10 * 60)
#define TICKETS_MAX 200000

typedef struct
{
  GuichetItopPortal *self;
  guint              categories;        /* those that are wanted */
  GHashTable        *told;              /* ids */
  GuichetTicketFunc  func;
  gpointer           user_data;
} Pulling;

static gboolean
mark_told (Pulling *pulling,
           gint64   id)
{
  return g_hash_table_size (pulling->told) < TICKETS_MAX &&
         g_hash_table_add (pulling->told, g_memdup2 (&id, sizeof id));
}

static void
tell (Pulling       *pulling,
      GuichetTicket *ticket)
{
  if (pulling->func != NULL)
    pulling->func (ticket, pulling->user_data);
}

/* ---- one by one */

/* A ticket that is gone is simply not told. @out_ticket (transfer full) (nullable) */
static gboolean
view_ticket (Pulling        *pulling,
             gint64          id,
             GuichetTicket **out_ticket,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr(GError) failure = NULL;

  *out_ticket = _guichet_itop_portal_view (pulling->self, id, NULL, cancellable, &failure);
  if (*out_ticket != NULL || g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
pull_ids (Pulling       *pulling,
          GArray        *ids,
          GCancellable  *cancellable,
          GError       **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(GuichetTicket) ticket = NULL;

      if (!view_ticket (pulling, g_array_index (ids, gint64, i), &ticket, cancellable, error))
        return FALSE;
      if (ticket != NULL && mark_told (pulling, g_array_index (ids, gint64, i)))
        tell (pulling, ticket);
    }

  return TRUE;
}

/* ---- lists */

static void
keep_row_cb (gint64      id,
             yyjson_val *attributes,
             gpointer    user_data)
{
  Pulling *pulling = user_data;
  g_autoptr(GuichetTicket) ticket = guichet_portal_row_read (pulling->self->profile, id, attributes);
  GuichetCategory category = guichet_profile_categorise (pulling->self->profile,
                                                         guichet_ticket_peek (ticket, GUICHET_FIELD_STATUS), NULL);

  if ((pulling->categories & (1u << category)) && mark_told (pulling, id))
    tell (pulling, ticket);
}

/* A page of each list that may hold an open ticket; mostly there is one. */
static gboolean
pull_ongoing (Pulling            *pulling,
              const GuichetPull  *pull,
              guint              *out_total,
              GCancellable       *cancellable,
              GError            **error)
{
  GPtrArray *lists = pulling->self->layout->lists;
  guint highest = 0;

  pulling->categories = 1u << GUICHET_CATEGORY_ONGOING;
  for (guint i = 0; i < lists->len; i++)
    {
      const GuichetPortalList *list = g_ptr_array_index (lists, i);
      GuichetPortalWalk walk = { list->brick, list->tab, .show = pull->limit, .page = pull->page };
      guint total = 0;

      if (!(list->categories & pulling->categories))
        continue;
      if (!_guichet_itop_portal_read_rows (pulling->self, &walk, keep_row_cb, pulling, &total, cancellable, error))
        return FALSE;
      highest = MAX (highest, total);
    }
  if (out_total != NULL)
    *out_total = highest;

  return TRUE;
}

/* ---- changes
 *
 * No list shows when a ticket changed, but every list can be sorted by it: the
 * tickets are read one by one from the newest change on, until one is older
 * than what is asked for (PORTAL-PROTOCOL §3). */

static void
keep_id_cb (gint64      id,
            yyjson_val *attributes,
            gpointer    user_data)
{
  GArray *ids = user_data;

  g_array_append_val (ids, id);
}

/* @out_more: whether all tickets of the page are new enough. Where the server
 * shows no stamps, the first page is all that can be known to be new. */
static gboolean
pull_changed_page (Pulling                  *pulling,
                   const GuichetPortalWalk  *walk,
                   const char               *since,
                   gboolean                 *out_more,
                   GCancellable             *cancellable,
                   GError                  **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean dated = TRUE;

  *out_more = FALSE;
  if (!_guichet_itop_portal_read_rows (pulling->self, walk, keep_id_cb, ids, NULL, cancellable, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(GuichetTicket) ticket = NULL;
      gint64 id = g_array_index (ids, gint64, i);
      const char *stamp;

      if (!view_ticket (pulling, id, &ticket, cancellable, error))
        return FALSE;
      if (ticket == NULL)
        continue;
      stamp = guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE);
      dated = *stamp != '\0';
      if (dated && g_strcmp0 (stamp, since) < 0)
        return TRUE;
      if (mark_told (pulling, id))
        tell (pulling, ticket);
    }
  *out_more = dated && ids->len == walk->show;

  return TRUE;
}

static gboolean
pull_changed_list (Pulling       *pulling,
                   const char    *brick,
                   const char    *tab,
                   const char    *since,
                   GCancellable  *cancellable,
                   GError       **error)
{
  GuichetPortalWalk walk = {
    .brick = brick,
    .tab = tab,
    .order = guichet_profile_get_code (pulling->self->profile, GUICHET_FIELD_LAST_UPDATE),
    .show = CHANGES_PAGE,
    .page = 1,
  };
  gboolean more = TRUE;

  for (; more; walk.page++)
    if (!pull_changed_page (pulling, &walk, since, &more, cancellable, error))
      return FALSE;

  return TRUE;
}

static gboolean
pull_since (Pulling       *pulling,
            const char    *since,
            GCancellable  *cancellable,
            GError       **error)
{
  const GuichetPortalLayout *layout = pulling->self->layout;

  if (layout->everything != NULL)
    return pull_changed_list (pulling, layout->everything, "all", since, cancellable, error);

  for (guint i = 0; i < layout->lists->len; i++)
    {
      const GuichetPortalList *list = g_ptr_array_index (layout->lists, i);

      if (!pull_changed_list (pulling, list->brick, list->tab, since, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- the newest */

typedef struct
{
  GuichetProfile *profile;
  GuichetTicket  *ticket;       /* of several, that with the highest id */
} Newest;

static void
keep_newest_cb (gint64      id,
                yyjson_val *attributes,
                gpointer    user_data)
{
  Newest *newest = user_data;

  if (newest->ticket != NULL && guichet_ticket_get_id (newest->ticket) >= id)
    return;
  g_clear_pointer (&newest->ticket, guichet_ticket_unref);
  newest->ticket = guichet_portal_row_read (newest->profile, id, attributes);
}

/* The first of each list in the order of @code. */
static gboolean
find_newest (GuichetItopPortal  *self,
             const char         *code,
             Newest             *newest,
             GCancellable       *cancellable,
             GError            **error)
{
  for (guint i = 0; i < self->layout->lists->len; i++)
    {
      const GuichetPortalList *list = g_ptr_array_index (self->layout->lists, i);
      GuichetPortalWalk walk = { list->brick, list->tab, .order = code, .show = 1, .page = 1 };

      if (!_guichet_itop_portal_read_rows (self, &walk, keep_newest_cb, newest, NULL, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* Two things are asked of the newest: which is the highest id, and which is
 * the newest change. There are two tickets for them: that with the highest id
 * among those that began last, and the ones that changed last in each list,
 * read as a whole for the sake of their stamp. */
static gboolean
pull_newest (Pulling       *pulling,
             GCancellable  *cancellable,
             GError       **error)
{
  GuichetItopPortal *self = pulling->self;
  const char *updated = guichet_profile_get_code (self->profile, GUICHET_FIELD_LAST_UPDATE);
  g_autoptr(GuichetTicket) first = NULL;
  Newest newest = { .profile = self->profile };

  if (!find_newest (self, guichet_profile_get_code (self->profile, GUICHET_FIELD_START_DATE), &newest,
                    cancellable, error))
    {
      g_clear_pointer (&newest.ticket, guichet_ticket_unref);
      return FALSE;
    }
  first = newest.ticket;
  if (first != NULL && mark_told (pulling, guichet_ticket_get_id (first)))
    tell (pulling, first);

  for (guint i = 0; i < self->layout->lists->len; i++)
    {
      const GuichetPortalList *list = g_ptr_array_index (self->layout->lists, i);
      GuichetPortalWalk walk = { list->brick, list->tab, .order = updated, .show = 1, .page = 1 };
      g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr(GuichetTicket) ticket = NULL;

      if (!_guichet_itop_portal_read_rows (self, &walk, keep_id_cb, ids, NULL, cancellable, error))
        return FALSE;
      if (ids->len == 0)
        continue;
      if (!view_ticket (pulling, g_array_index (ids, gint64, 0), &ticket, cancellable, error))
        return FALSE;
      if (ticket != NULL)
        tell (pulling, ticket);
    }

  return TRUE;
}

/* ---- windows of ids
 *
 * Lists know no ids. All of them are read once from the top, and the windows
 * are cut out of that image: what changes meanwhile comes with the changes. */

static void
keep_ticket_cb (GuichetTicket *ticket,
                gpointer       user_data)
{
  g_ptr_array_add (user_data, guichet_ticket_ref (ticket));
}

static gboolean
read_whole_list (Pulling                  *reading,
                 const GuichetPortalList  *list,
                 GCancellable             *cancellable,
                 GError                  **error)
{
  GuichetPortalWalk walk = {
    .brick = list->brick,
    .tab = list->tab,
    .order = guichet_profile_get_code (reading->self->profile, GUICHET_FIELD_START_DATE),
    .show = EVERYTHING_PAGE,
  };
  guint total = 1;

  for (walk.page = 1; (walk.page - 1) * EVERYTHING_PAGE < MIN (total, TICKETS_MAX); walk.page++)
    if (!_guichet_itop_portal_read_rows (reading->self, &walk, keep_row_cb, reading, &total, cancellable, error))
      return FALSE;

  return TRUE;
}

static gboolean
take_snapshot (GuichetItopPortal  *self,
               GCancellable       *cancellable,
               GError            **error)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Pulling reading = { self, G_MAXUINT, told, keep_ticket_cb, tickets };

  for (guint i = 0; i < self->layout->lists->len; i++)
    if (!read_whole_list (&reading, g_ptr_array_index (self->layout->lists, i), cancellable, error))
      return FALSE;

  g_clear_pointer (&self->snapshot, g_ptr_array_unref);
  self->snapshot = g_steal_pointer (&tickets);
  self->snapshot_taken = g_get_monotonic_time ();

  return TRUE;
}

static gboolean
is_stale (GuichetItopPortal *self)
{
  return self->snapshot == NULL ||
         g_get_monotonic_time () - self->snapshot_taken > SNAPSHOT_SECONDS * G_USEC_PER_SEC;
}

static gboolean
pull_window (Pulling            *pulling,
             const GuichetPull  *pull,
             GCancellable       *cancellable,
             GError            **error)
{
  GuichetItopPortal *self = pulling->self;

  /* A window that is open at the top is the first one of a walk. */
  if ((pull->high == G_MAXINT64 || is_stale (self)) && !take_snapshot (self, cancellable, error))
    return FALSE;

  for (guint i = 0; i < self->snapshot->len; i++)
    {
      GuichetTicket *ticket = g_ptr_array_index (self->snapshot, i);
      gint64 id = guichet_ticket_get_id (ticket);

      if (id > pull->low && id <= pull->high && mark_told (pulling, id))
        tell (pulling, ticket);
    }
  if (pull->low == 0)
    g_clear_pointer (&self->snapshot, g_ptr_array_unref);

  return TRUE;
}

/* ---- all of them */

static gboolean
pull_what (Pulling            *pulling,
           const GuichetPull  *pull,
           guint              *out_total,
           GCancellable       *cancellable,
           GError            **error)
{
  switch (pull->what)
    {
    case GUICHET_PULL_ONGOING:
      return pull_ongoing (pulling, pull, out_total, cancellable, error);
    case GUICHET_PULL_SINCE:
      return pull_since (pulling, pull->since, cancellable, error);
    case GUICHET_PULL_IDS:
      return pull_ids (pulling, pull->ids, cancellable, error);
    case GUICHET_PULL_WINDOW:
      return pull_window (pulling, pull, cancellable, error);
    case GUICHET_PULL_NEWEST:
    default:
      return pull_newest (pulling, cancellable, error);
    }
}

/* Beside lists, which have pages, everything comes in one go whatever the
 * limit: then there is no second page to ask for. Whatever is asked one by one
 * comes whole. */
gboolean
_guichet_itop_portal_pull (GuichetRemote      *remote,
                           const GuichetPull  *pull,
                           GuichetTicketFunc   func,
                           gpointer            user_data,
                           guint              *out_total,
                           GCancellable       *cancellable,
                           GError            **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Pulling pulling = { self, G_MAXUINT, told, func, user_data };
  guint total = 0;

  g_return_val_if_fail (self->profile != NULL, FALSE);

  if (!_guichet_itop_portal_ensure_layout (self, cancellable, error) ||
      !pull_what (&pulling, pull, &total, cancellable, error))
    return FALSE;
  if (pull->what != GUICHET_PULL_ONGOING)
    total = pull->limit > 0 ? MIN (g_hash_table_size (told), pull->limit) : g_hash_table_size (told);
  if (out_total != NULL)
    *out_total = total;

  return TRUE;
}
