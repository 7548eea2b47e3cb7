"""The commands that write scripts, and every flag of theirs: revision, merge, edit; and ensure_version, which writes a table."""
import os
import re
import unittest

from support import Case


def forked(project):
    """aa01 -> bb02 (label left) and aa01 -> cc03 (label right); dd04 alone."""
    project.script("aa01", None)
    for rev, label in (("bb02", "left"), ("cc03", "right")):
        path = project.script(rev, "aa01")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        project.write(os.path.relpath(path, project.root), text.replace("branch_labels = nil", 'branch_labels = "%s"' % label))
    project.script("dd04", None)
    return project


class Revision(Case):
    def new(self, project, *args, file):
        got = self.succeeds(project, "revision", "--rev-id", "ee05", *args)
        self.assertEqual(got.out, "")
        self.assertIn("Generating %s ...  done\n" % project.path(file), got.err)
        return project.read(file)

    def identifiers(self, text):
        return [re.search(r"(?m)^%s = (.*)$" % name, text).group(1) for name in ("revision", "down_revision", "branch_labels", "depends_on")]

    def test_without_a_message(self):
        text = self.new(self.project(), file="migrations/versions/ee05_.lua")
        self.assertTrue(text.startswith("-- empty message\n--\n-- Revision ID: ee05\n-- Revises:"), text)

    def test_an_id_is_made_when_none_is_given(self):
        project = self.project()
        self.succeeds(project, "revision", "-m", "x")
        name, = os.listdir(project.versions)
        self.assertRegex(name, r"\A[0-9a-f]{12}_x\.lua\Z")

    def test_head_in_its_forms(self):
        for head, down in (("left@head", '"bb02"'), ("cc", '"cc03"'), ("base", "nil"), ("left", '"bb02"'), ("dd04@head", '"dd04"')):
            with self.subTest(head=head):
                text = self.new(forked(self.project()), "-m", "x", "--head", head, file="migrations/versions/ee05_x.lua")
                self.assertEqual(self.identifiers(text)[1], down)
        text = self.new(forked(self.project()), "--head", "heads", file="migrations/versions/ee05_.lua")
        self.assertEqual(sorted(re.findall(r'"(\w+)"', self.identifiers(text)[1])), ["bb02", "cc03", "dd04"])

    def test_several_heads_need_a_choice(self):
        self.refuses(forked(self.project()), "revision", "-m", "x", mentions=["Multiple heads are present", "bb02", "cc03", "dd04", "merge"])

    def test_splice_label_and_dependencies(self):
        project = forked(self.project())
        self.refuses(project, "revision", "-m", "x", "--head", "aa01", mentions=["aa01 is not a head revision", "--splice"])
        text = self.new(project, "--head", "aa01", "--splice", "--branch-label", "third", "--depends-on", "dd", "--depends-on", "left",
                        "-m", "x", file="migrations/versions/ee05_x.lua")
        self.assertEqual(self.identifiers(text), ['"ee05"', '"aa01"', '"third"', '{ "dd04", "left" }'])
        self.assertIn("ee05 (third) (head)", self.succeeds(project, "heads").out)

    def test_a_dependency_may_be_a_head(self):
        project = forked(self.project())
        text = self.new(project, "--head", "dd04", "--depends-on", "left@head", "--depends-on", "right", "-m", "x",
                        file="migrations/versions/ee05_x.lua")
        self.assertEqual(self.identifiers(text)[3], '{ "bb02", "right" }')
        for several, names in (("heads", ["bb02", "cc03"]), ("base", ["none"]), ("head", ["Multiple head"])):
            self.refuses(forked(self.project()), "revision", "-m", "y", "--head", "dd04", "--depends-on", several, mentions=names)

    def test_labels_and_dependencies_are_checked_before_a_file_is_written(self):
        project = forked(self.project())
        for label in ("left", "head", "base", "heads", "a@b", "a-b", "a+b", "a:b", "aa01"):
            with self.subTest(label=label):
                self.refuses(project, "revision", "-m", "x", "--head", "base", "--branch-label", label, mentions=[re.escape(label)])
        self.refuses(project, "revision", "-m", "x", "--head", "base", "--depends-on", "nosuch", mentions=["nosuch"])
        self.refuses(project, "revision", "-m", "x", "--head", "nosuch", mentions=["nosuch"])

    def test_version_path(self):
        project = self.project(ini="version_locations = %(here)s/one:%(here)s/two\npath_separator = :\n")
        self.refuses(project, "revision", "-m", "x", mentions=["--version-path", "one", "two"])
        self.succeeds(project, "revision", "-m", "x", "--rev-id", "aa01", "--version-path", "two")
        self.succeeds(project, "revision", "-m", "y", "--rev-id", "bb02")
        self.succeeds(project, "revision", "-m", "z", "--rev-id", "cc03", "--version-path", project.path("one"))
        self.succeeds(project, "revision", "-m", "w", "--rev-id", "dd04", "--version-path", "./two/")
        self.assertEqual(sorted(os.listdir(project.path("two"))), ["aa01_x.lua", "bb02_y.lua", "dd04_w.lua"])
        self.assertEqual(os.listdir(project.path("one")), ["cc03_z.lua"])
        self.refuses(project, "revision", "-m", "x", "--version-path", "", mentions=["Path '' is not represented"])
        self.refuses(project, "revision", "-m", "x", "--version-path", "three", mentions=["Path three is not represented", "one", "two"])

    def test_sql_needs_an_environment(self):
        project = self.project()
        self.refuses(project, "revision", "--sql", mentions=["revision_environment"])
        self.refuses(project, "revision", "--sql", "--autogenerate", mentions=["does not make any sense"])

    def test_a_message_of_several_lines_stays_a_comment(self):
        text = self.new(self.project(), "-m", "first line\nsecond ]] line", file="migrations/versions/ee05_first_line_second_line.lua")
        self.assertTrue(text.startswith("-- first line\n-- second ]] line\n--\n"), text)

    def test_a_file_that_is_there_is_not_overwritten(self):
        project = self.project(ini="file_template = fixed\n")
        project.write("migrations/versions/fixed.lua", 'revision = "aa01"\ndown_revision = nil\n')
        self.refuses(project, "revision", "-m", "x", mentions=[r"fixed\.lua"])


