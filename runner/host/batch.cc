// The queue behind op.batch_alter_table's block; lua/batch.lua gives it its face.
#include <memory>
#include <new>

#include "host/arguments.h"
#include "host/inspect.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/reader.h"

namespace runner::host {

namespace {

constexpr const char* kQueue = "BatchQueue";
const std::string kCall = "op.batch_alter_table";

struct Queue {
  ops::BatchAlterTable batch;
  bool over = false;
};

Queue& queue_at(lua_State* L, int index) {
  return *static_cast<Queue*>(lua_touserdata(L, index));
}

int collect(lua_State* L) {
  std::destroy_at(&queue_at(L, 1));
  return 0;
}

void push_queue(lua_State* L, ops::BatchAlterTable batch) {
  void* memory = lua_newuserdata(L, sizeof(Queue));
  new (memory) Queue{std::move(batch)};
  push_metatable(L, kQueue);
  lua_pushcfunction(L, collect);
  set_field(L, -2, "__gc");
  lua_setmetatable(L, -2);
}

// op.batch_alter_table(table, { options }, function(batch) ... end): here alone the options table is not last.
void move_block_before_options(lua_State* L) {
  if (lua_gettop(L) == 3 && lua_isfunction(L, 3)) {
    lua_insert(L, 2);
  }
}

// host.batch_open(...) -> queue, block
int open(lua_State* L) {
  impl_of(L).need_sink(kCall);
  move_block_before_options(L);
  bind_arguments(L, *signature(kCall));
  const int bound = lua_gettop(L);
  push_field(L, bound, "block");
  if (!lua_isfunction(L, -1)) {
    throw Error(ErrorCode::kScript, kCall + ": \"block\" must be a function, not " + describe(L, -1))
        .with_hint("write op.batch_alter_table(\"t\", function(batch) ... end)");
  }
  ops::BatchAlterTable batch = decode_batch(L, bound);
  run_column_listeners(L, bound, batch);
  push_queue(L, std::move(batch));
  lua_insert(L, -2);
  return 2;
}

void set_schema(ops::TableOp& op, const ops::OptString& schema) {
  std::visit(
      [&](auto& one) {
        if constexpr (requires { one.source_schema; }) {
          one.source_schema = schema;
        } else {
          one.schema = schema;
        }
      },
      op);
}

void set_table(ops::TableOp& op, const std::string& table) {
  std::visit(
      [&](auto& one) {
        if constexpr (requires { one.source_table; }) {
          one.source_table = table;
        } else {
          one.table_name = table;
        }
      },
      op);
}

// batch.<operation>(...) and batch:<operation>(...). Upvalues: queue, batch, the operation's name.
int enqueue(lua_State* L) {
  Queue& queue = queue_at(L, lua_upvalueindex(1));
  const std::string name(string_at(L, lua_upvalueindex(3)));
  const int first = lua_rawequal(L, 1, lua_upvalueindex(2)) ? 2 : 1;
  const std::string call = "batch." + name;
  if (queue.over) {
    throw Error(ErrorCode::kScript, call + ": the block of op.batch_alter_table has ended");
  }
  bind_arguments(L, *signature(call), first);
  ops::TableOp op = decode_table_op(L, lua_gettop(L), name);
  set_table(op, queue.batch.table_name);
  set_schema(op, queue.batch.schema);
  queue.batch.operations.push_back(std::move(op));
  return 0;
}

// host.batch_operation(queue, batch, name) -> function, or nil when no operation of that name is queued
int operation(lua_State* L) {
  const std::string name = lua_type(L, 3) == LUA_TSTRING ? std::string(string_at(L, 3)) : "";
  if (name == "execute" || !signature("batch." + name)) {
    lua_pushnil(L);
    return 1;
  }
  lua_settop(L, 3);
  lua_pushcclosure(L, guard<enqueue>, 3);
  return 1;
}

// host.batch_close(queue)
int close(lua_State* L) {
  Queue& queue = queue_at(L, 1);
  queue.over = true;
  impl_of(L).accept(L, std::move(queue.batch));
  return 0;
}

int names(lua_State* L) {
  lua_newtable(L);
  int count = 0;
  for (const std::string& call : signature_names()) {
    if (call.compare(0, 6, "batch.") == 0) {
      lua_pushstring(L, call.c_str() + 6);
      lua_rawseti(L, -2, ++count);
    }
  }
  return 1;
}

}  // namespace

void add_batch_natives(lua_State* L, int host) {
  static const luaL_Reg kFunctions[] = {{"batch_open", guard<open>},
                                        {"batch_operation", guard<operation>},
                                        {"batch_close", guard<close>},
                                        {"batch_names", guard<names>},
                                        {nullptr, nullptr}};
  set_functions(L, host, kFunctions);
}

}  // namespace runner::host
