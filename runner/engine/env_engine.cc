// Engines and connections of env.lua: context.engine_from_config(...):connect(function(connection) ... end).
#include "base/interrupt.h"
#include "base/log.h"
#include "engine/backends.h"
#include "engine/env_target.h"

namespace runner::engine {
namespace {

using Refs = std::vector<host::Ref>;

// A method that takes nothing but its object.
host::Native plain(std::function<void()> body) {
  return [body = std::move(body)](host::State&, const Refs&) -> Refs {
    body();
    return {};
  };
}

}  // namespace

host::Ref Environment::create_engine(const Url& url) {
  host::State& lua = session_.lua();
  engines_.push_back(std::make_unique<Engine>(Engine{url}));
  Engine* engine = engines_.back().get();
  host::Ref object = lua.table();
  // engine:connect(fn): the first argument is the engine object itself.
  const auto add = [&](const std::string& name, bool in_transaction) {
    object.set(name, lua.function(name, [this, engine, name, in_transaction](host::State&, const Refs& args) -> Refs {
      if (args.size() < 2 || !args[1].is_function()) {
        throw Error(ErrorCode::kConfig, "engine:" + name + " needs a function")
            .with_hint("engine:" + name + "(function(connection) ... end)");
      }
      connect(*engine, args[1], in_transaction);
      return {};
    }));
  };
  add("connect", false);
  add("begin", true);
  host::Ref dialect = lua.table();
  dialect.set("name", lua.string(url.backend));
  object.set("dispose", lua.function("dispose", plain([] {})));
  object.set("dialect", dialect);
  object.set("url", lua.string(url.redacted()));
  engine->object = object;
  return object;
}

void Environment::connect(Engine& engine, const host::Ref& fn, bool in_transaction) {
  targets_.push_back(std::make_unique<Target>());
  Target& made = *targets_.back();
  made.dialect = dialect_for(engine.url);
  made.url = engine.url;
  made.database = engine.url.redacted();
  log_source(engine.url);
  made.connection = engine::connect(engine.url);
  made.dialect->meet_server(made.connection->server_version());
  made.connection->on_notice([](const std::string& line) { log::info("runner.server", line); });
  made.executor = std::make_unique<Executor>(*made.connection, *made.dialect);
  made.handle = std::make_unique<EnvConnection>(*made.executor, [this, &made] { open_scope(made); });
  interrupt::Poke poke([](void* connection) { static_cast<db::Connection*>(connection)->interrupt(); }, made.connection.get());

  Target* const outer = current_;
  ops::OpSink* const before = session_.module().set_sink(made.handle.get());
  host::Ref connection = connection_object(made);
  connection.set("engine", engine.object);
  const auto leave = [&] {
    session_.module().set_sink(before);
    current_ = outer;
    if (outer && outer->configured) session_.module().set_context_fields(outer->fields);
    made.close();
  };
  try {
    if (in_transaction) made.handle->begin();
    session_.lua().call(fn, {connection});
    if (in_transaction) made.handle->commit();
    finish(made);
  } catch (...) {
    leave();
    throw;
  }
  leave();
}

// Where Alembic would throw migrations away that it has reported, they are kept.
void Environment::finish(Target& made) {
  if (!made.executor->in_transaction()) return;
  if (!made.run_unsaved) {
    log::warn("runner.env",
              "env.lua changed something in " + made.database + " and did not call connection:commit(): it was rolled back");
    return;
  }
  try {
    made.handle->commit();
  } catch (Error& e) {
    e.notes.push_back("rolled back: everything of this run");
    remember(e);
    throw;
  }
}

host::Ref Environment::connection_object(Target& made) {
  host::State& lua = session_.lua();
  EnvConnection* const handle = made.handle.get();
  const auto commit = [handle, &made] {
    handle->commit();
    made.run_unsaved = false;
  };
  const auto rollback = [handle, &made] {
    handle->rollback();
    made.run_unsaved = false;
  };
  // connection:begin() gives a transaction with commit() and rollback(); connection:begin(fn) commits when fn has returned.
  const auto begin = [this, handle, commit, rollback](host::State& state, const Refs& args) -> Refs {
    handle->begin();
    host::Ref transaction = state.table();
    transaction.set("commit", state.function("commit", plain(commit)));
    transaction.set("rollback", state.function("rollback", plain(rollback)));
    if (args.size() < 2 || !args[1].is_function()) return {transaction};
    try {
      session_.lua().call(args[1], {transaction});
    } catch (...) {
      rollback();
      throw;
    }
    if (handle->in_transaction()) commit();
    return {};
  };
  host::Ref connection = session_.module().connection(
      *handle, {{"commit", plain(commit)},
                {"rollback", plain(rollback)},
                {"begin", begin},
                {"close", plain(rollback)},
                {"in_transaction",
                 [handle](host::State& state, const Refs&) -> Refs { return {state.boolean(handle->in_transaction())}; }},
                {"execution_options", [handle](host::State&, const Refs& args) -> Refs {
                   const bool has_options = args.size() > 1 && args[1].is_table();
                   if (has_options && args[1].get("isolation_level").string().value_or("") == "AUTOCOMMIT")
                     handle->set_autocommit();
                   return {args.at(0)};
                 }}});
  connection.set(kTargetKey, lua.number(static_cast<double>(targets_.size())));
  return connection;
}

}  // namespace runner::engine
