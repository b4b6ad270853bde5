#pragma once

#include "model/field.h"
#include "model/journal-entry.h"
#include "model/query.h"

G_BEGIN_DECLS

const char *guichet_label_for_field   (GuichetField    field);
const char *guichet_label_for_journal (GuichetJournal  journal);
const char *guichet_label_for_view    (GuichetView     view);

G_END_DECLS
