#include "config.h"

#include "demo/portal-text.h"

#include "demo/portal.h"

/* htmlspecialchars() with both quotes. */
char *
demo_portal_escape (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 16);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '&')
      g_string_append (out, "&amp;");
    else if (*p == '<')
      g_string_append (out, "&lt;");
    else if (*p == '>')
      g_string_append (out, "&gt;");
    else if (*p == '"')
      g_string_append (out, "&quot;");
    else if (*p == '\'')
      g_string_append (out, "&#039;");
    else
      g_string_append_c (out, *p);

  return g_string_free (out, FALSE);
}

/* U+00A0 to U+00FF, in order. */
static const char * const latin_names[] = {
  "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not",
  "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1",
  "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml",
  "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml",
  "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute",
  "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring",
  "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth",
  "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
  "uuml", "yacute", "thorn", "yuml",
};

static const struct { gunichar c; const char *name; } other_names[] = {
  { 0x0152, "OElig" }, { 0x0153, "oelig" }, { 0x0178, "Yuml" }, { 0x2013, "ndash" }, { 0x2014, "mdash" },
  { 0x2018, "lsquo" }, { 0x2019, "rsquo" }, { 0x201c, "ldquo" }, { 0x201d, "rdquo" }, { 0x2022, "bull" },
  { 0x2026, "hellip" }, { 0x20ac, "euro" }, { 0x2190, "larr" }, { 0x2192, "rarr" }, { 0x2264, "le" }, { 0x2265, "ge" },
};

static const char *
get_other_name (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (other_names); i++)
    if (other_names[i].c == c)
      return other_names[i].name;

  return NULL;
}

/**
 * demo_portal_encode:
 *
 * htmlentities() with both quotes: what value-raw and labels go through once
 * more (PORTAL-PROTOCOL §4).
 */
