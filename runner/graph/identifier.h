// What the user typed, taken apart without looking at any revision but to see whether a key has just this name:
// "[branch@]symbol[+N|-N]". And which names a new revision or label may have.
#pragma once

#include <string>
#include <string_view>

#include "graph/revision_graph.h"

namespace runner::graph {

struct Identifier {
  std::string branch;  // "" = none
  bool has_branch = false;
  std::string symbol;  // id, partial id, label, head, heads, base, current; "" for a bare "+2"
  bool relative = false;
  int steps = 0;           // signed; clamped to a million, which is beyond any history
  std::string steps_text;  // as typed: "+2"
};

// An exact key wins over the relative reading, so that a label "feature-2" can be used.
Identifier parse_identifier(const RevisionGraph& graph, std::string_view text);

// Why a revision with this id cannot be loaded; "" = it can.
std::string unusable_id(std::string_view id);

}  // namespace runner::graph
