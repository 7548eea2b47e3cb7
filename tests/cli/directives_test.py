"""Our own directives on PostgreSQL: enums, views, schemas, sequences and extensions, online, back again, and printed for psql."""
import subprocess
import unittest

from support import Case, PostgresCase, main_with_postgresql, psql_program

OBJECTS = """
SELECT 'enum', n.nspname || '.' || t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid JOIN pg_namespace n ON n.oid = t.typnamespace GROUP BY 2
UNION ALL SELECT 'view', schemaname || '.' || viewname, '' FROM pg_views WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
UNION ALL SELECT 'materialized', schemaname || '.' || matviewname, '' FROM pg_matviews
UNION ALL SELECT 'schema', nspname, '' FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
UNION ALL SELECT 'sequence', schemaname || '.' || sequencename,
  concat_ws(' ', data_type, start_value, increment_by, min_value, max_value, cycle, cache_size) FROM pg_sequences
UNION ALL SELECT 'extension', extname, '' FROM pg_extension WHERE extname <> 'plpgsql'
ORDER BY 1, 2
"""

UP = """
  op.create_schema("app")
  op.create_enum("mood", { "sad", "it's" })
  op.create_enum("Size", { "s" }, { schema = "app" })
  op.create_table("t", sa.Column("id", sa.Integer(), { primary_key = true }), sa.Column("m", sa.Enum("sad", "it's", { name = "mood" })),
    sa.Column("size", sa.Enum("s", { name = "Size", schema = "app" })))
  op.create_sequence("counter", { schema = "app", start = 5, increment = 2, maxvalue = 99, cycle = true, data_type = "integer" })
  op.create_extension("plpgsql", { if_not_exists = true })
  op.create_view("happy", "SELECT id, m FROM t WHERE m <> 'sad'")
  local t = sa.table("t", sa.column("id", sa.Integer()), sa.column("m"))
  op.create_view("Ids", sa.select(t.c.id:label("Number")):where(t.c.id:gt(0)), { schema = "app" })
  op.create_view("kept", "SELECT count(*) AS n FROM t", { materialized = true })
"""
ADD = """
  op.execute("INSERT INTO t (m) VALUES ('sad')")
  op.add_enum_value("mood", "so so", { after = "sad" })
  op.add_enum_value("mood", "first", { before = "sad", if_not_exists = true })
  op.execute("INSERT INTO t (m) VALUES ('so so')")
  op.rename_enum_value("mood", "it's", "happy")
  op.alter_sequence("counter", { schema = "app", increment = 3, restart = 7, new_name = "steps" })
  op.create_view("happy", "SELECT id, m FROM t WHERE m = 'happy'", { replace = true })
  op.create_view("kept", "SELECT 1 AS n", { materialized = true, replace = true })
"""
BACK = """
  op.drop_view("kept", { materialized = true })
  op.drop_view("Ids", { schema = "app" })
  op.drop_view("happy", { if_exists = true, cascade = true })
  op.drop_view("never", { if_exists = true })
  op.drop_table("t")
  op.drop_sequence("steps", { schema = "app", if_exists = true })
  op.drop_sequence("counter", { schema = "app", if_exists = true })
  op.drop_enum("mood")
  op.drop_enum("mood", { if_exists = true })
  op.drop_enum("Size", { schema = "app" })
  op.drop_extension("nosuch", { if_exists = true })
  op.drop_schema("app")
"""
FIRST = [("enum", "app.Size", "s"), ("enum", "public.mood", "sad,it's"), ("materialized", "public.kept", ""), ("schema", "app", ""),
         ("sequence", "app.counter", "integer 5 2 1 99 t 1"), ("sequence", "public.t_id_seq", "integer 1 1 1 2147483647 f 1"),
         ("view", "app.Ids", ""), ("view", "public.happy", "")]
SECOND = [("enum", "app.Size", "s"), ("enum", "public.mood", "first,sad,so so,happy"), ("materialized", "public.kept", ""), ("schema", "app", ""),
          ("sequence", "app.steps", "integer 5 3 1 99 t 1"), ("sequence", "public.t_id_seq", "integer 1 1 1 2147483647 f 1"),
          ("view", "app.Ids", ""), ("view", "public.happy", "")]


