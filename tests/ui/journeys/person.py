"""Guichet used as a person does: a display and a bus of its own, real pointer
and keys through xdotool, and what a screen reader sees through AT-SPI."""

import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

try:
    from reader import Atspi, Gone, Reader
except (ImportError, ValueError):
    print('1..0 # SKIP no AT-SPI for Python')
    sys.exit(0)

DEADLINE = 30
# More than there are places for the focus in a window.
MOST_TABS = 80
INSIDE = 'GUICHET_JOURNEY_INSIDE'
BUTTON = ('push button', 'button', 'toggle button', 'radio button', 'page tab', 'menu item')
TEXT = ('text', 'entry', 'password text')


def skip(reason):
    print('1..0 # SKIP', reason)
    sys.exit(0)


def start_display():
    """Numbers near zero are taken by others, also by those whose locks cannot
    be seen from here. Without -noreset a display begins anew when its last
    client leaves, and the next one finds nobody meanwhile."""
    while True:
        reading, writing = os.pipe()
        server = subprocess.Popen(['Xvfb', f':{random.randrange(1000, 60000)}', '-displayfd', str(writing),
                                   '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'],
                                  pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if number:
            return server, number
        server.wait()


def run_on_own_display():
    """Runs this script again inside a display and a bus that nobody shares:
    other windows would take the keys."""
    for tool in ('Xvfb', 'xdotool', 'dbus-run-session'):
        if shutil.which(tool) is None:
            skip(f'no {tool}')
    server, number = start_display()
    # Services of the bus write to its output: TAP goes through a file.
    tap, path = tempfile.mkstemp(prefix='guichet-journey-')
    os.close(tap)
    environment = {**os.environ, 'DISPLAY': f':{number}', 'GDK_BACKEND': 'x11', INSIDE: path}
    for name in ('WAYLAND_DISPLAY', 'GTK_A11Y', 'AT_SPI_BUS_ADDRESS'):
        environment.pop(name, None)
    try:
        status = subprocess.run(['dbus-run-session', '--', sys.executable, *sys.argv],
                                env=environment, check=False, stdout=sys.stderr).returncode
        with open(path, encoding='utf-8') as answer:
            sys.stdout.write(answer.read())
        return status
    finally:
        server.terminate()
        server.wait()
        os.unlink(path)


def begin():
    """To be called first: does not return outside of the own display."""
    if INSIDE not in os.environ:
        sys.exit(run_on_own_display())
    sys.stdout = open(os.environ[INSIDE], 'w', encoding='utf-8')


def wait_for(what, condition, timeout=DEADLINE):
    """What @condition gives as soon as it gives something."""
    end = time.monotonic() + timeout
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f'waited {timeout} s for {what() if callable(what) else what}')
        time.sleep(0.1)


