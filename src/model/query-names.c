#include "config.h"

#include "model/query-names.h"

#include "util/text.h"

#define FIELD(field, english, french, others) \
  { english, french, others, GUICHET_CRITERION_FIELD, GUICHET_FIELD_ ## field, GUICHET_OPERATOR_IS, FALSE }
#define FIELD_OP(field, op, english, french, others) \
  { english, french, others, GUICHET_CRITERION_FIELD, GUICHET_FIELD_ ## field, GUICHET_OPERATOR_ ## op, TRUE }

/* Names are compared without case, accents, dashes and spaces. A field that
 * has no line here is known by its logical name. */
static const GuichetQueryName field_names[] = {
  FIELD (REF, "ref", "réf", "reference numero number"),
  FIELD (TITLE, "subject", "objet", "title titre sujet"),
  FIELD (STATUS, "status", "statut", "state etat"),
  FIELD (START_DATE, "created", "créé", "cree creee opened ouvert"),
  FIELD (LAST_UPDATE, "updated", "modifié", "modifie modifiee changed"),
  FIELD (ASSIGNMENT_DATE, "assigned", "assigné", "assignee"),
  FIELD (RESOLUTION_DATE, "resolved", "résolu", "resolue"),
  FIELD (CLOSE_DATE, "closed", "fermé", "fermee clos"),
  FIELD (TTO_DEADLINE, "tto", "tto", NULL),
  FIELD (TTR_DEADLINE, "ttr", "ttr", NULL),
  FIELD (ORGANISATION, "organisation", "organisation", "organization"),
  FIELD (CALLER, "requester", "demandeur", "caller appelant"),
  FIELD (BENEFICIARY, "beneficiary", "bénéficiaire", NULL),
  FIELD (SITE, "site", "établissement", "uai lieu location"),
  FIELD (CALLBACK_PHONE, "phone", "téléphone", "tel"),
  FIELD (AVAILABILITY, "availability", "disponibilités", "disponibilite"),
  FIELD (TEAM, "team", "équipe", "groupe"),
  FIELD (AGENT, "agent", "agent", "intervenant"),
  FIELD (DOMAIN, "domain", "domaine", NULL),
  FIELD (FAMILY_GROUP, "family-group", "groupe-de-familles", "groupedefamille"),
  FIELD (SERVICE_FAMILY, "family", "famille", NULL),
  FIELD (SERVICE, "service", "service", NULL),
  FIELD (SUBCATEGORY, "subcategory", "sous-catégorie", NULL),
  FIELD (REQUEST_TYPE, "type", "type", NULL),
  FIELD (ORIGIN, "origin", "origine", NULL),
  FIELD (IMPACT, "impact", "impact", NULL),
  FIELD (URGENCY, "urgency", "urgence", NULL),
  FIELD (PRIORITY, "priority", "priorité", NULL),
  FIELD (PARENT, "parent", "parent", NULL),
  FIELD (APPROVER, "approver", "approbateur", NULL),
  FIELD (RESOLUTION_CODE, "resolution-code", "code-de-résolution", "code"),
  FIELD (CLIENT_REF, "client-ref", "réf-client", NULL),
  FIELD_OP (LAST_UPDATE, BEFORE, "before", "avant", NULL),
  FIELD_OP (LAST_UPDATE, SINCE, "since", "depuis", "after apres"),
  FIELD_OP (START_DATE, BEFORE, "created-before", "créé-avant", "creeeavant"),
  FIELD_OP (START_DATE, SINCE, "created-since", "créé-depuis", "creeedepuis"),
  FIELD_OP (RESOLUTION_DATE, BEFORE, "resolved-before", "résolu-avant", "resolueavant"),
  FIELD_OP (RESOLUTION_DATE, SINCE, "resolved-since", "résolu-depuis", "resoluedepuis"),
};

/* What follows "is:". */
static const GuichetQueryName qualities[] = {
  { "unread", "nonlu", "nonlue nonlus", GUICHET_CRITERION_UNREAD },
  { "starred", "suivi", "suivie followed", GUICHET_CRITERION_STARRED },
  { "reopened", "rouvert", "rouverte", GUICHET_CRITERION_REOPENED },
  { "at-risk", "retard", "enretard late overdue", GUICHET_CRITERION_AT_RISK },
  { "draft", "brouillon", NULL, GUICHET_CRITERION_DRAFT },
};

static const GuichetQueryName quality = { "is", "est", NULL, GUICHET_CRITERION_FIELD };
static const GuichetQueryName empty = { "empty", "vide", "aucun aucune none", GUICHET_CRITERION_FIELD };

/* As labels are chosen when a profile is read. */
static gboolean
speaks_french (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "fr");
}

/**
 * _guichet_query_names_normalise:
 *
 * Returns: (transfer full): @text as names are compared
 */
char *
_guichet_query_names_normalise (const char *text)
{
  g_autofree char *folded = guichet_text_fold (text);
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (strchr (" -_'", *p) == NULL)
      g_string_append_c (out, *p);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_named (const GuichetQueryName *name,
          const char             *normalised)
{
  const char * const spellings[] = { name->english, name->french };
  g_auto(GStrv) others = g_strsplit (name->others != NULL ? name->others : "", " ", -1);

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autofree char *spelling = _guichet_query_names_normalise (spellings[i]);

      if (g_str_equal (spelling, normalised))
        return TRUE;
    }

  return g_strv_contains ((const char * const *) others, normalised);
}

/* A field by its logical name, such as "operational-status". Long texts are no
 * business of a list. */
static const GuichetQueryName *
find_logical (const char *name)
{
  static GuichetQueryName logical[GUICHET_N_FIELDS];
  static gsize once;
  GuichetField field;

  if (g_once_init_enter (&once))
    {
      for (guint f = 0; f < GUICHET_N_FIELDS; f++)
        logical[f] = (GuichetQueryName) { .english = guichet_field_get_name (f), .french = guichet_field_get_name (f),
                                          .kind = GUICHET_CRITERION_FIELD, .field = f };
      g_once_init_leave (&once, 1);
    }

  return guichet_field_from_name (name, &field) && !guichet_field_is_long (field) ? &logical[field] : NULL;
}

/* Returns: (nullable): the field that conditions beginning with @name are about */
const GuichetQueryName *
_guichet_query_names_find (const char *name)
{
  g_autofree char *normalised = _guichet_query_names_normalise (name);

  if (*normalised == '\0')
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
    if (is_named (&field_names[i], normalised))
      return &field_names[i];

  return find_logical (name);
}

/* A name that implies @op is preferred. */
const GuichetQueryName *
_guichet_query_names_for_field (GuichetField    field,
                                GuichetOperator op)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
    if (field_names[i].has_op && field_names[i].field == field && field_names[i].op == op)
      return &field_names[i];
  for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
    if (!field_names[i].has_op && field_names[i].field == field)
      return &field_names[i];

  return find_logical (guichet_field_get_name (field));
}

