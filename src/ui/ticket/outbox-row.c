#include "config.h"

#include "ui/ticket/outbox-row.h"

#include "model/inverse.h"
#include "richtext/richtext.h"
#include "ui/common/chip.h"
#include "ui/common/problem.h"
#include "ui/ticket/delivery.h"
#include "util/text.h"

#include <glib/gi18n.h>

#define EXCERPT_CHARS 90

struct _GuichetOutboxRow
{
  AdwActionRow parent_instance;

  char      *uuid;
  GtkWidget *icon;
  GtkWidget *chip;          /* nullable */
  gint64     leaves;        /* Unix ms; 0 when it cannot be called back any more */
};

G_DEFINE_FINAL_TYPE (GuichetOutboxRow, guichet_outbox_row, ADW_TYPE_ACTION_ROW)

static void
guichet_outbox_row_finalize (GObject *object)
{
  g_free (GUICHET_OUTBOX_ROW (object)->uuid);

  G_OBJECT_CLASS (guichet_outbox_row_parent_class)->finalize (object);
}

static void
guichet_outbox_row_class_init (GuichetOutboxRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_outbox_row_finalize;
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

/* Returns: (transfer full): as the requester would say it */
static char *
dup_requester_title (const GuichetIntent *intent)
{
  const char *what = _("Message to the support");

  if (intent->kind == GUICHET_INTENT_CREATE)
    /* Translators: %s is the subject of a request that is not on the server yet */
    return g_strdup_printf (_("New request · %s"), intent->title != NULL ? intent->title : "");

  if (intent->kind == GUICHET_INTENT_ATTACH)
    what = _("File");
  else if (g_strcmp0 (intent->action, "reopen") == 0)
    what = _("Reopening of the request");
  else if (g_strcmp0 (intent->action, "close") == 0)
    what = _("Your opinion, which closes the request");

  if (guichet_text_is_empty (intent->ref))
    return g_strdup (what);

  return g_strdup_printf ("%s · %s", what, intent->ref);
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

/* ---- where it is */

static const char *
get_remedy (const GuichetIntent *intent)
{
  g_autoptr(GError) error = g_error_new_literal (GUICHET_ERROR, (int) intent->reason, "");

  /* A conflict has its button, which says it better. */
  if (intent->state != GUICHET_INTENT_REFUSED || intent->detail == NULL)
    return NULL;

  return guichet_problem_describe (error).remedy;
}

static char *
dup_subtitle (GuichetContext      *context,
              const GuichetIntent *intent,
              gboolean             behind)
{
  gboolean online = guichet_sync_status_get_online (guichet_context_get_sync_status (context));
  g_autofree char *state = guichet_delivery_describe (intent, online);
  g_autofree char *excerpt = dup_excerpt (intent);
  const char *remedy = get_remedy (intent);
  GString *text = g_string_new (state);

  if (remedy != NULL)
    g_string_append_printf (text, " %s", remedy);
  if (behind)
    g_string_append_printf (text, "\n%s", _("Leaves after the operation on this ticket that waits for you"));
  if (excerpt != NULL)
    g_string_append_printf (text, "\n%s", excerpt);

  return g_string_free (text, FALSE);
}

static const char *
get_tint (const GuichetIntent *intent)
{
  switch (intent->state)
    {
    case GUICHET_INTENT_CONFLICT:
      return "amber";

    case GUICHET_INTENT_REFUSED:
      return "red";

    case GUICHET_INTENT_DONE:
      return "green";

    case GUICHET_INTENT_WITHDRAWN:
      return "grey";

    case GUICHET_INTENT_WAITING:
    case GUICHET_INTENT_SENDING:
    case GUICHET_INTENT_VERIFY:
    default:
      return "blue";
    }
}

static void
add_icon (GuichetOutboxRow    *self,
          const GuichetIntent *intent,
          gboolean             online)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name", guichet_delivery_get_icon (intent, online),
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);
  g_autofree char *tint = g_strconcat ("txt-", get_tint (intent), NULL);

  gtk_widget_add_css_class (image, tint);
  self->icon = image;
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), image);
}

