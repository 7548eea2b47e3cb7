"""Models against databases: `check`, `revision --autogenerate` and the hooks of env.lua, on SQLite and PostgreSQL."""
import json
import os
import pty
import re
import sqlite3
import unittest

from support import Case, PostgresCase, RUNNER, environment, main_with_postgresql, server_version

MODELS = """local sa = require "sa"
local metadata = sa.MetaData()
%s
return { metadata = metadata }
"""
ENV = """local context = require "context"
local sa = require "sa"
local config = context.config
local target_metadata = require("models").metadata
%s
local engine = context.engine_from_config(config:get_section(config.config_ini_section), { prefix = "sqlalchemy." })
engine:connect(function(connection)
  context.configure{ connection = connection, target_metadata = target_metadata%s }
  context.begin_transaction(function() context.run_migrations() end)
end)
"""
ORG = 'sa.Table("org", metadata, sa.Column("id", sa.Integer(), { primary_key = true }), sa.Column("name", sa.String(50), { unique = true }))\n'
TASKS = 'sa.Table("tasks", metadata, sa.Column("id", sa.Integer(), { primary_key = true }),\n  %s)\n'
TITLE = 'sa.Column("title", sa.String(200), { nullable = false })'


class Both:
    """What holds on every database."""

    def models(self, project, *tables):
        project.write("migrations/models.lua", MODELS % "".join(tables))

    def modelled(self, *tables, hooks="", options="", **settings):
        project = self.project(**settings)
        project.write("migrations/env.lua", ENV % (hooks, options))
        self.models(project, *tables)
        return project

    def generate(self, project, rev, message="change"):
        self.succeeds(project, "revision", "--autogenerate", "-m", message, "--rev-id", rev)
        return project.read("migrations/versions/%s_%s.lua" % (rev, message))

    def migrate(self, project, rev):
        text = self.generate(project, rev)
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.succeeds(project, "check").out, "No new upgrade operations detected.\n", text)
        return text

    def differences(self, project):
        got = project.run("check")
        self.assertEqual(got.code, 3, repr(got))
        self.assertIn("New upgrade operations detected", got.err)
        return got.out.splitlines()

    # ---- the way of a project

    def test_models_become_migrations_and_go_back(self):
        project = self.modelled(ORG)
        self.assertEqual(self.differences(project), ["add table org"])
        self.migrate(project, "a1")
        before = project.dump()
        self.models(project, ORG, TASKS % (TITLE + ', sa.Column("org_id", sa.Integer(), sa.ForeignKey("org.id"), { index = true })'))
        self.assertEqual(self.differences(project), ["add table tasks", "add index ix_tasks_org_id on tasks (org_id)"])
        self.migrate(project, "b2")
        self.models(project, ORG, TASKS % (TITLE + ', sa.Column("org_id", sa.Integer(), sa.ForeignKey("org.id"), { index = true }),\n'
                                           'sa.Column("priority", sa.Integer(), { nullable = false, server_default = "1" })'))
        self.assertEqual(self.differences(project), ["add column tasks.priority INTEGER NOT NULL"])
        self.migrate(project, "c3")
        self.succeeds(project, "downgrade", "a1")
        self.assertEqual([row for row in project.dump() if "alembic_version" not in str(row)],
                         [row for row in before if "alembic_version" not in str(row)])
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.succeeds(project, "check").out, "No new upgrade operations detected.\n")

    def test_rows_survive_changes(self):
        project = self.modelled(ORG)
        self.migrate(project, "a1")
        project.sql("INSERT INTO org (id, name) VALUES (1, 'one'), (2, '2')")
        self.models(project, 'sa.Table("org", metadata, sa.Column("id", sa.Integer(), { primary_key = true }),\n'
                    '  sa.Column("name", sa.Text(), { nullable = false, server_default = "none" }),\n'
                    '  sa.Column("size", sa.Integer()), sa.CheckConstraint("size > 0", { name = "ck_size" }))\n')
        self.migrate(project, "b2")
        self.assertEqual([str(row[0]) for row in project.sql("SELECT name FROM org ORDER BY id")], ["one", "2"])
        self.succeeds(project, "downgrade", "a1")
        self.assertEqual([str(row[0]) for row in project.sql("SELECT name FROM org ORDER BY id")], ["one", "2"])

    def test_constraints_without_names_make_no_lasting_difference(self):
        parts = ('sa.Column("a", sa.Integer(), sa.ForeignKey("org.id"), { unique = true }), sa.Column("b", sa.Integer()),\n'
                 'sa.UniqueConstraint("a", "b"), sa.CheckConstraint("a > b")')
        project = self.modelled(ORG, TASKS % 'sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer())')
        self.migrate(project, "a1")
        self.models(project, ORG, TASKS % parts)
        self.migrate(project, "b2")

    def test_an_index_beside_its_table_belongs_to_it(self):
        project = self.modelled('local t = ' + TASKS % TITLE + 'sa.Index("ix_plain", t.c.title)\n'
                                'sa.Index("ix_lower", sa.func.lower(t.c.title))\nsa.Index("ix_back", t.c.id, t.c.title:desc())\n')
        self.migrate(project, "a1")
        self.models(project, TASKS % TITLE)
        self.assertEqual([line.split(" on ")[0] for line in self.differences(project)],
                         ["drop index " + name for name in ("ix_back", "ix_lower", "ix_plain")])

    def test_tables_that_refer_to_each_other(self):
        project = self.modelled(TASKS % 'sa.Column("sub_id", sa.Integer(), sa.ForeignKey("sub.id", { name = "fk_sub" }))',
                                'sa.Table("sub", metadata, sa.Column("id", sa.Integer(), { primary_key = true }),\n'
                                '  sa.Column("task_id", sa.Integer(), sa.ForeignKey("tasks.id", { name = "fk_task" })))\n')
        self.migrate(project, "a1")
        self.models(project, ORG)
        self.migrate(project, "b2")
        self.succeeds(project, "downgrade", "a1")

    # ---- check

    def test_check_as_json(self):
        project = self.modelled(ORG)
        got = project.run("check", "--json")
        self.assertEqual((got.code, json.loads(got.out)),
                         (3, {"differences": [{"operation": "add_table", "table": "org", "text": "add table org"}]}))
        self.migrate(project, "a1")
        self.assertEqual(json.loads(self.succeeds(project, "check", "--json").out), {"differences": []})

    def test_a_database_that_is_behind_is_not_compared(self):
        project = self.modelled(ORG)
        self.generate(project, "a1")
        self.refuses(project, "check", mentions=["not up to date", "upgrade heads"], codes=(1,))
        self.refuses(project, "revision", "--autogenerate", "-m", "x", mentions=["not up to date"], codes=(1,))

    def test_without_models_there_is_nothing_to_compare(self):
        project = self.project()
        self.refuses(project, "check", mentions=["target_metadata", "MetaData"], codes=(1,))

    # ---- models that cannot be meant

    def test_the_metadata_is_taken_out_of_the_table_that_holds_it(self):
        project = self.modelled(ORG)
        project.write("migrations/env.lua", (ENV % ("", "")).replace('require("models").metadata', 'require("models")'))
        self.refuses(project, "check", mentions=["not a table", r'require\("models"\)\.metadata'], codes=(1,))

    def test_empty_models_never_drop_everything(self):
        project = self.modelled(ORG)
        self.migrate(project, "a1")
        self.models(project)
        self.refuses(project, "check", mentions=["declare no table", "'org'", "allow_empty_models"], codes=(1,))
        self.refuses(project, "revision", "--autogenerate", "-m", "x", mentions=["allow_empty_models"], codes=(1,))
        project.write("migrations/env.lua", ENV % ("", ", allow_empty_models = true"))
        self.assertEqual(self.differences(project), ["drop table org"])

    def test_models_that_fail_are_named(self):
        project = self.modelled("error('no models today')\n")
        self.refuses(project, "check", mentions=[r"models\.lua:3", "no models today"], codes=(1,))
        project.write("migrations/models.lua", 'local sa = require "sa"\n')
        self.refuses(project, "check", mentions=["env.lua|models"], codes=(1,))
        project.write("migrations/env.lua", (ENV % ("", "")).replace('require("models").metadata', '{ "tasks" }'))
        self.refuses(project, "check", mentions=["target_metadata", "MetaData"], codes=(1,))

    def test_a_table_declared_twice_is_refused_with_both_places(self):
        project = self.modelled(ORG, ORG)
        self.refuses(project, "check", mentions=[r"models\.lua:3", r"models\.lua:4", "org"], codes=(1,))
        project.write("migrations/env.lua", (ENV % ("", "")).replace(
            'require("models").metadata', '{ require("models").metadata, require("more").metadata }'))
        self.models(project, ORG)
        project.write("migrations/more.lua", MODELS % ("\n" + ORG))
        self.refuses(project, "check", mentions=[r"models\.lua:3", r"more\.lua:4", "Duplicate table keys"], codes=(1,))

    def test_a_foreign_key_to_nowhere(self):
        project = self.modelled(ORG, TASKS % 'sa.Column("org_id", sa.Integer(), sa.ForeignKey("orga.id"))')
        self.refuses(project, "check", mentions=["could not find table 'orga'", "did you mean 'org'", r"models\.lua:4"], codes=(1,))
        self.models(project, ORG, TASKS % 'sa.Column("org_id", sa.Integer(), sa.ForeignKey("org.idd"))')
        self.refuses(project, "check", mentions=["could not find column 'idd'", "did you mean 'id'"], codes=(1,))

    # ---- models in several files

    def test_discover(self):
        project = self.project(ini="prepend_sys_path = .\ntarget_metadata = models/*.lua\n")
        os.mkdir(project.path("models"))
        project.write("models/base.lua", 'local sa = require "sa"\nreturn { metadata = sa.MetaData() }\n')
        project.write("models/org.lua", 'local sa = require "sa"\nlocal metadata = require("models.base").metadata\n' + ORG)
        project.write("models/tasks.lua", 'local sa = require "sa"\nrequire "models.org"\nlocal metadata = require("models.base").metadata\n' +
                      TASKS % 'sa.Column("org_id", sa.Integer(), sa.ForeignKey("org.id"))')
        self.migrate(project, "a1")
        self.assertIn("org", project.tables())
        self.assertIn("tasks", project.tables())

    def test_discover_nothing(self):
        project = self.project(ini="target_metadata = models/*.lua\n")
        self.refuses(project, "check", mentions=[r"no file matches \"models/\*\.lua\""], codes=(1,))
        os.mkdir(project.path("models"))
        project.write("models/a.lua", "local x = 1\n")
        self.refuses(project, "check", mentions=["no table is declared in models/a.lua"], codes=(1,))

    # ---- renames

    def test_a_rename_that_the_model_tells_keeps_the_data(self):
        project = self.modelled(ORG)
        self.migrate(project, "a1")
        project.sql("INSERT INTO org (id, name) VALUES (1, 'one')")
        self.models(project, 'sa.Table("firm", metadata, sa.Column("id", sa.Integer(), { primary_key = true }),\n'
                    '  sa.Column("title", sa.String(50), { unique = true, renamed_from = "name" }), { renamed_from = "org" })\n')
        self.assertEqual(self.differences(project), ["rename table org to firm", "rename column firm.name to title"])
        self.migrate(project, "b2")
        self.assertEqual([tuple(map(str, row)) for row in project.sql("SELECT id, title FROM firm")], [("1", "one")])
        self.succeeds(project, "downgrade", "a1")
        self.assertEqual([tuple(map(str, row)) for row in project.sql("SELECT id, name FROM org")], [("1", "one")])

    def test_a_rename_that_nobody_tells_is_pointed_out(self):
        project = self.modelled(TASKS % TITLE)
        self.migrate(project, "a1")
        self.models(project, TASKS % TITLE.replace("title", "name"))
        text = self.generate(project, "b2")
        self.assertIn('-- op.alter_column("tasks", "title", { new_column_name = "name" })', text)
        self.assertIn('  op.drop_column("tasks", "title")', text)

    def test_a_terminal_is_asked(self):
        project = self.modelled(TASKS % TITLE)
        self.migrate(project, "a1")
        self.models(project, TASKS % TITLE.replace("title", "name"))
        for answer, wanted in (("y", 'new_column_name = "name"'), ("n", "op.drop_column")):
            pid, terminal = pty.fork()
            if pid == 0:
                os.chdir(project.root)
                os.execve(RUNNER, [RUNNER, "revision", "--autogenerate", "-m", answer, "--rev-id", "b" + answer], environment())
            os.write(terminal, (answer + "\n").encode())
            said = b""
            try:
                while block := os.read(terminal, 4096):
                    said += block
            except OSError:
                pass
            self.assertEqual(os.waitpid(pid, 0)[1], 0, said)
            self.assertIn(b"Is column tasks.title now called name?", said)
            text = project.read("migrations/versions/b%s_%s.lua" % (answer, answer))
            self.assertRegex(text, r"(?m)^  .*" + re.escape(wanted))
            os.unlink(project.path("migrations/versions/b%s_%s.lua" % (answer, answer)))

    def test_who_does_not_answer_gets_no_file(self):
        project = self.modelled(TASKS % TITLE)
        self.migrate(project, "a1")
        self.models(project, TASKS % TITLE.replace("title", "name"))
        question = b"now called name? (no: it is dropped with its data) [y/N] "
        for keys, status, says in ((b"\x03", 130, b""), (b"\x04", 2, b"the question was not answered"), (b"what\n", 130, b"")):
            pid, terminal = pty.fork()
            if pid == 0:
                os.chdir(project.root)
                os.execve(RUNNER, [RUNNER, "revision", "--autogenerate", "-m", "x", "--rev-id", "b2"], environment())
            said = b""
            try:
                while block := os.read(terminal, 4096):
                    said += block
                    if said.endswith(question):  # asked again after what is no answer
                        os.write(terminal, keys if said.count(question) == 1 else b"\x03")
            except OSError:
                pass
            self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), status, (keys, said))
            self.assertIn(says, said)
            self.assertEqual(said.count(question), 2 if keys == b"what\n" else 1, said)
            self.assertFalse(os.path.exists(project.path("migrations/versions/b2_x.lua")), keys)

    # ---- hooks

    def test_a_number_as_default_is_the_same_however_it_is_written(self):
        column = 'sa.Column("price", sa.Numeric(8, 2), { server_default = %s })'
        project = self.modelled(TASKS % (column % 'sa.text("1.50")'))
        self.migrate(project, "a1")
        for same in ('"1.5"', '"1.500"', 'sa.text("01.5")', "1.5"):
            self.models(project, TASKS % (column % same))
            self.assertIn("No new upgrade operations", self.succeeds(project, "check").out, same)
        self.models(project, TASKS % (column % '"15"'))
        self.assertEqual(len(self.differences(project)), 1)

    def test_digits_in_a_text_are_no_number(self):
        column = 'sa.Column("version", sa.String(8), { server_default = "%s" })'
        project = self.modelled(TASKS % (column % "1.50"))
        self.migrate(project, "a1")
        self.models(project, TASKS % (column % "1.5"))
        self.assertEqual(len(self.differences(project)), 1)

    def test_a_sequence_of_the_model_leaves_a_key_that_numbers_its_rows(self):
        project = self.modelled('sa.Table("tasks", metadata, sa.Column("id", sa.Integer(), sa.Sequence("numbers"), { primary_key = true }))\n')
        self.assertNotIn("Sequence", self.migrate(project, "a1"))
        project.sql("INSERT INTO tasks DEFAULT VALUES")

    def test_the_schema_is_asked_about_once(self):
        project = self.modelled(ORG, hooks='local function named(name, type_) if type_ == "schema" then print("asked " .. tostring(name)) end '
                                           "return true end", options=", include_name = named")
        got = project.run("check")
        self.assertEqual(got.err.count("asked"), 1, repr(got))

    def test_the_version_table_in_the_default_schema_by_its_name(self):
        """As with tenants: their schema is the default one by search_path, and named for the version table."""
        project = self.modelled(ORG, options=', version_table_schema = "%s"' % self.default_schema)
        self.migrate(project, "aa01")
        self.assertEqual(json.loads(self.succeeds(project, "current", "--json").out)[0]["version_table"], self.default_schema + ".alembic_version")
        self.assertRegex(self.succeeds(project, "status").out, r"(?m)^Versions  %s.alembic_version$" % self.default_schema)

    def test_what_env_lua_leaves_out(self):
        project = self.modelled(ORG, TASKS % TITLE)
        self.migrate(project, "a1")
        project.sql("CREATE TABLE theirs (id INTEGER PRIMARY KEY)")
        self.models(project, ORG, TASKS % 'sa.Column("later", sa.Integer())')
        hooks = """local function include_name(name, type_, parents) return not (type_ == "table" and name == "theirs") end
local function include_object(object, name, type_, reflected, compare_to)
  if type_ ~= "column" then return true end
  return object.name == name and object.table.name == "tasks" and name ~= "later" and not (reflected and name == "title")
end"""
        project.write("migrations/env.lua", ENV % (hooks, ", include_name = include_name, include_object = include_object"))
        self.assertEqual(self.succeeds(project, "check").out, "No new upgrade operations detected.\n")

    def test_own_comparisons(self):
        project = self.modelled(TASKS % 'sa.Column("a", sa.Integer(), { server_default = "1" }), sa.Column("b", sa.Integer())')
        self.migrate(project, "a1")
        self.models(project, TASKS % 'sa.Column("a", sa.Integer(), { server_default = "2" }), sa.Column("b", sa.BigInteger())')
        self.assertEqual(self.differences(project), ["change default of tasks.a from %s to '2'" % self.one,
                                                     "change type of tasks.b from INTEGER to BIGINT"])
        project.write("migrations/env.lua", ENV % ("", ", compare_type = false, compare_server_default = false"))
        self.succeeds(project, "check")
        hooks = """local function compare_type(ctx, have_column, column, have, wanted)
  assert(have_column.name == column.name and tostring(wanted):find("Integer"), column.name)
  if column.name == "b" then return false end
end
local function compare_default(ctx, have_column, column, have, wanted, rendered)
  if column.name == "a" then assert(wanted == "2" and rendered:find("2") and have:find("1")) return false end
end"""
        project.write("migrations/env.lua", ENV % (hooks, ", compare_type = compare_type, compare_server_default = compare_default"))
        self.succeeds(project, "check")
        project.write("migrations/env.lua", ENV % ("", ", compare_type = 5"))
        self.refuses(project, "check", mentions=["compare_type must be true, false or a function"], codes=(1,))

    def test_a_hook_may_change_the_script(self):
        hooks = """local function hook(ctx, revision, directives)
  local script = directives[1]
  assert(#revision == 0 and not script.upgrade_ops:is_empty())
  script.message, script.rev_id = "by the hook", "0001"
  local ops = script.upgrade_ops.ops
  assert(ops[1].operation == "create_table" and ops[1].table_name == "org", ops[1].operation)
  ops[1].comment = "made"
  table.insert(ops, require("op").operations.execute("SELECT 1"))
  table.insert(script.imports, "local answer = 42")
end"""
        project = self.modelled(ORG, hooks=hooks, options=", process_revision_directives = hook")
        self.assertEqual(self.differences(project), ["add table org", "execute SELECT 1"])
        self.succeeds(project, "revision", "--autogenerate", "-m", "mine", "--rev-id", "ff")
        text = project.read("migrations/versions/0001_by_the_hook.lua")
        for part in ("-- by the hook\n", "local answer = 42\n", 'comment = "made"', '  op.execute("SELECT 1")\n', 'op.drop_table("org")'):
            self.assertIn(part, text)

    def test_a_hook_may_withdraw_the_script(self):
        hooks = """local function hook(ctx, revision, directives)
  if config.cmd_opts.autogenerate and directives[1].upgrade_ops:is_empty() then table.remove(directives) end
end"""
        project = self.modelled(ORG, hooks=hooks, options=", process_revision_directives = hook")
        self.migrate(project, "a1")
        files = project.files()
        self.succeeds(project, "revision", "--autogenerate", "-m", "nothing")
        self.assertEqual(project.files(), files)

    def test_what_a_hook_leaves_must_be_operations(self):
        hooks = "local function hook(ctx, revision, directives) directives[1].upgrade_ops.ops[1] = 5 end"
        project = self.modelled(ORG, hooks=hooks, options=", process_revision_directives = hook")
        self.refuses(project, "revision", "--autogenerate", "-m", "x", mentions=["process_revision_directives", "operation was expected"], codes=(1,))

    def test_render_item_writes_parts_of_the_file(self):
        hooks = """local function render(type_, object, context)
  if type_ == "type" and tostring(object):find("String") then
    table.insert(context.imports, "local own = { text = sa.Text }")
    return "own.text()"
  end
  if type_ == "column" and object.name == "note" then return 'sa.Column("note", sa.Integer(), { comment = "x" })' end
  return false
end"""
        project = self.modelled(TASKS % (TITLE + ', sa.Column("note", sa.Text())'), hooks=hooks, options=", render_item = render")
        text = self.generate(project, "a1")
        for part in ("local own = { text = sa.Text }\n", 'sa.Column("title", own.text(), { nullable = false })',
                     'sa.Column("note", sa.Integer(), { comment = "x" })'):
            self.assertIn(part, text)
        self.succeeds(project, "upgrade", "head")

    def test_render_as_batch(self):
        project = self.modelled(TASKS % TITLE, options=", render_as_batch = true")
        self.migrate(project, "a1")
        self.models(project, TASKS % (TITLE + ', sa.Column("n", sa.Integer())'))
        text = self.migrate(project, "b2")
        self.assertIn('  op.batch_alter_table("tasks", function(batch)\n    batch.add_column(sa.Column("n", sa.Integer()))\n  end)\n', text)

    def test_revision_environment_runs_the_hook_without_autogenerate(self):
        hooks = """local function hook(ctx, revision, directives)
  assert(not config.cmd_opts.autogenerate and directives[1].upgrade_ops:is_empty())
  directives[1].message = directives[1].message .. " by us"
end"""
        project = self.modelled(ORG, hooks=hooks, ini="revision_environment = true\n",
                                options=', process_revision_directives = hook, template_args = { ticket = "T-1" }')
        project.write("migrations/script.lua.tmpl", "-- ${message}\n-- ${ticket}\n-- Revision ID: ${up_revision}\nrevision = ${up_revision}\n"
                      "down_revision = ${down_revision}\nfunction upgrade()\n${upgrades}\nend\nfunction downgrade()\nend\n")
        self.succeeds(project, "revision", "-m", "made", "--rev-id", "a1")
        self.assertIn("-- T-1\n", project.read("migrations/versions/a1_made_by_us.lua"))


