#pragma once

#include <time.h>

#include "demo/core.h"

G_BEGIN_DECLS

/* Shared by the files that invent the data. Everything comes out of @random,
 * so that a seed always makes the same desk; only the dates follow the day. */

#define DEMO_N_REQUESTERS  60
#define DEMO_N_AGENTS      12
#define DEMO_N_TEAMS       5

enum
{
  DEMO_TEAM_DAG,
  DEMO_TEAM_TLS,
  DEMO_TEAM_MPL,
  DEMO_TEAM_NETWORK,
  DEMO_TEAM_APPLICATIONS,
};

/* Columns of a row, in the order in which they are bound. */
typedef struct
{
  sqlite3_stmt *statement;
  int           at;
} DemoRow;

typedef struct
{
  gint64 id;
  gint64 organisation;
  gint64 site;
  char  *name;
  char  *first_name;
  char  *phone;
} DemoSeedPerson;

typedef struct
{
  gint64 domain;
  gint64 group;
  gint64 family;
  gint64 service;
  gint64 team;
  gint64 subcategories[4];
  guint  n_subcategories;
} DemoSeedService;

typedef struct
{
  DemoCore        *core;
  GRand           *random;
  gint64           now;                 /* Unix time */
  gint64           organisations[3];    /* Montpellier, Toulouse, the IT department */
  gint64           teams[DEMO_N_TEAMS];
  GArray          *sites;               /* gint64, per organisation in turn */
  DemoSeedPerson   requesters[DEMO_N_REQUESTERS];
  DemoSeedPerson   agents[DEMO_N_AGENTS];
  gint64           accounts[DEMO_N_AGENTS];
  gint64           requester_account;
  GArray          *services;            /* DemoSeedService, by index of the texts */
  GArray          *members[DEMO_N_TEAMS];       /* guint: indexes of agents */
  gboolean         small;               /* to look at, not to measure */
  guint            n_own;               /* requests of the first agent so far */
  guint            next_case[3];        /* of those that the first agent sees */
} DemoSeed;

gboolean    demo_row_begin       (DemoRow     *row,
                                  DemoCore    *core,
                                  const char  *sql,
                                  GError     **error);
void        demo_row_add_text    (DemoRow     *row,
                                  const char  *text);
void        demo_row_add_int     (DemoRow     *row,
                                  gint64       number);
gboolean    demo_row_finish      (DemoRow     *row,
                                  DemoCore    *core,
                                  gint64      *out_id,
                                  GError     **error);
guint       demo_seed_draw       (DemoSeed    *seed,
                                  guint        n);
void        demo_seed_break_down (DemoSeed    *seed,
                                  gint64       when,
                                  struct tm   *out_tm);
char       *demo_seed_format_time (DemoSeed   *seed,
                                  gint64       when);

gboolean    demo_seed_people     (DemoSeed    *seed,
                                  GError     **error);
gboolean    demo_seed_catalogue  (DemoSeed    *seed,
                                  GError     **error);
gboolean    demo_seed_knowledge  (DemoSeed    *seed,
                                  GError     **error);
gboolean    demo_seed_tickets    (DemoSeed    *seed,
                                  guint        n_tickets,
                                  GError     **error);
gboolean    demo_seed_requester  (DemoSeed    *seed,
                                  GError     **error);
gboolean    demo_seed_attachment (DemoSeed    *seed,
                                  gint64       ticket,
                                  gint64       organisation,
                                  gint64       account,
                                  gint64       person,
                                  const char  *date,
                                  GError     **error);

G_END_DECLS
