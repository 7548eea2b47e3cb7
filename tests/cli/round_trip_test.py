"""Differences of one kind at a time, with rows in the tables: written, read by eye, run, taken back. What random schemas seldom
meet (roundtrip/migrations_test.cc) stands here by name."""
import unittest

from support import Case, PostgresCase, main_with_postgresql

MODELS = 'local sa = require "sa"\nlocal metadata = sa.MetaData()\n%s\nreturn { metadata = metadata }\n'
ID = 'sa.Column("id", sa.Integer(), { primary_key = true })'
KEY = 'sa.Table("p", metadata, sa.Column("k", %s, { primary_key = true }))\n'
REFERS = 'sa.Table("t", metadata, ' + ID + ', sa.Column("k", %s, sa.ForeignKey("p.k")%s))\n'


class Both:
    def begun(self, models, rows="", before=""):
        """A project whose database has what `models` declare."""
        project = self.project(ini="target_metadata = %(here)s/models.lua\n")
        if before:
            project.sql(before)
        self.write(project, "a1", models)
        if rows:
            project.sql(rows)
        return project

    def write(self, project, rev, models):
        project.write("models.lua", MODELS % models)
        self.succeeds(project, "revision", "--autogenerate", "-m", "m", "--rev-id", rev)
        self.succeeds(project, "upgrade", "head")
        self.succeeds(project, "check")
        return project.read("migrations/versions/%s_m.lua" % rev)

    def there_and_back(self, before, after, rows="", sees=None, first=""):
        """The text of the migration; `sees`: a query that answers the same on both sides."""
        project = self.begun(before, rows, first)
        answer = project.sql(sees) if sees else None
        text = self.write(project, "b2", after)
        if sees:
            self.assertEqual(project.sql(sees), answer, text)
        self.succeeds(project, "downgrade", "a1")
        project.write("models.lua", MODELS % before)
        self.differs_in_nothing(project, text)
        if sees:
            self.assertEqual(project.sql(sees), answer, text)
        self.succeeds(project, "upgrade", "head")
        return text

    def differs_in_nothing(self, project, text):
        """The models of before, now that the database is back at them."""
        got = project.run("stamp", "head")
        self.assertEqual(got.code, 0, repr(got))
        checked = project.run("check")
        self.assertEqual(checked.code, 0, text + repr(checked))
        self.succeeds(project, "stamp", "a1")

    def test_a_key_to_a_table_that_goes_is_dropped_before_it(self):
        gone = 'sa.Table("p", metadata, %s)\n' % ID
        text = self.there_and_back(gone + 'sa.Table("t", metadata, %s, sa.Column("p_id", sa.Integer(), sa.ForeignKey("p.id")))' % ID,
                                   'sa.Table("t", metadata, %s, sa.Column("p_id", sa.Integer()))' % ID,
                                   "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1, NULL)")
        upgrade = text[text.index("function upgrade"):text.index("function downgrade")]
        self.assertLess(upgrade.index("drop_constraint"), upgrade.index("drop_table"), text)

    def test_a_key_whose_ends_both_take_another_type(self):
        text = self.there_and_back(KEY % "sa.Integer()" + REFERS % ("sa.Integer()", ""),
                                   KEY % "sa.String(10)" + REFERS % ("sa.String(10)", ""),
                                   "INSERT INTO p VALUES (7); INSERT INTO t VALUES (1, 7)", "SELECT count(*) FROM t JOIN p ON t.k = p.k")
        self.assertIn("sa.String(10)", text)

    def test_a_new_table_leads_to_a_key_of_a_new_type(self):
        self.there_and_back(KEY % "sa.Integer()", KEY % "sa.String(10)" + REFERS % ("sa.String(10)", ""), "INSERT INTO p VALUES (7)",
                            "SELECT count(*) FROM p")

    def test_a_default_of_null_is_none(self):
        column = 'sa.Table("t", metadata, %s, sa.Column("n", sa.Integer(), { server_default = %s }), sa.Column("s", sa.String(9)%s))'
        project = self.begun(column % (ID, "sa.null()", ', { server_default = sa.text("NULL") }'))
        project.write("models.lua", MODELS % (column % (ID, "nil", "")))
        self.succeeds(project, "check")

    def test_a_constant_gives_way_to_numbers(self):
        one = 'sa.Table("t", metadata, sa.Column("id", sa.Integer(), { %s }), sa.Column("n", sa.Integer()))'
        text = self.there_and_back(one % 'primary_key = true, server_default = "5"', one % "primary_key = true",
                                   "INSERT INTO t VALUES (5, 1)", "SELECT id, n FROM t")
        self.assertIn("server_default = sa.", text)

    def test_long_calls_have_a_line_for_each_option(self):
        column = 'sa.Table("tasks", metadata, %s, sa.Column("priority", %s))'
        text = self.there_and_back(column % (ID, 'sa.Integer(), { server_default = "1" }'),
                                   column % (ID, 'sa.BigInteger(), { nullable = false, server_default = "2" }'))
        self.assertRegex(text, r'alter_column\((?:"tasks", )?"priority", \{\n +existing_server_default = sa\.text\("\'?1\'?"\),\n'
                               r' +existing_type = sa\.INTEGER\(\),\n +nullable = false,\n +server_default = "2",\n'
                               r' +type_ = sa\.BigInteger\(\)\n +\}\)\n')


class OnSqlite(Both, Case):
    pass


