#pragma once

#include "store/store.h"
#include "ui/ticket/catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetCataloguePicker:
 *
 * Chooses what is asked for: one search over all leaves of the catalogue, and
 * a list for each level that the server has. A leaf fills all levels; a level
 * clears those below.
 *
 * Signal: changed (by a person).
 */
#define GUICHET_TYPE_CATALOGUE_PICKER (guichet_catalogue_picker_get_type ())

G_DECLARE_FINAL_TYPE (GuichetCataloguePicker, guichet_catalogue_picker, GUICHET, CATALOGUE_PICKER, GtkWidget)

GtkWidget                    *guichet_catalogue_picker_new         (GuichetStore                 *store,
                                                                    GuichetProfile               *profile);
void                          guichet_catalogue_picker_set_wide    (GuichetCataloguePicker       *self,
                                                                    gboolean                      wide);
void                          guichet_catalogue_picker_set_choice  (GuichetCataloguePicker       *self,
                                                                    const GuichetCatalogueChoice *choice);
void                          guichet_catalogue_picker_choose_leaf (GuichetCataloguePicker      *self,
                                                                    gint64                        leaf);
const GuichetCatalogueChoice *guichet_catalogue_picker_get_choice  (GuichetCataloguePicker       *self);
const char                   *guichet_catalogue_picker_get_name    (GuichetCataloguePicker       *self,
                                                                    GuichetCatalogueLevel         level);
void                          guichet_catalogue_picker_focus_level (GuichetCataloguePicker       *self,
                                                                    GuichetCatalogueLevel         level);

G_END_DECLS
