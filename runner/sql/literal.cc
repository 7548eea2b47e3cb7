// Values as SQL text, and values as a column's type wants them.
#include <charconv>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/text.h"
#include "sql/ddl.h"
#include "sql/quote.h"

namespace runner::sql {

namespace {

using schema::Family;

bool digits_at(std::string_view text, std::size_t& at) {
  const std::size_t start = at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at > start;
}

// -12, 1.50, 1e-7: what every database reads as one number.
bool is_number(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  if (!digits_at(text, at)) return false;
  if (at < text.size() && text[at] == '.' && !digits_at(text, ++at)) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (!digits_at(text, at)) return false;
  }
  return at == text.size();
}

bool is_numeric(Family family) {
  return family == Family::kInteger || family == Family::kNumeric || family == Family::kFloat;
}

Value boolean_for(bool value, Family family) {
  if (is_numeric(family)) return Value(value ? 1 : 0);
  if (family == Family::kString) return Value(value ? "true" : "false");
  return Value(value);
}

Value integer_for(std::int64_t value, Family family) {
  if (family == Family::kBoolean && (value == 0 || value == 1)) return Value(value == 1);
  if (family == Family::kString) return Value(std::to_string(value));
  return Value(value);
}

std::string shortest(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return std::string(buffer, end);
}

struct LiteralOf {
  const StandardDialect& dialect;
  const schema::Type* type;

  std::string operator()(Null) const { return "NULL"; }
  std::string operator()(bool value) const { return dialect.boolean_literal(value); }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return dialect.float_literal(value); }
  std::string operator()(const Decimal& value) const {
    return is_number(value.digits) ? value.digits : dialect.string_literal(value.digits);
  }
  std::string operator()(const std::string& value) const { return dialect.string_literal(value); }
  std::string operator()(const Bytes& value) const { return dialect.bytes_literal(value.data); }
  std::string operator()(const std::shared_ptr<const ValueList>& value) const { return dialect.list_literal(*value, type); }
  std::string operator()(const std::shared_ptr<const ValueObject>& value) const {
    return dialect.string_literal(to_json(Value(*value)));
  }
};

}  // namespace

Value StandardDialect::adapted(const Value& value, const schema::Type* declared) const {
  if (!declared || value.is_null()) {
    return value;
  }
  const Family family = schema::family(declared->on(name()));
  if (family == Family::kJson) {
    // Text is JSON already: that is how a document read from SQLite is written back.
    return value.get_if<std::string>() || value.get_if<Bytes>() ? value : Value(to_json(value));
  }
  if (const bool* flag = value.get_if<bool>()) return boolean_for(*flag, family);
  if (const auto* number = value.get_if<std::int64_t>()) return integer_for(*number, family);
  if (const auto* number = value.get_if<double>()) return family == Family::kString ? Value(shortest(*number)) : value;
  if (const auto* number = value.get_if<Decimal>()) return family == Family::kString ? Value(number->digits) : value;
  if (const auto* text = value.get_if<std::string>()) {
    if (family == Family::kBinary) return Value(Bytes{*text});
    if (is_numeric(family) && is_number(*text)) return Value(Decimal{*text});
  }
  return value;
}

Value StandardDialect::undashed_uuid(const Value& value) {
  const auto* text = value.get_if<std::string>();
  const bool dashed =
      text && text->size() == 36 && (*text)[8] == '-' && (*text)[13] == '-' && (*text)[18] == '-' && (*text)[23] == '-';
  return dashed ? Value(text::lower(text::replace_all(*text, "-", ""))) : value;
}

std::string StandardDialect::literal(const Value& value, const schema::Type* type) const {
  const schema::Type* own = type ? &type->on(name()) : nullptr;
  return std::visit(LiteralOf{*this, own}, adapted(value, own).data);
}

std::string StandardDialect::string_literal(std::string_view text) const {
  if (text.find('\0') != std::string_view::npos) {
    throw Error(ErrorCode::kScript, "A text value contains a NUL byte, which SQL text cannot hold")
        .with_hint("declare the column as sa.LargeBinary if these are bytes");
  }
  return between_marks(text, '\'');
}

std::string StandardDialect::bytes_literal(std::string_view bytes) const {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string text = "X'";
  for (unsigned char byte : bytes) {
    text += kHex[byte >> 4];
    text += kHex[byte & 15];
  }
  return text + "'";
}

std::string StandardDialect::float_literal(double value) const {
  if (std::isfinite(value)) return shortest(value);
  return std::isnan(value) ? "'NaN'" : value > 0 ? "'Infinity'" : "'-Infinity'";
}

std::string StandardDialect::list_literal(const ValueList& list, const schema::Type*) const {
  return string_literal(to_json(Value(list)));
}

}  // namespace runner::sql
