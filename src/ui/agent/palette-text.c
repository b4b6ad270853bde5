#include "config.h"

#include "ui/agent/palette-text.h"

#include "util/text.h"

static const struct { char prefix; GuichetPaletteGroup group; } prefixes[] = {
  { '>', GUICHET_PALETTE_ACTIONS },
  { '#', GUICHET_PALETTE_TICKETS },
  { '@', GUICHET_PALETTE_PEOPLE },
  { '?', GUICHET_PALETTE_ARTICLES },
};

void
guichet_palette_text_take (GuichetPaletteText *self,
                           const char         *typed)
{
  g_autofree char *bare = guichet_text_single_line (typed);
  g_autofree char *folded = NULL;
  const char *rest = bare;

  self->only = -1;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (*bare == prefixes[i].prefix)
      {
        self->only = prefixes[i].group;
        rest++;
        break;
      }

  g_free (self->text);
  self->text = g_strstrip (g_strdup (rest));
  folded = guichet_text_fold (self->text);
  g_strfreev (self->words);
  self->words = g_strsplit (folded, " ", -1);
}

void
guichet_palette_text_clear (GuichetPaletteText *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->words, g_strfreev);
}

gboolean
guichet_palette_text_wants (const GuichetPaletteText *self,
                            GuichetPaletteGroup       group)
{
  /* Where to go is done like the rest. */
  return self->only < 0 || self->only == (int) group ||
         (self->only == GUICHET_PALETTE_ACTIONS && group == GUICHET_PALETTE_GO);
}

/* Whether @title has all words. */
gboolean
guichet_palette_text_fits (const GuichetPaletteText *self,
                           const char               *title)
{
  g_autofree char *folded = guichet_text_fold (title);

  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}
