#include "config.h"

#include "store/related-sql.h"

/* The conditions repeat those of the partial indexes. */
#define COUNT(column) \
  "SELECT count(*) FROM ticket WHERE vanished = 0 AND " column " > 0 AND " column " = ?1"
#define LIST(column) \
  "SELECT id FROM ticket WHERE vanished = 0 AND " column " > 0 AND " column " = ?1" \
  " ORDER BY last_update DESC, id DESC LIMIT ?2"

const char *
guichet_related_count_sql (GuichetField field)
{
  switch (field)
    {
    case GUICHET_FIELD_CALLER:
      return COUNT ("caller");
    case GUICHET_FIELD_SITE:
      return COUNT ("site");
    case GUICHET_FIELD_PARENT:
      return COUNT ("parent");
    default:
      return NULL;
    }
}

const char *
guichet_related_list_sql (GuichetField field)
{
  switch (field)
    {
    case GUICHET_FIELD_CALLER:
      return LIST ("caller");
    case GUICHET_FIELD_SITE:
      return LIST ("site");
    case GUICHET_FIELD_PARENT:
      return LIST ("parent");
    default:
      return NULL;
    }
}