class Sqlite(Both, Case):
    default_schema = "main"

    one = "'1'"

    def test_b39_a_foreign_key_without_a_name_can_go(self):
        project = self.modelled(ORG, TASKS % 'sa.Column("org_id", sa.Integer(), sa.ForeignKey("org.id"))')
        self.migrate(project, "a1")
        project.sql("INSERT INTO tasks VALUES (1, 7)")
        self.models(project, ORG, TASKS % 'sa.Column("org_id", sa.Integer())')
        text = self.migrate(project, "b2")
        self.assertIn("naming_convention", text)
        self.assertEqual(project.sql("SELECT * FROM tasks"), [(1, 7)])
        self.assertEqual(project.sql("PRAGMA foreign_key_list(tasks)"), [])

    def test_collations_of_columns_and_keys_come_and_go(self):
        tables = ('sa.Table("t", metadata, sa.Column("a", sa.Text(%s)), sa.Column("b", sa.Text()), sa.Column("c", sa.Text()),\n'
                  '  sa.PrimaryKeyConstraint("b"%s), sa.UniqueConstraint("c"%s))\n')
        project = self.modelled(tables % ("", "", ""))
        self.migrate(project, "a1")
        project.sql("INSERT INTO t VALUES ('x', 'y', 'z')")
        nocase = ', { sqlite_collate = { %s = "NOCASE" } }'
        self.models(project, tables % ('{ collation = "NOCASE" }', nocase % "b", nocase % "c"))
        self.migrate(project, "b2")
        with self.assertRaises(sqlite3.IntegrityError):
            project.sql("INSERT INTO t VALUES ('x', 'w', 'Z')")
        self.succeeds(project, "downgrade", "a1")
        os.remove(project.path("migrations", "versions", "b2_change.lua"))
        self.models(project, tables % ("", "", ""))
        self.assertEqual(self.succeeds(project, "check").out, "No new upgrade operations detected.\n")
        project.sql("INSERT INTO t VALUES ('x', 'w', 'Z')")
        self.assertEqual(project.sql("SELECT count(*) FROM t WHERE a = 'X'"), [(0,)])

    def test_a_key_that_may_be_null_comes_back_as_it_was(self):
        project = self.modelled(ORG)
        project.sql("CREATE TABLE old (id INTEGER PRIMARY KEY, name TEXT)")
        self.migrate(project, "a1")
        self.succeeds(project, "downgrade", "base")
        self.assertEqual(project.sql("SELECT name, \"notnull\", pk FROM pragma_table_info('old')"), [("id", 0, 1), ("name", 0, 0)])

    def test_b38_defaults_that_sqlite_spells_otherwise(self):
        project = self.modelled(TASKS % 'sa.Column("at", sa.DateTime(), { server_default = sa.func.now() }),\n'
                                'sa.Column("on", sa.Boolean(), { server_default = sa.true_() }), sa.Column("n", sa.Integer(), { server_default = 5 })')
        self.migrate(project, "a1")

    def test_tables_of_sqlite_are_read_as_they_were_written(self):
        project = self.modelled('sa.Table("T", metadata, sa.Column("id", sa.Integer(), { primary_key = true }), sa.Column("a", sa.Text()),\n'
                                '  sa.CheckConstraint("a <> \'x\' OR a IS NULL", { name = "ck" }), sa.Index("ix", sa.text("lower(a)")))\n')
        project.sql('CREATE TABLE "T" (id INTEGER PRIMARY KEY, a text, CONSTRAINT ck CHECK ((a <> \'x\'  or a is null))); CREATE INDEX ix ON "T" (LOWER(a))')
        self.succeeds(project, "check")


