// Constraints and indexes in standard SQL: as lines of CREATE TABLE and as ALTER TABLE ... ADD / DROP CONSTRAINT.
#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "sql/ddl.h"

namespace runner::sql {

using schema::Table;

// ---- phrases ----

namespace {

// Words of a fixed list, in any case; anything else would be SQL of somebody's own in a place where none belongs.
void require_phrase(std::string_view phrase, const std::vector<std::string>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), text::upper(phrase)) != allowed.end()) return;
  throw Error(ErrorCode::kScript, "Unexpected SQL phrase: '" + std::string(phrase) + "'")
      .with_hint("one of " + text::join(allowed, ", ") + " was expected");
}

const std::vector<std::string>& referential_actions() {
  static const std::vector<std::string> actions{"RESTRICT", "CASCADE", "SET NULL", "NO ACTION", "SET DEFAULT"};
  return actions;
}

}  // namespace

bool StandardDialect::allows_referential_action(std::string_view action) const {
  const auto& actions = referential_actions();
  return std::find(actions.begin(), actions.end(), text::upper(action)) != actions.end();
}

std::string StandardDialect::deferrability(std::optional<bool> deferrable, const OptString& initially) {
  std::string text;
  if (deferrable) text += *deferrable ? " DEFERRABLE" : " NOT DEFERRABLE";
  if (initially) {
    require_phrase(*initially, {"DEFERRED", "IMMEDIATE"});
    text += " INITIALLY " + *initially;
  }
  return text;
}

std::string StandardDialect::referred_table(const schema::ForeignKeyConstraint& constraint) const {
  return table_name(constraint.schema, constraint.table);
}

std::string StandardDialect::key_columns(const Table& table, const std::vector<std::string>& names,
                                         const schema::Options&) const {
  return column_list(table, names);
}

std::string StandardDialect::references(const schema::ForeignKeyConstraint& constraint) const {
  std::string text = "REFERENCES " + referred_table(constraint);
  if (!constraint.referred.empty()) text += " (" + key_columns({}, constraint.referred, constraint.reference.options) + ")";
  const schema::ReferenceOptions& options = constraint.reference;
  if (options.match) {
    require_phrase(*options.match, {"FULL", "PARTIAL", "SIMPLE"});
    text += " MATCH " + *options.match;
  }
  auto action = [&](std::string_view event, const OptString& what) {
    if (!what) return;
    if (!allows_referential_action(*what)) require_phrase(*what, referential_actions());
    text += " ON " + std::string(event) + " " + *what;
  };
  action("DELETE", options.ondelete);
  action("UPDATE", options.onupdate);
  return text + deferrability(options.deferrable, options.initially);
}

// ---- constraints as text ----

std::string StandardDialect::constraint_text(const Table& table, const schema::Constraint& constraint) const {
  std::string text = std::visit([&](const auto& concrete) { return body(table, concrete); }, constraint);
  const schema::Name& name = schema::name_of(constraint);
  if (text.empty() || !name.given()) return text;
  return "CONSTRAINT " + quote(name.text) + " " + text;
}

bool StandardDialect::wanted(const Table& table, const schema::Constraint& constraint, bool in_create_table) const {
  if (const auto* check = std::get_if<schema::CheckConstraint>(&constraint); check && !check->type_bound.empty()) {
    const schema::Column* column = table.find(check->type_bound);
    const schema::Type* type = column && column->type ? &column->type->on(name()) : nullptr;
    if (!type) return true;
    const schema::Family family = schema::family(*type);
    const bool native_enum = has_enum_types() && type->native_enum.value_or(true);
    return !(family == schema::Family::kBoolean && native_boolean()) && !(family == schema::Family::kEnum && native_enum);
  }
  const auto* key = std::get_if<schema::ForeignKeyConstraint>(&constraint);
  if (key && key->reference.use_alter && in_create_table) {
    log::warn("runner.sql", "foreign key '" + key->name.text + "' of table '" + table.name +
                                "' has use_alter and is left out: add it with op.create_foreign_key");
    return false;
  }
  return true;
}

