#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

/**
 * DemoLevel:
 * @parent: (nullable): the key to the level above
 * @tooltip, @description: (nullable): attributes
 * @field: (nullable): an attribute more
 * @has_image: the class can have an icon
 *
 * One level of a brick to browse; how many there are is configuration.
 */
typedef struct
{
  const char *class;
  const char *title;
  const char *parent;
  const char *name;
  const char *tooltip;
  const char *description;
  const char *field;
  gboolean    has_image;
  gboolean    is_lab;
} DemoLevel;

#define DEMO_MAX_LEVELS 5

typedef struct
{
  const DemoLevel *levels[DEMO_MAX_LEVELS];
  guint            n;
  gboolean         creates;             /* its leaves make requests */
} DemoLevels;

gboolean        demo_levels_choose     (const char       *brick,
                                        gboolean          lab,
                                        DemoLevels       *out_levels);
char           *demo_levels_get_alias  (guint             index);
yyjson_mut_val *demo_levels_describe   (const DemoLevels *levels,
                                        yyjson_mut_doc   *document);

G_END_DECLS
