#include "graph/resolver.h"

#include <algorithm>

#include "base/text.h"
#include "graph/target.h"

namespace runner::graph {

namespace {

Error not_found(std::string_view text, const std::string& reason) {
  std::string message = "Can't locate revision identified by '" + std::string(text) + "'";
  return Error(ErrorCode::kGraph, reason.empty() ? message : message + ": " + reason);
}

std::string hint_for_unknown(const RevisionGraph& graph, std::string_view symbol) {
  if (symbol == "current") return "'current' works in show, edit and at an end of history -r";
  std::vector<std::string> known = graph.all_keys();
  known.insert(known.end(), {"head", "heads", "base", "current"});
  if (const std::string guess = nearest(symbol, known); !guess.empty()) return "did you mean '" + guess + "'?";
  if (!symbol.empty() && symbol.size() < 4) {
    return "please ensure at least four characters are present for partial revision identifier matches";
  }
  return "`runner history` lists all revisions";
}

// Ids and labels that `symbol` abbreviates; keys of three characters and fewer must be written out.
std::vector<std::string> completions(const RevisionGraph& graph, std::string_view symbol, const std::vector<char>* members) {
  if (symbol.empty()) return {};
  std::vector<std::string> keys = graph.keys_with_prefix(symbol);
  std::erase_if(keys, [&](const std::string& key) {
    if (key.size() <= 3) return true;
    const auto n = graph.find(key);
    return members != nullptr && !(*members)[static_cast<std::size_t>(n ? *n : *graph.find_label(key))];
  });
  return keys;
}

// `members`: the lineage that the revision has to be in, of the branch called `branch`.
Node resolve_symbol(const RevisionGraph& graph, std::string_view symbol, std::string_view text, const std::vector<char>* members,
                    const std::string& branch) {
  auto found = graph.find(symbol);
  if (!found) found = graph.find_label(symbol);
  if (!found) {
    std::vector<std::string> keys = completions(graph, symbol, members);
    if (keys.empty() && members != nullptr) keys = completions(graph, symbol, nullptr);  // to say that it is elsewhere
    for (const std::string& key : keys) {
      auto n = graph.find(key);
      if (!n) n = graph.find_label(key);
      if (found && *n != *found) {
        throw not_found(text, "multiple revisions start with '" + std::string(symbol) + "': " + text::quoted_list(keys))
            .with_hint("write more of the identifier");
      }
      found = n;
    }
  }
  if (!found) throw not_found(text, "no such revision or branch").with_hint(hint_for_unknown(graph, symbol));
  if (members != nullptr && !(*members)[static_cast<std::size_t>(*found)]) {
    throw not_found(text, "revision " + graph.at(*found).id + " is not a member of branch '" + branch + "'")
        .with_hint("`runner history` shows which revisions are on the branch");
  }
  return *found;
}

Node resolve_branch(const RevisionGraph& graph, std::string_view branch) {
  try {
    return resolve_symbol(graph, branch, branch, nullptr, "");
  } catch (Error& error) {
    if (!completions(graph, branch, nullptr).empty()) throw;  // ambiguous: already said
    throw not_found(branch, "no such branch").with_hint(error.hint);
  }
}

std::vector<Node> heads_in(const RevisionGraph& graph, const std::vector<char>* members) {
  std::vector<Node> heads = graph.heads();
  if (members != nullptr) std::erase_if(heads, [&](Node n) { return !(*members)[static_cast<std::size_t>(n)]; });
  return heads;
}

}  // namespace

std::vector<std::string> ids_of(const RevisionGraph& graph, const std::vector<Node>& nodes) {
  std::vector<std::string> ids;
  ids.reserve(nodes.size());
  for (const Node n : nodes) ids.push_back(graph.at(n).id);
  return ids;
}

Error multiple_heads(const RevisionGraph& graph, std::string_view text, const std::vector<Node>& heads) {
  const std::string arg(text);
  const std::string narrow =
      text.find('@') == std::string_view::npos ? "'<branchname>@" + arg + "' to narrow to a specific head, " : "";
  return Error(ErrorCode::kGraph, "Multiple head revisions are present for given argument '" + arg +
                                      "'; please specify a specific target revision, " + narrow + "or 'heads' for all heads")
      .with_hint("the heads are " + text::quoted_list(ids_of(graph, heads)));
}

std::optional<Node> branch_of(const RevisionGraph& graph, const Identifier& what) {
  if (!what.has_branch) return std::nullopt;
  return resolve_branch(graph, what.branch);
}

std::vector<Node> resolve_absolute(const RevisionGraph& graph, const Identifier& what, std::string_view text) {
  std::optional<std::vector<char>> members;
  if (const auto branch = branch_of(graph, what)) members = lineage(graph, *branch, false);
  const std::vector<char>* const within = members ? &*members : nullptr;
  if (what.symbol == "base") return {};
  if (what.symbol == "heads") return members ? heads_in(graph, within) : graph.real_heads();
  if (what.symbol == "head") {
    std::vector<Node> heads = heads_in(graph, within);
    if (heads.size() > 1) throw multiple_heads(graph, text, heads);
    return heads;
  }
  return {resolve_symbol(graph, what.symbol, text, within, what.branch)};
}

Node walk_start(const RevisionGraph& graph, const Identifier& what, std::string_view text) {
  Identifier start = what;
  start.relative = false;
  // Up along a branch may begin outside of it, below a merge; "head" and what goes down must be on it.
  if (what.steps > 0 && what.symbol != "head") start.has_branch = false;
  const std::vector<Node> found = resolve_absolute(graph, start, text);
  if (found.size() > 1) throw multiple_heads(graph, text, found);
  return found.empty() ? kBase : found.front();
}

void check_overlap(const RevisionGraph& graph, const std::vector<Node>& nodes, ErrorCode code, const std::string& hint) {
  std::vector<Node> below;
  for (const Node n : nodes) {
    below.insert(below.end(), graph.down(n).begin(), graph.down(n).end());
    below.insert(below.end(), graph.deps(n).begin(), graph.deps(n).end());
  }
  const std::vector<char> covered = graph.ancestors(below, true);
  const auto is_covered = [&](Node n) { return covered[static_cast<std::size_t>(n)] != 0; };
  if (std::none_of(nodes.begin(), nodes.end(), is_covered)) return;
  for (const Node n : nodes) {
    const std::vector<char> own = graph.ancestors({n}, true);
    std::vector<Node> others = nodes;
    std::erase_if(others, [&](Node other) { return other == n || !own[static_cast<std::size_t>(other)]; });
    if (others.empty()) continue;
    throw Error(code, "Requested revision " + graph.at(n).id + " overlaps with other requested revisions " +
                          text::join(ids_of(graph, others), ", "))
        .with_hint(hint);
  }
}

// ---- what target.h promises to everybody ----

std::vector<Node> nodes_of(const RevisionGraph& graph, const Rows& rows) {
  std::vector<Node> nodes;
  std::vector<char> seen(graph.size(), 0);
  for (const std::string& row : rows) {
    const auto n = graph.find(row);
    if (!n) {
      throw Error(ErrorCode::kState, "Can't locate revision identified by '" + row + "'")
          .with_hint(
              "the version table names a revision that no script has; `runner stamp --purge <revision>` replaces its rows");
    }
    if (!seen[static_cast<std::size_t>(*n)]) nodes.push_back(*n);
    seen[static_cast<std::size_t>(*n)] = 1;
  }
  return nodes;
}

Node resolve_one(const RevisionGraph& graph, std::string_view text) {
  Identifier what = parse_identifier(graph, text);
  std::optional<std::vector<char>> members;
  if (const auto branch = branch_of(graph, what)) members = lineage(graph, *branch, false);
  return resolve_symbol(graph, what.symbol + what.steps_text, text, members ? &*members : nullptr, what.branch);
}

namespace {

// "-N", "branch@-N" outside upgrade and downgrade: N below every real head; on a branch whose heads are all dependencies of
// something else, below these.
std::vector<Node> below_heads(const RevisionGraph& graph, const Identifier& what, std::string_view text) {
  std::vector<Node> heads = graph.real_heads();
  if (const auto branch = branch_of(graph, what)) {
    const std::vector<char> members = lineage(graph, *branch, false);
    std::erase_if(heads, [&](Node n) { return !members[static_cast<std::size_t>(n)]; });
    if (heads.empty()) heads = heads_in(graph, &members);
  }
  std::vector<Node> found;
  for (const Node head : heads) {
    const auto end = walk(graph, head, what.steps, std::nullopt);
    if (!end) {
      throw not_found(text, "Relative revision " + what.steps_text + " goes below the first revision")
          .with_hint("it is counted from head '" + graph.at(head).id + "'");
    }
    if (*end != kBase && std::find(found.begin(), found.end(), *end) == found.end()) found.push_back(*end);
  }
  return found;
}

}  // namespace

std::vector<Node> resolve(const RevisionGraph& graph, std::string_view text, const Rows* rows) {
  if (text == "current" && rows != nullptr) return nodes_of(graph, *rows);
  const Identifier what = parse_identifier(graph, text);
  if (!what.relative) return resolve_absolute(graph, what, text);
  if (what.symbol.empty() && what.steps < 0) return below_heads(graph, what, text);
  throw not_found(text, "relative identifiers like this one work in upgrade and downgrade only").with_hint("name the revision");
}

}  // namespace runner::graph
