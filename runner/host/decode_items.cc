// Columns, tables and what they are made of.
#include <array>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text.h"
#include "host/reader.h"
#include "host/values.h"

namespace runner::host {

namespace {

// "table.column" or "schema.table.column"; a dotted schema keeps its dots. t.c.x is the same.
struct Target {
  std::string table, column;
  std::optional<std::string> schema;
};

Target split_target(std::string_view text, const Argument& argument) {
  const auto last = text.rfind('.');
  if (last == std::string_view::npos || last == 0 || last + 1 == text.size()) {
    throw Error(ErrorCode::kScript,
                to_string(argument) + " must be \"table.column\" or \"schema.table.column\", not \"" + std::string(text) + "\"");
  }
  Target target;
  target.column = text.substr(last + 1);
  const auto table = text.substr(0, last);
  const auto dot = table.rfind('.');
  if (dot == std::string_view::npos) {
    target.table = table;
  } else {
    target.schema = std::string(table.substr(0, dot));
    target.table = table.substr(dot + 1);
  }
  return target;
}

Target target_at(lua_State* L, int index, const Argument& argument) {
  if (lua_type(L, index) == LUA_TSTRING) {
    return split_target(string_at(L, index), argument);
  }
  if (is_kind(L, index, kind::kExpr)) {
    schema::Expr expr = decode_expr(L, index);
    if (expr.is("column") && !expr.table.empty()) {
      return {expr.table, expr.name, expr.schema};
    }
  }
  mistyped(L, index, argument, "\"table.column\"");
}

template <class T>
bool add_constraint(lua_State* L, int index, const char* kind, schema::Table& table) {
  if (std::string_view(kind) != ItemName<T>::kKind) {
    return false;
  }
  table.constraints.push_back(read_tagged<T>(L, index));
  return true;
}

// sa.column("x", type) inside sa.table.
schema::Column light_column(const schema::Expr& expr) {
  schema::Column column;
  column.name = expr.name;
  column.type = expr.type;
  return column;
}

}  // namespace

void read_target(lua_State* L, int index, const Argument& argument, schema::ForeignKey& key) {
  Target target = target_at(L, index, argument);
  key.table = std::move(target.table);
  key.schema = std::move(target.schema);
  key.column = std::move(target.column);
}

void read_references(lua_State* L, int index, const Argument& argument, schema::ForeignKeyConstraint& key) {
  read_list(L, index, argument, [&](int item, const Argument& which) {
    Target target = target_at(L, item, which);
    if (!key.referred.empty() && (key.table != target.table || key.schema != target.schema)) {
      throw Error(ErrorCode::kScript, to_string(argument) + " must name columns of one table, not of \"" + key.table +
                                          "\" and \"" + target.table + "\"");
    }
    key.table = std::move(target.table);
    key.schema = std::move(target.schema);
    key.referred.push_back(std::move(target.column));
  });
  if (key.referred.size() != key.columns.size()) {
    throw Error(ErrorCode::kScript, std::string(argument.call) + ": " + std::to_string(key.columns.size()) +
                                        " columns refer to " + std::to_string(key.referred.size()) +
                                        ": the two lists must be of one length");
  }
}

void read_item(lua_State* L, int index, const Argument& argument, schema::Table& table) {
  const char* kind = kind_of(L, index);
  if (!lua_istable(L, index) || !kind) {
    mistyped(L, index, argument, "a column, a constraint or an index");
  }
  if (std::string_view(kind) == kind::kColumn) {
    read_tagged(L, index, table.columns.emplace_back());
  } else if (std::string_view(kind) == "Index") {
    table.indexes.push_back(read_tagged<schema::Index>(L, index));
  } else if (std::string_view(kind) == kind::kExpr) {
    const schema::Expr expr = decode_expr(L, index);
    if (!expr.is("column")) {
      mistyped(L, index, argument, "a column, a constraint or an index");
    }
    table.columns.push_back(light_column(expr));
  } else if (!add_constraint<schema::PrimaryKeyConstraint>(L, index, kind, table) &&
             !add_constraint<schema::UniqueConstraint>(L, index, kind, table) &&
             !add_constraint<schema::CheckConstraint>(L, index, kind, table) &&
             !add_constraint<schema::ForeignKeyConstraint>(L, index, kind, table) &&
             !add_constraint<schema::ExcludeConstraint>(L, index, kind, table)) {
    mistyped(L, index, argument, "a column, a constraint or an index");
  }
}

void read_item(lua_State* L, int index, const Argument& argument, schema::Column& column) {
  const char* kind = lua_istable(L, index) ? kind_of(L, index) : nullptr;
  const std::string_view name = kind ? kind : "";
  if (name == "ForeignKey") {
    column.foreign_keys.push_back(read_tagged<schema::ForeignKey>(L, index));
  } else if (name == "CheckConstraint") {
    column.checks.push_back(read_tagged<schema::CheckConstraint>(L, index));
  } else if (name == "Identity") {
    column.identity = read_tagged<schema::Identity>(L, index);
  } else if (name == "Computed") {
    column.computed = read_tagged<schema::Computed>(L, index);
  } else if (name == "Sequence") {
    read_tagged<Sequence>(L, index);
    column.has_sequence = true;
  } else if (is_plain_table(L, index)) {
    throw Error(ErrorCode::kScript, to_string(argument) + " must be a type or an item, not a table")
        .with_hint("the options table comes last");
  } else {
    Error error(ErrorCode::kScript,
                to_string(argument) +
                    " must be a type or an item (sa.ForeignKey, sa.CheckConstraint, sa.Identity, sa.Computed, "
                    "sa.Sequence), not " +
                    describe(L, index));
    if (lua_type(L, index) == LUA_TSTRING && schema::type_spec(string_at(L, index))) {
      error.hint = "write sa." + std::string(string_at(L, index)) + "()";
    }
    throw error;
  }
}

namespace {

// Takes a type's members from the fields of its table.
struct TypeMembers {
  lua_State* L;
  int value;
  std::string_view wanted;
  const Argument& argument;
  bool found = false;

