#include "graph/version_rows.h"

#include <algorithm>

namespace runner::graph {

namespace {

std::size_t index(Node n) {
  return static_cast<std::size_t>(n);
}

}  // namespace

VersionRows::VersionRows(const RevisionGraph& graph, const std::vector<Node>& rows)
    : graph_(graph), is_row_(graph.size(), 0), applied_above_(graph.size(), 0) {
  const std::vector<char> applied = graph.ancestors(rows, true);
  for (std::size_t i = 0; i < applied.size(); ++i) {
    if (!applied[i]) continue;
    for (const Node p : graph.norm(static_cast<Node>(i))) ++applied_above_[index(p)];
  }
  for (const Node n : rows) insert(n);
}

void VersionRows::insert(Node n) {
  if (has(n)) return;
  is_row_[index(n)] = 1;
  const std::string& id = graph_.at(n).id;
  sorted_.insert(std::lower_bound(sorted_.begin(), sorted_.end(), id), id);
}

void VersionRows::remove(Node n) {
  if (!has(n)) return;
  is_row_[index(n)] = 0;
  sorted_.erase(std::lower_bound(sorted_.begin(), sorted_.end(), graph_.at(n).id));
}

// The rows among the parents give way: all but the last are deleted, the last becomes the new row.
std::vector<RowMove> VersionRows::upgrade(Node n) {
  const std::string& id = graph_.at(n).id;
  std::vector<RowMove> moves;
  for (const Node p : graph_.norm(n)) {
    ++applied_above_[index(p)];
    if (!has(p)) continue;
    moves.push_back({graph_.at(p).id, ""});
    remove(p);
  }
  if (moves.empty()) {
    moves.push_back({"", id});
  } else {
    moves.back().to = id;
  }
  insert(n);
  return moves;
}

// The parents that nothing else stands above become rows: all but the last are inserted, the row becomes the last.
std::vector<RowMove> VersionRows::downgrade(Node n) {
  const std::string& id = graph_.at(n).id;
  std::vector<RowMove> moves;
  for (const Node p : graph_.norm(n)) {
    if (--applied_above_[index(p)] > 0 || has(p)) continue;
    moves.push_back({"", graph_.at(p).id});
    insert(p);
  }
  if (moves.empty()) {
    moves.push_back({id, ""});
  } else {
    moves.back().from = id;
  }
  remove(n);
  return moves;
}

}  // namespace runner::graph
