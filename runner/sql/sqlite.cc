// SQLite: what differs. It has no ALTER for constraints and columns (op.batch_alter_table rebuilds the table), no comments,
// no named types; values are bound.
#include <cctype>
#include <cmath>
#include <map>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "sql/ddl.h"
#include "sql/lexer.h"
#include "sql/quote.h"

namespace runner::sql {

namespace {

using schema::Column;
using schema::Family;
using schema::Table;
using schema::Type;

constexpr const char* kUseBatch =
    "Please refer to the batch mode feature: op.batch_alter_table(\"...\", function(batch) ... end)";

// Is the text one literal, one word or one whole parenthesis? Only those may stand behind DEFAULT as they are.
bool stands_alone(std::string_view text) {
  int depth = 0, parts = 0;
  bool wordy = true;
  Lexer lexer(text, "sqlite");
  for (Token token; lexer.next(token);) {
    if (!token.code()) continue;
    if (token.is(')')) --depth;
    if (depth == 0 && !token.is(')')) ++parts;
    if (token.is('(')) ++depth;
    if (depth == 0 && token.kind == TokenKind::kSymbol && !token.is(')')) wordy = false;
    if (depth == 0 && token.kind == TokenKind::kNumber && token.text.find('.') != std::string_view::npos) wordy = false;
  }
  return parts == 1 && wordy;
}

std::string on_conflict(const std::optional<std::string>& what) {
  return what ? " ON CONFLICT " + *what : "";
}

class Sqlite : public StandardDialect {
 public:
  std::string name() const override { return "sqlite"; }
  std::string title() const override { return "SQLite"; }
  std::string impl_name() const override { return "SQLiteImpl"; }
  bool binds_parameters() const override { return true; }
  int max_identifier() const override { return 0; }
  bool has_untyped_columns() const override { return true; }
  std::string begin_sql() const override { return "BEGIN IMMEDIATE"; }
  std::string rebuild_cleanup_sql() const override { return "PRAGMA legacy_alter_table=OFF"; }
  std::string rebuild_preamble_sql() const override { return "PRAGMA foreign_keys=OFF"; }

  // ---- expressions ----
  bool native_boolean() const override { return false; }
  bool returning_qualified() const override { return false; }
  OtherTables other_tables(std::string_view statement) const override {
    return statement == "update" ? OtherTables::kClause : OtherTables::kNone;
  }
  std::string rows_of_values() const override { return "VALUES "; }
  std::string empty_set(bool) const override { return "SELECT 1 FROM (SELECT 1) WHERE 1!=1"; }
  bool parenthesized_compounds() const override { return false; }
  bool has_row_lists() const override { return false; }
  std::string distinct_operator(bool distinct) const override { return distinct ? "IS NOT" : "IS"; }
  std::optional<std::string> special_function(const std::string& function) const override {
    if (function == "now") return "CURRENT_TIMESTAMP";
    if (function == "localtimestamp") return "DATETIME(CURRENT_TIMESTAMP, 'localtime')";
    return StandardDialect::special_function(function);
  }
  std::string function_name(std::string_view dotted) const override {
    return StandardDialect::function_name(dotted == "char_length" ? "length" : dotted);
  }
  std::string xor_operator() const override { return {}; }
  std::string regexp_replace_function() const override {
    unsupported("regexp_replace", "replace the text in a loop over the rows");
  }
  std::string extract_text(const std::string& field, const std::string& moment) const override;
  std::string item_text(const ItemOf& item) const override;
  bool has_lateral() const override { return false; }
  std::string true_division(const std::string& left, const std::string& right, const Type*) const override {
    return left + " / (" + right + " + 0.0)";
  }
  std::string limit_clause(const std::string& limit, const std::string& offset) const override {
    return "\n LIMIT " + (limit.empty() ? "-1" : limit) + " OFFSET " + (offset.empty() ? "0" : offset);
  }

  // ---- literals ----
  std::string boolean_literal(bool value) const override { return value ? "1" : "0"; }
  std::string float_literal(double value) const override {
    if (std::isnan(value)) return "NULL";
    if (std::isinf(value)) return value > 0 ? "9e999" : "-9e999";
    return StandardDialect::float_literal(value);
  }
  Value adapted(const Value& value, const Type* type) const override;

 protected:
  using StandardDialect::render;
  void render(const ops::AddColumn& op, Compiling& c) const override;
  void render(const ops::DropColumn& op, Compiling& c) const override;
  void render(const ops::AlterColumn& op, Compiling& c) const override;
  void render(const ops::CreateView& op, Compiling& c) const override;
  void render(const ops::DropView& op, Compiling& c) const override;
  void render(const ops::CreateSchema& op, Compiling&) const override { no_schemas(op.name); }
  void render(const ops::DropSchema& op, Compiling&) const override { no_schemas(op.name); }
  void render(const ops::CreateSequence& op, Compiling&) const override { no_sequences(op.name); }
  void render(const ops::AlterSequence& op, Compiling&) const override { no_sequences(op.name); }
  void render(const ops::DropSequence& op, Compiling&) const override { no_sequences(op.name); }

