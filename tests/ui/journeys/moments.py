#!/usr/bin/env python3
"""Moments in which text is easily lost, and a day without a mouse. Prints TAP.

usage: moments.py PROGRAM DESK MOMENT
"""

import glob
import os
import sys

import person
from office import ASSIGNED_TO_ME, Office
from person import TEXT, run, wait_for

INTERNAL = 'Mot interne, pas encore envoye'
PUBLIC = 'Reponse a la demande, pas encore envoyee'
REASON = 'Motif d une attente, pas encore envoye'


def write_in_both(office):
    office.program.press('Add an internal note')
    office.program.write('Internal note', INTERNAL)
    office.program.press('Reply to')
    office.program.write('Public message', PUBLIC)


def see_both(office):
    office.program.says(INTERNAL)
    office.program.says(PUBLIC)


def portals(office, reference):
    """The other portal and back, each by one gesture, in the middle of two texts."""
    program = office.program
    office.open('Open Tickets', 'My Open Tickets', reference)
    write_in_both(office)
    program.key('ctrl+u')
    program.says('What do you need?')
    if program.reads(INTERNAL):
        raise AssertionError('the user portal shows an internal note')
    program.key('ctrl+u')
    see_both(office)


def is_kept(office, words):
    """Whether a file of the account has it."""
    for path in glob.glob(os.path.join(office.folder, '**', 'user.db*'), recursive=True):
        with open(path, 'rb') as database:
            if words.encode() in database.read():
                return True
    return False


def kill(office, *texts):
    """As soon as a file has it, and begins again."""
    for words in texts:
        wait_for(f'{words!r} to be kept', lambda words=words: is_kept(office, words))
    office.program.kill()
    office.program = office.start()
    office.sign_in()


def killed(office, reference):
    """Killed while texts are in both journals, and again with a dialog open."""
    office.open('Open Tickets', 'My Open Tickets', reference)
    write_in_both(office)
    kill(office, INTERNAL, PUBLIC)
    office.open('Open Tickets', 'My Open Tickets', reference)
    see_both(office)
    office.program.press('On Hold')
    office.program.write('Reason for the Wait', REASON)
    kill(office, REASON)
    office.open('Open Tickets', 'My Open Tickets', reference)
    office.program.says(PUBLIC)
    # The note had moved into the dialog, where it is sent with the action.
    office.program.press('On Hold')
    office.program.sees('Reason for the Wait', REASON)
    office.program.says(INTERNAL)


def offline(office, reference):
    """The server is dead while a ticket is read and two messages are written;
    they leave once each when it is back."""
    program = office.program
    office.wire.die()
    office.open('Open Tickets', 'My Open Tickets', reference)
    write_in_both(office)
    program.press('Apply', exact=True)
    program.says('Offline', 60)
    program.says('Waiting')
    if office.desk.count(reference, 'public_log', PUBLIC) != 0:
        raise AssertionError('the dead server was reached')
    office.wire.revive()
    program.press('Refresh')
    office.expect_once(reference, 'private_log', INTERNAL)
    office.expect_once(reference, 'public_log', PUBLIC)


def go_to(program, editor):
    """By Tab alone."""
    def is_there():
        if program.focused(TEXT, editor):
            return True
        program.key('Tab')
        return False
    wait_for(f'the focus in {editor!r}', is_there)


def sign_in_by_keys(office):
    program = office.program
    program.find_window()
    program.find(TEXT, 'Account')
    go_to(program, 'Account')
    program.type('agent')
    go_to(program, 'Password')
    program.type(office.desk.secret)
    program.key('Return')
    program.find(('list item',), 'Outbox', 60)


def keys(office, reference):
    """From the list to a reply that is sent: typed as r1678, no pointer."""
    program = office.program
    words = f'Tout au clavier ({reference})'
    program.key('ctrl+k')
    wait_for('the focus in the palette', lambda: program.focused())
    program.type(f'r{int(reference[2:])}')
    program.find(('list item',), reference)
    program.key('Return')
    program.find(('grouping',), 'Requester Journal')
    program.key('ctrl+r')
    wait_for('the focus in the reply', lambda: program.focused(TEXT, 'Public message'))
    program.type(words)
    program.sees('Public message', words)
    program.key('ctrl+Return')
    office.expect(reference, 'assigned still', status='assigned')
    wait_for(f'{words!r} on the server', lambda: office.desk.count(reference, 'public_log', words) == 1, 60)
    program.key('ctrl+6')
    program.find(('list',), 'Confirmed', 90)


def day(office, reference):
    """The shortest one: a ticket, a note in it, and the outbox."""
    program = office.program
    office.open('Open Tickets', 'My Open Tickets', reference)
    program.press('Add an internal note')
    program.write('Internal note', INTERNAL)
    program.press('Apply', exact=True)
    office.expect_once(reference, 'private_log', INTERNAL)
    program.says(f'Internal note · {reference}')


MOMENTS = {
    'day': (Office.sign_in, day),
    'portals': (Office.sign_in, portals),
    'killed': (Office.sign_in, killed),
    'offline': (Office.sign_in, offline),
    'keys': (sign_in_by_keys, keys),
}


def main():
    program, desk, name = sys.argv[1:]
    sign_in, moment = MOMENTS[name]
    office = Office(program, desk)
    try:
        failed = run([
            ('the agent signs in', lambda: sign_in(office)),
            (name, lambda: moment(office, office.find_tickets(ASSIGNED_TO_ME)[0])),
        ], lambda: office.program)
    finally:
        office.stop()
    sys.exit(failed)


if __name__ == '__main__':
    person.begin()
    main()
