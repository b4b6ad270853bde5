#pragma once

#include "model/identity.h"
#include "model/intent.h"
#include "model/profile.h"
#include "model/reference.h"

G_BEGIN_DECLS

/* New tickets before the server knows them: the operation of kind
 * %GUICHET_INTENT_CREATE that a person fills in, as the text of its draft. */

#define GUICHET_CREATION_DRAFT_PREFIX "new/"

/* "new/" and the uuid of the operation: the key of its draft. */
char          *guichet_creation_dup_key             (const GuichetIntent *creation);
gboolean       guichet_creation_is_draft_key        (const char          *key);

/* The fields and extras of @creation; "" when it has none. */
char          *guichet_creation_to_text             (const GuichetIntent *creation);
void           guichet_creation_add_text            (GuichetIntent       *creation,
                                                     const char          *text);

/* What a request is called until the server gives it a reference. */
char          *guichet_creation_dup_provisional_ref (const char          *uuid);

/* Fills what follows from what was given: the requester is who signed in, the
 * type is that of the leaf, the rest as the profile proposes. @leaf: (nullable):
 * the chosen sub-category. */
void           guichet_creation_complete            (GuichetIntent       *creation,
                                                     GuichetProfile      *profile,
                                                     GuichetIdentity     *identity,
                                                     GuichetReference    *leaf);

G_END_DECLS
