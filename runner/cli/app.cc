#include "cli/app.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/completion_table.h"
#include "cli/error_report.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/version.h"

namespace runner::cli {
namespace {

// Everything that a parse fills in, and the command that it chose.
struct Invocation {
  GlobalOptions global;
  std::string config_file, url;
  InitOptions init;
  RevisionOptions revision;
  MergeOptions merge;
  MoveOptions upgrade, downgrade;
  StampOptions stamp;
  HistoryOptions history;
  HeadsOptions heads;
  CurrentOptions current;
  GraphOptions graph;
  ModelsOptions models;
  ReferenceOptions check;
  bool ensure_sql = false;
  std::string show_target, edit_target, shell;
  std::function<int()> command;
};

// What stands for a value in --help, and tells the completion what it can be.
constexpr const char* kRevision = "REVISION";
constexpr const char* kFile = "FILE";
constexpr const char* kFolder = "FOLDER";

template <class T>
CLI::Option* optional_text(CLI::App* app, const std::string& name, T& target, const std::string& help) {
  return app->add_option_function<std::string>(
      name, [&target](const std::string& text) { target = text; }, help);
}

void add_globals(CLI::App& app, Invocation& call) {
  GlobalOptions& global = call.global;
  app.add_option("-c,--config", global.session.config.files,
                 "configuration file, ini or TOML; default: $ALEMBIC_CONFIG, else alembic.ini")
      ->type_name(kFile)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("-n,--name", global.session.config.section, "section of the ini file to use")->default_str("alembic");
  app.add_option("-x", global.session.x, "a value for env.lua (repeatable)")
      ->type_name("KEY=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_flag("--raiseerr", global.raiseerr, "show the Lua traceback of an error");
  app.add_flag("-q,--quiet", global.quiet, "no logs and no status lines; results and errors stay");
  app.add_flag("-v,--verbose", global.verbose, "more of the command's output");
  optional_text(&app, "--url", global.session.config.url, "database URL; wins over every other source")->type_name("URL");
  app.add_flag("--json", global.json, "reading commands print one JSON document");
  app.add_option("--color", global.color, "when to use colour")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->default_str("auto");
  app.add_flag_callback(
      "--no-dotenv", [&global] { global.session.config.dotenv = false; }, "do not read .env");
  app.add_option("--lua-path", global.session.lua_path, "read runner's own Lua files from this folder (development)")->group("");
}

CLI::App* command(CLI::App& app, Invocation& call, const std::string& name, const std::string& help, const std::string& example,
                  std::function<int()> run) {
  CLI::App* sub = app.add_subcommand(name, help);
  sub->fallthrough();
  sub->group("Commands");
  sub->footer("Example:\n  " + example + "\n\nOptions for all commands (-c, -n, -x, -v, -q, --url, --json ...): runner --help");
  sub->callback([&call, run = std::move(run)] { call.command = run; });
  return sub;
}

void reference_options(CLI::App* sub, ReferenceOptions& options) {
  optional_text(sub, "--from-url", options.url, "a database that has the wanted tables, in place of models")->type_name("URL");
  optional_text(sub, "--from-sql", options.sql, "a file of SQL that makes them, loaded into a scratch database")
      ->type_name("FILE");
}

void add_writing_commands(CLI::App& app, Invocation& call) {
  CLI::App* init = command(app, call, "init", "Make a new migrations folder and alembic.ini", "runner init migrations",
                           [&call] { return cli::init(call.global, call.init); });
  init->add_option("directory", call.init.directory, "the folder to make")->type_name(kFolder)->required();
  init->add_option("-t,--template", call.init.tmpl, "generic, multidb or async")->type_name("NAME")->default_str("generic");
  init->add_flag_callback(
          "--package", [] {}, "Alembic's: Python packages need files that Lua does without")
      ->group("");
  command(app, call, "list_templates", "List what init can write", "runner list_templates",
          [&call] { return cli::list_templates(call.global); });

  CLI::App* revision = command(app, call, "revision", "Write a new migration script", "runner revision -m \"add user table\"",
                               [&call] { return cli::revision(call.global, call.revision); });
  optional_text(revision, "-m,--message", call.revision.message, "what the migration does");
  revision->add_flag("--autogenerate", call.revision.autogenerate, "fill it from the difference between models and database");
  reference_options(revision, call.revision.reference);
  revision->add_flag("--sql", call.revision.sql, "no database for env.lua (with revision_environment)");
  revision->add_option("--head", call.revision.head, "parent: an id, label, <branch>@head, base or heads")
      ->type_name(kRevision)
      ->default_str("head");
  revision->add_flag("--splice", call.revision.splice, "allow a parent that is not a head");
  optional_text(revision, "--branch-label", call.revision.branch_label, "label of the new branch")->type_name("LABEL");
  optional_text(revision, "--version-path", call.revision.version_path, "which version location to write to")->type_name(kFolder);
  optional_text(revision, "--rev-id", call.revision.rev_id, "identifier; default: random")->type_name("ID");
  revision->add_option("--depends-on", call.revision.depends_on, "revision or label that must be applied first (repeatable)")
      ->type_name(kRevision)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);

  CLI::App* merge = command(app, call, "merge", "Write a script that joins several heads",
                            "runner merge heads -m \"join branches\"", [&call] { return cli::merge(call.global, call.merge); });
  merge->add_option("revisions", call.merge.revisions, "two or more revisions, or heads")->type_name(kRevision)->required();
  optional_text(merge, "-m,--message", call.merge.message, "what the migration does");
  optional_text(merge, "--branch-label", call.merge.branch_label, "label of the new revision")->type_name("LABEL");
  optional_text(merge, "--rev-id", call.merge.rev_id, "identifier; default: random")->type_name("ID");
  merge->add_flag("--splice", call.merge.splice, "allow parents that are not heads");

  CLI::App* edit = command(app, call, "edit", "Open a script in $VISUAL or $EDITOR", "runner edit head",
                           [&call] { return cli::edit(call.global, call.edit_target); });
  edit->add_option("revision", call.edit_target, "a revision: an id, head, heads, current ...")->type_name(kRevision)->required();
}

void add_moving_commands(CLI::App& app, Invocation& call) {
  CLI::App* upgrade = command(app, call, "upgrade", "Bring the database up to a revision",
                              "runner upgrade head\n  runner upgrade head --sql > migration.sql",
                              [&call] { return cli::upgrade(call.global, call.upgrade); });
  CLI::App* downgrade = command(app, call, "downgrade", "Take the database back to a revision", "runner downgrade -1",
                                [&call] { return cli::downgrade(call.global, call.downgrade); });
  for (auto [sub, options] : {std::pair{upgrade, &call.upgrade}, std::pair{downgrade, &call.downgrade}}) {
    sub->add_option("revision", options->target, "a revision: head, an id, +N, -N, <branch>@head ...; with --sql also FROM:TO")
        ->type_name(kRevision)
        ->required();
    sub->add_flag("--sql", options->sql, "print the SQL instead of running it");
    optional_text(sub, "--tag", options->tag, "text for env.lua");
  }
  CLI::App* stamp = command(app, call, "stamp", "Set the version table without running anything", "runner stamp head",
                            [&call] { return cli::stamp(call.global, call.stamp); });
  stamp->add_option("revisions", call.stamp.targets, "one or more revisions: head, heads, base, an id ...")
      ->type_name(kRevision)
      ->required();
  stamp->add_flag("--sql", call.stamp.sql, "print the SQL instead of running it");
  stamp->add_flag("--purge", call.stamp.purge, "remove all rows first, unknown ones too");
  optional_text(stamp, "--tag", call.stamp.tag, "text for env.lua");
  CLI::App* ensure = command(app, call, "ensure_version", "Create the version table when it is missing", "runner ensure_version",
                             [&call] { return cli::ensure_version(call.global, call.ensure_sql); });
  ensure->add_flag("--sql", call.ensure_sql, "print the SQL instead of running it");
}

void add_reading_commands(CLI::App& app, Invocation& call) {
  CLI::App* check = command(app, call, "check", "Do models and database agree? Lists the differences, exit 3 when there are any",
                            "runner check --json\n  runner check --from-sql schema.sql",
                            [&call] { return cli::check(call.global, call.check); });
  reference_options(check, call.check);
  CLI::App* models = command(app, call, "models", "Write Lua models of the tables that a database has",
                             "runner models > models.lua\n  runner models --url sqlite:///shop.db -o models.lua",
                             [&call] { return cli::models(call.global, call.models); });
  models->add_option("--schema", call.models.schemas, "a schema to declare; default: the database's default one (repeatable)")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  optional_text(models, "-o,--output", call.models.output, "file to write instead of printing");
  models->add_flag("--force", call.models.force, "write over a file that is there");
  CLI::App* current = command(app, call, "current", "Show where the database stands", "runner current -v", [&call] {
    call.current.verbose = call.global.verbose;
    return cli::current(call.global, call.current);
  });
  current->add_flag("-c,--check-heads", call.current.check_heads, "exit 3 when the database is not at the heads");
  CLI::App* history =
      command(app, call, "history", "List the revisions, newest first", "runner history -r base:current -i", [&call] {
        call.history.verbose = call.global.verbose;
        return cli::history(call.global, call.history);
      });
  optional_text(history, "-r,--rev-range", call.history.range, "from one revision to another, both included")
      ->type_name("START:END");
  history->add_flag("-i,--indicate-current", call.history.indicate_current, "mark what the database has");
  CLI::App* heads = command(app, call, "heads", "List the heads of the history", "runner heads --resolve-dependencies", [&call] {
    call.heads.verbose = call.global.verbose;
    return cli::heads(call.global, call.heads);
  });
  heads->add_flag("--resolve-dependencies", call.heads.resolve_dependencies, "without heads that others depend on");
  command(app, call, "branches", "List the branch points", "runner branches -v",
          [&call] { return cli::branches(call.global, call.global.verbose); });
  CLI::App* show = command(app, call, "show", "Show one revision", "runner show head",
                           [&call] { return cli::show(call.global, call.show_target); });
  show->add_option("revision", call.show_target, "a revision: an id, head, heads, current ...")->type_name(kRevision)->required();
  command(app, call, "status", "Show database, current revision, heads, what is pending and who holds the lock, on one page",
          "runner status --url postgresql:///app", [&call] { return cli::status(call.global); });
  CLI::App* graph = command(app, call, "graph", "Draw the history", "runner graph\n  runner graph --format svg > history.svg",
                            [&call] { return cli::graph(call.global, call.graph); });
  graph->add_option("--format", call.graph.format, "what to draw")
      ->check(CLI::IsMember({"ascii", "dot", "mermaid", "svg", "html"}))
      ->default_str("ascii");
  optional_text(graph, "-r,--rev-range", call.graph.range, "a part of it, as for history")->type_name("START:END");
}

void add_completion(CLI::App& app, Invocation& call) {
  CLI::App* completion = command(app, call, "completion", "Print what makes a shell complete commands, options and revisions",
                                 "source <(runner completion bash)", [&app, &call] {
                                   write_stdout(completion_script(app, call.shell));
                                   return 0;
                                 });
  completion->add_option("shell", call.shell, "the name of a shell")->check(CLI::IsMember({"bash", "zsh", "fish"}))->required();
}

int fail(const Error& error, bool traceback, const Paint& paint) {
  const std::string text = describe(error, traceback, paint);
  std::fwrite(text.data(), 1, text.size(), stderr);
  return exit_status(error.code);
}

// CLI11's own words and statuses -> ours: 2, with what was meant.
int end_of_parse(const CLI::ParseError& error, CLI::App& app, const std::vector<std::string>& words) {
  if (error.get_exit_code() == 0) return app.exit(error);
  return fail(usage_error(app, error, words), false, Paint("auto", STDERR_FILENO));
}

}  // namespace

Paint stdout_paint(const GlobalOptions& global) {
  return {global.color, STDOUT_FILENO};
}

int run(int argc, char** argv) {
  Invocation call;
  CLI::App app("Database migrations in Lua for PostgreSQL and SQLite, with Alembic's commands", "runner");
  app.formatter(std::make_shared<HelpFormatter>());
  app.set_help_flag("-h,--help", "this text");
  app.set_version_flag("--version", std::string("runner ") + kVersion, "which version this is");
  app.get_formatter()->label("Positionals", "Arguments");
  app.footer("Options may stand before or behind the command. Each command shows an example: runner COMMAND --help");
  app.require_subcommand(1);
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);  // given twice, the last one counts
  add_globals(app, call);
  add_writing_commands(app, call);
  add_moving_commands(app, call);
  add_reading_commands(app, call);
  add_completion(app, call);
  std::vector<std::string> words;
  try {
    words = expand_prefixes(app, {argv + 1, argv + argc});
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(reversed);
    call.global.session.command = parsed_options(app);
  } catch (const CLI::ParseError& e) {
    return end_of_parse(e, app, words);
  } catch (const Error& e) {
    return fail(e, false, Paint("auto", STDERR_FILENO));
  }
  const Paint paint(call.global.color, STDERR_FILENO);
  try {
    interrupt::install();
    log::set_quiet(call.global.quiet);
    return call.command();
  } catch (const Error& e) {
    return fail(e, call.global.raiseerr, paint);
  } catch (const std::exception& e) {
    return fail(Error(ErrorCode::kInternal, e.what()), call.global.raiseerr, paint);
  }
}

}  // namespace runner::cli
