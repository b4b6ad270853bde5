#include "config.h"

#include "remote/itop-rest-private.h"

#include "remote/fitting.h"
#include "util/error.h"
#include "util/text.h"

/* How many tickets are looked at to learn which states occur. */
#define STATES_SAMPLE 500
/* ---- which profile fits */

static void
keep_status_cb (gint64      id,
                yyjson_val *object,
                yyjson_val *fields,
                gpointer    user_data)
{
  GHashTable *states = user_data;
  yyjson_obj_iter iter;

  yyjson_obj_iter_init (fields, &iter);
  g_hash_table_add (states, guichet_json_dup_value (yyjson_obj_iter_get_val (yyjson_obj_iter_next (&iter))));
}

/* The distinct states of the newest tickets. */
static GHashTable *
learn_states (GuichetItopRest  *self,
              GuichetProfile   *profile,
              GCancellable     *cancellable,
              GError          **error)
{
  const char *class_name = guichet_profile_get_class_name (profile);
  const char *code = guichet_profile_get_code (profile, GUICHET_FIELD_STATUS);
  g_autofree char *query = g_strconcat ("SELECT ", class_name, NULL);
  g_autoptr(GBytes) operation = _guichet_itop_rest_build_get (class_name, query, code, STATES_SAMPLE, 1, error);
  g_autoptr(GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GuichetCall call = { .operation = operation, .func = keep_status_cb, .user_data = states };

  if (operation == NULL || !_guichet_itop_rest_call (self, &call, NULL, cancellable, error))
    return NULL;

  return g_steal_pointer (&states);
}

/* @out_score is not written if the profile cannot serve at all. */
static gboolean
rate_profile (GuichetItopRest  *self,
              GuichetProfile   *profile,
              guint64          *out_fields,
              int              *out_score,
              GCancellable     *cancellable,
              GError          **error)
{
  GHashTable *codes = _guichet_itop_rest_learn_codes (self, guichet_profile_get_class_name (profile),
                                                      cancellable, error);
  g_autoptr(GHashTable) states = NULL;

  if (codes == NULL)
    return FALSE;
  if (!guichet_fitting_match (profile, codes, out_fields))
    return TRUE;
  states = learn_states (self, profile, cancellable, error);
  if (states == NULL)
    return FALSE;

  *out_score = guichet_fitting_rate (profile, *out_fields, states);

  return TRUE;
}

/* The profile that fits best, restricted to what the server has. */
static GuichetProfile *
choose_profile (GuichetItopRest  *self,
                GCancellable     *cancellable,
                GError          **error)
{
  g_auto(GStrv) names = guichet_profile_list_names ();
  g_autoptr(GuichetProfile) best = NULL;
  int best_score = G_MININT;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr(GError) broken = NULL;
      g_autoptr(GuichetProfile) profile = guichet_profile_load_named (names[i], &broken);
      int score = G_MININT;
      guint64 fields = 0;

      if (profile == NULL)
        {
          g_warning ("Profile %s cannot be used: %s", names[i], broken->message);
          continue;
        }
      if (!rate_profile (self, profile, &fields, &score, cancellable, error))
        return NULL;
      g_debug ("Profile %s fits with %d", names[i], score);
      if (score > best_score)
        {
          best_score = score;
          g_clear_pointer (&best, guichet_profile_unref);
          best = guichet_profile_restrict (profile, fields);
        }
    }
  if (best == NULL)
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED, "No profile fits this server");

  return g_steal_pointer (&best);
}

/* ---- who this is */

static void
keep_person_cb (gint64      id,
                yyjson_val *object,
                yyjson_val *fields,
                gpointer    user_data)
{
  GuichetIdentity *identity = user_data;
  gint64 organisation = 0;

  guichet_json_get_int64 (fields, "org_id", &organisation);
  identity->person_id = id;
  identity->organisation_id = organisation;
  g_free (identity->name);
  identity->name = guichet_json_dup_label (fields, "friendlyname");
  g_free (identity->email);
  identity->email = guichet_json_dup_label (fields, "email");
  g_free (identity->organisation);
  identity->organisation = guichet_json_dup_label (fields, "org_id_friendlyname");
}

/* An account without a person signs in all the same: it has no "my tickets",
 * and its login stands for its name. */
static gboolean
read_person (GuichetItopRest  *self,
             GuichetIdentity  *identity,
             GCancellable     *cancellable,
             GError          **error)
{
  if (!_guichet_itop_rest_get (self, "Person", "SELECT Person WHERE id = :current_contact_id",
                               "id,friendlyname,email,org_id,org_id_friendlyname",
                               keep_person_cb, identity, cancellable, error))
    return FALSE;
  if (guichet_text_is_empty (identity->name))
    g_set_str (&identity->name, identity->login);

  return TRUE;
}

