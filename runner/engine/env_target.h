// One database that env.lua works on, and what it made it from: private to Environment.
#pragma once

#include <memory>
#include <string>

#include "db/connection.h"
#include "engine/context_options.h"
#include "engine/env.h"
#include "engine/env_connection.h"
#include "engine/executor.h"
#include "engine/sql_printer.h"

namespace runner::engine {

// Where a connection object keeps its number, from 1, among the targets.
constexpr const char* kTargetKey = "__target";

struct Environment::Engine {
  Url url;
  host::Ref object;
};

struct Environment::Target {
  std::optional<Url> url;  // online
  std::string database;    // the same, for messages
  std::unique_ptr<sql::Dialect> dialect;
  std::unique_ptr<db::Connection> connection;
  std::unique_ptr<Executor> executor;
  std::unique_ptr<EnvConnection> handle;  // what env.lua holds
  std::unique_ptr<SqlPrinter> printer;
  ContextOptions options;
  host::Ref fields;  // of op.get_context()
  bool configured = false;
  bool announced = false;
  bool run_unsaved = false;     // run_migrations() went well, in a transaction that env.lua began and has not ended
  bool failed = false;          // the last run_migrations() did not
  bool one_of_several = false;  // run_migrations() got arguments
  int scopes = 0;               // context.begin_transaction calls that are running
  bool joins = false;           // ... inside a transaction that env.lua began and will end
  bool scope_begun = false;     // ... and the transaction they asked for has begun

  ops::OpSink& sink() { return printer ? static_cast<ops::OpSink&>(*printer) : *executor; }
  bool scope_owns() const { return scopes > 0 && !joins && options.transactional && !options.per_migration; }
  bool in_env_transaction() const { return executor && !scope_begun && executor->in_transaction(); }

  // The connection's end: what was not committed is undone.
  void close() {
    handle->close();
    executor->rollback();
    executor.reset();
    connection.reset();
  }
};

}  // namespace runner::engine
