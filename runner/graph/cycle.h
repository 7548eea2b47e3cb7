// Sorts a graph's nodes parents first, or shows the cycle that makes this impossible.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "graph/revision_graph.h"

namespace runner::graph {

// Every node after all that it points to in any of `edges`; ties by map order of the bases. Throws Error{kGraph} with one
// whole cycle (`a -> b -> a`, child to parent) and the files of its members; `what` starts the message ("Cycle").
std::vector<Node> sort_parents_first(const std::vector<Revision>& revisions, std::span<const Adjacency* const> edges,
                                     const std::string& what);

// "a1 (versions/a1_x.lua:7)", the file only when it is known.
std::string with_file(const Revision& revision);
// "versions/a1_x.lua:7", "" when unknown.
std::string place_of(const Revision& revision);

}  // namespace runner::graph
