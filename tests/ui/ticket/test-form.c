#include "config.h"

#include "../ticket-fixture.h"

#include "store/cache.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "ui/common/field-title.h"
#include "ui/common/rich-editor.h"
#include "ui/common/tip.h"
#include "ui/ticket/catalogue-picker.h"
#include "ui/ticket/field-editor.h"
#include "ui/ticket/field-keeper.h"
#include "ui/ticket/field-row.h"
#include "ui/ticket/person-card.h"
#include "ui/ticket/reference-search.h"
#include "ui/ticket/ticket-form.h"

#define WIDE 1280
#define TALL 1000

/* ---- the cache */

static void
add (GPtrArray            *all,
     GuichetReferenceKind  kind,
     gint64                id,
     gint64                parent,
     const char           *name)
{
  GuichetReference *reference = guichet_reference_new (kind, id, name);

  reference->parent = parent;
  reference->active = TRUE;
  if (kind == GUICHET_REFERENCE_PERSON)
    reference->organisation = 9;
  g_ptr_array_add (all, reference);
}

static void
replace (TicketFixture        *fixture,
         GuichetReferenceKind  kind,
         GPtrArray            *references)
{
  g_autoptr(GError) error = NULL;

  guichet_store_replace_references (fixture->store, kind, references, &error);
  g_assert_no_error (error);
}

static void
add_references (TicketFixture *fixture)
{
  static const struct { GuichetReferenceKind kind; gint64 id, parent; const char *name; } all[] = {
    { GUICHET_REFERENCE_PERSON, CALLER, 0, "Maud Ferrand" },
    { GUICHET_REFERENCE_PERSON, 61, 0, "Théo Quintard" },
    { GUICHET_REFERENCE_PERSON, 62, 0, "Lucie Cabrol" },
    { GUICHET_REFERENCE_DOMAIN, 1, 0, "Numérique éducatif" },
    { GUICHET_REFERENCE_FAMILY_GROUP, 2, 1, "Équipement des salles" },
    { GUICHET_REFERENCE_SERVICE_FAMILY, 3, 2, "Affichage" },
    { GUICHET_REFERENCE_SERVICE, 4, 3, "Vidéoprojection" },
    { GUICHET_REFERENCE_SERVICE, 6, 3, "Écran interactif" },
    { GUICHET_REFERENCE_SUBCATEGORY, 5, 4, "Panne d’image" },
    { GUICHET_REFERENCE_SUBCATEGORY, 7, 6, "Étalonnage" },
  };

  for (GuichetReferenceKind kind = 0; kind < GUICHET_N_REFERENCE_KINDS; kind++)
    {
      g_autoptr(GPtrArray) references = guichet_references_new ();

      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        if (all[i].kind == kind)
          add (references, kind, all[i].id, all[i].parent, all[i].name);
      if (references->len > 0)
        replace (fixture, kind, references);
    }
}

static void
set_up (TicketFixture *fixture)
{
  ticket_fixture_set_up (fixture, WIDE, TALL);
  add_references (fixture);
}

/* ---- the form */

static GuichetTicketForm *
get_form (TicketFixture *fixture)
{
  return GUICHET_TICKET_FORM (find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_TICKET_FORM, 0));
}

static GuichetFieldRow *
find_row (TicketFixture *fixture,
          GuichetField   field)
{
  for (guint i = 0; ; i++)
    {
      GtkWidget *row = find_widget (GTK_WIDGET (get_form (fixture)), GUICHET_TYPE_FIELD_ROW, i);

      g_assert_nonnull (row);
      if (g_str_equal (guichet_field_row_get_title (GUICHET_FIELD_ROW (row)), guichet_field_get_title (field)))
        return GUICHET_FIELD_ROW (row);
    }
}

static char *
read_row (TicketFixture *fixture,
          GuichetField   field)
{
  return collect_text (GTK_WIDGET (find_row (fixture, field)));
}

static gboolean
row_says (TicketFixture *fixture,
          GuichetField   field,
          const char    *words)
{
  g_autofree char *text = read_row (fixture, field);

  return strstr (text, words) != NULL;
}

