"""`check` of models that the database agrees with, beside Alembic's: 500 tables of 12 columns. The database is made from
Alembic's own models. How many times faster we are is promised, and so is our memory; how many queries both send is counted where
they arrive, and ours must not depend on how many tables there are."""
import os
import subprocess

import history
from queries import count_queries

PROMISED = {"postgresql": 15, "sqlite": 40}
MEMORY_LIMIT = 40  # MiB
CLEAN = "No new upgrade operations detected."

# name, type, what else a Column takes: the same words in both languages but for how an option is written.
COLUMNS = (
    ("id", "sa.Integer()", (("primary_key", "true"),)),
    ("parent_id", "sa.Integer()", ()),
    ("code", "sa.String(40)", (("nullable", "false"),)),
    ("name", "sa.String(100)", (("nullable", "false"),)),
    ("amount", "sa.Numeric(10, 2)", (("server_default", 'sa.text("0")'),)),
    ("quantity", "sa.SmallInteger()", (("nullable", "false"),)),
    ("big", "sa.BigInteger()", ()),
    ("active", "sa.Boolean()", (("nullable", "false"), ("server_default", 'sa.text("TRUE")'))),
    ("kind", 'sa.Enum("one", "two", "three", { name = "kind" })', (("nullable", "false"), ("server_default", '"one"'))),
    ("created_at", "sa.DateTime()", (("nullable", "false"), ("server_default", 'sa.text("CURRENT_TIMESTAMP")'))),
    ("day", "sa.Date()", ()),
)
LAST = ("sa.Text()", "sa.LargeBinary()", "sa.Float()", "sa.JSON()", "sa.Time()")

LUA = """local sa = require "sa"

local metadata = sa.MetaData()

%s
return { metadata = metadata }
"""
LUA_TABLE = """sa.Table("{name}", metadata,
{columns},{key}
  sa.UniqueConstraint("code", {{ name = "uq_{name}_code" }}),
  sa.CheckConstraint("quantity >= 0", {{ name = "ck_{name}_quantity" }}),
  sa.Index("ix_{name}_name", "name", "created_at"),
  sa.Index("ix_{name}_big", "big", {{ unique = true }}))
"""
PYTHON = """import sqlalchemy as sa

metadata = sa.MetaData()

%s"""
PYTHON_TABLE = """sa.Table("{name}", metadata,
{columns},{key}
  sa.UniqueConstraint("code", name="uq_{name}_code"),
  sa.CheckConstraint("quantity >= 0", name="ck_{name}_quantity"),
  sa.Index("ix_{name}_name", "name", "created_at"),
  sa.Index("ix_{name}_big", "big", unique=True))
"""

ENV_LUA = """local context = require "context"
local config = context.config

local engine = context.engine_from_config(config:get_section(config.config_ini_section), { prefix = "sqlalchemy." })
engine:connect(function(connection)
  context.configure{ connection = connection, target_metadata = require("models").metadata }
  context.begin_transaction(function() context.run_migrations() end)
end)
"""
ENV_PY = """from alembic import context
from sqlalchemy import engine_from_config, pool

from models import metadata

config = context.config
engine = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
"""
LUA_KEY = """
  sa.ForeignKeyConstraint({{ "parent_id" }}, {{ "{referred}.id" }}, {{ name = "fk_{name}_parent", ondelete = "CASCADE" }}),"""
PYTHON_KEY = """
  sa.ForeignKeyConstraint(["parent_id"], ["{referred}.id"], name="fk_{name}_parent", ondelete="CASCADE"),"""
CREATE_ALL = "import sys, sqlalchemy, models; models.metadata.create_all(sqlalchemy.create_engine(sys.argv[1]))"


def table_name(i):
    return "entity_%04d" % i


def lua_column(name, kind, options):
    named = ", ".join("%s = %s" % option for option in options)
    return '  sa.Column("%s", %s%s)' % (name, kind, ", { %s }" % named if named else "")


def python_column(name, kind, options):
    kind = kind.replace('{ name = "kind" }', 'name="kind"')
    named = "".join(", %s=%s" % (option, {"true": "True", "false": "False"}.get(value, value)) for option, value in options)
    return '  sa.Column("%s", %s%s)' % (name, kind, named)


