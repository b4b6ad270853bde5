#include "config.h"

#include "app/window.h"

#include "app/renew-dialog.h"
#include "ui/common/profile-dialog.h"
#include "ui/common/shortcuts-dialog.h"
#include "ui/common/sign-out-dialog.h"

#include <glib/gi18n.h>

struct _GuichetWindow
{
  AdwApplicationWindow parent_instance;

  GuichetContext     *context;          /* nullable: nobody is signed in */
  GuichetSignInPage  *sign_in_page;
  GuichetAgentPortal *agent_portal;     /* nullable: nobody, or no agent, is signed in */
  GuichetUserPortal  *user_portal;      /* nullable: nobody has looked yet */

  AdwToastOverlay    *toast_overlay;
  AdwBanner          *banner;
  AdwViewStack       *portals;
};

enum
{
  SIGNAL_REFRESH,
  SIGNAL_SIGN_OUT,
  SIGNAL_RENEW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetWindow, guichet_window, ADW_TYPE_APPLICATION_WINDOW)

/* One banner for the lasting states, the most urgent one. */
static const struct
{
  const char *sentence;
  const char *button;
} banners[] = {
  [GUICHET_SYNC_OFFLINE] = {
    N_("Offline. Your actions will leave when the network is back."), NULL,
  },
  [GUICHET_SYNC_MAINTENANCE] = {
    N_("The server is under maintenance. Your actions will leave when it is back."), NULL,
  },
  [GUICHET_SYNC_SIGN_IN] = {
    N_("Session expired. Nothing is lost; your actions leave when you have signed in again."),
    N_("_Sign In Again"),
  },
  [GUICHET_SYNC_TROUBLE] = { NULL, NULL },
};

static void
sync_state_changed_cb (GuichetWindow *self)
{
  GuichetSyncState state = guichet_sync_status_get_state (guichet_context_get_sync_status (self->context));
  const char *sentence = banners[state].sentence;
  const char *button = banners[state].button;

  /* The exchange tries again at times: the banner stays until that succeeded. */
  if (state == GUICHET_SYNC_BUSY)
    return;

  if (sentence != NULL)
    {
      adw_banner_set_title (self->banner, _(sentence));
      adw_banner_set_button_label (self->banner, button != NULL ? _(button) : NULL);
    }
  adw_banner_set_revealed (self->banner, sentence != NULL);
}

static void
renew_cb (GuichetWindow *self,
          const char    *secret)
{
  g_signal_emit (self, signals[SIGNAL_RENEW], 0, secret);
}

static void
banner_clicked_cb (GuichetWindow *self)
{
  AdwDialog *dialog = guichet_renew_dialog_new (guichet_context_get_identity (self->context)->login);

  g_signal_connect_object (dialog, "renew", G_CALLBACK (renew_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REFRESH], 0);
}

static void
sign_out (GtkWidget *window,
          gboolean   erase)
{
  g_signal_emit (window, signals[SIGNAL_SIGN_OUT], 0, erase);
}

static void
sign_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  guichet_sign_out_ask (widget, GUICHET_WINDOW (widget)->context, sign_out);
}

static void
shortcuts_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  adw_dialog_present (guichet_shortcuts_dialog_new (), widget);
}

static void
switch_portal_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  GuichetWindow *self = GUICHET_WINDOW (widget);
  gboolean is_agent = g_strcmp0 (adw_view_stack_get_visible_child_name (self->portals), "agent") == 0;

  guichet_window_show_portal (self, is_agent ? "user" : "agent");
}

/* Where new tickets are written. */
static void
correct_request_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  GuichetWindow *self = GUICHET_WINDOW (widget);

  if (self->context == NULL)
    return;

  guichet_window_show_portal (self, "user");
  gtk_widget_activate_action_variant (GTK_WIDGET (self->user_portal), "user.correct-request", parameter);
}

static void
profile_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  adw_dialog_present (guichet_profile_dialog_new (GUICHET_WINDOW (widget)->context), widget);
}