static gboolean
is_changed (TicketFixture *fixture,
            GuichetField   field)
{
  GtkWidget *tag = find_by_class (GTK_WIDGET (find_row (fixture, field)), "field-changed");

  return tag != NULL && gtk_widget_get_visible (tag);
}

static GtkWidget *
edit (TicketFixture *fixture,
      GuichetField   field)
{
  g_assert_true (guichet_ticket_form_edit (get_form (fixture), field));

  return guichet_field_row_get_editor (find_row (fixture, field));
}

static void
type_line (TicketFixture *fixture,
           GuichetField   field,
           const char    *text)
{
  GtkWidget *editor = edit (fixture, field);
  GtkWidget *entry = find_widget (editor, GTK_TYPE_ENTRY, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  g_assert_null (guichet_field_row_get_editor (find_row (fixture, field)));
}

static void
press (GtkWidget *widget,
       guint      keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  g_assert_true (handled);
}

static void
activate (TicketFixture *fixture,
          const char    *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL);
}

static GPtrArray *
list_intents (TicketFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *intents = guichet_store_list_intents (fixture->store, FALSE, &error);

  g_assert_no_error (error);

  return intents;
}

static guint
count_intents (TicketFixture *fixture)
{
  g_autoptr(GPtrArray) intents = list_intents (fixture);

  return intents->len;
}

static char *
read_draft (TicketFixture *fixture)
{
  g_autofree char *key = guichet_draft_key_for_fields (TICKET_ID);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft (fixture->store, key, &error);

  g_assert_no_error (error);

  return draft != NULL ? g_strdup (draft->html) : g_strdup ("");
}

static gboolean
draft_has (TicketFixture *fixture,
           const char    *words)
{
  g_autofree char *text = read_draft (fixture);

  return *words != '\0' ? strstr (text, words) != NULL : *text == '\0';
}

/* ---- changing */

static void
test_line (void)
{
  TicketFixture fixture = { 0 };

  set_up (&fixture);
  type_line (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "04 99 88 77 66");
  g_assert_true (row_says (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "04 99 88 77 66"));
  g_assert_true (is_changed (&fixture, GUICHET_FIELD_CALLBACK_PHONE));
  save_picture (GTK_WIDGET (fixture.window), "form-changed.png");

  activate (&fixture, "ticket.undo");
  g_assert_true (row_says (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "04 00 12 34 56"));
  ticket_fixture_tear_down (&fixture);
}

static void
test_escape (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *editor;

  set_up (&fixture);
  editor = edit (&fixture, GUICHET_FIELD_TITLE);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (editor, GTK_TYPE_ENTRY, 0)), "Autre");
  press (editor, GDK_KEY_Escape);
  g_assert_true (row_says (&fixture, GUICHET_FIELD_TITLE, "Vidéoprojecteur sans image"));
  g_assert_false (guichet_ticket_form_is_editing (get_form (&fixture)));
  ticket_fixture_tear_down (&fixture);
}

static void
test_person (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *editor;
  GtkWidget *entry;

  set_up (&fixture);
  editor = edit (&fixture, GUICHET_FIELD_BENEFICIARY);
  g_assert_nonnull (find_widget (editor, GUICHET_TYPE_REFERENCE_SEARCH, 0));
  entry = find_widget (editor, GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "theo");
  WAIT (find_widget (editor, GTK_TYPE_LIST_BOX_ROW, 0) != NULL);
  save_picture (GTK_WIDGET (fixture.window), "form-person.png");
  g_signal_emit_by_name (entry, "activate");
  WAIT (row_says (&fixture, GUICHET_FIELD_BENEFICIARY, "Théo Quintard"));
  ticket_fixture_tear_down (&fixture);
}

static void
test_description (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *editor;
  GtkTextView *view;

  set_up (&fixture);
  editor = edit (&fixture, GUICHET_FIELD_DESCRIPTION);
  view = guichet_rich_editor_get_view (GUICHET_RICH_EDITOR (find_widget (editor, GUICHET_TYPE_RICH_EDITOR, 0)));
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (view), "Depuis lundi. ", -1);
  g_signal_emit_by_name (gtk_text_view_get_buffer (view), "end-user-action");
  save_picture (GTK_WIDGET (fixture.window), "form-description.png");
  guichet_ticket_form_finish_edit (get_form (&fixture));
  ticket_fixture_tear_down (&fixture);
}

