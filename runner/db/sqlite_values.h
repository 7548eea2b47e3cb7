// Values between us and an SQLite statement. SQLite types values, not columns; what a column was declared as decides where
// that loses meaning (BOOLEAN is 0 and 1, NUMERIC must keep its digits).
#pragma once

#include <vector>

#include "base/value.h"
#include "schema/type.h"

struct sqlite3_stmt;

namespace runner::db {

// Returns SQLite's result code. `index` is 1-based. Lists and objects are bound as JSON text, exact numbers that fit as
// integers. With a declared type: strings for a binary column as bytes, tables for JSON, booleans as 0 and 1.
// The same for a value that lives until the statement has been stepped, of a kind that is known already.
int bind_lasting(sqlite3_stmt* statement, int index, const Value& value, schema::Family family);
int bind_value(sqlite3_stmt* statement, int index, const Value& value, const schema::Type* type = nullptr);

enum class CellKind { kPlain, kBoolean, kDecimal };
// How to read each column of a statement that has been stepped.
std::vector<CellKind> cell_kinds(sqlite3_stmt* statement);
Value read_cell(sqlite3_stmt* statement, int column, CellKind kind);

}  // namespace runner::db
