"""The commands that give an overview: status, graph, completion; and when there is colour."""
import json
import os
import pty
import sqlite3
import subprocess
import unittest
import xml.dom.minidom

from support import RUNNER, Case, environment

TABLE = '  op.create_table("{0}", sa.Column("id", sa.Integer(), {{ primary_key = true }}))'


def shop(project):
    """1975 -> ae10 and 1975 -> 27c6 (label cart) -> d747; 3cac alone, on which nothing but 29f8 stands, which needs ae10."""
    def script(rev, down, message, label=None, needs=None):
        path = project.script(rev, down, TABLE.format("t_" + rev), '  op.drop_table("t_%s")' % rev, message=message)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        if label:
            text = text.replace("branch_labels = nil", 'branch_labels = "%s"' % label)
        if needs:
            text = text.replace("depends_on = nil", 'depends_on = "%s"' % needs)
        project.write(os.path.relpath(path, project.root), text)
    script("1975ea83b712", None, "create account table")
    script("ae1027a6acf1", "1975ea83b712", "add a column")
    script("27c6a30d7c24", "1975ea83b712", "add cart", label="cart")
    script("d747a8a88790", "27c6a30d7c24", "cart column")
    script("3cac04ae8714", None, "networking")
    script("29f859a13ea0", "3cac04ae8714", "dns", needs="ae1027a6acf1")
    return project


class Graph(Case):
    def test_text_with_labels_heads_current_and_dependencies(self):
        project = shop(self.project())
        self.succeeds(project, "upgrade", "cart@head")
        got = self.succeeds(project, "graph")
        self.assertEqual(got.out, """\
* d747a8a88790 (head) (current), cart column
* 27c6a30d7c24 (cart), add cart
| * ae1027a6acf1 (effective head), add a column
|/
* 1975ea83b712, create account table

* 29f859a13ea0 (head) (depends on ae1027a6acf1), dns
* 3cac04ae8714, networking
""")

    def test_a_part_of_the_history(self):
        project = shop(self.project())
        self.assertEqual(self.succeeds(project, "graph", "-r", "1975:d747").out.splitlines(),
                         ["* d747a8a88790 (head), cart column", "* 27c6a30d7c24 (cart), add cart", "* 1975ea83b712, create account table"])

    def test_without_a_database_it_is_drawn_and_says_so(self):
        project = shop(self.project(url="postgresql://scott:s3cret@127.0.0.1:1/x"))
        got = self.succeeds(project, "graph")
        self.assertIn("* d747a8a88790 (head), cart column\n", got.out)
        self.assertRegex(got.err, r"WARNI \[runner\.graph\] drawn without")
        self.assertNotIn("s3cret", got.err)

    def test_an_empty_history(self):
        self.assertEqual(self.succeeds(self.project(), "graph").out, "")

    def test_formats_for_other_programs(self):
        project = shop(self.project())
        dot = self.succeeds(project, "graph", "--format", "dot").out
        self.assertTrue(dot.startswith("digraph history {\n"), dot)
        self.assertIn('"27c6a30d7c24" -> "d747a8a88790";', dot)
        self.assertIn('"ae1027a6acf1" -> "29f859a13ea0" [style=dashed];', dot)
        mermaid = self.succeeds(project, "graph", "--format", "mermaid").out
        self.assertTrue(mermaid.startswith("flowchart BT\n"), mermaid)
        html = self.succeeds(project, "graph", "--format", "html").out
        self.assertTrue(html.startswith("<!DOCTYPE html>\n"), html)
        self.refuses(project, "graph", "--format", "png", mentions=["png", "svg"], codes=(2,))

    def test_svg_through_graphviz_when_it_is_there(self):
        project = shop(self.project())
        os.mkdir(project.path("bin"))
        fake = project.write("bin/dot", "#!/bin/sh\necho \"<svg args='$*'><![CDATA[\"; cat; echo ']]></svg>'\n")
        os.chmod(fake, 0o755)
        got = self.succeeds(project, "graph", "--format", "svg", env={"PATH": project.path("bin") + ":/usr/bin:/bin"})
        drawing = xml.dom.minidom.parseString(got.out).documentElement
        self.assertEqual(drawing.getAttribute("args"), "-Tsvg")
        self.assertIn("digraph history {", drawing.firstChild.data)
        os.chmod(project.write("bin/dot", "#!/bin/sh\necho 'syntax error' >&2\nexit 3\n"), 0o755)
        self.clear_message(project.run("graph", "--format", "svg", env={"PATH": project.path("bin") + ":/usr/bin:/bin"}),
                           mentions=["dot", "status 3"])

    def test_svg_without_graphviz_is_a_drawing_and_a_message(self):
        project = shop(self.project())
        got = self.succeeds(project, "graph", "--format", "svg", env={"PATH": project.path("nothing")})
        drawing = xml.dom.minidom.parseString(got.out)
        self.assertEqual(len(drawing.getElementsByTagName("circle")), 6)
        self.assertIn("graphviz is not installed", got.err)

    def test_as_json_it_is_the_history(self):
        project = shop(self.project())
        self.assertEqual(json.loads(self.succeeds(project, "graph", "--json").out),
                         json.loads(self.succeeds(project, "history", "--json").out))


