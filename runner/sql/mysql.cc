#include "sql/mysql.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "sql/lexer.h"
#include "sql/quote.h"

namespace runner::sql {

namespace {

using schema::Column;
using schema::Family;
using schema::Table;
using schema::Type;

// Where an option of CREATE TABLE stands among the others: the database takes any order, reviewers want one.
int option_rank(std::string_view option) {
  static const std::vector<std::string_view> kLast{"CHARSET",      "CHARACTER_SET",  "DEFAULT_CHARSET", "DEFAULT_CHARACTER_SET",
                                                   "COMMENT",      "AUTO_INCREMENT", "DEFAULT_COLLATE", "COLLATE",
                                                   "PARTITION_BY", "PARTITIONS",     "SUBPARTITION_BY", "SUBPARTITIONS"};
  if (option == "ENGINE") return 0;
  if (option == "ROW_FORMAT") return 1;
  const auto found = std::find(kLast.begin(), kLast.end(), option);
  return found == kLast.end() ? 2 : 3 + static_cast<int>(found - kLast.begin());
}

bool is_text_option(std::string_view option) {
  return option == "COMMENT" || option == "DATA_DIRECTORY" || option == "INDEX_DIRECTORY" || option == "PASSWORD" ||
         option == "CONNECTION";
}

bool takes_no_equals_sign(std::string_view option) {
  static const std::vector<std::string_view> kBlank{"TABLESPACE",      "DEFAULT_CHARACTER_SET", "CHARACTER_SET",
                                                    "COLLATE",         "PARTITION_BY",          "PARTITIONS",
                                                    "SUBPARTITION_BY", "SUBPARTITIONS"};
  return std::find(kBlank.begin(), kBlank.end(), option) != kBlank.end();
}

// Words between "_" in these; others keep it: ROW_FORMAT.
std::string spelled(std::string_view option) {
  static const std::vector<std::string_view> kWords{"DATA_DIRECTORY", "INDEX_DIRECTORY", "DEFAULT_CHARACTER_SET",
                                                    "CHARACTER_SET",  "DEFAULT_CHARSET", "DEFAULT_COLLATE",
                                                    "PARTITION_BY",   "SUBPARTITION_BY"};
  const bool words = std::find(kWords.begin(), kWords.end(), option) != kWords.end();
  return words ? text::replace_all(std::string(option), "_", " ") : std::string(option);
}

bool is_timestamp(const Type& type) {
  return type.is("TIMESTAMP") || type.is("mysql.TIMESTAMP") || type.is("postgresql.TIMESTAMP");
}

Table one_column(const ops::AlterColumn& op, const Type& type) {
  Table table;
  table.name = op.table_name;
  table.schema = op.schema;
  table.columns.emplace_back();
  table.columns[0].name = op.new_column_name.value_or(op.column_name);
  table.columns[0].type = type;
  return table;
}

}  // namespace

// ---- names, literals, expressions ----

// A name may have 64 characters, however many bytes they take.
std::size_t Mysql::name_length(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(name.begin(), name.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string Mysql::string_literal(std::string_view text) const {
  return text::replace_all(StandardDialect::string_literal(text), "\\", "\\\\");
}

std::string Mysql::float_literal(double value) const {
  if (!std::isfinite(value))
    unsupported("the number " + std::string(std::isnan(value) ? "NaN" : "infinity"), "store NULL instead");
  return StandardDialect::float_literal(value);
}

Value Mysql::adapted(const Value& value, const Type* declared) const {
  const Type* type = declared ? &declared->on(name()) : nullptr;
  return StandardDialect::adapted(type && type->is("Uuid") ? undashed_uuid(value) : value, type);
}

std::string Mysql::regexp_match(const std::string& text, const std::string& pattern, const OptString& flags, bool negated) const {
  if (!flags) return text + (negated ? " NOT REGEXP " : " REGEXP ") + pattern;
  return (negated ? "NOT REGEXP_LIKE(" : "REGEXP_LIKE(") + text + ", " + pattern + ", " + string_literal(*flags) + ")";
}

std::string Mysql::extract_text(const std::string& field, const std::string& moment) const {
  return StandardDialect::extract_text(field == "milliseconds" ? "millisecond" : field, moment);
}

// JSON's own null is a word to MySQL, not NULL: each reading of a value looks for it.
std::string Mysql::item_text(const ItemOf& item) const {
  std::string part = StandardDialect::item_text(item);
  if (item.item == Item::kPart) return part;
  const auto read = [&](const std::string& otherwise) { return "CASE " + part + " WHEN 'null' THEN NULL " + otherwise + " END"; };
  const schema::Family family = item.item == Item::kText ? schema::Family::kString : schema::family(*item.as);
  switch (family) {
    case schema::Family::kBoolean:
      return read("WHEN true THEN true ELSE false");
    case schema::Family::kInteger:
      return read("ELSE CAST(" + part + " AS SIGNED INTEGER)");
    case schema::Family::kNumeric:
      return read("ELSE CAST(" + part + " AS " + cast_type(*item.as) + ")");
    case schema::Family::kFloat:
      return read("ELSE " + part + "+0.0000000000000000000000");  // FLOAT came to CAST with 8.0.17
    default:
      return read("ELSE JSON_UNQUOTE(" + part + ")");
  }
}

std::string Mysql::lock_clause(const Lock& lock) const {
  const std::string text = lock.read ? " LOCK IN SHARE MODE" : " FOR UPDATE";  // OF came with 8.0 only
  return text + (lock.nowait ? " NOWAIT" : "") + (lock.skip_locked ? " SKIP LOCKED" : "");
}

std::string Mysql::limit_clause(const std::string& limit, const std::string& offset) const {
  static constexpr const char* kAll = "18446744073709551615";
  if (offset.empty()) return "\n LIMIT " + limit;
  return "\n LIMIT " + offset + ", " + (limit.empty() ? kAll : limit);
}

// The client cuts its input at ";" unless it is told another mark: the body of a trigger or routine holds some.
std::string Mysql::terminated(const std::string& sql) const {
  Lexer lexer(sql, name());
  for (Token token; lexer.next(token);) {
    if (token.is(';')) return "DELIMITER //\n" + sql + " //\nDELIMITER ;";
  }
  return StandardDialect::terminated(sql);
}

// ---- columns ----

std::string Mysql::column_spec(const Table& table, const Column& column) const {
  const Type& type = column.type->on(name());
  std::string text = quote_with(column.name, column.quote) + " " + this->type(*column.type);
  if (column.computed) text += " " + computed_text(*column.computed);
  if (!column.is_nullable()) {
    text += " NOT NULL";
  } else if (is_timestamp(type)) {
    text += " NULL";  // without the word some servers make it NOT NULL
  }
  if (column.comment) text += " COMMENT " + string_literal(*column.comment);
  Column plain = column;  // an identity or a sequence is the table's own counter here
  plain.identity.reset();
  plain.has_sequence = false;
  if (!column.server_default && schema::autoincrements(table, plain)) return text + " AUTO_INCREMENT";
  if (column.server_default && !column.identity) text += " DEFAULT " + default_text(*column.server_default, &*column.type);
  return text;
}

std::string Mysql::table_suffix(const Table& table) const {
  warn_of_other_names(table.options, "table '" + table.name + "'");
  const std::string prefix = own("");
  std::vector<std::pair<std::string, std::string>> options;
  for (const auto& entry : table.options) {
    const bool mine = entry.first.compare(0, prefix.size(), prefix) == 0;
    auto value = mine ? option_text(table.options, entry.first) : std::nullopt;
    if (value) options.emplace_back(text::upper(entry.first.substr(prefix.size())), *value);
  }
  if (table.comment) {
    std::erase_if(options, [](const auto& option) { return option.first == "COMMENT"; });
    options.emplace_back("COMMENT", *table.comment);
  }
  std::stable_sort(options.begin(), options.end(),
                   [](const auto& a, const auto& b) { return option_rank(a.first) < option_rank(b.first); });
  std::vector<std::string> parts;
  for (const auto& [option, value] : options) {
    parts.push_back(spelled(option) + (takes_no_equals_sign(option) ? " " : "=") +
                    (is_text_option(option) ? string_literal(value) : value));
  }
  return text::join(parts, " ");
}

std::optional<std::string> Mysql::shared_option(const schema::Options& options, std::string_view option) const {
  auto found = option_text(options, own(option));
  return found ? found : option_text(options, "mysql_" + std::string(option));
}

void Mysql::warn_of_other_names(const schema::Options& options, const std::string& what) const {
  for (const auto& [option, value] : options) {
    if (mariadb_ && option.compare(0, 6, "mysql_") == 0 && !schema::option(options, own(option.substr(6)))) {
      log::warn("runner.sql", option + " of " + what + " has no effect on MariaDB: give " + own(option.substr(6)));
    }
  }
}

// ---- ALTER COLUMN ----

std::string Mysql::altered_column(const ops::AlterColumn& op) const {
  const Type* declared = op.type_ ? &*op.type_ : op.existing_type ? &*op.existing_type : nullptr;
  if (!declared) {
    throw Error(ErrorCode::kScript, "All MySQL CHANGE/MODIFY COLUMN operations require the existing type ('" + op.table_name +
                                        "." + op.column_name + "').")
        .with_hint(
            "give existing_type, and existing_nullable, existing_server_default, existing_comment where the column has them: "
            "what is not said again is lost");
  }
  std::string text = type(*declared);
  text += op.nullable.value_or(op.existing_nullable.value_or(true)) ? " NULL" : " NOT NULL";
  if (op.autoincrement.value_or(op.existing_autoincrement.value_or(false))) text += " AUTO_INCREMENT";
  const auto& change = op.server_default.given() ? op.server_default : op.existing_server_default;
  if (change.has_value() && change.value.expr) text += " DEFAULT " + default_text(*change.value.expr, declared);
  const OptString comment =
      op.comment.given() ? (op.comment.has_value() ? OptString(op.comment.value) : OptString()) : op.existing_comment;
  return comment && !comment->empty() ? text + " COMMENT " + string_literal(*comment) : text;
}

void Mysql::render(const ops::AlterColumn& op, Compiling& c) const {
  refuse_computed_change(op);
  if (changes_identity(op)) {
    throw Error(
        ErrorCode::kUnsupported,
        "Adding, removing or modifying an \"identity\" construct, e.g. GENERATED AS IDENTITY, to or from an existing column "
        "is not supported in this dialect.")
        .with_hint("autoincrement = true makes a key number its rows");
  }
  const std::string table = "ALTER TABLE " + qualified(op.schema, op.table_name) + " ";
  const Type* declared = op.type_ ? &*op.type_ : op.existing_type ? &*op.existing_type : nullptr;
  const bool dropped_default = op.server_default.given() && !op.server_default.has_value();
  const bool datetime = declared && schema::family(declared->on(name())) == Family::kDateTime && !dropped_default;
  if (op.new_column_name || datetime) {
    c.add(table + "CHANGE " + quote(op.column_name) + " " + quote(op.new_column_name.value_or(op.column_name)) + " " +
          altered_column(op));
  } else if (op.nullable || op.type_ || op.autoincrement || op.comment.given()) {
    c.add(table + "MODIFY " + quote(op.column_name) + " " + altered_column(op));
  } else if (op.server_default.has_value()) {
    c.add(table + "ALTER COLUMN " + quote(op.column_name) + " SET DEFAULT " +
          default_text(*op.server_default.value.expr, declared));
  } else if (dropped_default) {
    c.add(table + "ALTER COLUMN " + quote(op.column_name) + " DROP DEFAULT");
  }
  add_new_checks(op, c);
}

void Mysql::add_new_checks(const ops::AlterColumn& op, Compiling& c) const {
  if (!op.type_) return;
  const Table table = prepared(one_column(op, *op.type_), c);
  for (const schema::Constraint& constraint : table.constraints) {
    if (wanted(table, constraint, false)) add_constraint(table, constraint, c);
  }
}

// ---- tables ----

void Mysql::render(const ops::RenameTable& op, Compiling& c) const {
  c.add("ALTER TABLE " + qualified(op.schema, op.old_table_name) + " RENAME TO " + qualified(op.schema, op.new_table_name));
}

void Mysql::render(const ops::CreateTableComment& op, Compiling& c) const {
  c.add("ALTER TABLE " + table_name(op.schema, op.table_name) + " COMMENT " + string_literal(op.comment.value_or("")));
}

void Mysql::render(const ops::DropTableComment& op, Compiling& c) const {
  c.add("ALTER TABLE " + table_name(op.schema, op.table_name) + " COMMENT ''");
}

// ---- constraints ----

std::string Mysql::body(const Table& table, const schema::PrimaryKeyConstraint& constraint) const {
  const auto method = shared_option(constraint.options, "using");
  return StandardDialect::body(table, constraint) + (method ? " USING " + quote(*method) : "");
}

std::string Mysql::body(const Table& table, const schema::ForeignKeyConstraint& constraint) const {
  if (constraint.reference.match) {
    unsupported("MATCH in foreign keys (table '" + table.name + "')",
                "leave match out: the server ignores it, and ON UPDATE and ON DELETE with it");
  }
  return StandardDialect::body(table, constraint);
}

void Mysql::render(const ops::DropConstraint& op, Compiling& c) const {
  const std::string kind = op.type_.value_or("");
  if (kind.empty()) {
    unsupported("a generic 'DROP CONSTRAINT' ('" + op.constraint_name.text + "' of table '" + op.table_name + "')",
                "please specify the constraint's type_: \"foreignkey\", \"primary\", \"unique\" or \"check\"");
  }
  require_constraint_type(kind);
  const std::string start = "ALTER TABLE " + table_name(op.schema, op.table_name) + " DROP ";
  const std::string exists = op.if_exists ? "IF EXISTS " : "";
  if (kind == "primary") return c.add(start + "PRIMARY KEY");
  const schema::Name name = dropped_name(op, c);
  if (kind == "foreignkey") return c.add(start + "FOREIGN KEY " + exists + quote(name.text));
  if (kind == "unique") return c.add(start + "INDEX " + exists + quote(name.text));
  c.add(start + (mariadb_ ? "CONSTRAINT " : "CHECK ") + exists + quote(name.text));
}

// ---- indexes ----

// Whatever is no column stands in parentheses of its own; text is the user's to write so. MariaDB indexes columns only.
std::string Mysql::index_element(const schema::Expr& element) const {
  const bool ordered = (element.is("desc") || element.is("asc")) && !element.args.empty();
  if (ordered) return index_element(element.args[0]) + (element.is("desc") ? " DESC" : " ASC");
  const bool plain = element.is("column") || element.is("text") || element.is("literal_column") || element.is("final");
  if (plain) return StandardDialect::index_element(element);
  if (mariadb_) {
    unsupported("an index on an expression (" + ddl_text(element) + ")",
                "add a column with sa.Computed for the expression, and index that");
  }
  return "(" + ddl_text(element) + ")";
}

std::string Mysql::index_columns(const Table& table, const schema::Index& index) const {
  const auto lengths = option_map(index.options, own("length"));
  const auto length = lengths.empty() ? option_text(index.options, own("length")) : std::nullopt;
  std::vector<std::string> elements;
  for (const schema::Expr& element : index.columns) {
    const bool column = element.is("column");
    std::string text = column ? column_name(table, element.name) : index_element(element);
    const std::string& named = column ? element.name : text;
    const auto found = std::find_if(lengths.begin(), lengths.end(), [&](const auto& entry) { return entry.first == named; });
    if (found != lengths.end()) text += "(" + found->second + ")";
    if (length) text += "(" + *length + ")";
    elements.push_back(std::move(text));
  }
  return text::join(elements, ", ");
}

std::string Mysql::create_index_sql(const Table& table, const schema::Index& index, bool if_not_exists) const {
  std::string sql = index.unique ? "CREATE UNIQUE " : "CREATE ";
  if (auto prefix = option_text(index.options, own("prefix"))) sql += *prefix + " ";
  sql += "INDEX ";
  if (if_not_exists) sql += "IF NOT EXISTS ";
  sql += quote_with(index.name.text, index.quote) + " ON " + table_name(table.schema, table.name) + " (" +
         index_columns(table, index) + ")";
  if (auto parser = shared_option(index.options, "with_parser")) sql += " WITH PARSER " + *parser;
  if (auto method = shared_option(index.options, "using")) sql += " USING " + quote(*method);
  return sql;
}

std::string Mysql::drop_index_sql(const ops::DropIndex& op) const {
  if (!op.table_name || op.table_name->empty()) {
    throw Error(ErrorCode::kScript, "drop_index '" + op.index_name.text + "' needs table_name on " + title())
        .with_hint("op.drop_index(\"" + op.index_name.text + "\", \"the table\")");
  }
  return std::string("DROP INDEX ") + (op.if_exists ? "IF EXISTS " : "") + quote(op.index_name.text) + " ON " +
         table_name(op.schema, *op.table_name);
}

// ---- enums, views, schemas, sequences ----

void Mysql::render(const ops::AddEnumValue& op, Compiling&) const {
  unsupported("adding a value to enum '" + op.name + "'",
              "an ENUM belongs to its column here: op.alter_column(..., { type_ = sa.Enum(...), existing_type = ... })");
}

void Mysql::render(const ops::RenameEnumValue& op, Compiling&) const {
  unsupported("renaming a value of enum '" + op.name + "'",
              "an ENUM belongs to its column here: op.alter_column(..., { type_ = sa.Enum(...), existing_type = ... })");
}

void Mysql::render(const ops::CreateView& op, Compiling& c) const {
  if (op.materialized) unsupported("materialized view '" + op.name + "'", "a table and an INSERT ... SELECT do the same");
  StandardDialect::render(op, c);
}

void Mysql::render(const ops::DropView& op, Compiling& c) const {
  if (op.materialized) unsupported("materialized view '" + op.name + "'");
  ops::DropView plain = op;
  plain.cascade = false;  // nothing hangs on a view here
  StandardDialect::render(plain, c);
}

void Mysql::render(const ops::DropSchema& op, Compiling& c) const {
  ops::DropSchema plain = op;
  plain.cascade = false;  // a schema always goes with all that is in it
  StandardDialect::render(plain, c);
}

void Mysql::require_sequences(const std::string& sequence) const {
  if (!mariadb_) unsupported("sequences ('" + sequence + "')", "an AUTO_INCREMENT key numbers its rows by itself");
}

void Mysql::render(const ops::CreateSequence& op, Compiling& c) const {
  require_sequences(op.name);
  StandardDialect::render(op, c);
}

void Mysql::render(const ops::AlterSequence& op, Compiling& c) const {
  require_sequences(op.name);
  ops::AlterSequence numbers = op;
  numbers.new_name.reset();
  StandardDialect::render(numbers, c);
  if (op.new_name) c.add("RENAME TABLE " + table_name(op.schema, op.name) + " TO " + table_name(op.schema, *op.new_name));
}

void Mysql::render(const ops::DropSequence& op, Compiling& c) const {
  require_sequences(op.name);
  StandardDialect::render(op, c);
}

std::unique_ptr<Dialect> make_mysql(bool mariadb) {
  return std::make_unique<Mysql>(mariadb);
}

}  // namespace runner::sql
