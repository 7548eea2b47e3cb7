// Cells and parameters between Lua and C++ (API 1 and 5): numbers keep every digit, NULL has a word inside lists only,
// JSON and array tables keep their kind.
#pragma once

#include <lua.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/value.h"

namespace runner::host {

// A cell: NULL is nil, integers from 10^14 on and decimals are strings of digits.
void push_value(lua_State* L, const Value& value);
// An element of a list or object: NULL is sa.NULL, numbers stay numbers where a Lua number holds them exactly.
void push_element(lua_State* L, const Value& value);
// `what` names the value in errors: 'op.execute: "params.x"'.
Value value_at(lua_State* L, int index, const std::string& what);
// Is a value here, as opposed to an expression that only a database can work out?
bool is_value(lua_State* L, int index);
// { name = value } with string keys, sorted by name.
std::vector<std::pair<std::string, Value>> named_values(lua_State* L, int index, const std::string& what);

}  // namespace runner::host
