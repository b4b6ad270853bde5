#include "config.h"

#include "ui/ticket/inserter.h"

#include "store/reading.h"
#include "store/templates.h"
#include "ui/ticket/insert-popover.h"
#include "ui/ticket/template-text.h"
#include "ui/ticket/templates-dialog.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* More than one looks through. */
#define MAX_FOUND 30

typedef struct
{
  GuichetRichEditor    *editor;         /* owns this */
  GuichetContext       *context;
  GuichetTicket        *ticket;         /* nullable */
  GuichetInsertPopover *popover;
  GCancellable         *cancellable;
  GuichetRichInsert     kind;
  guint                 n_typed;        /* characters that opened it; 0: a button did */
  gboolean              chose;
  GPtrArray            *templates;      /* nullable */
} Inserter;

static void
free_inserter (gpointer data)
{
  Inserter *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->context);
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_free (self);
}

static Inserter *
get_inserter (GuichetRichEditor *editor)
{
  return g_object_get_data (G_OBJECT (editor), "inserter");
}

/* A new search, or none: what is still on its way comes too late. */
static void
restart (Inserter *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

/* Who writes on after an @ meant no name: what is found by nothing closes the
 * search, which gives the text back. */
static void
show_items (Inserter   *self,
            GPtrArray  *items,
            const char *nothing)
{
  if (items->len == 0 && self->n_typed > 0 && *guichet_insert_popover_get_text (self->popover) != '\0')
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  else
    guichet_insert_popover_set_items (self->popover, items, nothing);
}

/* ---- templates */

static gboolean
has_words (const char *name,
           const char *text)
{
  g_autofree char *folded = guichet_text_fold (name);
  g_autofree char *wanted = guichet_text_fold (text);
  g_auto(GStrv) words = g_strsplit (wanted, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static void
show_templates (Inserter   *self,
                const char *text)
{
  g_autoptr(GPtrArray) items = guichet_insert_items_new ();

  for (guint i = 0; self->templates != NULL && i < self->templates->len && items->len < MAX_FOUND; i++)
    {
      const GuichetTemplate *template_ = g_ptr_array_index (self->templates, i);
      g_autofree char *plain = guichet_html_to_plain (template_->html);
      g_autofree char *line = guichet_text_single_line (plain);
      g_autofree char *all = g_strconcat (template_->name, " ", line, NULL);

      if (has_words (all, text))
        g_ptr_array_add (items, guichet_insert_item_new (template_->name, line, (gpointer) template_, NULL));
    }

  show_items (self, items, *text != '\0' ? _("No template has these words.") : _("There are no templates yet."));
}

static void
templates_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) templates = guichet_store_list_templates_finish (GUICHET_STORE (source), result, &error);
  Inserter *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (templates == NULL)
    g_message ("The templates could not be read: %s", error->message);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = g_steal_pointer (&templates);
  show_templates (self, guichet_insert_popover_get_text (self->popover));
}

static const GuichetTemplate *
find_greeting (Inserter *self)
{
  for (guint i = 0; i < self->templates->len; i++)
    if (((const GuichetTemplate *) g_ptr_array_index (self->templates, i))->greeting)
      return g_ptr_array_index (self->templates, i);

  return NULL;
}

static char *
fill (Inserter   *self,
      const char *html)
{
  GuichetIdentity *me = guichet_context_get_identity (self->context);
  g_autofree char *filled = self->ticket != NULL ? guichet_template_fill (html, self->ticket, me) : g_strdup (html);
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (filled, -1);

  /* In the form that greetings are looked for in. */
  return guichet_rich_text_to_html (text, NULL);
}

/* The first template of a message brings the greeting along. */
static gboolean
is_empty_beside (Inserter *self)
{
  g_autoptr(GuichetRichText) text = guichet_rich_editor_dup_text (self->editor);
  g_autofree char *plain = guichet_rich_text_to_plain (text);

  return g_utf8_strlen (g_strstrip (plain), -1) <= self->n_typed;
}

static void
count_use (Inserter              *self,
           const GuichetTemplate *template_)
{
  g_autoptr(GuichetTemplate) used = guichet_template_copy (template_);

  used->used++;
  guichet_store_save_template_async (guichet_context_get_store (self->context), used, NULL, NULL, NULL);
}

static void
insert_template (Inserter              *self,
                 const GuichetTemplate *template_)
{
  const GuichetTemplate *greeting = find_greeting (self);
  g_autofree char *html = fill (self, template_->html);

  if (greeting != NULL && greeting != template_ && is_empty_beside (self))
    {
      g_autofree char *around = fill (self, greeting->html);
      g_autofree char *greeted = guichet_template_greet (around, html);

      g_set_str (&html, greeted);
    }

  count_use (self, template_);
  guichet_rich_editor_insert_html (self->editor, self->n_typed, html);
}

/* ---- people and articles */

static GuichetInsertItem *
make_item (GuichetReference *reference)
{
  g_autofree char *subtitle = guichet_text_single_line (*reference->detail != '\0' ? reference->detail : reference->email);
  gint64 id = reference->kind == GUICHET_REFERENCE_MEMBERSHIP ? reference->other : reference->id;
  GuichetReference *data = guichet_reference_new (reference->kind, id, reference->name);

  if (reference->html != NULL)
    data->html = g_strdup (reference->html);

  return guichet_insert_item_new (reference->name, subtitle, data, (GDestroyNotify) guichet_reference_unref);
}

static void
show_references (Inserter  *self,
                 GPtrArray *references)
{
  g_autoptr(GPtrArray) items = guichet_insert_items_new ();

  for (guint i = 0; references != NULL && i < MIN (references->len, MAX_FOUND); i++)
    g_ptr_array_add (items, make_item (g_ptr_array_index (references, i)));

  show_items (self, items,
              self->kind == GUICHET_RICH_INSERT_MENTION ? _("Nobody has this name.") : _("No article has these words."));
}

static void
members_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = guichet_store_list_references_finish (GUICHET_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_references (user_data, found);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = guichet_store_search_references_finish (GUICHET_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_references (user_data, found);
}

/* The colleagues of the ticket's team come first: nobody has typed anything yet. */
static void
search_people (Inserter   *self,
               const char *text)
{
  static const GuichetReferenceKind kinds[] = { GUICHET_REFERENCE_PERSON };
  GuichetStore *store = guichet_context_get_store (self->context);
  gint64 team = self->ticket != NULL ? guichet_ticket_get_key (self->ticket, GUICHET_FIELD_TEAM) : 0;

  if (*text != '\0')
    guichet_store_search_references_async (store, kinds, G_N_ELEMENTS (kinds), text, MAX_FOUND, self->cancellable, found_cb, self);
  else
    guichet_store_list_references_async (store, GUICHET_REFERENCE_MEMBERSHIP, team, self->cancellable, members_cb, self);
}

static void
search_articles (Inserter   *self,
                 const char *text)
{
  static const GuichetReferenceKind kinds[] = { GUICHET_REFERENCE_FAQ, GUICHET_REFERENCE_KNOWN_ERROR };
  GuichetStore *store = guichet_context_get_store (self->context);

  if (*text != '\0')
    guichet_store_search_references_async (store, kinds, G_N_ELEMENTS (kinds), text, MAX_FOUND, self->cancellable, found_cb, self);
  else
    guichet_store_list_references_async (store, GUICHET_REFERENCE_FAQ, 0, self->cancellable, members_cb, self);
}

static char *
make_address (Inserter   *self,
              const char *class_name,
              gint64      id)
{
  return g_strdup_printf ("%s/pages/UI.php?operation=details&class=%s&id=%" G_GINT64_FORMAT,
                          guichet_context_get_identity (self->context)->server, class_name, id);
}

static void
insert_mention (Inserter               *self,
                const GuichetReference *person)
{
  g_autofree char *address = make_address (self, "Person", person->id);

  guichet_rich_editor_insert_mention (self->editor, self->n_typed, person->name, address);
}

/* What a requester may read goes in as text; of what is for the support only
 * the title: where it stands is no page that they can open. */
static char *
make_article (const GuichetReference *article)
{
  g_autofree char *title = guichet_html_escape (article->name);

  if (article->kind == GUICHET_REFERENCE_FAQ && article->html != NULL && *article->html != '\0')
    {
      g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (article->html, -1);
      g_autofree char *clean = guichet_rich_text_to_html (text, NULL);

      return g_strdup_printf ("<p><b>%s</b></p>%s", title, clean);
    }

  return g_strdup_printf ("<p><b>%s</b></p>", title);
}

static void
insert_article (Inserter               *self,
                const GuichetReference *article)
{
  g_autofree char *html = make_article (article);

  guichet_rich_editor_insert_html (self->editor, self->n_typed, html);
}

/* ---- the popover */

static void
search_cb (GuichetInsertPopover *popover,
           const char           *text,
           Inserter             *self)
{
  restart (self);
  if (self->kind == GUICHET_RICH_INSERT_MENTION)
    search_people (self, text);
  else if (self->kind == GUICHET_RICH_INSERT_ARTICLE)
    search_articles (self, text);
  else if (self->templates != NULL)
    show_templates (self, text);
  else
    guichet_store_list_templates_async (guichet_context_get_store (self->context), self->cancellable, templates_cb, self);
}

static void
chosen_cb (GuichetInsertPopover *popover,
           gpointer              data,
           Inserter             *self)
{
  self->chose = TRUE;
  if (self->kind == GUICHET_RICH_INSERT_MENTION)
    insert_mention (self, data);
  else if (self->kind == GUICHET_RICH_INSERT_ARTICLE)
    insert_article (self, data);
  else
    insert_template (self, data);
}

static void
unparent_cb (gpointer data)
{
  GtkWidget *popover = data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  g_object_unref (popover);
}

/* Keys that went into the search were meant for the text. */
static void
give_back (Inserter             *self,
           GuichetInsertPopover *popover)
{
  const char *text = guichet_insert_popover_get_text (popover);

  if (!self->chose && self->n_typed > 0 && *text != '\0')
    gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (guichet_rich_editor_get_view (self->editor)),
                                                  text, -1, TRUE);
}

/* Each has a popover of its own: nothing of the last one is seen. */
static void
closed_cb (GuichetInsertPopover *popover,
           Inserter             *self)
{
  restart (self);
  self->popover = NULL;
  g_idle_add_once (unparent_cb, g_object_ref (popover));
  /* Not while the editor goes away with its popover. */
  if (gtk_widget_get_root (GTK_WIDGET (self->editor)) == NULL)
    return;

  give_back (self, popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
more_cb (GuichetInsertPopover *popover,
         Inserter             *self)
{
  adw_dialog_present (guichet_templates_dialog_new (self->context), GTK_WIDGET (self->editor));
}

static void
add_popover (Inserter *self)
{
  self->popover = GUICHET_INSERT_POPOVER (guichet_insert_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->editor));
  g_signal_connect (self->popover, "search", G_CALLBACK (search_cb), self);
  g_signal_connect (self->popover, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->popover, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect (self->popover, "more", G_CALLBACK (more_cb), self);
}

static const char *
get_prompt (GuichetRichInsert kind)
{
  switch (kind)
    {
    case GUICHET_RICH_INSERT_TEMPLATE:
      return _("Search a template…");

    case GUICHET_RICH_INSERT_MENTION:
      return _("Search somebody to mention…");

    case GUICHET_RICH_INSERT_ARTICLE:
      return _("Search an article…");

    default:
      g_return_val_if_reached ("");
    }
}

static void
insert_cb (GuichetRichEditor *editor,
           guint              kind,
           guint              n_typed,
           Inserter          *self)
{
  GdkRectangle area;

  if (self->popover != NULL)
    return;

  add_popover (self);
  self->kind = kind;
  self->n_typed = n_typed;
  self->chose = FALSE;
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  guichet_rich_editor_get_cursor_area (editor, &area);
  guichet_insert_popover_set_more (self->popover, kind == GUICHET_RICH_INSERT_TEMPLATE ? _("Manage Templates…") : NULL);
  guichet_insert_popover_open (self->popover, get_prompt (kind), &area);
}

/* Once for an editor. */
void
guichet_inserter_attach (GuichetRichEditor *editor,
                         GuichetContext    *context)
{
  Inserter *self = g_new0 (Inserter, 1);

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (editor));
  g_return_if_fail (get_inserter (editor) == NULL);

  self->editor = editor;
  self->context = g_object_ref (context);
  self->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (editor), "inserter", self, free_inserter);
  g_signal_connect (editor, "insert", G_CALLBACK (insert_cb), self);
  guichet_rich_editor_set_insertable (editor, TRUE);
}

/* Whose values the variables of templates get. */
void
guichet_inserter_set_ticket (GuichetRichEditor *editor,
                             GuichetTicket     *ticket)
{
  Inserter *self = get_inserter (editor);

  g_return_if_fail (self != NULL);

  guichet_ticket_ref (ticket);
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  self->ticket = ticket;
}
