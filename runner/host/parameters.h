// Parameters that say which columns a statement fills: conn:execute(t:insert(), rows).
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/value.h"
#include "schema/expr.h"

namespace runner::host {

// An INSERT or UPDATE that says no values takes the columns that its parameters name.
void take_columns(schema::Expr& statement, const std::vector<std::pair<std::string, Value>>& params);

// A NULL cell reads as nil, so { name = row.name } holds no "name": what the statement binds, and the parameters lack, is NULL
// when it is one of `nulls`, the columns whose NULL the script has just read.
void give_nulls(const schema::Expr& statement, const std::set<std::string>& nulls,
                std::vector<std::pair<std::string, Value>>& params);

}  // namespace runner::host
