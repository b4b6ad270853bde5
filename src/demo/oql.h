#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The subset of OQL that a client of tickets needs, as a tree. */

typedef enum
{
  DEMO_NODE_AND,
  DEMO_NODE_OR,
  DEMO_NODE_COMPARE,    /* text = the operator; two children */
  DEMO_NODE_IN,         /* children: the operand, then the list; or a subquery */
  DEMO_NODE_ATTRIBUTE,  /* text = its code, alias may be NULL */
  DEMO_NODE_STRING,
  DEMO_NODE_NUMBER,
  DEMO_NODE_PARAMETER,  /* text without the colon, "current_user->login" */
  DEMO_NODE_FUNCTION,   /* text = upper case name */
  DEMO_NODE_INTERVAL,   /* text = upper case unit; one child */
} DemoNodeType;

typedef struct _DemoQuery DemoQuery;
typedef struct _DemoNode DemoNode;

struct _DemoNode
{
  DemoNodeType  type;
  char         *text;
  char         *alias;
  GPtrArray    *children;
  DemoQuery    *subquery;
  gboolean      negated;        /* NOT IN */
  gsize         position;
};

typedef struct
{
  char  *class_name;
  char  *alias;
  char  *left_alias;
  char  *left_code;
  char  *right_alias;
  char  *right_code;
  gsize  class_position;
  gsize  left_position;
  gsize  right_position;
} DemoJoin;

struct _DemoQuery
{
  char      *class_name;
  char      *alias;
  gsize      class_position;
  GPtrArray *joins;
  DemoNode  *where;             /* nullable */
  DemoQuery *other;             /* nullable: the next of a UNION */
};

/* The longest text that is looked at, and the deepest nesting. */
#define DEMO_OQL_MAX_BYTES (1024 * 1024)
#define DEMO_OQL_MAX_DEPTH 64

DemoQuery *demo_oql_parse       (const char  *text,
                                 char       **out_message);
void       demo_query_free      (DemoQuery   *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoQuery, demo_query_free)

G_END_DECLS
