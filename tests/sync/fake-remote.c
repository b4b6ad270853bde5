#include "config.h"

#include "fake-remote.h"

#include "util/error.h"
#include "util/uuid.h"

typedef struct
{
  FakeFault fault;
  FakeCalls calls;
  guint     count;
} Script;

typedef struct
{
  gint64  id;
  gint64  ticket_id;
  char   *date;
  char   *uuid;
  GBytes *data;
} File;

struct _FakeRemote
{
  GuichetRemote   parent_instance;

  GMutex          mutex;
  GuichetProfile *profile;
  gboolean        portal;
  GHashTable     *read;         /* ids of tickets that were read whole */
  GHashTable     *tickets;      /* id → GuichetTicket */
  GHashTable     *created;      /* uuid → number of tickets made of it */
  GHashTable     *moves;        /* "id status" → number of arrivals */
  GPtrArray      *files;
  GPtrArray      *late;         /* GuichetIntent: done when told to */
  GArray         *scripts;
  const FakeFault *often;
  guint           n_often;
  double          probability;
  GRand          *random;
  FakeHook        hook;
  gpointer        hook_data;
  gint64          clock;
  gint64          last_id;
  guint           n_reads;
  guint           n_writes;
};

G_DEFINE_FINAL_TYPE (FakeRemote, fake_remote, GUICHET_TYPE_REMOTE)

static void
free_file (gpointer data)
{
  File *file = data;

  g_free (file->date);
  g_free (file->uuid);
  g_bytes_unref (file->data);
  g_free (file);
}

/* ---- the server's data, under the lock */

static char *
format_clock (FakeRemote *self)
{
  g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc (self->clock);

  return g_date_time_format (when, "%Y-%m-%d %H:%M:%S");
}

static GuichetTicket *
find (FakeRemote *self,
      gint64      id)
{
  return g_hash_table_lookup (self->tickets, &id);
}

static void
put (FakeRemote    *self,
     GuichetTicket *ticket)
{
  gint64 id = guichet_ticket_get_id (ticket);

  g_hash_table_replace (self->tickets, g_memdup2 (&id, sizeof id), ticket);
}

static GuichetTicket *
begin_change (FakeRemote *self,
              gint64      id)
{
  g_autofree char *stamp = format_clock (self);
  GuichetTicket *copy = guichet_ticket_copy (find (self, id));

  guichet_ticket_set (copy, GUICHET_FIELD_LAST_UPDATE, stamp);

  return copy;
}

static void
set_status (FakeRemote    *self,
            GuichetTicket *ticket,
            const char    *status)
{
  GuichetCategory category = guichet_profile_categorise (self->profile, status, NULL);
  g_autofree char *move = g_strdup_printf ("%" G_GINT64_FORMAT " %s", guichet_ticket_get_id (ticket), status);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->moves, move));

  g_hash_table_replace (self->moves, g_steal_pointer (&move), GUINT_TO_POINTER (n + 1));
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, status);
  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS,
                      category == GUICHET_CATEGORY_ONGOING ? "ongoing"
                      : category == GUICHET_CATEGORY_RESOLVED ? "resolved" : "closed");
}

static void
add_entry (FakeRemote     *self,
           GuichetTicket  *ticket,
           GuichetJournal  journal,
           const char     *author,
           const char     *html)
{
  g_autofree char *stamp = format_clock (self);

  g_ptr_array_add (guichet_ticket_get_journal (ticket, journal),
                   guichet_journal_entry_new (stamp, author, 7, html));
}

static gint64
add_ticket (FakeRemote *self,
            const char *status)
{
  gint64 id = ++self->last_id;
  g_autofree char *stamp = format_clock (self);
  g_autofree char *ref = g_strdup_printf ("R-%06" G_GINT64_FORMAT, id);
  GuichetTicket *ticket = guichet_ticket_new (id);

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    guichet_ticket_set (ticket, i, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_REF, ref);
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Imprimante");
  guichet_ticket_set (ticket, GUICHET_FIELD_DESCRIPTION, "<p>En panne</p>");
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, stamp);
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, stamp);
  set_status (self, ticket, status);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    guichet_ticket_take_journal (ticket, i, guichet_journal_entries_new ());
  put (self, ticket);

  return id;
}

/* ---- faults */

