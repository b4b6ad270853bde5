#include "config.h"

#include "ui/ticket/outbox-page-private.h"

#include "store/outbox.h"
#include "ui/common/problem.h"
#include "ui/common/toast.h"
#include "ui/ticket/outbox-row.h"
#include "ui/ticket/own-intents.h"

#include <glib/gi18n.h>

/* Of what is over: the last ones first, then as many again at a time. */
#define EARLIER_STEP 20

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetOutboxPage, guichet_outbox_page, ADW_TYPE_NAVIGATION_PAGE)

/* ---- sections */

static gboolean
is_conflict (const GuichetIntent *intent)
{
  return intent->state == GUICHET_INTENT_CONFLICT;
}

static gboolean
is_refused (const GuichetIntent *intent)
{
  return intent->state == GUICHET_INTENT_REFUSED;
}

static gboolean
is_on_its_way (const GuichetIntent *intent)
{
  return guichet_intent_is_open (intent) && !guichet_intent_needs_person (intent);
}

static gboolean
is_done (const GuichetIntent *intent)
{
  return intent->state == GUICHET_INTENT_DONE;
}

static gboolean
is_withdrawn (const GuichetIntent *intent)
{
  return intent->state == GUICHET_INTENT_WITHDRAWN;
}

/* In the order of need. */
static const struct
{
  const char  *title;
  gboolean   (*matches) (const GuichetIntent *intent);
  gboolean     is_over;
} section_kinds[] = {
  { N_("To Check"), is_conflict, FALSE },
  { N_("Failed"), is_refused, FALSE },
  { N_("On Its Way"), is_on_its_way, FALSE },
  { N_("Confirmed"), is_done, TRUE },
  { N_("Withdrawn"), is_withdrawn, TRUE },
};

const GuichetIntent *
_guichet_outbox_page_find (GuichetOutboxPage *self,
                           const char        *uuid)
{
  for (guint i = 0; self->intents != NULL && i < self->intents->len; i++)
    {
      const GuichetIntent *intent = self->intents->pdata[i];

      if (g_strcmp0 (intent->uuid, uuid) == 0)
        return intent;
    }

  return NULL;
}

/* Whether something of the same ticket that waits for a person holds it up. */
static gboolean
is_behind (GuichetOutboxPage *self,
           guint              position)
{
  const GuichetIntent *intent = self->intents->pdata[position];

  if (!is_on_its_way (intent) || intent->ticket_id == 0)
    return FALSE;

  for (guint i = 0; i < position; i++)
    {
      const GuichetIntent *earlier = self->intents->pdata[i];

      if (earlier->ticket_id == intent->ticket_id && guichet_intent_needs_person (earlier))
        return TRUE;
    }

  return FALSE;
}

static guint
count_kind (GuichetOutboxPage *self,
            guint              kind)
{
  guint n = 0;

  for (guint i = 0; i < self->intents->len; i++)
    n += section_kinds[kind].matches (self->intents->pdata[i]);

  return n;
}

static GtkWidget *
create_badge (guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  GtkWidget *badge = gtk_label_new (text);

  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);

  return badge;
}

static GtkWidget *
create_heading (guint kind,
                guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL,
                                   "label", _(section_kinds[kind].title),
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   NULL);

  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), create_badge (n));

  return box;
}

static GtkWidget *
create_list (GuichetOutboxPage *self,
             guint              kind)
{
  GtkWidget *list = gtk_list_box_new ();
  guint limit = section_kinds[kind].is_over ? self->n_earlier : G_MAXUINT;
  guint n = 0;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(section_kinds[kind].title), -1);

  /* The last ones first. */
  for (guint i = self->intents->len; i > 0 && n < limit; i--)
    if (section_kinds[kind].matches (self->intents->pdata[i - 1]))
      {
        GtkWidget *row = guichet_outbox_row_new (self->context, self->intents->pdata[i - 1], is_behind (self, i - 1),
                                                 self->for_requester);

        guichet_outbox_row_set_narrow (GUICHET_OUTBOX_ROW (row), self->narrow);
        gtk_list_box_append (GTK_LIST_BOX (list), row);
        g_ptr_array_add (self->rows, row);
        n++;
      }

  return list;
}

static GtkWidget *
create_section (GuichetOutboxPage *self,
                guint              kind,
                guint              n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_box_append (GTK_BOX (box), create_heading (kind, n));
  gtk_box_append (GTK_BOX (box), create_list (self, kind));

  return box;
}

/* ---- the heading */