/* Whether @name is the one before a quality. */
gboolean
_guichet_query_names_is_quality (const char *name)
{
  g_autofree char *normalised = _guichet_query_names_normalise (name);

  return is_named (&quality, normalised);
}

const GuichetQueryName *
_guichet_query_names_find_quality (const char *value)
{
  g_autofree char *normalised = _guichet_query_names_normalise (value);

  for (guint i = 0; i < G_N_ELEMENTS (qualities); i++)
    if (is_named (&qualities[i], normalised))
      return &qualities[i];

  return NULL;
}

const GuichetQueryName *
_guichet_query_names_for_kind (GuichetCriterionKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (qualities); i++)
    if (qualities[i].kind == kind)
      return &qualities[i];

  return NULL;
}

gboolean
_guichet_query_names_is_empty (const char *value)
{
  g_autofree char *normalised = _guichet_query_names_normalise (value);

  return is_named (&empty, normalised);
}

/* ---- in the language of the program */

const char *
_guichet_query_names_get (const GuichetQueryName *name)
{
  return speaks_french () ? name->french : name->english;
}

const char *
_guichet_query_names_get_quality (void)
{
  return _guichet_query_names_get (&quality);
}

const char *
_guichet_query_names_get_empty (void)
{
  return _guichet_query_names_get (&empty);
}
