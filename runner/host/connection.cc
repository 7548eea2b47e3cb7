// Connections as scripts see them: conn:execute(...), conn:begin_nested(fn), conn.dialect.name. A connection is a table over
// the sink of the moment; the script's own refuses transaction control, env.lua's has natives for it.
#include <map>
#include <set>
#include <utility>

#include "host/arguments.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/parameters.h"
#include "host/reader.h"
#include "host/values.h"

namespace runner::host {

namespace {

char sink_key;  // its address is the key of a connection's own sink

// While one lives, calls go to the sink of the connection at `index`, where that has one.
class OwnSink {
 public:
  OwnSink(lua_State* L, int index) : impl_(impl_of(L)), before_(impl_.sink) {
    if (!lua_istable(L, index)) return;
    lua_pushlightuserdata(L, &sink_key);
    lua_rawget(L, index);
    if (auto* own = static_cast<ops::OpSink*>(lua_touserdata(L, -1))) impl_.sink = own;
    lua_pop(L, 1);
  }
  ~OwnSink() { impl_.sink = before_; }
  OwnSink(const OwnSink&) = delete;
  OwnSink& operator=(const OwnSink&) = delete;

 private:
  Module::Impl& impl_;
  ops::OpSink* before_;
};

// ---- execute ----

schema::Expr statement_at(lua_State* L, int index, const std::string& call) {
  schema::Expr statement;
  read(L, index, {call, "statement"}, statement);
  return statement;
}

bool is_table_at(lua_State* L, int list, int position) {
  lua_rawgeti(L, list, position);
  const bool table = lua_istable(L, -1) && !is_none(L, -1);
  lua_pop(L, 1);
  return table;
}

// One table of parameters, or a list of them.
void read_params(lua_State* L, int index, const std::string& call, ops::Query& query) {
  if (lua_isnoneornil(L, index) || is_none(L, index)) {
    return;
  }
  if (!lua_istable(L, index)) {
    throw Error(ErrorCode::kScript,
                call + ": parameters must be a table { name = value } or a list of them, not " + describe(L, index));
  }
  if (!is_table_at(L, index, 1)) {
    query.params = named_values(L, index, call);
    return;
  }
  const int count = static_cast<int>(lua_objlen(L, index));
  for (int i = 1; i <= count; ++i) {
    lua_rawgeti(L, index, i);
    const std::string what = call + ": parameter set " + std::to_string(i);
    if (!lua_istable(L, -1)) {
      throw Error(ErrorCode::kScript, what + " must be a table { name = value }, not " + describe(L, -1));
    }
    query.many.push_back(named_values(L, lua_gettop(L), what));
    lua_pop(L, 1);
  }
}

void require_connection(lua_State* L, const std::string& call, int most) {
  if (!is_kind(L, 1, kind::kConnection)) {
    throw Error(ErrorCode::kScript, call + ": called without its connection")
        .with_hint("write conn:" + call + "(...), with a colon");
  }
  refuse_surplus(L, call, most);
}

std::shared_ptr<OpenCursor> run(lua_State* L, const ops::Query& query, const std::string& call) {
  Module::Impl& impl = impl_of(L);
  return impl.keep(impl.execute(L, query, call), user_line(L));
}

int execute_as(lua_State* L, const std::string& call) {
  require_connection(L, call, 2);
  const OwnSink own(L, 1);
  if (is_kind(L, 2, kind::kOperation)) {
    impl_of(L).accept(L, operation_at(L, 2, call.c_str()));
    return 0;
  }
  ops::Query query;
  query.sql = statement_at(L, 2, call);
  read_params(L, 3, call, query);
  const std::set<std::string> nulls = std::exchange(impl_of(L).nulls_read, {});
  if (query.many.empty() && lua_istable(L, 3)) give_nulls(query.sql, nulls, query.params);
  for (auto& params : query.many) give_nulls(query.sql, nulls, params);
  take_columns(query.sql, query.many.empty() ? query.params : query.many[0]);
  push_result(L, run(L, query, call));
  return 1;
}

int execute(lua_State* L) {
  return execute_as(L, "execute");
}

int exec_driver_sql(lua_State* L) {
  const std::string call = "exec_driver_sql";
  require_connection(L, call, 1);
  if (lua_type(L, 2) != LUA_TSTRING) {
    throw Error(ErrorCode::kScript, call + ": SQL must be a string, not " + describe(L, 2));
  }
  ops::Query query;
  query.sql = schema::Expr::text(std::string(string_at(L, 2)));
  query.raw = true;
  push_result(L, run(L, query, call));
  return 1;
}

// conn:scalar(statement, params), conn:scalars(...): execute and the result's method in one.
template <char const* Method>
int execute_and(lua_State* L) {
  execute_as(L, Method);
  const int result = lua_gettop(L);
  lua_getfield(L, result, Method);
  lua_pushvalue(L, result);
  lua_call(L, 1, 1);
  return 1;
}
constexpr char kScalar[] = "scalar";
constexpr char kScalars[] = "scalars";

// ---- savepoints ----

void savepoint(lua_State* L, int connection, const std::string& name, char action) {
  const OwnSink own(L, connection);
  impl_of(L).accept(L, ops::Savepoint{name, action});
}

// conn:begin_nested(fn)
int begin_nested(lua_State* L) {
  require_connection(L, "begin_nested", 1);
  if (!lua_isfunction(L, 2)) {
    throw Error(ErrorCode::kScript, "begin_nested: a function was expected, not " + describe(L, 2))
        .with_hint("write conn:begin_nested(function() ... end)");
  }
  Module::Impl& impl = impl_of(L);
  const std::string name = "sa_savepoint_" + std::to_string(++impl.savepoints);
  savepoint(L, 1, name, 's');
  lua_settop(L, 2);
  push_field(L, lua_upvalueindex(1), "pcall");
  lua_insert(L, 2);
  lua_call(L, 1, LUA_MULTRET);  // true, results... | false, error
  const int first = 2;
  if (lua_toboolean(L, first)) {
    savepoint(L, 1, name, 'r');
    return lua_gettop(L) - first;
  }
  if (!impl.state.stopped()) {
    savepoint(L, 1, name, 'b');
  }
  lua_settop(L, first + 1);
  return lua_error(L);
}

// ---- transactions: not the script's business ----

[[noreturn]] void refuse(const std::string& what) {
  throw Error(ErrorCode::kScript, what + " is not available in a script: the transaction belongs to the run")
      .with_hint(
          "op.autocommit_block(function() ... end) commits, runs outside a transaction and begins again; "
          "conn:begin_nested(fn) is a savepoint");
}

template <char const* Name>
int refused(lua_State*) {
  refuse(Name);
}
constexpr char kCommit[] = "conn:commit()";
constexpr char kRollback[] = "conn:rollback()";
constexpr char kBegin[] = "conn:begin()";
constexpr char kClose[] = "conn:close()";

int dialect(lua_State* L) {
  const OwnSink own(L, 1);
  lua_createtable(L, 0, 1);
  const std::string name = impl_of(L).need_sink("connection.dialect").dialect_name();
  lua_pushlstring(L, name.data(), name.size());
  set_field(L, -2, "name");
  return 1;
}

// conn.dialect and conn.engine are fields that are worked out; upvalue 1 holds the methods.
int member(lua_State* L) {
  const std::string_view name = lua_type(L, 2) == LUA_TSTRING ? string_at(L, 2) : "";
  if (name == "dialect") {
    return dialect(L);
  }
  if (name == "engine") {
    refuse("conn.engine");
  }
  push_method(L, "a connection", name, lua_upvalueindex(1));
  return 1;
}

void fill_metatable(lua_State* L) {
  lua_newtable(L);
  static const luaL_Reg kMethods[] = {{"execute", guard<execute>},
                                      {"exec_driver_sql", guard<exec_driver_sql>},
                                      {"scalar", guard<execute_and<kScalar>>},
                                      {"scalars", guard<execute_and<kScalars>>},
                                      {"commit", guard<refused<kCommit>>},
                                      {"rollback", guard<refused<kRollback>>},
                                      {"begin", guard<refused<kBegin>>},
                                      {"close", guard<refused<kClose>>},
                                      {nullptr, nullptr}};
  set_functions(L, lua_gettop(L), kMethods);
  lua_newtable(L);  // begin_nested keeps the wrapped pcall, which no interrupt passes
  lua_getglobal(L, "pcall");
  set_field(L, -2, "pcall");
  lua_pushcclosure(L, guard<begin_nested>, 1);
  set_field(L, -2, "begin_nested");
  lua_pushcclosure(L, guard<member>, 1);
  set_field(L, -2, "__index");
}

void push_connection_metatable(lua_State* L) {
  push_metatable(L, kind::kConnection);
  push_field(L, -1, "__index");
  const bool filled = !lua_isnil(L, -1);
  lua_pop(L, 1);
  if (!filled) {
    fill_metatable(L);
  }
}

}  // namespace

void push_connection(lua_State* L, ops::OpSink* sink) {
  lua_newtable(L);
  if (sink) {
    lua_pushlightuserdata(L, &sink_key);
    lua_pushlightuserdata(L, sink);
    lua_rawset(L, -3);
  }
  push_connection_metatable(L);
  lua_setmetatable(L, -2);
}

int push_script_connection(lua_State* L) {
  impl_of(L).need_sink("op.get_bind");
  push_connection(L, nullptr);
  return 1;
}

}  // namespace runner::host
