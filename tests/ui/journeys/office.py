"""An agent at work: the desk, the wire to it, and Guichet signed in."""

import shutil
import tempfile

from desk import Desk, Wire
from person import BUTTON, TEXT, Program, text_of, wait_for

SETTINGS = {'recall-seconds': '1'}
ME = ':current_contact_id'
ASSIGNED_TO_ME = f"agent_id = {ME} AND status = 'assigned'"
# The outbox's sections of what is not done.
UNSETTLED = ('To Check', 'Failed', 'On Its Way')


class Office:
    """The desk, the wire to it, and Guichet signed in as its agent."""

    def __init__(self, program, desk):
        self.desk = Desk(desk)
        self.wire = Wire(self.desk.address)
        self.path = program
        self.folder = tempfile.mkdtemp(prefix='guichet-journey-')
        self.program = self.start()
        self.dying = False

    def start(self):
        """Also again, with the data that are there."""
        return Program(self.path, ['--server', self.wire.address, '--size=1400x900'], self.folder, SETTINGS)

    def sign_in(self):
        program = self.program
        program.find_window()
        # It is remembered from the last time.
        if text_of(program.find(TEXT, 'Account')) == '':
            program.write('Account', 'agent')
        program.write('Password', self.desk.secret, seen=False)
        program.press('Sign In')
        program.find(('list item',), 'Outbox', 60)

    def find_tickets(self, condition):
        """References of the agent's teams that nobody has worked on yet here."""
        found = self.desk.read(f'SELECT UserRequest AS r JOIN Team AS t ON r.team_id = t.id '
                               f'JOIN lnkPersonToTeam AS l ON l.team_id = t.id '
                               f'WHERE l.person_id = {ME} AND {condition}', 'ref', login='agent')
        return sorted(ticket['ref'] for ticket in found)

    def open(self, section, tab, reference):
        program = self.program
        program.click(('list item',), section)
        # A section comes back with the ticket that was open in it.
        wait_for(f'{section} or a ticket', lambda: program.has(('page tab',), tab) or program.has(BUTTON, 'Back'))
        if program.has(BUTTON, 'Back'):
            program.press('Back')
        program.press(tab)
        program.key('ctrl+f')
        program.key('ctrl+a')
        program.type(reference)
        wait_for(f'{reference} alone in the list',
                 lambda: [row.name[:8] for row in program.showing(('table row',), 'R-')] == [reference])
        program.click(('table row',), reference, times=2)
        program.find(('grouping',), 'Requester Journal')

    def close(self):
        self.program.press('Back')
        self.program.key('Escape')

    def send(self, verb, act):
        """Does @act, which sends a request of @verb; on a bad day the server
        dies with it, and comes back."""
        if self.dying:
            self.wire.die_after(verb)
        act()
        if self.dying:
            wait_for('the server to be dead', lambda: self.wire.dead)
            self.program.says('Offline', 60)
            self.wire.revive()
            self.program.press('Refresh')

    def confirm(self, dialog):
        node = self.program.find(('dialog',), dialog)
        self.program.press(dialog, within=node, exact=True)

    def choose(self, search, words, name):
        """Looks for somebody in a dialog's list, and chooses them."""
        dialog = self.program.find(('dialog',))
        self.program.write(search, words, seen=False, within=dialog)
        wait_for(f'{name} alone in the list',
                 lambda: [node.name for node in self.program.showing(('list item',), within=dialog)] == [name])
        self.program.click(('list item',), name, within=dialog)

    def add_note(self, note):
        """Opens the editor for who takes over, in a dialog."""
        dialog = self.program.find(('dialog',))
        if not self.program.has(TEXT, 'Internal note', within=dialog):
            self.program.press('Add an internal note', within=dialog)
        self.program.write('Internal note', note, within=dialog)

    def expect(self, reference, what, timeout=60, **fields):
        """Waits until the server has it so."""
        wait_for(f'{reference}: {what}',
                 lambda: all(str(self.desk.ticket(reference)[name]) == str(value) for name, value in fields.items()),
                 timeout)

    def expect_once(self, reference, journal, words):
        wait_for(f'{words!r} on the server', lambda: self.desk.count(reference, journal, words) > 0, 60)
        self.see_all_sent()
        number = self.desk.count(reference, journal, words)
        if number != 1:
            raise AssertionError(f'{words!r} is {number} times in {journal} of {reference}')

    def see_all_sent(self):
        """The outbox says that nothing is on its way any more."""
        self.program.says('Up to date', timeout=90)
        self.program.click(('list item',), 'Outbox')
        self.program.find(('list',), 'Confirmed', timeout=90)
        for section in UNSETTLED:
            self.program.gone(('list',), section, timeout=90)

    def me(self):
        return self.desk.read(f'SELECT Person WHERE id = {ME}', 'id,friendlyname', login='agent')[0]

    def stop(self):
        self.program.stop()
        self.wire.stop()
        self.desk.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
