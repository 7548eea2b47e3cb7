#include "autogen/items.h"

#include <algorithm>
#include <set>

#include "schema/identity.h"

namespace runner::autogen {

namespace {

using schema::Column;
using schema::Constraint;
using schema::Table;

struct Create {
  const TableName& table;

  template <class Op, class C>
  ops::Op made(const C& constraint) const {
    Op op;
    op.table_name = table.name;
    op.schema = table.schema;
    op.constraint = constraint;
    return op;
  }
  ops::Op operator()(const schema::PrimaryKeyConstraint& c) const { return made<ops::CreatePrimaryKey>(c); }
  ops::Op operator()(const schema::UniqueConstraint& c) const { return made<ops::CreateUniqueConstraint>(c); }
  ops::Op operator()(const schema::CheckConstraint& c) const { return made<ops::CreateCheckConstraint>(c); }
  ops::Op operator()(const schema::ExcludeConstraint& c) const { return made<ops::CreateExcludeConstraint>(c); }
  ops::Op operator()(const schema::ForeignKeyConstraint& c) const {
    ops::CreateForeignKey op;
    op.source_table = table.name;
    op.source_schema = table.schema;
    op.constraint = c;
    op.constraint.reference.use_alter = false;
    return op;
  }
};

struct KindOf {
  ops::OptString operator()(const schema::PrimaryKeyConstraint&) const { return "primary"; }
  ops::OptString operator()(const schema::UniqueConstraint&) const { return "unique"; }
  ops::OptString operator()(const schema::CheckConstraint&) const { return "check"; }
  ops::OptString operator()(const schema::ForeignKeyConstraint&) const { return "foreignkey"; }
  ops::OptString operator()(const schema::ExcludeConstraint&) const { return std::nullopt; }
};

// A type read from the catalogue says that it is there; in a migration it may have to be made.
void forget_catalogue(schema::TypeBox& box) {
  const schema::Type* innermost = &*box;
  while (innermost->item) innermost = &*innermost->item;
  if (!innermost->create_type) return;
  schema::Type& type = box.edit();
  type.create_type.reset();
  if (type.item) forget_catalogue(type.item);
}

}  // namespace

std::string shown(const std::optional<std::string>& schema, const std::string& table) {
  return schema ? *schema + "." + table : table;
}

ops::Op create(const TableName& table, const Constraint& constraint) {
  return std::visit(Create{table}, constraint);
}

ops::Op create(const TableName& table, const schema::Index& index) {
  ops::CreateIndex op;
  op.table_name = table.name;
  op.schema = table.schema;
  op.index = index;
  return op;
}

ops::Op drop(const TableName& table, const Constraint& constraint) {
  ops::DropConstraint op;
  op.constraint_name = schema::name_of(constraint);
  op.table_name = table.name;
  op.schema = table.schema;
  op.type_ = std::visit(KindOf{}, constraint);
  return op;
}

ops::Op drop(const TableName& table, const schema::Index& index) {
  ops::DropIndex op;
  op.index_name = index.name;
  op.table_name = table.name;
  op.schema = table.schema;
  return op;
}

Table folded(Table table) {
  for (Column& column : table.columns) {
    for (schema::CheckConstraint& check : column.checks) table.constraints.emplace_back(std::move(check));
    column.checks.clear();
  }
  return table;
}

namespace {

bool named_in_schema(const Constraint& constraint) {
  return !std::holds_alternative<schema::CheckConstraint>(constraint) &&
         !std::holds_alternative<schema::ForeignKeyConstraint>(constraint);
}

}  // namespace

Table server_named(Table table, const sql::Comparer& comparer, const std::function<bool(const std::string& name)>& taken) {
  std::set<std::string> own;
  for (const Constraint& constraint : table.constraints) own.insert(schema::name_of(constraint).text);
  for (Constraint& constraint : table.constraints) {
    const auto* check = std::get_if<schema::CheckConstraint>(&constraint);
    if (schema::name_of(constraint).given() || (check && !check->type_bound.empty())) continue;
    const auto in_use = [&](const std::string& name) {
      return own.count(name) != 0 || (taken && named_in_schema(constraint) && taken(name));
    };
    std::string name = comparer.server_name(table, constraint, 0);
    for (int clashes = 1; !name.empty() && in_use(name); ++clashes) name = comparer.server_name(table, constraint, clashes);
    if (name.empty()) continue;
    own.insert(name);
    schema::name_of(constraint) = {name, true};
  }
  return table;
}

std::vector<std::string> names_in_schema(const Table& table) {
  std::vector<std::string> names;
  for (const Constraint& constraint : table.constraints) {
    if (named_in_schema(constraint) && schema::name_of(constraint).given()) names.push_back(schema::name_of(constraint).text);
  }
  for (const schema::Index& index : table.indexes) names.push_back(index.name.text);
  return names;
}

bool leads_nowhere(const schema::ForeignKeyConstraint& key, const Table* target) {
  if (!target) return true;
  if (key.referred.empty()) return !target->primary_key() || target->primary_key()->columns.size() != key.columns.size();
  return std::any_of(key.referred.begin(), key.referred.end(), [&](const auto& name) { return !target->find(name); });
}

std::vector<schema::TableKey> inherited_tables(const Table& table) {
  std::vector<schema::TableKey> parents;
  const auto add = [&](const schema::Expr& parent) {
    const auto* name = parent.value.get_if<std::string>();
    if (!name) return;
    const auto dot = name->find('.');
    parents.push_back(dot == std::string::npos ? schema::key_of(table.schema, *name)
                                               : schema::key_of(name->substr(0, dot), name->substr(dot + 1)));
  };
  for (const auto& [option, value] : table.options) {
    if (option != "postgresql_inherits") continue;
    if (value.is("literal")) add(value);
    for (const schema::Expr& parent : value.args) add(parent);
  }
  return parents;
}

std::optional<schema::Type> serial(const Column& column) {
  if (column.autoincrement != schema::Autoincrement::kYes || column.primary_key || !column.type) return std::nullopt;
  schema::Type type{"custom"};
  type.sql = column.type->is("BIGINT") ? "BIGSERIAL" : column.type->is("SMALLINT") ? "SMALLSERIAL" : "SERIAL";
  return type;
}

Column written(const Table& table, const Column& column) {
  Column out = column;
  if (out.identity && !out.identity->always.value_or(true)) out.identity->always.reset();  // by default
  if (out.type) forget_catalogue(out.type);
  out.nullable = column.is_nullable() ? std::nullopt : std::optional(false);
  if (column.is_nullable() && column.primary_key) out.nullable = true;  // SQLite allows it; unsaid, a key's column is NOT NULL
  out.primary_key = false;
  out.has_sequence = false;  // the model's own: a migration numbers the rows as for any other key
  out.key.reset();
  out.renamed_from.clear();
  out.unique = out.index = false;
  if (out.autoincrement == schema::Autoincrement::kAuto) return out;
  Table plain = table;
  Column* same = plain.find(column.name);
  if (same) same->autoincrement = schema::Autoincrement::kAuto;
  if (same && schema::autoincrements(plain, *same) == schema::autoincrements(table, column)) {
    out.autoincrement = schema::Autoincrement::kAuto;
  }
  return out;
}

Table written(const Table& table) {
  Table out = table;
  out.renamed_from.clear();
  out.columns.clear();
  for (const Column& column : table.columns) {
    out.columns.push_back(written(table, column));
    schema::forget_sequence(out.columns.back());
  }
  std::erase_if(out.constraints, [](const Constraint& constraint) {
    const auto* check = std::get_if<schema::CheckConstraint>(&constraint);
    return check && !check->type_bound.empty();  // the column's type brings it
  });
  out.indexes.clear();
  out.attached_sql.clear();
  return out;
}

}  // namespace runner::autogen