static FakeFault
draw_fault (FakeRemote *self,
            FakeCalls   call)
{
  for (guint i = 0; i < self->scripts->len; i++)
    {
      Script *script = &g_array_index (self->scripts, Script, i);

      if ((script->calls & call) == 0)
        continue;
      if (--script->count == 0)
        {
          FakeFault fault = script->fault;

          g_array_remove_index (self->scripts, i);
          return fault;
        }
      return script->fault;
    }

  if (self->n_often > 0 && g_rand_double (self->random) < self->probability)
    return self->often[g_rand_int_range (self->random, 0, (gint32) self->n_often)];

  return FAKE_NONE;
}

static GError *
new_error (GuichetError  code,
           const char   *text)
{
  return guichet_error_new (code, NULL, text, "%s", text);
}

/* Faults that happen before anything is done; NULL for the others. */
static GError *
fail_before (FakeFault fault,
             gboolean  write)
{
  switch (fault)
    {
    case FAKE_UNREACHABLE:
      return new_error (GUICHET_ERROR_UNREACHABLE, "refused");
    case FAKE_SIGN_IN:
      return new_error (GUICHET_ERROR_BAD_CREDENTIALS, "Error: Invalid login");
    case FAKE_MAINTENANCE:
      return new_error (GUICHET_ERROR_MAINTENANCE, "maintenance");
    case FAKE_DROP_BEFORE:
    case FAKE_SERVER_ERROR:
      return new_error (write ? GUICHET_ERROR_OUTCOME_UNKNOWN : GUICHET_ERROR_RETRY_LATER, "500");
    case FAKE_READ_ONLY:
      return write ? new_error (GUICHET_ERROR_RIGHT_OR_READ_ONLY, "not enough permissions") : NULL;
    case FAKE_REJECTED:
      return write ? guichet_error_new (GUICHET_ERROR_REJECTED, "title", "Null not allowed", "refused") : NULL;
    case FAKE_NONE:
    case FAKE_DROP_AFTER:
    case FAKE_LATE:
    case FAKE_LOST_APPEND:
    case FAKE_LOST_AT_ONCE:
    case FAKE_TWICE:
    case FAKE_CRASH:
    case FAKE_FOREIGN_FIELD:
    case FAKE_N_FAULTS:
    default:
      return NULL;
    }
}

static FakeFault
begin_call (FakeRemote *self,
            gboolean    write)
{
  FakeFault fault;

  if (self->hook != NULL)
    self->hook (self, write, self->hook_data);

  g_mutex_lock (&self->mutex);
  self->n_reads += !write;
  self->n_writes += write;
  fault = draw_fault (self, write ? FAKE_WRITES : FAKE_READS);
  g_mutex_unlock (&self->mutex);

  return fault;
}

static gboolean
begin_read (FakeRemote    *self,
            GCancellable  *cancellable,
            GError       **error)
{
  FakeFault fault = begin_call (self, FALSE);
  GError *failure;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  failure = fail_before (fault, FALSE);
  if (failure == NULL && (fault == FAKE_DROP_AFTER || fault == FAKE_LATE))
    failure = new_error (GUICHET_ERROR_RETRY_LATER, "cut");
  if (failure == NULL && fault == FAKE_CRASH)
    failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "crash");
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);

  return FALSE;
}

/* ---- writing, under the lock */

static gboolean
has_marker (GuichetTicket       *ticket,
            const GuichetIntent *intent,
            GuichetJournal       journal)
{
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);

  return guichet_journal_entries_have_marker (guichet_ticket_get_journal (ticket, journal), marker);
}

/* As remote/guard.c asks: nothing happened since, or to these fields. */
static gboolean
is_unchanged (GuichetTicket       *ticket,
              const GuichetIntent *intent)
{
  if (intent->base_last_update != NULL &&
      g_str_equal (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE), intent->base_last_update))
    return TRUE;

  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (guichet_field_is_long (change->field) ||
          g_strcmp0 (guichet_ticket_get (ticket, change->field), change->base) != 0)
        return FALSE;
    }

  return TRUE;
}

/* The web portal has no guard; it only refuses what the state does not offer. */
static gboolean
is_offered (FakeRemote          *self,
            const GuichetIntent *intent,
            guint                parts)
{
  const char *status = guichet_ticket_get (find (self, intent->ticket_id), GUICHET_FIELD_STATUS);

  return intent->action == NULL || (parts & GUICHET_INTENT_PART_MAIN) == 0 ||
         guichet_action_is_offered_from (guichet_profile_get_action (self->profile, intent->action), status);
}

