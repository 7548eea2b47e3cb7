"""env.lua and its context: every function and option, transactions that env.lua owns, hooks, several databases."""
import os
import unittest

from support import Case

CREATE = '  op.create_table("t_{0}", sa.Column("id", sa.Integer(), {{ primary_key = true }}))'
DROP = '  op.drop_table("t_{0}")'

# ${before} runs on the connection before configure(), ${options} are more options, ${run} is what happens then.
ENV = """local context = require "context"
local op, sa = require "op", require "sa"
local config = context.config
%(top)s
if context.is_offline_mode() then
  context.configure{ url = config:get_main_option "sqlalchemy.url", %(options)s }
  %(run)s
else
  context.engine_from_config(config:get_section(config.config_ini_section)):connect(function(connection)
    %(before)s
    context.configure{ connection = connection, %(options)s }
    %(run)s
    %(after)s
  end)
end
"""
RUN = "context.begin_transaction(function() context.run_migrations() end)"


class Environment(Case):
    def linear(self, env=None, ids=("aa01", "bb02"), **parts):
        project = self.project(**parts.pop("project", {}))
        down = None
        for rev in ids:
            project.script(rev, down, CREATE.format(rev), DROP.format(rev))
            down = rev
        if env or parts:
            parts = dict({"top": "", "before": "", "after": "", "options": "", "run": RUN}, **parts)
            project.write("migrations/env.lua", env or ENV % parts)
        return project

    def said(self, project, *command):
        """What env.lua printed (to stderr) on lines that begin with ">"."""
        return [line[2:] for line in self.succeeds(project, *command).err.splitlines() if line.startswith("> ")]


