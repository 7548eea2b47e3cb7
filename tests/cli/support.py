"""What the black-box tests share: a project in a scratch folder, the program as a user runs it, and pictures of a database.

RUNNER_BIN is the program. PostgreSQL tests take RUNNER_TEST_PG_URL (or PG_URL), else a server of their own from
PG_FOR_TESTS; only RUNNER_TEST_PG=skip leaves them out."""
import atexit
import functools
import glob
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import unittest

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RUNNER = os.path.abspath(os.environ.get("RUNNER_BIN", os.path.join(REPOSITORY, "build", "bin", "runner")))
TIMEOUT = 60
NOT_INHERITED = ("DATABASE_URL", "SQLALCHEMY_DATABASE_URI", "ALEMBIC_CONFIG", "LUA_INIT", "LUA_PATH", "LUA_CPATH", "EDITOR", "VISUAL")

INI = """[alembic]
script_location = %(here)s/migrations
sqlalchemy.url = {url}
"""

SCRIPT = """-- {message}
--
-- Revision ID: {rev}
-- Revises: {down_text}
-- Create Date: 2026-01-01 10:00:00.000000

local op = require "op"
local sa = require "sa"

revision = "{rev}"
down_revision = {down}
branch_labels = nil
depends_on = nil

function upgrade()
{up}
end

function downgrade()
{back}
end
"""
FIRST_LINE_OF_UPGRADE = 16


