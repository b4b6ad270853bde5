#pragma once

#include <glib-object.h>

#include "model/field.h"
#include "model/reference.h"

G_BEGIN_DECLS

/**
 * GuichetProfile:
 *
 * How one kind of server is laid out: which attribute codes carry the logical
 * fields, which states and transitions there are and what each asks for. Read
 * from a key file (data/profiles/README.md tells its form), never changed
 * afterwards, shared between threads.
 */
typedef struct _GuichetProfile GuichetProfile;

typedef enum
{
  GUICHET_CATEGORY_ONGOING,
  GUICHET_CATEGORY_RESOLVED,
  GUICHET_CATEGORY_CLOSED,
} GuichetCategory;

/* @icon: a symbolic icon name; @tint: blue, purple, grey, orange, green, red or amber */
typedef struct
{
  const char      *code;
  const char      *label;
  GuichetCategory  category;
  const char      *icon;
  const char      *tint;
} GuichetState;

typedef struct
{
  GuichetField field;
  gboolean     mandatory;
} GuichetActionField;

/**
 * GuichetAction:
 * @name: logical name: assign, dispatch, pending, request-info, reassign,
 *   resume, resolve, reopen, close, approve, reject, request-approval
 * @from: (array zero-terminated=1): state codes
 * @clears_agent: whether the server empties the agent
 * @public_entry, @private_entry: whether an entry in that journal is asked for:
 *   0 no, 1 offered, 2 mandatory
 * @notifies_caller: whether the requester is told
 * @days: how many days after the resolution it is offered; 0 for no limit
 */
typedef struct
{
  const char               *name;
  const char               *label;
  const char               *stimulus;
  const char * const       *from;
  const char               *to;
  const GuichetActionField *fields;
  guint                     n_fields;
  gboolean                  clears_agent;
  guint                     public_entry;
  guint                     private_entry;
  gboolean                  notifies_caller;
  guint                     days;
} GuichetAction;

/* Where the server keeps reference objects of a kind: attribute codes, each
 * may be %NULL; @where is a condition in OQL or %NULL. */
typedef struct
{
  const char *class_name;
  const char *name;
  const char *parent;
  const char *other;
  const char *organisation;
  const char *code;
  const char *email;
  const char *phone;
  const char *detail;
  const char *html;
  const char *status;
  const char *where;
} GuichetReferenceSource;

/* What a value is called: the code itself has no line. A code has one name in
 * each language of the profile's file. */
typedef struct
{
  GuichetField  field;
  const char   *code;
  const char   *name;
} GuichetValueName;

/* A platform for tickets that came to the wrong place. */
typedef struct
{
  const char         *team;         /* the name of the team on the server */
  const char         *label;
  const char * const *departments;  /* the first three digits of a UAI code */
} GuichetPlatform;

#define GUICHET_TYPE_PROFILE (guichet_profile_get_type ())

GType                  guichet_profile_get_type       (void) G_GNUC_CONST;
GuichetProfile        *guichet_profile_new_from_data  (const char           *data,
                                                       gssize                length,
                                                       GError              **error);
GuichetProfile        *guichet_profile_load           (const char           *path,
                                                       GError              **error);
GuichetProfile        *guichet_profile_load_named     (const char           *name,
                                                       GError              **error);
char                 **guichet_profile_list_names     (void);
GuichetProfile        *guichet_profile_ref            (GuichetProfile       *self);
void                   guichet_profile_unref          (GuichetProfile       *self);
GuichetProfile        *guichet_profile_restrict       (GuichetProfile       *self,
                                                       guint64               fields);

const char            *guichet_profile_get_name       (GuichetProfile       *self);
const char            *guichet_profile_get_title      (GuichetProfile       *self);
const char            *guichet_profile_get_class_name (GuichetProfile       *self);
guint                  guichet_profile_get_reopen_days (GuichetProfile      *self);
const char            *guichet_profile_get_zone       (GuichetProfile       *self);
guint64                guichet_profile_get_fields     (GuichetProfile       *self);
gboolean               guichet_profile_has_field      (GuichetProfile       *self,
                                                       GuichetField          field);
const char            *guichet_profile_get_code       (GuichetProfile       *self,
                                                       GuichetField          field);
const char            *guichet_profile_get_journal_code (GuichetProfile     *self,
                                                       guint                 journal);
gboolean               guichet_profile_find_field     (GuichetProfile       *self,
                                                       const char           *code,
                                                       GuichetField         *out_field);
const char            *guichet_profile_get_value_label (GuichetProfile      *self,
                                                       GuichetField          field,
                                                       const char           *value);
const char * const    *guichet_profile_get_values     (GuichetProfile       *self,
                                                       GuichetField          field);
const char            *guichet_profile_get_default    (GuichetProfile       *self,
                                                       GuichetField          field);
const char            *guichet_profile_get_help       (GuichetProfile       *self,
                                                       GuichetField          field);
gboolean               guichet_profile_is_mandatory   (GuichetProfile       *self,
                                                       GuichetField          field);

const GuichetState    *guichet_profile_get_state      (GuichetProfile       *self,
                                                       const char           *code);
const GuichetState    *guichet_profile_get_states     (GuichetProfile       *self,
                                                       guint                *out_n);
GuichetCategory        guichet_profile_categorise     (GuichetProfile       *self,
                                                       const char           *status,
                                                       const char           *operational_status);
const GuichetAction   *guichet_profile_get_action     (GuichetProfile       *self,
                                                       const char           *name);
const GuichetAction   *guichet_profile_get_actions    (GuichetProfile       *self,
                                                       guint                *out_n);
gboolean               guichet_action_is_offered_from (const GuichetAction  *action,
                                                       const char           *status);
const GuichetReferenceSource *
                       guichet_profile_get_reference_source (GuichetProfile *self,
                                                       GuichetReferenceKind  kind);
const GuichetPlatform *guichet_profile_get_platforms  (GuichetProfile       *self,
                                                       guint                *out_n);
const GuichetValueName *
                       guichet_profile_get_value_names (GuichetProfile      *self,
                                                       guint                *out_n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetProfile, guichet_profile_unref)

G_END_DECLS
