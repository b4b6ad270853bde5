#include "config.h"

#include "ui/user/new-ticket-page.h"

struct _GuichetNewTicketPage
{
  AdwBin parent_instance;

  GuichetContext *context;
};

enum
{
  CREATED,
  OPEN_ARTICLE,
  OPEN_REQUEST,
  SHOW_REQUESTS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketPage, guichet_new_ticket_page, ADW_TYPE_BIN)

static void
guichet_new_ticket_page_dispose (GObject *object)
{
  GuichetNewTicketPage *self = GUICHET_NEW_TICKET_PAGE (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_new_ticket_page_parent_class)->dispose (object);
}

static void
guichet_new_ticket_page_class_init (GuichetNewTicketPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_new_ticket_page_dispose;

  signals[CREATED] = g_signal_new ("created", GUICHET_TYPE_NEW_TICKET_PAGE, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPEN_ARTICLE] = g_signal_new ("open-article", GUICHET_TYPE_NEW_TICKET_PAGE, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[OPEN_REQUEST] = g_signal_new ("open-request", GUICHET_TYPE_NEW_TICKET_PAGE, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SHOW_REQUESTS] = g_signal_new ("show-requests", GUICHET_TYPE_NEW_TICKET_PAGE, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_new_ticket_page_init (GuichetNewTicketPage *self)
{
}

GuichetNewTicketPage *
guichet_new_ticket_page_new (GuichetContext *context)
{
  GuichetNewTicketPage *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_NEW_TICKET_PAGE, NULL);
  self->context = g_object_ref (context);

  return self;
}

void
guichet_new_ticket_page_begin (GuichetNewTicketPage *self,
                               gint64                leaf_id,
                               const char           *subject)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_PAGE (self));
}

void
guichet_new_ticket_page_reopen (GuichetNewTicketPage *self,
                                const char           *uuid)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_PAGE (self));
  g_return_if_fail (uuid != NULL);
}

void
guichet_new_ticket_page_show_drafts (GuichetNewTicketPage *self)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_PAGE (self));
}
