#include "config.h"

#include "words.h"

#include <math.h>

#define VOCABULARY 60000

struct _Words
{
  guint64    state;
  double     log_size;
  GPtrArray *vocabulary;
};

static const char * const starts[] = {
  "b", "c", "ch", "d", "f", "g", "j", "l", "m", "n", "p", "r", "s", "t", "v", "br", "cl", "cr", "dr", "fl", "gr", "pl", "pr", "tr",
  "é", "a", "i", "o", "h", "qu",
};
static const char * const middles[] = {
  "a", "e", "i", "o", "u", "é", "è", "ou", "ai", "an", "on", "in", "eau", "oi", "â", "ê", "ui", "eu",
};
static const char * const ends[] = {
  "", "", "", "r", "s", "t", "n", "l", "x", "ment", "tion", "teur", "que", "ble", "sse", "ge", "re", "ç", "nt", "ve",
};

/* xorshift64*: the same numbers on every machine, and no cost to speak of. */
static guint64
next_random (Words *self)
{
  self->state ^= self->state >> 12;
  self->state ^= self->state << 25;
  self->state ^= self->state >> 27;

  return self->state * G_GUINT64_CONSTANT (2685821657736338717);
}

guint64
words_random (Words   *self,
              guint64  end)
{
  return (next_random (self) >> 11) % end;
}

static char *
make_word (Words *self)
{
  GString *out = g_string_new (NULL);
  guint64 n = 1 + words_random (self, 3);

  for (guint64 i = 0; i < n; i++)
    {
      g_string_append (out, starts[words_random (self, G_N_ELEMENTS (starts))]);
      g_string_append (out, middles[words_random (self, G_N_ELEMENTS (middles))]);
    }
  g_string_append (out, ends[words_random (self, G_N_ELEMENTS (ends))]);

  return g_string_free (out, FALSE);
}

/* The vocabulary is the same for every seed: what is looked for is there. */
Words *
words_new (guint64 seed)
{
  Words *self = g_new0 (Words, 1);

  self->state = 20260101;
  self->log_size = log (VOCABULARY + 1);
  self->vocabulary = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < VOCABULARY; i++)
    g_ptr_array_add (self->vocabulary, make_word (self));
  self->state = seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + 1;

  return self;
}

void
words_free (Words *self)
{
  g_ptr_array_unref (self->vocabulary);
  g_free (self);
}

const char *
words_next (Words *self)
{
  double part = (double) (next_random (self) >> 11) / 9007199254740992.0;
  guint rank = (guint) exp (part * self->log_size) - 1;

  return g_ptr_array_index (self->vocabulary, MIN (rank, VOCABULARY - 1));
}

void
words_append (Words   *self,
              GString *out,
              gsize    n_bytes)
{
  gsize end = out->len + n_bytes;

  while (out->len < end)
    {
      g_string_append (out, words_next (self));
      g_string_append_c (out, ' ');
    }
  g_string_truncate (out, out->len - 1);
}
