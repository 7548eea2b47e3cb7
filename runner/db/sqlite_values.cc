#include "db/sqlite_values.h"

#include <sqlite3.h>

#include <charconv>
#include <cmath>
#include <string>

#include "base/error.h"
#include "base/text.h"

namespace runner::db {
namespace {

// Owned by SQLite from now on (SQLITE_TRANSIENT copies). The header's macro holds an old-style cast.
const auto kCopy = reinterpret_cast<sqlite3_destructor_type>(-1);  // NOLINT(performance-no-int-to-ptr)

int bind_text(sqlite3_stmt* statement, int index, const std::string& text, sqlite3_destructor_type keep) {
  return sqlite3_bind_text64(statement, index, text.data(), text.size(), keep, SQLITE_UTF8);
}

int bind_bytes(sqlite3_stmt* statement, int index, const std::string& bytes, sqlite3_destructor_type keep) {
  return sqlite3_bind_blob64(statement, index, bytes.data(), bytes.size(), keep);
}

int bind_decimal(sqlite3_stmt* statement, int index, const std::string& digits, sqlite3_destructor_type keep) {
  std::int64_t integer = 0;
  const char* end = digits.data() + digits.size();
  auto [stop, code] = std::from_chars(digits.data(), end, integer);
  return code == std::errc() && stop == end ? sqlite3_bind_int64(statement, index, integer)
                                            : bind_text(statement, index, digits, keep);
}

struct Binder {
  sqlite3_stmt* statement;
  int index;
  const Value& value;
  schema::Family family;
  sqlite3_destructor_type keep;

  int operator()(const Null&) const { return sqlite3_bind_null(statement, index); }
  int operator()(bool v) const {
    return family == schema::Family::kJson ? json() : sqlite3_bind_int(statement, index, v ? 1 : 0);
  }
  int operator()(std::int64_t v) const {
    return family == schema::Family::kJson ? json() : sqlite3_bind_int64(statement, index, v);
  }
  int operator()(double v) const { return family == schema::Family::kJson ? json() : sqlite3_bind_double(statement, index, v); }
  int operator()(const Decimal& v) const { return bind_decimal(statement, index, v.digits, keep); }
  int operator()(const std::string& v) const {
    return family == schema::Family::kBinary ? bind_bytes(statement, index, v, keep) : bind_text(statement, index, v, keep);
  }
  int operator()(const Bytes& v) const { return bind_bytes(statement, index, v.data, keep); }
  int operator()(const std::shared_ptr<const ValueList>&) const { return json(); }
  int operator()(const std::shared_ptr<const ValueObject>&) const { return json(); }

  int json() const { return bind_text(statement, index, to_json(value), kCopy); }
};

// Shortest digits that read back as the same number, never with an exponent.
std::string exact_digits(double value) {
  char buffer[400];
  auto [end, code] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  return code == std::errc() ? std::string(buffer, end) : std::to_string(value);
}

CellKind kind_of(const char* declared) {
  if (!declared) return CellKind::kPlain;
  const std::string type = text::upper(declared);
  if (type == "BOOLEAN" || type == "BOOL") return CellKind::kBoolean;
  if (type.rfind("NUMERIC", 0) == 0 || type.rfind("DECIMAL", 0) == 0) return CellKind::kDecimal;
  return CellKind::kPlain;
}

}  // namespace

int bind_value(sqlite3_stmt* statement, int index, const Value& value, const schema::Type* type) {
  const auto family = type ? schema::family(type->on("sqlite")) : schema::Family::kOther;
  return std::visit(Binder{statement, index, value, family, kCopy}, value.data);
}

int bind_lasting(sqlite3_stmt* statement, int index, const Value& value, schema::Family family) {
  return std::visit(Binder{statement, index, value, family, SQLITE_STATIC}, value.data);
}

std::vector<CellKind> cell_kinds(sqlite3_stmt* statement) {
  std::vector<CellKind> kinds(static_cast<std::size_t>(sqlite3_column_count(statement)));
  for (std::size_t i = 0; i < kinds.size(); ++i) kinds[i] = kind_of(sqlite3_column_decltype(statement, static_cast<int>(i)));
  return kinds;
}

Value read_cell(sqlite3_stmt* statement, int column, CellKind kind) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER: {
      const std::int64_t v = sqlite3_column_int64(statement, column);
      if (kind == CellKind::kBoolean && (v == 0 || v == 1)) return v == 1;
      if (kind == CellKind::kDecimal) return Decimal{std::to_string(v)};
      return v;
    }
    case SQLITE_FLOAT: {
      const double v = sqlite3_column_double(statement, column);
      return kind == CellKind::kDecimal && std::isfinite(v) ? Value(Decimal{exact_digits(v)}) : Value(v);
    }
    case SQLITE_TEXT: {
      auto data = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
      auto data = static_cast<const char*>(sqlite3_column_blob(statement, column));
      return Bytes{data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))) : std::string()};
    }
    default:
      return Null{};
  }
}

}  // namespace runner::db
