#include "config.h"

#include "demo/seed-texts.h"

static const DemoTextCase cases[] = {
  { DEMO_TEXT_FURNITURE, 0, "Déplacement de {number} bureaux vers la salle {room}",
    "<p>Bonjour,</p><p>À la suite de la réorganisation du service, il faudrait déplacer {number} bureaux et autant de "
    "caissons du deuxième étage vers la salle {room}.</p><ul><li>ascenseur utilisable</li><li>cartons déjà faits</li></ul>",
    "Vu avec l’équipe des moyens généraux : deux personnes et le diable le matin seulement.",
    "Les bureaux sont-ils vidés, et les câbles débranchés ? Nous pouvons passer mardi ou jeudi matin.",
    "Tout est vide et débranché. Jeudi matin nous convient, quelqu’un ouvrira à 8 h.",
    "Attente du transporteur : le monte-charge est réservé jusqu’à la fin de la semaine.",
    "<p>Les bureaux sont en place en salle {room}. Merci de signaler tout pied abîmé sous huit jours.</p>" },
  { DEMO_TEXT_FURNITURE, 1, "Bureau trop loin de la prise réseau",
    "<p>Mon nouveau bureau est à quatre mètres de la prise : le câble traverse le passage et tout le monde trébuche "
    "dessus. Peut-on rapprocher le bureau ou poser une goulotte ?</p>",
    "La goulotte suffit, il en reste dans le local du rez-de-chaussée.",
    "Préférez-vous que l’on tourne le bureau contre la cloison, ou que l’on pose une goulotte au sol ?",
    "Contre la cloison, ce sera plus simple, et je garde la fenêtre à gauche.",
    "Attente de la livraison des goulottes par le fournisseur.",
    "<p>Le bureau a été tourné contre la cloison et le câble passe dans une goulotte.</p>" },
  { DEMO_TEXT_FURNITURE, 1, "Montage d’une armoire à rideaux, salle {room}",
    "<p>L’armoire reçue le {date} est encore dans son carton. Pouvez-vous la monter et la fixer au mur ?</p>",
    "Prévoir les chevilles pour cloison creuse.",
    "Quelle essence de bois souhaitez-vous pour les étagères : hêtre ou chêne clair ?",
    "Chêne clair, comme les autres meubles de la pièce. Merci.",
    "Il manque une glissière : réclamée au fabricant, réponse sous dix jours.",
    "<p>Armoire montée et fixée. Les deux clés sont à l’accueil.</p>" },
  { DEMO_TEXT_FURNITURE, 2, "Enlèvement de mobilier hors d’usage",
    "<p>Une dizaine de chaises cassées et une table sont stockées dans le couloir de la salle {room}, devant l’issue de "
    "secours.</p><p>La commission de sécurité passe le {date}.</p>",
    "Urgent : issue de secours encombrée. La benne vient jeudi.",
    "Y a-t-il du matériel inventorié parmi ces meubles (étiquette verte) ?",
    "Oui, la table a une étiquette verte. Les chaises n’en ont pas.",
    "Attente de la sortie d’inventaire de la table.",
    "<p>Mobilier enlevé, le couloir est libre. La table est sortie de l’inventaire.</p>" },
  { DEMO_TEXT_FURNITURE, 0, "Déplacement bureau : changement d’étage",
    "<p>Je rejoins l’équipe du troisième étage. Merci de monter mon bureau, mon fauteuil et une armoire basse de "
    "la salle {room}.</p>",
    "Armoire à vider avant, elle passe tout juste dans l’ascenseur.",
    "À partir de quel jour le bureau d’arrivée est-il libre ?",
    "Il est libre depuis hier, la clé est à l’accueil.",
    "Attente que le bureau d’arrivée soit repeint.",
    "<p>Bureau, fauteuil et armoire sont en place au troisième étage.</p>" },
  { DEMO_TEXT_KEYS, 0, "Badge d’accès refusé à la porte de la réserve",
    "<p>Depuis lundi mon badge est refusé à la porte de la réserve (voyant rouge, deux bips). Il ouvre toujours "
    "l’entrée principale.</p>",
    "Droits expirés dans le logiciel des accès : la fin de mission n’a pas été prolongée.",
    "Pouvez-vous me donner les cinq chiffres inscrits au dos du badge ?",
    "C’est le 4{number}17. Mon collègue a le même souci avec le sien.",
    "Attente de l’accord écrit du chef de service pour prolonger les droits.",
    "<p>Droits prolongés jusqu’à la fin de l’année scolaire. Passez le badge deux fois pour qu’il se mette à jour.</p>" },
  { DEMO_TEXT_KEYS, 1, "Badge perdu, demande de remplacement",
    "<p>J’ai perdu mon badge hier entre le parking et la salle {room}. Merci de le désactiver et de m’en faire un autre.</p>",
    "Badge désactivé à 9 h 05.",
    "Le badge est désactivé. Une photo d’identité récente est-elle déjà dans votre dossier ?",
    "Oui, celle de la rentrée convient.",
    "Attente des badges vierges, livraison annoncée le {date}.",
    "<p>Le nouveau badge vous attend à l’accueil, avec les mêmes droits que l’ancien.</p>" },
  { DEMO_TEXT_KEYS, 2, "Double de clé pour la salle {room}",
    "<p>Nous sommes deux à utiliser la salle et n’avons qu’une clé. Un double serait bienvenu avant la réunion du "
    "{date}.</p>",
    "Clé de sécurité : il faut la carte de propriété, au coffre.",
    "Il s’agit d’une clé protégée : pouvez-vous joindre l’accord du gestionnaire du site ?",
    "L’accord est en pièce jointe, signé ce matin.",
    "Attente du serrurier.",
    "<p>Double remis en main propre contre signature.</p>" },
  { DEMO_TEXT_PARCEL, 0, "Colis à envoyer au rectorat de Toulouse",
    "<p>Trois colis de dossiers (environ 12 kg chacun) sont à envoyer au site des Jacobins. Ils sont fermés et "
    "étiquetés, en salle {room}.</p>",
    "La navette passe le mercredi : les prendre mardi soir.",
    "Les dossiers contiennent-ils des pièces originales ? Si oui, nous ferons un envoi suivi.",
    "Ce sont des copies, un envoi ordinaire suffit.",
    "Attente de la navette de mercredi.",
    "<p>Colis partis avec la navette, arrivée confirmée par le service destinataire.</p>" },
  { DEMO_TEXT_PARCEL, 1, "Copies d’examen : envoi suivi avant le {date}",
    "<p>Deux enveloppes sécurisées sont à remettre au transporteur contre signature. Il faut une preuve de dépôt.</p>",
    "Le bordereau est dans la bannette « examens ».",
    "À quelle heure le transporteur peut-il se présenter, et qui signera ?",
    "Entre 14 h et 16 h. Je signerai moi-même.",
    "Attente du passage du transporteur.",
    "<p>Enveloppes remises. La preuve de dépôt est jointe à ce ticket.</p>" },
  { DEMO_TEXT_PROJECTOR, 0, "Vidéoprojecteur sans image en salle {room}",
    "<p>Le vidéoprojecteur s’allume, le voyant est vert, mais il affiche « Aucun signal » depuis ce matin.</p>"
    "<p>J’ai essayé avec deux ordinateurs.</p>",
    "Même salle qu’en octobre : le câble HDMI du plafond lâche. Il reste deux câbles de 10 m dans l’armoire {number}.",
    "Le voyant du vidéoprojecteur est-il vert ou orange ? Et l’ordinateur affiche-t-il l’image sur son propre écran ?",
    "Voyant vert, et l’image s’affiche bien sur l’écran de l’ordinateur. J’ai cours dans la salle à 15 h 30, est-ce "
    "jouable avant ?",
    "Attente du câble commandé, livraison prévue le {date}.",
    "<p>Le câble du plafond a été remplacé, l’image est revenue. L’ancien câble est étiqueté hors d’usage.</p>" },
  { DEMO_TEXT_PROJECTOR, 1, "Pas de son dans les enceintes de la salle {room}",
    "<p>L’image est bonne mais le son sort de l’ordinateur et non des enceintes. Nous préparons une épreuve d’écoute "
    "pour le {date}.</p>",
    "Sortie audio à choisir dans les réglages ; vérifier aussi le câble mini-jack derrière le bureau.",
    "Dans les réglages du son, quel appareil de sortie est coché ?",
    "« Haut-parleurs internes ». Il y a aussi « HDMI », mais il est grisé.",
    "Attente du créneau où la salle est libre.",
    "<p>Sortie HDMI rétablie et réglée par défaut. Essai fait avec l’enregistrement de l’épreuve.</p>" },
  { DEMO_TEXT_PROJECTOR, 2, "Installation d’un écran interactif, salle {room}",
    "<p>L’écran interactif livré le {date} est à installer à la place du tableau blanc. Une prise réseau et deux prises "
    "électriques sont disponibles.</p>",
    "Deux personnes nécessaires : 68 kg. L’échelle est réservée jusqu’à 16 h.",
    "Le mur est-il porteur ? Une photo de l’emplacement nous aiderait.",
    "Mur en béton, photo jointe. La salle est libre mercredi après-midi.",
    "Attente de l’électricien pour la seconde prise.",
    "<p>Écran posé, raccordé et calibré. Une prise en main de vingt minutes a été faite avec deux enseignants.</p>" },
  { DEMO_TEXT_PROJECTOR, 0, "Vidéoprojecteur : image jaune et tremblante, salle {room}",
    "<p>L’image tire sur le jaune et tremble au bout d’un quart d’heure. Les élèves du fond ne lisent plus "
    "rien.</p>",
    "Lampe à 4 100 heures sur 4 000. Deux lampes au stock, la noter au registre.",
    "Combien d’heures de lampe le menu « Informations » indique-t-il ?",
    "Il indique 41{number}0 heures.",
    "Attente de la lampe, livraison prévue le {date}.",
    "<p>Lampe remplacée et compteur remis à zéro.</p>" },
  { DEMO_TEXT_WIFI, 0, "Accès Wi-Fi impossible depuis la salle {room}",
    "<p>Aucun portable de la salle ne se connecte : « Impossible de joindre ce réseau ». Dans le couloir cela marche.</p>",
    "La borne {number} ne répond plus depuis 7 h 40. Redémarrage à distance sans effet.",
    "Voyez-vous le nom du réseau dans la liste, ou pas du tout ?",
    "On le voit, avec une seule barre, et cela tourne sans fin.",
    "Attente de la borne de remplacement.",
    "<p>Borne remplacée. Le débit mesuré dans la salle est normal.</p>" },
  { DEMO_TEXT_WIFI, 1, "Wi-Fi très lent l’après-midi",
    "<p>Entre 14 h et 16 h les pages mettent plus d’une minute à s’ouvrir. Le matin tout va bien.</p>",
    "Canal saturé : trois bornes voisines sur le 6. Passer celle-ci sur le 11.",
    "Combien de postes sont connectés en même temps à ces heures-là ?",
    "Une trentaine de tablettes et six portables.",
    "Attente du relevé de charge de la semaine.",
    "<p>Le canal de la borne a été changé et la mise à jour des tablettes déplacée la nuit.</p>" },
  { DEMO_TEXT_WIFI, 2, "Accès Wi-Fi invités pour la réunion du {date}",
    "<p>Nous recevons {number} personnes de l’extérieur et il leur faudra un accès à Internet toute la journée.</p>",
    "Prévoir des codes valables de 8 h à 18 h.",
    "Souhaitez-vous un code par personne, ou un code commun affiché dans la salle ?",
    "Un code par personne, imprimé sur leur badge si possible.",
    "Attente de la liste des invités.",
    "<p>Les codes sont joints. Ils fonctionnent de 8 h à 18 h le jour de la réunion.</p>" },
  { DEMO_TEXT_WIFI, 0, "Tablettes de la classe mobile hors ligne",
    "<p>Les {number} tablettes de la valise ne trouvent plus le réseau depuis la mise à jour. Les portables, eux, "
    "se connectent.</p>",
    "Certificat de la valise expiré hier à minuit.",
    "Pouvez-vous me dire ce qui s’affiche dans les réglages, sous le nom du réseau ?",
    "« Certificat non approuvé », sur toutes.",
    "Attente du nouveau certificat.",
    "<p>Nouveau certificat installé sur toute la valise. Les tablettes sont en ligne.</p>" },
  { DEMO_TEXT_PASSWORD, 0, "Compte verrouillé après changement de mot de passe",
    "<p>J’ai changé mon mot de passe vendredi. Depuis, mon compte se verrouille plusieurs fois par jour, même quand je ne "
    "fais rien.</p>",
    "Le téléphone garde l’ancien mot de passe et verrouille le compte toutes les vingt minutes.",
    "Lisez-vous aussi votre messagerie sur un téléphone ou une tablette ?",
    "Oui, sur mon téléphone. Je n’y ai pas touché depuis le changement.",
    "Attente du retour de l’agent, en déplacement jusqu’au {date}.",
    "<p>Compte déverrouillé, mot de passe mis à jour sur le téléphone. Aucun verrouillage depuis deux heures.</p>" },
  { DEMO_TEXT_PASSWORD, 1, "Mot de passe oublié au retour de congé",
    "<p>De retour de congé, je n’arrive plus à ouvrir ma session. Mon code de récupération est resté à la maison.</p>",
    "Identité vérifiée par rappel sur le numéro du dossier.",
    "Je vous rappelle au numéro de votre dossier pour vérifier votre identité. À quelle heure êtes-vous joignable ?",
    "Entre 13 h et 14 h, je serai à mon bureau.",
    "Attente du rappel : demandeur absent au premier essai.",
    "<p>Mot de passe provisoire remis par téléphone ; il a été changé à la première connexion.</p>" },
  { DEMO_TEXT_PASSWORD, 2, "Double authentification : nouveau téléphone",
    "<p>J’ai changé de téléphone et les codes à six chiffres sont restés sur l’ancien, que j’ai rendu.</p>",
    "Retirer l’ancien appareil de la liste avant d’en ajouter un.",
    "Avez-vous encore l’un des codes de secours remis à l’inscription ?",
    "Non, la feuille est introuvable.",
    "Attente de l’accord du responsable de la sécurité.",
    "<p>L’ancien appareil est retiré, le nouveau est inscrit et de nouveaux codes de secours ont été remis.</p>" },
  { DEMO_TEXT_PASSWORD, 1, "Compte d’un remplaçant qui arrive lundi",
    "<p>Un remplaçant prend ses fonctions lundi en salle {room}. Il lui faut un compte pour l’appel et le cahier "
    "de textes.</p>",
    "Compte déjà créé par la synchronisation, il manque le rattachement.",
    "Pouvez-vous me donner sa date de naissance et la durée du remplacement ?",
    "Tout est dans l’arrêté joint ; le remplacement dure six semaines.",
    "Attente de l’arrêté d’affectation.",
    "<p>Compte rattaché à l’établissement. L’identifiant a été remis au secrétariat sous pli.</p>" },
  { DEMO_TEXT_PRINTER, 0, "Imprimante du secrétariat : bourrage à chaque recto verso",
    "<p>Toute impression recto verso se bloque à la deuxième page. Le recto simple passe.</p>"
    "<p>Modèle : <b>LX-{number}0</b>, bac 2.</p>",
    "Galet d’entraînement usé, pièce à 18 € en stock à la plateforme.",
    "Quel papier utilisez-vous (grammage) ? Et le bac 1 fait-il pareil ?",
    "Du 80 g ordinaire. Le bac 1 bloque aussi, mais moins souvent.",
    "Attente de la pièce : galet du recto verso.",
    "<p>Galets remplacés et chemin du papier nettoyé. Cent feuilles recto verso sans bourrage.</p>" },
  { DEMO_TEXT_PRINTER, 1, "Numérisation vers courriel : pièces jointes vides",
    "<p>Les documents numérisés arrivent par courriel avec une pièce jointe de 0 octet depuis la mise à jour du "
    "{date}.</p>",
    "Le relais de messagerie refuse les fichiers du copieur : certificat expiré.",
    "Pouvez-vous me transférer l’un de ces messages tel quel ?",
    "C’est fait, je l’ai joint au ticket.",
    "Attente de la correction du constructeur.",
    "<p>Certificat du copieur renouvelé ; les pièces jointes arrivent entières.</p>" },
  { DEMO_TEXT_PRINTER, 2, "Impression impossible depuis le poste de la vie scolaire",
    "<p>Les travaux restent en file : « Erreur – impression ». Les autres postes impriment sur la même machine.</p>",
    "Pilote en double sur le poste, supprimer l’ancien.",
    "Le nom de l’imprimante se termine-t-il par « (copie 1) » ?",
    "Oui, et l’autre sans « copie » est grisée.",
    "Attente d’un créneau hors des heures de permanence.",
    "<p>Ancien pilote supprimé, file vidée, page d’essai imprimée.</p>" },
  { DEMO_TEXT_PRINTER, 2, "Copieur de la salle {room} : code refusé",
    "<p>Le copieur refuse mon code depuis la rentrée : « Compte inconnu ». Je dois imprimer {number} sujets pour "
    "demain.</p>",
    "Compte absent de l’annuaire du copieur, importer la liste de rentrée.",
    "Votre badge est-il reconnu, ou seulement le code est-il refusé ?",
    "Le badge non plus n’est pas reconnu.",
    "Attente de la liste de rentrée du secrétariat.",
    "<p>Liste de rentrée importée : code et badge sont acceptés.</p>" },
  { DEMO_TEXT_COMPUTER, 0, "Lenteur à l’ouverture de session, salle {room}",
    "<p>Les postes mettent plus de cinq minutes à ouvrir une session d’élève. C’est un quart d’heure de cours perdu.</p>",
    "Profils itinérants énormes : 900 Mo de téléchargements dans le bureau.",
    "Est-ce le cas de tous les postes de la salle, et de toutes les classes ?",
    "Tous les postes, surtout avec les 4e B et les 4e C.",
    "Attente du passage en profils locaux, prévu aux prochaines vacances.",
    "<p>Téléchargements exclus du profil : ouverture de session en quarante secondes.</p>" },
  { DEMO_TEXT_COMPUTER, 1, "Portable qui ne démarre plus",
    "<p>Le portable de prêt n{number} affiche un écran noir au démarrage, avec le ventilateur à fond. Mes cours de la semaine "
    "sont dessus.</p>",
    "Disque lisible depuis un autre poste : les fichiers sont saufs.",
    "Une lumière s’allume-t-elle quand vous branchez le chargeur ?",
    "Oui, orange et fixe.",
    "Attente de la carte mère sous garantie.",
    "<p>Fichiers copiés sur un autre portable, remis ce matin. La machine part en garantie.</p>" },
  { DEMO_TEXT_COMPUTER, 2, "Écran supplémentaire pour le poste adapté",
    "<p>Le médecin de prévention recommande un second écran de 27 pouces sur bras articulé (avis en pièce jointe).</p>",
    "Budget du pôle handicap, bon de commande à faire signer.",
    "Votre bureau a-t-il un bord libre d’au moins 8 cm pour la pince du bras ?",
    "Oui, côté fenêtre.",
    "Attente de la livraison du bras articulé.",
    "<p>Écran et bras installés, hauteur réglée avec l’agente.</p>" },
  { DEMO_TEXT_COMPUTER, 1, "Clavier et souris sans réaction au poste {number}",
    "<p>Au poste du fond de la salle {room}, ni le clavier ni la souris ne répondent. Les ports de façade non "
    "plus.</p>",
    "Multiprise éteinte sous la table, à vérifier avant de se déplacer.",
    "Le voyant du clavier s’allume-t-il quand vous appuyez sur « Verr Num » ?",
    "Non, rien ne s’allume.",
    "Attente du passage du technicien jeudi.",
    "<p>Concentrateur USB remplacé, les deux appareils répondent.</p>" },
  { DEMO_TEXT_COMPUTER, 0, "Mise à jour qui tourne en boucle",
    "<p>Chaque matin le poste installe la même mise à jour pendant vingt minutes, échoue et recommence le "
    "lendemain.</p>",
    "Espace disque : 2 Go libres. Vider le dossier des anciennes versions.",
    "Quel espace libre est affiché pour le disque ?",
    "Il reste 1,8 Go.",
    "Attente d’une plage d’une heure où le poste est libre.",
    "<p>Espace libéré, mise à jour passée du premier coup.</p>" },
  { DEMO_TEXT_MAIL, 0, "Boîte partagée « accueil-{number} » introuvable dans le client",
    "<p>Je dois répondre aux familles depuis la boîte partagée, mais elle n’apparaît pas sous la mienne.</p>",
    "Droits donnés hier : il faut une nuit pour qu’ils se propagent.",
    "La boîte est-elle visible par la page web de la messagerie ?",
    "Oui par la page web, non dans le logiciel.",
    "Attente de la propagation des droits.",
    "<p>La boîte est visible après redémarrage du logiciel. L’envoi en son nom est vérifié.</p>" },
  { DEMO_TEXT_MAIL, 1, "Ajouter {number} personnes à la liste des référents",
    "<p>Merci d’ajouter les nouveaux référents numériques à la liste de diffusion. Le tableau est en pièce jointe.</p>",
    "Deux adresses du tableau sont mal écrites, demander.",
    "Deux adresses ont une faute (« demo.exemple »). Pouvez-vous les corriger ?",
    "Voici le tableau corrigé, désolée.",
    "Attente de l’accord de la propriétaire de la liste.",
    "<p>Personnes ajoutées ; un message d’essai est parvenu à toutes.</p>" },
  { DEMO_TEXT_MAIL, 2, "Messages d’une famille jamais reçus",
    "<p>Une famille m’assure avoir écrit trois fois depuis le {date}. Rien dans ma boîte ni dans les indésirables.</p>",
    "Bloqués par le filtre : pièce jointe de type interdit.",
    "Connaissez-vous l’adresse exacte de l’expéditeur ?",
    "Je l’ai notée dans le message joint.",
    "Attente d’un nouvel envoi d’essai par la famille.",
    "<p>Le filtre refusait une pièce jointe « .zip ». Les messages sont libérés.</p>" },
  { DEMO_TEXT_MAIL, 2, "Messages envoyés en double",
    "<p>Mes correspondants reçoivent deux fois chaque message depuis le {date}. Je n’en vois qu’un dans les "
    "messages envoyés.</p>",
    "Règle de transfert créée par erreur vers sa propre liste.",
    "Avez-vous créé récemment une règle ou une signature ?",
    "Une règle, oui, pour ranger les messages des parents.",
    "Attente du retour de l’agente, en formation.",
    "<p>La règle renvoyait chaque message à la liste. Elle est corrigée.</p>" },
  { DEMO_TEXT_PHONE, 0, "Téléphone fixe sans tonalité depuis la coupure de courant",
    "<p>Plus de tonalité au poste 7{number}2 depuis la coupure de mardi. L’écran affiche « Recherche du réseau ».</p>",
    "Commutateur du local technique resté éteint : port 14.",
    "Les voyants de la prise murale, à côté du téléphone, clignotent-ils ?",
    "Aucun voyant, tout est éteint.",
    "Attente de l’accès au local technique, clé au gestionnaire.",
    "<p>Commutateur rallumé, le téléphone s’est réenregistré.</p>" },
  { DEMO_TEXT_PHONE, 1, "Renvoi d’appel vers le standard pendant les vacances",
    "<p>Pouvez-vous renvoyer le poste de la loge vers le standard du {date} à la rentrée ?</p>",
    "Programmer la fin du renvoi en même temps.",
    "Faut-il aussi renvoyer les appels internes ?",
    "Oui, tous les appels.",
    "Attente de la date exacte de reprise.",
    "<p>Renvoi programmé, il se terminera tout seul à la rentrée.</p>" },
  { DEMO_TEXT_PHONE, 0, "Grésillement sur le poste de la loge",
    "<p>On entend un grésillement continu et les familles raccrochent. Changer le combiné n’a rien donné.</p>",
    "Cordon spiralé usé, à essayer avant le poste complet.",
    "Le bruit est-il le même avec le haut-parleur ?",
    "Non, avec le haut-parleur c’est clair.",
    "Attente du cordon.",
    "<p>Cordon remplacé, la ligne est claire.</p>" },
  { DEMO_TEXT_SHARE, 0, "Droits d’accès au dossier « Commissions » pour deux agents",
    "<p>Deux collègues nous rejoignent le {date}. Merci de leur donner la lecture et l’écriture sur le dossier "
    "« Commissions ».</p>",
    "Passer par le groupe, jamais par des droits nominatifs.",
    "Pouvez-vous me confirmer l’accord du chef de division, propriétaire du dossier ?",
    "Il est en copie et donne son accord.",
    "Attente de la création des comptes.",
    "<p>Les deux agents sont dans le groupe ; l’accès est effectif à la prochaine ouverture de session.</p>" },
  { DEMO_TEXT_SHARE, 1, "Restaurer un tableau effacé par erreur",
    "<p>Le tableau « suivi_{number}.ods » a été écrasé hier vers 17 h. Existe-t-il une copie d’hier matin ?</p>",
    "Instantané de 12 h disponible.",
    "Dans quel dossier exactement se trouvait-il ?",
    "Dans « Division / 2026 / Suivi ».",
    "Attente de la fin de la sauvegarde en cours.",
    "<p>Version d’hier midi restaurée sous le nom « suivi_restauré ».</p>" },
  { DEMO_TEXT_SHARE, 0, "Dossier de la direction visible de tous",
    "<p>Un collègue m’a montré qu’il ouvrait le dossier « Direction » depuis la salle {room}. Il ne devrait "
    "pas.</p>",
    "Sensible : héritage coupé sur un sous-dossier. Corriger puis relever les accès.",
    "Depuis quand, à votre connaissance, ce dossier est-il visible ?",
    "Je l’ai appris ce matin, je ne sais pas pour avant.",
    "Attente du relevé des accès.",
    "<p>Droits rétablis et vérifiés avec deux comptes. Aucun accès étranger relevé sur trente jours.</p>" },
  { DEMO_TEXT_APPLICATION, 0, "Accès refusé au logiciel des personnels",
    "<p>Message « Profil insuffisant » à l’ouverture depuis mon changement de service.</p>",
    "L’ancien profil a été retiré avant que le nouveau soit donné.",
    "De quel périmètre avez-vous besoin : premier degré, second degré, ou les deux ?",
    "Second degré seulement.",
    "Attente de la signature de la fiche d’habilitation.",
    "<p>Habilitation donnée pour le second degré. Fermez puis rouvrez le navigateur.</p>" },
  { DEMO_TEXT_APPLICATION, 1, "Arrêté : la date d’effet s’imprime mal",
    "<p>Sur les arrêtés imprimés, la date d’effet est décalée d’un jour. À l’écran elle est juste.</p>",
    "Anomalie connue de la version du {date}, contournement : exporter en PDF.",
    "Pouvez-vous joindre un exemple anonymisé ?",
    "C’est joint, noms effacés.",
    "Attente du correctif de l’éditeur.",
    "<p>Correctif installé ; les dates imprimées sont justes. Les {number} arrêtés touchés sont réimprimés.</p>" },
  { DEMO_TEXT_APPLICATION, 2, "Installer le lecteur de cartes sur le poste du gestionnaire",
    "<p>Le lecteur est branché mais la signature électronique répond « aucun certificat ».</p>",
    "Intergiciel à mettre à jour avant le lecteur.",
    "La carte fonctionne-t-elle sur un autre poste ?",
    "Oui, sur celui de ma collègue.",
    "Attente de la prise en main à distance.",
    "<p>Intergiciel mis à jour, signature d’essai réussie.</p>" },
  { DEMO_TEXT_APPLICATION, 1, "Export des absences : colonne vide",
    "<p>L’export mensuel des absences sort avec la colonne « motif » vide pour {number} agents. À l’écran les "
    "motifs y sont.</p>",
    "Motifs saisis avec un code supprimé en septembre.",
    "S’agit-il de motifs saisis avant ou après la rentrée ?",
    "Avant, tous.",
    "Attente du correctif de l’éditeur.",
    "<p>Codes anciens repris dans la table des motifs, l’export est complet.</p>" },
};

