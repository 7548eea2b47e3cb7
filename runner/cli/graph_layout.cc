#include "cli/graph_layout.h"

#include <algorithm>

namespace runner::cli {
namespace {

using graph::Node;

class Layout {
 public:
  Layout(const graph::RevisionGraph& graph, const std::vector<Node>& nodes) : graph_(graph), drawn_(graph.size(), 0) {
    for (const Node n : nodes) drawn_[static_cast<std::size_t>(n)] = 1;
  }

  std::vector<GraphRow> run(const std::vector<Node>& nodes) {
    for (const Node n : nodes) place(n);
    if (!rows_.empty()) rows_.back().links.clear();
    return std::move(rows_);
  }

 private:
  void place(Node n) {
    std::size_t column = column_of(n);
    if (column == lanes_.size()) {
      // What stands below a line that has ended must not look like its continuation.
      if (ended_ == column) bend({});
      lanes_.push_back(n);
    }
    begin_row(n, column);
    ended_.reset();
    const std::vector<Node> parents = parents_of(n);
    if (parents.empty()) return end_lane(column);
    fan_out(column, parents);
    lanes_[column] = parents.front();
    join(column, parents.front());
  }

  std::vector<Node> parents_of(Node n) const {
    std::vector<Node> parents;
    for (const Node p : graph_.down(n)) {
      if (drawn_[static_cast<std::size_t>(p)]) parents.push_back(p);
    }
    return parents;
  }

  std::size_t column_of(Node n) const {
    return static_cast<std::size_t>(std::find(lanes_.begin(), lanes_.end(), n) - lanes_.begin());
  }

  // ---- rows ----

  std::vector<std::size_t> columns() const {
    std::vector<std::size_t> all(lanes_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
  }

  void begin_row(Node n, std::size_t column) {
    rows_.push_back({n, column, columns(), {}});
    straight();
  }

  void straight() {
    rows_.back().links.clear();
    for (std::size_t i = 0; i < lanes_.size(); ++i) rows_.back().links.push_back({i, i});
  }

  // The lines go on as `links` say into a row where they only pass; without any, straight on.
  void bend(std::vector<Link> links) {
    if (!links.empty()) rows_.back().links = std::move(links);
    rows_.push_back({std::nullopt, 0, columns(), {}});
    straight();
  }

  // ---- what a node does to the lanes ----

  // Lines to further parents: to the lane that leads there already, or on a new one beside the node's.
  void fan_out(std::size_t column, const std::vector<Node>& parents) {
    std::vector<Node> fresh;
    for (std::size_t i = 1; i < parents.size(); ++i) {
      const std::size_t known = column_of(parents[i]);
      if (known == lanes_.size()) {
        fresh.push_back(parents[i]);
        continue;
      }
      std::vector<Link> links = rows_.back().links;
      links.push_back({column, known});
      bend(std::move(links));
    }
    for (; !fresh.empty(); fresh.pop_back()) {
      lanes_.insert(lanes_.begin() + static_cast<std::ptrdiff_t>(column) + 1, fresh.back());
      std::vector<Link> links;
      for (std::size_t i = 0; i + 1 < lanes_.size(); ++i) links.push_back({i, i > column ? i + 1 : i});
      links.push_back({column, column + 1});
      bend(std::move(links));
    }
  }

  // Two lanes lead to `parent`: the right one ends in the left one.
  void join(std::size_t column, Node parent) {
    std::size_t other = 0;
    while (other < lanes_.size() && (other == column || lanes_[other] != parent)) ++other;
    if (other == lanes_.size()) return;
    close(std::max(column, other), std::min(column, other));
  }

  void close(std::size_t from, std::optional<std::size_t> into) {
    std::vector<Link> links;
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      if (i != from) links.push_back({i, i > from ? i - 1 : i});
    }
    if (into) links.push_back({from, *into});
    lanes_.erase(lanes_.begin() + static_cast<std::ptrdiff_t>(from));
    bend(std::move(links));
  }

  void end_lane(std::size_t column) {
    if (column + 1 < lanes_.size()) return close(column, std::nullopt);
    lanes_.pop_back();
    straight();
    ended_ = column;
  }

  const graph::RevisionGraph& graph_;
  std::vector<char> drawn_;
  std::vector<Node> lanes_;           // for each column: the revision that its line leads to
  std::optional<std::size_t> ended_;  // the node just drawn ended this last column
  std::vector<GraphRow> rows_;
};

// Emits a revision after all that stands above it.
class Order {
 public:
  Order(const graph::RevisionGraph& graph, const std::vector<Node>& nodes) : graph_(graph), pending_(graph.size(), 0) {
    for (const Node n : nodes) pending_[index(n)] = 1;
    std::vector<int> length(graph.size(), 0);
    for (const Node n : graph.parents_first()) {
      if (pending_[index(n)]) length[index(n)] = 1 + (graph.down(n).empty() ? 0 : length[index(graph.down(n).front())]);
    }
    starts_ = nodes;
    std::stable_sort(starts_.begin(), starts_.end(), [&](Node a, Node b) { return length[index(a)] > length[index(b)]; });
    order_.reserve(nodes.size());
  }

  std::vector<Node> run() {
    for (const Node start : starts_) {
      // Lines that were opened by merges come before what hangs together with nothing drawn yet.
      for (std::vector<Node> lines = {start}; !lines.empty();) {
        const Node n = lines.back();
        lines.pop_back();
        follow(n, lines);
      }
    }
    return std::move(order_);
  }

 private:
  static std::size_t index(Node n) { return static_cast<std::size_t>(n); }

  // Down the first parents; the lines to further parents go to `lines`.
  void follow(Node n, std::vector<Node>& lines) {
    while (pending_[index(n)]) {
      emit_with_all_above(n, lines);
      if (graph_.down(n).empty()) return;
      n = graph_.down(n).front();
    }
  }

  void emit_with_all_above(Node n, std::vector<Node>& lines) {
    struct Waiting {
      Node node;
      std::size_t child = 0;  // those before have been emitted
    };
    std::vector<Waiting> waiting = {{n}};
    while (!waiting.empty()) {
      Waiting& top = waiting.back();
      const graph::Nodes children = graph_.next(top.node);
      while (top.child < children.size() && !pending_[index(children[top.child])]) ++top.child;
      if (top.child < children.size()) {
        waiting.push_back({children[top.child]});
        continue;
      }
      emit(top.node, lines);
      waiting.pop_back();
    }
  }

  void emit(Node n, std::vector<Node>& lines) {
    pending_[index(n)] = 0;
    order_.push_back(n);
    const graph::Nodes parents = graph_.down(n);
    for (std::size_t i = parents.size(); i-- > 1;) lines.push_back(parents[i]);
  }

  const graph::RevisionGraph& graph_;
  std::vector<char> pending_;
  std::vector<Node> starts_, order_;
};

}  // namespace

std::vector<Node> drawing_order(const graph::RevisionGraph& graph, const std::vector<Node>& nodes) {
  return Order(graph, nodes).run();
}

std::vector<GraphRow> lay_out(const graph::RevisionGraph& graph, const std::vector<Node>& newest_first) {
  return Layout(graph, newest_first).run(newest_first);
}

}  // namespace runner::cli
