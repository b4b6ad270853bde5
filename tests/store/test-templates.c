#include "config.h"

#include "fixture.h"
#include "store/templates.h"

typedef struct
{
  char         *folder;
  GuichetStore *store;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GuichetTemplate *
save (Fixture    *fixture,
      const char *name,
      guint       used,
      gboolean    greeting)
{
  GuichetTemplate *self = guichet_template_new (name, "<p>Bonjour {demandeur},</p>");
  g_autoptr(GError) error = NULL;

  self->used = used;
  self->greeting = greeting;
  guichet_store_save_template (fixture->store, self, &error);
  g_assert_no_error (error);

  return self;
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *templates = guichet_store_list_templates (fixture->store, &error);

  g_assert_no_error (error);

  return templates;
}

static const GuichetTemplate *
get (GPtrArray *templates,
     guint      index)
{
  g_assert_cmpuint (index, <, templates->len);

  return g_ptr_array_index (templates, index);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GuichetTemplate) saved = save (fixture, "Câble « HDMI »", 3, TRUE);
  g_autoptr(GPtrArray) templates = NULL;

  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  fixture->store = open_store (fixture->folder);

  templates = list (fixture);
  g_assert_cmpuint (templates->len, ==, 1);
  g_assert_cmpstr (get (templates, 0)->uuid, ==, saved->uuid);
  g_assert_cmpstr (get (templates, 0)->name, ==, "Câble « HDMI »");
  g_assert_cmpstr (get (templates, 0)->html, ==, saved->html);
  g_assert_cmpuint (get (templates, 0)->used, ==, 3);
  g_assert_true (get (templates, 0)->greeting);
}

static void
test_most_used_first (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GuichetTemplate) rare = save (fixture, "Aucun retour", 0, FALSE);
  g_autoptr(GuichetTemplate) often = save (fixture, "Précisions", 5, FALSE);
  g_autoptr(GuichetTemplate) never = save (fixture, "Bienvenue", 0, FALSE);
  g_autoptr(GPtrArray) templates = list (fixture);

  g_assert_cmpuint (templates->len, ==, 3);
  g_assert_cmpstr (get (templates, 0)->uuid, ==, often->uuid);
  g_assert_cmpstr (get (templates, 1)->uuid, ==, rare->uuid);
  g_assert_cmpstr (get (templates, 2)->uuid, ==, never->uuid);
}

static void
test_one_greeting (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GuichetTemplate) first = save (fixture, "A", 0, TRUE);
  g_autoptr(GuichetTemplate) second = save (fixture, "B", 0, TRUE);
  g_autoptr(GPtrArray) templates = list (fixture);

  g_assert_false (get (templates, 0)->greeting);
  g_assert_true (get (templates, 1)->greeting);
}

static void
test_changed_and_removed (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GuichetTemplate) self = save (fixture, "Un", 0, FALSE);
  g_autoptr(GPtrArray) changed = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  g_set_str (&self->name, "Deux");
  guichet_store_save_template (fixture->store, self, &error);
  g_assert_no_error (error);
  changed = list (fixture);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpstr (get (changed, 0)->name, ==, "Deux");

  guichet_store_remove_template (fixture->store, self->uuid, &error);
  g_assert_no_error (error);
  none = list (fixture);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
changed_cb (GuichetStore     *store,
            GuichetChangeSet *changes,
            gboolean         *told)
{
  *told = *told || changes->templates;
}

static void
test_told (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 until = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  gboolean told = FALSE;
  g_autoptr(GuichetTemplate) self = NULL;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &told);
  self = save (fixture, "Un", 0, FALSE);
  while (!told && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (told);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/templates/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("kept", test_kept);
  ADD ("most-used-first", test_most_used_first);
  ADD ("one-greeting", test_one_greeting);
  ADD ("changed-and-removed", test_changed_and_removed);
  ADD ("told", test_told);

  return g_test_run ();
}
