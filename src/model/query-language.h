#pragma once

#include "model/profile.h"
#include "model/query.h"

G_BEGIN_DECLS

/* Conditions as a person types them: words, and conditions such as
 * statut:affectée service:"déplacement de meubles" avant:2024-03 -équipe:dsi
 * est:nonlu. Names of fields and values are known in English and in French,
 * without regard to case and accents; a minus in front says the opposite;
 * commas separate alternatives. Any thread.
 *
 * What is not understood stays a word: a half-typed condition never fails. */

void   guichet_query_language_parse  (const char          *text,
                                      GuichetProfile      *profile,
                                      GPtrArray          **out_criteria,
                                      char               **out_words);

/* The text that parses to the same. */
char  *guichet_query_language_format (GPtrArray           *criteria,
                                      const char          *words,
                                      GuichetProfile      *profile);

G_END_DECLS
