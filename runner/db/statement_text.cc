#include "db/statement_text.h"

#include <algorithm>
#include <cctype>

namespace runner::db {
namespace {

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == ';';
}

// Length of a comment at the start of `sql`; nested /* */ as PostgreSQL has them do no harm on SQLite's flat ones.
std::size_t comment_length(std::string_view sql) {
  if (sql.substr(0, 2) == "--") return std::min(sql.find('\n'), sql.size());
  if (sql.substr(0, 2) != "/*") return 0;
  return sql.find("*/", 2) == std::string_view::npos ? sql.size() : sql.find("*/", 2) + 2;
}

}  // namespace

std::string_view skip_blank(std::string_view sql) {
  if (sql.substr(0, 3) == "\xEF\xBB\xBF") sql.remove_prefix(3);
  while (!sql.empty()) {
    std::size_t skip = blank(sql.front()) ? 1 : comment_length(sql);
    if (skip == 0) break;
    sql.remove_prefix(skip);
  }
  return sql;
}

std::string first_keyword(std::string_view sql) {
  std::string word;
  for (char c : skip_blank(sql)) {
    if (!std::isalpha(static_cast<unsigned char>(c))) break;
    word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return word;
}

int line_at(std::string_view sql, std::size_t offset) {
  sql = sql.substr(0, offset);
  return 1 + static_cast<int>(std::count(sql.begin(), sql.end(), '\n'));
}

std::size_t byte_offset(std::string_view sql, std::size_t characters) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < sql.size(); ++at) {
    const bool starts = (static_cast<unsigned char>(sql[at]) & 0xC0) != 0x80;
    if (starts && ++seen == characters) break;
  }
  return at;
}

bool counts_rows(std::string_view keyword) {
  return keyword == "INSERT" || keyword == "UPDATE" || keyword == "DELETE" || keyword == "REPLACE" || keyword == "MERGE" ||
         keyword == "WITH";
}

}  // namespace runner::db