/* What only makes sense for somebody who is signed in. */
static void
update_actions (GuichetWindow *self)
{
  gboolean signed_in = self->context != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.refresh", signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", signed_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.switch-portal", self->agent_portal != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.profile", signed_in);
}

static void
remove_portal (GuichetWindow *self,
               const char    *name)
{
  GtkWidget *portal = adw_view_stack_get_child_by_name (self->portals, name);

  if (portal != NULL)
    adw_view_stack_remove (self->portals, portal);
}

static void
guichet_window_dispose (GObject *object)
{
  GuichetWindow *self = GUICHET_WINDOW (object);

  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_WINDOW);

  G_OBJECT_CLASS (guichet_window_parent_class)->dispose (object);
}

static void
guichet_window_class_init (GuichetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_window_dispose;

  signals[SIGNAL_REFRESH] =
    g_signal_new ("refresh", GUICHET_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_SIGN_OUT] =
    g_signal_new ("sign-out", GUICHET_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_RENEW] =
    g_signal_new ("renew", GUICHET_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.switch-portal", NULL, switch_portal_action);
  gtk_widget_class_install_action (widget_class, "win.correct-request", "s", correct_request_action);
  gtk_widget_class_install_action (widget_class, "win.profile", NULL, profile_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/app/window.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GuichetWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, GuichetWindow, portals);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
}

static void
guichet_window_init (GuichetWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->sign_in_page = guichet_sign_in_page_new ();
  adw_view_stack_add_named (self->portals, GTK_WIDGET (self->sign_in_page), "sign-in");
  update_actions (self);
}

GuichetWindow *
guichet_window_new (AdwApplication *application)
{
  return g_object_new (GUICHET_TYPE_WINDOW, "application", application, NULL);
}

GuichetSignInPage *
guichet_window_get_sign_in_page (GuichetWindow *self)
{
  g_return_val_if_fail (GUICHET_IS_WINDOW (self), NULL);

  return self->sign_in_page;
}

/**
 * guichet_window_get_agent_portal:
 *
 * Returns: (nullable) (transfer none): %NULL while nobody is signed in
 */
GuichetAgentPortal *
guichet_window_get_agent_portal (GuichetWindow *self)
{
  g_return_val_if_fail (GUICHET_IS_WINDOW (self), NULL);

  return self->agent_portal;
}

/* ---- the portals */

static void
add_agent_portal (GuichetWindow *self)
{
  self->agent_portal = guichet_agent_portal_new (self->context);
  adw_view_stack_add_named (self->portals, GTK_WIDGET (self->agent_portal), "agent");
}

/* An agent starts without it: it is built when they first look, and stays. */
static GuichetUserPortal *
ensure_user_portal (GuichetWindow *self)
{
  if (self->user_portal == NULL)
    {
      self->user_portal = guichet_user_portal_new (self->context);
      adw_view_stack_add_named (self->portals, GTK_WIDGET (self->user_portal), "user");
    }

  return self->user_portal;
}

/**
 * guichet_window_get_user_portal:
 *
 * Returns: (nullable) (transfer none): %NULL while nobody is signed in
 */
GuichetUserPortal *
guichet_window_get_user_portal (GuichetWindow *self)
{
  g_return_val_if_fail (GUICHET_IS_WINDOW (self), NULL);

  return self->context != NULL ? ensure_user_portal (self) : NULL;
}

/* The server knows better by now what somebody is. */
static void
identity_changed_cb (GuichetWindow *self)
{
  gboolean is_agent = guichet_identity_is_agent (guichet_context_get_identity (self->context));

  if (is_agent == (self->agent_portal != NULL))
    return;

  if (is_agent)
    add_agent_portal (self);
  else
    {
      guichet_window_show_portal (self, "user");
      self->agent_portal = NULL;
      remove_portal (self, "agent");
    }
  update_actions (self);
}

/* The child that was seen before must not be one that goes: AdwViewStack still
 * hides it when the next change comes. */
static void
leave_last_child (GuichetWindow *self)
{
  GtkWidget *visible = adw_view_stack_get_visible_child (self->portals);

  adw_view_stack_set_visible_child_name (self->portals, "sign-in");
  adw_view_stack_set_visible_child (self->portals, visible);
}

/* Nobody is signed in (any more). */
void
guichet_window_show_sign_in (GuichetWindow *self)
{
  gboolean is_agent;

  g_return_if_fail (GUICHET_IS_WINDOW (self));

  is_agent = g_strcmp0 (adw_view_stack_get_visible_child_name (self->portals), "agent") == 0;
  if (self->context != NULL)
    {
      g_signal_handlers_disconnect_by_data (guichet_context_get_sync_status (self->context), self);
      g_signal_handlers_disconnect_by_data (self->context, self);
    }
  g_clear_object (&self->context);
  adw_banner_set_revealed (self->banner, FALSE);
  leave_last_child (self);
  /* The one that is seen last: AdwViewStack stumbles later over a page that is
   * removed just after it was left. */
  self->agent_portal = NULL;
  self->user_portal = NULL;
  remove_portal (self, is_agent ? "user" : "agent");
  remove_portal (self, is_agent ? "agent" : "user");
  adw_view_stack_set_visible_child_name (self->portals, "sign-in");
  guichet_sign_in_page_reset (self->sign_in_page);
  update_actions (self);
}

/* The portals of an agent stay: the hidden one keeps its place. */
void
guichet_window_show_account (GuichetWindow  *self,
                             GuichetContext *context)
{
  g_return_if_fail (GUICHET_IS_WINDOW (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  if (guichet_identity_is_agent (guichet_context_get_identity (context)))
    add_agent_portal (self);
  guichet_window_show_portal (self, self->agent_portal != NULL ? "agent" : "user");
  /* Not in the filter, which is the first thing that could have it. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);

  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::state",
                           G_CALLBACK (sync_state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::identity", G_CALLBACK (identity_changed_cb), self, G_CONNECT_SWAPPED);
  sync_state_changed_cb (self);
  update_actions (self);
}

/**
 * guichet_window_show_portal:
 * @name: "agent", of an agent only, or "user"
 */
void
guichet_window_show_portal (GuichetWindow *self,
                            const char    *name)
{
  g_return_if_fail (GUICHET_IS_WINDOW (self));
  g_return_if_fail (self->context != NULL);

  if (g_str_equal (name, "user"))
    ensure_user_portal (self);
  g_return_if_fail (adw_view_stack_get_child_by_name (self->portals, name) != NULL);

  adw_view_stack_set_visible_child_name (self->portals, name);
}

/* Where the person treats tickets, or else where they follow their own. */
void
guichet_window_open_ticket (GuichetWindow *self,
                            gint64         ticket_id)
{
  g_return_if_fail (GUICHET_IS_WINDOW (self));
  g_return_if_fail (self->context != NULL);

  if (self->agent_portal == NULL)
    {
      guichet_user_portal_open_request (ensure_user_portal (self), ticket_id);
      return;
    }

  guichet_window_show_portal (self, "agent");
  guichet_agent_portal_open_ticket (self->agent_portal, ticket_id);
}

/* @text: hostile: a reference or an address; see guichet_link_open() */
void
guichet_window_open_link (GuichetWindow *self,
                          const char    *text)
{
  g_return_if_fail (GUICHET_IS_WINDOW (self));
  g_return_if_fail (self->context != NULL);

  if (self->agent_portal == NULL)
    {
      guichet_user_portal_open_link (ensure_user_portal (self), text);
      return;
    }

  guichet_window_show_portal (self, "agent");
  guichet_agent_portal_open_link (self->agent_portal, text);
}

void
guichet_window_show_toast (GuichetWindow *self,
                           const char    *sentence)
{
  AdwToast *toast;

  g_return_if_fail (GUICHET_IS_WINDOW (self));

  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}
