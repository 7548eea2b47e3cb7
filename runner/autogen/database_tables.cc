#include "autogen/database_tables.h"

#include <algorithm>
#include <map>

#include "autogen/items.h"
#include "base/log.h"
#include "base/text.h"
#include "schema/schema.h"

namespace runner::autogen {

namespace {

using schema::Table;
using schema::TableKey;
using Tables = std::map<TableKey, Table>;

// Adds the tables that `table` refers to and that nobody has read yet, and theirs in turn.
void add_targets(const Table& table, schema::Inspector& inspector, Tables& tables) {
  for (const auto& constraint : table.constraints) {
    const auto* key = std::get_if<schema::ForeignKeyConstraint>(&constraint);
    if (!key || tables.count(schema::key_of(key->schema, key->table))) continue;
    auto target = inspector.reflect(key->table, key->schema);
    if (!target) continue;
    const auto place = tables.emplace(schema::key_of(target->schema, target->name), std::move(*target));
    if (place.second) add_targets(place.first->second, inspector, tables);
  }
}

// Nobody can declare a key to what is not there.
void leave_out_lost_keys(Table& table, const Tables& tables) {
  std::erase_if(table.constraints, [&](const schema::Constraint& constraint) {
    const auto* key = std::get_if<schema::ForeignKeyConstraint>(&constraint);
    if (!key) return false;
    const auto target = tables.find(schema::key_of(key->schema, key->table));
    if (!leads_nowhere(*key, target == tables.end() ? nullptr : &target->second)) return false;
    log::warn("runner.autogenerate", "the foreign key (" + text::join(key->columns, ", ") + ") of table '" + table.name +
                                         "' is left out: what it refers to in '" + key->table + "' is not there");
    return true;
  });
}

}  // namespace

bool is_own_table(const ops::VersionTable& version_table, const Table& table, const std::string& default_schema) {
  if (table.schema.value_or(default_schema) != version_table.schema.value_or(default_schema)) return false;
  const std::string& name = version_table.table;
  return table.name == name || table.name == name + "_journal" || table.name == name + "_history" ||
         table.name == name + "_lease" || table.name == ops::walks_table(name);
}

std::vector<Table> database_tables(schema::Inspector& inspector, const std::vector<std::string>& schemas,
                                   const ops::VersionTable& version_table) {
  Tables tables;
  std::vector<schema::Inspector::Where> places;
  const std::string by_default = inspector.default_schema();
  for (const auto& name : schemas) places.push_back(name == by_default ? std::nullopt : schema::Inspector::Where(name));
  if (places.empty()) places.push_back(std::nullopt);
  for (const auto& place : places)
    for (Table& table : inspector.tables(place)) tables.emplace(schema::key_of(table.schema, table.name), std::move(table));
  std::erase_if(tables, [&](const auto& entry) { return is_own_table(version_table, entry.second, by_default); });
  std::vector<TableKey> found;
  for (const auto& [key, table] : tables) found.push_back(key);
  for (const auto& key : found) add_targets(tables.at(key), inspector, tables);
  for (auto& [key, table] : tables) leave_out_lost_keys(table, tables);
  std::vector<Table> all;
  for (auto& [key, table] : tables) all.push_back(std::move(table));
  return all;
}

}  // namespace runner::autogen
