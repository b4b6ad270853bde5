#pragma once

#include <adwaita.h>

#include "ui/agent/queue-columns.h"

G_BEGIN_DECLS

/* Which columns a table shows and in which order, by keyboard as well as by
 * pointer. What is changed is seen at once behind it. */

AdwDialog *guichet_queue_columns_dialog_new (GuichetQueueColumns *columns);

G_END_DECLS
