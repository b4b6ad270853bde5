#include "config.h"

#include "demo/schema-classes.h"

/* The order within a class is the one in which the real server answers "*"
 * (transcripts get-06, get-53, ref-13, att-16) and lists its filters (get-17,
 * get-59, ref-19). */

#define STRING(c, l)         { c, DEMO_KIND_STRING, l, .limit = 255 }
#define LAB_STRING(c, l)     { c, DEMO_KIND_STRING, l, .limit = 255, .flags = DEMO_LAB }
#define NEEDED_STRING(c, l)  { c, DEMO_KIND_STRING, l, .limit = 255, .flags = DEMO_MANDATORY }
#define TEXT(c, l)           { c, DEMO_KIND_TEXT, l, .limit = 65535 }
#define HTML(c, l)           { c, DEMO_KIND_HTML, l, .limit = 65535 }
#define CODE(c, l, v, f)     { c, DEMO_KIND_CODE, l, .detail = v, .fallback = f }
#define DATE(c, l)           { c, DEMO_KIND_DATE, l }
#define KEY(c, l, t)         { c, DEMO_KIND_KEY, l, .target = t }
#define LAB_KEY(c, l, t)     { c, DEMO_KIND_KEY, l, .target = t, .flags = DEMO_LAB }
#define NEEDED_KEY(c, l, t)  { c, DEMO_KIND_KEY, l, .target = t, .flags = DEMO_MANDATORY }
#define EXTERNAL(c, k, a)    { c, DEMO_KIND_EXTERNAL, .target = k, .detail = a }
#define LINKS(c)             { c, DEMO_KIND_LINKS }
#define HIDDEN(c)            { c, DEMO_KIND_HIDDEN }
#define STOP_WATCH(c)        { c, DEMO_KIND_SECONDS }, HIDDEN (c "_started"), HIDDEN (c "_laststart"), HIDDEN (c "_stopped")
#define THRESHOLD(c)         HIDDEN (c "_deadline"), HIDDEN (c "_passed"), HIDDEN (c "_triggered"), HIDDEN (c "_overrun")

#define ACTIVE CODE ("status", "Statut", "active|inactive", "active")
#define PRODUCTION CODE ("status", "Statut", "implementation|production|obsolete", "production")

