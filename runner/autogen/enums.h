// Named enum types as objects of their own: made before the first column that uses them, given new values where that is
// enough, made anew where values went or moved, dropped with their last column.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "autogen/diff.h"

namespace runner::autogen {

struct EnumChanges {
  std::vector<Change> before;  // everything else
  std::vector<Change> after;
};

// The types that step aside for new ones of their names, on both ways or (when values only came) on the way back: while all
// other differences are applied there are both, and every column that stays takes the new one among them.
struct EnumMoves {
  std::set<schema::TableKey> both, back;
};

EnumMoves enum_moves(const std::vector<const schema::Table*>& tables, const schema::Schema& have, const sql::Comparer& comparer);

// The named enum type of a column, itself or as the items of an array.
std::optional<schema::TableKey> enum_key(const schema::TypeBox& declared, const std::string& dialect);

// `tables`: those of the models that take part. `goes`: does this column of the database end, or take another type?
EnumChanges diff_enums(const std::vector<const schema::Table*>& tables, const schema::Schema& have, const sql::Comparer& comparer,
                       const std::function<bool(const schema::Table& table, const schema::Column& column)>& goes);

}  // namespace runner::autogen
