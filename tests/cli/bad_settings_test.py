"""Broken settings and databases that cannot be used: alembic.ini, URLs, servers, files, disks, version rows."""
import contextlib
import os
import resource
import socket
import sqlite3
import struct
import subprocess
import threading
import unittest

from support import Case, RUNNER, TIMEOUT, environment, unprivileged

FIRST = '  op.create_table("first", sa.Column("id", sa.Integer(), { primary_key = true }))'


class Settings(Case):
    def with_ini(self, text):
        project = self.project()
        project.script("aa01", None, FIRST)
        project.write("alembic.ini", text)
        return project

    def test_bad_line(self):
        project = self.with_ini("[alembic]\nscript_location = %(here)s/migrations\nthis is no setting\n")
        self.refuses(project, "upgrade", "head", mentions=[r"alembic\.ini:3"])

    def test_setting_before_the_first_section(self):
        self.refuses(self.with_ini("script_location = migrations\n"), "heads", mentions=[r"alembic\.ini:1"])

    def test_repeated_key_and_section(self):
        self.refuses(self.with_ini("[alembic]\nscript_location = a\nSCRIPT_LOCATION = b\n"), "heads",
                     mentions=[r"alembic\.ini:3", "script_location"])
        self.refuses(self.with_ini("[alembic]\nscript_location = a\n[alembic]\n"), "heads", mentions=[r"alembic\.ini:3", "alembic"])

    def test_missing_file(self):
        project = self.project()
        self.refuses(project, "-c", "nosuch.ini", "upgrade", "head", mentions=[r"nosuch\.ini"])
        os.unlink(project.path("alembic.ini"))
        self.refuses(project, "upgrade", "head", mentions=[r"alembic\.ini"])

    def test_missing_section(self):
        self.refuses(self.project(), "-n", "nosuch", "upgrade", "head", mentions=["nosuch"])

    def test_mistyped_names(self):
        project = self.project(ini="lock_wiat = 5\ntimezones = mine\nserver = mine\nsqlalchemy.url2 = mine\n[staging]\nx = 1\n[logger_x]\n")
        got = self.succeeds(project, "heads")
        self.assertEqual(got.err.splitlines(), ["WARNI [runner.config] alembic.ini:4: 'lock_wiat' is no setting; did you mean 'lock_wait'?"])
        got = self.refuses(project, "-n", "stagin", "heads", mentions=["no section .stagin.", "did you mean 'staging'"], codes=(1,))
        got = self.refuses(project, "-n", "nothing", "heads", mentions=["its sections are 'alembic', 'staging'; choose"], codes=(1,))
        self.assertNotIn("logger_x", got.err)
        text = project.read("alembic.ini")
        for right, wrong in (("script_location", "script_locaton"), ("sqlalchemy.url ", "sqlalchemy.ulr ")):
            project.write("alembic.ini", text.replace(right, wrong))
            self.refuses(project, "current", mentions=["hint: it has '%s'; did you mean '%s'" % (wrong.strip(), right.strip())], codes=(1,))

    def test_unknown_interpolation(self):
        project = self.with_ini("[alembic]\nscript_location = %(hier)s/migrations\n")
        self.refuses(project, "upgrade", "head", mentions=["hier", "script_location"])
        self.refuses(self.with_ini("[alembic]\nscript_location = 100%\n"), "upgrade", "head", mentions=["%"])

    def test_every_command_says_that_the_scripts_are_not_there(self):
        commands = ["revision -m x", "revision --autogenerate -m x", "merge heads", "edit head", "upgrade head", "upgrade head --sql",
                    "downgrade base", "stamp head", "ensure_version", "check", "current", "history", "heads", "branches",
                    "show head", "status", "graph"]
        for line, missing in (("", "script_location"), ("script_location = nosuch\n", "nosuch")):
            project = self.with_ini("[alembic]\nsqlalchemy.url = sqlite:///%(here)s/test.db\n" + line)
            for command in commands:
                with self.subTest(ini=line, command=command):
                    self.refuses(project, *command.split(), mentions=[missing])

    def test_a_limit_that_is_no_number(self):
        project = self.with_ini("[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = sqlite:///%(here)s/test.db\n"
                                "script_size = many\n")
        self.refuses(project, "upgrade", "head", mentions=["script_size", "many"])

    def test_no_url(self):
        project = self.with_ini("[alembic]\nscript_location = %(here)s/migrations\n")
        self.refuses(project, "upgrade", "head", mentions=[r"sqlalchemy\.url"])

    def test_an_unknown_scheme_names_the_known_ones_and_no_password(self):
        project = self.project()
        project.script("aa01", None, FIRST)
        self.refuses(project, "--url", "oracle://scott:s3cret@db/x", "upgrade", "head",
                     mentions=["oracle", "sqlite", "postgresql"], secret="s3cret")
        for url in ("not a url", "", "postgresql:", "sqlite:/x"):
            with self.subTest(url=url):
                self.refuses(project, "--url", url, "upgrade", "head")

    def test_the_url_comes_from_where_it_should(self):
        project = self.project()
        project.script("aa01", None, FIRST)
        places = {name: project.path(name + ".db") for name in ("argument", "environment", "second", "dotenv")}
        urls = {name: "sqlite:///" + path for name, path in places.items()}
        project.write(".env", "export DATABASE_URL='%s'\n" % urls["dotenv"])
        both = {"DATABASE_URL": urls["environment"], "SQLALCHEMY_DATABASE_URI": urls["second"]}
        for args, env, made in ((["--url", urls["argument"]], both, "argument"), ([], both, "environment"), ([], {}, "dotenv"),
                                (["--no-dotenv"], {"SQLALCHEMY_DATABASE_URI": urls["second"]}, "second")):
            self.succeeds(project, *args, "upgrade", "head", env=env)
            self.assertTrue(os.path.exists(places[made]), made)
            os.unlink(places[made])
            self.assertEqual([name for name, path in places.items() if os.path.exists(path)], [], made)
        self.assertFalse(os.path.exists(project.database))
        self.succeeds(project, "--no-dotenv", "upgrade", "head")
        self.assertTrue(os.path.exists(project.database))


