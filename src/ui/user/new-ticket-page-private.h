#pragma once

#include "ui/user/new-ticket-draft.h"
#include "ui/user/new-ticket-drafts.h"
#include "ui/user/new-ticket-form.h"
#include "ui/user/new-ticket-page.h"
#include "ui/user/new-ticket-proposals.h"
#include "ui/user/new-ticket-sent.h"
#include "ui/user/new-ticket-similar.h"

G_BEGIN_DECLS

struct _GuichetNewTicketPage
{
  AdwBin parent_instance;

  GuichetContext            *context;
  GCancellable              *cancellable;
  GuichetNewTicketDraft     *draft;             /* (nullable): that is in the form */
  GuichetNewTicketForm      *form;              /* (nullable) */
  GuichetNewTicketProposals *proposals;         /* (nullable) */
  GuichetNewTicketSimilar   *similar;           /* (nullable) */
  GuichetNewTicketDrafts    *drafts;
  GuichetNewTicketSent      *sent;
  GuichetCreateForm         *fields;            /* (nullable): the server's own form */
  GCancellable              *reading;           /* (nullable): of its reading */
  guint                      read_timeout;
  char                      *impacts;           /* (nullable): values that others depend on, as they were read with */
  GuichetReference          *site;              /* (nullable): where the person is, when that is certain */
  gboolean                   site_proposed;
  char                      *reason;            /* (nullable): why the draft that is opened was refused */
  char                      *reason_field;      /* (nullable): the field at fault */
  gboolean                   sending;
  gboolean                   narrow;            /* a telephone */
  gboolean                   begun;             /* somebody has said what to show */

  GtkStack                  *stack;
  AdwBreakpointBin          *breakpoints;
  AdwBreakpoint             *telephone;
  AdwBin                    *form_bin;
  AdwBin                    *similar_bin;
  AdwBin                    *drafts_bin;
  AdwBin                    *sent_bin;
  GtkWidget                 *footer;
  GtkWidget                 *draft_icon;
  GtkLabel                  *draft_label;
  GtkButton                 *drafts_button;
};

/* ---- new-ticket-page.c */

void _guichet_new_ticket_page_open_draft   (GuichetNewTicketPage *self,
                                            const char           *key);
void _guichet_new_ticket_page_close_draft  (GuichetNewTicketPage *self);
void _guichet_new_ticket_page_show_sent    (GuichetNewTicketPage *self,
                                            const char           *uuid);
void _guichet_new_ticket_page_update       (GuichetNewTicketPage *self);

/* ---- new-ticket-page-me.c */

void _guichet_new_ticket_page_propose_me   (GuichetNewTicketPage *self);
void _guichet_new_ticket_page_update_site  (GuichetNewTicketPage *self);

/* ---- new-ticket-page-fields.c */

GuichetCreateForm *
     _guichet_new_ticket_page_make_fields  (GuichetNewTicketPage *self);
void _guichet_new_ticket_page_read_fields  (GuichetNewTicketPage *self);
void _guichet_new_ticket_page_check_impacts (GuichetNewTicketPage *self);
void _guichet_new_ticket_page_forget_fields (GuichetNewTicketPage *self);

/* ---- new-ticket-page-send.c */

void _guichet_new_ticket_page_send         (GuichetNewTicketPage *self);
void _guichet_new_ticket_page_take_back    (GuichetNewTicketPage *self,
                                            const GuichetIntent  *intent);

/* ---- new-ticket-page-paste.c */

void _guichet_new_ticket_page_accept_files (GuichetNewTicketPage *self);

G_END_DECLS
