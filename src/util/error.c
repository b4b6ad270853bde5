#include "config.h"

#include "util/error.h"

typedef struct
{
  char *field;
  char *detail;
} GuichetErrorPrivate;

static void
guichet_error_private_init (GuichetErrorPrivate *priv)
{
}

static void
guichet_error_private_copy (const GuichetErrorPrivate *from,
                            GuichetErrorPrivate       *to)
{
  to->field = g_strdup (from->field);
  to->detail = g_strdup (from->detail);
}

static void
guichet_error_private_clear (GuichetErrorPrivate *priv)
{
  g_clear_pointer (&priv->field, g_free);
  g_clear_pointer (&priv->detail, g_free);
}

G_DEFINE_EXTENDED_ERROR (GuichetError, guichet_error)

/**
 * guichet_error_new:
 * @field: (nullable): the logical name of the field at fault
 * @detail: (nullable): the server's own text or another technical text
 *
 * Returns: (transfer full): a new error of the domain %GUICHET_ERROR
 */
GError *
guichet_error_new (GuichetError  code,
                   const char   *field,
                   const char   *detail,
                   const char   *format,
                   ...)
{
  GuichetErrorPrivate *priv;
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (GUICHET_ERROR, (int) code, format, args);
  va_end (args);

  priv = guichet_error_get_private (error);
  priv->field = g_strdup (field);
  priv->detail = g_strdup (detail);

  return error;
}

/**
 * guichet_error_get_field:
 *
 * Returns: (nullable) (transfer none): the logical name of the field at fault
 */
const char *
guichet_error_get_field (const GError *error)
{
  if (error == NULL || error->domain != GUICHET_ERROR)
    return NULL;

  return guichet_error_get_private (error)->field;
}

/**
 * guichet_error_get_detail:
 *
 * Returns: (transfer none) (nullable): the technical text for the details of
 *   a message: the server's own words where there are some, else the message
 */
const char *
guichet_error_get_detail (const GError *error)
{
  const char *detail = NULL;

  if (error == NULL)
    return NULL;

  if (error->domain == GUICHET_ERROR)
    detail = guichet_error_get_private (error)->detail;

  return detail != NULL ? detail : error->message;
}

static const char * const nicks[] = {
  [GUICHET_ERROR_FAILED] = "failed",
  [GUICHET_ERROR_UNREACHABLE] = "unreachable",
  [GUICHET_ERROR_TLS] = "tls",
  [GUICHET_ERROR_NOT_ITOP] = "not-itop",
  [GUICHET_ERROR_BAD_CREDENTIALS] = "bad-credentials",
  [GUICHET_ERROR_MISSING_PROFILE] = "missing-profile",
  [GUICHET_ERROR_PORTAL_ACCOUNT] = "portal-account",
  [GUICHET_ERROR_EMPTY_PORTAL] = "empty-portal",
  [GUICHET_ERROR_SINGLE_SIGN_ON] = "single-sign-on",
  [GUICHET_ERROR_RIGHT_OR_READ_ONLY] = "right-or-read-only",
  [GUICHET_ERROR_REJECTED] = "rejected",
  [GUICHET_ERROR_NOT_FOUND] = "not-found",
  [GUICHET_ERROR_PRECONDITION] = "precondition",
  [GUICHET_ERROR_MAINTENANCE] = "maintenance",
  [GUICHET_ERROR_RETRY_LATER] = "retry-later",
  [GUICHET_ERROR_OUTCOME_UNKNOWN] = "outcome-unknown",
  [GUICHET_ERROR_TOO_LARGE] = "too-large",
  [GUICHET_ERROR_DISK_FULL] = "disk-full",
  [GUICHET_ERROR_DATABASE] = "database",
  [GUICHET_ERROR_CORRUPT] = "corrupt",
  [GUICHET_ERROR_NEWER_SCHEMA] = "newer-schema",
  [GUICHET_ERROR_BUSY] = "busy",
  [GUICHET_ERROR_INVALID] = "invalid",
  [GUICHET_ERROR_OTHER_CLASS] = "other-class",
  [GUICHET_ERROR_CONFLICT] = "conflict",
  [GUICHET_ERROR_NO_KEYRING] = "no-keyring",
};

/**
 * guichet_error_to_nick:
 *
 * Returns: (transfer none): a stable name of @code for the outbox's rows,
 *   machine-readable output and tests
 */
const char *
guichet_error_to_nick (GuichetError code)
{
  g_return_val_if_fail (code < G_N_ELEMENTS (nicks), "failed");

  return nicks[code];
}

gboolean
guichet_error_from_nick (const char   *nick,
                         GuichetError *out_code)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *out_code = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * guichet_error_is_transient:
 *
 * Returns: whether the same call may go through later without anybody
 *   changing anything
 */
gboolean
guichet_error_is_transient (const GError *error)
{
  if (error == NULL || error->domain != GUICHET_ERROR)
    return FALSE;

  switch ((GuichetError) error->code)
    {
    case GUICHET_ERROR_UNREACHABLE:
    case GUICHET_ERROR_MAINTENANCE:
    case GUICHET_ERROR_RETRY_LATER:
    case GUICHET_ERROR_OUTCOME_UNKNOWN:
    case GUICHET_ERROR_BUSY:
      return TRUE;

    case GUICHET_ERROR_FAILED:
    case GUICHET_ERROR_TLS:
    case GUICHET_ERROR_NOT_ITOP:
    case GUICHET_ERROR_BAD_CREDENTIALS:
    case GUICHET_ERROR_MISSING_PROFILE:
    case GUICHET_ERROR_PORTAL_ACCOUNT:
    case GUICHET_ERROR_EMPTY_PORTAL:
    case GUICHET_ERROR_SINGLE_SIGN_ON:
    case GUICHET_ERROR_RIGHT_OR_READ_ONLY:
    case GUICHET_ERROR_REJECTED:
    case GUICHET_ERROR_NOT_FOUND:
    case GUICHET_ERROR_PRECONDITION:
    case GUICHET_ERROR_TOO_LARGE:
    case GUICHET_ERROR_DISK_FULL:
    case GUICHET_ERROR_DATABASE:
    case GUICHET_ERROR_CORRUPT:
    case GUICHET_ERROR_NEWER_SCHEMA:
    case GUICHET_ERROR_INVALID:
    case GUICHET_ERROR_OTHER_CLASS:
    case GUICHET_ERROR_CONFLICT:
    case GUICHET_ERROR_NO_KEYRING:
    default:
      return FALSE;
    }
}
