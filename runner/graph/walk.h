// Steps along single lines of the graph: what "+2" and "-1" mean, and who is on a branch.
#pragma once

#include <optional>
#include <vector>

#include "graph/revision_graph.h"

namespace runner::graph {

// A position before the first revision.
constexpr Node kBase = -1;

// The revisions above and below `n` over down_revision, incl. itself, as membership.
std::vector<char> lineage(const RevisionGraph& graph, Node n, bool with_deps);

// What happens when fewer steps are there than were asked for.
enum class OffTheEnd { kNothing, kStay };

// `steps` up (positive; only along `branch` when given) or down from `start`, which may be kBase; one step below a base is
// kBase. nullopt: walked off the end. Throws Error{kGraph} "Ambiguous walk" with the candidates at a fork or merge.
std::optional<Node> walk(const RevisionGraph& graph, Node start, int steps, std::optional<Node> branch,
                         OffTheEnd off_the_end = OffTheEnd::kNothing);

}  // namespace runner::graph
