// Reads the CREATE TABLE and CREATE INDEX texts that SQLite keeps word for word: they say what its pragmas lose (names of
// constraints, CHECKs, collations, conflict clauses, deferrability). SQLite has accepted the text, so what we cannot read
// is a gap of ours and an error, never a table with a part missing.
#pragma once

#include <string>
#include <string_view>

#include "schema/table.h"

namespace runner::db {

// Columns, constraints and options of an ordinary table; names are final, not yet normalized(). Throws Error{kUnsupported}.
schema::Table parse_create_table(std::string_view sql);
// Throws Error{kUnsupported}.
schema::Index parse_create_index(std::string_view sql);
// The type of a column declared like this ("varchar (50)"); `custom` with that text when it is none of SQLAlchemy's.
schema::Type sqlite_type(const std::string& declared);

}  // namespace runner::db
