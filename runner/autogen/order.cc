#include "autogen/order.h"

#include <algorithm>
#include <map>
#include <set>

#include "autogen/needs.h"
#include "schema/schema.h"

namespace runner::autogen {

namespace {

using schema::ForeignKeyConstraint;
using schema::Table;
using schema::TableKey;

TableKey key_of(const Table& table) {
  return schema::key_of(table.schema, table.name);
}

class Sorter {
 public:
  Sorter(std::vector<Table> tables, bool inline_only) : tables_(std::move(tables)), inline_only_(inline_only) {
    std::sort(tables_.begin(), tables_.end(), [](const Table& a, const Table& b) { return key_of(a) < key_of(b); });
    const Needs needs(tables_);
    for (const Table& table : tables_) {
      waiting_.insert(key_of(table));
      if (auto needed = needs.of(table); !needed.empty()) needed_.emplace(key_of(table), std::move(needed));
    }
  }

  CreationOrder run() {
    while (!waiting_.empty()) {
      auto ready = ready_tables();
      if (ready.empty()) ready = {&least_bound()};
      for (const Table* table : ready) waiting_.erase(key_of(*table));
      for (const Table* table : ready) place(*table);
    }
    return std::move(order_);
  }

 private:
  static const ForeignKeyConstraint* foreign(const schema::Constraint& constraint) {
    return std::get_if<ForeignKeyConstraint>(&constraint);
  }

  // How many of the table's keys lead to tables that are not placed yet.
  std::size_t bonds(const Table& table) const {
    return static_cast<std::size_t>(
        std::count_if(table.constraints.begin(), table.constraints.end(), [&](const auto& constraint) {
          const auto* key = foreign(constraint);
          return key && !key->reference.use_alter && leads_ahead(table, *key);
        }));
  }

  bool leads_ahead(const Table& table, const ForeignKeyConstraint& key) const {
    const TableKey target = schema::key_of(key.schema, key.table);
    return target != key_of(table) && waiting_.count(target) != 0;
  }

  // Is a table that this one cannot be without not placed yet?
  bool lacks(const Table& table) const {
    const auto needed = needed_.find(key_of(table));
    return needed != needed_.end() && std::any_of(needed->second.begin(), needed->second.end(),
                                                  [&](const TableKey& other) { return waiting_.count(other) != 0; });
  }

  std::vector<const Table*> ready_tables() const {
    std::vector<const Table*> ready;
    for (const Table& table : tables_) {
      if (waiting_.count(key_of(table)) != 0 && bonds(table) == 0 && !lacks(table)) ready.push_back(&table);
    }
    return ready;
  }

  // In a cycle: the table that has the fewest keys to give up.
  const Table& least_bound() const {
    const Table* best = nullptr;
    for (const Table& table : tables_) {
      if (waiting_.count(key_of(table)) == 0 || lacks(table)) continue;
      if (!best || bonds(table) < bonds(*best)) best = &table;
    }
    return best ? *best : *std::find_if(tables_.begin(), tables_.end(), [&](const Table& table) {
      return waiting_.count(key_of(table)) != 0;
    });
  }

  void place(Table table) {
    std::vector<schema::Constraint> kept;
    for (const schema::Constraint& constraint : table.constraints) {
      const auto* key = foreign(constraint);
      if (key && !inline_only_ && (leads_ahead(table, *key) || key->reference.use_alter)) {
        order_.keys.push_back({order_.tables.size(), *key});
      } else {
        kept.push_back(constraint);
      }
      if (auto* stays = kept.empty() ? nullptr : std::get_if<ForeignKeyConstraint>(&kept.back()))
        stays->reference.use_alter = false;
    }
    table.constraints = std::move(kept);
    order_.tables.push_back(std::move(table));
  }

  std::vector<Table> tables_;
  bool inline_only_;
  std::set<TableKey> waiting_;
  std::map<TableKey, std::vector<TableKey>> needed_;  // only of tables that need any
  CreationOrder order_;
};

}  // namespace

CreationOrder creation_order(std::vector<Table> tables, bool inline_only) {
  return Sorter(std::move(tables), inline_only).run();
}

}  // namespace runner::autogen
