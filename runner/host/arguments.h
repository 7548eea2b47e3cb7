// Argument binding, the one place that implements the rule of API 1: positional arguments and, last, one options table; or
// one table that mixes both. Either way one plain Lua table results, keyed by argument name, with the variadic items as an
// array under theirs.
#pragma once

#include <lua.hpp>
#include <string>
#include <string_view>

#include "host/decode.h"

namespace runner::host {

// Pushes the bound table of the arguments that lie from `first` to the top of the stack. Throws Error{kScript}: unknown
// option (with the nearest spelling), missing or superfluous argument, a hole, an argument given twice, ":" for ".".
void bind_arguments(lua_State* L, const Signature& signature, int first = 1);

// "op.drop_table(table_name, { options })", for hints.
std::string usage(const Signature& signature);

// op or sa, also as `require` hands them out.
bool is_module(lua_State* L, int index);

// 'op.create_index: unknown option "x"', with the nearest of `known` as the hint.
[[noreturn]] void unknown_name(std::string_view call, std::string_view what, std::string_view name,
                               const std::vector<std::string>& known);

// 'a connection has no "x"', with the nearest method of the table at `methods` as the hint, or else `otherwise`.
[[noreturn]] void unknown_member(lua_State* L, std::string_view what, std::string_view name, int methods,
                                 std::string_view otherwise = {});
// Throws when more than `most` arguments came to a method, besides its object.
void refuse_surplus(lua_State* L, std::string_view call, int most);
// Pushes the method of that name, or throws unknown_member.
void push_method(lua_State* L, std::string_view what, std::string_view name, int methods);

}  // namespace runner::host
