#include "config.h"

#include "demo/oql-lexer.h"

static void
clear_token (gpointer data)
{
  DemoToken *token = data;

  g_free (token->text);
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_';
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* The backslash escapes the quote and itself (get-56); in front of anything
 * else it means itself, as a LIKE pattern wants it. */
static char *
scan_string (const char **p)
{
  g_autoptr(GString) value = g_string_new (NULL);
  char quote = *(*p)++;

  while (**p != quote)
    {
      if (**p == '\0')
        return NULL;
      if (**p == '\\' && ((*p)[1] == quote || (*p)[1] == '\\'))
        (*p)++;
      g_string_append_c (value, *(*p)++);
    }
  (*p)++;

  return g_string_free (g_steal_pointer (&value), FALSE);
}

static char *
scan_while (const char **p,
            gboolean   (*belongs) (char c))
{
  const char *start = *p;

  while (belongs (**p))
    (*p)++;

  return g_strndup (start, *p - start);
}

static gboolean
is_parameter_char (char c)
{
  return is_name_char (c) || c == '-' || c == '>';
}

static gboolean
is_number_char (char c)
{
  return g_ascii_isdigit (c) || c == '.';
}

static DemoTokenType
scan_operator (const char **p,
               char       **out_text)
{
  gsize length = 1;
  char c = **p;

  if (c == '(' || c == ')' || c == ',' || c == '.')
    {
      *out_text = g_strndup ((*p)++, 1);
      return c == '(' ? DEMO_TOKEN_OPEN : c == ')' ? DEMO_TOKEN_CLOSE : c == ',' ? DEMO_TOKEN_COMMA : DEMO_TOKEN_DOT;
    }

  if ((c == '!' || c == '<' || c == '>') && (*p)[1] == '=')
    length = 2;
  else if (c != '=' && c != '<' && c != '>')
    {
      length = (gsize) (g_utf8_find_next_char (*p, NULL) - *p);
      *out_text = g_strndup (*p, length);
      *p += length;
      return DEMO_TOKEN_UNKNOWN;
    }

  *out_text = g_strndup (*p, length);
  *p += length;
  return DEMO_TOKEN_OPERATOR;
}

static DemoTokenType
scan_token (const char **p,
            char       **out_text)
{
  char c = **p;

  if (is_name_start (c))
    {
      *out_text = scan_while (p, is_name_char);
      return DEMO_TOKEN_NAME;
    }
  if (c == '`')
    {
      (*p)++;
      *out_text = scan_while (p, is_name_char);
      if (**p == '`')
        (*p)++;
      return DEMO_TOKEN_NAME;
    }
  if (g_ascii_isdigit (c) || (c == '-' && g_ascii_isdigit ((*p)[1])))
    {
      const char *start = (*p)++;
      g_autofree char *rest = scan_while (p, is_number_char);

      *out_text = g_strndup (start, *p - start);
      return DEMO_TOKEN_NUMBER;
    }
  if (c == ':' && is_name_start ((*p)[1]))
    {
      (*p)++;
      *out_text = scan_while (p, is_parameter_char);
      return DEMO_TOKEN_PARAMETER;
    }
  if (c == '\'' || c == '"')
    {
      const char *start = *p;

      if ((*out_text = scan_string (p)) != NULL)
        return DEMO_TOKEN_STRING;
      *out_text = g_strndup (start, 1);
      *p = start + strlen (start);
      return DEMO_TOKEN_UNKNOWN;
    }

  return scan_operator (p, out_text);
}

/**
 * demo_oql_scan:
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (element-type DemoToken): the tokens; the last is
 *   always DEMO_TOKEN_END
 */
GArray *
demo_oql_scan (const char *text)
{
  GArray *tokens = g_array_new (FALSE, TRUE, sizeof (DemoToken));
  const char *p = text;

  g_array_set_clear_func (tokens, clear_token);

  for (;;)
    {
      DemoToken token = { DEMO_TOKEN_END };

      while (g_ascii_isspace (*p))
        p++;
      token.position = (gsize) (p - text);
      if (*p != '\0')
        token.type = scan_token (&p, &token.text);
      else
        token.text = g_strdup ("0");
      g_array_append_val (tokens, token);
      if (token.type == DEMO_TOKEN_END)
        return tokens;
    }
}

gboolean
demo_token_is (const DemoToken *token,
               const char      *keyword)
{
  return token->type == DEMO_TOKEN_NAME && g_ascii_strcasecmp (token->text, keyword) == 0;
}

static gboolean
is_keyword (const char *text)
{
  static const char * const keywords[] = {
    "SELECT", "FROM", "AS", "JOIN", "ON", "WHERE", "AND", "OR", "IN", "LIKE", "UNION", "INTERVAL",
    "BELOW", "ABOVE", "MATCHES", "REGEXP", NULL,
  };

  for (guint i = 0; keywords[i] != NULL; i++)
    if (g_ascii_strcasecmp (keywords[i], text) == 0)
      return TRUE;

  return FALSE;
}

/* As the messages of the server name it. */
const char *
demo_token_type_to_name (const DemoToken *token)
{
  switch (token->type)
    {
    case DEMO_TOKEN_END:
      return "End of Input";

    case DEMO_TOKEN_NAME:
      return is_keyword (token->text) ? token->text : "NAME";

    case DEMO_TOKEN_STRING:
      return "STRVAL";

    case DEMO_TOKEN_NUMBER:
      return "NUMVAL";

    case DEMO_TOKEN_PARAMETER:
      return "VARNAME";

    case DEMO_TOKEN_OPERATOR:
      return "OPERATOR";

    case DEMO_TOKEN_OPEN:
      return "PAR_OPEN";

    case DEMO_TOKEN_CLOSE:
      return "PAR_CLOSE";

    case DEMO_TOKEN_COMMA:
      return "COMA";

    case DEMO_TOKEN_DOT:
      return "DOT";

    case DEMO_TOKEN_UNKNOWN:
    default:
      return "UNKNOWN";
    }
}
