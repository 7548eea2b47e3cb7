// The members of op and sa: made when a script first names them, each a C closure over its signature, and kept.
#include <algorithm>
#include <array>
#include <deque>

#include "base/text.h"
#include "host/arguments.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/reader.h"

namespace runner::host {

namespace {

// ---- op.<operation> ----

struct OpCall {
  const Signature* signature;
  std::string name;  // of the op
  const char* flag;  // an option that is always true: if_exists of drop_table_if_exists
};

// What op.create_table gives back: its own arguments, dressed as a table.
void push_created_table(lua_State* L, int bound) {
  lua_pushvalue(L, bound);
  push_field(L, bound, "table_name");
  set_field(L, bound, "name");
  tag(L, kind::kTable);
}

// What the call's name says; something that is no boolean stays, to be refused.
void set_flag(lua_State* L, int bound, const char* flag) {
  push_field(L, bound, flag);
  const bool free = lua_isnil(L, -1) || lua_isboolean(L, -1);
  lua_pop(L, 1);
  if (free) {
    lua_pushboolean(L, 1);
    set_field(L, bound, flag);
  }
}

int emit(lua_State* L) {
  const auto& call = *static_cast<const OpCall*>(lua_touserdata(L, lua_upvalueindex(1)));
  bind_arguments(L, *call.signature);
  const int bound = lua_gettop(L);
  if (call.flag) {
    set_flag(L, bound, call.flag);
  }
  Module::Impl& impl = impl_of(L);
  impl.need_sink(call.signature->call);
  push_field(L, bound, "sqltext");
  const bool operation = call.name == "execute" && is_kind(L, -1, kind::kOperation);  // sa.schema.CreateSequence(...)
  impl.accept(L, operation ? operation_at(L, lua_gettop(L), "op.execute") : decode_op(L, bound, call.name, call.signature->call));
  if (call.name != "create_table") {
    return 0;
  }
  push_created_table(L, bound);
  return 1;
}

// Calls live as long as the program: there is one for each operation.
const OpCall* op_call(std::string_view name) {
  static std::deque<OpCall> calls;
  for (const OpCall& call : calls) {
    if (call.signature->call.substr(3) == name) {
      return &call;
    }
  }
  struct Alias {
    const char* name;
    const char* op;
    const char* flag;
  };
  static constexpr std::array<Alias, 2> kAliases{
      {{"create_table_if_not_exists", "create_table", "if_not_exists"}, {"drop_table_if_exists", "drop_table", "if_exists"}}};
  const Signature* known = signature("op." + std::string(name));
  if (!known) {
    return nullptr;
  }
  for (const Alias& alias : kAliases) {
    if (alias.name == name) {
      return &calls.emplace_back(OpCall{known, alias.op, alias.flag});
    }
  }
  return &calls.emplace_back(OpCall{known, std::string(name), nullptr});
}

// The functions that lua/op.lua and row_source.cc have, though they have a signature too.
bool is_operation(std::string_view name) {
  static constexpr std::array kOthers{"batch_alter_table", "bulk_insert", "f",           "inline_literal", "register_operation",
                                      "autocommit_block",  "get_bind",    "get_context", "invoke"};
  for (const char* other : kOthers) {
    if (name == other) {
      return false;
    }
  }
  return signature("op." + std::string(name)) != nullptr;
}

// Keeps what is on top of the stack in the cache that is upvalue 1, and returns it.
int keep(lua_State* L, std::string_view name) {
  lua_pushvalue(L, -1);
  set_field(L, lua_upvalueindex(1), name);
  return 1;
}

[[noreturn]] void no_member(std::string_view module, std::string_view name, std::vector<std::string> known = {}) {
  const std::string prefix = std::string(module) + ".";
  for (const std::string& call : signature_names()) {
    if (call.compare(0, prefix.size(), prefix) == 0) {
      known.push_back(call.substr(prefix.size()));
    }
  }
  // Of sa.Integer and sa.INTEGER the one in the user's own case comes first.
  const auto shouts = [](std::string_view word) { return word == text::upper(word); };
  std::stable_partition(known.begin(), known.end(), [&](const auto& word) { return shouts(word) == shouts(name); });
  Error error(ErrorCode::kScript, prefix + std::string(name) + " does not exist");
  if (const std::string near = nearest(name, known); !near.empty()) {
    error.hint = "did you mean " + prefix + near + "?";
  }
  throw error;
}

std::string member_name(lua_State* L, const char* module) {
  if (lua_type(L, 2) != LUA_TSTRING) {
    throw Error(ErrorCode::kScript, std::string(module) + " has named members only, not " + describe(L, 2));
  }
  return std::string(string_at(L, 2));
}

// Pushes a member of what a file of ours returned; false (and nothing) when it has none of that name.
bool push_builtin_member(lua_State* L, const char* file, const std::string& name) {
  push_ref(L, require_builtin(state_of(L), file));
  lua_pushlstring(L, name.data(), name.size());
  lua_gettable(L, -2);
  lua_remove(L, -2);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    return false;
  }
  return true;
}

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
  if (!plain_type(L, type)) decode_type(L, type);  // only options can be wrong
  if (name == "custom") {
    push_field(L, type, "sql");
    if (lua_isnil(L, -1)) {
      throw Error(ErrorCode::kScript, "sa.custom: missing argument \"sql\"").with_hint("write sa.custom(\"ltree\")");
    }
    lua_pop(L, 1);
  }
  return 1;
}

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

