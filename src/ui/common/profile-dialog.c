#include "config.h"

#include "ui/common/profile-dialog.h"

#include "store/reading.h"
#include "util/text.h"

#include <glib/gi18n.h>

struct _GuichetProfileDialog
{
  AdwDialog parent_instance;

  GuichetContext      *context;
  GCancellable        *cancellable;

  AdwAvatar           *avatar;
  GtkLabel            *name;
  AdwPreferencesGroup *person;
  AdwPreferencesGroup *teams;
  AdwPreferencesGroup *account;
};

G_DEFINE_FINAL_TYPE (GuichetProfileDialog, guichet_profile_dialog, ADW_TYPE_DIALOG)

/* A fact that can be selected and copied. What the server does not tell is
 * left out. */
static void
add_fact (AdwPreferencesGroup *group,
          const char          *label,
          const char          *value)
{
  GtkWidget *row;

  if (guichet_text_is_empty (value))
    return;

  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "subtitle-selectable", TRUE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (group, row);
}

static void
add_team (GuichetProfileDialog *self,
          const char           *name)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_preferences_group_add (self->teams, row);
}

static void
teams_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GuichetProfileDialog) self = user_data;
  GuichetIdentity *me;
  g_autoptr(GPtrArray) teams = guichet_store_list_references_finish (GUICHET_STORE (source), result, NULL);

  /* Closed meanwhile, or the store tells elsewhere what is wrong with it. */
  if (teams == NULL || self->context == NULL)
    return;

  me = guichet_context_get_identity (self->context);
  for (guint i = 0; i < teams->len; i++)
    {
      const GuichetReference *team = g_ptr_array_index (teams, i);

      if (guichet_identity_has_team (me, team->id))
        add_team (self, team->name);
    }
}

static void
person_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GuichetProfileDialog) self = user_data;
  g_autoptr(GuichetReference) person = guichet_store_read_reference_finish (GUICHET_STORE (source), result, NULL);

  if (person == NULL || self->context == NULL)
    return;

  add_fact (self->person, _("Phone"), person->phone);
  add_fact (self->person, _("Function"), person->detail);
}

static void
show_identity (GuichetProfileDialog *self)
{
  GuichetIdentity *me = guichet_context_get_identity (self->context);
  GuichetStore *store = guichet_context_get_store (self->context);

  adw_avatar_set_text (self->avatar, me->name);
  gtk_label_set_label (self->name, me->name);
  add_fact (self->person, _("E-mail"), me->email);
  add_fact (self->person, _("Organisation"), me->organisation);
  add_fact (self->account, _("Account Name"), me->login);
  add_fact (self->account, _("Server"), me->server);
  add_fact (self->account, _("Kind of Server"), guichet_profile_get_title (guichet_context_get_profile (self->context)));
  add_fact (self->account, _("Version of the Server"), me->server_version);

  gtk_widget_set_visible (GTK_WIDGET (self->teams), me->teams->len > 0);
  guichet_store_list_references_async (store, GUICHET_REFERENCE_TEAM, 0, self->cancellable, teams_read_cb,
                                       g_object_ref (self));
  guichet_store_read_reference_async (store, GUICHET_REFERENCE_PERSON, me->person_id, self->cancellable,
                                      person_read_cb, g_object_ref (self));
}

static void
guichet_profile_dialog_dispose (GObject *object)
{
  GuichetProfileDialog *self = GUICHET_PROFILE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_PROFILE_DIALOG);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_profile_dialog_parent_class)->dispose (object);
}

static void
guichet_profile_dialog_finalize (GObject *object)
{
  g_object_unref (GUICHET_PROFILE_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (guichet_profile_dialog_parent_class)->finalize (object);
}

static void
guichet_profile_dialog_class_init (GuichetProfileDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_profile_dialog_dispose;
  object_class->finalize = guichet_profile_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/common/profile-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetProfileDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, GuichetProfileDialog, name);
  gtk_widget_class_bind_template_child (widget_class, GuichetProfileDialog, person);
  gtk_widget_class_bind_template_child (widget_class, GuichetProfileDialog, teams);
  gtk_widget_class_bind_template_child (widget_class, GuichetProfileDialog, account);
}

static void
guichet_profile_dialog_init (GuichetProfileDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * guichet_profile_dialog_new:
 *
 * Returns: (transfer floating): to be presented over a window
 */
AdwDialog *
guichet_profile_dialog_new (GuichetContext *context)
{
  GuichetProfileDialog *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_PROFILE_DIALOG, NULL);
  self->context = g_object_ref (context);
  show_identity (self);

  return ADW_DIALOG (self);
}