class Functions(Environment):
    SAY = 'local function say(...) local t = {} for i = 1, select("#", ...) do t[i] = tostring((select(i, ...))) end ' \
          'print("> " .. table.concat(t, " ")) end\n'

    def say(self, text, *command, ids=("aa01", "bb02"), run=RUN):
        return self.said(self.linear(top=self.SAY + text, ids=ids, run=run), *command)

    def test_x_arguments(self):
        self.assertEqual(self.say("for _, x in ipairs(context.get_x_argument()) do say(x) end", "-x", "a=b=c", "-x", "d", "current"),
                         ["a=b=c", "d"])
        self.assertEqual(self.say("local x = context.get_x_argument{ as_dictionary = true } say(x.a, x.d == '', x.e)",
                                  "-x", "a=1", "-x", "a=b=c", "-x", "d", "current"), ["b=c true nil"])
        self.assertEqual(self.say("say(#context.get_x_argument(), next(context.get_x_argument(true)))", "current"), ["0 nil"])

    def test_tag(self):
        self.assertEqual(self.say("say(context.get_tag_argument())", "upgrade", "--tag", "v1", "head"), ["v1"])
        self.assertEqual(self.say("say(context.get_tag_argument())", "upgrade", "head"), ["nil"])
        project = self.linear(options='tag = "mine"', run="print('> ' .. context.get_tag_argument()) " + RUN)
        self.assertEqual(self.said(project, "upgrade", "--tag", "v1", "head"), ["mine"])

    def test_head_revisions(self):
        self.assertEqual(self.say("say(context.get_head_revision(), #context.get_head_revisions(), context.get_head_revisions()[1])",
                                  "current"), ["bb02 1 bb02"])
        project = self.linear(top="context.get_head_revision()")
        project.script("cc03", "aa01")
        self.refuses(project, "current", mentions=["Multiple head", "bb02", "cc03"])

    def test_the_destination(self):
        say = "say(context.get_revision_argument())"
        self.assertEqual(self.say(say, "upgrade", "head"), ["bb02"])
        self.assertEqual(self.say(say, "upgrade", "aa"), ["aa01"])
        self.assertEqual(self.say(say, "upgrade", "+1"), ["+1"])
        self.assertEqual(self.say(say, "downgrade", "base"), ["nil"])
        self.assertEqual(self.say("say(type(context.get_revision_argument()), context.get_revision_argument()[1])", "stamp", "heads"),
                         ["table bb02"])
        self.refuses(self.linear(top=say.replace("say", "print")), "current", mentions=["no destination"])

    def test_the_start(self):
        say = "say(context.get_starting_revision_argument())"
        self.assertEqual(self.say(say, "upgrade", "aa01:head", "--sql"), ["aa01"])
        self.assertEqual(self.say(say, "upgrade", "head:head", "--sql"), ["bb02"])
        self.assertEqual(self.say(say, "upgrade", "head", "--sql"), ["nil"])
        self.refuses(self.linear(top=say.replace("say", "print")), "current", mentions=["No starting revision argument is available"])

    def test_mode(self):
        say = "say(context.is_offline_mode(), context.requires_connection())"
        self.assertEqual(self.say(say, "upgrade", "head"), ["false true"])
        self.assertEqual(self.say(say, "upgrade", "head", "--sql"), ["true false"])

    def test_before_configure_there_is_no_context(self):
        for call in ("get_context()", "get_bind()", "execute('SELECT 1')", "static_output('x')", "run_migrations()",
                     "begin_transaction(function() end)", "is_transactional_ddl()", "get_impl()"):
            with self.subTest(call):
                self.refuses(self.linear(top="context." + call), "upgrade", "head", mentions=["No context has been configured yet"])

    def test_the_script_directory(self):
        self.assertEqual(
            self.say("""local s = context.script
say(s:get_revision("bb").revision, s:get_revision("bb02").down_revision, s:get_revision("head").doc, s:get_revision("aa01").is_base)
say(type(s:get_revision("bb02").module.upgrade), s:get_current_head(), s:get_bases()[1], s:get_heads()[1], s:get_revision("base"))
for r in s:walk_revisions() do say(r.revision, type(r.module.downgrade)) end
for r in s:walk_revisions("bb02", "heads") do say(r.revision) end
say(#s:get_revisions{ "aa01", "bb02" })""", "current"),
            ["bb02 aa01 step bb02 true", "function bb02 aa01 bb02 nil", "bb02 function", "aa01 function", "bb02", "2"])

    LOADED = 'local op = require "op"\nlocal context = require "context"\n%s\nrevision, down_revision = "cc03", "bb02"\n' \
             'function upgrade() print("> " .. #context.script:get_heads() .. " " .. context.get_x_argument(true).a .. " " .. context.tag) end\n'

    def test_context_in_a_script_that_is_run_for_its_header(self):
        project = self.linear()
        at_top = 'context.tag = tostring(context.get_x_argument(true).a) .. tostring(context.config:get_main_option "script_location" ~= nil)'
        project.script("cc03", text=self.LOADED % at_top)
        for command in ("heads", "history", "current", "status"):
            self.succeeds(project, command)
        self.assertEqual(self.said(project, "-x", "a=1", "upgrade", "head"), ["1 1 1true"])

    def test_a_script_that_asks_for_the_history_while_it_is_read(self):
        project = self.linear(top="context.script:get_heads()")
        project.script("cc03", text=self.LOADED % "context.script:get_heads()")
        for command in ("heads", "current"):
            self.refuses(project, command, mentions=["while its scripts are being read", "cc03", "inside upgrade"], codes=(1,))

    def test_the_configured_context(self):
        say = """local c = context.get_context()
say(c.dialect.name, c.as_sql, c.opts.mine == nil, c.config == config, #c.get_current_heads(), c.get_current_revision())
say(context.is_transactional_ddl(), context.get_bind().dialect.name)
context.begin_transaction(function() context.run_migrations() end)
say(#c.get_current_heads(), c.get_current_revision())"""
        self.assertEqual(self.say("", "upgrade", "head", run=say),
                         ["sqlite false true true 0 nil", "true sqlite", "1 bb02"])
        self.assertEqual(self.say("", "upgrade", "aa01:head", "--sql", run=say)[0], "sqlite true true true 1 aa01")

    def test_config(self):
        project = self.linear(top=self.SAY + """
config:set_main_option("mine", "100%%")
config:set_section_option("other", "key", "value")
say(config:get_main_option("mine"), config:get_section_option("other", "key"), config:get_section("other").key, config:get_section("no"))
say(config:get_section("no", 7), config:get_main_option("absent", "fallback"), config.config_file_name:match("[^/]*$"))
config:print_stdout("%s pieces", "three")
config.attributes.number = 41
say(config.cmd_opts.sql, config.cmd_opts.x[1])
""", run="context.config.attributes.number = context.config.attributes.number + 1 " + RUN)
        project.script("cc03", "bb02", '  print("> " .. require("context").config.attributes.number)')
        got = self.succeeds(project, "-x", "one", "upgrade", "head")
        self.assertEqual(got.out, "three pieces\n")
        self.assertEqual([line[2:] for line in got.err.splitlines() if line.startswith("> ")],
                         ["100% value value nil", "7 fallback alembic.ini", "false one", "42"])

    def test_slips_are_pointed_out(self):
        connect = ":connect(function() end)"
        for text, mentions in (("config:get_main_optoin('x')", ["config.get_main_optoin: there is no such name", "did you mean get_main_option"]),
                               ("config.get_main_option('x')", ["config:get_main_option is called with a colon"]),
                               ("context.script:get_haeds()", ["did you mean get_heads"]), ("context.script.get_heads()", ["script:get_heads is called with a colon"]),
                               ("context.engine_from_config(config:get_section 'nosuch', { prefix = 'sqlalchemy.' })" + connect, ["the section is nil", "get_section"]),
                               ("context.engine_from_config({}, { prefix = 'sqlalchemy.' })" + connect, ["the section has no 'sqlalchemy.url'"]),
                               ("context.engine_from_config(config:get_section(), { prefix = 'db.' })" + connect, ["the section has no 'db.url'"])):
            project = self.linear(top=text)
            self.refuses(project, "upgrade", "head", mentions=mentions + [r"at migrations/env\.lua:\d"], codes=(1,))
        project = self.linear(top="config:print_stdout('%s b', 'a') config.print_stdout('c')")
        self.assertEqual(self.succeeds(project, "current").out, "a b\nc\n")
        self.assertEqual(self.say("say(config.nothing_like_it, context.script.nothing_like_it, config.attributes.x)", "current"), ["nil nil nil"])

    def test_the_parsed_command_line(self):
        top = self.SAY + """
local given, names = config.cmd_opts, {}
for name in pairs(given) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do
  local value = given[name]
  say(name .. "=" .. (type(value) == "table" and "{" .. table.concat(value, ",") .. "}" or tostring(value)))
end
"""
        def options(project, *args):
            return dict(line[2:].split("=", 1) for line in self.succeeds(project, *args).err.splitlines() if line.startswith("> "))
        project = self.linear(top=top, project={"ini": "revision_environment = true\n"})
        everywhere = {"config": "{}", "name": "alembic", "x": "{}", "raiseerr": "false", "quiet": "false", "verbose": "false", "json": "false",
                      "color": "auto", "no_dotenv": "false"}
        self.assertEqual(options(project, "upgrade", "+1", "--tag", "t=1", "-x", "a=b", "-x", "c"),
                         dict(everywhere, cmd="upgrade", revision="+1", tag="t=1", sql="false", x="{a=b,c}"))
        self.assertEqual(options(project, "stamp", "--purge", "aa01", "--sql=false"),
                         dict(everywhere, cmd="stamp", revisions="{aa01}", purge="true", sql="false"))
        self.assertEqual(options(project, "history", "-r", "aa01:", "-i", "-q"),
                         dict(everywhere, cmd="history", rev_range="aa01:", indicate_current="true", quiet="true"))
        self.assertEqual(options(project, "revision", "-m", "x y", "--rev-id", "zz09", "--depends-on", "aa01", "--splice"),
                         dict(everywhere, cmd="revision", message="x y", rev_id="zz09", depends_on="{aa01}", splice="true", head="head",
                              autogenerate="false", sql="false"))

    def test_execute_and_static_output(self):
        run = """context.begin_transaction(function()
      context.execute("CREATE TABLE before_all (x INTEGER)")
      context.static_output("-- by hand")
      context.run_migrations()
    end)"""
        project = self.linear(run=run, ids=("aa01",))
        out = self.succeeds(project, "upgrade", "head", "--sql").out
        self.assertLess(out.index("BEGIN"), out.index("CREATE TABLE before_all (x INTEGER);\n\n-- by hand\n\nCREATE TABLE alembic_version"))
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.tables(), ["alembic_version", "before_all", "t_aa01"])


