// The smallest lexer that tells SQL's code from its quotes and comments. Everything that looks into raw SQL (splitting,
// :name parameters, COMMIT fencing) walks its tokens; no token is ever lost, so joining them gives the text again.
#pragma once

#include <cstddef>
#include <string_view>

namespace runner::sql {

enum class TokenKind {
  kSpace,
  kComment,  // -- to the line's end, /* */ (nested on PostgreSQL), # on MySQL
  kQuoted,   // 'x', "x"; `x` on SQLite and MySQL, [x] on SQLite; E'x', $tag$x$tag$ on PostgreSQL
  kWord,     // letters, digits, "_", "$", any byte above 127; begins with no digit
  kNumber,   // 12, 1.5e3, 0x1f
  kSymbol    // one byte
};

struct Token {
  TokenKind kind = TokenKind::kSymbol;
  std::string_view text;
  std::size_t offset = 0;

  bool code() const { return kind != TokenKind::kSpace && kind != TokenKind::kComment; }
  bool is(char symbol) const { return kind == TokenKind::kSymbol && text[0] == symbol; }
};

class Lexer {
 public:
  // `dialect` "sqlite", "mysql", "mariadb", or anything else, which is read as PostgreSQL. `sql` must outlive the lexer.
  Lexer(std::string_view sql, std::string_view dialect);

  // False at the end. An unterminated quote or comment runs to the end.
  bool next(Token& token);
  // Continues at `offset`. REQUIRES: outside quotes and comments.
  void seek(std::size_t offset) { at_ = offset; }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }
  TokenKind scan();
  bool begins_line_comment() const;
  bool begins_block_comment() const;
  bool skip_quotes();
  void skip_line();
  void skip_block_comment();
  void skip_quoted(char quote, bool backslash);
  bool skip_dollar_quoted();

  std::string_view sql_;
  bool sqlite_;
  bool mysql_;
  std::size_t at_ = 0;
};

// May stand inside a word.
bool is_word_byte(char c);
// May begin a name.
bool is_name_start(char c);

}  // namespace runner::sql
