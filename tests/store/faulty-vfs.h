#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * A file layer for SQLite that lies on top of the real one and breaks at a
 * chosen call. Every write, truncation, sync and deletion is counted.
 *
 * "Durable" is what the disk would hold after a power cut: the content of each
 * file at its last sync. What came after is remembered call by call.
 */
#define FAULTY_VFS "guichet-faulty"

typedef enum
{
  /* From the chosen call on nothing reaches the files: the process is dead,
   * although it does not know. */
  FAULT_STOP,
  /* The chosen call fails and the next ones work. Reads are counted too. */
  FAULT_FULL_ONCE,
  FAULT_IO_ONCE,
  /* From the chosen call on every write fails until the fault is lifted. */
  FAULT_FULL_LASTING,
} FaultKind;

typedef enum
{
  POWER_KILL,           /* kill -9: what was written is there */
  POWER_DROP,           /* a power cut: what was not synced is gone */
  POWER_SUBSET,         /* a power cut: of what was not synced something is there */
} PowerModel;

#define N_POWER_MODELS (POWER_SUBSET + 1)

const char *power_model_to_nick     (PowerModel   model);

void        faulty_vfs_register     (void);
/* Forgets all files and counts from zero. @at: 0 for never. */
void        faulty_vfs_begin        (FaultKind    kind,
                                     guint        at);
/* No fault any more; counting goes on. */
void        faulty_vfs_lift         (void);
guint       faulty_vfs_get_count    (void);
gboolean    faulty_vfs_has_struck   (void);
/* After the databases are closed: makes the files what they would be. */
void        faulty_vfs_cut_power    (PowerModel   model,
                                     guint32      seed);

G_END_DECLS
