// Raw SQL text cut into statements by a lexer that knows quotes, comments, dollar quotes, parentheses, BEGIN ATOMIC bodies
// and CREATE TRIGGER ... BEGIN ... END (MySQL: of every routine): enough to number statements, find :name parameters and refuse
// COMMIT.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runner::sql {

struct Piece {
  std::string text;  // trimmed, without ";"
  int line = 1;      // of its first character in the whole text, 1-based
};
// Empty statements and comment-only pieces are left out; comments before a statement belong to it, those behind its last
// token do not, so a ";" may always be put behind a piece. Never fails: an unterminated quote runs to the end.
std::vector<Piece> split_statements(std::string_view sql, std::string_view dialect);

// BEGIN, COMMIT, ROLLBACK, END, ABORT, START TRANSACTION, PREPARE TRANSACTION: the keyword, upper case, when the
// statement is transaction control (SAVEPOINT, RELEASE and ROLLBACK TO are not: they cannot end the transaction).
std::optional<std::string> transaction_control(std::string_view statement);

// The first keyword, upper case, comments skipped ("" for none): SELECT, INSERT, WITH ...
std::string first_keyword(std::string_view statement);

// Cuts text at :name parameters (API 4.4: not in quotes, comments, dollar quotes, "::", ":=", array slices; "\:" -> ":").
// `literals[i]` stands before `names[i]`; there is one more literal than names.
struct BindText {
  std::vector<std::string> literals;
  std::vector<std::string> names;
};
BindText parse_binds(std::string_view sql, std::string_view dialect = "postgresql");
// The text with "\:" turned into ":" and nothing bound.
std::string unescape_colons(std::string_view sql);

}  // namespace runner::sql