/* ---- the catalogue */

static void
test_catalogue (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *picker;
  GtkWidget *entry;

  set_up (&fixture);
  edit (&fixture, GUICHET_FIELD_SERVICE);
  picker = find_widget (GTK_WIDGET (get_form (&fixture)), GUICHET_TYPE_CATALOGUE_PICKER, 0);
  g_assert_nonnull (picker);
  WAIT (g_str_equal (guichet_catalogue_picker_get_name (GUICHET_CATALOGUE_PICKER (picker), GUICHET_CATALOGUE_SUBCATEGORY),
                     "Panne d’image"));

  entry = find_widget (picker, GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "etalonnage");
  ticket_fixture_spin (20);
  save_picture (GTK_WIDGET (fixture.window), "form-catalogue.png");
  g_signal_emit_by_name (entry, "activate");
  guichet_ticket_form_finish_edit (get_form (&fixture));
  g_assert_true (row_says (&fixture, GUICHET_FIELD_SERVICE, "Écran interactif"));
  g_assert_true (row_says (&fixture, GUICHET_FIELD_SUBCATEGORY, "Étalonnage"));
  g_assert_false (is_changed (&fixture, GUICHET_FIELD_DOMAIN));

  /* All levels go back at once. */
  activate (&fixture, "ticket.undo");
  g_assert_true (row_says (&fixture, GUICHET_FIELD_SERVICE, "Vidéoprojection"));
  g_assert_true (row_says (&fixture, GUICHET_FIELD_SUBCATEGORY, "Panne d’image"));
  ticket_fixture_tear_down (&fixture);
}

/* ---- sending */

static void
test_apply (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GPtrArray) intents = NULL;
  const GuichetIntent *intent;

  set_up (&fixture);
  type_line (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "04 99 88 77 66");
  type_line (&fixture, GUICHET_FIELD_TITLE, "Vidéoprojecteur noir");
  WAIT (draft_has (&fixture, "04 99 88 77 66"));
  activate (&fixture, "ticket.apply");
  WAIT (count_intents (&fixture) == 1);
  intents = list_intents (&fixture);
  intent = g_ptr_array_index (intents, 0);
  g_assert_cmpuint (intent->changes->len, ==, 2);
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_CALLBACK_PHONE)->base, ==, "04 00 12 34 56");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_CALLBACK_PHONE)->value, ==, "04 99 88 77 66");
  g_assert_null (intent->action);
  WAIT (draft_has (&fixture, ""));

  /* The value stays, no longer as a change. */
  g_assert_true (row_says (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "04 99 88 77 66"));
  WAIT (!is_changed (&fixture, GUICHET_FIELD_CALLBACK_PHONE));

  /* What has not left comes back into the form. */
  ticket_fixture_spin (100);
  activate (&fixture, "ticket.undo");
  WAIT (count_intents (&fixture) == 0);
  WAIT (is_changed (&fixture, GUICHET_FIELD_CALLBACK_PHONE));
  g_assert_true (row_says (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "04 99 88 77 66"));
  WAIT (draft_has (&fixture, "04 99 88 77 66"));
  ticket_fixture_tear_down (&fixture);
}

