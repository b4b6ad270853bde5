#include "config.h"

#include "ui/agent/urgent-row.h"

#include "ui/common/chip.h"
#include "ui/common/delay.h"
#include "ui/common/when.h"

#include <glib/gi18n.h>

struct _GuichetUrgentRow
{
  GtkListBoxRow parent_instance;

  gint64          ticket_id;

  AdwAvatar      *avatar;
  GtkLabel       *ref;
  GtkInscription *subject;
  GtkInscription *requester;
  GuichetChip    *reason;
  GuichetChip    *narrow_reason;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetUrgentRow, guichet_urgent_row, GTK_TYPE_LIST_BOX_ROW)

/* How a reason is shown beside the delays, which show themselves. */
static const struct
{
  const char *icon;
  const char *tint;
} looks[] = {
  [GUICHET_URGENCY_REOPENED] = { "edit-undo-symbolic", "red" },
  [GUICHET_URGENCY_ANSWERED] = { "mail-unread-symbolic", "blue" },
  [GUICHET_URGENCY_OLDEST] = { "document-open-recent-symbolic", "grey" },
};

static const char *
get_first_name (GuichetTicket *ticket,
                char         **storage)
{
  const char *name = guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER);
  const char *space = name != NULL ? strchr (name, ' ') : NULL;

  if (space == NULL)
    return name;

  *storage = g_strndup (name, (gsize) (space - name));
  return *storage;
}

static char *
describe (GuichetContext *context,
          GuichetTicket  *ticket,
          GuichetUrgency  urgency,
          GDateTime      *now)
{
  GTimeZone *zone = guichet_context_get_zone (context);
  g_autofree char *storage = NULL;
  g_autofree char *age = NULL;

  if (urgency == GUICHET_URGENCY_ANSWERED)
    /* Translators: %s is the first name of a requester */
    return g_strdup_printf (_("%s answered"), get_first_name (ticket, &storage));

  age = guichet_when_format_age (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE), zone, now);
  if (urgency == GUICHET_URGENCY_REOPENED)
    /* Translators: why a ticket comes first; %s is such as "47 min ago" or a date */
    return g_strdup_printf (_("Reopened · %s"), age);

  /* Translators: why a ticket comes first: nothing happened for longest; %s is such as "3 days ago" or a date */
  return g_strdup_printf (_("Last change %s"), age);
}

static void
show_reason (GuichetUrgentRow *self,
             GuichetChip      *chip,
             GuichetContext   *context,
             GuichetTicket    *ticket,
             GuichetUrgency    urgency)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  if (urgency == GUICHET_URGENCY_OVERDUE || urgency == GUICHET_URGENCY_AT_RISK)
    {
      g_autoptr(GuichetDelay) delay = guichet_delay_new (ticket, guichet_context_get_profile (context),
                                                         guichet_context_get_zone (context), now);

      guichet_delay_show (delay, chip);
    }
  else
    {
      g_autofree char *text = describe (context, ticket, urgency, now);

      guichet_chip_show (chip, looks[urgency].icon, text, looks[urgency].tint);
    }
}

static char *
describe_requester (GuichetTicket *ticket)
{
  const char *site = guichet_ticket_get_label (ticket, GUICHET_FIELD_SITE);
  const char *caller = guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER);

  if (site == NULL || *site == '\0')
    return g_strdup (caller);

  return g_strdup_printf ("%s · %s", caller, site);
}

static void
guichet_urgent_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GUICHET_TYPE_URGENT_ROW);

  G_OBJECT_CLASS (guichet_urgent_row_parent_class)->dispose (object);
}

static void
guichet_urgent_row_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GuichetUrgentRow *self = GUICHET_URGENT_ROW (object);
  gboolean narrow = g_value_get_boolean (value);

  if (prop_id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->reason), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_reason), narrow);
}

static void
guichet_urgent_row_class_init (GuichetUrgentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_urgent_row_dispose;
  object_class->set_property = guichet_urgent_row_set_property;

  /* Too narrow for the reason beside the subject. */
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GUICHET_TYPE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/agent/urgent-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetUrgentRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, GuichetUrgentRow, ref);
  gtk_widget_class_bind_template_child (widget_class, GuichetUrgentRow, subject);
  gtk_widget_class_bind_template_child (widget_class, GuichetUrgentRow, requester);
  gtk_widget_class_bind_template_child (widget_class, GuichetUrgentRow, reason);
  gtk_widget_class_bind_template_child (widget_class, GuichetUrgentRow, narrow_reason);
}

static void
guichet_urgent_row_init (GuichetUrgentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
guichet_urgent_row_new (GuichetContext *context,
                        GuichetTicket  *ticket,
                        GuichetUrgency  urgency)
{
  GuichetUrgentRow *self;
  g_autofree char *requester = describe_requester (ticket);

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_URGENT_ROW, NULL);
  self->ticket_id = guichet_ticket_get_id (ticket);
  adw_avatar_set_text (self->avatar, guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER));
  gtk_label_set_label (self->ref, guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  gtk_inscription_set_text (self->subject, guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
  gtk_inscription_set_text (self->requester, requester);
  show_reason (self, self->reason, context, ticket, urgency);
  show_reason (self, self->narrow_reason, context, ticket, urgency);

  return GTK_WIDGET (self);
}

gint64
guichet_urgent_row_get_ticket_id (GuichetUrgentRow *self)
{
  g_return_val_if_fail (GUICHET_IS_URGENT_ROW (self), 0);

  return self->ticket_id;
}
