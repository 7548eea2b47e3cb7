"""What happens to a run that somebody stops, kills or races: the version table stays true."""
import re
import signal
import unittest

from support import Case

# Says where it is, then waits for as long as STOP names this revision.
WAIT = '  print("waiting in {0}")\n  while os.getenv("STOP") == "{0}" do end'
TABLE = '  op.create_table("t_{0}", sa.Column("id", sa.Integer()))\n'
SLOW_SQL = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


class Interruptions(Case):
    def waiting(self, ini=""):
        project = self.project(ini=ini)
        for rev, down in (("aa01", None), ("bb02", "aa01"), ("cc03", "bb02")):
            project.script(rev, down, TABLE.format(rev) + WAIT.format(rev))
        return project

    def stopped_in(self, project, rev, number):
        run = self.started(project, "upgrade", "head", env={"STOP": rev})
        run.wait_for("waiting in " + rev)
        return run.signal(number)

    def completes(self, project):
        self.succeeds(project, "upgrade", "head")
        self.assertEqual((project.rows(), project.tables()), (["cc03"], ["alembic_version", "t_aa01", "t_bb02", "t_cc03"]))

    def test_ctrl_c_inside_a_script_rolls_back(self):
        project = self.waiting()
        got = self.stopped_in(project, "bb02", signal.SIGINT)
        self.assertEqual(got.code, 130, repr(got))
        self.assertRegex(got.err, re.compile("interrupt", re.I))
        self.assertNotIn("stack traceback", got.err)
        self.assertEqual((project.rows(), project.tables()), ([], []))
        self.completes(project)

    def test_ctrl_c_with_a_transaction_each_keeps_the_finished_ones(self):
        project = self.waiting(ini="transaction_per_migration = true\n")
        got = self.stopped_in(project, "bb02", signal.SIGINT)
        self.assertEqual(got.code, 130, repr(got))
        self.assertEqual((project.rows(), project.tables()), (["aa01"], ["alembic_version", "t_aa01"]))
        self.completes(project)

    def test_ctrl_c_cannot_be_caught_by_the_script(self):
        project = self.project()
        project.script("aa01", None, '  print("waiting")\n  while true do pcall(function() while true do end end) end')
        run = self.started(project, "upgrade", "head")
        run.wait_for("waiting")
        self.assertEqual(run.signal(signal.SIGINT).code, 130)
        self.assertEqual(project.rows(), [])

    def test_ctrl_c_inside_a_statement(self):
        project = self.project()
        project.script("aa01", None, TABLE.format("aa01") + '  print("waiting")\n  op.execute("%s")' % SLOW_SQL)
        run = self.started(project, "upgrade", "head")
        run.wait_for("waiting")
        got = run.signal(signal.SIGINT)
        self.assertEqual(got.code, 130, repr(got))
        self.assertEqual((project.rows(), project.tables()), ([], []))

    def test_ctrl_c_between_scripts(self):
        project = self.project()
        short = '  print("at {0}")\n  local stop = os.clock() + 0.02\n  while os.clock() < stop do end'
        for i in range(100):
            project.script("r%03d" % i, "r%03d" % (i - 1) if i else None, short.format(i))
        run = self.started(project, "upgrade", "head")
        run.wait_for("at 5\n")
        got = run.signal(signal.SIGINT)
        self.assertEqual(got.code, 130, repr(got))
        self.assertNotIn("at 99\n", got.err)
        self.assertEqual(project.rows(), [])

    def test_termination(self):
        project = self.waiting()
        got = self.stopped_in(project, "bb02", signal.SIGTERM)
        self.assertEqual(got.code, 143, repr(got))
        self.assertEqual((project.rows(), project.tables()), ([], []))

    def test_kill_9_leaves_the_database_true(self):
        for ini, rows, tables in (("", [], []), ("transaction_per_migration = true\n", ["aa01"], ["alembic_version", "t_aa01"])):
            project = self.waiting(ini=ini)
            got = self.stopped_in(project, "bb02", signal.SIGKILL)
            self.assertEqual(got.code, -signal.SIGKILL)
            self.assertEqual((project.rows(), project.tables()), (rows, tables))
            self.completes(project)

    def test_a_version_row_that_moved_meanwhile_is_noticed(self):
        for tamper in ("UPDATE alembic_version SET version_num = 'zz99'", "DELETE FROM alembic_version"):
            project = self.project()
            project.script("aa01", None, TABLE.format("aa01"))
            self.succeeds(project, "upgrade", "head")
            project.script("bb02", "aa01", TABLE.format("bb02") + '  op.execute("%s")' % tamper)
            self.refuses(project, "upgrade", "head", mentions=["aa01", "alembic_version"], codes=(1,))
            self.assertEqual((project.rows(), project.tables()), (["aa01"], ["alembic_version", "t_aa01"]))

    def test_what_was_applied_and_what_was_rolled_back_is_told(self):
        project = self.project(ini="transaction_per_migration = true\n")
        project.script("aa01", None, TABLE.format("aa01"))
        project.script("bb02", "aa01", TABLE.format("bb02") + '  error("no")')
        got = project.run("upgrade", "head")
        self.clear_message(got, mentions=["applied.*aa01|aa01.*applied", "rolled back"], codes=(1,))

    def test_a_closed_pipe_is_no_crash(self):
        project = self.project()
        for i in range(2000):
            project.script("r%04d" % i, "r%04d" % (i - 1) if i else None)
        process = project.start("history")
        process.stdout.close()
        err = process.stderr.read().decode()
        process.stderr.close()
        self.assertIn(process.wait(60), (0, 1, -signal.SIGPIPE), err)
        self.assertNotIn("terminate called", err)


if __name__ == "__main__":
    unittest.main()
