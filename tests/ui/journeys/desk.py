"""The demonstration desk as a server of its own, what stands in front of it,
and what others do on it meanwhile."""

import base64
import json
import socket
import subprocess
import threading
import urllib.parse
import urllib.request


class Desk:
    def __init__(self, path, *arguments):
        self.process = subprocess.Popen([path, '--tickets', '120', '--seed', '7', *arguments],
                                        stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.secret = self.process.stdout.readline().rsplit('secret: ', 1)[1].strip()

    def call(self, login, operation, **arguments):
        """One REST call as somebody; its answer without errors."""
        data = urllib.parse.urlencode({
            'version': '1.3',
            'json_data': json.dumps({'operation': operation, **arguments}),
        }).encode()
        request = urllib.request.Request(self.address + '/webservices/rest.php', data)
        token = base64.b64encode(f'{login}:{self.secret}'.encode()).decode()
        request.add_header('Authorization', 'Basic ' + token)
        with urllib.request.urlopen(request, timeout=20) as answer:
            result = json.load(answer)
        if result['code'] != 0:
            raise AssertionError(f"the desk: {result['message']}")
        return [found['fields'] | {'id': int(found['key'])} for found in (result.get('objects') or {}).values()]

    def read(self, oql, fields, login='admin'):
        return self.call(login, 'core/get', **{'class': oql.split()[1], 'key': oql, 'output_fields': fields})

    def ticket(self, reference, fields='*'):
        return self.read(f"SELECT UserRequest WHERE ref = '{reference}'", fields)[0]

    def entries(self, reference, journal):
        return self.ticket(reference, journal)[journal]['entries']

    def count(self, reference, journal, words):
        return sum(words in entry['message'] for entry in self.entries(reference, journal))

    def act(self, login, reference, stimulus, **fields):
        return self.call(login, 'core/apply_stimulus', **{
            'class': 'UserRequest', 'key': self.ticket(reference, 'id')['id'], 'stimulus': stimulus,
            'fields': fields, 'output_fields': 'status', 'comment': login})

    def update(self, login, reference, **fields):
        return self.call(login, 'core/update', **{
            'class': 'UserRequest', 'key': self.ticket(reference, 'id')['id'],
            'fields': fields, 'output_fields': 'status', 'comment': login})

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Wire:
    """Between Guichet and the desk: can die, also in the middle of a request."""

    def __init__(self, address):
        target = urllib.parse.urlparse(address)
        self.target = (target.hostname, target.port)
        self.path = target.path
        self.lock = threading.Lock()
        self.dead = False
        self.cut_marker = None
        self.doomed = None
        self.pairs = set()
        self.listener = socket.create_server(('127.0.0.1', 0))
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def address(self):
        return f'http://127.0.0.1:{self.listener.getsockname()[1]}{self.path}'

    def die(self):
        """Nobody answers any more, and what was said is forgotten."""
        with self.lock:
            self.dead = True
            for pair in list(self.pairs):
                self.hang_up(pair)

    def revive(self):
        self.dead = False

    def die_after(self, marker):
        """Dies with the next request that holds @marker: the desk gets it
        whole and does it, its answer is lost."""
        self.cut_marker = marker.encode()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            if self.dead:
                client.close()
                continue
            server = socket.create_connection(self.target)
            pair = (client, server)
            with self.lock:
                self.pairs.add(pair)
            threading.Thread(target=self.send, args=(pair,), daemon=True).start()
            threading.Thread(target=self.answer, args=(pair,), daemon=True).start()

    def hang_up(self, pair):
        self.pairs.discard(pair)
        for end in pair:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def send(self, pair):
        client, server = pair
        said = b''
        try:
            while data := client.recv(65536):
                marker = self.cut_marker
                said += data
                if marker is not None and marker in said:
                    self.doom(pair)
                # What was said before the marker was set is of no account, but for one that is cut in two.
                said = said[-64:]
                server.sendall(data)
        except OSError:
            pass
        with self.lock:
            self.hang_up(pair)

    def doom(self, pair):
        """Dead for everybody else; this request still reaches the desk, whose
        answer nobody gets."""
        with self.lock:
            self.cut_marker = None
            self.dead = True
            self.doomed = pair

    def answer(self, pair):
        client, server = pair
        try:
            while data := server.recv(65536):
                if pair is self.doomed:
                    self.die()
                    return
                client.sendall(data)
        except OSError:
            pass
        with self.lock:
            self.hang_up(pair)

    def stop(self):
        self.listener.close()
        self.die()
