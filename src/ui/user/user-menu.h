#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The sections of the user portal, in the order of the bar and of Ctrl+1…5. */
typedef enum
{
  GUICHET_SECTION_HOME,
  GUICHET_SECTION_NEW,
  GUICHET_SECTION_ONGOING,
  GUICHET_SECTION_HANDLED,
  GUICHET_SECTION_FAQ,
} GuichetUserSection;

#define GUICHET_N_USER_SECTIONS (GUICHET_SECTION_FAQ + 1)

/**
 * GuichetUserMenu:
 *
 * The bar of the user portal. A section that finds no room is in « More »,
 * which also leads to what is not a section. Entries call "user.section" (s).
 *
 * Properties: orientation (of an entry: horizontal has the whole names and the
 * icons before them; vertical, for the bar at the bottom, has short names below
 * the icons, all equally wide).
 */
#define GUICHET_TYPE_USER_MENU (guichet_user_menu_get_type ())

G_DECLARE_FINAL_TYPE (GuichetUserMenu, guichet_user_menu, GUICHET, USER_MENU, GtkWidget)

void        guichet_user_menu_set_section   (GuichetUserMenu    *self,
                                             GuichetUserSection  section);
void        guichet_user_menu_set_count     (GuichetUserMenu    *self,
                                             GuichetUserSection  section,
                                             guint               count,
                                             guint               n_waiting);
void        guichet_user_menu_set_outbox    (GuichetUserMenu    *self,
                                             guint               count);
const char *guichet_user_section_get_name   (GuichetUserSection  section);
const char *guichet_user_section_get_title  (GuichetUserSection  section);
gboolean    guichet_user_section_from_name  (const char         *name,
                                             GuichetUserSection *out_section);

G_END_DECLS
