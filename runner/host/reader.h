// Reads bound argument tables: the visitor that walks a field list (ops/fields.h, host/items.h) and takes each field out of a
// Lua table, strictly. One Reader is one call; its errors name the call and the argument.
#pragma once

#include <array>
#include <cstdint>
#include <lua.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/decode.h"
#include "host/internal.h"
#include "host/items.h"
#include "host/objects.h"

namespace runner::host {

// What is being read, for messages. `name` is an argument's name, `item` its place in a list (0 = the argument itself).
struct Argument {
  std::string_view call;
  std::string_view name;
  int item = 0;
};
// 'op.create_index: "columns", item 2'
std::string to_string(const Argument& argument);
[[noreturn]] void mistyped(lua_State* L, int index, const Argument& argument, std::string_view expected);

// Is the value at `index` what the argument takes? For calls that nobody decodes; lists and data are left to whoever reads
// them. Throws Error{kScript}, with the use of that signature, if any, as its hint.
void check_argument(lua_State* L, int index, const Argument& argument, Takes takes, const Signature* signature);
// The same for each of a list.
void check_items(lua_State* L, int index, const Argument& argument, Takes takes, const Signature* signature);

// Is the value at `index` what that option of a type (a name of schema::type_fields) takes?
void check_type_option(lua_State* L, int index, const Argument& argument, std::string_view option);

// One overload a member type; `index` is absolute and neither nil nor sa.none (those mean "not given") unless said.
void read(lua_State* L, int index, const Argument& argument, std::string& member);
void read(lua_State* L, int index, const Argument& argument, bool& member);
void read(lua_State* L, int index, const Argument& argument, int& member);
void read(lua_State* L, int index, const Argument& argument, std::int64_t& member);
void read(lua_State* L, int index, const Argument& argument, schema::Name& member);
void read(lua_State* L, int index, const Argument& argument, schema::Expr& member);  // a string is SQL text
void read(lua_State* L, int index, const Argument& argument, schema::Type& member);
void read(lua_State* L, int index, const Argument& argument, schema::TypeBox& member);
void read(lua_State* L, int index, const Argument& argument, schema::Column& member);
void read(lua_State* L, int index, const Argument& argument, schema::Table& member);
void read(lua_State* L, int index, const Argument& argument, schema::Autoincrement& member);
void read(lua_State* L, int index, const Argument& argument, schema::ExcludeElement& member);
void read(lua_State* L, int index, const Argument& argument, ops::NewDefault& member);
void read(lua_State* L, int index, const Argument& argument, ops::Recreate& member);
void read(lua_State* L, int index, const Argument& argument, std::vector<schema::Expr>& member);  // a string is a column
void read(lua_State* L, int index, const Argument& argument, std::vector<std::pair<std::string, std::string>>& member);
void read(lua_State* L, int index, const Argument& argument, std::vector<std::pair<std::string, Value>>& member);
void read(lua_State* L, int index, const Argument& argument, double& member);
void read(lua_State* L, int index, const Argument& argument, ops::TableReference& member);
void read(lua_State* L, int index, const Argument& argument, ops::KeyColumns& member);
void read(lua_State* L, int index, const Argument& argument, ops::Assignments& member);
void read(lua_State* L, int index, const Argument& argument, schema::Options& member, std::string_view kind);

void read_default(lua_State* L, int index, const Argument& argument, schema::Default& member);
void read_item(lua_State* L, int index, const Argument& argument, schema::Table& table);
void read_item(lua_State* L, int index, const Argument& argument, schema::Column& column);
void read_target(lua_State* L, int index, const Argument& argument, schema::ForeignKey& key);
void read_references(lua_State* L, int index, const Argument& argument, schema::ForeignKeyConstraint& key);

// Does the name begin as a dialect's option does ("postgresql_where")?
bool of_a_dialect(std::string_view name);

// Calls each(index of item, its argument) for a list; a hole, or something that is no list, is an error.
template <class Each>
void read_list(lua_State* L, int index, Argument argument, Each each);

template <class T>
void read(lua_State* L, int index, const Argument& argument, std::optional<T>& member) {
  T value{};  // clang takes no emplace() of a type that holds itself
  read(L, index, argument, value);
  member = std::move(value);
}

template <class T>
void read(lua_State* L, int index, const Argument& argument, std::vector<T>& member) {
  member.clear();
  read_list(L, index, argument, [&](int item, const Argument& which) {
    member.emplace_back();
    read(L, item, which, member.back());
  });
}

class Reader {
 public:
  // The table at `index`, absolute. What it pushes goes with it.
  Reader(lua_State* L, int index, std::string_view call, bool batch = false) : L_(L), index_(index), call_(call), batch_(batch) {
    luaL_checkstack(L, 16 + static_cast<int>(kMostKeys), "arguments");
    collect();
  }
  ~Reader() { lua_settop(L_, base_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  template <class T>
  void positional(const char* name, T& member) {
    field(
        name, [&](int at, const Argument& argument) { read(L_, at, argument, member); }, true);
  }
  template <class T>
  void positional(const char* name, std::vector<T>& member) {
    list(name, member, true);
  }
  template <class T>
  void optional(const char* name, T& member) {
    field(
        name, [&](int at, const Argument& argument) { read(L_, at, argument, member); }, false);
  }
  template <class T>
  void option(const char* name, T& member) {
    optional(name, member);
  }
  template <class T>
  void option(const char* name, ops::Change<T>& member) {
    with(name, [&](int at) {
      if (is_none(L_, at)) {
        member = ops::Change<T>::none();
      } else if (!lua_isnil(L_, at)) {
        T value{};
        read(L_, at, {call_, name}, value);
        member = ops::Change<T>::of(std::move(value));
      }
    });
  }
  template <class T>
  void variadic(const char* name, std::vector<T>& member) {
    list(name, member, true);
  }
  void items(const char* name, schema::Table& table) { item_list(name, table); }
  void column_items(const char* name, schema::Column& column) { item_list(name, column); }
  template <class T>
  void batch_option(const char* name, T& member) {
    if (batch_) {
      option(name, member);
    }
  }
  template <class T>
  void table(T& member, const char* name = "table_name") {
    if (!batch_) {
      positional(name, member);
    }
  }
  template <class T>
  void optional_table(T& member) {
    if (!batch_) {
      optional("table_name", member);
    }
  }
  void dialect_options(const char* kind, schema::Options& member) {
    if (of_dialects_) {
      read(L_, index_, {call_, ""}, member, kind);
    }
  }
  void column_default(const char* name, schema::Column& column);
  void target(const char* name, schema::ForeignKey& key) {
    field(
        name, [&](int at, const Argument& argument) { read_target(L_, at, argument, key); }, true);
  }
  void references(const char* name, schema::ForeignKeyConstraint& key) {
    field(
        name, [&](int at, const Argument& argument) { read_references(L_, at, argument, key); }, true);
  }
  void ignored(const char*) {}
  void position_ignored(const char*) {}
  void alias(const char*, const char*) {}

 private:
  void collect();

  // Calls use(index of the value) for a key that the table has. A field list is long and a call gives few of
  // its fields: most are found absent without asking Lua.
  template <class Use>
  void with(std::string_view name, Use use) {
    if (count_ > kMostKeys) {
      push_field(L_, index_, name);
      use(lua_gettop(L_));
      lua_pop(L_, 1);
      return;
    }
    if ((initials_ & initial(name)) == 0) {
      return;
    }
    for (std::size_t i = 0; i < count_; ++i) {
      if (keys_[i] == name) {
        use(base_ + 1 + static_cast<int>(i));
        return;
      }
    }
  }
  static std::uint32_t initial(std::string_view name) { return name.empty() ? 1 : 1U << (name.front() & 31); }

  template <class Read>
  void field(const char* name, Read reads, bool required) {
    bool present = false;
    with(name, [&](int at) {
      present = !lua_isnil(L_, at) && !is_none(L_, at);
      if (present) {
        reads(at, Argument{call_, name});
      }
    });
    if (!present && required) {
      missing(name);
    }
  }
  template <class T>
  void list(const char* name, std::vector<T>& member, bool required) {
    field(
        name, [&](int at, const Argument& argument) { read(L_, at, argument, member); }, required);
    if (required && member.empty()) {
      missing(name);
    }
  }
  template <class T>
  void item_list(const char* name, T& owner) {
    field(
        name,
        [&](int at, const Argument& argument) {
          read_list(L_, at, argument, [&](int item, const Argument& which) { read_item(L_, item, which, owner); });
        },
        false);
  }
  [[noreturn]] void missing(const char* name) const;

  static constexpr std::size_t kMostKeys = 12;

  lua_State* L_;
  int index_;
  std::string_view call_;
  bool batch_;
  int base_ = 0;                                  // of the stack; above it lie the values of keys_
  std::array<std::string_view, kMostKeys> keys_;  // interned strings of the table; it is not changed while it is read
  std::size_t count_ = 0;                         // of the table's keys; when they are too many, none are collected
  std::uint32_t initials_ = 0;                    // of keys_, a bit each
  bool of_dialects_ = false;
};

// An item by its field list, from its tagged table.
template <class T>
void read_tagged(lua_State* L, int index, T& item) {
  Reader reader(L, index, ItemName<T>::kCall);
  item_fields(item, reader);
}
template <class T>
T read_tagged(lua_State* L, int index) {
  T item;
  read_tagged(L, index, item);
  return item;
}

template <class Each>
void read_list(lua_State* L, int index, Argument argument, Each each) {
  if (!is_plain_table(L, index)) {
    mistyped(L, index, argument, "a list");
  }
  int count = 0;
  for (;; ++count) {
    lua_rawgeti(L, index, count + 1);
    const int item = lua_gettop(L);
    if (lua_isnil(L, item)) {
      lua_pop(L, 1);
      break;
    }
    argument.item = count + 1;
    each(item, argument);
    lua_pop(L, 1);
  }
  int keys = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    ++keys;
  }
  if (keys != count) {
    argument.item = 0;
    throw Error(ErrorCode::kScript, to_string(argument) + " must be a list without holes; item " + std::to_string(count + 1) +
                                        " is nil, but the table has " + std::to_string(keys - count) + " more");
  }
}

}  // namespace runner::host
