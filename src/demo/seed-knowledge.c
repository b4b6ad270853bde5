#include "config.h"

#include "demo/seed-private.h"

static const char * const categories[] = { "Messagerie", "Réseau", "Bureau", "Compte et mot de passe" };

static const struct
{
  guint       category;
  const char *title;
  const char *summary;
  const char *description;
  const char *key_words;
} articles[] = {
  { 1, "Le Wi-Fi ne marche pas", "Oublier le réseau, puis s’y connecter de nouveau.",
    "<h2>Avant d’appeler</h2><ol><li>Vérifiez que le mode avion est coupé.</li><li>Ouvrez les réglages du Wi-Fi, choisissez "
    "le réseau de l’établissement, puis « Oublier ».</li><li>Choisissez-le à nouveau et saisissez votre identifiant "
    "académique complet.</li></ol><p>Si un seul appareil est touché, redémarrez-le. Si toute la salle l’est, ouvrez un "
    "ticket en donnant le numéro de la salle.</p>", "wifi sans fil réseau borne" },
  { 1, "Recevoir des invités : demander des codes Wi-Fi", "Deux jours avant, avec la liste des personnes.",
    "<p>Les codes sont nominatifs et valent pour une journée.</p><ul><li>Nombre de personnes</li><li>Date et heures</li>"
    "<li>Salle</li></ul><p>Ils sont envoyés la veille à la personne qui les a demandés.</p>", "wifi invités réunion code" },
  { 3, "Changer son mot de passe sans verrouiller son compte", "Mettre à jour le téléphone aussitôt après.",
    "<p>Un appareil qui garde l’ancien mot de passe finit par verrouiller le compte.</p><ol><li>Changez le mot de passe depuis "
    "le poste de travail.</li><li>Sur le téléphone, ouvrez les réglages du compte de messagerie et saisissez le "
    "nouveau.</li><li>Faites de même sur la tablette.</li></ol>", "mot de passe compte verrouillé téléphone" },
  { 3, "Double authentification : changer de téléphone", "Inscrire le nouveau avant de rendre l’ancien.",
    "<p>Gardez les dix codes de secours hors du téléphone.</p><ol><li>Sur l’ancien téléphone, affichez un code.</li>"
    "<li>Dans « Mon compte », ajoutez le nouveau téléphone.</li><li>Retirez l’ancien de la liste.</li></ol>",
    "double authentification code téléphone" },
  { 0, "Ajouter une boîte partagée", "Elle apparaît le lendemain de la demande.",
    "<p>Après la réponse de l’assistance, attendez une nuit puis redémarrez le logiciel de messagerie.</p>"
    "<p>Pour répondre au nom du service, choisissez l’adresse dans la ligne « De ».</p>", "messagerie boîte partagée" },
  { 0, "Reconnaître un hameçonnage", "Ne pas cliquer, transférer, supprimer.",
    "<ul><li>L’expéditeur n’est pas de l’académie</li><li>On vous presse</li><li>Le lien ne mène pas où il dit</li></ul>"
    "<p>Transférez le message à l’assistance <b>en pièce jointe</b>, puis supprimez-le.</p>", "messagerie sécurité hameçonnage" },
  { 2, "Demander un bureau réglable", "Joindre l’avis du médecin de prévention.",
    "<p>Ouvrez un ticket « Montage de mobilier », joignez l’avis et indiquez la largeur disponible.</p>"
    "<p>Le délai habituel est de six semaines.</p>", "bureau ergonomie mobilier" },
  { 2, "Préparer un déplacement de meubles", "Vider, débrancher, étiqueter.",
    "<ol><li>Videz les meubles.</li><li>Débranchez le matériel et enroulez les câbles.</li><li>Collez une étiquette avec la "
    "salle d’arrivée.</li></ol>", "bureau meubles déplacement" },
  { 1, "Téléphone fixe : messages et renvois", "Les trois touches utiles.",
    "<p><b>Messagerie</b> : touche enveloppe. <b>Renvoi</b> : touche flèche, puis le numéro. <b>Annuler</b> : touche flèche "
    "deux fois.</p>", "téléphone renvoi messagerie vocale" },
  { 2, "Imprimante : bourrage de papier", "Ouvrir dans l’ordre des lettres A, B, C.",
    "<p>Tirez le papier dans le sens de la marche, jamais en arrière. Refermez, attendez le voyant vert.</p>"
    "<p>Si cela recommence trois fois dans la journée, ouvrez un ticket avec le modèle de l’appareil.</p>",
    "imprimante bourrage papier copieur" },
};

