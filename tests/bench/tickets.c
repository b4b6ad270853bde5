#include "config.h"

#include "tickets.h"

#include <string.h>
#include <time.h>

#define ME 7
#define MY_TEAM 31
#define FIRST_DAY 1500000000      /* July 2017 */
#define STEP 280                  /* seconds between two tickets: a million in nine years */

GuichetIdentity *
tickets_make_identity (void)
{
  GuichetIdentity *identity = guichet_identity_new ("http://127.0.0.1/bench", "agent");
  gint64 team = MY_TEAM;

  identity->person_id = ME;
  g_set_str (&identity->name, "Agnès Martin");
  g_set_str (&identity->profile, "asap");
  identity->fields = G_MAXUINT64;
  g_array_append_val (identity->teams, team);

  return identity;
}

GuichetProfile *
tickets_load_profile (void)
{
  g_autoptr(GError) error = NULL;
  GuichetProfile *profile = guichet_profile_load_named ("asap", &error);

  if (profile == NULL)
    g_error ("%s", error->message);

  return profile;
}

static void
set_time (GuichetTicket *ticket,
          GuichetField   field,
          time_t         when)
{
  char text[32];
  struct tm parts;

  strftime (text, sizeof text, "%Y-%m-%d %H:%M:%S", gmtime_r (&when, &parts));
  guichet_ticket_set (ticket, field, text);
}

static void
set_words (GuichetTicket *ticket,
           GuichetField   field,
           Words         *words,
           gsize          n_bytes)
{
  g_autoptr(GString) text = g_string_new (NULL);

  words_append (words, text, n_bytes);
  guichet_ticket_set (ticket, field, text->str);
}

static void
set_key (GuichetTicket *ticket,
         GuichetField   field,
         gint64         id,
         const char    *what)
{
  g_autofree char *label = g_strdup_printf ("%s %" G_GINT64_FORMAT, what, id);

  guichet_ticket_set_key (ticket, field, id, label);
}

/* Some thirtieth of all is open. Mine are spread over the newest ones. */
static void
set_state (GuichetTicket *ticket,
           Words         *words,
           guint          id,
           guint          n_tickets)
{
  gboolean open = id + n_tickets / 30 > n_tickets;
  guint every = MAX (n_tickets / 30 / TICKETS_MINE, 1);
  gboolean mine = open && id % every == 0 && (n_tickets - id) / every < TICKETS_MINE;
  gint64 team = mine || words_random (words, 4) == 0 ? MY_TEAM : 40 + (gint64) words_random (words, 60);
  gboolean taken = !open || words_random (words, 2) == 0;

  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, !open ? "closed" : mine || taken ? "assigned" : "dispatched");
  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS, open ? "ongoing" : "closed");
  set_key (ticket, GUICHET_FIELD_TEAM, team, "Équipe informatique");
  if (mine)
    guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, ME, "Agnès Martin");
  else if (taken)
    set_key (ticket, GUICHET_FIELD_AGENT, 100 + (gint64) words_random (words, 500), "Prénom Nom");
  else
    guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, 0, "");
}

static void
set_thin (GuichetTicket *ticket,
          Words         *words,
          guint          id)
{
  g_autofree char *ref = g_strdup_printf ("R-%06u", id);
  time_t start = (time_t) FIRST_DAY + (time_t) id * STEP;

  guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  set_words (ticket, GUICHET_FIELD_TITLE, words, 48);
  set_time (ticket, GUICHET_FIELD_START_DATE, start);
  set_time (ticket, GUICHET_FIELD_LAST_UPDATE, start + (time_t) words_random (words, 86400));
  set_time (ticket, GUICHET_FIELD_ASSIGNMENT_DATE, start + 600);
  set_time (ticket, GUICHET_FIELD_TTO_DEADLINE, start + 7200);
  set_time (ticket, GUICHET_FIELD_TTR_DEADLINE, start + 172800);
  set_key (ticket, GUICHET_FIELD_ORGANISATION, 1 + (gint64) words_random (words, 900), "Collège");
  set_key (ticket, GUICHET_FIELD_CALLER, 1000 + (gint64) words_random (words, 20000), "Élodie Géraud");
  set_key (ticket, GUICHET_FIELD_SITE, 1 + (gint64) words_random (words, 900), "Site");
  guichet_ticket_set (ticket, GUICHET_FIELD_CALLBACK_PHONE, "04 67 91 47 00");
  guichet_ticket_set (ticket, GUICHET_FIELD_AVAILABILITY, "le matin");
  set_key (ticket, GUICHET_FIELD_DOMAIN, 1 + (gint64) words_random (words, 5), "Domaine");
  set_key (ticket, GUICHET_FIELD_FAMILY_GROUP, 1 + (gint64) words_random (words, 20), "Groupe de familles");
  set_key (ticket, GUICHET_FIELD_SERVICE_FAMILY, 1 + (gint64) words_random (words, 60), "Famille de services");
  set_key (ticket, GUICHET_FIELD_SERVICE, 1 + (gint64) words_random (words, 200), "Service de gestion");
  set_key (ticket, GUICHET_FIELD_SUBCATEGORY, 1 + (gint64) words_random (words, 800), "Sous-catégorie");
  guichet_ticket_set (ticket, GUICHET_FIELD_REQUEST_TYPE, "service_request");
  guichet_ticket_set (ticket, GUICHET_FIELD_ORIGIN, "portal");
  guichet_ticket_set (ticket, GUICHET_FIELD_IMPACT, "2");
  guichet_ticket_set (ticket, GUICHET_FIELD_URGENCY, "3");
  guichet_ticket_set (ticket, GUICHET_FIELD_PRIORITY, "3");
}

