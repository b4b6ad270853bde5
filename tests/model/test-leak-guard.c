#include "config.h"

#include "model/leak-guard.h"

/* Notes of the private journal and replies of the public one about the same
 * affair, each reply written by somebody who had read the note. */
static const struct { const char *note, *reply; } affairs[] = {
  { "Le serveur SRV-PEDA-02 est tombé cette nuit, disque 3 du RAID mort. On bascule sur la sauvegarde de mardi mais il manquera deux jours de copies des élèves, ne pas le dire avant l'accord de la direction.",
    "Bonjour, le serveur pédagogique est de nouveau accessible. Nous vérifions encore quelques fichiers et reviendrons vers vous dans la journée. Cordialement." },
  { "Mme Ferrand appelle trois fois par semaine pour la même chose, c'est un souci de formation et pas de matériel. Proposer une session avec le référent numérique.",
    "Bonjour Madame, votre vidéoprojecteur fonctionne. Le référent numérique de votre établissement peut vous montrer comment choisir la bonne source en quelques minutes." },
  { "Mot de passe réinitialisé à Provisoire2026! sur le compte enseignant, à changer à la première connexion. Vérifier qu'il n'a pas noté le code sur un papier.",
    "Bonjour, votre mot de passe a été réinitialisé. Vous recevrez le nouveau par votre chef d'établissement et devrez le changer à la première connexion." },
  { "L'échelle est réservée jusqu'à seize heures, l'intendance ne veut pas que nous montions sans quelqu'un de chez eux. Câble HDMI du plafond lâche, deux de rechange dans l'armoire 3.",
    "Bonjour, je passe en B204 à quatorze heures pour remplacer le câble, vous aurez l'image pour votre cours de quinze heures trente." },
  { "Le prestataire Bureau Services réclame un bon de commande signé avant toute intervention, facture de mars toujours impayée. Attendre le retour de la comptable.",
    "Bonjour, votre demande est transmise à notre partenaire extérieur. Nous vous préviendrons dès que la date de l'intervention sera connue." },
  { "Adresse MAC inconnue sur la borne du deuxième étage, probablement un téléphone d'élève qui usurpe l'adresse du poste du CDI. Signalé au RSSI, ne rien communiquer.",
    "Bonjour, la coupure du Wi-Fi au deuxième étage est en cours d'analyse. Utilisez en attendant la prise murale, elle fonctionne." },
  { "Imprimante sous contrat jusqu'en juin seulement, le tambour coûte plus cher qu'une neuve. Je propose le remplacement au prochain budget, avis favorable de Nora.",
    "Bonjour, le bourrage vient du tambour, qui est usé. Une imprimante de prêt vous sera livrée jeudi matin." },
  { "Compte verrouillé après douze essais depuis une adresse en Roumanie, double authentification activée de force. Surveiller les connexions pendant une semaine.",
    "Bonjour, votre compte est déverrouillé. La double authentification est maintenant active : suivez le guide joint pour l'installer sur votre téléphone." },
  { "Bureau 12 déjà promis à l'inspecteur à partir de janvier, ne pas confirmer le déménagement avant la réunion de lundi avec le secrétaire général.",
    "Bonjour, votre demande de déménagement est bien enregistrée. Nous pourrons vous donner une date au début de la semaine prochaine." },
  { "Le poste est hors garantie depuis octobre et la carte mère est oxydée, sans doute un café renversé. Prendre la machine du stock, numéro d'inventaire 7745.",
    "Bonjour, votre ordinateur ne peut pas être réparé. Un poste de remplacement vous sera installé mercredi ; vos fichiers sont conservés." },
  { "Boîte partagée accueil-est supprimée par erreur lors du nettoyage des comptes obsolètes par Karim. Restauration possible pendant trente jours, ticket éditeur 559812 ouvert.",
    "Bonjour, la boîte partagée n'est plus visible à la suite d'une opération technique. Elle sera rétablie avec tous ses messages avant demain soir." },
  { "Clé du local technique perdue par l'agent de service, changer le barillet et prévenir l'assurance. Coût estimé quatre cent vingt euros à la charge du collège.",
    "Bonjour, une nouvelle clé vous sera remise contre signature à la loge à partir de vendredi. Pensez à apporter votre badge." },
  { "La demandeuse est en conflit avec son chef d'établissement, il nous a demandé de ne rien installer sans son accord écrit. Rester neutre dans les réponses.",
    "Bonjour, l'installation de ce logiciel nécessite l'accord de votre chef d'établissement. Dès réception nous l'installerons à distance." },
  { "Licence expirée parce que nous avons oublié le renouvellement groupé, la rallonge est demandée au rectorat. Dire seulement que l'éditeur fait une mise à jour.",
    "Bonjour, le logiciel sera de nouveau utilisable d'ici deux jours. En attendant, la version en ligne est ouverte avec le même identifiant." },
  { "Téléphone fixe coupé car la ligne a été résiliée dans le lot B du marché, personne n'avait recensé ce poste. Rouvrir la ligne en urgence par le portail opérateur.",
    "Bonjour, votre ligne sera rétablie sous quarante-huit heures. Les appels sont renvoyés vers le standard jusque-là." },
  { "Badge refusé normal : contrat terminé le trente novembre d'après la DRH. Ne pas réactiver sans avenant, voir avec Solène pour la suite.",
    "Bonjour, votre badge est lié à la durée de votre contrat. Rapprochez-vous de votre gestionnaire pour que nous puissions le réactiver." },
  { "Les pièces jointes vides viennent du filtre antivirus de la passerelle qui coupe les PDF du copieur, contournement en place chez les autres depuis lundi.",
    "Bonjour, la numérisation vers courriel fonctionne de nouveau. Merci de refaire un essai et de nous dire si les documents arrivent complets." },
  { "Certificat de signature de la directrice volé avec son portable, révocation faite à neuf heures. Dépôt de plainte en cours, discrétion totale.",
    "Bonjour, un nouveau certificat de signature est demandé. Vous serez convoquée pour la remise en main propre, munie d'une pièce d'identité." },
  { "Salle multimédia : lenteur due au profil itinérant de 14 Go de M. Aubert, vidéos personnelles dedans. Lui en parler de vive voix, pas par écrit.",
    "Bonjour, l'ouverture de session est lente à cause du volume du profil. Je passerai vous voir cette semaine pour alléger ensemble le dossier." },
  { "Écran supplémentaire accordé au titre du handicap, dossier médical vu par la correspondante. Le motif ne doit figurer nulle part dans les échanges.",
    "Bonjour, votre écran supplémentaire est commandé. La livraison est prévue dans dix jours à votre bureau." },
};

