// Dialect options: which names exist for which kind of object, as data.
#include <algorithm>
#include <array>
#include <map>

#include "schema/table.h"

namespace runner::schema {

namespace {

const std::map<std::string_view, std::vector<std::string>>& options_by_kind() {
  static const std::map<std::string_view, std::vector<std::string>> known = {
      {"table",
       {"postgresql_inherits", "postgresql_on_commit", "postgresql_partition_by", "postgresql_tablespace", "postgresql_using",
        "postgresql_with", "postgresql_with_oids", "sqlite_autoincrement", "sqlite_strict", "sqlite_with_rowid"}},
      {"column", {"sqlite_on_conflict_not_null", "sqlite_on_conflict_primary_key", "sqlite_on_conflict_unique"}},
      {"index",
       {"mariadb_length", "mariadb_prefix", "mariadb_using", "mariadb_with_parser", "mysql_length", "mysql_prefix", "mysql_using",
        "mysql_with_parser", "postgresql_concurrently", "postgresql_include", "postgresql_nulls_not_distinct", "postgresql_ops",
        "postgresql_tablespace", "postgresql_using", "postgresql_where", "postgresql_with", "sqlite_where"}},
      {"primary_key", {"mariadb_using", "mysql_using", "postgresql_include", "sqlite_collate", "sqlite_on_conflict"}},
      {"unique", {"postgresql_include", "postgresql_nulls_not_distinct", "sqlite_collate", "sqlite_on_conflict"}},
      {"check", {"postgresql_not_valid", "sqlite_on_conflict"}},
      {"foreign_key", {"postgresql_not_valid"}},
      {"exclude", {}},
  };
  return known;
}

template <class Prefixes>
bool begins_with_any(const Prefixes& prefixes, std::string_view name) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
    return name.size() > prefix.size() && name.substr(0, prefix.size()) == prefix;
  });
}

// Options that nobody here can know: those of databases that we do not speak to, and of MySQL's tables, where each becomes
// a word of the statement.
bool free_option(std::string_view kind, std::string_view name) {
  static constexpr std::array kForeign{"mssql_", "oracle_"};
  static constexpr std::array kMysql{"mysql_", "mariadb_"};
  return begins_with_any(kForeign, name) || (kind == "table" && begins_with_any(kMysql, name));
}

}  // namespace

const Expr* option(const Options& options, std::string_view name) {
  auto found = std::find_if(options.begin(), options.end(), [&](const auto& entry) { return entry.first == name; });
  return found == options.end() ? nullptr : &found->second;
}

std::vector<std::string> known_options(std::string_view kind) {
  auto found = options_by_kind().find(kind);
  return found == options_by_kind().end() ? std::vector<std::string>() : found->second;
}

bool known_option(std::string_view kind, std::string_view name) {
  if (free_option(kind, name)) {
    return true;
  }
  const auto names = known_options(kind);
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace runner::schema
