#include "config.h"

#include "remote/object-splitter.h"

#include "util/error.h"

/* The head holds a code, a message and at most a list of operations. */
#define HEAD_CAP (1024 * 1024)
#define PREAMBLE_CAP 2048
/* How much may stand before the JSON. */
#define NOISE_CAP (1024 * 1024)
/* Where the JSON begins when something else stands before it. */
#define ANCHOR "{\"code\""
#define OBJECTS "\"objects\""

typedef enum
{
  STATE_START,          /* nothing but white space so far */
  STATE_NOISE,          /* something else: looks for ANCHOR */
  STATE_HEAD,           /* in the outermost object */
  STATE_MEMBERS,        /* between the members of "objects" */
  STATE_NAME,           /* in the name of such a member */
  STATE_OBJECT,         /* in such a member */
  STATE_END,            /* behind the outermost object: the rest is ignored */
} State;

struct _GuichetObjectSplitter
{
  GuichetObjectTextFunc  func;
  gpointer               user_data;
  gsize                  object_cap;

  State                  state;
  guint                  depth;         /* open brackets, the outermost included */
  gboolean               in_string;
  gboolean               escaped;
  gboolean               is_objects;    /* the last name of the head was "objects" */
  gsize                  anchor;        /* characters of ANCHOR seen */
  gsize                  skipped;       /* bytes of noise */
  gsize                  string_start;  /* of the last string, in the head */

  GString               *preamble;
  GString               *head;
  GString               *object;
};

/**
 * guichet_object_splitter_new:
 * @object_cap: the most bytes of one object
 */
GuichetObjectSplitter *
guichet_object_splitter_new (gsize                 object_cap,
                             GuichetObjectTextFunc func,
                             gpointer              user_data)
{
  GuichetObjectSplitter *self = g_new0 (GuichetObjectSplitter, 1);

  self->func = func;
  self->user_data = user_data;
  self->object_cap = object_cap;
  self->preamble = g_string_new (NULL);
  self->head = g_string_new (NULL);
  self->object = g_string_new (NULL);

  return self;
}

void
guichet_object_splitter_free (GuichetObjectSplitter *self)
{
  if (self == NULL)
    return;

  g_string_free (self->preamble, TRUE);
  g_string_free (self->head, TRUE);
  g_string_free (self->object, TRUE);
  g_free (self);
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);

  return FALSE;
}

static gboolean
append (GString     *target,
        gsize        cap,
        const char  *data,
        gsize        length,
        GError     **error)
{
  if (target->len + length > cap)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE,
                   "A part of the answer is larger than %" G_GSIZE_FORMAT " bytes", cap);
      return FALSE;
    }
  g_string_append_len (target, data, (gssize) length);

  return TRUE;
}

static gboolean
is_bracket (char c)
{
  return c == '{' || c == '}' || c == '[' || c == ']';
}

/* The end of the run of characters from @p on that cannot change anything. */
static const char *
skip_plain (GuichetObjectSplitter *self,
            const char            *p,
            const char            *end)
{
  if (self->in_string)
    while (p < end && *p != '"' && *p != '\\')
      p++;
  else
    while (p < end && *p != '"' && !is_bracket (*p))
      p++;

  return p;
}

static const char *
feed_start (GuichetObjectSplitter *self,
            const char            *p,
            const char            *end)
{
  while (p < end && (g_ascii_isspace (*p) || strchr ("\xef\xbb\xbf", *p) != NULL))
    p++;
  if (p < end)
    self->state = *p == '{' ? STATE_HEAD : STATE_NOISE;

  return p;
}

static const char *
feed_noise (GuichetObjectSplitter  *self,
            const char             *p,
            const char             *end,
            GError                **error)
{
  for (; p < end; p++)
    {
      if (*p != ANCHOR[self->anchor])
        self->anchor = 0;
      if (*p == ANCHOR[self->anchor] && ANCHOR[++self->anchor] == '\0')
        {
          /* The bracket, so that STATE_HEAD goes on as if it had seen it. */
          self->state = STATE_HEAD;
          self->depth = 1;
          g_string_assign (self->head, ANCHOR);
          return p + 1;
        }
      if (self->preamble->len < PREAMBLE_CAP)
        g_string_append_c (self->preamble, *p);
      if (++self->skipped > NOISE_CAP)
        {
          refuse (error, "No JSON in the first megabyte of the answer");
          return NULL;
        }
    }

  return p;
}

/* A bracket or quote of the head at @c; after it the state may be another. */
static gboolean
turn_in_head (GuichetObjectSplitter  *self,
              char                    c,
              GError                **error)
{
  if (c == '"')
    {
      self->in_string = !self->in_string;
      if (self->in_string)
        self->string_start = self->head->len - 1;
      else
        self->is_objects = self->depth == 1 &&
                           g_str_equal (self->head->str + self->string_start, OBJECTS);
    }
  else if (c == '{' && self->depth == 1 && self->is_objects)
    {
      self->state = STATE_MEMBERS;
      self->depth = 2;
    }
  else if (c == '{' || c == '[')
    {
      if (++self->depth > GUICHET_OBJECT_DEPTH)
        return refuse (error, "The answer is nested too deeply");
    }
  else if (--self->depth == 0)
    self->state = STATE_END;

  return TRUE;
}

