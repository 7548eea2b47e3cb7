#!/usr/bin/env python3
"""Ours, Alembic and the databases' own clients on the same work, taking turns in one run.

  bench/run.py --runner build/bin/runner [--quick] [--backend sqlite|postgresql]...

PG_URL names a PostgreSQL server (its user must be allowed to create databases); without it only SQLite is measured.
ALEMBIC_PYTHONPATH names another Alembic than the installed one. What a tool left behind is checked before its time counts.
Ends with what planning costs as histories grow, from bench_planning beside the runner. Exit 1: something failed, or a promised
ratio was not reached."""
import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import data  # noqa: E402
import databases  # noqa: E402
import history  # noqa: E402
import models  # noqa: E402
from measure import Failed, Launcher, Table  # noqa: E402

FULL = {"noop": (1000, 10000), "upgrade": 1000, "sql": (1000, 5000), "tangle": 5000, "rounds": 7, "cold": 25,
        "rows": 200000, "rebuilt": 1000000, "tables": 500}
QUICK = {"noop": (1000,), "upgrade": 200, "sql": (1000,), "tangle": 1000, "rounds": 3, "cold": 10,
         "rows": 200000, "rebuilt": 200000, "tables": 100}
PLANNED = (1000, 5000, 50000)
# How much these have to do depends on where in the random history a revision lies: shown, not judged.
BY_CHANCE = ("downgrade to the middle", "labels")
# How many times faster than Alembic a command is to be on the tangle of 5,000 revisions.
PROMISED = {"heads": 60, "upgrade": 60, "history": 100}
# The same on one line: of 10,000 revisions, which take no more than so many MiB, and printing the SQL of 1,000.
LINE_PROMISED, LINE_MEMORY, PRINTING_PROMISED = 50, 30, 35
# How many times the client's own time we take at most.
CURRENT_LIMIT, UPGRADE_LIMIT = {"sqlite": 3, "postgresql": 1.5}, 1.3


class Alembic:
    def __init__(self):
        path = os.environ.get("ALEMBIC_PYTHONPATH")
        self.argv = [os.environ.get("ALEMBIC_PYTHON", "/usr/bin/python3"), "-m", "alembic"]
        self.env = {"PYTHONPATH": path} if path else {}
        code = "import alembic, sqlalchemy; print(alembic.__version__, 'with SQLAlchemy', sqlalchemy.__version__)"
        ran = subprocess.run(self.argv[:1] + ["-c", code], env=dict(os.environ, **self.env), capture_output=True, text=True, check=False)
        if ran.returncode:
            raise SystemExit("Alembic cannot be imported: " + ran.stderr.strip().splitlines()[-1])
        self.version = "Alembic " + ran.stdout.strip() + (" (ALEMBIC_PYTHONPATH)" if path else " (installed)")

    def has(self, command):
        """Older ones lack some."""
        ran = subprocess.run(self.argv + [command, "--help"], env=dict(os.environ, **self.env), capture_output=True, check=False)
        return ran.returncode == 0


