// Batch mode decided: (table as it is, queued operations) -> statements. Either plain ALTERs, or SQLite's move and copy
// (https://www.sqlite.org/lang_altertable.html section 7): new table, INSERT ... SELECT, DROP, RENAME, then indexes,
// triggers and views again. Pure: the table comes through Facts (reflection, copy_from or the replayed history).
#pragma once

#include <vector>

#include "sql/dialect.h"

namespace runner::sql {

// Must the table be rebuilt? (reference/alembic.md 3.9: recreate, dialect, and what is queued.)
bool needs_recreate(const ops::BatchAlterTable& batch, const Dialect& dialect);

// The ops to run one by one when the table is not rebuilt.
std::vector<ops::Op> as_plain_ops(const ops::BatchAlterTable& batch);

// The statements of a rebuild. REQUIRES: `before` is normalized.
// Throws Error{kScript} as schema::apply_batch does.
std::vector<Statement> plan_recreate(const ops::BatchAlterTable& batch, const schema::Table& before, const Dialect& dialect,
                                     const CompileOptions& options);

}  // namespace runner::sql
