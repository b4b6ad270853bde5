#pragma once

#include "ui/user/new-ticket-form.h"

G_BEGIN_DECLS

struct _GuichetNewTicketForm
{
  GtkWidget parent_instance;

  GuichetContext        *context;
  GuichetNewTicketDraft *draft;
  GuichetCreateForm     *fields;
  GtkWidget             *missing;       /* the list at the top */
  GtkWidget             *picker;
  GtkWidget             *picker_problem;
  GtkWidget             *general;       /* the group of the person and the place */
  GtkWidget             *description;   /* the group of the words */
  GtkWidget             *proposals;     /* (nullable): under the subject */
  GtkWidget             *files;
  GPtrArray             *inputs;        /* (element-type GtkWidget): in the order of the form */
};

gboolean _guichet_new_ticket_form_is_catalogue (const GuichetFormField *field);
gboolean _guichet_new_ticket_form_is_shown     (const GuichetFormField *field);
void     _guichet_new_ticket_form_focus        (GuichetNewTicketForm   *self,
                                                const GuichetFormField *field);
void     _guichet_new_ticket_form_wanted_cb    (GuichetNewTicketForm   *self,
                                                const char             *code);

G_END_DECLS
