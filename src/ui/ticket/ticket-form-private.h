#pragma once

#include "ui/common/chip.h"
#include "ui/common/rich-view.h"
#include "ui/ticket/field-row.h"
#include "ui/ticket/related-list.h"
#include "ui/ticket/ticket-form.h"

G_BEGIN_DECLS

#define GUICHET_FORM_MAX_LINES 20

typedef struct
{
  GtkWidget *box;
  GtkWidget *rows[2];
} GuichetFormLine;

struct _GuichetTicketForm
{
  GtkWidget parent_instance;

  GuichetProfile    *profile;       /* nullable: not built yet */
  GuichetContext    *context;
  GuichetFieldEdits *edits;
  GuichetTicket     *ticket;
  GtkWidget         *missing;           /* what blocks the sending, on top */
  guint64            shown_missing;     /* what it lists */
  guint64            named_missing;     /* what somebody was told to fill in */
  GuichetFormLine    lines[GUICHET_FORM_MAX_LINES];
  GtkWidget         *rows[GUICHET_N_FIELDS];
  GuichetRichView   *texts[GUICHET_N_FIELDS];
  char              *texts_html[GUICHET_N_FIELDS];
  GuichetChip       *status;
  GuichetReference  *site;      /* (nullable): for its code */
  gint64             site_id;   /* which one is being read, or was */
  GuichetRelatedList *children;         /* (nullable): tickets under this one */
  GtkWidget         *catalogue_panel;   /* (nullable): holds the lines of the catalogue */
  GtkWidget         *catalogue_pencil;
  GtkWidget         *catalogue_box;     /* (nullable): while somebody chooses */
  GtkWidget         *editor;    /* the one that is open */
  GuichetField       edited;
  GCancellable      *cancellable;
};

/* What is shown: ticket-form-values.c */
void     _guichet_ticket_form_show_all     (GuichetTicketForm *self);
char    *_guichet_ticket_form_format_site  (GuichetTicketForm *self);

/* What is changed: ticket-form-edit.c */
void     _guichet_ticket_form_connect_row  (GuichetTicketForm *self,
                                            GuichetField       field);
void     _guichet_ticket_form_update_use   (GuichetTicketForm *self,
                                            GuichetField       field);
void     _guichet_ticket_form_show_missing (GuichetTicketForm *self);

/* The catalogue: ticket-form-catalogue.c */
GtkWidget *_guichet_ticket_form_make_catalogue_heading (GuichetTicketForm *self,
                                                        GtkWidget         *label);
gboolean _guichet_ticket_form_open_catalogue   (GuichetTicketForm *self,
                                                GuichetField       field);
void     _guichet_ticket_form_close_catalogue  (GuichetTicketForm *self,
                                                gboolean           take_focus);
void     _guichet_ticket_form_update_catalogue (GuichetTicketForm *self);
gboolean _guichet_form_field_is_catalogue  (GuichetField       field);
gboolean _guichet_form_field_is_person     (GuichetField       field);

G_END_DECLS
