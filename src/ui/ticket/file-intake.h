#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GuichetFileIntakeFuncs:
 * @may_take: whether a file can be added to @page now; with @tell it says why not
 * @take_files: (element-type GFile)
 * @take_picture: out of the clipboard, or dropped
 *
 * What a page does with files that come to it.
 */
typedef struct
{
  gboolean (*may_take)     (GtkWidget  *page,
                            gboolean    tell);
  void     (*take_files)   (GtkWidget  *page,
                            GListModel *files);
  void     (*take_picture) (GtkWidget  *page,
                            GdkTexture *picture);
} GuichetFileIntakeFuncs;

/* How files come to a page: chosen, dropped anywhere on it, pasted. */
void guichet_file_intake_add    (AdwNavigationPage            *page,
                                 const GuichetFileIntakeFuncs *funcs);
void guichet_file_intake_choose (GtkWidget                    *page);

G_END_DECLS
