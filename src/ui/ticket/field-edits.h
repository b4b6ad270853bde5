#pragma once

#include <glib-object.h>

#include "model/intent.h"
#include "model/profile.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/**
 * GuichetFieldEdits:
 *
 * What somebody changed in the form of a ticket and did not send yet, with the
 * steps to take it back. It knows which fields may be changed and which are
 * missing. Main thread; no widget.
 *
 * Changes are made in steps: an editor that writes as one types opens a step
 * and closes or cancels it; outside of one each change is a step of its own.
 *
 * Signal "changed": a staged value, or what may be changed, is another now.
 */
#define GUICHET_TYPE_FIELD_EDITS (guichet_field_edits_get_type ())

G_DECLARE_FINAL_TYPE (GuichetFieldEdits, guichet_field_edits, GUICHET, FIELD_EDITS, GObject)

gboolean           guichet_field_is_of_form          (GuichetField         field);

GuichetFieldEdits *guichet_field_edits_new           (GuichetProfile      *profile);
void               guichet_field_edits_set_profile   (GuichetFieldEdits   *self,
                                                      GuichetProfile      *profile);
void               guichet_field_edits_set_ticket    (GuichetFieldEdits   *self,
                                                      GuichetTicket       *ticket);
void               guichet_field_edits_set_frozen    (GuichetFieldEdits   *self,
                                                      gboolean             frozen);
gboolean           guichet_field_edits_can_edit      (GuichetFieldEdits   *self,
                                                      GuichetField         field,
                                                      const char         **out_reason);

const char        *guichet_field_edits_get           (GuichetFieldEdits   *self,
                                                      GuichetField         field);
gint64             guichet_field_edits_get_key       (GuichetFieldEdits   *self,
                                                      GuichetField         field);
const char        *guichet_field_edits_get_label     (GuichetFieldEdits   *self,
                                                      GuichetField         field);
gboolean           guichet_field_edits_is_staged     (GuichetFieldEdits   *self,
                                                      GuichetField         field);
gboolean           guichet_field_edits_is_outdated   (GuichetFieldEdits   *self,
                                                      GuichetField         field);
guint              guichet_field_edits_get_n_staged  (GuichetFieldEdits   *self);
guint64            guichet_field_edits_find_missing  (GuichetFieldEdits   *self);

void               guichet_field_edits_stage         (GuichetFieldEdits   *self,
                                                      GuichetField         field,
                                                      const char          *value,
                                                      const char          *label);
void               guichet_field_edits_stage_key     (GuichetFieldEdits   *self,
                                                      GuichetField         field,
                                                      gint64               id,
                                                      const char          *label);
void               guichet_field_edits_revert        (GuichetFieldEdits   *self,
                                                      GuichetField         field);
void               guichet_field_edits_open_step     (GuichetFieldEdits   *self);
void               guichet_field_edits_close_step    (GuichetFieldEdits   *self);
void               guichet_field_edits_cancel_step   (GuichetFieldEdits   *self);
gboolean           guichet_field_edits_can_undo      (GuichetFieldEdits   *self);
gboolean           guichet_field_edits_undo          (GuichetFieldEdits   *self,
                                                      GuichetField        *out_field);

void               guichet_field_edits_collect       (GuichetFieldEdits   *self,
                                                      GuichetIntent       *intent);
void               guichet_field_edits_clear         (GuichetFieldEdits   *self);

/* The form that drafts are kept in. Two of them one after the other are one:
 * the later value counts. */
char              *guichet_field_edits_to_text       (GuichetFieldEdits   *self);
void               guichet_field_edits_add_text      (GuichetFieldEdits   *self,
                                                      const char          *text);
char              *guichet_field_changes_to_text     (const GuichetIntent *intent);

G_END_DECLS
