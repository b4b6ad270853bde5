#!/usr/bin/env python3
"""Journeys of somebody who asks for something, from the catalogue to the
server, by keyboard alone: each also with the server dying in the middle of what
was sent: it has made the ticket, and nobody heard so. Exactly one is then seen
on the server. Prints TAP.

usage: creation.py PROGRAM DESK JOURNEY DOOR
"""

import base64
import os
import sys

import person
from house import LOGINS, House
from person import BUTTON, TEXT, run, wait_for

ITEM = ('list item',)
FILE = 'Plan de la salle, porte B204.\n'
# The portal's own form calls its fields as the server does.
TITLES = {
    'rest': {'subject': 'Request Subject', 'details': 'Request Details', 'beneficiary': 'Beneficiary'},
    'portal': {'subject': 'Titre', 'details': 'Description', 'beneficiary': 'Bénéficiaire'},
}
CASCADE = (
    ('Domain', 'Affaires', 'Affaires Générales Rectorat de Montpellier et DSI'),
    ('Family Group', 'bureau', 'Aménagements de bureau'),
    ('Service Family', 'bureau', 'Aménagements de bureau'),
    ('Service', 'meubles', 'Déplacement de meubles'),
    ('Service Subcategory', 'Montage', 'Montage de mobilier'),
)


# ---- the form

def begin(house):
    """Another form, and the focus where it begins."""
    program = house.program
    program.key('ctrl+n')
    wait_for('the focus in the catalogue', lambda: program.focused(TEXT, 'Search the whole catalogue'))


def search(house, words, leaf):
    """By one search over the whole catalogue."""
    program = house.program
    program.type(words)
    wait_for(f'{leaf} first', lambda: [node for node in program.showing(ITEM)[:1] if node.name.endswith(leaf)])
    program.key('Return')
    wait_for(f'{leaf} to be chosen', lambda: program.has(('label',), leaf) and not program.has(ITEM))


def choose(house, level, words, name):
    """One level of the catalogue."""
    program = house.program
    program.tab_to(BUTTON, level)
    program.key('space')
    wait_for(f'the focus in the search of {level}', lambda: program.focused(TEXT))
    program.type(words)
    wait_for(f'{name} alone', lambda: [node.name for node in program.showing(ITEM)] == [name])
    program.key('Down')
    wait_for(f'the focus on {name}', lambda: program.focused(ITEM, name))
    program.key('Return')
    wait_for(f'{name} to be chosen', lambda: program.focused(BUTTON, level, exact=True) and not program.has(ITEM))


def title(house, field):
    return TITLES['portal' if house.login == LOGINS['portal'] else 'rest'][field]


def choose_beneficiary(house, name):
    program = house.program
    beneficiary = title(house, 'beneficiary')
    program.tab_to(BUTTON, beneficiary)
    program.key('space')
    wait_for('the focus in the search of people', lambda: program.focused(TEXT))
    program.type(name)
    wait_for(f'{name} alone', lambda: [node.name for node in program.showing(ITEM)] == [name])
    program.key('Return')
    wait_for(f'{name} to be chosen', lambda: program.has(('label',), name) and program.focused(BUTTON, beneficiary))


def add_file(house, name):
    """The chooser is a window of its own, and not ours."""
    program = house.program
    program.key('ctrl+shift+a')
    with program.other_window('Add Files'):
        program.find(('table row',), name)
        # Behind the folders and what the program keeps in it.
        program.key('End')
        wait_for(f'the focus on {name}', lambda: program.focused(('table row',), name))
        program.key('Return')
    program.says(name)
    program.find(('grouping',), 'Attachments (1)')


def write(house, subject):
    program = house.program
    details = title(house, 'details')
    program.tab_to(TEXT, title(house, 'subject'))
    program.type(subject)
    program.tab_to(TEXT, details)
    program.type(f'Bonjour, {subject}')
    program.sees(details, f'Bonjour, {subject}')


# ---- the server

