#include "engine/env.h"

#include "base/interrupt.h"
#include "base/log.h"
#include "base/text.h"
#include "engine/backends.h"
#include "engine/context_options.h"
#include "engine/context_natives.h"
#include "engine/replay.h"
#include "engine/version_table.h"
#include "script/embedded.h"

namespace runner::engine {
namespace {

constexpr const char* kLogger = "runner.migration";
constexpr const char* kTargetKey = "__target";

}  // namespace

struct Environment::Engine {
  Url url;
};

struct Environment::Target {
  std::string database;      // the URL, for messages
  std::unique_ptr<sql::Dialect> dialect;
  std::unique_ptr<db::Connection> connection;
  std::unique_ptr<Executor> executor;
  std::unique_ptr<SqlPrinter> printer;
  ContextOptions options;
  bool configured = false;
  bool announced = false;
  int scopes = 0;            // context.begin_transaction calls that are running
  bool scope_begun = false;  // ... and the transaction they asked for has begun

  ops::OpSink& sink() { return printer ? static_cast<ops::OpSink&>(*printer) : *executor; }
  bool scope_owns() const { return scopes > 0 && options.transactional && !options.per_migration; }
};

Environment::Environment(Session& session, Task task) : session_(session), task_(std::move(task)) {}

Environment::~Environment() { session_.module().set_sink(nullptr); }

void Environment::run() {
  host::State& lua = session_.lua();
  lua.provide("context", make_context());
  const std::string file = session_.scripts().env_file();
  const std::string name = file.empty() ? "env.lua (built in)" : session_.scripts().display_path(file);
  const std::string source = file.empty() ? std::string(script::embedded_template("generic/env.lua").value()) : text::read_file(file);
  try {
    lua.run(name, source);
  } catch (const Error&) {
    if (!first_error_) throw;
  }
  if (first_error_) throw *first_error_;
  for (const auto& target : targets_) {
    if (!target->printer) continue;
    const std::string text = target->printer->finish();
    if (target->options.output_file.empty()) {
      output_ += text;
    } else {
      text::write_file(target->options.output_file, text);
    }
  }
  if (!current_) {
    throw Error(ErrorCode::kConfig, "env.lua did not call context.configure() and context.run_migrations()")
        .at(name)
        .with_hint("see the env.lua that `runner init` writes");
  }
}

std::string Environment::take_output() { return std::move(output_); }

std::string Environment::database() const { return current_->database; }

std::optional<std::string> Environment::writer() const {
  const ops::VersionTable& table = current_->options.version_table;
  return current_->connection->writer(current_->dialect->qualified(table.schema, table.table));
}

Environment::Target& Environment::target() {
  if (!current_ || !current_->configured) {
    throw Error(ErrorCode::kConfig, "No context has been configured yet.").with_hint("call context.configure{ ... } first");
  }
  return *current_;
}

// --url beats what env.lua set, which beats the environment and the ini.
std::optional<Config::FoundUrl> Environment::found_url() const {
  auto found = session_.config().url();
  if (url_of_env_ && (!found || found->source != "--url")) return Config::FoundUrl{*url_of_env_, "env.lua"};
  return found;
}

Url Environment::url() const {
  const auto found = found_url();
  if (!found) {
    throw Error(ErrorCode::kConfig, "no database URL: no sqlalchemy.url in [" + session_.config().section() + "] of " +
                                        session_.config().file())
        .with_hint("set sqlalchemy.url there, or DATABASE_URL, or pass --url");
  }
  return Url::parse(found->text);
}

void Environment::log_source(const Url& url) const {
  const auto found = found_url();
  if (!found || Url::parse(found->text).redacted() != url.redacted()) return;
  const std::string line = "Database " + url.redacted() + ", from " + found->source;
  found->from_file ? log::debug("runner.config", line) : log::info("runner.config", line);
}

// ---- what env.lua calls ----

host::Ref Environment::make_context() {
  host::State& lua = session_.lua();
  host::Ref natives = lua.table();
  add_config_natives(natives, session_, *this);
  add_script_natives(natives, session_, task_);
  const auto add = [&](const char* name, host::Native native) { natives.set(name, lua.function(name, std::move(native))); };
  using Refs = std::vector<host::Ref>;
  const auto first = [](const Refs& args) { return args.empty() ? host::Ref() : args.front(); };
  add("configure", [this, first](host::State&, const Refs& args) -> Refs { configure(first(args)); return {}; });
  add("begin_transaction", [this, first](host::State&, const Refs& args) -> Refs { begin_transaction(first(args)); return {}; });
  add("run_migrations", [this, first](host::State&, const Refs& args) -> Refs { run_migrations(first(args)); return {}; });
  add("open_transaction", [this](host::State&, const Refs&) -> Refs { open_scope(target()); return {}; });
  add("require_configured", [this](host::State&, const Refs&) -> Refs { target(); return {}; });
  add("is_transactional_ddl", [this](host::State& state, const Refs&) -> Refs { return {state.boolean(target().options.transactional)}; });
  add("static_output", [this, first](host::State&, const Refs& args) -> Refs {
    target().sink().accept(ops::StaticOutput{first(args).string().value_or("")}, {});
    return {};
  });
  add("create_engine", [this, first](host::State&, const Refs& args) -> Refs {
    return {create_engine(Url::parse(first(args).string().value_or("")))};
  });
  add("engine_from_url", [this](host::State&, const Refs& args) -> Refs {
    const auto text = args.empty() ? std::nullopt : args[0].string();
    return {create_engine(text ? Url::parse(*text) : url())};
  });
  add("unknown_function", [this, first](host::State&, const Refs& args) -> Refs {
    const std::string name = first(args).string().value_or("");
    std::vector<std::string> known;
    for (const auto& [key, value] : context_.pairs()) known.push_back(key);
    const std::string near = nearest(name, known);
    throw Error(ErrorCode::kConfig, "context." + name + ": there is no such function")
        .with_hint(near.empty() ? "see the env.lua that `runner init` writes" : "did you mean context." + near + "?");
  });
  natives.set("op", session_.module().op());
  context_ = lua.load_builtin("context", natives);
  return context_;
}

host::Ref Environment::create_engine(const Url& url) {
  host::State& lua = session_.lua();
  engines_.push_back(std::make_unique<Engine>(Engine{url}));
  Engine* engine = engines_.back().get();
  host::Ref object = lua.table();
  using Refs = std::vector<host::Ref>;
  // engine:connect(fn): the first argument is the engine object itself.
  const auto connect_native = [this, engine](host::State&, const Refs& args) -> Refs {
    if (args.size() < 2 || !args[1].is_function()) {
      throw Error(ErrorCode::kConfig, "engine:connect needs a function").with_hint("engine:connect(function(connection) ... end)");
    }
    connect(*engine, args[1]);
    return {};
  };
  host::Ref dialect = lua.table();
  dialect.set("name", lua.string(url.backend));
  object.set("connect", lua.function("connect", connect_native));
  object.set("begin", lua.function("begin", connect_native));
  object.set("dispose", lua.function("dispose", [](host::State&, const Refs&) -> Refs { return {}; }));
  object.set("dialect", dialect);
  object.set("url", lua.string(url.redacted()));
  return object;
}

void Environment::connect(Engine& engine, const host::Ref& fn) {
  host::State& lua = session_.lua();
  targets_.push_back(std::make_unique<Target>());
  Target& made = *targets_.back();
  made.dialect = dialect_for(engine.url);
  made.database = engine.url.redacted();
  log_source(engine.url);
  made.connection = engine::connect(engine.url);
  made.connection->on_notice([](const std::string& line) { log::info("runner.server", line); });
  made.executor = std::make_unique<Executor>(*made.connection, *made.dialect);
  interrupt::Poke poke([](void* connection) { static_cast<db::Connection*>(connection)->interrupt(); }, made.connection.get());

  using Refs = std::vector<host::Ref>;
  const auto nothing = [](host::State&, const Refs&) -> Refs { return {}; };
  ops::OpSink* const before = session_.module().set_sink(made.executor.get());
  host::Ref connection = session_.module().connection(lua.function("commit", nothing), lua.function("rollback", nothing));
  connection.set(kTargetKey, lua.number(static_cast<double>(targets_.size())));
  try {
    lua.call(fn, {connection});
  } catch (...) {
    session_.module().set_sink(before);
    made.executor->rollback();
    throw;
  }
  session_.module().set_sink(before);
  made.executor->rollback();   // what env.lua itself left open
}

void Environment::configure(const host::Ref& options) {
  check_configure_keys(options);
  const host::Ref connection = options.get("connection");
  Target* chosen = nullptr;
  if (!connection.is_nil()) {
    const auto index = connection.get(kTargetKey).number();
    if (!index) {
      throw Error(ErrorCode::kConfig, "context.configure: connection is not a connection")
          .with_hint("pass what engine:connect(function(connection) ... end) gives");
    }
    chosen = targets_.at(static_cast<std::size_t>(*index) - 1).get();
  } else {
    if (!task_.as_sql) {
      throw Error(ErrorCode::kConfig, "context.configure: connection is required when not in --sql mode")
          .with_hint("context.configure{ connection = connection, ... }");
    }
    targets_.push_back(std::make_unique<Target>());
    chosen = targets_.back().get();
    const auto name = options.get("dialect_name").string();
    const auto text = options.get("url").string();
    chosen->dialect = name ? dialect_named(*name) : dialect_for(text ? Url::parse(*text) : url());
  }
  if (task_.as_sql && !chosen->printer) chosen->printer = std::make_unique<SqlPrinter>(*chosen->dialect);
  current_ = chosen;
  configure_run(*chosen, options);
}

void Environment::configure_run(Target& configured, const host::Ref& given) {
  host::State& lua = session_.lua();
  configured.options = read_context_options(given, session_.config(), *configured.dialect);
  configured.configured = true;
  configured.announced = false;
  sql::CompileOptions compile;
  compile.naming = configured.options.naming;
  compile.printed = task_.as_sql;
  if (configured.printer) {
    configured.printer->set_options(std::move(compile));
    configured.printer->set_transactional(configured.options.transactional);
  } else {
    configured.executor->set_options(std::move(compile));
  }
  session_.module().set_sink(&configured.sink());
  host::Ref fields = lua.table();
  fields.set("config", context_.get("config"));
  fields.set("script", context_.get("script"));
  fields.set("opts", given);
  session_.module().set_context_fields(fields);
}

void Environment::announce(Target& configured) {
  if (configured.announced) return;
  configured.announced = true;
  log::info(kLogger, "Context impl " + configured.dialect->impl_name() + ".");
  if (task_.as_sql) log::info(kLogger, "Generating static SQL");
  log::info(kLogger, std::string("Will assume ") + (configured.options.transactional ? "" : "non-") + "transactional DDL.");
}

void Environment::open_scope(Target& configured) {
  if (!configured.scope_owns() || configured.scope_begun) return;
  configured.sink().accept(ops::Begin{}, {});
  configured.scope_begun = true;
}

void Environment::begin_transaction(const host::Ref& fn) {
  Target& configured = target();
  if (!fn.is_function()) {
    throw Error(ErrorCode::kConfig, "context.begin_transaction needs a function")
        .with_hint("context.begin_transaction(function() context.run_migrations() end)");
  }
  ++configured.scopes;
  try {
    session_.lua().call(fn);
  } catch (...) {
    --configured.scopes;
    configured.scope_begun = false;
    if (configured.executor) configured.executor->rollback();
    throw;
  }
  if (--configured.scopes > 0 || !configured.scope_begun) return;
  configured.scope_begun = false;
  try {
    configured.sink().accept(ops::Commit{}, {});
  } catch (Error& e) {
    if (configured.executor) configured.executor->rollback();
    e.notes.push_back("rolled back: everything of this run");
    if (!first_error_) first_error_ = e;
    throw;
  }
}

void Environment::run_migrations(const host::Ref& run_args) {
  Target& configured = target();
  announce(configured);
  RunOptions options;
  options.version_table = configured.options.version_table;
  options.transactional = configured.options.transactional;
  options.per_migration = configured.options.per_migration;
  options.on_version_apply = configured.options.on_version_apply;
  options.run_args = run_args;
  options.context_object = context_;
  try {
    task_.as_sql ? run_offline(configured, std::move(options)) : run_online(configured, std::move(options));
  } catch (const Error& e) {
    if (!first_error_) first_error_ = e;   // stays the run's result, even if env.lua swallows it
    throw;
  }
}

// An upgrade that stops half-way also looks at the scripts of the other half: a syntax error there is found before anything
// runs. What is applied, or has nothing to do with upgrades, is not read.
std::vector<graph::Step> Environment::plan(const graph::Rows& rows) {
  auto steps = task_.plan ? task_.plan(rows) : std::vector<graph::Step>{};
  if (steps.empty() || steps.front().direction != graph::Direction::kUp) return steps;
  const graph::RevisionGraph& graph = session_.graph();
  const std::vector<char> done = graph::applied(graph, steps.back().rows_after);
  for (std::size_t i = 0; i < done.size(); ++i) {
    if (!done[i]) session_.check_syntax(graph.at(static_cast<graph::Node>(i)));
  }
  return steps;
}

void Environment::run_online(Target& configured, RunOptions options) {
  auto found = read_version_rows(*configured.connection, *configured.dialect, options.version_table);
  graph::Rows rows = found.value_or(graph::Rows{});
  if (task_.purge && !rows.empty()) {
    open_scope(configured);
    configured.executor->accept(ops::SetVersion{options.version_table, "", ""}, {});
    rows.clear();
  }
  const auto steps = plan(rows);
  options.create_version_table = !found && task_.needs_version_table;
  if (!steps.empty() || options.create_version_table) {
    open_scope(configured);
    Migrator migrator(session_, *configured.executor, configured.executor.get(), std::move(options));
    migrator.run_attempt(steps, configured.scope_begun);
    if (!steps.empty()) rows = steps.back().rows_after;
  }
  if (task_.look) task_.look(rows, configured.executor.get());
}

void Environment::run_offline(Target& configured, RunOptions options) {
  const auto start = configured.options.starting_rev ? configured.options.starting_rev : task_.starting;
  graph::Rows rows;
  if (start) {
    const auto nodes = graph::resolve(session_.graph(), *start, nullptr);
    if (nodes.size() > 1) {
      throw Error(ErrorCode::kGraph, "\"" + *start + "\" is several revisions, and --sql starts from one")
          .with_hint("name one of them: a:b");
    }
    for (graph::Node node : nodes) rows.push_back(session_.graph().at(node).id);
  }
  const auto steps = plan(rows);
  options.create_version_table = rows.empty() && task_.needs_version_table;
  SqlPrinter& printer = *configured.printer;
  ReplayRequest request{session_, *configured.dialect, rows, configured.options.naming, options.run_args};
  printer.set_replay([this, request, &printer]() mutable {
    ops::OpSink* const before = session_.module().set_sink(nullptr);
    schema::Schema schema = replay(request);
    session_.module().set_sink(before);
    return schema;
  });
  open_scope(configured);
  Migrator migrator(session_, printer, nullptr, std::move(options));
  migrator.on_step([&printer](const std::string& id) { printer.set_revision(id); });
  migrator.run_attempt(steps, configured.scope_begun);
  if (task_.look) task_.look(steps.empty() ? rows : steps.back().rows_after, nullptr);
}

}  // namespace runner::engine
