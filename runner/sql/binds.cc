// :name parameters in SQL text. What is inside quotes and comments never counts, nor do "::", ":=" and array slices.
#include "base/text.h"
#include "sql/lexer.h"
#include "sql/split.h"

namespace runner::sql {

namespace {

class BindParser {
 public:
  BindParser(std::string_view sql, std::string_view dialect) : sql_(sql), lexer_(sql, dialect) {
    result_.literals.emplace_back();
  }

  BindText parse() {
    for (Token token; lexer_.next(token);) {
      if (token.is(':')) {
        colon(token.offset);
        continue;
      }
      if (token.is('\\') && at(token.offset + 1) == ':') {
        continue;  // the colon behind it is added as it is
      }
      add(text::replace_all(std::string(token.text), "\\:", ":"));
      if (token.code()) note(token);
    }
    return std::move(result_);
  }

 private:
  char at(std::size_t offset) const { return offset < sql_.size() ? sql_[offset] : '\0'; }
  void add(std::string_view text) { result_.literals.back() += text; }

  void colon(std::size_t offset) {
    const char next = at(offset + 1);
    const char before = offset > 0 ? sql_[offset - 1] : '\0';
    if (before != '\\' && (next == ':' || next == '=')) {
      add(sql_.substr(offset, 2));
      lexer_.seek(offset + 2);
      operand_ = false;
      return;
    }
    const bool slice = !subscripts_.empty() && subscripts_.back() && operand_;
    if (before == '\\' || is_word_byte(before) || !is_name_start(next) || slice) {
      add(":");
      operand_ = false;
      return;
    }
    std::size_t end = offset + 1;
    while (end < sql_.size() && is_word_byte(sql_[end])) ++end;
    result_.names.emplace_back(sql_.substr(offset + 1, end - offset - 1));
    result_.literals.emplace_back();
    lexer_.seek(end);
    operand_ = true;
  }

  // Keeps track of brackets, so that the colon of x[a :b] is known for what it is; ARRAY[ begins no subscript.
  void note(const Token& token) {
    if (token.is('[') || token.is('(')) {
      subscripts_.push_back(token.is('[') && operand_);
      operand_ = false;
    } else if (token.is(']') || token.is(')')) {
      if (!subscripts_.empty()) subscripts_.pop_back();
      operand_ = true;
    } else {
      operand_ = token.kind != TokenKind::kSymbol && text::upper(token.text) != "ARRAY";
    }
  }

  std::string_view sql_;
  Lexer lexer_;
  BindText result_;
  std::vector<bool> subscripts_;  // one an open bracket or parenthesis
  bool operand_ = false;          // does the code so far end with a value?
};

}  // namespace

BindText parse_binds(std::string_view sql, std::string_view dialect) {
  if (sql.find(':') == std::string_view::npos) return {{std::string(sql)}, {}};
  return BindParser(sql, dialect).parse();
}

std::string unescape_colons(std::string_view sql) {
  return text::replace_all(std::string(sql), "\\:", ":");
}

}  // namespace runner::sql
