#include "config.h"

#include <glib/gstdio.h>

#include "ui/ticket/draft-saver.h"

#define KEY "42/notes"

/* Something that is written, of the simplest kind. */
#define TYPE_NOTES (notes_get_type ())

G_DECLARE_FINAL_TYPE (Notes, notes, TEST, NOTES, GuichetDraftSaver)

struct _Notes
{
  GuichetDraftSaver parent_instance;

  char *text;
};

G_DEFINE_FINAL_TYPE (Notes, notes, GUICHET_TYPE_DRAFT_SAVER)

static GuichetDraft *
notes_make_draft (GuichetDraftSaver *saver)
{
  return guichet_draft_new (guichet_draft_saver_get_key (saver), TEST_NOTES (saver)->text);
}

static void
notes_take_draft (GuichetDraftSaver  *saver,
                  const GuichetDraft *draft)
{
  if (draft != NULL)
    g_set_str (&TEST_NOTES (saver)->text, draft->html);
}

static void
notes_finalize (GObject *object)
{
  g_free (TEST_NOTES (object)->text);

  G_OBJECT_CLASS (notes_parent_class)->finalize (object);
}

static void
notes_class_init (NotesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = notes_finalize;
  GUICHET_DRAFT_SAVER_CLASS (klass)->make_draft = notes_make_draft;
  GUICHET_DRAFT_SAVER_CLASS (klass)->take_draft = notes_take_draft;
}

static void
notes_init (Notes *self)
{
  self->text = g_strdup ("");
}

typedef struct
{
  char              *folder;
  GuichetStore      *store;
  GuichetDraftSaver *saver;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("guichet-saver-XXXXXX", &error);
  g_assert_no_error (error);
  f->store = guichet_store_open (f->folder, &error);
  g_assert_no_error (error);
  f->saver = g_object_new (TYPE_NOTES, NULL);
  guichet_draft_saver_load (f->saver, f->store, KEY);
  while (!guichet_draft_saver_get_loaded (f->saver))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  guichet_store_close (f->store);
  g_assert_finalize_object (f->saver);
  g_object_unref (f->store);

  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
}

static void
write_text (Fixture    *f,
            const char *text)
{
  g_set_str (&TEST_NOTES (f->saver)->text, text);
  guichet_draft_saver_touch (f->saver);
}

static void
assert_stored (Fixture    *f,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft (f->store, KEY, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (draft != NULL ? draft->html : NULL, ==, expected);
}

static void
wait_until_saved (Fixture *f)
{
  do
    g_main_context_iteration (NULL, TRUE);
  while (guichet_draft_saver_get_n_saves (f->saver) == 0 || guichet_draft_saver_is_saving (f->saver));
}

/* By itself, and once for all that was written in the meantime. */
static void
test_autosave (Fixture       *f,
               gconstpointer  data)
{
  write_text (f, "<p>un</p>");
  write_text (f, "<p>deux</p>");
  g_assert_cmpuint (guichet_draft_saver_get_n_saves (f->saver), ==, 0);
  wait_until_saved (f);

  assert_stored (f, "<p>deux</p>");
  g_assert_cmpuint (guichet_draft_saver_get_n_saves (f->saver), ==, 1);
  g_assert_cmpint (guichet_draft_saver_get_saved (f->saver), >, 0);
  g_assert_cmpstr (guichet_draft_saver_get_kept (f->saver), ==, "<p>deux</p>");

  write_text (f, "");
  guichet_draft_saver_flush (f->saver);
  wait_until_saved (f);
  assert_stored (f, NULL);
  g_assert_cmpint (guichet_draft_saver_get_saved (f->saver), ==, 0);
}

/* What an operation is being made of is not saved under its hands. */
static void
test_hold (Fixture       *f,
           gconstpointer  data)
{
  write_text (f, "<p>un</p>");
  guichet_draft_saver_hold (f->saver);
  guichet_draft_saver_flush (f->saver);
  g_assert_cmpuint (guichet_draft_saver_get_n_saves (f->saver), ==, 0);
  assert_stored (f, NULL);

  guichet_draft_saver_settle (f->saver);
  wait_until_saved (f);
  assert_stored (f, "<p>un</p>");

  write_text (f, "<p>deux</p>");
  guichet_draft_saver_forget (f->saver);
  guichet_draft_saver_flush (f->saver);
  assert_stored (f, "<p>un</p>");
}

/* What could not be saved stays to be saved, and what the store has is known. */
static void
test_failure (Fixture       *f,
              gconstpointer  data)
{
  write_text (f, "<p>un</p>");
  guichet_draft_saver_flush (f->saver);
  wait_until_saved (f);
  guichet_store_close (f->store);

  g_test_expect_message ("Guichet", G_LOG_LEVEL_MESSAGE, "*could not be read or saved*");
  write_text (f, "<p>deux</p>");
  guichet_draft_saver_flush (f->saver);
  wait_until_saved (f);
  g_test_assert_expected_messages ();
  g_assert_nonnull (guichet_draft_saver_get_error (f->saver));
  g_assert_cmpstr (guichet_draft_saver_get_kept (f->saver), ==, "<p>un</p>");
  g_assert_cmpstr (TEST_NOTES (f->saver)->text, ==, "<p>deux</p>");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/ui/draft-saver/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("autosave", test_autosave);
  ADD ("hold", test_hold);
  ADD ("failure", test_failure);

  return g_test_run ();
}
