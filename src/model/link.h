#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GUICHET_LINK_NONE,            /* neither a reference nor an address */
  GUICHET_LINK_REF,             /* a reference: R-001678, r1678, 1678, asap:R-001678 */
  GUICHET_LINK_TICKET,          /* the page of a ticket on this server */
  GUICHET_LINK_FOREIGN,         /* an address of another server, or of something else */
} GuichetLinkKind;

/**
 * GuichetLink:
 * @ref: (nullable): of a reference
 * @id: of a page
 *
 * What somebody typed, pasted, or clicked elsewhere to get to a ticket.
 */
typedef struct
{
  GuichetLinkKind  kind;
  char            *ref;
  gint64           id;
} GuichetLink;

GuichetLink *guichet_link_parse      (const char  *text,
                                      const char  *server,
                                      const char  *class_name);
void         guichet_link_free       (GuichetLink *self);
char        *guichet_link_build      (const char  *server,
                                      const char  *class_name,
                                      gint64       id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetLink, guichet_link_free)

G_END_DECLS