class Options(Environment):
    def test_unknown_and_mistyped_options(self):
        self.refuses(self.linear(options="target_metdata = nil, version_tabel = 'x'"), "current", mentions=["version_tabel", "version_table"])
        self.refuses(self.linear(options="version_table = 7"), "current", mentions=["version_table", "string"])
        self.refuses(self.linear(options="transaction_per_migration = 'yes'"), "current", mentions=["true or false"])
        self.refuses(self.linear(options="on_version_apply = 'x'"), "current", mentions=["on_version_apply", "function"])
        self.refuses(self.linear(options="output_buffer = 7"), "current", mentions=["output_buffer"])
        self.refuses(self.linear(env='require("context").configure{ connection = { } }'), "current", mentions=["not an open connection"])
        self.refuses(self.linear(env='require("context").configure{ }'), "current", mentions=["connection is required"])
        self.refuses(self.linear(env="-- nothing"), "current", mentions=["context.configure"])

    def test_options_of_autogenerate_are_kept(self):
        project = self.linear(options="include_name = function() end, include_object = function() end, compare_type = false, "
                                      "include_schemas = true, render_as_batch = true, dialect_opts = { paramstyle = 'named' }, "
                                      "user_module_prefix = 'x.', template_args = { who = 'me' }, compare_server_default = true",
                              run=RUN + " print('> ' .. tostring(context.get_context().opts.template_args.who))")
        self.assertEqual(self.said(project, "upgrade", "head"), ["me"])

    def test_version_table(self):
        project = self.linear(options='version_table = "migrations", version_table_pk = false')
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.tables(), ["migrations", "t_aa01", "t_bb02"])
        self.assertNotIn("PRIMARY", project.sql("SELECT sql FROM sqlite_master WHERE name = 'migrations'")[0][0])
        self.assertEqual(self.succeeds(project, "current").out, "bb02 (head)\n")
        sql = self.succeeds(project, "upgrade", "head", "--sql").out
        self.assertIn("INSERT INTO migrations (version_num) VALUES ('aa01');", sql)

    def test_transactions(self):
        for options, ini, kept in (("", "", []), ("transaction_per_migration = true", "", ["aa01"]),
                                   ("", "transaction_per_migration = true\n", ["aa01"]),
                                   ("transaction_per_migration = false", "transaction_per_migration = true\n", []),
                                   ("transactional_ddl = false", "", ["aa01"])):
            with self.subTest(options=options, ini=ini):
                project = self.linear(options=options, project={"ini": ini})
                project.script("bb02", "aa01", 'error("stop")')
                got = project.run("upgrade", "head")
                self.assertEqual((got.code, project.rows()), (1, kept), repr(got))
                self.assertEqual("t_aa01" in project.tables(), bool(kept))

    def test_printed_transactions(self):
        counted = [self.succeeds(self.linear(options=options), "upgrade", "head", "--sql").out.count("BEGIN")
                   for options in ("", "transaction_per_migration = true", "transactional_ddl = false")]
        self.assertEqual(counted, [1, 2, 0])

    def test_starting_rev(self):
        project = self.linear(options='starting_rev = "aa01"')
        out = self.succeeds(project, "upgrade", "head", "--sql").out
        self.assertIn("UPDATE alembic_version SET version_num='bb02'", out)
        self.assertNotIn("CREATE TABLE t_aa01", out)
        self.refuses(project, "upgrade", "head", mentions=["starting_rev", "--sql"])

    def test_output_buffer(self):
        project = self.linear(options='output_buffer = "out.sql"')
        self.assertEqual(self.succeeds(project, "upgrade", "head", "--sql").out, "")
        self.assertIn("CREATE TABLE t_bb02", project.read("out.sql"))
        project = self.linear(top="local lines = { write = function(self, text) self.text = text end }",
                              options="output_buffer = lines", run=RUN)
        project.write("migrations/env.lua", project.read("migrations/env.lua") + "config.attributes.lines = lines")
        self.assertEqual(self.succeeds(project, "upgrade", "head", "--sql").out, "")
        project = self.linear(options="output_buffer = { write = function(self, text) print('> ' .. #text) end }")
        self.assertEqual(len(self.said(project, "upgrade", "head", "--sql")), 1)

    def test_dialect_name_needs_no_url(self):
        project = self.linear(env='local context = require "context"\ncontext.configure{ dialect_name = "postgresql" }\n' + RUN)
        self.assertIn("SERIAL", self.succeeds(project, "upgrade", "head", "--sql").out)

    def test_arguments_of_run_migrations_reach_the_scripts(self):
        project = self.linear(run='context.begin_transaction(function() context.run_migrations{ tenant = "one" } end)')
        text = project.read("migrations/versions/aa01_step_aa01.lua").replace("function upgrade()", "function upgrade(options)")
        project.write("migrations/versions/aa01_step_aa01.lua", text.replace("  op.create", '  print("> " .. options.tenant)\n  op.create'))
        self.assertEqual(self.said(project, "upgrade", "head"), ["one"])


