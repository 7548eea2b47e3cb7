// Views, sequences, the version table and what the engine says by itself; enums, schemas and extensions only where a
// database has them.
#include "base/error.h"
#include "base/text.h"
#include "sql/ddl.h"
#include "sql/split.h"

namespace runner::sql {

namespace {

constexpr const char* kAskDialect = "ask for the database first: if op.get_context().dialect.name == \"postgresql\" then ... end";

}  // namespace

// ---- enums: without enum types the values live in a VARCHAR, with a CHECK at most, and there is nothing to create ----

void StandardDialect::render(const ops::CreateEnum&, Compiling&) const {}
void StandardDialect::render(const ops::DropEnum&, Compiling&) const {}
void StandardDialect::render(const ops::AddEnumValue&, Compiling&) const {}

void StandardDialect::render(const ops::RenameEnumValue& op, Compiling&) const {
  unsupported("renaming a value of enum '" + op.name + "'",
              "enum columns are VARCHARs here: write an UPDATE of the columns that hold '" + op.old_value + "'");
}

// ---- views ----

void StandardDialect::render(const ops::CreateView& op, Compiling& c) const {
  RenderContext context;
  context.qualify = true;
  const bool plain = op.definition.is("text") && op.definition.named.empty();
  const std::string definition = plain ? unescape_colons(op.definition.name) : StandardDialect::render(op.definition, context);
  std::string sql = "CREATE ";
  if (op.replace) sql += "OR REPLACE ";
  if (op.materialized) sql += "MATERIALIZED ";
  sql += "VIEW ";
  if (op.if_not_exists) sql += "IF NOT EXISTS ";
  const auto pieces = split_statements(definition, name());
  if (pieces.size() != 1) {
    throw Error(ErrorCode::kScript, "The definition of view '" + op.name + "' must be one SELECT");
  }
  c.add(sql + table_name(op.schema, op.name) + " AS\n" + pieces[0].text);
}

void StandardDialect::render(const ops::DropView& op, Compiling& c) const {
  c.add(std::string("DROP ") + (op.materialized ? "MATERIALIZED " : "") + "VIEW " + (op.if_exists ? "IF EXISTS " : "") +
        table_name(op.schema, op.name) + (op.cascade ? " CASCADE" : ""));
}

// ---- schemas, sequences, extensions ----

void StandardDialect::render(const ops::CreateSchema& op, Compiling& c) const {
  c.add(std::string("CREATE SCHEMA ") + (op.if_not_exists ? "IF NOT EXISTS " : "") + quote(op.name));
}

void StandardDialect::render(const ops::DropSchema& op, Compiling& c) const {
  c.add(std::string("DROP SCHEMA ") + (op.if_exists ? "IF EXISTS " : "") + quote(op.name) + (op.cascade ? " CASCADE" : ""));
}

namespace {

// The names of table.column or schema.table.column; one that holds a dot stands in double quotes.
std::vector<std::string> names_of(const std::string& path) {
  std::vector<std::string> names(1);
  bool quoted = false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool doubled = path[i] == '"' && i + 1 < path.size() && path[i + 1] == '"';
    if (path[i] == '.' && !quoted) {
      names.emplace_back();
    } else if (path[i] == '"' && quoted && !doubled) {
      quoted = false;
    } else if (path[i] == '"' && !quoted && names.back().empty()) {
      quoted = true;
    } else {
      names.back() += path[i];
      if (quoted && doubled) ++i;
    }
  }
  return names;
}

}  // namespace

std::string StandardDialect::sequence_options(const ops::SequenceOptions& options) const {
  schema::Identity numbers;
  numbers.increment = options.increment;
  numbers.start = options.start;
  numbers.minvalue = options.minvalue;
  numbers.maxvalue = options.maxvalue;
  numbers.nominvalue = options.nominvalue;
  numbers.nomaxvalue = options.nomaxvalue;
  numbers.cache = options.cache;
  numbers.cycle = options.cycle;
  std::string text;
  if (options.data_type) text += " AS " + *options.data_type;
  if (const std::string rest = identity_options(numbers); !rest.empty()) text += " " + rest;
  if (options.owned_by) {
    std::vector<std::string> parts;
    for (const std::string& part : names_of(*options.owned_by)) parts.push_back(quote(part));
    text += " OWNED BY " + (text::upper(*options.owned_by) == "NONE" ? "NONE" : text::join(parts, "."));
  }
  return text;
}

