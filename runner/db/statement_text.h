// The little that drivers must know of SQL text: what kind of statement it is, and where in it something stands.
#pragma once

#include <string>
#include <string_view>

namespace runner::db {

// `sql` without leading blanks, comments and semicolons.
std::string_view skip_blank(std::string_view sql);
// The first word in upper case, comments skipped; "" when there is none.
std::string first_keyword(std::string_view sql);
// 1-based line of a byte offset.
int line_at(std::string_view sql, std::size_t offset);
// Byte offset of the `characters`-th (1-based) UTF-8 character, as PostgreSQL counts positions.
std::size_t byte_offset(std::string_view sql, std::size_t characters);

// Do rows of this command count as affected (INSERT, UPDATE, DELETE ...)?
bool counts_rows(std::string_view keyword);

}  // namespace runner::db
