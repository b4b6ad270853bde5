#pragma once

#include <adwaita.h>

#include "model/intent.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetPutBackFunc:
 *
 * Returns: whether @page shows the editor of the draft @key, and has taken @html
 */
typedef gboolean (*GuichetPutBackFunc) (GtkWidget  *page,
                                        const char *key,
                                        const char *html);

char *guichet_draft_key_for_field (gint64                ticket_id,
                                   const char           *action,
                                   GuichetField          field);

void  guichet_put_back_texts      (GtkWidget            *page,
                                   GuichetStore         *store,
                                   const GuichetIntent  *intent,
                                   GuichetPutBackFunc    func);
void  guichet_take_back           (GtkWidget            *page,
                                   GuichetStore         *store,
                                   const GuichetIntent  *intent,
                                   GuichetPutBackFunc    func);
AdwToast *
      guichet_recall_toast_new    (GtkWidget            *page,
                                   GuichetStore         *store,
                                   const GuichetIntent  *intent,
                                   const char           *title,
                                   GuichetPutBackFunc    func);

G_END_DECLS
