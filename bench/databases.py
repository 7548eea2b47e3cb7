"""The databases that the bench works on: made, filled, asked, removed; never while the clock runs."""
import glob
import os
import sqlite3
import subprocess

import history


class Sqlite:
    backend = "sqlite"

    def __init__(self, folder):
        self.path = os.path.join(folder, "bench.db")
        self.url = "sqlite:///" + self.path
        self.client = ["sqlite3", "-bail", "-batch", self.path]

    def select(self, text):
        return self.client + [text]

    def reset(self):
        for suffix in ("", "-journal", "-wal", "-shm"):
            if os.path.exists(self.path + suffix):
                os.unlink(self.path + suffix)

    def query(self, text):
        connection = sqlite3.connect(self.path)
        try:
            rows = connection.execute(text).fetchall()
            connection.commit()
            return rows
        finally:
            connection.close()

    def tables(self):
        return self.query("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name GLOB 't[0-9]*'")[0][0]

    def close(self):
        self.reset()


class Postgresql:
    backend = "postgresql"

    def __init__(self, url):
        real = sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))  # Debian's own psql is a wrapper that starts Perl first
        self.psql = os.environ.get("PSQL") or (real[-1] if real else "psql")
        self.server, self.name = url, "runner_bench_%d" % os.getpid()
        head, _, query = url.partition("?")
        slash = head.find("/", head.index("://") + 3)
        self.url = (head if slash < 0 else head[:slash]) + "/" + self.name + ("?" + query if query else "")
        self.client = [self.psql, "-Xq", "-v", "ON_ERROR_STOP=1", "-d", self.url]

    def select(self, text):
        return [self.psql, "-XAtq", "-d", self.url, "-c", text]

    def _ask(self, url, *texts):
        command = [self.psql, "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", url]
        for text in texts:
            command += ["-c", text]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def reset(self):
        self._ask(self.server, "SET client_min_messages = error", "DROP DATABASE IF EXISTS %s WITH (FORCE)" % self.name,
                  "CREATE DATABASE %s TEMPLATE template0" % self.name)

    def query(self, text):
        return [tuple(line.split("\t")) for line in self._ask(self.url, text).splitlines()]

    def tables(self):
        return int(self.query("SELECT count(*) FROM pg_tables WHERE tablename ~ '^t[0-9]+$'")[0][0])

    def close(self):
        self._ask(self.server, "SET client_min_messages = error", "DROP DATABASE IF EXISTS %s WITH (FORCE)" % self.name)


def stamp(database, rows):
    """As if all up to these revisions had been applied."""
    database.reset()
    database.query(history.VERSION_TABLE)
    database.query("INSERT INTO alembic_version VALUES " + ", ".join("('%s')" % row for row in rows))


def check_upgraded(database, count):
    """Raises AssertionError unless the whole history is there."""
    rows = [r[0] for r in database.query("SELECT version_num FROM alembic_version")]
    assert rows == [history.revision(count - 1)], "version rows: %r" % rows
    assert database.tables() == (count + 3) // 4, "%d tables" % database.tables()
    last = (count // 4) - 1
    if last >= 0:
        found = [tuple(map(str, r)) for r in database.query("SELECT id, name, qty FROM t%d ORDER BY id" % last)]
        assert found == [("1", "one", "1"), ("2", "two", "2")], "rows: %r" % found