const DemoTextCase *
demo_texts_get_cases (guint *out_n)
{
  *out_n = G_N_ELEMENTS (cases);
  return cases;
}

static const char *
draw (const char * const *texts,
      guint               n,
      GRand              *random)
{
  return texts[g_rand_int_range (random, 0, (gint32) n)];
}

const char *
demo_texts_draw_greeting (GRand *random)
{
  static const char * const texts[] = {
    "Bonjour,", "Bonjour, je prends votre demande en charge.", "Bonjour, merci pour ces précisions.",
    "Bonjour, je regarde cela tout de suite.",
  };

  return draw (texts, G_N_ELEMENTS (texts), random);
}

const char *
demo_texts_draw_thanks (GRand *random)
{
  static const char * const texts[] = {
    "Merci beaucoup, tout fonctionne.", "C’est parfait, merci pour votre rapidité.",
    "Merci, je vérifie demain et je vous dis.", "Merci à toute l’équipe, bonne journée.",
  };

  return draw (texts, G_N_ELEMENTS (texts), random);
}

const char *
demo_texts_draw_availability (GRand *random)
{
  static const char * const texts[] = {
    "Lundi & Vendredi de 9h à 16h", "Lun. et jeu., 13–17 h", "Tous les jours avant 10 h", "Mercredi toute la journée",
    "De 12 h à 14 h, sauf le mardi", "Par courriel de préférence", "", "",
  };

  return draw (texts, G_N_ELEMENTS (texts), random);
}

