#include "config.h"

#include "cli/labels.h"

#include <glib/gi18n.h>

static const char * const field_labels[GUICHET_N_FIELDS] = {
  [GUICHET_FIELD_REF] = N_("Reference"),
  [GUICHET_FIELD_TITLE] = N_("Request Subject"),
  [GUICHET_FIELD_STATUS] = N_("Status"),
  [GUICHET_FIELD_OPERATIONAL_STATUS] = N_("Operational Status"),
  [GUICHET_FIELD_START_DATE] = N_("Start Date"),
  [GUICHET_FIELD_LAST_UPDATE] = N_("Last Update"),
  [GUICHET_FIELD_ASSIGNMENT_DATE] = N_("Assignment Date"),
  [GUICHET_FIELD_PENDING_DATE] = N_("On Hold Since"),
  [GUICHET_FIELD_RESOLUTION_DATE] = N_("Resolution Date"),
  [GUICHET_FIELD_CLOSE_DATE] = N_("Closing Date"),
  [GUICHET_FIELD_TTO_DEADLINE] = N_("Response Deadline"),
  [GUICHET_FIELD_TTR_DEADLINE] = N_("Resolution Deadline"),
  [GUICHET_FIELD_ORGANISATION] = N_("Organisation"),
  [GUICHET_FIELD_CALLER] = N_("Requester"),
  [GUICHET_FIELD_BENEFICIARY] = N_("Beneficiary"),
  [GUICHET_FIELD_SITE] = N_("Site concerned"),
  [GUICHET_FIELD_CALLBACK_PHONE] = N_("Callback Phone"),
  [GUICHET_FIELD_AVAILABILITY] = N_("State Your Availability"),
  [GUICHET_FIELD_TEAM] = N_("Team"),
  [GUICHET_FIELD_AGENT] = N_("Agent"),
  [GUICHET_FIELD_DOMAIN] = N_("Domain"),
  [GUICHET_FIELD_FAMILY_GROUP] = N_("Family Group"),
  [GUICHET_FIELD_SERVICE_FAMILY] = N_("Service Family"),
  [GUICHET_FIELD_SERVICE] = N_("Service"),
  [GUICHET_FIELD_SUBCATEGORY] = N_("Service Subcategory"),
  [GUICHET_FIELD_REQUEST_TYPE] = N_("Request Type"),
  [GUICHET_FIELD_ORIGIN] = N_("Origin"),
  [GUICHET_FIELD_IMPACT] = N_("Impact"),
  [GUICHET_FIELD_URGENCY] = N_("Urgency"),
  [GUICHET_FIELD_PRIORITY] = N_("Priority"),
  [GUICHET_FIELD_PARENT] = N_("Parent Request"),
  [GUICHET_FIELD_APPROVER] = N_("Approver"),
  [GUICHET_FIELD_RESOLUTION_CODE] = N_("Resolution Code"),
  [GUICHET_FIELD_SATISFACTION] = N_("Satisfaction"),
  [GUICHET_FIELD_CLIENT_REF] = N_("Client Reference"),
  [GUICHET_FIELD_DESCRIPTION] = N_("Request Details"),
  [GUICHET_FIELD_PENDING_REASON] = N_("Pending Reason"),
  [GUICHET_FIELD_SOLUTION] = N_("Solution"),
  [GUICHET_FIELD_USER_COMMENT] = N_("Requester Comment"),
};

static const char * const view_labels[GUICHET_N_VIEWS] = {
  [GUICHET_VIEW_ALL] = N_("All Tickets"),
  [GUICHET_VIEW_MINE] = N_("My Open Tickets"),
  [GUICHET_VIEW_TO_TAKE] = N_("To Take"),
  [GUICHET_VIEW_TAKEN] = N_("Taken"),
  [GUICHET_VIEW_RESOLVED_MINE] = N_("Resolved by Me"),
  [GUICHET_VIEW_RESOLVED_TEAM] = N_("Resolved by My Teams"),
  [GUICHET_VIEW_OPEN] = N_("Open Tickets of My Teams"),
};

const char *
guichet_label_for_field (GuichetField field)
{
  g_return_val_if_fail (field < GUICHET_N_FIELDS, NULL);

  return _(field_labels[field]);
}

const char *
guichet_label_for_journal (GuichetJournal journal)
{
  return journal == GUICHET_JOURNAL_PRIVATE ? _("Agent Journal") : _("Requester Journal");
}

const char *
guichet_label_for_view (GuichetView view)
{
  g_return_val_if_fail (view < GUICHET_N_VIEWS, NULL);

  return _(view_labels[view]);
}
