// A value on its way between Lua and a database: a parameter, a cell, a literal. Deliberately small; what a column's
// declared type makes of it (a list as JSON or as an array) is the dialect's business.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace runner {

struct Null {
  bool operator==(const Null&) const = default;
};

// Raw bytes (BLOB, BYTEA), as opposed to text.
struct Bytes {
  std::string data;
  bool operator==(const Bytes&) const = default;
};

// An exact number in decimal digits: NUMERIC cells, and integers that a Lua number cannot hold.
struct Decimal {
  std::string digits;
  bool operator==(const Decimal&) const = default;
};

class Value;
using ValueList = std::vector<Value>;                            // JSON array, SQL array, IN list
using ValueObject = std::vector<std::pair<std::string, Value>>;  // JSON object, keys sorted

class Value {
 public:
  using Data = std::variant<Null, bool, std::int64_t, double, Decimal, std::string, Bytes, std::shared_ptr<const ValueList>,
                            std::shared_ptr<const ValueObject>>;

  Value() = default;
  Value(Null) {}
  Value(bool v) : data(v) {}
  Value(std::int64_t v) : data(v) {}
  Value(int v) : data(std::int64_t{v}) {}
  Value(double v) : data(v) {}
  Value(Decimal v) : data(std::move(v)) {}
  Value(std::string v) : data(std::move(v)) {}
  Value(const char* v) : data(std::string(v)) {}
  Value(Bytes v) : data(std::move(v)) {}
  Value(ValueList v) : data(std::make_shared<const ValueList>(std::move(v))) {}
  Value(ValueObject v) : data(std::make_shared<const ValueObject>(std::move(v))) {}

  bool is_null() const { return std::holds_alternative<Null>(data); }
  template <class T>
  const T* get_if() const {
    return std::get_if<T>(&data);
  }
  const ValueList* list() const {
    auto p = std::get_if<std::shared_ptr<const ValueList>>(&data);
    return p ? p->get() : nullptr;
  }
  const ValueObject* object() const {
    auto p = std::get_if<std::shared_ptr<const ValueObject>>(&data);
    return p ? p->get() : nullptr;
  }
  bool operator==(const Value& other) const;  // deep

  Data data;
};

// JSON text of a value: keys in the order they have, strings escaped, Bytes and Decimal as a string and a number.
std::string to_json(const Value& value);
// Parses JSON text; integers that fit stay integers, other numbers become Decimal so that no digit is lost.
// Throws Error{kSql} on malformed text.
Value parse_json(const std::string& text);

}  // namespace runner