/* @words: (transfer full): */
static void
append_count (GString *text,
              guint    n,
              char    *words)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
  g_free (words);
}

static void
show_heading (GuichetOutboxPage *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint conflicts = count_kind (self, 0);
  guint refused = count_kind (self, 1);
  guint moving = count_kind (self, 2);

  append_count (text, conflicts, g_strdup_printf (ngettext ("%u to check", "%u to check", conflicts), conflicts));
  append_count (text, moving, g_strdup_printf (ngettext ("%u on its way", "%u on their way", moving), moving));
  append_count (text, refused, g_strdup_printf (ngettext ("%u failed", "%u failed", refused), refused));
  adw_window_title_set_subtitle (self->heading, text->str);
}

/* ---- seconds */

static gboolean
tick_cb (gpointer user_data)
{
  GuichetOutboxPage *self = user_data;
  gint64 now = g_get_real_time () / 1000;
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    any |= guichet_outbox_row_tick (self->rows->pdata[i], now);

  if (any)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start_ticking (GuichetOutboxPage *self)
{
  if (self->tick == 0)
    self->tick = g_timeout_add_seconds (1, tick_cb, self);
}

/* ---- showing */

/* What the rows depend on: made again only when that changes, so that neither
 * the focus nor an open menu is disturbed by every word of the store. */
static char *
describe_intents (GuichetOutboxPage *self)
{
  GString *text = g_string_new (NULL);
  gboolean online = guichet_sync_status_get_online (guichet_context_get_sync_status (self->context));
  gint64 now = g_get_real_time () / 1000;

  g_string_append_printf (text, "%d %u\n", online, self->n_earlier);
  for (guint i = 0; i < self->intents->len; i++)
    {
      const GuichetIntent *intent = self->intents->pdata[i];

      g_string_append_printf (text, "%s %d %u %d %s\n", intent->uuid, intent->state, intent->attempts,
                              intent->not_before > now, intent->detail != NULL ? intent->detail : "");
    }

  return g_string_free (text, FALSE);
}

static char *
dup_focused (GuichetOutboxPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GUICHET_TYPE_OUTBOX_ROW) : NULL;

  return row != NULL ? g_strdup (guichet_outbox_row_get_uuid (GUICHET_OUTBOX_ROW (row))) : NULL;
}

static void
focus_row (GuichetOutboxPage *self,
           const char        *uuid)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (guichet_outbox_row_get_uuid (self->rows->pdata[i]), uuid) == 0)
      {
        gtk_widget_child_focus (self->rows->pdata[i], GTK_DIR_TAB_FORWARD);
        return;
      }
}

static void
fill (GuichetOutboxPage *self)
{
  GtkWidget *child;
  gboolean hidden = FALSE;
  guint n_sections = 0;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))))
    gtk_box_remove (self->sections, child);

  for (guint i = 0; i < G_N_ELEMENTS (section_kinds); i++)
    {
      guint n = count_kind (self, i);

      if (n == 0)
        continue;
      gtk_box_append (self->sections, create_section (self, i, n));
      hidden |= section_kinds[i].is_over && n > self->n_earlier;
      n_sections++;
    }

  gtk_widget_set_visible (self->more, hidden);
  gtk_stack_set_visible_child_name (self->stack, n_sections > 0 ? "sections" : "empty");
}

static void
show_intents (GuichetOutboxPage *self)
{
  g_autofree char *description = describe_intents (self);
  g_autofree char *focused = NULL;

  if (g_strcmp0 (description, self->shown) == 0)
    return;

  g_set_str (&self->shown, description);
  focused = dup_focused (self);
  fill (self);
  show_heading (self);
  start_ticking (self);
  _guichet_outbox_page_update_actions (self);
  if (focused != NULL)
    focus_row (self, focused);
}

/* @intents: (nullable) (transfer full) */
static void
take_intents (GuichetOutboxPage *self,
              GPtrArray         *intents,
              const GError      *error)
{
  if (intents == NULL)
    {
      guichet_show_toast (GTK_WIDGET (self), adw_toast_new (guichet_problem_describe (error).sentence));
      return;
    }

  g_clear_pointer (&self->intents, g_ptr_array_unref);
  self->intents = intents;
  show_intents (self);
}

static void
intents_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *intents = guichet_store_list_intents_finish (GUICHET_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_intents (user_data, intents, error);
}

