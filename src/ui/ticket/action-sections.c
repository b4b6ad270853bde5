#include "config.h"

#include "ui/ticket/action-sections.h"

#include "model/rules.h"
#include "ui/common/field-title.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/mandatory-star.h"

#include <glib/gi18n.h>

/**
 * guichet_action_is_supported:
 *
 * Returns: whether the dialog can ask for all that the action needs
 */
gboolean
guichet_action_is_supported (const GuichetAction *action)
{
  for (guint i = 0; i < action->n_fields; i++)
    {
      GuichetField field = action->fields[i].field;

      if (action->fields[i].mandatory && field != GUICHET_FIELD_TEAM && field != GUICHET_FIELD_AGENT
          && !guichet_field_is_long (field) && guichet_field_get_kind (field) != GUICHET_FIELD_KIND_CODE)
        return FALSE;
    }

  return TRUE;
}

/* ---- the rehearsal */

static char *
tell_caller (const GuichetAction *action,
             GuichetTicket       *ticket)
{
  const char *caller = guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER);

  if (*caller == '\0')
    caller = _("The requester");
  if (action->notifies_caller)
    return g_strdup_printf (_("%s can read it; a notification is not guaranteed."), caller);

  return g_strdup_printf (_("%s is not told."), caller);
}

/* What else happens, and whether there is a way back: what every iTop does. */
static const struct
{
  const char *action;
  const char *sentence;
} ends[] = {
  { "assign", N_("It can be reassigned.") },
  { "pending", N_("The clock of the resolution stands still until it is resumed.") },
  { "resume", N_("The clock of the resolution goes on.") },
  { "request-info", N_("It comes back to its agent with the answer.") },
  { "reassign", N_("It can be reassigned again.") },
  { "dispatch", N_("It leaves its agent; only the other team can give it back.") },
  { "close", N_("This cannot be undone.") },
  { "reject", N_("This cannot be undone.") },
};

static char *
tell_end (const GuichetAction *action,
          GuichetProfile      *profile)
{
  const GuichetState *to = action->to != NULL ? guichet_profile_get_state (profile, action->to) : NULL;
  guint days = guichet_profile_get_reopen_days (profile);

  if (to != NULL && to->category == GUICHET_CATEGORY_RESOLVED && days > 0)
    return g_strdup_printf (ngettext ("It can be reopened for %u day, then it is closed for good.",
                                      "It can be reopened for %u days, then it is closed for good.", days), days);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_equal (action->name, ends[i].action))
      return g_strdup (_(ends[i].sentence));

  return g_strdup (action->clears_agent ? _("It leaves its agent.") : "");
}

/**
 * guichet_action_rehearse:
 *
 * Returns: (transfer full): the new state, what stops, and who is told
 */
char *
guichet_action_rehearse (const GuichetAction *action,
                         GuichetProfile      *profile,
                         GuichetTicket       *ticket)
{
  const GuichetState *to = action->to != NULL ? guichet_profile_get_state (profile, action->to) : NULL;
  g_autofree char *end = tell_end (action, profile);
  g_autofree char *caller = tell_caller (action, ticket);
  g_autofree char *state = NULL;

  if (to != NULL)
    state = g_strdup_printf (_("The ticket becomes “%s”."), to->label);

  return g_strdup_printf ("%s%s%s%s%s", state != NULL ? state : "", state != NULL ? " " : "",
                          end, *end != '\0' ? " " : "", caller);
}

/* ---- sections */

static GtkWidget *
make_heading (const char *title,
              gboolean    mandatory)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (label, "formgroup");
  gtk_box_append (GTK_BOX (box), label);
  if (mandatory)
    gtk_box_append (GTK_BOX (box), guichet_mandatory_star_new ());

  return box;
}

GtkWidget *
guichet_text_section_new (const char *title,
                          gboolean    mandatory,
                          GtkWidget  *editor)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (editor, "panel");
  gtk_widget_set_overflow (editor, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (editor, -1, 110);
  gtk_box_append (GTK_BOX (section), make_heading (title, mandatory));
  gtk_box_append (GTK_BOX (section), editor);

  return section;
}

/**
 * guichet_code_section_new:
 * @out_row: (out) (transfer none): what is chosen, by the place in the
 *   profile's values
 */
GtkWidget *
guichet_code_section_new (GuichetProfile  *profile,
                          GuichetField     field,
                          gboolean         mandatory,
                          AdwComboRow    **out_row)
{
  const char * const *values = guichet_profile_get_values (profile, field);
  const char *standard = guichet_profile_get_default (profile, field);
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *title = g_strconcat (guichet_field_get_title (field), mandatory ? " *" : "", NULL);
  guint selected = 0;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      gtk_string_list_append (labels, guichet_profile_get_value_label (profile, field, values[i]));
      if (g_strcmp0 (values[i], standard) == 0)
        selected = i;
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  *out_row = ADW_COMBO_ROW (row);

  return list;
}

/* ---- who is waited for, and until when */

static void
day_selected_cb (GtkCalendar *calendar,
                 GtkEditable *entry)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%x");

  gtk_editable_set_text (entry, text);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER)));
}

static GtkWidget *
make_calendar_button (GtkWidget *entry)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), entry, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _("Choose a Day"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

/**
 * guichet_wait_section_new:
 * @out_partner, @out_return: (out) (transfer none): where both are written
 *
 * No iTop has fields for them: they become a part of the reason.
 */
GtkWidget *
guichet_wait_section_new (AdwEntryRow **out_partner,
                          AdwEntryRow **out_return)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *partner = adw_entry_row_new ();
  GtkWidget *expected = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (partner), _("Partner"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expected), _("Expected Return"));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (expected), make_calendar_button (expected));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), partner);
  gtk_list_box_append (GTK_LIST_BOX (list), expected);
  *out_partner = ADW_ENTRY_ROW (partner);
  *out_return = ADW_ENTRY_ROW (expected);

  return list;
}

