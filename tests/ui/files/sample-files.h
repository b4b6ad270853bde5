#pragma once

#include "ticket-fixture.h"
#include "ui/common/file-source.h"

G_BEGIN_DECLS

/* Contents as somebody may put them beside a ticket. */
GBytes *sample_png (int    width,
                    int    height);
GBytes *sample_pdf (guint  n_pages);

/**
 * SampleSource:
 *
 * A server with a few files. It answers when sample_source_answer() says so, or
 * at once.
 */
#define SAMPLE_TYPE_SOURCE (sample_source_get_type ())

G_DECLARE_FINAL_TYPE (SampleSource, sample_source, SAMPLE, SOURCE, GObject)

SampleSource *sample_source_new    (void);
void          sample_source_put    (SampleSource *self,
                                    gint64        id,
                                    const char   *name,
                                    const char   *mime,
                                    GBytes       *data);
/* The next fetch fails with @error (a copy). */
void          sample_source_fail   (SampleSource *self,
                                    const GError *error);
/* Fetches wait until they are let go. */
void          sample_source_hold   (SampleSource *self);
void          sample_source_answer (SampleSource *self);
guint         sample_source_count  (SampleSource *self);

G_END_DECLS
