#include "autogen/renames.h"

#include <algorithm>

#include "autogen/items.h"
#include "schema/apply.h"
#include "schema/identity.h"

namespace runner::autogen {

namespace {

using schema::Column;
using schema::Table;
using schema::TableKey;

TableKey key_of(const Table& table) {
  return schema::key_of(table.schema, table.name);
}

class Finder {
 public:
  Finder(const std::vector<Table>& wanted, schema::Schema& have, const std::set<std::string>& droppable,
         const sql::Comparer& comparer, const AskRename& ask)
      : wanted_(wanted), have_(have), droppable_(droppable), comparer_(comparer), ask_(ask) {}

  Differences run() {
    for (const Table& table : wanted_) {
      if (have_.find(table.schema, table.name)) continue;
      if (const Table* before = former(table)) rename(*before, table);
    }
    for (const Table& table : wanted_) {
      if (have_.find(table.schema, table.name)) rename_columns(table);
    }
    return std::move(result_);
  }

 private:
  bool is_wanted(const TableKey& key) const {
    return std::any_of(wanted_.begin(), wanted_.end(), [&](const Table& table) { return key_of(table) == key; });
  }

  // ---- tables ----

  const Table* former(const Table& table) const {
    if (!table.renamed_from.empty()) {
      const Table* named = have_.find(table.schema, table.renamed_from);
      return named && !is_wanted(key_of(*named)) ? named : nullptr;
    }
    if (!ask_ || droppable_.count(table.schema.value_or("")) == 0) return nullptr;
    for (const auto& [key, before] : have_.tables) {
      if (before.schema != table.schema || is_wanted(key) || !look_alike(before, table, comparer_)) continue;
      if (ask_({"", shown(before.schema, before.name), shown(table.schema, table.name)})) return &before;
    }
    return nullptr;
  }

  void rename(const Table& before, const Table& after) {
    const ops::Op up = rename_of(before, after), down = rename_of(after, before);
    const std::string log = "Detected renamed table '" + before.name + "', now '" + after.name + "'";
    result_.emplace_back(Change(up, down).logged("tables", log));
    Table& renamed = have_.tables.at(key_of(before));
    for (Column& column : renamed.columns) keep_sequence(renamed, column);
    schema::apply(up, have_, "");
  }

  // The sequence of a SERIAL column stays what it is called when its table or column gets another name.
  void keep_sequence(const Table& table, Column& column) const {
    if (column.autoincrement != schema::Autoincrement::kYes) return;
    if (const auto sequence = comparer_.numbering_sequence(table, column)) schema::remember_sequence(column, sequence->name);
  }

  // ---- columns ----

  void rename_columns(const Table& table) {
    const Table& there = *have_.find(table.schema, table.name);
    const bool all = std::all_of(table.columns.begin(), table.columns.end(),
                                 [&](const Column& column) { return there.find(column.name) != nullptr; });
    if (all) return;
    TableChanges changes{table.name, table.schema, there, {}, {}, {}};
    for (const Column& column : table.columns) {
      const Table& now = *have_.find(table.schema, table.name);
      if (now.find(column.name)) continue;
      const Column* before = former(table, now, column);
      if (!before) continue;
      Table& there_now = have_.tables.at(key_of(now));
      keep_sequence(there_now, *there_now.find(before->name));
      const Column old_one = *before;
      Change change(rename_of(table, old_one, column), rename_of(table, column, old_one));
      schema::apply(change.up.front(), have_, "");
      changes.changes.push_back(std::move(change).logged("tables", "Detected renamed column '" + shown(table.schema, table.name) +
                                                                       "." + old_one.name + "', now '" + column.name + "'"));
    }
    if (changes.changes.empty()) return;
    changes.after = *have_.find(table.schema, table.name);
    result_.emplace_back(std::move(changes));
  }

  const Column* former(const Table& table, const Table& have, const Column& column) const {
    if (!column.renamed_from.empty()) return table.find(column.renamed_from) ? nullptr : have.find(column.renamed_from);
    if (!ask_) return nullptr;
    for (const Column& before : have.columns) {
      if (table.find(before.name) || !look_alike(before, column, comparer_)) continue;
      if (ask_({shown(table.schema, table.name), before.name, column.name})) return &before;
    }
    return nullptr;
  }

  const std::vector<Table>& wanted_;
  schema::Schema& have_;
  const std::set<std::string>& droppable_;
  const sql::Comparer& comparer_;
  const AskRename& ask_;
  Differences result_;
};

}  // namespace

Differences find_renames(const std::vector<Table>& wanted, schema::Schema& have, const std::set<std::string>& droppable,
                         const sql::Comparer& comparer, const AskRename& ask) {
  return Finder(wanted, have, droppable, comparer, ask).run();
}

bool look_alike(const Column& before, const Column& after, const sql::Comparer& comparer) {
  const bool same_type = before.type && after.type && comparer.same_type(*after.type, *before.type);
  return same_type && before.is_nullable() == after.is_nullable() && !before.primary_key && !after.primary_key &&
         before.computed.has_value() == after.computed.has_value();
}

bool look_alike(const Table& before, const Table& after, const sql::Comparer& comparer) {
  return before.columns.size() == after.columns.size() &&
         std::all_of(after.columns.begin(), after.columns.end(), [&](const Column& column) {
           const Column* same = before.find(column.name);
           return same && same->type && column.type && comparer.same_type(*column.type, *same->type);
         });
}

ops::Op rename_of(const Table& before, const Table& after) {
  ops::RenameTable rename;
  rename.old_table_name = before.name;
  rename.new_table_name = after.name;
  rename.schema = before.schema;
  return rename;
}

ops::Op rename_of(const Table& table, const Column& before, const Column& after) {
  ops::AlterColumn rename;
  rename.table_name = table.name;
  rename.schema = table.schema;
  rename.column_name = before.name;
  rename.new_column_name = after.name;
  return rename;
}

}  // namespace runner::autogen
