// One open database. Both drivers look the same from here: text in, rows out, a transaction that only begin/commit/rollback
// can begin and end. Drivers never retry, never reconnect, and turn every library exception into Error.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/rows.h"
#include "base/url.h"
#include "schema/inspector.h"

namespace runner::db {

// Table and columns for copy_rows, already quoted by the dialect.
struct CopyTarget {
  std::string table;                       // quoted, qualified
  std::vector<std::string> columns;        // quoted, one for each RowSource column
  std::vector<const schema::Type*> types;  // declared type or nullptr, one for each; owned by the caller
  std::int64_t first_row = 1;              // what errors call the first row
};

class Connection {
 public:
  virtual ~Connection() = default;

  // Runs one statement (or several, when `params` is empty), rows dropped. Returns rows affected (0 for DDL).
  // Throws Error{kSql} with sql, sqlstate, detail, line; Error{kConnect} when the connection is gone; Error{kInterrupted}.
  virtual std::int64_t execute(const std::string& sql, const std::vector<Value>& params = {}) = 0;
  // The same for each set of parameters, prepared once.
  virtual std::int64_t execute_many(const std::string& sql, const std::vector<std::vector<Value>>& sets) = 0;
  // Runs one statement and streams its rows: constant memory, a stable snapshot, other statements allowed in between.
  virtual std::unique_ptr<Cursor> query(const std::string& sql, const std::vector<Value>& params = {}) = 0;
  // COPY on PostgreSQL, one prepared statement on SQLite. Returns the number of rows.
  virtual std::int64_t copy_rows(const CopyTarget& target, RowSource& rows) = 0;

  // begin() on SQLite is BEGIN IMMEDIATE. commit() throws Error{kState} when the server turned it into a rollback
  // (a statement failed before and was swallowed). rollback() never throws.
  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  // As the database itself sees it now: false after a server-side rollback.
  virtual bool in_transaction() const = 0;
  // A failed transaction that only waits for its rollback (PostgreSQL).
  virtual bool in_failed_transaction() const { return false; }

  // While true, statements that control transactions are refused by the driver itself (SQLite's authorizer, the
  // transaction status on PostgreSQL): a script cannot slip a COMMIT past us. Throws Error{kScript} from execute/query.
  virtual void fence(bool on) = 0;

  // As libpq numbers it (150018); 0 where versions make no difference to us.
  virtual int server_version() const { return 0; }
  virtual std::unique_ptr<schema::Inspector> inspector() = 0;
  // From a signal handler: asks the database to stop what it is doing. Async-signal-safe.
  virtual void interrupt() noexcept = 0;
  // Who keeps others from migrating right now, as words for the user ("process 4711 (runner)"); nullopt when nobody does.
  // Does not wait. `version_table`: quoted and qualified.
  virtual std::optional<std::string> writer(const std::string& version_table) = 0;
  // Lines the server says besides results (NOTICE, WARNING), without trailing newline.
  virtual void on_notice(std::function<void(const std::string&)> sink) = 0;
};

// `application` names us to the server. Throws Error{kConnect}; never with the password in it.
std::unique_ptr<Connection> connect_sqlite(const Url& url);
std::unique_ptr<Connection> connect_postgresql(const Url& url, const std::string& application);

}  // namespace runner::db
