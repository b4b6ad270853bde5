#!/usr/bin/env python3
"""One working day in two minutes, as a person: through AT-SPI and a real pointer
and keyboard, against the demonstration desk.

The agent sees the queue, opens a ticket, writes an internal note, applies it,
and finds it confirmed in the outbox. Prints TAP. It brings a display and a bus
of its own: other windows would take the keys.

usage: journey.py PROGRAM
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

NOTE = 'Verifier le cable du plafond avant midi'
DEADLINE = 30
INSIDE = 'GUICHET_JOURNEY_INSIDE'


def skip(reason):
    print('1..0 # SKIP', reason)
    sys.exit(0)


def run_on_own_display():
    for tool in ('Xvfb', 'xdotool', 'dbus-run-session'):
        if shutil.which(tool) is None:
            skip(f'no {tool}')
    reading, writing = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(writing), '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
                              pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
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


if INSIDE not in os.environ:
    sys.exit(run_on_own_display())
sys.stdout = open(os.environ[INSIDE], 'w', encoding='utf-8')
try:
    import pyatspi
except ImportError:
    skip('no pyatspi')


def walk(node):
    """All nodes below; those that go away meanwhile are left out."""
    yield node
    try:
        children = [node.getChildAtIndex(i) for i in range(node.childCount)]
    except Exception:
        return
    for child in children:
        if child is not None:
            yield from walk(child)


def find(root, roles, name=None, timeout=DEADLINE):
    """The first showing node of one of the roles whose name begins so."""
    end = time.monotonic() + timeout
    while True:
        for node in walk(root()):
            try:
                if node.getRoleName() in roles and (name is None or node.name.startswith(name)) \
                        and node.getState().contains(pyatspi.STATE_SHOWING):
                    return node
            except Exception:
                continue
        if time.monotonic() > end:
            raise AssertionError(f'no {roles} named {name!r}')
        time.sleep(0.05)


class Program:
    def __init__(self, path):
        self.folder = tempfile.mkdtemp(prefix='guichet-journey-')
        environment = {**os.environ, 'XDG_DATA_HOME': self.folder, 'LC_ALL': 'C.UTF-8'}
        self.process = subprocess.Popen([path, '--demo', '--size=1400x900'], env=environment)
        self.window = None

    def node(self):
        for application in pyatspi.Registry.getDesktop(0):
            try:
                if application is not None and application.get_process_id() == self.process.pid:
                    return application
            except Exception:
                continue
        return pyatspi.Registry.getDesktop(0)

    def find_window(self):
        end = time.monotonic() + DEADLINE
        while self.window is None:
            answer = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                                    capture_output=True, text=True, check=False)
            ids = answer.stdout.split()
            if ids:
                self.window = ids[-1]
            elif time.monotonic() > end:
                raise AssertionError('no window')
            else:
                time.sleep(0.1)

    def xdotool(self, *arguments):
        subprocess.run(['xdotool', *arguments], check=True, timeout=20)

    def click(self, node, times=1):
        box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        self.xdotool('mousemove', '--window', self.window,
                     str(box.x + min(box.width // 2, 60)), str(box.y + box.height // 2),
                     'click', '--repeat', str(times), '--delay', '60', '1')

    def type(self, text):
        self.xdotool('type', '--delay', '15', text)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def see_queue(program):
    program.find_window()
    return find(program.node, ('table row',), 'R-')


def open_ticket(program):
    row = see_queue(program)
    reference = row.name.split(',')[0]
    program.click(row, times=2)
    find(program.node, ('push button', 'button'), 'Add an internal note')
    return reference


def write_note(program):
    find(program.node, ('push button', 'button'), 'Add an internal note').queryAction().doAction(0)
    editor = find(program.node, ('text',), 'Internal note')
    program.click(editor)
    program.type(NOTE)
    end = time.monotonic() + DEADLINE
    while NOTE not in editor.queryText().getText(0, -1):
        if time.monotonic() > end:
            raise AssertionError('the note did not arrive in the editor')
        time.sleep(0.1)


def apply_note(program):
    find(program.node, ('push button', 'button'), 'Apply').queryAction().doAction(0)
    find(program.node, ('label',), NOTE)


def see_it_confirmed(program, reference):
    program.click(find(program.node, ('list item',), 'Outbox'))
    find(program.node, ('label',), 'Confirmed', timeout=60)
    find(program.node, ('label',), f'Internal note · {reference}')


def main():
    program = Program(sys.argv[1])
    state = {}
    steps = [
        ('the queue is there', lambda: see_queue(program)),
        ('a double click opens a ticket', lambda: state.update(reference=open_ticket(program))),
        ('an internal note can be written', lambda: write_note(program)),
        ('Apply puts it into the journal', lambda: apply_note(program)),
        ('the outbox says that the server has it', lambda: see_it_confirmed(program, state['reference'])),
    ]
    print(f'1..{len(steps)}')
    failed = False
    try:
        for number, (name, step) in enumerate(steps, 1):
            if failed:
                print(f'not ok {number} {name} # not reached')
                continue
            try:
                step()
                print(f'ok {number} {name}', flush=True)
            except Exception as problem:
                failed = True
                print(f'not ok {number} {name}\n# {problem!r}', flush=True)
                for node in walk(program.node()):
                    try:
                        if node.getState().contains(pyatspi.STATE_SHOWING) and node.name:
                            print(f'# {node.getRoleName()}: {node.name[:70]!r}')
                    except Exception:
                        pass
    finally:
        program.stop()
    sys.exit(failed)


main()