class Status(Case):
    def test_a_page_of_a_database_that_is_behind(self):
        project = shop(self.project())
        self.succeeds(project, "upgrade", "27c6")
        got = self.succeeds(project, "status")
        self.assertEqual(got.out, """\
Database  sqlite:///%s  (from alembic.ini [alembic])
Current   27c6a30d7c24 (cart), add cart
Pending   4 revisions, run by: runner upgrade heads
            1975ea83b712 -> ae1027a6acf1 (effective head), add a column
            27c6a30d7c24 -> d747a8a88790 (head), cart column
            <base> -> 3cac04ae8714, networking
            3cac04ae8714 (ae1027a6acf1) -> 29f859a13ea0 (head), dns
Lock      free

Heads     29f859a13ea0 (head), dns
          ae1027a6acf1 (effective head), add a column
          d747a8a88790 (cart) (head), cart column
""" % project.database, repr(got))

    def test_nothing_applied_and_everything_applied(self):
        project = shop(self.project())
        self.assertRegex(self.succeeds(project, "status").out, r"(?m)^Current   nothing is applied\nPending   6 revisions")
        self.assertFalse(os.path.exists(project.database))
        self.succeeds(project, "upgrade", "heads")
        self.assertRegex(self.succeeds(project, "status").out, r"(?m)^Pending   nothing: the database is up to date$")

    def test_an_empty_history(self):
        out = self.succeeds(self.project(), "status").out
        self.assertRegex(out, r"(?m)^Heads     none: there are no revisions yet$")

    def test_a_row_that_no_script_has(self):
        project = shop(self.project())
        self.succeeds(project, "stamp", "1975")
        project.sql("UPDATE alembic_version SET version_num = 'deadbeef0000'")
        got = project.run("status")
        self.assertEqual(got.code, 1, repr(got))
        self.assertRegex(got.out, r"(?m)^Current   deadbeef0000 ")
        self.assertRegex(got.out, r"(?m)^Pending   unknown$")
        self.assertIn("Can't locate revision identified by 'deadbeef0000'", got.err)

    def test_who_holds_the_lock(self):
        project = shop(self.project())
        self.succeeds(project, "upgrade", "1975")
        for mode in ("DELETE", "WAL"):
            with self.subTest(journal=mode):
                other = sqlite3.connect(project.database, isolation_level=None)
                other.execute("PRAGMA journal_mode = " + mode)
                other.execute("BEGIN IMMEDIATE")
                got = self.succeeds(project, "status")
                self.assertRegex(got.out, r"(?m)^Lock      held by (another process|process %d \(.+\))$" % os.getpid())
                holder = json.loads(self.succeeds(project, "status", "--json").out)["databases"][0]["lock_holder"]
                self.assertIn("process", holder)
                other.execute("ROLLBACK")
                other.close()
                self.assertRegex(self.succeeds(project, "status").out, r"(?m)^Lock      free$")

    def test_many_pending_revisions_fit_on_the_page(self):
        project = self.project()
        ids = ["a%03d" % i for i in range(50)]
        for down, rev in zip([None] + ids, ids):
            project.script(rev, down)
        lines = self.succeeds(project, "status").out.splitlines()
        self.assertLess(len(lines), 30)
        self.assertIn("            ... and 30 more", lines)

    def test_json(self):
        project = shop(self.project())
        self.succeeds(project, "upgrade", "27c6")
        found = json.loads(self.succeeds(project, "status", "--json").out)
        self.assertEqual(found["revisions"], 6)
        self.assertEqual([h["revision"] for h in found["heads"]], ["29f859a13ea0", "ae1027a6acf1", "d747a8a88790"])
        database, = found["databases"]
        self.assertEqual((database["version_rows"], database["up_to_date"], database["lock_holder"]), (["27c6a30d7c24"], False, None))
        self.assertEqual([(r["revision"], r["current"]) for r in database["current"]], [("27c6a30d7c24", True)])
        self.assertEqual(len(database["pending"]), 4)

    def test_several_databases(self):
        project = self.project()
        for name in ("migrations/versions", "migrations"):
            os.rmdir(project.path(name))
        os.unlink(project.path("alembic.ini"))
        self.succeeds(project, "init", "-t", "multidb", "migrations")
        self.succeeds(project, "revision", "-m", "first", "--rev-id", "aa01")
        self.succeeds(project, "upgrade", "head")
        out = self.succeeds(project, "status").out
        self.assertRegex(out, r"(?s)Database  sqlite:///\S+engine1\.db\n.*Database  sqlite:///\S+engine2\.db\n")

    def test_an_unreachable_server_is_an_error(self):
        project = shop(self.project(url="postgresql://scott:s3cret@127.0.0.1:1/x"))
        self.refuses(project, "status", mentions=["127.0.0.1"], secret="s3cret")


