#include "config.h"

#include "app/shot.h"

#include "app/shot-files.h"
#include "app/shot-form.h"
#include "app/shot-lists.h"
#include "app/shot-new-ticket.h"
#include "app/shot-outbox.h"
#include "app/shot-state.h"
#include "app/shot-ticket.h"
#include "app/shot-user.h"
#include "store/reading.h"
#include "ui/agent/palette.h"
#include "ui/ticket/conflict-dialog.h"
#include "util/error.h"

/* How often is looked whether the page is ready, and how long it must have
 * been so: texts and rows come a moment after the lists. */
#define LOOK_MS 100
#define QUIET_LOOKS 8

/* Some tickets are looked at for one with both journals. */
#define MAX_CANDIDATES 40

/* What is looked for in a picture. */
#define SHOT_WORDS "mot"

typedef struct
{
  GuichetWindow  *window;
  GuichetAccount *account;      /* nullable on the sign-in page */
  char           *page;
  char           *file;
  int             width;
  int             height;
  guint           quiet;
  gboolean        opened;
  guint           n_poses;
  gboolean        posed;
} Shot;

static const char * const pages[] = {
  "home", "tickets", "resolved", "ticket", "outbox", "conflict", "crossing", "articles", "faq",
  "palette", "shortcuts", "search", NULL
};

static const char * const outbox_pages[] = { "outbox", "conflict", "crossing", NULL };

static void
free_shot (gpointer data)
{
  Shot *shot = data;

  g_clear_object (&shot->window);
  g_clear_object (&shot->account);
  g_free (shot->page);
  g_free (shot->file);
  g_free (shot);
}

gboolean
guichet_shot_is_page (const char *page)
{
  return g_strv_contains (pages, page) || guichet_shot_is_list (page) || guichet_shot_is_files_page (page) ||
         guichet_shot_is_form_page (page) || guichet_shot_is_user_page (page) ||
         guichet_shot_is_new_ticket_page (page) || guichet_shot_is_ticket_page (page) ||
         guichet_shot_is_sign_in_page (page) || guichet_shot_is_state_page (page);
}

/* Popovers have surfaces of their own: they come over the window. */
static void
draw_popovers (GtkWidget   *widget,
               GtkSnapshot *snapshot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child))
        continue;

      if (GTK_IS_POPOVER (child))
        {
          g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (child);
          GdkPopup *popup = GDK_POPUP (gtk_native_get_surface (GTK_NATIVE (child)));
          graphene_point_t place = GRAPHENE_POINT_INIT (gdk_popup_get_position_x (popup), gdk_popup_get_position_y (popup));

          gtk_snapshot_save (snapshot);
          gtk_snapshot_translate (snapshot, &place);
          gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                                  gdk_paintable_get_intrinsic_height (paintable));
          draw_popovers (child, snapshot);
          gtk_snapshot_restore (snapshot);
        }
      else
        draw_popovers (child, snapshot);
    }
}

/* Without the frame that a window draws around itself where there is no window
 * manager: it is equally wide on all sides. */
static GskRenderNode *
draw_window (GtkWidget *window)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  int inner_width = gtk_widget_get_width (content);
  int inner_height = gtk_widget_get_height (content);
  graphene_rect_t inner = GRAPHENE_RECT_INIT (0, 0, inner_width, inner_height);
  graphene_point_t offset = GRAPHENE_POINT_INIT (-(width - inner_width) / 2, -(height - inner_height) / 2);

  gtk_snapshot_push_clip (snapshot, &inner);
  gtk_snapshot_translate (snapshot, &offset);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  draw_popovers (window, snapshot);
  gtk_snapshot_pop (snapshot);

  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

/* The frame counts for the size of the window, not for that of the picture.
 * Nothing is under the pointer. */
static void
prepare_window (Shot *shot)
{
  GtkWidget *window = GTK_WIDGET (shot->window);
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  int frame_width = gdk_paintable_get_intrinsic_width (paintable) - gtk_widget_get_width (content);
  int frame_height = gdk_paintable_get_intrinsic_height (paintable) - gtk_widget_get_height (content);

  gtk_widget_set_can_target (content, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), shot->width + frame_width, shot->height + frame_height);
}