static void
replace (GString    *text,
         const char *place,
         const char *value)
{
  if (strstr (text->str, place) != NULL)
    g_string_replace (text, place, value, 0);
}

/* What stands in for the places, one draw per request. */
DemoTextPlaces
demo_texts_draw_places (GRand *random)
{
  static const char * const rooms[] = {
    "B204", "A112", "C03", "D301", "E120", "B017", "E215", "A008", "C210", "B108",
  };
  static const char * const dates[] = { "3", "5", "12", "18", "24", "26", "29" };

  return (DemoTextPlaces) {
    draw (rooms, G_N_ELEMENTS (rooms), random),
    draw (dates, G_N_ELEMENTS (dates), random),
    g_rand_int_range (random, 2, 19),
  };
}

/* Returns: (transfer full): @text with its places filled */
char *
demo_texts_fill (const char           *text,
                 const DemoTextPlaces *places)
{
  g_autoptr(GString) filled = NULL;
  g_autofree char *number = NULL;

  if (strchr (text, '{') == NULL)
    return g_strdup (text);

  filled = g_string_new (text);
  number = g_strdup_printf ("%d", places->number);

  replace (filled, "{room}", places->room);
  replace (filled, "{date}", places->date);
  replace (filled, "{number}", number);

  return g_string_free (g_steal_pointer (&filled), FALSE);
}
