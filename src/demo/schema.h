#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the demonstration desk knows of the data model of iTop: the classes
 * that a ticket client meets, their attributes in the order in which the real
 * server lists them, and how each is kept in SQLite. */

typedef enum
{
  /* Stored in a column of the attribute's name. */
  DEMO_KIND_STRING,
  DEMO_KIND_TEXT,
  DEMO_KIND_HTML,
  DEMO_KIND_CODE,
  DEMO_KIND_DATE,
  DEMO_KIND_INTEGER,
  DEMO_KIND_SECONDS,      /* a stop watch: a bare number in the answer */
  DEMO_KIND_KEY,
  DEMO_KIND_LOG,
  DEMO_KIND_BLOB,         /* three columns: _data (base64), _type, _name */
  /* Declared, not stored. */
  DEMO_KIND_EXTERNAL,     /* an attribute of what a key points at */
  DEMO_KIND_LINKS,
  DEMO_KIND_TAGS,
  DEMO_KIND_FLAG,         /* localised yes or no */
  DEMO_KIND_NULL,
  DEMO_KIND_HIDDEN,       /* parts of a stop watch: known to filters only */
  /* Implied by the class. */
  DEMO_KIND_ID,
  DEMO_KIND_FRIENDLY_NAME,
  DEMO_KIND_FINAL_CLASS,
  DEMO_KIND_OBSOLETE,
  DEMO_KIND_OBSOLETE_DATE,
  /* Implied by a key. */
  DEMO_KIND_KEY_NAME,
  DEMO_KIND_KEY_CLASS,
  DEMO_KIND_KEY_OBSOLETE,
} DemoKind;

typedef enum
{
  DEMO_MANDATORY = 1 << 0,
  DEMO_LAB       = 1 << 1,      /* of the lab extension only */
  DEMO_RECALL    = 1 << 2,      /* a key to an abstract class */
} DemoAttributeFlags;

/**
 * DemoAttribute:
 * @label: (nullable): as the messages of the server name it, in French
 * @target: the class a key points at; the key an external attribute follows;
 *   the class of the links of a set
 * @detail: the attribute at the target; the codes of an enumeration,
 *   separated by bars; the key of a link that points back
 * @fallback: (nullable): the value of a new object
 * @limit: the most characters (strings) or bytes (texts)
 */
typedef struct
{
  const char         *code;
  DemoKind            kind;
  const char         *label;
  const char         *target;
  const char         *detail;
  const char         *fallback;
  guint               limit;
  DemoAttributeFlags  flags;
} DemoAttribute;

typedef enum
{
  DEMO_CLASS_FINAL     = 1 << 0,  /* has finalclass */
  DEMO_CLASS_OBSOLETE  = 1 << 1,  /* has an obsolescence flag and date */
  DEMO_CLASS_LAB       = 1 << 2,
  DEMO_CLASS_WRITABLE  = 1 << 3,  /* by agents */
  DEMO_CLASS_DELETABLE = 1 << 4,  /* by agents */
} DemoClassFlags;

/**
 * DemoClass:
 * @friendly: SQL of the name; each "@" stands for the alias of the table
 * @obsolete: (nullable): SQL of the obsolescence flag
 */
typedef struct
{
  const char          *name;
  const char          *table;
  const char          *friendly;
  const char          *obsolete;
  const DemoAttribute *attributes;
  guint                n_attributes;
  DemoClassFlags       flags;
} DemoClass;

/* One attribute of one class, declared or implied. */
typedef struct
{
  const DemoClass     *class;
  const DemoAttribute *attribute;       /* the key, for what a key implies */
  DemoKind             kind;
  char                 code[64];
} DemoAttributeRef;

const DemoClass *demo_schema_get_class    (const char          *name,
                                           gboolean             lab);
const DemoClass *demo_schema_get_classes  (guint               *out_n);
gboolean         demo_schema_is_closed    (const char          *name);
gboolean         demo_class_resolve       (const DemoClass     *class,
                                           const char          *code,
                                           gboolean             lab,
                                           DemoAttributeRef    *out_ref);
GArray          *demo_class_list_output   (const DemoClass     *class,
                                           gboolean             lab);
char            *demo_class_list_filters  (const DemoClass     *class,
                                           gboolean             lab);
gboolean         demo_kind_is_stored      (DemoKind             kind);
gboolean         demo_kind_is_text        (DemoKind             kind);
gboolean         demo_attribute_allows    (const DemoAttribute *attribute,
                                           const char          *value);
void             demo_class_append_friendly (const DemoClass   *class,
                                           const char          *alias,
                                           GString             *sql);
void             demo_class_append_obsolete (const DemoClass   *class,
                                           const char          *alias,
                                           GString             *sql);
void             demo_ref_append_sql      (const DemoAttributeRef *ref,
                                           const char          *alias,
                                           GString             *sql);

G_END_DECLS
