#include "config.h"

#include "ui/common/sync-indicator.h"

#include "ui/common/problem.h"
#include "ui/common/when.h"

#include <glib/gi18n.h>

/* A spinner that flashes says nothing: it comes only when the exchange lasts. */
#define SPINNER_DELAY_MS 500

/* How often the age of the last success is written anew. */
#define AGE_SECONDS 10

struct _GuichetSyncIndicator
{
  AdwBin parent_instance;

  GuichetSyncStatus *status;
  guint              spinner_source;
  guint              age_source;

  GtkStack *stack;
  GtkImage *image;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (GuichetSyncIndicator, guichet_sync_indicator, ADW_TYPE_BIN)

/* Icon and tint by state. */
static const struct
{
  const char *icon;
  const char *style;
} looks[] = {
  [GUICHET_SYNC_STOPPED] = { "media-playback-stop-symbolic", "dim" },
  [GUICHET_SYNC_BUSY] = { "object-select-symbolic", "txt-green" },
  [GUICHET_SYNC_IDLE] = { "object-select-symbolic", "txt-green" },
  [GUICHET_SYNC_OFFLINE] = { "network-offline-symbolic", "txt-amber" },
  [GUICHET_SYNC_MAINTENANCE] = { "network-offline-symbolic", "txt-amber" },
  [GUICHET_SYNC_SIGN_IN] = { "dialog-password-symbolic", "txt-red" },
  [GUICHET_SYNC_TROUBLE] = { "dialog-warning-symbolic", "txt-red" },
};

static char *
dup_progress (GuichetSyncStatus *status)
{
  guint total = guichet_sync_status_get_total (status);

  if (total == 0)
    return g_strdup (_("Refreshing…"));

  /* Translators: tickets loaded so far, of so many */
  return g_strdup_printf (_("%'u of %'u"), guichet_sync_status_get_progress (status), total);
}

static char *
dup_age (const char        *words,
         GuichetSyncStatus *status,
         gint64             now)
{
  gint64 last = guichet_sync_status_get_last_success (status);
  g_autofree char *age = NULL;

  if (last == 0)
    return g_strdup (words);

  age = guichet_when_format_span (MAX (now - last, 0) / 1000);

  if (guichet_sync_status_get_state (status) == GUICHET_SYNC_IDLE || guichet_sync_status_get_state (status) == GUICHET_SYNC_BUSY)
    /* Translators: a state and when the server was last heard of: "Up to date · 20 s ago" */
    return g_strdup_printf (_("%s · %s"), words, age);

  /* Translators: a trouble and how old what is shown is: "Offline · up to date 20 s ago" */
  return g_strdup_printf (_("%s · up to date %s"), words, age);
}

/**
 * guichet_sync_status_dup_words:
 * @now: Unix time in milliseconds
 *
 * Returns: (transfer full): the state in words, with the age of what is shown
 */
char *
guichet_sync_status_dup_words (GuichetSyncStatus *status,
                               gint64             now)
{
  switch (guichet_sync_status_get_state (status))
    {
    case GUICHET_SYNC_BUSY:
      return dup_progress (status);

    case GUICHET_SYNC_IDLE:
      return dup_age (_("Up to date"), status, now);

    case GUICHET_SYNC_OFFLINE:
      return dup_age (_("Offline"), status, now);

    case GUICHET_SYNC_MAINTENANCE:
      return dup_age (_("Maintenance"), status, now);

    case GUICHET_SYNC_SIGN_IN:
      return g_strdup (_("Session expired"));

    case GUICHET_SYNC_TROUBLE:
      return dup_age (_("Trouble with the server"), status, now);

    case GUICHET_SYNC_STOPPED:
    default:
      return g_strdup (_("Stopped"));
    }
}

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

/* The words of a short exchange would flash: while the spinner has not come,
 * what stood there stays. */
static void
write_words (GuichetSyncIndicator *self)
{
  g_autofree char *words = NULL;
  g_autofree char *tooltip = NULL;
  const GError *error = guichet_sync_status_get_error (self->status);

  if (self->spinner_source != 0 && guichet_sync_status_get_last_success (self->status) != 0)
    words = dup_age (_("Up to date"), self->status, now_ms ());
  else
    words = guichet_sync_status_dup_words (self->status, now_ms ());

  if (error != NULL)
    tooltip = g_strconcat (words, "\n", guichet_problem_describe (error).sentence, NULL);

  gtk_label_set_label (self->label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), tooltip != NULL ? tooltip : words);
}

static void
show_icon (GuichetSyncIndicator *self)
{
  GuichetSyncState state = guichet_sync_status_get_state (self->status);
  const char *classes[] = { looks[state].style, NULL };

  gtk_image_set_from_icon_name (self->image, looks[state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->image), classes);
  gtk_stack_set_visible_child_name (self->stack, "icon");
}

static void
spinner_due_cb (gpointer user_data)
{
  GuichetSyncIndicator *self = user_data;

  self->spinner_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "busy");
  write_words (self);
}

static gboolean
age_due_cb (gpointer user_data)
{
  write_words (user_data);

  return G_SOURCE_CONTINUE;
}

static void
status_changed_cb (GuichetSyncIndicator *self)
{
  gboolean busy = guichet_sync_status_get_state (self->status) == GUICHET_SYNC_BUSY;
  gboolean spinning = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "busy");

  if (!busy)
    {
      g_clear_handle_id (&self->spinner_source, g_source_remove);
      show_icon (self);
    }
  else if (!spinning && self->spinner_source == 0)
    {
      self->spinner_source = g_timeout_add_once (SPINNER_DELAY_MS, spinner_due_cb, self);
    }

  write_words (self);
}

static void
guichet_sync_indicator_dispose (GObject *object)
{
  GuichetSyncIndicator *self = GUICHET_SYNC_INDICATOR (object);

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_handle_id (&self->age_source, g_source_remove);
  g_clear_object (&self->status);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_SYNC_INDICATOR);

  G_OBJECT_CLASS (guichet_sync_indicator_parent_class)->dispose (object);
}

static void
guichet_sync_indicator_class_init (GuichetSyncIndicatorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_sync_indicator_dispose;

  gtk_widget_class_set_css_name (widget_class, "syncindicator");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/common/sync-indicator.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetSyncIndicator, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetSyncIndicator, image);
  gtk_widget_class_bind_template_child (widget_class, GuichetSyncIndicator, label);
}

static void
guichet_sync_indicator_init (GuichetSyncIndicator *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
guichet_sync_indicator_set_status (GuichetSyncIndicator *self,
                                   GuichetSyncStatus    *status)
{
  g_return_if_fail (GUICHET_IS_SYNC_INDICATOR (self));
  g_return_if_fail (self->status == NULL);

  self->status = g_object_ref (status);
  g_signal_connect_object (status, "notify", G_CALLBACK (status_changed_cb), self, G_CONNECT_SWAPPED);
  self->age_source = g_timeout_add_seconds (AGE_SECONDS, age_due_cb, self);
  show_icon (self);
  status_changed_cb (self);
}
