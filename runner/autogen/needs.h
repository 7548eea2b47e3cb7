// What a table needs to be there before it can be made, besides the targets of its foreign keys: tables that it inherits from,
// whose rows are the type of a column, or from whose sequence a default takes.
#pragma once

#include <map>
#include <vector>

#include "schema/schema.h"

namespace runner::autogen {

class Needs {
 public:
  explicit Needs(const std::vector<schema::Table>& tables);

  // Those of the tables that `table`, one of them, needs; never itself.
  std::vector<schema::TableKey> of(const schema::Table& table) const;

 private:
  const schema::TableKey* owner(const schema::Table& table, std::string_view name) const;

  std::map<schema::TableKey, schema::TableKey> owners_;  // tables, which are types, and sequences -> the table they come with
};

}  // namespace runner::autogen
