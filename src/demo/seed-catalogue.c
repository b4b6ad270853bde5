#include "config.h"

#include "demo/seed-private.h"
#include "demo/seed-texts.h"

/* Five levels (SPEC §6.2). The index of a service here is the one that the
 * subjects in seed-texts.c refer to. */
typedef struct
{
  DemoTextService service;
  const char     *domain;
  const char     *group;
  const char     *family;
  const char     *name;
  const char     *subcategories;        /* separated by bars */
  guint           team;
} Service;

#define DAG     "Affaires Générales Rectorat de Montpellier et DSI"
#define SCHOOL  "Numérique éducatif"
#define OFFICE  "Assistance informatique"
#define APPS    "Applications de gestion"

static const Service services[] = {
  { DEMO_TEXT_FURNITURE, DAG, "Aménagements de bureau", "Aménagements de bureau", "Déplacement de meubles",
    "Déplacement de meubles|Montage de mobilier|Enlèvement de mobilier", DEMO_TEAM_DAG },
  { DEMO_TEXT_KEYS, DAG, "Aménagements de bureau", "Accès aux locaux", "Clés et badges",
    "Badge refusé|Badge perdu|Double de clé", DEMO_TEAM_DAG },
  { DEMO_TEXT_PARCEL, DAG, "Courrier", "Courrier et colis", "Envoi de colis",
    "Colis ordinaire|Envoi suivi", DEMO_TEAM_DAG },
  { DEMO_TEXT_PROJECTOR, SCHOOL, "Équipement des salles", "Affichage", "Vidéoprojection",
    "Panne d’image|Panne de son|Installation", DEMO_TEAM_NETWORK },
  { DEMO_TEXT_WIFI, SCHOOL, "Réseau", "Accès sans fil", "Wi-Fi",
    "Connexion impossible|Débit faible|Accès invités", DEMO_TEAM_NETWORK },
  { DEMO_TEXT_PASSWORD, OFFICE, "Comptes", "Identité et accès", "Mot de passe",
    "Compte verrouillé|Mot de passe oublié|Double authentification", DEMO_TEAM_MPL },
  { DEMO_TEXT_PRINTER, OFFICE, "Poste de travail", "Impression", "Imprimantes et copieurs",
    "Bourrage|Numérisation|Impression impossible", DEMO_TEAM_NETWORK },
  { DEMO_TEXT_COMPUTER, OFFICE, "Poste de travail", "Postes", "Postes fixes et portables",
    "Lenteur|Panne|Écran", DEMO_TEAM_NETWORK },
  { DEMO_TEXT_MAIL, OFFICE, "Communication", "Messagerie", "Messagerie",
    "Boîte partagée|Liste de diffusion|Message non reçu", DEMO_TEAM_TLS },
  { DEMO_TEXT_PHONE, OFFICE, "Communication", "Téléphonie", "Téléphonie fixe",
    "Sans tonalité|Renvoi d’appel", DEMO_TEAM_TLS },
  { DEMO_TEXT_SHARE, OFFICE, "Comptes", "Identité et accès", "Partages de fichiers",
    "Droits d’accès|Restauration de fichier", DEMO_TEAM_MPL },
  { DEMO_TEXT_APPLICATION, APPS, "Gestion des personnels", "Applications nationales", "Logiciels métiers",
    "Accès refusé|Anomalie|Installation", DEMO_TEAM_APPLICATIONS },
};

/* The same name under the same parent is the same object. */
static gboolean
ensure (DemoSeed    *seed,
        const char  *table,
        const char  *name,
        const char  *parent_code,
        gint64       parent,
        gint64      *out_id,
        GError     **error)
{
  g_autofree char *find = g_strdup_printf ("SELECT id FROM %s WHERE name = ? AND %s = ?", table, parent_code);
  g_autofree char *add = g_strdup_printf ("INSERT INTO %s (name, %s) VALUES (?, ?)", table, parent_code);
  DemoRow row;

  if (!demo_row_begin (&row, seed->core, find, error))
    return FALSE;
  demo_row_add_text (&row, name);
  demo_row_add_int (&row, parent);
  if (sqlite3_step (row.statement) == SQLITE_ROW)
    {
      *out_id = sqlite3_column_int64 (row.statement, 0);
      sqlite3_reset (row.statement);
      return TRUE;
    }
  sqlite3_reset (row.statement);

  if (!demo_row_begin (&row, seed->core, add, error))
    return FALSE;
  demo_row_add_text (&row, name);
  demo_row_add_int (&row, parent);
  return demo_row_finish (&row, seed->core, out_id, error);
}

static gboolean
add_subcategories (DemoSeed         *seed,
                   const Service    *service,
                   DemoSeedService  *made,
                   GError          **error)
{
  g_auto(GStrv) names = g_strsplit (service->subcategories, "|", G_N_ELEMENTS (made->subcategories));

  for (guint i = 0; names[i] != NULL; i++)
    {
      DemoRow row;

      if (!demo_row_begin (&row, seed->core,
                           "INSERT INTO subcategory (name, service_id, request_type, status) "
                           "VALUES (?, ?, 'service_request', 'production')", error))
        return FALSE;
      demo_row_add_text (&row, names[i]);
      demo_row_add_int (&row, made->service);
      if (!demo_row_finish (&row, seed->core, &made->subcategories[made->n_subcategories++], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_service (DemoSeed       *seed,
             const Service  *service,
             GError        **error)
{
  DemoSeedService made = { 0 };
  DemoRow row;

  made.team = service->team;
  if (!ensure (seed, "domain", service->domain, "org_id", seed->organisations[2], &made.domain, error) ||
      !ensure (seed, "family_group", service->group, "domain_id", made.domain, &made.group, error) ||
      !ensure (seed, "service_family", service->family, "familygroup_id", made.group, &made.family, error) ||
      !demo_row_begin (&row, seed->core,
                       "INSERT INTO service (name, org_id, servicefamily_id, default_team_id, status) "
                       "VALUES (?, ?, ?, ?, 'production')", error))
    return FALSE;
  demo_row_add_text (&row, service->name);
  demo_row_add_int (&row, seed->organisations[2]);
  demo_row_add_int (&row, made.family);
  demo_row_add_int (&row, seed->teams[service->team]);
  if (!demo_row_finish (&row, seed->core, &made.service, error) || !add_subcategories (seed, service, &made, error))
    return FALSE;

  g_array_append_val (seed->services, made);
  return TRUE;
}

/* Both academies may ask for everything. */
static gboolean
add_contracts (DemoSeed  *seed,
               GError   **error)
{
  return demo_core_run (seed->core,
                        "INSERT INTO customer_contract (name, org_id, status) "
                        "  SELECT 'Contrat ' || code, id, 'production' FROM organization;"
                        "INSERT INTO contract_service (customercontract_id, service_id) "
                        "  SELECT c.id, s.id FROM customer_contract AS c, service AS s;", error);
}

gboolean
demo_seed_catalogue (DemoSeed  *seed,
                     GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_assert (services[i].service == i);
      if (!add_service (seed, &services[i], error))
        return FALSE;
    }

  return add_contracts (seed, error);
}