static const DemoAttribute user_request[] = {
  CODE ("operational_status", NULL, "ongoing|resolved|closed", "ongoing"),
  STRING ("ref", "Référence"),
  NEEDED_KEY ("org_id", "Client", "Organization"),
  EXTERNAL ("org_name", "org_id", "name"),
  KEY ("caller_id", "Demandeur", "Person"),
  EXTERNAL ("caller_name", "caller_id", "name"),
  KEY ("team_id", "Equipe", "Team"),
  EXTERNAL ("team_name", "team_id", "name"),
  EXTERNAL ("team_email", "team_id", "email"),
  KEY ("agent_id", "Agent", "Person"),
  EXTERNAL ("agent_name", "agent_id", "name"),
  NEEDED_STRING ("title", "Titre"),
  { "description", DEMO_KIND_HTML, "Description", .limit = 65535, .flags = DEMO_MANDATORY },
  DATE ("start_date", "Date de début"),
  DATE ("end_date", "Date de fin"),
  DATE ("last_update", "Dernière mise à jour"),
  DATE ("close_date", "Date de fermeture"),
  { "private_log", DEMO_KIND_LOG, "Journal privé" },
  LINKS ("contacts_list"),
  LINKS ("functionalcis_list"),
  LINKS ("workorders_list"),
  { "status", DEMO_KIND_CODE, "Etat",
    .detail = "new|dispatched|redispatched|assigned|pending|to_complete|waiting_for_approval|approved|rejected|"
              "escalated_tto|escalated_ttr|resolved|closed", .fallback = "new" },
  CODE ("request_type", "Type de requête", "incident|service_request", "service_request"),
  CODE ("impact", "Impact", "1|2|3", "1"),
  CODE ("priority", "Priorité", "1|2|3|4", "4"),
  CODE ("urgency", "Urgence", "1|2|3|4", "4"),
  CODE ("origin", "Origine", "chat|in_person|mail|monitoring|phone|portal", "phone"),
  KEY ("approver_id", "Approbateur", "Person"),
  EXTERNAL ("approver_email", "approver_id", "email"),
  KEY ("service_id", "Service", "Service"),
  EXTERNAL ("service_name", "service_id", "name"),
  KEY ("servicesubcategory_id", "Sous catégorie de service", "ServiceSubcategory"),
  EXTERNAL ("servicesubcategory_name", "servicesubcategory_id", "name"),
  CODE ("escalation_flag", "Ticket surveillé", "no|yes", "no"),
  STRING ("escalation_reason", "Raison de surveillance"),
  DATE ("assignment_date", "Date d'assignation"),
  DATE ("resolution_date", "Date de résolution"),
  DATE ("last_pending_date", "Date de mise en attente"),
  STOP_WATCH ("cumulatedpending"),
  STOP_WATCH ("tto"), THRESHOLD ("tto_75"), THRESHOLD ("tto_100"),
  STOP_WATCH ("ttr"), THRESHOLD ("ttr_75"), THRESHOLD ("ttr_100"),
  DATE ("tto_escalation_deadline", NULL),
  { "sla_tto_passed", DEMO_KIND_FLAG },
  { "sla_tto_over", DEMO_KIND_NULL },
  DATE ("ttr_escalation_deadline", NULL),
  { "sla_ttr_passed", DEMO_KIND_FLAG },
  { "sla_ttr_over", DEMO_KIND_NULL },
  { "time_spent", DEMO_KIND_STRING, "Délai de résolution", .limit = 255 },
  CODE ("resolution_code", "Code de résolution",
        "assistance|bug fixed|hardware repair|other|software patch|system update|training", "assistance"),
  HTML ("solution", "Solution"),
  TEXT ("pending_reason", "Raison de la mise en attente"),
  KEY ("parent_request_id", "Requête parente", "UserRequest"),
  EXTERNAL ("parent_request_ref", "parent_request_id", "ref"),
  KEY ("parent_incident_id", "Incident parent", NULL),
  EXTERNAL ("parent_incident_ref", "parent_incident_id", NULL),
  LINKS ("related_request_list"),
  { "public_log", DEMO_KIND_LOG, "Journal public" },
  CODE ("user_satisfaction", "Satisfaction client", "1|2|3|4", "1"),
  TEXT ("user_comment", "Commentaire client"),
  LAB_KEY ("beneficiary_id", "Bénéficiaire", "Person"),
  LAB_KEY ("site_id", "Établissement concerné", "Location"),
  LAB_STRING ("callback_phone", "Téléphone de rappel"),
  { "availabilities", DEMO_KIND_TEXT, "Préciser vos disponibilités", .limit = 65535, .flags = DEMO_LAB },
  LAB_KEY ("domain_id", "Domaine", "AsapDomain"),
  LAB_KEY ("familygroup_id", "Groupe de famille", "AsapFamilyGroup"),
  LAB_KEY ("servicefamily_id", "Famille de service", "ServiceFamily"),
  LAB_STRING ("client_ref", "Référence client"),
  { "last_info_request_date", DEMO_KIND_DATE, .flags = DEMO_LAB },
};

static const DemoAttribute person[] = {
  NEEDED_STRING ("name", "Nom"),
  ACTIVE,
  NEEDED_KEY ("org_id", "Organisation", "Organization"),
  EXTERNAL ("org_name", "org_id", "name"),
  STRING ("email", "Email"),
  STRING ("phone", "Téléphone"),
  CODE ("notify", "Notification", "no|yes", "yes"),
  STRING ("function", "Fonction"),
  LINKS ("cis_list"),
  { "picture", DEMO_KIND_BLOB, "Photo" },
  NEEDED_STRING ("first_name", "Prénom"),
  STRING ("employee_number", "Numéro d'employé"),
  STRING ("mobile_phone", "Téléphone mobile"),
  KEY ("location_id", "Site", "Location"),
  EXTERNAL ("location_name", "location_id", "name"),
  KEY ("manager_id", "Responsable", "Person"),
  EXTERNAL ("manager_name", "manager_id", "name"),
  { "team_list", DEMO_KIND_LINKS, .target = "lnkPersonToTeam", .detail = "person_id" },
  LINKS ("user_list"),
  LINKS ("tickets_list"),
};

static const DemoAttribute team[] = {
  NEEDED_STRING ("name", "Nom"),
  ACTIVE,
  NEEDED_KEY ("org_id", "Organisation", "Organization"),
  EXTERNAL ("org_name", "org_id", "name"),
  STRING ("email", "Email"),
  STRING ("phone", "Téléphone"),
  CODE ("notify", "Notification", "no|yes", "yes"),
  STRING ("function", "Fonction"),
  LINKS ("cis_list"),
  { "persons_list", DEMO_KIND_LINKS, .target = "lnkPersonToTeam", .detail = "team_id" },
  LINKS ("tickets_list"),
};