bool push_member(lua_State* L, const std::string& name) {
  return push_item_call(L, name) || push_type_prototype(L, name) || push_builtin_member(L, "sa", name);
}

bool is_namespace(std::string_view name) {
  return name == "postgresql" || name == "sqlite" || name == "mysql" || name == "schema" || name == "sql";
}

// sa.postgresql.<name>; upvalue 2 is "postgresql".
int namespace_member(lua_State* L) {
  const std::string module(string_at(L, lua_upvalueindex(2)));
  const std::string name = member_name(L, ("sa." + module).c_str());
  const bool second_name = (module == "schema" || module == "sql") && !is_namespace(name);  // sa.sql.text is sa.text
  if (!push_member(L, module + "." + name) && !(second_name && push_member(L, name))) {
    no_member("sa." + module, name);
  }
  return keep(L, name);
}

void push_namespace(lua_State* L, const std::string& module) {
  lua_newtable(L);
  lua_newtable(L);
  lua_pushvalue(L, -2);
  lua_pushlstring(L, module.data(), module.size());
  lua_pushcclosure(L, guard<namespace_member>, 2);
  set_field(L, -2, "__index");
  lua_pushstring(L, kind::kModule);
  set_field(L, -2, kKindField);
  lua_setmetatable(L, -2);
}

// ---- op.operations.<operation>: the operation as a value, not run ----

int make_operation(lua_State* L) {
  const auto& call = *static_cast<const OpCall*>(lua_touserdata(L, lua_upvalueindex(1)));
  bind_arguments(L, *call.signature);
  const int operation = lua_gettop(L);
  if (call.flag) {
    lua_pushboolean(L, 1);
    set_field(L, operation, call.flag);
  }
  decode_op(L, operation, call.name);  // a mistake is told where the operation is made
  lua_pushlstring(L, call.name.data(), call.name.size());
  set_field(L, operation, "operation");
  tag(L, kind::kOperation);
  return 1;
}

int operations_member(lua_State* L) {
  const std::string name = member_name(L, "op.operations");
  if (is_operation(name)) {
    lua_pushlightuserdata(L, const_cast<OpCall*>(op_call(name)));
    lua_pushcclosure(L, guard<make_operation>, 1);
  } else if (name != "f" && name != "inline_literal") {
    no_member("op", name);
  } else {
    push_builtin_member(L, "op", name);
  }
  return keep(L, name);
}

// The operations of the user's own, by name.
std::vector<std::string> registered_operations(lua_State* L) {
  std::vector<std::string> names;
  if (!push_builtin_member(L, "op", "registered_names")) return names;
  lua_call(L, 0, 1);
  const int count = static_cast<int>(lua_objlen(L, -1));
  for (int i = 1; i <= count; ++i) {
    lua_rawgeti(L, -1, i);
    names.emplace_back(string_at(L, -1));
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return names;
}

}  // namespace

void push_operations(lua_State* L) {
  lua_newtable(L);
  lua_newtable(L);
  lua_pushvalue(L, -2);
  lua_pushcclosure(L, guard<operations_member>, 1);
  set_field(L, -2, "__index");
  lua_pushstring(L, kind::kModule);
  set_field(L, -2, kKindField);
  lua_setmetatable(L, -2);
}

int op_member(lua_State* L) {
  const std::string name = member_name(L, "op");
  if (name == "operations") {
    push_operations(L);
    return keep(L, name);
  }
  if (name == "bulk_insert") {
    lua_pushcfunction(L, guard<bulk_insert>);
    return keep(L, name);
  }
  if (is_operation(name)) {
    lua_pushlightuserdata(L, const_cast<OpCall*>(op_call(name)));
    lua_pushcclosure(L, guard<emit>, 1);
    return keep(L, name);
  }
  if (!push_builtin_member(L, "op", name)) {
    no_member("op", name, registered_operations(L));
  }
  return keep(L, name);
}

int sa_member(lua_State* L) {
  const std::string name = member_name(L, "sa");
  if (is_namespace(name)) {
    push_namespace(L, name);
  } else if (name == "none" || name == "NULL") {
    push_none(L);
  } else if (!push_member(L, name)) {
    no_member("sa", name);
  }
  return keep(L, name);
}

int emit_bound(lua_State* L) {
  const std::string name(string_at(L, 1));
  impl_of(L).accept(L, decode_op(L, 2, name));
  return 0;
}

}  // namespace runner::host
