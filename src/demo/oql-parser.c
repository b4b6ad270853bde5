#include "config.h"

#include "demo/oql.h"

#include "demo/oql-lexer.h"

/* Recursive descent; the depth is bounded, so no text can exhaust the stack:
 * AND and OR chains are lists, only parentheses and subqueries nest. */

typedef struct
{
  GArray  *tokens;
  guint    at;
  guint    depth;
  gboolean failed;
  guint    wrong;               /* the token at fault */
} Parser;

static DemoNode  *parse_or    (Parser *parser);
static DemoQuery *parse_query (Parser *parser);

static void
free_node (gpointer data)
{
  DemoNode *node = data;

  g_free (node->text);
  g_free (node->alias);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_clear_pointer (&node->subquery, demo_query_free);
  g_free (node);
}

static void
free_join (gpointer data)
{
  DemoJoin *join = data;

  g_free (join->class_name);
  g_free (join->alias);
  g_free (join->left_alias);
  g_free (join->left_code);
  g_free (join->right_alias);
  g_free (join->right_code);
  g_free (join);
}

void
demo_query_free (DemoQuery *query)
{
  while (query != NULL)
    {
      DemoQuery *next = query->other;

      g_free (query->class_name);
      g_free (query->alias);
      g_ptr_array_unref (query->joins);
      g_clear_pointer (&query->where, free_node);
      g_free (query);
      query = next;
    }
}

static const DemoToken *
peek (Parser *parser)
{
  return &g_array_index (parser->tokens, DemoToken, parser->at);
}

static void
advance (Parser *parser)
{
  if (parser->at + 1 < parser->tokens->len)
    parser->at++;
}

static gpointer
fail (Parser *parser)
{
  if (!parser->failed)
    {
      parser->failed = TRUE;
      parser->wrong = parser->at;
    }

  return NULL;
}

static gboolean
accept (Parser        *parser,
        DemoTokenType  type)
{
  if (peek (parser)->type != type)
    return FALSE;

  advance (parser);
  return TRUE;
}

static gboolean
accept_word (Parser     *parser,
             const char *word)
{
  if (!demo_token_is (peek (parser), word))
    return FALSE;

  advance (parser);
  return TRUE;
}

static gboolean
expect (Parser        *parser,
        DemoTokenType  type)
{
  if (accept (parser, type))
    return TRUE;

  fail (parser);
  return FALSE;
}

static char *
expect_name (Parser *parser,
             gsize  *out_position)
{
  const DemoToken *token = peek (parser);

  if (token->type != DEMO_TOKEN_NAME)
    return fail (parser);

  if (out_position != NULL)
    *out_position = token->position;
  advance (parser);
  return g_strdup (token->text);
}

static DemoNode *
new_node (DemoNodeType  type,
          const char   *text,
          gsize         position)
{
  DemoNode *node = g_new0 (DemoNode, 1);

  node->type = type;
  node->text = g_strdup (text);
  node->position = position;
  node->children = g_ptr_array_new_with_free_func (free_node);
  return node;
}

static gboolean
enter (Parser *parser)
{
  if (parser->depth >= DEMO_OQL_MAX_DEPTH)
    {
      fail (parser);
      return FALSE;
    }

  parser->depth++;
  return TRUE;
}

static gboolean
add_child (DemoNode *node,
           DemoNode *child)
{
  if (child == NULL)
    return FALSE;

  g_ptr_array_add (node->children, child);
  return TRUE;
}

static DemoNode *parse_operand (Parser *parser);

/* INTERVAL 2 DAY */
static DemoNode *
parse_interval (Parser *parser,
                gsize   position)
{
  g_autofree char *unit = NULL;
  DemoNode *node;

  if (!enter (parser))
    return NULL;

  node = new_node (DEMO_NODE_INTERVAL, NULL, position);
  if (add_child (node, parse_operand (parser)) && (unit = expect_name (parser, NULL)) != NULL)
    node->text = g_ascii_strup (unit, -1);
  else
    g_clear_pointer (&node, free_node);

  parser->depth--;
  return node;
}

static gboolean
parse_list (Parser   *parser,
            DemoNode *node)
{
  if (accept (parser, DEMO_TOKEN_CLOSE))
    return TRUE;

  do
    if (!add_child (node, parse_or (parser)))
      return FALSE;
  while (accept (parser, DEMO_TOKEN_COMMA));

  return expect (parser, DEMO_TOKEN_CLOSE);
}

static DemoNode *
parse_function (Parser          *parser,
                const DemoToken *name)
{
  DemoNode *node;

  if (!enter (parser))
    return NULL;

  node = new_node (DEMO_NODE_FUNCTION, NULL, name->position);
  node->text = g_ascii_strup (name->text, -1);
  if (!parse_list (parser, node))
    g_clear_pointer (&node, free_node);

  parser->depth--;
  return node;
}

