#include "host/arguments.h"

#include <algorithm>

#include "base/text.h"
#include "host/internal.h"
#include "host/objects.h"
#include "host/reader.h"

namespace runner::host {

namespace {

Error mistake(const Signature& s, const std::string& text) {
  return Error(ErrorCode::kScript, s.call + ": " + text);
}

bool has_first(lua_State* L, int index) {
  lua_rawgeti(L, index, 1);
  const bool there = !lua_isnil(L, -1);
  lua_pop(L, 1);
  return there;
}

enum class Shape { kNoTable, kEmpty, kNamed, kList };

Shape shape_of(lua_State* L, int index) {
  if (!is_plain_table(L, index)) {
    return Shape::kNoTable;
  }
  if (has_first(L, index)) {
    return Shape::kList;
  }
  lua_pushnil(L);
  if (!lua_next(L, index)) {
    return Shape::kEmpty;
  }
  lua_pop(L, 1);
  const bool named = lua_type(L, -1) == LUA_TSTRING;
  lua_pop(L, 1);
  return named ? Shape::kNamed : Shape::kList;
}

// Collects arguments into the table at the top of the stack.
class Binder {
 public:
  Binder(lua_State* L, const Signature& s) : L_(L), s_(s) {
    lua_createtable(L, 0, static_cast<int>(s.positions.size()) + 4);
    bound_ = lua_gettop(L);
  }

  // Is the value at `index` the options table, where it stands as argument number `position` (from 0)?
  bool is_options(int index, std::size_t position) const {
    const Shape shape = shape_of(L_, index);
    if (s_.is_data(position)) {
      return position > 0 && shape == Shape::kNamed && speaks_of_parameters(index);
    }
    if (shape == Shape::kEmpty) {
      return position >= s_.positions.size() || !s_.positions[position].required;
    }
    return shape == Shape::kNamed;
  }

  void argument(int index, std::size_t position) {
    const bool nil = lua_isnil(L_, index);
    if (position < s_.positions.size()) {
      if (!nil) {
        lua_pushvalue(L_, index);
        set_field(L_, bound_, s_.positions[position].name);
      }
      return;
    }
    if (s_.variadic.empty()) {
      throw mistake(s_, "too many arguments (" + std::to_string(position + 1) + " given, " + std::to_string(s_.positions.size()) +
                            " taken besides the options table)")
          .with_hint(usage(s_));
    }
    if (nil) {
      throw mistake(s_, "argument " + std::to_string(position + 1) + " is nil");
    }
    push_items();
    lua_pushvalue(L_, index);
    lua_rawseti(L_, -2, static_cast<int>(position - s_.positions.size()) + 1);
    lua_pop(L_, 1);
  }

  void options(int index) {
    for (lua_pushnil(L_); lua_next(L_, index);) {
      if (lua_type(L_, -2) != LUA_TSTRING) {
        throw mistake(s_, "an options table has named keys only, " + describe(L_, -2) + " came").with_hint(usage(s_));
      }
      option(lua_gettop(L_) - 1);
      lua_pop(L_, 1);
    }
  }

  // The named part of a table-call: whatever is not among the first `count` array items.
  void named_part(int index, int count) {
    for (lua_pushnil(L_); lua_next(L_, index);) {
      if (lua_type(L_, -2) == LUA_TNUMBER) {
        const double key = lua_tonumber(L_, -2);
        if (key < 1 || key > count || key != static_cast<int>(key)) {
          throw mistake(s_, "argument " + std::to_string(count + 1) + " is nil, but later ones are given")
              .with_hint("in the table form write sa.none for an argument that is left out");
        }
      } else if (lua_type(L_, -2) != LUA_TSTRING) {
        throw mistake(s_, "argument names must be strings, not " + describe(L_, -2));
      } else {
        option(lua_gettop(L_) - 1);
      }
      lua_pop(L_, 1);
    }
  }

