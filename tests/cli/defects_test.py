"""Defects of Alembic, numbered as in docs/differences.md, that a user would meet on the command line: here the right thing happens.
Those of identifiers and plans are in tests/graph/defects_test.cc, those of models in autogenerate_test.py."""
import contextlib
import os
import sqlite3
import unittest

from support import Case, PostgresCase, main_with_postgresql

TABLE = '  op.create_table("t", sa.Column("id", sa.Integer(), { primary_key = true })%s)'


def needing(project, rev, down, needs):
    path = project.script(rev, down)
    project.write(path, project.read(path).replace("depends_on = nil", 'depends_on = "%s"' % needs))


class Files(Case):
    def test_b12_an_id_that_is_there_is_refused_before_a_file_is_written(self):
        project = self.project()
        project.script("aa01")
        project.script("bb02", "aa01")
        for rev in ("aa01", "bb02"):
            self.refuses(project, "revision", "-m", "x", "--rev-id", rev, mentions=["'%s'" % rev])
        self.refuses(project, "merge", "-m", "x", "--rev-id", "bb02", "--splice", "aa01", "bb02")
        self.assertEqual(self.succeeds(project, "heads").out, "bb02 (head)\n")

    def test_b13_an_id_longer_than_the_column_is_refused(self):
        project = self.project()
        self.refuses(project, "revision", "-m", "x", "--rev-id", "x" * 33, mentions=["at most 32"])
        self.succeeds(project, "revision", "-m", "x", "--rev-id", "x" * 32)
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.rows(), ["x" * 32])
        project.script("y" * 33, None, TABLE % "")
        self.refuses(project, "upgrade", "heads", mentions=["y" * 33, "32"])

    def test_b17_init_without_the_folder_of_the_ini_makes_nothing(self):
        project = self.project()
        self.refuses(project, "-c", "nosuch/app.ini", "init", "elsewhere", mentions=["nosuch"])
        self.assertFalse(os.path.exists(project.path("elsewhere")))

    def test_b18_a_failing_hook_fails_the_command(self):
        project = self.project(ini="\n[post_write_hooks]\nhooks = fmt\nfmt.type = exec\nfmt.executable = %(here)s/fmt\n")
        os.chmod(project.write("fmt", "#!/bin/sh\nexit 3\n"), 0o755)
        self.clear_message(project.run("revision", "-m", "x", "--rev-id", "aa01"), mentions=["'fmt'", "status 3"], codes=(1,))
        self.assertEqual(os.listdir(project.versions), ["aa01_x.lua"])


class Screens(Case):
    def implied(self):
        """aa01 <- bb02, and cc03, which depends on bb02: an upgrade to the heads leaves one row, cc03."""
        project = self.project()
        project.script("aa01")
        project.script("bb02", "aa01")
        needing(project, "cc03", None, "bb02")
        self.succeeds(project, "upgrade", "heads")
        self.assertEqual(project.rows(), ["cc03"])
        return project

    def test_b14_check_heads_knows_that_a_dependency_is_applied(self):
        project = self.implied()
        self.succeeds(project, "current", "--check-heads")
        project.script("dd04", "bb02")
        self.assertEqual(project.run("current", "--check-heads").code, 3)

    def test_b15_an_effective_head_is_called_so_in_full_output_too(self):
        project = self.implied()
        for command in (["show", "bb02"], ["heads", "-v"], ["history", "-v"], ["current", "-v"]):
            self.assertIn("Rev: bb02 (effective head)\n", self.succeeds(project, *command).out, command)
            self.assertNotIn("Rev: bb02 (head)", self.succeeds(project, *command).out, command)

    def test_b16_quiet_silences_the_talk_of_every_command_and_no_result(self):
        project = self.implied()
        for command in (["history"], ["heads"], ["current"], ["show", "bb02"], ["list_templates"], ["upgrade", "aa01:bb02", "--sql"]):
            loud, quiet = self.succeeds(project, *command), self.succeeds(project, "-q", *command)
            self.assertEqual((quiet.out, quiet.err), (loud.out, ""), command)
            self.assertTrue(quiet.out, command)
        self.assertEqual(self.succeeds(project, "-q", "init", "elsewhere").err, "")
        self.assertEqual(self.succeeds(project, "-q", "revision", "--head", "cc03", "-m", "x").err, "")


