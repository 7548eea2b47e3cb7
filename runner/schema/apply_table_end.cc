// TableEditor::finish(): what a dropped column takes along, and every column under its final name.
#include <algorithm>

#include "schema/apply_table.h"

namespace runner::schema {

namespace {

std::string described(const Name& name, std::string_view kind) {
  return name.given() ? std::string(kind) + " '" + name.text + "'" : "an unnamed " + std::string(kind);
}

}  // namespace

std::set<std::string> TableEditor::live_keys() const {
  std::set<std::string> keys;
  for (const Slot& slot : slots_) {
    keys.insert(slot.key);
  }
  return keys;
}

template <class Item>
bool TableEditor::loses_column(const Item& item) const {
  return !mentioned(item, table_name(), dropped_).empty();
}

void TableEditor::check_survives(const CheckConstraint& check, const std::set<std::string>& dropped) const {
  const bool needs_others = !mentioned(check.condition, table_name(), live_keys()).empty();
  if (rules_.strict && needs_others && check.type_bound.empty()) {
    fail("Column '" + *dropped.begin() + "' cannot be dropped: " + described(check.name, "CHECK constraint") +
             " needs it and other columns",
         "drop the constraint in the same block, and create it again without the column");
  }
}

void TableEditor::drop_dependents() {
  for (Constraint& constraint : table_.constraints) {
    if (auto* key = std::get_if<PrimaryKeyConstraint>(&constraint)) {
      std::erase_if(key->columns, [&](const std::string& column) { return dropped_.count(column) != 0; });
    } else if (const auto* check = std::get_if<CheckConstraint>(&constraint); check && loses_column(constraint)) {
      check_survives(*check, mentioned(check->condition, table_name(), dropped_));
    }
  }
  std::erase_if(table_.constraints, [&](const Constraint& constraint) {
    const auto* key = std::get_if<PrimaryKeyConstraint>(&constraint);
    return key ? key->columns.empty() : loses_column(constraint);
  });
}

void TableEditor::drop_dependent_indexes() {
  std::erase_if(table_.indexes, [&](const Index& index) { return loses_column(index); });
}

void TableEditor::check_columns_survive() const {
  for (const Slot& slot : slots_) {
    for (const CheckConstraint& check : slot.column.checks) {
      if (loses_column(check.condition)) {
        check_survives(check, mentioned(check.condition, table_name(), dropped_));
      }
    }
    if (rules_.strict && slot.column.computed && loses_column(slot.column.computed->sqltext)) {
      fail("Column '" + *mentioned(slot.column.computed->sqltext, table_name(), dropped_).begin() +
               "' cannot be dropped: column '" + slot.column.name + "' is computed from it",
           "drop or change that column in the same block");
    }
  }
}

void TableEditor::check_triggers_survive() const {
  for (const std::string& trigger : table_.attached_sql) {
    const auto lost = mentioned_in_trigger(trigger, table_name(), dropped_);
    if (rules_.strict && !lost.empty()) {
      fail("Column '" + *lost.begin() + "' cannot be dropped: a trigger uses it: " + trigger.substr(0, trigger.find('\n')),
           "drop the trigger before, and create it again after");
    }
  }
}

void TableEditor::use_final_names() {
  std::map<std::string, std::string> names;
  for (const Slot& slot : slots_) {
    if (slot.key != slot.column.name) {
      names.emplace(slot.key, slot.column.name);
    }
  }
  if (names.empty()) {
    return;
  }
  const ColumnVisitor visit = renaming(std::move(names));
  for (Constraint& constraint : table_.constraints) {
    walk_columns(constraint, table_name(), visit);
  }
  for (Index& index : table_.indexes) {
    walk_columns(index, table_name(), visit);
  }
  for (Slot& slot : slots_) {
    for (CheckConstraint& check : slot.column.checks) {
      walk_columns(check.condition, table_name(), visit);
    }
    if (slot.column.computed) {
      walk_columns(slot.column.computed->sqltext, table_name(), visit);
    }
  }
  for (std::string& trigger : table_.attached_sql) {
    trigger = walk_trigger(trigger, table_name(), visit);
  }
}

BatchResult TableEditor::finish() {
  if (slots_.empty() && !dropped_.empty() && rules_.strict) {
    fail("No column would be left", "drop the table instead");
  }
  check_columns_survive();
  check_triggers_survive();
  for (Slot& slot : slots_) {
    std::erase_if(slot.column.checks, [&](const CheckConstraint& check) { return loses_column(check.condition); });
  }
  drop_dependents();
  drop_dependent_indexes();
  use_final_names();
  BatchResult result;
  table_.columns.clear();
  for (const Slot& slot : slots_) {
    table_.columns.push_back(slot.column);
    result.copied.emplace_back(slot.column.name, slot.source);
    if (slot.cast && !slot.source.empty()) {
      result.cast.push_back(slot.column.name);
    }
  }
  for (const Index& index : table_.indexes) {
    if (std::find(old_indexes_.begin(), old_indexes_.end(), index.name.text) != old_indexes_.end()) {
      result.kept_indexes.push_back(index.name.text);
    }
  }
  result.table = normalized(std::move(table_));
  return result;
}

}  // namespace runner::schema
