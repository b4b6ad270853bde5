#pragma once

#include <gio/gio.h>

#include "cli/cli.h"
#include "demo/desk.h"

G_BEGIN_DECLS

/**
 * Rig:
 * @folder: the data folder of the account, below @scratch
 * @out, @err: what the last call printed
 *
 * A desk of its own, an account on it, and a way to call guichetctl as a
 * script would, in this process.
 */
typedef struct
{
  GuichetDemoDesk *desk;
  char            *scratch;
  char            *folder;
  char            *password_file;
  char            *login;
  const char      *door;        /* nullable */
  const char      *input;       /* nullable: the standard input */
  const char      *timeout;
  char            *out;
  char            *err;
} Rig;

void        rig_init          (int        *argc,
                               char     ***argv);
int         rig_finish        (void);
Rig        *rig_new           (const char *profile);
void        rig_free          (Rig        *rig);
void        rig_become_requester (Rig     *rig);
void        rig_resolve       (Rig        *rig,
                               gint64      ticket,
                               const char *solution);
void        rig_set_fields    (Rig        *rig,
                               gint64      ticket,
                               const char *fields);
GuichetExit rig_run           (Rig        *rig,
                               ...) G_GNUC_NULL_TERMINATED;
GuichetExit rig_run_bare      (Rig        *rig,
                               ...) G_GNUC_NULL_TERMINATED;
char       *rig_get_json      (Rig        *rig,
                               const char *pointer);
char       *rig_pick_ref      (Rig        *rig,
                               const char *view,
                               const char *status);
gint64      rig_pick_id       (Rig        *rig,
                               const char *ref);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rig, rig_free)

G_END_DECLS