std::string StandardDialect::body(const Table& table, const schema::PrimaryKeyConstraint& constraint) const {
  return "PRIMARY KEY (" + column_list(table, constraint.columns) + ")" +
         deferrability(constraint.deferrable, constraint.initially);
}

std::string StandardDialect::body(const Table& table, const schema::UniqueConstraint& constraint) const {
  if (constraint.columns.empty()) return {};
  return "UNIQUE (" + column_list(table, constraint.columns) + ")" + deferrability(constraint.deferrable, constraint.initially);
}

std::string StandardDialect::body(const Table&, const schema::CheckConstraint& constraint) const {
  return "CHECK (" + ddl_text(constraint.condition) + ")" + deferrability(constraint.deferrable, constraint.initially);
}

std::string StandardDialect::body(const Table& table, const schema::ForeignKeyConstraint& constraint) const {
  return "FOREIGN KEY(" + key_columns(table, constraint.columns, constraint.reference.options) + ") " + references(constraint);
}

std::string StandardDialect::body(const Table& table, const schema::ExcludeConstraint& constraint) const {
  unsupported("EXCLUDE constraint '" + constraint.name.text + "' of table '" + table.name + "'");
}

// ---- constraints as ops ----

void StandardDialect::require_constraint_alter(const std::string&, const std::string&) const {}

void StandardDialect::add_constraint(const Table& table, const schema::Constraint& constraint, Compiling& c) const {
  c.add("ALTER TABLE " + table_name(table.schema, table.name) + " ADD " + constraint_text(table, constraint));
}

namespace {

Table table_of(const std::string& name, const std::optional<std::string>& schema) {
  Table table;
  table.name = name;
  table.schema = schema;
  return table;
}

template <class C>
C with_conventional_name(C constraint, const Table& table, const Compiling& c, int max_length) {
  constraint.name = schema::conventional_name(c.options.naming, table, schema::Constraint(constraint), max_length);
  return constraint;
}

}  // namespace

void StandardDialect::render(const ops::CreatePrimaryKey& op, Compiling& c) const {
  require_constraint_alter(op.constraint.name.text, op.table_name);
  const Table table = table_of(op.table_name, op.schema);
  add_constraint(table, with_conventional_name(op.constraint, table, c, max_identifier()), c);
}

void StandardDialect::render(const ops::CreateForeignKey& op, Compiling& c) const {
  require_constraint_alter(op.constraint.name.text, op.source_table);
  const Table table = table_of(op.source_table, op.source_schema);
  add_constraint(table, with_conventional_name(op.constraint, table, c, max_identifier()), c);
}

void StandardDialect::render(const ops::CreateUniqueConstraint& op, Compiling& c) const {
  require_constraint_alter(op.constraint.name.text, op.table_name);
  const Table table = table_of(op.table_name, op.schema);
  add_constraint(table, with_conventional_name(op.constraint, table, c, max_identifier()), c);
}

void StandardDialect::render(const ops::CreateCheckConstraint& op, Compiling& c) const {
  require_constraint_alter(op.constraint.name.text, op.table_name);
  const Table table = table_of(op.table_name, op.schema);
  add_constraint(table, with_conventional_name(op.constraint, table, c, max_identifier()), c);
}

void StandardDialect::render(const ops::CreateExcludeConstraint& op, Compiling& c) const {
  require_constraint_alter(op.constraint.name.text, op.table_name);
  const Table table = table_of(op.table_name, op.schema);
  add_constraint(table, with_conventional_name(op.constraint, table, c, max_identifier()), c);
}

