// Operations as values in Lua, and C++ values as the sa objects that their Lua source makes.
#include <memory>
#include <new>

#include "host/arguments.h"
#include "host/items.h"
#include "host/lua_writer.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "ops/reverse.h"

namespace runner::host {

namespace {

constexpr const char* kBox = "OperationBox";
char sources_key;  // registry[&sources_key]: expression -> compiled function

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

// A block has no arguments to look into: its operation is kept as it is.
const ops::Op* boxed(lua_State* L, int index) {
  push_field(L, index, "op");
  const char* kind = lua_isuserdata(L, -1) ? kind_of(L, -1) : nullptr;
  const bool box = kind && std::string_view(kind) == kBox;
  const auto* op = box ? static_cast<const ops::Op*>(lua_touserdata(L, -1)) : nullptr;
  lua_pop(L, 1);
  return op;
}

ops::Op decode_operation(lua_State* L, int index, const char* call) {
  if (!is_kind(L, index, kind::kOperation)) {
    throw Error(ErrorCode::kScript, std::string(call) + ": an operation was expected, not " + describe(L, index))
        .with_hint("op.operations.create_index(\"ix\", \"t\", { \"a\" }) makes one");
  }
  if (const ops::Op* op = boxed(L, index)) {
    return *op;
  }
  push_field(L, index, "operation");
  const std::string name = lua_type(L, -1) == LUA_TSTRING ? std::string(string_at(L, -1)) : "";
  lua_pop(L, 1);
  if (!signature("op." + name)) {
    throw Error(ErrorCode::kScript, std::string(call) + ": \"" + name + "\" is no operation");
  }
  return decode_op(L, index, name);
}

}  // namespace

ops::Op operation_at(lua_State* L, int index, const char* call) {
  return decode_operation(L, index, call);
}

namespace {

// host.invoke(operation)
int invoke(lua_State* L) {
  impl_of(L).accept(L, decode_operation(L, 1, "op.invoke"));
  return 0;
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

void push_type(lua_State* L, const schema::Type& type) {
  push_source(L, write(type));
}

namespace {

// Names as plain strings: a hook compares them with ==.
void plain_name(schema::Name& name) {
  name.final = false;
}

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

Ref Module::object(const schema::Column& column) {
  return made_of(*impl_, write(column));
}

Ref Module::object(const schema::Type& type) {
  return made_of(*impl_, write(type));
}

Ref Module::object(const schema::Default& value) {
  return made_of(*impl_, write(value));
}

namespace {

// The op's own call, made by op.operations: its arguments as a table.
Ref with_arguments(Module::Impl& impl, const std::string& source) {
  lua_State* L = impl.state.raw();
  push_compiled(L, source);
  const Ref function = pop_ref(impl.state, L);
  push_operations(L);
  const auto results = impl.state.call(function, {impl.sa, pop_ref(impl.state, L)});
  return results.empty() ? Ref() : results.front();
}

bool has_arguments(const ops::Op& op) {
  return std::visit([](const auto& one) { return HasFields<std::decay_t<decltype(one)>>; }, op);
}

Ref value_of(Module::Impl& impl, const ops::Op& op) {
  lua_State* L = impl.state.raw();
  const std::string source = write(op);
  Ref made;
  if (has_arguments(op)) {
    made = with_arguments(impl, source);
  } else {
    lua_newtable(L);
    push_box(L, op);
    set_field(L, -2, "op");
    tag(L, kind::kOperation);
    made = pop_ref(impl.state, L);
    made.set("operation", impl.state.string(ops::name_of(op)));
  }
  made.set("source", impl.state.string(source));
  if (const std::string table = table_of(op); !table.empty()) {
    made.set("table_name", impl.state.string(table));
  }
  return made;
}

}  // namespace

Ref Module::operation(const ops::Op& op) {
  return value_of(*impl_, op);
}

ops::Op Module::operation_of(const Ref& value) {
  lua_State* L = impl_->state.raw();
  push_ref(L, value);
  ops::Op op = decode_operation(L, lua_gettop(L), "process_revision_directives");
  lua_pop(L, 1);
  return op;
}

namespace {

// operation:reverse(): the operation that undoes it, as a value.
int reverse(lua_State* L) {
  const ops::Op op = decode_operation(L, 1, ":reverse");
  refuse_surplus(L, ":reverse", 0);
  const auto undone = ops::reverse(op);
  if (!undone) {
    throw Error(ErrorCode::kScript,
                "op." + std::string(ops::name_of(op)) + " cannot be reversed: it does not say what was before")
        .with_hint("give what it takes to make it again: a name, existing_type, values, definition ...");
  }
  push_ref(L, value_of(impl_of(L), *undone));
  return 1;
}

}  // namespace

void add_operation_natives(lua_State* L, int host) {
  push_metatable(L, kind::kOperation);
  lua_newtable(L);
  static const luaL_Reg kMethods[] = {{"reverse", guard<reverse>}, {nullptr, nullptr}};
  set_functions(L, lua_gettop(L), kMethods);
  set_field(L, -2, "__index");
  lua_pop(L, 1);
  static const luaL_Reg kFunctions[] = {{"invoke", guard<invoke>}, {nullptr, nullptr}};
  set_functions(L, host, kFunctions);
}

}  // namespace runner::host
