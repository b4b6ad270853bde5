#include "config.h"

#include "ui/agent/filter-builder.h"

#include "store/reading.h"
#include "ui/agent/filter-text.h"
#include "ui/common/field-title.h"
#include "util/text.h"

#include <glib/gi18n.h>

/* A list of names that is longer is searched in by typing a part of the name. */
#define MAX_NAMES 2000

typedef enum
{
  SUBJECT_CODE,                 /* out of the profile */
  SUBJECT_REFERENCE,            /* a name out of the store */
  SUBJECT_TEXT,
  SUBJECT_TIME,
  SUBJECT_QUALITY,              /* it has it or not */
} SubjectType;

typedef struct
{
  SubjectType          type;
  GuichetField         field;
  GuichetReferenceKind reference;
  GuichetCriterionKind kind;
} Subject;

static const Subject subjects[] = {
  { SUBJECT_CODE, .field = GUICHET_FIELD_STATUS },
  { SUBJECT_REFERENCE, .field = GUICHET_FIELD_TEAM, .reference = GUICHET_REFERENCE_TEAM },
  { SUBJECT_REFERENCE, .field = GUICHET_FIELD_SERVICE, .reference = GUICHET_REFERENCE_SERVICE },
  { SUBJECT_TEXT, .field = GUICHET_FIELD_AGENT },
  { SUBJECT_TEXT, .field = GUICHET_FIELD_CALLER },
  { SUBJECT_TEXT, .field = GUICHET_FIELD_SITE },
  { SUBJECT_TEXT, .field = GUICHET_FIELD_TITLE },
  { SUBJECT_CODE, .field = GUICHET_FIELD_PRIORITY },
  { SUBJECT_TIME, .field = GUICHET_FIELD_START_DATE },
  { SUBJECT_TIME, .field = GUICHET_FIELD_LAST_UPDATE },
  { SUBJECT_TIME, .field = GUICHET_FIELD_RESOLUTION_DATE },
  { SUBJECT_QUALITY, .kind = GUICHET_CRITERION_UNREAD },
  { SUBJECT_QUALITY, .kind = GUICHET_CRITERION_STARRED },
  { SUBJECT_QUALITY, .kind = GUICHET_CRITERION_REOPENED },
  { SUBJECT_QUALITY, .kind = GUICHET_CRITERION_AT_RISK },
  { SUBJECT_QUALITY, .kind = GUICHET_CRITERION_DRAFT },
};

/* For each type, -1 at the end. */
static const int operators[][7] = {
  [SUBJECT_CODE] = { GUICHET_OPERATOR_IS, GUICHET_OPERATOR_IS_NOT, -1 },
  [SUBJECT_REFERENCE] = { GUICHET_OPERATOR_IS, GUICHET_OPERATOR_IS_NOT, GUICHET_OPERATOR_CONTAINS,
                          GUICHET_OPERATOR_EMPTY, GUICHET_OPERATOR_NOT_EMPTY, -1 },
  [SUBJECT_TEXT] = { GUICHET_OPERATOR_CONTAINS, GUICHET_OPERATOR_BEGINS, GUICHET_OPERATOR_IS,
                     GUICHET_OPERATOR_EMPTY, GUICHET_OPERATOR_NOT_EMPTY, -1 },
  [SUBJECT_TIME] = { GUICHET_OPERATOR_SINCE, GUICHET_OPERATOR_BEFORE, GUICHET_OPERATOR_EMPTY,
                     GUICHET_OPERATOR_NOT_EMPTY, -1 },
  [SUBJECT_QUALITY] = { GUICHET_OPERATOR_IS, GUICHET_OPERATOR_IS_NOT, -1 },
};

struct _GuichetFilterBuilder
{
  AdwBin parent_instance;

  GuichetContext *context;
  GuichetFilter  *filter;
  GCancellable   *cancellable;
  GArray         *offered;      /* of const Subject * */
  GStrv           values;       /* behind the names of value_drop_down */

  GtkDropDown    *subject_drop_down;
  GtkDropDown    *operator_drop_down;
  GtkStack       *value_stack;
  GtkDropDown    *value_drop_down;
  GtkEditable    *value_entry;
  GtkWidget      *add_button;
};

G_DEFINE_FINAL_TYPE (GuichetFilterBuilder, guichet_filter_builder, ADW_TYPE_BIN)

/* ---- what is chosen */

static const Subject *
get_subject (GuichetFilterBuilder *self)
{
  guint selected = gtk_drop_down_get_selected (self->subject_drop_down);

  return selected < self->offered->len ? g_array_index (self->offered, const Subject *, selected) : NULL;
}

