#pragma once

#include <adwaita.h>

#include "model/profile.h"
#include "model/journal-entry.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/* How much an action asks for an entry in a journal: see GuichetAction. */
enum
{
  GUICHET_ENTRY_NONE,
  GUICHET_ENTRY_OFFERED,
  GUICHET_ENTRY_MANDATORY,
};

/* The parts of the dialogs of actions. */

gboolean    guichet_action_is_supported     (const GuichetAction  *action);
char       *guichet_action_rehearse         (const GuichetAction  *action,
                                             GuichetProfile       *profile,
                                             GuichetTicket        *ticket);

GtkWidget  *guichet_text_section_new        (const char           *title,
                                             gboolean              mandatory,
                                             GtkWidget            *editor);
GtkWidget  *guichet_code_section_new        (GuichetProfile       *profile,
                                             GuichetField          field,
                                             gboolean              mandatory,
                                             AdwComboRow         **out_row);
GtkWidget  *guichet_wait_section_new        (AdwEntryRow         **out_partner,
                                             AdwEntryRow         **out_return);
GtkWidget  *guichet_entry_section_new       (const GuichetAction  *action,
                                             GuichetJournal        journal,
                                             gboolean              mandatory,
                                             GtkWidget            *composer);
GtkWidget  *guichet_platform_strip_new      (GuichetProfile       *profile,
                                             GCallback             clicked,
                                             gpointer              user_data);
void        guichet_platform_strip_set_site (GtkWidget            *strip,
                                             GuichetProfile       *profile,
                                             const char           *code);

G_END_DECLS
