#include "config.h"

#include "ui/user/new-ticket-picture.h"

#include "ui/user/new-ticket-canvas.h"
#include "ui/user/new-ticket-mosaic.h"

#include <glib/gi18n.h>

#define WIDTH 860
#define HEIGHT 620

struct _GuichetNewTicketPicture
{
  AdwDialog parent_instance;

  GdkTexture *picture;
  GBytes     *pixels;           /* (nullable): while they are being read */
  GPtrArray  *mosaics;
  GArray     *early;            /* (element-type GdkRectangle): marked before the pixels were there */
  GtkWidget  *canvas;
  GtkWidget  *undo;
  GtkWidget  *add;
  gboolean    adding;
};

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketPicture, guichet_new_ticket_picture, ADW_TYPE_DIALOG)

static void
update (GuichetNewTicketPicture *self)
{
  gtk_widget_set_sensitive (self->undo, self->mosaics->len > 0 && !self->adding);
  gtk_widget_set_sensitive (self->add, self->pixels != NULL && !self->adding);
  gtk_widget_queue_draw (self->canvas);
}

/* ---- the pixels */

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_task_return_pointer (task, guichet_mosaic_read_pixels (task_data), (GDestroyNotify) g_bytes_unref);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GuichetNewTicketPicture *self = GUICHET_NEW_TICKET_PICTURE (source);

  self->pixels = g_task_propagate_pointer (G_TASK (result), NULL);
  for (guint i = 0; i < self->early->len; i++)
    guichet_new_ticket_picture_hide (self, &g_array_index (self->early, GdkRectangle, i));
  g_array_set_size (self->early, 0);
  update (self);
}

static void
read_pixels (GuichetNewTicketPicture *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, read_cb, NULL);

  g_task_set_source_tag (task, read_pixels);
  g_task_set_task_data (task, g_object_ref (self->picture), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

/* ---- hiding */

static void
marked_cb (GuichetNewTicketPicture *self,
           const GdkRectangle      *area)
{
  guichet_new_ticket_picture_hide (self, area);
}

static void
undo (GuichetNewTicketPicture *self)
{
  if (self->mosaics->len > 0 && !self->adding)
    g_ptr_array_set_size (self->mosaics, (int) self->mosaics->len - 1);
  update (self);
}

static gboolean
undo_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  undo (GUICHET_NEW_TICKET_PICTURE (widget));

  return TRUE;
}

/* ---- adding */

static void
apply_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GuichetNewTicketPicture *self = source;

  /* Nobody changes these while the buttons are off. */
  g_task_return_pointer (task,
                         guichet_mosaics_apply (self->pixels, gdk_texture_get_width (self->picture),
                                                gdk_texture_get_height (self->picture), self->mosaics),
                         g_object_unref);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GuichetNewTicketPicture *self = GUICHET_NEW_TICKET_PICTURE (source);
  g_autoptr(GdkTexture) picture = g_task_propagate_pointer (G_TASK (result), NULL);

  g_signal_emit (self, signals[ACCEPTED], 0, picture);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_clicked_cb (GuichetNewTicketPicture *self)
{
  g_autoptr(GTask) task = NULL;

  if (self->adding || self->pixels == NULL)
    return;

  self->adding = TRUE;
  update (self);
  gtk_widget_set_sensitive (self->canvas, FALSE);
  task = g_task_new (self, NULL, applied_cb, NULL);
  g_task_set_source_tag (task, add_clicked_cb);
  g_task_run_in_thread (task, apply_thread);
}

/* ---- class */

static void
guichet_new_ticket_picture_finalize (GObject *object)
{
  GuichetNewTicketPicture *self = GUICHET_NEW_TICKET_PICTURE (object);

  g_clear_object (&self->picture);
  g_clear_pointer (&self->pixels, g_bytes_unref);
  g_ptr_array_unref (self->mosaics);
  g_array_unref (self->early);

  G_OBJECT_CLASS (guichet_new_ticket_picture_parent_class)->finalize (object);
}

static void
guichet_new_ticket_picture_class_init (GuichetNewTicketPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = guichet_new_ticket_picture_finalize;
  signals[ACCEPTED] = g_signal_new ("accepted", GUICHET_TYPE_NEW_TICKET_PICTURE, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, GDK_TYPE_TEXTURE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_cb, NULL);
}

static GtkWidget *
make_bar (GuichetNewTicketPicture *self)
{
  GtkWidget *bar = gtk_action_bar_new ();

  self->undo = gtk_button_new_with_mnemonic (_("_Undo the Last Part"));
  gtk_widget_set_tooltip_text (self->undo, _("Show the Last Hidden Part Again (Ctrl+Z)"));
  self->add = gtk_button_new_with_mnemonic (_("_Add the Picture"));
  gtk_widget_add_css_class (self->add, "suggested-action");
  gtk_action_bar_pack_start (GTK_ACTION_BAR (bar), self->undo);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), self->add);
  g_signal_connect_object (self->undo, "clicked", G_CALLBACK (undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);

  return bar;
}

/* Before the picture, as one reads. */
static GtkWidget *
make_hint (void)
{
  GtkWidget *hint = gtk_label_new (_("Draw over what nobody shall read."));

  gtk_widget_add_css_class (hint, "meta");
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_justify (GTK_LABEL (hint), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (hint, 12);
  gtk_widget_set_margin_end (hint, 12);
  gtk_widget_set_margin_bottom (hint, 6);

  return hint;
}

static void
guichet_new_ticket_picture_init (GuichetNewTicketPicture *self)
{
  self->mosaics = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_mosaic_free);
  self->early = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));
}

AdwDialog *
guichet_new_ticket_picture_new (GdkTexture *picture)
{
  GuichetNewTicketPicture *self;
  GtkWidget *view;

  g_return_val_if_fail (GDK_IS_TEXTURE (picture), NULL);

  self = g_object_new (GUICHET_TYPE_NEW_TICKET_PICTURE,
                       "title", _("Hide Parts of the Picture"),
                       "content-width", WIDTH,
                       "content-height", HEIGHT,
                       NULL);
  self->picture = g_object_ref (picture);
  self->canvas = guichet_picture_canvas_new (picture, self->mosaics);
  gtk_widget_set_vexpand (self->canvas, TRUE);
  gtk_widget_set_margin_start (self->canvas, 12);
  gtk_widget_set_margin_end (self->canvas, 12);
  gtk_widget_set_margin_bottom (self->canvas, 12);
  g_signal_connect_object (self->canvas, "marked", G_CALLBACK (marked_cb), self, G_CONNECT_SWAPPED);

  view = adw_toolbar_view_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_hint ());
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), make_bar (self));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), self->canvas);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  update (self);
  read_pixels (self);

  return ADW_DIALOG (self);
}

void
guichet_new_ticket_picture_hide (GuichetNewTicketPicture *self,
                                 const GdkRectangle      *area)
{
  GuichetMosaic *mosaic;

  g_return_if_fail (GUICHET_IS_NEW_TICKET_PICTURE (self));
  g_return_if_fail (area != NULL);

  if (self->adding)
    return;
  if (self->pixels == NULL)
    {
      g_array_append_vals (self->early, area, 1);
      return;
    }

  mosaic = guichet_mosaic_new (self->pixels, gdk_texture_get_width (self->picture),
                               gdk_texture_get_height (self->picture), area);
  if (mosaic != NULL)
    g_ptr_array_add (self->mosaics, mosaic);
  update (self);
}