/* The guards of ITOP-PROTOCOL §18. */
static gboolean
guard_holds (FakeRemote          *self,
             const GuichetIntent *intent,
             guint                parts)
{
  GuichetTicket *ticket = find (self, intent->ticket_id);
  const char *status;

  if (ticket == NULL)
    return FALSE;
  if (self->portal)
    return is_offered (self, intent, parts);
  if ((parts & GUICHET_INTENT_PART_PRIVATE) != 0 && has_marker (ticket, intent, GUICHET_JOURNAL_PRIVATE))
    return FALSE;
  if ((parts & GUICHET_INTENT_PART_PUBLIC) != 0 && has_marker (ticket, intent, GUICHET_JOURNAL_PUBLIC))
    return FALSE;
  if ((parts & GUICHET_INTENT_PART_MAIN) == 0)
    return TRUE;

  status = guichet_ticket_get (ticket, GUICHET_FIELD_STATUS);
  if (intent->action != NULL &&
      (g_strcmp0 (status, intent->base_status) != 0 ||
       !guichet_action_is_offered_from (guichet_profile_get_action (self->profile, intent->action), status)))
    return FALSE;

  return is_unchanged (ticket, intent);
}

static void
append_marked (FakeRemote          *self,
               GuichetTicket       *ticket,
               const GuichetIntent *intent,
               GuichetJournal       journal)
{
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autofree char *html = g_strdup_printf ("<div class=\"%s\">%s</div>", marker, intent->entries[journal]);

  add_entry (self, ticket, journal, "Moi", html);
}

static gboolean
apply_change (FakeRemote          *self,
              const GuichetIntent *intent)
{
  guint parts = guichet_intent_get_parts (intent) & ~intent->seen;
  GuichetTicket *ticket;

  if (!guard_holds (self, intent, parts))
    return FALSE;

  ticket = begin_change (self, intent->ticket_id);
  if ((parts & GUICHET_INTENT_PART_MAIN) != 0)
    {
      const GuichetAction *action = guichet_profile_get_action (self->profile, intent->action);

      for (guint i = 0; i < intent->changes->len; i++)
        {
          const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

          guichet_ticket_set (ticket, change->field, change->value);
        }
      if (action != NULL)
        set_status (self, ticket, action->to);
    }
  if ((parts & GUICHET_INTENT_PART_PRIVATE) != 0)
    append_marked (self, ticket, intent, GUICHET_JOURNAL_PRIVATE);
  if ((parts & GUICHET_INTENT_PART_PUBLIC) != 0)
    append_marked (self, ticket, intent, GUICHET_JOURNAL_PUBLIC);
  put (self, ticket);

  return TRUE;
}

/* As a server with the rule of uniqueness on its reference attribute. */
static gboolean
apply_create (FakeRemote          *self,
              const GuichetIntent *intent)
{
  GuichetTicket *ticket;

  if (g_hash_table_contains (self->created, intent->uuid))
    return FALSE;

  ticket = begin_change (self, add_ticket (self, "new"));
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      guichet_ticket_set (ticket, change->field, change->value);
    }
  guichet_ticket_set (ticket, GUICHET_FIELD_CLIENT_REF, intent->uuid);
  put (self, ticket);
  g_hash_table_replace (self->created, g_strdup (intent->uuid), GUINT_TO_POINTER (1));

  return TRUE;
}

static gboolean
apply_attach (FakeRemote          *self,
              const GuichetIntent *intent)
{
  File *file;

  if (find (self, intent->ticket_id) == NULL)
    return FALSE;

  file = g_new0 (File, 1);
  file->id = self->files->len + 1;
  file->ticket_id = intent->ticket_id;
  file->date = format_clock (self);
  file->uuid = g_strdup (intent->uuid);
  file->data = g_bytes_ref (intent->file_data);
  g_ptr_array_add (self->files, file);

  return TRUE;
}

