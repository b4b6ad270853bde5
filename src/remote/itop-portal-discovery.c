#include "config.h"

#include "remote/itop-portal-discovery.h"

#include "remote/fitting.h"
#include "remote/itop-portal-field.h"
#include "remote/itop-portal-thread.h"
#include "util/error.h"
#include "util/text.h"

/* How many tickets are looked at to learn which states occur, and for the zone. */
#define STATES_SAMPLE 50
#define ZONE_SAMPLE 5
#define SIBLING_CLASS "Incident"

/* ---- classes */

static gboolean
is_of_a_profile (const char *class_name)
{
  g_auto(GStrv) names = guichet_profile_list_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr(GuichetProfile) profile = guichet_profile_load_named (names[i], NULL);

      if (profile != NULL && g_str_equal (guichet_profile_get_class_name (profile), class_name))
        return TRUE;
    }

  return FALSE;
}

/* The incidents that stock iTop may have beside its requests say nothing about
 * which profile fits. */
void
guichet_portal_discovery_note_class (GuichetPortalDiscovery *self,
                                     const char             *class_name)
{
  if (guichet_portal_layout_is_word (class_name) &&
      (!g_str_equal (class_name, SIBLING_CLASS) || is_of_a_profile (class_name)))
    g_hash_table_add (self->classes, g_strdup (class_name));
}

/* ---- what tickets look like */

static void
note_row_cb (gint64      id,
             yyjson_val *attributes,
             gpointer    user_data)
{
  GuichetPortalDiscovery *discovery = user_data;
  yyjson_obj_iter iter = yyjson_obj_iter_with (attributes);
  yyjson_val *name;

  discovery->ticket = MAX (discovery->ticket, id);
  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    if (guichet_portal_layout_is_word (yyjson_get_str (name)))
      g_hash_table_add (discovery->codes, g_strdup (yyjson_get_str (name)));
  g_hash_table_add (discovery->states, guichet_json_dup_text (yyjson_obj_get (attributes, "status"), "value_raw"));
}

static gboolean
sample_lists (GuichetItopPortal       *self,
              GuichetPortalDiscovery  *discovery,
              GCancellable            *cancellable,
              GError                 **error)
{
  for (guint i = 0; i < self->layout->lists->len; i++)
    {
      const GuichetPortalList *list = g_ptr_array_index (self->layout->lists, i);
      GuichetPortalWalk walk = { list->brick, list->tab, .order = "start_date", .show = STATES_SAMPLE, .page = 1 };
      GError *failure = NULL;

      if (!_guichet_itop_portal_read_rows (self, &walk, note_row_cb, discovery, NULL, cancellable, &failure) &&
          !guichet_portal_discovery_pass_over (failure, error))
        return FALSE;
    }
  g_hash_table_remove (discovery->states, "");

  return TRUE;
}

static void
note_fields (GuichetPortalDiscovery *discovery,
             yyjson_val             *fields)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (fields);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    if (guichet_portal_layout_is_word (yyjson_get_str (name)))
      g_hash_table_add (discovery->codes, g_strdup (yyjson_get_str (name)));
}

static gboolean
sample_create_form (GuichetItopPortal       *self,
                    GuichetPortalDiscovery  *discovery,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  const GuichetPortalLeaf *leaf;
  g_autoptr(GuichetPortalPage) page = NULL;
  GError *failure = NULL;

  if (!_guichet_itop_portal_has_catalogue (self, cancellable, &failure))
    return failure == NULL || guichet_portal_discovery_pass_over (failure, error);

  leaf = _guichet_itop_portal_get_first_leaf (self);
  page = _guichet_itop_portal_read_create_page (self, leaf->id, cancellable, &failure);
  if (page == NULL)
    return guichet_portal_discovery_pass_over (failure, error);
  note_fields (discovery, page->fields);
  guichet_portal_discovery_note_class (discovery, page->class_name);

  return TRUE;
}

/* ---- which profile fits */

/* What every ticket has, whether a form shows it or not: lists are sorted by
 * it, and answers tell it. */
static void
note_given (GHashTable     *codes,
            GuichetProfile *profile)
{
  static const GuichetField given[] = {
    GUICHET_FIELD_REF, GUICHET_FIELD_TITLE, GUICHET_FIELD_STATUS, GUICHET_FIELD_START_DATE, GUICHET_FIELD_LAST_UPDATE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (guichet_profile_get_code (profile, given[i]) != NULL)
      g_hash_table_add (codes, g_strdup (guichet_profile_get_code (profile, given[i])));
}

/* Whoever has no ticket yet saw no ticket's form: then everything that the
 * profile has may be there. */
static GuichetProfile *
restrict_profile (const GuichetPortalLayout *layout,
                  GuichetProfile            *profile,
                  guint64                    fields)
{
  return guichet_profile_restrict (profile, layout->view_codes->len > 0 ? fields : guichet_profile_get_fields (profile));
}

static GuichetProfile *
choose_profile (const GuichetPortalLayout  *layout,
                GuichetPortalDiscovery     *discovery,
                GError                    **error)
{
  g_auto(GStrv) names = guichet_profile_list_names ();
  g_autoptr(GuichetProfile) best = NULL;
  int best_score = G_MININT;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr(GuichetProfile) profile = guichet_profile_load_named (names[i], NULL);
      guint64 fields = 0;
      int score;

      if (profile == NULL ||
          (g_hash_table_size (discovery->classes) > 0 &&
           !g_hash_table_contains (discovery->classes, guichet_profile_get_class_name (profile))))
        continue;
      note_given (discovery->codes, profile);
      if (!guichet_fitting_match (profile, discovery->codes, &fields))
        continue;
      score = guichet_fitting_rate (profile, fields, discovery->states);
      if (score > best_score)
        {
          best_score = score;
          g_clear_pointer (&best, guichet_profile_unref);
          best = restrict_profile (layout, profile, fields);
        }
    }
  if (best == NULL)
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED, "No profile fits this portal");

  return g_steal_pointer (&best);
}

