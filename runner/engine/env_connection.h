// A connection as env.lua holds it (API 6, reference/alembic.md 5.4): the first statement that changes something begins a
// transaction, which commit() and rollback() end. What only looks or sets needs none.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/executor.h"
#include "ops/sink.h"

namespace runner::engine {

class EnvConnection : public ops::OpSink {
 public:
  // The executor outlives the connection, or close() comes first. `before_begin` may begin a transaction of its own.
  EnvConnection(Executor& executor, std::function<void()> before_begin)
      : executor_(&executor), before_begin_(std::move(before_begin)), dialect_(executor.dialect_name()) {}

  // Each throws Error{kState} once the connection is closed; begin() also inside a transaction.
  void begin();
  void commit();
  void rollback();
  bool in_transaction() const;
  void close() { executor_ = nullptr; }
  // isolation_level = "AUTOCOMMIT": from now on statements begin nothing.
  void set_autocommit() { autocommit_ = true; }

  void accept(ops::Op&& op, const std::string& where) override;
  std::unique_ptr<Cursor> execute(const ops::Query& query, const std::string& where) override;
  std::int64_t insert(const ops::InsertTarget& target, RowSource& rows, const std::string& where) override;
  schema::Inspector& inspector(const std::string& where) override;
  std::string dialect_name() const override { return dialect_; }
  bool as_sql() const override { return false; }

 private:
  Executor& executor() const;
  Executor& changing();                   // in a transaction, which begins when there is none
  bool control(const std::string& text);  // carries BEGIN, COMMIT, ROLLBACK out; false: it is none of them

  Executor* executor_;
  std::function<void()> before_begin_;
  std::string dialect_;
  bool autocommit_ = false;
};

// Does the statement begin a transaction by itself? Not what only looks (SELECT), what is of the session (SET, PRAGMA) and
// what no transaction may hold (VACUUM, CREATE DATABASE, ... CONCURRENTLY).
bool begins_transaction(const ops::Query& query, const std::string& dialect);

}  // namespace runner::engine
