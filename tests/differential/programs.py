"""The two programs under one interface: run(command, targets) -> Outcome. Alembic runs in this process on an SQLite database
in memory; runner is the binary on a file."""
import collections
import functools
import os
import re
import sqlite3
import subprocess
import sys
import types

# error: "" when all went well. steps: [("up" | "down", revision)] in the order in which they ran. rows: a set.
Outcome = collections.namedtuple("Outcome", "error steps rows")

CREATE = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"


# Alembic reads the label "feature-2" as "2 below feature" and does not take "shop.cart-1" for "1 below shop.cart": it gets
# other names for these.
PLAIN = {"feature-2": "feature_2", "lib+1": "lib_1", "shop.cart": "shop_cart"}


def renamed(texts):
    return tuple(functools.reduce(lambda text, label: text.replace(label, PLAIN[label]), PLAIN, text) for text in texts) or None


class Alembic:
    def __init__(self, history, folder):
        import sqlalchemy
        from alembic.script import Script, ScriptDirectory

        def script(r):
            module = types.SimpleNamespace(__doc__="step", down_revision=r.down or None, branch_labels=renamed(r.labels),
                                           depends_on=renamed(r.deps), upgrade=lambda: None, downgrade=lambda: None)
            return Script(module, r.id, r.id + "_step.py")

        class Directory(ScriptDirectory):
            def _load_revisions(self):
                return (script(r) for r in history.revisions)

        self.directory = Directory(folder)
        self.engine = sqlalchemy.create_engine("sqlite://")
        with self.engine.begin() as connection:
            connection.exec_driver_sql(CREATE)

    def run(self, command, targets):
        from alembic.runtime.migration import MigrationContext
        targets = renamed(targets)
        plan = {"upgrade": lambda rows, _: self.directory._upgrade_revs(targets[0], rows),
                "downgrade": lambda rows, _: self.directory._downgrade_revs(targets[0], rows),
                "stamp": lambda rows, _: self.directory._stamp_revs(tuple(targets), rows)}[command]
        ran = []

        def steps(rows, context):
            for step in plan(rows, context):
                if command != "stamp":
                    ran.append(("up" if step.is_upgrade else "down", step.revision.revision))
                yield step

        error = ""
        try:
            with self.engine.connect() as connection:
                context = MigrationContext.configure(connection, opts={"fn": steps, "transactional_ddl": True})
                with context.begin_transaction():
                    context.run_migrations()
        except Exception as e:
            error, ran = type(e).__name__ + ": " + str(e), []
        return Outcome(error, ran, self.rows())

    def meant(self, target):
        """The revisions that a target of a stamp means; [] where Alembic does not know."""
        try:
            return [r.revision for r in self.directory.get_revisions(renamed([target])) if r]
        except Exception:
            return []

    def rows(self):
        with self.engine.connect() as connection:
            return {row[0] for row in connection.exec_driver_sql("SELECT version_num FROM alembic_version")}

    def set_rows(self, rows):
        with self.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM alembic_version")
            for row in rows:
                connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (row,))


INI = "[alembic]\nscript_location = .\nsqlalchemy.url = sqlite:///test.db\n"
SCRIPT = """-- step
local op = require "op"
revision = "%s"
down_revision = %s
branch_labels = %s
depends_on = %s
function upgrade() end
function downgrade() end
"""


def lua_list(items):
    return "{" + ", ".join('"%s"' % item for item in items) + "}" if items else "nil"


class Runner:
    RAN = re.compile(r"Running (upgrade|downgrade) (.*?) -> (.*?), step$", re.M)

    def __init__(self, history, folder, binary):
        self.folder, self.binary = folder, binary
        os.makedirs(os.path.join(folder, "versions"))
        with open(os.path.join(folder, "alembic.ini"), "w") as ini:
            ini.write(INI)
        for r in history.revisions:
            with open(os.path.join(folder, "versions", r.id + "_step.lua"), "w") as script:
                script.write(SCRIPT % (r.id, lua_list(r.down), lua_list(r.labels), lua_list(r.deps)))
        self.database = os.path.join(folder, "test.db")
        with sqlite3.connect(self.database) as connection:
            connection.execute(CREATE)

    def run(self, command, targets):
        done = subprocess.run([self.binary, "--no-dotenv", command, "--"] + targets, cwd=self.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        talk = done.stderr.decode(errors="replace")
        if done.returncode not in (0, 1, 2):
            sys.exit("%s %s: exit %d\n%s" % (command, targets, done.returncode, talk))
        ran = [("up", to) if verb == "upgrade" else ("down", since) for verb, since, to in self.RAN.findall(talk)]
        return Outcome("" if done.returncode == 0 else talk.strip() or "?", [] if done.returncode else ran, set(self.rows()))

    def rows(self):
        """In the order in which the database gives them."""
        connection = sqlite3.connect(self.database)
        try:
            return [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
        finally:
            connection.close()
