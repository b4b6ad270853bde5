#pragma once

#include <glib-object.h>

#include "model/field.h"
#include "model/profile.h"

G_BEGIN_DECLS

typedef enum
{
  GUICHET_WIDGET_LINE,          /* one line */
  GUICHET_WIDGET_TEXT,          /* several lines of plain text */
  GUICHET_WIDGET_RICH,          /* HTML */
  GUICHET_WIDGET_CHOICE,        /* one of the choices */
  GUICHET_WIDGET_SEARCH,        /* one of many: guichet_remote_search_choices() */
  GUICHET_WIDGET_DATE,          /* the server's text, see util/server-time.h */
  GUICHET_WIDGET_HIDDEN,        /* goes along, not shown */
  GUICHET_WIDGET_BROWSER,       /* nothing that this client can show: only the server's page can */
} GuichetWidgetKind;

/* @value: what the server wants; @label: what a person reads */
typedef struct
{
  char *value;
  char *label;
} GuichetChoice;

/**
 * GuichetFormField:
 * @code: the server's attribute code
 * @field: its logical name; %GUICHET_N_FIELDS when it has none: such a value
 *   travels in the intent's extras (guichet_intent_set_extra())
 * @value: what the server proposes, "" for nothing; HTML where the widget is RICH
 * @value_label: what a person reads of it
 * @max_length: the most characters; 0 when that is not known
 * @must_change: the proposed value does not do
 * @choices: (element-type GuichetChoice): empty unless the widget is CHOICE, or
 *   SEARCH with few enough to be given at once
 * @impacts: (array zero-terminated=1): codes of the fields whose choices and
 *   values depend on this one: after a change the form is read again with the
 *   values so far
 */
typedef struct
{
  char              *code;
  GuichetField       field;
  char              *label;
  GuichetWidgetKind  widget;
  char              *value;
  char              *value_label;
  guint              max_length;
  gboolean           mandatory;
  gboolean           read_only;
  gboolean           hidden;
  gboolean           must_change;
  GPtrArray         *choices;
  char             **impacts;
} GuichetFormField;

/**
 * GuichetCreateForm:
 * @leaf: the sub-category that was chosen in the catalogue
 * @class_name: of the ticket to be
 * @fields: (element-type GuichetFormField): in the order of the server's form
 * @from_server: whether it is the server's own form; otherwise it was made of
 *   the profile, as good as that knows
 *
 * The screen of a new ticket, as the server lays it out. Filled by one thread,
 * then shared and never changed again.
 */
typedef struct
{
  gint64     leaf;
  char      *class_name;
  GPtrArray *fields;
  gboolean   from_server;
} GuichetCreateForm;

#define GUICHET_TYPE_CREATE_FORM (guichet_create_form_get_type ())

GType              guichet_create_form_get_type   (void) G_GNUC_CONST;
GuichetCreateForm *guichet_create_form_new        (gint64             leaf,
                                                   const char        *class_name);
GuichetCreateForm *guichet_create_form_new_from_profile (GuichetProfile *profile,
                                                   gint64             leaf);
GuichetCreateForm *guichet_create_form_ref        (GuichetCreateForm *self);
void               guichet_create_form_unref      (GuichetCreateForm *self);
GuichetFormField  *guichet_create_form_add        (GuichetCreateForm *self,
                                                   const char        *code,
                                                   GuichetField       field,
                                                   GuichetWidgetKind  widget);
GuichetFormField  *guichet_create_form_find       (GuichetCreateForm *self,
                                                   const char        *code);
GuichetFormField  *guichet_create_form_find_field (GuichetCreateForm *self,
                                                   GuichetField       field);
/* Whether @value would be taken for this field; the server forgets to look
 * (PORTAL-PROTOCOL §7). */
gboolean           guichet_form_field_check       (const GuichetFormField *self,
                                                   const char        *value,
                                                   GError           **error);
void               guichet_form_field_add_choice  (GuichetFormField  *self,
                                                   const char        *value,
                                                   const char        *label);

GuichetChoice     *guichet_choice_new             (const char        *value,
                                                   const char        *label);
void               guichet_choice_free            (GuichetChoice     *self);
GPtrArray         *guichet_choices_new            (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetCreateForm, guichet_create_form_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetChoice, guichet_choice_free)

G_END_DECLS
