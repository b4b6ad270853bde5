#pragma once

#include "app/account.h"

#include "sync/engine.h"
#include "ui/common/file-source.h"
#include "ui/common/form-source.h"

G_BEGIN_DECLS

struct _GuichetAccount
{
  GObject parent_instance;

  char           *server;
  char           *login;
  char           *folder;
  GuichetStore   *store;
  GuichetRemote  *remote;
  GuichetEngine  *engine;
  GuichetContext *context;
  GCancellable   *cancellable;
  GSettings      *settings;
  gboolean        brisk;
};

void _guichet_account_file_source_init (GuichetFileSourceInterface *iface);
void _guichet_account_form_source_init (GuichetFormSourceInterface *iface);

G_END_DECLS
