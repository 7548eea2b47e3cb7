// Types as DDL text: those that standard SQL and every database share. A dialect adds its own before asking here.
#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/text.h"
#include "sql/ddl.h"

namespace runner::sql {

namespace {

using schema::Type;

// Generic and SQL-named types whose text takes a length and a collation.
const std::map<std::string_view, std::string_view>& character_types() {
  static const std::map<std::string_view, std::string_view> types = {{"String", "VARCHAR"},   {"Unicode", "VARCHAR"},
                                                                     {"VARCHAR", "VARCHAR"},  {"Text", "TEXT"},
                                                                     {"UnicodeText", "TEXT"}, {"TEXT", "TEXT"},
                                                                     {"CHAR", "CHAR"},        {"NVARCHAR", "NVARCHAR"},
                                                                     {"NCHAR", "NCHAR"},      {"CLOB", "CLOB"}};
  return types;
}

// Types that are one word whatever they are called with.
const std::map<std::string_view, std::string_view>& plain_types() {
  static const std::map<std::string_view, std::string_view> types = {{"Integer", "INTEGER"},
                                                                     {"INTEGER", "INTEGER"},
                                                                     {"INT", "INTEGER"},
                                                                     {"SmallInteger", "SMALLINT"},
                                                                     {"SMALLINT", "SMALLINT"},
                                                                     {"BigInteger", "BIGINT"},
                                                                     {"BIGINT", "BIGINT"},
                                                                     {"Boolean", "BOOLEAN"},
                                                                     {"BOOLEAN", "BOOLEAN"},
                                                                     {"REAL", "REAL"},
                                                                     {"Float", "FLOAT"},
                                                                     {"FLOAT", "FLOAT"},
                                                                     {"Double", "DOUBLE"},
                                                                     {"DOUBLE", "DOUBLE"},
                                                                     {"DOUBLE_PRECISION", "DOUBLE PRECISION"},
                                                                     {"Date", "DATE"},
                                                                     {"DATE", "DATE"},
                                                                     {"Time", "TIME"},
                                                                     {"TIME", "TIME"},
                                                                     {"DateTime", "DATETIME"},
                                                                     {"DATETIME", "DATETIME"},
                                                                     {"TIMESTAMP", "TIMESTAMP"},
                                                                     {"Interval", "DATETIME"},
                                                                     {"LargeBinary", "BLOB"},
                                                                     {"PickleType", "BLOB"},
                                                                     {"BLOB", "BLOB"},
                                                                     {"JSON", "JSON"},
                                                                     {"UUID", "UUID"},
                                                                     {"Uuid", "CHAR(32)"}};
  return types;
}

std::string sized(std::string_view name, std::optional<int> length) {
  return std::string(name) + (length ? "(" + std::to_string(*length) + ")" : "");
}

std::string decimal(std::string_view name, const Type& type) {
  if (type.precision && type.scale) {
    return std::string(name) + "(" + std::to_string(*type.precision) + ", " + std::to_string(*type.scale) + ")";
  }
  return sized(name, type.precision);
}

int characters(std::string_view utf8) {
  return static_cast<int>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string enum_as_text(const Type& type) {
  int longest = 0;
  for (const std::string& value : type.values) longest = std::max(longest, characters(value));
  if (type.length && *type.length < longest) {
    throw Error(ErrorCode::kScript, "When provided, length must be larger or equal than the length of the longest enum value: " +
                                        std::to_string(*type.length) + " < " + std::to_string(longest));
  }
  return sized("VARCHAR", type.length.value_or(longest));
}

}  // namespace

std::string StandardDialect::collation(const Type& type) const {
  return type.collation ? " COLLATE " + quote_with(*type.collation, true) : "";
}

std::string StandardDialect::type(const Type& declared) const {
  const Type& own = declared.on(name());
  std::string text = type_text(own);
  if (text.empty() && !(has_untyped_columns() && own.is("custom") && own.sql)) {
    const auto dot = own.name.find('.');
    throw Error(ErrorCode::kUnsupported,
                title() + " can't render element of type " + own.name.substr(dot == std::string::npos ? 0 : dot + 1))
        .with_hint("give this dialect another type: type:with_variant(sa.Text(), \"" + name() + "\")");
  }
  return text;
}

std::string StandardDialect::type_text(const Type& type) const {
  std::string_view kind = type.name;
  // mysql.VARCHAR, sqlite.DATETIME, ...: the generic type of that name; what no generic type is called stays unknown.
  if (const auto dot = kind.find('.'); dot != std::string_view::npos) kind.remove_prefix(dot + 1);

  if (kind == "custom") return type.sql.value_or("");
  if (auto found = character_types().find(kind); found != character_types().end()) {
    return sized(found->second, type.length) + collation(type);
  }
  if (kind == "Numeric" || kind == "NUMERIC") return decimal("NUMERIC", type);
  if (kind == "DECIMAL") return decimal("DECIMAL", type);
  if (kind == "BINARY" || kind == "VARBINARY") return sized(kind, type.length);
  if (kind == "Enum" || kind == "ENUM") return enum_as_text(type);
  if (auto found = plain_types().find(kind); found != plain_types().end()) return std::string(found->second);
  return {};
}

}  // namespace runner::sql