def tables(count, template, column, key):
    """Keys make a tree eight wide: a chain as long as there are tables is more than some versions of SQLAlchemy can recurse."""
    made = []
    for i in range(count):
        columns = COLUMNS + (("extra", LAST[i % len(LAST)], ()),)
        made.append(template.format(name=table_name(i), columns=",\n".join(column(*one) for one in columns),
                                    key=key.format(name=table_name(i), referred=table_name((i - 1) // 8)) if i else ""))
    return "".join(made)


def write(folder, url, suffix, text, env):
    os.makedirs(os.path.join(folder, "migrations", "versions"))
    history.write(os.path.join(folder, "models" + suffix), text)
    history.write(os.path.join(folder, "migrations", "env" + suffix), env)
    write_ini(folder, url)
    return folder


def write_ini(folder, url):
    history.write(os.path.join(folder, "alembic.ini"), "[alembic]\nscript_location = %%(here)s/migrations\nprepend_sys_path = .\n"
                  "sqlalchemy.url = %s\n" % url.replace("%", "%%"))


class Case:
    """The projects of both tools and a database that agrees with them."""

    def __init__(self, bench, database, count):
        self.bench, self.database, self.count = bench, database, count
        base = os.path.join(bench.folder, "models-%s-%d" % (database.backend, count))
        self.folders = [write(os.path.join(base, "lua"), database.url, ".lua",
                              LUA % tables(count, LUA_TABLE, lua_column, LUA_KEY), ENV_LUA),
                        write(os.path.join(base, "python"), database.url, ".py",
                              PYTHON % tables(count, PYTHON_TABLE, python_column, PYTHON_KEY), ENV_PY)]
        self.tools = bench.tools(self.folders, "check")
        if not bench.alembic.has("check"):
            del self.tools["alembic"]
        database.reset()
        database.query(history.VERSION_TABLE)
        subprocess.run(bench.alembic.argv[:1] + ["-c", CREATE_ALL, database.url], cwd=self.folders[1], check=True,
                       env=dict(os.environ, **bench.alembic.env))
        if database.backend == "postgresql":
            database.query("ANALYZE")

    def agreed(self):
        assert CLEAN in self.bench.launcher.printed(), self.bench.launcher.printed()[-600:]

    def must_be_seen(self):
        """A program that finds nothing at all would be fast, too."""
        table = table_name(self.count // 2)
        self.database.query("ALTER TABLE %s ADD COLUMN odd INTEGER" % table)
        argv, options = self.tools["runner"]
        ran = subprocess.run(argv, capture_output=True, text=True, check=False, **options)
        if ran.returncode != 3 or ran.stdout.strip() != "drop column %s.odd" % table:
            print("  FAILED: one column more was not seen: %d, %s" % (ran.returncode, ran.stdout.strip() or ran.stderr.strip()))
            self.bench.failed = True
        self.database.query("ALTER TABLE %s DROP COLUMN odd" % table)

    def queries(self, tool):
        argv, options = self.tools[tool]

        def run(url, env):
            write_ini(options["cwd"], url)
            self.bench.launcher.run(argv, cwd=options["cwd"], env=dict(options.get("env", {}), **env))
            self.agreed()
        try:
            return count_queries(self.database, self.bench.folder, run)
        finally:
            write_ini(options["cwd"], self.database.url)


def all_of(bench, database):
    count = bench.sizes["tables"]
    few = Case(bench, database, count // 10)
    sent_for_few = few.queries("runner")
    case = Case(bench, database, count)
    bench.case("%s: check of models of %d tables, %d columns each" % (database.backend, count, len(COLUMNS) + 1), bench.sizes["rounds"],
               case.tools, after=case.agreed, memory=MEMORY_LIMIT, promised=PROMISED[database.backend] if count >= 500 else None)
    case.must_be_seen()
    sent = {tool: case.queries(tool) for tool in case.tools}
    print("  queries: runner %d (%d for %d tables), alembic %s" % (sent["runner"], sent_for_few, few.count,
                                                                 sent.get("alembic", "not measured: it has no `check`")))
    if sent["runner"] != sent_for_few:
        print("  FAILED: the number of queries depends on the number of tables")
        bench.failed = True
