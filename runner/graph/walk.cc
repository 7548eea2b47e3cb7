#include "graph/walk.h"

#include <cstdlib>

#include "base/error.h"
#include "base/text.h"

namespace runner::graph {

std::vector<char> lineage(const RevisionGraph& graph, Node n, bool with_deps) {
  std::vector<char> members = graph.ancestors({n}, with_deps);
  const std::vector<char> above = graph.descendants({n}, with_deps);
  for (std::size_t i = 0; i < members.size(); ++i) members[i] = members[i] || above[i] ? 1 : 0;
  return members;
}

namespace {

Node only_one(const RevisionGraph& graph, Node from, const std::vector<Node>& candidates) {
  if (candidates.size() == 1) return candidates.front();
  std::vector<std::string> ids;
  for (const Node n : candidates) ids.push_back(graph.at(n).id);
  const std::string place = from == kBase ? "base" : "'" + graph.at(from).id + "'";
  throw Error(ErrorCode::kGraph, "Ambiguous walk")
      .with_hint("from " + place + " it could go to " + text::quoted_list(ids) + "; name the revision, or a branch");
}

std::vector<Node> one_up(const RevisionGraph& graph, Node n, const std::vector<char>* branch) {
  std::vector<Node> found;
  if (n == kBase) {
    found = graph.bases();
  } else {
    found.assign(graph.next(n).begin(), graph.next(n).end());
  }
  if (branch != nullptr) std::erase_if(found, [&](Node c) { return !(*branch)[static_cast<std::size_t>(c)]; });
  return found;
}

std::vector<Node> one_down(const RevisionGraph& graph, Node n) {
  if (n == kBase) return {};
  if (graph.is_base(n)) return {kBase};
  return {graph.down(n).begin(), graph.down(n).end()};
}

}  // namespace

std::optional<Node> walk(const RevisionGraph& graph, Node start, int steps, std::optional<Node> branch, OffTheEnd off_the_end) {
  std::optional<std::vector<char>> along;
  if (branch && steps > 0) along = lineage(graph, *branch, false);
  Node n = start;
  for (int i = std::abs(steps); i > 0; --i) {
    const std::vector<Node> candidates = steps > 0 ? one_up(graph, n, along ? &*along : nullptr) : one_down(graph, n);
    if (candidates.empty()) return off_the_end == OffTheEnd::kStay ? std::optional(n) : std::nullopt;
    n = only_one(graph, n, candidates);
  }
  return n;
}

}  // namespace runner::graph