static const DemoAttribute membership[] = {
  NEEDED_KEY ("team_id", "Equipe", "Team"),
  EXTERNAL ("team_name", "team_id", "name"),
  NEEDED_KEY ("person_id", "Personne", "Person"),
  EXTERNAL ("person_name", "person_id", "name"),
  KEY ("role_id", "Rôle", NULL),
  EXTERNAL ("role_name", "role_id", NULL),
};

static const DemoAttribute organization[] = {
  NEEDED_STRING ("name", "Nom"),
  STRING ("code", "Code"),
  ACTIVE,
  KEY ("parent_id", "Parent", "Organization"),
  EXTERNAL ("parent_name", "parent_id", "name"),
  KEY ("deliverymodel_id", "Modèle de support", NULL),
  EXTERNAL ("deliverymodel_name", "deliverymodel_id", NULL),
};

static const DemoAttribute location[] = {
  NEEDED_STRING ("name", "Nom"),
  ACTIVE,
  NEEDED_KEY ("org_id", "Organisation", "Organization"),
  EXTERNAL ("org_name", "org_id", "name"),
  TEXT ("address", "Adresse"),
  STRING ("postal_code", "Code postal"),
  STRING ("city", "Ville"),
  STRING ("country", "Pays"),
  LINKS ("physicaldevice_list"),
  LINKS ("person_list"),
  LAB_STRING ("uai", "Code UAI"),
};

static const DemoAttribute domain[] = {
  NEEDED_STRING ("name", "Nom"),
  STRING ("code", "Code"),
  KEY ("org_id", "Organisation", "Organization"),
};

static const DemoAttribute family_group[] = {
  NEEDED_STRING ("name", "Nom"),
  STRING ("code", "Code"),
  NEEDED_KEY ("domain_id", "Domaine", "AsapDomain"),
  EXTERNAL ("domain_name", "domain_id", "name"),
};

static const DemoAttribute service_family[] = {
  NEEDED_STRING ("name", "Nom"),
  { "icon", DEMO_KIND_BLOB, "Icône" },
  LINKS ("services_list"),
  LAB_KEY ("familygroup_id", "Groupe de famille", "AsapFamilyGroup"),
};

static const DemoAttribute service[] = {
  NEEDED_STRING ("name", "Nom"),
  NEEDED_KEY ("org_id", "Fournisseur", "Organization"),
  EXTERNAL ("organization_name", "org_id", "name"),
  KEY ("servicefamily_id", "Famille de service", "ServiceFamily"),
  EXTERNAL ("servicefamily_name", "servicefamily_id", "name"),
  HTML ("description", "Description"),
  LINKS ("documents_list"),
  LINKS ("contacts_list"),
  PRODUCTION,
  { "icon", DEMO_KIND_BLOB, "Icône" },
  LINKS ("customercontracts_list"),
  LINKS ("servicesubcategories_list"),
  LAB_KEY ("default_team_id", "Equipe par défaut", "Team"),
};

static const DemoAttribute subcategory[] = {
  NEEDED_STRING ("name", "Nom"),
  HTML ("description", "Description"),
  NEEDED_KEY ("service_id", "Service", "Service"),
  EXTERNAL ("service_org_id", "service_id", "org_id"),
  EXTERNAL ("service_name", "service_id", "name"),
  EXTERNAL ("service_provider", "service_id", "organization_name"),
  CODE ("request_type", "Type de requête", "incident|service_request", "service_request"),
  PRODUCTION,
};

static const DemoAttribute faq_category[] = {
  NEEDED_STRING ("name", "Nom"),
  LINKS ("faq_list"),
};

static const DemoAttribute faq[] = {
  NEEDED_STRING ("title", "Titre"),
  TEXT ("summary", "Résumé"),
  HTML ("description", "Description"),
  NEEDED_KEY ("category_id", "Catégorie", "FAQCategory"),
  EXTERNAL ("category_name", "category_id", "name"),
  STRING ("error_code", "Code d'erreur"),
  STRING ("key_words", "Mots clés"),
  { "domains", DEMO_KIND_TAGS },
};

static const DemoAttribute known_error[] = {
  NEEDED_STRING ("name", "Nom"),
  NEEDED_KEY ("org_id", "Client", "Organization"),
  EXTERNAL ("cust_name", "org_id", "name"),
  KEY ("problem_id", "Problème lié", NULL),
  EXTERNAL ("problem_ref", "problem_id", NULL),
  TEXT ("symptom", "Symptôme"),
  TEXT ("root_cause", "Cause racine"),
  TEXT ("workaround", "Contournement"),
  TEXT ("solution", "Solution"),
  STRING ("error_code", "Code d'erreur"),
  CODE ("domain", "Domaine", "Application|Desktop|Network|Server", "Desktop"),
  STRING ("vendor", "Vendeur"),
  STRING ("model", "Modèle"),
  STRING ("version", "Version"),
  LINKS ("ci_list"),
  LINKS ("document_list"),
};

