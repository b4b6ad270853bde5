#!/usr/bin/env python3
"""Journeys of a requester, from the question to the server, as a person makes
them; those that write also with the server dying in the middle of what was
sent: it has done it, and nobody heard so. Prints TAP.

usage: requester.py PROGRAM DESK JOURNEY DOOR
"""

import sys

import person
from house import LOGINS, House
from person import BUTTON, TEXT, run, wait_for

UNSENT = "Ma reponse, pas encore envoyee"


# ---- reading

def faq(house, _):
    """From the question of the home page to an answer, by keyboard alone."""
    program = house.program
    program.key('ctrl+k')
    program.type('mot de passe')
    program.says('Answers in the FAQ')
    program.key('Down')
    wait_for('the focus in the results', lambda: program.focused(('list item',)))
    program.key('Return')
    program.says('Readable offline')
    program.says('This is not the answer you need?')
    program.key('ctrl+1')
    program.says('What do you need?')
    if program.has(BUTTON, 'Agent Portal') or program.has(('list item',), 'To Take'):
        raise AssertionError('a requester sees the agent portal')


def switch(house, reference):
    """The other portal and back, in the middle of a message."""
    program = house.program
    house.open('Handled Tickets', reference)
    program.press('Writing here reopens the request')
    program.write('Message to the support', UNSENT)
    program.key('ctrl+u')
    program.find(('list item',), 'Outbox')
    program.key('ctrl+u')
    program.sees('Message to the support', UNSENT)
    program.says(reference)


# ---- writing

def answer(house, reference):
    words = f'Salle B204, depuis lundi ({reference})'
    program = house.program
    house.open('Open Tickets', reference)
    program.says('The support needs an answer of yours to go on')
    agent = house.desk.ticket(reference)['agent_id']
    program.press('Answer', exact=True)
    program.write('Message to the support', words)
    house.send('core%2Fupdate', lambda: program.press('Send', exact=True))
    house.expect(reference, 'back with its agent', status='assigned', agent_id=agent)
    house.expect_once(reference, 'public_log', words)


def reopen(house, reference):
    words = f"Le probleme est revenu ({reference})"
    program = house.program
    house.open('Handled Tickets', reference)
    program.says('Can be reopened until')
    program.press('Reopen the Request')
    program.write('Message to the support', words)
    house.send('apply_stimulus', lambda: program.press('Reopen the Request'))
    house.expect(reference, 'reopened', status='assigned')
    house.expect_once(reference, 'public_log', words)


def too_late(house, reference):
    """The page is open while the last second passes."""
    program = house.program
    house.desk.update('admin', reference, resolution_date=house.resolved_at(45))
    program.key('F5')
    house.open('Handled Tickets', reference)
    program.says('last hour', 60)
    program.find(BUTTON, 'Reopen the Request')
    program.says('Could be reopened until', 90)
    program.gone(BUTTON, 'Reopen the Request')
    program.gone(TEXT, 'Message to the support')
    program.find(BUTTON, 'New Ticket on the Same Subject')
    if house.desk.ticket(reference)['status'] != 'resolved':
        raise AssertionError('something was sent')


def close(house, reference):
    words = f'Merci ({reference})'
    program = house.program
    house.open('Handled Tickets', reference)
    program.press('Very satisfied')
    program.write('A few words on the answer', words)
    house.send('apply_stimulus', lambda: program.press('Close With This Opinion'))
    house.expect(reference, 'closed', status='closed', user_satisfaction='1')
    if words not in house.desk.ticket(reference)['user_comment']:
        raise AssertionError('the words are not on the server')
    house.see_all_sent()
    program.says('It cannot be reopened.', 60)


RESOLVED = "r.status = 'resolved'"
JOURNEYS = {
    'faq': (faq, None, False),
    'answer': (answer, "r.status = 'to_complete'", True),
    'reopen': (reopen, RESOLVED, True),
    'too-late': (too_late, RESOLVED, False),
    'close': (close, RESOLVED, True),
    'switch': (switch, RESOLVED, False),
}


def main():
    program, desk, name, door = sys.argv[1:]
    journey, condition, writes = JOURNEYS[name]
    house = House(program, desk, 'agent' if name == 'switch' else LOGINS[door])
    references = [None]

    def prepare():
        if condition is not None:
            fields = {'resolution_date': house.resolved_at(5 * 24 * 60 * 60)} if condition == RESOLVED else {}
            references[:] = house.give(condition, **fields)
        house.sign_in()

    def on_a_bad_day():
        house.dying = True
        journey(house, references[1])

    steps = [('the requester signs in', prepare), (name, lambda: journey(house, references[0]))]
    if writes:
        steps.append((f'{name}, with the server dying in the middle', on_a_bad_day))
    try:
        failed = run(steps, lambda: house.program)
    finally:
        house.stop()
    sys.exit(failed)


if __name__ == '__main__':
    person.begin()
    main()
