// Tables of a database as a Lua file that declares them, so that a project can start from what it has: generic types where
// they are the same here, keys and indexes on their column's line where that says all, names only where the database would
// not give the same one.
#pragma once

#include <string>
#include <vector>

#include "schema/schema.h"
#include "sql/comparer.h"

namespace runner::autogen {

// `tables` as reflected; `about` becomes the comment above. The file returns { metadata = ... }.
std::string write_models(const std::vector<schema::Table>& tables, const sql::Comparer& comparer, const std::string& about);

// The table as a person would declare it; normalized and named again it is the same table.
schema::Table declared(schema::Table table, const sql::Comparer& comparer);

}  // namespace runner::autogen
