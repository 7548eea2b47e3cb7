// Stamps: rows are set without running scripts. Rows on the lines of the requested revisions give way to these; all others
// stay (reference/alembic.md 2.8).
#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "graph/plan.h"
#include "graph/resolver.h"
#include "graph/version_rows.h"

namespace runner::graph {

namespace {

std::size_t index(Node n) {
  return static_cast<std::size_t>(n);
}

struct Request {
  std::vector<Node> destinations;  // in the order asked for
  std::vector<char> replaced;      // membership: rows here give way
  std::vector<char> on_branches;   // so do rows here, when "branch@x" moves a row: it says where the whole branch is
};

std::vector<Node> resolve_destinations(const RevisionGraph& graph, const std::string& target) {
  const Identifier what = parse_identifier(graph, target);
  if (what.symbol == "head" && !what.relative && !what.has_branch) {
    if (const auto heads = graph.heads(); heads.size() > 1) {
      throw Error(ErrorCode::kGraph, "Multiple heads are present; please specify a single target revision")
          .with_hint("the heads are " + text::quoted_list(ids_of(graph, heads)) + "; 'heads' stamps them all");
    }
  }
  return resolve(graph, target, nullptr);
}

void add(std::vector<char>& members, const std::vector<char>& more) {
  for (std::size_t i = 0; i < members.size(); ++i) members[i] |= more[i];
}

Request resolve_request(const RevisionGraph& graph, const std::vector<std::string>& targets) {
  Request request;
  request.replaced.assign(graph.size(), 0);
  request.on_branches.assign(graph.size(), 0);
  for (const std::string& target : targets) {
    const std::vector<Node> found = resolve_destinations(graph, target);
    const auto branch = branch_of(graph, parse_identifier(graph, target));
    if (found.empty()) add(request.replaced, branch ? lineage(graph, *branch, true) : std::vector<char>(graph.size(), 1));
    if (branch) add(request.on_branches, lineage(graph, *branch, true));
    for (const Node n : found) {
      if (std::find(request.destinations.begin(), request.destinations.end(), n) != request.destinations.end()) {
        throw Error(ErrorCode::kGraph, "Revision " + graph.at(n).id + " is requested more than once")
            .with_hint("the targets were " + text::quoted_list(targets) + "; name each revision once");
      }
      request.destinations.push_back(n);
      add(request.replaced, lineage(graph, n, true));
    }
  }
  check_overlap(graph, request.destinations, ErrorCode::kGraph, "stamp the newer of them: it stands for the others, too");
  return request;
}

class Stamping {
 public:
  Stamping(const RevisionGraph& graph, const std::vector<Node>& rows) : graph_(graph), rows_(graph, rows) {}

  // One step: `from` give way to `to`.
  void replace(const std::vector<Node>& from, Node to) {
    Step step = begin(from);
    step.to = {graph_.at(to).id};
    const std::vector<char> above = graph_.descendants({to}, true);
    step.is_upward = std::none_of(from.begin(), from.end(), [&](Node n) { return above[index(n)] != 0; });
    for (const Node n : from) step.moves.push_back({graph_.at(n).id, ""});
    if (step.moves.empty()) step.moves.push_back({"", ""});
    step.moves.back().to = graph_.at(to).id;
    for (const Node n : from) rows_.remove(n);
    rows_.insert(to);
    finish(std::move(step));
  }

  void remove(Node n) {
    Step step = begin({n});
    step.is_upward = false;
    step.moves = {{graph_.at(n).id, ""}};
    rows_.remove(n);
    finish(std::move(step));
  }

  std::vector<Step> steps() && { return std::move(steps_); }

 private:
  Step begin(const std::vector<Node>& from) const {
    Step step;
    step.direction = Direction::kStamp;
    step.from = ids_of(graph_, from);
    return step;
  }
  void finish(Step step) {
    step.rows_after = rows_.sorted();
    steps_.push_back(std::move(step));
  }

  const RevisionGraph& graph_;
  VersionRows rows_;
  std::vector<Step> steps_;
};

// Takes those on the line of `destination` out of `rows`, their order kept.
std::vector<Node> take_line(const RevisionGraph& graph, std::vector<Node>& rows, Node destination) {
  if (rows.empty()) return {};
  const std::vector<char> line = lineage(graph, destination, true);
  const auto other = std::stable_partition(rows.begin(), rows.end(), [&](Node n) { return line[index(n)] == 0; });
  std::vector<Node> taken(other, rows.end());
  rows.erase(other, rows.end());
  return taken;
}

}  // namespace

std::vector<Step> plan_stamp(const RevisionGraph& graph, const Rows& rows, const std::vector<std::string>& targets) {
  const std::vector<Node> current = nodes_of(graph, rows);
  const Request request = resolve_request(graph, targets);
  const auto is_row = [&](Node n) { return std::find(current.begin(), current.end(), n) != current.end(); };
  const auto is_wanted = [&](Node n) {
    return std::find(request.destinations.begin(), request.destinations.end(), n) != request.destinations.end();
  };

  const auto moves_a_row = [&](Node destination) {
    if (is_row(destination)) return false;
    const std::vector<char> line = lineage(graph, destination, true);
    return std::any_of(current.begin(), current.end(), [&](Node n) { return line[index(n)] != 0; });
  };
  const bool with_branches = std::any_of(request.destinations.begin(), request.destinations.end(), moves_a_row);
  std::vector<Node> giving_way;
  std::copy_if(current.begin(), current.end(), std::back_inserter(giving_way), [&](Node n) {
    return !is_wanted(n) && (request.replaced[index(n)] || (with_branches && request.on_branches[index(n)]));
  });
  Stamping stamping(graph, current);
  for (const Node destination : request.destinations) {
    if (is_row(destination)) continue;
    stamping.replace(take_line(graph, giving_way, destination), destination);
  }
  for (const Node n : giving_way) stamping.remove(n);
  return std::move(stamping).steps();
}

}  // namespace runner::graph
