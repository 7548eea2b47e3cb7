#include "script/lexer.h"

#include <algorithm>
#include <cstdint>

namespace runner::script {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<signed char>(c) < 0;
}
bool is_name_part(char c) {
  return is_name_start(c) || is_digit(c);
}
bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}
int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char letter = static_cast<char>(c | 32);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3f)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    tail(12), tail(6), tail(0);
  }
}

}  // namespace

Lexer::Lexer(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  if (peek() == '#') {
    while (!at_end() && !is_line_end(peek())) advance();
  }
}

// ---- blanks and comments ----

bool Lexer::skip() {
  for (; !at_end(); ++at_) {
    const char c = text_[at_];
    if (c == '\n') {
      if (line_is_empty_) end_block();
      line_is_empty_ = true;
    } else if (c == '-' && at_ + 1 < text_.size() && text_[at_ + 1] == '-') {
      if (!skip_comment()) return false;
      --at_;
    } else if (c != ' ' && c != '\t' && c != '\r' && c != '\f' && c != '\v') {
      end_block();
      line_is_empty_ = false;
      return true;
    }
  }
  end_block();
  return true;
}

// Comments on lines of their own that follow each other are one block; one behind code is none.
bool Lexer::skip_comment() {
  const std::size_t begin = at_;
  const bool own_line = line_is_empty_;
  at_ += 2;
  const bool is_long = long_bracket_level(at_) != kNone;
  if (is_long) {
    if (!skip_long_bracket(nullptr)) return false;
  } else {
    const std::string_view line = text_.substr(at_, text_.find('\n', at_) - at_);
    at_ += std::min(line.find('\r'), line.size());
  }
  if (own_line) {
    if (is_long) end_block();
    if (block_begin_ == kNone) block_begin_ = begin;
    block_end_ = at_;
    if (is_long) end_block();
  }
  line_is_empty_ = false;
  return true;
}

void Lexer::end_block() {
  if (block_begin_ == kNone) return;
  const std::string_view block = text_.substr(block_begin_, block_end_ - block_begin_);
  if (first_block_.empty()) first_block_ = block;
  if (id_block_.empty() && block.find("Revision ID:") != kNone) id_block_ = block;
  block_begin_ = kNone;
}

std::string_view Lexer::doc_block() const {
  return id_block_.empty() ? first_block_ : id_block_;
}

// ---- tokens ----

std::string_view Lexer::name() {
  if (at_end() || !is_name_start(text_[at_])) return {};
  const std::size_t begin = at_;
  while (!at_end() && is_name_part(text_[at_])) ++at_;
  return text_.substr(begin, at_ - begin);
}

std::size_t Lexer::long_bracket_level(std::size_t at) const {
  if (at >= text_.size() || text_[at] != '[') return kNone;
  const std::size_t second = text_.find_first_not_of('=', at + 1);
  return second != kNone && text_[second] == '[' ? second - at - 1 : kNone;
}

bool Lexer::skip_long_bracket(std::string_view* content) {
  const std::size_t level = long_bracket_level(at_);
  const std::size_t begin = at_ + level + 2;
  for (std::size_t close = text_.find(']', begin); close != kNone; close = text_.find(']', close + 1)) {
    const std::size_t second = text_.find_first_not_of('=', close + 1);
    if (second == kNone) return false;
    if (text_[second] != ']' || second - close - 1 != level) continue;
    if (content) *content = text_.substr(begin, close - begin);
    at_ = second + 1;
    return true;
  }
  return false;
}

bool Lexer::skip_string() {
  if (long_bracket_level(at_) != kNone) return skip_long_bracket(nullptr);
  const char quote = peek();
  for (++at_; !at_end() && text_[at_] != quote; ++at_) {
    if (text_[at_] == '\\') ++at_;
  }
  if (at_end()) return false;
  ++at_;
  return true;
}

std::optional<std::string> Lexer::string() {
  if (peek() == '"' || peek() == '\'') return quoted();
  if (long_bracket_level(at_) == kNone) return std::nullopt;
  std::string_view content;
  if (!skip_long_bracket(&content)) return std::nullopt;
  // Lua drops a first line end, and reads every kind of line end as "\n".
  std::string out;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (!is_line_end(content[i])) {
      out += content[i];
      continue;
    }
    const bool is_first = i == 0;
    if (i + 1 < content.size() && is_line_end(content[i + 1]) && content[i + 1] != content[i]) ++i;
    if (!is_first) out += '\n';
  }
  return out;
}

std::optional<std::string> Lexer::quoted() {
  const char quote = text_[at_++];
  std::string out;
  for (;;) {
    const std::size_t begin = at_;
    while (!at_end() && text_[at_] != quote && text_[at_] != '\\' && !is_line_end(text_[at_])) ++at_;
    out.append(text_, begin, at_ - begin);
    if (at_end() || is_line_end(text_[at_])) return std::nullopt;
    if (text_[at_++] == quote) return out;
    if (!escape(out)) return std::nullopt;
  }
}

// Behind a backslash; false for what Lua refuses, and for the rarer \z and line ends, which no identifier needs.
bool Lexer::escape(std::string& out) {
  const char c = peek();
  if (at_end()) return false;
  ++at_;
  if (const std::size_t simple = std::string_view("abfnrtv\\\"'").find(c); simple != kNone) {
    out += "\a\b\f\n\r\t\v\\\"'"[simple];
    return true;
  }
  if (c == 'x') {
    if (at_ + 1 >= text_.size()) return false;
    const int high = hex_value(text_[at_]), low = hex_value(text_[at_ + 1]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high * 16 + low);
    at_ += 2;
    return true;
  }
  if (c == 'u') {
    if (peek() != '{') return false;
    std::uint32_t code = 0;
    std::size_t digits = 0;
    for (++at_; hex_value(peek()) >= 0 && digits < 6; ++digits, ++at_)
      code = code * 16 + static_cast<std::uint32_t>(hex_value(peek()));
    if (digits == 0 || peek() != '}' || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    ++at_;
    append_utf8(out, code);
    return true;
  }
  if (!is_digit(c)) return false;
  int code = c - '0';
  for (int i = 0; i < 2 && is_digit(peek()); ++i, ++at_) code = code * 10 + (peek() - '0');
  if (code > 255) return false;
  out += static_cast<char>(code);
  return true;
}

bool Lexer::number() {
  if (peek() == '-') ++at_;
  const auto digits = [&] {
    const std::size_t begin = at_;
    while (is_digit(peek())) ++at_;
    return at_ > begin;
  };
  if (!digits()) return false;
  if (peek() == '.' && (++at_, !digits())) return false;
  if (peek() == 'e' || peek() == 'E') {
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    if (!digits()) return false;
  }
  return !is_name_part(peek()) && peek() != '.';
}

bool Lexer::skip_any() {
  const char c = peek();
  if (c == '"' || c == '\'' || long_bracket_level(at_) != kNone) return skip_string();
  if (name().empty()) ++at_;
  return true;
}

}  // namespace runner::script