static const char *
feed_head (GuichetObjectSplitter  *self,
           const char             *p,
           const char             *end,
           GError                **error)
{
  const char *stop = skip_plain (self, p, end);

  if (stop < end)
    stop++;
  if (!append (self->head, HEAD_CAP, p, (gsize) (stop - p), error))
    return NULL;
  if (self->in_string && stop[-1] == '\\')
    self->escaped = TRUE;
  else if (stop[-1] == '"' || (!self->in_string && is_bracket (stop[-1])))
    if (!turn_in_head (self, stop[-1], error))
      return NULL;

  return stop;
}

static const char *
feed_members (GuichetObjectSplitter  *self,
              const char             *p,
              const char             *end,
              GError                **error)
{
  const char *stop = skip_plain (self, p, end);

  if (stop == end)
    return stop;

  if (*stop == '"')
    {
      self->in_string = TRUE;
      self->state = STATE_NAME;
    }
  else if (*stop == '}')
    {
      self->depth = 1;
      self->is_objects = FALSE;
      self->state = STATE_HEAD;
      g_string_append_c (self->head, '}');
    }
  else if (*stop == '{')
    {
      self->depth = 3;
      self->state = STATE_OBJECT;
      g_string_assign (self->object, "{");
    }
  else
    {
      refuse (error, "A member of \"objects\" is no object");
      return NULL;
    }

  return stop + 1;
}

static const char *
feed_name (GuichetObjectSplitter *self,
           const char            *p,
           const char            *end)
{
  const char *stop = skip_plain (self, p, end);

  if (stop == end)
    return stop;

  if (*stop == '\\')
    self->escaped = TRUE;
  else
    {
      self->in_string = FALSE;
      self->state = STATE_MEMBERS;
    }

  return stop + 1;
}

static gboolean
finish_object (GuichetObjectSplitter  *self,
               GError                **error)
{
  self->state = STATE_MEMBERS;

  return self->func == NULL || self->func (self->object, self->user_data, error);
}

static const char *
feed_object (GuichetObjectSplitter  *self,
             const char             *p,
             const char             *end,
             GError                **error)
{
  const char *stop = skip_plain (self, p, end);
  char c;

  if (stop < end)
    stop++;
  if (!append (self->object, self->object_cap, p, (gsize) (stop - p), error))
    return NULL;

  c = stop[-1];
  if (self->in_string)
    {
      if (c == '\\')
        self->escaped = TRUE;
      else if (c == '"')
        self->in_string = FALSE;
    }
  else if (c == '"')
    self->in_string = TRUE;
  else if (c == '{' || c == '[')
    {
      if (++self->depth > GUICHET_OBJECT_DEPTH + 2)
        {
          refuse (error, "An object is nested too deeply");
          return NULL;
        }
    }
  else if ((c == '}' || c == ']') && --self->depth == 2 && !finish_object (self, error))
    return NULL;

  return stop;
}

/* The character after a backslash belongs to it, whatever it is. */
static const char *
feed_escaped (GuichetObjectSplitter *self,
              const char            *p)
{
  self->escaped = FALSE;
  if (self->state == STATE_HEAD)
    g_string_append_c (self->head, *p);
  else if (self->state == STATE_OBJECT)
    g_string_append_c (self->object, *p);

  return p + 1;
}

static const char *
feed_once (GuichetObjectSplitter  *self,
           const char             *p,
           const char             *end,
           GError                **error)
{
  if (self->escaped)
    return feed_escaped (self, p);

  switch (self->state)
    {
    case STATE_START: return feed_start (self, p, end);
    case STATE_NOISE: return feed_noise (self, p, end, error);
    case STATE_HEAD: return feed_head (self, p, end, error);
    case STATE_MEMBERS: return feed_members (self, p, end, error);
    case STATE_NAME: return feed_name (self, p, end);
    case STATE_OBJECT: return feed_object (self, p, end, error);
    case STATE_END:
    default: return end;
    }
}

/**
 * guichet_object_splitter_feed:
 *
 * Returns: %FALSE with @error set (TOO_LARGE, %G_IO_ERROR_INVALID_DATA or the
 *   callee's) when nothing good can come any more
 */
gboolean
guichet_object_splitter_feed (GuichetObjectSplitter  *self,
                              const char             *data,
                              gsize                   length,
                              GError                **error)
{
  const char *end = data + length;

  for (const char *p = data; p < end;)
    if ((p = feed_once (self, p, end, error)) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * guichet_object_splitter_is_complete:
 *
 * Returns: whether the outermost object was closed
 */
gboolean
guichet_object_splitter_is_complete (GuichetObjectSplitter *self)
{
  return self->state == STATE_END;
}

/**
 * guichet_object_splitter_get_head:
 *
 * Returns: (transfer none): the JSON without the members of "objects"
 */
GString *
guichet_object_splitter_get_head (GuichetObjectSplitter *self)
{
  return self->head;
}

/**
 * guichet_object_splitter_get_preamble:
 *
 * Returns: (transfer none): the beginning of what stood before the JSON, or
 *   of what came in its place; "" if it stood alone
 */
const char *
guichet_object_splitter_get_preamble (GuichetObjectSplitter *self)
{
  return self->preamble->str;
}
