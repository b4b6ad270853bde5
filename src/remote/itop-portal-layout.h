#pragma once

#include "model/profile.h"

G_BEGIN_DECLS

/**
 * GuichetPortalList:
 * @brick, @tab: as they stand in addresses
 * @categories: bit n is set when tickets of #GuichetCategory n may be in it
 *
 * One list of tickets: a tab of a "manage" brick.
 */
typedef struct
{
  char  *brick;
  char  *tab;
  guint  categories;
} GuichetPortalList;

/**
 * GuichetPortalLayout:
 * @portal_id: which portal of the server
 * @lists: (element-type GuichetPortalList): in the order in which tickets
 *   travel through them, so that one that moves meanwhile is not missed
 * @everything: (nullable): the brick that holds all tickets and searches in
 *   their descriptions; since 3.2
 * @catalogue, @faq: (nullable): the "browse" bricks
 * @class_name: of the tickets
 * @view_codes: (element-type utf8): attribute codes of the server's own view
 *   form: nothing else is ever asked for
 * @basic: whether the login form is closed, so that HTTP Basic gives the cookie
 * @sentence: (nullable): what the server says, byte for byte, to whoever is
 *   not signed in
 *
 * What discovery learned of a portal. As text it is kept with the identity.
 */
typedef struct
{
  char      *portal_id;
  GPtrArray *lists;
  char      *everything;
  char      *catalogue;
  char      *faq;
  char      *class_name;
  GPtrArray *view_codes;
  gboolean   basic;
  char      *sentence;
} GuichetPortalLayout;

GuichetPortalLayout *guichet_portal_layout_new       (void);
GuichetPortalLayout *guichet_portal_layout_from_text (const char                *text);
void                 guichet_portal_layout_free      (GuichetPortalLayout       *self);
char                *guichet_portal_layout_to_text   (const GuichetPortalLayout *self);
void                 guichet_portal_layout_add_list  (GuichetPortalLayout       *self,
                                                      const char                *brick,
                                                      const char                *tab);
gboolean             guichet_portal_layout_has_code  (const GuichetPortalLayout *self,
                                                      const char                *code);
gboolean             guichet_portal_layout_is_word   (const char                *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetPortalLayout, guichet_portal_layout_free)

G_END_DECLS
