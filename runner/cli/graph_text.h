// The rows of a history drawn with * | / \ _, as `git log --graph` does it, and what stands behind each mark.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/graph_layout.h"

namespace runner::cli {

// One line a revision ("| * ae1027a6acf1 (head), add a column") and as many between them as the lines need to bend.
// `describe` gives the text of a revision, without newline.
std::string draw_text(const std::vector<GraphRow>& rows, const std::function<std::string(graph::Node)>& describe);

}  // namespace runner::cli