class Bench:
    def __init__(self, runner, sizes, folder):
        self.runner, self.sizes, self.folder = runner, sizes, folder
        self.launcher, self.alembic, self.failed = Launcher(folder), Alembic(), False

    def projects(self, database, revisions, each=False):
        """(our folder, Alembic's folder) with these revisions."""
        base = os.path.join(self.folder, "%s-%d-%s-%s" % (database.backend, len(revisions), "each" if each else "one", revisions[-1].id))
        ours, theirs = os.path.join(base, "lua"), os.path.join(base, "python")
        if not os.path.exists(base):
            history.write_lua(ours, revisions, database.url, each)
            history.write_python(theirs, revisions, database.url, each)
            # Bytecode is written by the first run, which nobody should be charged with.
            self.launcher.run(self.alembic.argv + ["heads"], cwd=theirs, env=self.alembic.env)
        return ours, theirs

    def case(self, title, rounds, tools, before=lambda: None, after=lambda: None, promised=None, limit=None, memory=None):
        """`tools`: {name: (argv, run options)}, among the options perhaps an `after` of its own. They take turns; round 0 is for
        warming up and not counted."""
        table = Table(title, promised, limit, memory)
        for number in range(rounds + 1):
            for tool, (argv, given) in list(tools.items()):
                if tool in table.failures:
                    continue
                options = dict(given)
                check = options.pop("after", after)
                before()
                try:
                    cost = self.launcher.run(argv, **options)
                    check()
                except (Failed, AssertionError) as why:
                    table.failures[tool] = str(why)
                    table.runs.pop(tool, None)
                    self.failed = True
                    continue
                if number:
                    table.add(tool, cost)
        table.show()
        self.failed |= table.falls_short()
        sys.stdout.flush()

    def tools(self, folders, *args):
        return {"runner": ([self.runner] + list(args), {"cwd": folders[0]}),
                "alembic": (self.alembic.argv + list(args), {"cwd": folders[1], "env": self.alembic.env})}

    def current(self, database):
        folders = self.projects(database, history.line(10))
        tools = self.tools(folders, "current")
        tools["client"] = (database.select("SELECT version_num FROM alembic_version"), {})
        databases.stamp(database, [history.revision(9)])

        def answered():
            assert history.revision(9) in self.launcher.printed(), "printed: " + self.launcher.printed()
        self.case("%s: current, ten revisions" % database.backend, self.sizes["cold"], tools, after=answered,
                  limit=CURRENT_LIMIT[database.backend])

    def nothing_to_do(self, database, count):
        tools = self.tools(self.projects(database, history.line(count)), "upgrade", "head")
        tools["client"] = (database.select("SELECT version_num FROM alembic_version"), {})
        databases.stamp(database, [history.revision(count - 1)])

        def untouched():
            assert database.tables() == 0, "something was migrated"
        self.case("%s: upgrade with nothing to do, %d revisions" % (database.backend, count), self.sizes["rounds"], tools,
                  after=untouched, **self.of_a_line(count))

    def of_a_line(self, count):
        return {"promised": LINE_PROMISED, "memory": LINE_MEMORY} if count >= 10000 else {}

    def heads(self, database, count):
        def answered():
            assert self.launcher.printed().strip() == history.revision(count - 1) + " (head)", self.launcher.printed()[:200]
        self.case("heads, %d revisions" % count, self.sizes["rounds"], self.tools(self.projects(database, history.line(count)), "heads"),
                  after=answered, **self.of_a_line(count))

    def tangle(self, database, count):
        """Commands that need the whole graph, on branches, merges and dependencies."""
        revisions = history.tangle(count)
        folders, rows = self.projects(database, revisions), history.heads(revisions, real=True)
        databases.stamp(database, rows)

        def printed(pattern, ids):
            found = sorted(re.findall(pattern, self.launcher.printed()))
            assert found == sorted(ids), "%d lines: %s" % (len(found), found[:5])

        def untouched():
            assert sorted(row[0] for row in database.query("SELECT version_num FROM alembic_version")) == rows
            assert database.tables() == 0, "something was migrated"

        title = "%s, %d revisions with branches, merges and dependencies"
        for args, what, check in ((("heads",), "heads", lambda: printed(r"(?m)^\w+", history.heads(revisions, real=False))),
                                  (("upgrade", "heads"), "upgrade with nothing to do", untouched),
                                  (("history",), "history", lambda: printed(r"(?m)^.*? -> (\w+)", [r.id for r in revisions]))):
            self.case(title % (what, count), self.sizes["rounds"], self.tools(folders, *args), after=check,
                      promised=PROMISED[args[0]] if self.sizes is FULL else None)

    def upgrade(self, database, count, each):
        tools = self.tools(self.projects(database, history.line(count), each), "upgrade", "head")
        script = os.path.join(self.folder, "client.sql")
        history.write_sql(script, count, database.backend, each)
        tools["client"] = (database.client, {"stdin": script})
        self.case("%s: upgrade of %d, %s" % (database.backend, count, "a transaction each" if each else "one transaction"),
                  self.sizes["rounds"], tools, before=database.reset, after=lambda: databases.check_upgraded(database, count),
                  limit=UPGRADE_LIMIT if self.sizes is FULL else None)

    def printing(self, database, count):
        wanted = "".join(history.sql(count - count % 4 - 1, database.backend)[-1].split())

        def complete():
            text = self.launcher.printed()
            assert text.count("CREATE TABLE t") == (count + 3) // 4, "%d tables printed" % text.count("CREATE TABLE t")
            assert wanted in "".join(text.split()), "the last insert is missing"
        self.case("%s: upgrade --sql of %d" % (database.backend, count), self.sizes["rounds"],
                  self.tools(self.projects(database, history.line(count)), "upgrade", "head", "--sql"), after=complete,
                  promised=PRINTING_PROMISED if count == 1000 and self.sizes is FULL else None)

    def main_job(self, database):
        self.current(database)
        for count in self.sizes["noop"]:
            self.nothing_to_do(database, count)
        if database.backend == "sqlite":
            self.heads(database, max(self.sizes["noop"]))
        for each in (False, True):
            self.upgrade(database, self.sizes["upgrade"], each)
        for count in self.sizes["sql"]:
            self.printing(database, count)


