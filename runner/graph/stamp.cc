// Stamps: rows are set without running scripts. Rows on the lines of the requested revisions give way to these; all others
// stay (reference/alembic.md 2.8).
#include <algorithm>
#include <limits>

#include "base/error.h"
#include "base/text.h"
#include "graph/plan.h"
#include "graph/resolver.h"

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
  for (std::size_t i = 0; i < members.size(); ++i) members[i] = members[i] || more[i] ? 1 : 0;
}

Request resolve_request(const RevisionGraph& graph, const std::vector<std::string>& targets) {
  Request request;
  request.replaced.assign(graph.size(), 0);
  request.on_branches.assign(graph.size(), 0);
  std::vector<char> wanted(graph.size(), 0);
  for (const std::string& target : targets) {
    const std::vector<Node> found = resolve_destinations(graph, target);
    const auto branch = branch_of(graph, parse_identifier(graph, target));
    if (found.empty()) add(request.replaced, branch ? lineage(graph, *branch, true) : std::vector<char>(graph.size(), 1));
    if (branch) add(request.on_branches, lineage(graph, *branch, true));
    for (const Node n : found) {
      if (wanted[index(n)]) {
        throw Error(ErrorCode::kGraph, "Revision " + graph.at(n).id + " is requested more than once")
            .with_hint("the targets were " + text::quoted_list(targets) + "; name each revision once");
      }
      wanted[index(n)] = 1;
      request.destinations.push_back(n);
    }
  }
  check_overlap(graph, request.destinations, ErrorCode::kGraph, "stamp the newer of them: it stands for the others, too");
  add(request.replaced, graph.ancestors(request.destinations, true));
  add(request.replaced, graph.descendants(request.destinations, true));
  return request;
}

constexpr int kNobody = std::numeric_limits<int>::max();

// For every revision the first of the destinations on whose line it stands, counted from 0: below it, above it.
class Lines {
 public:
  Lines(const RevisionGraph& graph, const std::vector<Node>& destinations, const std::vector<char>& is_row)
      : from_above_(graph.size(), kNobody), from_below_(graph.size(), kNobody) {
    for (std::size_t i = 0; i < destinations.size(); ++i) {
      if (is_row[index(destinations[i])]) continue;
      from_above_[index(destinations[i])] = from_below_[index(destinations[i])] = static_cast<int>(i);
    }
    const std::vector<Node>& order = graph.parents_first();
    for (const Node n : order) {
      for (const Node child : graph.all_next(n)) take(from_below_[index(child)], from_below_[index(n)]);
    }
    for (auto n = order.rbegin(); n != order.rend(); ++n) {
      for (const Node child : graph.all_next(*n)) take(from_above_[index(*n)], from_above_[index(child)]);
    }
  }

  int first(Node n) const { return std::min(from_above_[index(n)], from_below_[index(n)]); }
  bool stands_above(Node n, std::size_t destination) const { return from_below_[index(n)] == static_cast<int>(destination); }

 private:
  static void take(int& own, int other) { own = std::min(own, other); }

  std::vector<int> from_above_, from_below_;
};

Step step_between(const RevisionGraph& graph, const std::vector<Node>& from, const std::vector<std::string>& to, bool is_upward) {
  Step step;
  step.direction = Direction::kStamp;
  step.from = ids_of(graph, from);
  step.to = to;
  step.is_upward = is_upward;
  for (const std::string& id : step.from) step.moves.push_back({id, ""});
  if (step.moves.empty()) step.moves.push_back({"", ""});
  if (!to.empty()) step.moves.back().to = to.front();
  return step;
}

}  // namespace

std::vector<Step> plan_stamp(const RevisionGraph& graph, const Rows& rows, const std::vector<std::string>& targets) {
  const std::vector<Node> current = nodes_of(graph, rows);
  const Request request = resolve_request(graph, targets);
  std::vector<char> is_row(graph.size(), 0), is_wanted(graph.size(), 0);
  for (const Node n : current) is_row[index(n)] = 1;
  for (const Node n : request.destinations) is_wanted[index(n)] = 1;

  const Lines lines(graph, request.destinations, is_row);
  const bool moves_rows = std::any_of(current.begin(), current.end(), [&](Node n) { return lines.first(n) != kNobody; });
  std::vector<std::vector<Node>> giving_way(request.destinations.size());
  std::vector<Node> left_over;
  for (const Node n : current) {
    if (is_wanted[index(n)] || (!request.replaced[index(n)] && !(moves_rows && request.on_branches[index(n)]))) continue;
    const int first = lines.first(n);
    (first == kNobody ? left_over : giving_way[static_cast<std::size_t>(first)]).push_back(n);
  }

  std::vector<Step> steps;
  for (std::size_t i = 0; i < request.destinations.size(); ++i) {
    const Node to = request.destinations[i];
    if (is_row[index(to)]) continue;
    const auto is_above = [&](Node n) { return lines.stands_above(n, i); };
    const bool is_upward = std::none_of(giving_way[i].begin(), giving_way[i].end(), is_above);
    steps.push_back(step_between(graph, giving_way[i], {graph.at(to).id}, is_upward));
  }
  for (const Node n : left_over) steps.push_back(step_between(graph, {n}, {}, false));
  return steps;
}

}  // namespace runner::graph
