#include "config.h"

#include "ui/user/new-ticket-page-private.h"

#include "store/reading.h"
#include "ui/user/own-site.h"

/* What follows from who asks: proposed, so that it makes no draft of its own. */

static void
me_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetNewTicketPage) self = user_data;
  g_autoptr(GuichetReference) me = guichet_store_read_reference_finish (GUICHET_STORE (source), result, NULL);

  if (me == NULL || self->draft == NULL || me->phone == NULL || *me->phone == '\0')
    return;

  guichet_new_ticket_draft_propose (self->draft, GUICHET_FIELD_CALLBACK_PHONE, me->phone, NULL);
  guichet_new_ticket_form_refresh (self->form, GUICHET_FIELD_CALLBACK_PHONE);
}

/* Of somebody else the place is not known. */
static gboolean
is_for_me (GuichetNewTicketPage *self)
{
  return guichet_new_ticket_draft_get_id (self->draft, GUICHET_FIELD_BENEFICIARY) ==
         guichet_context_get_identity (self->context)->person_id;
}

void
_guichet_new_ticket_page_update_site (GuichetNewTicketPage *self)
{
  gboolean proposed = self->site != NULL && is_for_me (self);
  g_autofree char *id = NULL;

  if (self->site == NULL || self->site_proposed == proposed)
    return;

  self->site_proposed = proposed;
  id = proposed ? g_strdup_printf ("%" G_GINT64_FORMAT, self->site->id) : g_strdup ("");
  guichet_new_ticket_draft_propose (self->draft, GUICHET_FIELD_SITE, id, proposed ? self->site->name : NULL);
  guichet_new_ticket_form_refresh (self->form, GUICHET_FIELD_SITE);
}

/* The server's own form proposes itself what it knows. */
static void
site_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GuichetNewTicketPage) self = user_data;
  g_autoptr(GuichetReference) site = guichet_own_site_find_finish (GUICHET_CONTEXT (source), result, NULL);

  if (site == NULL || self->draft == NULL || guichet_context_get_identity (self->context)->door != GUICHET_DOOR_REST)
    return;

  g_clear_pointer (&self->site, guichet_reference_unref);
  self->site = g_steal_pointer (&site);
  self->site_proposed = FALSE;
  _guichet_new_ticket_page_update_site (self);
}

void
_guichet_new_ticket_page_propose_me (GuichetNewTicketPage *self)
{
  GuichetIdentity *identity = guichet_context_get_identity (self->context);
  g_autofree char *id = NULL;

  g_clear_pointer (&self->site, guichet_reference_unref);
  self->site_proposed = FALSE;
  if (identity->person_id == 0)
    return;

  id = g_strdup_printf ("%" G_GINT64_FORMAT, identity->person_id);
  guichet_new_ticket_draft_propose (self->draft, GUICHET_FIELD_BENEFICIARY, id, identity->name);
  guichet_new_ticket_draft_propose (self->draft, GUICHET_FIELD_CALLER, id, identity->name);
  guichet_store_read_reference_async (guichet_context_get_store (self->context), GUICHET_REFERENCE_PERSON,
                                      identity->person_id, self->cancellable, me_read_cb, g_object_ref (self));
  guichet_own_site_find_async (self->context, self->cancellable, site_found_cb, g_object_ref (self));
}
