// What each op does to a schema, as a pure function. Replaying a history gives the tables that offline batch needs,
// the names that safety rules call new, and outcomes that tests compare.
#pragma once

#include <string>
#include <string_view>

#include "ops/op.h"
#include "schema/naming.h"
#include "schema/schema.h"

namespace runner::schema {

// Changes `schema` as `op` would change the database. `source` names the op for taints ("revision ab12, versions/x.lua:7").
// An op that does not fit (a column that is not there) taints the table instead of throwing: the database has the word.
// `naming` gives the names that the dialect gave to what has none of its own (REQUIRES: the same convention and limit).
void apply(const ops::Op& op, Schema& schema, std::string_view source, const NamingConvention& naming = {}, int max_length = 0);

// Applies the queued operations of a batch to one table, with the checks and messages of batch mode (reference 3.9).
// Returns the new table; throws Error{kScript} ("No such constraint: 'x'"). Used by sql/batch_plan and apply(Op).
struct BatchResult {
  Table table;
  // new column -> expression source: the old column's name, "" for added ones
  std::vector<std::pair<std::string, std::string>> copied;
  std::vector<std::string> cast;          // new columns whose type family changed: copied through CAST
  std::vector<std::string> kept_indexes;  // names of those that `before` had
};
BatchResult apply_batch(const ops::BatchAlterTable& batch, const Table& before, const NamingConvention& naming = {},
                        int max_length = 0);

// Does a batch need a rebuild where ALTER can only add columns and indexes (SQLite)?
bool rebuild_needed(const ops::BatchAlterTable& batch);

// Is this raw SQL plainly DML or a query (so that it taints nothing)? Conservative: false when in doubt.
bool plainly_dml(std::string_view sql);

// Records in `schema` what raw SQL may have changed: taints the tables it names, or all when that cannot be told.
void taint_by_sql(std::string_view sql, Schema& schema, const std::string& why);

}  // namespace runner::schema
