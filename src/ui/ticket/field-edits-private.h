#pragma once

#include "ui/ticket/field-edits.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean  staged;
  char     *base;
  char     *value;
  char     *label;
} GuichetFieldEdit;

struct _GuichetFieldEdits
{
  GObject parent_instance;

  GuichetProfile   *profile;
  GuichetTicket    *ticket;
  GuichetFieldEdit  edits[GUICHET_N_FIELDS];
  GPtrArray        *steps;      /* of GArray of Undo, oldest first */
  GArray           *open;       /* the step that is being made */
  gboolean          frozen;
};

/* Puts a change in the place of the one there is, within the open step. */
void _guichet_field_edits_put     (GuichetFieldEdits *self,
                                   GuichetField       field,
                                   const char        *base,
                                   const char        *value,
                                   const char        *label);
void _guichet_field_edits_changed (GuichetFieldEdits *self);

G_END_DECLS
