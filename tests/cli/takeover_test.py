"""Take-over: a database and a history of Alembic's own, which runner goes on with, and which Alembic then takes back."""
import os
import shutil
import subprocess
import sys
import unittest

from support import Case, PostgresProject, TIMEOUT, environment, main_with_postgresql

ALEMBIC_INI = "[alembic]\nscript_location = %(here)s/alembic\nsqlalchemy.url = {url}\n"

ENV_PY = """from alembic import context
from sqlalchemy import engine_from_config, pool
engine = engine_from_config(context.config.get_section("alembic"), prefix="sqlalchemy.", poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""

SCRIPT_PY = '''"""step {rev}"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = {rev!r}, {down!r}, {labels!r}, {deps!r}

def upgrade():
    op.create_table("t_{rev}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(20), nullable=False))

def downgrade():
    op.drop_table("t_{rev}")
'''

UP = '  op.create_table("t_{0}", sa.Column("id", sa.Integer(), {{ primary_key = true }}), sa.Column("name", sa.String(20), {{ nullable = false }}))'

# id, down, labels, depends_on: a branch that is merged, and a second base whose last revision depends on the first line.
HISTORY = (("aa0000000001", None, None, None), ("bb0000000002", "aa0000000001", "left", None), ("cc0000000003", "aa0000000001", None, None),
           ("dd0000000004", ("bb0000000002", "cc0000000003"), None, None), ("ee0000000005", None, "shop", None),
           ("ff0000000006", "ee0000000005", None, "bb0000000002"))


def alembic_python():
    """A Python that has Alembic: this one or the distribution's."""
    for python in (sys.executable, "/usr/bin/python3"):
        if os.path.exists(python) and subprocess.run([python, "-c", "import alembic"], capture_output=True).returncode == 0:
            return python
    raise AssertionError("Alembic is not installed: apt-get install alembic")


def literal(value):
    items = [value] if isinstance(value, str) else list(value or [])
    return "nil" if not items else "{ " + ", ".join('"%s"' % item for item in items) + " }"


class Takeover:
    """What has to hold on both databases. made() gives a project with both histories."""

    def fill(self, project, url):
        os.makedirs(project.path("alembic", "versions"))
        project.write("alembic/env.py", ENV_PY)
        project.write("of_alembic.ini", ALEMBIC_INI.format(url=url.replace("%", "%%")))
        for rev, down, labels, deps in HISTORY:
            project.write("alembic/versions/%s_step.py" % rev, SCRIPT_PY.format(rev=rev, down=down, labels=labels, deps=deps))
            path = project.script(rev, down, UP.format(rev), '  op.drop_table("t_%s")' % rev)
            text = project.read(path).replace("branch_labels = nil", "branch_labels = " + literal(labels))
            project.write(path, text.replace("depends_on = nil", "depends_on = " + literal(deps)))
        return project

    def alembic(self, project, *args):
        ran = subprocess.run([alembic_python(), "-m", "alembic.config", "-c", project.path("of_alembic.ini")] + list(args), cwd=project.root,
                             env=environment({"PYTHONDONTWRITEBYTECODE": "1"}), capture_output=True, text=True, timeout=TIMEOUT)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        return ran.stdout

    def lines(self, text):
        return sorted(line.split(" ")[0] for line in text.splitlines() if line)

    def agree(self, project, rows):
        self.assertEqual(project.rows(), sorted(rows))
        self.assertEqual(self.lines(self.alembic(project, "current")), self.lines(self.succeeds(project, "current").out))

    def tables_of(self, project):
        return [t for t in project.tables() if t != "alembic_version"]

    def test_runner_goes_on_where_alembic_stopped(self):
        project = self.made()
        self.alembic(project, "upgrade", "bb0000000002")
        self.agree(project, ["bb0000000002"])
        self.succeeds(project, "upgrade", "heads")
        self.agree(project, ["dd0000000004", "ff0000000006"])
        self.assertEqual(self.tables_of(project), ["t_" + h[0] for h in HISTORY])
        self.assertEqual(self.alembic(project, "current", "--verbose").count("Rev: "), 2)

    def test_and_back_again_step_by_step(self):
        project = self.made()
        alembic, runner = lambda *a: self.alembic(project, *a), lambda *a: self.succeeds(project, *a)
        for program, command, rows in ((runner, ("upgrade", "ff0000000006"), ["ff0000000006"]),
                                       (alembic, ("upgrade", "heads"), ["dd0000000004", "ff0000000006"]),
                                       (runner, ("downgrade", "cc0000000003"), ["cc0000000003", "ff0000000006"]),
                                       (alembic, ("downgrade", "shop@ee0000000005"), None),
                                       (runner, ("upgrade", "shop@head"), None),
                                       (alembic, ("stamp", "dd0000000004"), None),
                                       (runner, ("stamp", "heads"), ["dd0000000004", "ff0000000006"]),
                                       (runner, ("stamp", "shop@base"), None),
                                       (alembic, ("stamp", "--purge", "heads"), ["dd0000000004", "ff0000000006"])):
            with self.subTest(command=command):
                program(*command)
                self.agree(project, project.rows() if rows is None else rows)

    def test_the_version_table_is_the_same_whoever_made_it(self):
        theirs, ours = self.made(), self.made()
        self.alembic(theirs, "upgrade", "aa0000000001")
        self.succeeds(ours, "upgrade", "aa0000000001")
        self.assertEqual(self.version_table(theirs), self.version_table(ours))
        self.assertEqual(*[[" ".join(str(line).split()) for line in project.dump()] for project in (theirs, ours)])

    def test_everything_comes_down_again(self):
        project = self.made()
        self.alembic(project, "upgrade", "heads")
        self.succeeds(project, "downgrade", "base")
        self.assertEqual((project.rows(), self.tables_of(project)), ([], []))
        self.succeeds(project, "upgrade", "heads")
        self.alembic(project, "downgrade", "base")
        self.assertEqual((project.rows(), self.tables_of(project)), ([], []))


class OnSqlite(Takeover, Case):
    def made(self):
        project = self.project()
        return self.fill(project, "sqlite:///" + project.database)

    def version_table(self, project):
        return "".join(project.sql("SELECT sql FROM sqlite_master WHERE name = 'alembic_version'")[0][0].split())


class OnPostgresql(Takeover, Case):
    def made(self):
        if os.environ.get("RUNNER_TEST_PG") == "skip":
            self.skipTest("RUNNER_TEST_PG=skip")
        project = PostgresProject()
        self.addCleanup(project.remove)
        return self.fill(project, project.url)

    def version_table(self, project):
        return project.sql("SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, c.conname, pg_get_constraintdef(c.oid) "
                           "FROM pg_attribute a JOIN pg_constraint c ON c.conrelid = a.attrelid "
                           "WHERE a.attrelid = 'alembic_version'::regclass AND a.attnum > 0")


if __name__ == "__main__":
    main_with_postgresql()