class Program:
    """A running Guichet with its data in @folder, where it also looks for files.
    @settings: keys of its schema as GVariant text."""

    def __init__(self, path, arguments, folder, settings):
        config = os.path.join(folder, 'config')
        os.makedirs(os.path.join(config, 'glib-2.0', 'settings'), exist_ok=True)
        keyfile = os.path.join(config, 'glib-2.0', 'settings', 'keyfile')
        if not os.path.exists(keyfile):
            with open(keyfile, 'w', encoding='utf-8') as keys:
                keys.write('[org/guichet/Guichet]\n')
                keys.writelines(f'{name}={value}\n' for name, value in settings.items())
                keys.write("[org/gtk/gtk4/settings/file-chooser]\nstartup-mode='cwd'\n")
        environment = {**os.environ, 'XDG_DATA_HOME': folder, 'XDG_CONFIG_HOME': config,
                       'GSETTINGS_BACKEND': 'keyfile', 'LC_ALL': 'C.UTF-8'}
        self.process = subprocess.Popen([os.path.abspath(path), *arguments], env=environment, cwd=folder)
        self.reader = Reader(self.process.pid)
        self.window = None

    # ---- seeing

    def look(self, fits, within=None):
        """What fits on the screen, in its order; nothing while it changes."""
        if self.process.poll() is not None:
            raise AssertionError(f'Guichet has ended with {self.process.returncode}')
        try:
            return self.reader.look().find(fits, within)
        except Gone:
            return []

    def showing(self, roles=None, name=None, within=None, exact=False):
        """Nodes on the screen of one of the roles whose name begins so."""
        return self.look(lambda node: (roles is None or node.role in roles)
                         and (name is None or node.name == name or (not exact and node.name.startswith(name))),
                         within)

    def find(self, roles, name=None, timeout=DEADLINE, within=None, exact=False):
        return wait_for(f'{roles} named {name!r}', lambda: self.showing(roles, name, within, exact), timeout)[0]

    def has(self, roles, name=None, within=None, exact=False):
        return bool(self.showing(roles, name, within, exact))

    def gone(self, roles, name=None, timeout=DEADLINE):
        wait_for(f'no more {roles} named {name!r}', lambda: not self.has(roles, name), timeout)

    def reads(self, words):
        """Whether words are anywhere on the screen: in names or texts."""
        return any(words in node.name or words in text_of(node)
                   for node in self.look(lambda node: words in node.name or node.role in TEXT))

    def says(self, words, timeout=DEADLINE):
        wait_for(f'the words {words!r}', lambda: self.reads(words), timeout)

    def dump(self):
        return [f'{node.role}: {node.name[:90]!r}{text_of(node)[:90]!r}' if node.role in TEXT
                else f'{node.role}: {node.name[:90]!r}'
                for node in self.look(lambda node: node.name != '' or node.role in TEXT)]

    def take_picture(self, path):
        """Of the whole display, for somebody who looks at a failure."""
        subprocess.run(['import', '-window', 'root', path], check=False, timeout=20)

    def find_window(self):
        self.window = wait_for('a window', lambda: search_windows('--pid', str(self.process.pid)))[-1]

    @contextlib.contextmanager
    def other_window(self, title):
        """There is no window manager, so that keys go where they are sent."""
        main = self.window
        self.window = wait_for(f'a window called {title!r}', lambda: search_windows('--name', f'^{title}$'))[-1]
        self.xdotool('windowfocus', '--sync', self.window)
        yield
        wait_for(f'no more window called {title!r}', lambda: not search_windows('--name', f'^{title}$'))
        self.window = main
        self.xdotool('windowfocus', '--sync', main)

    # ---- doing

    def xdotool(self, *arguments):
        subprocess.run(['xdotool', *arguments], check=True, timeout=60)

    def press(self, button, within=None, exact=False, timeout=DEADLINE):
        """Sets off a button as an assistive technology does, as soon as it can
        be set off."""
        def attempt():
            for node in self.showing(BUTTON, button, within, exact):
                if node.is_(Atspi.StateType.SENSITIVE):
                    try:
                        node.act()
                        return True
                    except Gone:
                        continue
            return False
        wait_for(f'a button named {button!r} to press', attempt, timeout)

    def click(self, roles, name=None, times=1, within=None, exact=False):
        """Clicks on it where it has come to rest."""
        seen = []

        def rests():
            try:
                seen.append(self.showing(roles, name, within, exact)[0].extents())
            except (Gone, IndexError):
                return False
            return len(seen) > 1 and seen[-1] == seen[-2] and seen[-1][2] > 0
        wait_for(f'{roles} named {name!r} to click on', rests)
        x, y, width, height = seen[-1]
        self.xdotool('mousemove', '--window', self.window, str(x + min(width // 2, 60)), str(y + height // 2),
                     'click', '--repeat', str(times), '--delay', '60', '1')

    def key(self, *keys):
        self.xdotool('key', '--delay', '30', *keys)

    def type(self, words):
        self.xdotool('type', '--delay', '8', words)

    def focused(self, roles=None, name=None, within=None, exact=False):
        return [node for node in self.showing(roles, name, within, exact) if node.is_(Atspi.StateType.FOCUSED)]

    def tab_to(self, roles, name):
        """Goes there by Tab alone, and sees each step of the way."""
        places = self.focused()
        for _ in range(MOST_TABS):
            if any(node.role in roles and node.name == name for node in places):
                return
            before = {node.path for node in places}
            self.key('Tab')
            places = wait_for(f'the focus to move on its way to {name!r}',
                              lambda before=before: [node for node in self.focused() if node.path not in before])
        raise AssertionError(f'no Tab leads to {roles} named {name!r}')

    def write(self, editor, words, seen=True, within=None):
        """Types into an editor, and sees that it arrived where it can be seen."""
        self.click(TEXT, editor, within=within)
        if seen:
            wait_for(f'the focus in {editor!r}', lambda: self.focused(TEXT, editor, within))
        self.type(words)
        if seen:
            self.sees(editor, words, within)

    def sees(self, editor, words, within=None):
        wait_for(lambda: f'{words!r} in {editor!r}: {[text_of(node) for node in self.showing(TEXT, editor, within)]}',
                 lambda: any(words in text_of(node) for node in self.showing(TEXT, editor, within)))

    # ---- ending

    def kill(self):
        """As a power failure does it."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()


def search_windows(*arguments):
    answer = subprocess.run(['xdotool', 'search', '--onlyvisible', *arguments],
                            capture_output=True, text=True, check=False)
    return answer.stdout.split()


def text_of(node):
    if node.role not in TEXT:
        return ''
    try:
        return node.text()
    except Gone:
        return ''


def run(steps, program):
    """Runs (name, step) pairs as TAP; a failure ends the journey."""
    print(f'1..{len(steps)}')
    failed = False
    for number, (name, step) in enumerate(steps, 1):
        if failed:
            print(f'not ok {number} {name} # not reached')
            continue
        begun = time.monotonic()
        try:
            step()
            print(f'ok {number} {name}\n# {time.monotonic() - begun:.1f} s', flush=True)
        except Exception as problem:
            failed = True
            tell_failure(number, name, problem, program())
    return failed


def tell_failure(number, name, problem, program):
    print(f'not ok {number} {name}\n# {problem!r}', flush=True)
    if 'GUICHET_JOURNEY_PICTURE' in os.environ:
        program.take_picture(os.environ['GUICHET_JOURNEY_PICTURE'])
    try:
        for line in program.dump():
            print('#', line)
    except AssertionError as ended:
        print('#', ended)
    sys.stdout.flush()
