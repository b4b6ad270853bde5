#include "config.h"

#include "store/ticket-columns.h"

static gboolean
is_key (guint field)
{
  return guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY;
}

static void
append_column (GString    *out,
               const char *format,
               const char *column)
{
  for (const char *p = format; *p != '\0'; p++)
    if (*p == '@')
      g_string_append (out, column);
    else
      g_string_append_c (out, *p);
}

/**
 * guichet_ticket_columns_expand:
 *
 * Returns: (transfer full): @format once for each thin column, with the
 *   column's name in the place of @
 */
char *
guichet_ticket_columns_expand (const char *format)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (guichet_field_get_name (f)), "-", '_');
      g_autofree char *label = g_strconcat (name, "_label", NULL);

      append_column (out, format, name);
      if (is_key (f))
        append_column (out, format, label);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Returns: the index behind the last column */
int
guichet_ticket_columns_bind (GuichetDbStmt *stmt,
                             int            index,
                             GuichetTicket *ticket)
{
  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      const char *value = guichet_ticket_peek (ticket, f);

      guichet_db_stmt_bind_text (stmt, index++, value);
      if (is_key (f) && value != NULL)
        guichet_db_stmt_bind_text (stmt, index++, guichet_ticket_get_label (ticket, f));
      else if (is_key (f))
        guichet_db_stmt_bind_null (stmt, index++);
    }

  return index;
}

/* Returns: the column behind the last one */
int
guichet_ticket_columns_read (GuichetDbStmt *stmt,
                             int            column,
                             GuichetTicket *ticket)
{
  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      const char *value = guichet_db_stmt_get_text (stmt, column++);

      if (value != NULL)
        guichet_ticket_set (ticket, f, value);
      if (!is_key (f))
        continue;
      if (value != NULL)
        guichet_ticket_set_label (ticket, f, guichet_db_stmt_get_text (stmt, column));
      column++;
    }

  return column;
}
