// Tables for tests, written short: table("t", {column("id", "Integer", kKey), ...}).
#pragma once

#include <string>
#include <vector>

#include "schema/table.h"

namespace runner::test {

inline schema::Type type(std::string name) {
  schema::Type made;
  made.name = std::move(name);
  return made;
}

inline schema::Type string_type(int length) {
  schema::Type made = type("String");
  made.length = length;
  return made;
}

inline schema::Column column(std::string name, schema::Type column_type) {
  schema::Column made;
  made.name = std::move(name);
  made.type = std::move(column_type);
  return made;
}

inline schema::Column column(std::string name, std::string type_name = "Integer") {
  return column(std::move(name), type(std::move(type_name)));
}

inline schema::Column key_column(std::string name) {
  schema::Column made = column(std::move(name));
  made.primary_key = true;
  return made;
}

inline schema::ForeignKey reference(std::string table, std::string referred) {
  schema::ForeignKey key;
  key.table = std::move(table);
  key.column = std::move(referred);
  return key;
}

inline schema::UniqueConstraint unique_on(schema::Name name, std::vector<std::string> columns) {
  schema::UniqueConstraint made;
  made.name = std::move(name);
  made.columns = std::move(columns);
  return made;
}

inline schema::CheckConstraint check(schema::Name name, std::string sql) {
  schema::CheckConstraint made;
  made.name = std::move(name);
  made.condition = schema::Expr::text(std::move(sql));
  return made;
}

inline schema::PrimaryKeyConstraint primary(schema::Name name, std::vector<std::string> columns) {
  schema::PrimaryKeyConstraint made;
  made.name = std::move(name);
  made.columns = std::move(columns);
  return made;
}

inline schema::ForeignKeyConstraint foreign(schema::Name name, std::vector<std::string> columns, std::string table,
                                            std::vector<std::string> referred) {
  schema::ForeignKeyConstraint made;
  made.name = std::move(name);
  made.columns = std::move(columns);
  made.table = std::move(table);
  made.referred = std::move(referred);
  return made;
}

inline schema::Index index(schema::Name name, const std::vector<std::string>& columns) {
  schema::Index made;
  made.name = std::move(name);
  for (const std::string& column_name : columns) {
    made.columns.push_back(schema::Expr::column(column_name));
  }
  return made;
}

inline schema::Table table(std::string name, std::vector<schema::Column> columns,
                           std::vector<schema::Constraint> constraints = {}, std::vector<schema::Index> indexes = {}) {
  schema::Table made;
  made.name = std::move(name);
  made.columns = std::move(columns);
  made.constraints = std::move(constraints);
  made.indexes = std::move(indexes);
  return made;
}

template <class T>
std::vector<T> only(const std::vector<schema::Constraint>& constraints) {
  std::vector<T> found;
  for (const schema::Constraint& constraint : constraints) {
    if (const T* match = std::get_if<T>(&constraint)) {
      found.push_back(*match);
    }
  }
  return found;
}

inline std::vector<std::string> names(const std::vector<schema::Column>& columns) {
  std::vector<std::string> found;
  for (const schema::Column& one : columns) {
    found.push_back(one.name);
  }
  return found;
}

}  // namespace runner::test
