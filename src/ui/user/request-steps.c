#include "config.h"

#include "ui/user/request-steps.h"

#define CIRCLE_ICON 14

typedef struct
{
  GtkWidget *circle;
  GtkWidget *before;    /* the line from the stage before */
  GtkWidget *after;
  GtkWidget *label;
} Step;

struct _GuichetRequestSteps
{
  GtkWidget parent_instance;

  GtkWidget *row;
  Step       steps[GUICHET_N_STEPS];
  GtkWidget *words_box;
  GtkImage  *icon;
  GtkLabel  *words;
};

G_DEFINE_FINAL_TYPE (GuichetRequestSteps, guichet_request_steps, GTK_TYPE_WIDGET)

static GtkWidget *
make_line (gboolean visible)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  gtk_widget_set_opacity (line, visible ? 1 : 0);

  return line;
}

static GtkWidget *
make_step (Step  *step,
           guint  n)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  step->circle = g_object_new (GTK_TYPE_IMAGE, "pixel-size", CIRCLE_ICON, "valign", GTK_ALIGN_CENTER, NULL);
  step->before = make_line (n > 0);
  step->after = make_line (n < GUICHET_N_STEPS - 1);
  gtk_box_append (GTK_BOX (line), step->before);
  gtk_box_append (GTK_BOX (line), step->circle);
  gtk_box_append (GTK_BOX (line), step->after);
  step->label = gtk_label_new (guichet_step_get_label (n));
  gtk_label_set_wrap (GTK_LABEL (step->label), TRUE);
  gtk_label_set_justify (GTK_LABEL (step->label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (column), line);
  gtk_box_append (GTK_BOX (column), step->label);

  return column;
}

static void
make_words (GuichetRequestSteps *self)
{
  self->words_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_box_append (GTK_BOX (self->words_box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->words_box), GTK_WIDGET (self->words));
  gtk_widget_set_halign (self->words_box, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->words_box, GTK_WIDGET (self));
}

static void
guichet_request_steps_dispose (GObject *object)
{
  GuichetRequestSteps *self = GUICHET_REQUEST_STEPS (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_pointer (&self->words_box, gtk_widget_unparent);

  G_OBJECT_CLASS (guichet_request_steps_parent_class)->dispose (object);
}

static void
guichet_request_steps_class_init (GuichetRequestStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_request_steps_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "requeststeps");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
guichet_request_steps_init (GuichetRequestSteps *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->row), TRUE);
  for (guint i = 0; i < GUICHET_N_STEPS; i++)
    gtk_box_append (GTK_BOX (self->row), make_step (&self->steps[i], i));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  make_words (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "panel");
}

/* The stage by its mark, too: never by its colour alone. */
static void
show_step (Step     *step,
           gboolean  over,
           gboolean  now)
{
  const char *circle[] = { "step-circle", over ? "over" : now ? "now" : NULL, NULL };
  const char *before[] = { "step-line", over || now ? "over" : NULL, NULL };
  const char *after[] = { "step-line", over ? "over" : NULL, NULL };
  const char *label[] = { "step-label", now ? "now" : NULL, NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (step->circle), over ? "object-select-symbolic"
                                                          : now ? "media-record-symbolic" : NULL);
  gtk_widget_set_css_classes (step->circle, circle);
  gtk_widget_set_css_classes (step->before, before);
  gtk_widget_set_css_classes (step->after, after);
  gtk_widget_set_css_classes (step->label, label);
}

void
guichet_request_steps_show (GuichetRequestSteps   *self,
                            const GuichetProgress *progress)
{
  g_autofree char *tint = g_strconcat ("txt-", progress->tint, NULL);
  g_autofree char *spoken = guichet_progress_dup_spoken (progress);
  const char *classes[] = { "step-words", tint, NULL };

  g_return_if_fail (GUICHET_IS_REQUEST_STEPS (self));

  for (guint i = 0; i < GUICHET_N_STEPS; i++)
    show_step (&self->steps[i], i < progress->step || (i == progress->step && progress->done), i == progress->step);
  gtk_image_set_from_icon_name (self->icon, progress->icon);
  gtk_label_set_label (self->words, progress->words);
  gtk_widget_set_css_classes (self->words_box, classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
