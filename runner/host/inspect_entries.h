// What an inspector says of a column, an index or a constraint: plain Lua tables with SQLAlchemy's keys.
#pragma once

#include <lua.hpp>
#include <optional>
#include <string>
#include <vector>

#include "schema/table.h"

namespace runner::host {

// Each pushes one table.
void push_column(lua_State* L, const schema::Column& column);
void push_index(lua_State* L, const schema::Index& index);
void push_unique(lua_State* L, const schema::UniqueConstraint& unique);
void push_check(lua_State* L, const schema::CheckConstraint& check);
void push_foreign_key(lua_State* L, const schema::ForeignKeyConstraint& key);

void push_strings(lua_State* L, const std::vector<std::string>& list);

// Of the table at the top of the stack.
void set_string(lua_State* L, const char* name, const std::string& text);
void set_optional(lua_State* L, const char* name, const std::optional<std::string>& text);
void set_strings(lua_State* L, const char* name, const std::vector<std::string>& list);

// SQL text of a reflected default or condition.
std::string sql_text(const schema::Expr& expr);

}  // namespace runner::host
