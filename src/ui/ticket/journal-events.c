#include "config.h"

#include "ui/ticket/journal-events.h"

#include "model/history-entry.h"
#include "ui/common/when.h"

#include <glib/gi18n.h>

/* ---- what happened */

static void
free_event (gpointer data)
{
  GuichetJournalEvent *self = data;

  g_free (self->moment);
  g_free (self->text);
  g_free (self);
}

static void
take_event (GPtrArray  *events,
            const char *moment,
            char       *text)
{
  GuichetJournalEvent *event = g_new0 (GuichetJournalEvent, 1);

  event->moment = g_strdup (moment);
  event->text = text;
  g_ptr_array_add (events, event);
}

/* The moments that the server keeps on the ticket itself. */
static void
add_dates (GPtrArray     *events,
           GuichetTicket *ticket)
{
  static const struct { GuichetField field; const char *text; } dates[] = {
    { GUICHET_FIELD_ASSIGNMENT_DATE, N_("Assigned") },
    { GUICHET_FIELD_PENDING_DATE, N_("Put on hold") },
    { GUICHET_FIELD_RESOLUTION_DATE, N_("Resolved") },
    { GUICHET_FIELD_CLOSE_DATE, N_("Closed") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (*guichet_ticket_get (ticket, dates[i].field) != '\0')
      take_event (events, guichet_ticket_get (ticket, dates[i].field), g_strdup (_(dates[i].text)));
}

static char *
describe_change (const GuichetHistoryEntry *change,
                 GuichetProfile            *profile)
{
  const GuichetState *state;

  switch (change->field)
    {
    case GUICHET_FIELD_AGENT:
      /* Translators: %s is a person */
      return *change->after != '\0' ? g_strdup_printf (_("Agent: %s"), change->after) : g_strdup (_("No agent any more"));

    case GUICHET_FIELD_TEAM:
      /* Translators: %s is a team */
      return *change->after != '\0' ? g_strdup_printf (_("Team: %s"), change->after) : NULL;

    case GUICHET_FIELD_STATUS:
      state = guichet_profile_get_state (profile, change->after);
      /* Translators: %s is a state of a ticket */
      return g_strdup_printf (_("State: %s"), state != NULL ? state->label : change->after);

    default:
      return NULL;
    }
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const GuichetJournalEvent *left = *(const GuichetJournalEvent * const *) a;
  const GuichetJournalEvent *right = *(const GuichetJournalEvent * const *) b;

  return strcmp (left->moment, right->moment);
}

/**
 * guichet_journal_events_new:
 * @history: (nullable) (element-type GuichetHistoryEntry): what was seen to
 *   change; without it the dates of the ticket tell the most important
 *
 * Returns: (transfer full) (element-type GuichetJournalEvent): oldest first
 */
GPtrArray *
guichet_journal_events_new (GuichetTicket  *ticket,
                            GPtrArray      *history,
                            GuichetProfile *profile)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (free_event);

  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      const GuichetHistoryEntry *change = g_ptr_array_index (history, i);
      char *text = describe_change (change, profile);

      if (text != NULL)
        take_event (events, change->moment, text);
    }
  if (events->len == 0)
    add_dates (events, ticket);
  g_ptr_array_sort (events, compare_events);

  return events;
}

/* ---- lines */

/**
 * guichet_journal_event_new_line:
 * @icon: (nullable)
 *
 * Returns: (transfer floating): a thin line across the pane with a word in it
 */
GtkWidget *
guichet_journal_event_new_line (const char *icon,
                                const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *lines[2];

  for (guint i = 0; i < 2; i++)
    {
      lines[i] = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_hexpand (lines[i], TRUE);
      gtk_widget_set_valign (lines[i], GTK_ALIGN_CENTER);
    }
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (box, "evt");
  gtk_box_append (GTK_BOX (box), lines[0]);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "pixel-size", 14, NULL));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), lines[1]);

  return box;
}

/**
 * guichet_journal_events_new_line:
 * @after, @until: (nullable): moments; %NULL for no bound
 *
 * Returns: (transfer floating) (nullable): the events between, a line each
 */
GtkWidget *
guichet_journal_events_new_line (GPtrArray  *events,
                                 const char *after,
                                 const char *until,
                                 GTimeZone  *zone)
{
  GtkWidget *box = NULL;

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const GuichetJournalEvent *event = g_ptr_array_index (events, i);
      g_autofree char *when = NULL;
      g_autofree char *text = NULL;

      if ((after != NULL && strcmp (event->moment, after) <= 0) || (until != NULL && strcmp (event->moment, until) > 0))
        continue;

      when = guichet_when_format_short (event->moment, zone);
      /* Translators: an event in a journal, with its time */
      text = g_strdup_printf (_("%s · %s"), event->text, when);
      if (box == NULL)
        box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_box_append (GTK_BOX (box), guichet_journal_event_new_line ("document-open-recent-symbolic", text));
    }

  return box;
}

/* ---- the choice */

/* One for the program: both journals of all pages change together. NULL where
 * the schema is not installed. */
static GSettings *
get_settings (void)
{
  static GSettings *settings;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (settings != NULL)
    return settings;
  if (source == NULL || !(schema = g_settings_schema_source_lookup (source, GUICHET_APPLICATION_ID, TRUE))
      || !g_settings_schema_has_key (schema, "journal-events"))
    return NULL;

  settings = g_settings_new_full (schema, NULL, NULL);

  return settings;
}

/* @toggle: an object with the property "active" */
void
guichet_journal_events_bind (gpointer toggle)
{
  GSettings *settings = get_settings ();

  if (settings != NULL)
    g_settings_bind (settings, "journal-events", toggle, "active", G_SETTINGS_BIND_DEFAULT);
}
