#include "config.h"

#include "sync/engine-private.h"

/* What the thread found out on its way to the properties on the main context.
 * Reports are merged while the main context is busy: only the last one counts. */

enum
{
  PROP_0,
  PROP_STATE,
  PROP_PROGRESS,
  PROP_TOTAL,
  PROP_LAST_SUCCESS,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
get_property (GObject    *object,
              guint       prop_id,
              GValue     *value,
              GParamSpec *pspec)
{
  GuichetEngine *self = GUICHET_ENGINE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->shown.state);
      break;
    case PROP_PROGRESS:
      g_value_set_uint (value, self->shown.progress);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->shown.total);
      break;
    case PROP_LAST_SUCCESS:
      g_value_set_int64 (value, self->shown.last_success);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->shown.error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

void
_guichet_engine_class_report_init (GuichetEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GUICHET_TYPE_ENGINE_STATE,
                                              GUICHET_ENGINE_STOPPED, flags);
  properties[PROP_PROGRESS] = g_param_spec_uint ("progress", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LAST_SUCCESS] = g_param_spec_int64 ("last-success", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
clear_report (GuichetReport *report)
{
  g_clear_error (&report->error);
}

static gboolean
errors_equal (const GError *a,
              const GError *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_error_matches (a, b->domain, b->code) && g_strcmp0 (a->message, b->message) == 0;
}

static void
notify_if (GuichetEngine *self,
           guint          property,
           gboolean       changed)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Main context. Takes @report. */
static void
show_report (GuichetEngine *self,
             GuichetReport *report)
{
  GuichetReport before = self->shown;

  self->shown = *report;
  g_object_freeze_notify (G_OBJECT (self));
  notify_if (self, PROP_STATE, before.state != report->state);
  notify_if (self, PROP_PROGRESS, before.progress != report->progress);
  notify_if (self, PROP_TOTAL, before.total != report->total);
  notify_if (self, PROP_LAST_SUCCESS, before.last_success != report->last_success);
  notify_if (self, PROP_ERROR, !errors_equal (before.error, report->error));
  g_object_thaw_notify (G_OBJECT (self));
  clear_report (&before);
}

/* Under the mutex. */
static GuichetReport
copy_report (GuichetEngine *self)
{
  GuichetReport copy = self->report;

  if (copy.error != NULL)
    copy.error = g_error_copy (copy.error);

  return copy;
}

static gboolean
report_cb (gpointer user_data)
{
  GuichetEngine *self = user_data;
  GuichetReport report;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->source, g_source_unref);
  report = copy_report (self);
  g_mutex_unlock (&self->mutex);

  show_report (self, &report);

  return G_SOURCE_REMOVE;
}

/* Under the mutex. The source holds no reference: it is taken off before the
 * engine goes, on the context that it belongs to. */
static void
queue_report (GuichetEngine *self)
{
  if (self->source != NULL)
    return;

  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->source, "[guichet] sync state");
  g_source_set_callback (self->source, report_cb, self, NULL);
  g_source_attach (self->source, self->main);
}

/* Ends telling; main context. */
void
_guichet_engine_report_clear (GuichetEngine *self)
{
  g_mutex_lock (&self->mutex);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  clear_report (&self->report);
  g_mutex_unlock (&self->mutex);
}

/* The blocking calls are made where the properties live: shown at once. */
static void
tell_and_unlock (GuichetEngine *self)
{
  GuichetReport report;

  if (self->thread != NULL)
    {
      queue_report (self);
      g_mutex_unlock (&self->mutex);
      return;
    }

  report = copy_report (self);
  g_mutex_unlock (&self->mutex);
  show_report (self, &report);
}

void
_guichet_engine_tell (GuichetEngine      *self,
                      GuichetEngineState  state,
                      const GError       *error)
{
  g_mutex_lock (&self->mutex);
  if (self->report.state == state && errors_equal (self->report.error, error))
    {
      g_mutex_unlock (&self->mutex);
      return;
    }

  self->report.state = state;
  g_clear_error (&self->report.error);
  if (error != NULL)
    self->report.error = g_error_copy (error);
  tell_and_unlock (self);
}

void
_guichet_engine_tell_progress (GuichetEngine *self,
                               guint          done,
                               guint          total)
{
  g_mutex_lock (&self->mutex);
  self->report.progress = done;
  self->report.total = total;
  tell_and_unlock (self);
}

void
_guichet_engine_tell_success (GuichetEngine *self,
                              gint64         when)
{
  g_mutex_lock (&self->mutex);
  self->report.last_success = when;
  tell_and_unlock (self);
}

/* Main context, without a thread: nothing is under way any more. */
void
_guichet_engine_report_reset (GuichetEngine *self)
{
  _guichet_engine_report_clear (self);
  _guichet_engine_tell_progress (self, 0, 0);
  _guichet_engine_tell (self, GUICHET_ENGINE_STOPPED, NULL);
}