/* Returns: (transfer full): the state in a word or two */
static char *
dup_word (const GuichetIntent *intent,
          gboolean             online)
{
  switch (intent->state)
    {
    case GUICHET_INTENT_WAITING:
      /* Translators: an operation that leaves when its turn comes */
      return g_strdup (online ? _("In Line") : _("Offline"));

    case GUICHET_INTENT_SENDING:
      return g_strdup (_("Being Sent"));

    case GUICHET_INTENT_VERIFY:
      return g_strdup (_("Being Checked"));

    case GUICHET_INTENT_REFUSED:
      if (intent->attempts == 0)
        return g_strdup (_("Failed"));
      return g_strdup_printf (ngettext ("Failed, %u Try", "Failed, %u Tries", intent->attempts), intent->attempts);

    case GUICHET_INTENT_CONFLICT:
      return g_strdup (_("Conflict"));

    case GUICHET_INTENT_WITHDRAWN:
      /* Translators: one operation that was taken out of the outbox */
      return g_strdup (C_("operation", "Withdrawn"));

    case GUICHET_INTENT_DONE:
    default:
      return NULL;
    }
}

static void
add_chip (GuichetOutboxRow    *self,
          const GuichetIntent *intent,
          gboolean             online)
{
  g_autofree char *word = dup_word (intent, online);

  if (word == NULL)
    return;

  self->chip = guichet_chip_new ();
  gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
  guichet_chip_show (GUICHET_CHIP (self->chip), guichet_delivery_get_icon (intent, online), word, get_tint (intent));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->chip);
}

/* The time of day; of another day, the day. */
static void
add_time (GuichetOutboxRow    *self,
          const GuichetIntent *intent)
{
  gint64 when = MAX (intent->last_sent, intent->created);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (when / 1000);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (time == NULL)
    return;

  text = g_date_time_format (time, g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now) &&
                                   g_date_time_get_year (time) == g_date_time_get_year (now) ? "%H:%M" : "%x");
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "meta");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
}

/* ---- what can be done */

static void
add_button (GuichetOutboxRow    *self,
            const char          *label,
            const char          *action,
            const char          *css_class)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->uuid);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
