// Operations as values in Lua, and C++ values as the sa objects that their Lua source makes.
#include <memory>
#include <new>

#include "host/lua_writer.h"
#include "host/module_impl.h"
#include "host/objects.h"

namespace runner::host {

namespace {

constexpr const char* kOperation = "Operation";
constexpr const char* kBox = "OperationBox";
char sources_key;   // registry[&sources_key]: expression -> compiled function

int collect(lua_State* L) {
  std::destroy_at(static_cast<ops::Op*>(lua_touserdata(L, 1)));
  return 0;
}

void push_box(lua_State* L, const ops::Op& op) {
  void* memory = lua_newuserdata(L, sizeof(ops::Op));
  new (memory) ops::Op(op);
  push_metatable(L, kBox);
  lua_pushcfunction(L, collect);
  set_field(L, -2, "__gc");
  lua_setmetatable(L, -2);
}

std::string table_of(const ops::Op& op) {
  return std::visit(
      [](const auto& one) -> std::string {
        if constexpr (requires { std::string(one.table.name); }) {
          return one.table.name;
        } else if constexpr (requires { std::string(one.table_name); }) {
          return one.table_name;
        } else if constexpr (requires { one.table_name.value_or(""); }) {
          return one.table_name.value_or("");
        } else {
          return "";
        }
      },
      op);
}

// host.invoke(operation)
int invoke(lua_State* L) {
  if (is_kind(L, 1, kOperation)) {
    push_field(L, 1, "op");
    const char* kind = lua_isuserdata(L, -1) ? kind_of(L, -1) : nullptr;
    if (kind && std::string_view(kind) == kBox) {
      impl_of(L).accept(L, *static_cast<ops::Op*>(lua_touserdata(L, -1)));
      return 0;
    }
  }
  throw Error(ErrorCode::kScript, "op.invoke: an operation was expected, not " + describe(L, 1));
}

// Compiles `return <expression>` as a function of sa and op, once for each expression.
void push_compiled(lua_State* L, const std::string& expression) {
  lua_pushlightuserdata(L, &sources_key);
  lua_rawget(L, LUA_REGISTRYINDEX);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushlightuserdata(L, &sources_key);
    lua_pushvalue(L, -2);
    lua_rawset(L, LUA_REGISTRYINDEX);
  }
  push_field(L, -1, expression);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    const std::string text = "local sa, op = ... return " + expression;
    if (luaL_loadbufferx(L, text.data(), text.size(), "=[runner].source", "t") != 0) {
      throw Error(ErrorCode::kInternal, "a written expression does not compile: " + std::string(string_at(L, -1)));
    }
    lua_pushvalue(L, -1);
    set_field(L, -3, expression);
  }
  lua_remove(L, -2);
}

}  // namespace

void push_source(lua_State* L, const std::string& expression) {
  push_compiled(L, expression);
  push_ref(L, impl_of(L).sa);
  push_ref(L, impl_of(L).op);
  lua_call(L, 2, 1);
}

void push_type(lua_State* L, const schema::Type& type) { push_source(L, write(type)); }

namespace {

// Names as plain strings: a hook compares them with ==.
void plain_name(schema::Name& name) { name.final = false; }

Ref made_of(Module::Impl& impl, const std::string& source) {
  lua_State* L = impl.state.raw();
  push_compiled(L, source);
  const auto results = impl.state.call(pop_ref(impl.state, L), {impl.sa, impl.op});
  return results.empty() ? Ref() : results.front();
}

}  // namespace

Ref Module::object(const schema::Table& table) {
  schema::Table plain = table;
  for (schema::Index& index : plain.indexes) plain_name(index.name);
  for (schema::Constraint& constraint : plain.constraints) plain_name(schema::name_of(constraint));
  return made_of(*impl_, write(plain));
}

Ref Module::object(const schema::Index& index) {
  schema::Index plain = index;
  plain_name(plain.name);
  return made_of(*impl_, write(plain));
}

Ref Module::object(const schema::Constraint& constraint) {
  schema::Constraint plain = constraint;
  plain_name(schema::name_of(plain));
  return made_of(*impl_, std::visit([](const auto& one) { return write(one); }, plain));
}

Ref Module::operation(const ops::Op& op) {
  lua_State* L = impl_->state.raw();
  lua_newtable(L);
  const auto set = [&](const char* name, std::string_view text) {
    lua_pushlstring(L, text.data(), text.size());
    set_field(L, -2, name);
  };
  set("operation", ops::name_of(op));
  set("source", write(op));
  if (const std::string table = table_of(op); !table.empty()) {
    set("table_name", table);
  }
  push_box(L, op);
  set_field(L, -2, "op");
  tag(L, kOperation);
  return pop_ref(impl_->state, L);
}

void add_operation_natives(lua_State* L, int host) {
  static const luaL_Reg kFunctions[] = {{"invoke", guard<invoke>}, {nullptr, nullptr}};
  set_functions(L, host, kFunctions);
}

}  // namespace runner::host