class Directives(Case):
    def upgraded(self, *bodies, sql=""):
        """SQLite after `sql` and one revision for each body."""
        project = self.project()
        with contextlib.closing(sqlite3.connect(project.database)) as connection:
            connection.executescript(sql)
        for number, body in enumerate(bodies):
            project.script("a%02d" % number, "a%02d" % (number - 1) if number else None, body)
        self.succeeds(project, "upgrade", "head")
        return project

    def test_b22_a_colon_inside_quotes_or_a_cast_is_no_parameter(self):
        body = "  op.execute([[INSERT INTO notes VALUES ('at :noon', 'x'), ('12:30:00', '\\:y')]])"
        project = self.upgraded('  op.create_table("notes", sa.Column("a", sa.Text()), sa.Column("b", sa.Text()))', body)
        self.assertEqual(project.sql("SELECT a FROM notes"), [("at :noon",), ("12:30:00",)])
        printed = self.succeeds(project, "upgrade", "a00:a01", "--sql").out
        self.assertIn("('at :noon', 'x'), ('12:30:00', ", printed)
        project.script("a02", "a01", "  op.execute('UPDATE notes SET a = :missing')")
        for more in ([], ["--sql"]):
            self.refuses(project, "upgrade", "a01:a02" if more else "head", *more, mentions=["missing"])

    def test_b27_if_exists_and_if_not_exists_work_in_a_rebuild(self):
        project = self.upgraded("""  op.batch_alter_table("t", { recreate = "always" }, function(batch)
    batch.drop_index("nosuch", { if_exists = true })
    batch.create_index("ix_a", { "a" }, { if_not_exists = true })
    batch.create_index("ix_b", { "b" }, { if_not_exists = true })
    batch.add_column(sa.Column("a", sa.Integer()), { if_not_exists = true })
    batch.drop_constraint("nosuch", { type_ = "unique", if_exists = true })
  end)""", sql="CREATE TABLE t (a INTEGER, b INTEGER); CREATE INDEX ix_a ON t (a)")
        self.assertEqual(sorted(r[0] for r in project.sql("SELECT name FROM sqlite_master WHERE tbl_name = 't'")), ["ix_a", "ix_b", "t"])

    def test_b28_a_temporary_table_that_was_left_behind_blocks_no_retry(self):
        project = self.upgraded('  op.batch_alter_table("t", function(batch) batch.drop_column("b") end)',
                                sql="CREATE TABLE t (a INTEGER, b INTEGER); CREATE TABLE _alembic_tmp_t (z INTEGER); INSERT INTO t VALUES (1, 2)")
        self.assertEqual((project.sql("SELECT * FROM t"), project.tables()), ([(1,)], ["alembic_version", "t"]))

    def test_b29_a_rebuild_loses_nothing(self):
        body = '  op.batch_alter_table("t", { recreate = "always" }, function(batch) batch.add_column(sa.Column("more", sa.Integer())) end)'
        project = self.upgraded(body, sql="""
            CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT COLLATE NOCASE NOT NULL ON CONFLICT IGNORE, n INTEGER DEFAULT 5,
              twice INTEGER GENERATED ALWAYS AS (n * 2) STORED, CHECK (n > 0), CONSTRAINT uq UNIQUE (a)) STRICT;
            CREATE TABLE w (k TEXT PRIMARY KEY) WITHOUT ROWID;
            CREATE INDEX ix ON t (a DESC) WHERE n > 1; CREATE INDEX ix_lower ON t (lower(a)); CREATE VIEW v AS SELECT a FROM t; CREATE TABLE log (x);
            CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (NEW.a); END;
            INSERT INTO t (id, a) VALUES (7, 'one'), (41, 'two'); DELETE FROM t WHERE id = 41;""")
        project.sql("INSERT INTO t (a, more) VALUES ('three', 1); INSERT INTO t (a) VALUES (NULL)")
        self.assertEqual(project.sql("SELECT id, a, n, twice, more FROM t"), [(7, "one", 5, 10, None), (42, "three", 5, 10, 1)])
        self.assertEqual(project.sql("SELECT * FROM v WHERE a = 'ONE'"), [("one",)])
        self.assertEqual(project.sql("SELECT x FROM log WHERE x = 'three'"), [("three",)])
        table = " ".join(project.sql("SELECT sql FROM sqlite_master WHERE name = 't'")[0][0].split())
        for part in ("AUTOINCREMENT", "COLLATE \"NOCASE\"", "ON CONFLICT IGNORE", "GENERATED ALWAYS AS (n * 2) STORED", "CHECK (n > 0)", "STRICT"):
            self.assertIn(part, table)
        indexes = dict(project.sql("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
        self.assertRegex(indexes["ix"], r"\(a DESC\) WHERE n > 1")
        self.assertIn("lower(a)", indexes["ix_lower"])
        # And a table WITHOUT ROWID stays one.
        project.script("a01", "a00", body.replace('"t"', '"w"'))
        self.succeeds(project, "upgrade", "head")
        self.assertIn("WITHOUT ROWID", project.sql("SELECT sql FROM sqlite_master WHERE name = 'w'")[0][0])

    def test_b30_a_row_without_a_column_leaves_it_to_its_default(self):
        body = """  local t = op.create_table("t", sa.Column("id", sa.Integer(), { primary_key = true }),
    sa.Column("state", sa.String(9), { default = "client", server_default = "server" }))
  op.bulk_insert(t, { { id = 1 } })
  op.bulk_insert(t, { { id = 2, state = "mine" }, { id = 3 } }, { multiinsert = false })"""
        project = self.upgraded(body)
        rows = [(1, "server"), (2, "mine"), (3, "server")]
        self.assertEqual(project.sql("SELECT * FROM t"), rows)
        printed = self.succeeds(project, "upgrade", "head", "--sql").out
        project.sql("DROP TABLE t; DROP TABLE alembic_version;" + printed)
        self.assertEqual(project.sql("SELECT * FROM t"), rows)


class OnPostgresql(PostgresCase):
    def upgraded(self, *bodies, sql="", each=True):
        project = self.project()
        if sql:
            project.sql(sql)
        for number, body in enumerate(bodies):
            project.script("a%02d" % number, "a%02d" % (number - 1) if number else None, body)
            if each:
                self.succeeds(project, "upgrade", "head")
        return project

    def test_b21_a_key_with_use_alter_is_left_to_a_call_of_its_own_and_that_is_said(self):
        project = self.project()
        project.script("aa01", None, '  op.create_table("o", sa.Column("id", sa.Integer(), { primary_key = true }))\n' +
                       TABLE % ', sa.Column("o_id", sa.Integer(), sa.ForeignKey("o.id", { name = "fk_o", use_alter = true }))')
        got = self.succeeds(project, "upgrade", "head")
        self.assertRegex(got.err, r"WARNI .*'fk_o'.* use_alter .*op\.create_foreign_key")
        project.script("bb02", "aa01", '  op.create_foreign_key("fk_o", "t", "o", { "o_id" }, { "id" })')
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.sql("SELECT conname FROM pg_constraint WHERE contype = 'f'"), [("fk_o",)])

    def test_b22_a_cast_is_no_parameter(self):
        project = self.upgraded("  op.execute([=[CREATE TABLE n AS SELECT '5'::int AS i, 'a:b' AS s, (ARRAY[1,2,3])[1:2] AS part]=])")
        self.assertEqual(project.sql("SELECT * FROM n"), [("5", "a:b", "{1,2}")])

    def test_b23_a_backslash_is_printed_as_it_is_stored(self):
        bodies = ('  op.create_table("t", sa.Column("a", sa.Text()))',
                  '  op.bulk_insert(sa.table("t", sa.column("a", sa.Text())), { { a = [[c:\\dir\\]] } })',
                  "  op.execute([[INSERT INTO t VALUES ('one\\two')]])")
        online, offline = self.upgraded(*bodies), self.upgraded(*bodies, each=False)
        offline.sql(self.succeeds(offline, "upgrade", "head", "--sql").out)
        rows = [("c:\\dir\\",), ("one\\two",)]
        self.assertEqual((online.sql("SELECT a FROM t"), offline.sql("SELECT a FROM t")), (rows, rows))

    def test_b30_rows_of_different_columns_are_copied_with_their_defaults(self):
        project = self.upgraded("""  local t = op.create_table("t", sa.Column("id", sa.Integer(), { primary_key = true }),
    sa.Column("state", sa.String(9), { nullable = false, server_default = "server" }))
  op.bulk_insert(t, { {}, {}, { id = 7, state = "mine" }, { state = "x" }, { id = 9 }, { id = 10 } }, { multiinsert = false })""")
        self.assertEqual(project.sql("SELECT * FROM t ORDER BY id"), [("1", "server"), ("2", "server"), ("3", "x"), ("7", "mine"),
                                                                      ("9", "server"), ("10", "server")])

    MOOD = 'sa.Column("m", sa.Enum("sad", "ok", { name = "mood" }))'

    def test_b24_add_column_makes_its_enum_type(self):
        bodies = (TABLE % "", '  op.add_column("t", %s)' % self.MOOD)
        online, offline = self.upgraded(*bodies), self.upgraded(*bodies, each=False)
        offline.sql(self.succeeds(offline, "upgrade", "head", "--sql").out)
        for project in (online, offline):
            project.sql("INSERT INTO t VALUES (1, 'ok')")

    def test_b25_an_enum_type_that_drop_table_leaves_is_taken_up_or_dropped_by_name(self):
        table = TABLE % (", " + self.MOOD)
        project = self.upgraded(table, '  op.drop_table("t")', table, '  op.drop_table("t")\n  op.drop_enum("mood")')
        self.assertEqual(project.sql("SELECT count(*) FROM pg_type WHERE typname = 'mood'"), [("0",)])

    def test_b26_an_enum_type_of_an_earlier_run_is_made_once(self):
        other = (TABLE % (", " + self.MOOD)).replace('"t"', '"u"')
        project = self.upgraded(TABLE % (", " + self.MOOD), other)
        project.sql("INSERT INTO u VALUES (1, 'sad')")
        self.assertEqual(self.succeeds(project, "upgrade", "a00:a01", "--sql").out.count("CREATE TYPE"), 0)

    def test_b32_a_plain_column_becomes_an_identity(self):
        project = self.upgraded('  op.create_table("t", sa.Column("n", sa.Integer(), { nullable = false }))',
                                '  op.alter_column("t", "n", { server_default = sa.Identity({ always = true, start = 5 }) })')
        self.assertEqual(project.sql("INSERT INTO t DEFAULT VALUES RETURNING n"), [("5",)])

    def test_b33_unique_and_index_of_an_added_column_are_made(self):
        project = self.upgraded(TABLE % "", '  op.add_column("t", sa.Column("a", sa.Integer(), { unique = true }))\n'
                                '  op.add_column("t", sa.Column("b", sa.Integer(), { index = true }))')
        self.assertEqual(project.sql("SELECT indexname FROM pg_indexes WHERE tablename = 't' ORDER BY 1"),
                         [("ix_t_b",), ("t_a_key",), ("t_pkey",)])


if __name__ == "__main__":
    main_with_postgresql()