def find(house, subject):
    return house.desk.read(f"SELECT UserRequest WHERE title = '{subject}'", '*')


def send(house, subject):
    """Returns the one ticket that there is then."""
    program = house.program
    house.send('core%2Fcreate', lambda: program.key('ctrl+Return'))
    wait_for(f'a ticket: {subject}', lambda: find(house, subject), 90)
    house.see_all_sent()
    tickets = find(house, subject)
    if len(tickets) != 1:
        raise AssertionError(f'{len(tickets)} tickets are on the server')
    program.says(f'Request {tickets[0]["ref"]} Received', 60)
    return tickets[0]


def expect(ticket, **fields):
    for name, value in fields.items():
        if str(ticket[name]) != str(value):
            raise AssertionError(f'{name} is {ticket[name]}, not {value}')


def find_files(house, ticket):
    found = house.desk.read(f"SELECT Attachment WHERE item_class = 'UserRequest' AND item_id = {ticket['id']}",
                            'contents')
    return [base64.b64decode(file['contents']['data']).decode() for file in found]


# ---- the journeys

def by_search(house, tag):
    subject = f'Deplacer une armoire {tag}'
    begin(house)
    search(house, 'deplacement meubles', 'Déplacement de meubles')
    write(house, subject)
    expect(send(house, subject), caller_id=house.me()['id'], servicesubcategory_name='Déplacement de meubles')


def find_colleague(house):
    """Whose name can be typed with any keys."""
    me = house.me()['id']
    people = house.desk.read(f'SELECT Person WHERE id = {me}', 'org_id')
    people = house.desk.read(f"SELECT Person WHERE org_id = {people[0]['org_id']} AND id != {me}", 'id,friendlyname')
    return next(found for found in people if found['friendlyname'].isascii())


def for_other(house, tag):
    """Level by level, for somebody else, with a file."""
    subject = f'Monter un bureau {tag}'
    colleague = find_colleague(house)
    name = f'tableau-{tag}.txt'
    with open(os.path.join(house.folder, name), 'w', encoding='utf-8') as file:
        file.write(FILE)

    begin(house)
    for level in CASCADE:
        choose(house, *level)
    choose_beneficiary(house, colleague['friendlyname'])
    write(house, subject)
    add_file(house, name)
    ticket = send(house, subject)
    expect(ticket, caller_id=house.me()['id'], beneficiary_id=colleague['id'],
           servicesubcategory_name='Montage de mobilier')
    wait_for('the file to be there', lambda: find_files(house, ticket) == [FILE], 60)


def switch(house, tag):
    """The other portal and back, in the middle of a new ticket."""
    program = house.program
    begin(house)
    search(house, 'deplacement meubles', 'Déplacement de meubles')
    write(house, f'Pas encore envoye {tag}')
    program.key('ctrl+u')
    program.find(ITEM, 'Outbox')
    program.key('ctrl+u')
    program.sees(title(house, 'details'), f'Bonjour, Pas encore envoye {tag}')
    if not program.has(('label',), 'Déplacement de meubles'):
        raise AssertionError('the leaf of the catalogue was forgotten')
    if find(house, f'Pas encore envoye {tag}'):
        raise AssertionError('something was sent')


JOURNEYS = {'search': by_search, 'other': for_other, 'drafts': switch}


def main():
    program, desk, name, door = sys.argv[1:]
    journey = JOURNEYS[name]
    house = House(program, desk, 'agent' if name == 'drafts' else LOGINS[door])

    def on_a_bad_day():
        house.dying = True
        journey(house, 'B')

    steps = [('the requester signs in', house.sign_in), (name, lambda: journey(house, 'A'))]
    if name != 'drafts':
        steps.append((f'{name}, with the server dying in the middle', on_a_bad_day))
    try:
        failed = run(steps, lambda: house.program)
    finally:
        house.stop()
    sys.exit(failed)


if __name__ == '__main__':
    person.begin()
    main()
