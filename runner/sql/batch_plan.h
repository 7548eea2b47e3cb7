// Batch mode's rebuild: (table as it is, queued operations) -> statements, SQLite's move and copy
// (https://www.sqlite.org/lang_altertable.html section 7): new table, INSERT ... SELECT, DROP, RENAME, then indexes and
// triggers again; views stay. Pure: the table comes through Facts (reflection, copy_from or the replayed history).
#pragma once

#include <string>
#include <vector>

#include "sql/dialect.h"

namespace runner::sql {

// Must the table be rebuilt? (reference/alembic.md 3.9: recreate, dialect, and what is queued.)
bool needs_recreate(const ops::BatchAlterTable& batch, const Dialect& dialect);

// The table that a rebuild fills before it takes the old one's name. One that an interrupted run left behind is in the
// way of CREATE TABLE: whoever executes a plan drops it first (a printed plan cannot know).
std::string batch_temp_name(const std::string& table);

// The statements of a rebuild. REQUIRES: `before` is normalized, its names as in the database. `facts` says which types
// exist; without it those that `before` uses. Throws Error{kScript} as schema::apply_batch does.
std::vector<Statement> plan_recreate(const ops::BatchAlterTable& batch, const schema::Table& before, const Dialect& dialect,
                                     const CompileOptions& options, Facts* facts = nullptr);

}  // namespace runner::sql
