// SQL of the user's own, before it goes anywhere: cut into statements, and refused where it would end the transaction that
// the engine owns (API 10). Running and printing go through the same door.
#pragma once

#include <string>
#include <vector>

#include "sql/split.h"

namespace runner::engine {

// The statements of `text`. Throws Error{kScript} for BEGIN, COMMIT, ROLLBACK and their kin, before anything has run.
std::vector<sql::Piece> script_statements(const std::string& text, const std::string& dialect);

}  // namespace runner::engine
