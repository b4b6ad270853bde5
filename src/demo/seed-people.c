#include "config.h"

#include "demo/seed-private.h"

/* All invented: people, schools, numbers. Telephone numbers are of the range
 * that is kept for fiction (0465 71). */

typedef struct
{
  const char *uai;
  const char *name;
  const char *city;
  guint       organisation;     /* index into the seed's */
} Site;

static const Site sites[] = {
  { "0340901A", "RECTORAT - SITE DES ARCEAUX", "Montpellier", 0 },
  { "0340902B", "COLLÈGE DES GARRIGUES", "Saint-Aubin-des-Vignes", 0 },
  { "0340903C", "LYCÉE DE LA COMÉDIE", "Montpellier", 0 },
  { "0110904D", "ÉCOLE DU CANAL", "Villeneuve-du-Canal", 0 },
  { "0110905E", "COLLÈGE DES CORBIÈRES", "Fontjoyeuse", 0 },
  { "0300906F", "ÉCOLE DU PONT VIEUX", "Les Arènes-sur-Vistre", 0 },
  { "0300907G", "LYCÉE DES CÉVENNES", "Valmirande", 0 },
  { "0480908H", "COLLÈGE DES CAUSSES", "Saint-Privat-du-Roc", 0 },
  { "0660909J", "LYCÉE DES TRAMONTANES", "Port-Catalan", 0 },
  { "0310901K", "RECTORAT - SITE DES JACOBINS", "Toulouse", 1 },
  { "0310902L", "COLLÈGE DES VIOLETTES", "Toulouse", 1 },
  { "0310903M", "LYCÉE DU CANAL", "Castelmaurou-le-Neuf", 1 },
  { "0090904N", "ÉCOLE DES GROTTES", "Montségur-le-Bas", 1 },
  { "0120905P", "COLLÈGE DU LARZAC", "La Couvertoirade-Neuve", 1 },
  { "0320906R", "LYCÉE DES MOUSQUETAIRES", "Lupiac-la-Vieille", 1 },
  { "0460907S", "COLLÈGE DE LA TRUFFE", "Lalbenque-Haute", 1 },
  { "0650908T", "ÉCOLE DU CIRQUE", "Gèdre-les-Bains", 1 },
  { "0810909U", "CENTRE D’INFORMATION DU CENTRE", "Castres-la-Neuve", 1 },
  { "0820910V", "LYCÉE DES DEUX RIVIÈRES", "Moissac-le-Haut", 1 },
};

static const char * const first_names[] = {
  "Maud", "Inès", "Karim", "Hélène", "Omar", "Lucie", "Thomas", "Nadia", "Gérard", "Aïcha", "Paul", "Solène",
  "Mehdi", "Françoise", "Jérôme", "Noémie", "Étienne", "Fatou", "Bruno", "Chloé", "Yves", "Léa", "Samuel",
  "Mireille", "Tarek", "Agathe", "Dominique", "Zoé", "Rémi", "Odile",
};

static const char * const last_names[] = {
  "Ferrand", "Benzekri", "Cabrol", "Roques", "Lafon", "Tessier", "Abadie", "Delmas", "Vidal", "Saïdi", "Mercadier",
  "Pujol", "Estève", "Garrigue", "Castan", "Fabre", "Navarro", "Bousquet", "Lacombe", "Rouquette", "Serres",
  "Teyssèdre", "Oriol", "Maurel", "Puech", "Cazals", "Diallo", "Ribes", "Fournier", "Alary",
};

static const struct { const char *first; const char *last; const char *function; } agent_names[DEMO_N_AGENTS] = {
  { "Élise", "Marchal", "Technicienne d’assistance" },
  { "Yanis", "Delcourt", "Technicien de proximité" },
  { "Nora", "Bellanger", "Technicienne d’assistance" },
  { "Albert", "Frankenstein", "Agent d’accueil" },
  { "Théo", "Quintard", "Administrateur réseau" },
  { "Bastien", "Oriol", "Technicien d’assistance" },
  { "Élodie", "Vasseur", "Technicienne d’assistance" },
  { "Inès", "Morvan", "Gestionnaire des applications" },
  { "Driss", "Lahlou", "Technicien d’assistance" },
  { "Camille", "Perrin", "Responsable de plateforme" },
  { "Hugo", "Sabatier", "Administrateur réseau" },
  { "Maud", "Estève-Roux", "Gestionnaire des moyens généraux" },
};

static const struct { const char *name; const char *email; } team_names[DEMO_N_TEAMS] = {
  [DEMO_TEAM_DAG] = { "DAG Accueil-Courrier", "accueil.courrier@demo.example" },
  [DEMO_TEAM_TLS] = { "DSI Plateforme Assistance TLS", "assistance.tls@demo.example" },
  [DEMO_TEAM_MPL] = { "DSI Plateforme Assistance MPL", "assistance.mpl@demo.example" },
  [DEMO_TEAM_NETWORK] = { "DSI Postes et réseaux", "postes.reseaux@demo.example" },
  [DEMO_TEAM_APPLICATIONS] = { "DSI Applications", "applications@demo.example" },
};

