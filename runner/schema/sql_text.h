// SQL text as a row of tokens: enough to find the names in a CHECK, to follow a renamed column into it and to see which
// table a raw statement touches. It knows quotes, comments and dollar quotes; it does not parse.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runner::schema {

struct Token {
  enum Kind { kWord, kQuoted, kString, kNumber, kSymbol, kSpace } kind = kSymbol;  // kSpace: white space and comments
  std::string_view text;                                                           // as written
  std::string name() const;                 // of a word or a quoted name: the name it means
  bool word(std::string_view upper) const;  // is this that keyword?
  bool symbol(char c) const { return kind == kSymbol && text.size() == 1 && text[0] == c; }
};
// Every byte of `sql` is in one token, in order. The tokens look into `sql`.
std::vector<Token> tokenize(std::string_view sql);
// The same without kSpace.
std::vector<Token> significant(std::string_view sql);

// The keyword (upper case) that `sql` begins with, when a look tells: "" behind a comment or a bracket, and for words with
// letters beyond ASCII.
std::string leading_keyword(std::string_view sql);

// The name as it stands in SQL: plain where that reads the same everywhere, else in double quotes.
std::string quoted_name(std::string_view name);

// What a name that may be a column stands behind: "" for a plain one, else "t" in `t.x`, "NEW" in `NEW.x`.
using Replace = std::function<std::optional<std::string>(const std::string& qualifier, const Token& name)>;
// Asks for every name in `sql` that may be a column (no function call, keyword argument of AS or COLLATE, cast type, bind
// parameter or qualifier) and writes the answer, quoted where needed, in its place.
std::string replace_names(std::string_view sql, const Replace& replace);

}  // namespace runner::schema
