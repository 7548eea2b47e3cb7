"""What alembic.ini (or TOML) can say: every key, hooks, log levels, sections; and where the rest of a real project keeps its settings."""
import datetime
import os
import re
import sys
import unittest

from support import Case

FIRST = '  op.create_table("first", sa.Column("id", sa.Integer(), { primary_key = true }))'


def files(project, *folder):
    base = project.path(*(folder or ("migrations", "versions")))
    found = []
    for above, _, names in os.walk(base):
        found += [os.path.relpath(os.path.join(above, name), base) for name in names]
    return sorted(found)


class NewFiles(Case):
    def new(self, ini, message="Add a column", rev="aa01", **options):
        project = self.project(ini=ini)
        self.succeeds(project, "revision", "-m", message, "--rev-id", rev, **options)
        return project

    def test_file_template_with_all_tokens(self):
        project = self.new("timezone = UTC\nfile_template = %%(year)d-%%(month).2d-%%(day).2d_%%(hour).2d%%(minute).2d%%(second).2d_"
                           "%%(epoch)s_%%(rev)s_%%(slug)s_100%%%%\n")
        name, = files(project)
        found = re.fullmatch(r"(\d{4}-\d\d-\d\d_\d{6})_(\d+)_aa01_add_a_column_100%\.lua", name)
        self.assertTrue(found, name)
        utc = datetime.datetime.strptime(found.group(1), "%Y-%m-%d_%H%M%S").replace(tzinfo=datetime.timezone.utc)
        self.assertEqual(int(utc.timestamp()), int(found.group(2)))

    def test_file_template_with_folders(self):
        ini = "file_template = %%(year)d/%%(month).2d/%%(rev)s\n"
        project = self.new(ini)
        name, = files(project)
        self.assertRegex(name, r"\A\d{4}/\d\d/aa01\.lua\Z")
        self.assertEqual(self.succeeds(project, "heads").out, "")  # not looked for
        project.write("alembic.ini", project.read("alembic.ini") + "recursive_version_locations = true\n")
        self.assertEqual(self.succeeds(project, "heads").out, "aa01 (head)\n")

    def test_bad_file_templates(self):
        for template, words in (("%%(rve)s", "did you mean 'rev'"), ("../%%(rev)s", "leads out"), ("/tmp/%%(rev)s", "leads out"), ("%%(rev)q", "rev"), ("x/", "no file name")):
            with self.subTest(template=template):
                self.refuses(self.project(ini="file_template = %s\n" % template), "revision", "-m", "x", mentions=[words])

    def test_time_zones(self):
        for zone, offset in (("UTC", "+00:00"), ("utc", "+00:00"), ("Asia/Tokyo", "+09:00"), ("America/St_Johns", "-0[23]:30")):
            project = self.new("timezone = %s\n" % zone)
            offset = offset.replace("+", r"\+")
            self.assertRegex(project.read("migrations/versions/aa01_add_a_column.lua"), r"(?m)^-- Create Date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}%s$" % offset)
        project = self.new("", env={"TZ": "UTC"})
        self.assertRegex(project.read("migrations/versions/aa01_add_a_column.lua"), r"(?m)^-- Create Date: [^+]*\.\d{6}$")
        self.refuses(self.project(ini="timezone = Mars/Olympus\n"), "revision", "-m", "x", mentions=["Can't locate timezone: Mars/Olympus"])

    def test_slugs(self):
        for ini, message, name in (("", "Add: the 'Größe' of a_thing!", "aa01_add_the_größe_of_a_thing.lua"),
                                   ("", "one two three four five six seven eight nine ten", "aa01_one_two_three_four_five_six_seven_eight_.lua"),
                                   ("truncate_slug_length = 10\n", "hello wide world", "aa01_hello_.lua"),
                                   ("truncate_slug_length = 0\n", "one two three four five six seven eight nine ten",
                                    "aa01_one_two_three_four_five_six_seven_eight_.lua"),
                                   ("truncate_slug_length = 60\n", "one two three four five six seven eight nine ten",
                                    "aa01_one_two_three_four_five_six_seven_eight_nine_ten.lua"), ("", "../../etc/passwd", "aa01_etc_passwd.lua")):
            self.assertEqual(files(self.new(ini, message=message)), [name])
        self.refuses(self.project(ini="truncate_slug_length = short\n"), "revision", "-m", "x", mentions=["truncate_slug_length", "short"])

    def test_output_encoding(self):
        self.new("output_encoding = utf-8\n")
        self.refuses(self.project(ini="output_encoding = latin-1\n"), "revision", "-m", "x", mentions=["output_encoding", "latin-1"])


