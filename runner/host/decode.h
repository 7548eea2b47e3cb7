// Lua table -> typed struct, strictly: unknown, missing or mistyped fields name the call, the argument, what was expected,
// what came, the nearest spelling and the user's file:line. Walks the same field list as everything else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/state.h"
#include "ops/op.h"
#include "ops/sink.h"

namespace runner::host {

// Arguments of a call, by field list: for argument binding, stubs and "did you mean".
struct Signature {
  std::string call;                              // "op.create_index"
  std::vector<std::string> positions;            // in order
  std::vector<bool> required;                    // one for each position
  std::string variadic;                          // "" = none
  std::vector<std::string> options;              // known by name, positions included
  std::vector<std::string> dialect_kinds;        // schema::known_option kinds whose names are allowed too
  // Positions [data_begin, data_end) hold data, never options: rows, values of literal and bindparam.
  std::size_t data_begin = 0, data_end = 0;
  bool list_items = false;                       // the variadic items are lists themselves: { column, operator }
  // By a list of options or of a dialect.
  bool knows(std::string_view name) const;
  std::vector<std::string> names() const;        // all of them, for "did you mean"
  bool is_data(std::size_t position) const { return position >= data_begin && position < data_end; }
};
// "op.create_index", "batch.create_index", "sa.Column", "sa.String"; nullptr when there is no such call.
const Signature* signature(std::string_view call);
std::vector<std::string> signature_names();

// REQUIRES: value at `index` of the Lua stack is a bound argument table of that call.
ops::Op decode_op(lua_State* L, int index, std::string_view name);
// A batch fills in the table and its schema.
ops::TableOp decode_table_op(lua_State* L, int index, std::string_view name);
// REQUIRES: a bound argument table of op.batch_alter_table; the block's operations are not in it.
ops::BatchAlterTable decode_batch(lua_State* L, int index);
// An expression, a table object, or a plain value (a literal).
schema::Expr decode_expr(lua_State* L, int index);
schema::Type decode_type(lua_State* L, int index);
schema::Column decode_column(lua_State* L, int index);
// sa.Table, sa.table, or what op.create_table returned.
schema::Table decode_table(lua_State* L, int index);
Value decode_value(lua_State* L, int index);

}  // namespace runner::host
