#include "config.h"

#include "ui/user/progress-dots.h"

struct _GuichetProgressDots
{
  GtkWidget parent_instance;

  GtkWidget *dots[GUICHET_N_STEPS];
};

G_DEFINE_FINAL_TYPE (GuichetProgressDots, guichet_progress_dots, GTK_TYPE_WIDGET)

static void
guichet_progress_dots_dispose (GObject *object)
{
  GuichetProgressDots *self = GUICHET_PROGRESS_DOTS (object);

  for (guint i = 0; i < GUICHET_N_STEPS; i++)
    g_clear_pointer (&self->dots[i], gtk_widget_unparent);

  G_OBJECT_CLASS (guichet_progress_dots_parent_class)->dispose (object);
}

static void
guichet_progress_dots_class_init (GuichetProgressDotsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_progress_dots_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "progressdots");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
guichet_progress_dots_init (GuichetProgressDots *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 4);
  for (guint i = 0; i < GUICHET_N_STEPS; i++)
    {
      self->dots[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_valign (self->dots[i], GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (self->dots[i], "pdot");
      gtk_widget_set_parent (self->dots[i], GTK_WIDGET (self));
    }
}

GtkWidget *
guichet_progress_dots_new (void)
{
  return g_object_new (GUICHET_TYPE_PROGRESS_DOTS, NULL);
}

void
guichet_progress_dots_show (GuichetProgressDots   *self,
                            const GuichetProgress *progress)
{
  g_return_if_fail (GUICHET_IS_PROGRESS_DOTS (self));

  for (guint i = 0; i < GUICHET_N_STEPS; i++)
    {
      gboolean over = i < progress->step || (i == progress->step && progress->done);
      const char *classes[] = { "pdot", over ? "over" : i == progress->step ? "now" : NULL, NULL };

      gtk_widget_set_css_classes (self->dots[i], classes);
    }
}
