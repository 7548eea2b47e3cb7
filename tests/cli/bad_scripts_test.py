"""Broken revisions: one clear message, the right status, and neither database nor files changed."""
import re
import unittest

from support import Case, FIRST_LINE_OF_UPGRADE, SCRIPT

FIRST = '  op.create_table("first", sa.Column("id", sa.Integer(), { primary_key = true }))'
BAD = "migrations/versions/bb02_bad.lua"


class BadScripts(Case):
    def with_first(self, ini=""):
        """A project whose good revision aa01 has been applied."""
        project = self.project(ini=ini)
        project.script("aa01", None, FIRST, '  op.drop_table("first")')
        self.succeeds(project, "upgrade", "head")
        return project

    def bad(self, body="", mentions=(), text=None, ini="", line=0, commands=(("upgrade", "head"),)):
        """bb02 with this body of upgrade() (or this whole text) fails, naming the file and the line of the body."""
        project = self.with_first(ini)
        if text is None:
            text = SCRIPT.format(message="bad", rev="bb02", down_text="aa01", down='"aa01"', up=body, back="")
        project.write(BAD, text)
        where = r"bb02_bad\.lua" + (":%d\\b" % (FIRST_LINE_OF_UPGRADE + line) if line is not None else "")
        for command in commands:
            got = self.refuses(project, *command, mentions=[where] + list(mentions))
        self.assertEqual(project.rows(), ["aa01"])
        return got

    # ---- text

    def test_syntax_error(self):
        self.bad("  local x = = 1", line=0)

    def test_a_syntax_error_further_up_stops_before_the_first_script(self):
        project = self.project()
        project.script("aa01", None, FIRST)
        project.script("bb02", "aa01", "  local x = = 1")
        self.refuses(project, "upgrade", "head", mentions=[r"bb02_step_bb02\.lua:16"])

    def test_an_upgrade_half_of_the_way_checks_the_other_half(self):
        project = self.project()
        project.script("aa01", None, FIRST)
        project.script("bb02", "aa01", "  local x = = 1")
        self.refuses(project, "upgrade", "aa01", mentions=[r"bb02_step_bb02\.lua:16"])
        self.refuses(project, "upgrade", "aa01", "--sql", mentions=[r"bb02_step_bb02\.lua:16"])
        # Commands that need no script do not look at it.
        for command in (("heads",), ("history",), ("upgrade", "base"), ("stamp", "aa01"), ("upgrade", "aa01"), ("downgrade", "base")):
            self.succeeds(project, *command)

    def test_bytecode(self):
        for commands in ((("upgrade", "head"),), (("heads",),)):
            self.bad(text=b"\x1bLJ\x02\x02\x0b\x00\x02\x01\x01\x00" + b"\x00" * 40, line=None, commands=commands,
                     mentions=["bytecode|binary|not text|NUL"])

    def test_nul_bytes(self):
        good = SCRIPT.format(message="bad", rev="bb02", down_text="aa01", down='"aa01"', up="", back="").encode()
        self.bad(text=good + b"\0\0\0", line=None, mentions=["NUL|zero byte|binary|not text"])

    def test_a_script_over_script_size(self):
        self.bad("  -- " + "x" * 4000, ini="script_size = 2000\n", line=None, mentions=["script_size", "2000"])

    # ---- header

    def test_missing_revision(self):
        self.bad(text="down_revision = 'aa01'\nfunction upgrade() end\n", line=None, mentions=["revision"],
                 commands=(("heads",), ("upgrade", "head")))

    def test_local_revision_is_recognized_as_the_slip_it_is(self):
        self.bad(text='local revision = "bb02"\nlocal down_revision = "aa01"\nfunction upgrade() end\n', line=None, mentions=["local"],
                 commands=(("heads",), ("upgrade", "head")))

    def test_duplicate_revision_names_both_files(self):
        project = self.with_first()
        project.script("aa01", None, message="again")
        for command in (("heads",), ("upgrade", "head"), ("history",), ("revision", "-m", "x")):
            self.refuses(project, *command, mentions=[r"aa01_again\.lua", r"aa01_step_aa01\.lua"])

    def test_over_long_revision(self):
        text = SCRIPT.format(message="bad", rev="b" * 33, down_text="aa01", down='"aa01"', up="", back="")
        self.bad(text=text, line=None, mentions=["b" * 33, "32"])

    def test_unknown_parent(self):
        project = self.with_first()
        project.script("bb02", "aa10")
        for command in (("heads",), ("upgrade", "head")):
            self.refuses(project, *command, mentions=["aa10", r"bb02_step_bb02\.lua"])

    def test_cycle_shows_its_members_and_their_files(self):
        project = self.with_first()
        project.script("bb02", ["aa01", "dd04"])
        project.script("cc03", "bb02")
        project.script("dd04", "cc03")
        for command in (("heads",), ("upgrade", "head")):
            self.refuses(project, *command, mentions=["cycle", r"bb02_step_bb02\.lua", r"cc03_step_cc03\.lua", r"dd04_step_dd04\.lua"])

    def test_no_upgrade(self):
        self.bad(text='revision = "bb02"\ndown_revision = "aa01"\nfunction downgrade() end\n', line=None, mentions=["upgrade"])

    def test_a_script_that_disagrees_with_its_header_when_it_runs(self):
        self.bad(text='revision = "bb02"\ndown_revision = "aa01"\nfunction upgrade() end\nrevision = "zz99"\n', line=None,
                 mentions=["zz99|revision"])

    # ---- running

    def test_runtime_error_half_way_rolls_back(self):
        got = self.bad('  op.create_table("half", sa.Column("id", sa.Integer()))\n  error("boom")', line=1, mentions=["boom"])
        self.assertRegex(got.err, re.compile("roll", re.I))

    def test_sql_error_shows_statement_and_message(self):
        self.bad('  op.execute("SELEKT 1")', line=0, mentions=["SELEKT", "syntax"])

    def test_endless_loop_under_script_time(self):
        self.bad("  while true do end", ini="script_time = 0.5\n", line=0, mentions=["script_time"])

    def test_the_time_limit_cannot_be_caught(self):
        self.bad("  while true do pcall(function() while true do end end) end", ini="script_time = 0.5\n", line=None,
                 mentions=["script_time"])

    def test_endless_recursion(self):
        self.bad("  local function f() return 1 + f() end\n  f()", line=0, mentions=["stack overflow|too deep|recursion"])

    def test_endless_recursion_through_the_library(self):
        self.bad('  local function f() return (("x"):gsub(".", f)) end\n  f()', line=None,
                 mentions=["stack overflow|too deep|recursion|nested"])

    def test_memory_bomb(self):
        self.bad('  local t = {}\n  while true do t[#t + 1] = ("x"):rep(1000000) .. #t end', ini="script_memory = 50000000\n", line=None,
                 mentions=["script_memory|memory"])

    def test_one_huge_string(self):
        self.bad('  local s = ("x"):rep(900000000)', ini="script_memory = 50000000\n", line=None, mentions=["script_memory|memory"])

    # ---- calls

    def test_unknown_option_gets_the_nearest_spelling(self):
        self.bad('  op.add_column("first", sa.Column("c", sa.Integer(), { nulable = false }))', mentions=["Column", "nulable", "nullable"])

    def test_unknown_function_gets_the_nearest_spelling(self):
        self.bad('  op.creat_table("x")', mentions=["creat_table", "create_table"])

    def test_wrong_type(self):
        self.bad('  op.create_index("ix", "first", { "id" }, { unique = "yes" })', mentions=["create_index", "unique", "boolean"])
        self.bad("  op.drop_table({})", mentions=["drop_table", "string"])

    def test_missing_argument(self):
        self.bad('  op.rename_table("first")', mentions=["rename_table"])

    def test_hole_in_a_list(self):
        self.bad('  op.create_index("ix", "first", { "id", nil, "name" })', mentions=["create_index", "hole|nil"])

    def test_a_row_with_an_unknown_column(self):
        self.bad('  local t = sa.table("first", sa.column("id", sa.Integer()))\n  op.bulk_insert(t, { { id = 1 }, { id = 2, nmae = "x" } })',
                 line=1, mentions=["nmae", "2"])

    def test_transaction_control_is_refused_before_it_runs(self):
        for word in ("COMMIT", "commit;", "ROLLBACK", "BEGIN", "END", "/* c */ COMMIT", "SELECT 1; COMMIT"):
            with self.subTest(word=word):
                self.bad('  op.create_table("half", sa.Column("id", sa.Integer()))\n  op.execute("%s")' % word, line=1,
                         mentions=["autocommit_block"])

    def test_asking_for_rows_offline_names_the_line(self):
        project = self.project()
        project.script("aa01", None, '  local n = op.get_bind():execute("SELECT 1"):scalar()')
        self.refuses(project, "upgrade", "head", "--sql", mentions=[r"aa01_step_aa01\.lua:16", "--sql|offline"])

    def test_the_sandbox_holds(self):
        for body in ('io.popen("true")', 'io.open("pwned", "w")', 'os.execute("true")', 'os.remove("alembic.ini")', 'require "ffi"',
                     'load("\\27LJ")()'):
            with self.subTest(body=body):
                self.bad("  " + body, line=0)


if __name__ == "__main__":
    unittest.main()
