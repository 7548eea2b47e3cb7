// What a migration does to tables: columns, indexes, constraints, comments. See op.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ops/fields.h"
#include "schema/table.h"

namespace runner::ops {

using schema::Column;
using schema::Expr;
using schema::Index;
using schema::Name;
using schema::Options;
using schema::Table;
using schema::Type;

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
    v.option("deferrable", s.constraint.deferrable);
    v.option("initially", s.constraint.initially);
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

}  // namespace runner::ops
