#pragma once

#include "model/field.h"
#include "model/reference.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What a person means by a name, an id or a code: looked up in the cache. */

gboolean          guichet_references_kind_of   (GuichetField           field,
                                                GuichetReferenceKind  *out_kind);
GuichetReference *guichet_references_find      (GuichetStore          *store,
                                                GuichetField           field,
                                                gint64                 parent,
                                                const char            *text,
                                                GError               **error);
GuichetReference *guichet_references_find_id   (GuichetStore          *store,
                                                GuichetReferenceKind   kind,
                                                gint64                 id,
                                                GError               **error);
gboolean          guichet_references_is_member (GuichetStore          *store,
                                                gint64                 team_id,
                                                gint64                 person_id,
                                                gboolean              *out_is_member,
                                                GError               **error);

G_END_DECLS
