#pragma once

#include "model/ticket.h"
#include "richtext/richtext.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* What stands in braces in a template, such as {requester} or {demandeur}: the
 * English and the French names are understood, in any case, with or without
 * accents. One that is unknown, or has no value in a ticket, stays as it is. */

const char * const *guichet_template_list_variables (void);
char               *guichet_template_fill           (const char      *html,
                                                     GuichetTicket   *ticket,
                                                     GuichetIdentity *identity);
gboolean            guichet_template_find_variable  (const char      *text,
                                                     gsize           *out_start,
                                                     gsize           *out_length);
char               *guichet_template_dup_unfilled   (GuichetRichText *text);
char               *guichet_template_greet          (const char      *greeting,
                                                     const char      *html);

G_END_DECLS
