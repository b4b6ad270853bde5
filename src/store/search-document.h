#pragma once

#include "model/ticket.h"
#include "store/db.h"

G_BEGIN_DECLS

/* In the order of the columns of table search. */
typedef enum
{
  GUICHET_SEARCH_COLUMN_REF,
  GUICHET_SEARCH_COLUMN_TITLE,
  GUICHET_SEARCH_COLUMN_DESCRIPTION,
  GUICHET_SEARCH_COLUMN_PUBLIC,
  GUICHET_SEARCH_COLUMN_PRIVATE,
  GUICHET_SEARCH_COLUMN_PEOPLE,
  GUICHET_SEARCH_COLUMN_FILES,
} GuichetSearchColumn;

#define GUICHET_N_SEARCH_COLUMNS (GUICHET_SEARCH_COLUMN_FILES + 1)

/**
 * GuichetSearchDocument:
 * @slot: where the document wants to be: see guichet_search_slot()
 * @old_row: its present rowid, 0 when it has none
 * @row: the rowid it gets
 *
 * What the search index is told of one ticket: the server's words as plain
 * text. Texts that still wait in the outbox are looked for by search-outbox.h.
 */
typedef struct
{
  gint64  ticket_id;
  gint64  slot;
  gint64  old_row;
  gint64  row;
  char   *columns[GUICHET_N_SEARCH_COLUMNS];
  gsize   size;
} GuichetSearchDocument;

gint64                 guichet_search_slot           (const char             *last_update);
gboolean               guichet_search_document_read  (GuichetDb              *db,
                                                      gint64                  ticket_id,
                                                      GuichetSearchDocument **out_document,
                                                      GError                **error);
void                   guichet_search_document_free  (GuichetSearchDocument  *self);

/* Whether two thin images make different documents. */
gboolean               guichet_search_people_differ  (GuichetTicket          *a,
                                                      GuichetTicket          *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetSearchDocument, guichet_search_document_free)

G_END_DECLS
