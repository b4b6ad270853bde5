#include "config.h"

#include "new-ticket-fixture.h"

#include "ui/user/new-ticket-input.h"

/* Where the focus goes on the page of a new ticket, and that it stays where
 * somebody writes. */

static GtkWidget *
get_focus (NewTicketFixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

/* What is not on the screen takes no focus. */
static void
wait_for_form (NewTicketFixture *fixture)
{
  GtkWidget *form = new_ticket_fixture_get_form (fixture);

  WAIT (gtk_widget_get_mapped (form) && gtk_widget_get_height (form) > 0);
}

/* ---- around the page */

/* Returns: (transfer container): the places of the focus, in the order of the walk */
static GPtrArray *
walk (NewTicketFixture *fixture,
      GtkDirectionType  direction)
{
  GPtrArray *places = g_ptr_array_new ();
  GtkWidget *focus;

  gtk_window_set_focus (fixture->window, NULL);
  while (gtk_widget_child_focus (GTK_WIDGET (fixture->window), direction))
    {
      focus = get_focus (fixture);
      if (places->len > 0 && focus == g_ptr_array_index (places, 0))
        break;
      g_assert_false (g_ptr_array_find (places, focus, NULL));
      g_ptr_array_add (places, focus);
    }

  return places;
}

static void
test_round (NewTicketFixture *fixture,
            gconstpointer     data)
{
  static const GuichetField fields[] = {
    GUICHET_FIELD_BENEFICIARY, GUICHET_FIELD_CALLBACK_PHONE, GUICHET_FIELD_AVAILABILITY,
    GUICHET_FIELD_TITLE, GUICHET_FIELD_DESCRIPTION
  };
  g_autoptr(GPtrArray) forward = NULL;
  g_autoptr(GPtrArray) back = NULL;

  wait_for_form (fixture);
  forward = walk (fixture, GTK_DIR_TAB_FORWARD);
  back = walk (fixture, GTK_DIR_TAB_BACKWARD);

  g_assert_cmpuint (forward->len, >, 15);
  g_assert_cmpuint (back->len, ==, forward->len);
  for (guint i = 0; i < forward->len; i++)
    g_assert_true (forward->pdata[i] == back->pdata[back->len - 1 - i]);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      guichet_new_ticket_input_focus (new_ticket_fixture_find_input (fixture, fields[i]));
      g_assert_true (g_ptr_array_find (forward, get_focus (fixture), NULL));
    }
}

/* ---- where somebody begins */

static void
test_start (NewTicketFixture *fixture,
            gconstpointer     data)
{
  guichet_new_ticket_page_begin (fixture->page, 0, NULL);
  g_assert_true (GTK_IS_TEXT (get_focus (fixture)));
  g_assert_true (GTK_IS_SEARCH_ENTRY (gtk_widget_get_parent (get_focus (fixture))));

  guichet_new_ticket_page_begin (fixture->page, LEAF, NULL);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture),
                                         new_ticket_fixture_find_input (fixture, GUICHET_FIELD_TITLE)));
}

/* ---- another form while somebody writes */

static void
replace_form (NewTicketFixture *fixture)
{
  g_autoptr(GuichetCreateForm) fields =
    guichet_create_form_new_from_profile (guichet_context_get_profile (fixture->context), LEAF);

  guichet_new_ticket_form_set_fields (GUICHET_NEW_TICKET_FORM (new_ticket_fixture_get_form (fixture)), fields);
}

static void
test_line (NewTicketFixture *fixture,
           gconstpointer     data)
{
  GtkWidget *before;
  int start, end;

  new_ticket_fixture_get_form (fixture);
  new_ticket_fixture_type (fixture, GUICHET_FIELD_TITLE, "Vidéoprojecteur");
  guichet_new_ticket_input_focus (new_ticket_fixture_find_input (fixture, GUICHET_FIELD_TITLE));
  before = get_focus (fixture);
  gtk_editable_set_position (GTK_EDITABLE (before), 5);
  replace_form (fixture);

  g_assert_true (GTK_IS_TEXT (get_focus (fixture)) && get_focus (fixture) != before);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_focus (fixture))), ==, "Vidéoprojecteur");
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (get_focus (fixture)), &start, &end));
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (get_focus (fixture))), ==, 5);
}

static void
test_lines (NewTicketFixture *fixture,
            gconstpointer     data)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  new_ticket_fixture_get_form (fixture);
  new_ticket_fixture_type (fixture, GUICHET_FIELD_DESCRIPTION, "Depuis ce matin");
  guichet_new_ticket_input_focus (new_ticket_fixture_find_input (fixture, GUICHET_FIELD_DESCRIPTION));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (fixture)));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 6);
  gtk_text_buffer_place_cursor (buffer, &iter);
  replace_form (fixture);

  g_assert_true (GTK_IS_TEXT_VIEW (get_focus (fixture)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (fixture)));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) \
  g_test_add ("/ui/new-ticket-focus/" path, NewTicketFixture, NULL, new_ticket_fixture_set_up, func, \
              new_ticket_fixture_tear_down)
  ADD ("round", test_round);
  ADD ("start", test_start);
  ADD ("line", test_line);
  ADD ("lines", test_lines);
#undef ADD

  return g_test_run ();
}
