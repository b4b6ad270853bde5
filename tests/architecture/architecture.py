#!/usr/bin/env python3
"""Reads every include and a few other promises of the source tree; prints TAP.

usage: architecture.py SOURCE_ROOT

Each rule is first shown a bad sample that it must reject and a good one that
it must accept, so that a rule that stopped working fails here as well.
"""

import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
from rules import RULES, Tree  # noqa: E402

GOOD = {
    'src/util/text.h': '#pragma once\n#include <glib.h>\n',
    'src/util/text.c': '#include "config.h"\n\n#include "util/text.h"\n\n#include <string.h>\n',
    'src/model/ticket.c': '#include "config.h"\n\n#include "util/text.h"\n',
    'src/store/db.c': '#include "config.h"\n\n#include <sqlite3.h>\n',
    'src/cli/main.c': '#include "config.h"\n\n#include "remote/itop-rest.h"\n#include "demo/desk.h"\n#include "store/store.h"\n',
    'src/ui/ticket/page.c': '#include "config.h"\n\n#include "ui/common/pill.h"\n\n#include <adwaita.h>\n_("Apply")\n',
    'src/cli/meson.build': 'dependencies: [guichet_sync_dep, guichet_remote_dep]\n',
    'po/POTFILES.in': '# comment\nsrc/ui/ticket/page.c\n',
}

# Rule → files that it must reject, each sample with one thing wrong.
BAD = {
    'arrows': [
        {'src/store/a.c': '#include "remote/remote.h"\n'},
        {'src/util/a.c': '#include "model/ticket.h"\n'},
        {'src/ui/agent/a.c': '#include "ui/user/home.h"\n'},
        {'src/ui/common/a.c': '#include "ui/ticket/page.h"\n'},
        {'src/ui/ticket/a.c': '# include "remote/remote.h"\n'},
        {'src/cli/a.c': '#include "remote/json-private.h"\n'},
        {'src/demo/a.c': '#include "store/store.h"\n'},
        {'src/list/a.c': '#include "sync/engine.h"\n'},
        {'src/util/a.c': '#include "text.h"\n'},
        {'src/surprise/a.c': '#include "util/text.h"\n'},
    ],
    'private-headers': [{'src/sync/a.c': '#include "store/db-private.h"\n'}],
    'libraries': [
        {'src/sync/a.c': '#include <sqlite3.h>\n'},
        {'src/sync/a.c': '#include <libsoup/soup.h>\n'},
        {'src/cli/a.c': '#include <yyjson.h>\n'},
        {'src/remote/a.c': '#include <libxml/HTMLparser.h>\n'},
        {'src/list/a.c': '#include <gtk/gtk.h>\n'},
        {'src/util/a.c': '#include <json-glib/json-glib.h>\n'},
    ],
    'include-order': [
        {'src/util/a.c': '#include <string.h>\n'},
        {'src/util/text.c': '#include "config.h"\n#include <string.h>\n#include "util/text.h"\n'},
    ],
    'pragma-once': [{'src/util/a.h': '#include <glib.h>\n'}],
    'meson-arrows': [{'src/store/meson.build': 'dependencies: [guichet_remote_dep]\n'}],
    'length': [{'src/util/a.c': '\n' * 601}],
    'white-space': [
        {'src/util/a.c': 'int a; \n'},
        {'src/util/a.c': '\tint a;\n'},
        {'src/util/a.c': 'int a;'},
    ],
    'potfiles': [
        {'src/app/a.c': 'puts (_("Hello"));\n'},
        {'src/app/a.blp': 'label: _("Hello");\n'},
        {'src/app/a.c': 'ngettext ("%u file", "%u files", n)\n'},
        {'po/POTFILES.in': 'src/app/gone.c\n'},
    ],
    'markup': [
        {'src/ui/ticket/a.c': 'gtk_label_set_markup (label, text);\n'},
        {'src/ui/ticket/a.blp': 'use-markup: true;\n'},
    ],
    'machine-paths': [
        {'dev': 'cd /home/somebody/guichet\n'},
        {'tests/a.py': 'open("/work/main")\n'},
    ],
}


def run_on(files, rule):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')
        return list(rule(Tree(folder)))


class Tap:
    def __init__(self):
        self.number = 0
        self.failed = 0

    def result(self, name, problems):
        self.number += 1
        self.failed += bool(problems)
        print(('not ok' if problems else 'ok'), self.number, name)
        for problem in problems:
            print('#', problem)


def check_rule_works(name, rule):
    problems = [f'the good sample is rejected: {text}' for text in run_on(GOOD, rule)]
    for number, sample in enumerate(BAD[name], 1):
        if not run_on({**GOOD, **sample}, rule):
            problems.append(f'bad sample {number} is accepted: {sample}')
    return problems


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tree = Tree(sys.argv[1])
    if not any(tree.sources('.c')):
        sys.exit('no sources there')
    tap = Tap()
    print(f'1..{2 * len(RULES)}')
    for name, rule in RULES.items():
        tap.result(f'/architecture/rule-works/{name}', check_rule_works(name, rule))
    for name, rule in RULES.items():
        tap.result(f'/architecture/tree/{name}', list(rule(tree)))
    return 1 if tap.failed else 0


if __name__ == '__main__':
    sys.exit(main())
