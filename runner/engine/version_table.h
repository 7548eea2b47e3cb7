// The table that says where a database stands: one row a head, shaped exactly as Alembic's. Rows are read here; they are
// only ever changed by SetVersion ops, so that a printed script changes them too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/connection.h"
#include "ops/op.h"
#include "sql/dialect.h"

namespace runner::engine {

// The rows, in the order in which the database gives them (a bare `downgrade -1` goes back from the first one); nullopt when
// there is no such table. A NULL row counts as no row (Alembic writes none).
// Throws Error{kState}: a cell that is not text, two equal rows.
std::optional<std::vector<std::string>> read_version_rows(db::Connection& connection, const sql::Dialect& dialect,
                                                          const ops::VersionTable& table);

// Does the table exist?
bool has_version_table(db::Connection& connection, const ops::VersionTable& table);

}  // namespace runner::engine
