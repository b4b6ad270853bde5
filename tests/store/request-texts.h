#pragma once

#include "model/reference.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/* Requests of a desk, out of tests/data/requests: the same ones for the same
 * seed. A person tells a thing in one of many ways, now and then with another
 * thing, with letters wrong and accents missing. */

typedef struct _RequestTexts RequestTexts;

/* Which of the sentences of a leaf are used. */
typedef enum
{
  REQUEST_PHRASES_ALL,
  REQUEST_PHRASES_KNOWN,        /* four in five */
  REQUEST_PHRASES_KEPT,         /* the others: what nobody wrote so far */
} RequestPhrases;

/**
 * RequestText:
 * @leaf: the id of its subcategory
 * @other: another subject is in it, too
 */
typedef struct
{
  gint64    leaf;
  char     *title;
  char     *description;        /* HTML */
  gboolean  other;
} RequestText;

RequestTexts *request_texts_new             (guint32               seed);
void          request_texts_free            (RequestTexts         *self);
guint         request_texts_get_n_leaves    (RequestTexts         *self);
GPtrArray    *request_texts_list_references (RequestTexts         *self,
                                             GuichetReferenceKind  kind);
RequestText  *request_texts_draw            (RequestTexts         *self,
                                             RequestPhrases        phrases);
void          request_text_free             (RequestText          *self);
void          request_text_fill             (const RequestText    *self,
                                             GuichetTicket        *ticket);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RequestTexts, request_texts_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RequestText, request_text_free)

G_END_DECLS
