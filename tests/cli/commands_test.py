"""The commands as a user types them: what they write, print and leave behind."""
import json
import os
import re
import unittest

from support import Case, FIRST_LINE_OF_UPGRADE

TABLE = '  op.create_table("{0}", sa.Column("id", sa.Integer(), {{ primary_key = true }}))'
DROP = '  op.drop_table("{0}")'


def linear(project):
    """aa01 -> bb02 -> cc03, each with a table of its name."""
    for rev, down in (("aa01", None), ("bb02", "aa01"), ("cc03", "bb02")):
        project.script(rev, down, TABLE.format("t_" + rev), DROP.format("t_" + rev))
    return project


def forked(project):
    """aa01 -> bb02 and aa01 -> cc03."""
    for rev, down in (("aa01", None), ("bb02", "aa01"), ("cc03", "aa01")):
        project.script(rev, down, TABLE.format("t_" + rev), DROP.format("t_" + rev))
    return project


class SetUp(Case):
    def empty(self):
        project = self.project()
        os.unlink(project.path("alembic.ini"))
        os.rmdir(project.versions)
        os.rmdir(project.path("migrations"))
        return project

    def test_init_then_revision_then_upgrade_and_back(self):
        project = self.empty()
        got = self.succeeds(project, "init", "migrations")
        self.assertEqual(got.out, "")
        for name in ("alembic.ini", "migrations/env.lua", "migrations/script.lua.tmpl", "migrations/README", "migrations/versions"):
            self.assertTrue(os.path.exists(project.path(name)), name)
        self.assertRegex(project.read("alembic.ini"), r"(?m)^script_location = %\(here\)s/migrations$")
        got = self.succeeds(project, "revision", "-m", "Create the Account table!", "--rev-id", "1975ea83b712")
        self.assertEqual(got.out, "")
        self.assertRegex(got.err, r"Generating .*1975ea83b712_create_the_account_table\.lua \.\.\.  done")
        text = project.read("migrations/versions/1975ea83b712_create_the_account_table.lua")
        self.assertRegex(text, r"\A-- Create the Account table!\n--\n-- Revision ID: 1975ea83b712\n-- Revises: ?\n"
                               r"-- Create Date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\n")
        for line in ('local op = require "op"', 'local sa = require "sa"', 'revision = "1975ea83b712"', "down_revision = nil",
                     "branch_labels = nil", "depends_on = nil", "function upgrade()", "function downgrade()"):
            self.assertIn(line, text.splitlines())
        self.succeeds(project, "revision", "-m", "second", "--rev-id", "ae1027a6acf1")
        self.assertIn('down_revision = "1975ea83b712"', project.read("migrations/versions/ae1027a6acf1_second.lua"))
        url = "sqlite:///" + project.database
        self.succeeds(project, "--url", url, "upgrade", "head")
        self.assertEqual(project.rows(), ["ae1027a6acf1"])
        self.succeeds(project, "--url", url, "downgrade", "base")
        self.assertEqual(project.rows(), [])

    def test_init_keeps_its_hands_off_a_folder_with_something_in_it(self):
        project = self.project()
        project.write("migrations/mine.txt", "mine")
        self.refuses(project, "init", "migrations", mentions=["migrations", "not empty"])

    def test_init_takes_the_option_that_only_python_needs(self):
        project = self.project()
        self.succeeds(project, "init", "--package", "-t", "generic", "other")
        self.assertEqual(sorted(os.listdir(project.path("other"))), ["README", "env.lua", "meta", "script.lua.tmpl", "versions"])

    def test_init_helps_editors(self):
        project = self.empty()
        self.succeeds(project, "init", "db/migrations")
        settings = json.loads(project.read(".luarc.json"))
        self.assertEqual(settings["workspace.library"], ["db/migrations/meta"])
        for name in ("op", "sa", "context"):
            self.assertIn("---@meta " + name, project.read("db/migrations/meta/%s.lua" % name))
        project.write(".luarc.json", "{}")
        self.succeeds(project, "init", "other")
        self.assertEqual(project.read(".luarc.json"), "{}")

    def test_init_keeps_an_existing_ini(self):
        project = self.project()
        before = project.read("alembic.ini")
        self.succeeds(project, "init", "elsewhere")
        self.assertEqual(project.read("alembic.ini"), before)
        self.assertTrue(os.path.exists(project.path("elsewhere/env.lua")))

    def test_every_template_migrates(self):
        for template in ("generic", "multidb", "async"):
            with self.subTest(template=template):
                project = self.empty()
                self.succeeds(project, "init", "-t", template, "migrations")
                self.succeeds(project, "revision", "-m", "first", "--rev-id", "aa01")
                self.succeeds(project, "upgrade", "head")
                self.assertEqual(self.succeeds(project, "heads").out, "aa01 (head)\n")
                made = sorted(name for name in os.listdir(project.root) if name.endswith(".db"))
                self.assertEqual(made, ["engine1.db", "engine2.db"] if template == "multidb" else ["app.db"])

    def test_multidb_runs_each_part_on_its_database_and_prints_one_file_each(self):
        project = self.empty()
        self.succeeds(project, "init", "-t", "multidb", "migrations")
        self.succeeds(project, "revision", "-m", "first", "--rev-id", "aa01")
        name = "migrations/versions/aa01_first.lua"
        text = project.read(name)
        for engine in ("engine1", "engine2"):
            head = "function upgrade_%s()\n" % engine
            self.assertIn(head, text)
            text = text.replace(head, head + TABLE.format("only_" + engine) + "\n")
        project.write(name, text)
        self.succeeds(project, "upgrade", "head")
        for engine in ("engine1", "engine2"):
            project.database = project.path(engine + ".db")
            self.assertEqual(project.tables(), ["alembic_version", "only_" + engine])
        self.succeeds(project, "upgrade", "head", "--sql")
        self.assertIn("only_engine1", project.read("engine1.sql"))
        self.assertIn("only_engine2", project.read("engine2.sql"))
        self.assertNotIn("only_engine1", project.read("engine2.sql"))

    def test_unknown_template_names_the_known_ones(self):
        project = self.empty()
        got = self.refuses(project, "init", "-t", "generc", "migrations", mentions=["generc", "generic"])
        self.assertFalse(os.path.exists(project.path("migrations")), repr(got))

    def test_list_templates(self):
        got = self.succeeds(self.project(), "list_templates")
        lines = got.out.splitlines()
        self.assertEqual(lines[0], "Available templates:")
        self.assertTrue({"generic", "multidb"} <= {line.split(" - ")[0] for line in lines if " - " in line}, got.out)

    def test_a_project_template_is_used(self):
        project = self.project()
        project.write("migrations/script.lua.tmpl",
                      "-- ${message}\n-- Revision ID: ${up_revision}\nrevision = ${up_revision}\ndown_revision = ${down_revision}\n"
                      "branch_labels = ${branch_labels}\ndepends_on = ${depends_on}\n-- house rules apply\nfunction upgrade() end\n")
        self.succeeds(project, "revision", "-m", "x", "--rev-id", "aa01")
        self.assertIn("-- house rules apply", project.read("migrations/versions/aa01_x.lua"))

    def test_a_project_template_that_loses_an_identifier_writes_no_file(self):
        project = linear(self.project())
        template = "-- ${message}\nrevision = ${up_revision}\ndown_revision = ${down_revision}\nbranch_labels = ${branch_labels}\n" \
                   "depends_on = ${depends_on}\nfunction upgrade() end\n"
        for name, variable in (("revision", "up_revision"), ("down_revision", "down_revision"), ("branch_labels", "branch_labels"),
                               ("depends_on", "depends_on")):
            project.write("migrations/script.lua.tmpl", template.replace("%s = ${%s}\n" % (name, variable), ""))
            self.refuses(project, "revision", "-m", "x", "--branch-label", "side", "--depends-on", "aa01", codes=(1,),
                         mentions=[r"script\.lua\.tmpl", r"lose its %s\b" % name, r"needs the line: %s = \$\{%s\}" % (name, variable)])
        project.write("migrations/script.lua.tmpl", template.replace("branch_labels = ${branch_labels}\n", ""))
        self.succeeds(project, "revision", "-m", "x")   # nothing is lost without a label

    def test_revision_refuses_ids_that_would_collide_before_it_writes(self):
        project = linear(self.project())
        for rev in ("aa01", "aa0", "aa012", "x" * 33, "a/b", "head", "heads", "base", "a@b", "a-b", "a+b", "a:b"):
            with self.subTest(rev=rev):
                self.refuses(project, "revision", "-m", "x", "--rev-id", rev, mentions=[re.escape(rev)])

    def test_merge_joins_two_heads(self):
        project = forked(self.project())
        self.refuses(project, "upgrade", "head", mentions=["multiple head"])
        self.refuses(project, "revision", "-m", "x", mentions=["multiple heads"])
        self.succeeds(project, "merge", "-m", "join", "--rev-id", "dd04", "heads")
        text = project.read("migrations/versions/dd04_join.lua")
        self.assertRegex(text, r'(?m)^down_revision = \{ "(bb02|cc03)", "(bb02|cc03)" \}$')
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.rows(), ["dd04"])
        self.assertEqual(self.succeeds(project, "current").out, "dd04 (head) (mergepoint)\n")


