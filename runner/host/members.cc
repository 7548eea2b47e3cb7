// The members of op and sa: made when a script first names them, each a C closure over its signature, and kept.
#include <algorithm>
#include <array>
#include <deque>

#include "base/text.h"
#include "host/arguments.h"
#include "host/constructors.h"
#include "host/module_impl.h"
#include "host/objects.h"

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
