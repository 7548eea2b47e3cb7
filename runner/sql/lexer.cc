#include "sql/lexer.h"

#include <algorithm>

namespace runner::sql {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_word_byte(char c) {
  return is_name_start(c) || is_digit(c);
}

Lexer::Lexer(std::string_view sql, std::string_view dialect)
    : sql_(sql), sqlite_(dialect == "sqlite"), mysql_(dialect == "mysql" || dialect == "mariadb") {}

bool Lexer::next(Token& token) {
  if (at_ >= sql_.size()) {
    return false;
  }
  token.offset = at_;
  token.kind = scan();
  token.text = sql_.substr(token.offset, at_ - token.offset);
  return true;
}

TokenKind Lexer::scan() {
  const char c = peek();
  if (is_space(c)) {
    while (is_space(peek())) ++at_;
    return TokenKind::kSpace;
  }
  if (begins_line_comment()) {
    skip_line();
    return TokenKind::kComment;
  }
  if (begins_block_comment()) {
    skip_block_comment();
    return TokenKind::kComment;
  }
  if (skip_quotes()) {
    return TokenKind::kQuoted;
  }
  if (is_name_start(c)) {
    while (at_ < sql_.size() && (is_word_byte(peek()) || peek() == '$')) ++at_;
    return TokenKind::kWord;
  }
  if (is_digit(c)) {
    while (is_word_byte(peek()) || (peek() == '.' && peek(1) != '.')) ++at_;
    return TokenKind::kNumber;
  }
  ++at_;
  return TokenKind::kSymbol;
}

// MySQL wants a blank behind "--", so that 5--1 stays a number.
bool Lexer::begins_line_comment() const {
  if (mysql_ && peek() == '#') {
    return true;
  }
  if (peek() != '-' || peek(1) != '-') {
    return false;
  }
  return !mysql_ || at_ + 2 >= sql_.size() || static_cast<unsigned char>(peek(2)) <= ' ';
}

// What stands in MySQL's /*! ... */ is run.
bool Lexer::begins_block_comment() const {
  const bool run = mysql_ && (peek(2) == '!' || (peek(2) == 'M' && peek(3) == '!'));
  return peek() == '/' && peek(1) == '*' && !run;
}

bool Lexer::skip_quotes() {
  const char c = peek();
  const bool postgresql = !sqlite_ && !mysql_;
  if (c == '\'' || c == '"' || (!postgresql && c == '`')) {
    skip_quoted(c, mysql_ && c != '`');
    return true;
  }
  if (sqlite_ && c == '[') {
    at_ = std::min(sql_.find(']', at_), sql_.size() - 1) + 1;
    return true;
  }
  if (postgresql && (c == 'e' || c == 'E') && peek(1) == '\'') {
    ++at_;
    skip_quoted('\'', true);
    return true;
  }
  return postgresql && c == '$' && skip_dollar_quoted();
}

void Lexer::skip_line() {
  at_ = std::min(sql_.find('\n', at_), sql_.size());
}

void Lexer::skip_block_comment() {
  int depth = 0;
  while (at_ < sql_.size()) {
    if (peek() == '*' && peek(1) == '/') {
      at_ += 2;
      if (--depth == 0) return;
    } else if (peek() == '/' && peek(1) == '*' && (depth == 0 || (!sqlite_ && !mysql_))) {
      at_ += 2;
      ++depth;
    } else {
      ++at_;
    }
  }
}

void Lexer::skip_quoted(char quote, bool backslash) {
  for (++at_; at_ < sql_.size(); ++at_) {
    if (backslash && peek() == '\\') {
      ++at_;
    } else if (peek() == quote) {
      if (peek(1) != quote) {
        ++at_;
        return;
      }
      ++at_;
    }
  }
  at_ = sql_.size();
}

bool Lexer::skip_dollar_quoted() {
  std::size_t end = at_ + 1;
  if (end < sql_.size() && is_digit(sql_[end])) {
    return false;  // $1
  }
  while (end < sql_.size() && is_word_byte(sql_[end])) ++end;
  if (end >= sql_.size() || sql_[end] != '$') {
    return false;
  }
  const std::string_view tag = sql_.substr(at_, end + 1 - at_);
  const std::size_t close = sql_.find(tag, end + 1);
  at_ = close == std::string_view::npos ? sql_.size() : close + tag.size();
  return true;
}

}  // namespace runner::sql
