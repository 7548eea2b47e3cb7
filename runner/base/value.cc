#include "base/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"

namespace runner {

bool Value::operator==(const Value& other) const {
  if (data.index() != other.data.index()) return false;
  if (list()) return list() == other.list() || *list() == *other.list();
  if (object()) return object() == other.object() || *object() == *other.object();
  return data == other.data;
}

// ---- writing ----

namespace {

void write_string(std::string& out, std::string_view text) {
  if (const std::size_t at = text::invalid_utf8(text); at != std::string_view::npos) {
    throw Error(ErrorCode::kScript, "Text that is not UTF-8 has no JSON form (byte " + std::to_string(at + 1) + ")");
  }
  out += '"';
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (byte < 0x20) {
          constexpr std::string_view kHex = "0123456789abcdef";
          out += "\\u00";
          out += kHex[byte >> 4];
          out += kHex[byte & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void write_double(std::string& out, double number) {
  if (!std::isfinite(number)) throw Error(ErrorCode::kScript, "NaN and infinity have no JSON form");
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  const std::string_view digits(buffer, static_cast<std::size_t>(end - buffer));
  out += digits;
  if (digits.find_first_of(".e") == std::string_view::npos) out += ".0";
}

std::string hex(std::string_view bytes) {
  std::string result = "\\x";
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    result += "0123456789abcdef"[byte >> 4];
    result += "0123456789abcdef"[byte & 15];
  }
  return result;
}

// -?digits[.digits][e[+-]digits] without a leading zero: what JSON takes as a number.
bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - begin;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const bool zero = at < text.size() && text[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (at < text.size() && text[at] == '.' && (++at, digits() == 0)) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

struct Writer {
  std::string& out;

  void operator()(Null) const { out += "null"; }
  void operator()(bool v) const { out += v ? "true" : "false"; }
  void operator()(std::int64_t v) const { out += std::to_string(v); }
  void operator()(double v) const { write_double(out, v); }
  void operator()(const Decimal& v) const {
    if (is_json_number(v.digits)) {
      out += v.digits;
    } else {
      write_string(out, v.digits);  // "NaN", "Infinity", ".5"
    }
  }
  void operator()(const std::string& v) const { write_string(out, v); }
  void operator()(const Bytes& v) const {
    write_string(out, text::invalid_utf8(v.data) == std::string_view::npos ? v.data : hex(v.data));
  }
  void operator()(const std::shared_ptr<const ValueList>& v) const {
    out += '[';
    for (std::size_t i = 0; i < v->size(); ++i) {
      if (i > 0) out += ", ";
      std::visit(*this, (*v)[i].data);
    }
    out += ']';
  }
  void operator()(const std::shared_ptr<const ValueObject>& v) const {
    out += '{';
    for (std::size_t i = 0; i < v->size(); ++i) {
      if (i > 0) out += ", ";
      write_string(out, (*v)[i].first);
      out += ": ";
      std::visit(*this, (*v)[i].second.data);
    }
    out += '}';
  }
};

}  // namespace

std::string to_json(const Value& value) {
  std::string out;
  std::visit(Writer{out}, value.data);
  return out;
}

// ---- reading ----

namespace {

// Containers nest at most so deep: values are destroyed, compared and written recursively.
constexpr std::size_t kMaxDepth = 1000;

ValueObject sorted(ValueObject members) {
  std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  ValueObject result;
  for (auto& member : members) {
    if (!result.empty() && result.back().first == member.first) {
      result.back().second = std::move(member.second);  // a repeated key: the last one counts, as everywhere
    } else {
      result.push_back(std::move(member));
    }
  }
  return result;
}

// The parser wants each number to fit its float type, although only the digits are used: hence the widest one.
using Json = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t, std::uint64_t, long double>;

// Builds the value from the parser's events, so that a number's own digits are seen.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Value take() { return std::move(root_); }
  const std::string& error() const { return error_; }

  bool null() override { return add(Null{}); }
  bool boolean(bool v) override { return add(v); }
  bool number_integer(number_integer_t v) override { return add(std::int64_t{v}); }
  bool number_unsigned(number_unsigned_t v) override {
    if (v > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) return add(Decimal{std::to_string(v)});
    return add(static_cast<std::int64_t>(v));
  }
  bool number_float(number_float_t, const string_t& digits) override { return add(Decimal{digits}); }
  bool string(string_t& v) override { return add(std::move(v)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(true); }
  bool start_array(std::size_t) override { return open(false); }
  bool key(string_t& v) override {
    open_.back().key = std::move(v);
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& problem) override {
    constexpr int kOutOfRange = 406;
    error_ = problem.id == kOutOfRange ? "A JSON number is too large" : "Malformed JSON at byte " + std::to_string(position);
    return false;
  }

 private:
  struct Container {
    bool is_object = false;
    std::string key;
    ValueList items;
    ValueObject members;
  };

  bool add(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().is_object) {
      open_.back().members.emplace_back(std::move(open_.back().key), std::move(value));
    } else {
      open_.back().items.push_back(std::move(value));
    }
    return true;
  }
  bool open(bool is_object) {
    if (open_.size() == kMaxDepth) {
      error_ = "JSON is nested more than " + std::to_string(kMaxDepth) + " levels deep";
      return false;
    }
    open_.emplace_back().is_object = is_object;
    return true;
  }
  bool close() {
    Container done = std::move(open_.back());
    open_.pop_back();
    return done.is_object ? add(sorted(std::move(done.members))) : add(std::move(done.items));
  }

  std::vector<Container> open_;
  Value root_;
  std::string error_;
};

}  // namespace

Value parse_json(const std::string& text) {
  Builder builder;
  if (!Json::sax_parse(text, &builder)) throw Error(ErrorCode::kSql, builder.error());
  return builder.take();
}

}  // namespace runner
