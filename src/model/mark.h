#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What changed on a ticket since the person looked at it. */
typedef enum
{
  GUICHET_DELTA_NEW = 1 << 0,           /* never looked at, and younger than the first load */
  GUICHET_DELTA_ANSWER = 1 << 1,        /* the requester wrote in the public journal */
  GUICHET_DELTA_PUBLIC = 1 << 2,        /* somebody else did */
  GUICHET_DELTA_PRIVATE = 1 << 3,
  GUICHET_DELTA_STATUS = 1 << 4,
  GUICHET_DELTA_REOPENED = 1 << 5,
  GUICHET_DELTA_AGENT = 1 << 6,
  GUICHET_DELTA_TEAM = 1 << 7,
  GUICHET_DELTA_OTHER = 1 << 8,         /* last_update moved and none of the others */
} GuichetDelta;

/**
 * GuichetMark:
 * @unread: drawn bold: somebody else changed something, or the person wants it so
 * @delta: what, as #GuichetDelta flags
 * @who: (nullable): who wrote the newest entry that was not seen
 * @status_before: (nullable): the state that was seen
 * @n_files: attachments
 * @has_draft: a text on it was not sent
 * @has_intent: something on it waits in the outbox
 *
 * What a list tells of a ticket beside its fields.
 */
typedef struct
{
  gint64    id;
  gboolean  unread;
  gboolean  starred;
  guint     delta;
  char     *who;
  char     *status_before;
  guint     n_files;
  gboolean  has_draft;
  gboolean  has_intent;
} GuichetMark;

#define GUICHET_TYPE_MARK (guichet_mark_get_type ())

GType        guichet_mark_get_type (void) G_GNUC_CONST;
GuichetMark *guichet_mark_new      (gint64             id);
GuichetMark *guichet_mark_copy     (const GuichetMark *self);
void         guichet_mark_free     (GuichetMark       *self);
gboolean     guichet_mark_equal    (const GuichetMark *a,
                                    const GuichetMark *b);
GPtrArray   *guichet_marks_new     (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetMark, guichet_mark_free)

G_END_DECLS
