// history -r A:B (reference/alembic.md 2.3, last paragraph), and the whole history.
#include <algorithm>

#include "base/error.h"
#include "graph/listing.h"
#include "graph/resolver.h"
#include "graph/target.h"

namespace runner::graph {

namespace {

std::size_t index(Node n) {
  return static_cast<std::size_t>(n);
}

struct Range {
  std::string low, high;
};

Range parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) {
    throw Error(ErrorCode::kUsage, "History range requires [start]:[end], [start]:, or :[end]")
        .with_hint("it was '" + std::string(text) + "'");
  }
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

std::vector<Node> without_repetition(std::vector<Node> nodes) {
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

// The upper end; "+N" counts from the lower one and stops where the history does.
std::vector<Node> resolve_high(const RevisionGraph& graph, const std::string& text, const std::vector<Node>& low,
                               const Rows* rows) {
  if (text.empty()) return graph.real_heads();
  if (text == "current" && rows != nullptr) return nodes_of(graph, *rows);
  return upgrade_targets(graph, text, low, OffTheEnd::kStay);
}

// "-N" at the lower end counts from the upper one.
std::vector<Node> below_high(const RevisionGraph& graph, const Identifier& what, const std::vector<Node>& high) {
  std::optional<std::vector<char>> members;
  if (const auto branch = branch_of(graph, what)) members = lineage(graph, *branch, false);
  std::vector<Node> found;
  for (const Node n : high) {
    if (members && !(*members)[index(n)]) continue;
    const auto end = walk(graph, n, what.steps, std::nullopt);
    if (!end) {
      throw Error(ErrorCode::kGraph,
                  "Relative revision " + what.steps_text + " didn't produce " + std::to_string(-what.steps) + " migrations")
          .with_hint("it is counted from '" + graph.at(n).id + "', the upper end of the range");
    }
    if (*end != kBase) found.push_back(*end);
  }
  return without_repetition(std::move(found));
}

std::vector<Node> resolve_low(const RevisionGraph& graph, const std::string& text, const Identifier& what, const Rows* rows) {
  if (text.empty()) return {};
  if (text == "current" && rows != nullptr) return nodes_of(graph, *rows);
  if (!what.relative) return resolve_absolute(graph, what, text);
  if (what.symbol.empty()) {
    throw Error(ErrorCode::kGraph, "Relative revision " + what.steps_text + " cannot start a range")
        .with_hint("<revision>" + what.steps_text + " can");
  }
  return upgrade_targets(graph, text, {}, OffTheEnd::kNothing);
}

// "label@..." at the lower end asks for what leads to revisions that carry the label only, "id@..." for what is on its line.
void keep_branch(const RevisionGraph& graph, std::vector<Node>& high, const Identifier& low) {
  const auto branch = branch_of(graph, low);
  if (!branch) return;
  const bool is_label = graph.find_label(low.branch).has_value();
  const std::vector<char> members = is_label ? std::vector<char>{} : lineage(graph, *branch, false);
  std::erase_if(high, [&](Node n) {
    const std::vector<std::string>& labels = graph.labels(n);
    return is_label ? std::find(labels.begin(), labels.end(), low.branch) == labels.end() : !members[index(n)];
  });
}

std::vector<Node> between(const RevisionGraph& graph, const std::vector<Node>& low, const std::vector<Node>& high,
                          std::string_view text) {
  std::vector<char> members = graph.ancestors(high, true);
  if (std::any_of(low.begin(), low.end(), [&](Node n) { return !members[index(n)]; })) {
    throw Error(ErrorCode::kGraph,
                "Requested range " + std::string(text) + " does not refer to ancestor/descendant revisions along the same branch")
        .with_hint("the range goes from the older revision to the newer one");
  }
  const std::vector<char> below = graph.ancestors(low, true);
  for (std::size_t i = 0; i < members.size(); ++i) members[i] = members[i] && !below[i] ? 1 : 0;
  for (const Node n : low) members[index(n)] = 1;
  if (!low.empty()) {
    const std::vector<char> above = graph.descendants(low, false);
    for (std::size_t i = 0; i < members.size(); ++i) members[i] = members[i] && above[i] ? 1 : 0;
  }
  return newest_first(graph, std::move(members), high);
}

}  // namespace

std::vector<Node> whole_history(const RevisionGraph& graph) {
  return newest_first(graph, std::vector<char>(graph.size(), 1), graph.real_heads());
}

std::vector<Node> resolve_range(const RevisionGraph& graph, std::string_view range, const Rows* rows) {
  const Range ends = parse_range(range);
  const Identifier low_end = parse_identifier(graph, ends.low);
  const bool counts_down = low_end.relative && low_end.symbol.empty() && low_end.steps < 0;
  std::vector<Node> low = counts_down ? std::vector<Node>{} : resolve_low(graph, ends.low, low_end, rows);
  check_overlap(graph, low, ErrorCode::kGraph, "the lower end of a range has to be one line a branch");
  std::vector<Node> high = resolve_high(graph, ends.high, low, rows);
  check_overlap(graph, high, ErrorCode::kGraph, "the upper end of a range has to be one line a branch");
  if (counts_down) low = below_high(graph, low_end, high);
  keep_branch(graph, high, low_end);
  return between(graph, low, high, range);
}

}  // namespace runner::graph
