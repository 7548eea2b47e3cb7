"""Batches on SQLite with rows in place: what a rebuild must keep, what must follow a renamed column, what a failure leaves."""
import random
import re
import sqlite3
import subprocess
import unittest

from support import Case, PostgresCase, main_with_postgresql

FULL = """
CREATE TABLE parent(id INTEGER PRIMARY KEY, code TEXT UNIQUE);
INSERT INTO parent VALUES (1, 'a'), (2, 'b');
CREATE TABLE t (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name VARCHAR(50) COLLATE NOCASE NOT NULL ON CONFLICT REPLACE DEFAULT 'x' CHECK (length(name) < 60),
  "Odd Name" INTEGER UNIQUE ON CONFLICT IGNORE,
  age INTEGER CONSTRAINT agepos CHECK (age > 0),
  v INTEGER GENERATED ALWAYS AS (age + 1) VIRTUAL,
  s INTEGER AS (age * 2) STORED NOT NULL,
  pid INTEGER REFERENCES parent(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  self INTEGER REFERENCES t ON DELETE SET NULL,
  CHECK (age < 200 OR name LIKE 'o%'),
  CONSTRAINT uq UNIQUE (name, age) ON CONFLICT REPLACE);
CREATE INDEX ix1 ON t (name DESC, lower(name) COLLATE BINARY, age ASC);
CREATE UNIQUE INDEX ix2 ON t (age) WHERE age > 5 AND name <> 'x';
CREATE INDEX ix3 ON t ("Odd Name" COLLATE RTRIM DESC);
CREATE TABLE child(id INTEGER PRIMARY KEY, tid INTEGER REFERENCES t(id) ON DELETE CASCADE, odd REFERENCES t("Odd Name"));
CREATE VIEW vw AS SELECT t.age AS a, name AS n FROM t WHERE age > 1;
CREATE VIEW vw2(x, y) AS SELECT a, n FROM vw;
CREATE TABLE log(m TEXT);
CREATE TRIGGER own AFTER UPDATE OF age, name ON t WHEN new.age > 3
  BEGIN INSERT INTO log VALUES (old.age || new."age"); UPDATE t SET name = 'y' WHERE age = new.age AND name = 'z'; END;
CREATE TRIGGER others AFTER INSERT ON child BEGIN UPDATE t SET age = age + 1 WHERE id = new.tid; END;
CREATE TRIGGER instead INSTEAD OF INSERT ON vw BEGIN INSERT INTO t(name, age) VALUES (new.n, new.a); END;
INSERT INTO t(id, name, "Odd Name", age, pid, self) VALUES (1,'one',5,10,1,NULL),(2,'two',6,20,2,1),(9,'nine',NULL,30,NULL,1);
DELETE FROM t WHERE id = 9;
INSERT INTO child VALUES (1, 1, 5), (2, 2, 6)
"""


def batch(calls, options="{}", table="t"):
    return '  op.batch_alter_table("%s", %s, function(b)\n%s\n  end)' % (table, options, calls)


