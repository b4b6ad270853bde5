#pragma once

#include "fixture.h"

G_BEGIN_DECLS

/**
 * Ledger:
 *
 * What a workload was told by the store: what it called saved must be there
 * afterwards, what it refused may be there or not, and nothing in between.
 */
typedef struct _Ledger Ledger;

typedef gboolean (*Workload) (Ledger       *ledger,
                              GuichetStore *store,
                              GError      **error);

typedef struct
{
  const char *name;
  Workload    run;
  gboolean    from_nothing;     /* begins without any file */
} WorkloadInfo;

extern const WorkloadInfo workloads[];
extern const guint n_workloads;

/* Whether the power that failed may have taken what cache.db called saved. */
typedef enum
{
  LEDGER_STRICT,
  LEDGER_CACHE_MAY_LAG,
} LedgerMode;

Ledger  *ledger_new    (void);
void     ledger_free   (Ledger        *self);
/* Compares; a sentence about each contradiction is added to @violations. */
void     ledger_verify (Ledger        *self,
                        GuichetStore  *store,
                        LedgerMode     mode,
                        GPtrArray     *violations);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ledger, ledger_free)

G_END_DECLS
