#include "config.h"

#include "ui/ticket/journal-row.h"

#include "ui/common/rich-view.h"
#include "ui/common/text-layout.h"
#include "ui/common/when.h"
#include "ui/ticket/delivery.h"
#include "ui/ticket/journal-state.h"
#include "util/text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A screen reader hears the beginning; the whole text is one step further in. */
#define MAX_SPOKEN 400

struct _GuichetJournalRow
{
  GtkListBoxRow parent_instance;

  GtkWidget           *frame;
  GtkWidget           *heading;
  GtkLabel            *author;
  GtkLabel            *time;
  GtkWidget           *body;
  GuichetRichView     *view;
  GuichetJournalState *state;   /* nullable: of an entry that waits */

  GuichetJournal       journal;
  GuichetJournalEntry *entry;
  char                *when;
};

G_DEFINE_FINAL_TYPE (GuichetJournalRow, guichet_journal_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_author (GuichetJournalRow *self)
{
  return *self->entry->author != '\0' ? self->entry->author : _("Unknown author");
}

/* ---- what is heard */

static char *
shorten (const char *text)
{
  g_autofree char *line = guichet_text_single_line (text);

  if (g_utf8_strlen (line, -1) <= MAX_SPOKEN)
    return g_steal_pointer (&line);

  return g_utf8_substring (line, 0, MAX_SPOKEN);
}

static void
update_spoken (GuichetJournalRow *self,
               const char        *state)
{
  g_autofree char *plain = guichet_rich_text_to_plain (guichet_rich_view_get_text (self->view));
  g_autofree char *text = shorten (plain);
  const char *kind = self->journal == GUICHET_JOURNAL_PUBLIC ? _("Public") : _("Internal");
  g_autofree char *spoken = NULL;

  /* Translators: an entry as a screen reader says it: Internal, name, time or state, text */
  spoken = g_strdup_printf (_("%s, %s, %s, %s"), kind, get_author (self), state != NULL ? state : self->when, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* ---- shape */

static gboolean
is_caller (GuichetJournalEntry *entry,
           const char          *caller)
{
  g_autofree char *author = guichet_text_fold (entry->author);
  g_autofree char *expected = guichet_text_fold (caller);

  return *expected != '\0' && g_str_equal (author, expected);
}

static void
shape_note (GuichetJournalRow *self)
{
  GtkWidget *avatar = g_object_new (ADW_TYPE_AVATAR,
                                    "size", 22,
                                    "text", get_author (self),
                                    "show-initials", TRUE,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                    NULL);

  gtk_widget_add_css_class (self->frame, "note");
  gtk_box_prepend (GTK_BOX (self->heading), avatar);
}

static void
shape_bubble (GuichetJournalRow *self,
              gboolean           ours)
{
  GtkAlign side = ours ? GTK_ALIGN_END : GTK_ALIGN_START;

  gtk_widget_add_css_class (self->body, "bubble");
  gtk_widget_add_css_class (self->body, ours ? "us" : "them");

  gtk_widget_set_halign (self->heading, side);
  gtk_widget_set_halign (self->body, side);
  if (ours)
    gtk_widget_set_margin_start (self->frame, 34);
  else
    gtk_widget_set_margin_end (self->frame, 34);
}

static void
ensure_state (GuichetJournalRow *self)
{
  if (self->state == NULL)
    {
      self->state = g_object_new (GUICHET_TYPE_JOURNAL_STATE, NULL);
      gtk_widget_set_halign (GTK_WIDGET (self->state), gtk_widget_get_halign (self->body));
      gtk_box_append (GTK_BOX (self->frame), GTK_WIDGET (self->state));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->state), TRUE);
}

/* ---- class */

static void
guichet_journal_row_finalize (GObject *object)
{
  GuichetJournalRow *self = GUICHET_JOURNAL_ROW (object);

  g_clear_pointer (&self->entry, guichet_journal_entry_unref);
  g_free (self->when);

  G_OBJECT_CLASS (guichet_journal_row_parent_class)->finalize (object);
}

static void
guichet_journal_row_class_init (GuichetJournalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = guichet_journal_row_finalize;

  g_type_ensure (GUICHET_TYPE_TEXT_LAYOUT);
  g_type_ensure (GUICHET_TYPE_RICH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/ticket/journal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalRow, frame);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalRow, heading);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalRow, author);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalRow, time);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalRow, body);
  gtk_widget_class_bind_template_child (widget_class, GuichetJournalRow, view);
}

