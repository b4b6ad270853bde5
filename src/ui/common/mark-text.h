#pragma once

#include "model/mark.h"
#include "model/profile.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/* What a list says of a ticket beside its fields, in words and icons. */

typedef enum
{
  GUICHET_MARK_ICON_REOPENED,
  GUICHET_MARK_ICON_FILES,
  GUICHET_MARK_ICON_DRAFT,
  GUICHET_MARK_ICON_OUTBOX,
  GUICHET_MARK_ICON_STAR,
} GuichetMarkIcon;

#define GUICHET_N_MARK_ICONS (GUICHET_MARK_ICON_STAR + 1)

char       *guichet_mark_dup_text       (const GuichetMark *mark,
                                         GuichetTicket     *ticket,
                                         GuichetProfile    *profile);
const char *guichet_mark_get_tint       (const GuichetMark *mark);
gboolean    guichet_mark_has_icon       (const GuichetMark *mark,
                                         GuichetMarkIcon    icon);
const char *guichet_mark_icon_get_name  (GuichetMarkIcon    icon);
const char *guichet_mark_icon_get_class (GuichetMarkIcon    icon);
char       *guichet_mark_icon_dup_text  (GuichetMarkIcon    icon,
                                         const GuichetMark *mark);
char       *guichet_mark_dup_spoken     (const GuichetMark *mark,
                                         GuichetTicket     *ticket,
                                         GuichetProfile    *profile);

G_END_DECLS
