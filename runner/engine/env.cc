#include "engine/env.h"

#include "base/log.h"
#include "base/text.h"
#include "engine/backends.h"
#include "engine/context_natives.h"
#include "engine/env_target.h"
#include "engine/version_table.h"
#include "script/embedded.h"

namespace runner::engine {

Environment::Environment(Session& session, Task task) : session_(session), task_(std::move(task)) {}

Environment::~Environment() {
  session_.drop_sink();
}

void Environment::provide() {
  session_.provide_context(make_context());
}

void Environment::run() {
  host::State& lua = session_.lua();
  provide();
  const std::string file = session_.scripts().env_file();
  const std::string name = file.empty() ? "env.lua (built in)" : session_.scripts().display_path(file);
  const std::string source =
      file.empty() ? std::string(script::embedded_template("generic/env.lua").value()) : text::read_file(file);
  try {
    lua.run(name, source);
  } catch (const Error&) {
    if (errors_.empty()) throw;
  }
  if (!errors_.empty()) throw_errors();
  if (!configured_) {
    throw Error(ErrorCode::kConfig, "env.lua did not call context.configure() and context.run_migrations()")
        .at(name)
        .with_hint("see the env.lua that `runner init` writes");
  }
  for (const auto& target : targets_) {
    if (target->printer) print(*target);
  }
}

void Environment::print(Target& printed) {
  const std::string text = printed.printer->finish();
  const ContextOptions& options = printed.options;
  if (!options.output_write.is_nil()) {
    session_.lua().call(options.output_write, {options.output_buffer, session_.lua().string(text)});
  } else if (!options.output_file.empty()) {
    text::write_file(options.output_file, text);
  } else {
    output_ += text;
  }
}

// Says which database it was when there may be others: env.lua gives its runs arguments then, has made other connections, or
// keeps several version tables.
void Environment::remember(const Error& error) {
  errors_.push_back(error);
  if (!current_ || current_->database.empty()) return;
  const std::string table = version_table();  // tells the schemas and tenants of one database apart
  const bool usual_table = table == "alembic_version";
  if (targets_.size() < 2 && !current_->one_of_several && usual_table) return;
  errors_.back().notes.push_back("in " + current_->database + (usual_table ? "" : ", version table " + table));
}

// The first failure is the run's result; the others are told with it.
void Environment::throw_errors() const {
  Error error = errors_.front();
  for (std::size_t i = 1; i < errors_.size(); ++i) {
    error.notes.push_back("failed, too: " + std::string(errors_[i].what()));
    for (const std::string& note : errors_[i].notes) error.notes.push_back("  " + note);
  }
  if (runs_ > 1) {
    error.notes.push_back(std::to_string(errors_.size()) + " of " + std::to_string(runs_) + " runs of migrations failed");
  }
  throw Error(error);
}

std::string Environment::take_output() {
  return std::move(output_);
}

std::string Environment::database() const {
  return current_->database;
}

std::string Environment::version_table() const {
  const ops::VersionTable& table = current_->options.version_table;
  return table.schema ? *table.schema + "." + table.table : table.table;
}

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
    const std::string slip = session_.config().slip_for("sqlalchemy.url");
    throw Error(ErrorCode::kConfig,
                "no database URL: no sqlalchemy.url in [" + session_.config().section() + "] of " + session_.config().file())
        .with_hint(slip.empty() ? "set sqlalchemy.url there, or DATABASE_URL, or pass --url"
                                : "it has '" + slip + "'; did you mean 'sqlalchemy.url'?");
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
  add("configure", [this, first](host::State&, const Refs& args) -> Refs {
    configure(first(args));
    return {};
  });
  add("begin_transaction", [this, first](host::State&, const Refs& args) -> Refs {
    begin_transaction(first(args));
    return {};
  });
  add("run_migrations", [this, first](host::State&, const Refs& args) -> Refs {
    run_migrations(first(args));
    return {};
  });
  add("open_transaction", [this](host::State&, const Refs&) -> Refs {
    open_scope(target());
    return {};
  });
  add("version_table",
      [this](host::State& state, const Refs&) -> Refs { return {state.string(target().options.version_table.table)}; });
  add("current_heads", [this](host::State& state, const Refs&) -> Refs { return {state.list(current_rows(target()))}; });
  add("require_configured", [this](host::State&, const Refs&) -> Refs {
    target();
    return {};
  });
  add("is_transactional_ddl",
      [this](host::State& state, const Refs&) -> Refs { return {state.boolean(target().options.transactional)}; });
  add("static_output", [this, first](host::State&, const Refs& args) -> Refs {
    target().sink().accept(ops::StaticOutput{first(args).string().value_or("")}, {});
    return {};
  });
  add("create_engine", [this, first](host::State&, const Refs& args) -> Refs {
    return {create_engine(Url::parse(first(args).string().value_or("")))};
  });
  // A section that is not there must not become the main database: whoever has several would migrate the wrong one.
  add("engine_from_section", [this, first](host::State&, const Refs& args) -> Refs {
    const host::Ref section = first(args);
    const std::string key = args.at(1).string().value_or("") + "url";
    if (!section.is_table()) {
      throw Error(ErrorCode::kConfig, "context.engine_from_config: the section is nil: there is none of that name")
          .with_hint("look at the name given to config:get_section, and at the sections of " + session_.config().file());
    }
    const auto text = section.get(key).string();
    if (!text && found_url()) {
      throw Error(ErrorCode::kConfig, "context.engine_from_config: the section has no '" + key + "'")
          .with_hint("set it there, or take config:get_section(config.config_ini_section)");
    }
    return {create_engine(text ? Url::parse(*text) : url())};
  });
  add("wants_colon", [first](host::State&, const Refs& args) -> Refs {
    const std::string method = first(args).string().value_or("");
    throw Error(ErrorCode::kConfig, method + " is called with a colon").with_hint("write " + method + "(...)");
  });
  add("slip", [](host::State& state, const Refs& args) -> Refs {
    const std::string object = args.at(0).string().value_or(""), name = args.at(1).string().value_or("");
    std::vector<std::string> known;
    for (const auto& [key, value] : args.at(2).pairs()) known.push_back(key);
    const std::string near = nearest(name, known);
    if (near.empty()) return {state.nil()};
    throw Error(ErrorCode::kConfig, object + name + ": there is no such name").with_hint("did you mean " + near + "?");
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
  version_applied_ = natives.get("version_applied");
  context_fields_ = natives.get("context_fields");
  return context_;
}

void Environment::configure(const host::Ref& options) {
  check_configure_keys(options);
  const host::Ref connection = options.get("connection");
  Target* chosen = nullptr;
  if (!connection.is_nil()) {
    const auto index = connection.is_table() ? connection.get(kTargetKey).number() : std::nullopt;
    if (!index || !targets_.at(static_cast<std::size_t>(*index) - 1)->connection) {
      throw Error(ErrorCode::kConfig, "context.configure: connection is not an open connection")
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
  configured_ = true;
  configure_run(*chosen, options);
}

void Environment::configure_run(Target& configured, const host::Ref& given) {
  host::State& lua = session_.lua();
  configured.options = read_context_options(given, session_.config(), *configured.dialect);
  if (configured.options.starting_rev && !task_.as_sql) {
    throw Error(ErrorCode::kConfig, "context.configure: starting_rev is for --sql; online the database says where it is");
  }
  if (configured.options.starting_rev) task_.starting = configured.options.starting_rev;
  if (configured.options.tag) task_.tag = configured.options.tag;
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
  configured.fields = lua.call(context_fields_, {given}).at(0);
  session_.module().set_context_fields(configured.fields);
}

}  // namespace runner::engine
