"""The project that `init -t multidb` writes: two SQLite files and one PostgreSQL that move together."""
import os
import re
import sqlite3
import unittest

from support import Case, PostgresProject, Project, main_with_postgresql

NAMES = ("files", "queue", "server")


class Databases(Project):
    """A project made by `init -t multidb`, whose databases are files.db, queue.db and a PostgreSQL."""

    def __init__(self, case):
        super().__init__()
        self.server = PostgresProject()
        case.addCleanup(self.server.remove)
        os.remove(self.path("alembic.ini"))
        os.rmdir(self.versions)
        case.succeeds(self, "init", "-t", "multidb", "migrations")
        ini = re.sub(r"(?ms)^\[engine1\].*?(?=^# Programs)", "", self.read("alembic.ini"))
        ini += "".join("\n[%s]\nsqlalchemy.url = %s\n" % (name, self.url(name).replace("%", "%%")) for name in NAMES)
        self.write("alembic.ini", ini)
        self.use(NAMES)

    def use(self, names):
        self.write("alembic.ini", re.sub(r"(?m)^databases = .*$", "databases = " + ", ".join(names), self.read("alembic.ini")))

    def url(self, name):
        return self.server.url if name == "server" else "sqlite:///" + self.path(name + ".db")

    def revision(self, case, rev, bodies=None):
        """A revision that creates t_<rev>_<name> in each, with more in some."""
        case.succeeds(self, "revision", "-m", "step", "--rev-id", rev)
        text = self.read("migrations/versions/%s_step.lua" % rev)
        for name in NAMES:
            up = '  op.create_table("t_%s_%s", sa.Column("id", sa.Integer(), { primary_key = true }))\n' % (rev, name)
            text = text.replace("function upgrade_%s()\n" % name, "function upgrade_%s()\n%s" % (name, up + (bodies or {}).get(name, "")))
            text = text.replace("function downgrade_%s()\n" % name, 'function downgrade_%s()\n  op.drop_table("t_%s_%s")\n' % (name, rev, name))
        self.write("migrations/versions/%s_step.lua" % rev, text)

    def state(self, name):
        """(version rows, other tables)"""
        if name == "server":
            tables = self.server.tables()
            rows = self.server.sql("SELECT version_num FROM alembic_version") if "alembic_version" in tables else []
        else:
            connection = sqlite3.connect(self.path(name + ".db"))
            tables = sorted(r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall() if "alembic_version" in tables else []
            connection.close()
        return sorted(r[0] for r in rows), [t for t in tables if t != "alembic_version"]

    def states(self):
        return {name: self.state(name) for name in NAMES}


class Multidb(Case):
    def setUp(self):
        if os.environ.get("RUNNER_TEST_PG") == "skip":
            self.skipTest("RUNNER_TEST_PG=skip")

    def databases(self):
        made = Databases(self)
        self.addCleanup(made.remove)
        made.revision(self, "aa01")
        return made

    def at(self, *revisions):
        return {name: (list(revisions[-1:]), ["t_%s_%s" % (rev, name) for rev in revisions]) for name in NAMES}

    def test_they_go_up_and_down_together(self):
        made = self.databases()
        made.revision(self, "bb02")
        self.succeeds(made, "upgrade", "head")
        self.assertEqual(made.states(), self.at("aa01", "bb02"))
        self.assertEqual(self.succeeds(made, "current").out, "bb02 (head)\n" * 3)
        self.succeeds(made, "downgrade", "-1")
        self.assertEqual(made.states(), self.at("aa01"))
        self.succeeds(made, "stamp", "head")
        self.assertEqual({rows[0] for rows, _ in made.states().values()}, {"bb02"})

    def test_a_failure_in_one_undoes_all(self):
        made = self.databases()
        self.succeeds(made, "upgrade", "head")
        made.revision(self, "bb02")
        for failing in NAMES:
            for order in (NAMES, NAMES[::-1]):
                with self.subTest(failing=failing, order=order):
                    made.use(order)
                    path = made.path("migrations/versions/bb02_step.lua")
                    good = made.read(path)
                    made.write(path, good.replace("function upgrade_%s()\n" % failing, 'function upgrade_%s()\n  error("stop")\n' % failing))
                    got = made.run("upgrade", "head")
                    self.clear_message(got, ["stop", r"bb02_step\.lua", "%s" % made.server.name if failing == "server" else failing + r"\.db"],
                                       codes=(1,))
                    for name in order[:order.index(failing)]:
                        where = made.server.name if name == "server" else name + r"\.db"
                        self.assertRegex(got.err, "rolled back, too: .*" + where)
                    self.assertEqual(made.states(), self.at("aa01"))
                    made.write(path, good)
        self.succeeds(made, "upgrade", "head")
        self.assertEqual(made.states(), self.at("aa01", "bb02"))

    def test_a_server_that_is_away_undoes_the_others(self):
        made = self.databases()
        made.write("alembic.ini", made.read("alembic.ini").replace("/" + made.server.name, "/nosuchdatabase"))
        got = made.run("upgrade", "head")
        self.clear_message(got, ["nosuchdatabase"], codes=(1,))
        self.assertEqual(made.states(), {name: ([], []) for name in NAMES})

    def test_one_transaction_each_keeps_what_is_done(self):
        made = self.databases()
        made.write("alembic.ini", made.read("alembic.ini").replace("# transaction_per_migration", "transaction_per_migration"))
        made.revision(self, "bb02", {"queue": '  error("stop")\n'})
        got = made.run("upgrade", "head")
        self.clear_message(got, ["stop", r"queue\.db"], codes=(1,))
        states = made.states()
        self.assertEqual([states[name][0] for name in NAMES], [["bb02"], ["aa01"], []])

    def test_printed_each_into_its_file(self):
        made = self.databases()
        self.assertEqual(self.succeeds(made, "upgrade", "head", "--sql").out, "")
        for name in NAMES:
            self.assertEqual(re.findall(r"CREATE TABLE (t_\w+)", made.read(name + ".sql")), ["t_aa01_" + name])
        self.assertIn("SERIAL", made.read("server.sql"))

    def test_names_that_are_wrong(self):
        made = self.databases()
        ini = made.read("alembic.ini")
        made.write("alembic.ini", ini.replace("databases = files", "databases = flies"))
        self.clear_message(made.run("upgrade", "head"), [r"\[flies\]"], codes=(1,))
        made.write("alembic.ini", re.sub("(?m)^databases = .*$", "databases =", ini))
        self.clear_message(made.run("upgrade", "head"), ["databases"], codes=(1,))
        made.write("alembic.ini", ini)
        text = made.read("migrations/versions/aa01_step.lua").replace("upgrade_queue", "upgrade_quue")
        made.write("migrations/versions/aa01_step.lua", text)
        self.clear_message(made.run("upgrade", "head"), ["aa01", "upgrade"], codes=(1,))
        self.assertEqual(made.states(), {name: ([], []) for name in NAMES})


if __name__ == "__main__":
    main_with_postgresql()
