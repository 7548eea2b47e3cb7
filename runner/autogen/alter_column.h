// The operations that make one column another: most often one alter_column, more where a default is in the way of a type,
// or where an identity or a sequence begins or ends.
#pragma once

#include <vector>

#include "ops/op.h"
#include "sql/comparer.h"

namespace runner::autogen {

struct ColumnDifference {
  bool type = false, nullable = false, default_value = false, comment = false, computed = false;
  bool moves = false, moves_back = false;  // to an enum type that is made anew; on the way back only
  bool any() const { return retypes() || nullable || default_value || comment; }
  bool retypes() const { return type || moves; }
};

// Without what the server fills in by itself.
schema::Identity plain_identity(schema::Identity identity, const schema::Column& column);

// From one to the other, in what `what` says. Both as written() gives them.
std::vector<ops::Op> alterations(const schema::Table& table, const schema::Column& from, const schema::Column& to,
                                 ColumnDifference what, const sql::Comparer& comparer);

}  // namespace runner::autogen
