#!/usr/bin/env python3
"""Eight journeys of an agent, from the list to the server, as a person makes
them: each once on a good day, and once with the server dying in the middle of
what was sent: it has done it, and nobody heard so. Exactly one effect is then
seen on the server. Prints TAP.

usage: journeys.py PROGRAM DESK JOURNEY
"""

import sys

import person
from office import ASSIGNED_TO_ME, Office
from person import BUTTON, run


# ---- the journeys: each is given a ticket that fits it

def take(office, reference):
    office.open('Open Tickets', 'To Take', reference)
    office.send('apply_stimulus', lambda: office.program.press('Assign', exact=True))
    office.expect(reference, 'assigned to me', status='assigned', agent_id=office.me()['id'])
    office.see_all_sent()


def answer(office, reference):
    words = f'Bonjour, on passe demain ({reference})'
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
    note = f'A rappeler le matin ({reference})'
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
    solution = f'Borne redemarree, essai au telephone ({reference})'
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


TO_TAKE = "agent_id = 0 AND status IN ('dispatched', 'redispatched')"
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
