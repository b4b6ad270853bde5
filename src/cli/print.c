#include "config.h"

#include "cli/print.h"

#include <glib/gi18n.h>

#include "cli/labels.h"
#include "model/attachment.h"
#include "model/intent.h"
#include "richtext/richtext.h"
#include "util/text.h"

#define MAX_CELL 40

/* Columns on the terminal, not bytes or characters. */
static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

static char *
dup_cell (const char *text,
          gboolean    cut)
{
  g_autofree char *valid = guichet_text_make_valid (text != NULL ? text : "", -1, 0);
  g_autofree char *line = guichet_text_single_line (valid);
  g_autofree char *start = NULL;

  if (!cut || g_utf8_strlen (line, -1) <= MAX_CELL)
    return g_steal_pointer (&line);

  start = g_utf8_substring (line, 0, MAX_CELL - 1);
  return g_strconcat (start, "…", NULL);
}

static void
print_padded (FILE       *out,
              const char *text,
              guint       width)
{
  fputs (text, out);
  for (guint n = get_width (text); n < width + 2; n++)
    fputc (' ', out);
}

/* @cells: rows of @n_columns strings; the last column is not padded. */
static void
print_table (FILE      *out,
             GPtrArray *cells,
             guint      n_columns)
{
  g_autofree guint *widths = g_new0 (guint, n_columns);

  for (guint i = 0; i < cells->len; i++)
    widths[i % n_columns] = MAX (widths[i % n_columns], get_width (g_ptr_array_index (cells, i)));

  for (guint i = 0; i < cells->len; i++)
    if (i % n_columns + 1 < n_columns)
      print_padded (out, g_ptr_array_index (cells, i), widths[i % n_columns]);
    else
      fprintf (out, "%s\n", (const char *) g_ptr_array_index (cells, i));
}

static const char *
get_shown_value (GuichetTicket  *ticket,
                 GuichetProfile *profile,
                 GuichetField    field)
{
  const char *value = guichet_ticket_get_label (ticket, field);

  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_CODE)
    value = guichet_profile_get_value_label (profile, field, guichet_ticket_get (ticket, field));

  return value != NULL ? value : "";
}

/* Above the rows of a group. */
void
guichet_print_heading (FILE       *out,
                       const char *name,
                       guint       total,
                       gboolean    follows)
{
  g_autofree char *cell = dup_cell (name, FALSE);

  fprintf (out, "%s%s (%u)\n", follows ? "\n" : "", cell, total);
}

void
guichet_print_count (FILE       *out,
                     guint       count,
                     const char *name)
{
  g_autofree char *cell = dup_cell (name, FALSE);

  fprintf (out, "%6u  %s\n", count, cell);
}

void
guichet_print_rows (FILE           *out,
                    GPtrArray      *tickets,
                    GuichetProfile *profile)
{
  static const GuichetField columns[] = {
    GUICHET_FIELD_REF, GUICHET_FIELD_STATUS, GUICHET_FIELD_LAST_UPDATE, GUICHET_FIELD_SERVICE, GUICHET_FIELD_CALLER,
    GUICHET_FIELD_TITLE,
  };
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tickets->len; i++)
    for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
      g_ptr_array_add (cells, dup_cell (get_shown_value (g_ptr_array_index (tickets, i), profile, columns[c]),
                                        columns[c] != GUICHET_FIELD_TITLE));

  print_table (out, cells, G_N_ELEMENTS (columns));
}

static void
print_indented (FILE       *out,
                const char *text)
{
  g_autofree char *valid = guichet_text_make_valid (text, -1, 0);
  g_auto(GStrv) lines = g_strsplit (g_strchomp (valid), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    fprintf (out, lines[i][0] != '\0' ? "    %s\n" : "%s\n", lines[i]);
}

static void
print_fields (FILE           *out,
              GuichetTicket  *ticket,
              GuichetProfile *profile)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint field = GUICHET_FIELD_STATUS; field < GUICHET_FIELD_FIRST_LONG; field++)
    {
      g_autofree char *value = dup_cell (get_shown_value (ticket, profile, field), FALSE);

      if (*value == '\0')
        continue;
      g_ptr_array_add (cells, g_strdup (guichet_label_for_field (field)));
      g_ptr_array_add (cells, g_steal_pointer (&value));
    }

  print_table (out, cells, 2);
}

