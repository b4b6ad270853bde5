#include "config.h"

#include "ui/agent/outbox-page.h"

#include "store/outbox.h"
#include "ui/agent/outbox-row.h"
#include "ui/common/problem.h"
#include "ui/common/toast.h"

#include <glib/gi18n.h>

/* Of what was confirmed only the last is of interest. */
#define MAX_HISTORY 20

struct _GuichetOutboxPage
{
  AdwNavigationPage parent_instance;

  GuichetContext *context;
  GPtrArray      *intents;      /* of GuichetIntent, oldest first */
  GCancellable   *cancellable;

  GtkStack       *stack;
  GtkBox         *sections;
};

G_DEFINE_FINAL_TYPE (GuichetOutboxPage, guichet_outbox_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_conflict (const GuichetIntent *intent)
{
  return intent->state == GUICHET_INTENT_CONFLICT;
}

static gboolean
is_refused (const GuichetIntent *intent)
{
  return intent->state == GUICHET_INTENT_REFUSED;
}

static gboolean
is_done (const GuichetIntent *intent)
{
  return intent->state == GUICHET_INTENT_DONE;
}

static const struct
{
  const char  *title;
  gboolean   (*matches) (const GuichetIntent *intent);
} section_kinds[] = {
  { N_("To Check"), is_conflict },
  { N_("Failed"), is_refused },
  { N_("On Its Way"), guichet_intent_is_open },
  { N_("Confirmed"), is_done },
};

static const GuichetIntent *
find_intent (GuichetOutboxPage *self,
             const char        *uuid)
{
  for (guint i = 0; self->intents != NULL && i < self->intents->len; i++)
    {
      const GuichetIntent *intent = self->intents->pdata[i];

      if (g_strcmp0 (intent->uuid, uuid) == 0)
        return intent;
    }

  return NULL;
}

static AdwPreferencesGroup *
create_section (GuichetOutboxPage *self,
                guint              kind)
{
  AdwPreferencesGroup *group = NULL;
  guint n = 0;

  /* The last ones first. */
  for (guint i = self->intents->len; i > 0 && n < MAX_HISTORY; i--)
    {
      const GuichetIntent *intent = self->intents->pdata[i - 1];

      if (!section_kinds[kind].matches (intent))
        continue;

      if (group == NULL)
        group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_add (group, guichet_outbox_row_new (self->context, intent));
      n++;
    }

  if (group != NULL)
    adw_preferences_group_set_title (group, _(section_kinds[kind].title));

  return group;
}

static void
show_intents (GuichetOutboxPage *self)
{
  GtkWidget *child;
  guint n_sections = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))))
    gtk_box_remove (self->sections, child);

  for (guint i = 0; i < G_N_ELEMENTS (section_kinds); i++)
    {
      AdwPreferencesGroup *group = create_section (self, i);

      if (group == NULL)
        continue;

      gtk_box_append (self->sections, GTK_WIDGET (group));
      n_sections++;
    }

  gtk_stack_set_visible_child_name (self->stack, n_sections > 0 ? "sections" : "empty");
}

static void
intents_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GuichetOutboxPage *self = user_data;
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GError) error = NULL;

  intents = guichet_store_list_intents_finish (GUICHET_STORE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (intents == NULL)
    {
      guichet_show_toast (GTK_WIDGET (self), adw_toast_new (guichet_problem_describe (error).sentence));
      return;
    }

  g_clear_pointer (&self->intents, g_ptr_array_unref);
  self->intents = g_steal_pointer (&intents);
  show_intents (self);
}

static void
read_intents (GuichetOutboxPage *self)
{
  guichet_store_list_intents_async (guichet_context_get_store (self->context), TRUE,
                                    self->cancellable, intents_read_cb, self);
}

static void
store_changed_cb (GuichetOutboxPage *self,
                  GuichetChangeSet  *changes)
{
  if (changes->outbox)
    read_intents (self);
}

static void
online_changed_cb (GuichetOutboxPage *self)
{
  if (self->intents != NULL)
    show_intents (self);
}

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetOutboxPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_decide_finish (GUICHET_STORE (source), result, &error))
    guichet_show_toast (GTK_WIDGET (self), adw_toast_new (guichet_problem_describe (error).sentence));
}

static void
decide (GtkWidget             *widget,
        GVariant              *parameter,
        GuichetOutboxDecision  decision)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (widget);

  guichet_store_decide_async (guichet_context_get_store (self->context),
                              g_variant_get_string (parameter, NULL), decision,
                              NULL, decided_cb, g_object_ref (self));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  decide (widget, parameter, GUICHET_OUTBOX_RETRY);
}

static void
keep_mine_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  decide (widget, parameter, GUICHET_OUTBOX_KEEP_MINE);
}

static void
withdraw_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  decide (widget, parameter, GUICHET_OUTBOX_WITHDRAW);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const GuichetIntent *intent =
    find_intent (GUICHET_OUTBOX_PAGE (widget), g_variant_get_string (parameter, NULL));
  g_autofree char *text = NULL;

  if (intent == NULL)
    return;

  text = guichet_outbox_dup_text (intent);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  guichet_show_toast (widget, adw_toast_new (_("Text copied")));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const GuichetIntent *intent =
    find_intent (GUICHET_OUTBOX_PAGE (widget), g_variant_get_string (parameter, NULL));

  if (intent != NULL)
    gtk_widget_activate_action (widget, "portal.open-ticket", "x", intent->ticket_id);
}

static void
guichet_outbox_page_dispose (GObject *object)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_OUTBOX_PAGE);
  g_clear_object (&self->context);
  g_clear_pointer (&self->intents, g_ptr_array_unref);

  G_OBJECT_CLASS (guichet_outbox_page_parent_class)->dispose (object);
}

static void
guichet_outbox_page_finalize (GObject *object)
{
  g_object_unref (GUICHET_OUTBOX_PAGE (object)->cancellable);

  G_OBJECT_CLASS (guichet_outbox_page_parent_class)->finalize (object);
}

static void
guichet_outbox_page_class_init (GuichetOutboxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_outbox_page_dispose;
  object_class->finalize = guichet_outbox_page_finalize;

  gtk_widget_class_install_action (widget_class, "outbox.retry", "s", retry_action);
  gtk_widget_class_install_action (widget_class, "outbox.keep-mine", "s", keep_mine_action);
  gtk_widget_class_install_action (widget_class, "outbox.withdraw", "s", withdraw_action);
  gtk_widget_class_install_action (widget_class, "outbox.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "outbox.open", "s", open_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, sections);
}

static void
guichet_outbox_page_init (GuichetOutboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GuichetOutboxPage *
guichet_outbox_page_new (GuichetContext *context)
{
  GuichetOutboxPage *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_OUTBOX_PAGE, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::online",
                           G_CALLBACK (online_changed_cb), self, G_CONNECT_SWAPPED);
  read_intents (self);

  return self;
}
