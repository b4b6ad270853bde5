#!/usr/bin/env python3
"""guichetctl and guichet-demo-desk as programs, as a script meets them; TAP.

usage: test-program.py GUICHETCTL GUICHET-DEMO-DESK
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile


class Desk:
    """A running desk and an account on it."""

    def __init__(self, program, folder, *options):
        self.process = subprocess.Popen([program, '--tickets=60', '--seed=3', *options],
                                        stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        secret = self.process.stdout.readline().split('secret: ')[1].strip()
        self.secret = secret
        self.password_file = pathlib.Path(folder, 'password')
        self.password_file.write_text(secret + '\n')
        self.password_file.chmod(0o600)
        self.data = pathlib.Path(folder, 'data')

    def stop(self):
        self.process.terminate()
        return self.process.wait(10)


class Caller:
    def __init__(self, program, desk):
        self.start = [program, '--server', desk.address, '--login', 'agent', '--password-file',
                      str(desk.password_file), '--data', str(desk.data), '--json']

    def __call__(self, *words, text=''):
        done = subprocess.run([*self.start, *words], input=text, capture_output=True, text=True, timeout=60)
        return done.returncode, json.loads(done.stdout)


def check_day(call, desk):
    """Sync, look, take, write from a pipe, resolve."""
    assert call('sync')[0] == 0
    status, answer = call('list', 'to-take')
    assert status == 0 and answer['total'] == len(answer['tickets']) > 0, answer
    ref = answer['tickets'][0]['ref']
    status, answer = call('act', ref, 'assign', '--set', 'agent=me')
    assert status == 0 and answer['operation']['state'] == 'done', answer
    status, answer = call('say', ref, '-', '--to=private', text='Première ligne\nSeconde « ligne »\n')
    assert status == 0, answer
    status, answer = call('show', ref)
    assert [e['text'] for e in answer['journals']['private']][-1].startswith('Première ligne'), answer
    assert call('list', 'mine', '--offline')[1]['tickets'][0]['ref'] == ref


def check_statuses(call, desk):
    """What a script tells apart."""
    assert call('show', 'R-999999')[0] == 5
    assert call('list', 'yours')[0] == 2
    mine = call('list', 'mine', '--offline')[1]['tickets']
    ref = next(ticket['ref'] for ticket in mine if ticket['status']['code'] == 'assigned')
    assert call('act', ref, 'resolve')[0] == 1
    assert call('check')[0] == 0


def check_overlap(call, desk):
    """Two calls at once: the later one waits for the folder."""
    ref = call('list', 'mine', '--offline')[1]['tickets'][0]['ref']
    words = [*call.start, 'say', ref, 'At once', '--to=private']
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        answer = json.loads(process.communicate(timeout=60)[0])
        assert process.returncode == 0 and answer['operation']['state'] == 'done', answer


def check_secret(call, desk):
    """The secret is in no file of the data folder."""
    secret = desk.secret.encode()
    files = [path for path in desk.data.rglob('*') if path.is_file()]
    assert files
    for path in files:
        assert secret not in path.read_bytes(), path
        assert path.stat().st_mode & 0o077 == 0, path


def check_server_gone(call, desk):
    """The local copy answers, and what is written waits."""
    assert desk.stop() == 0
    status, answer = call('list', 'mine')
    assert status == 3 and answer['tickets'], answer
    ref = answer['tickets'][0]['ref']
    status, answer = call('say', ref, 'Later', '--to=private', '--timeout=1')
    assert status == 3 and answer['operation']['state'] == 'waiting', answer
    assert len(call('outbox')[1]['operations']) == 1


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    cases = [check_day, check_statuses, check_overlap, check_secret, check_server_gone]
    failed = 0
    print(f'1..{len(cases)}')
    with tempfile.TemporaryDirectory() as folder:
        os.environ['XDG_DATA_HOME'] = folder
        desk = Desk(sys.argv[2], folder)
        call = Caller(sys.argv[1], desk)
        for number, case in enumerate(cases, 1):
            try:
                case(call, desk)
                print('ok', number, f'/cli/program/{case.__name__[6:]}')
            except Exception as error:
                failed += 1
                print('not ok', number, f'/cli/program/{case.__name__[6:]}')
                print('#', type(error).__name__, str(error)[:2000])
        desk.stop()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
