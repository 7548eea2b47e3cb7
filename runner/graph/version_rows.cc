#include "graph/version_rows.h"

#include <algorithm>
#include <iterator>

#include "graph/walk.h"

namespace runner::graph {

namespace {

std::size_t index(Node n) {
  return static_cast<std::size_t>(n);
}

}  // namespace

VersionRows::VersionRows(const RevisionGraph& graph, const std::vector<Node>& rows)
    : graph_(graph),
      is_row_(graph.size(), 0),
      is_applied_(graph.ancestors(rows, true)),
      applied_above_(graph.size(), 0),
      seen_under_(graph.size(), kBase) {
  for (std::size_t i = 0; i < is_applied_.size(); ++i) {
    if (!is_applied_[i]) continue;
    for (const Node p : graph.norm(static_cast<Node>(i))) ++applied_above_[index(p)];
  }
  for (const Node n : rows) insert(n);
}

void VersionRows::insert(Node n) {
  count_ += has(n) ? 0 : 1;
  is_row_[index(n)] = 1;
}

void VersionRows::remove(Node n) {
  count_ -= has(n) ? 1 : 0;
  is_row_[index(n)] = 0;
}

// The rows among the parents give way: all but the last are deleted, the last becomes the new row.
std::vector<RowMove> VersionRows::upgrade(Node n) {
  const std::string& id = graph_.at(n).id;
  is_applied_[index(n)] = 1;
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

// Climbs over what is applied until it meets a row. The way there is remembered: a later climb from below ends on it.
bool VersionRows::under_row(Node n) {
  struct Visit {
    Node node;
    std::size_t from;
  };
  met_.resize(graph_.size(), 0);
  ++search_;
  std::vector<Visit> visits = {{n, 0}};
  for (std::size_t i = 0; i < visits.size(); ++i) {
    for (const Node child : graph_.all_next(visits[i].node)) {
      if (!is_applied_[index(child)] || met_[index(child)] == search_) continue;
      met_[index(child)] = search_;
      const Node row = has(child) ? child : seen_under_[index(child)];
      if (row == kBase || !has(row)) {
        visits.push_back({child, i});
        continue;
      }
      for (std::size_t way = i; way > 0; way = visits[way].from) seen_under_[index(visits[way].node)] = row;
      seen_under_[index(n)] = row;
      return true;
    }
  }
  return false;
}

// When the last row comes apart, a parent that another parent implies stays without a row. Beside other rows Alembic gives it
// one, and so do we where it is a head by down_revision: the rows have to be those that Alembic expects to find.
bool VersionRows::gets_row_back(Node parent, bool only_row) {
  if (has(parent)) return false;
  if (applied_above_[index(parent)] == 0) return true;
  const Nodes children = graph_.next(parent);
  const auto is_applied = [&](Node child) { return is_applied_[index(child)] != 0; };
  return !only_row && std::none_of(children.begin(), children.end(), is_applied) && !under_row(parent);
}

// The parents that no other row implies become rows: all but the last are inserted, the row becomes the last.
std::vector<RowMove> VersionRows::downgrade(Node n) {
  const std::string& id = graph_.at(n).id;
  const Nodes parents = graph_.norm(n);
  const bool only_row = count_ == 1;
  remove(n);
  is_applied_[index(n)] = 0;
  for (const Node p : parents) --applied_above_[index(p)];
  std::vector<Node> back;
  std::copy_if(parents.begin(), parents.end(), std::back_inserter(back), [&](Node p) { return gets_row_back(p, only_row); });

  std::vector<RowMove> moves;
  for (const Node p : back) {
    moves.push_back({"", graph_.at(p).id});
    insert(p);
  }
  if (moves.empty()) {
    moves.push_back({id, ""});
  } else {
    moves.back().from = id;
  }
  return moves;
}

}  // namespace runner::graph
