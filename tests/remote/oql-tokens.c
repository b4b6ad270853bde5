#include "config.h"

#include "oql-tokens.h"

#include <string.h>

static const char *
read_string (const char *p,
             GString    *out)
{
  char quote = *p++;

  g_string_assign (out, "'");
  for (; *p != '\0' && *p != quote; p++)
    {
      if (*p == '\\' && *++p == '\0')
        return NULL;
      g_string_append_c (out, *p);
    }

  return *p == quote ? p + 1 : NULL;
}

static const char *
read_run (const char *p,
          GString    *out,
          const char *allowed)
{
  while (*p != '\0' && (g_ascii_isalnum (*p) || strchr (allowed, *p) != NULL))
    g_string_append_c (out, *p++);

  return p;
}

static const char *
read_token (const char *p,
            GString    *out)
{
  g_string_truncate (out, 0);
  if (*p == '\'' || *p == '"')
    return read_string (p, out);
  if (g_ascii_isalpha (*p) || *p == '_')
    return read_run (p, out, "_");
  if (g_ascii_isdigit (*p) || *p == '-' || *p == ':')
    {
      g_string_append_c (out, *p);
      return read_run (p + 1, out, *p == ':' ? "_" : "");
    }
  if (strchr ("=!<>", *p) != NULL)
    {
      g_string_append_c (out, *p++);
      if (*p == '=')
        g_string_append_c (out, *p++);
      return p;
    }
  if (strchr ("(),", *p) != NULL)
    {
      g_string_append_c (out, *p);
      return p + 1;
    }

  return NULL;
}

GPtrArray *
oql_tokens_new (const char *text)
{
  g_autoptr(GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) token = g_string_new (NULL);
  const char *p = text;

  for (;;)
    {
      while (*p == ' ')
        p++;
      if (*p == '\0')
        return g_steal_pointer (&tokens);
      if ((p = read_token (p, token)) == NULL)
        return NULL;
      g_ptr_array_add (tokens, g_strdup (token->str));
    }
}
