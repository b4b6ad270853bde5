#include "config.h"

#include "ui/agent/queue-columns-private.h"

/* While somebody drags, the settings rest. */
#define SAVE_MS 400

void
_guichet_queue_columns_save (GuichetQueueColumns *self)
{
  GVariantBuilder columns;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->settings == NULL || self->view == NULL)
    return;

  g_variant_builder_init (&columns, G_VARIANT_TYPE ("a(sib)"));
  for (guint i = 0; i < _guichet_queue_columns_count (self); i++)
    {
      GtkColumnViewColumn *column = _guichet_queue_columns_get (self, i);
      const GuichetColumnChoice *choice;

      if (column == self->check)
        continue;
      choice = _guichet_queue_columns_get_choice (column);
      g_variant_builder_add (&columns, "(sib)", guichet_sort_to_nick (choice->kind->sort), choice->width, choice->wanted);
    }
  g_settings_set_value (self->settings, "columns", g_variant_builder_end (&columns));
}

static void
save_cb (gpointer user_data)
{
  GuichetQueueColumns *self = user_data;

  self->save_source = 0;
  _guichet_queue_columns_save (self);
}

void
_guichet_queue_columns_save_soon (GuichetQueueColumns *self)
{
  if (self->save_source == 0)
    self->save_source = g_timeout_add_once (SAVE_MS, save_cb, self);
}

/* The first column is the one for the check marks. */
void
_guichet_queue_columns_load (GuichetQueueColumns *self)
{
  g_autoptr(GVariant) columns = NULL;
  GVariantIter iter;
  const char *nick;
  gboolean wanted;
  guint place = 1;
  int width;

  if (self->settings == NULL)
    return;

  columns = g_settings_get_value (self->settings, "columns");
  g_variant_iter_init (&iter, columns);
  while (g_variant_iter_next (&iter, "(&sib)", &nick, &width, &wanted))
    {
      GtkColumnViewColumn *column;
      GuichetSort sort;

      if (!guichet_sort_from_nick (nick, &sort))
        continue;
      column = _guichet_queue_columns_find (self, sort, NULL);
      _guichet_queue_columns_get_choice (column)->wanted = wanted || _guichet_queue_columns_is_needed (_guichet_queue_columns_get_choice (column));
      _guichet_queue_columns_get_choice (column)->width = width > 0 ? CLAMP (width, GUICHET_COLUMN_MIN_WIDTH, GUICHET_COLUMN_MAX_WIDTH) : 0;
      _guichet_queue_columns_place (self, column, place++);
    }
}
