#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GUICHET_ERROR (guichet_error_quark ())

/**
 * GuichetError:
 *
 * Every failure that a person may have to hear of. The screen chooses its
 * sentence by the code; the message of the GError is technical text.
 *
 * The first group comes from the server and is the complete list of verdicts
 * on an answer (no error = fine): see ITOP-PROTOCOL §2 and §11.
 */
typedef enum
{
  GUICHET_ERROR_FAILED,            /* none of the others */

  /* The server's answer, or its absence. */
  GUICHET_ERROR_UNREACHABLE,       /* no connection was made: nothing was sent */
  GUICHET_ERROR_TLS,               /* the certificate is not trusted */
  GUICHET_ERROR_NOT_ITOP,          /* an answer, but not from such a service (404, foreign HTML) */
  GUICHET_ERROR_BAD_CREDENTIALS,   /* wrong account or secret, or this way to log in is closed */
  GUICHET_ERROR_MISSING_PROFILE,   /* right secret, the account may not use the REST service */
  GUICHET_ERROR_PORTAL_ACCOUNT,    /* right secret, a requester's account: REST is closed to it */
  GUICHET_ERROR_EMPTY_PORTAL,      /* right secret, the web portal has nothing for the account */
  GUICHET_ERROR_SINGLE_SIGN_ON,    /* what stands in front wants a browser: no secret is of use here */
  GUICHET_ERROR_RIGHT_OR_READ_ONLY,/* code 1 on an operation: a missing right, or read-only maintenance */
  GUICHET_ERROR_REJECTED,          /* permanent; the field at fault: guichet_error_get_field() */
  GUICHET_ERROR_NOT_FOUND,         /* the object does not exist or is not visible */
  GUICHET_ERROR_PRECONDITION,      /* a guarded key matched nothing, or the state changed meanwhile */
  GUICHET_ERROR_MAINTENANCE,       /* announced by the server */
  GUICHET_ERROR_RETRY_LATER,       /* 5xx, 429 or the like on a reading call */
  GUICHET_ERROR_OUTCOME_UNKNOWN,   /* a write was sent and no usable answer came */
  GUICHET_ERROR_TOO_LARGE,         /* an answer or a file over the limits */

  /* The databases. */
  GUICHET_ERROR_DISK_FULL,
  GUICHET_ERROR_DATABASE,          /* input/output or SQL failure */
  GUICHET_ERROR_CORRUPT,           /* the file is damaged */
  GUICHET_ERROR_NEWER_SCHEMA,      /* written by a newer Guichet */
  GUICHET_ERROR_BUSY,              /* another process has it */

  /* This side's own rules. */
  GUICHET_ERROR_INVALID,           /* what was asked cannot be: unknown field, action not offered… */
  GUICHET_ERROR_OTHER_CLASS,       /* the server would make a ticket of a class that the profile is not about */
  GUICHET_ERROR_CONFLICT,          /* a person has to choose */
  GUICHET_ERROR_NO_KEYRING,
} GuichetError;

GQuark      guichet_error_quark      (void);

GError     *guichet_error_new        (GuichetError  code,
                                      const char   *field,
                                      const char   *detail,
                                      const char   *format,
                                      ...) G_GNUC_PRINTF (4, 5);
const char *guichet_error_get_field  (const GError *error);
const char *guichet_error_get_detail (const GError *error);
const char *guichet_error_to_nick    (GuichetError  code);
gboolean    guichet_error_from_nick  (const char   *nick,
                                      GuichetError *out_code);

gboolean    guichet_error_is_transient (const GError *error);

G_END_DECLS
