#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GuichetDemoDesk:
 *
 * The demonstration desk: a server on loopback that speaks the iTop REST
 * dialect and has its web portal, over invented data, with the weaknesses of
 * the real one and a switch for each fault. For demonstration, training and
 * tests; production is iTop.
 * Serves on a thread of its own, so that a blocking client may live in the
 * same process.
 */
#define GUICHET_TYPE_DEMO_DESK (guichet_demo_desk_get_type ())

G_DECLARE_FINAL_TYPE (GuichetDemoDesk, guichet_demo_desk, GUICHET, DEMO_DESK, GObject)

typedef enum
{
  GUICHET_DEMO_FAULT_NONE,
  GUICHET_DEMO_FAULT_DROP_BEFORE,       /* connection closed before the operation */
  GUICHET_DEMO_FAULT_DROP_AFTER,        /* the operation is done, the connection closed without an answer */
  GUICHET_DEMO_FAULT_CUT_BODY,          /* done; half of the answer, then closed */
  GUICHET_DEMO_FAULT_LATE_COMMIT,       /* closed at once; the operation is done up to server-limit later */
  GUICHET_DEMO_FAULT_DELAY,
  GUICHET_DEMO_FAULT_500,               /* done half of the time, as a coin of the seed falls */
  GUICHET_DEMO_FAULT_503,
  GUICHET_DEMO_FAULT_HTML,              /* 200 with a login page; not done */
  GUICHET_DEMO_FAULT_PHP_WARNING,       /* done; a PHP warning in front of the JSON */
  GUICHET_DEMO_FAULT_DOUBLE_APPLY,      /* done twice, as a retrying proxy would */
  GUICHET_DEMO_FAULT_EXPIRED_LOGIN,     /* code 1, Invalid login; on the portal the session ends */
  GUICHET_DEMO_FAULT_READ_ONLY,         /* code 1 on writes; 500 on the portal */
  GUICHET_DEMO_FAULT_LOST_APPEND,       /* a colleague's simultaneous entry overwrites ours: code 0, entry lost */
  GUICHET_DEMO_FAULT_LAST_WRITER,       /* a colleague changes the same field between read and write */
} GuichetDemoFault;

#define GUICHET_DEMO_N_FAULTS (GUICHET_DEMO_FAULT_LAST_WRITER + 1)

/**
 * GuichetDemoWeakness:
 *
 * What the real server does badly (RELIABILITY §1, ITOP-PROTOCOL §5, §6, §15).
 * All are on at first, as on the real one; a test may switch one off to see
 * what it is about.
 */
typedef enum
{
  GUICHET_DEMO_WEAKNESS_LOST_APPENDS,      /* of two appends to a journal that overlap one is lost, with code 0 */
  GUICHET_DEMO_WEAKNESS_NO_IF_MATCH,       /* off: If-Match with a last_update is a condition, 412 when stale */
  GUICHET_DEMO_WEAKNESS_UNCHECKED_STIMULI, /* stimuli are not held against the profile, nor internal ones refused */
  GUICHET_DEMO_WEAKNESS_WRITABLE_STATUS,   /* the status may be written like any field */
  GUICHET_DEMO_WEAKNESS_REF_GAPS,          /* refused creations consume references */
  GUICHET_DEMO_WEAKNESS_SILENT_ATTACHMENTS,/* an attachment does not move last_update */
  GUICHET_DEMO_WEAKNESS_UNIQUE_RACE,       /* client_ref is unique only among creations that do not overlap */
} GuichetDemoWeakness;

#define GUICHET_DEMO_N_WEAKNESSES (GUICHET_DEMO_WEAKNESS_UNIQUE_RACE + 1)

/**
 * GuichetDemoOptions:
 * @profile: "asap" (with the lab extensions) or "itop" (stock)
 * @database: (nullable): a file to keep the desk in; %NULL for memory
 * @tickets: how many; 0 for 400
 * @seed: of the data and of the faults
 * @colleagues: seconds between the acts of live colleagues; 0 for none
 * @server_limit: milliseconds within which a late commit happens
 * @hash_cost: milliseconds that every login costs, as on the real one; 0 for none
 */
typedef struct
{
  const char *profile;
  const char *database;
  guint       tickets;
  guint       seed;
  guint       colleagues;
  guint       server_limit;
  guint       hash_cost;
  guint       port;             /* 0 for any */
} GuichetDemoOptions;

GuichetDemoDesk *guichet_demo_desk_new          (const GuichetDemoOptions  *options,
                                                 GError                   **error);
void             guichet_demo_desk_stop         (GuichetDemoDesk           *self);
const char      *guichet_demo_desk_get_address  (GuichetDemoDesk           *self);
/* The accounts "agent", "colleague", "requester", "norest", … and their secret. */
const char      *guichet_demo_desk_get_login    (GuichetDemoDesk           *self);
const char      *guichet_demo_desk_get_secret   (GuichetDemoDesk           *self);

/* Each request (or only each write) suffers @fault with @probability. */
void             guichet_demo_desk_set_fault    (GuichetDemoDesk           *self,
                                                 GuichetDemoFault           fault,
                                                 double                     probability,
                                                 gboolean                   writes_only);
/* Exactly the next @count matching requests suffer it. */
void             guichet_demo_desk_fail_next    (GuichetDemoDesk           *self,
                                                 GuichetDemoFault           fault,
                                                 guint                      count,
                                                 gboolean                   writes_only);
gboolean         guichet_demo_fault_from_nick   (const char                *nick,
                                                 GuichetDemoFault          *out_fault);
const char      *guichet_demo_fault_to_nick     (GuichetDemoFault           fault);

void             guichet_demo_desk_set_weakness (GuichetDemoDesk           *self,
                                                 GuichetDemoWeakness        weakness,
                                                 gboolean                   on);
/* The limits of the server's PHP, in bytes: of a request (post_max_size, 8 MiB
 * at first) and of a file part in it (upload_max_filesize, 2 MiB at first). */
void             guichet_demo_desk_set_limits   (GuichetDemoDesk           *self,
                                                 gsize                      post_max,
                                                 gsize                      upload_max);

/* A portal whose forms for transitions have no field left: then the page of a
 * transition makes it, without being submitted. */
void             guichet_demo_desk_set_bare_transitions (GuichetDemoDesk   *self,
                                                 gboolean                   bare);

/* What tests ask of the truth on the desk, without going through HTTP. */
guint            guichet_demo_desk_count_marker (GuichetDemoDesk           *self,
                                                 const char                *marker);
guint            guichet_demo_desk_count_requests (GuichetDemoDesk         *self);
char            *guichet_demo_desk_read_value   (GuichetDemoDesk           *self,
                                                 gint64                     ticket_id,
                                                 const char                *attribute);
/* A colleague or the requester acts, as over the pages. */
gboolean         guichet_demo_desk_act          (GuichetDemoDesk           *self,
                                                 const char                *login,
                                                 const char                *json_operation,
                                                 GError                   **error);

G_END_DECLS
