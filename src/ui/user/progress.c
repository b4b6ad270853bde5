#include "config.h"

#include "ui/user/progress.h"

#include "model/rules.h"
#include "ui/common/when.h"
#include "util/server-time.h"
#include "util/text.h"

#include <glib/gi18n.h>

static const char * const labels[GUICHET_N_STEPS] = {
  NC_("step", "Received"),
  NC_("step", "Taken in Charge"),
  NC_("step", "In Progress"),
  NC_("step", "Resolved"),
};

/* The name of one of the four stages of a request. */
const char *
guichet_step_get_label (guint step)
{
  g_return_val_if_fail (step < GUICHET_N_STEPS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "step", labels[step]);
}

/* ---- where it stands */

static GuichetCategory
get_category (GuichetContext *context,
              GuichetTicket  *ticket)
{
  return guichet_profile_categorise (guichet_context_get_profile (context),
                                     guichet_ticket_get (ticket, GUICHET_FIELD_STATUS),
                                     guichet_ticket_get (ticket, GUICHET_FIELD_OPERATIONAL_STATUS));
}

/* Whether the status is where the profile's action leads to. */
static gboolean
is_after (GuichetContext *context,
          GuichetTicket  *ticket,
          const char     *name)
{
  const GuichetAction *action = guichet_profile_get_action (guichet_context_get_profile (context), name);

  return action != NULL && g_strcmp0 (action->to, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS)) == 0;
}

static gboolean
has_date (GuichetTicket *ticket,
          GuichetField   field)
{
  return !guichet_text_is_empty (guichet_ticket_get (ticket, field));
}

/* Somebody has it, and there was more than the taking of it: it waited, was
 * asked about, or came back after a resolution. */
static gboolean
is_in_progress (GuichetContext *context,
                GuichetTicket  *ticket)
{
  return is_after (context, ticket, "pending") || is_after (context, ticket, "request-info") ||
         has_date (ticket, GUICHET_FIELD_PENDING_DATE) || has_date (ticket, GUICHET_FIELD_RESOLUTION_DATE);
}

static guint
find_step (GuichetContext *context,
           GuichetTicket  *ticket)
{
  if (get_category (context, ticket) != GUICHET_CATEGORY_ONGOING)
    return 3;
  if (guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT) == 0)
    return 0;

  return is_in_progress (context, ticket) ? 2 : 1;
}

/* ---- in words */

static void
say (GuichetProgress *self,
     const char      *icon,
     const char      *tint,
     char            *words)
{
  self->icon = icon;
  self->tint = tint;
  g_free (self->words);
  self->words = words;
}

/* The hour counts on the last day; the page of the request tells it always. */
static char *
format_limit (GuichetProgress *self,
              GuichetContext  *context)
{
  GTimeZone *zone = guichet_context_get_zone (context);
  g_autoptr(GDateTime) local = NULL;
  g_autofree char *server_time = NULL;

  if (!self->last_day)
    {
      local = g_date_time_to_local (self->limit);
      /* Translators: a date of this year without the time, see strftime */
      return g_date_time_format (local, _("%-d %b"));
    }

  server_time = guichet_server_time_format (self->limit, zone);

  return guichet_when_format_short (server_time, zone);
}

static void
say_resolved (GuichetProgress *self,
              GuichetContext  *context)
{
  g_autofree char *when = self->limit != NULL ? format_limit (self, context) : NULL;

  if (self->last_day)
    /* Translators: %s is a date and a time */
    say (self, "alarm-symbolic", "amber", g_strdup_printf (_("Resolved · last day to reopen, until %s"), when));
  else if (self->wish == GUICHET_PROGRESS_TOO_LATE)
    say (self, "object-select-symbolic", "grey", g_strdup (_("Resolved · can no longer be reopened")));
  else if (when != NULL)
    /* Translators: %s is a date */
    say (self, "object-select-symbolic", "green", g_strdup_printf (_("Resolved · reopen until %s"), when));
  else
    say (self, "object-select-symbolic", "green", g_strdup (_("Resolved · your opinion is welcome")));
}

