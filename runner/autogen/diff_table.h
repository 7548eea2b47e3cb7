// The differences inside one table that both sides have, by what they are, so that the caller can put them in order.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "autogen/diff.h"
#include "autogen/enums.h"

namespace runner::autogen {

// What the comparer said about two types: thousands of columns share a few (schema/packer.h), and both outlive the comparison.
using TypeVerdicts = std::map<std::pair<const schema::Type*, const schema::Type*>, bool>;

struct TablePair {
  const schema::Table& have;
  const schema::Table& wanted;
  const schema::Table& worded;         // `wanted` as the server would show it
  const schema::Schema& database;      // for keys that leave their referred columns out
  bool exact = true;                   // false: texts are compared loosely
  const std::set<std::string>& taken;  // names that keys and indexes of the table's schema have
  TypeVerdicts& same_types;
  const EnumMoves& enums;
};

struct TableParts {
  std::vector<Change> dropped_keys;  // foreign keys
  std::vector<Change> dropped;       // constraints and indexes
  std::vector<Change> dropped_generated, added_columns, altered_columns, added_generated;
  std::vector<Change> added;       // constraints and indexes
  std::vector<Change> added_keys;  // foreign keys
  std::vector<Change> comment;
  std::vector<Change> dropped_columns;
  // Columns that are dropped and added again; those and the ones of a new type; the ones of a new type on the way back only.
  std::set<std::string> replaced, remade, remade_back;
  // Columns whose old and new type no foreign key can lead from one to the other; the same on the way back only.
  std::set<std::string> unlike, unlike_back;
  // Gives names to what the database has without one and `dropped` drops by name; for a batch.
  std::vector<std::pair<std::string, std::string>> naming_convention;
};

TableParts diff_table(const TablePair& pair, const DiffOptions& options);

// Parts of the work, also used for tables that come or go.
void diff_columns(const TablePair& pair, const DiffOptions& options, TableParts& parts);
void diff_keys(const TablePair& pair, const DiffOptions& options, TableParts& parts);

Change added_index(const schema::Table& table, const schema::Index& index);
Change removed_index(const schema::Table& table, const schema::Index& index);
// Indexes sorted by name; those that include_object (and include_name, for the database's) lets through.
std::vector<schema::Index> included_indexes(const schema::Table& table, const Filter& filter, bool reflected);

}  // namespace runner::autogen
