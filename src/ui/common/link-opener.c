#include "config.h"

#include "ui/common/link-opener.h"

#include "model/link.h"
#include "store/reading.h"
#include "ui/common/problem.h"
#include "ui/common/toast.h"

#include <glib/gi18n.h>

/* References and addresses that come from elsewhere: the command line, another
 * program, the palette. */

typedef struct
{
  GtkWidget           *portal;
  GuichetLinkOpenFunc  func;
  char                *ref;             /* nullable */
} Opening;

static void
free_opening (Opening *opening)
{
  g_object_unref (opening->portal);
  g_free (opening->ref);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, free_opening)

static Opening *
new_opening (GtkWidget           *portal,
             GuichetLinkOpenFunc  func,
             const char          *ref)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->portal = g_object_ref (portal);
  opening->func = func;
  opening->ref = g_strdup (ref);

  return opening;
}

static void
say (GtkWidget  *portal,
     const char *sentence)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, sentence);
  guichet_show_toast (portal, toast);
}

static void
say_absent (Opening *opening)
{
  g_autofree char *sentence = NULL;

  if (opening->ref != NULL)
    /* Translators: %s is the reference of a ticket */
    sentence = g_strdup_printf (_("%s is not on this computer: it does not exist, or you cannot see it"), opening->ref);
  else
    sentence = g_strdup (_("This ticket is not on this computer: it does not exist, or you cannot see it"));

  say (opening->portal, sentence);
}

/* The account may have been left meanwhile. */
static void
finish (Opening      *opening,
        gint64        id,
        const GError *error)
{
  if (gtk_widget_get_root (opening->portal) == NULL)
    return;

  if (error != NULL)
    say (opening->portal, guichet_problem_describe (error).sentence);
  else if (id == 0)
    say_absent (opening);
  else
    opening->func (opening->portal, id);
}

static void
ref_found_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(GError) error = NULL;
  gint64 id = guichet_store_find_ref_finish (GUICHET_STORE (source), result, &error);

  finish (opening, id, error);
}

static void
row_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);

  finish (opening, rows != NULL && rows->len > 0 ? guichet_ticket_get_id (g_ptr_array_index (rows, 0)) : 0, error);
}

static void
open_id (GuichetStore *store,
         gint64        id,
         Opening      *opening)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  guichet_store_read_rows_async (store, ids, NULL, row_read_cb, opening);
}

/**
 * guichet_link_open:
 * @portal: who shows tickets; also near what says why not
 * @text: hostile: a reference, asap:R-001678, or the address of a ticket's page
 *
 * Opens the ticket, from what is on this computer, or says why not.
 */
void
guichet_link_open (GtkWidget           *portal,
                   GuichetContext      *context,
                   const char          *text,
                   GuichetLinkOpenFunc  func)
{
  g_autoptr(GuichetLink) link = NULL;
  GuichetStore *store;

  g_return_if_fail (GTK_IS_WIDGET (portal));
  g_return_if_fail (GUICHET_IS_CONTEXT (context));
  g_return_if_fail (text != NULL);

  store = guichet_context_get_store (context);
  link = guichet_link_parse (text, guichet_context_get_identity (context)->server,
                             guichet_profile_get_class_name (guichet_context_get_profile (context)));
  switch (link->kind)
    {
    case GUICHET_LINK_REF:
      guichet_store_find_ref_async (store, link->ref, NULL, ref_found_cb, new_opening (portal, func, link->ref));
      break;

    case GUICHET_LINK_TICKET:
      open_id (store, link->id, new_opening (portal, func, NULL));
      break;

    case GUICHET_LINK_FOREIGN:
      say (portal, _("This address is not that of a ticket on your server"));
      break;

    case GUICHET_LINK_NONE:
    default:
      say (portal, _("This is neither the reference nor the address of a ticket"));
    }
}
