#include "config.h"

#include "ui/agent/outbox-row.h"

#include "richtext/richtext.h"
#include "ui/ticket/delivery.h"
#include "util/text.h"

#include <glib/gi18n.h>

#define EXCERPT_CHARS 90

struct _GuichetOutboxRow
{
  AdwActionRow parent_instance;
};

G_DEFINE_FINAL_TYPE (GuichetOutboxRow, guichet_outbox_row, ADW_TYPE_ACTION_ROW)

static void
guichet_outbox_row_class_init (GuichetOutboxRowClass *klass)
{
}

static void
guichet_outbox_row_init (GuichetOutboxRow *self)
{
}

static const char *
describe_change (GuichetProfile      *profile,
                 const GuichetIntent *intent)
{
  const GuichetAction *action = NULL;

  if (intent->action != NULL)
    action = guichet_profile_get_action (profile, intent->action);
  if (action != NULL)
    return action->label;
  if (intent->entries[GUICHET_JOURNAL_PUBLIC] != NULL)
    return _("Message to the requester");
  if (intent->entries[GUICHET_JOURNAL_PRIVATE] != NULL)
    return _("Internal note");

  return _("Changed fields");
}

/**
 * guichet_outbox_dup_title:
 *
 * Returns: (transfer full): what the operation does, and the ticket
 */
char *
guichet_outbox_dup_title (GuichetProfile      *profile,
                          const GuichetIntent *intent)
{
  const char *what;

  switch (intent->kind)
    {
    case GUICHET_INTENT_CREATE:
      /* Translators: %s is the subject of a ticket that is not on the server yet */
      return g_strdup_printf (_("New ticket · %s"), intent->title != NULL ? intent->title : "");

    case GUICHET_INTENT_ATTACH:
      what = _("File");
      break;

    case GUICHET_INTENT_CHANGE:
    default:
      what = describe_change (profile, intent);
      break;
    }

  if (guichet_text_is_empty (intent->ref))
    return g_strdup (what);

  return g_strdup_printf ("%s · %s", what, intent->ref);
}

/**
 * guichet_outbox_dup_text:
 *
 * Returns: (transfer full): everything that was written, as plain text
 */
char *
guichet_outbox_dup_text (const GuichetIntent *intent)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (intent->entries[i] != NULL)
      {
        g_autofree char *plain = guichet_html_to_plain (intent->entries[i]);

        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", plain);
      }

  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = intent->changes->pdata[i];
      g_autofree char *plain = NULL;

      if (!guichet_field_is_long (change->field) && change->field != GUICHET_FIELD_TITLE)
        continue;

      plain = guichet_html_to_plain (change->value);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", plain);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_excerpt (const GuichetIntent *intent)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_autofree char *start = NULL;

  if (intent->kind == GUICHET_INTENT_ATTACH)
    return g_strdup (intent->file_name);

  text = guichet_outbox_dup_text (intent);
  line = guichet_text_single_line (text);
  if (line[0] == '\0')
    return NULL;

  if (g_utf8_strlen (line, -1) <= EXCERPT_CHARS)
    return g_strdup_printf (_("“%s”"), line);

  start = g_utf8_substring (line, 0, EXCERPT_CHARS);
  /* Translators: the beginning of a longer text */
  return g_strdup_printf (_("“%s…”"), start);
}

static char *
dup_subtitle (GuichetContext      *context,
              const GuichetIntent *intent)
{
  gboolean online = guichet_sync_status_get_online (guichet_context_get_sync_status (context));
  g_autofree char *state = guichet_delivery_describe (intent, online);
  g_autofree char *excerpt = dup_excerpt (intent);

  return excerpt != NULL ? g_strdup_printf ("%s\n%s", state, excerpt) : g_strdup (state);
}

static const char *
get_tint (const GuichetIntent *intent)
{
  switch (intent->state)
    {
    case GUICHET_INTENT_CONFLICT:
      return "txt-amber";

    case GUICHET_INTENT_REFUSED:
      return "txt-red";

    case GUICHET_INTENT_DONE:
      return "txt-green";

    case GUICHET_INTENT_WAITING:
    case GUICHET_INTENT_SENDING:
    case GUICHET_INTENT_VERIFY:
    case GUICHET_INTENT_WITHDRAWN:
    default:
      return "txt-blue";
    }
}

static void
add_icon (GuichetOutboxRow    *self,
          GuichetContext      *context,
          const GuichetIntent *intent)
{
  gboolean online = guichet_sync_status_get_online (guichet_context_get_sync_status (context));
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name", guichet_delivery_get_icon (intent, online),
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);

  gtk_widget_add_css_class (image, get_tint (intent));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), image);
}

static void
add_button (GuichetOutboxRow    *self,
            const GuichetIntent *intent,
            const char          *label,
            const char          *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", intent->uuid);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
add_item (GMenu               *menu,
          const GuichetIntent *intent,
          const char          *label,
          const char          *action)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", intent->uuid);
  g_menu_append_item (menu, item);
}

static void
add_menu (GuichetOutboxRow    *self,
          const GuichetIntent *intent)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autofree char *text = guichet_outbox_dup_text (intent);
  GtkWidget *button;

  if (intent->ticket_id > 0)
    add_item (menu, intent, _("_Open the Ticket"), "outbox.open");
  if (text[0] != '\0')
    add_item (menu, intent, _("_Copy the Text"), "outbox.copy");
  if (intent->state == GUICHET_INTENT_WAITING || guichet_intent_needs_person (intent))
    add_item (menu, intent, _("_Withdraw"), "outbox.withdraw");
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return;

  button = g_object_new (GTK_TYPE_MENU_BUTTON,
                         "icon-name", "view-more-symbolic",
                         "menu-model", menu,
                         "valign", GTK_ALIGN_CENTER,
                         "tooltip-text", _("More Actions"),
                         NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("More Actions"), -1);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

GtkWidget *
guichet_outbox_row_new (GuichetContext      *context,
                        const GuichetIntent *intent)
{
  g_autofree char *title = guichet_outbox_dup_title (guichet_context_get_profile (context), intent);
  g_autofree char *subtitle = dup_subtitle (context, intent);
  GuichetOutboxRow *self = g_object_new (GUICHET_TYPE_OUTBOX_ROW, "use-markup", FALSE, NULL);

  /* Not at construction: markup would still be on. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 3);

  add_icon (self, context, intent);
  if (intent->state == GUICHET_INTENT_REFUSED)
    add_button (self, intent, _("Try Again"), "outbox.retry");
  else if (intent->state == GUICHET_INTENT_CONFLICT)
    add_button (self, intent, _("Send Mine"), "outbox.keep-mine");
  add_menu (self, intent);

  return GTK_WIDGET (self);
}