/* The server has it: the inverse is staged, while nobody changed the same. */
static void
test_undo_after_sync (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GError) error = NULL;
  GuichetIntent *intent;

  set_up (&fixture);
  type_line (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "04 99 88 77 66");
  type_line (&fixture, GUICHET_FIELD_TITLE, "Vidéoprojecteur noir");
  WAIT (draft_has (&fixture, "Vidéoprojecteur noir"));
  activate (&fixture, "ticket.apply");
  WAIT (count_intents (&fixture) == 1);

  intents = list_intents (&fixture);
  intent = g_ptr_array_index (intents, 0);
  intent->state = GUICHET_INTENT_DONE;
  guichet_ticket_set (ticket, GUICHET_FIELD_CALLBACK_PHONE, "04 99 88 77 66");
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Tout noir");
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 10:00:00");
  ticket_fixture_merge (&fixture, ticket);
  g_assert_true (guichet_store_save_intent (fixture.store, intent, &error));
  WAIT (row_says (&fixture, GUICHET_FIELD_TITLE, "Tout noir"));

  activate (&fixture, "ticket.undo");
  WAIT (row_says (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "04 00 12 34 56"));
  g_assert_true (is_changed (&fixture, GUICHET_FIELD_CALLBACK_PHONE));
  g_assert_true (row_says (&fixture, GUICHET_FIELD_TITLE, "Tout noir"));
  ticket_fixture_tear_down (&fixture);
}

/* SPEC §11, criterion 6. */
static void
test_mandatory (void)
{
  TicketFixture fixture = { 0 };

  set_up (&fixture);
  type_line (&fixture, GUICHET_FIELD_TITLE, "");
  WAIT (draft_has (&fixture, "[title]"));
  activate (&fixture, "ticket.apply");
  ticket_fixture_spin (100);
  g_assert_cmpuint (count_intents (&fixture), ==, 0);
  g_assert_nonnull (find_by_class (GTK_WIDGET (get_form (&fixture)), "missing"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (find_row (&fixture, GUICHET_FIELD_TITLE)), "error"));
  g_assert_true (row_says (&fixture, GUICHET_FIELD_TITLE, "This must be filled in."));
  g_assert_nonnull (guichet_field_row_get_editor (find_row (&fixture, GUICHET_FIELD_TITLE)));
  save_picture (GTK_WIDGET (fixture.window), "form-missing.png");

  type_line (&fixture, GUICHET_FIELD_TITLE, "Plus d’image");
  g_assert_null (find_by_class (GTK_WIDGET (get_form (&fixture)), "missing"));
  activate (&fixture, "ticket.apply");
  WAIT (count_intents (&fixture) == 1);
  ticket_fixture_tear_down (&fixture);
}

/* Leaving the page, or losing the program, loses no change. */
static void
test_kept (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *editor;

  set_up (&fixture);
  editor = edit (&fixture, GUICHET_FIELD_CALLBACK_PHONE);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (editor, GTK_TYPE_ENTRY, 0)), "06 à la frappe");
  WAIT (draft_has (&fixture, "06 à la frappe"));
  ticket_fixture_close_page (&fixture);
  ticket_fixture_open_page (&fixture);
  WAIT (row_says (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "06 à la frappe"));
  g_assert_true (is_changed (&fixture, GUICHET_FIELD_CALLBACK_PHONE));
  ticket_fixture_tear_down (&fixture);
}

/* What arrives while somebody types changes neither their text nor their focus. */
static void
test_live (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  GtkWidget *entry;

  set_up (&fixture);
  entry = find_widget (edit (&fixture, GUICHET_FIELD_CALLBACK_PHONE), GTK_TYPE_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "à moi");
  guichet_ticket_set (ticket, GUICHET_FIELD_CALLBACK_PHONE, "à eux");
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Nouveau titre");
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 10:00:00");
  ticket_fixture_merge (&fixture, ticket);
  WAIT (row_says (&fixture, GUICHET_FIELD_TITLE, "Nouveau titre"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "à moi");
  g_assert_true (row_says (&fixture, GUICHET_FIELD_CALLBACK_PHONE, "Somebody else changed this meanwhile."));
  ticket_fixture_tear_down (&fixture);
}

static void
merge_other (TicketFixture *fixture,
             GuichetField   field,
             gint64         key)
{
  g_autoptr(GuichetTicket) other = guichet_ticket_new (99);

  guichet_ticket_set (other, GUICHET_FIELD_REF, "R-000099");
  guichet_ticket_set (other, GUICHET_FIELD_TITLE, "Clavier");
  guichet_ticket_set (other, GUICHET_FIELD_STATUS, "assigned");
  guichet_ticket_set (other, GUICHET_FIELD_OPERATIONAL_STATUS, "ongoing");
  guichet_ticket_set (other, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 08:00:00");
  guichet_ticket_set_key (other, field, key, "x");
  ticket_fixture_merge (fixture, other);
}

static gboolean
says (GtkWidget  *widget,
      const char *words)
{
  g_autofree char *text = collect_text (widget);

  return strstr (text, words) != NULL;
}

/* A window of another test takes the focus of the display they share, and a
 * popover goes with it: the card is looked for anew each time.
 *
 * Returns: (nullable): the card of @row, opened if it is not */
static GtkWidget *
open_card (GtkWidget *row)
{
  GtkWidget *card = find_widget (row, GUICHET_TYPE_PERSON_CARD, 0);

  if (card == NULL)
    g_signal_emit_by_name (row, "activate");

  return card;
}

static gboolean
card_says (GtkWidget  *row,
           const char *words)
{
  GtkWidget *card = open_card (row);

  return card != NULL && says (card, words);
}

static void
close_card (GtkWidget *row)
{
  GtkWidget *card = find_widget (row, GUICHET_TYPE_PERSON_CARD, 0);

  if (card != NULL)
    gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (card, GTK_TYPE_POPOVER)));
}

