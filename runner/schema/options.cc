// Dialect options: which names exist for which kind of object, as data.
#include <algorithm>
#include <array>
#include <map>

#include "schema/option_shape.h"
#include "schema/table.h"

namespace runner::schema {

namespace {

struct Known {
  std::string_view name;
  OptionShape shape;
};

const std::map<std::string_view, std::vector<Known>>& options_by_kind() {
  using enum OptionShape;
  static const std::map<std::string_view, std::vector<Known>> known = {
      {"table",
       {{"postgresql_inherits", kNames},
        {"postgresql_on_commit", kText},
        {"postgresql_partition_by", kText},
        {"postgresql_tablespace", kText},
        {"postgresql_using", kText},
        {"postgresql_with", kSettings},
        {"postgresql_with_oids", kFlag},
        {"sqlite_autoincrement", kFlag},
        {"sqlite_strict", kFlag},
        {"sqlite_with_rowid", kFlag}}},
      {"column",
       {{"sqlite_on_conflict_not_null", kText}, {"sqlite_on_conflict_primary_key", kText}, {"sqlite_on_conflict_unique", kText}}},
      {"index",
       {{"mariadb_length", kLengths},
        {"mariadb_prefix", kText},
        {"mariadb_using", kText},
        {"mariadb_with_parser", kText},
        {"mysql_length", kLengths},
        {"mysql_prefix", kText},
        {"mysql_using", kText},
        {"mysql_with_parser", kText},
        {"postgresql_concurrently", kFlag},
        {"postgresql_include", kNames},
        {"postgresql_nulls_not_distinct", kFlag},
        {"postgresql_ops", kSettings},
        {"postgresql_tablespace", kText},
        {"postgresql_using", kText},
        {"postgresql_where", kCondition},
        {"postgresql_with", kSettings},
        {"sqlite_where", kCondition}}},
      {"primary_key",
       {{"mariadb_using", kText},
        {"mysql_using", kText},
        {"postgresql_include", kNames},
        {"postgresql_without_overlaps", kFlag},
        {"sqlite_collate", kSettings},
        {"sqlite_on_conflict", kText},
        {"sqlite_order", kSettings}}},
      {"unique",
       {{"postgresql_include", kNames},
        {"postgresql_nulls_not_distinct", kFlag},
        {"postgresql_without_overlaps", kFlag},
        {"sqlite_collate", kSettings},
        {"sqlite_on_conflict", kText},
        {"sqlite_order", kSettings}}},
      {"check",
       {{"postgresql_no_inherit", kFlag},
        {"postgresql_not_enforced", kFlag},
        {"postgresql_not_valid", kFlag},
        {"sqlite_on_conflict", kText}}},
      {"foreign_key", {{"postgresql_not_enforced", kFlag}, {"postgresql_not_valid", kFlag}, {"postgresql_period", kFlag}}},
      {"exclude", {}},
  };
  return known;
}

const Known* find_known(std::string_view kind, std::string_view name) {
  const auto found = options_by_kind().find(kind);
  if (found == options_by_kind().end()) {
    return nullptr;
  }
  const auto option =
      std::find_if(found->second.begin(), found->second.end(), [&](const Known& one) { return one.name == name; });
  return option == found->second.end() ? nullptr : &*option;
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
  std::vector<std::string> names;
  if (const auto found = options_by_kind().find(kind); found != options_by_kind().end()) {
    for (const Known& known : found->second) {
      names.emplace_back(known.name);
    }
  }
  return names;
}

bool known_option(std::string_view kind, std::string_view name) {
  return free_option(kind, name) || find_known(kind, name);
}

OptionShape option_shape(std::string_view kind, std::string_view name) {
  const Known* known = find_known(kind, name);
  return known ? known->shape : OptionShape::kAny;
}

}  // namespace runner::schema
