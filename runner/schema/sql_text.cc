#include "schema/sql_text.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace runner::schema {

namespace {

bool starts_word(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c));
}
bool in_word(char c) {
  return starts_word(c) || digit(c) || c == '$';
}
bool space(char c) {
  return std::isspace(static_cast<unsigned char>(c));
}

class Lexer {
 public:
  explicit Lexer(std::string_view sql) : sql_(sql) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    while (at_ < sql_.size()) {
      const std::size_t begin = at_;
      const Token::Kind kind = next();
      tokens.push_back({kind, sql_.substr(begin, at_ - begin)});
    }
    return tokens;
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

  template <class Test>
  void skip_while(Test test) {
    while (at_ < sql_.size() && test(sql_[at_])) {
      ++at_;
    }
  }

  void skip_past(std::string_view end, std::size_t from) {
    const std::size_t found = sql_.find(end, from);
    at_ = found == std::string_view::npos ? sql_.size() : found + end.size();
  }

  // From an opening quote to past the closing one; a doubled quote stands for itself.
  void skip_quoted(char close, bool backslash) {
    ++at_;
    while (at_ < sql_.size()) {
      if (backslash && peek() == '\\') {
        at_ = std::min(at_ + 2, sql_.size());
      } else if (peek() == close) {
        ++at_;
        if (peek() != close) {
          return;
        }
        ++at_;
      } else {
        ++at_;
      }
    }
  }

  bool subscript() const {
    const char before = at_ > 0 ? sql_[at_ - 1] : ' ';
    return in_word(before) || before == ']' || before == ')' || before == '"';
  }

  bool skip_dollar_quote() {
    std::size_t end = at_ + 1;
    while (end < sql_.size() && in_word(sql_[end]) && sql_[end] != '$') {
      ++end;
    }
    if (end >= sql_.size() || sql_[end] != '$' || digit(peek(1))) {
      return false;
    }
    const std::string_view tag = sql_.substr(at_, end - at_ + 1);
    skip_past(tag, end + 1);
    return true;
  }

  Token::Kind next() {
    const char c = peek();
    if (space(c)) {
      skip_while(space);
      return Token::kSpace;
    }
    if (c == '-' && peek(1) == '-') {
      skip_past("\n", at_);
      return Token::kSpace;
    }
    if (c == '/' && peek(1) == '*') {
      skip_past("*/", at_ + 2);
      return Token::kSpace;
    }
    if (c == '\'') {
      skip_quoted('\'', false);
      return Token::kString;
    }
    if (c == '"' || c == '`') {
      skip_quoted(c, false);
      return Token::kQuoted;
    }
    if (c == '[' && !subscript()) {  // SQLite reads [x y] as a name; a[1] and ARRAY[1] are no names
      skip_past("]", at_);
      return Token::kQuoted;
    }
    if (c == '$' && skip_dollar_quote()) {
      return Token::kString;
    }
    if (starts_word(c)) {
      skip_while(in_word);
      return peek() == '\'' && prefix_of_string(c) ? prefixed_string(c) : Token::kWord;
    }
    if (digit(c)) {
      skip_while([](char d) { return in_word(d) || d == '.'; });
      return Token::kNumber;
    }
    ++at_;
    return Token::kSymbol;
  }

