"""Operations of the user's own: Lua files under the script location, used by several scripts, in batches, printed, replayed."""
import os
import unittest

from support import Case

AUDIT = """local op = require "op"
local sa = require "sa"
op.register_operation("add_audit_columns", function(op, name, options)
  op.add_column(name, sa.Column("created_at", sa.DateTime()))
  if options and options.author then op.add_column(name, sa.Column("author", sa.String(50))) end
  return name
end)
op.register_operation("add_flag", function(batch, name) batch.add_column(sa.Column(name, sa.Boolean())) end, { batch = true })
"""
TABLE = '  op.create_table("%s", sa.Column("id", sa.Integer(), { primary_key = true }), sa.Column("x", sa.Integer()))\n'
USE = 'require "operations.audit"\n'


class Operations(Case):
    def with_audit(self, **bodies):
        project = self.project()
        os.makedirs(project.path("migrations", "operations"))
        project.write("migrations/operations/audit.lua", AUDIT)
        before = None
        for rev, body in bodies.items():
            path = project.script(rev, before, body)
            with open(path, encoding="utf-8") as f:
                text = f.read()
            with open(path, "w", encoding="utf-8") as f:
                f.write(text.replace('local sa = require "sa"\n', 'local sa = require "sa"\n' + USE))
            before = rev
        return project

    def columns(self, project, table):
        return [row[1] for row in project.sql("PRAGMA table_info(%s)" % table)]

    def test_scripts_share_an_operation_of_a_file(self):
        project = self.with_audit(aa01=TABLE % "a" + '  assert(op.add_audit_columns("a", { author = true }) == "a")',
                                  bb02=TABLE % "b" + '  op.add_audit_columns("b")')
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.columns(project, "a"), ["id", "x", "created_at", "author"])
        self.assertEqual(self.columns(project, "b"), ["id", "x", "created_at"])

    def test_each_script_finds_it_when_it_runs_alone(self):
        project = self.with_audit(aa01=TABLE % "a" + '  op.add_audit_columns("a")', bb02='  op.add_audit_columns("a", { author = true })'
                                  .replace("a\", {", "b\", {").replace("  op", TABLE % "b" + "  op", 1))
        self.succeeds(project, "upgrade", "aa01")
        self.succeeds(project, "upgrade", "bb02")
        self.assertEqual(self.columns(project, "b"), ["id", "x", "created_at", "author"])

    def test_in_a_batch_printed_and_replayed(self):
        batch = '  op.batch_alter_table("a", function(batch)\n    batch.add_flag("f")\n    batch:add_flag("g")\n' \
                '    batch.alter_column("x", { nullable = false, existing_type = sa.Integer() })\n  end)'
        project = self.with_audit(aa01=TABLE % "a" + '  op.add_audit_columns("a")', bb02=batch)
        online = self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.columns(project, "a"), ["id", "x", "created_at", "f", "g"], online.err)
        printed = self.succeeds(project, "upgrade", "aa01:bb02", "--sql").out  # the table is known from the replayed operation
        self.assertIn("created_at DATETIME", printed)
        self.assertIn("g BOOLEAN", printed)

    def test_an_operation_of_env_lua_is_known_to_all_scripts(self):
        project = self.project()
        project.write("migrations/env.lua", 'require("op").register_operation("make", function(op, name) op.execute("CREATE TABLE " .. name .. " (x INTEGER)") end)\n'
                      'local context = require "context"\nlocal config = context.config\n'
                      'context.engine_from_config(config:get_section(config.config_ini_section), { prefix = "sqlalchemy." }):connect(function(connection)\n'
                      "  context.configure{ connection = connection }\n  context.begin_transaction(function() context.run_migrations() end)\nend)\n")
        project.script("aa01", None, '  op.make("one")')
        self.succeeds(project, "upgrade", "head")
        self.assertIn("one", project.tables())

    def test_an_operation_as_a_value(self):
        project = self.project()
        project.script("aa01", None, TABLE % "a" + '  local index = op.operations.create_index("ix_x", "a", { "x" })\n  op.invoke(index)\n'
                       '  op.batch_alter_table("a", function(batch) batch.invoke(op.operations.drop_index("ix_x", "a")) end)\n'
                       "  op.invoke(index)")
        self.succeeds(project, "upgrade", "head")
        self.assertIn("ix_x", [row[1] for row in project.sql("PRAGMA index_list(a)")])
        self.assertIn("CREATE INDEX ix_x ON a (x);", self.succeeds(project, "upgrade", "head", "--sql").out)

    def test_an_operation_is_reversed(self):
        project = self.project()
        project.script("aa01", None, TABLE % "a" + '  local index = op.operations.create_index("ix_x", "a", { "x" })\n  op.invoke(index)\n'
                       '  op.invoke(index:reverse())\n  op.invoke(op.operations.rename_table("a", "b"):reverse():reverse())\n'
                       '  local view = op.operations.create_view("v", "SELECT x FROM b")\n  op.invoke(view)\n  op.invoke(view:reverse())\n'
                       '  local told, error = pcall(function() return op.operations.drop_table("b"):reverse() end)\n'
                       '  assert(not told and error.message:find("op.drop_table cannot be reversed"), tostring(error))')
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.tables(), ["alembic_version", "b"])
        self.assertEqual(project.sql("PRAGMA index_list(b)"), [])

    def test_wrong_registrations_and_calls(self):
        for body, words in (
                ('op.register_operation("create_table", function() end)', ['"create_table" is an operation already']),
                ('op.register_operation("f", function() end)', ['"f" is an operation already']),
                ('op.register_operation("two words", function() end)', ['"two words" is no name']),
                ('op.register_operation("x")', ['missing argument "operation"']),
                ('op.register_operation("x", 5)', ['"operation" must be a function']),
                ('op.register_operation("x", print, { batc = true })', ["did you mean \"batch\""]),
                ('op.no_such_operation()', ["op.no_such_operation does not exist"]),
                ('op.add_audit_colums("t")', ["op.add_audit_colums does not exist", "did you mean op.add_audit_columns"]),
                ('op.batch_alter_table("t", function(b) b.add_audit_columns() end)', ["not registered for batches", "batch = true"]),
                ('op.invoke(5)', ["an operation was expected, not a number"])):
            with self.subTest(body=body):
                project = self.with_audit(aa01="  " + body)
                self.refuses(project, "upgrade", "head", mentions=words + [r"aa01_step_aa01\.lua:17"], codes=(1,))

    def test_an_error_inside_names_the_line(self):
        project = self.with_audit(aa01='  op.add_audit_columns("nosuchtable")')
        self.refuses(project, "upgrade", "head", mentions=["nosuchtable"], codes=(1,))


if __name__ == "__main__":
    unittest.main()
