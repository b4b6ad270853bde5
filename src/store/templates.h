#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetTemplate:
 * @html: may hold variables: see ui/ticket
 * @used: how often it was inserted: the most used come first
 * @greeting: whether it goes around what one writes; one template at most
 *
 * A reply written once for many tickets, in user.db. "changed" says so with
 * templates.
 */
typedef struct
{
  char     *uuid;
  char     *name;
  char     *html;
  guint     used;
  gboolean  greeting;
} GuichetTemplate;

GuichetTemplate *guichet_template_new                (const char            *name,
                                                      const char            *html);
GuichetTemplate *guichet_template_copy               (const GuichetTemplate *self);
void             guichet_template_free               (GuichetTemplate       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetTemplate, guichet_template_free)

GPtrArray       *guichet_store_list_templates        (GuichetStore           *self,
                                                      GError                **error);
void             guichet_store_list_templates_async  (GuichetStore           *self,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
GPtrArray       *guichet_store_list_templates_finish (GuichetStore           *self,
                                                      GAsyncResult           *result,
                                                      GError                **error);
gboolean         guichet_store_save_template         (GuichetStore           *self,
                                                      const GuichetTemplate  *template_,
                                                      GError                **error);
void             guichet_store_save_template_async   (GuichetStore           *self,
                                                      const GuichetTemplate  *template_,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
gboolean         guichet_store_save_template_finish  (GuichetStore           *self,
                                                      GAsyncResult           *result,
                                                      GError                **error);
gboolean         guichet_store_remove_template       (GuichetStore           *self,
                                                      const char             *uuid,
                                                      GError                **error);
void             guichet_store_remove_template_async (GuichetStore           *self,
                                                      const char             *uuid,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
gboolean         guichet_store_remove_template_finish (GuichetStore          *self,
                                                      GAsyncResult           *result,
                                                      GError                **error);

G_END_DECLS
