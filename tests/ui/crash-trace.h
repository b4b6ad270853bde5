#pragma once

#include <glib.h>

G_BEGIN_DECLS

void crash_trace_install (void);

G_END_DECLS