class OnPostgresql(Both, PostgresCase):
    ENUM = 'sa.Enum(%s, { name = "kind" })'
    KEYED = "INSERT INTO p VALUES ('a'), ('b'); INSERT INTO t (k) VALUES ('a')"
    JOINED = "SELECT t.id, t.k, p.k FROM t JOIN p USING (k)"

    def enum(self, *values):
        return self.ENUM % ", ".join('"%s"' % v for v in values)

    def keyed(self, *values):
        kind = self.enum(*values)
        return KEY % kind + REFERS % (kind, ', { server_default = "a" }')

    def test_a_key_between_columns_of_an_enum_type_that_loses_a_value(self):
        text = self.there_and_back(self.keyed("a", "b", "c"), self.keyed("b", "a"), self.KEYED, self.JOINED)
        self.assertLess(text.index("drop_constraint"), text.index("ALTER TYPE"), text)

    def test_a_key_between_columns_of_an_enum_type_that_gets_a_value(self):
        text = self.there_and_back(self.keyed("a", "b"), self.keyed("a", "b", "c"), self.KEYED, self.JOINED)
        upgrade = text[text.index("function upgrade"):text.index("function downgrade")]
        self.assertNotIn("drop_constraint", upgrade, "only the way back needs it")

    def numbered(self, before, after):
        """Rows can be added after either way, whatever numbered them before."""
        one = 'sa.Table("a.b", metadata, sa.Column("c.d", %s), sa.Column("n", sa.Integer()))'
        project = self.begun(one % before)
        for _ in range(3):
            project.sql('INSERT INTO "a.b" (n) VALUES (1)')
        text = self.write(project, "b2", one % after)
        first = project.sql('INSERT INTO "a.b" (n) VALUES (2) RETURNING "c.d"')
        self.succeeds(project, "downgrade", "a1")
        second = project.sql('INSERT INTO "a.b" (n) VALUES (3) RETURNING "c.d"')
        self.assertEqual([int(first[0][0]) + 1], [int(second[0][0])], text)
        return text

    def test_an_identity_becomes_a_sequence_and_goes_on_counting(self):
        self.numbered("sa.Integer(), sa.Identity(), { primary_key = true }", "sa.Integer(), { primary_key = true }")
        self.numbered("sa.BigInteger(), sa.Identity{ start = 50 }, { primary_key = true }", "sa.BigInteger(), { primary_key = true }")

    def test_a_sequence_becomes_an_identity_and_goes_on_counting(self):
        text = self.numbered("sa.Integer(), { primary_key = true }", "sa.BigInteger(), sa.Identity{ always = true }, { primary_key = true }")
        self.assertIn("drop_sequence", text)

    def test_a_plain_column_becomes_an_identity_that_begins_behind_the_rows(self):
        one = 'sa.Table("t", metadata, %s, sa.Column("n", sa.Integer(), %s{ nullable = false }))'
        project = self.begun(one % (ID, ""), "INSERT INTO t (n) VALUES (40)")
        self.write(project, "b2", one % (ID, "sa.Identity{ start = 3 }, "))
        self.assertEqual(project.sql("INSERT INTO t (id) VALUES (9) RETURNING n"), [("41",)])

    def test_an_identity_that_was_always_is_so_by_default(self):
        one = 'sa.Table("t", metadata, sa.Column("id", sa.Integer(), sa.Identity(%s), { primary_key = true }))'
        text = self.there_and_back(one % "{ always = true }", one % "")
        self.assertIn("always = false", text)

    def test_a_serial_outside_the_key_comes_back(self):
        project = self.begun('sa.Table("t", metadata, %s)' % ID)
        project.sql("ALTER TABLE t ADD COLUMN n BIGSERIAL; CREATE TABLE u (m SERIAL)")
        text = self.write(project, "b2", 'sa.Table("t", metadata, %s)' % ID)
        self.succeeds(project, "downgrade", "a1")
        project.sql("INSERT INTO t DEFAULT VALUES; INSERT INTO u DEFAULT VALUES")
        self.assertEqual(project.sql("SELECT t.n, u.m FROM t, u"), [("1", "1")], text)

    def test_columns_that_are_inherited_need_not_be_declared(self):
        parent = 'sa.Table("parent", metadata, sa.Column("a", sa.Integer()))\n'
        self.there_and_back(parent, parent + 'sa.Table("child", metadata, sa.Column("b", sa.Integer()), { postgresql_inherits = "parent" })')

    def test_enum_types_in_schemas_of_their_own(self):
        one = 'sa.Table("t", metadata, %s%s)'
        kinds = (', sa.Column("a", sa.Enum("x", "y", { name = "apart", schema = "types" })),\n'
                 'sa.Column("b", sa.ARRAY(sa.Enum("x"%s, { name = "usual", schema = "public" })))')
        self.there_and_back(one % (ID, ""), one % (ID, kinds % ""), first="CREATE SCHEMA types")
        self.there_and_back(one % (ID, kinds % ""), one % (ID, kinds % ', "z"'), first="CREATE SCHEMA types")

    def test_a_key_to_another_column_stays_in_its_table(self):
        one = 'sa.Table("t", metadata, %s, sa.Column("n", sa.Integer()%s))\n'
        text = self.there_and_back(one % (ID, ""), one % (ID, ", { unique = true }") +
                                   'sa.Table("u", metadata, %s, sa.Column("t_id", sa.Integer(), sa.ForeignKey("t.id")))' % ID)
        self.assertNotIn("op.create_foreign_key", text)
        text = self.there_and_back(one % (ID, ""), one % (ID, ", { unique = true }") +
                                   'sa.Table("u", metadata, %s, sa.Column("t_n", sa.Integer(), sa.ForeignKey("t.n")))' % ID)
        self.assertIn("op.create_foreign_key", text)


if __name__ == "__main__":
    main_with_postgresql()
