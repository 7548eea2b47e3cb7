#include <algorithm>

#include "schema/apply.h"
#include "schema/apply_table.h"

namespace runner::schema {

namespace {

// SQLite's ADD COLUMN takes constant defaults only, and no stored generated column.
bool alter_can_add(const Column& column) {
  const bool expression = column.server_default && !column.server_default->expr.is("literal");
  const bool stored = column.computed && column.computed->persisted.value_or(false);
  return !expression && !stored && (!column.unique || column.index);
}

struct AlterCan {
  bool operator()(const ops::AddColumn& op) const {
    return alter_can_add(op.column) && (op.column.foreign_keys.empty() || op.inline_references);
  }
  bool operator()(const ops::CreateIndex&) const { return true; }
  bool operator()(const ops::DropIndex&) const { return true; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

}  // namespace

bool rebuild_needed(const ops::BatchAlterTable& batch) {
  return !batch.partial_reordering.empty() || !batch.table_args.empty() || !batch.table_kwargs.empty() ||
         !std::all_of(batch.operations.begin(), batch.operations.end(),
                      [](const ops::TableOp& op) { return std::visit(AlterCan{}, op); });
}

BatchResult edit_table(const ops::BatchAlterTable& batch, const Table& before, TableEditor::Rules rules) {
  TableEditor editor(before, std::move(rules));
  editor.take_back(batch.renamed);
  for (const Column& column : batch.reflect_columns) {
    editor.override_column(column);
  }
  for (const Constraint& constraint : batch.reflect_constraints) {
    editor.add_constraint(constraint);
  }
  for (const ops::TableOp& op : batch.operations) {
    editor.apply(op);
  }
  for (const Constraint& constraint : batch.table_args) {
    editor.add_constraint(constraint);
  }
  editor.set_options(batch.table_kwargs);
  editor.reorder(batch.partial_reordering);
  return editor.finish();
}

BatchResult apply_batch(const ops::BatchAlterTable& batch, const Table& before, const NamingConvention& naming, int max_length) {
  TableEditor::Rules rules;
  rules.naming = naming;
  rules.batch_naming.templates = batch.naming_convention;
  rules.max_length = max_length;
  return edit_table(batch, before, std::move(rules));
}

}  // namespace runner::schema