class Hooks(Environment):
    HOOK = """function(call)
  local step = call.step
  local function list(ids) table.sort(ids) return "[" .. table.concat(ids, ",") .. "]" end
  print("> " .. table.concat({ step.is_upgrade and "up" or "down", tostring(step.is_stamp), tostring(step.is_migration),
    tostring(step.up_revision_id), list(step.up_revision_ids), list(step.down_revision_ids), list(step.source_revision_ids),
    list(step.destination_revision_ids), list(call.heads), call.ctx.dialect.name, tostring(call.run_args.who) }, " "))
end"""

    def hooked(self, hook=HOOK):
        project = self.linear(options="on_version_apply = " + hook,
                              run="context.begin_transaction(function() context.run_migrations{ who = 'me' } end)")
        project.script("cc03", None)
        project.script("dd04", ("bb02", "cc03"))
        return project

    def test_every_step_is_told(self):
        project = self.hooked()
        self.assertEqual(self.said(project, "upgrade", "heads"), [
            "up false true cc03 [cc03] [] [] [cc03] [cc03] sqlite me",
            "up false true aa01 [aa01] [] [] [aa01] [aa01,cc03] sqlite me",
            "up false true bb02 [bb02] [aa01] [aa01] [bb02] [bb02,cc03] sqlite me",
            "up false true dd04 [dd04] [bb02,cc03] [bb02,cc03] [dd04] [dd04] sqlite me"])
        self.assertEqual(self.said(project, "downgrade", "bb02"),
                         ["down false true dd04 [dd04] [bb02,cc03] [dd04] [bb02,cc03] [bb02,cc03] sqlite me"])
        self.assertEqual(self.said(project, "stamp", "aa01"), ["down true false bb02 [bb02] [aa01] [bb02] [aa01] [aa01,cc03] sqlite me"])
        self.assertEqual(self.said(project, "stamp", "dd04"),
                         ["up true false dd04 [dd04] [aa01,cc03] [aa01,cc03] [dd04] [dd04] sqlite me"])

    def test_offline_too(self):
        self.assertEqual(self.said(self.hooked(), "upgrade", "aa01", "--sql"), ["up false true aa01 [aa01] [] [] [aa01] [aa01] sqlite me"])

    def test_dependencies_count_as_parents(self):
        project = self.hooked()
        text = project.read("migrations/versions/cc03_step_cc03.lua")
        project.write("migrations/versions/cc03_step_cc03.lua", text.replace("depends_on = nil", 'depends_on = "aa01"'))
        self.assertIn("up false true cc03 [cc03] [aa01] [aa01] [cc03] [cc03] sqlite me", self.said(project, "upgrade", "cc03"))

    def test_revisions_behind_the_ids(self):
        project = self.hooked("{ function(call) print('> ' .. call.step.up_revision.doc .. ' ' .. #call.step.down_revisions) end }")
        self.assertEqual(self.said(project, "upgrade", "bb02"), ["step aa01 0", "step bb02 1"])

    def test_a_hook_shares_the_transaction(self):
        project = self.hooked("function(call) context.execute(\"INSERT INTO log VALUES ('\" .. call.heads[1] .. \"')\") "
                              "if call.heads[1] == 'bb02' then error('no') end end")
        project.sql("CREATE TABLE log (head TEXT)")
        self.refuses(project, "upgrade", "bb02", mentions=["no"])
        self.succeeds(project, "upgrade", "aa01")
        self.assertEqual(project.sql("SELECT head FROM log"), [("aa01",)])