def planning(runner, folder):
    """What planning costs as a history grows; False when there is no bench_planning or something grew faster than n log n."""
    program = os.path.join(os.path.dirname(runner), "bench_planning")
    print("\nplanning, by the size of the history")
    if not os.path.exists(program):
        print("  FAILED: %s is not there: ninja bench_planning" % program)
        return False
    sys.stdout.flush()
    if not shutil.which("valgrind"):   # CPU time then, which a larger history loses to the caches of the processor
        return subprocess.run([program], check=False).returncode == 0
    return show_growth({size: counted(program, size, folder) for size in PLANNED})


def counted(program, size, folder):
    """[(shape and part, instructions)], as callgrind counts them in each call of measured_work."""
    base = os.path.join(folder, "callgrind-%d" % size)
    ran = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + base, "--toggle-collect=measured_work",
                          "--dump-after=measured_work", program, str(size)], capture_output=True, text=True, check=True)
    names, shape = [], ""
    for line in ran.stdout.splitlines()[2:]:
        if line.startswith("  "):
            names.append((shape, line.strip().rsplit(None, 2)[0]))
        else:
            shape = line or shape
    totals = []
    for number in range(1, len(names) + 1):
        with open("%s.%d" % (base, number), encoding="utf-8", errors="replace") as f:
            totals.append(next(int(line.split()[1]) for line in f if line.startswith("totals:")))
    return list(zip(names, totals))


def show_growth(costs):
    least, most = min(costs), max(costs)
    bound = most * math.log2(most) / (least * math.log2(least))
    print("million instructions; the last column is growth against n log n\n  %-28s" % "revisions" +
          "".join(" %11d" % size for size in costs))
    last, fine = "", True
    for row in zip(*costs.values()):
        (shape, part), counts = row[0][0], [count for _, count in row]
        if shape != last:
            print("\n" + shape)
            last = shape
        growth = counts[-1] / counts[0] / bound
        fine &= part in BY_CHANCE or growth <= 1
        print("  %-28s" % part + "".join(" %11.3f" % (count / 1e6) for count in counts) + " %9.2f" % growth)
    return fine


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--runner", default="build/bin/runner")
    ap.add_argument("--quick", action="store_true", help="fewer rounds and shorter histories")
    ap.add_argument("--backend", action="append", choices=["sqlite", "postgresql"])
    ap.add_argument("--only", choices=["line", "tangle", "planning", "data", "models"],
                    help="a history of one line, or with branches, merges and dependencies; planning; rows; check of models, each alone")
    options = ap.parse_args()

    url = os.environ.get("PG_URL")
    wanted = options.backend or ["sqlite"] + (["postgresql"] if url else [])
    if "postgresql" in wanted and not url:
        ap.error("PG_URL is needed (or run it as: pg_for_tests -- bench/run.py ...)")
    # A real disk: in a tmpfs a commit costs nothing.
    scratch = os.path.join(os.path.dirname(os.path.abspath(__file__)), "out")
    os.makedirs(scratch, exist_ok=True)
    folder = tempfile.mkdtemp(dir=scratch)
    try:
        bench = Bench(os.path.abspath(options.runner), QUICK if options.quick else FULL, folder)
        print("%s, %s" % (subprocess.run([bench.runner, "--version"], capture_output=True, text=True, check=True).stdout.strip(),
                          bench.alembic.version))
        for backend in wanted:
            database = databases.Sqlite(folder) if backend == "sqlite" else databases.Postgresql(url)
            if backend == "postgresql":
                database.reset()
                print("\nPostgreSQL %s, fsync %s; client: %s" % (database.query("SHOW server_version")[0][0],
                                                                database.query("SHOW fsync")[0][0], database.psql))
            if options.only in (None, "data"):
                data.all_of(bench, database)
            if options.only in (None, "models"):
                models.all_of(bench, database)
            if options.only in (None, "line"):
                bench.main_job(database)
            if options.only == "tangle" or (options.only is None and backend == "sqlite"):
                bench.tangle(database, bench.sizes["tangle"])
            database.close()
        if options.only in (None, "planning") and not planning(bench.runner, folder):
            bench.failed = True
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