static GuichetOperator
get_operator (GuichetFilterBuilder *self,
              const Subject        *subject)
{
  guint selected = gtk_drop_down_get_selected (self->operator_drop_down);

  return operators[subject->type][selected != GTK_INVALID_LIST_POSITION ? selected : 0];
}

static const char *
get_value_page (const Subject   *subject,
                GuichetOperator  op)
{
  if (subject->type == SUBJECT_QUALITY || op == GUICHET_OPERATOR_EMPTY || op == GUICHET_OPERATOR_NOT_EMPTY)
    return "none";
  if (subject->type == SUBJECT_CODE ||
      (subject->type == SUBJECT_REFERENCE && op != GUICHET_OPERATOR_CONTAINS))
    return "choice";

  return "text";
}

/* Nullable: nothing was chosen or typed yet. */
static const char *
get_value (GuichetFilterBuilder *self,
           const char           *page)
{
  guint selected = gtk_drop_down_get_selected (self->value_drop_down);
  const char *typed = gtk_editable_get_text (self->value_entry);

  if (g_str_equal (page, "choice"))
    return self->values != NULL && selected < g_strv_length (self->values) ? self->values[selected] : NULL;

  return guichet_text_is_empty (typed) ? NULL : typed;
}

static GuichetCriterion *
create_criterion (GuichetFilterBuilder *self)
{
  const Subject *subject = get_subject (self);
  GuichetOperator op;
  GuichetCriterion *criterion;
  const char *page;

  if (subject == NULL)
    return NULL;

  op = get_operator (self, subject);
  page = get_value_page (subject, op);
  if (subject->type == SUBJECT_QUALITY)
    {
      criterion = guichet_criterion_new (subject->kind);
      criterion->negated = op == GUICHET_OPERATOR_IS_NOT;
      return criterion;
    }

  if (!g_str_equal (page, "none") && get_value (self, page) == NULL)
    return NULL;

  return guichet_criterion_new_field (subject->field, op, g_str_equal (page, "none") ? NULL : get_value (self, page));
}

static void
update_button (GuichetFilterBuilder *self)
{
  g_autoptr(GuichetCriterion) criterion = create_criterion (self);

  gtk_widget_set_sensitive (self->add_button, criterion != NULL);
}

/* ---- values to choose from */

static void
take_values (GuichetFilterBuilder *self,
             GPtrArray            *values,
             GtkStringList        *names)
{
  g_strfreev (self->values);
  g_ptr_array_add (values, NULL);
  self->values = (GStrv) g_ptr_array_steal (values, NULL);
  gtk_drop_down_set_model (self->value_drop_down, G_LIST_MODEL (names));
  update_button (self);
}

static void
offer_states (GuichetFilterBuilder *self,
              GPtrArray            *values,
              GtkStringList        *names)
{
  const GuichetState *states;
  guint n_states;

  states = guichet_profile_get_states (guichet_context_get_profile (self->context), &n_states);
  for (guint i = 0; i < n_states; i++)
    {
      g_ptr_array_add (values, g_strdup (states[i].code));
      gtk_string_list_append (names, states[i].label);
    }
}

static void
offer_codes (GuichetFilterBuilder *self,
             GuichetField          field)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  const char * const *codes = guichet_profile_get_values (profile, field);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if (field == GUICHET_FIELD_STATUS)
    offer_states (self, values, names);
  for (guint i = 0; field != GUICHET_FIELD_STATUS && codes != NULL && codes[i] != NULL; i++)
    {
      g_ptr_array_add (values, g_strdup (codes[i]));
      gtk_string_list_append (names, guichet_profile_get_value_label (profile, field, codes[i]));
    }

  take_values (self, values, names);
}

static void
references_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) references = guichet_store_list_references_finish (GUICHET_STORE (source), result, &error);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if (references == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("No names for a condition: %s", error->message);
      return;
    }

  for (guint i = 0; i < MIN (references->len, MAX_NAMES); i++)
    {
      const GuichetReference *reference = g_ptr_array_index (references, i);

      g_ptr_array_add (values, g_strdup (reference->name));
      gtk_string_list_append (names, reference->name);
    }
  take_values (user_data, values, names);
}