class Merge(Case):
    def test_by_id_label_and_branch(self):
        for revisions, parents in ((["bb02", "cc03"], ["bb02", "cc03"]), (["left", "dd"], ["bb02", "dd04"]),
                                   (["right@head", "left@head", "dd04"], ["cc03", "bb02", "dd04"])):
            project = forked(self.project())
            self.succeeds(project, "merge", "--rev-id", "ee05", "-m", "x", *revisions)
            text = project.read("migrations/versions/ee05_x.lua")
            self.assertIn("down_revision = { %s }\n" % ", ".join('"%s"' % p for p in parents), text)
            self.assertIn("-- Revises: %s\n" % ", ".join(parents), text)

    def test_label_and_default_message(self):
        project = forked(self.project())
        self.succeeds(project, "merge", "--rev-id", "ee05", "--branch-label", "joined", "heads")
        self.assertTrue(self.succeeds(project, "history").out.splitlines()[0].endswith("-> ee05 (joined, left, right) (head) (mergepoint), empty message"))

    def test_what_cannot_be_merged(self):
        project = forked(self.project())
        self.refuses(project, "merge", "bb02", mentions=["at least two", "bb02"])
        self.refuses(project, "merge", "bb02", "bb02", mentions=["Duplicate head revisions"])
        self.refuses(project, "merge", "aa01", "bb02", mentions=["aa01 is not a head revision", "--splice"])
        self.refuses(project, "merge", mentions=["two or more"], codes=(2,))
        self.refuses(project, "merge", "bb02", "nosuch", mentions=["nosuch"])
        self.succeeds(project, "merge", "--splice", "aa01", "dd04")


