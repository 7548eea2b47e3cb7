// Every operation a migration can ask for, as a plain struct with one field list each, and the variants that hold them.
// Field names are Alembic's argument names, so the Lua call, the struct and the golden folder all grep together.
// Everything with an effect is an op, also what the engine itself does (Begin, Commit, SetVersion): a dry run has
// nothing to bypass.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ops/fields.h"
#include "ops/walk.h"
#include "schema/table.h"

namespace runner::ops {

using schema::Column;
using schema::Expr;
using schema::Index;
using schema::Name;
using schema::Options;
using schema::Table;
using schema::Type;
using OptString = std::optional<std::string>;
using Strings = std::vector<std::string>;

#define RUNNER_FIELDS            \
  template <class Self, class V> \
  static void fields(Self& s, V& v)

struct CreateTable {
  static constexpr std::string_view kName = "create_table";
  Table table;  // as written (not normalized)
  bool if_not_exists = false;
  bool operator==(const CreateTable&) const = default;
  RUNNER_FIELDS {
    v.positional("table_name", s.table.name);
    v.items("items", s.table);  // variadic: columns, constraints, indexes
    v.option("schema", s.table.schema);
    v.option("comment", s.table.comment);
    v.option("prefixes", s.table.prefixes);
    v.option("if_not_exists", s.if_not_exists);
    v.ignored("info");
    v.ignored("quote");
    v.ignored("keep_existing");
    v.ignored("extend_existing");
    v.dialect_options("table", s.table.options);
  }
};

struct DropTable {
  static constexpr std::string_view kName = "drop_table";
  std::string table_name;
  OptString schema;
  bool if_exists = false;
  bool operator==(const DropTable&) const = default;
  RUNNER_FIELDS {
    v.positional("table_name", s.table_name);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
    v.ignored("info");
  }
};

struct RenameTable {
  static constexpr std::string_view kName = "rename_table";
  std::string old_table_name, new_table_name;
  OptString schema;
  bool operator==(const RenameTable&) const = default;
  RUNNER_FIELDS {
    v.positional("old_table_name", s.old_table_name);
    v.positional("new_table_name", s.new_table_name);
    v.option("schema", s.schema);
  }
};

struct AddColumn {
  static constexpr std::string_view kName = "add_column";
  std::string table_name;
  Column column;
  OptString schema;
  bool if_not_exists = false;
  bool inline_references = false;
  bool inline_primary_key = false;
  OptString insert_before, insert_after;  // batch only
  bool operator==(const AddColumn&) const = default;
  RUNNER_FIELDS {
    v.table(s.table_name);  // positional "table_name"; a batch fills it in
    v.positional("column", s.column);
    v.option("schema", s.schema);
    v.option("if_not_exists", s.if_not_exists);
    v.option("inline_references", s.inline_references);
    v.option("inline_primary_key", s.inline_primary_key);
    v.batch_option("insert_before", s.insert_before);
    v.batch_option("insert_after", s.insert_after);
  }
};

struct DropColumn {
  static constexpr std::string_view kName = "drop_column";
  std::string table_name, column_name;
  OptString schema;
  bool if_exists = false;
  bool operator==(const DropColumn&) const = default;
  RUNNER_FIELDS {
    v.table(s.table_name);
    v.positional("column_name", s.column_name);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
    v.ignored("existing_type");
    v.ignored("mssql_drop_check");
    v.ignored("mssql_drop_default");
    v.ignored("mssql_drop_foreign_key");
  }
};

// What a column's default may be changed to: an expression (string -> literal), an identity, a generated expression.
struct NewDefault {
  std::optional<schema::Default> expr;
  std::optional<schema::Identity> identity;
  std::optional<schema::Computed> computed;
  bool operator==(const NewDefault&) const = default;
};

struct AlterColumn {
  static constexpr std::string_view kName = "alter_column";
  std::string table_name, column_name;
  std::optional<bool> nullable;
  Change<std::string> comment;
  Change<NewDefault> server_default;
  OptString new_column_name;
  schema::TypeBox type_;
  std::optional<bool> autoincrement;
  schema::TypeBox existing_type;
  Change<NewDefault> existing_server_default;
  std::optional<bool> existing_nullable;
  OptString existing_comment;
  std::optional<bool> existing_autoincrement;
  OptString schema;
  OptString postgresql_using;
  OptString insert_before, insert_after;
  bool operator==(const AlterColumn&) const = default;
  RUNNER_FIELDS {
    v.table(s.table_name);
    v.positional("column_name", s.column_name);
    v.option("nullable", s.nullable);
    v.option("comment", s.comment);
    v.option("server_default", s.server_default);
    v.option("new_column_name", s.new_column_name);
    v.option("type_", s.type_);
    v.option("autoincrement", s.autoincrement);
    v.option("existing_type", s.existing_type);
    v.option("existing_server_default", s.existing_server_default);
    v.option("existing_nullable", s.existing_nullable);
    v.option("existing_comment", s.existing_comment);
    v.option("existing_autoincrement", s.existing_autoincrement);
    v.option("schema", s.schema);
    v.option("postgresql_using", s.postgresql_using);
    v.batch_option("insert_before", s.insert_before);
    v.batch_option("insert_after", s.insert_after);
    v.ignored("mssql_drop_check");
    v.ignored("mssql_drop_default");
    v.ignored("mssql_drop_foreign_key");
  }
};

struct CreateIndex {
  static constexpr std::string_view kName = "create_index";
  std::string table_name;
  Index index;
  OptString schema;
  bool if_not_exists = false;
  bool operator==(const CreateIndex&) const = default;
  RUNNER_FIELDS {
    v.optional("index_name", s.index.name);  // nil = by convention
    v.table(s.table_name);
    v.positional("columns", s.index.columns);
    v.option("unique", s.index.unique);
    v.option("schema", s.schema);
    v.option("if_not_exists", s.if_not_exists);
    v.option("quote", s.index.quote);
    v.dialect_options("index", s.index.options);
  }
};

struct DropIndex {
  static constexpr std::string_view kName = "drop_index";
  Name index_name;
  OptString table_name;
  OptString schema;
  bool if_exists = false;
  Options options;  // postgresql_concurrently; the others say nothing in a DROP
  bool operator==(const DropIndex&) const = default;
  RUNNER_FIELDS {
    v.positional("index_name", s.index_name);
    v.optional_table(s.table_name);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
    v.dialect_options("index", s.options);
  }
};

struct CreatePrimaryKey {
  static constexpr std::string_view kName = "create_primary_key";
  std::string table_name;
  schema::PrimaryKeyConstraint constraint;
  OptString schema;
  bool operator==(const CreatePrimaryKey&) const = default;
  RUNNER_FIELDS {
    v.optional("constraint_name", s.constraint.name);
    v.table(s.table_name);
    v.positional("columns", s.constraint.columns);
    v.option("schema", s.schema);
    v.dialect_options("primary_key", s.constraint.options);
  }
};

struct CreateForeignKey {
  static constexpr std::string_view kName = "create_foreign_key";
  std::string source_table;
  schema::ForeignKeyConstraint constraint;  // its `schema` is referent_schema
  OptString source_schema;
  bool operator==(const CreateForeignKey&) const = default;
  RUNNER_FIELDS {
    v.optional("constraint_name", s.constraint.name);
    v.table(s.source_table, "source_table");
    v.positional("referent_table", s.constraint.table);
    v.positional("local_cols", s.constraint.columns);
    v.positional("remote_cols", s.constraint.referred);
    v.option("onupdate", s.constraint.reference.onupdate);
    v.option("ondelete", s.constraint.reference.ondelete);
    v.option("deferrable", s.constraint.reference.deferrable);
    v.option("initially", s.constraint.reference.initially);
    v.option("match", s.constraint.reference.match);
    v.option("use_alter", s.constraint.reference.use_alter);
    v.option("source_schema", s.source_schema);
    v.option("referent_schema", s.constraint.schema);
    v.dialect_options("foreign_key", s.constraint.reference.options);
  }
};

struct CreateUniqueConstraint {
  static constexpr std::string_view kName = "create_unique_constraint";
  std::string table_name;
  schema::UniqueConstraint constraint;
  OptString schema;
  bool operator==(const CreateUniqueConstraint&) const = default;
  RUNNER_FIELDS {
    v.optional("constraint_name", s.constraint.name);
    v.table(s.table_name);
    v.positional("columns", s.constraint.columns);
    v.option("schema", s.schema);
    v.option("deferrable", s.constraint.deferrable);
    v.option("initially", s.constraint.initially);
    v.dialect_options("unique", s.constraint.options);
  }
};

struct CreateCheckConstraint {
  static constexpr std::string_view kName = "create_check_constraint";
  std::string table_name;
  schema::CheckConstraint constraint;
  OptString schema;
  bool operator==(const CreateCheckConstraint&) const = default;
  RUNNER_FIELDS {
    v.optional("constraint_name", s.constraint.name);
    v.table(s.table_name);
    v.positional("condition", s.constraint.condition);  // a string is text
    v.option("schema", s.schema);
    v.option("deferrable", s.constraint.deferrable);
    v.option("initially", s.constraint.initially);
    v.dialect_options("check", s.constraint.options);
  }
};

struct CreateExcludeConstraint {
  static constexpr std::string_view kName = "create_exclude_constraint";
  std::string table_name;
  schema::ExcludeConstraint constraint;
  OptString schema;
  bool operator==(const CreateExcludeConstraint&) const = default;
  RUNNER_FIELDS {
    v.optional("constraint_name", s.constraint.name);
    v.table(s.table_name);
    v.variadic("elements", s.constraint.elements);
    v.option("where", s.constraint.where);
    v.option("using", s.constraint.using_);
    v.option("schema", s.schema);
    v.option("deferrable", s.constraint.deferrable);
    v.option("initially", s.constraint.initially);
    v.option("ops", s.constraint.ops);
  }
};

struct DropConstraint {
  static constexpr std::string_view kName = "drop_constraint";
  Name constraint_name;
  std::string table_name;
  OptString type_;  // foreignkey primary unique check
  OptString schema;
  bool if_exists = false;
  bool operator==(const DropConstraint&) const = default;
  RUNNER_FIELDS {
    v.positional("constraint_name", s.constraint_name);
    v.table(s.table_name);
    v.optional("type_", s.type_);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
  }
};

struct CreateTableComment {
  static constexpr std::string_view kName = "create_table_comment";
  std::string table_name;
  OptString comment;  // sa.none -> NULL
  OptString existing_comment, schema;
  bool operator==(const CreateTableComment&) const = default;
  RUNNER_FIELDS {
    v.table(s.table_name);
    v.optional("comment", s.comment);
    v.option("existing_comment", s.existing_comment);
    v.option("schema", s.schema);
  }
};

struct DropTableComment {
  static constexpr std::string_view kName = "drop_table_comment";
  std::string table_name;
  OptString existing_comment, schema;
  bool operator==(const DropTableComment&) const = default;
  RUNNER_FIELDS {
    v.table(s.table_name);
    v.option("existing_comment", s.existing_comment);
    v.option("schema", s.schema);
  }
};

// SQL of the user's own, rows not wanted. `sql` is a `text` node (several statements allowed) or any statement node.
struct Execute {
  static constexpr std::string_view kName = "execute";
  Expr sql;
  std::vector<std::pair<std::string, Value>> params;
  bool operator==(const Execute&) const = default;
  RUNNER_FIELDS {
    v.positional("sqltext", s.sql);
    v.option("params", s.params);
    v.ignored("execution_options");
  }
};

// ---- ours (API 3, last rows) ----

struct CreateEnum {
  static constexpr std::string_view kName = "create_enum";
  std::string name;
  Strings values;
  OptString schema;
  bool if_not_exists = false;
  bool operator==(const CreateEnum&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.positional("values", s.values);
    v.option("schema", s.schema);
    v.option("if_not_exists", s.if_not_exists);
  }
};

struct DropEnum {
  static constexpr std::string_view kName = "drop_enum";
  std::string name;
  OptString schema;
  bool if_exists = false;
  Strings values;  // that it had, for its reverse
  bool operator==(const DropEnum&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
    v.option("values", s.values);
  }
};

struct AddEnumValue {
  static constexpr std::string_view kName = "add_enum_value";
  std::string name, value;
  OptString before, after, schema;
  bool if_not_exists = false;
  bool operator==(const AddEnumValue&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.positional("value", s.value);
    v.option("before", s.before);
    v.option("after", s.after);
    v.option("schema", s.schema);
    v.option("if_not_exists", s.if_not_exists);
  }
};

struct RenameEnumValue {
  static constexpr std::string_view kName = "rename_enum_value";
  std::string name, old_value, new_value;
  OptString schema;
  bool operator==(const RenameEnumValue&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.positional("old_value", s.old_value);
    v.positional("new_value", s.new_value);
    v.option("schema", s.schema);
  }
};

struct CreateView {
  static constexpr std::string_view kName = "create_view";
  std::string name;
  Expr definition;  // text or select
  OptString schema;
  bool replace = false, materialized = false, if_not_exists = false;
  bool operator==(const CreateView&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.positional("definition", s.definition);
    v.option("schema", s.schema);
    v.option("replace", s.replace);
    v.option("materialized", s.materialized);
    v.option("if_not_exists", s.if_not_exists);
  }
};

struct DropView {
  static constexpr std::string_view kName = "drop_view";
  std::string name;
  OptString schema;
  bool if_exists = false, materialized = false, cascade = false;
  std::optional<Expr> definition;  // that it had, for its reverse
  bool operator==(const DropView&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
    v.option("materialized", s.materialized);
    v.option("cascade", s.cascade);
    v.option("definition", s.definition);
  }
};

struct CreateSchema {
  static constexpr std::string_view kName = "create_schema";
  std::string name;
  bool if_not_exists = false;
  bool operator==(const CreateSchema&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("if_not_exists", s.if_not_exists);
  }
};

struct DropSchema {
  static constexpr std::string_view kName = "drop_schema";
  std::string name;
  bool if_exists = false, cascade = false;
  bool operator==(const DropSchema&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("if_exists", s.if_exists);
    v.option("cascade", s.cascade);
  }
};

struct SequenceOptions {
  std::optional<std::int64_t> start, increment, minvalue, maxvalue, cache;
  std::optional<bool> cycle, nominvalue, nomaxvalue;
  OptString owned_by, data_type;
  bool operator==(const SequenceOptions&) const = default;
  RUNNER_FIELDS {
    v.option("start", s.start);
    v.option("increment", s.increment);
    v.option("minvalue", s.minvalue);
    v.option("maxvalue", s.maxvalue);
    v.option("cache", s.cache);
    v.option("cycle", s.cycle);
    v.option("nominvalue", s.nominvalue);
    v.option("nomaxvalue", s.nomaxvalue);
    v.option("owned_by", s.owned_by);
    v.option("data_type", s.data_type);
  }
};

struct CreateSequence {
  static constexpr std::string_view kName = "create_sequence";
  std::string name;
  OptString schema;
  bool if_not_exists = false;
  SequenceOptions options;
  bool operator==(const CreateSequence&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("if_not_exists", s.if_not_exists);
    SequenceOptions::fields(s.options, v);
  }
};

struct AlterSequence {
  static constexpr std::string_view kName = "alter_sequence";
  std::string name;
  OptString schema, new_name;
  std::optional<std::int64_t> restart;
  SequenceOptions options;
  SequenceOptions existing;  // what it had, for its reverse
  bool operator==(const AlterSequence&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("new_name", s.new_name);
    v.option("restart", s.restart);
    SequenceOptions::fields(s.options, v);
    v.option("existing_start", s.existing.start);
    v.option("existing_increment", s.existing.increment);
    v.option("existing_minvalue", s.existing.minvalue);
    v.option("existing_maxvalue", s.existing.maxvalue);
    v.option("existing_nominvalue", s.existing.nominvalue);
    v.option("existing_nomaxvalue", s.existing.nomaxvalue);
    v.option("existing_cache", s.existing.cache);
    v.option("existing_cycle", s.existing.cycle);
    v.option("existing_owned_by", s.existing.owned_by);
    v.option("existing_data_type", s.existing.data_type);
  }
};

struct DropSequence {
  static constexpr std::string_view kName = "drop_sequence";
  std::string name;
  OptString schema;
  bool if_exists = false;
  SequenceOptions options;  // that it had, for its reverse
  bool operator==(const DropSequence&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
    SequenceOptions::fields(s.options, v);
  }
};

struct CreateExtension {
  static constexpr std::string_view kName = "create_extension";
  std::string name;
  OptString schema, version;
  bool if_not_exists = false, cascade = false;
  bool operator==(const CreateExtension&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("version", s.version);
    v.option("if_not_exists", s.if_not_exists);
    v.option("cascade", s.cascade);
  }
};

struct DropExtension {
  static constexpr std::string_view kName = "drop_extension";
  std::string name;
  bool if_exists = false, cascade = false;
  OptString schema, version;  // that it had, for its reverse
  bool operator==(const DropExtension&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("if_exists", s.if_exists);
    v.option("cascade", s.cascade);
    v.option("schema", s.schema);
    v.option("version", s.version);
  }
};

// ---- batch ----

// What may be queued in a batch block.
using TableOp = std::variant<AddColumn, DropColumn, AlterColumn, CreateIndex, DropIndex, CreatePrimaryKey, CreateForeignKey,
                             CreateUniqueConstraint, CreateCheckConstraint, CreateExcludeConstraint, DropConstraint,
                             CreateTableComment, DropTableComment>;

enum class Recreate { kAuto, kAlways, kNever };

struct BatchAlterTable {
  static constexpr std::string_view kName = "batch_alter_table";
  std::string table_name;
  OptString schema;
  Recreate recreate = Recreate::kAuto;
  std::optional<Table> copy_from;
  std::vector<std::pair<std::string, std::string>> naming_convention;  // templates
  std::vector<Column> reflect_columns;                                 // reflect_args: override reflected columns ...
  std::vector<schema::Constraint> reflect_constraints;                 // ... and add constraints
  std::vector<schema::Constraint> table_args;                          // extra constraints of the new table
  Options table_kwargs;                                                // its dialect options
  std::vector<Strings> partial_reordering;
  std::vector<TableOp> operations;  // in the order of the calls
  // Set by whoever runs it: columns that have their final name already (final name, name the operations begin with).
  std::vector<std::pair<std::string, std::string>> renamed;
  bool operator==(const BatchAlterTable&) const = default;
};

// ---- the engine's own ----

struct Begin {
  static constexpr std::string_view kName = "begin";
  bool operator==(const Begin&) const = default;
};
struct Commit {
  static constexpr std::string_view kName = "commit";
  bool operator==(const Commit&) const = default;
};
// op.autocommit_block: ends the transaction, what follows runs outside of one / begins one again.
struct BeginAutocommit {
  static constexpr std::string_view kName = "begin_autocommit";
  bool operator==(const BeginAutocommit&) const = default;
};
struct EndAutocommit {
  static constexpr std::string_view kName = "end_autocommit";
  bool operator==(const EndAutocommit&) const = default;
};
// conn:begin_nested. `action`: 's' set, 'r' release, 'b' roll back to (and release).
struct Savepoint {
  static constexpr std::string_view kName = "savepoint";
  std::string name;
  char action = 's';
  bool operator==(const Savepoint&) const = default;
};
// The version table's own rows; values are revision ids.
struct VersionTable {
  std::string table = "alembic_version";
  OptString schema;
  bool primary_key = true;
  bool operator==(const VersionTable&) const = default;
};
struct CreateVersionTable {
  static constexpr std::string_view kName = "create_version_table";
  VersionTable table;
  bool operator==(const CreateVersionTable&) const = default;
};
struct SetVersion {
  static constexpr std::string_view kName = "set_version";
  VersionTable table;
  std::string from, to;  // "" -> id = INSERT, id -> "" = DELETE, else UPDATE. "" -> "" = DELETE all rows (stamp --purge)
  bool operator==(const SetVersion&) const = default;
};
// A line of talk in printed SQL ("Running upgrade a -> b"); nothing online.
struct Comment {
  static constexpr std::string_view kName = "comment";
  std::string text;
  bool operator==(const Comment&) const = default;
};
// context.static_output: raw text in printed SQL; nothing online.
struct StaticOutput {
  static constexpr std::string_view kName = "static_output";
  std::string text;
  bool operator==(const StaticOutput&) const = default;
};

using Op =
    std::variant<CreateTable, DropTable, RenameTable, AddColumn, DropColumn, AlterColumn, CreateIndex, DropIndex,
                 CreatePrimaryKey, CreateForeignKey, CreateUniqueConstraint, CreateCheckConstraint, CreateExcludeConstraint,
                 DropConstraint, CreateTableComment, DropTableComment, Execute, BatchUpdate, BatchDelete, BatchAlterTable,
                 CreateEnum, DropEnum, AddEnumValue, RenameEnumValue, CreateView, DropView, CreateSchema, DropSchema,
                 CreateSequence, AlterSequence, DropSequence, CreateExtension, DropExtension, Begin, Commit, BeginAutocommit,
                 EndAutocommit, Savepoint, CreateVersionTable, SetVersion, Comment, StaticOutput>;

#undef RUNNER_FIELDS

// "create_table", ...
std::string_view name_of(const Op& op);

}  // namespace runner::ops