void StandardDialect::render(const ops::CreateSequence& op, Compiling& c) const {
  c.add(std::string("CREATE SEQUENCE ") + (op.if_not_exists ? "IF NOT EXISTS " : "") + table_name(op.schema, op.name) +
        sequence_options(op.options));
}

void StandardDialect::render(const ops::AlterSequence& op, Compiling& c) const {
  const std::string name = table_name(op.schema, op.name);
  std::string changes = sequence_options(op.options);
  if (op.restart) changes += " RESTART WITH " + std::to_string(*op.restart);
  if (!changes.empty()) c.add("ALTER SEQUENCE " + name + changes);
  if (op.new_name) c.add("ALTER SEQUENCE " + name + " RENAME TO " + quote(*op.new_name));
}

void StandardDialect::render(const ops::DropSequence& op, Compiling& c) const {
  c.add(std::string("DROP SEQUENCE ") + (op.if_exists ? "IF EXISTS " : "") + table_name(op.schema, op.name));
}

void StandardDialect::render(const ops::CreateExtension& op, Compiling&) const {
  unsupported("extensions ('" + op.name + "')", kAskDialect);
}

void StandardDialect::render(const ops::DropExtension& op, Compiling&) const {
  unsupported("extensions ('" + op.name + "')", kAskDialect);
}

// ---- data, transactions ----

void StandardDialect::render(const ops::Execute& op, Compiling& c) const {
  if (!op.sql.is("text")) {
    c.statements.push_back(compile_query({op.sql, op.params, {}, false}, op.params, c.options));
    return;
  }
  for (const Piece& piece : split_statements(op.sql.name, name())) {
    schema::Expr one = op.sql;
    one.name = piece.text;
    c.statements.push_back(compile_query({one, op.params, {}, false}, op.params, c.options));
  }
}

// Whole; whoever has a connection takes it in steps.
void StandardDialect::render(const ops::BatchUpdate& op, Compiling& c) const {
  c.statements.push_back(compile_query({ops::statement_of(op, op.walk.where), {}, {}, false}, {}, c.options));
}
void StandardDialect::render(const ops::BatchDelete& op, Compiling& c) const {
  c.statements.push_back(compile_query({ops::statement_of(op, op.walk.where), {}, {}, false}, {}, c.options));
}

void StandardDialect::render(const ops::Begin&, Compiling& c) const {
  c.add(begin_sql());
}
void StandardDialect::render(const ops::Commit&, Compiling& c) const {
  c.add(commit_sql());
}
void StandardDialect::render(const ops::BeginAutocommit&, Compiling&) const {}
void StandardDialect::render(const ops::EndAutocommit&, Compiling&) const {}
void StandardDialect::render(const ops::Comment&, Compiling&) const {}
void StandardDialect::render(const ops::StaticOutput&, Compiling&) const {}

void StandardDialect::render(const ops::Savepoint& op, Compiling& c) const {
  const std::string name = quote(op.name);
  if (op.action == 's') {
    c.add("SAVEPOINT " + name);
    return;
  }
  if (op.action == 'b') c.add("ROLLBACK TO SAVEPOINT " + name);
  c.add("RELEASE SAVEPOINT " + name);
}

// ---- the version table ----

void StandardDialect::render(const ops::CreateVersionTable& op, Compiling& c) const {
  schema::Table table;
  table.name = op.table.table;
  table.schema = op.table.schema;
  schema::Column version;
  version.name = "version_num";
  version.type.edit().name = "VARCHAR";
  version.type.edit().length = 32;
  version.nullable = false;
  table.columns = {version};
  if (op.table.primary_key) {
    table.constraints = {schema::PrimaryKeyConstraint{schema::Name(op.table.table + "_pkc", true), {"version_num"}, {}, {}, {}}};
  }
  c.add(create_table_sql(schema::normalized(table), false));
}

void StandardDialect::render(const ops::SetVersion& op, Compiling& c) const {
  const std::string table = table_name(op.table.schema, op.table.table);
  std::string sql;
  if (op.to.empty()) {
    sql.append("DELETE FROM ").append(table);
  } else if (op.from.empty()) {
    sql.append("INSERT INTO ").append(table).append(" (version_num) VALUES (").append(string_literal(op.to)).append(")");
    if (c.options.printed && op.table.primary_key) sql += returning_version(op.table);
  } else {
    sql.append("UPDATE ").append(table).append(" SET version_num=").append(string_literal(op.to));
  }
  if (!op.from.empty()) sql.append(" WHERE ").append(table).append(".version_num = ").append(string_literal(op.from));
  c.add(std::move(sql));
}

}  // namespace runner::sql
