#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is told to the client code of a transcript beside its answer. */
typedef enum
{
  VERDICT_READ = 0,
  VERDICT_WRITE = 1 << 0,       /* create, update, apply_stimulus, delete */
  VERDICT_MULTIPART = 1 << 1,   /* the operation travelled as a file part */
  VERDICT_BIG = 1 << 2,         /* the request was larger than the server takes */
} VerdictFlags;

/**
 * Verdict:
 * @nick: of the #GuichetError, "fine" for none
 * @field: (nullable): the logical name of the field at fault
 */
typedef struct
{
  const char *name;
  guint       flags;
  const char *nick;
  const char *field;
} Verdict;

extern const Verdict verdicts[];
extern const guint n_verdicts;

G_END_DECLS
