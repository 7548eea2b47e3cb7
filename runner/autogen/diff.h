// Compares the tables that a project declares with those of a database. Pure: values in, differences out, in the order in
// which they can be applied.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "autogen/change.h"
#include "autogen/filter.h"
#include "schema/schema.h"
#include "sql/comparer.h"

namespace runner::autogen {

// A table or column that went and one that came look alike: the same thing under a new name?
struct RenameQuestion {
  std::string table;  // "" for a table's own name
  std::string before, after;
};

struct DiffInput {
  // Normalized and named, in the order of declaration.
  std::vector<schema::Table> wanted;
  // Those of `wanted` that exist, in the database's own words (autogen/wording.h); a table that is missing is as wanted.
  std::map<schema::TableKey, schema::Table> worded;
  bool exact = true;  // false: the server could not be asked, so texts are compared loosely
  schema::Schema have;
  std::set<std::string> schemas;    // that exist; empty: not known
  std::set<std::string> droppable;  // schemas ("" = default) whose tables no model has are dropped
};

struct DiffOptions {
  const sql::Comparer& comparer;
  Filter filter;
  std::function<bool(const RenameQuestion&)> ask_rename;  // empty: never a rename without renamed_from
};

Differences diff(DiffInput input, const DiffOptions& options);

}  // namespace runner::autogen
