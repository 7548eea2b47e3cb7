"""Changes of data, on both databases: walks in steps (op.batch_update, op.batch_delete) that are killed and go on, rows that
come in meanwhile, results that stream."""
import os
import signal
import threading
import time
import unittest

from support import TIMEOUT, Case, PostgresCase, main_with_postgresql

TABLE = "CREATE TABLE account (id INTEGER PRIMARY KEY, status VARCHAR(20), n INTEGER NOT NULL DEFAULT 0)"
PAIRS = "CREATE TABLE pair (a INTEGER NOT NULL, b VARCHAR(10) NOT NULL, n INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (a, b))"
OUTSIDE = "  op.autocommit_block(function()\n    %s\n  end)"
SLEEP = 'sleep = tonumber(os.getenv "SLEEP")'


class Walks:
    """What holds on each database; `project()` comes from the case."""

    def filled(self, up, rows=100):
        project = self.project()
        project.sql(TABLE)
        project.sql("INSERT INTO account (id) VALUES " + ", ".join("(%d)" % i for i in range(1, rows + 1)))
        project.script("aa01", None, up)
        return project

    def count(self, project, condition, table="account"):
        return int(project.sql("SELECT count(*) FROM %s WHERE %s" % (table, condition))[0][0])

    def killed_on_the_way(self, project, done, enough):
        run = self.started(project, "upgrade", "head", env={"SLEEP": "0.05"})
        end = time.time() + TIMEOUT
        while self.count(project, done) < enough and time.time() < end:
            time.sleep(0.02)
        run.signal(signal.SIGKILL)
        self.assertEqual(project.rows(), [])
        return self.count(project, done)

    def test_a_killed_update_goes_on_exactly_where_it_was(self):
        update = 'op.batch_update("account", { set = { n = sa.text("n + 1") }, batch_size = 5, %s })' % SLEEP
        project = self.filled(OUTSIDE % update)
        done = self.killed_on_the_way(project, "n = 1", 20)
        self.assertTrue(20 <= done < 100 and done % 5 == 0, done)
        self.assertIn("alembic_version_walks", project.tables())
        got = self.succeeds(project, "upgrade", "head", env={"SLEEP": "0"})
        self.assertIn("goes on where an earlier run stopped, after %d rows" % done, got.err)
        self.assertEqual(self.count(project, "n = 1"), 100)
        self.assertEqual((project.rows(), project.tables()), (["aa01"], ["account", "alembic_version"]))

    def test_a_killed_delete_goes_on(self):
        delete = 'op.batch_delete("account", { where = "id <= 90", batch_size = 5, %s })' % SLEEP
        project = self.filled(OUTSIDE % delete)
        run = self.started(project, "upgrade", "head", env={"SLEEP": "0.05"})
        end = time.time() + TIMEOUT
        while self.count(project, "1 = 1") > 80 and time.time() < end:
            time.sleep(0.02)
        run.signal(signal.SIGKILL)
        self.assertGreater(self.count(project, "1 = 1"), 10)
        self.succeeds(project, "upgrade", "head", env={"SLEEP": "0"})
        self.assertEqual(self.count(project, "id > 90"), self.count(project, "1 = 1"))
        self.assertEqual(self.count(project, "1 = 1"), 10)

    def test_what_a_stopped_run_had_finished_is_not_done_again(self):
        walk = 'op.batch_update("account", { set = { n = sa.text("n + 1") }, batch_size = 30 })'
        project = self.filled(OUTSIDE % walk + '\n  if os.getenv "STOP" then error("stop here") end\n' + OUTSIDE % walk)
        self.assertEqual(project.run("upgrade", "head", env={"STOP": "1"}).code, 1)
        self.assertEqual(self.count(project, "n = 1"), 100)
        self.assertEqual(project.run("upgrade", "head", env={"STOP": "1"}).code, 1)
        self.assertEqual(self.count(project, "n = 1"), 100)
        got = self.succeeds(project, "upgrade", "head")
        self.assertIn("was finished by an earlier run", got.err)
        self.assertEqual(self.count(project, "n = 2"), 100)
        self.assertNotIn("alembic_version_walks", project.tables())

    def test_a_call_that_was_edited_meanwhile_begins_again(self):
        project = self.filled(OUTSIDE % 'op.batch_update("account", { set = { status = "x" }, batch_size = 5 })\n    error("stop")')
        self.assertEqual(project.run("upgrade", "head").code, 1)
        project.script("aa01", None, OUTSIDE % 'op.batch_update("account", { set = { status = "y" }, batch_size = 5 })')
        got = self.succeeds(project, "upgrade", "head")
        self.assertIn("was changed since it was interrupted", got.err)
        self.assertEqual(self.count(project, "status = 'y'"), 100)

    def test_inside_a_transaction_a_walk_is_a_part_of_it(self):
        walk = '  op.batch_update("account", { set = { n = 5 }, where = "id > 10", batch_size = 7 })'
        project = self.filled(walk + '\n  if os.getenv "STOP" then error("stop here") end')
        self.assertEqual(project.run("upgrade", "head", env={"STOP": "1"}).code, 1)
        self.assertEqual(self.count(project, "n = 5"), 0)
        got = self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.count(project, "n = 5"), 90)
        self.assertIn("op.batch_update account: 90 rows updated in 13 steps", got.err)
        self.assertEqual(project.tables(), ["account", "alembic_version"])

    def test_keys_of_several_columns_and_of_text(self):
        project = self.project()
        project.sql(PAIRS)
        rows = ["(%d, '%s')" % (i % 7, word) for i, word in enumerate("a B it''s 10 9 Zz aa b ab ~ c d e".split())]
        project.sql("INSERT INTO pair (a, b) VALUES " + ", ".join(rows))
        walk = '  op.batch_update("pair", { set = { n = sa.text("n + 1") }, batch_size = %d%s })\n'
        project.script("aa01", None, "".join(walk % (size, key) for size in (1, 2, 5, 100) for key in ("", ', key = { "b", "a" }', ', key = "a"')))
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.count(project, "n = 12", "pair"), len(rows))

    def test_rows_that_come_in_behind_the_walk_are_found_where_the_condition_tells_them(self):
        update = 'op.batch_update("account", { set = { status = "done" }, where = "status IS NULL", batch_size = 10, %s })' % SLEEP
        project = self.filled(OUTSIDE % update)
        run = self.started(project, "upgrade", "head", env={"SLEEP": "0.1"})
        end = time.time() + TIMEOUT
        while self.count(project, "status = 'done'") < 30 and time.time() < end:
            time.sleep(0.02)
        project.sql("INSERT INTO account (id) VALUES (-1), (-2), (-3), (1000)")
        self.assertEqual(run.finish().code, 0, run.text)
        self.assertEqual(self.count(project, "status = 'done'"), 104)

    def test_no_row_is_changed_twice_while_others_write(self):
        update = 'op.batch_update("account", { set = { n = sa.text("n + 1") }, where = "id <> 50", batch_size = 3, %s })' % SLEEP
        project = self.filled(OUTSIDE % update)
        run = self.started(project, "upgrade", "head", env={"SLEEP": "0.02"})
        stop = threading.Event()

        def write():
            for i in range(1, 40):
                if not stop.is_set():
                    project.sql("INSERT INTO account (id) VALUES (%d)" % -i)
                    time.sleep(0.01)

        writer = threading.Thread(target=write)
        writer.start()
        self.assertEqual(run.finish().code, 0, run.text)
        stop.set()
        writer.join()
        self.assertEqual(self.count(project, "id > 0 AND n = 1"), 99)
        self.assertEqual(self.count(project, "n > 1"), 0)

    def test_wrong_walks(self):
        project = self.filled("")
        project.sql("CREATE TABLE keyless (a INTEGER, b INTEGER)")
        project.sql("INSERT INTO keyless VALUES (1, 2), (NULL, 3)")
        for call, words in (
                ('op.batch_update("keyless", { set = { b = 1 } })', ["no primary key", "key ="]),
                ('op.batch_update("keyless", { set = { b = 1 }, key = "a" })', ["NULL in their key"]),
                ('op.batch_update("account", { set = { id = 1 } })', ["walked by"]),
                ('op.batch_update("account", { set = { n = 1 }, key = "nope" })', ['no column "nope"']),
                ('op.batch_update("nope", { set = { n = 1 } })', ["no table 'nope'"]),
                ('op.batch_update("account", {})', ['missing argument "set"']),
                ('op.batch_update("account", { set = {} })', ['missing argument "set"']),
                ('op.batch_delete("account", { batch_size = 0 })', ['"batch_size" must be 1 or more']),
                ('op.batch_delete("account", { sleep = -1 })', ['"sleep"']),
                ('op.batch_delete("account", { wher = "x" })', ["did you mean"]),
                ('op.batch_delete("account", { where = "nope = 1" })', ["nope"])):
            with self.subTest(call=call):
                project.script("aa01", None, "  " + call)
                self.refuses(project, "upgrade", "head", mentions=words + [r"aa01_step_aa01\.lua:16"], codes=(1,))
        project.script("aa01", None, '  op.batch_update("keyless", { set = { b = 1 }, key = "a", where = "a IS NOT NULL" })')
        self.succeeds(project, "upgrade", "head")

    def test_printed_it_is_the_one_statement(self):
        project = self.filled(OUTSIDE % 'op.batch_update("account", { set = { n = 1 }, where = "id > 5 OR id = 2", batch_size = 2 })\n'
                              '    op.batch_delete("account", { where = "id > 50" })')
        got = self.succeeds(project, "upgrade", "head", "--sql")
        self.assertIn("UPDATE account SET n=1 WHERE id > 5 OR id = 2;", got.out)
        self.assertIn("DELETE FROM account WHERE id > 50;", got.out)

    # ---- statements that take rows or tables from elsewhere

    def test_parameters_name_the_columns_of_a_statement_without_values(self):
        project = self.filled('''  local conn = op.get_bind()
  local account = sa.table("account", sa.column("id", sa.Integer()), sa.column("status", sa.String()))
  conn:execute(account:insert(), { { id = 11, status = "it's" }, { id = 12, status = sa.NULL } })
  conn:execute(account:insert(), { id = 13, status = "c" })
  conn:execute(account:update():where(account.c.id:eq(sa.bindparam("wanted"))),
    { { wanted = 1, status = "one" }, { wanted = 2, status = "two" } })''', rows=3)
        self.succeeds(project, "upgrade", "head")
        rows = project.sql("SELECT id, coalesce(status, '-') FROM account ORDER BY id")
        self.assertEqual([(int(key), status) for key, status in rows],
                         [(1, "one"), (2, "two"), (3, "-"), (11, "it's"), (12, "-"), (13, "c")])

    def test_many_sets_of_parameters_count_all_their_rows(self):
        project = self.filled(
            '  local conn = op.get_bind()\n'
            '  local t = sa.table("account", sa.column("id", sa.Integer()), sa.column("status", sa.String(20)), sa.column("n", sa.Integer()))\n'
            '  local function counted(...) return conn:execute(...).rowcount end\n'
            '  assert(counted(sa.text("UPDATE account SET n = :n WHERE id <= :to"), { { n = 1, to = 5 }, { n = 2, to = 2 }, { n = 3, to = 0 } }) == 7)\n'
            '  assert(counted(t:insert(), { { id = 200, n = 1 }, { id = 201, n = 1 } }) == 2)\n'
            '  assert(counted(t:delete():where(t.c.id:eq(sa.bindparam("x"))), { { x = 200 }, { x = 777 } }) == 1)\n'
            # NULL in one set and not in another
            '  assert(counted(sa.text("UPDATE account SET status = :s WHERE id = :id"), { { s = "a", id = 1 }, { s = sa.NULL, id = 2 } }) == 2)\n'
            '  local result = conn:execute(sa.text("DELETE FROM account WHERE id = :id"), { { id = 99 } })\n'
            '  assert(#result.keys == 0 and result.rowcount == 1)')
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.count(project, "1 = 1"), 100)

    def test_what_expressions_mean(self):
        project = self.filled(
            '  local conn = op.get_bind()\n'
            '  local t = sa.table("account", sa.column("id", sa.Integer()), sa.column("status", sa.String(20)), sa.column("n", sa.Integer()))\n'
            '  local function ids(...)\n'
            '    local found = {}\n'
            '    for row in conn:execute(sa.select(t.c.id):where(...):order_by(t.c.id)) do found[#found + 1] = row.id end\n'
            '    return table.concat(found, ",")\n'
            '  end\n'
            '  local function is(got, wanted) if got ~= wanted then error(tostring(got) .. " is not " .. wanted, 2) end end\n'
            '  conn:execute(sa.text("UPDATE account SET status = :s WHERE id = :id"), { { s = "50%", id = 1 }, { s = "50x", id = 2 },\n'
            '    { s = "a_b", id = 3 }, { s = "acb", id = 4 }, { s = "A^B", id = 5 } })\n'
            '  is(ids(t.c.status:startswith("50%", { autoescape = true })), "1")\n'
            '  is(ids(t.c.status:startswith("50%")), "1,2")\n'
            '  is(ids(t.c.status:contains("_", { autoescape = true, escape = "^" })), "3")\n'
            '  is(ids(t.c.status:contains("^", { autoescape = true, escape = "^" })), "5")\n'
            '  is(ids(t.c.status:iendswith("b")), "3,4,5")\n'
            '  is(ids(sa.and_(sa.not_(t.c.status:icontains("a")), t.c.status:like("50%"))), "1,2")\n'
            '  is(ids(t.c.id:bitwise_xor(3):eq(6)), "5")\n'
            '  is(ids(t.c.id:bitwise_and(96):eq(96)), "96,97,98,99,100")\n'
            '  is(ids(t.c.id:floordiv(40):eq(2)), "80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100")\n'
            '  local day = conn.dialect.name == "postgresql" and sa.cast("2024-02-29", sa.Date()) or sa.func.date("2024-02-29")\n'
            '  is(tonumber(conn:execute(sa.select(sa.extract("month", day))):scalar()), 2)\n'
            '  is(conn:execute(sa.select(sa.func.count():filter(t.c.id:le(7)))):scalar(), 7)\n'
            '  local n = sa.select(sa.literal(1, sa.Integer()):label("x")):cte("n", { recursive = true })\n'
            '  n = n:union_all(sa.select(n.c.x + 1):where(n.c.x:lt(5)))\n'
            '  is(conn:execute(sa.select(sa.func.sum(n.c.x))):scalar(), 15)\n'
            '  local v = sa.values(sa.column("id", sa.Integer()), sa.column("s", sa.String()), { name = "v" }):data{ { 6, "six" }, { 7, "it\'s" } }\n'
            '  if conn.dialect.name == "postgresql" then conn:execute(t:update():where(t.c.id:eq(v.c.id)):values{ status = v.c.s })\n'
            '  else conn:execute(t:update():where(t.c.id:eq(7)):values{ status = "it\'s" }) end\n'
            '  is(ids(t.c.status:eq("it\'s")), "7")')
        self.succeeds(project, "upgrade", "head")

    def test_an_update_reads_another_table(self):
        project = self.filled('''  local account = sa.table("account", sa.column("id"), sa.column("status"))
  local pair = sa.table("pair", sa.column("a"), sa.column("b"))
  op.execute(account:update():where(account.c.id:eq(pair.c.a)):values{ status = pair.c.b })''', rows=3)
        project.sql(PAIRS)
        project.sql("INSERT INTO pair (a, b) VALUES (1, 'x'), (3, 'y')")
        self.succeeds(project, "upgrade", "head")
        rows = project.sql("SELECT id, coalesce(status, '-') FROM account ORDER BY id")
        self.assertEqual([(int(key), status) for key, status in rows], [(1, "x"), (2, "-"), (3, "y")])

    # ---- streaming

    def peak(self, project):
        """KiB of memory that `upgrade head` took at most."""
        # A sanitizer build keeps what was freed in quarantine, which would be counted as memory in use.
        sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=0:thread_local_quarantine_size_kb=0"
        process = project.start("upgrade", "head", stdout=None, env={"ASAN_OPTIONS": sanitizer.lstrip(":")})
        process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        self.assertEqual(process.returncode, 0)
        return usage.ru_maxrss

    def test_a_million_rows_stream_in_constant_memory(self):
        few, many = self.project(), self.project()
        loop = """  local rows = %d
  local seen, last = 0, 0
  local numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " .. rows .. ")"
  local wide = "SELECT i, 'a text that is long enough to be noticed when all of a million rows are kept in memory' AS t FROM n"
  for row in op.get_bind():execute(numbers .. " " .. wide) do
    seen, last = seen + 1, row.i
  end
  assert(seen == rows and last == rows, seen)"""
        few.script("aa01", None, loop % 10)
        many.script("aa01", None, loop % 1000000)
        grown = self.peak(many) - self.peak(few)
        self.assertLess(grown, 40 * 1024, "%d KiB more than for ten rows" % grown)


class WalksOnSqlite(Walks, Case):
    pass


class WalksOnPostgresql(Walks, PostgresCase):
    pass


if __name__ == "__main__":
    main_with_postgresql()
