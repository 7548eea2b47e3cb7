"""history, heads, branches, current, show in all their forms (text as Alembic prints it), and --json of all reading commands."""
import json
import os
import re
import unittest

import jsonschema

from support import Case, REPOSITORY

PARTS = (("1975ea83b712", None, None, None, "create account table"), ("ae1027a6acf1", "1975ea83b712", None, None, "add a column"),
         ("27c6a30d7c24", "1975ea83b712", "shoppingcart", None, "add shopping cart table"),
         ("d747a8a88790", "27c6a30d7c24", None, None, "add a shopping cart column"),
         ("55af2cb1c267", "ae1027a6acf1", None, None, "add another account column"),
         ("3cac04ae8714", None, "networking", None, "create networking branch"),
         ("109ec7d132bf", "3cac04ae8714", None, None, "add ip number table"),
         ("29f859a13ea0", "109ec7d132bf", None, "55af2cb1c267", "add DNS table"),
         ("2a95102259be", "29f859a13ea0", None, None, "add ip account table"))


def three_branches(project):
    for rev, down, label, needs, message in PARTS:
        path = project.script(rev, down, message=message)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        text = text.replace("branch_labels = nil", "branch_labels = %s" % ('"%s"' % label if label else "nil"))
        project.write(os.path.relpath(path, project.root), text.replace("depends_on = nil", "depends_on = %s" % ('"%s"' % needs if needs else "nil")))
    return project


