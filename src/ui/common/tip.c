#include "config.h"

#include "ui/common/tip.h"

static G_DEFINE_QUARK (guichet-tip, tip)

static gboolean
query_cb (GtkWidget  *widget,
          int         x,
          int         y,
          gboolean    keyboard_mode,
          GtkTooltip *tooltip)
{
  const char *text = g_object_get_qdata (G_OBJECT (widget), tip_quark ());

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/**
 * guichet_tip_set:
 * @text: (nullable): plain
 *
 * A tooltip for what is filled anew whenever a list moves. With each
 * gtk_widget_set_tooltip_text() GTK looks for the pointer, on X11 by several
 * questions to the display: most of a jump in a table went there. This one is
 * only read when somebody points at @widget.
 *
 * A screen reader does not read it: what it tells beside the words of @widget
 * has to be said to the accessible, too.
 */
void
guichet_tip_set (GtkWidget  *widget,
                 const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (text != NULL && !gtk_widget_get_has_tooltip (widget))
    {
      g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_cb), NULL);
      gtk_widget_set_has_tooltip (widget, TRUE);
    }

  g_object_set_qdata_full (G_OBJECT (widget), tip_quark (), g_strdup (text), g_free);
}

/* Returns: (transfer none) (nullable): what guichet_tip_set() said */
const char *
guichet_tip_get (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return g_object_get_qdata (G_OBJECT (widget), tip_quark ());
}
