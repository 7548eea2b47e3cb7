#include "graph/target.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "graph/identifier.h"
#include "graph/plan.h"
#include "graph/resolver.h"
#include "graph/walk.h"

namespace runner::graph {

namespace {

Error relative_error(const Identifier& what, std::string_view hint) {
  const std::string steps = std::to_string(std::abs(what.steps));
  return Error(ErrorCode::kGraph, "Relative revision " + what.steps_text + " didn't produce " + steps + " migrations")
      .with_hint(std::string(hint));
}

Error walked_too_far(const Identifier& what, std::string_view text) {
  Error error = relative_error(what, "");
  return Error(ErrorCode::kGraph, std::string(error.what()) + " from '" + what.symbol + "'")
      .with_hint("'" + std::string(text) + "' lies beyond the end of the history");
}

void keep_lineage(const RevisionGraph& graph, std::vector<Node>& nodes, Node branch) {
  const std::vector<char> members = lineage(graph, branch, false);
  std::erase_if(nodes, [&](Node n) { return !members[static_cast<std::size_t>(n)]; });
}

// Where a bare "+N" starts: the rows, restricted to the branch when one is named; if none is on it, the tips of what is
// applied there; else base.
std::vector<Node> upgrade_starts(const RevisionGraph& graph, std::vector<Node> rows, std::optional<Node> branch) {
  if (!branch) return rows;
  const std::vector<char> done = graph.ancestors(rows, true);
  keep_lineage(graph, rows, *branch);
  if (!rows.empty()) return rows;
  const std::vector<char> members = lineage(graph, *branch, false);
  std::vector<Node> tips;
  for (std::size_t i = 0; i < done.size(); ++i) {
    if (done[i] && members[i]) tips.push_back(static_cast<Node>(i));
  }
  std::vector<char> covered(graph.size(), 0);
  for (const Node n : tips) {
    for (const Node p : graph.norm(n)) covered[static_cast<std::size_t>(p)] = 1;
  }
  std::erase_if(tips, [&](Node n) { return covered[static_cast<std::size_t>(n)] != 0; });
  return tips;
}

std::vector<Node> as_targets(Node n) {
  return n == kBase ? std::vector<Node>{} : std::vector<Node>{n};
}

std::vector<Node> upgrade_from_rows(const RevisionGraph& graph, const Identifier& what, const std::vector<Node>& rows,
                                    OffTheEnd off_the_end) {
  if (what.steps <= 0) throw relative_error(what, "an upgrade goes up: +N");
  const auto branch = branch_of(graph, what);
  const std::vector<Node> starts = upgrade_starts(graph, rows, branch);
  if (starts.size() > 1) {
    throw Error(ErrorCode::kGraph, "Ambiguous upgrade from multiple current revisions")
        .with_hint("it could start at " + text::quoted_list(ids_of(graph, starts)) + "; name the branch: <branch>@" +
                   what.steps_text);
  }
  const auto end = walk(graph, starts.empty() ? kBase : starts.front(), what.steps, branch, off_the_end);
  if (!end) throw relative_error(what, "the history ends before that");
  return as_targets(*end);
}

}  // namespace

std::vector<Node> upgrade_targets(const RevisionGraph& graph, std::string_view text, const std::vector<Node>& rows,
                                  OffTheEnd off_the_end) {
  const Identifier what = parse_identifier(graph, text);
  if (!what.relative) return resolve_absolute(graph, what, text);
  if (what.symbol.empty()) return upgrade_from_rows(graph, what, rows, off_the_end);
  const Node start = walk_start(graph, what, text);
  const auto end = walk(graph, start, what.steps, branch_of(graph, what), off_the_end);
  if (!end) throw walked_too_far(what, text);
  return as_targets(*end);
}

std::vector<Node> resolve_upgrade(const RevisionGraph& graph, std::string_view text, const Rows& rows) {
  return upgrade_targets(graph, text, nodes_of(graph, rows), OffTheEnd::kNothing);
}

namespace {

// The one row, or applied revision that stands for one, which "branch@-N" starts from.
Node row_on_branch(const RevisionGraph& graph, const Identifier& what, Node branch, const Rows& rows) {
  std::vector<Node> found = nodes_of(graph, rows);
  keep_lineage(graph, found, branch);
  if (found.empty()) {
    found = current_heads(graph, rows);
    keep_lineage(graph, found, branch);
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    throw Error(ErrorCode::kGraph,
                std::string(relative_error(what, "").what()) + ": no current revision is on branch '" + what.branch + "'")
        .with_hint("`runner current` shows the current revisions");
  }
  throw Error(ErrorCode::kGraph, "Ambiguous downgrade: several current revisions are on branch '" + what.branch + "'")
      .with_hint("they are " + text::quoted_list(ids_of(graph, found)) + "; name the revision to go back to");
}

DowngradeTarget downgrade_from_rows(const RevisionGraph& graph, const Identifier& what, const Rows& rows) {
  if (what.steps >= 0) throw relative_error(what, "a downgrade goes down: -N, or <revision>+N");
  DowngradeTarget out;
  Node start = kBase;
  if (const auto branch = branch_of(graph, what)) {
    start = row_on_branch(graph, what, *branch, rows);
    out.branch = branch;
    out.branch_text = what.branch;
  } else {
    const std::vector<Node> current = nodes_of(graph, rows);
    if (current.empty()) throw relative_error(what, "nothing is applied");
    // With several rows only the line of the first one is taken back.
    start = current.front();
    out.branch = start;
    out.branch_text = graph.at(start).id;
  }
  const auto end = walk(graph, start, what.steps, std::nullopt);
  if (!end) throw relative_error(what, "fewer revisions than that are applied");
  if (*end != kBase) out.target = *end;
  return out;
}

}  // namespace

DowngradeTarget resolve_downgrade(const RevisionGraph& graph, std::string_view text, const Rows& rows) {
  const Identifier what = parse_identifier(graph, text);
  DowngradeTarget out;
  if (what.relative && what.symbol.empty()) {
    out = downgrade_from_rows(graph, what, rows);
  } else {
    out.branch = branch_of(graph, what);
    out.branch_text = what.branch;
    if (what.relative) {
      const auto end = walk(graph, walk_start(graph, what, text), what.steps, out.branch);
      if (!end) throw walked_too_far(what, text);
      if (*end != kBase) out.target = *end;
    } else {
      const std::vector<Node> found = resolve_absolute(graph, what, text);
      if (found.size() > 1) throw multiple_heads(graph, text, found);
      if (!found.empty()) out.target = found.front();
    }
  }
  out.text = std::string(text);
  return out;
}

}  // namespace runner::graph
