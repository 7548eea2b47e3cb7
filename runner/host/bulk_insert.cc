// op.bulk_insert: the rows of a Lua list, streamed. Every row is checked before the first is sent; rows that hold expressions
// go as INSERT statements instead.
#include <algorithm>
#include <optional>
#include <utility>

#include "host/arguments.h"
#include "host/module_impl.h"
#include "host/objects.h"
#include "host/reader.h"
#include "host/values.h"

namespace runner::host {

namespace {

const std::string kCall = "op.bulk_insert";

std::string row_text(int row) {
  return kCall + ": row " + std::to_string(row);
}

// What one pass over the rows finds.
struct Survey {
  int count = 0;
  std::vector<std::string> columns;  // those that some row has, in the table's order
  bool expressions = false;
};

// Column names and keys -> place in the table. Lua has every string once, so a name is found by its address; the names stay
// on the stack, so that no other string can come to have it.
class Places {
 public:
  Places(lua_State* L, const ops::InsertTarget& target) {
    luaL_checkstack(L, static_cast<int>(2 * target.columns.size() + 8), "too many columns");
    for (std::size_t i = 0; i < target.columns.size(); ++i) {
      const auto& column = target.columns[i];
      add(L, column.name, i);
      if (column.key) {
        add(L, *column.key, i);
      }
    }
  }
  // Rows have their keys in the same order mostly: the search goes on where the last one ended.
  std::optional<std::size_t> find(const char* name) const {
    for (std::size_t tried = 0; tried < places_.size(); ++tried) {
      last_ = last_ + 1 == places_.size() ? 0 : last_ + 1;
      if (places_[last_].first == name) {
        return places_[last_].second;
      }
    }
    return std::nullopt;
  }

 private:
  void add(lua_State* L, const std::string& name, std::size_t place) {
    lua_pushlstring(L, name.data(), name.size());
    places_.emplace_back(lua_tostring(L, -1), place);
  }

  std::vector<std::pair<const char*, std::size_t>> places_;
  mutable std::size_t last_ = 0;
};

class RowCheck {
 public:
  RowCheck(lua_State* L, const ops::InsertTarget& target)
      : L_(L), target_(target), places_(L, target), seen_(target.columns.size()) {}

  void row(int index, int number) {
    const bool special = lua_istable(L_, index) && lua_getmetatable(L_, index);
    lua_settop(L_, index);
    if (!lua_istable(L_, index) || (special && is_none(L_, index))) {
      throw Error(ErrorCode::kScript, row_text(number) + " must be a table { column = value }, not " + describe(L_, index));
    }
    const bool fetched = special && is_kind(L_, index, "Row");
    for (lua_pushnil(L_); lua_next(L_, index); lua_pop(L_, 1)) {
      if (lua_type(L_, -2) != LUA_TSTRING) {
        if (fetched) {
          continue;  // a fetched row has its cells by position too
        }
        throw Error(ErrorCode::kScript, row_text(number) + " must be a table { column = value }, not a list");
      }
      const auto place = places_.find(lua_tostring(L_, -2));
      if (!place) {
        unknown_column(number, string_at(L_, -2));
      }
      seen_[*place] = true;
      expressions_ = expressions_ || (lua_istable(L_, -1) && !is_value(L_, -1));
    }
  }

  Survey result(int count) const {
    Survey survey;
    survey.count = count;
    survey.expressions = expressions_;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      if (seen_[i]) {
        survey.columns.push_back(target_.columns[i].name);
      }
    }
    return survey;
  }

 private:
  [[noreturn]] void unknown_column(int number, std::string_view name) const {
    std::vector<std::string> known;
    for (const auto& column : target_.columns) {
      known.push_back(column.name);
    }
    unknown_name(row_text(number), "column", name, known);
  }

  lua_State* L_;
  const ops::InsertTarget& target_;
  Places places_;
  std::vector<bool> seen_;
  bool expressions_ = false;
};

Survey survey(lua_State* L, int rows, const ops::InsertTarget& target) {
  RowCheck check(L, target);
  int count = 0;
  for (;; ++count) {
    lua_rawgeti(L, rows, count + 1);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      break;
    }
    check.row(lua_gettop(L), count + 1);
    lua_pop(L, 1);
  }
  int keys = 0;
  for (lua_pushnil(L); lua_next(L, rows); lua_pop(L, 1)) {
    ++keys;
  }
  if (keys != count) {
    throw Error(ErrorCode::kScript, count == 0 ? kCall + ": \"rows\" must be a list of rows { { column = value }, ... }"
                                               : row_text(count + 1) + " is nil, but later ones are given");
  }
  return check.result(count);
}

// The list at a stack index, read row by row while the sink inserts.
class LuaRows : public RowSource {
 public:
  LuaRows(lua_State* L, int rows, const ops::InsertTarget& target, const Survey& found)
      : L_(L), rows_(rows), columns_(found.columns), count_(found.count), given_(found.columns.size()) {
    luaL_checkstack(L_, static_cast<int>(2 * columns_.size() + 8), "too many columns");
    for (const std::string& name : columns_) {
      auto column = std::find_if(target.columns.begin(), target.columns.end(), [&](const auto& c) { return c.name == name; });
      names_.push_back(pushed(name));
      keys_.push_back(column->key ? pushed(*column->key) : 0);
    }
  }

