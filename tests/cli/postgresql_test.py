"""The same promises on PostgreSQL, and those that only a server can be asked for."""
import re
import signal
import unittest

from support import PostgresCase, main_with_postgresql, server_url

TABLE = '  op.create_table("t_{0}", sa.Column("id", sa.Integer(), {{ primary_key = true }}))\n'
BACK = '  op.drop_table("t_{0}")'
# Waits until another session has committed a row to `go`.
UNTIL_GO = '  print("waiting")\n  while op.get_bind():execute("SELECT count(*) FROM go"):scalar() == 0 do end\n'


class Postgresql(PostgresCase):
    def linear(self, **options):
        project = self.project(**options)
        for rev, down in (("aa01", None), ("bb02", "aa01"), ("cc03", "bb02")):
            project.script(rev, down, TABLE.format(rev), BACK.format(rev))
        return project

    def test_up_down_and_up_again(self):
        project = self.linear()
        self.succeeds(project, "upgrade", "head")
        self.assertEqual((project.rows(), project.tables()), (["cc03"], ["alembic_version", "t_aa01", "t_bb02", "t_cc03"]))
        self.succeeds(project, "downgrade", "base")
        self.assertEqual((project.rows(), project.tables()), ([], ["alembic_version"]))
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.succeeds(project, "current").out, "cc03 (head)\n")

    def test_the_printed_sql_is_the_migration(self):
        online, offline = self.linear(), self.linear()
        self.succeeds(online, "upgrade", "head")
        offline.sql(self.succeeds(offline, "upgrade", "head", "--sql").out)
        self.assertEqual(offline.dump(), online.dump())

    def test_a_role_without_rights_is_told_so(self):
        project = self.linear()
        self.succeeds(project, "upgrade", "head")
        role = project.name + "_poor"
        project.sql("CREATE ROLE %s LOGIN PASSWORD 'secret-word'; REVOKE ALL ON SCHEMA public FROM public" % role)
        self.addCleanup(project._psql, server_url(), "DROP ROLE %s" % role)
        url = re.sub(r"://([^@/]*@)?", "://%s:secret-word@" % role, project.url)
        self.refuses(project, "--url", url, "upgrade", "head", mentions=["3F000", "GRANT", "rolled back: aa01|applied: nothing"],
                     codes=(1,), secret="secret-word")
        project.sql("GRANT USAGE ON SCHEMA public TO %s" % role)
        for command in (["current"], ["upgrade", "head"], ["downgrade", "base"]):
            self.refuses(project, "--url", url, *command, mentions=["permission denied for table alembic_version", "42501", "GRANT"],
                         codes=(1,), secret="secret-word")
        project.sql("GRANT SELECT ON alembic_version TO %s" % role)
        self.refuses(project, "--url", url, "downgrade", "base", mentions=["must be owner of", "rolled back: cc03"], codes=(1,),
                     secret="secret-word")
        project.sql("DROP OWNED BY %s" % role)

    ENV = """local context = require "context"
local options = { version_table_schema = "ops", version_table = "migrations" }
local function run()
  context.configure(options)
  context.begin_transaction(function() context.run_migrations() end)
end
if context.is_offline_mode() then
  options.url = context.config:get_main_option "sqlalchemy.url"
  run()
else
  context.engine_from_config(context.config:get_section("alembic")):connect(function(connection)
    options.connection = connection
    run()
  end)
end
"""

    def test_the_version_table_may_live_in_another_schema(self):
        rows = "SELECT version_num FROM ops.migrations"
        for way in ("ini", "env.lua"):
            with self.subTest(way=way):
                def made():
                    project = self.linear(ini="version_table_schema = ops\nversion_table = migrations\n" if way == "ini" else "")
                    if way == "env.lua":
                        project.write("migrations/env.lua", self.ENV)
                    project.sql("CREATE SCHEMA ops")
                    return project
                project = made()
                self.assertEqual(self.succeeds(project, "current").out, "")
                self.succeeds(project, "ensure_version")
                self.assertEqual((project.sql(rows), project.tables()), ([], []))
                self.succeeds(project, "upgrade", "bb02")
                self.assertEqual((project.sql(rows), project.tables()), ([("bb02",)], ["t_aa01", "t_bb02"]))
                self.assertEqual(self.succeeds(project, "current").out, "bb02\n")
                self.assertIn("aa01 -> bb02 (current)", self.succeeds(project, "history", "-i").out)
                self.succeeds(project, "downgrade", "-1")
                self.assertEqual(project.sql(rows), [("aa01",)])
                self.succeeds(project, "stamp", "head")
                self.succeeds(project, "stamp", "--purge", "bb02")
                self.assertEqual(project.sql(rows), [("bb02",)])
                self.assertIn("Current   bb02, step bb02\n", self.succeeds(project, "status").out)
                printed = made()
                for command in (["ensure_version"], ["stamp", "aa01"], ["upgrade", "aa01:cc03"], ["downgrade", "cc03:bb02"]):
                    sql = self.succeeds(printed, *command, "--sql").out
                    self.assertIn("ops.migrations", sql)
                    self.assertNotRegex(sql, r"(?<!ops\.)\bmigrations\b(?!_pkc)", command)
                printed.sql(self.succeeds(printed, "upgrade", "bb02", "--sql").out)
                printed.sql(self.succeeds(printed, "upgrade", "bb02:head", "--sql").out)
                self.assertEqual((printed.sql(rows), printed.tables()), ([("cc03",)], ["t_aa01", "t_bb02", "t_cc03"]))

    def test_a_version_table_schema_that_is_not_there(self):
        project = self.linear(ini="version_table_schema = nosuch\n")
        self.refuses(project, "upgrade", "head", mentions=["nosuch"], codes=(1,))

    def test_a_database_that_does_not_exist(self):
        project = self.linear()
        url = project.url.replace(project.name, "nosuchdatabase")
        self.refuses(project, "--url", url, "upgrade", "head", mentions=["nosuchdatabase"], codes=(1,))

    def test_runtime_error_rolls_back_everything(self):
        project = self.linear()
        project.script("dd04", "cc03", TABLE.format("dd04") + '  error("boom")')
        self.refuses(project, "upgrade", "head", mentions=[r"dd04_step_dd04\.lua:17", "boom"], codes=(1,))
        self.assertEqual(project.tables(), [])

    def test_sql_error_shows_sqlstate_and_place(self):
        project = self.linear()
        project.script("dd04", "cc03", '  op.execute("DROP TABLE nosuchtable")')
        self.refuses(project, "upgrade", "head", mentions=["42P01", "nosuchtable", r"dd04_step_dd04\.lua:16"], codes=(1,))

    def test_a_caught_sql_error_does_not_pass_for_success(self):
        project = self.linear()
        project.script("dd04", "cc03", '  pcall(op.execute, "DROP TABLE nosuchtable")')
        self.refuses(project, "upgrade", "head", mentions=["dd04|transaction"], codes=(1,))

    def test_transaction_control_is_refused_before_it_runs(self):
        for word in ("COMMIT", "ROLLBACK", "BEGIN", "END", "ABORT", "START TRANSACTION", "SELECT 1; COMMIT", "PREPARE TRANSACTION 'x'"):
            with self.subTest(word=word):
                project = self.linear()
                project.script("dd04", "cc03", TABLE.format("dd04") + '  op.execute("%s")' % word)
                self.refuses(project, "upgrade", "head", mentions=[r"dd04_step_dd04\.lua:17", "autocommit_block"], codes=(1,))

    def test_ctrl_c_inside_a_statement(self):
        project = self.linear()
        project.script("dd04", "cc03", '  print("waiting")\n  op.execute("SELECT pg_sleep(60)")')
        run = self.started(project, "upgrade", "head")
        run.wait_for("waiting")
        got = run.signal(signal.SIGINT)
        self.assertEqual(got.code, 130, repr(got))
        self.assertEqual((project.rows(), project.tables()), ([], []))

    def test_kill_9_leaves_the_database_true(self):
        project = self.linear(ini="transaction_per_migration = true\n")
        project.script("dd04", "cc03", TABLE.format("dd04") + '  print("waiting")\n  while os.getenv("STOP") do end')
        run = self.started(project, "upgrade", "head", env={"STOP": "1"})
        run.wait_for("waiting")
        run.signal(signal.SIGKILL)
        self.assertEqual(project.rows(), ["cc03"])
        self.assertNotIn("t_dd04", project.tables())
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.rows(), ["dd04"])

    def test_status_names_the_run_that_is_at_it(self):
        project = self.linear()
        self.succeeds(project, "upgrade", "head")
        self.assertRegex(self.succeeds(project, "status").out, r"(?m)^Lock +free$")
        project.sql("CREATE TABLE go (n int)")
        project.script("dd04", "cc03", TABLE.format("dd04"))
        project.script("ee05", "dd04", UNTIL_GO)
        run = self.started(project, "upgrade", "head")
        run.wait_for("waiting")
        got = self.succeeds(project, "status")
        self.assertRegex(got.out, r"(?m)^Lock +held by server process \d+ \(runner\), user \w+, for \d\d:\d\d:\d\d$")
        self.assertRegex(got.out, r"(?m)^Pending +2 revisions")
        project.sql("INSERT INTO go VALUES (1)")
        self.assertEqual(run.finish().code, 0)

    def test_a_rival_that_moves_the_version_row_is_noticed(self):
        for rival in ("UPDATE alembic_version SET version_num = 'zz99'", "DELETE FROM alembic_version"):
            project = self.linear()
            self.succeeds(project, "upgrade", "head")
            project.sql("CREATE TABLE go (n int)")
            project.script("dd04", "cc03", TABLE.format("dd04") + UNTIL_GO)
            run = self.started(project, "upgrade", "head")
            run.wait_for("waiting")
            project.sql("BEGIN; %s; INSERT INTO go VALUES (1); COMMIT;" % rival)
            got = run.finish()
            self.clear_message(got, mentions=["cc03", "alembic_version"], codes=(1,))
            self.assertNotIn("t_dd04", project.tables())
            self.assertNotIn("dd04", project.rows())

    def test_a_connection_that_the_server_closes_is_not_replaced_in_silence(self):
        project = self.linear()
        project.sql("CREATE TABLE go (n int)")
        project.script("dd04", "cc03", UNTIL_GO + TABLE.format("dd04"))
        run = self.started(project, "upgrade", "head")
        run.wait_for("waiting")
        project.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        got = run.finish()
        self.clear_message(got, codes=(1,))
        self.assertEqual((project.rows(), project.tables()), ([], ["go"]))

    def test_autocommit_block_runs_what_a_transaction_forbids(self):
        project = self.linear()
        project.script("dd04", "cc03", '  op.autocommit_block(function()\n    op.create_index("ix", "t_cc03", { "id" }, '
                       '{ postgresql_concurrently = true })\n  end)')
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.sql("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass"), [("t",)])

    def test_a_domain_is_made_once_for_all_tables_that_use_it(self):
        table = ('  op.create_table("{0}", sa.Column("id", sa.Integer()), '
                 'sa.Column("n", sa.postgresql.DOMAIN("positive", sa.Integer(), {{ check = "VALUE > 0" }})))\n')
        online, offline = self.project(), self.project()
        for project in (online, offline):
            project.script("aa01", None, table.format("first"))
            project.script("bb02", "aa01", table.format("second"))
            project.script("cc03", "bb02", '  op.drop_table("first")\n' + table.format("third"))
        self.succeeds(online, "upgrade", "aa01")
        self.succeeds(online, "upgrade", "head")
        offline.sql(self.succeeds(offline, "upgrade", "aa01", "--sql").out)
        offline.sql(self.succeeds(offline, "upgrade", "aa01:head", "--sql").out)
        self.assertEqual(online.tables(), ["alembic_version", "second", "third"])
        self.assertEqual(offline.dump(), online.dump())

    def test_no_password_in_any_output(self):
        project = self.linear()
        secret = "s3cret-Pass"
        url = re.sub(r"://([^:/@]+)(:[^@]*)?@", r"://\1:%s@" % secret, project.url)
        self.assertIn(secret, url)
        for command in (("upgrade", "head"), ("-v", "current"), ("-v", "history", "-i"), ("upgrade", "nosuch"), ("downgrade", "base")):
            got = project.run("--url", url, *command)
            self.assertNotIn(secret, got.out + got.err, command)


if __name__ == "__main__":
    main_with_postgresql()