class Locations(Case):
    def test_every_separator(self):
        for key, word, sign in (("path_separator", "os", ":"), ("path_separator", ":", ":"), ("path_separator", ";", ";"), ("path_separator", "space", " "),
                                ("path_separator", "newline", "\n    "), ("version_path_separator", ":", ":"), (None, None, " "), (None, None, ", ")):
            with self.subTest(key=key, word=word):
                ini = "version_locations = %%(here)s/one%s%%(here)s/two\n" % sign
                project = self.project(ini=ini + ("%s = %s\n" % (key, word) if key else ""))
                for place, rev, down in (("one", "aa01", "nil"), ("two", "bb02", '"aa01"')):
                    os.mkdir(project.path(place))
                    project.write("%s/x_%s.lua" % (place, rev), 'revision = "%s"\ndown_revision = %s\nfunction upgrade() end\n' % (rev, down))
                self.assertEqual(self.succeeds(project, "history").out, "aa01 -> bb02 (head)\n<base> -> aa01\n")
        self.refuses(self.project(ini="version_locations = a|b\npath_separator = |\n"), "heads",
                     mentions=[r"'\|' is not a valid value for path_separator; expected 'space', 'newline', 'os', ':', ';'"])

    def test_a_name_with_a_space_needs_another_separator(self):
        project = self.project(ini="version_locations = %(here)s/my versions;%(here)s/b\npath_separator = ;\n")
        os.mkdir(project.path("my versions"))
        project.write("my versions/x.lua", 'revision = "aa01"\ndown_revision = nil\n')
        self.assertEqual(self.succeeds(project, "heads").out, "aa01 (head)\n")

    def test_a_location_given_twice_is_read_once(self):
        project = self.project(ini="version_locations = %(here)s/migrations/versions %(here)s/again\n")
        project.script("aa01")
        os.symlink(project.versions, project.path("again"))
        got = self.succeeds(project, "heads")
        self.assertEqual(got.out, "aa01 (head)\n")
        self.assertIn("loaded twice! ignoring", got.err)

    def test_require_finds_modules(self):
        project = self.project(ini="prepend_sys_path = lib:%(here)s/more\n")
        for folder, name in (("lib", "one"), ("more", "two"), ("migrations", "three")):
            os.makedirs(project.path(folder), exist_ok=True)
            project.write("%s/%s.lua" % (folder, name), 'return "%s"\n' % name)
        project.script("aa01", None, '  for _, m in ipairs{ "one", "two", "three" } do op.execute("CREATE TABLE t_" .. require(m) .. " (x int)") end')
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.tables(), ["alembic_version", "t_one", "t_three", "t_two"])