static void
say_ongoing (GuichetProgress   *self,
             GuichetContext    *context,
             GuichetTicket     *ticket,
             const GuichetMark *mark)
{
  const char *agent = guichet_ticket_get_label (ticket, GUICHET_FIELD_AGENT);
  const char *team = guichet_ticket_get_label (ticket, GUICHET_FIELD_TEAM);

  if (mark != NULL && (mark->delta & GUICHET_DELTA_PUBLIC) != 0 && !guichet_text_is_empty (mark->who))
    /* Translators: %s is somebody of the support */
    say (self, "mail-unread-symbolic", "blue", g_strdup_printf (_("%s answered you"), mark->who));
  else if (is_after (context, ticket, "pending"))
    say (self, "media-playback-pause-symbolic", "grey", g_strdup (_("On hold: somebody outside the support is awaited")));
  else if (self->step > 0 && !guichet_text_is_empty (agent))
    /* Translators: %s is somebody of the support */
    say (self, "avatar-default-symbolic", "blue", g_strdup_printf (_("In the hands of %s"), agent));
  else if (!guichet_text_is_empty (team))
    /* Translators: %s is a team of the support */
    say (self, "guichet-team-symbolic", "purple", g_strdup_printf (_("Passed on to the team %s"), team));
  else
    say (self, "mail-unread-symbolic", "grey", g_strdup (_("Received, not yet assigned")));
}

static void
find_words (GuichetProgress   *self,
            GuichetContext    *context,
            GuichetTicket     *ticket,
            const GuichetMark *mark)
{
  switch (self->wish)
    {
    case GUICHET_PROGRESS_COMPLETE:
      say (self, "dialog-question-symbolic", "orange", g_strdup (_("To be completed: your answer is awaited")));
      break;

    case GUICHET_PROGRESS_JUDGE:
    case GUICHET_PROGRESS_TOO_LATE:
      say_resolved (self, context);
      break;

    case GUICHET_PROGRESS_OVER:
      say (self, "media-playback-stop-symbolic", "grey", g_strdup (C_("request", "Closed")));
      break;

    case GUICHET_PROGRESS_NOTHING:
    default:
      say_ongoing (self, context, ticket, mark);
    }
}

/* ---- what is wanted of the requester */

static GuichetProgressWish
find_wish (GuichetProgress *self,
           GuichetContext  *context,
           GuichetTicket   *ticket,
           GDateTime       *now)
{
  const GuichetAction *reopen = guichet_profile_get_action (guichet_context_get_profile (context), "reopen");
  GTimeZone *zone = guichet_context_get_zone (context);

  switch (get_category (context, ticket))
    {
    case GUICHET_CATEGORY_RESOLVED:
      if (reopen == NULL)
        return GUICHET_PROGRESS_TOO_LATE;
      self->limit = guichet_rules_dup_limit (reopen, ticket, zone);
      return guichet_rules_offer_action (reopen, ticket, zone, now) ? GUICHET_PROGRESS_JUDGE : GUICHET_PROGRESS_TOO_LATE;

    case GUICHET_CATEGORY_CLOSED:
      return GUICHET_PROGRESS_OVER;

    case GUICHET_CATEGORY_ONGOING:
    default:
      return is_after (context, ticket, "request-info") ? GUICHET_PROGRESS_COMPLETE : GUICHET_PROGRESS_NOTHING;
    }
}

/**
 * guichet_progress_new:
 * @mark: (nullable): what the person has not seen of it
 * @now: the moment that the limit of a reopening is compared with
 *
 * Returns: (transfer full)
 */
GuichetProgress *
guichet_progress_new (GuichetContext    *context,
                      GuichetTicket     *ticket,
                      const GuichetMark *mark,
                      GDateTime         *now)
{
  GuichetProgress *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ticket != NULL && now != NULL, NULL);

  self = g_new0 (GuichetProgress, 1);
  self->step = find_step (context, ticket);
  self->done = self->step == GUICHET_N_STEPS - 1;
  self->wish = find_wish (self, context, ticket, now);
  self->last_day = self->wish == GUICHET_PROGRESS_JUDGE && self->limit != NULL &&
                   g_date_time_difference (self->limit, now) < G_TIME_SPAN_DAY;
  find_words (self, context, ticket, mark);

  return self;
}

void
guichet_progress_free (GuichetProgress *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->limit, g_date_time_unref);
  g_free (self->words);
  g_free (self);
}

/**
 * guichet_progress_dup_spoken:
 *
 * Returns: (transfer full): the stage, as a screen reader says it
 */
char *
guichet_progress_dup_spoken (const GuichetProgress *self)
{
  /* Translators: a stage of a request, its number, the number of all stages, where it stands in words */
  return g_strdup_printf (_("%s, step %u of %u. %s"), guichet_step_get_label (self->step), self->step + 1,
                          GUICHET_N_STEPS, self->words);
}

/**
 * guichet_request_is_news:
 * @mark: (nullable)
 *
 * Returns: whether there is something that its requester has not seen. That
 *   the support noted something for itself is nothing to them.
 */
gboolean
guichet_request_is_news (const GuichetMark *mark)
{
  if (mark == NULL || !mark->unread)
    return FALSE;

  return mark->delta == 0 || (mark->delta & ~(guint) (GUICHET_DELTA_PRIVATE | GUICHET_DELTA_OTHER)) != 0;
}
