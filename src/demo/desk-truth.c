#include "config.h"

#include "demo/desk-private.h"

#include "demo/case-log.h"
#include "demo/colleagues.h"

static guint
count_in_tickets (DemoCore   *core,
                  const char *marker)
{
  sqlite3_stmt *statement =
    demo_core_prepare (core,
                       "SELECT instr(description || ' ' || client_ref, ?1), public_log, private_log FROM user_request "
                       "WHERE instr(description || ' ' || client_ref || public_log || private_log, ?1)", NULL);
  guint count = 0;

  g_return_val_if_fail (statement != NULL, 0);

  sqlite3_bind_text (statement, 1, marker, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      count += sqlite3_column_int (statement, 0) > 0;
      count += demo_case_log_count_marker ((const char *) sqlite3_column_text (statement, 1), marker);
      count += demo_case_log_count_marker ((const char *) sqlite3_column_text (statement, 2), marker);
    }
  sqlite3_reset (statement);

  return count;
}

static guint
count_in_attachments (DemoCore   *core,
                      const char *marker)
{
  sqlite3_stmt *statement =
    demo_core_prepare (core, "SELECT count(*) FROM attachment WHERE item_id != 0 AND instr(contents_name, ?1)", NULL);
  guint count = 0;

  g_return_val_if_fail (statement != NULL, 0);

  sqlite3_bind_text (statement, 1, marker, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (statement) == SQLITE_ROW)
    count = (guint) sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);

  return count;
}

/**
 * guichet_demo_desk_count_marker:
 *
 * Any thread. How many effects carry @marker: requests (in the description or
 * client_ref), journal entries, and attachments (in the file name). What was
 * uploaded and not submitted with anything is none.
 */
guint
guichet_demo_desk_count_marker (GuichetDemoDesk *self,
                                const char      *marker)
{
  guint count;

  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self) && marker != NULL, 0);

  g_mutex_lock (&self->lock);
  count = count_in_tickets (self->core, marker) + count_in_attachments (self->core, marker);
  g_mutex_unlock (&self->lock);

  return count;
}

/* How many requests came through either door so far. */
guint
guichet_demo_desk_count_requests (GuichetDemoDesk *self)
{
  guint count;

  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self), 0);

  g_mutex_lock (&self->lock);
  count = self->n_requests;
  g_mutex_unlock (&self->lock);

  return count;
}

/**
 * guichet_demo_desk_read_value:
 * @attribute: a code of UserRequest; a journal comes as the text it is kept as
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): %NULL without such a ticket or attribute
 */
char *
guichet_demo_desk_read_value (GuichetDemoDesk *self,
                              gint64           ticket_id,
                              const char      *attribute)
{
  DemoAttributeRef ref;
  g_autoptr(GString) sql = g_string_new ("SELECT ");
  char *value = NULL;

  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self) && attribute != NULL, NULL);

  if (!demo_class_resolve (demo_schema_get_class ("UserRequest", TRUE), attribute, TRUE, &ref))
    return NULL;

  demo_ref_append_sql (&ref, "o", sql);
  g_string_append (sql, " FROM user_request AS o WHERE o.id = ?1");
  g_mutex_lock (&self->lock);
  value = demo_core_read_text (self->core, sql->str, ticket_id);
  g_mutex_unlock (&self->lock);

  return value;
}

/**
 * guichet_demo_desk_act:
 * @login: of any account, requesters included
 * @json_operation: as it would be sent in json_data
 *
 * Any thread. What somebody does over the pages of the server meanwhile: no
 * login, no fault.
 */
gboolean
guichet_demo_desk_act (GuichetDemoDesk  *self,
                       const char       *login,
                       const char       *json_operation,
                       GError          **error)
{
  gboolean done;

  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self) && login != NULL && json_operation != NULL, FALSE);

  g_mutex_lock (&self->lock);
  done = demo_colleagues_run (self->core, login, json_operation, error);
  g_mutex_unlock (&self->lock);

  return done;
}