static gboolean
save_picture (Shot    *shot,
              GError **error)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (shot->window));
  g_autoptr(GskRenderNode) node = draw_window (GTK_WIDGET (shot->window));
  g_autoptr(GdkTexture) texture = NULL;

  if (node == NULL)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_FAILED, "The window drew nothing");
      return FALSE;
    }

  texture = gsk_renderer_render_texture (renderer, node, NULL);
  if (!gdk_texture_save_to_png (texture, shot->file))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_FAILED, "Cannot write %s", shot->file);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_other_state (const char *page)
{
  return guichet_shot_is_state_page (page) || guichet_shot_is_offline_page (page);
}

/* The first load is over and nothing is on its way. */
static gboolean
is_quiet (Shot *shot)
{
  GuichetSyncStatus *status;

  /* A picture of another state does not become quiet. */
  if (shot->account == NULL || (shot->n_poses > 0 && is_other_state (shot->page)))
    return TRUE;

  status = guichet_context_get_sync_status (guichet_account_get_context (shot->account));

  return guichet_sync_status_get_state (status) == GUICHET_SYNC_IDLE &&
         guichet_sync_status_get_last_success (status) != 0;
}

static guint
rate_ticket (GuichetTicket *ticket)
{
  GPtrArray *private = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE);
  GPtrArray *public = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);

  if (private == NULL || public == NULL)
    return 0;

  return MIN (private->len, public->len) * 10 + MIN (private->len + public->len, 9);
}

/* A rich one: both journals have entries. The picture may wait for the store. */
static gint64
find_ticket (GuichetStore *store)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_MINE);
  g_autoptr(GArray) ids = guichet_store_list_ids (store, query, NULL, NULL);
  gint64 best = 0;
  guint best_rate = 0;

  for (guint i = 0; ids != NULL && i < MIN (ids->len, MAX_CANDIDATES); i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket (store, id, NULL, NULL);

      if (ticket == NULL || (best != 0 && rate_ticket (ticket) <= best_rate))
        continue;

      best = id;
      best_rate = rate_ticket (ticket);
    }

  return best;
}

static GArray *
list_mine (GuichetStore *store)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_MINE);
  GArray *ids = guichet_store_list_ids (store, query, NULL, NULL);

  return ids != NULL ? ids : g_array_new (FALSE, FALSE, sizeof (gint64));
}

static gboolean
keep_in_drafts (GtkWidget  *page,
                const char *key,
                const char *html)
{
  return FALSE;
}

/* The dialog of an operation in conflict, over the outbox. */
static void
open_conflict (Shot       *shot,
               const char *field)
{
  GuichetContext *context = guichet_account_get_context (shot->account);
  g_autoptr(GuichetIntent) intent = guichet_shot_find_conflict (guichet_context_get_store (context), field);
  GtkWidget *portal = GTK_WIDGET (guichet_window_get_agent_portal (shot->window));

  if (intent != NULL)
    adw_dialog_present (guichet_conflict_dialog_new (context, intent, portal, keep_in_drafts), portal);
}

static void
open_outbox (Shot *shot)
{
  GuichetStore *store = guichet_context_get_store (guichet_account_get_context (shot->account));
  g_autoptr(GArray) mine = list_mine (store);

  guichet_shot_fill_outbox (store, mine);
  guichet_agent_portal_show_section (guichet_window_get_agent_portal (shot->window), "outbox");
  if (g_str_equal (shot->page, "conflict"))
    open_conflict (shot, "agent");
  else if (g_str_equal (shot->page, "crossing"))
    open_conflict (shot, "public");
}

static void
open_palette (Shot *shot)
{
  GtkWidget *portal = GTK_WIDGET (guichet_window_get_agent_portal (shot->window));
  AdwDialog *dialog;

  gtk_widget_activate_action (portal, "portal.palette", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (shot->window));
  guichet_palette_set_text (GUICHET_PALETTE (dialog), SHOT_WORDS);
}

