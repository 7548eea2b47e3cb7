// sa.inspect and what else asks the database about its tables: models with autoload_with, listeners of a batch.
#pragma once

#include <lua.hpp>
#include <string>

#include "ops/op.h"
#include "schema/inspector.h"

namespace runner::host {

// Pushes an inspector of the database that op speaks to.
void push_inspector(lua_State* L);
// Throws Error{kScript}, in the name of the call: there is no such table.
schema::Table inspected_table(lua_State* L, const std::string& call, const std::string& name,
                              const schema::Inspector::Where& schema);

// Calls the listeners of reflect_kwargs in the bound arguments at `bound` for each column of the table; what they change in
// their column_info overrides the reflected column.
void run_column_listeners(lua_State* L, int bound, ops::BatchAlterTable& batch);

}  // namespace runner::host
