#include "config.h"

#include "ui/common/mark-text.h"

#include "util/text.h"

#include <glib/gi18n.h>

/* Long names of persons would leave no room for the subject. */
#define MAX_NAME_CHARS 24

static char *
dup_short_name (const char *name)
{
  g_autofree char *line = guichet_text_single_line (name);

  if (g_utf8_strlen (line, -1) <= MAX_NAME_CHARS)
    return g_steal_pointer (&line);

  return g_utf8_substring (line, 0, MAX_NAME_CHARS);
}

/* @named says it with a name, @plain without one. */
static char *
dup_with_name (const char *name,
               const char *named,
               const char *plain)
{
  g_autofree char *who = guichet_text_is_empty (name) ? NULL : dup_short_name (name);
  g_auto(GStrv) parts = NULL;

  if (who == NULL)
    return g_strdup (plain);

  parts = g_strsplit (named, "%s", 2);

  return g_strjoinv (who, parts);
}

static const char *
get_status_label (GuichetTicket  *ticket,
                  GuichetProfile *profile)
{
  const char *status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
  const GuichetState *state = guichet_profile_get_state (profile, status);

  return state != NULL ? state->label : status;
}

/* Who is the agent now: that is what one wants to know of a change. */
static char *
dup_agent_text (GuichetTicket *ticket)
{
  const char *agent = guichet_ticket_get_label (ticket, GUICHET_FIELD_AGENT);

  /* Translators: what changed on a ticket; %s is the new agent */
  return dup_with_name (agent, _("Assigned to %s"), _("No agent any more"));
}

/**
 * guichet_mark_dup_text:
 * @mark: (nullable)
 *
 * Returns: (transfer full) (nullable): what changed since the person looked,
 *   in a few words; of several changes the one that matters most
 */
char *
guichet_mark_dup_text (const GuichetMark *mark,
                       GuichetTicket     *ticket,
                       GuichetProfile    *profile)
{
  if (mark == NULL || ticket == NULL || mark->delta == 0)
    return NULL;

  if (mark->delta & GUICHET_DELTA_REOPENED)
    return g_strdup (C_("ticket", "Reopened"));
  if (mark->delta & GUICHET_DELTA_ANSWER)
    /* Translators: what changed on a ticket; %s is the requester */
    return dup_with_name (mark->who, _("%s answered"), _("The requester answered"));
  if (mark->delta & GUICHET_DELTA_NEW)
    return g_strdup (C_("ticket", "New"));
  if (mark->delta & GUICHET_DELTA_TEAM)
    /* Translators: what changed on a ticket; %s is a team */
    return dup_with_name (guichet_ticket_get_label (ticket, GUICHET_FIELD_TEAM), _("Now with %s"), _("Another team"));
  if (mark->delta & GUICHET_DELTA_AGENT)
    return dup_agent_text (ticket);
  if (mark->delta & GUICHET_DELTA_PUBLIC)
    /* Translators: what changed on a ticket; %s is a colleague */
    return dup_with_name (mark->who, _("%s wrote to the requester"), _("Message to the requester"));
  if (mark->delta & GUICHET_DELTA_PRIVATE)
    /* Translators: what changed on a ticket; %s is a colleague */
    return dup_with_name (mark->who, _("Note by %s"), _("New note"));
  if (mark->delta & GUICHET_DELTA_STATUS)
    /* Translators: what changed on a ticket; %s is its new state */
    return dup_with_name (get_status_label (ticket, profile), _("Now: %s"), _("Another state"));

  return g_strdup (_("Changed"));
}

/* The class of its words. */
const char *
guichet_mark_get_tint (const GuichetMark *mark)
{
  if (mark->delta & GUICHET_DELTA_REOPENED)
    return "txt-red";

  return mark->delta & (GUICHET_DELTA_ANSWER | GUICHET_DELTA_NEW) ? "txt-blue" : "dim";
}

