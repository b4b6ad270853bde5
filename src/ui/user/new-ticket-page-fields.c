#include "config.h"

#include "ui/user/new-ticket-page-private.h"

#include "ui/user/new-ticket-input.h"

/* Where the fields of the form come from: the profile, and through the portal
 * door the server, which lays out a form for each leaf of the catalogue. */

/* The person types: one question for some letters. */
#define DELAY_MS 500

/* ---- the profile's */

/* What the profile proposes goes along; SPEC §6 shows it to nobody. */
static void
hide_field (GuichetCreateForm *fields,
            GuichetField       hidden)
{
  GuichetFormField *field = guichet_create_form_find_field (fields, hidden);

  if (field != NULL)
    field->hidden = TRUE;
}

GuichetCreateForm *
_guichet_new_ticket_page_make_fields (GuichetNewTicketPage *self)
{
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  GuichetCreateForm *fields = guichet_create_form_new_from_profile (profile, 0);

  hide_field (fields, GUICHET_FIELD_IMPACT);
  hide_field (fields, GUICHET_FIELD_URGENCY);

  /* An agent asks for somebody else in their name where the server does not
   * tell who asks from whom it is for. */
  if (guichet_identity_is_agent (guichet_context_get_identity (self->context)) &&
      !guichet_profile_has_field (profile, GUICHET_FIELD_BENEFICIARY) &&
      guichet_profile_has_field (profile, GUICHET_FIELD_CALLER))
    {
      GuichetFormField *caller = guichet_create_form_add (fields, guichet_profile_get_code (profile, GUICHET_FIELD_CALLER),
                                                          GUICHET_FIELD_CALLER, GUICHET_WIDGET_SEARCH);

      caller->mandatory = TRUE;
    }

  return fields;
}

/* ---- the server's */

static gboolean
has_own_form (GuichetNewTicketPage *self)
{
  return guichet_context_get_identity (self->context)->door == GUICHET_DOOR_PORTAL &&
         guichet_context_get_form_source (self->context) != NULL;
}

static GHashTable *
collect_values (GuichetNewTicketPage *self)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; self->fields != NULL && i < self->fields->fields->len; i++)
    {
      const GuichetFormField *field = g_ptr_array_index (self->fields->fields, i);

      g_hash_table_insert (values, g_strdup (field->code),
                           g_strdup (guichet_new_ticket_draft_get_of (self->draft, field)));
    }

  return values;
}

/* The values that other fields depend on, as one text. */
static char *
describe_impacts (GuichetNewTicketPage *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; self->fields != NULL && i < self->fields->fields->len; i++)
    {
      const GuichetFormField *field = g_ptr_array_index (self->fields->fields, i);

      if (field->impacts[0] != NULL)
        g_string_append_printf (text, "%s=%s\n", field->code, guichet_new_ticket_draft_get_of (self->draft, field));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GuichetNewTicketPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetCreateForm) fields = guichet_form_source_read_finish (GUICHET_FORM_SOURCE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->form == NULL)
    return;
  if (fields == NULL)
    {
      /* What the profile knows does until the server can be asked. */
      g_message ("The form of the server could not be read: %s", error->message);
      return;
    }

  _guichet_new_ticket_page_forget_fields (self);
  self->fields = g_steal_pointer (&fields);
  guichet_new_ticket_form_set_fields (self->form, self->fields);
  self->impacts = describe_impacts (self);
}

static void
ask (GuichetNewTicketPage *self)
{
  gint64 leaf = guichet_new_ticket_draft_get_id (self->draft, GUICHET_FIELD_SUBCATEGORY);
  g_autoptr(GHashTable) values = collect_values (self);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (leaf == 0)
    return;

  self->reading = g_cancellable_new ();
  guichet_form_source_read_async (guichet_context_get_form_source (self->context), leaf, values, self->reading,
                                  read_cb, g_object_ref (self));
}

/* Another leaf, another form. */
void
_guichet_new_ticket_page_read_fields (GuichetNewTicketPage *self)
{
  if (has_own_form (self))
    ask (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GuichetNewTicketPage *self = user_data;

  self->read_timeout = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

/* A value that choices of other fields depend on was changed. */
void
_guichet_new_ticket_page_check_impacts (GuichetNewTicketPage *self)
{
  g_autofree char *now = NULL;

  if (self->fields == NULL || self->impacts == NULL)
    return;

  now = describe_impacts (self);
  if (g_str_equal (now, self->impacts))
    return;

  g_set_str (&self->impacts, now);
  g_clear_handle_id (&self->read_timeout, g_source_remove);
  self->read_timeout = g_timeout_add (DELAY_MS, timeout_cb, self);
}

void
_guichet_new_ticket_page_forget_fields (GuichetNewTicketPage *self)
{
  g_clear_handle_id (&self->read_timeout, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->fields, guichet_create_form_unref);
  g_clear_pointer (&self->impacts, g_free);
}