static gboolean
apply (FakeRemote           *self,
       const GuichetIntent  *intent,
       GError              **error)
{
  gboolean done = intent->kind == GUICHET_INTENT_CREATE ? apply_create (self, intent)
                  : intent->kind == GUICHET_INTENT_ATTACH ? apply_attach (self, intent)
                  : apply_change (self, intent);

  if (!done)
    g_propagate_error (error, new_error (intent->kind == GUICHET_INTENT_CREATE || self->portal ? GUICHET_ERROR_REJECTED
                                         : intent->kind == GUICHET_INTENT_ATTACH ? GUICHET_ERROR_NOT_FOUND
                                         : GUICHET_ERROR_PRECONDITION,
                                         "Error: No item found for query"));

  return done;
}

static GuichetTicket *
find_by_reference (FakeRemote *self,
                   const char *uuid)
{
  GHashTableIter iter;
  gpointer ticket;

  g_hash_table_iter_init (&iter, self->tickets);
  while (g_hash_table_iter_next (&iter, NULL, &ticket))
    if (g_strcmp0 (guichet_ticket_get (ticket, GUICHET_FIELD_CLIENT_REF), uuid) == 0)
      return ticket;

  return NULL;
}

static GuichetTicket *
dup_answer (FakeRemote          *self,
            const GuichetIntent *intent)
{
  GuichetTicket *ticket = NULL;

  if (intent->kind == GUICHET_INTENT_CREATE)
    ticket = find_by_reference (self, intent->uuid);
  else if (intent->kind == GUICHET_INTENT_CHANGE)
    ticket = find (self, intent->ticket_id);

  return ticket != NULL ? guichet_ticket_copy (ticket) : NULL;
}

/* A colleague's write that had read the journals before ours. */
static void
lose_entries (FakeRemote          *self,
              const GuichetIntent *intent)
{
  GuichetTicket *ticket = begin_change (self, intent->ticket_id);

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      GPtrArray *entries = guichet_ticket_get_journal (ticket, i);
      g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);

      for (guint j = entries->len; j > 0; j--)
        if (guichet_journal_entry_has_marker (g_ptr_array_index (entries, j - 1), marker))
          g_ptr_array_remove_index (entries, j - 1);
    }
  add_entry (self, ticket, GUICHET_JOURNAL_PUBLIC, "Collègue", "<p>En même temps</p>");
  put (self, ticket);
}

static void
write_same_field (FakeRemote          *self,
                  const GuichetIntent *intent)
{
  GuichetTicket *ticket = begin_change (self, intent->ticket_id);

  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      guichet_ticket_set (ticket, change->field, "foreign");
    }
  put (self, ticket);
}

/* ---- the calls */

static GuichetTicket *
send_locked (FakeRemote           *self,
             const GuichetIntent  *intent,
             FakeFault             fault,
             GError              **error)
{
  GuichetTicket *answer;

  if (fault == FAKE_LATE)
    {
      g_ptr_array_add (self->late, guichet_intent_copy (intent));
      g_propagate_error (error, new_error (GUICHET_ERROR_OUTCOME_UNKNOWN, "cut"));
      return NULL;
    }
  if (!apply (self, intent, error) || (fault == FAKE_TWICE && intent->kind != GUICHET_INTENT_ATTACH &&
                                       !apply (self, intent, error)))
    return NULL;

  if (fault == FAKE_LOST_AT_ONCE && intent->kind == GUICHET_INTENT_CHANGE)
    lose_entries (self, intent);
  if (fault == FAKE_FOREIGN_FIELD && intent->kind == GUICHET_INTENT_CHANGE)
    write_same_field (self, intent);
  answer = dup_answer (self, intent);
  if (fault == FAKE_LOST_APPEND && intent->kind == GUICHET_INTENT_CHANGE)
    lose_entries (self, intent);
  if (fault == FAKE_CRASH)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "crash");
  if (fault == FAKE_DROP_AFTER)
    g_propagate_error (error, new_error (GUICHET_ERROR_OUTCOME_UNKNOWN, "cut"));
  if (fault == FAKE_CRASH || fault == FAKE_DROP_AFTER)
    g_clear_pointer (&answer, guichet_ticket_unref);

  return answer;
}

static GuichetTicket *
fake_remote_send (GuichetRemote        *remote,
                  const GuichetIntent  *intent,
                  GCancellable         *cancellable,
                  GError              **error)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  FakeFault fault = begin_call (self, TRUE);
  GError *failure = fail_before (fault, TRUE);
  GuichetTicket *answer;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  g_mutex_lock (&self->mutex);
  answer = send_locked (self, intent, fault, error);
  g_mutex_unlock (&self->mutex);

  return answer;
}