gboolean
guichet_mark_has_icon (const GuichetMark *mark,
                       GuichetMarkIcon    icon)
{
  if (mark == NULL)
    return FALSE;

  switch (icon)
    {
    case GUICHET_MARK_ICON_REOPENED:
      return (mark->delta & GUICHET_DELTA_REOPENED) != 0;

    case GUICHET_MARK_ICON_FILES:
      return mark->n_files > 0;

    case GUICHET_MARK_ICON_DRAFT:
      return mark->has_draft;

    case GUICHET_MARK_ICON_OUTBOX:
      return mark->has_intent;

    case GUICHET_MARK_ICON_STAR:
      return mark->starred;

    default:
      g_return_val_if_reached (FALSE);
    }
}

const char *
guichet_mark_icon_get_name (GuichetMarkIcon icon)
{
  static const char * const names[GUICHET_N_MARK_ICONS] = {
    [GUICHET_MARK_ICON_REOPENED] = "edit-undo-symbolic",
    [GUICHET_MARK_ICON_FILES] = "mail-attachment-symbolic",
    [GUICHET_MARK_ICON_DRAFT] = "document-edit-symbolic",
    [GUICHET_MARK_ICON_OUTBOX] = "mail-send-symbolic",
    [GUICHET_MARK_ICON_STAR] = "starred-symbolic",
  };

  g_return_val_if_fail (icon < GUICHET_N_MARK_ICONS, NULL);

  return names[icon];
}

const char *
guichet_mark_icon_get_class (GuichetMarkIcon icon)
{
  static const char * const classes[GUICHET_N_MARK_ICONS] = {
    [GUICHET_MARK_ICON_REOPENED] = "txt-red",
    [GUICHET_MARK_ICON_FILES] = "dim",
    [GUICHET_MARK_ICON_DRAFT] = "txt-orange",
    [GUICHET_MARK_ICON_OUTBOX] = "txt-blue",
    [GUICHET_MARK_ICON_STAR] = "txt-amber",
  };

  g_return_val_if_fail (icon < GUICHET_N_MARK_ICONS, NULL);

  return classes[icon];
}

/**
 * guichet_mark_icon_dup_text:
 *
 * Returns: (transfer full): what the icon says
 */
char *
guichet_mark_icon_dup_text (GuichetMarkIcon    icon,
                            const GuichetMark *mark)
{
  switch (icon)
    {
    case GUICHET_MARK_ICON_REOPENED:
      return g_strdup (C_("ticket", "Reopened"));

    case GUICHET_MARK_ICON_FILES:
      return g_strdup_printf (ngettext ("%u attachment", "%u attachments", mark->n_files), mark->n_files);

    case GUICHET_MARK_ICON_DRAFT:
      return g_strdup (_("Text that was not sent"));

    case GUICHET_MARK_ICON_OUTBOX:
      return g_strdup (_("Waits in the outbox"));

    case GUICHET_MARK_ICON_STAR:
      return g_strdup (C_("ticket", "Starred"));

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * guichet_mark_dup_spoken:
 * @mark: (nullable)
 *
 * Returns: (transfer full): all that the mark says, for a screen reader; ""
 *   for nothing
 */
char *
guichet_mark_dup_spoken (const GuichetMark *mark,
                         GuichetTicket     *ticket,
                         GuichetProfile    *profile)
{
  g_autoptr(GString) spoken = g_string_new (NULL);
  g_autofree char *delta = guichet_mark_dup_text (mark, ticket, profile);

  if (mark == NULL)
    return g_strdup ("");

  if (mark->unread)
    g_string_append_printf (spoken, ", %s", C_("ticket", "unread"));
  if (delta != NULL)
    g_string_append_printf (spoken, ", %s", delta);
  for (GuichetMarkIcon i = GUICHET_MARK_ICON_FILES; i < GUICHET_N_MARK_ICONS; i++)
    if (guichet_mark_has_icon (mark, i))
      {
        g_autofree char *text = guichet_mark_icon_dup_text (i, mark);

        g_string_append_printf (spoken, ", %s", text);
      }

  return g_strdup (spoken->len > 0 ? spoken->str + 2 : "");
}
