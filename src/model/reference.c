#include "config.h"

#include "model/reference.h"

G_DEFINE_BOXED_TYPE (GuichetReference, guichet_reference, guichet_reference_ref, guichet_reference_unref)

static const char * const nicks[GUICHET_N_REFERENCE_KINDS] = {
  [GUICHET_REFERENCE_ORGANISATION] = "organisation",
  [GUICHET_REFERENCE_PERSON] = "person",
  [GUICHET_REFERENCE_TEAM] = "team",
  [GUICHET_REFERENCE_MEMBERSHIP] = "membership",
  [GUICHET_REFERENCE_SITE] = "site",
  [GUICHET_REFERENCE_DOMAIN] = "domain",
  [GUICHET_REFERENCE_FAMILY_GROUP] = "family-group",
  [GUICHET_REFERENCE_SERVICE_FAMILY] = "service-family",
  [GUICHET_REFERENCE_SERVICE] = "service",
  [GUICHET_REFERENCE_SUBCATEGORY] = "subcategory",
  [GUICHET_REFERENCE_FAQ_CATEGORY] = "faq-category",
  [GUICHET_REFERENCE_FAQ] = "faq",
  [GUICHET_REFERENCE_KNOWN_ERROR] = "known-error",
};

/**
 * guichet_reference_new:
 *
 * Returns: (transfer full): an active reference whose other texts are "" and
 *   whose html is not read yet
 */
GuichetReference *
guichet_reference_new (GuichetReferenceKind  kind,
                       gint64                id,
                       const char           *name)
{
  GuichetReference *self = g_atomic_rc_box_new0 (GuichetReference);

  self->kind = kind;
  self->id = id;
  self->name = g_strdup (name != NULL ? name : "");
  self->code = g_strdup ("");
  self->email = g_strdup ("");
  self->phone = g_strdup ("");
  self->detail = g_strdup ("");
  self->active = TRUE;

  return self;
}

GuichetReference *
guichet_reference_ref (GuichetReference *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_reference (gpointer data)
{
  GuichetReference *self = data;

  g_free (self->name);
  g_free (self->code);
  g_free (self->email);
  g_free (self->phone);
  g_free (self->detail);
  g_free (self->html);
}

void
guichet_reference_unref (GuichetReference *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_reference);
}

const char *
guichet_reference_kind_to_nick (GuichetReferenceKind kind)
{
  g_return_val_if_fail (kind < GUICHET_N_REFERENCE_KINDS, NULL);

  return nicks[kind];
}

gboolean
guichet_reference_kind_from_nick (const char           *nick,
                                  GuichetReferenceKind *out_kind)
{
  for (guint i = 0; i < GUICHET_N_REFERENCE_KINDS; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *out_kind = i;
        return TRUE;
      }

  return FALSE;
}

GPtrArray *
guichet_references_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_reference_unref);
}
