// Parameters that say which columns a statement fills: conn:execute(t:insert(), rows).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/value.h"
#include "schema/expr.h"

namespace runner::host {

// An INSERT or UPDATE that says no values takes the columns that its parameters name.
void take_columns(schema::Expr& statement, const std::vector<std::pair<std::string, Value>>& params);

}  // namespace runner::host
