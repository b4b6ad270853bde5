#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GuichetProblem:
 * @sentence: what happened, for a person
 * @remedy: (nullable): what is kept, and what to do
 *
 * Both translated, owned by the program.
 */
typedef struct
{
  const char *sentence;
  const char *remedy;
} GuichetProblem;

GuichetProblem  guichet_problem_describe     (const GError *error);
char           *guichet_problem_dup_details  (const GError *error);
void            guichet_problem_show_details (GtkWidget    *parent,
                                              const GError *error);

G_END_DECLS
