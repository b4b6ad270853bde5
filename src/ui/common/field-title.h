#pragma once

#include "model/field.h"

G_BEGIN_DECLS

const char *guichet_field_get_title (GuichetField field);

G_END_DECLS