  // E'..', X'..', B'..', N'..': one letter that belongs to the string.
  bool prefix_of_string(char first) const {
    const bool one_letter = at_ < 2 || !in_word(sql_[at_ - 2]);
    return one_letter && std::string_view("eExXbBnN").find(first) != std::string_view::npos && sql_[at_ - 1] == first;
  }
  Token::Kind prefixed_string(char first) {
    skip_quoted('\'', first == 'e' || first == 'E');
    return Token::kString;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
};

// Words that a database may refuse as a plain name.
bool reserved(std::string_view name) {
  static constexpr std::string_view kWords =
      " abort action add all alter always analyse analyze and any array as asc attach autoincrement before begin between both by "
      "cascade case cast check collate column commit conflict constraint create cross current current_date current_time "
      "current_timestamp current_user database default deferrable deferred delete desc detach distinct do drop each else end "
      "escape "
      "except exclusive exists explain fail false fetch filter for foreign from full generated glob grant group groups having if "
      "ignore immediate in index indexed initially inner insert instead intersect into is isnull join key lateral leading left "
      "like limit localtime localtimestamp match materialized natural no not nothing notnull null of off offset on only "
      "or "
      "order outer over overlaps partition placing plan pragma primary query raise range recursive references regexp reindex "
      "release rename replace restrict returning right rollback row rows savepoint select session_user set similar some "
      "symmetric "
      "table temp temporary then to trailing transaction trigger true unbounded union unique update user using vacuum values "
      "variadic view virtual when where window with without ";
  return kWords.find(" " + std::string(name) + " ") != std::string_view::npos;
}

// Words that are never a plain column in an expression, whatever columns are called.
bool keyword(std::string_view word) {
  static constexpr std::string_view kWords =
      " and as between case cast collate current_date current_time current_timestamp distinct else end escape exists false from "
      "glob "
      "ilike in is isnull like match not notnull null on or regexp select similar then true using when where ";
  return kWords.find(" " + text::lower(word) + " ") != std::string_view::npos;
}

const Token* neighbour(const std::vector<Token>& tokens, std::size_t at, int step) {
  for (auto i = static_cast<std::ptrdiff_t>(at) + step; i >= 0 && i < static_cast<std::ptrdiff_t>(tokens.size()); i += step) {
    if (tokens[static_cast<std::size_t>(i)].kind != Token::kSpace) {
      return &tokens[static_cast<std::size_t>(i)];
    }
  }
  return nullptr;
}

// The qualifier of the name at `at`, or nullopt when that is no name of a column.
std::optional<std::string> qualifier_of(const std::vector<Token>& tokens, std::size_t at) {
  const Token* after = neighbour(tokens, at, 1);
  if (after && (after->symbol('(') || after->symbol('.')) && !(tokens[at].kind == Token::kQuoted && after->symbol('('))) {
    return std::nullopt;
  }
  const Token* before = neighbour(tokens, at, -1);
  if (!before) {
    return "";
  }
  if (before->symbol(':') || before->word("AS") || before->word("COLLATE")) {
    return std::nullopt;
  }
  if (!before->symbol('.')) {
    return "";
  }
  const auto dot = static_cast<std::size_t>(before - tokens.data());
  const Token* owner = neighbour(tokens, dot, -1);
  return owner && (owner->kind == Token::kWord || owner->kind == Token::kQuoted) ? std::optional(owner->name()) : std::nullopt;
}

}  // namespace

std::string Token::name() const {
  if (kind != kQuoted || text.size() < 2) {
    return std::string(text);
  }
  if (text.front() == '[') {
    return std::string(text.substr(1, text.size() - 2));
  }
  const std::string quote(1, text.front());
  return text::replace_all(std::string(text.substr(1, text.size() - 2)), quote + quote, quote);
}

bool Token::word(std::string_view upper) const {
  return kind == kWord && text::upper(text) == upper;
}

std::vector<Token> tokenize(std::string_view sql) {
  return Lexer(sql).run();
}

std::vector<Token> significant(std::string_view sql) {
  auto tokens = tokenize(sql);
  std::erase_if(tokens, [](const Token& token) { return token.kind == Token::kSpace; });
  return tokens;
}

std::string leading_keyword(std::string_view sql) {
  constexpr std::string_view kWord = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
  sql = text::trim(sql);
  const std::string_view word = sql.substr(0, sql.find_first_not_of(kWord));
  if (word.empty() || (word[0] >= '0' && word[0] <= '9')) return {};
  const char next = word.size() < sql.size() ? sql[word.size()] : ' ';
  const bool goes_on = next == '$' || static_cast<unsigned char>(next) >= 0x80;
  return goes_on ? std::string() : text::upper(word);
}

std::string quoted_name(std::string_view name) {
  const bool plain = !name.empty() && !digit(name[0]) && !reserved(name) &&
                     std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || digit(c); });
  return plain ? std::string(name) : "\"" + text::replace_all(std::string(name), "\"", "\"\"") + "\"";
}

std::string replace_names(std::string_view sql, const Replace& replace) {
  const auto tokens = tokenize(sql);
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::optional<std::string> replacement;
    const bool word = tokens[i].kind == Token::kWord && !keyword(tokens[i].text);
    if (word || tokens[i].kind == Token::kQuoted) {
      if (auto qualifier = qualifier_of(tokens, i)) {
        replacement = replace(*qualifier, tokens[i]);
      }
    }
    result += replacement ? quoted_name(*replacement) : std::string(tokens[i].text);
  }
  return result;
}

}  // namespace runner::schema
