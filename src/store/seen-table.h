#pragma once

#include "model/journal-entry.h"
#include "store/db.h"

G_BEGIN_DECLS

/* Values of seen.unread. */
typedef enum
{
  GUICHET_UNREAD_NO = 0,
  GUICHET_UNREAD_WANTED = 1,    /* the person said so */
  GUICHET_UNREAD_OTHER = 2,     /* somebody changed something before the person's own change moved the ticket */
} GuichetUnread;

/* A key or a number of entries that was not known. */
#define GUICHET_SEEN_UNKNOWN G_GINT64_CONSTANT (-1)

/**
 * GuichetSeen:
 * @id: 0 when there is no row
 * @last_update: "" when the ticket was never looked at, and is only marked
 * @status: (nullable):
 * @opened: Unix ms; 0 = never
 *
 * A row of table seen: what the server had of a ticket when the person looked
 * at it last. Facts of the server, not of the shown image: what a person does
 * themself needs no telling, and may be refused.
 */
typedef struct
{
  gint64         id;
  char          *last_update;
  char          *status;
  gint64         team;
  gint64         agent;
  gint64         n_entries[GUICHET_N_JOURNALS];
  GuichetUnread  unread;
  gboolean       starred;
  gint64         opened;
} GuichetSeen;

void         guichet_seen_clear             (GuichetSeen        *self);
void         guichet_seen_free              (GuichetSeen        *self);
void         guichet_seen_forget            (GuichetSeen        *self);
gboolean     guichet_seen_has_look          (const GuichetSeen  *self);
gboolean     guichet_seen_shows_same        (const GuichetSeen  *a,
                                             const GuichetSeen  *b);

gboolean     guichet_seen_table_read        (GuichetDb          *db,
                                             gint64              id,
                                             GuichetSeen        *out_seen,
                                             GError            **error);
gboolean     guichet_seen_table_write       (GuichetDb          *db,
                                             const GuichetSeen  *seen,
                                             GError            **error);
GArray      *guichet_seen_table_list_opened (GuichetDb          *db,
                                             GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetSeen, guichet_seen_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetSeen, guichet_seen_free)

G_END_DECLS
