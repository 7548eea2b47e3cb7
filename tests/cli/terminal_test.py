"""What scripts, files, databases and servers bring in never reaches the terminal as a control character."""
import json
import os
import sqlite3
import unittest

from support import Case, PostgresCase, main_with_postgresql

ESCAPE = "\x1b]0;title\x07\x1b[2J\x7f\u009b31m"  # sets the title, clears the screen, colours
SHOWN = r"\x1b]0;title\x07\x1b[2J\x7f\x9b31m"


def controls(text):
    return [c for c in text if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0]


class Checked(Case):
    def harmless(self, got, mentions=()):
        self.assertEqual(controls(got.out + got.err), [], repr(got))
        for text in mentions:
            self.assertIn(text, got.out + got.err)
        return got


class Messages(Checked):
    def with_message(self):
        project = self.project()
        project.script("aa01", message="innocent", text='-- a%sb\n--\n-- Revision ID: aa01\n-- second %s line\nrevision = "aa01"\n'
                       'branch_labels = "l\\27[1m"\nfunction upgrade() end\nfunction downgrade() end\n' % (ESCAPE, ESCAPE))
        return project

    def test_of_revisions_in_every_listing(self):
        project = self.with_message()
        for command in (("history",), ("history", "-v"), ("show", "head"), ("graph",), ("status",), ("heads", "-v"), ("branches",)):
            with self.subTest(command):
                got = self.harmless(self.succeeds(project, *command))
                if command != ("branches",):
                    self.assertIn("a" + SHOWN + "b", got.out)

    def test_colour_stays(self):
        out = self.succeeds(self.with_message(), "--color", "always", "history").out
        self.assertIn("\x1b[33maa01\x1b[0m", out)
        self.assertIn(r"\x1b[2J", out)
        self.assertNotIn("\x1b[2J", out)

    def test_in_the_log(self):
        project = self.with_message()
        got = self.succeeds(project, "upgrade", "head")
        self.harmless(got, ["Running upgrade  -> aa01, a" + SHOWN + "b"])

    def test_json_has_them_as_they_are(self):
        project = self.with_message()
        for command in ("history", "heads", "status"):
            text = json.dumps(json.loads(self.succeeds(project, command, "--json").out))
            self.assertIn(json.dumps("a" + ESCAPE + "b"), text)

    def test_printed_sql_and_new_files_have_them_as_they_are(self):
        project = self.project()
        project.script("aa01", up='  op.execute("SELECT \'\\27[1m\'")')
        self.assertIn("SELECT '\x1b[1m'", self.succeeds(project, "upgrade", "head", "--sql").out)
        self.harmless(self.succeeds(project, "revision", "-m", "red \x1b[31m"))
        made = [text for text in project.files().values() if b"red" in text]
        self.assertIn(b"red \x1b[31m", made[0])

    def test_lines_that_end_as_on_windows_are_no_matter(self):
        project = self.project()
        path = project.script("aa01", message="from Windows")
        with open(path, "rb") as f:
            text = f.read().replace(b"\n", b"\r\n")
        project.write(os.path.relpath(path, project.root), text)
        for command in ("history", "heads"):
            got = self.harmless(self.succeeds(project, command, "-v"), ["    from Windows"])
            self.assertNotIn("\\x0d", got.out)


class Errors(Checked):
    def test_of_scripts(self):
        project = self.project()
        project.script("aa01", up='  error("oh \\27[2J no")')
        self.harmless(project.run("upgrade", "head"), [r"oh \x1b[2J no"])

    def test_names_on_the_command_line(self):
        project = self.project()
        project.script("aa01")
        for args in (("upgrade", "no\x1b[2Jsuch"), ("-c", "no\x1b[2Jsuch.ini", "heads"), ("-n", "no\x1b[2Jsuch", "heads"), ("upgr\x1b[2J", "head"),
                     ("heads", "--no\x1b[2Jsuch"), ("--url", "sqlite:////no\x1b[2Jsuch/x.db", "current"),
                     ("revision", "-m", "x", "--rev-id", "no\x1b[2J-such")):
            with self.subTest(args):
                got = self.harmless(project.run(*args), [r"\x1b[2J"])
                self.assertIn(got.code, (1, 2))

    def test_names_of_files(self):
        project = self.project()
        project.write("migrations/versions/x\x1b[2J.lua", 'revision = "aa01"\nfunction upgrade(\n')
        self.harmless(project.run("upgrade", "head"), [r"x\x1b[2J.lua"])
        self.harmless(self.succeeds(project, "heads", "-v"), [r"x\x1b[2J.lua"])

    def test_rows_of_the_database(self):
        project = self.project()
        project.script("aa01")
        connection = sqlite3.connect(project.database)
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", ("no\x1b[2J\rsuch",))
        connection.commit()
        connection.close()
        for command in (("current",), ("status",), ("upgrade", "head")):
            got = self.harmless(project.run(*command), [r"no\x1b[2J\x0dsuch"])
            self.assertEqual(got.code, 1)

    def test_differences(self):
        project = self.project(ini="target_metadata = models.lua\n")
        project.write("models.lua", 'local sa = require "sa"\nlocal m = sa.MetaData()\nsa.Table("t\\27[2J", m, sa.Column("id", sa.Integer()))\nreturn m\n')
        self.assertEqual(self.harmless(project.run("check"), [r"t\x1b[2J"]).code, 3)


class Servers(PostgresCase, Checked):
    def test_what_the_server_says(self):
        project = self.project()
        project.script("aa01", up='  op.execute("DO $$ BEGIN RAISE EXCEPTION E\'oh \\\\x1b[2J no\' USING DETAIL = E\'more \\\\x07\'; END $$")')
        self.harmless(project.run("upgrade", "head"), [r"oh \x1b[2J no", r"more \x07"])


if __name__ == "__main__":
    main_with_postgresql()
