#include "config.h"

#include "ui/user/new-ticket-draft-private.h"

/* What a draft holds: what somebody gave, over what is proposed. */

static const GuichetFieldChange *
find_value (GuichetNewTicketDraft *self,
            GuichetField           field)
{
  const GuichetFieldChange *change = guichet_intent_get_change (self->intent, field);

  return change != NULL ? change : guichet_intent_get_change (self->proposals, field);
}

/* Returns: (transfer none): "" for nothing */
const char *
guichet_new_ticket_draft_get (GuichetNewTicketDraft *self,
                              GuichetField           field)
{
  const GuichetFieldChange *value;

  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), "");

  value = find_value (self, field);

  return value != NULL && value->value != NULL ? value->value : "";
}

gint64
guichet_new_ticket_draft_get_id (GuichetNewTicketDraft *self,
                                 GuichetField           field)
{
  return g_ascii_strtoll (guichet_new_ticket_draft_get (self, field), NULL, 10);
}

const char *
guichet_new_ticket_draft_get_label (GuichetNewTicketDraft *self,
                                    GuichetField           field)
{
  const GuichetFieldChange *value;

  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), "");

  value = find_value (self, field);

  return value != NULL && value->label != NULL ? value->label : "";
}

void
guichet_new_ticket_draft_propose (GuichetNewTicketDraft *self,
                                  GuichetField           field,
                                  const char            *value,
                                  const char            *label)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self));
  g_return_if_fail (value != NULL);

  guichet_intent_set_field (self->proposals, field, NULL, value, label);
}

static const char *
get_proposal (GuichetNewTicketDraft *self,
              GuichetField           field)
{
  const GuichetFieldChange *proposal = guichet_intent_get_change (self->proposals, field);

  return proposal != NULL ? proposal->value : "";
}

void
guichet_new_ticket_draft_set (GuichetNewTicketDraft *self,
                              GuichetField           field,
                              const char            *value,
                              const char            *label)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self));
  g_return_if_fail (value != NULL);

  if (g_str_equal (guichet_new_ticket_draft_get (self, field), value))
    return;

  if (g_str_equal (get_proposal (self, field), value))
    g_ptr_array_remove (self->intent->changes, guichet_intent_get_change (self->intent, field));
  else
    guichet_intent_set_field (self->intent, field, NULL, value, label);
  _guichet_new_ticket_draft_take_change (self);
}

/* 0 for nothing. */
void
guichet_new_ticket_draft_set_id (GuichetNewTicketDraft *self,
                                 GuichetField           field,
                                 gint64                 id,
                                 const char            *label)
{
  g_autofree char *value = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : g_strdup ("");

  guichet_new_ticket_draft_set (self, field, value, id != 0 ? label : NULL);
}

static const char *
find_extra (const GuichetIntent *intent,
            const char          *code)
{
  const char *value = g_hash_table_lookup (intent->extras, code);

  return value != NULL ? value : "";
}

/* Returns: (transfer none): "" for nothing */
const char *
guichet_new_ticket_draft_get_extra (GuichetNewTicketDraft *self,
                                    const char            *code)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self), "");

  return find_extra (g_hash_table_contains (self->intent->extras, code) ? self->intent : self->proposals, code);
}

void
guichet_new_ticket_draft_propose_extra (GuichetNewTicketDraft *self,
                                        const char            *code,
                                        const char            *value)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self));

  guichet_intent_set_extra (self->proposals, code, value);
}

void
guichet_new_ticket_draft_set_extra (GuichetNewTicketDraft *self,
                                    const char            *code,
                                    const char            *value)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (self));

  if (g_str_equal (guichet_new_ticket_draft_get_extra (self, code), value))
    return;

  if (g_str_equal (find_extra (self->proposals, code), value))
    g_hash_table_remove (self->intent->extras, code);
  else
    guichet_intent_set_extra (self->intent, code, value);
  _guichet_new_ticket_draft_take_change (self);
}