class Completion(Case):
    def complete(self, project, *words, program="runner"):
        """What bash offers for the last word."""
        folder = project.path("bin")
        os.makedirs(folder, exist_ok=True)
        if not os.path.exists(os.path.join(folder, "runner")):
            os.symlink(RUNNER, os.path.join(folder, "runner"))
        script = 'source <(runner completion bash)\nCOMP_WORDS=("$@")\nCOMP_CWORD=$(($# - 1))\n_runner\nprintf "%s\\n" "${COMPREPLY[@]}"\n'
        ran = subprocess.run(["bash", "--norc", "-c", script, "bash", program] + list(words), cwd=project.root, text=True, capture_output=True,
                             env=environment({"PATH": folder + ":" + os.environ["PATH"]}), timeout=60)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        return ran.stdout.split()

    def test_bash_completes_commands_options_values_and_revisions(self):
        project = shop(self.project())
        self.assertEqual(self.complete(project, "up"), ["upgrade"])
        self.assertEqual(self.complete(project, "st"), ["stamp", "status"])
        self.assertIn("--resolve-dependencies", self.complete(project, "heads", "--"))
        self.assertNotIn("--splice", self.complete(project, "heads", "--"))
        self.assertEqual(self.complete(project, "--color", "a"), ["auto", "always"])
        self.assertEqual(self.complete(project, "graph", "--format", "m"), ["mermaid"])
        self.assertEqual(self.complete(project, "completion", "z"), ["zsh"])
        self.assertEqual(self.complete(project, "upgrade", "2"), ["29f859a13ea0", "27c6a30d7c24"])
        self.assertEqual(self.complete(project, "revision", "--head", "h"), ["head", "heads"])
        self.assertEqual(self.complete(project, "-c", "al"), ["alembic.ini"])
        self.assertIn("migrations", self.complete(project, "init", "mig"))
        self.assertEqual(sorted(self.complete(project, "stamp", "")), sorted(["head", "heads", "base", "29f859a13ea0", "3cac04ae8714",
                         "d747a8a88790", "27c6a30d7c24", "ae1027a6acf1", "1975ea83b712"]))

    def test_revisions_come_from_the_configuration_that_was_named(self):
        project = shop(self.project())
        project.write("other.ini", "[other]\nscript_location = %(here)s/elsewhere\n")
        os.makedirs(project.path("elsewhere/versions"))
        project.write("elsewhere/versions/ff01.lua", 'revision = "ff01"\ndown_revision = nil\nfunction upgrade() end\n')
        self.assertEqual(self.complete(project, "-c", "other.ini", "-n", "other", "show", "f"), ["ff01"])

    def test_every_command_is_offered_by_every_shell(self):
        project = self.project()
        commands = ["init", "list_templates", "revision", "merge", "upgrade", "downgrade", "stamp", "current", "history", "heads",
                    "branches", "show", "edit", "ensure_version", "status", "graph", "completion"]
        for shell in ("bash", "zsh", "fish"):
            out = self.succeeds(project, "completion", shell).out
            for command in commands:
                self.assertRegex(out, r"\b%s\b" % command)
        self.assertEqual(project.run("completion", "tcsh").code, 2)

    def test_zsh_and_fish_accept_their_scripts(self):
        project = self.project()
        for shell in ("zsh", "fish"):
            out = self.succeeds(project, "completion", shell).out
            try:
                ran = subprocess.run([shell, "-n", project.write("script", out)], capture_output=True, text=True, timeout=60)
            except FileNotFoundError:
                continue
            self.assertEqual((ran.returncode, ran.stderr), (0, ""), shell)