class OnPostgresql(PostgresCase):
    def history(self):
        project = self.project()
        project.script("a1", up=UP, back=BACK)
        project.script("b2", down="a1", up=ADD)
        return project

    def test_every_directive_there_and_back(self):
        project = self.history()
        self.succeeds(project, "upgrade", "a1")
        self.assertEqual(project.sql(OBJECTS), FIRST)
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.sql(OBJECTS), SECOND)
        self.assertEqual(project.sql("SELECT m FROM t ORDER BY m"), [("sad",), ("so so",)])
        self.assertEqual(project.sql("SELECT nextval('app.steps')"), [("7",)])
        self.succeeds(project, "downgrade", "base")
        self.assertEqual(project.sql(OBJECTS), [])

    def test_the_printed_script_does_the_same(self):
        project = self.history()
        printed = self.succeeds(project, "upgrade", "head", "--sql").out
        ran = subprocess.run([psql_program(), "-Xq", "-v", "ON_ERROR_STOP=1", "-d", project.url], input=printed, text=True, capture_output=True)
        self.assertEqual(ran.returncode, 0, ran.stderr + printed)
        self.assertEqual(project.sql(OBJECTS), SECOND)
        back = self.succeeds(project, "downgrade", "head:base", "--sql").out
        ran = subprocess.run([psql_program(), "-Xq", "-v", "ON_ERROR_STOP=1", "-d", project.url], input=back, text=True, capture_output=True)
        self.assertEqual(ran.returncode, 0, ran.stderr + back)
        self.assertEqual(project.sql(OBJECTS), [])

    def test_a_type_that_is_there_with_other_values_is_an_error(self):
        project = self.project()
        project.script("a1", up='  op.create_enum("mood", { "a" })\n'
                       '  op.create_table("t", sa.Column("m", sa.Enum("a", "b", { name = "mood" })))')
        self.refuses(project, "upgrade", "head", mentions=("mood",))

    def test_bulk_insert_is_all_or_nothing_with_the_rows_number(self):
        for bad, words in (("{ a = 'x', b = true }", ("row 3", "integer")), ("{ nope = 1 }", ("row 3", "nope")), ("{ 1 }", ("row 3",)),
                           ("{ a = 3, b = {} }", ("row 3",)), ("{ a = 1.5, b = true }", ("row 3",)), ("7", ("row 3",)),
                           ("{ a = 3 }", ("row 3 has other columns", "sa.NULL", "multiinsert"))):
            project = self.project()
            project.script("a1", up="""
  local t = op.create_table("t", sa.Column("a", sa.Integer()), sa.Column("b", sa.Boolean()))
  op.autocommit_block(function() op.bulk_insert(t, { { a = 1, b = sa.NULL }, { a = 2, b = true }, %s }) end)""" % bad)
            with self.subTest(bad=bad):
                self.clear_message(project.run("upgrade", "head"), mentions=words)
                self.assertEqual(project.sql("SELECT count(*) FROM t"), [("0",)])


class OnSqlite(Case):
    def test_bulk_insert_is_all_or_nothing_with_the_rows_number(self):
        for bad, words in (("{ a = 'x', b = 1 }", ("row 3", "integer")), ("{ nope = 1 }", ("row 3", "nope")), ("{ 1 }", ("row 3",)), ("7", ("row 3",)),
                           ("{ a = 1, b = 1 }", ("row 3", "UNIQUE")), ("{ a = 3 }", ("row 3 has other columns",))):
            project = self.project()
            project.script("a1", up="""
  local t = op.create_table("t", sa.Column("a", sa.Integer(), { unique = true }), sa.Column("b", sa.Integer()), { sqlite_strict = true })
  local ok, why = pcall(function() op.bulk_insert(t, { { a = 1, b = sa.NULL }, { a = 2, b = 1 }, %s }) end)
  assert(not ok and op.get_bind():execute("SELECT count(*) FROM t"):scalar() == 0)
  error(why)""" % bad)
            with self.subTest(bad=bad):
                self.clear_message(project.run("upgrade", "head"), mentions=words)

    def test_views_work_and_the_rest_is_refused_with_a_way_out(self):
        project = self.project()
        project.script("a1", up="""
  op.create_table("t", sa.Column("id", sa.Integer(), { primary_key = true }), sa.Column("m", sa.Enum("a", "b", { name = "mood" })))
  op.create_enum("mood", { "a", "b" })
  op.add_enum_value("mood", "c")
  op.create_view("v", "SELECT id FROM t")
  op.create_view("v", "SELECT m FROM t", { replace = true })
  op.create_view("w", "SELECT 1 AS x", { if_not_exists = true })
  op.drop_view("w", { if_exists = true, cascade = true })
  op.drop_enum("mood")""")
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.sql("SELECT name, sql FROM sqlite_master WHERE type = 'view'"), [("v", "CREATE VIEW v AS\nSELECT m FROM t")])
        for call, words in (('op.create_view("m", "SELECT 1", { materialized = true })', "materialized view"),
                            ('op.create_schema("s")', "schemas"), ('op.drop_schema("s")', "schemas"),
                            ('op.create_sequence("s")', "sequences"), ('op.alter_sequence("s", { restart = 1 })', "sequences"),
                            ('op.drop_sequence("s")', "sequences"), ('op.create_extension("x")', "extensions"),
                            ('op.drop_extension("x")', "extensions"), ('op.rename_enum_value("mood", "a", "b")', "UPDATE")):
            refused = self.project()
            refused.script("a1", up="  " + call)
            with self.subTest(call=call):
                self.refuses(refused, "upgrade", "head", mentions=(words, "hint:", "a1_step_a1.lua:16"))
                self.clear_message(refused.run("upgrade", "head", "--sql"), mentions=(words,))

    def test_wrong_calls(self):
        for call, words in (('op.create_enum("e")', ("create_enum", "values")), ('op.create_enum("e", {})', ("values",)),
                            ('op.create_enum("e", { 1 })', ("values",)), ('op.create_enum("e", { "a", nil, "b" })', ("values",)),
                            ('op.create_enum("e", { "a", "a" })', ("twice|'a'",)),
                            ('op.create_enum("e", { "a" }, { shema = "s" })', ("schema",)),
                            ('op.add_enum_value("e", "x", { before = "a", after = "b" })', ("before", "after")),
                            ('op.create_view("v")', ("definition",)), ('op.create_view("v", 5)', ("definition",)),
                            ('op.create_view("v", "SELECT 1", { materialised = true })', ("materialized",)),
                            ('op.create_sequence("s", { start = "x" })', ("start",)), ('op.create_sequence("s", { start = 1.5 })', ("start",)),
                            ('op.alter_sequence("s")', ("changes nothing",)), ('op.create_schema()', ("name",)),
                            ('op.create_extension("x", { schem = "s" })', ("schema",)), ('op.drop_view({})', ("name",))):
            project = self.project()
            project.script("a1", up="  " + call)
            with self.subTest(call=call):
                self.refuses(project, "upgrade", "head", mentions=words + ("a1_step_a1.lua:16",))


if __name__ == "__main__":
    main_with_postgresql()