/* A click on a person shows who they are, and their other tickets. */
static void
test_person_card (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *row;

  set_up (&fixture);
  merge_other (&fixture, GUICHET_FIELD_CALLER, CALLER);
  row = GTK_WIDGET (find_row (&fixture, GUICHET_FIELD_CALLER));
  WAIT (card_says (row, "R-000099"));
  WAIT (card_says (row, "Maud Ferrand"));
  WAIT (card_says (row, "Open Tickets of This Person (1)"));
  g_assert_false (card_says (row, "R-004871"));
  close_card (row);
  WAIT (find_widget (row, GUICHET_TYPE_PERSON_CARD, 0) == NULL);
  ticket_fixture_tear_down (&fixture);
}

static void
test_children (void)
{
  TicketFixture fixture = { 0 };

  set_up (&fixture);
  g_assert_cmpuint (guichet_ticket_form_count_children (get_form (&fixture)), ==, 0);
  merge_other (&fixture, GUICHET_FIELD_PARENT, TICKET_ID);
  ticket_fixture_close_page (&fixture);
  ticket_fixture_open_page (&fixture);
  WAIT (guichet_ticket_form_count_children (get_form (&fixture)) == 1);
  WAIT (says (GTK_WIDGET (get_form (&fixture)), "R-000099"));
  ticket_fixture_tear_down (&fixture);
}

static void
test_read_only (void)
{
  TicketFixture fixture = { 0 };

  set_up (&fixture);
  g_assert_false (guichet_ticket_form_edit (get_form (&fixture), GUICHET_FIELD_STATUS));
  g_assert_false (guichet_ticket_form_edit (get_form (&fixture), GUICHET_FIELD_AGENT));
  g_assert_nonnull (guichet_tip_get (GTK_WIDGET (find_row (&fixture, GUICHET_FIELD_AGENT))));
  g_assert_null (guichet_tip_get (GTK_WIDGET (find_row (&fixture, GUICHET_FIELD_TITLE))));
  ticket_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ticket/form/line", test_line);
  g_test_add_func ("/ticket/form/escape", test_escape);
  g_test_add_func ("/ticket/form/person", test_person);
  g_test_add_func ("/ticket/form/description", test_description);
  g_test_add_func ("/ticket/form/catalogue", test_catalogue);
  g_test_add_func ("/ticket/form/apply", test_apply);
  g_test_add_func ("/ticket/form/undo-after-sync", test_undo_after_sync);
  g_test_add_func ("/spec/6-mandatory-field-blocks", test_mandatory);
  g_test_add_func ("/ticket/form/kept", test_kept);
  g_test_add_func ("/ticket/form/live", test_live);
  g_test_add_func ("/ticket/form/read-only", test_read_only);
  g_test_add_func ("/ticket/form/person-card", test_person_card);
  g_test_add_func ("/ticket/form/children", test_children);

  return g_test_run ();
}
