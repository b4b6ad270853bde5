#include "config.h"

#include "app/shot-state.h"

#include "app/shot-find.h"
#include "util/error.h"

#define SERVER "https://assistance.example.org"

/* ---- signing in */

static const struct
{
  const char         *page;
  GuichetServerReach  reach;
  GuichetError        code;     /* FAILED: no problem yet */
} sign_ins[] = {
  { "sign-in", GUICHET_SERVER_UNKNOWN, GUICHET_ERROR_FAILED },
  { "sign-in-reachable", GUICHET_SERVER_REACHABLE, GUICHET_ERROR_FAILED },
  { "sign-in-refused", GUICHET_SERVER_REACHABLE, GUICHET_ERROR_BAD_CREDENTIALS },
  { "sign-in-offline", GUICHET_SERVER_NOBODY, GUICHET_ERROR_UNREACHABLE },
  { "sign-in-certificate", GUICHET_SERVER_NOBODY, GUICHET_ERROR_TLS },
  { "sign-in-browser", GUICHET_SERVER_REACHABLE, GUICHET_ERROR_SINGLE_SIGN_ON },
  { "sign-in-profile", GUICHET_SERVER_REACHABLE, GUICHET_ERROR_MISSING_PROFILE },
  { "sign-in-other", GUICHET_SERVER_OTHER, GUICHET_ERROR_NOT_ITOP },
};

static int
find_sign_in (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (sign_ins); i++)
    if (g_str_equal (sign_ins[i].page, page))
      return i;

  return -1;
}

gboolean
guichet_shot_is_sign_in_page (const char *page)
{
  return find_sign_in (page) >= 0;
}

void
guichet_shot_pose_sign_in (GuichetWindow *window,
                           const char    *page)
{
  GuichetSignInPage *sign_in = guichet_window_get_sign_in_page (window);
  int found = find_sign_in (page);

  if (sign_ins[found].reach != GUICHET_SERVER_UNKNOWN)
    {
      guichet_sign_in_page_set_account (sign_in, SERVER, "elise.marchal");
      guichet_sign_in_page_set_reach (sign_in, SERVER, sign_ins[found].reach);
    }

  if (sign_ins[found].code != GUICHET_ERROR_FAILED)
    {
      g_autoptr(GError) error = guichet_error_new (sign_ins[found].code, NULL, NULL, "For the picture");

      guichet_sign_in_page_set_problem (sign_in, error);
    }
}

/* ---- dialogs of the program */

static const struct
{
  const char *page;
  const char *action;
} dialogs[] = {
  { "preferences", "app.preferences" },
  { "about", "app.about" },
  { "profile", "win.profile" },
  { "sign-out", "win.sign-out" },
};

static gboolean
open_dialog (GuichetWindow *window,
             const char    *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    if (g_str_equal (dialogs[i].page, page))
      return gtk_widget_activate_action (GTK_WIDGET (window), dialogs[i].action, NULL);

  return FALSE;
}

/* ---- the exchange with the server */

static const struct
{
  const char       *page;
  GuichetSyncState  state;
  GuichetError      code;
} states[] = {
  { "offline", GUICHET_SYNC_OFFLINE, GUICHET_ERROR_UNREACHABLE },
  { "maintenance", GUICHET_SYNC_MAINTENANCE, GUICHET_ERROR_MAINTENANCE },
  { "expired", GUICHET_SYNC_SIGN_IN, GUICHET_ERROR_BAD_CREDENTIALS },
  { "renew", GUICHET_SYNC_SIGN_IN, GUICHET_ERROR_BAD_CREDENTIALS },
  { "trouble", GUICHET_SYNC_TROUBLE, GUICHET_ERROR_DISK_FULL },
  { "first-load", GUICHET_SYNC_BUSY, GUICHET_ERROR_FAILED },
};

static gboolean
set_state (GuichetContext *context,
           const char     *page)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (context);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr(GError) error = NULL;

      if (!g_str_equal (states[i].page, page))
        continue;

      error = guichet_error_new (states[i].code, NULL, NULL, "For the picture");
      guichet_sync_status_set_error (status, error);
      if (states[i].state == GUICHET_SYNC_BUSY)
        guichet_sync_status_set_progress (status, 1240, 3900);
      guichet_sync_status_set_state (status, states[i].state);
      return TRUE;
    }

  return FALSE;
}

/* ---- both */

gboolean
guichet_shot_is_state_page (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    if (g_str_equal (dialogs[i].page, page))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].page, page))
      return TRUE;

  return FALSE;
}

/* Returns: whether something was done that the picture has to wait for */
gboolean
guichet_shot_pose_state_page (GuichetWindow  *window,
                              GuichetContext *context,
                              const char     *page,
                              guint           step)
{
  if (step == 0)
    return open_dialog (window, page) || set_state (context, page);

  if (step == 1 && g_str_equal (page, "renew"))
    {
      GtkWidget *banner = guichet_shot_find (GTK_WIDGET (window), ADW_TYPE_BANNER);

      g_signal_emit_by_name (banner, "button-clicked");
      return TRUE;
    }

  return FALSE;
}
