// Takes op.batch_update and op.batch_delete through their table: a bounded number of rows a step, in the order of a key, so
// that each step finds its rows through the key's index. Where a step is a transaction of its own the position goes with it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.h"
#include "engine/walk_journal.h"
#include "ops/op.h"
#include "sql/dialect.h"

namespace runner::engine {

class Walker {
 public:
  // What the executor lends. `journal` is nullptr where nothing can be resumed.
  struct Lent {
    db::Connection& connection;
    const sql::Dialect& dialect;
    const sql::CompileOptions& options;
    schema::Inspector& inspector;
    WalkJournal* journal = nullptr;
    std::function<void()> begin, commit;  // empty: the whole walk is in the caller's transaction
  };

  // REQUIRES: outlives the walker: `lent`, `op`.
  Walker(Lent& lent, const ops::BatchUpdate& op);
  Walker(Lent& lent, const ops::BatchDelete& op);

  // Throws Error: no key, a key that cannot be walked by, what the database says, an interrupt (between two steps).
  void run();

 private:
  using Expr = schema::Expr;
  using Row = std::vector<Value>;

  struct Position {
    std::optional<Row> last;  // key of the last row that was passed; absent = none yet
    std::int64_t rows = 0;    // changed so far
    std::int64_t steps = 0;
    bool settles = true;  // no changed row still meets the condition: whoever meets it later is new
    bool finished = false;
  };

  Walker(Lent& lent, const ops::Walk& walk, std::string call);

  void find_key();
  void check_key(const schema::Table& table) const;
  void check_nulls(const std::vector<std::string>& nullable) const;
  void resume(const std::string& text);
  void pass();
  bool step();
  bool newcomers();
  void finish();
  std::int64_t change(const Expr& statement);
  std::optional<Row> end_of_step();
  std::optional<Expr> in_range(const std::optional<Row>& first, const std::optional<Row>& last) const;
  Expr compared(const char* op, const Row& row) const;
  Expr select(std::vector<Expr> columns, const std::optional<Expr>& where, std::int64_t offset, bool ordered) const;
  std::unique_ptr<Cursor> query(const Expr& statement) const;
  std::string table_name() const { return walk_.table.schema ? *walk_.table.schema + "." + walk_.table.name : walk_.table.name; }
  std::string place() const;
  std::string saved() const;
  void restore(const std::string& text);
  void tell(bool always);
  void rest() const;

  Lent& lent_;
  const ops::Walk& walk_;
  std::string call_;
  std::function<Expr(const std::optional<Expr>& where)> statement_;
  std::vector<std::string> assigned_;  // columns that change
  bool deletes_ = false;
  std::vector<std::string> key_;
  std::string journal_name_;
  Position at_;
  std::int64_t told_at_ = 0;  // milliseconds
};

}  // namespace runner::engine
