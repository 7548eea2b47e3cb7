"""How many queries a program sends, counted where they arrive: by a relay in front of PostgreSQL that reads the protocol's
messages, by sqlite3_trace_v2 in a library that is loaded into the program for SQLite."""
import os
import socket
import subprocess
import threading
from urllib.parse import parse_qs, urlsplit

HERE = os.path.dirname(os.path.abspath(__file__))
SIMPLE_QUERY, EXECUTE = b"Q", b"E"
NO_SSL = b"N"
ASKS_FOR_ENCRYPTION = (80877103, 80877104)


def count_queries(database, folder, run):
    """`run(url, environment)` lets the program work on the database under this URL."""
    return (count_sqlite if database.backend == "sqlite" else count_postgresql)(database, folder, run)


def count_sqlite(database, folder, run):
    library, report = os.path.join(folder, "count_queries.so"), os.path.join(folder, "count")
    if not os.path.exists(library):
        subprocess.run([os.environ.get("CC", "cc"), "-O2", "-shared", "-fPIC", "-o", library, os.path.join(HERE, "count_queries.c"),
                        "-ldl", "-lsqlite3"], check=True)
    if os.path.exists(report):
        os.unlink(report)
    run(database.url, {"LD_PRELOAD": library, "COUNT_QUERIES": report})
    with open(report, encoding="ascii") as f:
        return sum(int(line) for line in f)


def count_postgresql(database, _folder, run):
    relay = Relay(database.url)
    try:
        run(relay.url, {})
    finally:
        relay.close()
    return relay.queries


class Relay:
    """Listens on a port of this machine and passes everything on to the server of a URL."""

    def __init__(self, url):
        parts = urlsplit(url)
        given = {k: v[-1] for k, v in parse_qs(parts.query).items()}
        self.host, self.port = given.get("host") or parts.hostname or "127.0.0.1", int(given.get("port") or parts.port or 5432)
        self.queries, self.threads = 0, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        user = parts.netloc.rpartition("@")[0]
        self.url = "%s://%s127.0.0.1:%d%s" % (parts.scheme, user + "@" if user else "", self.listener.getsockname()[1], parts.path)
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self):
        self.listener.close()
        for thread in self.threads:
            thread.join()

    def _listen(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = self._connected()
            for work in ((self._count, client, server), (self._pass_on, server, client)):
                self.threads.append(threading.Thread(target=work[0], args=work[1:], daemon=True))
                self.threads[-1].start()

    def _connected(self):
        if not self.host.startswith("/"):
            return socket.create_connection((self.host, self.port))
        server = socket.socket(socket.AF_UNIX)
        server.connect("%s/.s.PGSQL.%d" % (self.host, self.port))
        return server

    def _count(self, client, server):
        with client.makefile("rb") as sent:
            while True:   # the first message has no letter; what asks for encryption comes before it and is denied
                first = sent.read(8)
                if len(first) < 8:
                    break
                if int.from_bytes(first[4:], "big") in ASKS_FOR_ENCRYPTION:
                    client.sendall(NO_SSL)
                    continue
                server.sendall(first + sent.read(int.from_bytes(first[:4], "big") - 8))
                break
            while True:
                head = sent.read(5)
                if len(head) < 5:
                    break
                self.queries += head[:1] in (SIMPLE_QUERY, EXECUTE)
                server.sendall(head + sent.read(int.from_bytes(head[1:], "big") - 4))
        server.close()

    @staticmethod
    def _pass_on(server, client):
        try:
            while True:
                got = server.recv(65536)
                if not got:
                    break
                client.sendall(got)
        except OSError:
            pass
        client.close()