static DemoNode *
parse_named (Parser          *parser,
             const DemoToken *token)
{
  DemoNode *node;

  if (accept (parser, DEMO_TOKEN_OPEN))
    return parse_function (parser, token);

  if (!accept (parser, DEMO_TOKEN_DOT))
    return new_node (DEMO_NODE_ATTRIBUTE, token->text, token->position);

  node = new_node (DEMO_NODE_ATTRIBUTE, NULL, token->position);
  node->alias = g_strdup (token->text);
  node->text = expect_name (parser, &node->position);
  if (node->text == NULL)
    g_clear_pointer (&node, free_node);

  return node;
}

static DemoNode *
parse_group (Parser *parser)
{
  DemoNode *node;

  if (!enter (parser))
    return NULL;

  node = parse_or (parser);
  if (node != NULL && !expect (parser, DEMO_TOKEN_CLOSE))
    g_clear_pointer (&node, free_node);

  parser->depth--;
  return node;
}

static gboolean
is_reserved (const DemoToken *token)
{
  static const char * const words[] = { "SELECT", "WHERE", "AND", "OR", "IN", "LIKE", "JOIN", "ON", "UNION", "AS" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (demo_token_is (token, words[i]))
      return TRUE;

  return FALSE;
}

static DemoNode *
parse_operand (Parser *parser)
{
  const DemoToken *token = peek (parser);

  if (is_reserved (token))
    return fail (parser);
  /* NOT (…) is not OQL (get-65): what follows NOT is at fault. */
  if (accept_word (parser, "NOT"))
    return fail (parser);

  switch (token->type)
    {
    case DEMO_TOKEN_STRING:
      advance (parser);
      return new_node (DEMO_NODE_STRING, token->text, token->position);

    case DEMO_TOKEN_NUMBER:
      advance (parser);
      return new_node (DEMO_NODE_NUMBER, token->text, token->position);

    case DEMO_TOKEN_PARAMETER:
      advance (parser);
      return new_node (DEMO_NODE_PARAMETER, token->text, token->position);

    case DEMO_TOKEN_NAME:
      advance (parser);
      return demo_token_is (token, "INTERVAL") ? parse_interval (parser, token->position)
                                               : parse_named (parser, token);

    case DEMO_TOKEN_OPEN:
      advance (parser);
      return parse_group (parser);

    case DEMO_TOKEN_END:
    case DEMO_TOKEN_OPERATOR:
    case DEMO_TOKEN_CLOSE:
    case DEMO_TOKEN_COMMA:
    case DEMO_TOKEN_DOT:
    case DEMO_TOKEN_UNKNOWN:
    default:
      return fail (parser);
    }
}

static gboolean
parse_in_list (Parser   *parser,
               DemoNode *node)
{
  if (!expect (parser, DEMO_TOKEN_OPEN))
    return FALSE;
  if (!demo_token_is (peek (parser), "SELECT"))
    return parse_list (parser, node);
  if (!enter (parser))
    return FALSE;

  node->subquery = parse_query (parser);
  parser->depth--;
  return node->subquery != NULL && expect (parser, DEMO_TOKEN_CLOSE);
}

static DemoNode *
parse_in (Parser   *parser,
          DemoNode *operand,
          gboolean  negated)
{
  DemoNode *node = new_node (DEMO_NODE_IN, NULL, operand->position);

  node->negated = negated;
  g_ptr_array_add (node->children, operand);
  if (!parse_in_list (parser, node))
    g_clear_pointer (&node, free_node);

  return node;
}

static DemoNode *
finish_comparison (Parser     *parser,
                   DemoNode   *left,
                   const char *operator)
{
  DemoNode *node = new_node (DEMO_NODE_COMPARE, operator, left->position);

  g_ptr_array_add (node->children, left);
  if (!add_child (node, parse_operand (parser)))
    g_clear_pointer (&node, free_node);

  return node;
}

static DemoNode *
parse_comparison (Parser *parser)
{
  DemoNode *left = parse_operand (parser);
  const DemoToken *token = peek (parser);

  if (left == NULL)
    return NULL;

  if (accept (parser, DEMO_TOKEN_OPERATOR))
    return finish_comparison (parser, left, token->text);
  if (accept_word (parser, "LIKE"))
    return finish_comparison (parser, left, "LIKE");
  if (accept_word (parser, "IN"))
    return parse_in (parser, left, FALSE);
  if (accept_word (parser, "MATCHES"))
    return finish_comparison (parser, left, "MATCHES");
  if (accept_word (parser, "NOT"))
    {
      if (accept_word (parser, "LIKE"))
        return finish_comparison (parser, left, "NOT LIKE");
      if (accept_word (parser, "IN"))
        return parse_in (parser, left, TRUE);
      fail (parser);
      g_clear_pointer (&left, free_node);
    }

  return left;
}

/* Operands joined by one word, as one list. */
static DemoNode *
parse_chain (Parser        *parser,
             DemoNodeType   type,
             const char    *word,
             DemoNode    *(*parse_part) (Parser *parser))
{
  DemoNode *first = parse_part (parser);
  DemoNode *chain;

  if (first == NULL || !demo_token_is (peek (parser), word))
    return first;

  chain = new_node (type, NULL, first->position);
  g_ptr_array_add (chain->children, first);
  while (accept_word (parser, word))
    if (!add_child (chain, parse_part (parser)))
      {
        free_node (chain);
        return NULL;
      }

  return chain;
}

static DemoNode *
parse_and (Parser *parser)
{
  return parse_chain (parser, DEMO_NODE_AND, "AND", parse_comparison);
}

static DemoNode *
parse_or (Parser *parser)
{
  return parse_chain (parser, DEMO_NODE_OR, "OR", parse_and);
}

static gboolean
parse_join_side (Parser  *parser,
                 char   **out_alias,
                 char   **out_code,
                 gsize   *out_position)
{
  return (*out_alias = expect_name (parser, NULL)) != NULL && expect (parser, DEMO_TOKEN_DOT) &&
         (*out_code = expect_name (parser, out_position)) != NULL;
}

static gboolean
parse_join (Parser    *parser,
            GPtrArray *joins)
{
  DemoJoin *join = g_new0 (DemoJoin, 1);
  const DemoToken *token;

  g_ptr_array_add (joins, join);
  if ((join->class_name = expect_name (parser, &join->class_position)) == NULL)
    return FALSE;
  if (accept_word (parser, "AS"))
    join->alias = expect_name (parser, NULL);
  else
    join->alias = g_strdup (join->class_name);
  if (join->alias == NULL)
    return FALSE;
  if (!accept_word (parser, "ON"))
    return fail (parser) != NULL;
  if (!parse_join_side (parser, &join->left_alias, &join->left_code, &join->left_position))
    return FALSE;

  token = peek (parser);
  if (token->type != DEMO_TOKEN_OPERATOR || !g_str_equal (token->text, "="))
    return fail (parser) != NULL;
  advance (parser);

  return parse_join_side (parser, &join->right_alias, &join->right_code, &join->right_position);
}

/* SELECT Class [AS a], or SELECT a FROM Class AS a. */
static gboolean
parse_head (Parser    *parser,
            DemoQuery *query)
{
  g_autofree char *wanted = NULL;

  if ((query->class_name = expect_name (parser, &query->class_position)) == NULL)
    return FALSE;

  if (accept_word (parser, "FROM"))
    {
      wanted = g_steal_pointer (&query->class_name);
      if ((query->class_name = expect_name (parser, &query->class_position)) == NULL)
        return FALSE;
    }
  if (accept_word (parser, "AS"))
    query->alias = expect_name (parser, NULL);
  else
    query->alias = g_strdup (query->class_name);
  if (query->alias == NULL)
    return FALSE;
  if (wanted != NULL && !g_str_equal (wanted, query->alias))
    return fail (parser) != NULL;

  return TRUE;
}

static gboolean
parse_tail (Parser    *parser,
            DemoQuery *query)
{
  while (accept_word (parser, "JOIN"))
    if (!parse_join (parser, query->joins))
      return FALSE;

  if (accept_word (parser, "WHERE") && (query->where = parse_or (parser)) == NULL)
    return FALSE;

  return TRUE;
}

static DemoQuery *
parse_select (Parser *parser)
{
  g_autoptr(DemoQuery) query = g_new0 (DemoQuery, 1);

  query->joins = g_ptr_array_new_with_free_func (free_join);
  if (!accept_word (parser, "SELECT"))
    {
      /* An expression is what the real parser would take here; the next
       * token is the one it cannot make sense of (create-32). */
      advance (parser);
      return fail (parser);
    }
  if (!parse_head (parser, query) || !parse_tail (parser, query))
    return NULL;

  return g_steal_pointer (&query);
}

static DemoQuery *
parse_query (Parser *parser)
{
  g_autoptr(DemoQuery) first = parse_select (parser);
  DemoQuery *last = first;

  while (last != NULL && accept_word (parser, "UNION"))
    {
      if ((last->other = parse_select (parser)) == NULL)
        return NULL;
      last = last->other;
    }

  return g_steal_pointer (&first);
}

/**
 * demo_oql_parse:
 * @text: valid UTF-8; anything
 * @out_message: (out): the server's complaint, if %NULL is returned
 *
 * Returns: (transfer full) (nullable): the query
 */
DemoQuery *
demo_oql_parse (const char  *text,
                char       **out_message)
{
  g_autoptr(GArray) tokens = NULL;
  g_autoptr(DemoQuery) query = NULL;
  const DemoToken *wrong;
  Parser parser = { NULL };

  if (strlen (text) > DEMO_OQL_MAX_BYTES)
    {
      *out_message = g_strdup ("The query is too long");
      return NULL;
    }

  parser.tokens = tokens = demo_oql_scan (text);
  query = parse_query (&parser);
  if (query != NULL && peek (&parser)->type != DEMO_TOKEN_END)
    fail (&parser);
  if (!parser.failed)
    return g_steal_pointer (&query);

  wrong = &g_array_index (tokens, DemoToken, parser.wrong);
  *out_message = g_strdup_printf ("Unexpected token %s - found '%s' at %" G_GSIZE_FORMAT " in '%s'",
                                  demo_token_type_to_name (wrong), wrong->text,
                                  wrong->type == DEMO_TOKEN_END ? 0 : wrong->position, text);
  return NULL;
}
