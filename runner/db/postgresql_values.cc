#include "db/postgresql_values.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <map>

#include "base/error.h"
#include "base/text.h"

namespace runner::db {
namespace {

// OIDs of pg_type that never change.
enum Oid : unsigned {
  kBool = 16,
  kBytea = 17,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kOid = 26,
  kJson = 114,
  kFloat4 = 700,
  kFloat8 = 701,
  kNumeric = 1700,
  kJsonb = 3802,
  kText = 25
};

constexpr std::int64_t kPrintable = 100'000'000'000'000;  // LuaJIT prints 14 digits

// Array type -> its element's type.
unsigned element_of(unsigned oid) {
  static const std::map<unsigned, unsigned> arrays = {
      {1000, kBool},   {1001, kBytea},   {1005, kInt2}, {1007, kInt4},  {1016, kInt8}, {1028, kOid},  {1021, kFloat4},
      {1022, kFloat8}, {1231, kNumeric}, {199, kJson},  {3807, kJsonb}, {1009, kText}, {1015, kText}, {1014, kText},
      {1003, kText},   {1002, kText},    {2951, kText}, {1182, kText},  {1115, kText}, {1185, kText}, {1183, kText},
      {1270, kText},   {1187, kText},    {1041, kText}, {651, kText},   {1040, kText}, {775, kText},  {1561, kText},
      {1563, kText},   {2210, kText},    {3905, kText}, {3907, kText},  {3909, kText}, {3911, kText}, {3913, kText},
      {3927, kText},   {6150, kText},    {6151, kText}, {6152, kText},  {6153, kText}, {6155, kText}, {6157, kText},
      {3643, kText},   {3645, kText},    {791, kText},  {4073, kText},  {143, kText}};
  auto found = arrays.find(oid);
  return found == arrays.end() ? 0 : found->second;
}

int hex_digit(char c) {
  return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

Value read_bytes(std::string_view text) {
  Bytes bytes;
  if (text.substr(0, 2) == "\\x") {
    for (std::size_t i = 2; i + 1 < text.size(); i += 2)
      bytes.data += static_cast<char>(hex_digit(text[i]) << 4 | hex_digit(text[i + 1]));
    return bytes;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {  // bytea_output = escape
    if (text[i] != '\\') {
      bytes.data += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '\\') {
      bytes.data += text[++i];
    } else if (i + 3 < text.size()) {
      bytes.data += static_cast<char>((text[i + 1] - '0') << 6 | (text[i + 2] - '0') << 3 | (text[i + 3] - '0'));
      i += 3;
    }
  }
  return bytes;
}

Value read_json(std::string_view text) {
  try {
    return parse_json(std::string(text));
  } catch (const Error&) {
    return std::string(text);  // valid for the server, too deep for us
  }
}

Value read_scalar(unsigned oid, std::string_view text) {
  switch (oid) {
    case kBool:
      return text == "t";
    case kInt2:
    case kInt4:
    case kInt8:
    case kOid: {
      std::int64_t v = 0;
      std::from_chars(text.data(), text.data() + text.size(), v);
      return v;
    }
    case kFloat4:
    case kFloat8:
      return std::strtod(std::string(text).c_str(), nullptr);
    case kNumeric:
      return Decimal{std::string(text)};
    case kJson:
    case kJsonb:
      return read_json(text);
    case kBytea:
      return read_bytes(text);
    default:
      return std::string(text);
  }
}

// {1,NULL,"a \"b\""} with nesting; "[0:1]={1,2}" when the bounds are not the usual ones.
class ArrayReader {
 public:
  ArrayReader(unsigned element, std::string_view text) : element_(element), text_(text) {}

  Value read() {
    if (text_.substr(0, 1) == "[") at_ = text_.find('=') + 1;
    return list();
  }

 private:
  ValueList list() {
    ValueList items;
    for (++at_; at_ < text_.size() && text_[at_] != '}';) {
      if (text_[at_] == ',') {
        ++at_;
        continue;
      }
      if (text_[at_] == '{')
        items.push_back(list());
      else
        items.push_back(item());
    }
    ++at_;
    return items;
  }

  Value item() {
    std::string word;
    if (text_[at_] == '"') {
      for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
        if (text_[at_] == '\\') ++at_;
        word += text_[at_];
      }
      ++at_;
      return element(word);
    }
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '}') word += text_[at_++];
    return word == "NULL" ? Value() : element(word);
  }

  // Numbers of a document are numbers to a script; those of an array keep their digits as a cell's do.
  Value element(const std::string& word) const {
    Value value = read_scalar(element_, word);
    const auto* whole = value.get_if<std::int64_t>();
    const bool large = whole && (*whole >= kPrintable || *whole <= -kPrintable);
    return large || value.get_if<Decimal>() ? Value(word) : value;
  }

  unsigned element_;
  std::string_view text_;
  std::size_t at_ = 0;
};

std::string double_text(double v) {
  if (std::isnan(v)) return "NaN";
  if (std::isinf(v)) return v < 0 ? "-Infinity" : "Infinity";
  char buffer[64];
  auto [end, code] = std::to_chars(buffer, buffer + sizeof buffer, v);
  (void)code;
  return std::string(buffer, end);
}

std::string hex_text(const std::string& bytes) {
  static const char kHex[] = "0123456789abcdef";
  std::string out = "\\x";
  out.reserve(2 + 2 * bytes.size());
  for (unsigned char c : bytes) (out += kHex[c >> 4]) += kHex[c & 15];
  return out;
}

struct Printer {
  const Value& value;
  const schema::Type* type;
  schema::Family family;

