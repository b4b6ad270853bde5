#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Removes all that a store keeps in @folder, which nobody may have open: both
 * databases, what was set aside, the files. The folder goes with it unless
 * something else lies there. What was not sent is lost: whoever calls has told
 * about it. BUSY while a process has the account; done again it goes on where
 * it failed. A folder that is not there is no error. */
gboolean guichet_store_erase (const char  *folder,
                              GError     **error);

G_END_DECLS