  template <class T>
  void operator()(std::string_view name, T& member) {
    if (name == wanted) {
      read(L, value, argument, member);
      found = true;
    }
  }
};

void read_variants(lua_State* L, int index, schema::Type& type) {
  const int count = static_cast<int>(lua_objlen(L, index));
  for (int i = 1; i <= count; ++i) {
    lua_rawgeti(L, index, i);
    const int pair = lua_gettop(L);
    lua_rawgeti(L, pair, 1);
    lua_rawgeti(L, pair, 2);
    type.variants.emplace_back(std::string(string_at(L, pair + 1)), schema::TypeBox(decode_type(L, pair + 2)));
    lua_pop(L, 3);
  }
}

}  // namespace

void check_type_option(lua_State* L, int index, const Argument& argument, std::string_view option) {
  if (lua_isnil(L, index) || is_none(L, index)) {
    return;
  }
  schema::Type type;
  TypeMembers members{L, index, option, argument};
  schema::type_fields(type, members);
}

// A type's table: { type = "String", length = 50 }, options by the names of schema::type_fields.
schema::Type decode_type(lua_State* L, int index) {
  index = absolute_index(L, index);
  luaL_checkstack(L, 16, "nested types");
  schema::Type type;
  push_field(L, index, "type");
  type.name = string_at(L, -1);
  lua_pop(L, 1);
  const std::string call = "sa." + type.name;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    const int value = lua_gettop(L);
    if (lua_type(L, value - 1) != LUA_TSTRING || is_none(L, value)) {
      continue;
    }
    const std::string_view name = string_at(L, value - 1);
    const Argument argument{call, name};
    if (name == "values") {
      read(L, value, argument, type.values);
    } else if (name == "variants") {
      read_variants(L, value, type);
    } else if (name != "type") {
      TypeMembers members{L, value, name, argument};
      schema::type_fields(type, members);
    }
  }
  return type;
}

namespace {

// What a type's table says, as bytes; "" when more than numbers and booleans are in it.
std::string_view summary(lua_State* L, int index, std::array<char, 128>& bytes) {
  std::size_t size = 0;
  bool fits = true;
  const auto add = [&](const void* from, std::size_t count) {
    fits = fits && size + count <= bytes.size();
    if (!fits) return;
    std::memcpy(bytes.data() + size, from, count);
    size += count;
  };
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    fits = fits && lua_type(L, -2) == LUA_TSTRING;
    if (!fits) continue;
    const std::string_view key = string_at(L, -2);
    const char kind = static_cast<char>(lua_type(L, -1));
    add(&kind, 1);
    add(key.data(), key.size() + 1);  // with the NUL behind it
    if (kind == LUA_TNUMBER) {
      const double number = lua_tonumber(L, -1);
      add(&number, sizeof number);
    } else if (kind == LUA_TBOOLEAN) {
      const char yes = lua_toboolean(L, -1) != 0 ? 1 : 0;
      add(&yes, 1);
    } else if (kind == LUA_TSTRING && key == "type") {
      const std::string_view name = string_at(L, -1);
      add(name.data(), name.size() + 1);
    } else {
      fits = false;
    }
  }
  return fits ? std::string_view(bytes.data(), size) : std::string_view();
}

}  // namespace

schema::TypeBox decode_type_box(lua_State* L, int index) {
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  constexpr std::size_t kMost = 1000;  // as a script could count through all lengths
  thread_local std::unordered_map<std::string, schema::TypeBox, Hash, std::equal_to<>> known;
  index = absolute_index(L, index);
  std::array<char, 128> bytes;
  const std::string_view said = summary(L, index, bytes);
  if (const auto found = said.empty() ? known.end() : known.find(said); found != known.end()) return found->second;
  schema::TypeBox type(decode_type(L, index));
  if (!said.empty() && known.size() < kMost) known.emplace(said, type);
  return type;
}

schema::Column decode_column(lua_State* L, int index) {
  return read_tagged<schema::Column>(L, absolute_index(L, index));
}

schema::Table decode_table(lua_State* L, int index) {
  return read_tagged<schema::Table>(L, absolute_index(L, index));
}

}  // namespace runner::host
