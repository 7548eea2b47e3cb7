// What context.begin_transaction() and context.run_migrations() do.
#include "base/log.h"
#include "base/text.h"
#include "engine/env_target.h"
#include "engine/replay.h"
#include "engine/version_hooks.h"
#include "engine/version_table.h"
#include "graph/target.h"

namespace runner::engine {
namespace {

constexpr const char* kLogger = "runner.migration";

}  // namespace

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
  if (configured.scopes++ == 0) configured.joins = configured.in_env_transaction();
  try {
    session_.lua().call(fn, {transaction_object(configured)});
  } catch (...) {
    const bool undone = configured.scope_begun && !configured.failed && !errors_.empty();
    if (undone) errors_.back().notes.push_back("rolled back, too: " + configured.database);
    --configured.scopes;
    configured.scope_begun = false;
    if (configured.executor) configured.executor->rollback();
    throw;
  }
  if (--configured.scopes == 0) end_scope(configured);
}

void Environment::end_scope(Target& configured) {
  if (!configured.scope_begun) return;
  configured.scope_begun = false;
  try {
    configured.sink().accept(ops::Commit{}, {});
  } catch (Error& e) {
    if (configured.executor) configured.executor->rollback();
    e.notes.push_back("rolled back: everything of this run");
    remember(e);
    throw;
  }
}

// What context.begin_transaction(function(transaction) ... end) passes: a dry run calls transaction:rollback() in the end.
host::Ref Environment::transaction_object(Target& configured) {
  using Refs = std::vector<host::Ref>;
  host::State& lua = session_.lua();
  host::Ref transaction = lua.table();
  transaction.set("commit", lua.function("commit", [this, &configured](host::State&, const Refs&) -> Refs {
    end_scope(configured);
    return {};
  }));
  transaction.set("rollback", lua.function("rollback", [&configured](host::State&, const Refs&) -> Refs {
    if (!configured.executor)
      throw Error(ErrorCode::kUnsupported, "transaction:rollback(): --sql prints no transaction to roll back");
    if (!configured.executor->in_transaction() && !configured.scope_owns()) {
      log::warn(kLogger, "transaction:rollback(): every revision has a transaction of its own here, and is committed");
    }
    configured.executor->rollback();
    configured.scope_begun = false;
    configured.run_unsaved = false;
    return {};
  }));
  return transaction;
}

void Environment::run_migrations(const host::Ref& run_args) {
  Target& configured = target();
  announce(configured);
  ++runs_;
  configured.failed = false;
  configured.one_of_several = run_args.is_table();
  RunOptions options;
  options.version_table = configured.options.version_table;
  options.transactional = configured.options.transactional;
  options.per_migration = configured.options.per_migration;
  options.joins = configured.in_env_transaction();
  options.run_args = run_args;
  const bool joins = options.joins;
  try {
    task_.as_sql ? run_offline(configured, std::move(options)) : run_online(configured, std::move(options));
  } catch (const Error& e) {
    configured.run_unsaved = false;
    configured.failed = true;
    remember(e);
    throw;
  }
  configured.run_unsaved = configured.run_unsaved || joins;
}

// An upgrade that stops half-way also looks at the scripts of the other half: a syntax error there is found before anything
// runs. What is applied, or has nothing to do with upgrades, is not read.
std::vector<graph::Step> Environment::plan(const graph::Rows& rows) {
  auto steps = task_.plan ? task_.plan(rows) : std::vector<graph::Step>{};
  if (steps.empty() || steps.front().direction != graph::Direction::kUp) return steps;
  const graph::RevisionGraph& graph = session_.graph();
  const std::vector<char> done = graph::applied(graph, graph::rows_after(rows, steps));
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
  options.after_step = version_hooks(session_, configured.options.on_version_apply, version_applied_, options.run_args, rows);
  options.create_version_table = !found && task_.needs_version_table;
  if (!steps.empty() || options.create_version_table) {
    open_scope(configured);
    const bool scope_open = configured.scope_begun || options.joins;
    configured.executor->remember_walks(options.version_table);
    Migrator migrator(session_, *configured.executor, configured.executor.get(), std::move(options));
    migrator.run_attempt(steps, scope_open);
    if (!steps.empty()) rows = graph::rows_after(rows, steps);
  }
  if (task_.look) task_.look(rows, configured.executor.get());
  examine(configured, rows);
}

void Environment::examine(Target& configured, const graph::Rows& rows) {
  if (!task_.examine) return;
  const auto context = session_.lua().call(context_.get("get_context"));
  task_.examine({rows, configured.executor.get(), *configured.dialect, configured.url ? &*configured.url : nullptr,
                 configured.options, context.at(0)});
}

graph::Rows Environment::starting_rows() const {
  graph::Rows rows;
  if (!task_.starting) return rows;
  const auto nodes = graph::resolve(session_.graph(), *task_.starting, nullptr);
  if (nodes.size() > 1) {
    throw Error(ErrorCode::kGraph, "\"" + *task_.starting + "\" is several revisions, and --sql starts from one")
        .with_hint("name one of them: a:b");
  }
  for (graph::Node node : nodes) rows.push_back(session_.graph().at(node).id);
  return rows;
}

graph::Rows Environment::current_rows(Target& configured) {
  if (!configured.executor) return starting_rows();
  return read_version_rows(*configured.connection, *configured.dialect, configured.options.version_table).value_or(graph::Rows{});
}

void Environment::run_offline(Target& configured, RunOptions options) {
  const graph::Rows rows = starting_rows();
  const auto steps = plan(rows);
  options.after_step = version_hooks(session_, configured.options.on_version_apply, version_applied_, options.run_args, rows);
  const bool only_the_table = !task_.plan;  // ensure_version: else nothing to run prints nothing
  options.create_version_table = rows.empty() && task_.needs_version_table && (only_the_table || !steps.empty());
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
  const graph::Rows after = graph::rows_after(rows, steps);
  if (task_.look) task_.look(after, nullptr);
  examine(configured, after);
}

}  // namespace runner::engine
