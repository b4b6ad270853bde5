#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GuichetFirstRows:
 *
 * The rows of a list that a window shows first, held until they are read or a
 * moment has passed. A list that came without them would be drawn twice, empty
 * and filled. The function is called once, from the main loop or from within
 * guichet_first_rows_wait().
 */
typedef struct _GuichetFirstRows GuichetFirstRows;

typedef void (*GuichetFirstRowsFunc) (gpointer user_data);

GuichetFirstRows *guichet_first_rows_new  (GListModel           *list,
                                           guint                 max);
void              guichet_first_rows_wait (GuichetFirstRows     *self,
                                           GuichetFirstRowsFunc  ready,
                                           gpointer              user_data);
void              guichet_first_rows_free (GuichetFirstRows     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetFirstRows, guichet_first_rows_free)

G_END_DECLS