static const char * const openings[] = {
  "Bonjour Madame, merci de votre retour. ", "Bonjour, comme convenu voici l'état de votre demande : ", "Bonjour Monsieur, ", "",
};

static const char * const closings[] = {
  " Je reste à votre disposition pour tout complément d'information. Cordialement.", " Bonne journée.", " Merci par avance de votre réponse.", "",
};

/* What a person or a program does to a text between copying and sending. */
typedef enum { AS_IS, LOUD, BARE, TYPOGRAPHY, ONE_WORD_CHANGED, N_DISGUISES } Disguise;

static char *
disguise (char **words,
          guint  n,
          Disguise how,
          GRand *rand)
{
  g_autoptr(GString) out = g_string_new (NULL);
  guint changed = n >= 8 ? (guint) g_rand_int_range (rand, 3, (gint) n - 3) : n;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *upper = g_utf8_strup (words[i], -1);
      g_autofree char *plain = g_str_to_ascii (words[i], "fr");

      g_string_append (out, i == 0 ? "" : how == TYPOGRAPHY && i % 3 == 0 ? "\302\240" : i % 5 == 4 && how == TYPOGRAPHY ? " « " : " ");
      if (how == ONE_WORD_CHANGED && i == changed)
        g_string_append (out, "vraiment");
      else
        g_string_append (out, how == LOUD ? upper : how == BARE ? plain : words[i]);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_caught (const char *text,
           const char *note,
           const char *reply)
{
  const char * const private_texts[] = { "Autre note sans rapport.", note, NULL };
  const char * const public_texts[] = { "Bonjour, rien ne marche depuis ce matin, merci de votre aide.", reply, NULL };
  g_autoptr(GArray) leaks = guichet_leak_guard_find (text, private_texts, public_texts);

  return leaks->len > 0;
}

/* A reply into which at least six running words of the note were pasted. */
static gboolean
try_paste (GRand   *rand,
           guint    affair,
           Disguise how)
{
  g_auto(GStrv) words = g_strsplit (affairs[affair].note, " ", -1);
  guint total = g_strv_length (words);
  guint n = (guint) g_rand_int_range (rand, how == ONE_WORD_CHANGED ? 8 : 6, 15);
  guint first;
  g_autofree char *passage = NULL;
  g_autofree char *text = NULL;

  n = MIN (n, total);
  first = (guint) g_rand_int_range (rand, 0, (gint) (total - n) + 1);
  passage = disguise (words + first, n, how, rand);
  text = g_strconcat (openings[g_rand_int_range (rand, 0, G_N_ELEMENTS (openings))], passage,
                      closings[g_rand_int_range (rand, 0, G_N_ELEMENTS (closings))], NULL);

  return is_caught (text, affairs[affair].note, NULL);
}

static void
test_catches_pasted_passages (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261124);
  guint pairs = 0, caught = 0;

  for (guint a = 0; a < G_N_ELEMENTS (affairs); a++)
    for (guint how = 0; how < N_DISGUISES; how++)
      for (guint k = 0; k < 4; k++)
        {
          pairs++;
          caught += try_paste (rand, a, how);
        }

  g_test_message ("caught %u of %u pasted passages", caught, pairs);
  g_assert_cmpuint (pairs, >=, 300);
  g_assert_cmpuint (caught * 100, >=, pairs * 95);
}

