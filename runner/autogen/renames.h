// The same thing under a new name: said by renamed_from in the models, or answered by the user where something that went and
// something that came look alike. A rename is applied to the database's side first, so that all else is compared under the
// new names.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "autogen/change.h"
#include "autogen/filter.h"
#include "schema/schema.h"
#include "sql/comparer.h"

namespace runner::autogen {

// Is table `before` now `after`? With `table`: its columns.
struct RenameQuestion {
  std::string table;
  std::string before, after;
};
using AskRename = std::function<bool(const RenameQuestion&)>;

// Changes `have`. `ask` may be empty: nobody is there to answer. `droppable`: schemas ("" = default) whose other tables go.
Differences find_renames(const std::vector<schema::Table>& wanted, schema::Schema& have, const std::set<std::string>& droppable,
                         const sql::Comparer& comparer, const AskRename& ask);

// Could the one be the other? The same columns with the same types, or a column of the same type and nullability.
bool look_alike(const schema::Table& before, const schema::Table& after, const sql::Comparer& comparer);
bool look_alike(const schema::Column& before, const schema::Column& after, const sql::Comparer& comparer);

ops::Op rename_of(const schema::Table& before, const schema::Table& after);
ops::Op rename_of(const schema::Table& table, const schema::Column& before, const schema::Column& after);

}  // namespace runner::autogen
