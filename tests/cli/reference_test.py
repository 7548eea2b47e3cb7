"""Wanted states that are no Lua models: a reference database (--from-url), a file of SQL (--from-sql), and both as target_metadata."""
import os
import signal
import sqlite3

from support import Case, PostgresCase, PostgresProject, main_with_postgresql, server_url

WANTED = """-- made by an ORM elsewhere
BEGIN;
CREATE TABLE org (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL UNIQUE);
CREATE TABLE tasks (
  id INTEGER PRIMARY KEY,
  org_id INTEGER REFERENCES org (id) ON DELETE CASCADE,
  title VARCHAR(200) DEFAULT 'new; or so' NOT NULL,
  CONSTRAINT ck_title CHECK (title <> '')
);
CREATE INDEX ix_tasks_title ON tasks (title);
INSERT INTO org (id, name) VALUES (1, 'rows do not matter');
COMMIT;
"""
CLEAN = "No new upgrade operations detected.\n"


class Both:
    """What holds on every database."""

    def begun(self, **settings):
        project = self.project(**settings)
        project.write("schema.sql", WANTED)
        return project

    def migrate(self, project, *source):
        self.succeeds(project, "revision", "--autogenerate", "-m", "begin", "--rev-id", "aa01", *source)
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.succeeds(project, "check", *source).out, CLEAN)

    def test_a_file_of_sql_is_the_wanted_state(self):
        project = self.begun()
        self.migrate(project, "--from-sql", "schema.sql")
        self.assertEqual(project.tables(), ["alembic_version", "org", "tasks"])
        self.assertEqual(project.sql("SELECT count(*) FROM org")[0][0] in (0, "0"), True)
        project.write("schema.sql", WANTED.replace("  title", "  priority INTEGER,\n  title"))
        got = project.run("check", "--from-sql", "schema.sql")
        self.assertEqual((got.code, got.out), (3, "add column tasks.priority INTEGER\n"), repr(got))
        self.assertEqual(self.left_behind(), [])

    def test_a_reference_database_is_the_wanted_state(self):
        reference, project = self.begun(), self.project()
        self.migrate(reference, "--from-sql", "schema.sql")
        self.migrate(project, "--from-url", reference.url)
        reference.sql("ALTER TABLE tasks ADD COLUMN priority INTEGER")
        got = project.run("check", "--from-url", reference.url)
        self.assertEqual((got.code, got.out), (3, "add column tasks.priority INTEGER\n"), repr(got))

    def test_target_metadata_of_the_ini_names_a_file_or_a_database(self):
        project = self.begun(ini="target_metadata = schema.sql\n")
        self.migrate(project)
        other = self.project(ini="target_metadata = %s\n" % project.url.replace("%", "%%"))
        self.migrate(other)

    def test_target_metadata_of_env_lua_names_a_file(self):
        project = self.begun()
        project.write("migrations/env.lua", 'local context = require "context"\nlocal engine = context.engine_from_config('
                      'context.config:get_section(context.config.config_ini_section), { prefix = "sqlalchemy." })\n'
                      'engine:connect(function(connection)\n  context.configure{ connection = connection, '
                      'target_metadata = "schema.sql" }\n  context.run_migrations()\nend)\n')
        self.migrate(project)
        project.write("schema.sql", "")
        self.refuses(project, "check", mentions=["reference holds no table"])
        env = project.read("migrations/env.lua")
        project.write("migrations/env.lua", env.replace("schema.sql", "schema"))
        self.refuses(project, "check", mentions=['target_metadata = "schema"', "discover"])

    def test_sql_that_fails_is_named_and_leaves_nothing(self):
        project = self.begun()
        project.write("schema.sql", WANTED + "\nCREATE TABLE broken (\n  id INTEGER,,\n);\n")
        self.refuses(project, "check", "--from-sql", "schema.sql", mentions=[r"schema.sql:15", "syntax error"])
        self.assertEqual(self.left_behind(), [])

    def test_what_a_file_takes_back_is_not_wanted(self):
        project = self.begun()
        for words in ("ROLLBACK", "rollback to savepoint s", "ROLLBACK TRANSACTION", "/* no */ ABORT", "ROLLBACK PREPARED 'x'"):
            with self.subTest(words):
                project.write("schema.sql", "-- one\nBEGIN;\nCREATE TABLE no (id int);\n-- two\n%s;\nCREATE TABLE org (,);\n" % words)
                word = "ABORT" if "ABORT" in words else "ROLLBACK"
                self.refuses(project, "check", "--from-sql", "schema.sql", mentions=["schema.sql:5", word, "takes back"])
        self.assertEqual(self.left_behind(), [])

    def test_transactions_that_are_kept_are_passed_over(self):
        project = self.begun()
        project.write("schema.sql", WANTED.replace("CREATE INDEX", "SAVEPOINT s;\nCREATE INDEX").replace("COMMIT", "RELEASE s;\nCOMMIT") +
                      "START TRANSACTION;\nCREATE TABLE more (id int);\nEND;\n-- nothing\n;\n")
        self.migrate(project, "--from-sql", "schema.sql")
        self.assertEqual(project.tables(), ["alembic_version", "more", "org", "tasks"])

    def test_sources_that_make_no_sense(self):
        project = self.begun()
        self.refuses(project, "check", "--from-sql", "schema.sql", "--from-url", "sqlite:///x.db", mentions=["one of them"], codes=(2,))
        self.refuses(project, "check", "--from-sql", "nowhere.sql", mentions=["nowhere.sql"])
        self.refuses(project, "check", "--from-url", "mysql://u:s3cret@h/d", mentions=["of another kind", "mysql"], secret="s3cret")
        self.refuses(project, "revision", "-m", "x", "--from-sql", "schema.sql", mentions=["--autogenerate"], codes=(2,))

    def test_a_file_is_looked_for_here_and_beside_the_ini(self):
        project = self.begun(ini="target_metadata = schema.sql\n")
        self.migrate(project)
        elsewhere = project.path("elsewhere")
        os.mkdir(elsewhere)
        check = ("-c", project.path("alembic.ini"), "check")
        self.assertEqual(self.succeeds(project, *check, cwd=elsewhere).out, CLEAN)
        project.write("elsewhere/schema.sql", WANTED.replace("  title", "  priority INTEGER,\n  title"))
        got = project.run(*check, cwd=elsewhere)
        self.assertEqual((got.code, got.out), (3, "add column tasks.priority INTEGER\n"), repr(got))
        self.refuses(project, "check", "--from-sql", "elsewhere", mentions=["there is no file of SQL elsewhere"])

    def left_behind(self):
        return []