/* ---- who this is */

static void
keep_person (GuichetIdentity         *identity,
             const GuichetPortalPage *page)
{
  yyjson_val *organisation = yyjson_obj_get (page->fields, "org_id");
  g_autofree char *first = guichet_portal_field_dup_raw (yyjson_obj_get (page->fields, "first_name"));
  g_autofree char *last = guichet_portal_field_dup_raw (yyjson_obj_get (page->fields, "name"));
  g_autofree char *whole = g_strjoin (" ", first, last, NULL);
  g_autofree char *email = guichet_portal_field_dup_raw (yyjson_obj_get (page->fields, "email"));
  g_autofree char *key = guichet_portal_field_dup_raw (organisation);

  identity->person_id = page->object_id;
  g_free (identity->name);
  identity->name = guichet_text_single_line (whole);
  g_free (identity->email);
  identity->email = guichet_text_single_line (email);
  if (!guichet_text_parse_int64 (key, &identity->organisation_id))
    identity->organisation_id = 0;
  g_free (identity->organisation);
  identity->organisation = guichet_portal_field_dup_text (organisation);
}

/* The profile page holds three forms; the first is that of the person. */
static gboolean
read_person (GuichetItopPortal  *self,
             GuichetIdentity    *identity,
             GCancellable       *cancellable,
             GError            **error)
{
  g_auto(GuichetPortalAnswer) answer = { NULL };
  GError *failure = NULL;
  gsize done = 0;

  if (!_guichet_itop_portal_get (self, GUICHET_PORTAL_PAGE, "/user", NULL, &answer, cancellable, &failure))
    {
      if (!guichet_portal_discovery_pass_over (failure, error))
        return FALSE;
    }
  while (answer.body != NULL && done < answer.body->len)
    {
      gsize consumed = 0;
      g_autoptr(GuichetPortalPage) page = guichet_portal_page_read (answer.body->str + done, answer.body->len - done,
                                                                    &consumed);

      if (page == NULL)
        break;
      if (page->object_id > 0 && yyjson_obj_get (page->fields, "first_name") != NULL)
        {
          keep_person (identity, page);
          break;
        }
      done += consumed;
    }
  if (guichet_text_is_empty (identity->name))
    g_set_str (&identity->name, identity->login);

  return TRUE;
}

/* ---- the zone */

static void
keep_id_cb (gint64      id,
            yyjson_val *attributes,
            gpointer    user_data)
{
  g_array_append_val ((GArray *) user_data, id);
}

/* Files beside tickets show the server's clock next to Unix time. */
static gboolean
measure_offset (GuichetItopPortal        *self,
                const GuichetPortalList  *list,
                GCancellable             *cancellable,
                GError                  **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GuichetPortalWalk walk = {
    .brick = list->brick,
    .tab = list->tab,
    .order = guichet_profile_get_code (self->profile, GUICHET_FIELD_LAST_UPDATE),
    .show = ZONE_SAMPLE,
    .page = 1,
  };

  if (!_guichet_itop_portal_read_rows (self, &walk, keep_id_cb, ids, NULL, cancellable, error))
    return FALSE;
  for (guint i = 0; i < ids->len && self->offset == GUICHET_PORTAL_NO_OFFSET; i++)
    {
      GError *failure = NULL;
      g_autoptr(GuichetTicket) ticket = _guichet_itop_portal_view (self, g_array_index (ids, gint64, i), NULL,
                                                                   cancellable, &failure);

      if (ticket == NULL && !guichet_portal_discovery_pass_over (failure, error))
        return FALSE;
    }

  return TRUE;
}

static gint64
get_own_offset (void)
{
  g_autoptr(GTimeZone) local = g_time_zone_new_local ();
  int interval = g_time_zone_find_interval (local, G_TIME_TYPE_UNIVERSAL, g_get_real_time () / G_USEC_PER_SEC);

  return g_time_zone_get_offset (local, interval);
}

/* A profile may know it. If not, and the server's clock goes like this
 * computer's, that zone is taken, which also knows of summer time. */