typedef struct
{
  GuichetIdentity *identity;
  const char      *team_code;
} TeamReading;

static void
keep_team_cb (gint64      id,
              yyjson_val *object,
              yyjson_val *fields,
              gpointer    user_data)
{
  TeamReading *reading = user_data;
  gint64 team;

  if (guichet_json_get_int64 (fields, reading->team_code, &team) && team > 0)
    g_array_append_val (reading->identity->teams, team);
}

static gboolean
read_teams (GuichetItopRest  *self,
            GuichetProfile   *profile,
            GuichetIdentity  *identity,
            GCancellable     *cancellable,
            GError          **error)
{
  const GuichetReferenceSource *source =
    guichet_profile_get_reference_source (profile, GUICHET_REFERENCE_MEMBERSHIP);
  TeamReading reading = { identity, source != NULL ? source->parent : NULL };
  g_autoptr(GuichetOql) oql = NULL;
  g_autofree char *query = NULL;

  if (identity->person_id == 0 || reading.team_code == NULL || source->other == NULL)
    return TRUE;

  oql = guichet_oql_new (source->class_name);
  guichet_oql_where_int (oql, source->other, "=", identity->person_id);
  query = guichet_oql_to_text (oql, error);

  return query != NULL && _guichet_itop_rest_get (self, source->class_name, query, source->parent,
                                                  keep_team_cb, &reading, cancellable, error);
}

/* ---- what they are on the desk */

static void
keep_right_cb (gint64      id,
               yyjson_val *object,
               yyjson_val *fields,
               gpointer    user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Profiles of accounts are read by administrators only; anybody else is
 * refused, even their own (transcript get-55). */
static gboolean
learn_administrator (GuichetItopRest  *self,
                     gboolean         *out_administrator,
                     GCancellable     *cancellable,
                     GError          **error)
{
  g_autoptr(GError) failure = NULL;

  *out_administrator = FALSE;
  if (_guichet_itop_rest_get (self, "URP_UserProfile", "SELECT URP_UserProfile WHERE userid = :current_user_id",
                              "id", keep_right_cb, out_administrator, cancellable, &failure))
    return TRUE;
  if (failure->domain == GUICHET_ERROR && !guichet_error_is_transient (failure))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/* Who treats the requests of others belongs to a team or administers the desk.
 * Anybody else is a requester, whatever the server would let them read. */
static gboolean
learn_roles (GuichetItopRest  *self,
             GuichetIdentity  *identity,
             GCancellable     *cancellable,
             GError          **error)
{
  gboolean administrator = FALSE;

  if (identity->teams->len == 0 && !learn_administrator (self, &administrator, cancellable, error))
    return FALSE;

  identity->roles = GUICHET_ROLE_REQUESTER;
  if (identity->teams->len > 0 || administrator)
    identity->roles |= GUICHET_ROLE_AGENT;

  return TRUE;
}

/* ---- the whole of it */

static gboolean
check_login (GuichetItopRest  *self,
             GCancellable     *cancellable,
             GError          **error)
{
  static const char text[] = "{\"operation\":\"list_operations\"}";
  g_autoptr(GBytes) operation = g_bytes_new_static (text, strlen (text));
  GuichetCall call = { .operation = operation };

  return _guichet_itop_rest_call (self, &call, NULL, cancellable, error);
}

static void
fill_identity (GuichetIdentity *identity,
               GuichetProfile  *profile)
{
  g_set_str (&identity->profile, guichet_profile_get_name (profile));
  identity->fields = guichet_profile_get_fields (profile);
  /* The zone in which the server writes dates could be measured only with a
   * write of our own (ITOP-PROTOCOL §12). It is the profile's, or left open:
   * then this computer's is taken, which is right wherever server and people
   * share a country. Cursors compare the server's text and need no zone. */
  g_set_str (&identity->zone, guichet_profile_get_zone (profile));
}

GuichetIdentity *
_guichet_itop_rest_sign_in (GuichetRemote   *remote,
                            GuichetProfile **out_profile,
                            GCancellable    *cancellable,
                            GError         **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (self->server, self->login);
  g_autoptr(GuichetProfile) profile = NULL;

  g_hash_table_remove_all (self->codes);
  if (!check_login (self, cancellable, error) ||
      !read_person (self, identity, cancellable, error) ||
      (profile = choose_profile (self, cancellable, error)) == NULL ||
      !read_teams (self, profile, identity, cancellable, error) ||
      !learn_roles (self, identity, cancellable, error))
    return NULL;

  fill_identity (identity, profile);
  guichet_itop_rest_restore (self, identity, profile);
  if (out_profile != NULL)
    *out_profile = g_steal_pointer (&profile);

  return g_steal_pointer (&identity);
}
