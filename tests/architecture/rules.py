"""The rules of the house (ARCHITECTURE: layers), read from the source text.

Every rule is a function of a Tree and yields violations, one string each.
"""

import pathlib
import re

# An arrow = may include. The order is that of the layers; each folder may
# include itself and what is named here. Nothing follows by itself: what a
# layer may see two floors below is written out.
VALUES = {'model', 'richtext', 'util'}
READING = VALUES | {'list', 'store'}
UI_BASE = READING | {'ui/common'}
ARROWS = {
    'util': set(),
    'model': {'util'},
    'richtext': {'util'},
    'store': VALUES,
    'remote': VALUES,
    'sync': VALUES | {'store', 'remote'},
    'list': VALUES | {'store'},
    'demo': VALUES,
    'cli': VALUES | {'store', 'sync'},
    'ui/common': READING,
    'ui/ticket': UI_BASE,
    'ui/agent': UI_BASE | {'ui/ticket'},
    'ui/user': UI_BASE | {'ui/ticket'},
    'app': UI_BASE | {'ui/ticket', 'ui/agent', 'ui/user', 'sync'},
}

# The two composition roots make the server's side and hand it to sync; these
# single headers are all that they see of it.
EXTRA_HEADERS = {
    'app': {'remote/remote.h', 'remote/itop-rest.h', 'remote/itop-portal.h', 'demo/desk.h'},
    'cli': {'remote/remote.h', 'remote/itop-rest.h', 'remote/itop-portal.h', 'demo/desk.h'},
}

WIDGETS = {'ui/common', 'ui/ticket', 'ui/agent', 'ui/user', 'app'}
# First part of a system include → who may use it. GLib, GIO and the C library
# are for everybody; a library that is not named here is for nobody.
LIBRARIES = {
    'sqlite3.h': {'store', 'demo'},
    'libsoup': {'remote', 'demo'},
    'yyjson.h': {'remote', 'demo'},
    'libxml': {'richtext'},
    'gtk': WIDGETS,
    'gdk': WIDGETS,
    'gsk': WIDGETS,
    'graphene.h': WIDGETS,
    'pango': WIDGETS,
    'cairo.h': WIDGETS,
    'adwaita.h': WIDGETS,
    'gtksourceview': WIDGETS,
    'libspelling.h': WIDGETS,
    'libportal': WIDGETS,
    'poppler.h': {'ui/common'},
    'libportal-gtk4': WIDGETS,
    'libsecret': {'app'},
}
EVERYBODY = {'glib', 'gio', 'gmodule.h', 'glib.h', 'glib-object.h', 'glib-unix.h', 'gobject', 'sys'}

MAX_LINES = 600
SOURCES = ('.c', '.h', '.blp')
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
TRANSLATABLE = re.compile(r'\b(?:_|N_|C_|Q_|NC_|ngettext|g_dngettext|g_dpgettext2?)\s*\(\s*["\']')
MARKUP = re.compile(r'\b(gtk_label_set_markup\w*|g_markup_\w*printf\w*|g_markup_escape_text|pango_parse_markup|'
                    r'gtk_label_set_use_markup\s*\([^)]*TRUE)|\buse-markup:\s*true')
MACHINE_PATH = re.compile(r'(?<![\w.:/-])(/home/[a-z]|/root/|/work/|/Users/|/mnt/|/media/)')
TEXTS = SOURCES + ('.py', '.sh', '.md', '.in', '.build', '.page', '.json', '.profile', '.xml', '.css', '.1', '.sql', '.po')


