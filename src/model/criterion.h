#pragma once

#include <glib.h>

#include "model/field.h"

G_BEGIN_DECLS

/* What a criterion looks at: a field of the ticket, or something that is
 * computed here. */
typedef enum
{
  GUICHET_CRITERION_FIELD,      /* @field, @op, @values */
  GUICHET_CRITERION_UNREAD,     /* changed since I looked, or marked by me */
  GUICHET_CRITERION_STARRED,
  GUICHET_CRITERION_REOPENED,   /* ongoing, and was resolved before */
  GUICHET_CRITERION_AT_RISK,    /* a deadline is over, or a quarter of its time is left */
  GUICHET_CRITERION_DRAFT,      /* a text of mine on it was not sent */
} GuichetCriterionKind;

#define GUICHET_N_CRITERION_KINDS (GUICHET_CRITERION_DRAFT + 1)

typedef enum
{
  GUICHET_OPERATOR_IS,          /* codes and ids: one of @values; texts and names: the whole text */
  GUICHET_OPERATOR_IS_NOT,
  GUICHET_OPERATOR_CONTAINS,    /* texts and names, without case and accents */
  GUICHET_OPERATOR_BEGINS,
  GUICHET_OPERATOR_BEFORE,      /* times: the value is a beginning of "2024-03-01 12:00:00", excluded */
  GUICHET_OPERATOR_SINCE,       /* times: included */
  GUICHET_OPERATOR_EMPTY,
  GUICHET_OPERATOR_NOT_EMPTY,
} GuichetOperator;

#define GUICHET_N_OPERATORS (GUICHET_OPERATOR_NOT_EMPTY + 1)

/**
 * GuichetCriterion:
 * @negated: the opposite must hold
 * @values: (nullable) (array zero-terminated=1): any of them
 *
 * One condition on a ticket.
 */
typedef struct
{
  GuichetCriterionKind   kind;
  gboolean               negated;
  GuichetField           field;
  GuichetOperator        op;
  char                 **values;
} GuichetCriterion;

GuichetCriterion *guichet_criterion_new       (GuichetCriterionKind    kind);
GuichetCriterion *guichet_criterion_new_field (GuichetField            field,
                                               GuichetOperator         op,
                                               const char             *value);
GuichetCriterion *guichet_criterion_copy      (const GuichetCriterion *self);
void              guichet_criterion_free      (GuichetCriterion       *self);
gboolean          guichet_criterion_equal     (const GuichetCriterion *a,
                                               const GuichetCriterion *b);

GPtrArray        *guichet_criteria_new        (void);
GPtrArray        *guichet_criteria_copy       (GPtrArray              *criteria);
gboolean          guichet_criteria_equal      (GPtrArray              *a,
                                               GPtrArray              *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetCriterion, guichet_criterion_free)

G_END_DECLS
