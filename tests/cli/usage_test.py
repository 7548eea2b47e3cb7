"""How the command line is read: where options may stand, prefixes, --help, and what is said of a mistake."""
import os
import re
import unittest

from support import Case, REPOSITORY

COMMANDS = ["init", "list_templates", "revision", "merge", "edit", "upgrade", "downgrade", "stamp", "ensure_version", "current", "history",
            "heads", "branches", "show", "status", "graph", "completion"]


def two(project):
    project.script("aa01", None, message="first")
    project.script("bb02", "aa01", message="second")
    return project


class Options(Case):
    def test_global_options_stand_before_or_behind_the_command(self):
        project = two(self.project())
        for args in (["-v", "heads"], ["heads", "-v"], ["heads", "--verbose"], ["-c", "alembic.ini", "heads", "-v"], ["heads", "-valembic"],
                     ["-n", "alembic", "heads", "-v", "-q"], ["heads", "-qv"], ["heads", "-v", "-c", "alembic.ini"]):
            if args == ["heads", "-valembic"]:
                self.assertEqual(project.run(*args).code, 2)
                continue
            self.assertTrue(self.succeeds(project, *args).out.startswith("Rev: bb02 (head)\n"), args)

    def test_the_commands_own_short_option_wins_behind_it(self):
        project = two(self.project())
        self.assertEqual(project.run("current", "-c").code, 3)
        self.succeeds(project, "upgrade", "head")
        self.succeeds(project, "current", "-c")

    def test_unique_prefixes_of_long_options(self):
        project = two(self.project())
        self.succeeds(project, "heads", "--res")
        self.succeeds(project, "heads", "--v")
        self.assertIn("CREATE TABLE", self.succeeds(project, "upgrade", "head", "--sq").out)
        self.assertEqual(self.succeeds(project, "history", "--rev=bb02:").out, "aa01 -> bb02 (head), second\n")
        self.assertEqual(self.succeeds(project, "--conf", "alembic.ini", "history", "--rev-r", "bb02:").out, "aa01 -> bb02 (head), second\n")
        self.refuses(project, "--ver", "heads", mentions=["--ver could match --version, --verbose|--ver could match --verbose, --version"],
                     codes=(2,))
        self.refuses(project, "revision", "--re", mentions=["--rev-id needs a value"], codes=(2,))

    def test_of_an_option_given_twice_the_last_one_counts(self):
        project = two(self.project())
        self.succeeds(project, "revision", "-m", "x", "--rev-id", "aa01", "-m", "third", "--rev-id", "cc03")
        self.assertTrue(project.read("migrations/versions/cc03_third.lua").startswith("-- third\n"))
        self.assertEqual(self.succeeds(project, "-n", "nosuch", "-n", "alembic", "heads").out, "cc03 (head)\n")
        self.succeeds(project, "revision", "--rev-id", "dd04", "--depends-on", "aa01", "--depends-on", "bb02")
        self.assertIn('depends_on = { "aa01", "bb02" }', project.read("migrations/versions/dd04_.lua"))
        self.refuses(project, "upgrade", "aa01", "bb02", mentions=["unexpected argument"], codes=(2,))

    def test_a_command_word_as_the_value_of_an_option_is_a_value(self):
        project = two(self.project(ini="\n[heads]\nscript_location = %(here)s/migrations\n"))
        self.assertEqual(self.succeeds(project, "-n", "heads", "heads").out, "bb02 (head)\n")
        self.succeeds(project, "revision", "-m", "history", "--rev-id", "cc03")
        self.assertTrue(project.read("migrations/versions/cc03_history.lua").startswith("-- history\n"))

    def test_revisions_that_look_like_options(self):
        project = two(self.project())
        self.succeeds(project, "upgrade", "+1")
        self.succeeds(project, "upgrade", "head")
        self.succeeds(project, "downgrade", "-1")
        self.assertEqual(project.rows(), ["aa01"])
        for args in (["-r-1:bb02"], ["--rev-range=-1:bb02"], ["-r", "-1:bb02"]):
            self.assertEqual(self.succeeds(project, "history", *args).out.splitlines()[0], "aa01 -> bb02 (head), second", args)

    def test_quiet_and_verbose(self):
        project = two(self.project())
        self.assertEqual(self.succeeds(project, "upgrade", "head", "-q").err, "")
        self.assertEqual(self.succeeds(project, "revision", "-m", "x", "-q").err, "")
        self.assertIn("Path: ", self.succeeds(project, "-q", "heads", "-v").out)


class Help(Case):
    def test_every_command_shows_its_options_and_an_example(self):
        project = self.project()
        overview = self.succeeds(project, "--help").out
        for command in COMMANDS:
            self.assertRegex(overview, r"(?m)^  %s +[A-Z]" % command)
            for flag in ("--help", "-h"):
                text = self.succeeds(project, command, flag).out
                self.assertRegex(text, r"(?m)^Usage: runner %s " % command)
                self.assertRegex(text, r"(?m)^Example:\n  .*\brunner %s\b" % command)
                self.assertIn("Options for all commands", text)
        for option in ("--config", "--name", "-x", "--raiseerr", "--quiet", "--verbose", "--url", "--json", "--color", "--no-dotenv"):
            self.assertIn(option, overview)
        self.assertRegex(self.succeeds(project, "--version").out, r"\Arunner \d+\.\d+\.\d+\n\Z")

    def test_no_line_is_too_wide(self):
        for command in COMMANDS:
            for line in self.succeeds(self.project(), command, "--help").out.splitlines():
                self.assertLessEqual(len(line), 130, line)