static const char *
get_entry_title (const GuichetAction *action,
                 GuichetJournal       journal)
{
  if (journal == GUICHET_JOURNAL_PUBLIC)
    return _("Message");
  if (g_str_equal (action->name, "dispatch") || g_str_equal (action->name, "reassign"))
    return _("Handover Note");

  return _("Internal Note");
}

/* The same colours and words as the journal that the entry goes to. */
GtkWidget *
guichet_entry_section_new (const GuichetAction *action,
                           GuichetJournal       journal,
                           gboolean             mandatory,
                           GtkWidget           *composer)
{
  gboolean public = journal == GUICHET_JOURNAL_PUBLIC;
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *band = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *head = make_heading (get_entry_title (action, journal), mandatory);
  GtkWidget *badge = gtk_label_new (public ? _("PUBLIC") : _("INTERNAL"));
  GtkWidget *icon = gtk_image_new_from_icon_name (public ? "view-reveal-symbolic" : "changes-prevent-symbolic");

  gtk_widget_add_css_class (section, "journal");
  gtk_widget_add_css_class (section, public ? "j-pub" : "j-int");
  gtk_widget_set_overflow (section, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (band, "band");
  gtk_widget_add_css_class (head, "jhead");
  gtk_box_set_spacing (GTK_BOX (head), 8);
  gtk_widget_add_css_class (badge, public ? "pub-chip" : "lock-chip");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_prepend (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), badge);

  g_object_set (composer, "margin-start", 10, "margin-end", 10, "margin-top", 2, "margin-bottom", 10, NULL);
  gtk_box_append (GTK_BOX (section), band);
  gtk_box_append (GTK_BOX (section), head);
  gtk_box_append (GTK_BOX (section), composer);

  return section;
}

/* ---- "Wrongly assigned?" */

static GtkWidget *
make_platform_button (const GuichetPlatform *platform,
                      GCallback              clicked,
                      gpointer               user_data)
{
  GtkWidget *button = gtk_button_new_with_label (platform->team);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (button, "slim");
  g_object_set_data_full (G_OBJECT (button), "team", g_strdup (platform->team), g_free);
  g_signal_connect_object (button, "clicked", clicked, user_data, 0);

  return button;
}

/**
 * guichet_platform_strip_new:
 *
 * Returns: (nullable): the platforms that take a ticket which came to the
 *   wrong place, a click away; %NULL where the profile has none
 */
GtkWidget *
guichet_platform_strip_new (GuichetProfile *profile,
                            GCallback       clicked,
                            gpointer        user_data)
{
  guint n;
  const GuichetPlatform *platforms = guichet_profile_get_platforms (profile, &n);
  GtkWidget *strip, *buttons, *reason, *heading;

  if (n == 0)
    return NULL;

  strip = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  heading = gtk_label_new (_("Wrongly assigned?"));
  reason = gtk_label_new (_("These platforms take tickets that came to the wrong place."));
  buttons = adw_wrap_box_new ();

  gtk_widget_add_css_class (strip, "warn");
  gtk_widget_add_css_class (heading, "formgroup");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  guichet_label_wrap (GTK_LABEL (reason));
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (buttons), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (buttons), 6);
  for (guint i = 0; i < n; i++)
    adw_wrap_box_append (ADW_WRAP_BOX (buttons), make_platform_button (&platforms[i], clicked, user_data));

  gtk_box_append (GTK_BOX (strip), heading);
  gtk_box_append (GTK_BOX (strip), reason);
  gtk_box_append (GTK_BOX (strip), buttons);
  g_object_set_data (G_OBJECT (strip), "reason", reason);
  g_object_set_data (G_OBJECT (strip), "buttons", buttons);

  return strip;
}

static GtkWidget *
find_platform_button (GtkWidget             *strip,
                      const GuichetPlatform *platform)
{
  GtkWidget *buttons = g_object_get_data (G_OBJECT (strip), "buttons");

  for (GtkWidget *button = gtk_widget_get_first_child (buttons); button != NULL; button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (button), "team"), platform->team) == 0)
      return button;

  return NULL;
}

/**
 * guichet_platform_strip_set_site:
 * @code: (nullable): the UAI code of the site concerned
 *
 * Puts the platform of the site's academy first, and says why. Somebody
 * still decides: two academies may share a department.
 */
void
guichet_platform_strip_set_site (GtkWidget      *strip,
                                 GuichetProfile *profile,
                                 const char     *code)
{
  const GuichetPlatform *platform = guichet_rules_find_platform (profile, code);
  GtkWidget *buttons;
  GtkWidget *button;
  g_autofree char *text = NULL;

  if (platform == NULL)
    return;

  buttons = g_object_get_data (G_OBJECT (strip), "buttons");
  button = find_platform_button (strip, platform);
  /* Translators: a site's code, its first three figures, a platform's place */
  text = g_strdup_printf (_("The site concerned, %s, begins with %.3s. Its platform is the one of %s."),
                          code, code, platform->label);
  gtk_label_set_text (g_object_get_data (G_OBJECT (strip), "reason"), text);
  gtk_widget_add_css_class (button, "suggested2");
  adw_wrap_box_reorder_child_after (ADW_WRAP_BOX (buttons), button, NULL);
}