class Tree:
    """The files below a folder, read once."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = {}
        for path in sorted(self.root.rglob('*')):
            name = path.relative_to(self.root)
            parts = name.parts[:-1]
            if any(p == '.git' or p.startswith('_build') or p == '__pycache__' for p in parts):
                continue
            if parts[:2] == ('tests', 'data') or not path.is_file():
                continue
            if path.suffix in TEXTS or name.as_posix() in ('dev', '.ci/run', 'po/POTFILES.in'):
                self.files[name.as_posix()] = path.read_text(encoding='utf-8', errors='replace')

    def sources(self, *suffixes):
        for name, text in self.files.items():
            if name.startswith('src/') and name.endswith(suffixes or SOURCES):
                yield name, text


def folder_of(name):
    """The layer that a file below src/ belongs to: src/ui has one more level."""
    parts = name.split('/')[:-1]
    depth = 2 if parts[:1] == ['ui'] else 1
    return '/'.join(parts[:depth])


def check_arrows(tree):
    for name, text in tree.sources('.c', '.h'):
        here = folder_of(name[4:])
        if here == '':
            continue
        if here not in ARROWS:
            yield f'{name}: the folder {here} is not in the table of layers'
            continue
        for quote, target in INCLUDE.findall(text):
            if quote == '<' or target == 'config.h':
                continue
            if '/' not in target:
                yield f'{name}: "{target}" does not name its folder'
                continue
            there = folder_of(target)
            if there == here or there in ARROWS[here] or target in EXTRA_HEADERS.get(here, ()):
                continue
            yield f'{name}: {here} may not include {target}'


def check_private_headers(tree):
    for name, text in tree.sources('.c', '.h'):
        for quote, target in INCLUDE.findall(text):
            if quote == '"' and target.endswith('-private.h') and folder_of(target) != folder_of(name[4:]):
                yield f'{name}: {target} is private to its folder'


def check_libraries(tree):
    for name, text in tree.sources('.c', '.h'):
        here = folder_of(name[4:])
        for quote, target in INCLUDE.findall(text):
            first = target.split('/')[0]
            if quote == '"' or first in EVERYBODY:
                continue
            if first in LIBRARIES:
                if here not in LIBRARIES[first]:
                    yield f'{name}: {here} may not use <{target}>'
            elif '/' in target:
                yield f'{name}: <{target}> is not in the table of libraries'


def check_include_order(tree):
    """config.h, own header, the rest: proves that each header stands alone."""
    for name, text in tree.sources('.c'):
        targets = [target for _, target in INCLUDE.findall(text)]
        if not targets or targets[0] != 'config.h':
            yield f'{name}: config.h is not included first'
            continue
        own = name[4:-2] + '.h'
        # A private header begins with the public one.
        own_ones = {own, name[4:-2] + '-private.h'}
        if 'src/' + own in tree.files and not own_ones.intersection(targets[1:2]):
            yield f'{name}: its own header is not included second'


def check_pragma_once(tree):
    for name, text in tree.sources('.h'):
        if '#pragma once' not in text:
            yield f'{name}: no #pragma once'


def check_meson_arrows(tree):
    """A library links what its folder may include, no more."""
    for name, text in tree.files.items():
        match = re.fullmatch(r'src/((?:ui/)?[\w-]+)/meson\.build', name)
        if not match or match[1] not in ARROWS:
            continue
        here = match[1]
        allowed = {a.replace('/', '_').replace('-', '_') for a in ARROWS[here] | {here, 'ui'}}
        if here in EXTRA_HEADERS:
            allowed |= {'remote', 'demo'}
        for dep in set(re.findall(r'\bguichet_(\w+?)_dep\b', text)) - allowed:
            yield f'{name}: {here} may not depend on {dep}'


def check_length(tree):
    for name, text in tree.sources():
        lines = text.count('\n')
        if lines > MAX_LINES:
            yield f'{name}: {lines} lines, split it before {MAX_LINES}'


def check_white_space(tree):
    for name, text in tree.sources():
        for number, line in enumerate(text.split('\n'), 1):
            if '\t' in line or line != line.rstrip():
                yield f'{name}:{number}: tab or trailing white space'
        if text and not text.endswith('\n'):
            yield f'{name}: no line end at the end'


def check_potfiles(tree):
    listed = {line.strip() for line in tree.files.get('po/POTFILES.in', '').splitlines()}
    listed = {line for line in listed if line and not line.startswith('#')}
    for name in sorted(listed):
        if not (tree.root / name).is_file():
            yield f'po/POTFILES.in: {name} does not exist'
    for name, text in tree.sources():
        if TRANSLATABLE.search(text) and name not in listed:
            yield f'{name}: has translatable text and is not in po/POTFILES.in'


def check_markup(tree):
    """Server text is hostile: text goes to widgets as text, never as markup."""
    for name, text in tree.sources():
        if not name.startswith(('src/ui/', 'src/app/', 'src/list/')):
            continue
        for number, line in enumerate(text.split('\n'), 1):
            match = MARKUP.search(line)
            if match:
                yield f'{name}:{number}: {match[0]}: set the text and attributes instead'


def check_machine_paths(tree):
    for name, text in tree.files.items():
        if name.startswith('tests/architecture/'):
            continue
        for number, line in enumerate(text.split('\n'), 1):
            match = MACHINE_PATH.search(line)
            if match:
                yield f'{name}:{number}: a path of one machine: {match[0]}'


RULES = {
    'arrows': check_arrows,
    'private-headers': check_private_headers,
    'libraries': check_libraries,
    'include-order': check_include_order,
    'pragma-once': check_pragma_once,
    'meson-arrows': check_meson_arrows,
    'length': check_length,
    'white-space': check_white_space,
    'potfiles': check_potfiles,
    'markup': check_markup,
    'machine-paths': check_machine_paths,
}
