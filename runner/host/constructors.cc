// See constructors.h. What a constructor is given is checked here, where the script's line is at hand.
#include "host/constructors.h"

#include <array>

#include "host/arguments.h"
#include "host/objects.h"
#include "host/reader.h"

namespace runner::host {

namespace {

// ---- sa.<Item> ----

struct ItemCall {
  const Signature* signature = nullptr;
  const char* kind = nullptr;
  void (*check)(lua_State* L, int index) = nullptr;  // decodes, so that a mistake is told at the item's own line
};

template <class T>
void check_item(lua_State* L, int index) {
  read_tagged<T>(L, index);
}

// Each was checked when it was made.
bool holds_items_only(lua_State* L, int list, std::initializer_list<const char*> kinds) {
  if (!is_plain_table(L, list)) {
    return false;
  }
  list = absolute_index(L, list);
  bool right = true;
  for (int i = static_cast<int>(lua_objlen(L, list)); right && i > 0; --i) {
    lua_rawgeti(L, list, i);
    right = std::any_of(kinds.begin(), kinds.end(), [&](const char* kind) { return is_kind(L, -1, kind); });
    lua_pop(L, 1);
  }
  return right;
}

bool is_simple_default(lua_State* L, int index) {
  if (!is_kind(L, index, kind::kExpr)) {
    return lua_type(L, index) == LUA_TSTRING;
  }
  push_field(L, index, "kind");
  const bool text = string_at(L, -1) == "text";
  lua_pop(L, 1);
  return text;
}

// A column of a name, a type (checked when it was made), items and flags, as nearly all are: right at a glance.
bool is_simple_column(lua_State* L, int column) {
  bool simple = true;
  for (lua_pushnil(L); simple && lua_next(L, column); lua_pop(L, 1)) {
    const std::string_view key = string_at(L, -2);
    if (key == "name") {
      simple = lua_type(L, -1) == LUA_TSTRING;
    } else if (key == "type") {
      simple = is_kind(L, -1, kind::kType);
    } else if (key == "items") {
      // sa.Identity and sa.Computed do not go with everything.
      simple = holds_items_only(L, -1, {"ForeignKey", "CheckConstraint", "Sequence"});
    } else if (key == "server_default") {
      simple = is_simple_default(L, -1);
    } else {
      simple = (key == "nullable" || key == "primary_key" || key == "unique" || key == "index") && lua_isboolean(L, -1);
    }
  }
  lua_settop(L, column);
  return simple;
}

// A column is filled in by one of a default, an expression and a counter.
void check_column(lua_State* L, int index) {
  if (is_simple_column(L, index)) return;
  const auto column = read_tagged<schema::Column>(L, index);
  if (!column.identity && !column.computed) return;
  const std::string call =
      "sa.Column \"" + column.name + "\": a column with " + (column.identity ? "sa.Identity" : "sa.Computed");
  if (column.identity && column.computed) throw Error(ErrorCode::kScript, call + " cannot be sa.Computed, too");
  if (column.server_default) throw Error(ErrorCode::kScript, call + " cannot have a server_default");
  if (column.identity && column.autoincrement == schema::Autoincrement::kNo) {
    throw Error(ErrorCode::kScript, call + " cannot have autoincrement = false");
  }
}

// The type among a column's items, and `type_`, become its field `type`.
void settle_column_type(lua_State* L, int column) {
  push_field(L, column, "type_");
  if (!lua_isnil(L, -1)) {
    check_argument(L, lua_gettop(L), {"sa.Column", "type_"}, Takes::kType, nullptr);
    set_field(L, column, "type");
    lua_pushnil(L);
    set_field(L, column, "type_");
  } else {
    lua_pop(L, 1);
  }
  push_field(L, column, "items");
  if (!is_plain_table(L, -1)) {
    lua_pop(L, 1);  // none, or what the check of the column refuses
    return;
  }
  const int items = lua_gettop(L);
  const int count = static_cast<int>(lua_objlen(L, items));
  int kept = 0;
  for (int i = 1; i <= count; ++i) {
    lua_rawgeti(L, items, i);
    if (!is_kind(L, -1, kind::kType)) {
      lua_rawseti(L, items, ++kept);
      continue;
    }
    push_field(L, column, "type");
    if (!lua_isnil(L, -1)) {
      check_argument(L, lua_gettop(L), {"sa.Column", "type"}, Takes::kType, nullptr);
      throw Error(ErrorCode::kScript, "sa.Column: two types are given, " + describe(L, -1) + " and " + describe(L, -2));
    }
    lua_pop(L, 1);
    set_field(L, column, "type");
  }
  for (int i = kept + 1; i <= count; ++i) {
    lua_pushnil(L);
    lua_rawseti(L, items, i);
  }
  lua_pop(L, 1);
}

// Pushes the table that a column of the expression belongs to; false, and nothing pushed, where none says one.
bool push_owner(lua_State* L, int expr) {
  if (!is_kind(L, expr, kind::kExpr)) return false;
  luaL_checkstack(L, 4, "an expression this deep");
  push_field(L, expr, "owner");
  if (is_kind(L, -1, kind::kTable)) return true;
  lua_pop(L, 1);
  push_field(L, expr, "args");
  const int args = lua_gettop(L);
  const int count = lua_istable(L, args) ? static_cast<int>(lua_objlen(L, args)) : 0;
  for (int i = 1; i <= count; ++i) {
    lua_rawgeti(L, args, i);
    if (push_owner(L, lua_gettop(L))) {
      lua_replace(L, args);
      lua_settop(L, args);
      return true;
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return false;
}

// sa.Index("ix", t.c.name) or sa.Index("ix", sa.func.lower(t.c.name)) belongs to the model t.
void attach_index(lua_State* L, int index) {
  push_field(L, index, "columns");
  const int columns = lua_gettop(L);
  const int count = lua_istable(L, columns) ? static_cast<int>(lua_objlen(L, columns)) : 0;
  for (int i = 1; i <= count; ++i) {
    lua_rawgeti(L, columns, i);
    if (push_owner(L, lua_gettop(L))) {
      push_field(L, -1, "items");
      lua_pushvalue(L, index);
      lua_rawseti(L, -2, static_cast<int>(lua_objlen(L, -2)) + 1);
      break;
    }
    lua_pop(L, 1);
  }
  lua_settop(L, columns - 1);
}

int make_item(lua_State* L) {
  const auto& call = *static_cast<const ItemCall*>(lua_touserdata(L, lua_upvalueindex(1)));
  bind_arguments(L, *call.signature);
  const int item = lua_gettop(L);
  const std::string_view kind = call.kind;
  if (kind == kind::kColumn) {
    settle_column_type(L, item);
  }
  tag(L, call.kind);
  call.check(L, item);
  if (kind == "Index") {
    attach_index(L, item);
  }
  return 1;
}

template <class T>
ItemCall item_call() {
  return {signature(ItemName<T>::kCall), ItemName<T>::kKind, check_item<T>};
}

const ItemCall* find_item(std::string_view call) {
  static const std::array calls{ItemCall{signature(ItemName<schema::Column>::kCall), ItemName<schema::Column>::kKind,
                                         check_column},
                                item_call<schema::ForeignKey>(),
                                item_call<schema::ForeignKeyConstraint>(),
                                item_call<schema::PrimaryKeyConstraint>(),
                                item_call<schema::UniqueConstraint>(),
                                item_call<schema::CheckConstraint>(),
                                item_call<schema::ExcludeConstraint>(),
                                item_call<schema::Index>(),
                                item_call<schema::Identity>(),
                                item_call<schema::Computed>(),
                                item_call<Sequence>()};
  for (const ItemCall& item : calls) {
    if (item.signature->call == call) {
      return &item;
    }
  }
  return nullptr;
}

// ---- sa.<Type> ----

// Option names that only Python needs go, further spellings become the one that type_fields knows.
void settle_type_options(lua_State* L, int type, const schema::TypeSpec& spec) {
  for (auto name : spec.ignored) {
    lua_pushnil(L);
    set_field(L, type, name);
  }
  auto rename = [&](std::string_view name) {
    const auto known = schema::type_option(name);
    if (known != name) {
      push_field(L, type, name);
      check_type_option(L, lua_gettop(L), {"sa." + std::string(spec.name), name}, known);
      set_field(L, type, known);
      lua_pushnil(L);
      set_field(L, type, name);
    }
  };
  for (auto name : spec.positions) {
    rename(name);
  }
  for (auto name : spec.options) {
    rename(name);
  }
}

// sa.String(50): a type called is a type with options.
int call_type(lua_State* L) {
  push_field(L, 1, "type");
  const std::string name(string_at(L, -1));
  lua_pop(L, 1);
  const schema::TypeSpec& spec = *schema::type_spec(name);
  if (lua_gettop(L) == 1) {
    lua_createtable(L, 0, 1);
  } else {
    bind_arguments(L, *signature("sa." + name), 2);
    settle_type_options(L, lua_gettop(L), spec);
  }
  const int type = lua_gettop(L);
  lua_pushlstring(L, spec.name.data(), spec.name.size());
  set_field(L, type, "type");
  tag(L, kind::kType);
  decode_type_box(L, type);  // options can be wrong
  if (name == "custom") {
    push_field(L, type, "sql");
    if (lua_isnil(L, -1)) {
      throw Error(ErrorCode::kScript, "sa.custom: missing argument \"sql\"").with_hint("write sa.custom(\"ltree\")");
    }
    lua_pop(L, 1);
  }
  return 1;
}

}  // namespace

bool push_type_prototype(lua_State* L, const std::string& name) {
  const schema::TypeSpec* spec = schema::type_spec(name);
  if (!spec) {
    return false;
  }
  lua_createtable(L, 0, 1);
  lua_pushlstring(L, spec->name.data(), spec->name.size());
  set_field(L, -2, "type");
  push_metatable(L, kind::kType);
  lua_pushcfunction(L, guard<call_type>);
  set_field(L, -2, "__call");
  lua_setmetatable(L, -2);
  return true;
}

bool push_item_call(lua_State* L, const std::string& name) {
  const ItemCall* item = find_item("sa." + name);
  if (!item) {
    return false;
  }
  lua_pushlightuserdata(L, const_cast<ItemCall*>(item));
  lua_pushcclosure(L, guard<make_item>, 1);
  return true;
}

}  // namespace runner::host