  const std::vector<std::string>& columns() const override { return columns_; }

  bool next(std::vector<Value>& row) override {
    if (at_ == count_) {
      return false;
    }
    lua_rawgeti(L_, rows_, ++at_);
    const int table = lua_gettop(L_);
    row.resize(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      get(table, names_[i]);
      if (lua_isnil(L_, -1) && keys_[i] != 0) {
        lua_pop(L_, 1);
        get(table, keys_[i]);
      }
      given_[i] = !lua_isnil(L_, -1);
      row[i] = given_[i] && lua_istable(L_, -1) ? value_at(L_, -1, row_text(at_) + ": \"" + columns_[i] + "\"") : scalar(i);
      lua_pop(L_, 1);
    }
    lua_settop(L_, table - 1);
    return true;
  }

  bool given(std::size_t column) const override { return given_[column]; }

 private:
  int pushed(const std::string& name) {
    lua_pushlstring(L_, name.data(), name.size());
    return lua_gettop(L_);
  }
  void get(int table, int name) {
    lua_pushvalue(L_, name);
    lua_rawget(L_, table);
  }

  // The common kinds without a text for the error that does not come.
  Value scalar(std::size_t column) {
    if (lua_type(L_, -1) == LUA_TSTRING) {
      return Value(std::string(string_at(L_, -1)));
    }
    static const std::string kNone;
    const int type = lua_type(L_, -1);
    const bool plain = type == LUA_TNIL || type == LUA_TNUMBER || type == LUA_TBOOLEAN;
    return value_at(L_, -1, plain ? kNone : row_text(at_) + ": \"" + columns_[column] + "\"");
  }

  lua_State* L_;
  int rows_;
  std::vector<std::string> columns_;
  std::vector<int> names_;  // where the stack has each column's name
  std::vector<int> keys_;   // and its other one, 0 for none
  int count_;
  std::vector<bool> given_;
  int at_ = 0;
};

ops::InsertTarget target_at(lua_State* L, int index) {
  if (!is_kind(L, index, kind::kTable)) {
    throw Error(ErrorCode::kScript, kCall +
                                        ": \"table\" must be a table (sa.table(\"t\", sa.column(\"x\", type)), or what "
                                        "op.create_table returned), not " +
                                        describe(L, index));
  }
  schema::Table table = decode_table(L, index);
  if (table.columns.empty()) {
    throw Error(ErrorCode::kScript, kCall + ": the table \"" + table.name + "\" has no columns here")
        .with_hint("name them: sa.table(\"" + table.name + "\", sa.column(\"x\", sa.Integer))");
  }
  return {std::move(table.name), std::move(table.schema), std::move(table.columns)};
}

// One INSERT a row, for rows with expressions in them.
void insert_by_statement(lua_State* L, int table, int rows, int count) {
  for (int i = 1; i <= count; ++i) {
    lua_pushvalue(L, table);
    lua_getfield(L, -1, "insert");
    lua_insert(L, -2);
    lua_call(L, 1, 1);  // t:insert()
    lua_getfield(L, -1, "values");
    lua_insert(L, -2);
    lua_rawgeti(L, rows, i);
    lua_call(L, 2, 1);  // :values(row)
    ops::Execute insert;
    insert.sql = decode_expr(L, lua_gettop(L));
    impl_of(L).accept(L, std::move(insert));
    lua_pop(L, 1);
  }
}

bool is_row_list(lua_State* L, int index) {
  if (is_plain_table(L, index)) {
    return true;
  }
  return is_kind(L, index, "rows") || is_kind(L, index, kind::kJsonArray);
}

}  // namespace

int bulk_insert(lua_State* L) {
  bind_arguments(L, *signature(kCall));
  const int bound = lua_gettop(L);
  push_field(L, bound, "table");
  push_field(L, bound, "rows");
  const int table = bound + 1, rows = bound + 2;
  Module::Impl& impl = impl_of(L);
  ops::OpSink& sink = impl.need_sink(kCall);
  ops::InsertTarget target = target_at(L, table);
  push_field(L, bound, "multiinsert");
  target.each_row_alone = lua_isboolean(L, -1) && lua_toboolean(L, -1) == 0;
  if (!is_row_list(L, rows)) {
    throw Error(ErrorCode::kScript,
                kCall + ": \"rows\" must be a list of rows { { column = value }, ... }, not " + describe(L, rows));
  }
  const Survey found = survey(L, rows, target);
  if (found.count == 0) {
    return 0;
  }
  if (found.expressions) {
    insert_by_statement(L, table, rows, found.count);
    return 0;
  }
  LuaRows source(L, rows, target, found);
  ClockPause pause(impl.state);
  sink.insert(target, source, user_line(L));
  return 0;
}

}  // namespace runner::host