class Moving(Case):
    def test_upgrade_says_each_step_on_stderr_and_nothing_on_stdout(self):
        project = linear(self.project())
        got = self.succeeds(project, "upgrade", "head")
        self.assertEqual(got.out, "")
        steps = re.findall(r"INFO  \[runner\.migration\] (Running .*)", got.err)
        self.assertEqual(steps, ["Running upgrade  -> aa01, step aa01", "Running upgrade aa01 -> bb02, step bb02",
                                 "Running upgrade bb02 -> cc03, step cc03"])
        self.assertEqual(project.tables(), ["alembic_version", "t_aa01", "t_bb02", "t_cc03"])

    def test_relative_partial_and_absolute_targets(self):
        project = linear(self.project())
        for args, rows in ((["upgrade", "+1"], ["aa01"]), (["upgrade", "bb02"], ["bb02"]), (["upgrade", "bb02+1"], ["cc03"]),
                           (["downgrade", "-1"], ["bb02"]), (["downgrade", "aa01"], ["aa01"]), (["upgrade", "head"], ["cc03"]),
                           (["downgrade", "base"], [])):
            self.succeeds(project, *args)
            self.assertEqual(project.rows(), rows, args)

    def test_an_upgrade_with_nothing_to_do_changes_no_byte(self):
        project = linear(self.project())
        self.succeeds(project, "upgrade", "head")
        with open(project.database, "rb") as f:
            before = f.read()
        self.succeeds(project, "upgrade", "head")
        with open(project.database, "rb") as f:
            self.assertEqual(f.read(), before)

    def test_the_printed_sql_is_the_migration(self):
        project = linear(self.project())
        got = self.succeeds(project, "upgrade", "head", "--sql")
        self.assertFalse(os.path.exists(project.database))
        self.assertNotIn("INFO", got.out)
        online = linear(self.project())
        self.succeeds(online, "upgrade", "head")
        project.sql(got.out)
        self.assertEqual(project.tables(), online.tables())
        self.assertEqual(project.rows(), ["cc03"])
        back = self.succeeds(project, "downgrade", "cc03:aa01", "--sql")
        project.sql(back.out)
        self.assertEqual((project.tables(), project.rows()), (["alembic_version", "t_aa01"], ["aa01"]))

    def test_a_failing_script_prints_no_sql_at_all(self):
        project = linear(self.project())
        project.script("dd04", "cc03", '  error("no")')
        self.clear_message(project.run("upgrade", "head", "--sql"), mentions=["dd04_step_dd04.lua:%d" % FIRST_LINE_OF_UPGRADE])

    def test_nothing_to_run_prints_nothing(self):
        project = linear(self.project())
        for args in (["upgrade", "base"], ["upgrade", "head:head"], ["stamp", "base"], ["downgrade", "head:head"]):
            self.assertEqual(self.succeeds(project, *args, "--sql").out, "", args)

    def test_downgrade_with_sql_needs_a_range(self):
        self.refuses(linear(self.project()), "downgrade", "base", "--sql", mentions=["<fromrev>:<torev>"])

    def test_stamp_moves_the_row_and_runs_nothing(self):
        project = linear(self.project())
        self.succeeds(project, "stamp", "bb02")
        self.assertEqual((project.rows(), project.tables()), (["bb02"], ["alembic_version"]))
        project.sql("UPDATE alembic_version SET version_num = 'deadbeef0000'")
        self.refuses(project, "stamp", "head", mentions=["deadbeef0000"])
        self.succeeds(project, "stamp", "--purge", "head")
        self.assertEqual(project.rows(), ["cc03"])

    def test_a_downgrade_through_an_irreversible_revision_stops_before_anything_runs(self):
        project = self.project()
        project.script("aa01", None, TABLE.format("t"), DROP.format("t"))
        body = project.script("bb02", "aa01", "")
        with open(body, encoding="utf-8") as f:
            text = f.read().replace("function upgrade", 'irreversible = "the old names are gone"\n\nfunction upgrade', 1)
        project.write("migrations/versions/bb02_step_bb02.lua", text[:text.index("function downgrade")])
        project.script("cc03", "bb02", TABLE.format("u"), DROP.format("u"))
        self.succeeds(project, "upgrade", "head")
        self.refuses(project, "downgrade", "base", mentions=["bb02", "the old names are gone"])

    def test_transaction_per_migration_keeps_what_came_before_the_failure(self):
        for per_migration, rows in (("false", []), ("true", ["aa01"])):
            project = self.project(ini="transaction_per_migration = %s\n" % per_migration)
            project.script("aa01", None, TABLE.format("t_aa01"))
            project.script("bb02", "aa01", TABLE.format("t_bb02") + '\n  error("no")')
            got = project.run("upgrade", "head")
            self.clear_message(got, mentions=["bb02"])
            self.assertEqual(project.rows(), rows, repr(got))
            self.assertNotIn("t_bb02", project.tables())