static void
stop_reading (GuichetFilterBuilder *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
offer_references (GuichetFilterBuilder *self,
                  GuichetReferenceKind  kind)
{
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  guichet_store_list_references_async (guichet_context_get_store (self->context), kind, 0,
                                       self->cancellable, references_cb, self);
}

/* ---- template */

static void
operator_selected_cb (GuichetFilterBuilder *self)
{
  const Subject *subject = self->context != NULL ? get_subject (self) : NULL;

  if (subject == NULL)
    return;

  gtk_stack_set_visible_child_name (self->value_stack, get_value_page (subject, get_operator (self, subject)));
  update_button (self);
}

static void
offer_operators (GuichetFilterBuilder *self,
                 const Subject        *subject)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (const int *op = operators[subject->type]; *op >= 0; op++)
    if (subject->type == SUBJECT_QUALITY)
      gtk_string_list_append (names, *op == GUICHET_OPERATOR_IS ? C_("quality", "yes") : C_("quality", "no"));
    else
      gtk_string_list_append (names, guichet_filter_operator_get_title (*op));
  gtk_drop_down_set_model (self->operator_drop_down, G_LIST_MODEL (names));
}

static void
subject_selected_cb (GuichetFilterBuilder *self)
{
  const Subject *subject = self->context != NULL ? get_subject (self) : NULL;

  if (subject == NULL)
    return;

  stop_reading (self);
  gtk_editable_set_text (self->value_entry, "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->value_entry),
                                  subject->type == SUBJECT_TIME ? _("Year-month-day, or its beginning") : NULL);
  offer_operators (self, subject);
  if (subject->type == SUBJECT_CODE)
    offer_codes (self, subject->field);
  else if (subject->type == SUBJECT_REFERENCE)
    offer_references (self, subject->reference);
  operator_selected_cb (self);
}

static void
value_changed_cb (GuichetFilterBuilder *self)
{
  if (self->context != NULL)
    update_button (self);
}

static void
add_cb (GuichetFilterBuilder *self)
{
  g_autoptr(GuichetCriterion) criterion = create_criterion (self);
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (criterion == NULL)
    return;

  guichet_filter_add (self->filter, criterion);
  gtk_editable_set_text (self->value_entry, "");
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* ---- class */

static void
guichet_filter_builder_dispose (GObject *object)
{
  GuichetFilterBuilder *self = GUICHET_FILTER_BUILDER (object);

  stop_reading (self);
  g_clear_object (&self->context);
  g_clear_object (&self->filter);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_FILTER_BUILDER);

  G_OBJECT_CLASS (guichet_filter_builder_parent_class)->dispose (object);
}

static void
guichet_filter_builder_finalize (GObject *object)
{
  GuichetFilterBuilder *self = GUICHET_FILTER_BUILDER (object);

  g_array_unref (self->offered);
  g_strfreev (self->values);

  G_OBJECT_CLASS (guichet_filter_builder_parent_class)->finalize (object);
}

static void
guichet_filter_builder_class_init (GuichetFilterBuilderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_filter_builder_dispose;
  object_class->finalize = guichet_filter_builder_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/filter-builder.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetFilterBuilder, subject_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilterBuilder, operator_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilterBuilder, value_stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilterBuilder, value_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilterBuilder, value_entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilterBuilder, add_button);
  gtk_widget_class_bind_template_callback (widget_class, subject_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, operator_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
guichet_filter_builder_init (GuichetFilterBuilder *self)
{
  g_autoptr(GtkExpression) name = NULL;

  self->offered = g_array_new (FALSE, FALSE, sizeof (const Subject *));
  gtk_widget_init_template (GTK_WIDGET (self));

  name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->value_drop_down, name);
  gtk_drop_down_set_search_match_mode (self->value_drop_down, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
}

/* What the server lacks is not offered. */
static void
offer_subjects (GuichetFilterBuilder *self)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      const Subject *subject = &subjects[i];
      gboolean is_quality = subject->type == SUBJECT_QUALITY;

      if (!is_quality && !guichet_profile_has_field (profile, subject->field))
        continue;
      g_array_append_val (self->offered, subject);
      gtk_string_list_append (names, is_quality ? guichet_filter_kind_get_title (subject->kind)
                                                : guichet_field_get_title (subject->field));
    }

  gtk_drop_down_set_model (self->subject_drop_down, G_LIST_MODEL (names));
}

GtkWidget *
guichet_filter_builder_new (GuichetContext *context,
                            GuichetFilter  *filter)
{
  GuichetFilterBuilder *self = g_object_new (GUICHET_TYPE_FILTER_BUILDER, NULL);

  self->context = g_object_ref (context);
  self->filter = g_object_ref (filter);
  offer_subjects (self);
  subject_selected_cb (self);

  return GTK_WIDGET (self);
}