class Environment(Case):
    """revision_environment: what env.lua may say about a new script."""
    ENV = """local context = require "context"
local function hook(ctx, revision, directives)
  %s
end
context.create_engine(context.config:get_main_option("sqlalchemy.url")):connect(function(connection)
  context.configure{ connection = connection, process_revision_directives = hook, template_args = { ticket = "T-1" } }
  context.run_migrations()
end)
"""

    def hooked(self, body, ini=""):
        project = forked(self.project(ini="revision_environment = true\n" + ini))
        project.write("migrations/env.lua", self.ENV % body)
        return project

    def lines(self, project, name):
        return dict(re.findall(r"(?m)^(\w+) = (.*)$", project.read("migrations/versions/" + name)))

    def test_a_hook_may_change_every_option(self):
        project = self.hooked("""local script = directives[1]
  assert(script.head == "base" and script.splice == false and script.branch_label == nil)
  script.message, script.rev_id, script.head, script.splice = "by the hook", "ff06", "aa01", true
  script.branch_label, script.depends_on = "hooked", { "left", "dd" }""")
        self.succeeds(project, "revision", "--head", "base", "-m", "mine", "--rev-id", "ee05")
        made = self.lines(project, "ff06_by_the_hook.lua")
        self.assertEqual((made["revision"], made["down_revision"], made["branch_labels"], made["depends_on"]),
                         ('"ff06"', '"aa01"', '"hooked"', '{ "left", "dd04" }'))
        self.assertEqual(len(project.files()), len(self.hooked("").files()) + 1)

    def test_a_hook_may_choose_among_several_heads(self):
        project = self.hooked("directives[1].head = { 'left@head', 'cc03' }")
        self.succeeds(project, "revision", "-m", "x", "--rev-id", "ee05")
        self.assertEqual(self.lines(project, "ee05_x.lua")["down_revision"], '{ "bb02", "cc03" }')
        self.refuses(self.hooked(""), "revision", "-m", "x", mentions=["Multiple heads are present"])

    def test_what_a_hook_chose_is_checked_before_a_file_is_written(self):
        for body, words in (('head = "nosuch"', "nosuch"), ('head = "aa01"', "--splice"), ('rev_id = "aa01"', "already taken"), ('rev_id = "a-b"', "'-' not allowed"),
                            ('branch_label = "left"', "already used"), ('branch_label = "head"', "reserved"), ('depends_on = "nosuch"', "nosuch"),
                            ('version_path = "/elsewhere"', "not represented"), ("message = 5", "message must be a string")):
            with self.subTest(body=body):
                self.refuses(self.hooked("directives[1]." + body), "revision", "--head", "left", "-m", "x", mentions=[words])

    def test_a_hook_may_choose_the_place(self):
        project = self.hooked("directives[1].version_path = context.config:get_main_option('here') .. '/two'",
                              ini="version_locations = %(here)s/migrations/versions:%(here)s/two\npath_separator = :\n")
        self.succeeds(project, "revision", "--head", "left", "-m", "x", "--rev-id", "ee05")
        self.assertEqual(os.listdir(project.path("two")), ["ee05_x.lua"])

    def test_merge_takes_the_template_arguments_and_no_hook(self):
        project = self.hooked("error('a hook ran')")
        project.write("migrations/script.lua.tmpl", "-- ${message} ${ticket}\n-- Revision ID: ${up_revision}\nrevision = ${up_revision}\n"
                      "down_revision = ${down_revision}\nfunction upgrade()\n${upgrades}\nend\nfunction downgrade()\nend\n")
        self.succeeds(project, "merge", "-m", "join", "--rev-id", "ee05", "bb02", "cc03")
        self.assertTrue(project.read("migrations/versions/ee05_join.lua").startswith("-- join T-1\n"))
        self.refuses(project, "revision", "--head", "ee05", "-m", "x", mentions=["a hook ran"])


class Edit(Case):
    def editor(self, project, name="editor"):
        path = project.write(name, '#!/bin/sh\necho "$@" >> %s\n' % project.path("log"))
        os.chmod(path, 0o755)
        return path

    def log(self, project):
        if not os.path.exists(project.path("log")):
            return []
        lines = project.read("log").splitlines()
        os.unlink(project.path("log"))
        return lines

    def test_visual_comes_before_editor_and_may_have_arguments(self):
        project = forked(self.project())
        script = project.path("migrations/versions/bb02_step_bb02.lua")
        editor = self.editor(project, "my editor")
        self.succeeds(project, "edit", "left", env={"EDITOR": "'%s' --wait" % editor, "VISUAL": ""})
        self.assertEqual(self.log(project), ["--wait " + script])
        self.succeeds(project, "edit", "bb", env={"EDITOR": "false", "VISUAL": "'%s'" % editor})
        self.assertEqual(self.log(project), [script])

    def test_without_either_the_usual_programs_are_tried(self):
        project = forked(self.project())
        os.mkdir(project.path("bin"))
        self.editor(project, "bin/nano")
        self.succeeds(project, "edit", "aa01", env={"PATH": project.path("bin")})
        self.assertEqual(self.log(project), [project.path("migrations/versions/aa01_step_aa01.lua")])
        self.refuses(project, "edit", "aa01", mentions=[r"\$VISUAL or \$EDITOR"], env={"PATH": project.path("nothing")})

    def test_heads_current_and_base(self):
        project = forked(self.project())
        env = {"VISUAL": self.editor(project)}
        self.succeeds(project, "edit", "heads", env=env)
        self.assertEqual(sorted(os.path.basename(line) for line in self.log(project)), ["bb02_step_bb02.lua", "cc03_step_cc03.lua", "dd04_step_dd04.lua"])
        self.refuses(project, "edit", "base", mentions=["No revision files indicated by symbol 'base'"], env=env)
        self.refuses(project, "edit", "current", mentions=["No current revisions"], env=env)
        self.succeeds(project, "upgrade", "right")
        self.succeeds(project, "edit", "current", env=env)
        self.assertEqual([os.path.basename(line) for line in self.log(project)], ["cc03_step_cc03.lua"])

    def test_an_editor_that_fails_or_is_not_there(self):
        project = forked(self.project())
        self.refuses(project, "edit", "aa01", mentions=["false", "status 1"], env={"VISUAL": "false"})
        self.refuses(project, "edit", "aa01", mentions=["nosucheditor"], env={"VISUAL": "nosucheditor"})


