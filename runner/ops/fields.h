// What a field list is. Every op (and every schema item that Lua can write) lists its fields once, in a static
// `fields(self, visitor)`; decoding, the Lua writer, signatures for argument binding, dumps and the editor stubs all walk
// that list. A visitor has four members:
//   positional(name, member)   may be given by position, in this order, or by name; required unless optional/defaulted type
//   optional(name, member)     positional, but may be left out
//   variadic(name, member)     all remaining positional arguments (create_table's items); at most one, last
//   option(name, member)       by name in the options table only
// `dialect_options(kind, member)` takes every name that schema::known_option(kind, name) knows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#define RUNNER_FIELDS            \
  template <class Self, class V> \
  static void fields(Self& s, V& v)

namespace runner::ops {

using OptString = std::optional<std::string>;
using Strings = std::vector<std::string>;

// An argument with three states: not given, explicitly nothing (sa.none: drop the default, drop the comment), a value.
template <class T>
struct Change {
  enum State { kAbsent, kNone, kValue } state = kAbsent;
  T value{};
  bool given() const { return state != kAbsent; }
  bool is_none() const { return state == kNone; }
  bool has_value() const { return state == kValue; }
  static Change none() { return {kNone, {}}; }
  static Change of(T v) { return {kValue, std::move(v)}; }
  bool operator==(const Change&) const = default;
};

}  // namespace runner::ops
