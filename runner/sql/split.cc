#include "sql/split.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "schema/sql_text.h"
#include "sql/lexer.h"

namespace runner::sql {

namespace {

// Follows one statement's words to know whether a ";" may end it: not inside parentheses (CREATE RULE ... DO (a; b)), nor
// in the body of a SQLite trigger or a MySQL routine (BEGIN ... END), nor of a standard SQL one (BEGIN ATOMIC ... END).
class Body {
 public:
  explicit Body(std::string_view dialect) : sqlite_(dialect == "sqlite"), mysql_(dialect == "mysql" || dialect == "mariadb") {}

  void see(const Token& token) {
    if (token.is('(')) ++parentheses_;
    if (token.is(')') && parentheses_ > 0) --parentheses_;
    if (token.kind == TokenKind::kWord) {
      word(text::upper(token.text));
      return;
    }
    close_block();
    if (kind_ == Kind::kHead && !definer_) kind_ = Kind::kPlain;
  }
  bool may_end() const { return parentheses_ == 0 && depth_ == (ended_ ? 1 : 0); }

 private:
  enum class Kind { kHead, kPlain, kWithBody };

  void word(const std::string& word) {
    if (kind_ == Kind::kHead) {
      head(word);
    } else if (kind_ == Kind::kWithBody) {
      body(word);
    }
    previous_ = word;
  }

  // CREATE [OR REPLACE] [TEMP] [DEFINER = who] {TRIGGER | FUNCTION | PROCEDURE | EVENT}, and EXPLAIN before it.
  void head(const std::string& word) {
    static const std::vector<std::string> kPasses{"EXPLAIN", "QUERY", "PLAN",      "CREATE", "OR",
                                                  "REPLACE", "TEMP",  "TEMPORARY", "DEFINER"};
    const bool routine = word == "FUNCTION" || word == "PROCEDURE";
    const bool body_follows = sqlite_ ? word == "TRIGGER" : routine || (mysql_ && (word == "TRIGGER" || word == "EVENT"));
    definer_ = mysql_ && (definer_ || word == "DEFINER") && word != "VIEW" && !body_follows;
    if (body_follows && !previous_.empty()) {
      kind_ = Kind::kWithBody;
    } else if (!definer_ && std::find(kPasses.begin(), kPasses.end(), word) == kPasses.end()) {
      kind_ = Kind::kPlain;
    }
  }

  void body(const std::string& word) {
    if (mysql_) return mysql_body(word);
    const bool begins = sqlite_ ? word == "BEGIN" : word == "ATOMIC" && previous_ == "BEGIN";
    const bool counts_cases = sqlite_ || depth_ > 0;
    if (begins || (word == "CASE" && counts_cases)) ++depth_;
    if (word == "END" && depth_ > 0) --depth_;
  }

  // END closes a BEGIN or a CASE unless the next word says what else: END IF, END LOOP.
  void mysql_body(const std::string& word) {
    static const std::vector<std::string> kUncounted{"IF", "LOOP", "WHILE", "REPEAT", "FOR"};
    const bool other = ended_ && std::find(kUncounted.begin(), kUncounted.end(), word) != kUncounted.end();
    const bool end_case = ended_ && word == "CASE";
    if (other) ended_ = false;
    close_block();
    if (word == "BEGIN" || (word == "CASE" && !end_case)) ++depth_;
    ended_ = word == "END" && depth_ > 0;
  }

  void close_block() {
    if (ended_) --depth_;
    ended_ = false;
  }

  bool sqlite_;
  bool mysql_;
  Kind kind_ = Kind::kHead;
  bool definer_ = false;  // MySQL: whose routine it is, a name that may be anything
  bool ended_ = false;    // MySQL: END stood just before
  int parentheses_ = 0;
  int depth_ = 0;
  std::string previous_;
};

int lines_in(std::string_view text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

// The first `count` code words, upper case; parentheses before the first are passed over.
std::vector<std::string> first_words(std::string_view statement, std::size_t count, std::string_view dialect = "postgresql") {
  std::vector<std::string> words;
  Lexer lexer(statement, dialect);
  for (Token token; words.size() < count && lexer.next(token);) {
    if (!token.code() || (words.empty() && (token.is('(') || token.is(';')))) {
      continue;
    }
    if (token.kind != TokenKind::kWord) {
      break;
    }
    words.push_back(text::upper(token.text));
  }
  return words;
}

// Nothing in it can end a statement or begin a comment. Blanks at its end may belong to a quote that is not closed.
bool plainly_one(std::string_view sql) {
  const bool ends_in_blank = !sql.empty() && text::trim(sql.substr(sql.size() - 1)).empty();
  return !ends_in_blank && sql.find_first_of(";#") == std::string_view::npos && sql.find("--") == std::string_view::npos &&
         sql.find("/*") == std::string_view::npos;
}

std::vector<Piece> one_piece(std::string_view sql) {
  const std::string_view code = text::trim(sql);
  if (code.empty()) return {};
  return {{std::string(code), 1 + lines_in(sql.substr(0, static_cast<std::size_t>(code.data() - sql.data())))}};
}

}  // namespace

std::vector<Piece> split_statements(std::string_view sql, std::string_view dialect) {
  if (plainly_one(sql)) return one_piece(sql);
  std::vector<Piece> pieces;
  Body body(dialect);
  std::size_t start = std::string_view::npos;  // of the piece, comments before it included
  std::size_t end = 0;                         // behind its last token of code
  std::size_t counted = 0;
  int line = 1;

  auto finish = [&] {
    if (end > 0) {
      line += lines_in(sql.substr(counted, start - counted));
      counted = start;
      pieces.push_back({std::string(sql.substr(start, end - start)), line});
    }
    body = Body(dialect);
    start = std::string_view::npos;
    end = 0;
  };

  Lexer lexer(sql, dialect);
  for (Token token; lexer.next(token);) {
    if (token.is(';') && body.may_end()) {
      finish();
      continue;
    }
    if (token.kind != TokenKind::kSpace && start == std::string_view::npos) {
      start = token.offset;
    }
    if (token.code()) {
      body.see(token);
      end = token.offset + token.text.size();
    }
  }
  finish();
  return pieces;
}

std::string first_keyword(std::string_view statement) {
  const auto words = first_words(statement, 1);
  return words.empty() ? std::string() : words[0];
}

namespace {

bool begins_control(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kWords{"BEGIN", "COMMIT", "ROLLBACK", "END", "ABORT", "START", "PREPARE"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::optional<std::string> control_word(const std::vector<std::string>& words) {
  if (words.empty() || !begins_control(words[0])) {
    return std::nullopt;
  }
  const std::string& first = words[0];
  if (first == "ROLLBACK") {
    const bool to_savepoint = std::find(words.begin(), words.end(), "TO") != words.end();
    return to_savepoint ? std::nullopt : std::optional<std::string>(first);
  }
  if (first == "START" || first == "PREPARE") {
    const bool transaction = words.size() > 1 && words[1] == "TRANSACTION";
    return transaction ? std::optional(first + " TRANSACTION") : std::nullopt;
  }
  return first;
}

}  // namespace

// Comments nest on one database and not on the other, and begin with "#" on a third; a COMMIT that any would see is one.
std::optional<std::string> transaction_control(std::string_view statement) {
  const std::string first = schema::leading_keyword(statement);  // which all see alike
  if (!first.empty() && !begins_control(first)) return std::nullopt;
  for (std::string_view dialect : {"postgresql", "sqlite", "mysql"}) {
    if (auto found = control_word(first_words(statement, 4, dialect))) return found;
  }
  return std::nullopt;
}

}  // namespace runner::sql
