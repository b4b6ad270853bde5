"""What a screen reader is told of a program, over the bus of AT-SPI itself: one
question brings all nodes, where a client library asks for each of them."""

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

CACHE = '/org/a11y/atspi/cache'
ROOT = '/org/a11y/atspi/accessible/root'
OF_WINDOW = 1
QUICK = 5000


def connect():
    """The bus that assistive technologies share."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


class Gone(Exception):
    """The node, or the program, is not there (any more, or yet)."""


class Node:
    """Something on the screen, as it was when it was looked at."""

    def __init__(self, reader, item):
        (_, self.path), _, (_, self.parent), _, _, _, self.name, role, _, states = item
        self.reader = reader
        self.role = Atspi.role_get_name(Atspi.Role(role))
        self.states = states[0] | states[1] << 32

    def is_(self, state):
        return bool(self.states >> int(state) & 1)

    def text(self):
        return self.reader.call(self.path, 'Text', 'GetText', GLib.Variant('(ii)', (0, -1)))

    def act(self):
        self.reader.call(self.path, 'Action', 'DoAction', GLib.Variant('(i)', (0,)))

    def extents(self):
        """x, y, width and height in its window."""
        return self.reader.call(self.path, 'Component', 'GetExtents', GLib.Variant('(u)', (OF_WINDOW,)))


class Look:
    """One look at the whole program: nodes in their order, and what they are in."""

    def __init__(self, reader):
        self.order = []
        self.around = {ROOT: ()}
        generation = [ROOT]
        children = {}
        while generation:
            answers = reader.ask_all(generation)
            children.update(answers)
            generation = self.take(answers)
        self.sort(ROOT, children)
        told = {item[0][1]: item for item in reader.call(CACHE, 'Cache', 'GetItems')}
        self.nodes = [Node(reader, told[path]) for path in self.order if path in told]

    def take(self, answers):
        """What was not seen before, of the children that were named."""
        new = []
        for path, children in answers.items():
            for child in children:
                if child not in self.around:
                    self.around[child] = (*self.around[path], path)
                    new.append(child)
        return new

    def sort(self, path, children):
        self.order.append(path)
        for child in children.get(path, ()):
            if self.around[child][-1] == path:
                self.sort(child, children)

    def find(self, fits, within=None):
        """What fits and is on the screen, in its order."""
        return [node for node in self.nodes
                if node.is_(Atspi.StateType.SHOWING) and fits(node)
                and (within is None or within.path in self.around[node.path])]


class Reader:
    """Reads the program of one process."""

    def __init__(self, process):
        self.process = process
        self.bus = connect()
        self.name = None

    def ask(self, name, path, interface, method, parameters=None):
        try:
            answer = self.bus.call_sync(name, path, interface, method, parameters,
                                        None, Gio.DBusCallFlags.NONE, QUICK, None).unpack()
        except GLib.Error as problem:
            raise Gone(problem.message) from problem
        return answer[0] if len(answer) == 1 else answer

    def call(self, path, interface, method, parameters=None):
        if self.name is None:
            self.name = self.find_program()
        return self.ask(self.name, path, f'org.a11y.atspi.{interface}', method, parameters)

    def ask_all(self, paths):
        """The children of all @paths, asked in one go: a parent names only
        those that can be seen, not the ones on pages that are covered."""
        answers = {}

        def take(bus, result, path):
            try:
                answers[path] = [child for _, child in bus.call_finish(result).unpack()[0]]
            except GLib.Error:
                answers[path] = []

        if self.name is None:
            self.name = self.find_program()
        for path in paths:
            self.bus.call(self.name, path, 'org.a11y.atspi.Accessible', 'GetChildren', None, None,
                          Gio.DBusCallFlags.NONE, QUICK, None, take, path)
        while len(answers) < len(paths):
            GLib.MainContext.default().iteration(True)
        return answers

    def find_program(self):
        for name, _ in self.ask('org.a11y.atspi.Registry', ROOT, 'org.a11y.atspi.Accessible', 'GetChildren'):
            pid = self.ask('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                           GLib.Variant('(s)', (name,)))
            if pid == self.process:
                return name
        raise Gone('the program does not speak yet')

    def look(self):
        return Look(self)
