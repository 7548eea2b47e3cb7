// The constructors among the members of sa: items of a table (sa.Column, sa.ForeignKey, ...) and types, each a table that is
// tagged with its kind.
#pragma once

#include <lua.hpp>
#include <string>

namespace runner::host {

// Push what makes that item or type ("Column", "postgresql.JSONB"); false, and nothing is pushed, when there is none of the name.
bool push_item_call(lua_State* L, const std::string& name);
bool push_type_prototype(lua_State* L, const std::string& name);

}  // namespace runner::host
