// Tables in standard SQL: CREATE TABLE with its columns, ADD COLUMN, comments, and what comes with them.
#include "sql/ddl.h"

#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "sql/batch_alter.h"
#include "sql/batch_plan.h"

namespace runner::sql {

using schema::Column;
using schema::Table;

// ---- the table as everything below needs it ----

namespace {

const schema::ForeignKeyConstraint* key_of_column(const Table& table, const std::string& column, std::size_t& place) {
  for (const schema::Constraint& constraint : table.constraints) {
    const auto* key = std::get_if<schema::ForeignKeyConstraint>(&constraint);
    if (!key) continue;
    const auto found = std::find(key->columns.begin(), key->columns.end(), column);
    if (found != key->columns.end()) {
      place = static_cast<std::size_t>(found - key->columns.begin());
      return key;
    }
  }
  return nullptr;
}

schema::TypeBox referent_type(const Table& table, const std::string& column, Facts& facts) {
  std::size_t place = 0;
  const auto* key = key_of_column(table, column, place);
  if (!key) return std::nullopt;
  const bool itself = key->table == table.name && key->schema == table.schema;
  const std::optional<Table> known = itself ? table : facts.table(key->schema, key->table);
  if (!known) return std::nullopt;
  std::string referred = place < key->referred.size() ? key->referred[place] : std::string();
  if (referred.empty() && known->primary_key() && place < known->primary_key()->columns.size()) {
    referred = known->primary_key()->columns[place];
  }
  const Column* found = known->find(referred);
  return found ? found->type : std::nullopt;
}

// An empty comment is none where there was none before.
bool is_said(const std::optional<std::string>& comment) {
  return comment && !comment->empty();
}

}  // namespace

Table StandardDialect::typed(Table table, Compiling& c) const {
  for (Column& column : table.columns) {
    if (!column.type) column.type = referent_type(table, column.name, c.facts);
    if (!column.type) {
      throw Error(ErrorCode::kScript,
                  "Column '" + table.name + "." + column.name +
                      "': Can't generate DDL for NullType(); did you forget to specify a type on this Column?")
          .with_hint("a type may be left out only where a foreign key leads to a column whose type is known");
    }
  }
  return table;
}

Table StandardDialect::prepared(const Table& table, Compiling& c) const {
  return typed(schema::named(c.options.naming, schema::normalized(table), max_identifier()), c);
}

// ---- CREATE TABLE ----

void StandardDialect::render(const ops::CreateTable& op, Compiling& c) const {
  const Table table = prepared(op.table, c);
  ensure_types(table, c, true);
  c.add(create_table_sql(table, op.if_not_exists));
  for (const schema::Index& index : table.indexes) {
    c.add(create_index_sql(table, index, false), leaves_transaction(index.options));
  }
  if (!has_comments()) return;
  if (is_said(table.comment)) comment_on_table(table.schema, table.name, table.comment, c);
  for (const Column& column : table.columns) {
    if (is_said(column.comment)) {
      c.add("COMMENT ON COLUMN " + table_name(table.schema, table.name) + "." + quote_with(column.name, column.quote) + " IS " +
            string_literal(*column.comment));
    }
  }
}

std::string StandardDialect::create_table_sql(const Table& table, bool if_not_exists) const {
  std::vector<std::string> lines;
  for (const Column& column : table.columns) {
    lines.push_back(column_spec(table, column) + column_checks(table, column));
  }
  for (const schema::Constraint& constraint : table.constraints) {
    if (!wanted(table, constraint, true)) continue;
    if (std::string text = constraint_text(table, constraint); !text.empty()) lines.push_back(std::move(text));
  }
  std::string sql = "CREATE ";
  for (const std::string& prefix : table.prefixes) sql += prefix + " ";
  sql += "TABLE ";
  if (if_not_exists) sql += "IF NOT EXISTS ";
  sql += table_name(table.schema, table.name) + " (";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    sql += (i > 0 ? ", \n    " : "\n    ") + lines[i];
  }
  return sql + "\n)" + table_suffix(table);
}

void StandardDialect::render(const ops::DropTable& op, Compiling& c) const {
  c.add(std::string("DROP TABLE ") + (op.if_exists ? "IF EXISTS " : "") + table_name(op.schema, op.table_name));
}

void StandardDialect::render(const ops::RenameTable& op, Compiling& c) const {
  c.add("ALTER TABLE " + qualified(op.schema, op.old_table_name) + " RENAME TO " + quote(op.new_table_name));
}

// ---- columns ----

namespace {

// The one foreign key that ADD COLUMN may carry on its own line.
const schema::ForeignKeyConstraint* inline_reference(const ops::AddColumn& op, const Table& table) {
  const schema::ForeignKeyConstraint* only = nullptr;
  for (const schema::Constraint& constraint : table.constraints) {
    if (const auto* key = std::get_if<schema::ForeignKeyConstraint>(&constraint)) {
      if (only) return nullptr;
      only = key;
    }
  }
  return op.inline_references ? only : nullptr;
}

}  // namespace