class Transactions(Environment):
    """reference/alembic.md 5.4: who owns the transaction."""
    WRITE = 'connection:execute("CREATE TABLE own (x INTEGER)")'

    def test_what_was_not_committed_is_undone(self):
        project = self.linear(after=self.WRITE)
        got = self.succeeds(project, "upgrade", "head")
        self.assertRegex(got.err, r"WARN\w* +\[runner.env\] .*commit")
        self.assertEqual((project.tables(), project.rows()), (["alembic_version", "t_aa01", "t_bb02"], ["bb02"]))

    def test_commit_keeps_and_rollback_undoes(self):
        project = self.linear(before=self.WRITE + " connection:commit()", after='connection:execute("INSERT INTO own VALUES (1)") connection:rollback()')
        self.assertNotIn("runner.env", self.succeeds(project, "upgrade", "head").err)
        self.assertEqual(project.sql("SELECT count(*) FROM own"), [(0,)])
        self.assertEqual(project.rows(), ["bb02"])

    def test_begin_and_in_transaction(self):
        project = self.linear(before="""print("> " .. tostring(connection:in_transaction()))
    connection:begin(function() connection:execute("CREATE TABLE own (x INTEGER)") print("> " .. tostring(connection:in_transaction())) end)
    print("> " .. tostring(connection:in_transaction()))
    print("> " .. tostring(pcall(function() connection:begin(function() connection:execute("DROP TABLE own") error("no") end) end)))
    local t = connection:begin() connection:execute("DROP TABLE own") t:rollback()
    connection:execute("SELECT 1"):scalar()
    print("> " .. tostring(connection:in_transaction()))""")
        self.assertEqual(self.said(project, "upgrade", "head"), ["false", "true", "false", "false", "false"])
        self.assertIn("own", project.tables())

    def test_words_of_sql_do_the_same(self):
        project = self.linear(before='connection:execute("BEGIN") %s connection:execute("ROLLBACK") %s connection:execute("COMMIT")'
                              % (self.WRITE, self.WRITE.replace("own", "own2")))
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.tables(), ["alembic_version", "own2", "t_aa01", "t_bb02"])

    def test_what_no_transaction_may_hold_begins_none(self):
        project = self.linear(before='connection:execute("VACUUM") connection:execute("PRAGMA journal_mode = WAL")')
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.sql("PRAGMA journal_mode"), [("wal",)])
        project = self.linear(before='connection:execution_options{ isolation_level = "AUTOCOMMIT" }:execute("CREATE TABLE own (x INTEGER)")')
        self.succeeds(project, "upgrade", "head")
        self.assertIn("own", project.tables())

    def test_migrations_join_the_transaction_of_env_lua(self):
        for after, kept in (("connection:commit()", True), ("connection:rollback()", False), ("", True), ('error("no")', False)):
            for options in ("", "transaction_per_migration = true", "transactional_ddl = false"):
                with self.subTest(after=after, options=options):
                    project = self.linear(before=self.WRITE, after=after, options=options)
                    self.assertEqual(project.run("upgrade", "head").code, 1 if "error" in after else 0)
                    self.assertEqual(project.tables(), ["alembic_version", "own", "t_aa01", "t_bb02"] if kept else [])

    def test_a_failure_undoes_what_env_lua_did_in_the_same_transaction(self):
        project = self.linear(before=self.WRITE, after="connection:commit()")
        project.script("bb02", "aa01", 'error("stop")')
        self.refuses(project, "upgrade", "head", mentions=["stop", "rolled back: aa01, bb02"])

    def test_engine_begin_commits(self):
        env = ENV % {"top": "", "before": self.WRITE, "options": "", "run": RUN, "after": ""}
        project = self.linear(env=env.replace(":connect(", ":begin("))
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.tables(), ["alembic_version", "own", "t_aa01", "t_bb02"])
        project = self.linear(env=env.replace(":connect(", ":begin(").replace("    \n  end)", '    error("no")\n  end)'))
        self.refuses(project, "upgrade", "head", mentions=["no"])

    def test_dry_run(self):
        dry = "context.begin_transaction(function(transaction) context.run_migrations() transaction:rollback() end)"
        project = self.linear(run=dry)
        self.assertIn("Running upgrade aa01 -> bb02", self.succeeds(project, "upgrade", "head").err)
        self.assertEqual(project.tables(), [])
        self.succeeds(project, "current")
        project = self.linear(run=dry, options="transaction_per_migration = true")
        self.assertRegex(self.succeeds(project, "upgrade", "head").err, "WARN.*a transaction of its own")
        self.refuses(self.linear(run=dry), "upgrade", "head", "--sql", mentions=["rollback", "--sql"])

    def test_a_connection_ends_with_its_block(self):
        project = self.linear(env="""local context = require "context"
local kept
local engine = context.create_engine(context.config:get_main_option "sqlalchemy.url")
engine:connect(function(connection) kept = connection end)
print("> " .. select(2, pcall(function() kept:execute("SELECT 1") end)).message)
engine:connect(function(connection) context.configure{ connection = connection } %s end)""" % RUN)
        self.assertEqual(self.said(project, "upgrade", "head"), ["this connection is closed"])

    def test_two_connections_keep_apart(self):
        project = self.linear(env="""local context = require "context"
local other = context.create_engine("sqlite:///other.db")
context.engine_from_config(context.config:get_section("alembic")):connect(function(one)
  other:connect(function(two)
    two:execute("CREATE TABLE here (x INTEGER)")
    one:begin_nested(function() one:execute("CREATE TABLE there (x INTEGER)") two:execute("INSERT INTO here VALUES (1)") end)
    two:commit()
    one:commit()
    context.configure{ connection = one }
    %s
  end)
end)""" % RUN)
        self.succeeds(project, "upgrade", "head")
        self.assertEqual(project.tables(), ["alembic_version", "t_aa01", "t_bb02", "there"])


