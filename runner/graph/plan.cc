#include "graph/plan.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "graph/identifier.h"
#include "graph/listing.h"
#include "graph/resolver.h"
#include "graph/version_rows.h"

namespace runner::graph {

namespace {

std::size_t index(Node n) {
  return static_cast<std::size_t>(n);
}

std::vector<std::string> parents_of(const RevisionGraph& graph, Node n) {
  return ids_of(graph, {graph.down(n).begin(), graph.down(n).end()});
}

std::vector<Step> steps_up(const RevisionGraph& graph, const std::vector<Node>& order, VersionRows rows) {
  std::vector<Step> steps;
  steps.reserve(order.size());
  for (const Node n : order) {
    std::vector<RowMove> moves = rows.upgrade(n);
    steps.push_back({Direction::kUp, n, parents_of(graph, n), {graph.at(n).id}, std::move(moves), true});
  }
  return steps;
}

std::vector<Step> steps_down(const RevisionGraph& graph, const std::vector<Node>& order, VersionRows rows) {
  std::vector<Step> steps;
  steps.reserve(order.size());
  for (const Node n : order) {
    std::vector<RowMove> moves = rows.downgrade(n);
    steps.push_back({Direction::kDown, n, {graph.at(n).id}, parents_of(graph, n), std::move(moves), false});
  }
  return steps;
}

// Rows on one line are somebody's slip. A row that another one implies by depends_on alone is not: a downgrade beside other
// rows leaves it (version_rows.h).
void check_rows(const RevisionGraph& graph, const std::vector<Node>& rows, const std::vector<char>& done) {
  const auto is_passed = [&](Node n) {
    const Nodes children = graph.next(n);
    return std::any_of(children.begin(), children.end(), [&](Node child) { return done[index(child)] != 0; });
  };
  if (std::none_of(rows.begin(), rows.end(), is_passed)) return;
  check_overlap(graph, rows, ErrorCode::kState,
                "the version table holds a revision together with one that it builds on; `runner stamp --purge <revision>...` "
                "sets it right");
}

}  // namespace

void MovingRows::apply(const Step& step) {
  for (const RowMove& move : step.moves) {
    if (!move.from.empty()) rows_.erase(move.from);
    if (!move.to.empty()) rows_.insert(move.to);
  }
}

Rows rows_after(const Rows& before, const std::vector<Step>& steps) {
  MovingRows rows(before);
  for (const Step& step : steps) rows.apply(step);
  return rows.sorted();
}

std::vector<char> applied(const RevisionGraph& graph, const Rows& rows) {
  return graph.ancestors(nodes_of(graph, rows), true);
}

void check_rows(const RevisionGraph& graph, const Rows& rows) {
  const std::vector<Node> nodes = nodes_of(graph, rows);
  check_rows(graph, nodes, graph.ancestors(nodes, true));
}

std::vector<Node> current_heads(const RevisionGraph& graph, const Rows& rows) {
  const std::vector<char> done = applied(graph, rows);
  std::vector<Node> heads;
  for (std::size_t i = 0; i < done.size(); ++i) {
    const Nodes children = graph.next(static_cast<Node>(i));
    const bool is_covered = std::any_of(children.begin(), children.end(), [&](Node c) { return done[index(c)] != 0; });
    if (done[i] && !is_covered) heads.push_back(static_cast<Node>(i));
  }
  return heads;
}

std::vector<Step> plan_upgrade(const RevisionGraph& graph, const Rows& rows, std::string_view target) {
  const std::vector<Node> current = nodes_of(graph, rows);
  const std::vector<char> done = graph.ancestors(current, true);
  check_rows(graph, current, done);
  const std::vector<Node> targets = resolve_upgrade(graph, target, rows);
  check_overlap(graph, targets, ErrorCode::kGraph, "one of them is enough: it brings the others with it");
  std::vector<char> needed = graph.ancestors(targets, true);
  for (std::size_t i = 0; i < needed.size(); ++i) needed[i] = needed[i] && !done[i] ? 1 : 0;
  if (std::find(needed.begin(), needed.end(), 1) == needed.end()) return {};

  std::vector<Node> order = newest_first(graph, std::move(needed), targets);
  std::reverse(order.begin(), order.end());
  return steps_up(graph, order, VersionRows(graph, current));
}

namespace {

std::string ambiguous_warning(const RevisionGraph& graph, std::string_view target, const std::vector<Node>& current) {
  return "downgrade " + std::string(target) +
         " from multiple heads is ambiguous; this usage will be disallowed in a future release. " + "The current heads are " +
         text::quoted_list(ids_of(graph, current)) + "; going back from '" + graph.at(current.front()).id + "'";
}

// What stands directly above the target, restricted to the branch where there is a choice.
std::vector<Node> downgrade_roots(const RevisionGraph& graph, const DowngradeTarget& to) {
  std::vector<Node> roots =
      to.target ? std::vector<Node>(graph.next(*to.target).begin(), graph.next(*to.target).end()) : graph.bases();
  if (!to.branch || roots.size() < 2) return roots;
  const std::vector<char> below = graph.ancestors({*to.branch}, false);
  const std::vector<std::string> all = ids_of(graph, roots);
  std::erase_if(roots, [&](Node n) { return !below[index(n)]; });
  if (roots.empty()) {
    throw Error(ErrorCode::kGraph, "Not a valid downgrade target from current heads: '" + to.text + "'")
        .with_hint("none of " + text::quoted_list(all) + ", which follow the target, leads to '" + to.branch_text + "'");
  }
  return roots;
}

}  // namespace

std::vector<Step> plan_downgrade(const RevisionGraph& graph, const Rows& rows, std::string_view target, std::string* warning) {
  const std::vector<Node> current = nodes_of(graph, rows);
  const DowngradeTarget to = resolve_downgrade(graph, target, rows);
  const Identifier what = parse_identifier(graph, target);
  if (warning != nullptr && what.relative && what.symbol.empty() && !what.has_branch && current.size() > 1) {
    *warning = ambiguous_warning(graph, target, current);
  }

  std::vector<char> dropped = graph.descendants(downgrade_roots(graph, to), true);
  const std::vector<char> done = graph.ancestors(current, true);
  for (std::size_t i = 0; i < dropped.size(); ++i) dropped[i] = dropped[i] && done[i] ? 1 : 0;
  if (std::find(dropped.begin(), dropped.end(), 1) == dropped.end()) {
    if (to.target && std::find(current.begin(), current.end(), *to.target) == current.end()) {
      throw Error(ErrorCode::kGraph, "Destination " + to.text + " is not a valid downgrade target from current head(s)")
          .with_hint(current.empty() ? "nothing is applied"
                                     : "the current revisions are " + text::quoted_list(ids_of(graph, current)));
    }
    return {};
  }
  return steps_down(graph, newest_first(graph, std::move(dropped), current), VersionRows(graph, current));
}

}  // namespace runner::graph