class OnSqlite(Case):
    def filled(self, setup=FULL):
        project = self.project()
        connection = sqlite3.connect(project.database)
        connection.executescript(setup)
        connection.close()
        return project

    def texts(self, project):
        return {name: sql for name, sql in project.sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")}

    def upgraded(self, up, setup=FULL):
        project = self.filled(setup)
        project.script("a1", up=up)
        self.succeeds(project, "upgrade", "head")
        return project

    def test_a_rebuild_keeps_all_that_it_was_not_told_to_change(self):
        project = self.upgraded(batch("    b.add_column(sa.Column('extra', sa.Integer()))", '{ recreate = "always" }'))
        table = self.texts(project)["t"]
        for part in ("AUTOINCREMENT", 'COLLATE "NOCASE"', "NOT NULL ON CONFLICT REPLACE", "CHECK (length(name) < 60)",
                     'UNIQUE ("Odd Name") ON CONFLICT IGNORE', "CONSTRAINT agepos CHECK (age > 0)", "(age + 1) VIRTUAL",
                     "(age * 2) STORED", "ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED", "REFERENCES t (id) ON DELETE SET NULL",
                     "CHECK (age < 200 OR name LIKE 'o%')", "CONSTRAINT uq UNIQUE (name, age) ON CONFLICT REPLACE", "extra INTEGER"):
            self.assertIn(part, table)
        self.assertEqual(project.sql('SELECT id, name, "Odd Name", age, v, s, pid, self, extra FROM t'),
                         [(1, "one", 5, 11, 12, 22, 1, None, None), (2, "two", 6, 21, 22, 42, 2, 1, None)])
        self.assertEqual(project.sql("SELECT seq FROM sqlite_sequence WHERE name = 't'"), [(9,)])
        self.assertEqual(project.sql("SELECT * FROM child"), [(1, 1, 5), (2, 2, 6)])
        self.assertEqual(project.sql("SELECT * FROM vw2 ORDER BY 1"), [(11, "one"), (21, "two")])
        texts = self.texts(project)
        self.assertEqual([n for n in ("ix1", "ix2", "ix3", "own", "others", "instead") if n not in texts], [])
        self.assertIn("WHERE age > 5 AND name <> 'x'", texts["ix2"])
        self.assertIn("DESC", texts["ix3"])

    def test_a_renamed_column_is_followed_by_views_triggers_and_other_tables(self):
        project = self.upgraded(batch(
            "    b.alter_column('age', { new_column_name = 'years' })\n    b.alter_column('Odd Name', { new_column_name = 'odd' })\n"
            "    b.create_index('ix_new', { 'years' })\n    b.create_check_constraint('ck_old', 'age <> 7')"))
        texts = self.texts(project)
        for name, text in texts.items():
            self.assertNotRegex(text, r"\bage\b", name)
        self.assertIn("REFERENCES t(odd)", texts["child"].replace('"', ""))
        self.assertIn("CONSTRAINT ck_old CHECK (years <> 7)", texts["t"])
        self.assertEqual(project.sql("SELECT * FROM vw2 ORDER BY 1"), [(11, "one"), (21, "two")])
        project.sql("UPDATE t SET name = 'z' WHERE years = 21; INSERT INTO child VALUES (3, 1, 5)")
        self.assertEqual(project.sql("SELECT years, name FROM t ORDER BY id"), [(12, "one"), (21, "y")])
        self.assertEqual(project.sql("PRAGMA foreign_key_check"), [])

    def test_columns_swap_their_names_everywhere(self):
        setup = ("CREATE TABLE t (a INTEGER UNIQUE, b INTEGER UNIQUE); INSERT INTO t VALUES (1, 2);"
                 "CREATE VIEW v AS SELECT a AS first, b AS second FROM t;"
                 "CREATE TABLE c (x REFERENCES t(a)); INSERT INTO c VALUES (1)")
        project = self.upgraded(batch("    b.alter_column('a', { new_column_name = 'b' })\n"
                                      "    b.alter_column('b', { new_column_name = 'a' })"), setup)
        self.assertEqual(project.sql("SELECT a, b FROM t"), [(2, 1)])
        self.assertEqual(project.sql("SELECT first, second FROM v"), [(1, 2)])
        self.assertEqual(project.sql("PRAGMA foreign_key_check"), [])

    def test_a_column_takes_the_name_of_one_that_goes_and_the_view_reads_the_new_one(self):
        setup = "CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'x'); CREATE VIEW v AS SELECT a FROM t"
        project = self.upgraded(batch("    b.drop_column('a')\n    b.alter_column('b', { new_column_name = 'a' })"), setup)
        self.assertEqual(project.sql("SELECT a FROM v"), [("x",)])

    def test_what_a_dropped_column_breaks_stops_the_run(self):
        for what, setup in (("view 'v'", "CREATE VIEW v AS SELECT b FROM t"),
                            ("trigger 'g'", "CREATE TABLE o (x); CREATE TRIGGER g AFTER INSERT ON o BEGIN UPDATE t SET b = 1; END"),
                            ("foreign keys of table 'c'", "CREATE TABLE c (x REFERENCES t(b))")):
            project = self.filled("CREATE TABLE t (a INTEGER, b INTEGER UNIQUE); INSERT INTO t VALUES (1, 2); " + setup)
            project.script("a1", up=batch("    b.drop_column('b')"))
            self.refuses(project, "upgrade", "head", mentions=(what, "hint: drop what uses the column"))
            if "VIEW" in setup:  # the way out that the hint names
                project.script("a1", up='  op.drop_view("v")\n' + batch("    b.drop_column('b')") +
                               '\n  op.create_view("v", "SELECT a FROM t")')
                self.succeeds(project, "upgrade", "head")
                self.assertEqual(project.sql("SELECT * FROM v"), [(1,)])

    def test_what_was_broken_before_does_not_stop_a_rebuild(self):
        setup = ("CREATE TABLE t (a INTEGER, b INTEGER); INSERT INTO t VALUES (1, 2), (3, 4); CREATE VIEW v AS SELECT gone FROM t;"
                 "CREATE TABLE p (x); CREATE TABLE c (x REFERENCES p(x)); INSERT INTO c VALUES (1);"
                 "CREATE TABLE q (k PRIMARY KEY); CREATE TABLE d (x REFERENCES q(k)); INSERT INTO d VALUES (7), (8); DELETE FROM d WHERE x = 7")
        project = self.filled(setup)
        project.script("a1", up=batch("    b.alter_column('b', { nullable = false })") + "\n" +
                       batch("    b.alter_column('x', { type_ = sa.Integer() })", table="d"))
        self.assertIn("1 rows broke foreign keys before", self.succeeds(project, "upgrade", "head").err)

    def test_a_conflict_clause_does_not_lose_rows_of_the_copy(self):
        setup = "CREATE TABLE t (a TEXT UNIQUE ON CONFLICT REPLACE, b TEXT); INSERT INTO t VALUES ('1', 'x'), ('01', 'y')"
        project = self.filled(setup)
        project.script("a1", up=batch("    b.alter_column('a', { type_ = sa.Integer() })"))
        self.refuses(project, "upgrade", "head", mentions=("UNIQUE constraint failed",))

    def test_the_table_may_be_spelled_in_any_case(self):
        project = self.upgraded(batch("    b.alter_column('name', { type_ = sa.String(70) })", table="T"))
        self.assertEqual(project.sql("SELECT seq FROM sqlite_sequence WHERE name = 't'"), [(9,)])
        self.assertIn('name VARCHAR(70) COLLATE "NOCASE"', self.texts(project)["t"])

    def test_a_script_that_catches_the_error_of_a_batch_goes_on_as_if_it_had_not_been(self):
        caught = "  local ok = pcall(function()\n%s\n  end)\n  assert(not ok)\n" % batch(
            "    b.create_unique_constraint('u', { 'pid' })\n    b.alter_column('age', { new_column_name = 'years' })")
        setup = FULL + "; UPDATE t SET pid = 1"
        for before, after in (("", ""), ("  op.autocommit_block(function()\n", "  end)\n")):
            project = self.filled(setup)
            table = self.texts(project)["t"]
            project.script("a1", up=before + caught + after +
                           '  op.create_table("later", sa.Column("x", sa.Integer()))\n  op.rename_table("later", "last")')
            self.succeeds(project, "upgrade", "head")
            self.assertEqual(self.texts(project)["t"], table)
            self.assertNotIn("_alembic_tmp_t", project.tables())
            self.assertIn("last", project.tables())

    def test_a_rebuild_outside_a_transaction_is_one_of_its_own(self):
        project = self.filled(FULL + "; UPDATE t SET pid = 1")
        with open(project.script("a1", up=batch("    b.create_unique_constraint('u', { 'pid' })")), "a", encoding="utf-8") as f:
            f.write("\ntransactional = false\n")
        before = self.texts(project)
        self.clear_message(project.run("upgrade", "head"), mentions=("UNIQUE constraint failed",))
        after = self.texts(project)
        self.assertEqual({name: after[name] for name in before}, before)
        self.assertNotIn("_alembic_tmp_t", after)
        self.assertEqual(project.sql("SELECT count(*) FROM t"), [(2,)])

    def test_if_exists_and_if_not_exists(self):
        project = self.upgraded(batch(
            "    b.create_index('ix1', { 'age' }, { if_not_exists = true })\n    b.drop_index('nope', { if_exists = true })\n"
            "    b.drop_column('zz', { if_exists = true })\n    b.add_column(sa.Column('age', sa.Text()), { if_not_exists = true })\n"
            "    b.drop_constraint('nope', { type_ = 'check', if_exists = true })\n    b.alter_column('pid', { nullable = true })"))
        self.assertIn("age INTEGER", self.texts(project)["t"])
        self.assertIn("lower(name)", self.texts(project)["ix1"])

    def test_printed_renames_are_followed_too(self):
        project = self.project()
        project.script("a1", up="""
  op.create_table("t", sa.Column("id", sa.Integer(), { primary_key = true }), sa.Column("a", sa.Integer(), { unique = true }))
  op.create_table("c", sa.Column("x", sa.Integer(), sa.ForeignKey("t.a")))
  op.execute("CREATE VIEW v AS SELECT a AS n FROM t")
  op.execute("INSERT INTO t VALUES (1, 5); INSERT INTO c VALUES (5)")""")
        project.script("b2", down="a1", up=batch(
            "    b.alter_column('a', { new_column_name = 'b', nullable = false })\n    b.create_index('ix', { 'a' })"))
        printed = self.succeeds(project, "upgrade", "head", "--sql").out
        ran = subprocess.run(["sqlite3", "-bail", project.database], input=printed, capture_output=True, text=True)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual(project.sql("SELECT n FROM v"), [(5,)])
        self.assertEqual(project.sql("PRAGMA foreign_key_check"), [])
        self.assertRegex(self.texts(project)["ix"], r"ON t \(b\)")


class Random(Case):
    """A random table, a random batch: what the batch does not touch is there as it was."""

    NAMES = ("a", "B", "two words", "select", 'quo"te', "é", "c_1")
    TYPES = ("INTEGER", "TEXT", "VARCHAR(20) COLLATE NOCASE", "DECIMAL(10, 2)", "BLOB", "", "TEXT COLLATE RTRIM", "UNSIGNED BIG INT")
    STRICT_TYPES = ("INTEGER", "TEXT", "REAL", "ANY", "BLOB", "TEXT COLLATE NOCASE")
    DEFAULTS = ("", "", " DEFAULT 'it''s'", " DEFAULT -1", " DEFAULT (1 + 2)", " DEFAULT CURRENT_TIMESTAMP", " DEFAULT NULL", " DEFAULT x'00'")
    WORDS = ("COLLATE", "NOCASE", "RTRIM", "CONFLICT", "IGNORE", "REPLACE", "FAIL", "CHECK", "UNIQUE", "PRIMARY", "REFERENCES", "CASCADE",
             "DEFERRABLE", "DEFERRED", "GENERATED", "STORED", "VIRTUAL", "AUTOINCREMENT", "STRICT", "WITHOUT", "DEFAULT", "CONSTRAINT",
             "NULL", "DESC", "WHERE")

    def quoted(self, name):
        return '"%s"' % name.replace('"', '""')

    def made(self, rng):
        """SQL of a table t with rows, the batch that touches only column z (and n, which is new)."""
        q, marks = self.quoted, []
        strict, rowid = rng.random() < .3, rng.random() < .75
        names = rng.sample(self.NAMES, rng.randint(2, 5))
        conflict = lambda: rng.choice(("", "", " ON CONFLICT IGNORE", " ON CONFLICT REPLACE", " ON CONFLICT FAIL"))

        def mark():
            marks.append("mark%d" % len(marks))
            return "'%s'" % marks[-1]

        lines, auto = [], False
        if rowid and rng.random() < .6:
            auto = rng.random() < .5
            lines.append("id INTEGER PRIMARY KEY" + (" AUTOINCREMENT" if auto else ""))
            key = ""
        else:
            lines.append("id INTEGER NOT NULL")
            key = "PRIMARY KEY (id" + rng.choice(("", " DESC")) + ")" + conflict()
        for name in names:
            declared = rng.choice(self.STRICT_TYPES if strict else self.TYPES)
            default = rng.choice(("",) if strict else self.DEFAULTS)
            line = q(name) + " " + declared + default
            if rng.random() < .2 and " DEFAULT NULL" not in default and default and not strict:
                line += " NOT NULL" + conflict()
            if rng.random() < .3:
                line += rng.choice((" CONSTRAINT ck_%d" % len(marks), "")) + " CHECK (%s IS NOT %s)" % (q(name), mark())
            lines.append(line)
        a, b = names[0], names[1]
        if rng.random() < .4:
            lines.append("g INTEGER GENERATED ALWAYS AS (length(%s) + id) %s" % (q(a), rng.choice(("STORED", "VIRTUAL"))))
        lines.append("z INTEGER" if strict else "z NUMERIC")
        lines.append("o INTEGER REFERENCES parent(id)" + rng.choice(("", " ON DELETE CASCADE", " DEFERRABLE INITIALLY DEFERRED")))
        if key:
            lines.append(key)
        if rng.random() < .5:
            lines.append(rng.choice(("CONSTRAINT uq ", "")) + "UNIQUE (id, %s)" % q(a) + conflict())
        if rng.random() < .5:
            lines.append(rng.choice(("CONSTRAINT ck ", "")) + "CHECK (%s <> %s OR id > 0) " % (q(b), mark()))
        if rng.random() < .4:
            lines.append("CONSTRAINT fk_self FOREIGN KEY (o) REFERENCES t(id) ON DELETE CASCADE")
        options = [] if rowid else ["WITHOUT ROWID"]
        options += ["STRICT"] if strict else []
        sql = ["CREATE TABLE parent (id INTEGER PRIMARY KEY); INSERT INTO parent VALUES (1), (2)",
               "CREATE TABLE t (%s) %s" % (",\n  ".join(lines), ", ".join(options)),
               "CREATE TABLE child (x INTEGER REFERENCES t(id) ON DELETE CASCADE)"]
        if rng.random() < .6:
            sql.append("CREATE INDEX ix_a ON t (%s DESC, id)" % q(a))
        if rng.random() < .6:
            sql.append("CREATE INDEX \"ix e\" ON t (lower(%s) COLLATE RTRIM, %s || %s)" % (q(a), q(b), mark()))
        if rng.random() < .6:
            sql.append("CREATE UNIQUE INDEX ix_p ON t (id, %s) WHERE %s IS NOT %s" % (q(b), q(b), mark()))
        if rng.random() < .6:
            sql.append("CREATE VIEW v AS SELECT %s AS one, id FROM t WHERE %s IS NOT %s" % (q(a), q(b), mark()))
        sql.append("CREATE TABLE log (x)")
        if rng.random() < .6:
            sql.append("CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.%s || %s); END" % (q(a), mark()))
        if rng.random() < .6:
            sql.append("CREATE TRIGGER h AFTER INSERT ON log BEGIN DELETE FROM t WHERE %s = %s; END" % (q(a), mark()))
        values = "x'0102'" if strict else "'v' || value"
        per_column = []
        for line, name in zip(lines[1:], names):
            declared = line[len(q(name)) + 1:].split(" ")[0]
            per_column.append({"INTEGER": "value", "REAL": "value + .5", "BLOB": "x'01'", "TEXT": "'Text' || value"}.get(declared, values)
                              if strict else rng.choice(("value", "'Text' || value", "value + .25")))
        sql.append("INSERT INTO t (id, %s, z, o) SELECT value, %s, value, 1 + value %% 2 FROM "
                   "(WITH RECURSIVE s(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM s WHERE value < 9) SELECT value FROM s)"
                   % (", ".join(q(n) for n in names), ", ".join(per_column)))
        sql.append("DELETE FROM t WHERE id > 7")
        sql.append("INSERT INTO child SELECT id FROM t")
        calls = rng.sample(("    b.alter_column('z', { nullable = false })", "    b.alter_column('z', { new_column_name = 'zz' })",
                            "    b.drop_column('z')", "    b.add_column(sa.Column('n', sa.Text()), { insert_after = 'id' })",
                            "    b.add_column(sa.Column('n', sa.Integer(), { server_default = '1' }))",
                            "    b.create_index('ix_z', { 'id' })"), 1)
        return sql, marks, names, "\n".join(calls)

    def picture(self, connection, names):
        """What is there, but for column z: pragmas, texts by their words, data."""
        def rows(sql, *params):
            return connection.execute(sql, params).fetchall()
        changed = ("z", "zz", "n", "ix_z")
        master = rows("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic_%' AND name <> 'ix_z'")
        table = [sql for kind, name, sql in master if name == "t"][0]
        others = sorted((kind, name, sql) for kind, name, sql in master if kind in ("view", "trigger") or name in ("child", "parent", "log"))
        everything = " ".join(sql for kind, name, sql in master if kind in ("table", "index")).upper()
        indexes = {name: (unique, origin, partial) for _, name, unique, origin, partial in rows("PRAGMA index_list(t)") if name != "ix_z"}
        keys = "id, " + ", ".join(self.quoted(n) for n in names)
        return {
            "columns": sorted(row[1:4] + row[5:] for row in rows("PRAGMA table_xinfo(t)") if row[1] not in changed),
            "defaults": sorted((row[1], rows("SELECT typeof(%s), quote(%s)" % (row[4], row[4]))[0]) for row in rows("PRAGMA table_xinfo(t)")
                               if row[4] is not None and row[1] not in changed and "CURRENT" not in row[4]),
            "keys": sorted(row[2:] for row in rows("PRAGMA foreign_key_list(t)")),
            "indexes": sorted((kind + (tuple(row[2:] for row in rows("PRAGMA index_xinfo(\"%s\")" % name) if row[5]),)
                               for name, kind in indexes.items()), key=repr),
            "options": rows("SELECT wr, strict FROM pragma_table_list WHERE name = 't' AND schema = 'main'"),
            "words": {word: len(re.findall(r"\b%s\b" % word, everything)) for word in self.WORDS},
            "others": others, "counter": rows("SELECT seq FROM sqlite_sequence WHERE name = 't'") if "AUTOINCREMENT" in table.upper() else None,
            "data": rows("SELECT %s FROM t ORDER BY id" % keys), "child": rows("SELECT * FROM child"), "log": rows("SELECT * FROM log"),
            "broken": rows("PRAGMA foreign_key_check"),
        }

    def test_what_a_batch_does_not_touch_survives_it(self):
        for seed in range(40):
            rng = random.Random(seed)
            sql, marks, names, calls = self.made(rng)
            project = self.project()
            connection = sqlite3.connect(project.database)
            connection.executescript(";\n".join(sql))
            before = self.picture(connection, names)
            connection.close()
            project.script("a1", up=batch(calls, '{ recreate = "always" }'))
            got = project.run("upgrade", "head")
            with self.subTest(seed=seed, sql=sql, calls=calls):
                self.assertEqual(got.code, 0, repr(got))
                connection = sqlite3.connect(project.database)
                after = self.picture(connection, names)
                texts = " ".join(row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
                connection.close()
                after["words"]["NULL"] -= calls.count("nullable = false")
                after["words"]["DEFAULT"] -= calls.count("server_default")
                self.assertEqual(after, before)
                for one in marks:
                    self.assertEqual(texts.count("'%s'" % one), 1, one)


class OnPostgresql(PostgresCase):
    def test_a_batch_is_one_alter_where_it_can_be(self):
        project = self.project(ini="[logger_sql]\nlevel = INFO\n")
        project.script("a1", up='  op.create_table("t", sa.Column("id", sa.Integer(), { primary_key = true }),'
                       ' sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer()))\n  op.execute("INSERT INTO t (a, b) VALUES (1, 2)")')
        project.script("b2", down="a1", up=batch("""
    b.alter_column('a', { type_ = sa.BigInteger(), nullable = false, server_default = '0' })
    b.add_column(sa.Column('e', sa.Enum('x', 'y', { name = 'mood' }), { server_default = 'x' }))
    b.add_column(sa.Column('f', sa.Enum('x', 'y', { name = 'mood' }), { comment = 'it' }))
    b.drop_column('b')
    b.create_check_constraint('ck', 'a > 0')
    b.create_unique_constraint('uq', { 'a', 'e' })
    b.drop_constraint('ck', { type_ = 'check' })
    b.create_check_constraint('ck', 'a > -1')
    b.alter_column('e', { new_column_name = 'm' })
    b.create_index('ix', { 'm' })"""))
        got = self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.sql("SELECT a, m, f FROM t"), [("1", "x", "")])
        self.assertEqual(project.sql("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck'"), [("CHECK ((a > '-1'::integer))",)])
        # A type that is made, a comment and a name said twice each end a statement.
        self.assertEqual(re.findall(r"ALTER TABLE t (.*)", got.err), [
            "ALTER COLUMN a TYPE BIGINT, ALTER COLUMN a SET NOT NULL, ALTER COLUMN a SET DEFAULT '0'",
            "ADD COLUMN e mood DEFAULT 'x', ADD COLUMN f mood", "DROP COLUMN b, ADD CONSTRAINT ck CHECK (a > 0)",
            "ADD CONSTRAINT uq UNIQUE (a, e), DROP CONSTRAINT ck", "ADD CONSTRAINT ck CHECK (a > -1)", "RENAME e TO m"])


if __name__ == "__main__":
    main_with_postgresql()
