#include "config.h"

#include "cli/trial.h"

#include <glib/gi18n.h>

#include "demo/desk.h"
#include "util/data-dir.h"

/* How late the desk may still do what a dead connection asked, in ms; the
 * engine waits a little longer before it sends again. */
#define DESK_LIMIT 500
#define ENGINE_LIMIT 700
#define READ_BACK 100

struct _GuichetTrial
{
  GuichetDemoDesk  *desk;
  GuichetDemoFault  fault;
  double            probability;        /* negative: once */
};

static const char *
get_profile_name (const GuichetOptions *options)
{
  return options->demo_profile != NULL ? options->demo_profile : "asap";
}

/**
 * guichet_trial_dup_folder:
 *
 * Where the desk and the local copy of it live: the desk is the same from one
 * call to the next, and apart from the one that the window shows.
 */
char *
guichet_trial_dup_folder (const GuichetOptions *options)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  if (options->data != NULL)
    return g_strdup (options->data);

  base = guichet_data_dir_for_demo ();
  name = g_strconcat ("ctl-", get_profile_name (options), NULL);

  return g_build_filename (base, name, NULL);
}

/* NAME, or NAME:PROBABILITY */
static gboolean
parse_fault (GuichetTrial  *self,
             const char   *text,
             GError      **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 2);

  if (parts[0] == NULL || !guichet_demo_fault_from_nick (parts[0], &self->fault))
    return guichet_options_fail (error, _("--demo-fault names no fault of the demonstration desk: see guichet-demo-desk(1)."));
  if (parts[1] == NULL)
    return TRUE;

  self->probability = g_ascii_strtod (parts[1], NULL);
  if (!(self->probability > 0 && self->probability <= 1))
    return guichet_options_fail (error, _("The probability of --demo-fault must lie between 0 and 1."));

  return TRUE;
}

GuichetTrial *
guichet_trial_new (const GuichetOptions  *options,
                  const char            *folder,
                  GError               **error)
{
  g_autofree char *database = g_build_filename (folder, "desk.db", NULL);
  GuichetDemoOptions desk_options = {
    .profile = get_profile_name (options),
    .database = database,
    .seed = 1,
    .server_limit = DESK_LIMIT,
  };
  GuichetTrial *self;

  if (!g_str_equal (desk_options.profile, "asap") && !g_str_equal (desk_options.profile, "itop"))
    {
      guichet_options_fail (error, _("--demo-profile must be asap or itop."));
      return NULL;
    }

  self = g_new0 (GuichetTrial, 1);
  self->probability = -1;
  if ((options->demo_fault != NULL && !parse_fault (self, options->demo_fault, error)) ||
      !(self->desk = guichet_demo_desk_new (&desk_options, error)))
    g_clear_pointer (&self, guichet_trial_free);

  return self;
}

void
guichet_trial_free (GuichetTrial *self)
{
  if (self == NULL)
    return;

  if (self->desk != NULL)
    guichet_demo_desk_stop (self->desk);
  g_clear_object (&self->desk);
  g_free (self);
}

/* Only writes suffer: a sign-in that fails shows nothing of the outbox. */
void
guichet_trial_arm_fault (GuichetTrial *self)
{
  if (self->fault == GUICHET_DEMO_FAULT_NONE)
    return;

  if (self->probability < 0)
    guichet_demo_desk_fail_next (self->desk, self->fault, 1, TRUE);
  else
    guichet_demo_desk_set_fault (self->desk, self->fault, self->probability, TRUE);
}

void
guichet_trial_set_times (GuichetEngine *engine)
{
  const GuichetEngineTimes times = { .server_limit = ENGINE_LIMIT, .read_back = READ_BACK };

  guichet_engine_set_times (engine, &times);
}

const char *
guichet_trial_get_address (GuichetTrial *self)
{
  return guichet_demo_desk_get_address (self->desk);
}

/* Whom a demonstration is for when nobody is named: an agent, but through the
 * door of requesters a requester. */
const char *
guichet_trial_get_login (GuichetTrial      *self,
                         GuichetDoorChoice  door)
{
  if (door == GUICHET_DOOR_CHOICE_PORTAL)
    return "requester";

  return guichet_demo_desk_get_login (self->desk);
}

const char *
guichet_trial_get_secret (GuichetTrial *self)
{
  return guichet_demo_desk_get_secret (self->desk);
}
