#pragma once

#include "ui/user/request-page.h"

#include "ui/common/chip.h"
#include "ui/ticket/attachment-strip.h"
#include "ui/ticket/journal-view.h"
#include "ui/ticket/ticket-reader.h"
#include "ui/user/request-card.h"
#include "ui/user/request-steps.h"

G_BEGIN_DECLS

struct _GuichetRequestPage
{
  AdwNavigationPage parent_instance;

  GuichetContext         *context;
  gint64                  ticket_id;
  GuichetTicketReader    *reader;       /* knows the open operations on it, too */
  GuichetTicket          *ticket;       /* nullable: not read yet */
  GuichetProgress        *progress;     /* nullable */
  gboolean                sending;
  gboolean                asking;
  guint                   clock;        /* until the words about the limit are others */

  AdwBanner              *banner;
  GtkStack               *stack;
  AdwStatusPage          *problem;
  GtkLabel               *subject;
  GtkLabel               *facts;
  GuichetChip            *status;
  GuichetRequestSteps    *steps;
  GuichetRequestCard     *card;
  GuichetJournalView     *journal;
  GtkWidget              *foot;
  GtkLabel               *rehearsal;
  GtkButton              *send;
  GtkListBox             *fields;
  GtkWidget              *followed_title;
  GtkWidget              *followed;
  AdwAvatar              *agent_avatar;
  GtkLabel               *agent;
  GtkLabel               *team;
  GuichetAttachmentStrip *attachments;
  GtkWidget              *details_title;
  GtkWidget              *details;
};

/* ---- request-page-facts.c */

void     _guichet_request_page_show_facts     (GuichetRequestPage *self);

/* ---- request-page-files.c */

void     _guichet_request_page_update_files   (GuichetRequestPage *self);
void     _guichet_request_page_init_files     (GuichetRequestPage *self);
void     _guichet_request_page_class_init_files (GtkWidgetClass   *widget_class);

/* ---- request-page-send.c */

gboolean _guichet_request_page_may_write      (GuichetRequestPage *self);
void     _guichet_request_page_update_actions (GuichetRequestPage *self);
void     _guichet_request_page_class_init_send (GtkWidgetClass    *widget_class);
gboolean _guichet_request_page_put_back       (GtkWidget          *page,
                                               const char         *key,
                                               const char         *html);

G_END_DECLS
