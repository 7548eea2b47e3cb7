// sa.inspect and what else asks the database about its tables: models with autoload_with, listeners of a batch.
#pragma once

#include <lua.hpp>

#include "ops/op.h"

namespace runner::host {

// Calls the listeners of reflect_kwargs in the bound arguments at `bound` for each column of the table; what they change in
// their column_info overrides the reflected column.
void run_column_listeners(lua_State* L, int bound, ops::BatchAlterTable& batch);

}  // namespace runner::host
