#pragma once

#include "model/field.h"
#include "ui/common/context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Which of the tickets found. */
typedef enum
{
  GUICHET_RELATED_ALL,
  GUICHET_RELATED_ONGOING,
  GUICHET_RELATED_PAST,
} GuichetRelatedPart;

/**
 * GuichetRelatedList:
 *
 * A heading with a number over the tickets of the cache that have something in
 * common: a requester, a site, a parent. A click opens one of them. Hidden
 * while there is none.
 *
 * Properties, read-only: count (uint): how many there are in all.
 */
#define GUICHET_TYPE_RELATED_LIST (guichet_related_list_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRelatedList, guichet_related_list, GUICHET, RELATED_LIST, GtkWidget)

GtkWidget *guichet_related_list_new       (GuichetContext     *context,
                                           const char         *title,
                                           GuichetRelatedPart  part,
                                           guint               limit);
void       guichet_related_list_read      (GuichetRelatedList *self,
                                           GuichetField        field,
                                           gint64              id,
                                           gint64              excluded);
guint      guichet_related_list_get_count (GuichetRelatedList *self);

G_END_DECLS
