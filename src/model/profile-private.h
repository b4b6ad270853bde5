#pragma once

#include "model/journal-entry.h"
#include "model/profile.h"

G_BEGIN_DECLS

/* The codes that a field may hold and what a person reads for them. */
typedef struct
{
  GuichetField        field;
  const char * const *codes;
  const char * const *labels;
} GuichetValueList;

/* What a profile's file says; shared by all restrictions of it. Strings and
 * lists live in @chunk and @lists. */
typedef struct
{
  GStringChunk           *chunk;
  GPtrArray              *lists;
  const char             *name;
  const char             *title;
  const char             *class_name;
  const char             *zone;
  guint                   reopen_days;
  const char             *codes[GUICHET_N_FIELDS];
  const char             *journals[GUICHET_N_JOURNALS];
  const char             *defaults[GUICHET_N_FIELDS];
  const char             *help[GUICHET_N_FIELDS];
  guint64                 mandatory;
  GArray                 *values;
  GArray                 *names;        /* of GuichetValueName */
  GArray                 *states;
  GArray                 *actions;
  GArray                 *platforms;
  GuichetReferenceSource  sources[GUICHET_N_REFERENCE_KINDS];
} GuichetProfileData;

GuichetProfileData *_guichet_profile_data_parse (const char          *text,
                                                 gssize               length,
                                                 GError             **error);
GuichetProfileData *_guichet_profile_data_ref   (GuichetProfileData  *self);
void                _guichet_profile_data_unref (GuichetProfileData  *self);

G_END_DECLS