class Hooks(Case):
    def hooks(self, text, ini=""):
        return self.project(ini=ini + "\n[post_write_hooks]\n" + text)

    def tool(self, project, name, body):
        os.chmod(project.write(name, "#!/bin/sh\n" + body), 0o755)

    def test_they_run_in_order_on_the_new_file(self):
        project = self.hooks("hooks = mark, show\nmark.type = exec\nmark.executable = %(here)s/mark\nshow.type = console_scripts\nshow.entrypoint = show\n"
                             "show.options = --file 'REVISION_SCRIPT_FILENAME' \"two words\"\nshow.cwd = %(here)s/migrations\n")
        os.mkdir(project.path("bin"))
        self.tool(project, "mark", 'echo "-- marked" >> "$1"\n')
        self.tool(project, "bin/show", 'printf "%s|" "$@"; pwd; tail -n 1 "$2"\n')
        got = self.succeeds(project, "revision", "-m", "x", "--rev-id", "aa01", env={"PATH": project.path("bin") + ":/usr/bin:/bin"})
        path = project.path("migrations/versions/aa01_x.lua")
        self.assertEqual(got.out, "")
        self.assertEqual(got.err.splitlines()[1:], [
            "Running post write hook 'mark' ...", "  done", "Running post write hook 'show' ...",
            "--file|%s|two words|%s" % (path, project.path("migrations")), "-- marked", "  done"])
        self.assertTrue(project.read("migrations/versions/aa01_x.lua").endswith("-- marked\n"))

    def test_they_run_after_merge_too(self):
        project = self.hooks("hooks = mark\nmark.type = exec\nmark.executable = %(here)s/mark\n")
        self.tool(project, "mark", 'echo "-- marked" >> "$1"\n')
        for rev in ("aa01", "bb02"):
            project.script(rev)
        self.succeeds(project, "merge", "heads", "--rev-id", "cc03", "-m", "x")
        self.assertTrue(project.read("migrations/versions/cc03_x.lua").endswith("-- marked\n"))

    def test_a_module_of_python(self):
        project = self.hooks("hooks = m\nm.type = module\nm.module = hookmodule\n")
        project.write("hookmodule.py", "import sys\nopen(sys.argv[1], 'a').write('-- by python\\n')\n")
        self.succeeds(project, "revision", "-m", "x", "--rev-id", "aa01", env={"PATH": os.path.dirname(sys.executable) + ":/usr/bin:/bin"})
        self.assertTrue(project.read("migrations/versions/aa01_x.lua").endswith("-- by python\n"))

    def test_a_failing_hook_fails_the_command_and_leaves_the_file(self):
        for body, status in (("exit 3\n", "status 3"), ("kill -9 $$\n", "status 137")):
            project = self.hooks("hooks = bad, never\nbad.type = exec\nbad.executable = %(here)s/bad\nnever.type = exec\nnever.executable = %(here)s/never\n")
            self.tool(project, "bad", body)
            self.tool(project, "never", "touch reached\n")
            got = project.run("revision", "-m", "x", "--rev-id", "aa01")
            self.clear_message(got, mentions=["'bad'", status, r"aa01_x\.lua"], codes=(1,))
            self.assertEqual(files(project), ["aa01_x.lua"])
            self.assertFalse(os.path.exists(project.path("reached")))
            self.assertEqual(self.succeeds(project, "heads").out, "aa01 (head)\n")

    def test_a_hook_that_is_not_installed(self):
        project = self.hooks("hooks = fmt\nfmt.type = exec\nfmt.executable = nosuchformatter\n")
        self.clear_message(project.run("revision", "-m", "x"), mentions=["'fmt'", "nosuchformatter is not installed"], codes=(1,))

    def test_bad_settings_of_hooks(self):
        for text, words in (("hooks = a\n", r"Key 'a\.type'.* is required for post write hook 'a'"), ("hooks = a\na.type = magic\n", "No formatter with name 'magic'"),
                            ("hooks = a\na.type = exec\n", r"Key a\.executable is required"), ("hooks = a\na.type = console_scripts\n", r"Key a\.entrypoint is required"),
                            ("hooks = a\na.type = exec\na.executable = true\na.options = 'open\n", "unbalanced quotes")):
            self.refuses(self.hooks(text), "revision", "-m", "x", mentions=[words, r"at alembic\.ini:\d"], codes=(1,))
        self.refuses(self.hooks("hooks = a\na.tpye = exec\n"), "revision", "-m", "x", mentions=["there is a.tpye; did you mean a.type"], codes=(1,))


