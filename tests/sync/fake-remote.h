#pragma once

#include "remote/remote.h"

G_BEGIN_DECLS

/**
 * FakeRemote:
 *
 * A server in memory with the weaknesses of the real one, and a script of
 * faults. Safe to use from an engine's thread and the test's at once.
 */
#define FAKE_TYPE_REMOTE (fake_remote_get_type ())

G_DECLARE_FINAL_TYPE (FakeRemote, fake_remote, FAKE, REMOTE, GuichetRemote)

typedef enum
{
  FAKE_NONE,
  FAKE_UNREACHABLE,         /* nothing sent */
  FAKE_DROP_BEFORE,         /* sent, not done, no answer */
  FAKE_DROP_AFTER,          /* done, no answer */
  FAKE_LATE,                /* no answer; done at fake_remote_commit_late() */
  FAKE_LOST_APPEND,         /* done and said so, then a colleague's write wipes the entries out */
  FAKE_LOST_AT_ONCE,        /* the same, and the answer shows it already */
  FAKE_TWICE,               /* done, then done again: the second answer comes back */
  FAKE_READ_ONLY,
  FAKE_REJECTED,
  FAKE_SIGN_IN,
  FAKE_MAINTENANCE,
  FAKE_SERVER_ERROR,        /* as DROP_BEFORE; on reads "retry later" */
  FAKE_CRASH,               /* done, and this process ends before it hears of it */
  FAKE_FOREIGN_FIELD,       /* a colleague writes the same field between guard and write: ours wins */
  FAKE_N_FAULTS,
} FakeFault;

/* Which calls a fault is for. */
typedef enum
{
  FAKE_READS = 1 << 0,
  FAKE_WRITES = 1 << 1,
  FAKE_ALL = FAKE_READS | FAKE_WRITES,
} FakeCalls;

typedef void (*FakeHook) (FakeRemote *self,
                          gboolean    write,
                          gpointer    user_data);

FakeRemote    *fake_remote_new          (void);
/* The same server through its web portal: no guards, short lists, attachments
 * ticket by ticket, nothing internal. */
FakeRemote    *fake_remote_new_portal   (void);
void           fake_remote_fail_next    (FakeRemote    *self,
                                         FakeFault      fault,
                                         FakeCalls      calls,
                                         guint          count);
void           fake_remote_clear_faults (FakeRemote    *self);
/* Each call draws a fault of the list with @probability, from @seed. */
void           fake_remote_fail_often   (FakeRemote    *self,
                                         const FakeFault *faults,
                                         guint          n,
                                         double         probability,
                                         guint32        seed);
/* Called before each call, without the lock: a colleague may act in it. */
void           fake_remote_set_hook     (FakeRemote    *self,
                                         FakeHook       hook,
                                         gpointer       user_data);
void           fake_remote_commit_late  (FakeRemote    *self);
guint          fake_remote_count_calls  (FakeRemote    *self,
                                         FakeCalls      calls);

/* The server's side. Each change is stamped with the server's clock. */
void           fake_remote_tick         (FakeRemote    *self,
                                         guint          seconds);
gint64         fake_remote_add          (FakeRemote    *self,
                                         const char    *status);
void           fake_remote_set          (FakeRemote    *self,
                                         gint64         id,
                                         GuichetField   field,
                                         const char    *value);
void           fake_remote_set_last_update (FakeRemote *self,
                                         gint64         id,
                                         const char    *text);
void           fake_remote_say          (FakeRemote    *self,
                                         gint64         id,
                                         GuichetJournal journal,
                                         const char    *html);
void           fake_remote_delete       (FakeRemote    *self,
                                         gint64         id);
GuichetTicket *fake_remote_dup          (FakeRemote    *self,
                                         gint64         id);
GArray        *fake_remote_list         (FakeRemote    *self);
/* Effects of an operation: entries with its marker, tickets or files of it. */
guint          fake_remote_count        (FakeRemote    *self,
                                         const char    *uuid);
/* How often a transition arrived at @status. */
guint          fake_remote_count_moves  (FakeRemote    *self,
                                         gint64         id,
                                         const char    *status);

G_END_DECLS
