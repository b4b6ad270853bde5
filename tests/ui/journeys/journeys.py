#!/usr/bin/env python3
"""Eight journeys of an agent, from the list to the server, as a person makes
them: each once on a good day, and once with the server dying in the middle of
what was sent: it has done it, and nobody heard so. Exactly one effect is then
seen on the server. Prints TAP.

usage: journeys.py PROGRAM DESK JOURNEY
"""

import sys

import person
from desk import Desk, Wire
from person import BUTTON, TEXT, Program, run, wait_for

SETTINGS = {'recall-seconds': '1'}
ME = ':current_contact_id'
OPEN_OF_MINE = f'agent_id = {ME}'
# The outbox's sections of what is not done.
UNSETTLED = ('To Check', 'Failed', 'On Its Way')
TO_TAKE = "agent_id = 0 AND status IN ('dispatched', 'redispatched')"


class Office:
    """The desk, the wire to it, and Guichet signed in as its agent."""

    def __init__(self, program, desk):
        self.desk = Desk(desk)
        self.wire = Wire(self.desk.address)
        self.program = Program(program, ['--server', self.wire.address, '--size=1400x900'], SETTINGS)
        self.dying = False

    def sign_in(self):
        self.program.find_window()
        self.program.write('Account', 'agent')
        self.program.write('Password', self.desk.secret, seen=False)
        self.program.press('Sign In')
        self.program.find(('table row',), 'R-', 60)

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


# ---- the journeys: each is given a ticket that fits it

def take(office, reference):
    office.open('Open Tickets', 'To Take', reference)
    office.send('apply_stimulus', lambda: office.program.press('Assign', exact=True))
    office.expect(reference, 'assigned to me', status='assigned', agent_id=office.me()['id'])
    office.see_all_sent()


def answer(office, reference):
    words = f'Bonjour, le technicien passe demain ({reference})'
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.press('Reply to')
    office.program.write('Public message', words)
    office.send('core%2Fupdate', lambda: office.program.press('Apply', exact=True))
    office.expect_once(reference, 'public_log', words)


def ask(office, reference):
    question = f'Quelle salle, et depuis quand ? ({reference})'
    reply = f'Salle B204, depuis lundi ({reference})'
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.press('Ask for More')
    office.program.write('Public message', question)
    office.send('apply_stimulus', lambda: office.confirm('Ask for More'))
    office.expect(reference, 'to be completed', status='to_complete')
    office.expect_once(reference, 'public_log', question)
    office.desk.act('admin', reference, 'ev_info_received', public_log={'add_item': {'message': reply, 'format': 'text'}})
    office.expect(reference, 'back with its agent', status='assigned', agent_id=office.me()['id'])
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.says(reply, 60)
    office.program.find(('grouping',), 'Assigned')


def hold(office, reference):
    reason = f'Piece commandee chez le fournisseur ({reference})'
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.press('On Hold')
    office.program.write('Reason for the Wait', reason)
    office.send('apply_stimulus', lambda: office.confirm('On Hold'))
    office.expect(reference, 'on hold', status='pending')
    if reason not in office.desk.ticket(reference)['pending_reason']:
        raise AssertionError('the reason is not on the server')
    office.see_all_sent()
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.press('Resume')
    office.confirm('Resume')
    office.expect(reference, 'resumed', status='assigned')


def reassign(office, reference):
    note = f'Le demandeur prefere etre appele le matin ({reference})'
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.press('Reassign')
    office.choose('Search a colleague', 'bellanger', 'Nora Bellanger')
    office.add_note(note)
    office.send('apply_stimulus', lambda: office.confirm('Reassign'))
    office.expect(reference, 'with the colleague', status='assigned', agent_id_friendlyname='Nora Bellanger')
    office.expect_once(reference, 'private_log', note)


def affect(office, reference):
    note = f'Vu sur place : releve des applications ({reference})'
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.press('Assign to a Team')
    office.choose('Search a team', 'applications', 'DSI Applications')
    office.add_note(note)
    office.send('apply_stimulus', lambda: office.confirm('Assign to a Team'))
    office.expect(reference, 'with the team', status='dispatched', team_id_friendlyname='DSI Applications', agent_id=0)
    office.expect_once(reference, 'private_log', note)


# Departments of the two academies (SPEC §9.3, R5 and R7).
PLATFORMS = {
    'DSI Plateforme Assistance MPL': ('011', '030', '034', '048', '066'),
    'DSI Plateforme Assistance TLS': ('009', '012', '031', '032', '046', '065', '081', '082'),
}


def wrong(office, reference):
    note = f'Arrive ici par erreur ({reference})'
    site = office.desk.ticket(reference)['site_id_friendlyname']
    right = next(name for name, departments in PLATFORMS.items() if site.startswith(departments))
    other = next(name for name in PLATFORMS if name != right)
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.press('Assign to a Team')
    dialog = office.program.find(('dialog',), 'Assign to a Team')
    office.program.find(BUTTON, right, within=dialog)
    names = [node.name for node in office.program.showing(BUTTON, 'DSI Plateforme', within=dialog)]
    if not names[0].startswith(right) or not any(name.startswith(other) for name in names):
        raise AssertionError(f'for {site} the platforms are {names}')
    office.program.press(right, within=dialog)
    office.add_note(note)
    office.send('apply_stimulus', lambda: office.confirm('Assign to a Team'))
    office.expect(reference, 'with the platform', status='dispatched', team_id_friendlyname=right, agent_id=0)
    office.expect_once(reference, 'private_log', note)


def resolve(office, reference):
    solution = f'Borne redemarree, verifie au telephone ({reference})'
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.press('Resolve')
    office.program.write('Solution', solution)
    office.send('apply_stimulus', lambda: office.confirm('Resolve'))
    office.expect(reference, 'resolved', status='resolved')
    if solution not in office.desk.ticket(reference)['solution']:
        raise AssertionError('the solution is not on the server')
    office.see_all_sent()
    office.open('Resolved Tickets', 'Resolved', reference)
    office.close()
    office.desk.act('admin', reference, 'ev_reopen',
                    public_log={'add_item': {'message': 'Le problème est revenu', 'format': 'text'}})
    office.program.press('Refresh')
    office.program.gone(('table row',), reference, 60)
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.says('Le problème est revenu', 60)


ASSIGNED_TO_ME = f"{OPEN_OF_MINE} AND status = 'assigned'"
JOURNEYS = {
    'take': (take, TO_TAKE),
    'answer': (answer, ASSIGNED_TO_ME),
    'ask': (ask, ASSIGNED_TO_ME),
    'hold': (hold, ASSIGNED_TO_ME),
    'reassign': (reassign, ASSIGNED_TO_ME),
    'affect': (affect, ASSIGNED_TO_ME),
    'wrong': (wrong, ASSIGNED_TO_ME),
    'resolve': (resolve, ASSIGNED_TO_ME),
}


def main():
    program, desk, name = sys.argv[1:]
    journey, condition = JOURNEYS[name]
    office = Office(program, desk)
    tickets = []

    def on_a_bad_day():
        office.dying = True
        journey(office, tickets[1])

    def sign_in():
        office.sign_in()
        tickets.extend(office.find_tickets(condition)[:2])

    try:
        failed = run([
            ('the agent signs in', sign_in),
            (f'{name}', lambda: journey(office, tickets[0])),
            (f'{name}, with the server dying in the middle', on_a_bad_day),
        ], lambda: office.program)
    finally:
        office.stop()
    sys.exit(failed)


if __name__ == '__main__':
    person.begin()
    main()
