#pragma once

#include "fixture-server.h"

G_BEGIN_DECLS

/**
 * Stage:
 *
 * A server that plays recorded answers of the real portal (tests/data/
 * portal-transcripts): to a request, that of the first line which fits.
 * Remembers what it was asked. Pages, of which the recordings keep what a
 * client takes, are built around that again.
 */
typedef struct
{
  FixtureServer *server;
  GPtrArray     *lines;
  GPtrArray     *asked;         /* "METHOD target form" */
  GPtrArray     *heads;
  GPtrArray     *served;        /* of asked, those that were not answered by the sentence */
  guint          lose_at;       /* counts down to the request that finds its session gone; 0 for none */
  gboolean       lost;
  GMutex         mutex;
} Stage;

/* What nobody gets in the place of an answer. */
#define STAGE_SENTENCE "Vous êtes déconnecté et devez vous reconnecter pour continuer."

Stage      *stage_new        (void);
/* The session of the @nth request from now on is gone, until a login. */
void        stage_lose_at    (Stage       *self,
                              guint        nth);
/* How many requests with these words were answered by a line. */
guint       stage_count_served (Stage     *self,
                              const char  *words);
void        stage_free       (Stage       *self);
/* @words: separated by "&": all occur in the method, address and form */
void        stage_add        (Stage       *self,
                              const char  *words,
                              const char  *recording);
/* @times: how often; 0 for always */
void        stage_add_text   (Stage       *self,
                              const char  *words,
                              guint        status,
                              const char  *headers,
                              const char  *body,
                              guint        times);
guint       stage_count      (Stage       *self,
                              const char  *words);
const char *stage_find       (Stage       *self,
                              const char  *words);
char       *recording_dup_body (const char *name,
                              guint       *out_status,
                              char       **out_headers,
                              gsize       *out_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

G_END_DECLS