class Logging(Case):
    def upgrade(self, sections, *args):
        project = self.project(ini=sections)
        project.script("aa01", None, FIRST)
        return self.succeeds(project, *args, "upgrade", "head").err

    def test_levels_by_logger(self):
        steps, sql = "INFO  [runner.migration] Running upgrade  -> aa01", "CREATE TABLE first"
        for sections, has in (("", (True, False)), ("[logger_runner]\nlevel = WARNING\n", (False, False)), ("[logger_alembic]\nlevel = WARN\n", (False, False)),
                              ("[logger_sql]\nlevel = INFO\n", (True, True)), ("[logger_sqlalchemy]\nlevel = INFO\nqualname = sqlalchemy.engine\n", (True, True)),
                              ("[logger_x]\nlevel = ERROR\nqualname = alembic.runtime.migration\n", (False, False)), ("[logger_root]\nlevel = DEBUG\n", (True, True)),
                              ("[loggers]\nkeys = root\n[logger_root]\nlevel = WARN\nhandlers = console\n[logger_sql]\nlevel = INFO\n", (False, False))):
            with self.subTest(sections=sections):
                err = self.upgrade(sections)
                self.assertEqual((steps in err, sql in err), has, err)

    def test_quiet_wins(self):
        self.assertEqual(self.upgrade("[logger_root]\nlevel = DEBUG\n", "-q"), "")

    def test_an_unknown_level(self):
        self.refuses(self.project(ini="[logger_sql]\nlevel = LOUD\n"), "upgrade", "head", mentions=[r"alembic\.ini:5", "LOUD", "DEBUG"])

    def test_where_the_url_came_from_is_said(self):
        project = self.project()
        url = "sqlite:///" + project.path("other.db")
        self.assertNotIn("runner.config", self.succeeds(project, "current").err)
        self.assertIn("INFO  [runner.config] Database %s, from --url\n" % url, self.succeeds(project, "--url", url, "current").err)
        self.assertIn("Database %s, from DATABASE_URL\n" % url, self.succeeds(project, "current", env={"DATABASE_URL": url}).err)
        project.write(".env", "SQLALCHEMY_DATABASE_URI=%s\n" % url)
        self.assertIn("from SQLALCHEMY_DATABASE_URI\n", self.succeeds(project, "current").err)


class Sections(Case):
    def test_one_section_an_environment(self):
        project = self.project()
        project.script("aa01", None, FIRST)
        project.write("alembic.ini", "[DEFAULT]\nscript_location = %(here)s/migrations\nstage = none\n\n[alembic]\nsqlalchemy.url = sqlite:///%(here)s/%(stage)s.db\n\n"
                                     "[prod]\nstage = production\nsqlalchemy.url = sqlite:///%(here)s/%(stage)s.db\ntransaction_per_migration = true\n")
        self.succeeds(project, "-n", "prod", "upgrade", "head")
        self.assertEqual([name for name in os.listdir(project.root) if name.endswith(".db")], ["production.db"])
        self.assertIn("aa01", self.succeeds(project, "current", "--name", "prod").out)
        self.refuses(project, "-n", "production", "upgrade", "head", mentions=["production", "'alembic', 'prod'"])

    def test_values_from_the_environment_and_literal_percent(self):
        project = self.project()
        project.script("aa01", None, FIRST)
        project.write("alembic.ini", "[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = sqlite:///%(here)s/%(STAGE)s%%20x.db\n")
        self.succeeds(project, "upgrade", "head", env={"STAGE": "live"})
        self.assertTrue(os.path.exists(project.path("live%20x.db")) or os.path.exists(project.path("live x.db")))
        self.refuses(project, "upgrade", "head", mentions=["STAGE", r"alembic\.ini:3"])

    def test_continuation_lines_comments_colons_and_case(self):
        project = self.project()
        os.mkdir(project.path("two"))
        project.script("aa01")
        project.write("alembic.ini", "; first\n[alembic]\nSCRIPT_LOCATION : %(here)s/migrations\n# a comment\nversion_locations =\n    %(here)s/migrations/versions\n"
                                     "    # between\n    %(here)s/two\npath_separator = newline\nsqlalchemy.url: sqlite://\n")
        self.assertEqual(self.succeeds(project, "heads").out, "aa01 (head)\n")


