#pragma once

#include "list/ticket-row.h"
#include "model/history-entry.h"
#include "model/ticket.h"
#include "ui/common/chip.h"
#include "ui/ticket/action-bar.h"
#include "ui/ticket/attachment-strip.h"
#include "ui/ticket/field-keeper.h"
#include "ui/ticket/journal-view.h"
#include "ui/ticket/ticket-form.h"
#include "ui/ticket/ticket-page.h"
#include "ui/ticket/ticket-reader.h"

G_BEGIN_DECLS

struct _GuichetTicketPage
{
  AdwNavigationPage parent_instance;

  GtkWidget              *header_bar;
  AdwWindowTitle         *window_title;
  AdwBanner              *banner;
  GtkStack               *stack;
  AdwStatusPage          *problem;
  GtkLabel               *subject;
  GuichetChip            *status;
  GuichetChip            *delay;
  GuichetChip            *bounces;
  GuichetChip            *reopening;
  GtkButton              *star;
  GtkLabel               *opened;
  GtkLabel               *last_change;
  AdwMultiLayoutView     *layouts;
  GuichetTicketForm      *form;
  GuichetAttachmentStrip *attachments;
  GuichetJournalView     *internal;
  GuichetJournalView     *public;
  AdwViewStack           *narrow_stack;
  AdwViewStackPage       *internal_page;
  AdwViewStackPage       *public_page;
  GuichetActionBar       *action_bar;

  GuichetContext         *context;
  gint64                  ticket_id;
  GuichetTicketReader    *reader;       /* knows the open operations on it, too */
  GuichetTicket          *ticket;       /* (nullable): the image that is shown */
  GuichetFieldEdits      *edits;        /* what is changed in the form */
  GuichetFieldKeeper     *edits_keeper; /* (nullable): from the first image on */
  GPtrArray              *history;      /* (nullable): what was seen to change */
  GuichetTicketRow       *row;          /* knows the mark */
  char                   *returned;     /* changes that came back, for the next image */
  GCancellable           *cancellable;
  gboolean                sending;
  gboolean                asking;       /* whether internal text may leave */
};

/* What can be done: ticket-page-actions.c */
void            _guichet_ticket_page_class_init_actions (GtkWidgetClass       *widget_class);
void            _guichet_ticket_page_update_actions     (GuichetTicketPage    *self);
const char     *_guichet_ticket_page_get_caller         (GuichetTicketPage    *self);

/* What is sent: ticket-page-send.c */
void            _guichet_ticket_page_apply              (GuichetTicketPage    *self);
void            _guichet_ticket_page_assign_to_me       (GuichetTicketPage    *self);
void            _guichet_ticket_page_send               (GuichetTicketPage    *self,
                                                         GuichetIntent        *intent,
                                                         const char * const   *drafts,
                                                         const char           *message);
void            _guichet_ticket_page_quote_publicly     (GuichetTicketPage    *self,
                                                         const char           *text);
void            _guichet_ticket_page_open_dialog        (GuichetTicketPage    *self,
                                                         const GuichetAction  *action);
gboolean        _guichet_ticket_page_can_apply          (GuichetTicketPage    *self);
gboolean        _guichet_ticket_page_put_back           (GtkWidget            *page,
                                                         const char           *key,
                                                         const char           *html);

/* Star and unread: ticket-page-marks.c */
void            _guichet_ticket_page_class_init_marks   (GtkWidgetClass       *widget_class);
void            _guichet_ticket_page_open_marks         (GuichetTicketPage    *self);

/* What was seen to change: ticket-page-history.c */
void            _guichet_ticket_page_class_init_history (GtkWidgetClass       *widget_class);
void            _guichet_ticket_page_read_history       (GuichetTicketPage    *self);

/* What is changed in the form: ticket-page-fields.c */
void            _guichet_ticket_page_class_init_fields  (GtkWidgetClass       *widget_class);
void            _guichet_ticket_page_open_fields        (GuichetTicketPage    *self);
void            _guichet_ticket_page_close_fields       (GuichetTicketPage    *self);
void            _guichet_ticket_page_show_fields        (GuichetTicketPage    *self);
guint           _guichet_ticket_page_count_changes      (GuichetTicketPage    *self);
gboolean        _guichet_ticket_page_check_changes      (GuichetTicketPage    *self);
const char     *_guichet_ticket_page_take_changes       (GuichetTicketPage    *self,
                                                         GuichetIntent        *intent);
void            _guichet_ticket_page_settle_changes     (GuichetTicketPage    *self);
void            _guichet_ticket_page_return_changes     (GuichetTicketPage    *self,
                                                         const char           *text);

/* Files that are added: ticket-page-files.c */
void            _guichet_ticket_page_class_init_files   (GtkWidgetClass       *widget_class);
void            _guichet_ticket_page_init_files         (GuichetTicketPage    *self);
void            _guichet_ticket_page_update_files       (GuichetTicketPage    *self);

GtkWidget      *_guichet_ticket_page_build              (GuichetProfile       *profile);
void            _guichet_ticket_page_emit_acted         (GuichetTicketPage    *self);

G_END_DECLS