static gboolean
is_wanted (GuichetTicket     *ticket,
           const GuichetPull *pull)
{
  gint64 id = guichet_ticket_get_id (ticket);

  switch (pull->what)
    {
    case GUICHET_PULL_ONGOING:
      return g_str_equal (guichet_ticket_get (ticket, GUICHET_FIELD_OPERATIONAL_STATUS), "ongoing");
    case GUICHET_PULL_SINCE:
      return g_strcmp0 (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE), pull->since) >= 0;
    case GUICHET_PULL_WINDOW:
      return id > pull->low && id <= pull->high;
    case GUICHET_PULL_IDS:
      for (guint i = 0; i < pull->ids->len; i++)
        if (g_array_index (pull->ids, gint64, i) == id)
          return TRUE;
      return FALSE;
    case GUICHET_PULL_NEWEST:
    default:
      return TRUE;
    }
}

/* The columns of a list of the web portal, and a form without what is internal. */
static GuichetTicket *
project_portal (FakeRemote        *self,
                GuichetTicket     *ticket,
                const GuichetPull *pull)
{
  static const GuichetField columns[] = {
    GUICHET_FIELD_REF, GUICHET_FIELD_TITLE, GUICHET_FIELD_STATUS, GUICHET_FIELD_START_DATE,
  };
  GuichetTicket *image;
  gint64 id = guichet_ticket_get_id (ticket);

  if (pull->detail == GUICHET_DETAIL_FULL || pull->what == GUICHET_PULL_NEWEST)
    {
      g_hash_table_add (self->read, g_memdup2 (&id, sizeof id));
      image = guichet_ticket_copy (ticket);
      guichet_ticket_take_journal (image, GUICHET_JOURNAL_PRIVATE, NULL);
      return image;
    }

  image = guichet_ticket_new (id);
  for (guint i = 0; pull->detail == GUICHET_DETAIL_LIGHT && i < G_N_ELEMENTS (columns); i++)
    guichet_ticket_set (image, columns[i], guichet_ticket_get (ticket, columns[i]));

  return image;
}

static GuichetTicket *
project (GuichetTicket *ticket,
         GuichetDetail  detail)
{
  GuichetTicket *image;

  if (detail == GUICHET_DETAIL_FULL)
    return guichet_ticket_copy (ticket);

  image = guichet_ticket_new (guichet_ticket_get_id (ticket));
  for (guint i = 0; detail == GUICHET_DETAIL_LIGHT && i < GUICHET_FIELD_FIRST_LONG; i++)
    guichet_ticket_set (image, i, guichet_ticket_get (ticket, i));

  return image;
}

static int
compare_refs (gconstpointer a,
              gconstpointer b)
{
  GuichetTicket *left = *(GuichetTicket * const *) a;
  GuichetTicket *right = *(GuichetTicket * const *) b;

  return g_strcmp0 (guichet_ticket_get (right, GUICHET_FIELD_REF), guichet_ticket_get (left, GUICHET_FIELD_REF));
}

static int
compare_updates (gconstpointer a,
                 gconstpointer b)
{
  GuichetTicket *left = *(GuichetTicket * const *) a;
  GuichetTicket *right = *(GuichetTicket * const *) b;

  return g_strcmp0 (guichet_ticket_get (right, GUICHET_FIELD_LAST_UPDATE),
                    guichet_ticket_get (left, GUICHET_FIELD_LAST_UPDATE));
}

/* Offsets over a moving table, in the order of the reference as text. */
static GPtrArray *
collect (FakeRemote        *self,
         const GuichetPull *pull,
         guint             *out_total)
{
  g_autoptr(GPtrArray) wanted = guichet_tickets_new ();
  g_autoptr(GPtrArray) images = guichet_tickets_new ();
  guint limit = pull->what == GUICHET_PULL_NEWEST ? 1 : self->portal && pull->what == GUICHET_PULL_SINCE ? 0 : pull->limit;
  guint from = limit > 0 ? (MAX (pull->page, 1) - 1) * limit : 0;
  GHashTableIter iter;
  gpointer ticket;

  g_hash_table_iter_init (&iter, self->tickets);
  while (g_hash_table_iter_next (&iter, NULL, &ticket))
    if (is_wanted (ticket, pull))
      g_ptr_array_add (wanted, guichet_ticket_ref (ticket));
  g_ptr_array_sort (wanted, self->portal ? compare_updates : compare_refs);
  for (guint i = from; i < wanted->len && (limit == 0 || i < from + limit); i++)
    g_ptr_array_add (images, self->portal ? project_portal (self, g_ptr_array_index (wanted, i), pull)
                                          : project (g_ptr_array_index (wanted, i), pull->detail));
  *out_total = wanted->len;

  return g_steal_pointer (&images);
}

