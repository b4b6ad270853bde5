#include "config.h"

#include "requests.h"

#include "store/cache.h"
#include "words.h"

#define MINE_EVERY 250
#define ME 7

#define N_LEAVES 1000
#define N_ARTICLES 500
#define OTHER_LEAVES 10000       /* their first id */

void
requests_dress (RequestTexts  *texts,
                GuichetTicket *ticket,
                guint          id)
{
  g_autoptr(RequestText) text = request_texts_draw (texts, REQUEST_PHRASES_ALL);
  g_autofree char *description = g_strconcat (text->description, guichet_ticket_get (ticket, GUICHET_FIELD_DESCRIPTION), NULL);

  request_text_fill (text, ticket);
  guichet_ticket_set (ticket, GUICHET_FIELD_DESCRIPTION, description);
  if (id % MINE_EVERY == 0)
    guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, ME, "Agnès Martin");
}

static void
replace (GuichetStore         *store,
         GuichetReferenceKind  kind,
         GPtrArray            *references)
{
  g_autoptr(GError) error = NULL;

  guichet_store_replace_references (store, kind, references, &error);
  if (error != NULL)
    g_error ("%s", error->message);
}

/* What nobody asks for, below the services of what they do. */
static void
add_other_leaves (GPtrArray *leaves,
                  gint64     service)
{
  g_autoptr(Words) words = words_new (17);

  for (gint64 id = OTHER_LEAVES; leaves->len < N_LEAVES; id++)
    {
      g_autoptr(GString) name = g_string_new (NULL);
      GuichetReference *leaf;

      words_append (words, name, 24);
      leaf = guichet_reference_new (GUICHET_REFERENCE_SUBCATEGORY, id, name->str);
      leaf->parent = service;
      g_ptr_array_add (leaves, leaf);
    }
}

static void
add_catalogue (GuichetStore *store,
               RequestTexts *texts)
{
  static const GuichetReferenceKind levels[] = {
    GUICHET_REFERENCE_DOMAIN, GUICHET_REFERENCE_FAMILY_GROUP, GUICHET_REFERENCE_SERVICE_FAMILY, GUICHET_REFERENCE_SERVICE,
    GUICHET_REFERENCE_SUBCATEGORY,
  };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr(GPtrArray) references = request_texts_list_references (texts, levels[i]);

      if (levels[i] == GUICHET_REFERENCE_SUBCATEGORY)
        add_other_leaves (references, ((GuichetReference *) g_ptr_array_index (references, 0))->parent);
      replace (store, levels[i], references);
    }
}

static void
add_articles (GuichetStore         *store,
              RequestTexts         *texts,
              GuichetReferenceKind  kind)
{
  g_autoptr(GPtrArray) articles = guichet_references_new ();

  for (guint id = 1; id <= N_ARTICLES; id++)
    {
      g_autoptr(RequestText) name = request_texts_draw (texts, REQUEST_PHRASES_ALL);
      g_autoptr(RequestText) summary = request_texts_draw (texts, REQUEST_PHRASES_ALL);
      GuichetReference *article = guichet_reference_new (kind, id, name->title);

      g_set_str (&article->detail, summary->title);
      g_set_str (&article->html, summary->description);
      g_ptr_array_add (articles, article);
    }
  replace (store, kind, articles);
}

void
requests_add_references (GuichetStore *store)
{
  g_autoptr(RequestTexts) texts = request_texts_new (99);

  add_catalogue (store, texts);
  add_articles (store, texts, GUICHET_REFERENCE_FAQ);
  add_articles (store, texts, GUICHET_REFERENCE_KNOWN_ERROR);
}
