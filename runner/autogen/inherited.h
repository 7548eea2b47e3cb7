// What a table has because a table that it inherits from has it. The server makes, alters and drops that in both at once, so it
// is the parent's alone to compare.
#pragma once

#include <map>
#include <vector>

#include "schema/schema.h"

namespace runner::autogen {

using ByKey = std::map<schema::TableKey, const schema::Table*>;

// The tables that `table` inherits from, and theirs in turn, as far as `tables` has them.
std::vector<const schema::Table*> ancestors(const schema::Table& table, const ByKey& tables);

// The columns that look like their parent's in the database and in the model alike.
std::vector<std::string> inherited_columns(const schema::Table& have, const std::vector<const schema::Table*>& parents_have,
                                           const schema::Table& wanted, const std::vector<const schema::Table*>& parents_wanted);

// `table` without these columns and without the CHECKs that it shares with its parents; `as` has its constraints in the words of
// the parents, in the same places.
schema::Table without_inherited(const schema::Table& table, const schema::Table& as,
                                const std::vector<const schema::Table*>& parents, const std::vector<std::string>& columns);
// As a new table says it: CHECKs and NOT NULL that its parents have come from them alone. (A server of version 18 cannot alter
// the type of a column whose NOT NULL parent and child both say.)
schema::Table created_below(schema::Table table, const std::vector<const schema::Table*>& parents);

}  // namespace runner::autogen
