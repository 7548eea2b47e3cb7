// The one order in which revisions are run and shown: children before parents, one line followed down as far as possible
// before the next is begun (reference/alembic.md 2.4). Read from the end it is the order of an upgrade.
#pragma once

#include <vector>

#include "graph/revision_graph.h"

namespace runner::graph {

// Lists the `members`, beginning at those of `start`. Near linear: only where a line has to wait for another one does it
// look further than its own parents.
std::vector<Node> newest_first(const RevisionGraph& graph, std::vector<char> members, const std::vector<Node>& start);

}  // namespace runner::graph
