#include "config.h"

#include "ui/agent/peek.h"

#include "richtext/richtext.h"
#include "store/reading.h"
#include "ui/common/chip.h"
#include "ui/common/delay.h"
#include "ui/common/when.h"
#include "ui/common/wrapping.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* As much as one reads at a glance. */
#define WIDTH_CHARS 60
#define TEXT_LINES 6

typedef struct
{
  GtkWidget      *popover;      /* holds this */
  GuichetContext *context;
  GCancellable   *cancellable;
} Peek;

static void
free_peek (gpointer data)
{
  Peek *peek = data;

  g_cancellable_cancel (peek->cancellable);
  g_object_unref (peek->cancellable);
  g_object_unref (peek->context);
  g_free (peek);
}

static GtkWidget *
add_label (GtkBox     *box,
           const char *text,
           const char *style,
           int         lines)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text, "xalign", 0.0f, "lines", lines,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "max-width-chars", WIDTH_CHARS, NULL);

  guichet_label_wrap (GTK_LABEL (label));
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);

  return label;
}

static GtkWidget *
create_chips (GuichetContext *context,
              GuichetTicket  *ticket)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GuichetProfile *profile = guichet_context_get_profile (context);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GuichetDelay) delay = guichet_delay_new (ticket, profile, guichet_context_get_zone (context), now);
  GtkWidget *status = guichet_chip_new ();

  guichet_chip_show_status (GUICHET_CHIP (status), profile, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));
  gtk_box_append (GTK_BOX (box), status);
  if (delay->step != GUICHET_DELAY_NONE)
    {
      GtkWidget *chip = guichet_chip_new ();

      guichet_delay_show (delay, GUICHET_CHIP (chip));
      gtk_box_append (GTK_BOX (box), chip);
    }

  return box;
}

/* The newest word between requester and support, or what was asked for. */
static char *
dup_last_text (GuichetTicket *ticket)
{
  GPtrArray *entries = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);
  const char *description = guichet_ticket_get (ticket, GUICHET_FIELD_DESCRIPTION);
  const GuichetJournalEntry *newest = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const GuichetJournalEntry *entry = g_ptr_array_index (entries, i);

      if (newest == NULL || g_strcmp0 (entry->date, newest->date) > 0)
        newest = entry;
    }

  if (newest == NULL)
    return guichet_html_to_plain (description != NULL ? description : "");

  text = guichet_html_to_plain (newest->html);

  /* Translators: the newest message of a ticket: who wrote it, and its text */
  return g_strdup_printf (_("%s: %s"), newest->author, text);
}

static void
show_ticket (Peek          *peek,
             GuichetTicket *ticket)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *update = guichet_when_format_short (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE),
                                                       guichet_context_get_zone (peek->context));
  g_autofree char *who = g_strdup_printf ("%s · %s · %s", guichet_ticket_get (ticket, GUICHET_FIELD_REF),
                                          guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER), update);
  g_autofree char *text = dup_last_text (ticket);

  add_label (GTK_BOX (box), guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), "heading", 2);
  gtk_box_append (GTK_BOX (box), create_chips (peek->context, ticket));
  add_label (GTK_BOX (box), who, "dim", 1);
  if (!guichet_text_is_empty (text))
    add_label (GTK_BOX (box), text, NULL, TEXT_LINES);
  gtk_widget_add_css_class (box, "peek");
  gtk_popover_set_child (GTK_POPOVER (peek->popover), box);
  gtk_popover_popup (GTK_POPOVER (peek->popover));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetTicket) ticket = guichet_store_read_ticket_finish (GUICHET_STORE (source), result, &error);

  if (ticket != NULL)
    show_ticket (user_data, ticket);
}

static void
unparent_cb (gpointer user_data)
{
  g_autoptr(GtkWidget) popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_once (unparent_cb, g_object_ref (popover));
}

/**
 * guichet_peek_show:
 * @near: an AdwBin or a box that holds the list; the row with the focus in it
 *   is pointed at
 */
void
guichet_peek_show (GtkWidget      *near,
                   GuichetContext *context,
                   gint64          ticket_id)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (near));
  Peek *peek = g_new0 (Peek, 1);
  graphene_rect_t bounds;

  peek->popover = gtk_popover_new ();
  peek->context = g_object_ref (context);
  peek->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (peek->popover), "peek", peek, free_peek);
  gtk_widget_set_parent (peek->popover, near);
  if (focus != NULL && gtk_widget_compute_bounds (focus, near, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (peek->popover),
                                 &(GdkRectangle) { bounds.origin.x + MIN (bounds.size.width / 2, 300), bounds.origin.y,
                                                   1, bounds.size.height });
  g_signal_connect (peek->popover, "closed", G_CALLBACK (closed_cb), NULL);
  guichet_store_read_ticket_async (guichet_context_get_store (context), ticket_id, peek->cancellable, read_cb, peek);
}
