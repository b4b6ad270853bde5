#pragma once

#include "ui/ticket/outbox-page.h"

#include "model/intent.h"
#include "ui/common/sync-indicator.h"

G_BEGIN_DECLS

struct _GuichetOutboxPage
{
  AdwNavigationPage parent_instance;

  GuichetContext    *context;
  GPtrArray         *intents;       /* of GuichetIntent, oldest first */
  GPtrArray         *rows;          /* of GuichetOutboxRow, those on the screen */
  GPtrArray         *collected;     /* of GuichetDraft, while texts go back */
  char              *shown;         /* what the rows were made of */
  guint              n_earlier;     /* how many that are over */
  guint              tick;
  gboolean           narrow;
  gboolean           for_requester;
  GCancellable      *cancellable;

  AdwBreakpointBin  *bin;
  AdwHeaderBar      *header;
  AdwWindowTitle    *heading;
  GtkWidget         *menu;
  GtkWidget         *status;
  GuichetSyncIndicator *sync;
  AdwButtonContent  *retry_content;
  GtkStack          *stack;
  GtkBox            *sections;
  GtkWidget         *more;
};

const GuichetIntent *_guichet_outbox_page_find               (GuichetOutboxPage      *self,
                                                              const char             *uuid);

/* What can be done: outbox-page-actions.c */
void                 _guichet_outbox_page_class_init_actions (GtkWidgetClass         *widget_class);
void                 _guichet_outbox_page_update_actions     (GuichetOutboxPage      *self);

G_END_DECLS