class FakeServer(threading.Thread):
    """Speaks just enough of PostgreSQL's protocol to ask for a password and to refuse it."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                self.refuse(connection)

    @staticmethod
    def message(kind, body):
        return kind + struct.pack("!I", len(body) + 4) + body

    def refuse(self, connection):
        def take(n):
            data = b""
            while len(data) < n:
                more = connection.recv(n - len(data))
                if not more:
                    raise ConnectionError
                data += more
            return data
        try:
            while True:
                length, code = struct.unpack("!II", take(8))
                take(length - 8)
                if code not in (80877103, 80877104):  # neither TLS nor GSS is offered
                    break
                connection.sendall(b"N")
            connection.sendall(self.message(b"R", struct.pack("!I", 3)))
            take(1)
            take(struct.unpack("!I", take(4))[0] - 4)
            connection.sendall(self.message(b"E", b"SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user \"scott\"\0\0"))
        except (ConnectionError, OSError):
            pass


class Servers(Case):
    def with_script(self):
        project = self.project()
        project.script("aa01", None, FIRST)
        return project

    def test_unreachable_server(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.refuses(self.with_script(), "--url", "postgresql://scott:s3cret@127.0.0.1:%d/x" % port, "upgrade", "head",
                     mentions=["127.0.0.1", str(port)], codes=(1,), secret="s3cret")

    def test_wrong_password_is_not_shown(self):
        server = FakeServer()
        server.start()
        self.addCleanup(server.listener.close)
        for command in (("upgrade", "head"), ("current",), ("-v", "current"), ("--raiseerr", "stamp", "head")):
            got = self.with_script().run("--url", "postgresql://scott:s3cret%%21@127.0.0.1:%d/x" % server.port, *command)
            self.assertEqual(got.code, 1, repr(got))
            self.assertIn("password authentication failed", got.err)
            self.assertNotIn("s3cret", got.out + got.err)


class Files(Case):
    def with_script(self):
        project = self.project()
        project.script("aa01", None, FIRST)
        return project

    def test_a_file_that_is_no_sqlite(self):
        project = self.with_script()
        content = b"This is my diary, not a database.\n" * 200
        project.write("test.db", content)
        for command in (("upgrade", "head"), ("current",)):
            self.clear_message(project.run(*command), mentions=[r"test\.db", "not an? .*database"], codes=(1,))
        with open(project.database, "rb") as f:
            self.assertEqual(f.read(), content)

    def test_a_pipe_that_nobody_writes_to_is_not_waited_for(self):
        project = self.with_script()
        os.mkfifo(project.path("pipe"))
        self.refuses(project, "-c", "pipe", "heads", mentions=["configuration file", "pipe' ?: it is a pipe that nobody writes to"], codes=(1,))
        self.refuses(project, "heads", env={"ALEMBIC_CONFIG": "pipe"}, mentions=["it is a pipe that nobody writes to"], codes=(1,))
        self.refuses(project, "-c", "/dev/zero", "heads", mentions=["/dev/zero", "a device"], codes=(1,))
        os.mkfifo(project.path(".env"))
        self.refuses(project, "heads", mentions=[r"\.env", "it is a pipe that nobody writes to"], codes=(1,))
        os.remove(project.path(".env"))
        for name in ("migrations/env.lua", "migrations/versions/cc03.lua", "migrations/script.lua.tmpl"):
            os.mkfifo(project.path(name))
            command = ("revision", "-m", "x") if name.endswith("tmpl") else ("upgrade", "head")
            self.refuses(project, *command, mentions=[os.path.basename(name), "not a regular file|it is a pipe that nobody writes to"], codes=(1,))
            os.remove(project.path(name))

    def test_settings_may_come_out_of_a_pipe(self):
        project = self.with_script()
        text = project.read("alembic.ini").replace("%(here)s", project.root)
        project.write("settings", text)
        os.remove(project.path("alembic.ini"))
        for shell in ('exec "$0" -c <(cat settings) upgrade head', 'sleep 0.2 | cat settings - | "$0" -c /dev/stdin current', '"$0" -c /dev/stdin heads < settings',
                      'mkfifo pipe; cat settings > pipe & sleep 0.2; "$0" -c pipe heads'):
            with self.subTest(shell):
                ran = subprocess.run(["bash", "-c", shell, RUNNER], cwd=project.root, env=environment(), capture_output=True, text=True, timeout=TIMEOUT)
                self.assertEqual((ran.returncode, ran.stdout), (0, "" if "upgrade" in shell else "aa01 (head)\n"), ran.stderr)
        self.assertEqual(project.rows(), ["aa01"])

    def test_an_env_file_out_of_a_pipe(self):
        """As password managers offer it."""
        project = self.with_script()
        os.mkfifo(project.path(".env"))
        shell = 'echo DATABASE_URL=sqlite:///from_pipe.db > .env & sleep 0.2; "$0" upgrade head'
        ran = subprocess.run(["bash", "-c", shell, RUNNER], cwd=project.root, env=environment(), capture_output=True, text=True, timeout=TIMEOUT)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertTrue(os.path.exists(project.path("from_pipe.db")))

    def test_the_null_device_is_an_empty_file(self):
        project = self.with_script()
        os.symlink("/dev/null", project.path(".env"))
        self.succeeds(project, "heads")
        self.refuses(project, "-c", "/dev/null", "heads", mentions=["No 'script_location' key found"], codes=(1,))

    def test_a_database_in_a_folder_that_does_not_exist(self):
        project = self.with_script()
        self.refuses(project, "--url", "sqlite:///%s/no/such/x.db" % project.root, "upgrade", "head",
                     mentions=[r"no/such/x\.db"], codes=(1,))

    def nobody(self, project):
        """Run options under which file permissions count, with the project readable by that user."""
        options = unprivileged()
        os.chmod(project.root, 0o755)
        return options

    def test_a_read_only_database(self):
        project = self.with_script()
        self.succeeds(project, "ensure_version")
        options = self.nobody(project)
        os.chmod(project.database, 0o444)
        os.chmod(project.root, 0o555)
        self.refuses(project, "upgrade", "head", mentions=["read-?only|permission"], codes=(1,), **options)
        self.succeeds(project, "current", **options)

    def test_an_unreadable_folder_and_an_unreadable_script(self):
        project = self.with_script()
        options = self.nobody(project)
        os.chmod(project.versions, 0)
        for command in (("heads",), ("upgrade", "head")):
            self.clear_message(project.run(*command, **options), mentions=["versions", "permission|not readable"])
        os.chmod(project.versions, 0o755)
        script = project.path("migrations/versions/aa01_step_aa01.lua")
        os.chmod(script, 0)
        self.clear_message(project.run("heads", **options), mentions=[r"aa01_step_aa01\.lua", "permission|not readable"])
        os.chmod(script, 0o644)

    def test_a_folder_that_revision_cannot_write_to(self):
        project = self.with_script()
        options = self.nobody(project)
        os.chmod(project.versions, 0o555)
        self.refuses(project, "revision", "-m", "x", "--rev-id", "bb02", mentions=["versions", "permission|writ"], **options)

    def full_disk(self, size):
        """No file may grow beyond `size` bytes; the signal is ignored, so that writing fails as it does on a full disk."""
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return {"preexec_fn": limit, "restore_signals": False}

    def test_a_full_disk_under_the_database_rolls_back(self):
        project = self.with_script()
        self.succeeds(project, "upgrade", "head")
        rows = "INSERT INTO first WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i FROM n"
        project.script("bb02", "aa01", '  op.execute("%s")' % rows)
        self.refuses(project, "upgrade", "head", mentions=["full|disk|I/O|write"], codes=(1,), **self.full_disk(200000))
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.sql("SELECT count(*) FROM first"), [(200000,)])

    def test_a_full_disk_under_a_new_revision_leaves_no_half_file(self):
        project = self.with_script()
        self.refuses(project, "revision", "-m", "x", "--rev-id", "bb02", mentions=["bb02|versions"], codes=(1,), **self.full_disk(100))


class VersionRows(Case):
    def at(self, *rows):
        project = self.project()
        project.script("aa01", None, FIRST)
        project.script("bb02", "aa01", '  op.create_table("second", sa.Column("id", sa.Integer()))')
        connection = sqlite3.connect(project.database)
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.executemany("INSERT INTO alembic_version VALUES (?)", [(r,) for r in rows])
        connection.commit()
        connection.close()
        return project

    def test_unknown_row(self):
        project = self.at("deadbeef0000")
        for command in (("upgrade", "head"), ("downgrade", "base"), ("current",), ("stamp", "head")):
            self.refuses(project, *command, codes=(1,), mentions=[
                "Can't locate revision identified by 'deadbeef0000'", "hint: the version table names .*no script has", "stamp --purge"])
        self.assertEqual(self.succeeds(project, "history", "-i").out.count("(current)"), 0)
        self.succeeds(project, "stamp", "--purge", "aa01")
        self.assertEqual(project.rows(), ["aa01"])

    def test_a_table_without_the_column(self):
        project = self.at()
        project.sql("ALTER TABLE alembic_version RENAME COLUMN version_num TO version")
        for command in (("upgrade", "head"), ("current",), ("stamp", "head"), ("status",)):
            self.refuses(project, *command, mentions=["version_num", "hint: alembic_version must be", r"VARCHAR\(32\)"], codes=(1,))

    def test_a_stamp_to_base_that_fails_says_what_was_rolled_back(self):
        project = self.at("aa01")
        with contextlib.closing(sqlite3.connect(project.database)) as connection:
            connection.execute("CREATE TRIGGER never BEFORE DELETE ON alembic_version BEGIN SELECT RAISE(ABORT, 'not allowed'); END")
            connection.commit()
        self.refuses(project, "stamp", "base", mentions=["not allowed", "rolled back: base"], codes=(1,))

    def test_duplicate_rows(self):
        project = self.at("aa01", "aa01")
        self.assertEqual(self.succeeds(project, "current").out, "aa01\n")
        for move in (("upgrade", "head"), ("downgrade", "base"), ("stamp", "bb02")):
            got = self.refuses(project, *move, codes=(1,), mentions=[
                "expected to match one row when .*'aa01'.*; 2 found", "hint: 'aa01' stands in alembic_version 2 times", "stamp --purge"])
            self.assertNotIn("another process", got.err)
        self.succeeds(project, "stamp", "--purge", "aa01")
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.rows(), ["bb02"])

    def test_rows_that_overlap(self):
        project = self.at("aa01", "bb02")
        self.refuses(project, "upgrade", "head", mentions=["aa01", "bb02", "overlap|ancestor"], codes=(1,))
        self.refuses(project, "current", "--check-heads", mentions=["aa01", "bb02", "overlap", "stamp --purge"], codes=(1,))
        self.succeeds(project, "stamp", "--purge", "head")
        self.assertEqual(project.rows(), ["bb02"])


if __name__ == "__main__":
    unittest.main()
