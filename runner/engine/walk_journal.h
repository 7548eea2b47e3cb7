// How far the walks of a revision have come (op.batch_update, op.batch_delete outside of a transaction): a table beside the
// version table that is made when it is first needed and goes when nothing is left to remember. A position is written in the
// transaction that changed the rows, so after a kill it says exactly what was done.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/connection.h"
#include "ops/op.h"
#include "sql/dialect.h"

namespace runner::engine {

class WalkJournal {
 public:
  // Both outlive it.
  WalkJournal(db::Connection& connection, const sql::Dialect& dialect, const ops::VersionTable& version_table);

  // The migration that runs from now on, in its direction ("upgrade ae1027a6acf").
  void begin_revision(std::string revision);
  // A name for the revision's next walk: its place among them and a fingerprint of what it does.
  std::string next_walk(const std::string& text);
  // What save() wrote last, by this run or by one that was stopped. REQUIRES: no transaction is open.
  std::optional<std::string> load(const std::string& walk);
  void save(const std::string& walk, const std::string& state);
  // The revision's version row moves: its walks will not be asked for again. Belongs to that transaction.
  void forget();

 private:
  using Params = std::vector<std::pair<std::string, Value>>;
  sql::Statement statement(const std::string& text, const Params& params) const;
  std::int64_t run(const std::string& text, const Params& params);
  void make_table();

  db::Connection& connection_;
  const sql::Dialect& dialect_;
  std::string name_;
  std::optional<std::string> schema_;
  std::string table_;  // quoted, qualified
  std::string revision_;
  int walks_ = 0;
  bool used_ = false;  // by this revision
};

}  // namespace runner::engine
