#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GuichetReferenceKind:
 *
 * What tickets point at, and what is read offline beside them.
 */
typedef enum
{
  GUICHET_REFERENCE_ORGANISATION,
  GUICHET_REFERENCE_PERSON,
  GUICHET_REFERENCE_TEAM,
  GUICHET_REFERENCE_MEMBERSHIP,      /* parent = team, other = person */
  GUICHET_REFERENCE_SITE,            /* code = UAI */
  GUICHET_REFERENCE_DOMAIN,
  GUICHET_REFERENCE_FAMILY_GROUP,    /* parent = domain */
  GUICHET_REFERENCE_SERVICE_FAMILY,  /* parent = family group, 0 where the server has none */
  GUICHET_REFERENCE_SERVICE,         /* parent = service family, other = default team */
  GUICHET_REFERENCE_SUBCATEGORY,     /* parent = service, code = request type */
  GUICHET_REFERENCE_FAQ_CATEGORY,    /* parent = category above */
  GUICHET_REFERENCE_FAQ,             /* parent = category, code = key words, detail = summary, html = text */
  GUICHET_REFERENCE_KNOWN_ERROR,     /* detail = symptom, html = solution or workaround */
} GuichetReferenceKind;

#define GUICHET_N_REFERENCE_KINDS (GUICHET_REFERENCE_KNOWN_ERROR + 1)

typedef struct
{
  GuichetReferenceKind  kind;
  gint64                id;
  char                 *name;
  gint64                parent;
  gint64                other;
  gint64                organisation;
  char                 *code;
  char                 *email;
  char                 *phone;
  char                 *detail;     /* a person's function, a summary… */
  char                 *html;       /* nullable: not read yet */
  gboolean              active;
} GuichetReference;

#define GUICHET_TYPE_REFERENCE (guichet_reference_get_type ())

GType             guichet_reference_get_type     (void) G_GNUC_CONST;
GuichetReference *guichet_reference_new          (GuichetReferenceKind  kind,
                                                  gint64                id,
                                                  const char           *name);
GuichetReference *guichet_reference_ref          (GuichetReference     *self);
void              guichet_reference_unref        (GuichetReference     *self);
const char       *guichet_reference_kind_to_nick (GuichetReferenceKind  kind);
gboolean          guichet_reference_kind_from_nick (const char         *nick,
                                                  GuichetReferenceKind *out_kind);
GPtrArray        *guichet_references_new         (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetReference, guichet_reference_unref)

G_END_DECLS
