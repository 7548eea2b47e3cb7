// Batches beside the rebuild: those that stay plain ALTERs, as few statements as the database allows, and the renames that
// come before a rebuild because views, triggers and other tables say the column too (only the database can follow there).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sql/dialect.h"

namespace runner::sql {

// The ops to run one by one when the table is not rebuilt. Throws Error{kScript}: insert_before and insert_after.
std::vector<ops::Op> as_plain_ops(const ops::BatchAlterTable& batch);

// Renames to run before the batch, which is changed to go on from there. None where a rebuild can follow the names itself.
// Throws as schema::apply_batch does.
std::vector<ops::Op> renames_first(ops::BatchAlterTable& batch, const Dialect& dialect, const CompileOptions& options,
                                   Facts& facts);

// Puts the ALTER TABLEs of consecutive ops on one table into one statement, so that it is locked and rewritten once.
// An op that names what an earlier one has named starts a new statement: inside one, the order is the database's.
class AlterMerger {
 public:
  // `prefix`: how the statements begin that may be merged ("ALTER TABLE t ").
  explicit AlterMerger(std::string prefix) : prefix_(std::move(prefix)) {}

  // What must run before `op` is rendered.
  std::optional<Statement> before(const ops::Op& op);
  // What `op` came to: statements to run now; the rest is kept for what follows.
  std::vector<Statement> add(std::vector<Statement> statements);
  std::optional<Statement> flush();

 private:
  bool mergeable(const Statement& statement) const;

  std::string prefix_;
  std::string pending_;
  std::set<std::string> names_;  // that the pending statement has
};

}  // namespace runner::sql
