#include "config.h"

#include "cli/references.h"

#include <glib/gi18n.h>

#include "store/reading.h"
#include "util/error.h"
#include "util/text.h"

static const struct { GuichetField field; GuichetReferenceKind kind; } kinds[] = {
  { GUICHET_FIELD_ORGANISATION, GUICHET_REFERENCE_ORGANISATION },
  { GUICHET_FIELD_CALLER, GUICHET_REFERENCE_PERSON },
  { GUICHET_FIELD_BENEFICIARY, GUICHET_REFERENCE_PERSON },
  { GUICHET_FIELD_SITE, GUICHET_REFERENCE_SITE },
  { GUICHET_FIELD_TEAM, GUICHET_REFERENCE_TEAM },
  { GUICHET_FIELD_AGENT, GUICHET_REFERENCE_PERSON },
  { GUICHET_FIELD_DOMAIN, GUICHET_REFERENCE_DOMAIN },
  { GUICHET_FIELD_FAMILY_GROUP, GUICHET_REFERENCE_FAMILY_GROUP },
  { GUICHET_FIELD_SERVICE_FAMILY, GUICHET_REFERENCE_SERVICE_FAMILY },
  { GUICHET_FIELD_SERVICE, GUICHET_REFERENCE_SERVICE },
  { GUICHET_FIELD_SUBCATEGORY, GUICHET_REFERENCE_SUBCATEGORY },
  { GUICHET_FIELD_APPROVER, GUICHET_REFERENCE_PERSON },
};

/**
 * guichet_references_kind_of:
 *
 * Returns: whether @field points at reference data; another ticket is none
 */
gboolean
guichet_references_kind_of (GuichetField          field,
                            GuichetReferenceKind *out_kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].field == field)
      {
        *out_kind = kinds[i].kind;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_meant (const GuichetReference *reference,
          const char             *folded)
{
  g_autofree char *name = guichet_text_fold (reference->name);
  g_autofree char *code = guichet_text_fold (reference->code);

  if (g_str_equal (name, folded))
    return TRUE;

  /* The code of a site is known by heart; that of a subcategory is its type. */
  return reference->kind == GUICHET_REFERENCE_SITE && g_str_equal (code, folded);
}

static GPtrArray *
find_by_name (GPtrArray  *references,
              const char *text)
{
  g_autofree char *folded = guichet_text_fold (text);
  g_autoptr(GPtrArray) found = guichet_references_new ();

  for (guint i = 0; i < references->len; i++)
    {
      GuichetReference *reference = g_ptr_array_index (references, i);

      if (is_meant (reference, folded))
        g_ptr_array_add (found, guichet_reference_ref (reference));
    }

  return g_steal_pointer (&found);
}

static GError *
make_ambiguous_error (GuichetField  field,
                      const char   *text,
                      GPtrArray    *found)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const GuichetReference *reference = g_ptr_array_index (found, i);

      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", reference->id);
    }

  return g_error_new (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                      /* Translators: a field, a name, a list of numbers */
                      _("%s: several are called “%s”. Give the id instead: one of %s."),
                      guichet_field_get_name (field), text, ids->str);
}

/**
 * guichet_references_find_id:
 *
 * Returns: (transfer full) (nullable): %NULL with @error set when there is none
 */
GuichetReference *
guichet_references_find_id (GuichetStore          *store,
                            GuichetReferenceKind   kind,
                            gint64                 id,
                            GError               **error)
{
  g_autoptr(GPtrArray) all = guichet_store_list_references (store, kind, 0, error);

  if (all == NULL)
    return NULL;

  for (guint i = 0; i < all->len; i++)
    {
      GuichetReference *reference = g_ptr_array_index (all, i);

      if (reference->id == id)
        return guichet_reference_ref (reference);
    }

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND, "No %s has the id %" G_GINT64_FORMAT,
               guichet_reference_kind_to_nick (kind), id);
  return NULL;
}

/**
 * guichet_references_find:
 * @parent: of what the choice is limited to; 0 for any
 * @text: an id, a whole name (without regard to case and accents), or the
 *   code of a site
 *
 * Returns: (transfer full) (nullable): the one that is meant; %NULL with
 *   @error set when there is none or several
 */
GuichetReference *
guichet_references_find (GuichetStore  *store,
                         GuichetField   field,
                         gint64         parent,
                         const char    *text,
                         GError       **error)
{
  GuichetReferenceKind kind = GUICHET_REFERENCE_PERSON;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) found = NULL;
  gint64 id;

  guichet_references_kind_of (field, &kind);
  if (guichet_text_parse_int64 (text, &id))
    return guichet_references_find_id (store, kind, id, error);

  if (!(all = guichet_store_list_references (store, kind, parent, error)))
    return NULL;

  found = find_by_name (all, text);
  if (found->len == 1)
    return guichet_reference_ref (g_ptr_array_index (found, 0));

  if (found->len > 1)
    g_propagate_error (error, make_ambiguous_error (field, text, found));
  else
    g_propagate_error (error, guichet_error_new (GUICHET_ERROR_NOT_FOUND, guichet_field_get_name (field), NULL,
                                                 "No %s is called %s", guichet_reference_kind_to_nick (kind), text));
  return NULL;
}

gboolean
guichet_references_is_member (GuichetStore  *store,
                              gint64         team_id,
                              gint64         person_id,
                              gboolean      *out_is_member,
                              GError       **error)
{
  g_autoptr(GPtrArray) members = guichet_store_list_members (store, team_id, error);

  if (members == NULL)
    return FALSE;

  *out_is_member = FALSE;
  for (guint i = 0; i < members->len; i++)
    {
      const GuichetReference *person = g_ptr_array_index (members, i);

      *out_is_member |= person->id == person_id;
    }

  return TRUE;
}
