// Where a migration's effects go. Three doors (an op, a query whose rows are wanted, a stream of rows to insert), and
// every effect uses one of them, so running, printing and recording are three implementations and there is no `if (offline)`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/rows.h"
#include "ops/op.h"
#include "schema/inspector.h"

namespace runner::ops {

// A statement whose result the script may look at: conn:execute(stmt, params).
struct Query {
  Expr sql;                                           // text, select, insert ... returning, ...
  std::vector<std::pair<std::string, Value>> params;  // by name
  // conn:execute(stmt, { {..}, {..} }): the statement runs once a set; rows are not wanted then.
  std::vector<std::vector<std::pair<std::string, Value>>> many;
  bool raw = false;  // exec_driver_sql: no :name parameters, several statements allowed
};

struct InsertTarget {
  std::string table;
  OptString schema;
  std::vector<Column> columns;  // those the table object declares: names and types
  bool each_row_alone = false;  // multiinsert = false: rows may differ in the columns that they name
};

class OpSink {
 public:
  virtual ~OpSink() = default;
  // Takes `op` over. `where` is the user's "file:line"; errors carry it.
  virtual void accept(Op&& op, const std::string& where) = 0;
  // Throws Error{kUnsupported} in a sink without a connection, unless the statement needs no rows (then it may return
  // a cursor without columns). The cursor lives at most until the next DDL or commit.
  virtual std::unique_ptr<Cursor> execute(const Query& query, const std::string& where) = 0;
  // Returns the number of rows inserted.
  virtual std::int64_t insert(const InsertTarget& target, RowSource& rows, const std::string& where) = 0;
  // Throws as execute() does when the sink cannot know.
  virtual schema::Inspector& inspector(const std::string& where) = 0;
  virtual std::string dialect_name() const = 0;  // "postgresql", "sqlite"
  virtual bool as_sql() const = 0;               // what op.get_context().as_sql says
};

// Keeps what it is given. Rows are refused: the caller (replay) treats the error as "this script needs rows".
class Recorder : public OpSink {
 public:
  struct Entry {
    Op op;
    std::string where;
  };
  explicit Recorder(std::string dialect) : dialect_(std::move(dialect)) {}
  void accept(Op&& op, const std::string& where) override { entries.push_back({std::move(op), where}); }
  std::unique_ptr<Cursor> execute(const Query& query, const std::string& where) override;
  std::int64_t insert(const InsertTarget& target, RowSource& rows, const std::string& where) override;
  schema::Inspector& inspector(const std::string& where) override;
  std::string dialect_name() const override { return dialect_; }
  bool as_sql() const override { return true; }

  std::vector<Entry> entries;

 private:
  std::string dialect_;
};

}  // namespace runner::ops
