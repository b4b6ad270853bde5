#pragma once

#include "ui/common/rich-editor.h"
#include "ui/ticket/action-dialog.h"
#include "ui/ticket/journal-composer.h"
#include "ui/ticket/reference-picker.h"
#include "ui/ticket/requester-preview.h"

G_BEGIN_DECLS

struct _GuichetActionDialog
{
  AdwDialog parent_instance;

  GtkBox                 *panes;
  GtkBox                 *sections;
  GtkLabel               *rehearsal;
  GtkLabel               *recall;
  GtkButton              *confirm;

  GuichetContext         *context;
  GuichetProfile         *profile;      /* owns @action */
  GuichetTicket          *ticket;       /* when it was opened */
  GuichetTicket          *latest;       /* as it is now */
  const GuichetAction    *action;
  GuichetReferencePicker *team;
  GuichetReferencePicker *agent;
  GtkWidget              *platforms;
  GuichetRichEditor      *texts[GUICHET_N_FIELDS];
  GuichetDraftKeeper     *keepers[GUICHET_N_FIELDS];
  AdwComboRow            *codes[GUICHET_N_FIELDS];
  GuichetJournalComposer *entries[GUICHET_N_JOURNALS];
  GCancellable           *cancellable;
  AdwEntryRow            *partner;      /* (nullable): who is waited for */
  AdwEntryRow            *expected;     /* (nullable): until when */
  GuichetRequesterPreview *preview;     /* (nullable): where the requester reads the end */
  guint                   previewing;
  GuichetRichEditor      *page_note;    /* (nullable): the internal note that is begun on the page */
  gboolean                has_file;     /* that waits to be sent, or was just sent */
  gboolean                asking;       /* whether the text may leave as it is */
  gboolean                confirmed;
};

gboolean _guichet_action_dialog_is_field_filled (GuichetActionDialog *self,
                                                 GuichetField         field);
gboolean _guichet_action_dialog_is_complete     (GuichetActionDialog *self);

/* What the requester is going to read: action-dialog-preview.c */
void     _guichet_action_dialog_add_preview     (GuichetActionDialog *self);
void     _guichet_action_dialog_queue_preview   (GuichetActionDialog *self);

/* What is made of it: action-dialog-outcome.c */
void     _guichet_action_dialog_confirm         (GuichetActionDialog *self);

G_END_DECLS