static const struct
{
  const char *name;
  const char *symptom;
  const char *root_cause;
  const char *workaround;
  const char *solution;
  const char *domain;
  const char *model;
} errors[] = {
  { "Vidéoprojecteur : « Aucun signal » malgré un voyant vert",
    "L’appareil s’allume, l’ordinateur est en mode « dupliquer », l’image n’arrive pas.",
    "Câble HDMI de plafond fatigué au coude.", "Brancher un câble court en direct.",
    "Remplacer le câble du plafond (armoire des câbles, 10 m) et étiqueter l’ancien.", "Desktop", "VPX-310" },
  { "Compte qui se verrouille toutes les vingt minutes",
    "Verrouillages répétés après un changement de mot de passe, l’agent ne fait rien.",
    "Un téléphone présente encore l’ancien mot de passe.", "Couper la messagerie du téléphone.",
    "Mettre à jour le mot de passe sur chaque appareil, puis déverrouiller.", "Application", "" },
  { "Copieur : pièces jointes de 0 octet",
    "Les numérisations arrivent par courriel, vides.", "Certificat du copieur expiré, le relais coupe l’envoi.",
    "Numériser vers le dossier partagé.", "Renouveler le certificat depuis la page d’administration du copieur.",
    "Network", "MC-4500" },
  { "Borne Wi-Fi muette après une coupure",
    "Le réseau disparaît d’un étage, les prises fonctionnent.", "Port du commutateur resté sans alimentation.",
    "Brancher les postes par câble.", "Éteindre et rallumer l’alimentation du port ; si la borne reste éteinte, la remplacer.",
    "Network", "AP-22" },
  { "Ouverture de session de plus de cinq minutes",
    "Toute une salle est lente le matin.", "Profils itinérants trop lourds (téléchargements).",
    "Ouvrir les sessions avant le cours.", "Exclure le dossier des téléchargements du profil, puis vider les anciens.",
    "Server", "" },
  { "Arrêtés : date d’effet décalée à l’impression",
    "La date est juste à l’écran, fausse d’un jour sur le papier.", "Anomalie d’une version de l’éditeur d’états.",
    "Exporter en PDF puis imprimer.", "Installer le correctif de l’éditeur.", "Application", "" },
  { "Lecteur de cartes : « aucun certificat »",
    "La signature échoue sur un poste, la carte marche ailleurs.", "Intergiciel trop ancien.",
    "Signer depuis un autre poste.", "Mettre à jour l’intergiciel, puis rebrancher le lecteur.", "Desktop", "LC-2" },
};

static gboolean
add_categories (DemoSeed  *seed,
                GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      DemoRow row;

      if (!demo_row_begin (&row, seed->core, "INSERT INTO faq_category (name) VALUES (?)", error))
        return FALSE;
      demo_row_add_text (&row, categories[i]);
      if (!demo_row_finish (&row, seed->core, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_articles (DemoSeed  *seed,
              GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      DemoRow row;

      if (!demo_row_begin (&row, seed->core,
                           "INSERT INTO faq (title, summary, description, category_id, key_words) VALUES (?, ?, ?, ?, ?)",
                           error))
        return FALSE;
      demo_row_add_text (&row, articles[i].title);
      demo_row_add_text (&row, articles[i].summary);
      demo_row_add_text (&row, articles[i].description);
      demo_row_add_int (&row, articles[i].category + 1);
      demo_row_add_text (&row, articles[i].key_words);
      if (!demo_row_finish (&row, seed->core, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_errors (DemoSeed  *seed,
            GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      DemoRow row;

      if (!demo_row_begin (&row, seed->core,
                           "INSERT INTO known_error (name, org_id, symptom, root_cause, workaround, solution, domain, model) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?)", error))
        return FALSE;
      demo_row_add_text (&row, errors[i].name);
      demo_row_add_int (&row, seed->organisations[2]);
      demo_row_add_text (&row, errors[i].symptom);
      demo_row_add_text (&row, errors[i].root_cause);
      demo_row_add_text (&row, errors[i].workaround);
      demo_row_add_text (&row, errors[i].solution);
      demo_row_add_text (&row, errors[i].domain);
      demo_row_add_text (&row, errors[i].model);
      if (!demo_row_finish (&row, seed->core, NULL, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
demo_seed_knowledge (DemoSeed  *seed,
                     GError   **error)
{
  return add_categories (seed, error) && add_articles (seed, error) && add_errors (seed, error);
}
