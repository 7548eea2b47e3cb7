"""`models`: what a database holds becomes a file of Lua models with which `check` finds no difference, and from which a
migration makes the same database again. tests/schemas has schemas of many kinds of projects; the first line of one that an old
server cannot have names the version that it needs, as "(PostgreSQL 15)"."""
import glob
import os
import re
import sqlite3

from support import REPOSITORY, Case, PostgresCase, main_with_postgresql, server_version

SCHEMAS = os.path.join(REPOSITORY, "tests", "schemas")

ENV = """local context = require "context"
local config = context.config
local engine = context.engine_from_config(config:get_section(config.config_ini_section), { prefix = "sqlalchemy." })
engine:connect(function(connection)
  context.configure{ connection = connection, target_metadata = require("models").metadata }
  context.begin_transaction(function() context.run_migrations() end)
end)
"""

# Stand-alone sequences that defaults take from, functions, composite types and extensions are no part of models.
NEEDS_MORE_THAN_MODELS = {"postgresql/warehouse", "postgresql/clinic", "postgresql/ledger_double_entry"}


def needed_version(text):
    found = re.search(r"\(PostgreSQL (\d+)\)", text.split("\n", 1)[0])
    return int(found.group(1)) if found else 0


class Models(Case):
    backend = "sqlite"
    fewest = 18  # schemas that must be there

    def server_version(self):
        return 0

    def schemas(self):
        for path in sorted(glob.glob(os.path.join(SCHEMAS, self.backend, "*.sql"))):
            with open(path, encoding="utf-8") as f:
                text = f.read()
            if needed_version(text) <= self.server_version():
                yield "%s/%s" % (self.backend, os.path.basename(path)[:-4]), text

    def fill(self, project, text):
        connection = sqlite3.connect(project.database)
        connection.executescript(text)
        connection.close()

    def modelled(self, text=None):
        project = self.project(ini="prepend_sys_path = %(here)s\n")
        project.write("migrations/env.lua", ENV)
        if text is not None:
            project.write("models.lua", text)
        return project

    def agrees(self, project):
        got = project.run("check")
        self.assertEqual((got.code, got.out), (0, "No new upgrade operations detected.\n"), repr(got))

    def test_models_of_every_schema_agree_with_it(self):
        count = 0
        for name, text in self.schemas():
            with self.subTest(name):
                project = self.modelled()
                self.fill(project, text)
                project.write("models.lua", "return { metadata = require('sa').MetaData() }")
                project.write("models.lua", self.succeeds(project, "models").out)
                self.agrees(project)
                count += 1
        self.assertGreaterEqual(count, self.fewest)

    def test_a_migration_from_the_models_makes_the_same_tables(self):
        for name, text in self.schemas():
            if name in NEEDS_MORE_THAN_MODELS:
                continue
            with self.subTest(name):
                given = self.modelled()
                self.fill(given, text)
                given.write("models.lua", "return { metadata = require('sa').MetaData() }")
                models = self.succeeds(given, "models").out
                made = self.modelled(models)
                self.succeeds(made, "revision", "--autogenerate", "-m", "begin")
                self.succeeds(made, "upgrade", "head")
                self.agrees(made)
                self.assertEqual(steady(self.succeeds(made, "models").out), steady(models))
                self.succeeds(made, "downgrade", "base")
                self.assertEqual([t for t in made.tables() if t != "sqlite_sequence"], ["alembic_version"])


def steady(text):
    """Without what is not declared, and without the casts and parentheses that PostgreSQL moves each time it reads a CHECK."""
    def said(check):
        return re.sub(r"::[a-z ]+(\[\])?|[()]", "", check.group(0))
    return re.sub(r'sa\.CheckConstraint\(".*?"', said, re.sub(r"-- Views are not declared.*\n", "", text))


class PostgresModels(PostgresCase, Models):
    backend = "postgresql"
    fewest = 13  # on version 13

    def server_version(self):
        return server_version()

    def fill(self, project, text):
        project.sql(text)

    def with_other_schemas(self):
        project = self.modelled("return {}")
        project.sql("CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.x (id int PRIMARY KEY);"
                    "CREATE TABLE b.y (id int REFERENCES a.x); CREATE TABLE z (id int)")
        return project

    def test_schemas_are_named_and_what_their_keys_lead_to_comes_along(self):
        project = self.with_other_schemas()
        self.assertEqual(re.findall(r'sa.Table\("(\w+)"', self.succeeds(project, "--url", project.url, "models").out), ["z"])
        both = self.succeeds(project, "--url", project.url, "models", "--schema", "b", "--schema", "public").out
        self.assertEqual(re.findall(r'sa.Table\("(\w+)"', both), ["z", "x", "y"])
        self.assertIn('sa.ForeignKey("a.x.id")', both)


