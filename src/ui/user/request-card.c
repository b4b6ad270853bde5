#include "config.h"

#include "ui/user/request-card.h"

#include "richtext/richtext.h"
#include "ui/common/rich-view.h"
#include "ui/common/when.h"
#include "ui/ticket/put-back.h"
#include "util/server-time.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* The faces of the four levels, from the best on; a server may have others. */
static const char * const faces[] = {
  "face-smile-big-symbolic", "face-smile-symbolic", "face-plain-symbolic", "face-sad-symbolic",
};

struct _GuichetRequestCard
{
  AdwBin parent_instance;

  GtkImage           *icon;
  GtkLabel           *title;
  GtkLabel           *subtitle;
  GtkWidget          *solution;
  GtkWidget          *opinion;
  AdwWrapBox         *levels;
  AdwBin             *comment_place;
  GtkWidget          *buttons;
  GtkWidget          *answer;
  GtkWidget          *reopen;
  GtkWidget          *again;
  GtkWidget          *close;
  AdwButtonContent   *close_content;

  GuichetContext     *context;
  GuichetRichEditor  *comment;
  GuichetDraftKeeper *keeper;
  GPtrArray          *toggles;          /* in the order of the profile's values */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetRequestCard, guichet_request_card, ADW_TYPE_BIN)

/* ---- the opinion */

static void
update_close (GuichetRequestCard *self)
{
  gboolean given = guichet_request_card_get_opinion (self) != NULL || guichet_request_card_has_comment (self);

  adw_button_content_set_label (self->close_content, given ? _("Close With This Opinion") : _("Close Without an Opinion"));
}

static void
opinion_changed_cb (GuichetRequestCard *self)
{
  update_close (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* One at most: a second click takes the opinion back. */
static void
toggled_cb (GuichetRequestCard *self,
            GtkToggleButton    *toggle)
{
  if (gtk_toggle_button_get_active (toggle))
    for (guint i = 0; i < self->toggles->len; i++)
      if (g_ptr_array_index (self->toggles, i) != toggle)
        gtk_toggle_button_set_active (g_ptr_array_index (self->toggles, i), FALSE);
  opinion_changed_cb (self);
}

static GtkWidget *
make_toggle (GuichetRequestCard *self,
             const char         *code,
             const char         *label,
             guint               n)
{
  GtkWidget *content = g_object_new (ADW_TYPE_BUTTON_CONTENT,
                                     "icon-name", faces[MIN (n, G_N_ELEMENTS (faces) - 1)],
                                     "label", label,
                                     NULL);
  GtkWidget *toggle = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "child", content, NULL);

  gtk_widget_add_css_class (toggle, "level");
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (toggle), "code", g_strdup (code), g_free);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);

  return toggle;
}

static void
make_levels (GuichetRequestCard *self)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  const char * const *codes = guichet_profile_get_values (profile, GUICHET_FIELD_SATISFACTION);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    {
      GtkWidget *toggle =
        make_toggle (self, codes[i], guichet_profile_get_value_label (profile, GUICHET_FIELD_SATISFACTION, codes[i]), i);

      g_ptr_array_add (self->toggles, toggle);
      adw_wrap_box_append (self->levels, toggle);
    }
}

static void
make_comment (GuichetRequestCard *self,
              gint64              ticket_id)
{
  g_autofree char *key = guichet_draft_key_for_field (ticket_id, "close", GUICHET_FIELD_USER_COMMENT);

  self->comment = GUICHET_RICH_EDITOR (guichet_rich_editor_new ());
  guichet_rich_editor_set_plain (self->comment);
  guichet_rich_editor_set_label (self->comment, _("A few words on the answer"));
  gtk_widget_set_size_request (GTK_WIDGET (self->comment), -1, 52);
  adw_bin_set_child (self->comment_place, GTK_WIDGET (self->comment));
  self->keeper = guichet_draft_keeper_new (guichet_context_get_store (self->context), self->comment, key);
  g_signal_connect_object (self->comment, "changed", G_CALLBACK (opinion_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::loaded", G_CALLBACK (opinion_changed_cb), self, G_CONNECT_SWAPPED);
}

/* ---- what it says */

static void
say (GuichetRequestCard *self,
     const char         *icon,
     const char         *tint,
     const char         *title,
     const char         *subtitle)
{
  g_autofree char *card = g_strconcat ("card-", tint, NULL);
  g_autofree char *disc = g_strconcat ("disc-", tint, NULL);
  const char *card_classes[] = { "panel", "request-card", card, NULL };
  const char *disc_classes[] = { "disc", disc, NULL };

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), disc_classes);
  gtk_widget_set_css_classes (GTK_WIDGET (self), card_classes);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
}

