#include "config.h"

#include "ui/ticket/journal-state.h"

#include "ui/ticket/delivery.h"

#include <glib/gi18n.h>

struct _GuichetJournalState
{
  AdwBin parent_instance;

  GtkImage  *icon;
  GtkLabel  *label;
  GtkWidget *retry;
  GtkWidget *take_back;
};

G_DEFINE_FINAL_TYPE (GuichetJournalState, guichet_journal_state, ADW_TYPE_BIN)

static void
guichet_journal_state_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GUICHET_TYPE_JOURNAL_STATE);

  G_OBJECT_CLASS (guichet_journal_state_parent_class)->dispose (object);
}

static void
guichet_journal_state_class_init (GuichetJournalStateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_journal_state_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/journal-state.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalState, icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalState, label);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalState, retry);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalState, take_back);
}

static void
guichet_journal_state_init (GuichetJournalState *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_action (GtkWidget           *button,
            const char          *action,
            const GuichetIntent *intent,
            gboolean             offered)
{
  gtk_widget_set_visible (button, offered);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", intent->uuid);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/* @online: whether the server answers at present */
void
guichet_journal_state_set_intent (GuichetJournalState *self,
                                  const GuichetIntent *intent,
                                  gboolean             online)
{
  g_autofree char *text = guichet_delivery_describe (intent, online);
  gboolean parked = guichet_intent_needs_person (intent);
  gboolean conflict = intent->state == GUICHET_INTENT_CONFLICT;

  g_return_if_fail (GUICHET_IS_JOURNAL_STATE (self));

  gtk_label_set_text (self->label, text);
  gtk_image_set_from_icon_name (self->icon, guichet_delivery_get_icon (intent, online));
  gtk_button_set_label (GTK_BUTTON (self->retry), conflict ? _("Compare…") : _("Try Again"));
  set_action (self->retry, conflict ? "ticket.compare" : "ticket.retry", intent, parked);
  set_action (self->take_back, "ticket.take-back", intent, parked || intent->state == GUICHET_INTENT_WAITING);

  if (parked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}
