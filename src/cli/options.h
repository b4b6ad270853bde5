#pragma once

#include "sync/connection.h"

G_BEGIN_DECLS

/* Options that only some commands take, as a mask. */
typedef enum
{
  GUICHET_OPTION_TO = 1 << 0,
  GUICHET_OPTION_SET = 1 << 1,
  GUICHET_OPTION_ENTRIES = 1 << 2,      /* --note and --message */
  GUICHET_OPTION_ID = 1 << 3,
  GUICHET_OPTION_TEXTS = 1 << 4,        /* --title and --description */
  GUICHET_OPTION_DECISION = 1 << 5,     /* --retry, --withdraw, --keep-mine */
  GUICHET_OPTION_ORDER = 1 << 6,        /* --sort, --then, --group, --filter… */
  GUICHET_OPTION_LIMIT = 1 << 7,
  GUICHET_OPTION_HISTORY = 1 << 8,
  GUICHET_OPTION_OUTPUT = 1 << 9,
  GUICHET_OPTION_ERASE = 1 << 10,       /* --erase, --discard */
} GuichetOptionMask;

typedef struct
{
  char      *server;
  char      *login;
  char      *password_file;
  char      *data;
  int        timeout;           /* seconds */
  gboolean   offline;
  gboolean   demo;
  char      *demo_profile;
  char      *demo_fault;
  char      *door;
  GuichetDoorChoice door_choice;
  gboolean   json;
  gboolean   help;
  gboolean   version;

  char      *to;
  char     **set;
  char      *note;
  char      *message;
  char      *id;
  char      *title;
  char      *description;
  char      *retry;
  char      *withdraw;
  char      *keep_mine;
  char      *sort;
  gboolean   ascending;
  char      *then;
  gboolean   then_ascending;
  char      *group;
  char      *filter;
  int        limit;
  gboolean   history;
  char      *output;
  gboolean   erase;
  gboolean   discard;
} GuichetOptions;

void      guichet_options_init      (GuichetOptions     *self);
void      guichet_options_clear     (GuichetOptions     *self);
gboolean  guichet_options_parse     (GuichetOptions     *self,
                                     GuichetOptionMask   mask,
                                     gboolean            to_command,
                                     char             ***argv,
                                     GError            **error);
gboolean  guichet_options_check     (GuichetOptions     *self,
                                     GError            **error);
gboolean  guichet_options_fail      (GError            **error,
                                     const char         *sentence);
char     *guichet_options_describe  (GuichetOptionMask   mask,
                                     const char         *synopsis,
                                     const char         *summary,
                                     const char         *description);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetOptions, guichet_options_clear)

G_END_DECLS