class Colour(Case):
    def on_a_terminal(self, project, *args, env=None):
        primary, secondary = pty.openpty()
        process = subprocess.Popen([RUNNER] + list(args), cwd=project.root, env=environment(env), stdin=subprocess.DEVNULL, stdout=secondary,
                                   stderr=subprocess.DEVNULL)
        os.close(secondary)
        out = b""
        while True:
            try:
                block = os.read(primary, 65536)
            except OSError:
                break
            if not block:
                break
            out += block
        process.wait(60)
        os.close(primary)
        return out.decode()

    def test_colour_is_for_terminals_unless_somebody_says_otherwise(self):
        project = shop(self.project())
        for command in (["history"], ["heads"], ["graph"], ["branches"], ["show", "cart@head"]):
            self.assertNotIn("\x1b", project.run(*command).out)
            self.assertNotIn("\x1b", self.succeeds(project, "--color", "never", "heads").out)
        for command in ("history", "heads", "graph", "branches", "status"):
            self.assertIn("\x1b[", self.succeeds(project, "--color", "always", command).out, command)
            self.assertIn("\x1b[", self.on_a_terminal(project, command, env={"TERM": "xterm"}), command)
            for quiet in ({"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}):
                self.assertNotIn("\x1b", self.on_a_terminal(project, command, env=quiet), command)
        self.assertNotIn("\x1b", self.on_a_terminal(project, "--color", "never", "heads", env={"TERM": "xterm"}))
        self.assertNotIn("\x1b", self.succeeds(project, "--color", "always", "heads", "--json").out)

    def test_errors_too(self):
        project = self.project()
        self.assertIn("\x1b[1;31mFAILED:\x1b[0m", project.run("--color", "always", "show", "nosuch").err)
        self.assertTrue(project.run("show", "nosuch").err.startswith("FAILED: "))


if __name__ == "__main__":
    unittest.main()
