#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DEMO_TOKEN_END,
  DEMO_TOKEN_NAME,
  DEMO_TOKEN_STRING,
  DEMO_TOKEN_NUMBER,
  DEMO_TOKEN_PARAMETER,
  DEMO_TOKEN_OPERATOR,          /* = != < <= > >= */
  DEMO_TOKEN_OPEN,
  DEMO_TOKEN_CLOSE,
  DEMO_TOKEN_COMMA,
  DEMO_TOKEN_DOT,
  DEMO_TOKEN_UNKNOWN,
} DemoTokenType;

typedef struct
{
  DemoTokenType  type;
  char          *text;          /* a string: without quotes and escapes */
  gsize          position;
} DemoToken;

GArray     *demo_oql_scan            (const char      *text);
const char *demo_token_type_to_name  (const DemoToken *token);
gboolean    demo_token_is            (const DemoToken *token,
                                      const char      *keyword);

G_END_DECLS