void StandardDialect::require_constraint_type(const std::string& type) {
  static const std::vector<std::string> kTypes{"check", "foreignkey", "primary", "unique"};
  if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) {
    throw Error(ErrorCode::kScript, "'type' can be one of " + text::quoted_list(kTypes) + ", or nothing; not '" + type + "'");
  }
}

schema::Name StandardDialect::dropped_name(const ops::DropConstraint& op, const Compiling& c) const {
  return schema::dropped_name(c.options.naming, op.table_name, op.constraint_name, op.type_.value_or(""), max_identifier());
}

void StandardDialect::render(const ops::DropConstraint& op, Compiling& c) const {
  if (op.type_) require_constraint_type(*op.type_);
  require_constraint_alter(op.constraint_name.text, op.table_name);
  c.add(drop_constraint_sql(op.schema, op.table_name, dropped_name(op, c).text, op.if_exists));
}

std::string StandardDialect::drop_constraint_sql(const OptString& schema, const std::string& table, const std::string& name,
                                                 bool if_exists) const {
  if (name.empty()) {
    throw Error(ErrorCode::kScript, "A constraint of table '" + table + "' cannot be dropped: it has no name");
  }
  return "ALTER TABLE " + table_name(schema, table) + " DROP CONSTRAINT " + (if_exists ? "IF EXISTS " : "") + quote(name);
}

// ---- what ALTER COLUMN cannot do ----

void StandardDialect::refuse_computed_change(const ops::AlterColumn& op) {
  auto computed = [](const auto& change) { return change.has_value() && change.value.computed; };
  if (!op.server_default.given() || !(computed(op.server_default) || computed(op.existing_server_default))) return;
  throw Error(
      ErrorCode::kUnsupported,
      "Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or from an existing column is not supported.")
      .with_hint("drop the column and add it again");
}

bool StandardDialect::changes_identity(const ops::AlterColumn& op) {
  auto numbers = [](const auto& change) { return change.has_value() && change.value.identity; };
  return op.server_default.given() && (numbers(op.server_default) || numbers(op.existing_server_default));
}

// ---- indexes ----

const char* StandardDialect::order_suffix(const schema::Expr& element) {
  static constexpr std::pair<const char*, const char*> kSuffixes[] = {{"desc", " DESC"},
                                                                      {"asc", " ASC"},
                                                                      {"nulls_first", " NULLS FIRST"},
                                                                      {"nulls_last", " NULLS LAST"}};
  for (const auto& [kind, suffix] : kSuffixes) {
    if (element.is(kind) && !element.args.empty()) return suffix;
  }
  return nullptr;
}

// In parentheses a column with a collation would be an expression, and no longer that column.
std::string StandardDialect::index_element(const schema::Expr& element) const {
  if (const char* suffix = order_suffix(element)) return index_element(element.args[0]) + suffix;
  if (element.is("label") && !element.args.empty()) return index_element(element.args[0]);
  if (element.is("collate") && !element.args.empty())
    return index_element(element.args[0]) + " COLLATE " + quote_with(element.name, true);
  static const std::vector<std::string> kBare{"column", "text", "literal_column", "func", "final", "cast"};
  const std::string text = ddl_text(element);
  return std::find(kBare.begin(), kBare.end(), element.kind) != kBare.end() ? text : "(" + text + ")";
}

void StandardDialect::render(const ops::CreateIndex& op, Compiling& c) const {
  if (op.index.columns.empty()) {
    throw Error(ErrorCode::kScript, "Index '" + op.index.name.text + "' on '" + op.table_name + "' has no columns");
  }
  Table table = table_of(op.table_name, op.schema);
  table.indexes = {op.index};
  table = schema::named(c.options.naming, table, max_identifier());
  c.add(create_index_sql(table, table.indexes[0], op.if_not_exists), leaves_transaction(op.index.options));
}

void StandardDialect::render(const ops::DropIndex& op, Compiling& c) const {
  c.add(drop_index_sql(op), leaves_transaction(op.options));
}

}  // namespace runner::sql