void StandardDialect::render(const ops::AddColumn& op, Compiling& c) const {
  Table alone;
  alone.name = op.table_name;
  alone.schema = op.schema;
  alone.columns = {op.column};
  const Table table = prepared(alone, c);
  const Column& column = table.columns[0];
  const auto* reference = inline_reference(op, table);

  // What cannot be added later is refused before anything is done.
  std::vector<const schema::Constraint*> later;
  for (const schema::Constraint& constraint : table.constraints) {
    const bool on_line = std::holds_alternative<schema::PrimaryKeyConstraint>(constraint) ||
                         (reference && std::get_if<schema::ForeignKeyConstraint>(&constraint) == reference);
    if (!on_line && wanted(table, constraint, false)) later.push_back(&constraint);
  }
  for (const schema::Constraint* constraint : later) {
    require_constraint_alter(schema::name_of(*constraint).text, op.table_name);
  }

  ensure_types(table, c, false);
  std::string sql = "ALTER TABLE " + qualified(op.schema, op.table_name) + " ADD COLUMN ";
  if (op.if_not_exists) sql += "IF NOT EXISTS ";
  sql += column_spec(table, column);
  if (op.inline_primary_key && column.primary_key) sql += " PRIMARY KEY";
  if (reference) sql += " " + references(*reference);
  c.add(sql + column_checks(table, column));
  for (const schema::Constraint* constraint : later) add_constraint(table, *constraint, c);
  for (const schema::Index& index : table.indexes) {
    c.add(create_index_sql(table, index, false), leaves_transaction(index.options));
  }
  if (is_said(column.comment) && has_comments()) {
    c.add("COMMENT ON COLUMN " + qualified(op.schema, op.table_name) + "." + quote_with(column.name, column.quote) + " IS " +
          string_literal(*column.comment));
  }
}

void StandardDialect::render(const ops::DropColumn& op, Compiling& c) const {
  c.add("ALTER TABLE " + qualified(op.schema, op.table_name) + " DROP COLUMN " + (op.if_exists ? "IF EXISTS " : "") +
        quote(op.column_name));
}

std::string StandardDialect::column_name(const Table& table, std::string_view name) const {
  const Column* column = table.find(name);
  return quote_with(name, column ? column->quote : std::nullopt);
}

std::string StandardDialect::column_list(const Table& table, const std::vector<std::string>& names) const {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(column_name(table, name));
  return text::join(quoted, ", ");
}

std::string StandardDialect::column_checks(const Table& table, const Column& column) const {
  std::string text;
  for (const schema::CheckConstraint& check : column.checks) text += " " + constraint_text(table, check);
  return text;
}

std::string StandardDialect::default_text(const schema::Default& value, const schema::Type* type) const {
  const schema::Expr& expr = value.expr;
  const bool plain = expr.is("literal") || expr.is("inline");
  if (!plain) return ddl_text(expr);
  if (const auto* text = expr.value.get_if<std::string>()) return string_literal(*text);
  return literal(expr.value, expr.type ? &*expr.type : type);
}

std::string StandardDialect::computed_text(const schema::Computed& computed) const {
  const std::string kept = computed.persisted ? (*computed.persisted ? " STORED" : " VIRTUAL") : "";
  return "GENERATED ALWAYS AS (" + ddl_text(computed.sqltext) + ")" + kept;
}

std::string StandardDialect::identity_options(const schema::Identity& identity) const {
  std::vector<std::string> parts;
  auto number = [&](std::string_view words, const std::optional<std::int64_t>& value) {
    if (value) parts.push_back(std::string(words) + std::to_string(*value));
  };
  number("INCREMENT BY ", identity.increment);
  number("START WITH ", identity.start);
  number("MINVALUE ", identity.minvalue);
  number("MAXVALUE ", identity.maxvalue);
  if (identity.nominvalue.value_or(false)) parts.emplace_back("NO MINVALUE");
  if (identity.nomaxvalue.value_or(false)) parts.emplace_back("NO MAXVALUE");
  number("CACHE ", identity.cache);
  if (identity.cycle) parts.emplace_back(*identity.cycle ? "CYCLE" : no_cycle());
  return text::join(parts, " ");
}

std::string StandardDialect::identity_text(const schema::Identity& identity) const {
  const std::string options = identity_options(identity);
  return std::string("GENERATED ") + (identity.always.value_or(false) ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY" +
         (options.empty() ? "" : " (" + options + ")");
}

// ---- comments ----

void StandardDialect::comment_on_table(const OptString& schema, const std::string& table, const OptString& comment,
                                       Compiling& c) const {
  if (!has_comments()) {
    log::warn("runner.sql", title() + " has no comments: the one on table '" + table + "' is left out");
    return;
  }
  c.add("COMMENT ON TABLE " + table_name(schema, table) + " IS " + (comment ? string_literal(*comment) : "NULL"));
}

void StandardDialect::render(const ops::CreateTableComment& op, Compiling& c) const {
  comment_on_table(op.schema, op.table_name, op.comment, c);
}

void StandardDialect::render(const ops::DropTableComment& op, Compiling& c) const {
  comment_on_table(op.schema, op.table_name, std::nullopt, c);
}

// ---- batch ----

void StandardDialect::render(const ops::BatchAlterTable& op, Compiling& c) const {
  if (!needs_recreate(op, *this)) {
    for (const ops::Op& plain : as_plain_ops(op)) {
      auto statements = compile(plain, c.facts, c.options);
      std::move(statements.begin(), statements.end(), std::back_inserter(c.statements));
    }
    return;
  }
  std::optional<Table> before = op.copy_from ? op.copy_from : c.facts.table(op.schema, op.table_name);
  if (!before) {
    throw Error(ErrorCode::kScript, "batch_alter_table: there is no table '" + op.table_name + "'")
        .with_hint("pass the table as copy_from where it cannot be read");
  }
  c.statements = plan_recreate(op, schema::normalized(*before), *this, c.options, &c.facts);
}

}  // namespace runner::sql
