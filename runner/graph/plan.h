// (rows, target) -> the steps of an upgrade, downgrade or stamp, with the exact version-table moves of each. Pure: decides
// everything before the first script runs. Order and row algorithm: reference/alembic.md 2.4 - 2.8.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/target.h"

namespace runner::graph {

enum class Direction { kUp, kDown, kStamp };

// One change of one row. from "" = INSERT, to "" = DELETE, else UPDATE.
struct RowMove {
  std::string from, to;
  bool operator==(const RowMove&) const = default;
};

struct Step {
  Direction direction = Direction::kUp;
  Node node = -1;                     // the script to run; -1 for stamps
  std::vector<std::string> from, to;  // what the log line shows: "a, b" -> "m" (reference 1.2)
  std::vector<RowMove> moves;         // in the order to be run
  bool is_upward = true;              // of a stamp: not back to something older
};

// The rows of a version table while steps are carried out on it.
class MovingRows {
 public:
  explicit MovingRows(const Rows& before) : rows_(before.begin(), before.end()) {}
  void apply(const Step& step);
  Rows sorted() const { return {rows_.begin(), rows_.end()}; }

 private:
  std::set<std::string> rows_;
};
// The rows, sorted, when all steps are done.
Rows rows_after(const Rows& before, const std::vector<Step>& steps);

// Throws Error{kGraph} as target.h says; overlapping targets or rows.
std::vector<Step> plan_upgrade(const RevisionGraph& graph, const Rows& rows, std::string_view target);
// `warning` receives the "ambiguous -1" text when the downgrade is relative with several rows.
std::vector<Step> plan_downgrade(const RevisionGraph& graph, const Rows& rows, std::string_view target, std::string* warning);
std::vector<Step> plan_stamp(const RevisionGraph& graph, const Rows& rows, const std::vector<std::string>& targets);

// The revisions that `current` shows: rows plus implied dependency heads (reference 2.7), map order.
std::vector<Node> current_heads(const RevisionGraph& graph, const Rows& rows);
// Everything applied, as membership.
std::vector<char> applied(const RevisionGraph& graph, const Rows& rows);
// Throws Error{kState} when a row stands for what another one builds on: an upgrade would refuse such rows.
void check_rows(const RevisionGraph& graph, const Rows& rows);

}  // namespace runner::graph
