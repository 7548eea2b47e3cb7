// Column names where a table uses them: in keys, constraints, indexes, expressions and SQL text. Renaming a column, and
// knowing what a dropped column takes along, are both walks over these places.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "schema/table.h"

namespace runner::schema {

// The table whose columns are meant: names qualified by another table are left alone.
struct TableName {
  std::string name;
  std::optional<std::string> schema;
};

// Called with a column name as it is used (`exact` = false: an unquoted word, which names a column in any case); answers
// what to write instead, or nullopt to leave it.
using ColumnVisitor = std::function<std::optional<std::string>(const std::string& column, bool exact)>;

std::string walk_text(const std::string& sql, const TableName& table, const ColumnVisitor& visit);
void walk_columns(Expr& expr, const TableName& table, const ColumnVisitor& visit);
void walk_columns(Constraint& constraint, const TableName& table, const ColumnVisitor& visit);
void walk_columns(Index& index, const TableName& table, const ColumnVisitor& visit);
// A CREATE TRIGGER of the table: NEW.x, OLD.x, table.x and UPDATE OF x; plain names in its body may be another table's.
std::string walk_trigger(const std::string& sql, const TableName& table, const ColumnVisitor& visit);

// A visitor that renames all at once (a -> b and b -> a swaps).
ColumnVisitor renaming(std::map<std::string, std::string> names);
// The names of `candidates` that something uses.
ColumnVisitor collecting(std::set<std::string>& found, const std::set<std::string>& candidates);
std::set<std::string> mentioned_in_trigger(const std::string& sql, const TableName& table,
                                           const std::set<std::string>& candidates);

template <class Item>
std::set<std::string> mentioned(Item item, const TableName& table, const std::set<std::string>& candidates) {
  std::set<std::string> found;
  walk_columns(item, table, collecting(found, candidates));
  return found;
}

}  // namespace runner::schema