class Postgresql(Both, PostgresCase):
    default_schema = "public"

    one = "1"

    def test_b34_sql_that_the_server_rewords_is_no_difference(self):
        project = self.modelled(TASKS % """sa.Column("at", sa.DateTime(), { server_default = sa.func.now() }),
  sa.Column("a", sa.String(20), { server_default = "it's" }), sa.Column("n", sa.Numeric(10, 2), { server_default = sa.text("1.0 + 2") }),
  sa.Column("raw", sa.JSON(), { server_default = [[{"it's": 1}]] }), sa.Column("doc", sa.postgresql.JSONB(), { server_default = sa.text("'{}'::jsonb") }),
  sa.Column("twice", sa.Integer(), sa.Computed("id * 2")), sa.CheckConstraint("a IN ('x', 'y') AND n BETWEEN 1 AND 2"),
  sa.CheckConstraint("lower(a) = a", { name = "ck_lower" }), sa.Index("ix", sa.text("lower(a)"), sa.text("n DESC"), { postgresql_where = sa.text("n > 5") })""")
        self.migrate(project, "a1")
        self.models(project, TASKS % 'sa.Column("a", sa.String(20))')
        self.migrate(project, "b2")
        self.succeeds(project, "downgrade", "a1")
        self.succeeds(project, "upgrade", "head")
        self.succeeds(project, "check")

    def test_changed_sql_is_seen(self):
        table = TASKS % 'sa.Column("n", sa.Integer(), { server_default = "%s" }), sa.CheckConstraint("n > %s", { name = "ck" }),\n' \
            'sa.Index("ix", "n", { postgresql_where = sa.text("n > %s") }), sa.Column("c", sa.Integer(), sa.Computed("id + %s"))'
        project = self.modelled(table.replace("%s", "1"))
        self.migrate(project, "a1")
        self.models(project, table.replace("%s", "2"))
        self.assertEqual(self.differences(project), [
            "drop check constraint ck on tasks", "drop index ix on tasks", "drop column tasks.c",
            "change default of tasks.n from 1 to '2'", "add column tasks.c INTEGER", "add check constraint ck on tasks", "add index ix on tasks (n)"])
        self.migrate(project, "b2")
        self.succeeds(project, "downgrade", "a1")

    def test_a_comparison_leaves_nothing_behind(self):
        project = self.modelled(TASKS % 'sa.Column("n", sa.Integer(), { server_default = "5" }), sa.CheckConstraint("n between 1 and 9")')
        self.migrate(project, "a1")
        objects = "SELECT count(*) FROM pg_class"
        before = project.sql(objects)
        self.succeeds(project, "check")
        self.assertEqual(project.sql(objects), before)

    def test_a_read_only_server_is_compared_loosely(self):
        project = self.modelled(TASKS % 'sa.Column("n", sa.Integer(), { server_default = "5" }), sa.Column("a", sa.String(9), { server_default = "x" }),\n'
                                'sa.Index("ix", sa.text("lower(a)"))')
        self.migrate(project, "a1")
        project.sql("ALTER DATABASE %s SET default_transaction_read_only = on" % project.name)
        self.succeeds(project, "check")

    def test_enum_types(self):
        column = 'sa.Column("mood", sa.Enum(%s, { name = "mood" }), { server_default = "ok" })'
        project = self.modelled(TASKS % (column % '"sad", "ok"'))
        text = self.migrate(project, "a1")
        self.assertIn('op.create_enum("mood", { "sad", "ok" })', text)
        project.sql("INSERT INTO tasks (id, mood) VALUES (1, 'sad')")
        self.models(project, TASKS % (column % '"sad", "ok", "happy"'))
        self.assertIn('op.add_enum_value("mood", "happy", { after = "ok" })', self.migrate(project, "b2"))
        self.models(project, TASKS % (column % '"happy", "ok", "sad"'))
        self.migrate(project, "c3")
        self.assertEqual(project.sql("SELECT mood FROM tasks"), [("sad",)])
        self.models(project, TASKS % 'sa.Column("mood", sa.Text())')
        self.migrate(project, "d4")
        self.assertEqual(project.sql("SELECT count(*) FROM pg_type WHERE typname = 'mood'"), [("0",)])
        self.succeeds(project, "downgrade", "base")
        self.succeeds(project, "upgrade", "head")

    def test_types_that_need_a_conversion(self):
        project = self.modelled(TASKS % 'sa.Column("a", sa.Text(), { server_default = "7" }), sa.Column("b", sa.Boolean()), sa.Column("c", sa.Integer())')
        self.migrate(project, "a1")
        project.sql("INSERT INTO tasks VALUES (1, '5', true, 0)")
        self.models(project, TASKS % 'sa.Column("a", sa.Integer(), { server_default = "7" }), sa.Column("b", sa.Integer()), sa.Column("c", sa.Boolean())')
        self.migrate(project, "b2")
        self.assertEqual(project.sql("SELECT * FROM tasks"), [("1", "5", "1", "f")])
        self.succeeds(project, "downgrade", "a1")
        self.assertEqual(project.sql("SELECT * FROM tasks"), [("1", "5", "t", "0")])

    def test_identities_and_comments(self):
        first = 'sa.Column("n", sa.BigInteger(), sa.Identity({ start = 5 })), { comment = "one" }'
        second = 'sa.Column("n", sa.BigInteger(), sa.Identity({ always = true, increment = 2 }), { comment = "n" }), { comment = "two" }'
        project = self.modelled(TASKS % first)
        self.migrate(project, "a1")
        self.models(project, TASKS % second)
        self.migrate(project, "b2")
        self.models(project, TASKS % 'sa.Column("n", sa.BigInteger(), { nullable = false })')
        self.migrate(project, "c3")
        self.succeeds(project, "downgrade", "a1")

    def test_the_sequence_of_a_table_that_was_renamed_keeps_its_name(self):
        project = self.modelled('sa.Table("t", metadata, sa.Column("id", sa.Integer(), sa.Identity(), { primary_key = true }))\n')
        project.sql("CREATE TABLE old (id serial PRIMARY KEY); ALTER TABLE old RENAME TO t; INSERT INTO t DEFAULT VALUES")
        self.migrate(project, "a1")
        sequences = "SELECT sequencename FROM pg_sequences"
        project.sql("INSERT INTO t DEFAULT VALUES")
        self.assertEqual(project.sql(sequences), [("t_id_seq",)])
        self.succeeds(project, "downgrade", "base")
        self.assertEqual(project.sql(sequences), [("old_id_seq",)])
        project.sql("INSERT INTO t DEFAULT VALUES")
        self.assertEqual(project.sql("SELECT id FROM t ORDER BY id"), [("1",), ("2",), ("3",)])
        self.assertNotIn("old_id_seq", self.succeeds(project, "--url", project.url, "models").out)

    def test_a_sequence_keeps_its_name_while_table_and_column_get_others(self):
        project = self.modelled('sa.Table("t", metadata, sa.Column("key", sa.Integer(), sa.Identity(), { primary_key = true, renamed_from = "id" }),\n'
                                '  { renamed_from = "old" })\n')
        project.sql("CREATE TABLE old (id serial PRIMARY KEY); INSERT INTO old DEFAULT VALUES")
        self.migrate(project, "a1")
        project.sql("INSERT INTO t DEFAULT VALUES")
        self.succeeds(project, "downgrade", "base")
        project.sql("INSERT INTO old DEFAULT VALUES")
        self.assertEqual(project.sql("SELECT id, (SELECT sequencename FROM pg_sequences) FROM old ORDER BY id"),
                         [(str(n), "old_id_seq") for n in (1, 2, 3)])

    def test_an_identity_may_begin_where_its_numbers_are_used_up(self):
        column = 'sa.Column("id", sa.Integer(), %s = true })'
        project = self.modelled('sa.Table("t", metadata, %s)\n' % (column % "{ autoincrement = false, primary_key"))
        self.migrate(project, "a1")
        for last, limit in (("2147483647", ""), ("20", "{ maxvalue = 10 }")):
            with self.subTest(last):
                project.sql("DELETE FROM t; INSERT INTO t VALUES (%s)" % last)
                self.models(project, 'sa.Table("t", metadata, %s)\n' % (column % ("sa.Identity(%s), { primary_key" % limit)))
                self.migrate(project, "b" + last)
                with self.assertRaisesRegex(AssertionError, "reached maximum value of sequence"):
                    project.sql("INSERT INTO t DEFAULT VALUES")
                self.succeeds(project, "downgrade", "a1")
                os.remove(project.path("migrations", "versions", "b%s_change.lua" % last))

    def test_keys_without_overlaps_and_rules_that_are_not_enforced(self):
        if server_version() < 18:
            self.skipTest("PostgreSQL 18 has them")
        rooms = ('sa.Table("rooms", metadata, sa.Column("id", sa.postgresql.INT4RANGE()), sa.Column("during", sa.postgresql.DATERANGE()),\n'
                 '  sa.Column("n", sa.Integer()), sa.Column("twice", sa.Integer(), sa.Computed("n * 2", { persisted = %s })),\n'
                 '  sa.CheckConstraint("n > 0", { name = "positive"%s }),\n'
                 '  sa.PrimaryKeyConstraint("id", "during"%s))\n')
        guests = ('sa.Table("guests", metadata, sa.Column("room", sa.postgresql.INT4RANGE()), sa.Column("stay", sa.postgresql.DATERANGE()),\n'
                  '  sa.ForeignKeyConstraint({ "room", "stay" }, { "rooms.id", "rooms.during" }, { name = "in_room", postgresql_period = true }))\n')
        keys = ("SELECT conname, conperiod, conenforced FROM pg_constraint WHERE contype <> 'n' "
                "AND conrelid::regclass::text IN ('rooms', 'guests') ORDER BY 1")
        project = self.modelled(rooms % ("true", "", ""))
        self.migrate(project, "a1")
        temporal = rooms % ("false", ", postgresql_not_enforced = true", ", { postgresql_without_overlaps = true }")
        self.models(project, temporal, guests)
        self.migrate(project, "b2")
        self.assertEqual(project.sql(keys),
                         [("in_room", "t", "t"), ("positive", "f", "f"), ("rooms_pkey", "t", "t")])
        self.assertEqual(project.sql("SELECT attgenerated FROM pg_attribute WHERE attname = 'twice'"), [("v",)])
        self.succeeds(project, "downgrade", "a1")
        self.assertEqual(project.sql(keys),
                         [("positive", "f", "t"), ("rooms_pkey", "f", "t")])
        self.assertEqual(project.sql("SELECT attgenerated FROM pg_attribute WHERE attname = 'twice'"), [("s",)])

    def test_a_key_waits_while_what_it_leads_to_is_made_again(self):
        tables = ('sa.Table("t", metadata, sa.Column("id", sa.Integer(), { nullable = false }), sa.Column("n", sa.Integer(), { nullable = false }),\n'
                  '  sa.Column("twice", sa.Integer(), sa.Computed("n * %s"), { unique = true }), sa.PrimaryKeyConstraint("%s"%s), sa.UniqueConstraint("%s"))\n'
                  'sa.Table("a", metadata, sa.Column("t", sa.Integer(), sa.ForeignKey("t.id")), sa.Column("twice", sa.Integer(), sa.ForeignKey("t.twice")))\n')
        project = self.modelled(tables % ("2", "id", "", "n"))
        self.migrate(project, "a1")
        project.sql("INSERT INTO t VALUES (1, 2); INSERT INTO a VALUES (1, 4)")
        self.models(project, tables % ("(1 + 1)", "n", "", "id"))
        self.migrate(project, "b2")
        self.assertEqual(project.sql("SELECT * FROM a"), [("1", "4")])
        self.succeeds(project, "downgrade", "a1")
        os.remove(project.path("migrations", "versions", "b2_change.lua"))
        self.models(project, tables % ("2", "id", "", "n"))
        self.assertEqual(self.succeeds(project, "check").out, "No new upgrade operations detected.\n")

    def test_a_primary_key_may_be_deferrable(self):
        table = 'sa.Table("t", metadata, sa.Column("id", sa.Integer(), { nullable = false }), sa.PrimaryKeyConstraint("id"%s))\n'
        project = self.modelled(table % "")
        self.migrate(project, "a1")
        self.models(project, table % ', { deferrable = true, initially = "DEFERRED" }')
        self.assertIn('deferrable = true, initially = "DEFERRED"', self.migrate(project, "b2"))
        kind = "SELECT condeferrable, condeferred FROM pg_constraint WHERE conname = 't_pkey'"
        self.assertEqual(project.sql(kind), [("t", "t")])
        self.succeeds(project, "downgrade", "a1")
        self.assertEqual(project.sql(kind), [("f", "f")])

    def test_a_column_beside_the_key_goes_from_its_sequence_to_an_identity(self):
        project = self.modelled('sa.Table("t", metadata, sa.Column("id", sa.Integer()), sa.Column("n", sa.Integer(), sa.Identity(), { nullable = false }))\n')
        project.sql("CREATE TABLE t (id int, n serial); INSERT INTO t (id) VALUES (1), (2)")
        self.migrate(project, "a1")
        project.sql("INSERT INTO t (id) VALUES (3)")
        self.succeeds(project, "downgrade", "base")
        project.sql("INSERT INTO t (id) VALUES (4)")
        self.assertEqual(project.sql("SELECT n, (SELECT sequencename FROM pg_sequences) FROM t ORDER BY n"),
                         [(str(n), "t_n_seq") for n in (1, 2, 3, 4)])

    def test_a_server_without_virtual_columns_says_what_to_write_instead(self):
        if server_version() >= 18:
            self.skipTest("it has them")
        table = 'sa.Table("t", metadata, sa.Column("n", sa.Integer()), sa.Column("v", sa.Integer(), sa.Computed("n + 1"%s)))\n'
        project = self.modelled(table % ", { persisted = false }")
        self.generate(project, "a1")
        for more in ((), ("--sql",)):
            self.refuses(project, "upgrade", "head", *more,
                         mentions=["virtual generated columns", r"a1_change.lua:\d+", "version 18", "persisted = true"])
        os.remove(project.path("migrations", "versions", "a1_change.lua"))
        self.models(project, table % "")
        self.migrate(project, "a1")

    def test_what_a_table_inherits_is_altered_in_its_parent_alone(self):
        tables = ('sa.Table("parents", metadata, sa.Column("id", %s, { primary_key = true }), sa.Column("a", %s, { nullable = %s }),\n'
                  '  sa.CheckConstraint("a > %s", { name = "own" }))\n'
                  'sa.Table("child", metadata, sa.Column("id", %s, { nullable = false, server_default = sa.text("nextval(\'parents_id_seq\'::regclass)") }),\n'
                  '  sa.Column("a", %s, { nullable = %s }), sa.Column("b", %s, { unique = true }),\n'
                  '  sa.CheckConstraint("a > %s", { name = "own" }), { postgresql_inherits = "parents" })\n'
                  'sa.Table("a_grandchild", metadata, sa.Column("c", sa.Integer()), { postgresql_inherits = "child" })\n')
        small, big = "sa.Integer()", "sa.BigInteger()"
        before = tables % (small, small, "true", 0, small, small, "true", small, 0)
        project = self.modelled(before)
        self.assertEqual(self.migrate(project, "a1").count('name = "own"'), 1, "the server makes the others")
        project.sql("INSERT INTO a_grandchild (a, b, c) VALUES (2, 3, 4)")
        self.models(project, tables % (big, big, "false", 1, big, big, "false", big, 1))
        self.assertEqual(self.differences(project), [
            "change type of child.b from INTEGER to BIGINT", "drop check constraint own on parents",
            "change type of parents.id from INTEGER to BIGINT", "change type of parents.a from INTEGER to BIGINT", "set parents.a NOT NULL",
            "add check constraint own on parents"])
        self.migrate(project, "b2")
        self.assertEqual(project.sql("SELECT * FROM a_grandchild"), [("1", "2", "3", "4")])
        self.succeeds(project, "downgrade", "a1")
        os.remove(project.path("migrations", "versions", "b2_change.lua"))
        self.models(project, before)
        self.assertEqual(self.succeeds(project, "check").out, "No new upgrade operations detected.\n")

    def test_a_check_that_children_do_not_inherit(self):
        tables = ('sa.Table("parents", metadata, sa.Column("n", sa.Integer()), sa.CheckConstraint("n > 0", { name = "own"%s }))\n'
                  'sa.Table("children", metadata, sa.Column("n", sa.Integer()), { postgresql_inherits = "parents" })\n')
        own = "SELECT conrelid::regclass, connoinherit FROM pg_constraint WHERE conname = 'own' ORDER BY 1"
        project = self.modelled(tables % ", postgresql_no_inherit = true")
        self.migrate(project, "a1")
        self.assertEqual(project.sql(own), [("parents", "t")])
        project.sql("INSERT INTO children VALUES (-1)")
        written = self.succeeds(project, "models").out
        self.assertIn('sa.CheckConstraint("n > 0", { name = "own", postgresql_no_inherit = true })', written)
        self.models(project, tables % "")
        self.assertEqual(len(self.differences(project)), 2, "goes and comes back")
        project.sql("DELETE FROM children")
        self.migrate(project, "b2")
        self.assertEqual(project.sql(own), [("parents", "f"), ("children", "f")])
        self.succeeds(project, "downgrade", "a1")
        self.assertEqual(project.sql(own), [("parents", "t")])

    def test_schemas(self):
        project = self.modelled(ORG, 'sa.Table("t", metadata, sa.Column("id", sa.Integer(), { primary_key = true }),\n'
                                '  sa.Column("org_id", sa.Integer(), sa.ForeignKey("org.id")), { schema = "app" })\n')
        project.sql("CREATE SCHEMA other; CREATE TABLE other.theirs (id int)")
        self.assertIn("add schema app", self.differences(project))
        self.migrate(project, "a1")
        project.write("migrations/env.lua", ENV % ("", ", include_schemas = true"))
        self.assertEqual(self.differences(project), ["drop table other.theirs"])
        self.succeeds(project, "downgrade", "base")

    def test_partitions_are_left_alone_until_a_model_declares_them(self):
        parent = ('sa.Table("part", metadata, sa.Column("id", sa.Integer(), { primary_key = true, autoincrement = false }),\n'
                  '  { postgresql_partition_by = "RANGE (id)" })\n')
        child = 'sa.Table("part_a", metadata, sa.Column("id", sa.Integer(), { primary_key = true, autoincrement = false })%s)\n'
        project = self.modelled(parent)
        project.sql("CREATE TABLE part (id int PRIMARY KEY) PARTITION BY RANGE (id);"
                    "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM (1) TO (5)")
        self.succeeds(project, "check")
        self.models(project, parent, child % "")
        self.succeeds(project, "check")
        self.models(project, parent, child % ', sa.CheckConstraint("id < 4", { name = "few" })')
        self.assertEqual(self.differences(project), ["add check constraint few on part_a"])
        self.migrate(project, "a1")

    def test_a_primary_key_over_other_columns(self):
        project = self.modelled('sa.Table("t", metadata, sa.Column("a", sa.Integer(), { primary_key = true, autoincrement = false }),\n'
                                '  sa.Column("b", sa.Integer(), { nullable = false }))\n')
        self.migrate(project, "a1")
        self.models(project, 'sa.Table("t", metadata, sa.Column("a", sa.Integer(), { primary_key = true, autoincrement = false }),\n'
                    '  sa.Column("b", sa.Integer(), { primary_key = true, autoincrement = false }))\n')
        self.migrate(project, "b2")
        self.succeeds(project, "downgrade", "a1")


if __name__ == "__main__":
    main_with_postgresql()
