// env.lua and its `context`: the project's own say in how a run happens. A command describes what it wants as a Task; env.lua
// configures, opens connections, and calls back into run_migrations(), which plans and runs.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/context_options.h"
#include "engine/executor.h"
#include "engine/migrator.h"
#include "engine/session.h"
#include "engine/sql_printer.h"
#include "graph/plan.h"

namespace runner::engine {

// One database as env.lua configured it, for a command that wants more than its rows.
struct Configured {
  const graph::Rows& rows;
  Executor* executor;  // nullptr with --sql
  const sql::Dialect& dialect;
  const Url* url;  // nullptr with --sql
  const ContextOptions& options;
  const host::Ref& context;  // what hooks get first
};

// What run_migrations() of env.lua is to do.
struct Task {
  bool as_sql = false;
  std::optional<std::string> starting;     // "a" of "a:b" (--sql)
  std::optional<std::string> destination;  // as typed, for context.get_revision_argument
  std::optional<std::string> tag;
  // Decides the steps from the rows; absent for commands that only look.
  std::function<std::vector<graph::Step>(const graph::Rows& rows)> plan;
  // Sees the rows and who answered (online: the executor), instead of or after running steps.
  std::function<void(const graph::Rows& rows, Executor* executor)> look;
  // The same for commands that compare: everything that env.lua said about the database.
  std::function<void(const Configured& configured)> examine;
  bool needs_version_table = false;  // creates it when it is missing
  bool purge = false;                // stamp --purge: all rows go first
};

class Environment {
 public:
  // Both outlive the environment.
  Environment(Session& session, Task task);
  ~Environment();

  // What `require "context"` gives is this environment's.
  void provide();
  // Runs env.lua (or the built-in one). Throws what failed first, also when env.lua swallowed it.
  void run();
  // What --sql printed, for stdout; complete once run() has returned.
  std::string take_output();
  // Did env.lua make an engine, whose connections want to be closed?
  bool has_engine() const { return !engines_.empty(); }

  // sqlalchemy.url as scripts see it: --url > what env.lua set > environment > ini.
  std::optional<Config::FoundUrl> found_url() const;
  // The database whose run is at hand, as task.look sees it: its URL without the password, and who keeps others from
  // migrating it. REQUIRES: called from task.look, online.
  std::string database() const;
  // Where that run keeps its rows: "alembic_version", "tenant.alembic_version".
  std::string version_table() const;
  std::optional<std::string> writer() const;
  void set_url(std::string url) { url_of_env_ = std::move(url); }

 private:
  struct Target;  // one configured database: dialect, connection or printer, options
  struct Engine;  // what engine_from_config made

  host::Ref make_context();
  host::Ref create_engine(const Url& url);
  void connect(Engine& engine, const host::Ref& fn, bool in_transaction);
  host::Ref connection_object(Target& target);
  void finish(Target& target);  // ends what env.lua left open
  void configure(const host::Ref& options);
  void configure_run(Target& target, const host::Ref& options);
  void print(Target& target);  // what --sql made goes where env.lua wants it
  void begin_transaction(const host::Ref& fn);
  host::Ref transaction_object(Target& target);
  void end_scope(Target& target);
  void run_migrations(const host::Ref& run_args);
  std::vector<graph::Step> plan(const graph::Rows& rows);
  graph::Rows current_rows(Target& target);
  graph::Rows starting_rows() const;  // of --sql
  void run_online(Target& target, RunOptions options);
  void run_offline(Target& target, RunOptions options);
  void examine(Target& target, const graph::Rows& rows);
  void announce(Target& target);    // "Context impl ..." once a configured target
  void open_scope(Target& target);  // begins the transaction that context.begin_transaction asked for, when needed
  Target& target();
  Url url() const;
  void log_source(const Url& url) const;  // where the URL came from: said when it is not where one looks first
  void remember(const Error& error);
  [[noreturn]] void throw_errors() const;

  Session& session_;
  Task task_;
  std::vector<std::unique_ptr<Engine>> engines_;
  std::vector<std::unique_ptr<Target>> targets_;
  Target* current_ = nullptr;
  bool configured_ = false;  // context.configure() was called
  host::Ref context_;
  host::Ref version_applied_, context_fields_;  // of lua/context.lua: calls a hook; fields of op.get_context()
  std::optional<std::string> url_of_env_;       // what env.lua set as sqlalchemy.url
  int runs_ = 0;                                // calls of run_migrations()
  std::vector<Error> errors_;                   // what failed, also when env.lua swallowed it
  std::string output_;
};

}  // namespace runner::engine
