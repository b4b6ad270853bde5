#include "config.h"

#include "ui/agent/palette-item.h"

#include "util/text.h"

#include <gio/gio.h>

GPtrArray *
guichet_palette_items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_palette_item_unref);
}

/**
 * guichet_palette_item_new:
 * @target: (nullable): may be floating
 */
GuichetPaletteItem *
guichet_palette_item_new (GuichetPaletteGroup  group,
                          const char          *icon,
                          const char          *title,
                          const char          *subtitle,
                          const char          *action,
                          GVariant            *target)
{
  GuichetPaletteItem *self = g_rc_box_new0 (GuichetPaletteItem);

  self->group = group;
  self->icon = g_strdup (icon);
  self->title = guichet_text_single_line (title);
  self->subtitle = guichet_text_single_line (subtitle);
  self->action = g_strdup (action);
  self->target = target != NULL ? g_variant_ref_sink (target) : NULL;

  return self;
}

static void
clear_item (gpointer data)
{
  GuichetPaletteItem *self = data;

  g_free (self->icon);
  g_free (self->tint);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->action);
  g_clear_pointer (&self->target, g_variant_unref);
}

GuichetPaletteItem *
guichet_palette_item_ref (GuichetPaletteItem *self)
{
  return g_rc_box_acquire (self);
}

void
guichet_palette_item_unref (GuichetPaletteItem *self)
{
  g_rc_box_release_full (self, clear_item);
}

/* Whether both are the same thing, whatever its words are by now. */
gboolean
guichet_palette_item_equal (const GuichetPaletteItem *a,
                            const GuichetPaletteItem *b)
{
  if (a->group != b->group || !g_str_equal (a->action, b->action) || (a->target == NULL) != (b->target == NULL))
    return FALSE;

  return a->target == NULL || g_variant_equal (a->target, b->target);
}

GuichetPaletteItem *
guichet_palette_item_new_ticket (GuichetTicket  *ticket,
                                 GuichetProfile *profile)
{
  const GuichetState *state = guichet_profile_get_state (profile, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));
  const char *caller = guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER);
  g_autofree char *subtitle = g_strjoin (" · ", guichet_ticket_get (ticket, GUICHET_FIELD_TITLE),
                                         *caller != '\0' ? caller : NULL, NULL);
  GuichetPaletteItem *self =
    guichet_palette_item_new (GUICHET_PALETTE_TICKETS, state != NULL ? state->icon : "dialog-information-symbolic",
                              guichet_ticket_get (ticket, GUICHET_FIELD_REF), subtitle, "portal.open-ticket",
                              g_variant_new_int64 (guichet_ticket_get_id (ticket)));

  self->ticket_id = guichet_ticket_get_id (ticket);
  self->tint = g_strconcat ("txt-", state != NULL ? state->tint : "grey", NULL);

  return self;
}

static void
append_word (GString    *out,
             const char *word)
{
  if (guichet_text_is_empty (word))
    return;

  if (out->len > 0)
    g_string_append (out, " · ");
  g_string_append (out, word);
}

static GuichetPaletteItem *
new_party (GuichetReference *reference)
{
  gboolean is_person = reference->kind == GUICHET_REFERENCE_PERSON;
  g_autoptr(GString) subtitle = g_string_new (NULL);

  append_word (subtitle, reference->code);
  append_word (subtitle, reference->detail);
  append_word (subtitle, reference->phone);
  append_word (subtitle, reference->email);

  return guichet_palette_item_new (GUICHET_PALETTE_PEOPLE,
                                   is_person ? "avatar-default-symbolic" : "mark-location-symbolic",
                                   reference->name, subtitle->str, "portal.open-reference",
                                   g_variant_new ("(sx)", guichet_reference_kind_to_nick (reference->kind), reference->id));
}

GuichetPaletteItem *
guichet_palette_item_new_reference (GuichetReference *reference)
{
  gboolean is_faq = reference->kind == GUICHET_REFERENCE_FAQ;

  if (!is_faq && reference->kind != GUICHET_REFERENCE_KNOWN_ERROR)
    return new_party (reference);

  return guichet_palette_item_new (GUICHET_PALETTE_ARTICLES,
                                   is_faq ? "guichet-faq-symbolic" : "guichet-dictionary-symbolic",
                                   reference->name, reference->detail, "portal.open-reference",
                                   g_variant_new ("(sx)", guichet_reference_kind_to_nick (reference->kind), reference->id));
}

GuichetPaletteItem *
guichet_palette_item_new_action (const GuichetActionRow *row)
{
  GuichetPaletteGroup group = row->group == GUICHET_ACTION_GROUP_GO ? GUICHET_PALETTE_GO : GUICHET_PALETTE_ACTIONS;
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  GuichetPaletteItem *self;

  g_action_parse_detailed_name (row->action, &name, &target, NULL);
  self = guichet_palette_item_new (group, row->icon != NULL ? row->icon : "go-next-symbolic",
                                   guichet_action_row_get_label (row), NULL, name, target);
  self->row = row;

  return self;
}
