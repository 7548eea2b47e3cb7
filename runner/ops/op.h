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

#include "ops/object_ops.h"
#include "ops/table_ops.h"
#include "ops/walk.h"
#include "schema/table.h"

namespace runner::ops {

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

// "create_table", ...
std::string_view name_of(const Op& op);

}  // namespace runner::ops