static void
show_parts (GuichetRequestCard *self,
            gboolean            answer,
            gboolean            reopen,
            gboolean            opinion,
            gboolean            again)
{
  gtk_widget_set_visible (self->answer, answer);
  gtk_widget_set_visible (self->reopen, reopen);
  gtk_widget_set_visible (self->opinion, opinion && self->toggles->len > 0);
  gtk_widget_set_visible (self->close, opinion);
  gtk_widget_set_visible (self->again, again);
  gtk_widget_set_visible (self->buttons, answer || reopen || opinion || again);
}

static void
show_complete (GuichetRequestCard *self,
               GuichetTicket      *ticket)
{
  const char *agent = guichet_ticket_get_label (ticket, GUICHET_FIELD_AGENT);
  g_autofree char *subtitle = NULL;

  /* Translators: %s is somebody of the support */
  subtitle = g_strdup_printf (_("Read the last message below. Your answer gives the request back to %s, who is told of it."),
                              !guichet_text_is_empty (agent) ? agent : _("the support"));
  say (self, "dialog-question-symbolic", "orange", _("The support needs an answer of yours to go on"), subtitle);
  show_parts (self, TRUE, FALSE, FALSE, FALSE);
}

/* "3 days left", in the largest unit that is not 0. */
static char *
describe_rest (GDateTime *limit,
               GDateTime *now)
{
  gint64 seconds = MAX (g_date_time_difference (limit, now), 0) / G_TIME_SPAN_SECOND;

  if (seconds >= 24 * 60 * 60)
    return g_strdup_printf (ngettext ("%u day left", "%u days left", (gulong) (seconds / 86400)), (guint) (seconds / 86400));
  if (seconds >= 60 * 60)
    return g_strdup_printf (ngettext ("last day: %u hour left", "last day: %u hours left", (gulong) (seconds / 3600)),
                            (guint) (seconds / 3600));

  return g_strdup_printf (ngettext ("last hour: %u minute left", "last hour: %u minutes left", (gulong) (seconds / 60)),
                          (guint) (seconds / 60));
}

static char *
describe_limit (const GuichetProgress *progress,
                GDateTime             *now)
{
  g_autoptr(GDateTime) local = NULL;
  g_autofree char *when = NULL;
  g_autofree char *rest = NULL;

  if (progress->limit == NULL)
    return g_strdup (_("You can reopen it, or close it with your opinion."));

  local = g_date_time_to_local (progress->limit);
  when = progress->last_day
         /* Translators: the last moment at which something is possible, to the second, see strftime */
         ? g_date_time_format (local, _("%-d %B %Y, %H:%M:%S"))
         /* Translators: the last moment at which something is possible, to the minute, see strftime */
         : g_date_time_format (local, _("%-d %B %Y, %H:%M"));
  if (progress->wish == GUICHET_PROGRESS_TOO_LATE)
    /* Translators: %s is a date and a time */
    return g_strdup_printf (_("Could be reopened until %s. The server closes it for good."), when);

  rest = describe_rest (progress->limit, now);

  /* Translators: a date and a time; how much is left, such as "3 days left" */
  return g_strdup_printf (_("Can be reopened until %s · %s"), when, rest);
}

static char *
describe_moment (GuichetRequestCard *self,
                 GuichetTicket      *ticket,
                 GuichetField        field,
                 const char         *dated,
                 const char         *plain)
{
  g_autofree char *when = guichet_when_format_short (guichet_ticket_get (ticket, field),
                                                     guichet_context_get_zone (self->context));
  g_auto(GStrv) parts = g_strsplit (dated, "%s", 2);

  return *when != '\0' ? g_strjoinv (when, parts) : g_strdup (plain);
}

static void
show_resolved (GuichetRequestCard    *self,
               GuichetTicket         *ticket,
               const GuichetProgress *progress,
               GDateTime             *now)
{
  gboolean open = progress->wish == GUICHET_PROGRESS_JUDGE;
  /* Translators: %s is a date and a time */
  g_autofree char *title = describe_moment (self, ticket, GUICHET_FIELD_RESOLUTION_DATE, _("Resolved on %s"),
                                            _("Resolved"));
  g_autofree char *subtitle = describe_limit (progress, now);

  say (self, progress->last_day ? "alarm-symbolic" : "object-select-symbolic",
       progress->last_day ? "amber" : open ? "green" : "grey", title, subtitle);
  show_parts (self, FALSE, open, TRUE, !open);
  update_close (self);
}

