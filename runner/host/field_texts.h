// A field of an operation or item as Lua source: is it given at all, and what is written for it. One overload a type of member,
// as the field lists name them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/call_text.h"
#include "host/lua_writer.h"

namespace runner::host {

// ---- is a field given? ----

inline bool given(bool value) {
  return value;
}
inline bool given(const std::string& value) {
  return !value.empty();
}
inline bool given(const schema::Name& name) {
  return name.given();
}
inline bool given(schema::Autoincrement value) {
  return value != schema::Autoincrement::kAuto;
}
template <class T>
bool given(const std::optional<T>& value) {
  return value.has_value();
}
template <class T>
bool given(const std::vector<T>& value) {
  return !value.empty();
}
template <class T>
bool given(const ops::Change<T>& value) {
  return value.given();
}

// ---- one text a type ----

inline std::string tell(const std::string& value) {
  return lua_string(value);
}
inline std::string tell(bool value) {
  return value ? "true" : "false";
}
inline std::string tell(std::int64_t value) {
  return lua_value(Value(value));
}
inline std::string tell(double value) {
  return lua_value(Value(value));
}
inline std::string tell(const ops::TableReference& table) {
  return lua_string(table.name);
}
inline std::string tell(const schema::Name& name) {
  return name.final ? "op.f(" + lua_string(name.text) + ")" : lua_string(name.text);
}
inline std::string tell(schema::Autoincrement value) {
  return value == schema::Autoincrement::kYes ? "true" : "false";
}

// Where a plain string is SQL.
inline std::string tell(const schema::Expr& expr) {
  return expr.is("text") && expr.named.empty() ? lua_string(expr.name) : write(expr);
}

// Where a plain string is a column.
inline std::string column_text(const schema::Expr& expr) {
  const bool plain = expr.is("column") && expr.table.empty() && !expr.type;
  return plain ? lua_string(expr.name) : write(expr);
}

inline std::string tell(const schema::ExcludeElement& element) {
  return "{ " + column_text(element.element) + ", " + lua_string(element.op) + " }";
}

inline std::string tell(const std::vector<schema::Expr>& columns) {
  std::vector<std::string> items;
  for (const auto& column : columns) {
    items.push_back(column_text(column));
  }
  return list_text(items);
}

inline std::string tell(const ops::KeyColumns& key) {
  std::vector<std::string> names;
  for (const std::string& name : key.names) {
    names.push_back(lua_string(name));
  }
  return names.size() == 1 ? names.front() : list_text(names);
}

inline std::string tell(const ops::Assignments& set) {
  std::vector<std::string> items;
  for (const auto& [name, value] : set) {
    const bool plain = value.is("literal") && !value.type && !value.value.is_null();
    items.push_back(lua_key(name) + " = " + (plain ? lua_value(value.value) : write(value)));
  }
  return list_text(items);
}

inline std::string tell(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<std::string> items;
  for (const auto& [name, value] : pairs) {
    items.push_back(lua_key(name) + " = " + lua_string(value));
  }
  return list_text(items);
}

inline std::string tell(const std::vector<std::pair<std::string, Value>>& params) {
  std::vector<std::string> items;
  for (const auto& [name, value] : params) {
    items.push_back(lua_key(name) + " = " + lua_value(value));
  }
  return list_text(items);
}

template <class T>
std::string tell(const std::vector<T>& list) {
  std::vector<std::string> items;
  for (const T& item : list) {
    items.push_back(tell(item));
  }
  return list_text(items);
}

template <class T>
std::string tell(const std::optional<T>& value) {
  return tell(*value);
}

inline std::string tell(const schema::Default& value) {
  const auto& expr = value.expr;
  return expr.is("literal") && !expr.type && !expr.value.is_null() ? lua_value(expr.value) : write(expr);
}

inline std::string tell(const ops::NewDefault& value) {
  if (value.identity) {
    return write(*value.identity);
  }
  return value.computed ? write(*value.computed) : tell(*value.expr);
}

template <class T>
std::string tell(const ops::Change<T>& change) {
  return change.is_none() ? "sa.none" : tell(change.value);
}

}  // namespace runner::host
