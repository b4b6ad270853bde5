#include "config.h"

#include "ui/agent/filter.h"

#include "model/query-language.h"
#include "util/text.h"

struct _GuichetFilter
{
  GObject parent_instance;

  GuichetContext *context;
  GPtrArray      *set;          /* of GuichetCriterion */
  char           *typed;
  GPtrArray      *live;         /* those in @typed */
  char           *words;        /* the rest of it */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetFilter, guichet_filter, G_TYPE_OBJECT)

static void
tell_changed (GuichetFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
understand (GuichetFilter *self,
            const char    *typed)
{
  g_set_str (&self->typed, typed);
  g_clear_pointer (&self->live, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_free);
  guichet_query_language_parse (typed, guichet_context_get_profile (self->context), &self->live, &self->words);
}

/* The line says the same with what is left in it. */
static void
write_typed (GuichetFilter *self)
{
  g_autofree char *typed = guichet_query_language_format (self->live, self->words,
                                                          guichet_context_get_profile (self->context));

  g_set_str (&self->typed, typed);
}

static void
guichet_filter_finalize (GObject *object)
{
  GuichetFilter *self = GUICHET_FILTER (object);

  g_object_unref (self->context);
  g_ptr_array_unref (self->set);
  g_clear_pointer (&self->live, g_ptr_array_unref);
  g_free (self->typed);
  g_free (self->words);

  G_OBJECT_CLASS (guichet_filter_parent_class)->finalize (object);
}

static void
guichet_filter_class_init (GuichetFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_filter_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GUICHET_TYPE_FILTER, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guichet_filter_init (GuichetFilter *self)
{
  self->set = guichet_criteria_new ();
}

GuichetFilter *
guichet_filter_new (GuichetContext *context)
{
  GuichetFilter *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_FILTER, NULL);
  self->context = g_object_ref (context);
  understand (self, "");

  return self;
}

void
guichet_filter_set_typed (GuichetFilter *self,
                          const char    *typed)
{
  g_return_if_fail (GUICHET_IS_FILTER (self));
  g_return_if_fail (typed != NULL);

  if (g_strcmp0 (self->typed, typed) == 0)
    return;

  understand (self, typed);
  tell_changed (self);
}

/* The line as it shall be shown. */
const char *
guichet_filter_get_typed (GuichetFilter *self)
{
  g_return_val_if_fail (GUICHET_IS_FILTER (self), "");

  return self->typed;
}

static gboolean
is_set (GuichetFilter          *self,
        const GuichetCriterion *criterion)
{
  for (guint i = 0; i < self->set->len; i++)
    if (guichet_criterion_equal (g_ptr_array_index (self->set, i), criterion))
      return TRUE;

  return FALSE;
}

static void
set_once (GuichetFilter          *self,
          const GuichetCriterion *criterion)
{
  if (!is_set (self, criterion))
    g_ptr_array_add (self->set, guichet_criterion_copy (criterion));
}

/**
 * guichet_filter_commit:
 *
 * Returns: whether there were conditions in the line
 */
gboolean
guichet_filter_commit (GuichetFilter *self)
{
  g_return_val_if_fail (GUICHET_IS_FILTER (self), FALSE);

  if (self->live->len == 0)
    return FALSE;

  for (guint i = 0; i < self->live->len; i++)
    set_once (self, g_ptr_array_index (self->live, i));
  g_ptr_array_set_size (self->live, 0);
  write_typed (self);
  tell_changed (self);

  return TRUE;
}

void
guichet_filter_add (GuichetFilter          *self,
                    const GuichetCriterion *criterion)
{
  g_return_if_fail (GUICHET_IS_FILTER (self));
  g_return_if_fail (criterion != NULL);

  if (is_set (self, criterion))
    return;

  set_once (self, criterion);
  tell_changed (self);
}

/**
 * guichet_filter_remove:
 * @position: among guichet_filter_dup_criteria()
 */
void
guichet_filter_remove (GuichetFilter *self,
                       guint          position)
{
  g_return_if_fail (GUICHET_IS_FILTER (self));
  g_return_if_fail (position < self->set->len + self->live->len);

  if (position < self->set->len)
    {
      g_ptr_array_remove_index (self->set, position);
    }
  else
    {
      g_ptr_array_remove_index (self->live, position - self->set->len);
      write_typed (self);
    }

  tell_changed (self);
}

void
guichet_filter_clear (GuichetFilter *self)
{
  g_return_if_fail (GUICHET_IS_FILTER (self));

  if (guichet_filter_is_empty (self) && *self->typed == '\0')
    return;

  g_ptr_array_set_size (self->set, 0);
  understand (self, "");
  tell_changed (self);
}

/* The conditions of @query as set ones, its words in the line. */
void
guichet_filter_take_query (GuichetFilter            *self,
                           const GuichetTicketQuery *query)
{
  g_return_if_fail (GUICHET_IS_FILTER (self));

  g_ptr_array_set_size (self->set, 0);
  for (guint i = 0; query->criteria != NULL && i < query->criteria->len; i++)
    set_once (self, g_ptr_array_index (query->criteria, i));
  understand (self, query->filter != NULL ? query->filter : "");
  tell_changed (self);
}

gboolean
guichet_filter_is_empty (GuichetFilter *self)
{
  g_return_val_if_fail (GUICHET_IS_FILTER (self), TRUE);

  return self->set->len == 0 && self->live->len == 0 && guichet_text_is_empty (self->words);
}

/**
 * guichet_filter_dup_criteria:
 *
 * Returns: (transfer full) (element-type GuichetCriterion): the set ones, then
 *   those that are typed
 */
GPtrArray *
guichet_filter_dup_criteria (GuichetFilter *self)
{
  GPtrArray *all;

  g_return_val_if_fail (GUICHET_IS_FILTER (self), guichet_criteria_new ());

  all = guichet_criteria_copy (self->set);
  for (guint i = 0; i < self->live->len; i++)
    g_ptr_array_add (all, guichet_criterion_copy (g_ptr_array_index (self->live, i)));

  return all;
}

/**
 * guichet_filter_get_words:
 *
 * Returns: (nullable): what is to be found in reference, subject, requester or
 *   service
 */
const char *
guichet_filter_get_words (GuichetFilter *self)
{
  g_return_val_if_fail (GUICHET_IS_FILTER (self), NULL);

  return guichet_text_is_empty (self->words) ? NULL : self->words;
}
