// Two identities of one column, beside each other.
#pragma once

#include "schema/table.h"

namespace runner::schema {

// `wanted` with what only `had` says given back its usual value, in words.
Identity spelled_out(Identity wanted, const Identity& had);

}  // namespace runner::schema
