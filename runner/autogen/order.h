// Tables in the order in which they can be made: what they need (needs.h) and what their keys refer to first. Keys that close a
// cycle, and those that say use_alter, are set apart to be added when all tables are there.
#pragma once

#include <vector>

#include "schema/table.h"

namespace runner::autogen {

struct CreationOrder {
  struct Later {
    std::size_t table;  // into `tables`
    schema::ForeignKeyConstraint key;
  };
  std::vector<schema::Table> tables;  // without the keys that come later
  std::vector<Later> keys;
};

// Equal in rank: by schema and name. `inline_only`: the database cannot add a key later and needs no order either, so all
// keys stay in their tables.
CreationOrder creation_order(std::vector<schema::Table> tables, bool inline_only);

}  // namespace runner::autogen
