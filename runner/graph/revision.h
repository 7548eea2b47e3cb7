// One migration script as the graph sees it: its four identifiers, its doc, and where it came from. Plain data.
#pragma once

#include <string>
#include <vector>

namespace runner::graph {

struct Revision {
  std::string id;
  std::vector<std::string> down;        // down_revision as a list, order kept
  std::vector<std::string> depends_on;  // raw: ids or labels, order kept
  std::vector<std::string> labels;      // branch_labels of the script itself
  std::string doc;                      // the whole comment block, "" when none
  std::string message;                  // its first line
  std::string path;                     // as shown in messages (relative when possible); "" in tests
  int line = 0;                         // of the assignment of `revision`, for messages
};

}  // namespace runner::graph
