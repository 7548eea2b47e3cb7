// Bound argument tables -> ops.
#include <algorithm>

#include "host/arguments.h"
#include "host/parameters.h"
#include "host/reader.h"

namespace runner::host {

namespace {

template <class T>
T read_op(lua_State* L, int index, const std::string& call, bool batch) {
  T op;
  Reader reader(L, index, call, batch);
  T::fields(op, reader);
  return op;
}

void check(const ops::CreateForeignKey& op, const std::string& call) {
  const auto& key = op.constraint;
  if (key.columns.size() != key.referred.size()) {
    throw Error(ErrorCode::kScript, call + ": \"local_cols\" has " + std::to_string(key.columns.size()) +
                                        " columns, \"remote_cols\" " + std::to_string(key.referred.size()) +
                                        ": the two lists must be of one length");
  }
}

void check(const ops::DropConstraint& op, const std::string& call) {
  static const std::vector<std::string> kKinds = {"foreignkey", "primary", "unique", "check"};
  if (op.type_ && std::find(kKinds.begin(), kKinds.end(), *op.type_) == kKinds.end()) {
    Error error(ErrorCode::kScript, call +
                                        ": \"type_\" must be one of \"foreignkey\", \"primary\", \"unique\", \"check\", not \"" +
                                        *op.type_ + "\"");
    if (const auto near = nearest(*op.type_, kKinds); !near.empty()) {
      error.hint = "did you mean \"" + near + "\"?";
    }
    throw error;
  }
}

void check_walk(const ops::Walk& walk, const std::string& call) {
  if (walk.rows_a_step() < 1) {
    throw Error(ErrorCode::kScript, call + ": \"batch_size\" must be 1 or more, not " + std::to_string(walk.rows_a_step()));
  }
  if (walk.pause() < 0) {
    throw Error(ErrorCode::kScript, call + ": \"sleep\" must be a number of seconds, not less than none");
  }
}

void check(const ops::BatchUpdate& op, const std::string& call) {
  if (op.set.empty()) {
    throw Error(ErrorCode::kScript, call + ": missing argument \"set\"")
        .with_hint("write " + call + "(\"" + op.walk.table.name + "\", { set = { column = value } })");
  }
  check_walk(op.walk, call);
}

void check(const ops::BatchDelete& op, const std::string& call) {
  check_walk(op.walk, call);
}

template <class T>
void check(const T&, const std::string&) {}

template <class Variant, class T>
bool try_op(lua_State* L, int index, std::string_view name, const std::string& call, bool batch, std::optional<Variant>& result) {
  if constexpr (HasFields<T>) {
    if (T::kName == name) {
      T op = read_op<T>(L, index, call, batch);
      if constexpr (std::is_same_v<T, ops::Execute>) take_columns(op.sql, op.params);
      check(op, call);
      result.emplace(std::move(op));
      return true;
    }
  }
  return false;
}

template <class... T>
std::optional<std::variant<T...>> find_op(lua_State* L, int index, std::string_view name, const std::string& call, bool batch,
                                          const std::variant<T...>*) {
  std::optional<std::variant<T...>> result;
  (try_op<std::variant<T...>, T>(L, index, name, call, batch, result) || ...);
  return result;
}

[[noreturn]] void no_such_op(std::string_view prefix, std::string_view name) {
  throw Error(ErrorCode::kInternal, "no operation is called " + std::string(prefix) + std::string(name));
}

}  // namespace

ops::Op decode_op(lua_State* L, int index, std::string_view name, std::string_view call) {
  index = absolute_index(L, index);
  const std::string shown = call.empty() ? "op." + std::string(name) : std::string(call);
  if (auto op = find_op(L, index, name, shown, false, static_cast<const ops::Op*>(nullptr))) {
    return std::move(*op);
  }
  no_such_op("op.", name);
}

ops::TableOp decode_table_op(lua_State* L, int index, std::string_view name) {
  index = absolute_index(L, index);
  if (auto op = find_op(L, index, name, "batch." + std::string(name), true, static_cast<const ops::TableOp*>(nullptr))) {
    return std::move(*op);
  }
  no_such_op("batch.", name);
}

namespace {

constexpr std::string_view kBatch = "op.batch_alter_table";

// Columns and constraints of a list that may hold both.
void read_parts(lua_State* L, int index, const Argument& argument, std::vector<schema::Column>* columns,
                std::vector<schema::Constraint>& constraints) {
  schema::Table table;
  read_list(L, index, argument, [&](int item, const Argument& which) {
    read_item(L, item, which, table);
    if (!table.indexes.empty() || (!columns && !table.columns.empty())) {
      mistyped(L, item, which, columns ? "a column or a constraint" : "a constraint");
    }
  });
  if (columns) {
    *columns = std::move(table.columns);
  }
  constraints = std::move(table.constraints);
}

void check_convention(const std::vector<std::pair<std::string, std::string>>& convention) {
  static const std::vector<std::string> kKeys = {"ix", "uq", "ck", "fk", "pk"};
  for (const auto& entry : convention) {
    if (std::find(kKeys.begin(), kKeys.end(), entry.first) == kKeys.end()) {
      unknown_name(kBatch, "key of naming_convention", entry.first, kKeys);
    }
  }
}

void check_table_kwargs(lua_State* L, int index, const Argument& argument) {
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) {
      mistyped(L, index, argument, "a table { option = value }");
    }
    const std::string_view name = string_at(L, -2);
    if (!schema::known_option("table", name)) {
      unknown_name(kBatch, "option in \"table_kwargs\"", name, schema::known_options("table"));
    }
  }
}

// Calls each(index, argument) when the block was given that option.
template <class Each>
void with_option(lua_State* L, int index, const char* name, Each each) {
  push_field(L, index, name);
  if (!lua_isnil(L, -1) && !is_none(L, -1)) {
    const Argument argument{kBatch, name};
    if (!is_plain_table(L, -1)) {
      mistyped(L, -1, argument, "a table");
    }
    each(lua_gettop(L), argument);
  }
  lua_pop(L, 1);
}

}  // namespace

ops::BatchAlterTable decode_batch(lua_State* L, int index) {
  index = absolute_index(L, index);
  ops::BatchAlterTable batch;
  Reader reader(L, index, kBatch);
  reader.positional("table_name", batch.table_name);
  reader.option("schema", batch.schema);
  reader.option("recreate", batch.recreate);
  reader.option("copy_from", batch.copy_from);
  reader.option("naming_convention", batch.naming_convention);
  check_convention(batch.naming_convention);
  with_option(L, index, "reflect_args", [&](int at, const Argument& argument) {
    read_parts(L, at, argument, &batch.reflect_columns, batch.reflect_constraints);
  });
  with_option(L, index, "table_args",
              [&](int at, const Argument& argument) { read_parts(L, at, argument, nullptr, batch.table_args); });
  with_option(L, index, "table_kwargs", [&](int at, const Argument& argument) {
    check_table_kwargs(L, at, argument);
    read(L, at, argument, batch.table_kwargs, "table");
  });
  with_option(L, index, "partial_reordering",
              [&](int at, const Argument& argument) { read(L, at, argument, batch.partial_reordering); });
  return batch;
}

}  // namespace runner::host
