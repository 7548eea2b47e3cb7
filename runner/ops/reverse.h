// op -> the op that undoes it, where that can be known from the op alone.
#pragma once

#include <optional>

#include "ops/op.h"

namespace runner::ops {

// nullopt: cannot be undone without knowing the schema (drop_table without its columns, alter_column without existing_*).
std::optional<Op> reverse(const Op& op);

}  // namespace runner::ops
