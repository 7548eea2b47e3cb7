// Identifiers and string literals as text: when a name needs quotes, and how a quote inside is doubled.
#pragma once

#include <string>
#include <string_view>

namespace runner::sql {

// Is the word (any case) one that the dialect quotes?
bool is_reserved(std::string_view dialect, std::string_view word);
// The same for a lower-case word on one of the two dialects that share most of their words.
bool is_reserved_in_mysql(std::string_view word, bool mariadb);
// Reserved, or not made of lower-case letters, digits, "_" and "$" only, or begins with a digit or "$".
bool needs_quotes(std::string_view dialect, std::string_view identifier);
// The text between two `mark`s, each `mark` inside doubled.
std::string between_marks(std::string_view text, char mark);

}  // namespace runner::sql
