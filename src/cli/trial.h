#pragma once

#include "cli/options.h"
#include "sync/engine.h"

G_BEGIN_DECLS

/* The demonstration desk inside this process, for --demo. */
typedef struct _GuichetTrial GuichetTrial;

char        *guichet_trial_dup_folder  (const GuichetOptions  *options);
GuichetTrial *guichet_trial_new         (const GuichetOptions  *options,
                                       const char            *folder,
                                       GError               **error);
void         guichet_trial_free        (GuichetTrial          *self);
void         guichet_trial_arm_fault   (GuichetTrial          *self);
void         guichet_trial_set_times   (GuichetEngine         *engine);
const char  *guichet_trial_get_address (GuichetTrial          *self);
const char  *guichet_trial_get_login   (GuichetTrial          *self,
                                       GuichetDoorChoice      door);
const char  *guichet_trial_get_secret  (GuichetTrial          *self);

G_END_DECLS