  std::string column_spec(const Table& table, const Column& column) const override;
  // Always in the table's own file: the syntax has no other.
  std::string referred_table(const schema::ForeignKeyConstraint& constraint) const override { return quote(constraint.table); }
  std::string table_suffix(const Table& table) const override;
  std::string default_text(const schema::Default& value, const Type* type) const override;
  bool wanted(const Table& table, const schema::Constraint& constraint, bool in_create_table) const override;
  using StandardDialect::body;
  std::string unique_columns(const Table& table, const std::vector<std::string>& names, const schema::Options& options) const;
  std::string body(const Table& table, const schema::PrimaryKeyConstraint& constraint) const override;
  std::string body(const Table& table, const schema::UniqueConstraint& constraint) const override;
  std::string body(const Table& table, const schema::CheckConstraint& constraint) const override;
  void require_constraint_alter(const std::string& what, const std::string& table) const override;
  std::string create_index_sql(const Table& table, const schema::Index& index, bool if_not_exists) const override;
  std::string drop_index_sql(const ops::DropIndex& op) const override;
  bool has_comments() const override { return false; }
  std::string returning_version(const ops::VersionTable&) const override { return " RETURNING version_num"; }

 private:
  // Does the column's own line say PRIMARY KEY AUTOINCREMENT, so that the table needs no constraint for it?
  bool numbers_itself(const Table& table, const Column& column) const;
  std::optional<bool> column_is_there(const ops::OptString& schema, const std::string& table, const std::string& column,
                                      Compiling& c) const;
  [[noreturn]] void no_schemas(const std::string& schema) const {
    unsupported("schemas ('" + schema + "')", "a schema is an attached file here; leave schemas out of scripts for SQLite");
  }
  [[noreturn]] void no_sequences(const std::string& sequence) const {
    unsupported("sequences ('" + sequence + "')",
                "an INTEGER primary key numbers itself; sqlite_autoincrement = true never reuses a number");
  }
};

// ---- literals ----

std::string Sqlite::extract_text(const std::string& field, const std::string& moment) const {
  static const std::map<std::string, const char*> kFormats{{"year", "%Y"},   {"month", "%m"},  {"day", "%d"}, {"hour", "%H"},
                                                           {"minute", "%M"}, {"second", "%S"}, {"doy", "%j"}, {"dow", "%w"},
                                                           {"week", "%W"},   {"epoch", "%s"}};
  const auto format = kFormats.find(field);
  if (format == kFormats.end()) {
    unsupported("the part '" + field + "' of a date", "it has year, month, day, hour, minute, second, doy, dow, week and epoch");
  }
  return "CAST(STRFTIME('" + std::string(format->second) + "', " + moment + ") AS INTEGER)";
}

std::string Sqlite::item_text(const ItemOf& item) const {
  for (const Value& key : item.path) {
    const auto* name = key.get_if<std::string>();
    if (name && name->find('"') != std::string::npos)
      unsupported("a key with a quote in it (" + *name + ")", "read the document in Lua: sa.json.decode(row.document)");
  }
  std::string value = StandardDialect::item_text(item);
  if (item.item == Item::kPart) return "JSON_QUOTE(" + value + ")";
  if (item.item == Item::kValue) return value;
  const std::string text = item.whole + " ->> " + json_path(item.path);
  return item.beside_operator ? "(" + text + ")" : text;
}

Value Sqlite::adapted(const Value& value, const Type* declared) const {
  const Type* type = declared ? &declared->on(name()) : nullptr;
  return StandardDialect::adapted(type && type->is("Uuid") ? undashed_uuid(value) : value, type);
}

// ---- columns ----

bool Sqlite::numbers_itself(const Table& table, const Column& column) const {
  const auto* key = table.primary_key();
  if (!key || key->columns.size() != 1 || key->columns[0] != column.name) return false;
  if (!option_flag(table.options, "sqlite_autoincrement").value_or(false)) return false;
  if (!column.type || schema::family(column.type->on(name())) != Family::kInteger) return false;
  for (const schema::Constraint& constraint : table.constraints) {
    const auto* foreign = std::get_if<schema::ForeignKeyConstraint>(&constraint);
    if (foreign && foreign->columns == key->columns) return false;
  }
  return true;
}

std::string Sqlite::column_spec(const Table& table, const Column& column) const {
  const auto* key = table.primary_key();
  if (column.primary_key && column.autoincrement == schema::Autoincrement::kYes && key && key->columns.size() > 1) {
    throw Error(ErrorCode::kUnsupported,
                "SQLite does not support autoincrement for composite primary keys ('" + table.name + "." + column.name + "')")
        .with_hint("drop autoincrement = true, or make '" + column.name + "' the only key column");
  }
  std::string text = quote_with(column.name, column.quote);
  if (const std::string declared = type(*column.type); !declared.empty()) text += " " + declared;
  if (column.server_default && !column.computed) text += " DEFAULT " + default_text(*column.server_default, &*column.type);
  if (!column.is_nullable()) text += " NOT NULL" + on_conflict(option_text(column.options, "sqlite_on_conflict_not_null"));
  if (numbers_itself(table, column)) {
    text += " PRIMARY KEY" + on_conflict(option_text(column.options, "sqlite_on_conflict_primary_key")) + " AUTOINCREMENT";
  }
  if (column.computed) text += " " + computed_text(*column.computed);
  return text;
}

std::string Sqlite::default_text(const schema::Default& value, const Type* type) const {
  std::string text = StandardDialect::default_text(value, type);
  if (value.expr.is("literal") && value.expr.value.get_if<std::string>()) return text;
  const std::string_view trimmed = text::trim(text);
  return stands_alone(trimmed) ? text : "(" + std::string(trimmed) + ")";
}

std::string Sqlite::table_suffix(const Table& table) const {
  std::vector<std::string> options;
  if (!option_flag(table.options, "sqlite_with_rowid").value_or(true)) options.emplace_back("WITHOUT ROWID");
  if (option_flag(table.options, "sqlite_strict").value_or(false)) options.emplace_back("STRICT");
  return options.empty() ? "" : "\n " + text::join(options, ",\n ");
}

// What the catalogue or the replayed history says; nullopt when the table is not known.
std::optional<bool> Sqlite::column_is_there(const ops::OptString& schema, const std::string& table, const std::string& column,
                                            Compiling& c) const {
  const auto known = c.facts.table(schema, table);
  return known ? std::optional(known->find(column) != nullptr) : std::nullopt;
}

void Sqlite::render(const ops::AddColumn& op, Compiling& c) const {
  ops::AddColumn plain = op;
  if (op.if_not_exists) {
    const auto there = column_is_there(op.schema, op.table_name, op.column.name, c);
    if (!there) unsupported("ADD COLUMN IF NOT EXISTS on table '" + op.table_name + "', whose columns are not known");
    if (*there) return;
    plain.if_not_exists = false;
  }
  StandardDialect::render(plain, c);
}

void Sqlite::render(const ops::DropColumn& op, Compiling& c) const {
  ops::DropColumn plain = op;
  if (op.if_exists) {
    const auto there = column_is_there(op.schema, op.table_name, op.column_name, c);
    if (!there) unsupported("DROP COLUMN IF EXISTS on table '" + op.table_name + "', whose columns are not known");
    if (!*there) return;
    plain.if_exists = false;
  }
  StandardDialect::render(plain, c);
}

void Sqlite::render(const ops::AlterColumn& op, Compiling& c) const {
  if (op.nullable || op.server_default.given() || op.type_) {
    unsupported("ALTER of column '" + op.table_name + "." + op.column_name + "'", kUseBatch);
  }
  if (op.comment.given())
    log::warn("runner.sql", "SQLite has no comments: the one on column '" + op.column_name + "' is left out");
  if (op.autoincrement) log::warn("runner.sql", "autoincrement and existing_autoincrement only make sense for MySQL");
  if (op.new_column_name && *op.new_column_name != op.column_name) {
    c.add("ALTER TABLE " + qualified(op.schema, op.table_name) + " RENAME COLUMN " + quote(op.column_name) + " TO " +
          quote(*op.new_column_name));
  }
}

// ---- constraints ----

bool Sqlite::wanted(const Table& table, const schema::Constraint& constraint, bool in_create_table) const {
  if (const auto* key = std::get_if<schema::PrimaryKeyConstraint>(&constraint); key && key->columns.size() == 1) {
    const Column* column = table.find(key->columns[0]);
    return !(column && numbers_itself(table, *column));
  }
  if (const auto* foreign = std::get_if<schema::ForeignKeyConstraint>(&constraint)) {
    const bool elsewhere = foreign->schema.value_or("") != table.schema.value_or("");
    if (elsewhere) {
      log::warn("runner.sql", "the foreign key from '" + table.name + "' to '" + foreign->table +
                                  "' is left out: SQLite has none between attached files");
    }
    return !elsewhere;
  }
  const auto* check = std::get_if<schema::CheckConstraint>(&constraint);
  if (check && !check->type_bound.empty() && !in_create_table) {
    log::warn("runner.sql", "Skipping unsupported ALTER for creation of implicit constraint on '" + table.name + "." +
                                check->type_bound + "'; batch mode adds it");
    return false;
  }
  return true;
}

// UNIQUE (a COLLATE NOCASE DESC): a key may compare by another collation than its column has, and run downwards.
std::string Sqlite::unique_columns(const Table& table, const std::vector<std::string>& names,
                                   const schema::Options& options) const {
  const auto collations = option_map(options, "sqlite_collate");
  const auto orders = option_map(options, "sqlite_order");
  std::vector<std::string> columns;
  for (const std::string& name : names) {
    columns.push_back(column_list(table, {name}));
    for (const auto& [column, collation] : collations) {
      if (column == name) columns.back() += " COLLATE " + quote(collation);
    }
    for (const auto& [column, order] : orders) {
      if (column == name && text::upper(order) == "DESC") columns.back() += " DESC";
    }
  }
  return " (" + text::join(columns, ", ") + ")";
}

std::string Sqlite::body(const Table& table, const schema::PrimaryKeyConstraint& constraint) const {
  auto conflict = option_text(constraint.options, "sqlite_on_conflict");
  const Column* column = constraint.columns.size() == 1 ? table.find(constraint.columns[0]) : nullptr;
  if (!conflict && column) conflict = option_text(column->options, "sqlite_on_conflict_primary_key");
  return "PRIMARY KEY" + unique_columns(table, constraint.columns, constraint.options) +
         deferrability(constraint.deferrable, constraint.initially) + on_conflict(conflict);
}

std::string Sqlite::body(const Table& table, const schema::UniqueConstraint& constraint) const {
  auto conflict = option_text(constraint.options, "sqlite_on_conflict");
  const Column* column = constraint.columns.size() == 1 ? table.find(constraint.columns[0]) : nullptr;
  if (!conflict && column) conflict = option_text(column->options, "sqlite_on_conflict_unique");
  return "UNIQUE" + unique_columns(table, constraint.columns, constraint.options) +
         deferrability(constraint.deferrable, constraint.initially) + on_conflict(conflict);
}

std::string Sqlite::body(const Table& table, const schema::CheckConstraint& constraint) const {
  return StandardDialect::body(table, constraint) + on_conflict(option_text(constraint.options, "sqlite_on_conflict"));
}

void Sqlite::require_constraint_alter(const std::string& what, const std::string& table) const {
  const std::string which = what.empty() ? "an unnamed constraint" : "constraint '" + what + "'";
  throw Error(ErrorCode::kUnsupported,
              "No support for ALTER of constraints in SQLite dialect (" + which + " of table '" + table + "').")
      .with_hint(kUseBatch);
}

// ---- indexes, views ----

std::string Sqlite::create_index_sql(const Table& table, const schema::Index& index, bool if_not_exists) const {
  std::vector<std::string> elements;
  for (const schema::Expr& column : index.columns) {
    elements.push_back(column.is("column") ? column_name(table, column.name) : ddl_text(column));
  }
  std::string sql = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  if (if_not_exists) sql += "IF NOT EXISTS ";
  if (table.schema && !table.schema->empty()) sql += quote(*table.schema) + ".";
  sql += quote_with(index.name.text, index.quote) + " ON " + quote(table.name) + " (" + text::join(elements, ", ") + ")";
  if (const schema::Expr* where = schema::option(index.options, "sqlite_where")) {
    const auto* text = where->value.get_if<std::string>();
    sql += " WHERE " + (where->is("literal") && text ? *text : ddl_text(*where));
  }
  return sql;
}

std::string Sqlite::drop_index_sql(const ops::DropIndex& op) const {
  return std::string("DROP INDEX ") + (op.if_exists ? "IF EXISTS " : "") + table_name(op.schema, op.index_name.text);
}

void Sqlite::render(const ops::CreateView& op, Compiling& c) const {
  if (op.materialized) unsupported("materialized view '" + op.name + "'", "a table and an INSERT ... SELECT do the same");
  ops::CreateView plain = op;
  if (op.replace) {
    c.add("DROP VIEW IF EXISTS " + table_name(op.schema, op.name));
    plain.replace = false;
  }
  StandardDialect::render(plain, c);
}

void Sqlite::render(const ops::DropView& op, Compiling& c) const {
  if (op.materialized) unsupported("materialized view '" + op.name + "'");
  ops::DropView plain = op;
  plain.cascade = false;  // nothing hangs on a view here
  StandardDialect::render(plain, c);
}

}  // namespace

std::unique_ptr<Dialect> make_sqlite() {
  return std::make_unique<Sqlite>();
}

}  // namespace runner::sql
