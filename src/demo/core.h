#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "demo/desk.h"
#include "demo/schema.h"

G_BEGIN_DECLS

/* The desk without its network: the database, the clock, the accounts. Used
 * under one lock (desk.c); nothing here locks. */

/* A refusal that the server raises as an exception: "Error: " in front and no
 * objects in the answer. The code of the GError is the code of the answer. */
#define DEMO_EXCEPTION (demo_exception_quark ())
/* A refusal decided inside an operation: bare message, objects null. */
#define DEMO_REFUSAL (demo_refusal_quark ())
/* What is wrong with a query; whoever asked gives it its frame. */
#define DEMO_OQL (demo_oql_quark ())

/* Of every account: there is nothing to protect. */
#define DEMO_SECRET "guichet-demo"

typedef enum
{
  DEMO_OQL_SYNTAX,
  DEMO_OQL_NORMALIZE,
  DEMO_OQL_OTHER,
} DemoOqlError;

/* Codes of the answer (ITOP-PROTOCOL §11). */
enum
{
  DEMO_CODE_OK             = 0,
  DEMO_CODE_UNAUTHORIZED   = 1,
  DEMO_CODE_NO_VERSION     = 2,
  DEMO_CODE_NO_JSON        = 3,
  DEMO_CODE_BAD_JSON       = 4,
  DEMO_CODE_BAD_VERSION    = 10,
  DEMO_CODE_UNKNOWN_VERB   = 11,
  DEMO_CODE_BAD_PAGE       = 13,
  DEMO_CODE_INTERNAL       = 100,
  /* Not a code: the PHP of the server breaks, HTTP 500. */
  DEMO_CODE_BREAKDOWN      = -1,
};

typedef enum
{
  DEMO_ACCOUNT_ADMIN    = 1 << 0,
  DEMO_ACCOUNT_REST     = 1 << 1,
  DEMO_ACCOUNT_PORTAL   = 1 << 2,
  DEMO_ACCOUNT_DISABLED = 1 << 3,
} DemoAccountFlags;

typedef struct
{
  gint64            id;
  char             *login;
  gint64            person;
  char             *name;               /* as entries carry it */
  DemoAccountFlags  flags;
  gint64            allowed_org;        /* 0 for all */
} DemoAccount;

typedef struct
{
  sqlite3    *db;
  GHashTable *statements;       /* text → sqlite3_stmt */
  gboolean    lab;
  GTimeZone  *zone;
  GRand      *random;
  guint       weaknesses;       /* of GuichetDemoWeakness, by bit */
  /* How far the writes have got, and what they replaced: two requests that
   * overlap see the state of their beginning (see write.c). */
  guint64     n_commits;
  GHashTable *replaced_logs;
  GHashTable *new_client_refs;
} DemoCore;

GQuark        demo_exception_quark     (void);
GQuark        demo_refusal_quark       (void);
GQuark        demo_oql_quark           (void);

DemoCore     *demo_core_new            (const char        *path,
                                        gboolean           lab,
                                        guint              seed,
                                        GError           **error);
void          demo_core_free           (DemoCore          *core);
gboolean      demo_core_is_empty       (DemoCore          *core);
gboolean      demo_core_run            (DemoCore          *core,
                                        const char        *sql,
                                        GError           **error);
gboolean      demo_core_create_indexes (DemoCore          *core,
                                        GError           **error);
void          demo_core_trim           (DemoCore          *core);
sqlite3_stmt *demo_core_prepare        (DemoCore          *core,
                                        const char        *sql,
                                        GError           **error);
gint64        demo_core_read_int64     (DemoCore          *core,
                                        const char        *sql,
                                        gint64             id);
char         *demo_core_read_text      (DemoCore          *core,
                                        const char        *sql,
                                        gint64             id);
char         *demo_core_now            (DemoCore          *core);
gboolean      demo_core_is_weak        (DemoCore          *core,
                                        GuichetDemoWeakness weakness);

DemoAccount  *demo_account_load        (DemoCore          *core,
                                        const char        *login);
void          demo_account_free        (DemoAccount       *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoCore, demo_core_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoAccount, demo_account_free)

G_END_DECLS