static void
show_closed (GuichetRequestCard *self,
             GuichetTicket      *ticket)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  const char *code = guichet_ticket_get (ticket, GUICHET_FIELD_SATISFACTION);
  const char *level = guichet_text_is_empty (code)
                      ? NULL : guichet_profile_get_value_label (profile, GUICHET_FIELD_SATISFACTION, code);
  g_autofree char *subtitle = NULL;
  /* Translators: %s is a date and a time */
  g_autofree char *title = describe_moment (self, ticket, GUICHET_FIELD_CLOSE_DATE, _("Closed on %s"),
                                            C_("request", "Closed"));

  if (level != NULL)
    /* Translators: %s is a level of satisfaction */
    subtitle = g_strdup_printf (_("It cannot be reopened. Your opinion: %s"), level);
  say (self, "media-playback-stop-symbolic", "grey", title, subtitle != NULL ? subtitle : _("It cannot be reopened."));
  show_parts (self, FALSE, FALSE, FALSE, TRUE);
}

static void
show_solution (GuichetRequestCard *self,
               GuichetTicket      *ticket,
               gboolean            over)
{
  const char *solution = guichet_ticket_get (ticket, GUICHET_FIELD_SOLUTION);
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_plain (solution != NULL ? solution : "");

  gtk_widget_set_visible (self->solution, over && !guichet_rich_text_is_empty (text));
  guichet_rich_view_set_text (GUICHET_RICH_VIEW (self->solution), text);
}

/* ---- class */

static void
guichet_request_card_dispose (GObject *object)
{
  GuichetRequestCard *self = GUICHET_REQUEST_CARD (object);

  if (self->keeper != NULL)
    guichet_draft_saver_flush (GUICHET_DRAFT_SAVER (self->keeper));
  g_clear_object (&self->keeper);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_REQUEST_CARD);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_request_card_parent_class)->dispose (object);
}

static void
guichet_request_card_finalize (GObject *object)
{
  g_ptr_array_unref (GUICHET_REQUEST_CARD (object)->toggles);

  G_OBJECT_CLASS (guichet_request_card_parent_class)->finalize (object);
}

static void
guichet_request_card_class_init (GuichetRequestCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_request_card_dispose;
  object_class->finalize = guichet_request_card_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GUICHET_TYPE_REQUEST_CARD, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GUICHET_TYPE_RICH_VIEW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/user/request-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, icon);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, title);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, solution);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, opinion);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, levels);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, comment_place);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, answer);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, reopen);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, again);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, close);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestCard, close_content);
}

static void
guichet_request_card_init (GuichetRequestCard *self)
{
  self->toggles = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* To be called once. */
void
guichet_request_card_open (GuichetRequestCard *self,
                           GuichetContext     *context,
                           gint64              ticket_id)
{
  g_return_if_fail (GUICHET_IS_REQUEST_CARD (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  make_levels (self);
  make_comment (self, ticket_id);
}

void
guichet_request_card_show (GuichetRequestCard    *self,
                           GuichetTicket         *ticket,
                           const GuichetProgress *progress,
                           GDateTime             *now)
{
  g_return_if_fail (GUICHET_IS_REQUEST_CARD (self));
  g_return_if_fail (self->context != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), progress->wish != GUICHET_PROGRESS_NOTHING);
  show_solution (self, ticket, progress->done);
  if (progress->wish == GUICHET_PROGRESS_COMPLETE)
    show_complete (self, ticket);
  else if (progress->wish == GUICHET_PROGRESS_OVER)
    show_closed (self, ticket);
  else if (progress->wish != GUICHET_PROGRESS_NOTHING)
    show_resolved (self, ticket, progress, now);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (self->title), -1);
}

/**
 * guichet_request_card_get_opinion:
 *
 * Returns: (nullable): the code of the level that is chosen
 */
const char *
guichet_request_card_get_opinion (GuichetRequestCard *self)
{
  g_return_val_if_fail (GUICHET_IS_REQUEST_CARD (self), NULL);

  for (guint i = 0; i < self->toggles->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->toggles, i)))
      return g_object_get_data (g_ptr_array_index (self->toggles, i), "code");

  return NULL;
}

/**
 * guichet_request_card_get_keeper:
 *
 * Returns: (transfer none): who keeps the words of the opinion
 */
GuichetDraftKeeper *
guichet_request_card_get_keeper (GuichetRequestCard *self)
{
  g_return_val_if_fail (GUICHET_IS_REQUEST_CARD (self), NULL);

  return self->keeper;
}

gboolean
guichet_request_card_has_comment (GuichetRequestCard *self)
{
  g_return_val_if_fail (GUICHET_IS_REQUEST_CARD (self), FALSE);

  return self->comment != NULL && !guichet_rich_editor_is_blank (self->comment);
}

/* Where the opinion begins. */
void
guichet_request_card_focus (GuichetRequestCard *self)
{
  g_return_if_fail (GUICHET_IS_REQUEST_CARD (self));

  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
