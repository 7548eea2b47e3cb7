// Compares the tables that a project declares with those of a database. Pure: values in, differences out, in the order in
// which they can be applied.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "autogen/change.h"
#include "autogen/filter.h"
#include "schema/schema.h"
#include "sql/comparer.h"

namespace runner::autogen {

struct DiffInput {
  // Normalized and named, in the order of declaration.
  std::vector<schema::Table> wanted;
  // Those of `wanted` that exist, in the server's own words (autogen/wording.h); a table that is missing is as in `wanted`.
  std::map<schema::TableKey, schema::Table> worded;
  std::set<schema::TableKey> unsure;  // the server could not be asked about these: their SQL is compared loosely
  schema::Schema have;
  std::set<std::string> schemas;    // that exist; empty: not known
  std::set<std::string> droppable;  // schemas ("" = default) whose tables no model has are dropped
};

struct DiffOptions {
  const sql::Comparer& comparer;
  Filter filter;
};

Differences diff(DiffInput input, const DiffOptions& options);

}  // namespace runner::autogen
