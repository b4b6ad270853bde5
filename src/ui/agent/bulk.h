#pragma once

#include <gtk/gtk.h>

#include "model/intent.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetBulkItem:
 * @intent: (nullable): what was put into the outbox
 * @reason: (nullable): why nothing was
 *
 * One ticket of a batch.
 */
typedef struct
{
  gint64         ticket_id;
  char          *ref;
  char          *title;
  GuichetIntent *intent;
  char          *reason;
} GuichetBulkItem;

/**
 * GuichetBulk:
 *
 * The same thing done to many tickets: each has an operation of its own, so
 * that what is wrong with one does not hold the others. Nothing waits for it:
 * tickets are read, checked and saved away from the main loop.
 */
#define GUICHET_TYPE_BULK (guichet_bulk_get_type ())

G_DECLARE_FINAL_TYPE (GuichetBulk, guichet_bulk, GUICHET, BULK, GObject)

GuichetBulk *guichet_bulk_new_take      (GuichetContext       *context,
                                         GArray               *ids);
GuichetBulk *guichet_bulk_new_dispatch  (GuichetContext       *context,
                                         GArray               *ids,
                                         gint64                team_id,
                                         const char           *team,
                                         const char           *note);
void         guichet_bulk_run_async     (GuichetBulk          *self,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     guichet_bulk_run_finish    (GuichetBulk          *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void         guichet_bulk_withdraw      (GuichetBulk          *self);
GPtrArray   *guichet_bulk_get_items     (GuichetBulk          *self);
guint        guichet_bulk_count_done    (GuichetBulk          *self);
gboolean     guichet_bulk_is_take       (GuichetBulk          *self);

G_END_DECLS
