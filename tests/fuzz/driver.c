#include "config.h"

#include "target.h"

#include <string.h>

/* Runs a target on its seeds and on changed copies of them, the same ones for
 * the same numbers:
 *
 *     fuzz-NAME [EXECUTIONS [SEED]]
 *     fuzz-NAME --write-seeds FOLDER      for a corpus of libFuzzer
 *     fuzz-NAME --one FILE                to see again what was found
 *
 * The seeds are the files in the folder FUZZ_SEEDS. */

#define DEFAULT_EXECUTIONS 20000
#define INPUT_MAX (32 * 1024)
#define CHANGES_MAX 6

__attribute__ ((weak)) GBytes *
fuzz_target_make_seed (const char *contents,
                       gsize       length)
{
  return g_bytes_new (contents, length);
}

__attribute__ ((weak)) const char * const *
fuzz_target_get_words (void)
{
  static const char * const none[] = { NULL };

  return none;
}

/* ---- seeds */

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);

  return paths;
}

static GPtrArray *
read_seeds (void)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) paths = list_files (FUZZ_SEEDS);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_get_contents (g_ptr_array_index (paths, i), &contents, &length, NULL))
        g_ptr_array_add (seeds, fuzz_target_make_seed (contents, length));
    }
  if (seeds->len == 0)
    g_error ("There are no seeds in %s", FUZZ_SEEDS);

  return seeds;
}

static void
write_seeds (GPtrArray  *seeds,
             const char *folder)
{
  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < seeds->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("seed-%04u", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gsize length;
      const char *data = g_bytes_get_data (g_ptr_array_index (seeds, i), &length);

      g_file_set_contents (path, data, (gssize) length, NULL);
    }
}

/* ---- running */

/* In a copy of its exact size, so that a read beyond it is seen; an empty
 * input has an address, too, as with libFuzzer. */
static void
run_input (const guint8 *data,
           gsize         length)
{
  g_autofree guint8 *exact = g_malloc (MAX (length, 1));

  if (length > 0)
    memcpy (exact, data, length);
  LLVMFuzzerTestOneInput (exact, length);
}

/* ---- changes */

static gsize
pick (GRand *rand,
      gsize  end)
{
  return end > 0 ? (gsize) g_rand_int (rand) % end : 0;
}

static void
insert_bytes (GByteArray   *input,
              gsize         place,
              const guint8 *data,
              gsize         length)
{
  gsize before = input->len;

  if (length == 0)
    return;
  g_byte_array_set_size (input, (guint) (before + length));
  memmove (input->data + place + length, input->data + place, before - place);
  memcpy (input->data + place, data, length);
}

static void
insert_word (GByteArray *input,
             GRand      *rand)
{
  const char * const *words = fuzz_target_get_words ();
  guint n = g_strv_length ((char **) words);
  const char *word = n > 0 ? words[pick (rand, n)] : "\\";

  insert_bytes (input, pick (rand, input->len + 1u), (const guint8 *) word, strlen (word));
}

static void
copy_range (GByteArray *input,
            GRand      *rand,
            GBytes     *from)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (from, &length);
  gsize start = pick (rand, length);
  gsize part = MIN (pick (rand, length - start), INPUT_MAX / 4);
  g_autofree guint8 *copy = g_memdup2 (data + start, part);

  insert_bytes (input, pick (rand, input->len + 1u), copy, part);
}

static void
remove_range (GByteArray *input,
              GRand      *rand)
{
  gsize start = pick (rand, input->len);

  g_byte_array_remove_range (input, (guint) start, (guint) pick (rand, MIN (input->len - start, 200)));
}

static void
change (GByteArray *input,
        GRand      *rand,
        GBytes     *other)
{
  static const guint8 odd[] = { 0x00, 0x22, 0x27, 0x3c, 0x5c, 0x7b, 0x7d, 0x80, 0xc3, 0xed, 0xf4, 0xff };

  if (input->len == 0)
    {
      insert_word (input, rand);
      return;
    }
  switch (pick (rand, 7))
    {
    case 0:
      input->data[pick (rand, input->len)] ^= (guint8) (1 << pick (rand, 8));
      break;
    case 1:
      input->data[pick (rand, input->len)] = odd[pick (rand, sizeof odd)];
      break;
    case 2:
      input->data[pick (rand, input->len)] = (guint8) g_rand_int (rand);
      break;
    case 3:
      remove_range (input, rand);
      break;
    case 4:
      copy_range (input, rand, other);
      break;
    case 5:
      insert_word (input, rand);
      break;
    case 6:
    default:
      g_byte_array_set_size (input, (guint) pick (rand, input->len));
      break;
    }
}

static void
run_changed (GPtrArray *seeds,
             GRand     *rand)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (g_ptr_array_index (seeds, pick (rand, seeds->len)), &length);
  g_autoptr(GByteArray) input = g_byte_array_new ();
  gsize changes = 1 + pick (rand, CHANGES_MAX);

  g_byte_array_append (input, data, (guint) MIN (length, INPUT_MAX));
  for (gsize i = 0; i < changes; i++)
    change (input, rand, g_ptr_array_index (seeds, pick (rand, seeds->len)));
  run_input (input->data, input->len);
}

static void
run (guint64 executions,
     guint32 seed)
{
  g_autoptr(GPtrArray) seeds = read_seeds ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < seeds->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (seeds, i), &length);

      run_input (data, length);
    }
  for (guint64 i = 0; i < executions; i++)
    run_changed (seeds, rand);
  g_print ("%u seeds and %" G_GUINT64_FORMAT " changed ones, seed %u: nothing found\n", seeds->len, executions, seed);
}

static void
run_file (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    g_error ("%s cannot be read", path);
  run_input ((const guint8 *) contents, length);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--write-seeds"))
    {
      g_autoptr(GPtrArray) seeds = read_seeds ();

      write_seeds (seeds, argv[2]);
    }
  else if (argc == 3 && g_str_equal (argv[1], "--one"))
    run_file (argv[2]);
  else
    run (argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : DEFAULT_EXECUTIONS,
         argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10) : 1);

  return 0;
}
