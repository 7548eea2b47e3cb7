// An operation as one line for people and as an object for programs: what `runner check` prints.
#pragma once

#include <string>
#include <vector>

#include "autogen/change.h"
#include "sql/comparer.h"

namespace runner::autogen {

struct Line {
  std::string operation;  // "add_column"
  std::string table;      // "app.tasks"; "" where there is none
  std::string name;       // of the column, index, constraint, type; "" where there is none
  std::string text;       // "add column tasks.priority INTEGER"
};

// An alter_column that changes several things gives a line for each.
std::vector<Line> describe(const ops::Op& op, const sql::Dialect& dialect);
std::vector<Line> describe(const Tree& tree, const sql::Dialect& dialect);

}  // namespace runner::autogen
