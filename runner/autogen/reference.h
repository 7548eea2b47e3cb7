// A database as the wanted state, for projects whose models live elsewhere: its tables as models of them would declare them.
#pragma once

#include <vector>

#include "db/connection.h"
#include "ops/op.h"
#include "schema/table.h"
#include "sql/dialect.h"

namespace runner::autogen {

// As read_models() gives them. Without `all_schemas`: the default schema's, and those that their keys lead to.
std::vector<schema::Table> reference_tables(db::Connection& connection, const sql::Dialect& dialect, bool all_schemas,
                                            const ops::VersionTable& version_table);

}  // namespace runner::autogen
