// The pieces that turn a parsed identifier into revisions; target.cc and history.cc build their command's rules from them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "graph/identifier.h"
#include "graph/revision_graph.h"
#include "graph/walk.h"

namespace runner::graph {

std::vector<std::string> ids_of(const RevisionGraph& graph, const std::vector<Node>& nodes);

// The revision that the part before "@" names; nullopt without one. Throws Error{kGraph}: no such branch.
std::optional<Node> branch_of(const RevisionGraph& graph, const Identifier& what);

// "head", "heads", "base", id, partial id or label, inside the branch when one is given. Empty for base, and for head(s) of
// an empty graph. `text` is what was typed, for messages. REQUIRES: not relative.
std::vector<Node> resolve_absolute(const RevisionGraph& graph, const Identifier& what, std::string_view text);

// Where "X+N", "X-N" start: X, or kBase.
Node walk_start(const RevisionGraph& graph, const Identifier& what, std::string_view text);

// What `upgrade text` leads to when `rows` are the current revisions.
std::vector<Node> upgrade_targets(const RevisionGraph& graph, std::string_view text, const std::vector<Node>& rows,
                                  OffTheEnd off_the_end);

Error multiple_heads(const RevisionGraph& graph, std::string_view text, const std::vector<Node>& heads);

// Throws Error{code} when one of the nodes is an ancestor (with dependencies) of another.
void check_overlap(const RevisionGraph& graph, const std::vector<Node>& nodes, ErrorCode code, const std::string& hint);

}  // namespace runner::graph
