#include "schema/table.h"

#include <algorithm>

namespace runner::schema {

const Name& name_of(const Constraint& constraint) {
  return std::visit([](const auto& c) -> const Name& { return c.name; }, constraint);
}

Name& name_of(Constraint& constraint) {
  return std::visit([](auto& c) -> Name& { return c.name; }, constraint);
}

const Column* Table::find(std::string_view column) const {
  auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == column; });
  return found == columns.end() ? nullptr : &*found;
}

Column* Table::find(std::string_view column) {
  return const_cast<Column*>(std::as_const(*this).find(column));
}

const PrimaryKeyConstraint* Table::primary_key() const {
  for (const Constraint& constraint : constraints) {
    if (const auto* key = std::get_if<PrimaryKeyConstraint>(&constraint)) {
      return key;
    }
  }
  return nullptr;
}

namespace {

bool refers_elsewhere(const Table& table, const Column& column) {
  return !column.foreign_keys.empty() ||
         std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& c) {
           const auto* key = std::get_if<ForeignKeyConstraint>(&c);
           return key && std::find(key->columns.begin(), key->columns.end(), column.name) != key->columns.end();
         });
}

}  // namespace

bool autoincrements(const Table& table, const Column& column) {
  const PrimaryKeyConstraint* key = table.primary_key();
  const bool in_key = key && std::find(key->columns.begin(), key->columns.end(), column.name) != key->columns.end();
  // An identity or a sequence numbers the rows by itself.
  if (!in_key || column.autoincrement == Autoincrement::kNo || column.identity || column.computed || column.has_sequence) {
    return false;
  }
  if (!column.type || family(*column.type) != Family::kInteger) {
    return false;
  }
  if (column.autoincrement == Autoincrement::kYes) {
    return true;
  }
  return key->columns.size() == 1 && !column.server_default && !refers_elsewhere(table, column);
}

}  // namespace runner::schema
