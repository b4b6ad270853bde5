#pragma once

#include "model/query.h"
#include "store/store.h"

G_BEGIN_DECLS

#define GUICHET_SAVED_VIEW_LAST G_MAXUINT

/**
 * GuichetSavedView:
 * @conditions: in the language of model/query-language.h
 * @position: order among the others; %GUICHET_SAVED_VIEW_LAST puts it at the end
 *
 * A list that a person named, in user.db. "changed" says so with views.
 */
typedef struct
{
  char           *uuid;
  char           *name;
  char           *icon;
  GuichetView     view;
  char           *conditions;
  GuichetSortKey  keys[GUICHET_N_SORT_KEYS];
  guint           n_keys;
  GuichetGroup    group;
  guint           position;
} GuichetSavedView;

GuichetSavedView   *guichet_saved_view_new      (const char               *name,
                                                 const GuichetTicketQuery *query,
                                                 GuichetProfile           *profile);
GuichetSavedView   *guichet_saved_view_copy     (const GuichetSavedView   *self);
void                guichet_saved_view_free     (GuichetSavedView         *self);
GuichetTicketQuery *guichet_saved_view_to_query (const GuichetSavedView   *self,
                                                 GuichetProfile           *profile);

GPtrArray          *guichet_saved_views_new     (void);

/* A text to be given to a colleague, and back. INVALID for a text that is none;
 * a view that only a newer program understands is left out. */
char               *guichet_saved_views_to_data   (GPtrArray              *views);
GPtrArray          *guichet_saved_views_from_data (const char             *data,
                                                   gssize                  length,
                                                   GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetSavedView, guichet_saved_view_free)

/* By position (element-type GuichetSavedView). */
GPtrArray *guichet_store_list_views          (GuichetStore            *self,
                                              GError                 **error);
void       guichet_store_list_views_async    (GuichetStore            *self,
                                              GCancellable            *cancellable,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
GPtrArray *guichet_store_list_views_finish   (GuichetStore            *self,
                                              GAsyncResult            *result,
                                              GError                 **error);

/* Adds it or changes the one of the same uuid. */
gboolean   guichet_store_save_view           (GuichetStore            *self,
                                              const GuichetSavedView  *view,
                                              GError                 **error);
void       guichet_store_save_view_async     (GuichetStore            *self,
                                              const GuichetSavedView  *view,
                                              GCancellable            *cancellable,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
gboolean   guichet_store_save_view_finish    (GuichetStore            *self,
                                              GAsyncResult            *result,
                                              GError                 **error);
gboolean   guichet_store_remove_view         (GuichetStore            *self,
                                              const char              *uuid,
                                              GError                 **error);
void       guichet_store_remove_view_async   (GuichetStore            *self,
                                              const char              *uuid,
                                              GCancellable            *cancellable,
                                              GAsyncReadyCallback      callback,
                                              gpointer                 user_data);
gboolean   guichet_store_remove_view_finish  (GuichetStore            *self,
                                              GAsyncResult            *result,
                                              GError                 **error);

G_END_DECLS
