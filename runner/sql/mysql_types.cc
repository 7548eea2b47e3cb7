// MySQL's types as DDL and as CAST takes them: sizes and signs of numbers, character sets, ENUM and SET with their values.
#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/text.h"
#include "sql/mysql.h"

namespace runner::sql {

namespace {

using schema::Family;
using schema::Type;

std::string_view bare_name(const Type& type) {
  const std::string_view name = type.name;
  const auto dot = name.find('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

bool is_own(const Type& type) {
  return type.name.compare(0, 6, "mysql.") == 0;
}

std::string number(const std::optional<int>& value) {
  return value ? "(" + std::to_string(*value) + ")" : "";
}

std::string signs(const Type& type) {
  return std::string(type.is_unsigned ? " UNSIGNED" : "") + (type.zerofill ? " ZEROFILL" : "");
}

// FLOAT(7), FLOAT(7, 2): one number counts for FLOAT alone.
std::string approximate(std::string_view word, const Type& type) {
  std::string text(word);
  if (is_own(type) && type.precision && type.scale) {
    text += "(" + std::to_string(*type.precision) + ", " + std::to_string(*type.scale) + ")";
  } else if (word == "FLOAT") {
    text += number(type.precision);
  }
  return text + signs(type);
}

// Whole numbers and times by name: what stands behind the word, and which member it is.
const std::map<std::string_view, std::string_view>& integer_words() {
  static const std::map<std::string_view, std::string_view> words{{"Integer", "INTEGER"},     {"INTEGER", "INTEGER"},
                                                                  {"INT", "INTEGER"},         {"SmallInteger", "SMALLINT"},
                                                                  {"SMALLINT", "SMALLINT"},   {"TINYINT", "TINYINT"},
                                                                  {"MEDIUMINT", "MEDIUMINT"}, {"BigInteger", "BIGINT"},
                                                                  {"BIGINT", "BIGINT"},       {"YEAR", "YEAR"}};
  return words;
}

const std::map<std::string_view, std::string_view>& time_words() {
  static const std::map<std::string_view, std::string_view> words{{"DateTime", "DATETIME"}, {"DATETIME", "DATETIME"},
                                                                  {"Interval", "DATETIME"}, {"TIMESTAMP", "TIMESTAMP"},
                                                                  {"Time", "TIME"},         {"TIME", "TIME"}};
  return words;
}

const std::map<std::string_view, std::string_view>& text_words() {
  static const std::map<std::string_view, std::string_view> words{{"String", "VARCHAR"},
                                                                  {"Unicode", "VARCHAR"},
                                                                  {"VARCHAR", "VARCHAR"},
                                                                  {"NVARCHAR", "VARCHAR"},
                                                                  {"CHAR", "CHAR"},
                                                                  {"NCHAR", "CHAR"},
                                                                  {"Text", "TEXT"},
                                                                  {"UnicodeText", "TEXT"},
                                                                  {"TEXT", "TEXT"},
                                                                  {"TINYTEXT", "TINYTEXT"},
                                                                  {"MEDIUMTEXT", "MEDIUMTEXT"},
                                                                  {"LONGTEXT", "LONGTEXT"},
                                                                  {"CLOB", "CLOB"}};
  return words;
}

}  // namespace

std::string Mysql::word(std::string_view text) const {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
  return plain ? std::string(text) : quote_with(text, true);
}

std::string Mysql::character_type(std::string_view word_of_type, const Type& type, bool national) const {
  national = national || type.national;
  std::string text = (national ? "NATIONAL " : "") + std::string(word_of_type);
  if (type.charset && !national) {
    text += " CHARACTER SET " + word(*type.charset);
  } else if (!national) {
    text += type.ascii ? " ASCII" : type.unicode ? " UNICODE" : "";
  }
  if (type.collation) return text + " COLLATE " + word(*type.collation);
  return type.binary ? text + " BINARY" : text;
}

std::string Mysql::value_list(const std::vector<std::string>& values) const {
  std::vector<std::string> literals;
  literals.reserve(values.size());
  for (const std::string& value : values) literals.push_back(string_literal(value));
  return "(" + text::join(literals, ",") + ")";
}

std::string Mysql::type_text(const Type& type) const {
  const std::string_view kind = bare_name(type);
  if (kind == "Enum" || kind == "ENUM") {
    if (type.native_enum.value_or(true)) return character_type("ENUM" + value_list(type.values), type, false);
    return StandardDialect::type_text(type);
  }
  if (kind == "SET") return character_type("SET" + value_list(type.values), type, false);
  if (auto found = text_words().find(kind); found != text_words().end()) {
    const bool needs_length = found->second == "VARCHAR";
    if (needs_length && !type.length) {
      throw Error(ErrorCode::kUnsupported, "VARCHAR requires a length on dialect " + name())
          .with_hint("sa.String(255), or sa.Text()");
    }
    return character_type(std::string(found->second) + number(type.length), type, kind == "NVARCHAR" || kind == "NCHAR");
  }
  if (auto found = integer_words().find(kind); found != integer_words().end()) {
    return std::string(found->second) + number(type.display_width) + signs(type);
  }
  if (auto found = time_words().find(kind); found != time_words().end()) {
    return std::string(found->second) + (type.fsp.value_or(0) > 0 ? number(type.fsp) : "");
  }
  if (kind == "Float" || kind == "FLOAT") return approximate("FLOAT", type);
  if (kind == "Double" || kind == "DOUBLE") return approximate("DOUBLE", type);
  if (kind == "REAL") return approximate("REAL", type);
  if (kind == "Boolean" || kind == "BOOLEAN") return "BOOL";
  if (kind == "LargeBinary" || kind == "BLOB") return "BLOB" + number(type.length);
  if (kind == "TINYBLOB" || kind == "MEDIUMBLOB" || kind == "LONGBLOB") return std::string(kind);
  if (kind == "BIT") return type.length || is_own(type) || type.varying ? "BIT" + number(type.length) : "BIT(1)";
  if (kind == "VARBINARY" && !type.length) unsupported("VARBINARY without a length", "sa.VARBINARY(255), or sa.LargeBinary()");
  const std::string text = StandardDialect::type_text(type);
  return text.empty() ? text : text + signs(type);
}

// CAST takes a few types only; of the others the value stays as it is.
std::string Mysql::cast_type(const Type& declared) const {
  const Type& type = declared.on(name());
  const std::string_view kind = bare_name(type);
  switch (schema::family(type)) {
    case Family::kInteger:
      return type.is_unsigned ? "UNSIGNED INTEGER" : "SIGNED INTEGER";
    case Family::kDateTime:
    case Family::kInterval:
      return kind == "TIMESTAMP" ? "DATETIME" : type_text(type);
    case Family::kDate:
    case Family::kTime:
      return type_text(type);
    case Family::kNumeric:
      return text::replace_all(type_text(type), "NUMERIC", "DECIMAL");
    case Family::kString: {
      if (kind == "SET") return {};
      Type characters = type;
      if (characters.name.rfind("mysql.", 0) != 0) characters.collation.reset();
      characters.name = "CHAR";
      return type_text(characters);
    }
    case Family::kBinary:
      return "BINARY";
    case Family::kJson:
      return "JSON";
    case Family::kEnum: {
      const std::string text = type_text(type);
      return text.rfind("VARCHAR", 0) == 0 ? text.substr(3) : std::string();
    }
    default:
      StandardDialect::type(type);  // what it has not at all is refused
      return {};
  }
}

}  // namespace runner::sql