static void
own_intents_read_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *intents = guichet_own_intents_list_finish (GUICHET_CONTEXT (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_intents (user_data, intents, error);
}

static void
read_intents (GuichetOutboxPage *self)
{
  if (self->for_requester)
    guichet_own_intents_list_async (self->context, TRUE, self->cancellable, own_intents_read_cb, self);
  else
    guichet_store_list_intents_async (guichet_context_get_store (self->context), TRUE,
                                      self->cancellable, intents_read_cb, self);
}

static void
store_changed_cb (GuichetOutboxPage *self,
                  GuichetChangeSet  *changes)
{
  if (changes->outbox)
    read_intents (self);
}

static void
online_changed_cb (GuichetOutboxPage *self)
{
  if (self->intents != NULL)
    show_intents (self);
}

static void
show_earlier_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (widget);

  self->n_earlier += EARLIER_STEP;
  show_intents (self);
}

/* ---- the object */

static void
set_narrow (GuichetOutboxPage *self,
            gboolean           narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  for (guint i = 0; i < self->rows->len; i++)
    guichet_outbox_row_set_narrow (self->rows->pdata[i], narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
guichet_outbox_page_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, GUICHET_OUTBOX_PAGE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_outbox_page_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  if (prop_id == PROP_NARROW)
    set_narrow (GUICHET_OUTBOX_PAGE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_outbox_page_dispose (GObject *object)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_ptr_array_set_size (self->rows, 0);
  /* The bin's breakpoints go with it, not with the template. */
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_OUTBOX_PAGE);
  g_clear_object (&self->context);
  g_clear_pointer (&self->intents, g_ptr_array_unref);

  G_OBJECT_CLASS (guichet_outbox_page_parent_class)->dispose (object);
}

static void
guichet_outbox_page_finalize (GObject *object)
{
  GuichetOutboxPage *self = GUICHET_OUTBOX_PAGE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->collected, g_ptr_array_unref);
  g_free (self->shown);

  G_OBJECT_CLASS (guichet_outbox_page_parent_class)->finalize (object);
}

static void
guichet_outbox_page_class_init (GuichetOutboxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = guichet_outbox_page_get_property;
  object_class->set_property = guichet_outbox_page_set_property;
  object_class->dispose = guichet_outbox_page_dispose;
  object_class->finalize = guichet_outbox_page_finalize;

  /* Where rows have no room for a state of their own. */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  _guichet_outbox_page_class_init_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "outbox.show-earlier", NULL, show_earlier_action);

  g_type_ensure (GUICHET_TYPE_SYNC_INDICATOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/ticket/outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, bin);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, header);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, heading);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, menu);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, status);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, sync);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, retry_content);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, sections);
  gtk_widget_class_bind_template_child (widget_class, GuichetOutboxPage, more);
}

static void
add_breakpoint (GuichetOutboxPage *self)
{
  AdwBreakpoint *breakpoint = adw_breakpoint_new (adw_breakpoint_condition_parse ("max-width: 599sp"));

  adw_breakpoint_add_setters (breakpoint,
                              G_OBJECT (self), "narrow", TRUE,
                              G_OBJECT (self->retry_content), "label", "",
                              NULL);
  adw_breakpoint_bin_add_breakpoint (self->bin, breakpoint);
}

static void
guichet_outbox_page_init (GuichetOutboxPage *self)
{
  self->rows = g_ptr_array_new ();
  self->n_earlier = EARLIER_STEP;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_breakpoint (self);
}

/* The window's own buttons are in the bar of the user portal. */
static void
dress_for_requester (GuichetOutboxPage *self)
{
  adw_header_bar_set_show_start_title_buttons (self->header, FALSE);
  adw_header_bar_set_show_end_title_buttons (self->header, FALSE);
  gtk_widget_set_visible (self->menu, FALSE);
  gtk_widget_set_visible (self->status, TRUE);
  guichet_sync_indicator_set_status (self->sync, guichet_context_get_sync_status (self->context));
}

static GuichetOutboxPage *
create (GuichetContext *context,
        gboolean        for_requester)
{
  GuichetOutboxPage *self = g_object_new (GUICHET_TYPE_OUTBOX_PAGE, NULL);

  self->context = g_object_ref (context);
  self->for_requester = for_requester;
  if (for_requester)
    dress_for_requester (self);
  g_signal_connect_object (guichet_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::online",
                           G_CALLBACK (online_changed_cb), self, G_CONNECT_SWAPPED);
  read_intents (self);

  return self;
}

GuichetOutboxPage *
guichet_outbox_page_new (GuichetContext *context)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  return create (context, FALSE);
}

GuichetOutboxPage *
guichet_outbox_page_new_for_requester (GuichetContext *context)
{
  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  return create (context, TRUE);
}
