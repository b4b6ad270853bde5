#include "config.h"

#include "rig.h"

#include <glib/gstdio.h>

#include "store/outbox.h"
#include "store/reading.h"
#include "util/error.h"

const GuichetEngineTimes rig_times = {
  .server_limit = 20,
  .read_back = 2,
  .delta_interval = 50,
  .back_off_min = 1,
  .back_off_max = 8,
};

static void
open_rig (Rig *self)
{
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  self->store = guichet_store_open (self->folder, &error);
  g_assert_no_error (error);
  profile = guichet_store_dup_profile (self->store);
  if (profile == NULL)
    {
      identity = guichet_remote_sign_in (self->remote, &profile, NULL, &error);
      g_assert_no_error (error);
      guichet_store_set_identity (self->store, identity, profile, &error);
      g_assert_no_error (error);
    }
  self->engine = guichet_engine_new (self->store, self->remote);
  guichet_engine_set_times (self->engine, &rig_times);
}

static void
close_rig (Rig *self)
{
  g_assert_finalize_object (self->engine);
  guichet_store_close (self->store);
  g_clear_object (&self->store);
}

void
rig_init (Rig           *self,
          GuichetRemote *remote)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("guichet-sync-XXXXXX", &error);
  g_assert_no_error (error);
  self->remote = remote;
  open_rig (self);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
rig_clear (Rig *self)
{
  g_autofree char *files = NULL;

  close_rig (self);
  files = g_build_filename (self->folder, "files", NULL);
  remove_folder (files);
  remove_folder (self->folder);
  g_free (self->folder);
}

void
rig_restart (Rig *self)
{
  close_rig (self);
  open_rig (self);
}

void
rig_pull (Rig *self)
{
  g_autoptr(GError) error = NULL;

  guichet_engine_pull_once (self->engine, NULL, &error);
  g_assert_no_error (error);
}

void
rig_drain (Rig *self)
{
  g_autoptr(GError) error = NULL;

  guichet_engine_drain (self->engine, 0, NULL, &error);
  g_assert_no_error (error);
}

char *
rig_enqueue (Rig           *self,
             GuichetIntent *intent)
{
  g_autoptr(GuichetIntent) taken = intent;
  g_autoptr(GError) error = NULL;

  guichet_store_enqueue (self->store, taken, NULL, &error);
  g_assert_no_error (error);

  return g_strdup (taken->uuid);
}

GuichetIntent *
rig_read (Rig        *self,
          const char *uuid)
{
  g_autoptr(GError) error = NULL;
  GuichetIntent *intent = guichet_store_read_intent (self->store, uuid, &error);

  g_assert_no_error (error);
  g_assert_nonnull (intent);

  return intent;
}

GuichetIntent *
rig_new_say (gint64          ticket_id,
             GuichetJournal  journal,
             const char     *html)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, ticket_id);

  intent->entries[journal] = g_strdup (html);

  return intent;
}

GuichetIntent *
rig_new_change (Rig    *self,
                gint64  ticket_id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket (self->store, ticket_id, NULL, &error);

  g_assert_no_error (error);

  return guichet_intent_new_for_ticket (ticket);
}

GuichetIntent *
rig_new_ticket (const char *title)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, title, NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL, "<p>Bonjour</p>", NULL);

  return intent;
}

GuichetIntent *
rig_new_file (gint64      ticket_id,
              const char *contents)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_ATTACH, ticket_id);

  intent->file_name = g_strdup ("capture.txt");
  intent->file_mime = g_strdup ("text/plain");
  intent->file_data = g_bytes_new (contents, strlen (contents));

  return intent;
}

static void
assert_same_journal (GuichetTicket  *theirs,
                     GuichetTicket  *ours,
                     GuichetJournal  journal)
{
  GPtrArray *their_entries = guichet_ticket_get_journal (theirs, journal);
  GPtrArray *our_entries = guichet_ticket_get_journal (ours, journal);

  g_assert_nonnull (our_entries);
  g_assert_cmpuint (our_entries->len, ==, their_entries->len);
  for (guint i = 0; i < our_entries->len; i++)
    g_assert_true (guichet_journal_entry_equal (g_ptr_array_index (our_entries, i),
                                                g_ptr_array_index (their_entries, i)));
}

void
rig_assert_same (Rig    *self,
                 gint64  ticket_id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) theirs = fake_remote_dup (FAKE_REMOTE (self->remote), ticket_id);
  g_autoptr(GuichetTicket) ours = guichet_store_read_ticket (self->store, ticket_id, NULL, &error);

  if (theirs == NULL)
    {
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
      return;
    }

  g_assert_no_error (error);
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (g_strcmp0 (guichet_ticket_get (theirs, i), guichet_ticket_get (ours, i)) != 0)
      g_error ("%s of ticket %" G_GINT64_FORMAT ": server “%s”, cache “%s”", guichet_field_get_name (i), ticket_id,
               guichet_ticket_get (theirs, i), guichet_ticket_get (ours, i));
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    assert_same_journal (theirs, ours, i);
}