static const DemoAttribute attachment[] = {
  DATE ("expire", NULL),
  STRING ("temp_id", NULL),
  STRING ("item_class", NULL),
  { "item_id", DEMO_KIND_INTEGER, .fallback = "0" },
  { "item_org_id", DEMO_KIND_INTEGER, .fallback = "0" },
  { "contents", DEMO_KIND_BLOB },
  DATE ("creation_date", NULL),
  { "user_id", DEMO_KIND_KEY, .target = "User", .flags = DEMO_RECALL },
  KEY ("contact_id", NULL, "Person"),
};

static const DemoAttribute customer_contract[] = {
  NEEDED_STRING ("name", "Nom"),
  NEEDED_KEY ("org_id", "Client", "Organization"),
  EXTERNAL ("organization_name", "org_id", "name"),
  PRODUCTION,
};

static const DemoAttribute contract_service[] = {
  NEEDED_KEY ("customercontract_id", "Contrat client", "CustomerContract"),
  EXTERNAL ("customercontract_name", "customercontract_id", "name"),
  NEEDED_KEY ("service_id", "Service", "Service"),
  EXTERNAL ("service_name", "service_id", "name"),
};

/* The accounts. Agents may not read the class; keys to it have a name. */
static const DemoAttribute user[] = {
  NEEDED_STRING ("login", "Login"),
  KEY ("contactid", "Contact", "Person"),
  STRING ("profiles", NULL),
  { "allowed_org", DEMO_KIND_INTEGER, .fallback = "0" },
};

#define NAMED "@.name"
#define INACTIVE "(@.status = 'inactive')"
#define CLASS(n, t, f, o, a, g) { n, t, f, o, a, G_N_ELEMENTS (a), g }

const DemoClass _demo_classes[] = {
  CLASS ("UserRequest", "user_request", "@.ref", NULL, user_request,
         DEMO_CLASS_FINAL | DEMO_CLASS_WRITABLE),
  CLASS ("Person", "person", "trim(@.first_name || ' ' || @.name)", INACTIVE, person,
         DEMO_CLASS_FINAL | DEMO_CLASS_OBSOLETE),
  CLASS ("Team", "team", NAMED, INACTIVE, team, DEMO_CLASS_FINAL | DEMO_CLASS_OBSOLETE),
  CLASS ("lnkPersonToTeam", "person_team",
         "(SELECT first_name || ' ' || name FROM person WHERE id = @.person_id) || ' / ' || "
         "(SELECT name FROM team WHERE id = @.team_id)",
         NULL, membership, 0),
  CLASS ("Organization", "organization", NAMED, INACTIVE, organization, DEMO_CLASS_OBSOLETE),
  CLASS ("Location", "location", "trim(@.uai || ' ' || @.name)", INACTIVE, location, DEMO_CLASS_OBSOLETE),
  CLASS ("AsapDomain", "domain", NAMED, NULL, domain, DEMO_CLASS_LAB),
  CLASS ("AsapFamilyGroup", "family_group", NAMED, NULL, family_group, DEMO_CLASS_LAB),
  CLASS ("ServiceFamily", "service_family", NAMED, NULL, service_family, 0),
  CLASS ("Service", "service", NAMED, NULL, service, 0),
  CLASS ("ServiceSubcategory", "subcategory", NAMED, NULL, subcategory, 0),
  CLASS ("FAQCategory", "faq_category", NAMED, NULL, faq_category, 0),
  CLASS ("FAQ", "faq", "@.title", NULL, faq, 0),
  CLASS ("KnownError", "known_error", NAMED, NULL, known_error, 0),
  CLASS ("Attachment", "attachment", "@.item_class || ' '", NULL, attachment,
         DEMO_CLASS_WRITABLE | DEMO_CLASS_DELETABLE),
  CLASS ("CustomerContract", "customer_contract", NAMED, NULL, customer_contract, 0),
  CLASS ("lnkCustomerContractToService", "contract_service", "@.id", NULL, contract_service, 0),
  CLASS ("User", "account", "@.login", NULL, user, 0),
};

const guint _demo_n_classes = G_N_ELEMENTS (_demo_classes);