/* Honest replies: each with every opening and closing, against the note about
 * the same affair, in which the same words occur. */
static void
test_leaves_honest_replies_alone (void)
{
  guint pairs = 0, alarms = 0;

  for (guint a = 0; a < G_N_ELEMENTS (affairs); a++)
    for (guint o = 0; o < G_N_ELEMENTS (openings); o++)
      for (guint c = 0; c < G_N_ELEMENTS (closings); c++)
        {
          g_autofree char *text = g_strconcat (openings[o], affairs[a].reply, closings[c], NULL);

          pairs++;
          if (is_caught (text, affairs[a].note, NULL))
            {
              alarms++;
              g_test_message ("false alarm: %s", text);
            }
        }

  g_test_message ("%u false alarms in %u honest replies", alarms, pairs);
  g_assert_cmpuint (pairs, >=, 300);
  g_assert_cmpuint (alarms * 100, <=, pairs * 2);
}

static void
test_what_is_public_already_is_no_leak (void)
{
  const char *note = "Le demandeur écrit que le vidéoprojecteur de la salle B204 ne donne plus aucune image depuis lundi.";
  const char *text = "Vous dites que le vidéoprojecteur de la salle B204 ne donne plus aucune image depuis lundi.";
  const char *reply = "Bonjour, le vidéoprojecteur de la salle B204 ne donne plus aucune image depuis lundi.";

  g_assert_true (is_caught (text, note, NULL));
  g_assert_false (is_caught (text, note, reply));
}

static void
test_tells_where (void)
{
  const char *text = "Bonjour. Ne pas réactiver le badge sans avenant, voir avec Solène. Merci.";
  const char * const private_texts[] = { "x", "ne pas reactiver le badge sans avenant : voir avec Solène pour la suite", NULL };
  g_autoptr(GArray) leaks = guichet_leak_guard_find (text, private_texts, NULL);
  const GuichetLeak *leak;
  g_autofree char *passage = NULL;

  g_assert_cmpuint (leaks->len, ==, 1);
  leak = &g_array_index (leaks, GuichetLeak, 0);
  passage = g_strndup (text + leak->start, leak->length);
  g_assert_cmpstr (passage, ==, "Ne pas réactiver le badge sans avenant, voir avec Solène");
  g_assert_cmpuint (leak->source, ==, 1);
  g_assert_cmpuint (leak->n_words, ==, 10);
}

static void
test_small_and_huge_texts (void)
{
  g_autoptr(GString) huge = g_string_new (NULL);
  const char * const none[] = { NULL };
  const char * const private_texts[] = { "", "un deux", NULL };
  g_autoptr(GArray) a = guichet_leak_guard_find ("", private_texts, NULL);
  g_autoptr(GArray) b = guichet_leak_guard_find ("mot", none, none);
  const char *both[] = { NULL, NULL };
  g_autoptr(GArray) c = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (huge, "mot%u ", i % 977);
  both[0] = huge->str;
  c = guichet_leak_guard_find (huge->str, both, NULL);
  g_assert_cmpuint (a->len, ==, 0);
  g_assert_cmpuint (b->len, ==, 0);
  g_assert_cmpuint (c->len, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/leak-guard/pasted", test_catches_pasted_passages);
  g_test_add_func ("/leak-guard/honest", test_leaves_honest_replies_alone);
  g_test_add_func ("/leak-guard/public", test_what_is_public_already_is_no_leak);
  g_test_add_func ("/leak-guard/where", test_tells_where);
  g_test_add_func ("/leak-guard/sizes", test_small_and_huge_texts);

  return g_test_run ();
}
