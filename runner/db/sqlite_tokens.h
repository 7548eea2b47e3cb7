// SQLite's SQL as tokens with their places in the text: enough to read the CREATE statements that sqlite_master keeps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace runner::db {

struct SqliteToken {
  enum class Kind { kWord, kQuoted, kString, kNumber, kSymbol, kEnd };
  Kind kind = Kind::kEnd;
  std::string text;                // a quoted one without its quotes
  std::size_t begin = 0, end = 0;  // in the source

  bool is(std::string_view keyword) const;  // a bare word, any case
  bool symbol(char c) const { return kind == Kind::kSymbol && text[0] == c; }
  // SQLite takes strings for names, too.
  bool name() const { return kind == Kind::kWord || kind == Kind::kQuoted || kind == Kind::kString; }
};

// Comments and blanks dropped; the last token is kEnd.
std::vector<SqliteToken> sqlite_tokens(std::string_view sql);

}  // namespace runner::db