class Command(Case):
    def test_a_table_as_a_person_would_write_it(self):
        project = self.project()
        project.sql("CREATE TABLE owner (id INTEGER PRIMARY KEY NOT NULL, name VARCHAR(40) NOT NULL UNIQUE);"
                    "CREATE TABLE pet (id INTEGER PRIMARY KEY, owner_id INTEGER NOT NULL REFERENCES owner ON DELETE CASCADE,"
                    " kind TEXT DEFAULT 'cat' CONSTRAINT ck_kind CHECK (kind <> ''), weight NUMERIC(5, 2) DEFAULT 0,"
                    " CONSTRAINT uq_pet UNIQUE (kind, weight));"
                    "CREATE INDEX ix_pet_owner_id ON pet (owner_id); CREATE VIEW cats AS SELECT * FROM pet")
        self.assertEqual(self.succeeds(project, "--url", "sqlite:///test.db", "models").out, '''\
-- Models of an existing database, as runner models wrote them.
-- Views are not declared; it has cats.
local sa = require "sa"

local metadata = sa.MetaData()

sa.Table("owner", metadata,
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("name", sa.String(40), { nullable = false, unique = true }))

sa.Table("pet", metadata,
  sa.Column("id", sa.Integer(), { primary_key = true }),
  sa.Column("owner_id", sa.Integer(), sa.ForeignKey("owner.id", { ondelete = "CASCADE" }), { index = true, nullable = false }),
  sa.Column("kind", sa.Text(), { server_default = "cat" }),
  sa.Column("weight", sa.Numeric(5, 2), { server_default = sa.text("0") }),
  sa.UniqueConstraint("kind", "weight", { name = "uq_pet" }),
  sa.CheckConstraint("kind <> ''", { name = "ck_kind" }))

return { metadata = metadata }
''')

    def test_the_version_table_is_not_declared(self):
        project = self.project()
        project.script("aa01", None, '  op.create_table("t", sa.Column("id", sa.Integer()))')
        self.succeeds(project, "upgrade", "head")
        out = self.succeeds(project, "models").out
        self.assertIn('sa.Table("t"', out)
        self.assertNotIn("alembic_version", out)

    def test_no_tables_is_an_error_that_explains(self):
        project = self.project()
        self.refuses(project, "models", mentions=["no table", "--schema"], codes=(1,))

    def test_the_file_that_the_project_will_have_need_not_be_there(self):
        project = self.project(ini="target_metadata = %(here)s/models.lua\n")
        project.sql("CREATE TABLE t (id INTEGER PRIMARY KEY)")
        self.succeeds(project, "models", "-o", "models.lua")
        self.succeeds(project, "check")

    def test_keys_to_what_is_not_there_are_left_out_and_left_alone(self):
        project = self.project(ini="target_metadata = %(here)s/models.lua\n")
        project.sql("CREATE TABLE u (a TEXT); CREATE TABLE t (id INTEGER PRIMARY KEY, x INTEGER REFERENCES missing, y INTEGER REFERENCES u,"
                    "z INTEGER REFERENCES u (nope), FOREIGN KEY (x, y) REFERENCES missing (a, b))")
        got = self.succeeds(project, "models", "-o", "models.lua")
        self.assertIn("the foreign key (x) of table 't' is left out: what it refers to in 'missing' is not there", got.err)
        self.assertNotIn("ForeignKey", project.read("models.lua"))
        self.succeeds(project, "check")
        project.write("models.lua", project.read("models.lua").replace('sa.Column("x", sa.Integer()', 'sa.Column("x", sa.Integer(), sa.ForeignKey("t.id")'))
        self.assertEqual(project.run("check").out.splitlines(), ["drop foreign key fk_t_x_missing on t", "add foreign key fk_t_x_t on t (x) to t (id)"])

    def test_a_file_is_written_over_only_when_told(self):
        project = self.project()
        project.sql("CREATE TABLE t (a INTEGER)")
        self.assertEqual(self.succeeds(project, "models", "-o", "models.lua").out, "")
        first = project.read("models.lua")
        project.write("models.lua", "-- mine")
        self.refuses(project, "models", "-o", "models.lua", mentions=["models.lua", "--force"], codes=(2,))
        self.succeeds(project, "models", "--output", "models.lua", "--force")
        self.assertEqual(project.read("models.lua"), first)

    def test_thousands_of_columns_are_one_file_that_runs(self):
        project = self.project(ini="prepend_sys_path = %(here)s\n")
        project.write("migrations/env.lua", ENV)
        project.sql(";".join("CREATE TABLE t%d (%s)" % (i, ", ".join("c%d_%d INTEGER DEFAULT %d" % (i, c, c) for c in range(300)))
                             for i in range(40)))
        project.write("models.lua", self.succeeds(project, "--url", "sqlite:///test.db", "models").out)
        got = project.run("check")
        self.assertEqual(got.code, 0, repr(got))


if __name__ == "__main__":
    main_with_postgresql()
