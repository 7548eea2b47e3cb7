// How sa objects look in Lua: plain tables with their fields by argument name, tagged by one metatable a kind ("Column",
// "Type", "Expr" ...), so that hooks read .name and .type and we tell an object from an options table.
#pragma once

#include <lua.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace runner::host {

namespace kind {
inline constexpr const char* kModule = "module";  // op and sa themselves
inline constexpr const char* kNull = "Null";      // sa.none, sa.NULL
inline constexpr const char* kFinal = "Final";    // op.f("name")
inline constexpr const char* kType = "Type";
inline constexpr const char* kExpr = "Expr";
inline constexpr const char* kFunction = "Function";  // sa.func.now, not called yet
inline constexpr const char* kColumn = "Column";
inline constexpr const char* kTable = "Table";
inline constexpr const char* kMetaData = "MetaData";
inline constexpr const char* kConnection = "Connection";
inline constexpr const char* kOperation = "Operation";  // op.operations.<name>(...)
inline constexpr const char* kJsonArray = "json_array";
inline constexpr const char* kJsonObject = "json_object";
}  // namespace kind

// Pushes the metatable of a kind, made at its first use with nothing but the kind's name in it.
void push_metatable(lua_State* L, const char* kind);
// Gives the table on top that metatable.
void tag(lua_State* L, const char* kind);
// The kind of a tagged object; nullptr for anything else. Lives as long as the state.
const char* kind_of(lua_State* L, int index);
bool is_kind(lua_State* L, int index, const char* kind);
// A table without metatable: an options table or a list.
bool is_plain_table(lua_State* L, int index);
bool is_string(lua_State* L, int index);  // and no number
bool is_expression(lua_State* L, int index);
// The name in op.f("name"); nullopt for anything else.
std::optional<std::string> final_name(lua_State* L, int index);

// The one value of sa.none and sa.NULL.
void push_none(lua_State* L);
// sa.none, sa.NULL, sa.null, sa.null(). Not nil.
bool is_none(lua_State* L, int index);

int absolute_index(lua_State* L, int index);
// For messages: 'a string ("no")', "a number (5)", "a Column", "nil".
std::string describe(lua_State* L, int index);
// The string at `index`, which must be one.
std::string_view string_at(lua_State* L, int index);
// Pushes t[name] without metamethods; t at `index`.
void push_field(lua_State* L, int index, std::string_view name);
// t[name] = the value on top (popped), without metamethods.
void set_field(lua_State* L, int index, std::string_view name);

}  // namespace runner::host