add_main_button (GuichetOutboxRow    *self,
                 const GuichetIntent *intent)
{
  /* There is nothing on the server to compare a new ticket with. */
  if (intent->kind == GUICHET_INTENT_CREATE && guichet_intent_needs_person (intent))
    add_button (self, _("_Correct…"), "outbox.edit", "suggested-action");
  else if (intent->state == GUICHET_INTENT_REFUSED)
    add_button (self, _("_Try Again"), "outbox.retry", NULL);
  else if (intent->state == GUICHET_INTENT_CONFLICT)
    add_button (self, _("_Compare…"), "outbox.compare", "suggested-action");
  else if (self->leaves != 0)
    /* Translators: a button: what was just sent does not leave */
    add_button (self, _("_Recall"), intent->kind != GUICHET_INTENT_ATTACH ? "outbox.edit" : "outbox.withdraw", NULL);
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

static GMenu *
create_menu (GuichetProfile      *profile,
             const GuichetIntent *intent,
             gboolean             for_requester)
{
  GMenu *menu = g_menu_new ();
  g_autofree char *text = guichet_outbox_dup_text (intent);
  gboolean stoppable = intent->state == GUICHET_INTENT_WAITING || guichet_intent_needs_person (intent);

  if (intent->ticket_id > 0)
    add_item (menu, intent, for_requester ? _("_Open the Request") : _("_Open the Ticket"), "outbox.open");
  if (intent->kind == GUICHET_INTENT_CREATE && guichet_intent_needs_person (intent))
    add_item (menu, intent, _("_Try Again"), "outbox.retry");
  else if (stoppable && intent->kind != GUICHET_INTENT_ATTACH)
    add_item (menu, intent, _("_Edit"), "outbox.edit");
  if (text[0] != '\0')
    add_item (menu, intent, _("_Copy the Text"), "outbox.copy");
  if (stoppable)
    add_item (menu, intent, _("_Withdraw"), "outbox.withdraw");
  if (intent->state == GUICHET_INTENT_WITHDRAWN)
    add_item (menu, intent, _("_Send After All"), "outbox.restore");
  if (!for_requester && guichet_inverse_may_exist (intent, profile))
    add_item (menu, intent, _("_Undo on the Server"), "outbox.invert");
  if (intent->detail != NULL)
    add_item (menu, intent, _("_Details…"), "outbox.details");

  return menu;
}

static void
add_menu (GuichetOutboxRow    *self,
          GuichetProfile      *profile,
          const GuichetIntent *intent,
          gboolean             for_requester)
{
  g_autoptr(GMenu) menu = create_menu (profile, intent, for_requester);
  GtkWidget *button;

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

/* ---- the object */

/**
 * guichet_outbox_row_new:
 * @behind: whether an earlier operation on the same ticket holds it up
 */
GtkWidget *
guichet_outbox_row_new (GuichetContext      *context,
                        const GuichetIntent *intent,
                        gboolean             behind,
                        gboolean             for_requester)
{
  GuichetProfile *profile = guichet_context_get_profile (context);
  gboolean online = guichet_sync_status_get_online (guichet_context_get_sync_status (context));
  gint64 now = g_get_real_time () / 1000;
  g_autofree char *title = for_requester ? dup_requester_title (intent) : guichet_outbox_dup_title (profile, intent);
  g_autofree char *subtitle = dup_subtitle (context, intent, behind);
  GuichetOutboxRow *self = g_object_new (GUICHET_TYPE_OUTBOX_ROW, "use-markup", FALSE, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "outbox");
  self->uuid = g_strdup (intent->uuid);
  self->leaves = intent->state == GUICHET_INTENT_WAITING && intent->not_before > now ? intent->not_before : 0;
  /* Not at construction: markup would still be on. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 4);

  add_icon (self, intent, online);
  if (intent->state == GUICHET_INTENT_DONE)
    add_time (self, intent);
  else
    add_chip (self, intent, online);
  add_main_button (self, intent);
  add_menu (self, profile, intent, for_requester);
  guichet_outbox_row_tick (self, now);

  return GTK_WIDGET (self);
}

const char *
guichet_outbox_row_get_uuid (GuichetOutboxRow *self)
{
  g_return_val_if_fail (GUICHET_IS_OUTBOX_ROW (self), NULL);

  return self->uuid;
}

/* The state is in the words under the title too. */
void
guichet_outbox_row_set_narrow (GuichetOutboxRow *self,
                               gboolean          narrow)
{
  g_return_if_fail (GUICHET_IS_OUTBOX_ROW (self));

  gtk_widget_set_visible (self->icon, !narrow);
  if (self->chip != NULL)
    gtk_widget_set_visible (self->chip, !narrow);
}

/**
 * guichet_outbox_row_tick:
 * @now: Unix time in milliseconds
 *
 * Counts down the seconds in which it can be called back.
 *
 * Returns: whether there are any left
 */
gboolean
guichet_outbox_row_tick (GuichetOutboxRow *self,
                         gint64            now)
{
  g_autofree char *word = NULL;
  guint seconds;

  g_return_val_if_fail (GUICHET_IS_OUTBOX_ROW (self), FALSE);

  if (self->leaves <= now)
    return FALSE;

  seconds = (guint) ((self->leaves - now + 999) / 1000);
  /* Translators: a number of seconds */
  word = g_strdup_printf (_("Leaves in %u s"), seconds);
  guichet_chip_show (GUICHET_CHIP (self->chip), "document-open-recent-symbolic", word, "blue");

  return TRUE;
}
