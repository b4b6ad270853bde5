#include "config.h"

#include "demo/portal-pages.h"

#include "demo/http.h"
#include "demo/portal-answer.h"
#include "demo/portal-scope.h"
#include "demo/portal-text.h"

/* Pages around what matters: the home page with its bricks, signing in and
 * out. */

/* session-05; the last one has no page of its own. */
static const struct { const char *id; const char *route; const char *title; } tiles[] = {
  { "services", "/browse/services", "Nouvelle requête" },
  { "ongoing-tickets-for-portal-user", "/manage/ongoing-tickets-for-portal-user", "Requêtes en cours" },
  { "faq", "/browse/faq", "FAQ" },
  { "closed-tickets-for-portal-user", "/manage/closed-tickets-for-portal-user", "Requêtes closes" },
  { "search-within-tickets-for-portal-user", NULL, "Rechercher" },
};

static void
append_tiles (GString *html)
{
  g_string_append (html, "<ul class=\"nav menu\">\n");
  for (gsize i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      g_autofree char *url = tiles[i].route != NULL ? demo_portal_make_url ("%s", tiles[i].route) : g_strdup ("#");
      g_autofree char *safe = demo_portal_escape (url);

      g_string_append_printf (html,
                              "<li class=\"brick_menu_item\" data-brick-id=\"%s\"><a href=\"%s\">"
                              "<span class=\"brick_title\">%s</span></a></li>\n",
                              tiles[i].id, safe, tiles[i].title);
    }
  g_string_append (html, "</ul>\n");
}

void
demo_portal_home (DemoVisit  *visit,
                  DemoAnswer *answer)
{
  g_autoptr(GString) html = g_string_new ("<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\">"
                                          "<title>Accueil - iTop</title></head><body>\n");
  g_autofree char *name = demo_portal_escape (visit->caller.account->name);
  g_autofree char *profile = demo_portal_make_url ("/user");
  g_autofree char *safe = demo_portal_escape (profile);

  g_string_append_printf (html, "<div class=\"user_infos\"><span class=\"user_fullname\">%s</span> "
                                "<a href=\"%s\">Mon profil</a> <a href=\"/pages/logoff.php\">Déconnexion</a></div>\n",
                          name, safe);
  append_tiles (html);
  g_string_append (html, "</body></html>\n");
  demo_portal_answer_html (answer, html->str);
}

/**
 * demo_portal_refuse_entry:
 *
 * A lost session and a wrong password look the same: one sentence, or the page
 * to sign in on (session-02, session-03).
 */
void
demo_portal_refuse_entry (DemoPortalRequest *request,
                          DemoAnswer        *answer)
{
  if (request->ajax)
    {
      demo_portal_answer_html (answer, "Vous êtes déconnecté et devez vous reconnecter pour continuer.");
      answer->plain = TRUE;
      return;
    }

  demo_portal_answer_html (answer,
                           "<!DOCTYPE html>\n<html><head><title>iTop - Connexion</title></head><body id=\"login-body\">\n"
                           "<form method=\"post\">\n<input id=\"user\" type=\"text\" name=\"auth_user\" value=\"\">\n"
                           "<input id=\"pwd\" type=\"password\" name=\"auth_pwd\">\n"
                           "<input type=\"hidden\" name=\"login_mode\" value=\"form\">\n"
                           "<input type=\"hidden\" name=\"loginop\" value=\"login\">\n"
                           "<button type=\"submit\">Entrer dans iTop</button>\n</form>\n</body></html>\n");
}

/* An account without a contact has nothing to do in the portal. */
void
demo_portal_say_contactless (DemoAnswer *answer)
{
  demo_portal_answer_html (answer, "Erreur: l'utilisateur n'est pas associé à un Contact/Personne. "
                                   "Merci de contacter votre administrateur.");
  answer->plain = TRUE;
}

/* UI.php: the console, or the way to the portal for who has nothing else. */
void
demo_portal_console (DemoVisit  *visit,
                     DemoAnswer *answer)
{
  if (!demo_portal_has_scope (visit))
    {
      demo_portal_answer_html (answer, "<!DOCTYPE html>\n<html><head><title>iTop</title></head>"
                                       "<body class=\"ibo-console\"></body></html>\n");
      return;
    }

  answer->status = 302;
  answer->type = "text/html; charset=UTF-8";
  answer->headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (answer->headers, g_strdup ("Location"));
  g_ptr_array_add (answer->headers,
                   g_strdup_printf ("http://%s" DEMO_PORTAL_PAGE "?" DEMO_PORTAL_QUERY, visit->request->host));
}

void
demo_portal_say_goodbye (DemoAnswer *answer)
{
  demo_portal_answer_html (answer, "<!DOCTYPE html>\n<html><head><title>iTop - Déconnexion</title></head><body>"
                                   "<p>Merci d'avoir utilisé iTop</p></body></html>\n");
}

void
demo_portal_maintain (DemoPortalRequest *request,
                      DemoAnswer        *answer)
{
  answer->status = 503;
  answer->plain = TRUE;
  demo_portal_answer_html (answer, request->ajax
                                   ? "Cette application est actuellement en maintenance."
                                   : "<!DOCTYPE html>\n<html><head><title>iTop</title></head><body>"
                                     "<h1>Cette application est actuellement en maintenance.</h1></body></html>\n");
}