static gboolean
learn_zone (GuichetItopPortal  *self,
            GuichetIdentity    *identity,
            GCancellable       *cancellable,
            GError            **error)
{
  g_set_str (&identity->zone, guichet_profile_get_zone (self->profile));
  if (identity->zone != NULL)
    return TRUE;
  if (!measure_offset (self, g_ptr_array_index (self->layout->lists, 0), cancellable, error))
    return FALSE;
  if (self->offset != GUICHET_PORTAL_NO_OFFSET && self->offset != get_own_offset ())
    identity->zone = g_strdup_printf ("%c%02d:%02d", self->offset < 0 ? '-' : '+',
                                      (int) (ABS (self->offset) / 3600), (int) (ABS (self->offset) % 3600 / 60));

  return TRUE;
}

/* ---- the whole of it */

static gboolean
discover_forms (GuichetItopPortal       *self,
                GuichetPortalDiscovery  *discovery,
                GCancellable            *cancellable,
                GError                 **error)
{
  GError *failure = NULL;

  if (!sample_lists (self, discovery, cancellable, error) ||
      !sample_create_form (self, discovery, cancellable, error))
    return FALSE;
  if (discovery->ticket > 0 &&
      !_guichet_itop_portal_learn_view (self, discovery->ticket, cancellable, &failure) &&
      !guichet_portal_discovery_pass_over (failure, error))
    return FALSE;
  for (guint i = 0; i < self->layout->view_codes->len; i++)
    g_hash_table_add (discovery->codes, g_strdup (g_ptr_array_index (self->layout->view_codes, i)));

  return TRUE;
}

/* An agent without the profile of the portal is let in and finds it empty
 * (transcript session-10): not a place to leave them in. */
static gboolean
check_furnished (GuichetItopPortal             *self,
                 const GuichetPortalDiscovery  *discovery,
                 gboolean                       console,
                 GCancellable                  *cancellable,
                 GError                       **error)
{
  g_autoptr(GError) failure = NULL;

  if (!console || discovery->ticket > 0 || _guichet_itop_portal_has_catalogue (self, cancellable, &failure))
    return TRUE;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_EMPTY_PORTAL,
                         "The portal has neither tickets nor a catalogue for this account");

  return FALSE;
}

/* Everything afresh; @self has signed in. @console: see _guichet_itop_portal_enter() */
static GuichetProfile *
discover (GuichetItopPortal  *self,
          gboolean            console,
          GCancellable       *cancellable,
          GError            **error)
{
  g_auto(GuichetPortalDiscovery) discovery = { NULL };
  g_autoptr(GuichetProfile) profile = NULL;

  guichet_portal_discovery_init (&discovery);
  if (!guichet_portal_discovery_read_bricks (self, &discovery, cancellable, error))
    return NULL;
  /* Of several classes, the one that a profile knows: that of stock iTop. */
  if (g_hash_table_size (discovery.classes) > 0 && !g_hash_table_contains (discovery.classes, self->layout->class_name))
    {
      profile = choose_profile (self->layout, &discovery, error);
      if (profile == NULL)
        return NULL;
      g_set_str (&self->layout->class_name, guichet_profile_get_class_name (profile));
      g_clear_pointer (&profile, guichet_profile_unref);
    }
  if (!discover_forms (self, &discovery, cancellable, error) ||
      !check_furnished (self, &discovery, console, cancellable, error) ||
      (profile = choose_profile (self->layout, &discovery, error)) == NULL)
    return NULL;
  g_set_str (&self->layout->class_name, guichet_profile_get_class_name (profile));

  return g_steal_pointer (&profile);
}

static void
fill_identity (GuichetItopPortal *self,
               GuichetIdentity   *identity,
               GuichetProfile    *profile)
{
  identity->door = GUICHET_DOOR_PORTAL;
  identity->roles = GUICHET_ROLE_REQUESTER;
  g_set_str (&identity->profile, guichet_profile_get_name (profile));
  identity->fields = guichet_profile_get_fields (profile);
  _guichet_itop_portal_drop_private (self, self->layout->view_codes);
  g_free (identity->layout);
  identity->layout = guichet_portal_layout_to_text (self->layout);
}

/* The account may have several doors; at this one it is a requester. */
GuichetIdentity *
_guichet_itop_portal_sign_in (GuichetRemote   *remote,
                              GuichetProfile **out_profile,
                              GCancellable    *cancellable,
                              GError         **error)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (remote);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (self->server, self->login);
  g_autoptr(GuichetProfile) profile = NULL;
  gboolean console = FALSE;

  guichet_portal_discovery_reset_layout (self);
  if (!_guichet_itop_portal_enter (self, &console, cancellable, error) ||
      (profile = discover (self, console, cancellable, error)) == NULL ||
      !read_person (self, identity, cancellable, error))
    return NULL;

  fill_identity (self, identity, profile);
  guichet_itop_portal_restore (self, identity, profile);
  if (!learn_zone (self, identity, cancellable, error))
    return NULL;
  if (out_profile != NULL)
    *out_profile = g_steal_pointer (&profile);

  return g_steal_pointer (&identity);
}

