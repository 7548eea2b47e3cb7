// Parts of a table as operations: the op that makes a constraint or an index, the op that drops it, and tables and columns in
// the form in which they are written into a migration.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ops/op.h"
#include "schema/schema.h"
#include "sql/comparer.h"

namespace runner::autogen {

struct TableName {
  std::string name;
  std::optional<std::string> schema;
};
inline TableName name_of(const schema::Table& table) {
  return {table.name, table.schema};
}
// "schema.table", for messages.
std::string shown(const std::optional<std::string>& schema, const std::string& table);

ops::Op create(const TableName& table, const schema::Constraint& constraint);
ops::Op create(const TableName& table, const schema::Index& index);
ops::Op drop(const TableName& table, const schema::Constraint& constraint);
ops::Op drop(const TableName& table, const schema::Index& index);

// Column-level CHECKs among the table's constraints, so that there is one place to look.
schema::Table folded(schema::Table table);
// Every unnamed constraint under the name that the server gives it, marked final; where it gives none they stay unnamed.
// `taken`: does another table's key or index in the same schema have that name?
schema::Table server_named(schema::Table table, const sql::Comparer& comparer,
                           const std::function<bool(const std::string& name)>& taken = {});
// Keys and indexes share one space of names in a schema; CHECKs and foreign keys are their table's own business.
std::vector<std::string> names_in_schema(const schema::Table& table);

// Does a key refer to what its target (nullptr: no such table) has not?
bool leads_nowhere(const schema::ForeignKeyConstraint& key, const schema::Table* target);

// The tables that the model says it inherits from.
std::vector<schema::TableKey> inherited_tables(const schema::Table& table);

// A reflected SERIAL outside the primary key: only its type's name says that. nullopt: it is none.
std::optional<schema::Type> serial(const schema::Column& column);

// As it stands in a file: constraints apart from columns, no application-side fields, no words that say the default.
schema::Column written(const schema::Table& table, const schema::Column& column);
schema::Table written(const schema::Table& table);

}  // namespace runner::autogen