/* Which agents (by index) work where. The first is the one a demonstration
 * signs in as. */
static const struct { guint team; guint agent; } memberships[] = {
  { DEMO_TEAM_NETWORK, 0 }, { DEMO_TEAM_MPL, 0 },
  { DEMO_TEAM_NETWORK, 1 }, { DEMO_TEAM_NETWORK, 2 }, { DEMO_TEAM_NETWORK, 4 }, { DEMO_TEAM_NETWORK, 10 },
  { DEMO_TEAM_MPL, 2 }, { DEMO_TEAM_MPL, 6 }, { DEMO_TEAM_MPL, 9 },
  { DEMO_TEAM_TLS, 5 }, { DEMO_TEAM_TLS, 8 }, { DEMO_TEAM_TLS, 9 },
  { DEMO_TEAM_DAG, 3 }, { DEMO_TEAM_DAG, 11 },
  { DEMO_TEAM_APPLICATIONS, 7 }, { DEMO_TEAM_APPLICATIONS, 8 },
};

static const char * const functions[] = {
  "Enseignant", "Gestionnaire", "Secrétaire", "Principale adjointe", "Documentaliste", "Directrice d’école",
  "Conseiller principal d’éducation", "Chef de bureau", "Assistante de direction",
};

static gboolean
add_organisations (DemoSeed  *seed,
                   GError   **error)
{
  static const struct { const char *name; const char *code; } known[] = {
    { "Académie de Montpellier", "MPL" }, { "Académie de Toulouse", "TLS" }, { "DSI interacadémique", "DSI" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      DemoRow row;

      if (!demo_row_begin (&row, seed->core, "INSERT INTO organization (name, code, status) VALUES (?, ?, 'active')",
                           error))
        return FALSE;
      demo_row_add_text (&row, known[i].name);
      demo_row_add_text (&row, known[i].code);
      if (!demo_row_finish (&row, seed->core, &seed->organisations[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_sites (DemoSeed  *seed,
           GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sites); i++)
    {
      DemoRow row;
      gint64 id;

      if (!demo_row_begin (&row, seed->core,
                           "INSERT INTO location (name, status, org_id, city, country, uai) "
                           "VALUES (?, 'active', ?, ?, 'France', ?)", error))
        return FALSE;
      demo_row_add_text (&row, sites[i].name);
      demo_row_add_int (&row, seed->organisations[sites[i].organisation]);
      demo_row_add_text (&row, sites[i].city);
      demo_row_add_text (&row, sites[i].uai);
      if (!demo_row_finish (&row, seed->core, &id, error))
        return FALSE;
      g_array_append_val (seed->sites, id);
    }

  return TRUE;
}

/* As in an address: lower case, without accents. */
static char *
to_address (const char *first,
            const char *last)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", first, last);
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  char *lower = g_ascii_strdown (ascii, -1);

  return g_strdelimit (lower, " '", '-');
}

static gboolean
add_person (DemoSeed        *seed,
            DemoSeedPerson  *person,
            const char      *function,
            gboolean         active,
            GError         **error)
{
  g_autofree char *address = to_address (person->first_name, person->name);
  g_autofree char *email = g_strdup_printf ("%s@demo.example", address);
  DemoRow row;

  person->phone = g_strdup_printf ("04 65 71 %02u %02u", demo_seed_draw (seed, 100), demo_seed_draw (seed, 100));
  if (!demo_row_begin (&row, seed->core,
                       "INSERT INTO person (name, first_name, status, org_id, email, phone, notify, function,"
                       "  location_id) "
                       "VALUES (?, ?, ?, ?, ?, ?, 'yes', ?, ?)", error))
    return FALSE;
  demo_row_add_text (&row, person->name);
  demo_row_add_text (&row, person->first_name);
  demo_row_add_text (&row, active ? "active" : "inactive");
  demo_row_add_int (&row, person->organisation);
  demo_row_add_text (&row, email);
  demo_row_add_text (&row, person->phone);
  demo_row_add_text (&row, function);
  demo_row_add_int (&row, person->site);
  return demo_row_finish (&row, seed->core, &person->id, error);
}

static gboolean
add_requesters (DemoSeed  *seed,
                GError   **error)
{
  for (guint i = 0; i < DEMO_N_REQUESTERS; i++)
    {
      DemoSeedPerson *person = &seed->requesters[i];
      /* The first of each table first, so that the first requester, whom the
       * account "requester" belongs to, is always the same. */
      guint site = i % G_N_ELEMENTS (sites);

      person->first_name = g_strdup (first_names[i % G_N_ELEMENTS (first_names)]);
      person->name = g_strdup (last_names[(i * 7 + i / G_N_ELEMENTS (first_names)) % G_N_ELEMENTS (last_names)]);
      person->site = g_array_index (seed->sites, gint64, (site + 1) % G_N_ELEMENTS (sites));
      person->organisation = seed->organisations[sites[(site + 1) % G_N_ELEMENTS (sites)].organisation];
      if (!add_person (seed, person, functions[demo_seed_draw (seed, G_N_ELEMENTS (functions))],
                       i != DEMO_N_REQUESTERS - 1, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_agents (DemoSeed  *seed,
            GError   **error)
{
  for (guint i = 0; i < DEMO_N_AGENTS; i++)
    {
      DemoSeedPerson *person = &seed->agents[i];

      person->first_name = g_strdup (agent_names[i].first);
      person->name = g_strdup (agent_names[i].last);
      person->organisation = seed->organisations[2];
      if (!add_person (seed, person, agent_names[i].function, TRUE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_teams (DemoSeed  *seed,
           GError   **error)
{
  for (guint i = 0; i < DEMO_N_TEAMS; i++)
    {
      DemoRow row;

      if (!demo_row_begin (&row, seed->core,
                           "INSERT INTO team (name, status, org_id, email, notify) VALUES (?, 'active', ?, ?, 'yes')",
                           error))
        return FALSE;
      demo_row_add_text (&row, team_names[i].name);
      demo_row_add_int (&row, seed->organisations[2]);
      demo_row_add_text (&row, team_names[i].email);
      if (!demo_row_finish (&row, seed->core, &seed->teams[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_memberships (DemoSeed  *seed,
                 GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (memberships); i++)
    {
      guint agent = memberships[i].agent;
      DemoRow row;

      g_array_append_val (seed->members[memberships[i].team], agent);
      if (!demo_row_begin (&row, seed->core, "INSERT INTO person_team (team_id, person_id) VALUES (?, ?)", error))
        return FALSE;
      demo_row_add_int (&row, seed->teams[memberships[i].team]);
      demo_row_add_int (&row, seed->agents[agent].id);
      if (!demo_row_finish (&row, seed->core, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_account (DemoSeed    *seed,
             const char  *login,
             gint64       person,
             const char  *profiles,
             gint64       allowed_org,
             gint64      *out_id,
             GError     **error)
{
  DemoRow row;

  if (!demo_row_begin (&row, seed->core,
                       "INSERT INTO account (login, contactid, profiles, allowed_org) VALUES (?, ?, ?, ?)", error))
    return FALSE;
  demo_row_add_text (&row, login);
  demo_row_add_int (&row, person);
  demo_row_add_text (&row, profiles);
  demo_row_add_int (&row, allowed_org);
  return demo_row_finish (&row, seed->core, out_id, error);
}

/* "agent" and "colleague" are the first two agents; the others are "agent3" to
 * "agent12". Requesters have accounts so that their entries have authors; as
 * on the real server REST is closed to them. */
static gboolean
add_accounts (DemoSeed  *seed,
              GError   **error)
{
  gint64 id;

  if (!add_account (seed, "admin", 0, "admin rest", 0, &id, error))
    return FALSE;
  for (guint i = 0; i < DEMO_N_AGENTS; i++)
    {
      g_autofree char *login = i == 0 ? g_strdup ("agent") : i == 1 ? g_strdup ("colleague")
                                                                    : g_strdup_printf ("agent%u", i + 1);

      if (!add_account (seed, login, seed->agents[i].id, "agent rest", 0, &seed->accounts[i], error))
        return FALSE;
    }
  for (guint i = 0; i < DEMO_N_REQUESTERS; i++)
    {
      g_autofree char *login = i == 0 ? g_strdup ("requester") : g_strdup_printf ("requester%u", i + 1);

      if (!add_account (seed, login, seed->requesters[i].id, "portal", 0, i == 0 ? &seed->requester_account : &id,
                        error))
        return FALSE;
    }

  return add_account (seed, "requester-rest", seed->requesters[0].id, "rest", 0, &id, error) &&
         add_account (seed, "restricted", seed->agents[8].id, "agent rest", seed->organisations[1], &id, error) &&
         add_account (seed, "norest", seed->agents[5].id, "agent", 0, &id, error) &&
         add_account (seed, "noperson", 0, "agent rest", 0, &id, error) &&
         add_account (seed, "disabled", seed->agents[4].id, "agent rest disabled", 0, &id, error);
}

gboolean
demo_seed_people (DemoSeed  *seed,
                  GError   **error)
{
  return add_organisations (seed, error) && add_sites (seed, error) && add_agents (seed, error) &&
         add_requesters (seed, error) && add_teams (seed, error) && add_memberships (seed, error) &&
         add_accounts (seed, error);
}
