#include "config.h"

#include "ui/common/field-title.h"

#include <glib/gi18n.h>

/* Those of the seed to the letter (SPEC §3 and §6). */
static const char * const titles[GUICHET_N_FIELDS] = {
  [GUICHET_FIELD_REF] = N_("Full Name"),
  [GUICHET_FIELD_TITLE] = N_("Request Subject"),
  [GUICHET_FIELD_STATUS] = N_("Status"),
  [GUICHET_FIELD_START_DATE] = N_("Start Date"),
  [GUICHET_FIELD_LAST_UPDATE] = N_("Last Update"),
  [GUICHET_FIELD_ASSIGNMENT_DATE] = N_("Assignment Date"),
  [GUICHET_FIELD_RESOLUTION_DATE] = N_("Resolution Date"),
  [GUICHET_FIELD_CLOSE_DATE] = N_("Closing Date"),
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
  [GUICHET_FIELD_PARENT] = N_("Parent Ticket"),
  [GUICHET_FIELD_RESOLUTION_CODE] = N_("Resolution Code"),
  [GUICHET_FIELD_DESCRIPTION] = N_("Request Details"),
  [GUICHET_FIELD_PENDING_REASON] = N_("Reason for the Wait"),
  [GUICHET_FIELD_SOLUTION] = N_("Solution"),
};

/**
 * guichet_field_get_title:
 *
 * Returns: the name of a field in the person's language; what nobody is shown
 *   keeps its logical name
 */
const char *
guichet_field_get_title (GuichetField field)
{
  g_return_val_if_fail (field < GUICHET_N_FIELDS, NULL);

  return titles[field] != NULL ? _(titles[field]) : guichet_field_get_name (field);
}
