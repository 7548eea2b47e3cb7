// What each op does to a schema, as a pure function. Replaying a history gives the tables that offline batch needs,
// the names that safety rules call new, and outcomes that tests compare.
#pragma once

#include <string>
#include <string_view>

#include "ops/op.h"
#include "schema/schema.h"

namespace runner::schema {

// Changes `schema` as `op` would change the database. `source` names the op for taints ("revision ab12, versions/x.lua:7").
// An op that does not fit (a column that is not there) taints the table instead of throwing: the database has the word.
void apply(const ops::Op& op, Schema& schema, std::string_view source);

// Applies the queued operations of a batch to one table, with the checks and messages of batch mode (reference 3.9).
// Returns the new table; throws Error{kScript} ("No such constraint: 'x'"). Used by sql/batch_plan and apply(Op).
struct BatchResult {
  Table table;
  // new column -> expression source: the old column's name, "" for added ones
  std::vector<std::pair<std::string, std::string>> copied;
  std::vector<std::string> cast;        // new columns whose type family changed: copied through CAST
  std::vector<std::string> kept_indexes;
};
BatchResult apply_batch(const ops::BatchAlterTable& batch, const Table& before);

// Is this raw SQL plainly DML or a query (so that it taints nothing)? Conservative: false when in doubt.
bool plainly_dml(std::string_view sql);

}  // namespace runner::schema
