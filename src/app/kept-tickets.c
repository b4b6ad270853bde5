#include "config.h"

#include "app/kept-tickets.h"

#define KEY "open-tickets"
#define ACCOUNT "guichet-account"

/* Accounts that were used once leave their tickets in the settings; so many
 * of the latest are kept. */
#define ACCOUNTS_MAX 8

static GVariant *
read_ids (GSettings  *settings,
          const char *account)
{
  g_autoptr(GVariant) all = g_settings_get_value (settings, KEY);

  return g_variant_lookup_value (all, account, G_VARIANT_TYPE ("ax"));
}

/* @ids: (nullable): %NULL forgets the account */
static void
write_ids (GSettings  *settings,
           const char *account,
           GVariant   *ids)
{
  g_autoptr(GVariant) all = g_settings_get_value (settings, KEY);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sax}"));
  GVariantIter iter;
  const char *other;
  GVariant *theirs;
  guint n = 1;

  if (ids != NULL)
    g_variant_builder_add (&builder, "{s@ax}", account, ids);
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s@ax}", &other, &theirs))
    {
      if (n < ACCOUNTS_MAX && !g_str_equal (other, account))
        {
          g_variant_builder_add (&builder, "{s@ax}", other, theirs);
          n++;
        }
      g_variant_unref (theirs);
    }

  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

static void
ids_changed_cb (GuichetHands *hands,
                GParamSpec   *pspec,
                GSettings    *settings)
{
  g_autoptr(GVariant) ids = guichet_hands_dup_ids (hands);

  write_ids (settings, g_object_get_data (G_OBJECT (hands), ACCOUNT), ids);
}

static char *
name_account (const char *server,
              const char *login)
{
  return g_strconcat (login, "@", server, NULL);
}

void
guichet_keep_tickets (GSettings    *settings,
                      const char   *server,
                      const char   *login,
                      GuichetHands *hands)
{
  g_autofree char *account = name_account (server, login);
  g_autoptr(GVariant) ids = read_ids (settings, account);

  g_object_set_data_full (G_OBJECT (hands), ACCOUNT, g_steal_pointer (&account), g_free);
  if (ids != NULL)
    guichet_hands_set_ids (hands, ids);
  g_signal_connect_object (hands, "notify::ids", G_CALLBACK (ids_changed_cb), settings, 0);
}

void
guichet_forget_tickets (GSettings  *settings,
                        const char *server,
                        const char *login)
{
  g_autofree char *account = name_account (server, login);

  write_ids (settings, account, NULL);
}
