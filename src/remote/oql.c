#include "config.h"

#include "remote/oql.h"

#include "util/error.h"

#define NAME_MAX_LENGTH 255
#define GROUPS_MAX 4

typedef enum
{
  JOIN_NOTHING,
  JOIN_AND,
  JOIN_OR,
} Join;

struct _GuichetOql
{
  GString  *text;
  Join      next[GROUPS_MAX];   /* what joins the next condition, by group */
  Join      join[GROUPS_MAX];   /* what joins conditions of the group */
  guint     n_groups;
  gboolean  bad;
};

static const char * const comparisons[] = { "=", "!=", "<", "<=", ">", ">=", NULL };

/**
 * guichet_oql_is_name:
 *
 * Returns: whether @name can be a class or an attribute code
 */
gboolean
guichet_oql_is_name (const char *name)
{
  if (name == NULL || !(g_ascii_isalpha (*name) || *name == '_') || strlen (name) > NAME_MAX_LENGTH)
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;

  return TRUE;
}

/**
 * guichet_oql_quote:
 *
 * A literal in single quotes; a backslash escapes quote and backslash
 * (ITOP-PROTOCOL §3, transcript get-56).
 *
 * Returns: (transfer full): @text as one token
 */
char *
guichet_oql_quote (const char *text)
{
  g_autoptr(GString) out = g_string_new ("'");

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '\'');

  return g_string_free (g_steal_pointer (&out), FALSE);
}

GuichetOql *
guichet_oql_new (const char *class_name)
{
  GuichetOql *self = g_new0 (GuichetOql, 1);

  self->text = g_string_new ("SELECT ");
  self->join[0] = JOIN_AND;
  if (guichet_oql_is_name (class_name))
    g_string_append (self->text, class_name);
  else
    self->bad = TRUE;

  return self;
}

void
guichet_oql_free (GuichetOql *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_free (self);
}

/* What stands between the last condition and the next. */
static void
append_join (GuichetOql *self)
{
  Join *next = &self->next[self->n_groups];

  if (*next == JOIN_AND)
    g_string_append (self->text, " AND ");
  else if (*next == JOIN_OR)
    g_string_append (self->text, " OR ");
  else if (self->n_groups == 0)
    g_string_append (self->text, " WHERE ");
  *next = self->join[self->n_groups];
}

static void
open_group (GuichetOql *self,
            Join        join)
{
  if (self->n_groups + 1 >= GROUPS_MAX)
    {
      self->bad = TRUE;
      return;
    }
  append_join (self);
  g_string_append_c (self->text, '(');
  self->n_groups++;
  self->next[self->n_groups] = JOIN_NOTHING;
  self->join[self->n_groups] = join;
}

void
guichet_oql_open_any (GuichetOql *self)
{
  open_group (self, JOIN_OR);
}

void
guichet_oql_open_all (GuichetOql *self)
{
  open_group (self, JOIN_AND);
}

/**
 * guichet_oql_close:
 *
 * An empty group would be no condition at all: it makes the query bad.
 */
void
guichet_oql_close (GuichetOql *self)
{
  if (self->n_groups == 0 || self->next[self->n_groups] == JOIN_NOTHING)
    {
      self->bad = TRUE;
      return;
    }
  self->n_groups--;
  g_string_append_c (self->text, ')');
}

/* Begins a condition about @code; FALSE if it cannot be one. */
static gboolean
begin_condition (GuichetOql *self,
                 const char *code)
{
  if (!guichet_oql_is_name (code))
    {
      self->bad = TRUE;
      return FALSE;
    }
  append_join (self);

  return TRUE;
}

static gboolean
begin_comparison (GuichetOql *self,
                  const char *code,
                  const char *comparison)
{
  if (!g_strv_contains (comparisons, comparison) || !begin_condition (self, code))
    {
      self->bad = TRUE;
      return FALSE;
    }
  g_string_append_printf (self->text, "%s %s ", code, comparison);

  return TRUE;
}

void
guichet_oql_where_int (GuichetOql *self,
                       const char *code,
                       const char *comparison,
                       gint64      value)
{
  if (begin_comparison (self, code, comparison))
    g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
guichet_oql_where_text (GuichetOql *self,
                        const char *code,
                        const char *comparison,
                        const char *value)
{
  g_autofree char *quoted = guichet_oql_quote (value);

  if (begin_comparison (self, code, comparison))
    g_string_append (self->text, quoted);
}

void
guichet_oql_where_null (GuichetOql *self,
                        const char *code)
{
  if (begin_condition (self, code))
    g_string_append_printf (self->text, "ISNULL(%s)", code);
}

/* Markers hold letters, digits and dashes: neither wildcards of LIKE nor
 * anything that would have to be escaped twice. */
static gboolean
is_marker (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return FALSE;

  return *text != '\0';
}

static void
where_like (GuichetOql *self,
            const char *code,
            const char *operator,
            const char *marker)
{
  if (!is_marker (marker))
    self->bad = TRUE;
  else if (begin_condition (self, code))
    g_string_append_printf (self->text, "%s %s '%%%s%%'", code, operator, marker);
}

void
guichet_oql_where_contains (GuichetOql *self,
                            const char *code,
                            const char *marker)
{
  where_like (self, code, "LIKE", marker);
}

/* NOT LIKE, for the server knows no NOT (…) (transcript get-65). */
void
guichet_oql_where_lacks (GuichetOql *self,
                         const char *code,
                         const char *marker)
{
  where_like (self, code, "NOT LIKE", marker);
}

/**
 * guichet_oql_where_ids:
 * @ids: (element-type gint64): at least one
 */
void
guichet_oql_where_ids (GuichetOql *self,
                       const char *code,
                       GArray     *ids)
{
  if (ids->len == 0)
    self->bad = TRUE;
  if (self->bad || !begin_condition (self, code))
    return;

  g_string_append_printf (self->text, "%s IN (", code);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (self->text, i > 0 ? ",%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT,
                            g_array_index (ids, gint64, i));
  g_string_append_c (self->text, ')');
}

/**
 * guichet_oql_where_not_in:
 * @values: (element-type utf8): at least one
 */
void
guichet_oql_where_not_in (GuichetOql *self,
                          const char *code,
                          GPtrArray  *values)
{
  if (values->len == 0)
    self->bad = TRUE;
  if (self->bad || !begin_condition (self, code))
    return;

  g_string_append_printf (self->text, "%s NOT IN (", code);
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *quoted = guichet_oql_quote (g_ptr_array_index (values, i));

      g_string_append_printf (self->text, "%s%s", i > 0 ? "," : "", quoted);
    }
  g_string_append_c (self->text, ')');
}

/**
 * guichet_oql_where_trusted:
 * @condition: OQL out of a profile, which the administrator wrote
 */
void
guichet_oql_where_trusted (GuichetOql *self,
                           const char *condition)
{
  append_join (self);
  g_string_append_printf (self->text, "(%s)", condition);
}

/**
 * guichet_oql_to_text:
 *
 * Returns: (transfer full) (nullable): the query; %NULL with INVALID if it was
 *   given anything that cannot be part of one
 */
char *
guichet_oql_to_text (GuichetOql  *self,
                     GError     **error)
{
  if (self->bad || self->n_groups > 0)
    {
      g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "A query could not be built");
      return NULL;
    }

  return g_strdup (self->text->str);
}