class EnsureVersion(Case):
    def test_it_makes_the_table_and_says_nothing(self):
        project = forked(self.project())
        self.assertEqual(self.succeeds(project, "ensure_version").out, "")
        self.assertEqual((project.tables(), project.rows()), (["alembic_version"], []))
        self.succeeds(project, "upgrade", "left")
        self.succeeds(project, "ensure_version")
        self.assertEqual(project.rows(), ["bb02"])

    def test_printed_it_always_creates(self):
        project = forked(self.project(ini="version_table = my_versions\n"))
        self.succeeds(project, "ensure_version")
        out = self.succeeds(project, "ensure_version", "--sql").out
        self.assertIn("CREATE TABLE my_versions", out)
        project.sql("DROP TABLE my_versions")
        project.sql(out)
        self.assertEqual(project.tables(), ["my_versions"])


class Init(Case):
    def empty(self):
        project = self.project()
        os.unlink(project.path("alembic.ini"))
        os.rmdir(project.versions)
        os.rmdir(project.path("migrations"))
        return project

    def works(self, project, *config):
        self.succeeds(project, *config, "revision", "-m", "first", "--rev-id", "aa01")
        self.assertEqual(self.succeeds(project, *config, "heads").out, "aa01 (head)\n")

    def test_an_empty_folder_and_nested_ones(self):
        project = self.empty()
        os.makedirs(project.path("a"))
        self.succeeds(project, "init", "a")
        self.works(project)
        project = self.empty()
        self.succeeds(project, "init", "db/deep/migrations")
        self.assertRegex(project.read("alembic.ini"), r"(?m)^script_location = %\(here\)s/db/deep/migrations$")
        self.works(project)

    def test_the_ini_may_stand_elsewhere(self):
        project = self.empty()
        os.mkdir(project.path("conf"))
        self.succeeds(project, "-c", "conf/app.ini", "init", "migrations")
        self.assertRegex(project.read("conf/app.ini"), r"(?m)^script_location = %\(here\)s/\.\./migrations$")
        self.works(project, "-c", "conf/app.ini")
        self.assertFalse(os.path.exists(project.path("alembic.ini")))

    def test_absolute_and_odd_names(self):
        for name in ("100% mine", "%(here)s", "ümlaut"):
            project = self.empty()
            self.succeeds(project, "init", project.path(name))
            self.assertTrue(os.path.exists(project.path(name, "env.lua")))
            self.works(project)
            project = self.empty()
            self.succeeds(project, "init", name)
            self.works(project)

    def test_a_missing_folder_for_the_ini_stops_before_anything_is_made(self):
        project = self.empty()
        self.refuses(project, "-c", "nosuch/app.ini", "init", "migrations", mentions=["nosuch"])
        self.assertFalse(os.path.exists(project.path("migrations")))

    def test_it_says_what_it_makes(self):
        project = self.empty()
        lines = self.succeeds(project, "init", "migrations").err.splitlines()
        self.assertEqual(lines[0], "Creating directory %s ...  done" % project.path("migrations"))
        self.assertIn("Generating %s ...  done" % project.path("alembic.ini"), lines)
        self.assertEqual(lines[-1], "Please edit configuration/connection/logging settings in %s before proceeding." % project.path("alembic.ini"))
        project = self.empty()
        self.assertEqual(self.succeeds(project, "-q", "init", "migrations").err, "")


if __name__ == "__main__":
    unittest.main()