  void require() const {
    for (const auto* list : {&s_.positions, &s_.options}) {
      for (const Parameter& one : *list) {
        if (one.required && !is_given(one)) {
          throw mistake(s_, "missing argument \"" + std::string(one.name) + "\"").with_hint(usage(s_));
        }
      }
    }
  }

  // What nobody decodes strictly later on is checked here.
  void check() const {
    for (const auto* list : {&s_.positions, &s_.options}) {
      for (const Parameter& one : *list) {
        push_field(L_, bound_, one.name);
        const int value = lua_gettop(L_);
        if (one.required && is_none(L_, value) && one.takes != Takes::kExpression && one.takes != Takes::kColumnLike) {
          throw mistake(s_, "missing argument \"" + std::string(one.name) + "\"").with_hint(usage(s_));
        }
        if (!lua_isnil(L_, value) && !is_none(L_, value)) {
          check_argument(L_, value, {s_.call, one.name}, one.takes, &s_);
        }
        lua_pop(L_, 1);
      }
    }
    if (!s_.variadic.empty()) {
      push_field(L_, bound_, s_.variadic);
      if (!lua_isnil(L_, -1)) {
        check_items(L_, lua_gettop(L_), {s_.call, s_.variadic}, s_.item, &s_);
      }
      lua_pop(L_, 1);
    }
  }

 private:
  bool is_given(const Parameter& one) const {
    push_field(L_, bound_, one.name);
    const bool nil = lua_isnil(L_, -1);
    lua_pop(L_, 1);
    return !nil;
  }
  // A type is no data, and "expanding" is no value's name: sa.bindparam("x", { type_ = sa.Integer() }).
  bool speaks_of_parameters(int index) const {
    if (!s_.knows("expanding")) {
      return false;
    }
    push_field(L_, index, "type_");
    push_field(L_, index, "expanding");
    const bool typed = !lua_isnil(L_, -2) && lua_type(L_, -2) != LUA_TSTRING && !is_plain_table(L_, -2);
    const bool expands = lua_type(L_, -1) == LUA_TBOOLEAN;
    lua_pop(L_, 2);
    return typed || expands;
  }
  // The key at `key`, its value above it.
  void option(int key) {
    const auto name = string_at(L_, key);
    if (!s_.knows(name)) {
      unknown_name(s_.call, "option", name, s_.names());
    }
    lua_pushvalue(L_, key);
    lua_rawget(L_, bound_);
    const bool twice = !lua_isnil(L_, -1);
    lua_pop(L_, 1);
    if (twice) {
      throw mistake(s_, "\"" + std::string(name) + "\" is given twice, by position and by name");
    }
    lua_pushvalue(L_, key);
    lua_pushvalue(L_, key + 1);
    lua_rawset(L_, bound_);
  }

  void push_items() {
    push_field(L_, bound_, s_.variadic);
    if (lua_isnil(L_, -1)) {
      lua_pop(L_, 1);
      lua_newtable(L_);
      lua_pushvalue(L_, -1);
      set_field(L_, bound_, s_.variadic);
    }
  }

  lua_State* L_;
  const Signature& s_;
  int bound_;
};

// One table that holds everything: sa.Column{ "id", sa.Integer(), primary_key = true }.
bool is_table_call(lua_State* L, const Signature& s, int first, int count) {
  if (count != 1 || s.is_data(0)) {
    return false;
  }
  const Shape shape = shape_of(L, first);
  if (shape == Shape::kNamed || (shape == Shape::kEmpty && (s.positions.empty() || !s.positions[0].required))) {
    return true;
  }
  if (shape != Shape::kList) {
    return false;
  }
  if (!s.list_items || !s.positions.empty()) {
    return true;
  }
  // { column, operator } is one item, { { column, operator }, ... } is the table form.
  lua_rawgeti(L, first, 1);
  const bool nested = is_plain_table(L, -1);
  lua_pop(L, 1);
  return nested;
}

void bind_table(lua_State* L, Binder& binder, int table) {
  int count = 0;
  for (;; ++count) {
    lua_rawgeti(L, table, count + 1);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      break;
    }
    lua_pop(L, 1);
  }
  for (int i = 0; i < count; ++i) {
    lua_rawgeti(L, table, i + 1);
    const int value = lua_gettop(L);
    if (i + 1 == count && i > 0 && binder.is_options(value, static_cast<std::size_t>(i))) {
      binder.options(value);
    } else {
      binder.argument(value, static_cast<std::size_t>(i));
    }
    lua_pop(L, 1);
  }
  binder.named_part(table, count);
}

}  // namespace