class Screens(Case):
    def shows(self, project, args, lines):
        self.assertEqual(self.succeeds(project, *args).out.splitlines(), lines, args)

    def test_history(self):
        project = three_branches(self.project())
        self.assertEqual(sorted(self.succeeds(project, "history").out.splitlines()), sorted([
            "29f859a13ea0 -> 2a95102259be (networking) (head), add ip account table",
            "109ec7d132bf (55af2cb1c267) -> 29f859a13ea0 (networking), add DNS table",
            "3cac04ae8714 -> 109ec7d132bf (networking), add ip number table",
            "<base> -> 3cac04ae8714 (networking), create networking branch",
            "27c6a30d7c24 -> d747a8a88790 (shoppingcart) (head), add a shopping cart column",
            "1975ea83b712 -> 27c6a30d7c24 (shoppingcart), add shopping cart table",
            "ae1027a6acf1 -> 55af2cb1c267 (effective head), add another account column",
            "1975ea83b712 -> ae1027a6acf1, add a column",
            "<base> -> 1975ea83b712 (branchpoint), create account table"]))

    def ids(self, project, rev_range, *more):
        out = self.succeeds(project, "history", "-r" + rev_range, *more).out
        return [line.partition(" -> ")[2].split(" ")[0].split(",")[0] for line in out.splitlines()]

    def test_history_of_ranges(self):
        project = three_branches(self.project())
        cart = ["d747a8a88790", "27c6a30d7c24", "1975ea83b712"]
        for text, ids in (("1975:d747", cart), ("base:d747", cart), ("base:shoppingcart@head", cart), ("27c6:d747a8", cart[:2]), ("d747:d747", cart[:1]),
                          ("27c6:+1", cart[:2]), ("-2:d747", cart), ("d747-1:d747", cart[:2]), (":27c6", cart[1:]),
                          (":27c6-1", cart[2:]), ("shoppingcart:shoppingcart@head", cart[:2]), ("shoppingcart@base:", cart), ("head:base", None),
                          ("2a95:", ["2a95102259be"])):
            with self.subTest(range=text):
                if ids is None:
                    self.refuses(project, "history", "-r" + text)
                else:
                    self.assertEqual(self.ids(project, text), ids)
        self.assertEqual(len(self.ids(project, ":")), 9)
        self.assertEqual(len(self.ids(project, "base:heads")), 9)
        for text in ("1975", "a:b:c"):
            self.refuses(project, "history", "-r" + text, mentions=[r"\[start\]:\[end\]"])
        self.refuses(project, "history", "-rd747:2a95", mentions=["d747:2a95 does not refer to ancestor/descendant"])

    def test_history_from_and_to_current(self):
        project = three_branches(self.project())
        self.succeeds(project, "upgrade", "27c6")
        self.assertEqual(self.ids(project, "current:shoppingcart@head"), ["d747a8a88790", "27c6a30d7c24"])
        self.assertEqual(self.ids(project, ":current"), ["27c6a30d7c24", "1975ea83b712"])
        self.assertEqual(self.ids(project, "current:current"), ["27c6a30d7c24"])
        self.assertIn("(shoppingcart) (current), add shopping cart table\n", self.succeeds(project, "history", "-i").out)
        self.assertEqual(self.succeeds(project, "history", "-i").out.count("(current)"), 1)

    def test_heads(self):
        project = three_branches(self.project())
        self.shows(project, ["heads"], ["2a95102259be (networking) (head)", "55af2cb1c267 (effective head)", "d747a8a88790 (shoppingcart) (head)"])
        self.shows(project, ["heads", "--resolve-dependencies"], ["2a95102259be (networking) (head)", "d747a8a88790 (shoppingcart) (head)"])

    def test_branches(self):
        project = three_branches(self.project())
        self.shows(project, ["branches"], ["1975ea83b712 (branchpoint)", "             -> 27c6a30d7c24 (shoppingcart)", "             -> ae1027a6acf1", ""])
        self.shows(project, ["branches", "-v"], ["Rev: 1975ea83b712 (branchpoint)", "Parent: <base>", "Branches into: 27c6a30d7c24, ae1027a6acf1",
                   "Path: " + project.path("migrations/versions/1975ea83b712_create_account_table.lua"), "", "    create account table", "    ",
                   "    Revision ID: 1975ea83b712", "    Revises:", "    Create Date: 2026-01-01 10:00:00.000000", "",
                   "             -> 27c6a30d7c24 (shoppingcart), add shopping cart table", "             -> ae1027a6acf1, add a column", ""])

    def test_current_shows_what_dependencies_imply(self):
        project = three_branches(self.project())
        self.succeeds(project, "upgrade", "heads")
        self.assertEqual(project.rows(), ["2a95102259be", "d747a8a88790"])
        self.assertEqual(sorted(self.succeeds(project, "current").out.splitlines()),
                         ["2a95102259be (head)", "55af2cb1c267 (effective head)", "d747a8a88790 (head)"])
        self.succeeds(project, "current", "--check-heads")

    def test_current_in_full_names_the_database(self):
        project = three_branches(self.project())
        self.succeeds(project, "stamp", "1975")
        lines = self.succeeds(project, "current", "-v").out.splitlines()
        self.assertEqual(lines[:3], ["Current revision(s) for sqlite:///%s:" % project.database, "Rev: 1975ea83b712 (branchpoint)", "Parent: <base>"])

    def test_current_in_full_names_each_database(self):
        project = self.project()
        for name in ("migrations/versions", "migrations"):
            os.rmdir(project.path(name))
        os.unlink(project.path("alembic.ini"))
        self.succeeds(project, "init", "-t", "multidb", "migrations")
        self.succeeds(project, "revision", "-m", "first", "--rev-id", "aa01")
        self.succeeds(project, "upgrade", "head")
        lines = self.succeeds(project, "current", "-v").out.splitlines()
        self.assertEqual([line for line in lines if line.startswith(("Current", "Rev"))],
                         ["Current revision(s) for sqlite:///%s:" % project.path("engine1.db"), "Rev: aa01 (head)",
                          "Current revision(s) for sqlite:///%s:" % project.path("engine2.db"), "Rev: aa01 (head)"])

    def test_show(self):
        project = three_branches(self.project())
        self.shows(project, ["show", "29f8"], [
            "Rev: 29f859a13ea0", "Parent: 109ec7d132bf", "Also depends on: 55af2cb1c267", "Branch names: networking",
            "Path: " + project.path("migrations/versions/29f859a13ea0_add_DNS_table.lua"), "", "    add DNS table", "    ",
            "    Revision ID: 29f859a13ea0", "    Revises: 109ec7d132bf", "    Create Date: 2026-01-01 10:00:00.000000", ""])
        self.assertEqual(self.succeeds(project, "show", "base").out, "")
        self.assertEqual(self.succeeds(project, "show", "current").out, "")
        self.assertEqual(self.succeeds(project, "show", "heads").out.count("Rev: "), 2)
        self.succeeds(project, "stamp", "27c6")
        self.assertTrue(self.succeeds(project, "show", "current").out.startswith("Rev: 27c6a30d7c24\n"))
        self.assertIn("Branches into: 27c6a30d7c24, ae1027a6acf1\n", self.succeeds(project, "show", "1975").out)


