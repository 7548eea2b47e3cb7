// Lua table -> typed struct, strictly: unknown, missing or mistyped fields name the call, the argument, what was expected,
// what came, the nearest spelling and the user's file:line. Walks the same field list as everything else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/signature.h"
#include "host/state.h"
#include "ops/op.h"
#include "ops/sink.h"

namespace runner::host {

// REQUIRES: value at `index` of the Lua stack is a bound argument table of that call.
// `call` is how the script called it: drop_table_if_exists is a drop_table.
ops::Op decode_op(lua_State* L, int index, std::string_view name, std::string_view call = {});
// A batch fills in the table and its schema.
ops::TableOp decode_table_op(lua_State* L, int index, std::string_view name);
// REQUIRES: a bound argument table of op.batch_alter_table; the block's operations are not in it.
ops::BatchAlterTable decode_batch(lua_State* L, int index);
// An expression, a table object, or a plain value (a literal).
schema::Expr decode_expr(lua_State* L, int index);
schema::Type decode_type(lua_State* L, int index);
// The same, decoded once for all tables that say the same in numbers and booleans only, as those of nearly all types do.
schema::TypeBox decode_type_box(lua_State* L, int index);
schema::Column decode_column(lua_State* L, int index);
// sa.Table, sa.table, or what op.create_table returned.
schema::Table decode_table(lua_State* L, int index);
Value decode_value(lua_State* L, int index);

}  // namespace runner::host
