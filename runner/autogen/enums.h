// Named enum types as objects of their own: made before the first column that uses them, given new values where that is
// enough, made anew where values went or moved, dropped with their last column.
#pragma once

#include <vector>

#include "autogen/diff.h"

namespace runner::autogen {

struct EnumChanges {
  std::vector<Change> before;  // everything else
  std::vector<Change> after;
};

// `tables`: those of the models that take part. `goes`: does this column of the database end, or take another type?
EnumChanges diff_enums(const std::vector<const schema::Table*>& tables, const schema::Schema& have, const sql::Comparer& comparer,
                       const std::function<bool(const schema::Table& table, const schema::Column& column)>& goes);

}  // namespace runner::autogen