class Outcome:
    """How a run ended: .code, .out, .err."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __repr__(self):
        return "exit %s\n--- stdout\n%s\n--- stderr\n%s" % (self.code, self.out, self.err)


def environment(extra=None):
    env = {k: v for k, v in os.environ.items() if k not in NOT_INHERITED and not k.startswith("PG")}
    env.update(LC_ALL="C.UTF-8", TZ="UTC", TERM="dumb")
    env.update(extra or {})
    return env


class Project:
    """A migrations folder with an alembic.ini, on an SQLite file beside it or on `url`."""

    def __init__(self, url="sqlite:///%(here)s/test.db", ini=""):
        self.root = tempfile.mkdtemp(prefix="runner-cli-")
        self.versions = os.path.join(self.root, "migrations", "versions")
        self.database = os.path.join(self.root, "test.db")
        os.makedirs(self.versions)
        self.write("alembic.ini", INI.format(url=url) + ini)

    def remove(self):
        for folder, _, _ in os.walk(self.root):
            os.chmod(folder, 0o755)
        shutil.rmtree(self.root, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.root, *parts)

    def write(self, name, content):
        with open(self.path(name), "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as f:
            return f.read()

    def script(self, rev, down=None, up="", back="", message=None, text=None):
        """Writes versions/<rev>_<slug>.lua; the body of upgrade() begins on FIRST_LINE_OF_UPGRADE. Returns its path."""
        message = message or "step " + rev
        if text is None:
            parents = [down] if isinstance(down, str) else list(down or [])
            literal = "nil" if not parents else '"%s"' % parents[0] if len(parents) == 1 else \
                "{ " + ", ".join('"%s"' % p for p in parents) + " }"
            text = SCRIPT.format(message=message, rev=rev, down_text=", ".join(parents), down=literal, up=up, back=back)
        return self.write("migrations/versions/%s_%s.lua" % (rev, message.replace(" ", "_")), text)

    def start(self, *args, env=None, **options):
        options.setdefault("cwd", self.root)
        return subprocess.Popen([options.pop("program", RUNNER)] + list(args), env=environment(env), stdin=subprocess.DEVNULL,
                                stdout=options.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE, **options)

    def run(self, *args, env=None, **options):
        process = self.start(*args, env=env, **options)
        try:
            out, err = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise AssertionError("did not end within %d s: %s\n%s" % (TIMEOUT, " ".join(args), err.decode(errors="replace")))
        return Outcome(process.returncode, (out or b"").decode("utf-8", "replace"), err.decode("utf-8", "replace"))

    # ---- the database

    def sql(self, text):
        connection = sqlite3.connect(self.database, isolation_level=None)
        try:
            return [row for statement in text.split(";") if statement.strip() for row in connection.execute(statement)]
        finally:
            connection.close()

    def tables(self):
        return [r[0] for r in self.sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]

    def rows(self):
        """Version rows, sorted; [] also when there is no version table."""
        if "alembic_version" not in self.tables():
            return []
        return sorted(r[0] for r in self.sql("SELECT version_num FROM alembic_version"))

    def dump(self):
        """Everything in the SQLite file as SQL text; a file that is missing is an empty one."""
        if not os.path.exists(self.database):
            return []
        connection = sqlite3.connect(self.database)
        try:
            return [line for line in connection.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
        finally:
            connection.close()

    def files(self):
        """{path: bytes} of all that is not the database."""
        found = {}
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = os.path.join(folder, name)
                if not name.startswith("test.db") and stat.S_ISREG(os.lstat(path).st_mode):
                    with open(path, "rb") as f:
                        found[os.path.relpath(path, self.root)] = f.read()
        return found


class Started:
    """A run that was started, whose stderr is read as it comes: wait for a word, then do something to it."""

    def __init__(self, process):
        self.process, self.seen, self.text = process, threading.Condition(), ""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for block in iter(lambda: self.process.stderr.read1(4096), b""):
            with self.seen:
                self.text += block.decode("utf-8", "replace")
                self.seen.notify_all()

    def wait_for(self, word):
        with self.seen:
            if not self.seen.wait_for(lambda: word in self.text or self.process.poll() is not None, TIMEOUT) or word not in self.text:
                self.process.kill()
                raise AssertionError("never said %r:\n%s" % (word, self.text))

    def finish(self):
        try:
            code = self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("did not stop:\n" + self.text)
        self.reader.join(TIMEOUT)
        out = self.process.stdout.read().decode("utf-8", "replace")
        self.process.stdout.close()
        self.process.stderr.close()
        return Outcome(code, out, self.text)

    def signal(self, number):
        self.process.send_signal(number)
        return self.finish()


class Case(unittest.TestCase):
    """Base of the test classes: projects that go away by themselves and what "one clear message" means."""
    maxDiff = None

    def project(self, **options):
        made = Project(**options)
        self.addCleanup(made.remove)
        return made

    def started(self, project, *args, env=None):
        run = Started(project.start(*args, env=env))
        self.addCleanup(lambda: run.process.poll() is None and run.process.kill())
        return run

    def succeeds(self, project, *args, **options):
        got = project.run(*args, **options)
        self.assertEqual(got.code, 0, "%s: %r" % (" ".join(args), got))
        return got

    def clear_message(self, got, mentions=(), codes=(1, 2), secret=None):
        """A failure as API 9 wants it: right status, nothing on stdout, a short text on stderr that names what it must."""
        self.assertIn(got.code, codes, repr(got))
        self.assertEqual(got.out, "", repr(got))
        lines = [line for line in got.err.splitlines() if line.strip()]
        self.assertTrue(1 <= len(lines) <= 40, repr(got))
        self.assertLess(max(map(len, lines)), 2000, repr(got))
        for never in ("stack traceback", "terminate called", "C++ exception", ".cc:", "Sanitizer", "runtime error: "):
            self.assertNotIn(never, got.err, repr(got))
        for pattern in mentions:
            self.assertRegex(got.err, re.compile(pattern, re.IGNORECASE), repr(got))
        if secret:
            self.assertNotIn(secret, got.err + got.out)

    def refuses(self, project, *args, mentions=(), codes=(1, 2), secret=None, **options):
        """The run fails with a clear message, and neither the database nor any file has changed."""
        database, files = project.dump(), project.files()
        got = project.run(*args, **options)
        self.clear_message(got, mentions, codes, secret)
        self.assertEqual(project.dump(), database, repr(got))
        self.assertEqual(project.files(), files, repr(got))
        return got


# ---- PostgreSQL

def psql_program():
    real = sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))  # Debian's /usr/bin/psql is a wrapper in Perl
    return real[-1] if real else "psql"


def server_url():
    return os.environ.get("RUNNER_TEST_PG_URL") or os.environ.get("PG_URL")


@functools.lru_cache(maxsize=None)
def server_version():
    """15, 18, ..."""
    return int(PostgresProject._psql(server_url(), "SHOW server_version_num")[0][0]) // 10000


def main_with_postgresql():
    """unittest.main, under a PostgreSQL of its own when none is named."""
    if os.environ.get("RUNNER_TEST_PG") != "skip" and not server_url():
        starter = os.environ.get("PG_FOR_TESTS", os.path.join(os.path.dirname(RUNNER), "pg_for_tests"))
        os.execv(starter, [starter, "--", sys.executable] + sys.argv)
    unittest.main()


class PostgresProject(Project):
    count = 0

    def __init__(self, **options):
        PostgresProject.count += 1
        self.name = "runner_cli_%d_%d" % (os.getpid(), PostgresProject.count)
        head, _, query = server_url().partition("?")
        slash = head.find("/", head.index("://") + 3)
        self.url = (head if slash < 0 else head[:slash]) + "/" + self.name + ("?" + query if query else "")
        self._psql(server_url(), "CREATE DATABASE %s" % self.name)
        super().__init__(url=self.url.replace("%", "%%"), **options)

    def remove(self):
        super().remove()
        self._psql(server_url(), "DROP DATABASE %s WITH (FORCE)" % self.name)

    @staticmethod
    def _psql(url, text):
        ran = subprocess.run([psql_program(), "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", url], input=text, text=True,
                             capture_output=True, timeout=TIMEOUT)
        if ran.returncode:
            raise AssertionError(ran.stderr)
        return [tuple(line.split("\t")) for line in ran.stdout.splitlines()]

    def sql(self, text):
        return self._psql(self.url, text)

    def tables(self):
        return [r[0] for r in self.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]

    def dump(self):
        columns = self.sql("SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
                           "WHERE table_schema = 'public' ORDER BY table_name, ordinal_position")
        data = [(table,) + row for table in self.tables() for row in self.sql('SELECT * FROM "%s" t ORDER BY t::text' % table)]
        return columns + data


class PostgresCase(Case):
    def setUp(self):
        if os.environ.get("RUNNER_TEST_PG") == "skip":
            self.skipTest("RUNNER_TEST_PG=skip")

    def project(self, **options):
        made = PostgresProject(**options)
        self.addCleanup(made.remove)
        return made


# ---- running as somebody whom permissions bind

def unprivileged():
    """Options for Project.run under which file permissions count: when we are root, a copy of the program run as nobody."""
    if os.geteuid() != 0:
        return {}
    folder = tempfile.mkdtemp(prefix="runner-bin-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.chmod(folder, 0o755)
    return {"program": shutil.copy(RUNNER, folder), "user": 65534, "group": 65534, "extra_groups": []}