static void
open_page (Shot *shot)
{
  GuichetAgentPortal *portal = guichet_window_get_agent_portal (shot->window);
  GuichetStore *store;

  shot->opened = TRUE;
  prepare_window (shot);
  if (shot->account == NULL)
    {
      guichet_shot_pose_sign_in (shot->window, shot->page);
      return;
    }

  store = guichet_context_get_store (guichet_account_get_context (shot->account));
  if (guichet_shot_is_user_page (shot->page))
    guichet_shot_open_user_page (shot->window, guichet_account_get_context (shot->account), shot->page);
  else if (guichet_shot_is_new_ticket_page (shot->page))
    guichet_shot_open_new_ticket (shot->window, guichet_account_get_context (shot->account), shot->page);
  else if (guichet_shot_is_list (shot->page))
    guichet_shot_open_list (portal, store, guichet_context_get_profile (guichet_account_get_context (shot->account)), shot->page);
  else if (g_str_equal (shot->page, "palette"))
    {
      open_palette (shot);
    }
  else if (g_str_equal (shot->page, "shortcuts"))
    {
      gtk_widget_activate_action (GTK_WIDGET (shot->window), "win.shortcuts", NULL);
    }
  else if (g_str_equal (shot->page, "search"))
    {
      guichet_agent_portal_search (portal, SHOT_WORDS);
    }
  else if (g_str_equal (shot->page, "ticket") || guichet_shot_is_form_page (shot->page))
    {
      gint64 id = find_ticket (store);

      if (id != 0)
        guichet_agent_portal_open_ticket (portal, id);
    }
  else if (guichet_shot_is_ticket_page (shot->page))
    guichet_shot_open_ticket_page (shot->window, guichet_account_get_context (shot->account), shot->page);
  else if (guichet_shot_is_state_page (shot->page))
    guichet_agent_portal_show_section (portal, "tickets");
  else if (guichet_shot_is_files_page (shot->page))
    guichet_shot_open_files (shot->page, portal, guichet_account_get_context (shot->account));
  else if (g_strv_contains (outbox_pages, shot->page))
    open_outbox (shot);
  else
    guichet_agent_portal_show_section (portal, shot->page);
}

static void
drawn_cb (GdkFrameClock *clock,
          GTask         *task)
{
  GError *error = NULL;

  g_signal_handlers_disconnect_by_func (clock, drawn_cb, task);
  if (save_picture (g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);

  g_object_unref (task);
}

/* Does the next thing that a person would do on the page.
 *
 * Returns: whether there was one */
static gboolean
pose (Shot *shot)
{
  GuichetContext *context;

  if (shot->account == NULL)
    return FALSE;

  context = guichet_account_get_context (shot->account);
  if (guichet_shot_is_ticket_page (shot->page))
    return guichet_shot_pose_ticket_page (shot->window, context, shot->page, shot->n_poses);
  if (guichet_shot_is_state_page (shot->page))
    return guichet_shot_pose_state_page (shot->window, context, shot->page, shot->n_poses);
  if (guichet_shot_is_list (shot->page))
    return guichet_shot_pose_list (guichet_window_get_agent_portal (shot->window), shot->page, shot->n_poses);
  if (guichet_shot_is_user_page (shot->page))
    return guichet_shot_pose_user_page (shot->window, context, shot->page, shot->n_poses);
  if (shot->n_poses > 0)
    return FALSE;

  if (guichet_shot_is_form_page (shot->page))
    guichet_shot_pose_form (shot->page, shot->window);
  else if (guichet_shot_is_new_ticket_page (shot->page))
    guichet_shot_pose_new_ticket (shot->window, context, shot->page);

  return TRUE;
}

static gboolean
look_cb (gpointer user_data)
{
  GTask *task = user_data;
  Shot *shot = g_task_get_task_data (task);

  shot->quiet = is_quiet (shot) ? shot->quiet + 1 : 0;
  if (shot->quiet < QUIET_LOOKS)
    return G_SOURCE_CONTINUE;

  if (!shot->opened)
    {
      open_page (shot);
      shot->quiet = 0;
      return G_SOURCE_CONTINUE;
    }

  if (!shot->posed && pose (shot))
    {
      shot->n_poses++;
      shot->quiet = 0;
      return G_SOURCE_CONTINUE;
    }

  shot->posed = TRUE;
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (shot->window)), "after-paint",
                    G_CALLBACK (drawn_cb), task);
  gtk_widget_queue_draw (GTK_WIDGET (shot->window));

  return G_SOURCE_REMOVE;
}

/**
 * guichet_shot_take:
 * @account: (nullable): %NULL for the sign-in page
 * @width, @height: of the picture
 *
 * Waits until the page has its data and was painted, then writes a PNG.
 */
void
guichet_shot_take (GuichetWindow       *window,
                   GuichetAccount      *account,
                   const char          *page,
                   const char          *file,
                   int                  width,
                   int                  height,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Shot *shot = g_new0 (Shot, 1);

  shot->window = g_object_ref (window);
  g_set_object (&shot->account, account);
  shot->page = g_strdup (page);
  shot->file = g_strdup (file);
  shot->width = width;
  shot->height = height;
  g_task_set_task_data (task, shot, free_shot);

  g_timeout_add (LOOK_MS, look_cb, task);
}

gboolean
guichet_shot_finish (GAsyncResult  *result,
                     GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