static gboolean
fake_remote_pull (GuichetRemote      *remote,
                  const GuichetPull  *pull,
                  GuichetTicketFunc   func,
                  gpointer            user_data,
                  guint              *out_total,
                  GCancellable       *cancellable,
                  GError            **error)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  g_autoptr(GPtrArray) images = NULL;
  guint total;

  if (!begin_read (self, cancellable, error))
    return FALSE;

  g_mutex_lock (&self->mutex);
  images = collect (self, pull, &total);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < images->len; i++)
    func (g_ptr_array_index (images, i), user_data);
  if (out_total != NULL)
    *out_total = total;

  return TRUE;
}

static GPtrArray *
fake_remote_read_references (GuichetRemote         *remote,
                             GuichetReferenceKind   kind,
                             GCancellable          *cancellable,
                             GError               **error)
{
  GPtrArray *references;

  if (!begin_read (FAKE_REMOTE (remote), cancellable, error))
    return NULL;

  /* The account may not read this kind. */
  if (kind == GUICHET_REFERENCE_KNOWN_ERROR)
    {
      g_propagate_error (error, new_error (GUICHET_ERROR_RIGHT_OR_READ_ONLY, "not enough permissions"));
      return NULL;
    }

  references = guichet_references_new ();
  g_ptr_array_add (references, guichet_reference_new (kind, 1, guichet_reference_kind_to_nick (kind)));

  return references;
}

/* Nobody can ask the web portal for all of them: it tells of those beside the
 * tickets that were read. */
static GPtrArray *
take_noted (FakeRemote *self)
{
  GPtrArray *attachments = guichet_attachments_new ();

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = g_ptr_array_index (self->files, i);

      if (g_hash_table_contains (self->read, &file->ticket_id))
        g_ptr_array_add (attachments, guichet_attachment_new (file->id, file->ticket_id));
    }
  g_hash_table_remove_all (self->read);
  g_mutex_unlock (&self->mutex);

  return attachments;
}

static GPtrArray *
fake_remote_read_attachments (GuichetRemote  *remote,
                              const char     *since,
                              gint64          ticket_id,
                              GCancellable   *cancellable,
                              GError        **error)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  GPtrArray *attachments;

  if (self->portal && ticket_id == 0)
    return take_noted (self);
  if (!begin_read (self, cancellable, error))
    return NULL;

  attachments = guichet_attachments_new ();
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = g_ptr_array_index (self->files, i);
      GuichetAttachment *attachment;

      if ((ticket_id != 0 && file->ticket_id != ticket_id) || (since != NULL && strcmp (file->date, since) < 0))
        continue;
      attachment = guichet_attachment_new (file->id, file->ticket_id);
      g_set_str (&attachment->date, file->date);
      g_ptr_array_add (attachments, attachment);
    }
  g_mutex_unlock (&self->mutex);

  return attachments;
}

static GuichetTicket *
fake_remote_find_created (GuichetRemote        *remote,
                          const GuichetIntent  *intent,
                          GCancellable         *cancellable,
                          GError              **error)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  GuichetTicket *ticket;

  if (!begin_read (self, cancellable, error))
    return NULL;

  g_mutex_lock (&self->mutex);
  ticket = find_by_reference (self, intent->uuid);
  if (ticket != NULL)
    ticket = guichet_ticket_copy (ticket);
  g_mutex_unlock (&self->mutex);

  return ticket;
}

