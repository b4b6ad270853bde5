#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GuichetChangeSet:
 * @tickets: (element-type gint64): ids whose shown image changed or vanished
 * @moved: whether a place in a list or a membership may have changed
 * @everything: more changed than @tickets names: read again
 * @outbox: whether an operation of the outbox changed
 * @drafts: whether a draft changed
 * @references: whether reference data changed
 * @identity: whether the identity changed
 * @views, @templates: whether a saved view, a template changed
 *
 * What one transaction changed, told to the main context. Several are merged
 * while the main context is busy.
 */
typedef struct
{
  GArray   *tickets;
  gboolean  moved;
  gboolean  everything;
  gboolean  outbox;
  gboolean  drafts;
  gboolean  references;
  gboolean  identity;
  gboolean  views;
  gboolean  templates;
} GuichetChangeSet;

/* Beyond this many named tickets a change set says "everything". */
#define GUICHET_CHANGE_SET_MAX 500

#define GUICHET_TYPE_CHANGE_SET (guichet_change_set_get_type ())

GType             guichet_change_set_get_type   (void) G_GNUC_CONST;
GuichetChangeSet *guichet_change_set_new        (void);
GuichetChangeSet *guichet_change_set_copy       (const GuichetChangeSet *self);
void              guichet_change_set_free       (GuichetChangeSet       *self);
void              guichet_change_set_add_ticket (GuichetChangeSet       *self,
                                                 gint64                  id,
                                                 gboolean                moved);
void              guichet_change_set_merge      (GuichetChangeSet       *self,
                                                 const GuichetChangeSet *other);
gboolean          guichet_change_set_is_empty   (const GuichetChangeSet *self);
gboolean          guichet_change_set_has_ticket (const GuichetChangeSet *self,
                                                 gint64                  id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetChangeSet, guichet_change_set_free)

G_END_DECLS