char *
demo_portal_encode (const char *text)
{
  g_autofree char *escaped = demo_portal_escape (text);
  GString *out = g_string_sized_new (strlen (escaped) + 64);

  for (const char *p = escaped; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *name = c >= 0xa0 && c <= 0xff ? latin_names[c - 0xa0] : get_other_name (c);

      if (name != NULL)
        g_string_append_printf (out, "&%s;", name);
      else
        g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

/**
 * demo_portal_make_url:
 * @format: the route
 *
 * Returns: (transfer full): the address of a route, without the server
 */
char *
demo_portal_make_url (const char *format,
                      ...)
{
  g_autofree char *route = NULL;
  va_list args;

  va_start (args, format);
  route = g_strdup_vprintf (format, args);
  va_end (args);

  return g_strconcat (DEMO_PORTAL_PAGE, route, "?" DEMO_PORTAL_QUERY, NULL);
}

/* Where the portal says it otherwise than the messages of the data model. */
const char *
demo_portal_get_label (const DemoAttribute *attribute)
{
  static const char * const others[][2] = {
    { "public_log", "Journal demandeur" }, { "request_type", "Type de Requête" }, { "contacts_list", "Contacts" },
    { "category_name", "Catégorie" }, { "org_name", "Organisation" }, { "servicefamily_name", "Famille de service" },
    { "service_name", "Service" }, { "pending_reason", "Raison de la mise en attente" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (attribute->code, others[i][0]))
      return others[i][1];

  return attribute->label != NULL ? attribute->label : attribute->code;
}

static const char *
get_string_type (const char *code)
{
  if (g_str_equal (code, "email"))
    return "AttributeEmailAddress";
  if (g_str_has_suffix (code, "phone"))
    return "AttributePhoneNumber";

  return "AttributeString";
}

/* The class of the attribute in the data model of the real server. */
const char *
demo_portal_get_type (const DemoAttributeRef *ref)
{
  switch (ref->kind)
    {
    case DEMO_KIND_STRING:
      return get_string_type (ref->code);

    case DEMO_KIND_HTML:
      return g_str_equal (ref->class->name, "UserRequest") ? "AttributeText" : "AttributeHTML";

    case DEMO_KIND_CODE:
      return "AttributeEnum";

    case DEMO_KIND_DATE:
      return "AttributeDateTime";

    case DEMO_KIND_INTEGER:
    case DEMO_KIND_ID:
      return "AttributeInteger";

    case DEMO_KIND_SECONDS:
      return "AttributeStopWatch";

    case DEMO_KIND_KEY:
      return "AttributeExternalKey";

    case DEMO_KIND_LOG:
      return "AttributeCaseLog";

    case DEMO_KIND_BLOB:
      return "AttributeImage";

    case DEMO_KIND_EXTERNAL:
      return "AttributeExternalField";

    case DEMO_KIND_LINKS:
      return "AttributeLinkedSetIndirect";

    case DEMO_KIND_TAGS:
      return "AttributeTagSet";

    case DEMO_KIND_FRIENDLY_NAME:
    case DEMO_KIND_KEY_NAME:
      return "AttributeFriendlyName";

    case DEMO_KIND_TEXT:
    case DEMO_KIND_FLAG:
    case DEMO_KIND_NULL:
    case DEMO_KIND_HIDDEN:
    case DEMO_KIND_FINAL_CLASS:
    case DEMO_KIND_OBSOLETE:
    case DEMO_KIND_OBSOLETE_DATE:
    case DEMO_KIND_KEY_CLASS:
    case DEMO_KIND_KEY_OBSOLETE:
    default:
      return "AttributeText";
    }
}

static const struct { const char *code; const char *value; const char *label; } code_labels[] = {
  { "status", "new", "Nouvelle" },
  { "status", "dispatched", "Affectée" },
  { "status", "redispatched", "Réaffectée" },
  { "status", "assigned", "Assignée" },
  { "status", "pending", "En attente" },
  { "status", "to_complete", "A compléter" },
  { "status", "waiting_for_approval", "En attente d'approbation" },
  { "status", "approved", "Approuvée" },
  { "status", "rejected", "Rejetée" },
  { "status", "escalated_tto", "Escalade TTO" },
  { "status", "escalated_ttr", "Escalade TTR" },
  { "status", "resolved", "Résolue" },
  { "status", "closed", "Fermée" },
  { "status", "active", "Actif" },
  { "status", "inactive", "Inactif" },
  { "status", "production", "Production" },
  { "operational_status", "ongoing", "En cours" },
  { "operational_status", "resolved", "Résolue" },
  { "operational_status", "closed", "Fermée" },
  { "impact", "1", "Un département" },
  { "impact", "2", "Un service" },
  { "impact", "3", "Une personne" },
  { "urgency", "1", "Critique" },
  { "urgency", "2", "Haute" },
  { "urgency", "3", "Moyenne" },
  { "urgency", "4", "Basse" },
  { "priority", "1", "Critique" },
  { "priority", "2", "Haute" },
  { "priority", "3", "Moyenne" },
  { "priority", "4", "Basse" },
  { "user_satisfaction", "1", "Très satisfait" },
  { "user_satisfaction", "2", "Plutôt satisfait" },
  { "user_satisfaction", "3", "Plutôt mécontent" },
  { "user_satisfaction", "4", "Très mécontent" },
  { "request_type", "incident", "Incident" },
  { "request_type", "service_request", "Demande de service" },
  { "origin", "portal", "Portail" },
  { "origin", "phone", "Téléphone" },
  { "origin", "mail", "Courriel" },
  { "notify", "yes", "oui" },
  { "notify", "no", "non" },
};

/* Returns: what people read for the value of an enumeration */
const char *
demo_portal_get_code_label (const char *code,
                            const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (code_labels); i++)
    if (g_str_equal (code_labels[i].code, code) && g_str_equal (code_labels[i].value, value))
      return code_labels[i].label;

  return value;
}

const char *
demo_portal_get_class_label (const char *class)
{
  static const char * const labels[][2] = {
    { "UserRequest", "Demande Utilisateur" }, { "FAQ", "FAQ" }, { "FAQCategory", "Catégorie de FAQ" },
    { "Person", "Personne" }, { "Service", "Service" }, { "ServiceSubcategory", "Sous catégorie de service" },
    { "ServiceFamily", "Famille de service" }, { "AsapDomain", "Domaine" }, { "AsapFamilyGroup", "Groupe de famille" },
    { "Location", "Lieu" }, { "Organization", "Organisation" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i][0], class))
      return labels[i][1];

  return class;
}