class SeveralRuns(Environment):
    """env.lua may configure and run several times, one database or tenant after the other."""
    ENV = """local context = require "context"
for _, name in ipairs{ "one", "two", "three" } do
  local function run()
    context.create_engine("sqlite:///" .. name .. ".db"):connect(function(connection)
      context.configure{ connection = connection }
      context.begin_transaction(function() context.run_migrations{ name = name } end)
    end)
  end
  %s
end
"""

    def rows(self, project, name):
        project.database = project.path(name + ".db")
        return project.rows()

    def failing_in_two(self, call):
        project = self.linear(env=self.ENV % call)
        project.script("bb02", "aa01", '  if select(1, ...).name == "two" then error("not here") end')
        text = project.read("migrations/versions/bb02_step_bb02.lua").replace("function upgrade()", "function upgrade(...)")
        project.write("migrations/versions/bb02_step_bb02.lua", text)
        return project

    def test_an_error_that_is_caught_lets_the_others_go_on(self):
        project = self.failing_in_two("pcall(run)")
        got = project.run("upgrade", "head")
        self.clear_message(got, ["not here", r"two\.db", "1 of 3 runs"], codes=(1,))
        self.assertEqual([self.rows(project, name) for name in ("one", "two", "three")], [["bb02"], [], ["bb02"]])

    def test_an_error_that_is_not_caught_stops(self):
        project = self.failing_in_two("run()")
        got = project.run("upgrade", "head")
        self.clear_message(got, ["not here", "1 of 2 runs"], codes=(1,))
        self.assertEqual([self.rows(project, name) for name in ("one", "two", "three")], [["bb02"], [], []])

    def test_connections_do_not_pile_up(self):
        project = self.linear(env=self.ENV.replace('ipairs{ "one", "two", "three" }', "ipairs(names)").replace(
            'local context = require "context"\n',
            'local context = require "context"\nlocal names = {} for i = 1, 100 do names[i] = "db" .. i end\n') % "run()", ids=("aa01",))
        self.succeeds(project, "upgrade", "head", preexec_fn=limit_open_files)
        self.assertEqual(self.rows(project, "db100"), ["aa01"])


def limit_open_files():
    import resource
    resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))


if __name__ == "__main__":
    unittest.main()
