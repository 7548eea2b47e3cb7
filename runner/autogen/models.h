// The tables that a project declares in Lua, ready to be compared: normalized, named by their metadata's convention, every
// column with a type, every foreign key with a table at its other end.
#pragma once

#include <string>
#include <vector>

#include "host/module.h"
#include "schema/table.h"
#include "sql/dialect.h"

namespace runner::autogen {

// Throws Error{kScript}: two tables of one name (with both places), a foreign key to a table or column that nobody declares,
// a faulty naming convention. `default_schema`: what "no schema" means, so that naming it makes no difference.
std::vector<schema::Table> read_models(host::State& state, const host::Ref& target_metadata, const sql::Dialect& dialect,
                                       const std::string& default_schema);

}  // namespace runner::autogen