static void
guichet_journal_row_init (GuichetJournalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* One for all rows of a kind. */
static GMenuModel *
get_menu (GuichetJournal journal)
{
  static GMenu *menus[GUICHET_N_JOURNALS];

  if (menus[journal] != NULL)
    return G_MENU_MODEL (menus[journal]);

  menus[journal] = g_menu_new ();
  g_menu_append (menus[journal], _("Quote"), "journal.quote");
  if (journal == GUICHET_JOURNAL_PRIVATE)
    g_menu_append (menus[journal], _("Quote in the Requester Journal…"), "journal.quote-publicly");

  return G_MENU_MODEL (menus[journal]);
}

static GuichetJournalRow *
new_row (GuichetJournal       journal,
         GuichetJournalEntry *entry,
         GTimeZone           *zone)
{
  GuichetJournalRow *self = g_object_new (GUICHET_TYPE_JOURNAL_ROW, NULL);

  self->journal = journal;
  self->entry = guichet_journal_entry_ref (entry);
  self->when = guichet_when_format_time (entry->date, zone);

  gtk_label_set_text (self->author, get_author (self));
  gtk_label_set_text (self->time, self->when);
  guichet_rich_view_set_menu (self->view, get_menu (journal));
  guichet_rich_view_set_html (self->view, entry->html);

  return self;
}

/**
 * guichet_journal_row_new:
 * @zone: the server's
 * @caller: the name of the requester
 */
GuichetJournalRow *
guichet_journal_row_new (GuichetJournal       journal,
                         GuichetJournalEntry *entry,
                         GTimeZone           *zone,
                         const char          *caller)
{
  GuichetJournalRow *self = new_row (journal, entry, zone);

  if (journal == GUICHET_JOURNAL_PUBLIC)
    shape_bubble (self, !is_caller (entry, caller));
  else
    shape_note (self);
  update_spoken (self, NULL);

  return self;
}

/**
 * guichet_journal_row_new_for_requester:
 * @name: of the requester, who looks at it
 *
 * An entry of the public journal from the other side: one's own on the right.
 */
GuichetJournalRow *
guichet_journal_row_new_for_requester (GuichetJournalEntry *entry,
                                       GTimeZone           *zone,
                                       const char          *name)
{
  GuichetJournalRow *self = new_row (GUICHET_JOURNAL_PUBLIC, entry, zone);
  gboolean mine = is_caller (entry, name) || entry->intent != NULL;

  if (mine)
    gtk_label_set_text (self->author, _("You"));
  shape_bubble (self, mine);
  update_spoken (self, NULL);

  return self;
}

/* (transfer full) (nullable): what is selected in it, with the focus there */
char *
guichet_journal_row_dup_selection (GuichetJournalRow *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_ROW (self), NULL);

  return guichet_rich_view_dup_selection (self->view);
}

/**
 * guichet_journal_row_get_entry:
 *
 * Returns: (transfer none): what it shows
 */
GuichetJournalEntry *
guichet_journal_row_get_entry (GuichetJournalRow *self)
{
  g_return_val_if_fail (GUICHET_IS_JOURNAL_ROW (self), NULL);

  return self->entry;
}

/**
 * guichet_journal_row_set_intent:
 * @intent: (nullable): the operation that the entry waits in
 * @online: whether the server answers at present
 */
void
guichet_journal_row_set_intent (GuichetJournalRow   *self,
                                const GuichetIntent *intent,
                                gboolean             online)
{
  g_autofree char *state = NULL;

  g_return_if_fail (GUICHET_IS_JOURNAL_ROW (self));

  if (intent == NULL)
    {
      if (self->state != NULL)
        gtk_widget_set_visible (GTK_WIDGET (self->state), FALSE);
      return;
    }

  ensure_state (self);
  guichet_journal_state_set_intent (self->state, intent, online);
  state = guichet_delivery_describe (intent, online);
  update_spoken (self, state);
}
