#include "db/sqlite_tokens.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace runner::db {
namespace {

using Kind = SqliteToken::Kind;

bool word_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || (c & 0x80);
}

class Lexer {
 public:
  explicit Lexer(std::string_view sql) : sql_(sql) {}

  std::vector<SqliteToken> all() {
    std::vector<SqliteToken> tokens;
    tokens.reserve(sql_.size() / 5 + 2);  // about what a CREATE TABLE has
    do {
      skip();
      tokens.push_back(next());
    } while (tokens.back().kind != Kind::kEnd);
    return tokens;
  }

 private:
  void skip() {
    while (at_ < sql_.size()) {
      if (std::isspace(static_cast<unsigned char>(sql_[at_])))
        ++at_;
      else if (sql_.substr(at_, 2) == "--")
        at_ = std::min(sql_.find('\n', at_), sql_.size());
      else if (sql_.substr(at_, 2) == "/*")
        at_ = sql_.find("*/", at_ + 2) == std::string_view::npos ? sql_.size() : sql_.find("*/", at_ + 2) + 2;
      else
        return;
    }
  }

  SqliteToken next() {
    SqliteToken token;
    token.begin = at_;
    if (at_ < sql_.size()) read(token);
    token.end = at_;
    if (token.text.empty() && (token.kind == Kind::kWord || token.kind == Kind::kNumber || token.kind == Kind::kSymbol))
      token.text = std::string(sql_.substr(token.begin, token.end - token.begin));
    return token;
  }

  void read(SqliteToken& token) {
    const char c = sql_[at_];
    const bool blob = (c == 'x' || c == 'X') && at_ + 1 < sql_.size() && sql_[at_ + 1] == '\'';
    if (c == '\'' || c == '"' || c == '`' || c == '[') {
      token.kind = c == '\'' ? Kind::kString : Kind::kQuoted;
      quoted(token, c == '[' ? ']' : c);
    } else if (blob) {
      token.kind = Kind::kNumber;
      at_ = std::min(sql_.find('\'', at_ + 2), sql_.size() - 1) + 1;
    } else if (std::isdigit(static_cast<unsigned char>(c)) ||
               (c == '.' && at_ + 1 < sql_.size() && std::isdigit(static_cast<unsigned char>(sql_[at_ + 1])))) {
      token.kind = Kind::kNumber;
      number();
    } else if (word_char(c)) {
      token.kind = Kind::kWord;
      while (at_ < sql_.size() && word_char(sql_[at_])) ++at_;
    } else {
      token.kind = Kind::kSymbol;
      ++at_;
    }
  }

  void quoted(SqliteToken& token, char close) {
    for (++at_; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == close) {
        const bool doubled = close != ']' && at_ + 1 < sql_.size() && sql_[at_ + 1] == close;
        if (!doubled) break;
        ++at_;
      }
      token.text += sql_[at_];
    }
    at_ = std::min(at_ + 1, sql_.size());
  }

  void number() {
    while (at_ < sql_.size() && (word_char(sql_[at_]) || sql_[at_] == '.')) {
      const bool exponent =
          (sql_[at_] == 'e' || sql_[at_] == 'E') && at_ + 1 < sql_.size() && (sql_[at_ + 1] == '-' || sql_[at_ + 1] == '+');
      at_ += exponent ? 2 : 1;
    }
  }

  std::string_view sql_;
  std::size_t at_ = 0;
};

}  // namespace

bool SqliteToken::is(std::string_view keyword) const {
  return kind == Kind::kWord && text.size() == keyword.size() && text::starts_with_nocase(text, keyword);
}

std::vector<SqliteToken> sqlite_tokens(std::string_view sql) {
  return Lexer(sql).all();
}

}  // namespace runner::db