class Documentation(Case):
    def test_docs_name_every_command_and_option(self):
        with open(os.path.join(REPOSITORY, "docs", "commands.md"), encoding="utf-8") as f:
            lines = f.read().splitlines()
        rows = {}
        for line in lines:
            found = re.match(r"\| `(\w+)[ `]", line)
            if found:
                rows.setdefault(found.group(1), line)
        project = self.project()
        offered = re.findall(r"(?m)^  (\w+)  +[A-Z]", self.succeeds(project, "--help").out.partition("Commands:")[2])
        self.assertLessEqual(set(COMMANDS), set(offered))
        shared = "\n".join(lines)  # --sql and --tag are told once for all that move a database
        for command in offered:
            self.assertIn(command, rows)
            for option in re.findall(r"(?m)^  (?:-\w,)?(--[\w-]+)", self.succeeds(project, command, "--help").out):
                place = shared if option in ("--help", "--sql", "--tag") else rows[command]
                self.assertIn(option, place, command)
        for option in re.findall(r"(?m)^  (?:-\w,)?(--[\w-]+)", self.succeeds(project, "--help").out):
            self.assertIn(option, shared)


    def test_every_defect_of_alembic_that_the_docs_list_has_a_test(self):
        with open(os.path.join(REPOSITORY, "docs", "differences.md"), encoding="utf-8") as f:
            listed = re.findall(r"(?m)^\| B\.(\d+) \|", f.read())
        self.assertEqual(listed, [str(n + 1) for n in range(len(listed))])
        tested = set()
        for folder, _, names in os.walk(os.path.join(REPOSITORY, "tests")):
            for name in names:
                if name.endswith(("_test.cc", "_test.py")):
                    with open(os.path.join(folder, name), encoding="utf-8") as f:
                        tested.update(re.findall(r'TEST_CASE\("B\.(\d+) |def test_b(\d+)_', f.read()))
        self.assertEqual(set(listed) - {one or other for one, other in tested}, set(), "without a test")
        self.assertEqual({one or other for one, other in tested} - set(listed), set(), "not in the docs")


class Mistakes(Case):
    def says(self, args, first, hint):
        got = two(self.project()).run(*args)
        self.assertEqual(got.code, 2, repr(got))
        self.assertEqual(got.out, "")
        lines = got.err.splitlines()
        self.assertRegex(lines[0], r"\AFAILED: %s\Z" % first)
        self.assertRegex(lines[1], r"\A  hint: %s\Z" % hint)
        self.assertEqual(len(lines), 2, repr(got))

    def test_mistyped_commands(self):
        for word, meant in (("upgrde", "upgrade"), ("hsitory", "history"), ("Heads", "heads"), ("list", "list_templates"), ("stat", "status"),
                            ("ensure-version", "ensure_version")):
            self.says([word, "-m", "x"], "no such command: " + word, r"did you mean %s\?" % meant)
        self.says(["frobnicate"], "no such command: frobnicate", "see: runner --help")

    def test_mistyped_options(self):
        for args, meant in ((["heads", "--resolve-dependency"], "--resolve-dependencies"), (["--quite", "heads"], "--quiet"),
                            (["revision", "--splise"], "--splice"), (["upgrade", "head", "--sqk"], "--sql")):
            bad = [a for a in args if a.startswith("--")][0]
            self.says(args, "no such option: " + bad, r"did you mean %s\?" % meant)
        self.says(["heads", "-z"], "no such option: -z", "see: runner heads --help")

    def test_missing_and_superfluous_arguments(self):
        self.says(["upgrade"], "upgrade needs a revision: .*", r"for example: runner upgrade head  \(see: runner upgrade --help\)")
        self.says(["stamp", "--sql"], "stamp needs one or more revisions: .*", "for example: runner stamp head .*")
        self.says(["init"], "init needs the folder to make", "for example: runner init migrations .*")
        self.says(["history", "-r"], "-r needs a value", "for example: runner history .*")
        self.says(["heads", "head"], "unexpected argument: head", "see: runner heads --help")
        self.says([], "too few arguments: no command given", "commands: init, list_templates, .*")
        self.says(["--color", "allways", "heads"], "--color cannot be 'allways'; it is one of auto, always, never", r"did you mean always\?")

    def test_mistyped_revisions_and_branches(self):
        project = two(self.project())
        project.write("migrations/versions/cc03_cart.lua", 'revision = "27c6a30d7c24"\ndown_revision = "aa01"\nbranch_labels = "shoppingcart"\n'
                                                           "function upgrade() end\nfunction downgrade() end\n")
        for args, meant in ((["show", "27c6a30d7c42"], "27c6a30d7c24"), (["upgrade", "shopingcart@head"], "shoppingcart"),
                            (["stamp", "shopping_cart"], "shoppingcart"), (["downgrade", "haed"], "head"), (["history", "-r", "bb20:"], "bb02"),
                            (["merge", "bb02", "27c6a30d7c25"], "27c6a30d7c24"), (["revision", "--head", "shoppingcartt"], "shoppingcart")):
            with self.subTest(args=args):
                self.refuses(project, *args, mentions=[r"did you mean '%s'\?" % re.escape(meant)], codes=(1,))


if __name__ == "__main__":
    unittest.main()