class Toml(Case):
    def toml(self, text, name="pyproject.toml"):
        project = self.project()
        os.unlink(project.path("alembic.ini"))
        project.script("aa01", None, FIRST)
        project.write(name, '[project]\nname = "x"\n\n[tool.alembic]\nscript_location = "%(here)s/migrations"\n' + text)
        return project

    def test_a_project_without_an_ini(self):
        for name in ("pyproject.toml", "runner.toml"):
            project = self.toml('sqlalchemy.url = "sqlite:///%(here)s/test.db"\nversion_locations = ["%(here)s/migrations/versions", "%(here)s/more here"]\n'
                                'file_template = "%%(rev)s"\ntruncate_slug_length = 60\n[tool.alembic.logger_sql]\nlevel = "INFO"\n', name=name)
            self.assertIn("CREATE TABLE first", self.succeeds(project, "upgrade", "head").err)
            self.assertEqual(project.rows(), ["aa01"])
            self.succeeds(project, "revision", "--head", "base", "--version-path", "more here", "--rev-id", "bb02")
            self.assertEqual(files(project, "more here"), ["bb02.lua"])
            self.assertIn("(from %s [tool.alembic])" % name, self.succeeds(project, "status").out)

    def test_hooks(self):
        project = self.toml('[[tool.alembic.post_write_hooks]]\nname = "mark"\ntype = "exec"\nexecutable = "%(here)s/mark"\n')
        os.chmod(project.write("mark", '#!/bin/sh\necho "-- marked" >> "$1"\n'), 0o755)
        self.succeeds(project, "revision", "-m", "x", "--rev-id", "bb02")
        self.assertTrue(project.read("migrations/versions/bb02_x.lua").endswith("-- marked\n"))

    def test_database_and_logging_in_a_short_ini(self):
        project = self.toml('version_table = "from_toml"\nfile_template = "toml"\n')
        project.write("alembic.ini", "[alembic]\nsqlalchemy.url = sqlite:///%(here)s/test.db\nfile_template = ini\n\n[logger_runner]\nlevel = WARN\n")
        self.assertEqual(self.succeeds(project, "upgrade", "head").err, "")
        self.assertEqual(project.tables(), ["first", "from_toml"])
        self.succeeds(project, "revision", "-m", "x")
        self.assertIn("ini.lua", files(project))

    def test_named_by_option_or_variable(self):
        project = self.toml('sqlalchemy.url = "sqlite:///%(here)s/test.db"\n', name="conf.toml")
        self.assertEqual(self.succeeds(project, "-c", "conf.toml", "heads").out, "aa01 (head)\n")
        self.assertEqual(self.succeeds(project, "heads", env={"ALEMBIC_CONFIG": project.path("conf.toml")}).out, "aa01 (head)\n")
        self.refuses(project, "-c", "a.ini", "-c", "b.ini", "heads", mentions=["only one ini file"], codes=(2,))
        self.refuses(project, "-c", "conf.toml", "-c", "conf.toml", "heads", mentions=["conf.toml indicated more than once"], codes=(2,))

    def test_broken_toml_is_one_clear_error(self):
        for text, words in (("a = = 1\n", r"pyproject\.toml:6"), ("a = 1979-05-27\n", r"pyproject\.toml:6"), ('recursive_version_locations = "maybe"\n', r"pyproject\.toml:6")):
            self.refuses(self.toml(text), "heads", mentions=[words])
        project = self.toml("")
        project.write("pyproject.toml", "[tool.black]\n")
        self.refuses(project, "heads", mentions=["script_location", "pyproject.toml"])


if __name__ == "__main__":
    unittest.main()