static GuichetJournalEntry *
make_entry (Words *words)
{
  g_autoptr(GString) html = g_string_new ("<p>");

  words_append (words, html, 400);
  g_string_append (html, "</p>");

  return guichet_journal_entry_new ("2026-01-06 10:00:00", "Inès Morvan", 3, html->str);
}

static void
set_texts (GuichetTicket *ticket,
           Words         *words)
{
  g_autoptr(GString) description = g_string_new ("<p>");

  words_append (words, description, 1500);
  g_string_append (description, "</p>");
  guichet_ticket_set (ticket, GUICHET_FIELD_DESCRIPTION, description->str);
  guichet_ticket_set (ticket, GUICHET_FIELD_SOLUTION, "");
  for (guint journal = 0; journal < GUICHET_N_JOURNALS; journal++)
    {
      GPtrArray *entries = guichet_journal_entries_new ();

      g_ptr_array_add (entries, make_entry (words));
      g_ptr_array_add (entries, make_entry (words));
      guichet_ticket_take_journal (ticket, journal, entries);
    }
}

GuichetTicket *
tickets_make (Words    *words,
              guint     id,
              guint     n_tickets,
              gboolean  with_texts)
{
  GuichetTicket *ticket = guichet_ticket_new (id);

  set_thin (ticket, words, id);
  set_state (ticket, words, id, n_tickets);
  if (with_texts)
    set_texts (ticket, words);

  return ticket;
}

/* ---- JSON */

/* As PHP writes it: what is not ASCII as \u, a slash with a backslash. */
static void
append_string (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\' || c == '/')
        g_string_append_c (out, '\\');
      if (c < 0x80)
        g_string_append_c (out, (char) c);
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
  g_string_append_c (out, '"');
}

static void
append_member (GString    *out,
               const char *code,
               const char *suffix,
               const char *value)
{
  g_string_append_printf (out, "%s\"%s%s\":", g_str_has_suffix (out->str, "{") ? "" : ",", code, suffix);
  append_string (out, value);
}

static void
append_entry (GString                   *out,
              const GuichetJournalEntry *entry)
{
  g_autofree char *plain = g_strndup (entry->html + strlen ("<p>"), strlen (entry->html) - strlen ("<p></p>"));

  g_string_append_c (out, '{');
  append_member (out, "date", "", entry->date);
  append_member (out, "user_login", "", entry->author);
  append_member (out, "user_id", "", "3");
  append_member (out, "message", "", plain);
  append_member (out, "message_html", "", entry->html);
  g_string_append_c (out, '}');
}

static void
append_journal (GString    *out,
                const char *code,
                GPtrArray  *entries)
{
  g_string_append_printf (out, ",\"%s\":{\"entries\":[", code);
  for (guint i = 0; i < entries->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_entry (out, g_ptr_array_index (entries, i));
    }
  g_string_append (out, "]}");
}

void
tickets_append_json (GString        *out,
                     GuichetProfile *profile,
                     GuichetTicket  *ticket)
{
  g_autoptr(GString) fields = g_string_new ("{");
  gint64 id = guichet_ticket_get_id (ticket);

  for (guint f = 0; f < GUICHET_N_FIELDS; f++)
    {
      const char *code = guichet_profile_get_code (profile, f);

      if (code == NULL || guichet_ticket_peek (ticket, f) == NULL)
        continue;
      append_member (fields, code, "", guichet_ticket_peek (ticket, f));
      if (guichet_field_get_kind (f) == GUICHET_FIELD_KIND_KEY)
        append_member (fields, code, "_friendlyname", guichet_ticket_get_label (ticket, f));
    }
  for (guint journal = 0; journal < GUICHET_N_JOURNALS; journal++)
    if (guichet_ticket_get_journal (ticket, journal) != NULL)
      append_journal (fields, guichet_profile_get_journal_code (profile, journal),
                      guichet_ticket_get_journal (ticket, journal));

  g_string_append_printf (out, "\"UserRequest::%" G_GINT64_FORMAT "\":{\"code\":0,\"message\":\"\","
                               "\"class\":\"UserRequest\",\"key\":\"%" G_GINT64_FORMAT "\",\"fields\":%s}}",
                          id, id, fields->str);
}
