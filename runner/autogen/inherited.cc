#include "autogen/inherited.h"

#include <algorithm>
#include <cstddef>

#include "autogen/items.h"

namespace runner::autogen {

namespace {

using schema::CheckConstraint;
using schema::Column;
using schema::Table;
using Tables = std::vector<const Table*>;

// Comments and keys are not inherited; a child draws its numbers from its parent's sequence.
bool alike(const Column& parent, const Column& child) {
  const bool numbers = !parent.server_default && child.server_default && child.server_default->expr.name.starts_with("nextval(");
  return parent.type == child.type && parent.is_nullable() == child.is_nullable() && parent.computed == child.computed &&
         (numbers || parent.server_default == child.server_default);
}

const Column* column_of(const Tables& parents, const std::string& name) {
  for (const Table* parent : parents) {
    if (const Column* found = parent->find(name)) return found;
  }
  return nullptr;
}

// One without a name has got the name that the server gave to its parent's.
bool inherits_check(const Tables& parents, const CheckConstraint& check) {
  return std::any_of(parents.begin(), parents.end(), [&](const Table* parent) {
    return std::any_of(parent->constraints.begin(), parent->constraints.end(), [&](const schema::Constraint& one) {
      const auto* theirs = std::get_if<CheckConstraint>(&one);
      return theirs && (!theirs->name.given() || theirs->name.text == check.name.text) && theirs->condition == check.condition &&
             !schema::option(theirs->options, "postgresql_no_inherit");
    });
  });
}

}  // namespace

Tables ancestors(const Table& table, const ByKey& tables) {
  Tables all;
  const auto add = [&](const Table& child) {
    for (const auto& key : inherited_tables(child)) {
      const auto parent = tables.find(key);
      const bool known = parent == tables.end() || std::find(all.begin(), all.end(), parent->second) != all.end();
      if (!known) all.push_back(parent->second);
    }
  };
  add(table);
  for (std::size_t i = 0; i < all.size(); ++i) add(*all[i]);
  return all;
}

std::vector<std::string> inherited_columns(const Table& have, const Tables& parents_have, const Table& wanted,
                                           const Tables& parents_wanted) {
  std::vector<std::string> names;
  for (const Column& column : wanted.columns) {
    const Column* theirs = column_of(parents_wanted, column.name);
    if (!theirs || !alike(*theirs, column)) continue;
    const Column *before = have.find(column.name), *their_before = column_of(parents_have, column.name);
    const bool there = before && their_before && alike(*their_before, *before) && before->comment == column.comment;
    if (there || (!before && !their_before && !column.comment)) names.push_back(column.name);
  }
  return names;
}

Table without_inherited(const Table& table, const Table& as, const Tables& parents, const std::vector<std::string>& columns) {
  Table own = table;
  own.constraints.clear();
  for (std::size_t i = 0; i < table.constraints.size(); ++i) {
    const auto* check = std::get_if<CheckConstraint>(&as.constraints[i]);
    if (!check || !inherits_check(parents, *check)) own.constraints.push_back(table.constraints[i]);
  }
  std::erase_if(own.columns,
                [&](const Column& column) { return std::find(columns.begin(), columns.end(), column.name) != columns.end(); });
  return own;
}

Table created_below(Table table, const Tables& parents) {
  table = without_inherited(table, table, parents, {});
  for (Column& column : table.columns) {
    const Column* theirs = column_of(parents, column.name);
    if (theirs && !theirs->is_nullable() && !column.primary_key) column.nullable.reset();
  }
  return table;
}

}  // namespace runner::autogen