class Sqlite(Both, Case):
    def project(self, **options):
        made = super().project(**options)
        made.url = "sqlite:///" + made.database
        return made

    def test_a_dump_of_the_shell(self):
        project = self.project()
        given = sqlite3.connect(project.path("given.db"))
        given.executescript(WANTED)
        project.write("dump.sql", "PRAGMA foreign_keys=OFF;\n" + "\n".join(given.iterdump()))
        given.close()
        self.migrate(project, "--from-sql", "dump.sql")


class Postgresql(Both, PostgresCase):
    def left_behind(self):
        return PostgresProject._psql(server_url(), "SELECT datname FROM pg_database WHERE datname LIKE 'runner_scratch_%'")

    def test_a_dump_of_pg_dump(self):
        project = self.project()
        project.write("dump.sql", "\\restrict abc\nSET client_encoding = 'UTF8';\n-- newer\nSET of_a_newer_server = 0;\n"
                      "SELECT pg_catalog.set_config('search_path', '', false);\n"
                      "CREATE TYPE public.kind AS ENUM ('a', 'b');\n"
                      "CREATE TABLE public.t (id integer NOT NULL, k public.kind DEFAULT 'a'::public.kind);\n"
                      "COPY public.t (id, k) FROM stdin;\n1\ta\n2\t\\N\n3\tit's; $$ /*\n\\.\n\n"
                      "COPY public.t (id) FROM stdin;\n\\.\n"
                      "ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);\n\\unrestrict abc\n")
        self.migrate(project, "--from-sql", "dump.sql")

    def test_the_default_schema_is_that_of_the_project(self):
        project = self.project()
        project.sql("CREATE SCHEMA tenant")
        at = ("--url", project.url + ("&" if "?" in project.url else "?") + "options=-csearch_path%3Dtenant")
        tables = "CREATE TABLE t (n int); CREATE TABLE public.other (n int)"
        project.write("schema.sql", tables)
        self.succeeds(project, *at, "revision", "--autogenerate", "-m", "begin", "--from-sql", "schema.sql")
        self.succeeds(project, *at, "upgrade", "head")
        self.assertEqual(project.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'tenant' ORDER BY 1"), [("alembic_version",), ("t",)])
        self.assertEqual(project.tables(), [])
        for makes in ("", "CREATE SCHEMA tenant;\n", "CREATE SCHEMA tenant AUTHORIZATION current_user;\n"):
            with self.subTest(makes):
                project.write("schema.sql", makes + tables)
                self.assertEqual(self.succeeds(project, *at, "check", "--from-sql", "schema.sql").out, CLEAN)
        project.write("schema.sql", "CREATE SCHEMA tenant CREATE TABLE t (n int);")
        self.refuses(project, *at, "check", "--from-sql", "schema.sql", mentions=["schema.sql:1", 'schema "tenant" already exists'])

    def test_an_interrupt_removes_the_scratch_database(self):
        project = self.begun()
        project.write("schema.sql", WANTED + "DO $$ BEGIN RAISE NOTICE 'loading'; PERFORM pg_sleep(50); END $$;\n")
        run = self.started(project, "check", "--from-sql", "schema.sql")
        run.wait_for("loading")
        got = run.signal(signal.SIGINT)
        self.assertEqual(got.code, 130, repr(got))
        self.assertEqual(self.left_behind(), [])

    def test_a_role_that_may_make_no_database_is_told_what_to_do(self):
        project = self.begun()
        role = "modest_%d" % os.getpid()
        project.sql("CREATE ROLE %s LOGIN" % role)
        try:
            project.sql("GRANT ALL ON SCHEMA public TO %s" % role)
            url = project.url.replace("postgresql://postgres@", "postgresql://%s@" % role)
            self.refuses(project, "--url", url, "check", "--from-sql", "schema.sql", mentions=["CREATEDB", "--from-url"])
        finally:
            project.sql("DROP OWNED BY %s; DROP ROLE %s" % (role, role))


if __name__ == "__main__":
    main_with_postgresql()