constexpr std::size_t kFewNames = 8;

std::string usage(const Signature& s) {
  std::vector<std::string> parts;
  for (const Parameter& one : s.positions) {
    parts.emplace_back(one.name);
  }
  if (!s.variadic.empty()) {
    parts.push_back(std::string(s.variadic) + "...");
  }
  if (!s.options.empty() || !s.dialect_kinds.empty()) {
    parts.push_back("{ options }");
  }
  return s.call + "(" + text::join(parts, ", ") + ")";
}

void unknown_name(std::string_view call, std::string_view what, std::string_view name, const std::vector<std::string>& known) {
  Error error(ErrorCode::kScript, std::string(call) + ": unknown " + std::string(what) + " \"" + std::string(name) + "\"");
  const std::string near = nearest(name, known);
  if (!near.empty()) {
    error.hint = "did you mean \"" + near + "\"?";
  } else if (!known.empty() && known.size() <= kFewNames) {
    error.hint = "there is only " + text::quoted_list(known);
  }
  throw error;
}

void unknown_member(lua_State* L, std::string_view what, std::string_view name, int methods, std::string_view otherwise) {
  methods = absolute_index(L, methods);
  std::vector<std::string> known;
  for (lua_pushnil(L); lua_next(L, methods); lua_pop(L, 1)) {
    known.emplace_back(string_at(L, -2));
  }
  std::sort(known.begin(), known.end());
  Error error(ErrorCode::kScript, std::string(what) + " has no \"" + std::string(name) + "\"");
  error.hint = otherwise;
  if (const std::string near = nearest(name, known); !near.empty()) {
    error.hint = "did you mean :" + near + "?";
  }
  throw error;
}

void refuse_surplus(lua_State* L, std::string_view call, int most) {
  const int came = lua_gettop(L) - 1;
  if (came <= most) return;
  const std::string takes = most == 0 ? "none" : most == 1 ? "one" : std::to_string(most);
  throw Error(ErrorCode::kScript,
              std::string(call) + ": too many arguments (" + std::to_string(came) + " given, " + takes + " taken)");
}

void push_method(lua_State* L, std::string_view what, std::string_view name, int methods) {
  push_field(L, methods, name);
  if (lua_isnil(L, -1)) {
    unknown_member(L, what, name, methods);
  }
}

bool is_module(lua_State* L, int index) {
  if (!lua_istable(L, index)) {
    return false;
  }
  if (is_kind(L, index, kind::kModule)) {
    return true;
  }
  if (!lua_getmetatable(L, index)) {
    return false;
  }
  push_field(L, -1, "__index");
  const bool overlay = is_kind(L, -1, kind::kModule);
  lua_pop(L, 2);
  return overlay;
}

void bind_arguments(lua_State* L, const Signature& s, int first) {
  luaL_checkstack(L, 16, "arguments");
  int last = lua_gettop(L);
  while (last >= first && lua_isnil(L, last)) {
    --last;
  }
  const int count = last - first + 1;
  if (count > 0 && is_module(L, first)) {
    throw mistake(s, "called with \":\"").with_hint("write " + s.call + "(...), with a dot");
  }
  Binder binder(L, s);
  if (is_table_call(L, s, first, count)) {
    bind_table(L, binder, first);
  } else {
    for (int i = 0; i < count; ++i) {
      const auto position = static_cast<std::size_t>(i);
      if (i + 1 == count && binder.is_options(first + i, position)) {
        binder.options(first + i);
      } else {
        binder.argument(first + i, position);
      }
    }
  }
  binder.require();
  if (s.checked) {
    binder.check();
  }
}

}  // namespace runner::host
