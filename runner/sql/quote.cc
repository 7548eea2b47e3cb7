#include "sql/quote.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"

namespace runner::sql {

namespace {

// Sorted. The words SQLAlchemy quotes: a superset of what the server reserves in some versions, so that names print alike.
constexpr std::array<std::string_view, 102> kPostgresqlWords{"all",
                                                             "analyse",
                                                             "analyze",
                                                             "and",
                                                             "any",
                                                             "array",
                                                             "as",
                                                             "asc",
                                                             "asymmetric",
                                                             "authorization",
                                                             "between",
                                                             "binary",
                                                             "both",
                                                             "case",
                                                             "cast",
                                                             "check",
                                                             "collate",
                                                             "column",
                                                             "constraint",
                                                             "create",
                                                             "cross",
                                                             "current_catalog",
                                                             "current_date",
                                                             "current_role",
                                                             "current_schema",
                                                             "current_time",
                                                             "current_timestamp",
                                                             "current_user",
                                                             "default",
                                                             "deferrable",
                                                             "desc",
                                                             "distinct",
                                                             "do",
                                                             "else",
                                                             "end",
                                                             "except",
                                                             "false",
                                                             "fetch",
                                                             "for",
                                                             "foreign",
                                                             "freeze",
                                                             "from",
                                                             "full",
                                                             "grant",
                                                             "group",
                                                             "having",
                                                             "ilike",
                                                             "in",
                                                             "initially",
                                                             "inner",
                                                             "intersect",
                                                             "into",
                                                             "is",
                                                             "isnull",
                                                             "join",
                                                             "leading",
                                                             "left",
                                                             "like",
                                                             "limit",
                                                             "localtime",
                                                             "localtimestamp",
                                                             "natural",
                                                             "new",
                                                             "not",
                                                             "notnull",
                                                             "null",
                                                             "of",
                                                             "off",
                                                             "offset",
                                                             "old",
                                                             "on",
                                                             "only",
                                                             "or",
                                                             "order",
                                                             "outer",
                                                             "over",
                                                             "overlaps",
                                                             "placing",
                                                             "primary",
                                                             "references",
                                                             "returning",
                                                             "right",
                                                             "select",
                                                             "session_user",
                                                             "similar",
                                                             "some",
                                                             "symmetric",
                                                             "table",
                                                             "then",
                                                             "to",
                                                             "trailing",
                                                             "true",
                                                             "union",
                                                             "unique",
                                                             "user",
                                                             "using",
                                                             "variadic",
                                                             "verbose",
                                                             "when",
                                                             "where",
                                                             "window",
                                                             "with"};

constexpr std::array<std::string_view, 118> kSqliteWords{"add",          "after",
                                                         "all",          "alter",
                                                         "analyze",      "and",
                                                         "as",           "asc",
                                                         "attach",       "autoincrement",
                                                         "before",       "begin",
                                                         "between",      "by",
                                                         "cascade",      "case",
                                                         "cast",         "check",
                                                         "collate",      "column",
                                                         "commit",       "conflict",
                                                         "constraint",   "create",
                                                         "cross",        "current_date",
                                                         "current_time", "current_timestamp",
                                                         "database",     "default",
                                                         "deferrable",   "deferred",
                                                         "delete",       "desc",
                                                         "detach",       "distinct",
                                                         "drop",         "each",
                                                         "else",         "end",
                                                         "escape",       "except",
                                                         "exclusive",    "exists",
                                                         "explain",      "fail",
                                                         "false",        "for",
                                                         "foreign",      "from",
                                                         "full",         "glob",
                                                         "group",        "having",
                                                         "if",           "ignore",
                                                         "immediate",    "in",
                                                         "index",        "indexed",
                                                         "initially",    "inner",
                                                         "insert",       "instead",
                                                         "intersect",    "into",
                                                         "is",           "isnull",
                                                         "join",         "key",
                                                         "left",         "like",
                                                         "limit",        "match",
                                                         "natural",      "not",
                                                         "nothing",      "notnull",
                                                         "null",         "of",
                                                         "offset",       "on",
                                                         "or",           "order",
                                                         "outer",        "plan",
                                                         "pragma",       "primary",
                                                         "query",        "raise",
                                                         "references",   "reindex",
                                                         "rename",       "replace",
                                                         "restrict",     "right",
                                                         "rollback",     "row",
                                                         "select",       "set",
                                                         "table",        "temp",
                                                         "temporary",    "then",
                                                         "to",           "transaction",
                                                         "trigger",      "true",
                                                         "union",        "unique",
                                                         "update",       "using",
                                                         "vacuum",       "values",
                                                         "view",         "virtual",
                                                         "when",         "where"};

// Most names have a first letter and a length that no word has together.
template <const auto& kWords>
bool contains(std::string_view word) {
  static constexpr auto kLengths = [] {
    std::array<std::uint32_t, 256> lengths{};  // of the words that begin with a byte, a bit each
    for (std::string_view one : kWords) lengths[static_cast<unsigned char>(one[0])] |= 1U << one.size();
    return lengths;
  }();
  if (word.empty() || word.size() > 31) return false;
  const bool like_one = (kLengths[static_cast<unsigned char>(word[0])] >> word.size() & 1U) != 0;
  return like_one && std::binary_search(kWords.begin(), kWords.end(), word);
}

bool is_reserved_lower(std::string_view dialect, std::string_view lower) {
  if (dialect == "sqlite") return contains<kSqliteWords>(lower);
  if (dialect == "mysql" || dialect == "mariadb") return is_reserved_in_mysql(lower, dialect == "mariadb");
  return contains<kPostgresqlWords>(lower);
}

bool plain_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

}  // namespace

bool is_reserved(std::string_view dialect, std::string_view word) {
  return is_reserved_lower(dialect, text::lower(word));
}

bool needs_quotes(std::string_view dialect, std::string_view identifier) {
  if (identifier.empty() || identifier[0] == '$' || (identifier[0] >= '0' && identifier[0] <= '9')) {
    return true;
  }
  return !std::all_of(identifier.begin(), identifier.end(), plain_byte) || is_reserved_lower(dialect, identifier);
}

std::string between_marks(std::string_view text, char mark) {
  std::string quoted;
  quoted.reserve(text.size() + 2);
  quoted += mark;
  if (text.find(mark) == std::string_view::npos) return quoted.append(text) += mark;
  for (char c : text) {
    if (c == mark) quoted += mark;
    quoted += c;
  }
  quoted += mark;
  return quoted;
}

}  // namespace runner::sql