class Json(Case):
    """Real output against docs/json.schema.json, which is what users are told."""

    @classmethod
    def setUpClass(cls):
        with open(os.path.join(REPOSITORY, "docs", "json.schema.json"), encoding="utf-8") as f:
            cls.schema = json.load(f)
        jsonschema.Draft202012Validator.check_schema(cls.schema)

    def document(self, project, *args, codes=(0,)):
        got = project.run("--json", *args)
        self.assertIn(got.code, codes, repr(got))
        found = json.loads(got.out)
        command = args[0]
        schema = {"$defs": self.schema["$defs"], "$ref": "#/$defs/" + command}
        jsonschema.Draft202012Validator(schema).validate(found)
        for revision in found if isinstance(found, list) else []:
            known = set(self.schema["$defs"]["revision"]["properties"]) | {"database", "version_table", "name", "description"}
            self.assertLessEqual(set(revision), known, "a field that the schema does not tell of")
        return found

    def test_every_reading_command(self):
        project = three_branches(self.project())
        self.succeeds(project, "upgrade", "27c6")
        text = self.succeeds(project, "history").out
        history = self.document(project, "history")
        self.assertEqual([r["message"] for r in history], [line.rpartition(", ")[2] for line in text.splitlines()])
        self.assertFalse(any(r["current"] for r in history))
        marked = self.document(project, "history", "-i")
        self.assertEqual([r["revision"] for r in marked if r["current"]], ["27c6a30d7c24"])
        self.assertEqual([r["revision"] for r in self.document(project, "history", "-r1975:27c6")], ["27c6a30d7c24", "1975ea83b712"])
        self.assertEqual([(r["revision"], r["head"], r["effective_head"]) for r in self.document(project, "heads")],
                         [("2a95102259be", True, False), ("55af2cb1c267", False, True), ("d747a8a88790", True, False)])
        point, = self.document(project, "branches")
        self.assertEqual((point["revision"], point["branchpoint"], point["children"]),
                         ("1975ea83b712", True, ["27c6a30d7c24", "ae1027a6acf1"]))
        shown, = self.document(project, "show", "29f8")
        self.assertEqual((shown["down_revision"], shown["depends_on"], shown["branch_labels"]), (["109ec7d132bf"], ["55af2cb1c267"], ["networking"]))
        self.assertTrue(shown["doc"].startswith("add DNS table\n\nRevision ID: 29f859a13ea0\n"), shown["doc"])
        self.assertTrue(os.path.exists(shown["path"]))
        now, = self.document(project, "current")
        self.assertEqual((now["revision"], now["current"], now["database"]), ("27c6a30d7c24", True, "sqlite:///" + project.database))
        self.assertEqual(len(self.document(project, "graph")), 9)
        self.assertEqual(len(self.document(project, "status")["databases"][0]["pending"]), 7)
        self.assertEqual([t["name"] for t in self.document(project, "list_templates")], ["generic", "multidb", "async"])

    def test_nothing_is_an_empty_list(self):
        project = self.project()
        for command in ("history", "heads", "branches", "current", "graph"):
            self.assertEqual(self.document(project, command), [])
        self.assertEqual(self.document(project, "show", "base"), [])
        self.assertEqual(self.document(project, "status")["heads"], [])

    def test_check(self):
        project = self.project(ini="target_metadata = models.lua\n")
        project.write("models.lua", 'local sa = require "sa"\nlocal m = sa.MetaData()\nsa.Table("org", m, sa.Column("id", sa.Integer(), '
                                    '{ primary_key = true }), sa.Column("name", sa.String(9), { index = true }))\nreturn { metadata = m }\n')
        found = self.document(project, "check", codes=(3,))["differences"]
        self.assertEqual([(d["operation"], d["table"]) for d in found], [("add_table", "org"), ("add_index", "org")])
        self.succeeds(project, "revision", "--autogenerate", "-m", "x")
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(self.document(project, "check"), {"differences": []})

    def test_every_document_that_a_command_prints_is_described(self):
        described = set(self.schema["$defs"]) - {"revision", "database", "ids"}
        project = three_branches(self.project())
        for command in re.findall(r"(?m)^  (\w+)  +[A-Z]", self.succeeds(project, "--help").out.partition("Commands:")[2]):
            args = [command] + (["27c6"] if command == "show" else [])
            got = project.run("--json", *args)
            if got.out.lstrip().startswith(("[", "{")):
                self.assertIn(command, described)

    def test_odd_texts_are_escaped(self):
        project = self.project()
        project.script("aa01", None, message='say "hi" \\ \u00fc\u2028 \x01')
        self.assertEqual(self.document(project, "history")[0]["message"], 'say "hi" \\ \u00fc\u2028 \x01')

    def test_a_merge_and_an_unknown_row(self):
        project = three_branches(self.project())
        self.succeeds(project, "merge", "--rev-id", "ee05", "-m", "all", "heads")
        self.assertEqual(sorted(self.document(project, "show", "ee05")[0]["down_revision"]), ["2a95102259be", "d747a8a88790"])
        self.succeeds(project, "stamp", "1975")
        project.sql("UPDATE alembic_version SET version_num = 'deadbeef0000'")
        database, = self.document(project, "status", codes=(1,))["databases"]
        self.assertEqual((database["version_rows"], database["pending"], database["up_to_date"]), (["deadbeef0000"], None, False))

    def test_errors_print_no_document(self):
        project = three_branches(self.project(url="postgresql://scott:s3cret@127.0.0.1:1/x"))
        for args in (["show", "nosuch"], ["history", "-r", "nosuch:"], ["current"], ["status"], ["current", "--check-heads"]):
            self.clear_message(project.run("--json", *args), secret="s3cret")


if __name__ == "__main__":
    unittest.main()