static gint64
fake_remote_find_attached (GuichetRemote        *remote,
                           const GuichetIntent  *intent,
                           GCancellable         *cancellable,
                           GError              **error)
{
  FakeRemote *self = FAKE_REMOTE (remote);
  gint64 id = 0;

  if (!begin_read (self, cancellable, error))
    return 0;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = g_ptr_array_index (self->files, i);

      if (file->ticket_id == intent->ticket_id && g_bytes_equal (file->data, intent->file_data))
        id = file->id;
    }
  g_mutex_unlock (&self->mutex);

  return id;
}

static GuichetIdentity *
fake_remote_sign_in (GuichetRemote   *remote,
                     GuichetProfile **out_profile,
                     GCancellable    *cancellable,
                     GError         **error)
{
  GuichetIdentity *identity = guichet_identity_new ("https://desk.invalid", "agent");

  identity->person_id = 5;
  if (FAKE_REMOTE (remote)->portal)
    {
      identity->door = GUICHET_DOOR_PORTAL;
      identity->roles = GUICHET_ROLE_REQUESTER;
    }
  g_set_str (&identity->name, "Moi");
  g_set_str (&identity->profile, guichet_profile_get_name (FAKE_REMOTE (remote)->profile));
  *out_profile = guichet_profile_ref (FAKE_REMOTE (remote)->profile);

  return identity;
}

/* ---- for tests */

void
fake_remote_fail_next (FakeRemote *self,
                       FakeFault   fault,
                       FakeCalls   calls,
                       guint       count)
{
  Script script = { fault, calls, count };

  g_mutex_lock (&self->mutex);
  g_array_append_val (self->scripts, script);
  g_mutex_unlock (&self->mutex);
}

void
fake_remote_clear_faults (FakeRemote *self)
{
  g_mutex_lock (&self->mutex);
  g_array_set_size (self->scripts, 0);
  self->n_often = 0;
  g_mutex_unlock (&self->mutex);
}

void
fake_remote_fail_often (FakeRemote      *self,
                        const FakeFault *faults,
                        guint            n,
                        double           probability,
                        guint32          seed)
{
  g_mutex_lock (&self->mutex);
  self->often = faults;
  self->n_often = n;
  self->probability = probability;
  g_rand_set_seed (self->random, seed);
  g_mutex_unlock (&self->mutex);
}

void
fake_remote_set_hook (FakeRemote *self,
                      FakeHook    hook,
                      gpointer    user_data)
{
  self->hook = hook;
  self->hook_data = user_data;
}

void
fake_remote_commit_late (FakeRemote *self)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->late->len; i++)
    apply (self, g_ptr_array_index (self->late, i), NULL);
  g_ptr_array_set_size (self->late, 0);
  g_mutex_unlock (&self->mutex);
}

guint
fake_remote_count_calls (FakeRemote *self,
                         FakeCalls   calls)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = ((calls & FAKE_READS) != 0 ? self->n_reads : 0) + ((calls & FAKE_WRITES) != 0 ? self->n_writes : 0);
  g_mutex_unlock (&self->mutex);

  return n;
}

void
fake_remote_tick (FakeRemote *self,
                  guint       seconds)
{
  g_mutex_lock (&self->mutex);
  self->clock += seconds;
  g_mutex_unlock (&self->mutex);
}

gint64
fake_remote_add (FakeRemote *self,
                 const char *status)
{
  gint64 id;

  g_mutex_lock (&self->mutex);
  id = add_ticket (self, status);
  g_mutex_unlock (&self->mutex);

  return id;
}

void
fake_remote_set (FakeRemote   *self,
                 gint64        id,
                 GuichetField  field,
                 const char   *value)
{
  GuichetTicket *ticket;

  g_mutex_lock (&self->mutex);
  ticket = begin_change (self, id);
  if (field == GUICHET_FIELD_STATUS)
    set_status (self, ticket, value);
  else
    guichet_ticket_set (ticket, field, value);
  put (self, ticket);
  g_mutex_unlock (&self->mutex);
}

void
fake_remote_set_last_update (FakeRemote *self,
                             gint64      id,
                             const char *text)
{
  GuichetTicket *ticket;

  g_mutex_lock (&self->mutex);
  ticket = begin_change (self, id);
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, text);
  put (self, ticket);
  g_mutex_unlock (&self->mutex);
}

void
fake_remote_say (FakeRemote     *self,
                 gint64          id,
                 GuichetJournal  journal,
                 const char     *html)
{
  GuichetTicket *ticket;

  g_mutex_lock (&self->mutex);
  ticket = begin_change (self, id);
  add_entry (self, ticket, journal, "Collègue", html);
  put (self, ticket);
  g_mutex_unlock (&self->mutex);
}

