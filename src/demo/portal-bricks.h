#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

/* The bricks of the stock portal (PORTAL-PROTOCOL §1, §3). */

/**
 * DemoTab:
 * @condition: SQL on the table "o"
 */
typedef struct
{
  const char *id;
  const char *label;
  const char *condition;
} DemoTab;

/**
 * DemoBrick:
 * @condition: SQL on the table "o", of all tabs
 * @columns: codes of attributes, separated by bars
 * @action: what its rows open
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *condition;
  const char *columns;
  const char *action;
  DemoTab     tabs[2];
  guint       n_tabs;
} DemoBrick;

const DemoTab   *demo_brick_find_tab    (const DemoBrick *brick,
                                         const char      *id);
void             demo_portal_manage     (DemoVisit       *visit,
                                         DemoAnswer      *answer);
void             demo_portal_list       (DemoVisit       *visit,
                                         const DemoBrick *brick,
                                         DemoAnswer      *answer);
gint64           demo_portal_count      (DemoVisit       *visit,
                                         const DemoBrick *brick,
                                         const DemoTab   *tab);

G_END_DECLS
