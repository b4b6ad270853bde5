#include "config.h"

#include "app/shot-form.h"

#include "app/shot-find.h"
#include "ui/ticket/ticket-form.h"
#include "ui/ticket/ticket-page.h"

static const char * const pages[] = {
  "ticket-edit", "ticket-catalogue", "ticket-missing", "ticket-history", NULL
};

gboolean
guichet_shot_is_form_page (const char *page)
{
  return g_strv_contains (pages, page);
}

static void
write_line (GuichetTicketForm *form,
            GuichetField       field,
            const char        *text)
{
  GtkWidget *entry;

  if (!guichet_ticket_form_edit (form, field) || (entry = guichet_shot_find (GTK_WIDGET (form), GTK_TYPE_ENTRY)) == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
}

/**
 * guichet_shot_pose_form:
 *
 * Once the ticket is there: what a person would do in its form.
 */
void
guichet_shot_pose_form (const char    *page,
                        GuichetWindow *window)
{
  GtkWidget *ticket = guichet_shot_find (GTK_WIDGET (window), GUICHET_TYPE_TICKET_PAGE);
  GtkWidget *form = ticket != NULL ? guichet_shot_find (ticket, GUICHET_TYPE_TICKET_FORM) : NULL;

  if (form == NULL)
    return;

  if (g_str_equal (page, "ticket-edit"))
    {
      write_line (GUICHET_TICKET_FORM (form), GUICHET_FIELD_TITLE, "Compte du remplaçant");
      write_line (GUICHET_TICKET_FORM (form), GUICHET_FIELD_CALLBACK_PHONE, "04 99 88 77 66");
    }
  else if (g_str_equal (page, "ticket-catalogue"))
    guichet_ticket_form_edit (GUICHET_TICKET_FORM (form), GUICHET_FIELD_SERVICE);
  else if (g_str_equal (page, "ticket-missing"))
    {
      write_line (GUICHET_TICKET_FORM (form), GUICHET_FIELD_TITLE, "");
      gtk_widget_activate_action (ticket, "ticket.apply", NULL);
    }
  else
    gtk_widget_activate_action (ticket, "ticket.history", NULL);
}
