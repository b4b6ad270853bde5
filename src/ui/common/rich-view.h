#pragma once

#include <gtk/gtk.h>

#include "richtext/richtext.h"

G_BEGIN_DECLS

/**
 * GuichetRichView:
 *
 * Shows a rich text with labels: nothing is fetched, no markup is built from
 * it, a link tells its real host before it is opened. Cheap enough for every
 * entry of a long journal.
 *
 * Signal activate-link (string) → gboolean: TRUE when somebody has opened it;
 * otherwise the system does.
 */
#define GUICHET_TYPE_RICH_VIEW (guichet_rich_view_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRichView, guichet_rich_view, GUICHET, RICH_VIEW, GtkWidget)

GtkWidget       *guichet_rich_view_new       (void);
void             guichet_rich_view_set_menu      (GuichetRichView *self,
                                                  GMenuModel      *menu);
char            *guichet_rich_view_dup_selection (GuichetRichView *self);
void             guichet_rich_view_set_text  (GuichetRichView *self,
                                              GuichetRichText *text);
void             guichet_rich_view_set_html  (GuichetRichView *self,
                                              const char      *html);
GuichetRichText *guichet_rich_view_get_text  (GuichetRichView *self);

char            *guichet_link_describe       (const char      *target);

G_END_DECLS
