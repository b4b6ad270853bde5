#include "config.h"

#include "ui/common/action-table.h"

#include <glib/gi18n.h>

/* Every action of the program. A test compares this with what the widgets
 * install, and looks for keys that two rows of one scope would share.
 *
 * Where somebody writes, Alt and AltGr make characters: no row has them without
 * NEVER_IN_EDITORS. Ctrl+Shift+I and D belong to GTK's inspector, Ctrl+Shift+U
 * to the input method. The digits also stand as what the keys of an AZERTY
 * keyboard give without Shift. */

#define FOR_A_TARGET GUICHET_ACTION_BY_TARGET
#define NOT_IN_TEXT GUICHET_ACTION_NEVER_IN_EDITORS
#define WITH_FOCUS GUICHET_ACTION_WITH_FOCUS
#define OWN_KEYS GUICHET_ACTION_OWN_KEYS

#define GENERAL GUICHET_ACTION_GROUP_GENERAL
#define GO GUICHET_ACTION_GROUP_GO
#define LISTS GUICHET_ACTION_GROUP_LISTS
#define TICKET GUICHET_ACTION_GROUP_TICKET
#define JOURNALS GUICHET_ACTION_GROUP_JOURNALS
#define WRITING GUICHET_ACTION_GROUP_WRITING
#define OUTBOX GUICHET_ACTION_GROUP_OUTBOX
#define DIALOGS GUICHET_ACTION_GROUP_DIALOGS
#define USER GUICHET_ACTION_GROUP_USER

