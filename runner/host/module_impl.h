// What lies behind Module, for the files that make op, sa and connections: the sink of the moment, the cursors that scripts
// hold open, and the doors to push objects.
#pragma once

#include <deque>
#include <lua.hpp>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/decode.h"
#include "host/internal.h"
#include "host/module.h"

namespace runner::host {

// A cursor that a script holds. The result object in Lua and the module share it, so that either may end it.
struct OpenCursor {
  std::unique_ptr<Cursor> cursor;
  std::string where;  // the line of the execute
  std::vector<std::string> columns;
  std::int64_t rowcount = -1;
  bool cut_off = false;  // closed by the module with rows left

  // Lets go of the cursor; true when it still had rows.
  bool close();
};

struct Module::Impl {
  explicit Impl(State& s) : state(s) {}

  State& state;
  ops::OpSink* sink = nullptr;
  Ref context_fields;
  Ref op, sa;
  std::vector<std::weak_ptr<OpenCursor>> cursors;
  std::set<std::string> nulls_read;  // columns of rows, asked for by name since the last statement, that were NULL
  int savepoints = 0;

  // The sink, or Error{kScript} that says why `call` cannot run here.
  ops::OpSink& need_sink(std::string_view call) const;
  // Hands an op on, with the user's line; closes cursors before what they would stand in the way of.
  void accept(lua_State* L, ops::Op&& operation);
  std::unique_ptr<Cursor> execute(lua_State* L, const ops::Query& query, std::string_view call);
  std::shared_ptr<OpenCursor> keep(std::unique_ptr<Cursor> cursor, std::string where);
  void close_cursors();
};

Module::Impl& impl_of(lua_State* L);
void set_impl(lua_State* L, Module::Impl* impl);

// ---- what the files push and register ----

// Fills the table that our Lua files get as `host`.
void add_natives(Module::Impl& impl, lua_State* L, int host);
void add_batch_natives(lua_State* L, int host);
void add_inspect_natives(lua_State* L, int host);
void add_operation_natives(lua_State* L, int host);
void add_discover_natives(lua_State* L, int host);

// host.connection(): op.get_bind().
int push_script_connection(lua_State* L);
// A connection over a sink of its own; nullptr: over the sink of the moment.
void push_connection(lua_State* L, ops::OpSink* sink);
// The result of a statement.
void push_result(lua_State* L, std::shared_ptr<OpenCursor> cursor);

// Members of op and sa, made when they are asked for: __index functions with the table that keeps them as upvalue 1.
int op_member(lua_State* L);
int sa_member(lua_State* L);
// op.operations: its functions return the operation as a table of its arguments.
void push_operations(lua_State* L);
// op.bulk_insert
int bulk_insert(lua_State* L);
// The operation that a value of op.operations, or of the recorder, stands for.
ops::Op operation_at(lua_State* L, int index, const char* call);
// host.emit(name, bound arguments)
int emit_bound(lua_State* L);

// A C++ value as the sa object that its Lua source makes.
void push_source(lua_State* L, const std::string& expression);
void push_type(lua_State* L, const schema::Type& type);

// Is this raw SQL about the schema, so that open cursors would be in its way?
bool is_ddl(std::string_view sql);

}  // namespace runner::host
