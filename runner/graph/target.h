// What the user typed ("head", "ae10+2", "api@heads", "-1") resolved against the graph and the database's rows.
// Exactly reference/alembic.md 2.3, with the defects of its Appendix B put right. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/revision_graph.h"

namespace runner::graph {

// Rows of the version table. Every function here throws Error{kState} naming a row that no script has
// ("Can't locate revision identified by 'x'").
using Rows = std::vector<std::string>;
std::vector<Node> nodes_of(const RevisionGraph& graph, const Rows& rows);

// One revision by id, unique partial id, label, or branch@id. Throws Error{kGraph}: unknown (nearest spelling; "please
// ensure at least four characters" hint), ambiguous (all candidates), unknown branch, not a member of the branch.
Node resolve_one(const RevisionGraph& graph, std::string_view text);

// What `show`, `stamp`, `merge`, `edit`, `--head` accept: id, partial, label, head, heads, base (empty result), branch@...,
// relative to heads (-N). `rows` answers "current". Throws as above, and for several heads with "head".
std::vector<Node> resolve(const RevisionGraph& graph, std::string_view text, const Rows* rows);

// upgrade TARGET. Empty for base. Throws: "Relative revision +9 didn't produce 9 migrations", "Ambiguous walk",
// "Ambiguous upgrade from multiple current revisions", multiple heads.
std::vector<Node> resolve_upgrade(const RevisionGraph& graph, std::string_view text, const Rows& rows);

// downgrade TARGET: the optional branch, and the target (nullopt = base).
struct DowngradeTarget {
  std::optional<Node> branch;
  std::string branch_text;
  std::optional<Node> target;
  std::string text;
};
DowngradeTarget resolve_downgrade(const RevisionGraph& graph, std::string_view text, const Rows& rows);

// history -r A:B. Result is newest first. `rows` answers "current". Throws: not one colon, not on one line.
std::vector<Node> resolve_range(const RevisionGraph& graph, std::string_view range, const Rows* rows);
// The whole history, newest first (what `history` without -r prints).
std::vector<Node> whole_history(const RevisionGraph& graph);

// "a:b" of upgrade/downgrade/stamp --sql -> (start, destination); no colon -> (nullopt, text).
// Throws Error{kUsage} for two colons.
std::pair<std::optional<std::string>, std::string> split_range(std::string_view text);

// Is the text free of what identifiers may not have? "" = fine, else the reason (API 8: reserved words, @ - + :, "/",
// longer than 32). For new ids and labels.
std::string bad_identifier(std::string_view text, bool is_label);

}  // namespace runner::graph