class Reading(Case):
    def test_history_is_newest_first_and_marks_heads(self):
        project = forked(self.project())
        lines = self.succeeds(project, "history").out.splitlines()
        self.assertEqual(sorted(lines[:2]), ["aa01 -> bb02 (head), step bb02", "aa01 -> cc03 (head), step cc03"])
        self.assertEqual(lines[2], "<base> -> aa01 (branchpoint), step aa01")

    def test_history_of_a_range_and_with_the_current_revision(self):
        project = linear(self.project())
        self.succeeds(project, "upgrade", "bb02")
        self.assertEqual(self.succeeds(project, "history", "-r", "bb02:").out,
                         "bb02 -> cc03 (head), step cc03\naa01 -> bb02, step bb02\n")
        self.assertIn("aa01 -> bb02 (current), step bb02\n", self.succeeds(project, "history", "-i").out)

    def test_heads_current_and_show(self):
        project = linear(self.project())
        self.assertEqual(self.succeeds(project, "heads").out, "cc03 (head)\n")
        self.assertEqual(self.succeeds(project, "current").out, "")
        self.assertFalse(os.path.exists(project.database) and project.tables(), "current makes nothing")
        self.succeeds(project, "upgrade", "bb02")
        self.assertEqual(self.succeeds(project, "current").out, "bb02\n")
        shown = self.succeeds(project, "show", "bb02").out.splitlines()
        self.assertEqual(shown[:3], ["Rev: bb02", "Parent: aa01", "Path: " + project.path("migrations/versions/bb02_step_bb02.lua")])
        self.assertEqual(shown[4:6], ["    step bb02", "    "])

    def test_current_check_heads(self):
        project = linear(self.project())
        self.succeeds(project, "upgrade", "bb02")
        self.assertEqual(project.run("current", "--check-heads").code, 3)
        self.succeeds(project, "upgrade", "head")
        self.succeeds(project, "current", "--check-heads")

    def test_quiet_silences_the_talk_and_not_the_result(self):
        project = linear(self.project())
        self.assertEqual(self.succeeds(project, "-q", "upgrade", "bb02").err, "")
        got = self.succeeds(project, "-q", "current")
        self.assertEqual((got.out, got.err), ("bb02\n", ""))
        self.clear_message(project.run("-q", "upgrade", "nosuch"), mentions=["nosuch"])

    def test_usage_errors_exit_with_2_and_help_with_0(self):
        project = linear(self.project())
        for args in ([], ["upgrde", "head"], ["upgrade"], ["upgrade", "head", "--nosuch"], ["history", "--rev-range"]):
            self.clear_message(project.run(*args), codes=(2,))
        self.assertRegex(self.succeeds(project, "--version").out, r"^runner \d+\.\d+\.\d+")
        self.assertIn("upgrade", self.succeeds(project, "--help").out)

    def test_results_that_cannot_be_written_are_a_failure(self):
        project = linear(self.project())
        for args in (["upgrade", "head", "--sql"], ["history"], ["heads"]):
            with open("/dev/full", "wb") as full:
                got = project.run(*args, stdout=full)
            self.clear_message(got, mentions=["stdout|output|write"])


if __name__ == "__main__":
    unittest.main()
