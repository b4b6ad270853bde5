"""A requester at home: the desk, the wire to it, and Guichet signed in."""

import datetime
import glob
import os
import sqlite3

from office import Office
from person import BUTTON, TEXT, text_of, wait_for

# How the desk writes times, and the zone that it does it in.
SERVER_TIME = '%Y-%m-%d %H:%M:%S'
REOPEN_DAYS = 16

# One person, whom either door lets in.
LOGINS = {'rest': 'requester-rest', 'portal': 'requester'}
# What a request that writes through the portal says, whatever it writes.
SUBMIT = 'operation=submit'


class House(Office):
    """Guichet signed in as somebody who asks, through the door of their account."""

    def __init__(self, program, desk, login):
        self.login = login
        super().__init__(program, desk)

    def sign_in(self):
        program = self.program
        program.find_window()
        # It is remembered from the last time.
        if text_of(program.find(TEXT, 'Account')) == '':
            program.write('Account', self.login)
        program.write('Password', self.desk.secret, seen=False)
        program.press('Sign In')
        if self.login == 'agent':
            program.find(('list item',), 'Outbox', 60)
            program.key('ctrl+u')
        program.find(('page tab',), 'Home', 60)
        program.says('My Recent Requests', 60)

    def me(self):
        """REST knows the person even where their own account is refused."""
        login = LOGINS['rest'] if self.login in LOGINS.values() else self.login
        return self.desk.read('SELECT Person WHERE id = :current_contact_id', 'id,friendlyname', login=login)[0]

    def give(self, condition, number=2, **fields):
        """References of requests that are the person's from now on."""
        found = self.desk.read(f'SELECT UserRequest AS r WHERE {condition}', 'ref', login='admin')
        references = sorted(ticket['ref'] for ticket in found)[:number]
        for reference in references:
            self.desk.update('admin', reference, caller_id=self.me()['id'], **fields)
        return references

    def open(self, section, reference):
        program = self.program
        program.press(section)
        # A section comes back with the request that was open in it; once more leads to its list.
        wait_for(f'{section} or a request',
                 lambda: program.has(TEXT, 'Search in Your Requests') or program.has(BUTTON, 'Back'))
        if not program.has(TEXT, 'Search in Your Requests'):
            program.press(section)
        program.find(TEXT, 'Search in Your Requests')
        program.gone(BUTTON, 'Back')
        program.key('ctrl+f')
        wait_for('the focus in the search', lambda: program.focused(TEXT, 'Search in Your Requests'))
        program.key('ctrl+a')
        program.type(reference)
        wait_for(f'{reference} alone in the list',
                 lambda: [row.name[:8] for row in program.showing(('list item',), 'R-')] == [reference], 60)
        program.click(('list item',), reference)
        program.says('My Messages With the Support')

    def send(self, verb, act):
        if self.dying:
            self.wire.die_after(SUBMIT if self.login == LOGINS['portal'] else verb)
        act()
        if self.dying:
            wait_for('the server to be dead', lambda: self.wire.dead, 60)
            self.program.says('Offline', 60)
            self.wire.revive()
            self.program.key('F5')

    def see_all_sent(self):
        """Nothing of the person's waits in the file of the account any more."""
        def states():
            for path in glob.glob(os.path.join(self.folder, '**', 'user.db'), recursive=True):
                with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as database:
                    return [state for state, in database.execute('SELECT state FROM intent')]
            return []
        wait_for(lambda: f'everything to be done: {states()}', lambda: set(states()) == {'done'}, 90)

    def resolved_at(self, left):
        """A time of resolution after which so many seconds of the limit are left."""
        now = datetime.datetime.strptime(self.server_now(), SERVER_TIME)
        return (now - datetime.timedelta(days=REOPEN_DAYS) + datetime.timedelta(seconds=left)).strftime(SERVER_TIME)

    def server_now(self):
        """By the desk's own clock: what it writes when something changes."""
        reference = self.desk.read('SELECT UserRequest', 'ref', login='admin')[0]['ref']
        self.desk.update('admin', reference, callback_phone='0')
        return self.desk.ticket(reference, 'last_update')['last_update']
