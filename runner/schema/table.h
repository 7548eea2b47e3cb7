// Tables, columns, constraints and indexes as plain values: what op.create_table receives, what reflection finds, what
// batch mode rewrites. Two tables are the same table when they are ==.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "schema/expr.h"
#include "schema/type.h"

namespace runner::schema {

// The name of a constraint or index. `final` = op.f("..."), or read from a database: naming conventions leave it alone.
struct Name {
  std::string text;  // "" = not given
  bool final = false;
  bool given() const { return !text.empty(); }
  bool operator==(const Name&) const = default;
  Name() = default;
  Name(std::string t, bool is_final = false) : text(std::move(t)), final(is_final) {}
  Name(const char* t) : text(t) {}
};

// postgresql_where = ..., mysql_engine = ...: dialect options by full name, sorted by name. A value is an expression
// (strings come as `literal` nodes with a string value; lists as `tuple`; maps as `row`).
using Options = std::vector<std::pair<std::string, Expr>>;
const Expr* option(const Options& options, std::string_view name);
// The options known for a kind of object ("table", "index", "unique", "check", "foreign_key", "primary_key", "column",
// "exclude"). Any mssql_ or oracle_ name is allowed, and any mysql_ or mariadb_ name on a table.
bool known_option(std::string_view kind, std::string_view name);
std::vector<std::string> known_options(std::string_view kind);

// A server default: quoted literal text, or an expression rendered as such. Identity and Computed are apart, in Column.
struct Default {
  Expr expr;  // kind "literal" with a string/number/boolean value, or any expression
  bool operator==(const Default&) const = default;
};

struct Identity {
  std::optional<bool> always, on_null, cycle, order, nominvalue, nomaxvalue;
  std::optional<std::int64_t> start, increment, minvalue, maxvalue, cache;
  bool operator==(const Identity&) const = default;
};

struct Computed {
  Expr sqltext;
  std::optional<bool> persisted;
  bool operator==(const Computed&) const = default;
};

// Options that foreign keys share wherever they are written.
struct ReferenceOptions {
  std::optional<std::string> onupdate, ondelete, initially, match;
  std::optional<bool> deferrable;
  bool use_alter = false;
  Options options;
  bool operator==(const ReferenceOptions&) const = default;
};

// sa.ForeignKey in a column: "table.col", "schema.table.col"; split at decode time.
struct ForeignKey {
  Name name;
  std::string table;
  std::optional<std::string> schema;
  std::string column;
  ReferenceOptions reference;
  bool operator==(const ForeignKey&) const = default;
};

struct PrimaryKeyConstraint {
  Name name;
  std::vector<std::string> columns;
  std::optional<bool> deferrable;
  std::optional<std::string> initially;
  Options options;
  bool operator==(const PrimaryKeyConstraint&) const = default;
};

struct UniqueConstraint {
  Name name;
  std::vector<std::string> columns;
  std::optional<bool> deferrable;
  std::optional<std::string> initially;
  Options options;
  bool operator==(const UniqueConstraint&) const = default;
};

struct CheckConstraint {
  Name name;
  Expr condition;
  std::optional<bool> deferrable;
  std::optional<std::string> initially;
  std::string type_bound;  // column whose Boolean/Enum type made it; "" for the user's own
  Options options;
  bool operator==(const CheckConstraint&) const = default;
};

struct ForeignKeyConstraint {
  Name name;
  std::vector<std::string> columns;
  std::string table;                  // referred
  std::optional<std::string> schema;  // referred
  std::vector<std::string> referred;  // its columns; empty = the referent's primary key
  ReferenceOptions reference;
  bool operator==(const ForeignKeyConstraint&) const = default;
};

struct ExcludeElement {
  Expr element;    // a column node or text
  std::string op;  // "&&", "="
  bool operator==(const ExcludeElement&) const = default;
};
struct ExcludeConstraint {
  Name name;
  std::vector<ExcludeElement> elements;
  std::optional<Expr> where;
  std::optional<std::string> using_;  // default gist
  std::vector<std::pair<std::string, std::string>> ops;
  std::optional<bool> deferrable;
  std::optional<std::string> initially;
  bool operator==(const ExcludeConstraint&) const = default;
};

using Constraint = std::variant<PrimaryKeyConstraint, UniqueConstraint, CheckConstraint, ForeignKeyConstraint, ExcludeConstraint>;
const Name& name_of(const Constraint& constraint);
Name& name_of(Constraint& constraint);

struct Index {
  Name name;
  std::vector<Expr> columns;  // `column` nodes for plain names; text, func, desc(...) otherwise
  bool unique = false;
  std::optional<bool> quote;
  Options options;
  bool operator==(const Index&) const = default;
};

enum class Autoincrement { kAuto, kYes, kNo };

struct Column {
  std::string name;
  TypeBox type;                  // absent: from the foreign key, or NullType
  std::optional<bool> nullable;  // absent: not primary_key
  bool primary_key = false;
  bool unique = false;  // flags: folded into constraints and indexes by normalized()
  bool index = false;
  std::vector<ForeignKey> foreign_keys;  // likewise
  std::vector<CheckConstraint> checks;   // column-level, stay on the column's line
  std::optional<Default> server_default;
  std::optional<Identity> identity;
  std::optional<Computed> computed;
  Autoincrement autoincrement = Autoincrement::kAuto;
  bool has_sequence = false;  // sa.Sequence item
  std::optional<std::string> comment;
  std::optional<std::string> key;
  std::optional<bool> quote;
  std::string renamed_from;  // of a model: what the database may still call it
  Options options;           // sqlite_on_conflict_not_null ...
  bool operator==(const Column&) const = default;

  bool is_nullable() const { return nullable.value_or(!primary_key); }
};

struct Table {
  std::string name;
  std::optional<std::string> schema;
  std::vector<Column> columns;
  std::vector<Constraint> constraints;
  std::vector<Index> indexes;
  std::optional<std::string> comment;
  std::vector<std::string> prefixes;
  std::string renamed_from;  // as a column's
  Options options;           // postgresql_partition_by, sqlite_strict, mysql_engine ...
  // SQLite only: the CREATE TRIGGER statements of the table, as in sqlite_master: a rebuild must run them again.
  std::vector<std::string> attached_sql;
  bool operator==(const Table&) const = default;

  Column* find(std::string_view column);
  const Column* find(std::string_view column) const;
  const PrimaryKeyConstraint* primary_key() const;
};

// The table with everything said once, in SQLAlchemy's order (reference/alembic.md 3.2): the primary key first (from
// the columns' flags when no constraint says it; columns of an explicit one get primary_key = true), then explicit
// constraints in argument order, then what the columns imply (per column UNIQUE, then FOREIGN KEY); index flags become
// indexes named "ix_<table>_<column>" unless a convention names them later; type-bound CHECKs (Boolean/Enum with
// create_constraint) become CheckConstraint{type_bound}. Afterwards the column flags `unique`, `index` and
// `foreign_keys` are cleared. Idempotent. Throws Error{kScript}: constraint on a column that is not there, duplicate column.
Table normalized(Table table);

// Is this the column that the dialect makes auto-incrementing (SERIAL, AUTO_INCREMENT)? reference/alembic.md 4.2: a
// single-column integer primary key without foreign key and server default, or autoincrement = true. REQUIRES: normalized.
bool autoincrements(const Table& table, const Column& column);

}  // namespace runner::schema