static void
print_long_fields (FILE          *out,
                   GuichetTicket *ticket)
{
  for (guint field = GUICHET_FIELD_FIRST_LONG; field < GUICHET_N_FIELDS; field++)
    {
      const char *value = guichet_ticket_get (ticket, field);
      gboolean is_html = guichet_field_get_kind (field) == GUICHET_FIELD_KIND_HTML;
      g_autofree char *plain = is_html ? guichet_html_to_plain (value) : g_strdup (value);

      if (guichet_text_is_empty (plain))
        continue;
      fprintf (out, "\n%s\n", guichet_label_for_field (field));
      print_indented (out, plain);
    }
}

static void
print_entry (FILE                      *out,
             const GuichetJournalEntry *entry)
{
  g_autofree char *plain = guichet_html_to_plain (entry->html);
  g_autofree char *author = dup_cell (entry->author, FALSE);

  fprintf (out, "  %s  %s\n", entry->intent != NULL ? _("(waiting in the outbox)") : entry->date, author);
  print_indented (out, plain);
}

static void
print_journal (FILE           *out,
               GuichetTicket  *ticket,
               GuichetJournal  journal)
{
  GPtrArray *entries = guichet_ticket_get_journal (ticket, journal);

  if (entries == NULL)
    return;

  fprintf (out, "\n%s (%u)\n", guichet_label_for_journal (journal), entries->len);
  for (guint i = 0; i < entries->len; i++)
    print_entry (out, g_ptr_array_index (entries, i));
}

void
guichet_print_ticket (FILE           *out,
                      GuichetTicket  *ticket,
                      GuichetProfile *profile)
{
  g_autofree char *ref = dup_cell (guichet_ticket_get (ticket, GUICHET_FIELD_REF), FALSE);
  g_autofree char *title = dup_cell (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), FALSE);

  fprintf (out, "%s  %s\n\n", ref, title);
  print_fields (out, ticket, profile);
  print_long_fields (out, ticket);
  print_journal (out, ticket, GUICHET_JOURNAL_PRIVATE);
  print_journal (out, ticket, GUICHET_JOURNAL_PUBLIC);
}

void
guichet_print_attachments (FILE      *out,
                           GPtrArray *attachments)
{
  if (attachments->len == 0)
    return;

  fprintf (out, "\n%s (%u)\n", _("Attachments"), attachments->len);
  for (guint i = 0; i < attachments->len; i++)
    {
      const GuichetAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autofree char *name = dup_cell (attachment->name, FALSE);

      fprintf (out, "  %s  %s\n", attachment->date != NULL ? attachment->date : "", name);
    }
}

static const char *
get_state_label (GuichetIntentState state)
{
  switch (state)
    {
    case GUICHET_INTENT_SENDING:
      return _("being sent");
    case GUICHET_INTENT_VERIFY:
      return _("being checked");
    case GUICHET_INTENT_DONE:
      return _("done");
    case GUICHET_INTENT_REFUSED:
      return _("refused");
    case GUICHET_INTENT_CONFLICT:
      return _("conflict");
    case GUICHET_INTENT_WITHDRAWN:
      return _("withdrawn");
    case GUICHET_INTENT_WAITING:
    default:
      return _("waiting");
    }
}

/* What an operation does, in a few words. */
static char *
describe_intent (const GuichetIntent *intent)
{
  if (intent->kind == GUICHET_INTENT_CREATE)
    return g_strdup (_("new ticket"));
  if (intent->kind == GUICHET_INTENT_ATTACH)
    return g_strdup (_("attachment"));
  if (intent->action != NULL)
    return g_strdup (intent->action);
  if (intent->entries[GUICHET_JOURNAL_PUBLIC] != NULL)
    return g_strdup (guichet_label_for_journal (GUICHET_JOURNAL_PUBLIC));
  if (intent->entries[GUICHET_JOURNAL_PRIVATE] != NULL)
    return g_strdup (guichet_label_for_journal (GUICHET_JOURNAL_PRIVATE));

  return g_strdup (_("change"));
}

void
guichet_print_intents (FILE      *out,
                       GPtrArray *intents)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (intents, i);

      g_ptr_array_add (cells, g_strdup (intent->uuid));
      g_ptr_array_add (cells, g_strdup (get_state_label (intent->state)));
      g_ptr_array_add (cells, describe_intent (intent));
      g_ptr_array_add (cells, dup_cell (intent->ref, FALSE));
      g_ptr_array_add (cells, dup_cell (intent->detail != NULL ? intent->detail : intent->title, FALSE));
    }

  print_table (out, cells, 5);
}