  std::string operator()(const Null&) const { return ""; }
  std::string operator()(bool v) const { return json() ? to_json(value) : v ? "t" : "f"; }
  std::string operator()(std::int64_t v) const { return std::to_string(v); }
  std::string operator()(double v) const { return double_text(v); }
  std::string operator()(const Decimal& v) const { return v.digits; }
  std::string operator()(const std::string& v) const {
    if (family == schema::Family::kBinary) return hex_text(v);
    if (v.find('\0') != std::string::npos)
      throw Error(ErrorCode::kSql, "PostgreSQL text cannot hold a NUL byte").with_hint("use a LargeBinary column for raw bytes");
    return v;
  }
  std::string operator()(const Bytes& v) const { return hex_text(v.data); }
  std::string operator()(const std::shared_ptr<const ValueList>& v) const { return json() ? to_json(value) : array(*v); }
  std::string operator()(const std::shared_ptr<const ValueObject>&) const { return to_json(value); }

  bool json() const { return family == schema::Family::kJson; }

  std::string array(const ValueList& items) const {
    const schema::Type* item_type = type && type->item ? &*type->item : nullptr;
    std::string out = "{";
    for (const auto& item : items) {
      if (out.size() > 1) out += ',';
      if (item.is_null())
        out += "NULL";
      else if (item.list() && !(item_type && schema::family(*item_type) == schema::Family::kJson))
        out += array(*item.list());
      else
        out += '"' + text::replace_all(text::replace_all(value_text(item, item_type), "\\", "\\\\"), "\"", "\\\"") + '"';
    }
    return out + "}";
  }
};

}  // namespace

Value read_cell(unsigned type_oid, std::string_view text) {
  if (const unsigned element = element_of(type_oid)) return read_array(element, text);
  return read_scalar(type_oid, text);
}

Value read_array(unsigned element_oid, std::string_view text) {
  return ArrayReader(element_oid, text).read();
}

std::string value_text(const Value& value, const schema::Type* type) {
  const schema::Type* own = type ? &type->on("postgresql") : nullptr;
  return std::visit(Printer{value, own, own ? schema::family(*own) : schema::Family::kOther}, value.data);
}

void append_copy_cell(std::string& line, const Value& value, const schema::Type* type) {
  if (value.is_null()) {
    line += "\\N";
    return;
  }
  for (char c : value_text(value, type)) {
    switch (c) {
      case '\\':
        line += "\\\\";
        break;
      case '\n':
        line += "\\n";
        break;
      case '\r':
        line += "\\r";
        break;
      case '\t':
        line += "\\t";
        break;
      default:
        line += c;
    }
  }
}

}  // namespace runner::db
