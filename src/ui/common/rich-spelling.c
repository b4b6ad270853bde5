#include "config.h"

#include "ui/common/rich-spelling.h"

/* libspelling 0.4 never frees what it remembers of a text: with a new buffer
 * for each editor, each ticket that is opened would cost memory for good. The
 * adapters that nobody uses wait here, their buffers empty. */
static GPtrArray *idle;

/* French first: what the desk writes in, whatever the language of the session. */
static SpellingChecker *
get_checker (void)
{
  static SpellingChecker *checker;
  SpellingProvider *provider = spelling_provider_get_default ();
  const char *language;

  if (checker != NULL)
    return checker;

  language = spelling_provider_supports_language (provider, "fr_FR") ? "fr_FR"
             : spelling_provider_get_default_code (provider);
  checker = spelling_checker_new (provider, language);

  return checker;
}

static SpellingTextBufferAdapter *
new_adapter (void)
{
  GuichetRichBuffer *buffer = guichet_rich_buffer_new ();
  SpellingTextBufferAdapter *adapter = spelling_text_buffer_adapter_new (GTK_SOURCE_BUFFER (buffer), get_checker ());

  /* A check that is on its way holds the adapter but not the buffer, and
   * complains when it finds it gone. */
  g_object_set_data_full (G_OBJECT (adapter), "buffer", buffer, g_object_unref);
  spelling_text_buffer_adapter_set_enabled (adapter, TRUE);

  return adapter;
}

/**
 * guichet_rich_spelling_borrow:
 *
 * Main thread.
 *
 * Returns: (transfer full): an adapter with an empty buffer; to be given back
 *   with guichet_rich_spelling_return()
 */
SpellingTextBufferAdapter *
guichet_rich_spelling_borrow (void)
{
  if (idle != NULL && idle->len > 0)
    return g_ptr_array_steal_index_fast (idle, idle->len - 1);

  return new_adapter ();
}

/**
 * guichet_rich_spelling_get_buffer:
 *
 * Returns: (transfer none): the buffer that comes with the adapter
 */
GuichetRichBuffer *
guichet_rich_spelling_get_buffer (SpellingTextBufferAdapter *adapter)
{
  return g_object_get_data (G_OBJECT (adapter), "buffer");
}

/**
 * guichet_rich_spelling_return:
 * @adapter: (transfer full)
 *
 * Nothing of the text, nor of its history, is left for the next editor.
 */
void
guichet_rich_spelling_return (SpellingTextBufferAdapter *adapter)
{
  if (idle == NULL)
    idle = g_ptr_array_new ();

  guichet_rich_buffer_set_text (guichet_rich_spelling_get_buffer (adapter), NULL);
  g_ptr_array_add (idle, adapter);
}
