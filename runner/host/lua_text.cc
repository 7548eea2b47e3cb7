// Literals of Lua source.
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "host/lua_writer.h"

namespace runner::host {

namespace {

constexpr std::int64_t kExact = std::int64_t{1} << 53;

bool is_identifier(std::string_view name) {
  static constexpr std::string_view kWords[] = {"and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
                                                "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
                                                "repeat",   "return", "then", "true", "until",  "while"};
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) {
    return false;
  }
  for (char c : name) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
      return false;
    }
  }
  for (auto word : kWords) {
    if (word == name) {
      return false;
    }
  }
  return true;
}

void append_escaped(std::string& out, unsigned char c) {
  switch (c) {
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    case '"':
    case '\\':
      out += '\\';
      out += static_cast<char>(c);
      return;
    default:
      break;
  }
  if (c >= 32 && c < 127) {
    out += static_cast<char>(c);
    return;
  }
  out += '\\';
  out += static_cast<char>('0' + c / 100);
  out += static_cast<char>('0' + c / 10 % 10);
  out += static_cast<char>('0' + c % 10);
}

std::string number(double value) {
  if (std::isnan(value)) {
    return "(0/0)";
  }
  if (std::isinf(value)) {
    return value > 0 ? "math.huge" : "-math.huge";
  }
  char digits[40];
  auto end = std::to_chars(digits, digits + sizeof digits, value);
  return std::string(digits, end.ptr);
}

struct Literal {
  std::string operator()(Null) const { return "sa.NULL"; }
  std::string operator()(bool v) const { return v ? "true" : "false"; }
  std::string operator()(std::int64_t v) const { return std::to_string(v) + (v > -kExact && v < kExact ? "" : "LL"); }
  std::string operator()(double v) const { return number(v); }
  std::string operator()(const Decimal& v) const { return lua_string(v.digits); }
  std::string operator()(const std::string& v) const { return lua_string(v); }
  std::string operator()(const Bytes& v) const { return lua_string(v.data); }
  std::string operator()(const std::shared_ptr<const ValueList>& v) const {
    std::vector<std::string> items;
    for (const Value& item : *v) {
      items.push_back(lua_value(item));
    }
    return items.empty() ? "sa.json_array({})" : "{ " + text::join(items, ", ") + " }";
  }
  std::string operator()(const std::shared_ptr<const ValueObject>& v) const {
    std::vector<std::string> members;
    for (const auto& [name, member] : *v) {
      members.push_back(lua_key(name) + " = " + lua_value(member));
    }
    return members.empty() ? "{}" : "{ " + text::join(members, ", ") + " }";
  }
};

}  // namespace

std::string lua_string(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const std::size_t length = text::utf8_length(text);
    if (length > 1) {
      out += text.substr(0, length);
      text.remove_prefix(length);
    } else {
      append_escaped(out, static_cast<unsigned char>(text[0]));
      text.remove_prefix(1);
    }
  }
  return out + "\"";
}

std::string lua_key(std::string_view name) {
  return is_identifier(name) ? std::string(name) : "[" + lua_string(name) + "]";
}

std::string lua_value(const Value& value) {
  return std::visit(Literal{}, value.data);
}

}  // namespace runner::host