static const GuichetActionRow rows[] = {
  /* action, context, label, group, keys, single key, icon, flags */

  /* ---- the program and its window */
  { "portal.palette", NULL, N_("Palette"), GENERAL, "<Control>k", NULL, "system-search-symbolic", 0 },
  { "win.refresh", NULL, N_("Fetch What Is New"), GENERAL, "F5", NULL, "view-refresh-symbolic", 0 },
  { "win.profile", NULL, N_("My Profile"), GENERAL, NULL, NULL, "avatar-default-symbolic", 0 },
  { "win.sign-out", NULL, N_("Sign Out"), GENERAL, NULL, NULL, "system-log-out-symbolic", 0 },
  { "window.close", NULL, N_("Close the Window"), GENERAL, "<Control>w", NULL, "window-close-symbolic", 0 },
  { "app.preferences", NULL, N_("Preferences"), GENERAL, "<Control>comma", NULL, "emblem-system-symbolic", 0 },
  { "win.shortcuts", NULL, N_("Keyboard Shortcuts"), GENERAL, "<Control>question", NULL, "input-keyboard-symbolic", 0 },
  { "app.about", NULL, N_("About Guichet"), GENERAL, NULL, NULL, "help-about-symbolic", 0 },
  { "app.quit", NULL, N_("Quit"), GENERAL, "<Control>q", NULL, "application-exit-symbolic", 0 },

  /* ---- where to */
  { "portal.section::home", NULL, N_("Home"), GO, "<Control>1|<Control>KP_1|<Control>ampersand", NULL, "user-home-symbolic", 0 },
  { "portal.section::tickets", NULL, N_("Open Tickets"), GO, "<Control>2|<Control>KP_2|<Control>eacute", NULL, "mail-unread-symbolic", 0 },
  { "portal.section::resolved", NULL, N_("Resolved Tickets"), GO, "<Control>3|<Control>KP_3|<Control>quotedbl", NULL, "object-select-symbolic", 0 },
  { "portal.section::articles", NULL, N_("Knowledge Articles"), GO, "<Control>4|<Control>KP_4|<Control>apostrophe", NULL, "guichet-dictionary-symbolic", 0 },
  { "portal.section::faq", NULL, N_("FAQ"), GO, "<Control>5|<Control>KP_5|<Control>parenleft", NULL, "guichet-faq-symbolic", 0 },
  { "portal.section::outbox", NULL, N_("Outbox"), GO, "<Control>6|<Control>KP_6|<Control>minus", NULL, "mail-send-symbolic", 0 },
  { "win.correct-request", NULL, N_("Correct a Request"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "win.switch-portal", NULL, N_("Other Portal"), GO, "<Control>u", NULL, "guichet-team-symbolic", 0 },
  { "portal.back", NULL, N_("Back to Where You Were"), GO, "<Alt>Left", NULL, "go-previous-symbolic", NOT_IN_TEXT },
  { "portal.forward", NULL, N_("Forward Again"), GO, "<Alt>Right", NULL, "go-next-symbolic", NOT_IN_TEXT },
  { "portal.show-view", NULL, N_("Show a List"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "portal.show-preset::waiting-requester", NULL, N_("Waiting for the Requester"), GO, NULL, NULL, "dialog-question-symbolic", 0 },
  { "portal.show-preset::waiting-partner", NULL, N_("Waiting for a Partner"), GO, NULL, NULL, "media-playback-pause-symbolic", 0 },
  { "portal.show-preset::at-risk", NULL, N_("Delay at Risk"), GO, NULL, NULL, "alarm-symbolic", 0 },
  { "portal.show-preset::reopened", NULL, N_("Reopened"), GO, NULL, NULL, "edit-undo-symbolic", 0 },
  { "portal.show-preset::unread", NULL, N_("Unread"), GO, NULL, NULL, "mail-unread-symbolic", 0 },
  { "home.take-next", NULL, N_("Take the Next"), GO, NULL, NULL, "list-add-symbolic", 0 },
  { "app.open-ticket", NULL, N_("Open a Ticket"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "portal.show-saved-view", NULL, N_("Show a Saved View"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "views.rename", NULL, N_("Rename the View"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "views.move-up", NULL, N_("Move the View Up"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "views.move-down", NULL, N_("Move the View Down"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "views.remove", NULL, N_("Delete the View"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "views.export", NULL, N_("Export the Views"), GO, NULL, NULL, NULL, 0 },
  { "views.import", NULL, N_("Import Views"), GO, NULL, NULL, NULL, 0 },
  { "portal.open-ticket", NULL, N_("Open a Ticket"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "portal.open-window", NULL, N_("Open a Ticket in Its Own Window"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "portal.search", NULL, N_("Show All Results of a Search"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "portal.open-reference", NULL, N_("Open a Person, a Place or an Article"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "portal.show-hand", NULL, N_("Show a Ticket at Hand"), GO, NULL, NULL, NULL, FOR_A_TARGET },
  { "portal.drop-hand", NULL, N_("Put Away"), GO, NULL, NULL, NULL, FOR_A_TARGET },

  /* ---- lists */
  { "portal.next-row", NULL, N_("Next Row"), LISTS, NULL, "j", NULL, WITH_FOCUS },
  { "portal.previous-row", NULL, N_("Previous Row"), LISTS, NULL, "k", NULL, WITH_FOCUS },
  { "portal.filter", NULL, N_("Filter the List"), LISTS, "<Control>f", NULL, "system-search-symbolic", 0 },
  { "list.clear-filter", NULL, N_("Clear the Filter"), LISTS, NULL, NULL, "edit-clear-symbolic", 0 },
  { "list.save-view", NULL, N_("Save This View"), LISTS, NULL, NULL, "folder-saved-search-symbolic", 0 },
  { "list.take", NULL, N_("Take the Selected Tickets"), LISTS, NULL, "p", "avatar-default-symbolic", 0 },
  { "list.assign-team", NULL, N_("Assign the Selected Tickets to a Team"), LISTS, NULL, "e", "guichet-team-symbolic", 0 },
  { "list.select", NULL, N_("Select the Row"), LISTS, NULL, "x", "selection-mode-symbolic", 0 },
  { "list.select-all", NULL, N_("Select All"), LISTS, "<Control>a", NULL, "edit-select-all-symbolic", WITH_FOCUS | OWN_KEYS },
  { "list.end-selection", NULL, N_("End the Selection"), LISTS, NULL, NULL, NULL, 0 },
  { "list.peek", NULL, N_("Look at the Ticket Without Opening It"), LISTS, NULL, "space", "view-reveal-symbolic", WITH_FOCUS | OWN_KEYS },
  { "list.mark-seen", NULL, N_("Mark as Read"), LISTS, NULL, NULL, "mail-read-symbolic", 0 },
  { "list.mark-unread", NULL, N_("Mark as Unread"), LISTS, NULL, "u", "mail-unread-symbolic", 0 },
  { "list.star", NULL, N_("Star"), LISTS, NULL, "s", "starred-symbolic", 0 },
  { "list.copy-references", NULL, N_("Copy the References"), LISTS, NULL, NULL, "edit-copy-symbolic", 0 },
  { "list.export", NULL, N_("Export the List"), LISTS, NULL, NULL, "document-save-symbolic", 0 },
  { "list.show-result", NULL, N_("Result of the Last Batch"), LISTS, NULL, NULL, "view-list-symbolic", 0 },
  { "list.columns", NULL, N_("Choose the Columns"), LISTS, NULL, NULL, "view-more-symbolic", 0 },
  { "list.group", NULL, N_("Group the List"), LISTS, NULL, NULL, NULL, FOR_A_TARGET },
  { "list.sort", NULL, N_("Sort the List"), LISTS, NULL, NULL, NULL, FOR_A_TARGET },
  { "list.ascending", NULL, N_("Smallest First"), LISTS, NULL, NULL, NULL, 0 },
  { "list.second-sort", NULL, N_("Second Level of the Order"), LISTS, NULL, NULL, NULL, FOR_A_TARGET },
  { "list.second-ascending", NULL, N_("Smallest First, Second Level"), LISTS, NULL, NULL, NULL, 0 },

  /* ---- a ticket */
  { "ticket.apply", NULL, N_("Apply"), TICKET, "<Control>Return|<Control>KP_Enter", NULL, "document-save-symbolic", 0 },
  { "ticket.resolve", "action", NC_("action", "Resolve"), TICKET, "<Control><Shift>Return|<Control><Shift>KP_Enter", NULL, "object-select-symbolic", 0 },
  { "ticket.assign-to-me", NULL, N_("Take the Ticket"), TICKET, NULL, "p", "avatar-default-symbolic", 0 },
  { "ticket.act::assign", NULL, N_("Assign to a Colleague"), TICKET, NULL, NULL, "avatar-default-symbolic", 0 },
  { "ticket.act::reassign", "action", NC_("action", "Reassign"), TICKET, NULL, NULL, "avatar-default-symbolic", 0 },
  { "ticket.act::dispatch", "action", NC_("action", "Assign to a Team"), TICKET, NULL, "e", "guichet-team-symbolic", 0 },
  { "ticket.act::pending", "action", NC_("action", "On Hold"), TICKET, NULL, "a", "media-playback-pause-symbolic", 0 },
  { "ticket.act::request-info", "action", NC_("action", "Ask for More"), TICKET, NULL, "c", "dialog-question-symbolic", 0 },
  { "ticket.act::reopen", "action", NC_("action", "Reopen"), TICKET, NULL, NULL, "edit-undo-symbolic", 0 },
  { "ticket.act::resume", "action", NC_("action", "Resume"), TICKET, NULL, NULL, "media-playback-start-symbolic", 0 },
  { "ticket.undo", NULL, N_("Undo"), TICKET, "<Control>z", NULL, "edit-undo-symbolic", GUICHET_ACTION_NEVER_IN_EDITORS },
  { "form.edit", NULL, N_("Change the Field"), TICKET, "F2", NULL, "document-edit-symbolic", GUICHET_ACTION_WITH_FOCUS },
  { "portal.next-ticket", NULL, N_("Next Ticket of the List"), TICKET, "<Control>Page_Down", "n", "go-down-symbolic", 0 },
  { "portal.previous-ticket", NULL, N_("Previous Ticket of the List"), TICKET, "<Control>Page_Up", NULL, "go-up-symbolic", 0 },
  { "portal.detach", NULL, N_("Open in Its Own Window"), TICKET, "<Control><Shift>o", NULL, "window-new-symbolic", 0 },
  { "portal.close-ticket", NULL, N_("Put the Ticket Away"), TICKET, NULL, NULL, "window-close-symbolic", 0 },
  { "ticket.attach", NULL, N_("Add Files"), TICKET, "<Control><Shift>a", NULL, "mail-attachment-symbolic", 0 },
  { "ticket.star", NULL, N_("Star, or Take the Star Away"), TICKET, NULL, "s", "starred-symbolic", 0 },
  { "ticket.mark-unread", NULL, N_("Mark as Unread"), TICKET, NULL, NULL, "mail-unread-symbolic", 0 },
  { "ticket.history", NULL, N_("History"), TICKET, NULL, NULL, "document-open-recent-symbolic", 0 },
  { "ticket.copy-reference", NULL, N_("Copy the Reference"), TICKET, NULL, NULL, "edit-copy-symbolic", 0 },
  { "ticket.copy-link", NULL, N_("Copy the Link"), TICKET, NULL, NULL, "insert-link-symbolic", 0 },
  { "ticket.compare", NULL, N_("Compare the Versions"), TICKET, NULL, NULL, NULL, FOR_A_TARGET },
  { "ticket.reload", NULL, N_("Read the Ticket Again"), TICKET, NULL, NULL, "view-refresh-symbolic", 0 },
  { "ticket.next-pane", NULL, N_("Next Pane"), TICKET, "F6", NULL, NULL, 0 },
  { "ticket.previous-pane", NULL, N_("Previous Pane"), TICKET, "<Shift>F6", NULL, NULL, 0 },
  { "ticket.quote-publicly", NULL, N_("Quote Internal Text for the Requester"), JOURNALS, NULL, NULL, NULL, FOR_A_TARGET },
  { "journal.quote", NULL, N_("Quote What Is Selected"), JOURNALS, NULL, NULL, NULL, WITH_FOCUS },
  { "journal.quote-publicly", NULL, N_("Quote in the Requester Journal"), JOURNALS, NULL, NULL, NULL, WITH_FOCUS },
  { "ticket.view-as-requester", NULL, N_("View as the Requester"), TICKET, NULL, NULL, "view-reveal-symbolic", 0 },
  { "ticket.recall", NULL, N_("Call Back What Was Just Sent"), TICKET, "Escape", NULL, "edit-undo-symbolic", NOT_IN_TEXT | GUICHET_ACTION_WHEN_ENABLED },
  { "ticket.take-back", NULL, N_("Take Back What Waits"), TICKET, NULL, NULL, NULL, FOR_A_TARGET },
  { "ticket.retry", NULL, N_("Send Again"), TICKET, NULL, NULL, NULL, FOR_A_TARGET },

  /* ---- journals */
  { "templates.add", NULL, N_("New Template"), DIALOGS, NULL, NULL, NULL, WITH_FOCUS },
  { "templates.save", NULL, N_("Save the Template"), DIALOGS, "<Control>Return|<Control>KP_Enter", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "templates.examples", NULL, N_("Add Examples of Templates"), DIALOGS, NULL, NULL, NULL, WITH_FOCUS },
  { "templates.import", NULL, N_("Import Templates"), DIALOGS, NULL, NULL, NULL, WITH_FOCUS },
  { "templates.export", NULL, N_("Export Templates"), DIALOGS, NULL, NULL, NULL, WITH_FOCUS },
  { "ticket.focus-private", NULL, N_("Write in the Agent Journal"), JOURNALS, "<Control>j", "i", "changes-prevent-symbolic", 0 },
  { "ticket.focus-public", NULL, N_("Write in the Requester Journal"), JOURNALS, "<Control>r", "r", "view-reveal-symbolic", 0 },
  { "rich-view.open-link", NULL, N_("Open a Link"), JOURNALS, NULL, NULL, NULL, FOR_A_TARGET },

  /* ---- where one writes */
  { "editor.bold", NULL, N_("Bold"), WRITING, "<Control>b", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "editor.italic", NULL, N_("Italic"), WRITING, "<Control>i", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "editor.link", NULL, N_("Link"), WRITING, "<Control>l", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "editor.bullets", NULL, N_("Bulleted List"), WRITING, "<Control><Shift>l", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "editor.numbers", NULL, N_("Numbered List"), WRITING, NULL, NULL, NULL, WITH_FOCUS },
  { "editor.quote", NULL, N_("Quotation"), WRITING, NULL, NULL, NULL, WITH_FOCUS },
  { "editor.template", NULL, N_("Reply Template"), WRITING, "<Control>semicolon", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "editor.mention", NULL, N_("Mention Somebody"), WRITING, NULL, NULL, NULL, WITH_FOCUS },
  { "editor.article", NULL, N_("Insert an Article"), WRITING, NULL, NULL, NULL, WITH_FOCUS },
  { "editor.code", NULL, N_("Code"), WRITING, NULL, NULL, NULL, WITH_FOCUS },

  /* ---- the outbox */
  { "outbox.retry", NULL, N_("Send Again"), OUTBOX, NULL, NULL, NULL, FOR_A_TARGET },
  { "outbox.retry-all", NULL, N_("Try All Again"), OUTBOX, NULL, NULL, "view-refresh-symbolic", 0 },
  { "outbox.compare", NULL, N_("Compare the Versions"), OUTBOX, NULL, NULL, NULL, FOR_A_TARGET },
  { "outbox.edit", NULL, N_("Edit"), OUTBOX, NULL, NULL, NULL, FOR_A_TARGET },
  { "outbox.withdraw", NULL, N_("Withdraw"), OUTBOX, NULL, NULL, NULL, FOR_A_TARGET },
  { "outbox.restore", NULL, N_("Send After All"), OUTBOX, NULL, NULL, NULL, FOR_A_TARGET },
  { "outbox.invert", NULL, N_("Undo on the Server"), OUTBOX, NULL, NULL, NULL, FOR_A_TARGET },
  { "outbox.details", NULL, N_("Technical Details"), OUTBOX, NULL, NULL, NULL, FOR_A_TARGET },
  { "outbox.export", NULL, N_("Export the Outbox"), OUTBOX, NULL, NULL, "document-save-symbolic", 0 },
  { "outbox.show-earlier", NULL, N_("Show Earlier Operations"), OUTBOX, NULL, NULL, NULL, 0 },
  { "outbox.copy", NULL, N_("Copy the Text"), OUTBOX, NULL, NULL, NULL, FOR_A_TARGET },
  { "outbox.open", NULL, N_("Open the Ticket"), OUTBOX, NULL, NULL, NULL, FOR_A_TARGET },

  /* ---- the user portal */
  { "user.section::home", NULL, N_("Home"), USER, "<Control>1|<Control>KP_1|<Control>ampersand", NULL, "user-home-symbolic", 0 },
  { "user.section::new", NULL, N_("New Ticket"), USER, "<Control>2|<Control>KP_2|<Control>eacute", NULL, "list-add-symbolic", 0 },
  { "user.section::ongoing", NULL, N_("Open Tickets"), USER, "<Control>3|<Control>KP_3|<Control>quotedbl", NULL, "mail-unread-symbolic", 0 },
  { "user.section::handled", NULL, N_("Handled Tickets"), USER, "<Control>4|<Control>KP_4|<Control>apostrophe", NULL, "object-select-symbolic", 0 },
  { "user.section::faq", NULL, N_("FAQ"), USER, "<Control>5|<Control>KP_5|<Control>parenleft", NULL, "guichet-faq-symbolic", 0 },
  { "user.outbox", NULL, N_("Outbox"), USER, "<Control>6|<Control>KP_6|<Control>minus", NULL, "mail-send-symbolic", 0 },
  { "user.new-ticket", NULL, N_("Another New Ticket"), USER, "<Control>n", NULL, "list-add-symbolic", 0 },
  { "user.search", NULL, N_("Search in Everything"), USER, "<Control>k", NULL, "system-search-symbolic", 0 },
  { "user.filter", NULL, N_("Search in the List"), USER, "<Control>f", NULL, "system-search-symbolic", 0 },
  { "user.back", NULL, N_("Back"), USER, "<Alt>Left", NULL, "go-previous-symbolic", NOT_IN_TEXT },
  { "user.ask", NULL, N_("Ask for a Service"), USER, NULL, NULL, NULL, FOR_A_TARGET },
  { "user.open-request", NULL, N_("Open a Request"), USER, NULL, NULL, NULL, FOR_A_TARGET },
  { "user.open-article", NULL, N_("Open an Article"), USER, NULL, NULL, NULL, FOR_A_TARGET },
  { "user.correct-request", NULL, N_("Correct a Request"), USER, NULL, NULL, NULL, FOR_A_TARGET },
  { "new-ticket.send", NULL, N_("Send the Request"), USER, "<Control>Return|<Control>KP_Enter", NULL, "mail-send-symbolic", 0 },
  { "new-ticket.later", NULL, N_("Send the Request Later"), USER, NULL, NULL, "document-save-symbolic", 0 },
  { "new-ticket.drafts", NULL, N_("Drafts of New Requests"), USER, NULL, NULL, "document-edit-symbolic", 0 },
  { "new-ticket.add-files", NULL, N_("Add Files to the Request"), USER, "<Control><Shift>a", NULL, "mail-attachment-symbolic", 0 },
  { "files.choose", NULL, N_("Choose Files"), USER, NULL, NULL, NULL, WITH_FOCUS },
  { "files.screenshot", NULL, N_("Take a Picture of the Screen"), USER, NULL, NULL, NULL, WITH_FOCUS },
  { "request.reopen", NULL, N_("Reopen the Request"), USER, NULL, NULL, "edit-undo-symbolic", 0 },
  { "request.close", NULL, N_("Close the Request"), USER, NULL, NULL, "object-select-symbolic", 0 },
  { "request.ask-again", NULL, N_("New Ticket on the Same Subject"), USER, NULL, NULL, "list-add-symbolic", 0 },

  /* ---- dialogs */
  { "conflict.keep-server", NULL, N_("Keep the Server’s Version"), DIALOGS, NULL, NULL, NULL, WITH_FOCUS },
  { "conflict.keep-draft", NULL, N_("Keep My Version as a Draft"), DIALOGS, NULL, NULL, NULL, WITH_FOCUS },
  { "conflict.send", NULL, N_("Send the Chosen Version"), DIALOGS, "<Control>Return|<Control>KP_Enter", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "dialog.confirm", NULL, N_("Confirm"), DIALOGS, "<Control>Return|<Control>KP_Enter", NULL, NULL, WITH_FOCUS },
  { "preview.save", NULL, N_("Save the File"), DIALOGS, "<Control>s", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "preview.open", NULL, N_("Open the File With…"), DIALOGS, NULL, NULL, NULL, WITH_FOCUS },
  { "preview.retry", NULL, N_("Fetch the File Again"), DIALOGS, NULL, NULL, NULL, WITH_FOCUS },
  { "preview.next-page", NULL, N_("Next Page of the File"), DIALOGS, "Page_Down", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "preview.previous-page", NULL, N_("Previous Page of the File"), DIALOGS, "Page_Up", NULL, NULL, WITH_FOCUS | OWN_KEYS },
  { "dialog.cancel", NULL, N_("Cancel"), DIALOGS, "Escape", NULL, NULL, WITH_FOCUS | OWN_KEYS },
};

static const char * const groups[] = {
  [GUICHET_ACTION_GROUP_GENERAL] = N_("General"),
  [GUICHET_ACTION_GROUP_GO] = N_("Go To"),
  [GUICHET_ACTION_GROUP_LISTS] = N_("Lists"),
  [GUICHET_ACTION_GROUP_TICKET] = N_("Ticket"),
  [GUICHET_ACTION_GROUP_JOURNALS] = N_("Journals"),
  [GUICHET_ACTION_GROUP_WRITING] = N_("Writing"),
  [GUICHET_ACTION_GROUP_OUTBOX] = N_("Outbox"),
  [GUICHET_ACTION_GROUP_DIALOGS] = N_("Dialogs"),
  [GUICHET_ACTION_GROUP_USER] = N_("User Portal"),
};

const GuichetActionRow *
guichet_action_table_get_rows (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);

  return rows;
}

/**
 * guichet_action_table_find:
 * @action: a detailed name
 *
 * Returns: (nullable): its row
 */
const GuichetActionRow *
guichet_action_table_find (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].action, action))
      return &rows[i];

  return NULL;
}

const char *
guichet_action_group_get_title (GuichetActionGroup group)
{
  g_return_val_if_fail (group < G_N_ELEMENTS (groups), "");

  return _(groups[group]);
}

const char *
guichet_action_row_get_label (const GuichetActionRow *row)
{
  return row->context != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, row->context, row->label) : _(row->label);
}

/**
 * guichet_action_row_is_in_scope:
 * @scope: what stands before the dot
 */
gboolean
guichet_action_row_is_in_scope (const GuichetActionRow *row,
                                const char             *scope)
{
  gsize length = strlen (scope);

  return strncmp (row->action, scope, length) == 0 && row->action[length] == '.';
}
