#pragma once

#include "model/intent.h"
#include "store/cache.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The person of the tests and the teams they are in. */
#define ME G_GINT64_CONSTANT (7)
#define COLLEAGUE G_GINT64_CONSTANT (8)
#define MY_TEAM G_GINT64_CONSTANT (31)
#define MY_OTHER_TEAM G_GINT64_CONSTANT (32)
#define FOREIGN_TEAM G_GINT64_CONSTANT (40)

/* A folder for one test, removed by remove_folder(). */
char            *make_folder       (void);
void             remove_folder     (const char      *folder);

GuichetIdentity *make_identity     (void);
GuichetProfile  *load_profile      (void);

/* Opens, asserts success and signs the person in. */
GuichetStore    *open_store        (const char      *folder);

/* A light image as the server would give it. */
GuichetTicket   *make_ticket       (gint64           id,
                                    const char      *status,
                                    gint64           team,
                                    gint64           agent);
void             set_title         (GuichetTicket   *ticket,
                                    const char      *title);
void             set_update        (GuichetTicket   *ticket,
                                    const char      *last_update);
/* Makes it a whole image: a description and journals. */
void             add_texts         (GuichetTicket   *ticket,
                                    const char      *description);
void             add_entry         (GuichetTicket   *ticket,
                                    GuichetJournal   journal,
                                    const char      *author,
                                    const char      *html);

void             merge_one         (GuichetStore    *store,
                                    GuichetTicket   *ticket);
GArray          *list_view         (GuichetStore    *store,
                                    GuichetView      view);
gboolean         ids_contain       (GArray          *ids,
                                    gint64           id);

G_END_DECLS
