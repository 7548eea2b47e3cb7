#include "sql/batch_alter.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "schema/apply.h"
#include "sql/batch_plan.h"

namespace runner::sql {

namespace {

using ops::Op;
using Renames = std::vector<std::pair<std::string, std::string>>;  // new name, old name

template <class TableOp>
Op placed(TableOp op, const ops::BatchAlterTable& batch) {
  if constexpr (requires { op.source_table; }) {
    op.source_table = batch.table_name;
    op.source_schema = batch.schema;
  } else {
    op.table_name = batch.table_name;
    op.schema = batch.schema;
  }
  if constexpr (requires { op.insert_before; }) {
    if (op.insert_before || op.insert_after) {
      throw Error(ErrorCode::kScript,
                  "Can't specify insert_before or insert_after when using ALTER; please specify recreate='always'")
          .with_hint("op.batch_alter_table(\"" + batch.table_name + "\", { recreate = \"always\" }, ...)");
    }
  }
  return op;
}

bool contains(const Renames& renames, std::string Renames::value_type::*side, const std::string& name) {
  return std::any_of(renames.begin(), renames.end(),
                     [&](const auto& rename) { return text::lower(rename.*side) == text::lower(name); });
}

// What a rebuild renames. A name that a dropped column had is not given before that column is gone.
Renames renames_of(const ops::BatchAlterTable& batch, const schema::Table& before, const Dialect& dialect,
                   const CompileOptions& options) {
  Renames all;
  for (const auto& [name, source] : schema::apply_batch(batch, before, options.naming, dialect.max_identifier()).copied) {
    if (!source.empty() && source != name) all.emplace_back(name, source);
  }
  Renames free;
  for (const auto& rename : all) {
    const bool taken = std::any_of(before.columns.begin(), before.columns.end(), [&](const schema::Column& column) {
      return text::lower(column.name) == text::lower(rename.first) && !contains(all, &Renames::value_type::second, column.name);
    });
    if (!taken) free.push_back(rename);
  }
  return free;
}

ops::AlterColumn rename_op(const ops::BatchAlterTable& batch, const std::string& from, const std::string& to) {
  ops::AlterColumn op;
  op.table_name = batch.table_name;
  op.schema = batch.schema;
  op.column_name = from;
  op.new_column_name = to;
  return op;
}

schema::Table with_renamed_columns(const ops::BatchAlterTable& batch, const schema::Table& table, const Renames& renames) {
  ops::BatchAlterTable only_renames;
  only_renames.table_name = batch.table_name;
  for (const auto& [to, from] : renames) only_renames.operations.emplace_back(rename_op(batch, from, to));
  return schema::apply_batch(only_renames, table).table;
}

// The names an op changes or needs: of columns and of constraints.
struct NamesOf {
  std::set<std::string> names;

  void add(const std::string& name) { names.insert(name); }
  void add(const std::vector<std::string>& columns) { names.insert(columns.begin(), columns.end()); }

  void operator()(const ops::AddColumn& op) {
    add(op.column.name);
    for (const schema::ForeignKey& key : op.column.foreign_keys) add(key.name.text);
  }
  void operator()(const ops::DropColumn& op) { add(op.column_name); }
  void operator()(const ops::AlterColumn& op) { add(op.column_name); }
  void operator()(const ops::CreatePrimaryKey& op) { constraint(op); }
  void operator()(const ops::CreateForeignKey& op) { constraint(op); }
  void operator()(const ops::CreateUniqueConstraint& op) { constraint(op); }
  void operator()(const ops::CreateCheckConstraint& op) { add(op.constraint.name.text); }
  void operator()(const ops::CreateExcludeConstraint& op) { add(op.constraint.name.text); }
  void operator()(const ops::DropConstraint& op) { add(op.constraint_name.text); }
  template <class Other>
  void operator()(const Other&) {}

  template <class WithColumns>
  void constraint(const WithColumns& op) {
    add(op.constraint.name.text);
    add(op.constraint.columns);
  }
};

}  // namespace

std::vector<Op> as_plain_ops(const ops::BatchAlterTable& batch) {
  std::vector<Op> plain;
  for (const ops::TableOp& queued : batch.operations) {
    plain.push_back(std::visit([&](const auto& op) { return placed(op, batch); }, queued));
  }
  return plain;
}

std::vector<Op> renames_first(ops::BatchAlterTable& batch, const Dialect& dialect, const CompileOptions& options, Facts& facts) {
  if (dialect.name() != "sqlite" || !needs_recreate(batch, dialect)) return {};
  std::optional<schema::Table> before = batch.copy_from ? batch.copy_from : facts.table(batch.schema, batch.table_name);
  if (!before) return {};
  before = schema::normalized(*before);
  before->name = batch.table_name;
  before->schema = batch.schema;
  const Renames renames = renames_of(batch, *before, dialect, options);
  std::vector<std::string> old_names;
  for (const auto& rename : renames) old_names.push_back(rename.second);
  if (renames.empty() || !facts.mentioned_elsewhere(batch.schema, batch.table_name, old_names)) return {};

  std::vector<Op> first;
  std::vector<Op> last;  // columns that take the name of another renamed one, once that is free
  for (const auto& [to, from] : renames) {
    const bool in_use = contains(renames, &Renames::value_type::second, to);
    const std::string meanwhile = "_alembic_tmp_" + to;
    first.emplace_back(rename_op(batch, from, in_use ? meanwhile : to));
    if (in_use) last.emplace_back(rename_op(batch, meanwhile, to));
  }
  first.insert(first.end(), last.begin(), last.end());
  if (batch.copy_from) batch.copy_from = with_renamed_columns(batch, *before, renames);
  batch.renamed = renames;
  return first;
}

std::optional<Statement> AlterMerger::before(const Op& op) {
  NamesOf wanted;
  std::visit(wanted, op);
  wanted.names.erase("");
  const auto* add = std::get_if<ops::AddColumn>(&op);
  const bool looks_up = add && !add->column.type;  // its type comes from a column that may be among the pending
  const bool meets = std::any_of(wanted.names.begin(), wanted.names.end(), [&](const auto& n) { return names_.count(n) != 0; });
  std::optional<Statement> ready = meets || looks_up ? flush() : std::nullopt;
  names_.merge(wanted.names);
  return ready;
}

bool AlterMerger::mergeable(const Statement& statement) const {
  return statement.params.empty() && !statement.outside_transaction && statement.sql.rfind(prefix_, 0) == 0 &&
         statement.sql.compare(prefix_.size(), 7, "RENAME ") != 0;
}

std::vector<Statement> AlterMerger::add(std::vector<Statement> statements) {
  std::vector<Statement> ready;
  for (Statement& statement : statements) {
    if (mergeable(statement)) {
      pending_ += pending_.empty() ? statement.sql : ", " + statement.sql.substr(prefix_.size());
      continue;
    }
    const std::set<std::string> names = names_;
    if (auto earlier = flush()) ready.push_back(std::move(*earlier));
    names_ = names;  // of this op, which may go on
    ready.push_back(std::move(statement));
  }
  return ready;
}

std::optional<Statement> AlterMerger::flush() {
  names_.clear();
  if (pending_.empty()) return std::nullopt;
  Statement statement{std::move(pending_), {}, false};
  pending_.clear();
  return statement;
}

}  // namespace runner::sql