void
fake_remote_delete (FakeRemote *self,
                    gint64      id)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->tickets, &id);
  g_mutex_unlock (&self->mutex);
}

GuichetTicket *
fake_remote_dup (FakeRemote *self,
                 gint64      id)
{
  GuichetTicket *ticket;

  g_mutex_lock (&self->mutex);
  ticket = find (self, id);
  if (ticket != NULL)
    ticket = guichet_ticket_copy (ticket);
  g_mutex_unlock (&self->mutex);

  return ticket;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

GArray *
fake_remote_list (FakeRemote *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->tickets);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  g_mutex_unlock (&self->mutex);
  g_array_sort (ids, compare_ids);

  return ids;
}

static guint
count_entries (GuichetTicket *ticket,
               const char    *marker)
{
  guint n = 0;

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    {
      GPtrArray *entries = guichet_ticket_get_journal (ticket, i);

      for (guint j = 0; j < entries->len; j++)
        n += guichet_journal_entry_has_marker (g_ptr_array_index (entries, j), marker);
    }

  return n;
}

guint
fake_remote_count (FakeRemote *self,
                   const char *uuid)
{
  g_autofree char *marker = guichet_marker_for_uuid (uuid);
  GHashTableIter iter;
  gpointer ticket;
  guint n = 0;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->tickets);
  while (g_hash_table_iter_next (&iter, NULL, &ticket))
    {
      n += count_entries (ticket, marker);
      n += g_strcmp0 (guichet_ticket_get (ticket, GUICHET_FIELD_CLIENT_REF), uuid) == 0;
    }
  for (guint i = 0; i < self->files->len; i++)
    n += g_str_equal (((const File *) g_ptr_array_index (self->files, i))->uuid, uuid);
  g_mutex_unlock (&self->mutex);

  return n;
}

guint
fake_remote_count_moves (FakeRemote *self,
                         gint64      id,
                         const char *status)
{
  g_autofree char *move = g_strdup_printf ("%" G_GINT64_FORMAT " %s", id, status);
  guint n;

  g_mutex_lock (&self->mutex);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->moves, move));
  g_mutex_unlock (&self->mutex);

  return n;
}

FakeRemote *
fake_remote_new (void)
{
  return g_object_new (FAKE_TYPE_REMOTE, NULL);
}

FakeRemote *
fake_remote_new_portal (void)
{
  FakeRemote *self = fake_remote_new ();

  self->portal = TRUE;

  return self;
}

static void
fake_remote_finalize (GObject *object)
{
  FakeRemote *self = FAKE_REMOTE (object);

  g_hash_table_unref (self->tickets);
  g_hash_table_unref (self->read);
  g_hash_table_unref (self->created);
  g_hash_table_unref (self->moves);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->late);
  g_array_unref (self->scripts);
  g_rand_free (self->random);
  guichet_profile_unref (self->profile);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (fake_remote_parent_class)->finalize (object);
}

static void
fake_remote_class_init (FakeRemoteClass *klass)
{
  GuichetRemoteClass *remote_class = GUICHET_REMOTE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fake_remote_finalize;
  remote_class->sign_in = fake_remote_sign_in;
  remote_class->pull = fake_remote_pull;
  remote_class->read_references = fake_remote_read_references;
  remote_class->read_attachments = fake_remote_read_attachments;
  remote_class->send = fake_remote_send;
  remote_class->find_created = fake_remote_find_created;
  remote_class->find_attached = fake_remote_find_attached;
}

static void
fake_remote_init (FakeRemote *self)
{
  g_autoptr(GDateTime) dawn = g_date_time_new_utc (2026, 11, 24, 8, 0, 0);

  g_mutex_init (&self->mutex);
  self->profile = guichet_profile_load_named ("asap", NULL);
  g_assert_nonnull (self->profile);
  self->tickets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) guichet_ticket_unref);
  self->read = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->created = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->moves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_ptr_array_new_with_free_func (free_file);
  self->late = guichet_intents_new ();
  self->scripts = g_array_new (FALSE, FALSE, sizeof (Script));
  self->random = g_rand_new_with_seed (1);
  self->clock = g_date_time_to_unix (dawn);
}
